"""Importing, removing and erasing, and an index that is always in step."""

import pytest

from workshop import corpus
from workshop.errors import UnknownComment, UnknownCorpus
from workshop.reindex import index_now, is_behind


def test_the_same_file_twice_adds_nothing(workbench, bring_in):
    rows = ("1,ann,Leeds,The coffee is great.", "2,bob,York,The queue was long.")
    assert bring_in(*rows).n_new == 2
    again = bring_in(*rows)
    assert (again.n_new, again.n_revised, again.n_same, again.version) == (0, 0, 2, 1)


def test_more_rows_embed_only_the_new(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.")
    encoded = []
    encode = workbench.encoder.encode

    class Watching:
        name, dimension = workbench.encoder.name, workbench.encoder.dimension
        precision, fingerprint = workbench.encoder.precision, workbench.encoder.fingerprint

        def encode(self, texts, *, on_progress=None):
            encoded.extend(texts)
            return encode(texts, on_progress=on_progress)

    workbench._encoder = Watching()
    bring_in("1,ann,Leeds,The coffee is great.", "2,bob,York,The queue was long.")
    assert encoded == ["The queue was long."]


def test_the_index_holds_exactly_the_newest_version(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great. So is the cake.", "2,bob,York,The queue was long.")
    bring_in("1,ann,Leeds,The coffee was cold yesterday.")
    snapshot = workbench.snapshot("cafe")
    assert snapshot.version == 2
    assert len(snapshot.index) == len(workbench.store.comments.passage_ids("cafe", 2))


def test_a_stored_import_that_was_never_embedded_is_found_and_mended(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.")
    for file in workbench.generations("cafe").folder.iterdir():
        file.unlink()
    assert is_behind(workbench, "cafe")
    index_now(workbench, "cafe")
    assert not is_behind(workbench, "cafe")


def test_a_damaged_index_is_built_again(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.")
    (file,) = workbench.generations("cafe").folder.glob("*.index")
    file.write_bytes(b"not an index")
    manifest = workbench.generations("cafe").folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"checksum": "', '"checksum": "0'))
    assert is_behind(workbench, "cafe")
    index_now(workbench, "cafe")
    assert len(workbench.snapshot("cafe").index) == 1


def test_another_encoder_makes_the_index_anew(workbench, bring_in):
    from workshop.encoders import HashingEncoder

    bring_in("1,ann,Leeds,The coffee is great.")
    workbench._encoder = HashingEncoder(dimension=64)
    assert is_behind(workbench, "cafe")
    index_now(workbench, "cafe")
    assert workbench.snapshot("cafe").index.dimension == 64


def test_a_preview_stores_nothing(workbench):
    seen = corpus.preview(workbench, b"comment\nThe coffee is great.\n", corpus.Plan("cafe", "c.csv"))
    assert len(seen.intake.comments) == 1
    assert not corpus.listed(workbench)


def test_removing_a_corpus_leaves_neither_words_nor_index(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.")
    folder = workbench.generations("cafe").folder
    corpus.remove(workbench, "cafe")
    assert not folder.exists()
    with pytest.raises(UnknownCorpus):
        corpus.facts(workbench, "cafe")


def test_a_corpus_of_the_same_name_starts_afresh(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.")
    corpus.remove(workbench, "cafe")
    bring_in("2,bob,York,The queue was long.")
    assert len(workbench.snapshot("cafe").index) == 1
    assert corpus.facts(workbench, "cafe").n_comments == 1


def test_erasing_a_person_by_name_erases_all_their_comments_and_keeps_them_out(workbench, bring_in):
    rows = ("1,Ann ,Leeds,The coffee is great.", "2,ann,York,The cake is dry.", "3,bob,York,The queue was long.")
    bring_in(*rows)
    assert corpus.erase(workbench, "cafe", author="ANN").n_comments == 2
    assert bring_in(*rows).n_new == 0
    assert corpus.facts(workbench, "cafe").n_comments == 1


def test_erasing_names_the_briefs_that_quoted(workbench, bring_in):
    from workshop.brief import put_together, remember
    from workshop.check import Scope, check_message

    bring_in(*(f"{n},guest{n},Leeds,The coffee is great." for n in range(6)))
    checks = [check_message(workbench, "The coffee is great.", Scope("cafe"))]
    assert put_together(workbench, checks, title="Coffee first").title == "Coffee first"
    remember(workbench, "Coffee first", checks)
    assert corpus.erase(workbench, "cafe", comment_id="3").briefs == ("Coffee first",)


def test_erasing_what_is_not_there_says_so(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.")
    with pytest.raises(UnknownComment):
        corpus.erase(workbench, "cafe", comment_id="nope")


def test_people_with_known_authors_are_counted(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.", "2,ann,Leeds,The cake is dry.", "3,,York,The queue was long.")
    facts = corpus.facts(workbench, "cafe")
    assert (facts.n_comments, facts.n_people) == (3, 1)
    assert facts.share_with_author == pytest.approx(2 / 3)


class Interrupted:
    """An encoder beside which, once, something else happens."""

    def __init__(self, encoder, happens):
        self.name, self.dimension = encoder.name, encoder.dimension
        self.precision, self.fingerprint = encoder.precision, encoder.fingerprint
        self._encoder, self._happens = encoder, happens

    def encode(self, texts, *, on_progress=None):
        happens, self._happens = self._happens, None
        if happens:
            happens()
        return self._encoder.encode(texts, on_progress=on_progress)


def test_words_erased_while_they_are_embedded_leave_no_vector(workbench, bring_in):
    from workshop.store.rows import hash_text

    workbench._encoder = Interrupted(workbench.encoder, lambda: corpus.erase(workbench, "cafe", comment_id="1"))
    bring_in("1,ann,Leeds,The coffee is great.", "2,bob,York,The queue was long.")
    hashes = [hash_text("The coffee is great."), hash_text("The queue was long.")]
    assert list(workbench.store.vectors.get(hashes, workbench.encoder.fingerprint)) == hashes[1:]
    assert len(workbench.snapshot("cafe").index) == 1
    assert not is_behind(workbench, "cafe")


def test_a_corpus_made_again_while_the_old_one_is_embedded_gets_an_index_of_its_own(workbench, bring_in):
    def make_again():
        corpus.remove(workbench, "cafe")
        bring_in("2,bob,York,The queue was long.")

    workbench._encoder = Interrupted(workbench.encoder, make_again)
    bring_in("1,ann,Leeds,The coffee is great.")
    ids = workbench.store.comments.passage_ids("cafe", 1)
    (found,), _ = workbench.snapshot("cafe").index.search(workbench.encoder.encode(["The queue was long."]), 1)
    assert found.tolist() == ids.tolist()
    assert len(list((workbench.settings.home / "index").iterdir())) == 1


def test_an_index_from_after_an_older_copy_of_the_store_is_built_anew(workbench, bring_in):
    import shutil

    from workshop.workbench import Workbench

    bring_in("1,ann,Leeds,The coffee is great.")
    home = workbench.settings.home
    workbench.store.database.empty_log()
    shutil.copy(home / "backtalk.db", home / "copy")
    bring_in("2,bob,York,The queue was long.")
    workbench.close()
    for file in home.glob("backtalk.db-*"):
        file.unlink()
    (home / "copy").replace(home / "backtalk.db")
    restored = Workbench.open(workbench.settings)
    assert is_behind(restored, "cafe")
    index_now(restored, "cafe")
    assert len(restored.snapshot("cafe").index) == 1
    restored.close()


def test_after_erasing_no_older_index_is_left(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.", "2,bob,York,The queue was long.")
    bring_in("3,zoe,York,The cake is dry.")
    corpus.erase(workbench, "cafe", comment_id="1")
    assert len(list(workbench.generations("cafe").folder.glob("*.index"))) == 1


def test_what_a_killed_sweep_left_is_swept_next_time(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.")
    (workbench.generations("cafe").folder / "generation-00000000.index").write_bytes(b"old")
    assert is_behind(workbench, "cafe")
    index_now(workbench, "cafe")
    assert workbench.generations("cafe").is_swept


def test_a_comment_keeps_the_row_that_it_came_from(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.", "2,bob,York,", "3,cat,York,The queue was long.")
    assert workbench.store.comments.comment("cafe", "3").row == 4
