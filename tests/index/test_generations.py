"""Index files that never change, and the manifest that says which one counts."""

import json
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from workshop.errors import CannotWrite
from workshop.index import DamagedIndex, ExactIndex, FaissIndex, Generations, Manifest

FACTS = Manifest(encoder="hashing/8/1", precision="float32", version=3, fingerprint="f" * 64)


def made(*ids, engine=ExactIndex):
    vectors = np.eye(8, dtype=np.float32)[np.array(ids, dtype=np.int64) % 8]
    return engine.build(np.array(ids, dtype=np.int64), vectors)


def files(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path / "index" / "7")


def test_before_the_first_generation_there_is_none(generations):
    assert generations.current() is None
    generations.sweep()


@pytest.mark.parametrize("engine", [ExactIndex, FaissIndex])
def test_what_was_written_is_read_with_its_manifest(generations, engine):
    written = generations.write(made(4, 9, engine=engine), FACTS)
    manifest, index = Generations(generations.folder).current()
    assert manifest == written
    assert (manifest.generation, manifest.count, manifest.dimension, manifest.engine) == (1, 2, 8, engine.engine)
    assert (manifest.encoder, manifest.version, manifest.fingerprint) == ("hashing/8/1", 3, "f" * 64)
    assert isinstance(index, engine)
    assert index.search(np.eye(8, dtype=np.float32)[:1], 2)[0].tolist() == [[4, 9]]


def test_readers_notice_a_new_generation_within_a_second(generations):
    reader = Generations(generations.folder)
    generations.write(made(1), FACTS)
    assert reader.current()[0].generation == 1
    generations.write(made(1, 2), FACTS)
    began = time.monotonic()
    while len(reader.current()[1]) != 2:
        assert time.monotonic() - began < 1


def test_an_unchanged_generation_is_loaded_once(generations):
    generations.write(made(1), FACTS)
    assert generations.current()[1] is generations.current()[1]


def test_a_reader_keeps_the_snapshot_it_has(generations):
    generations.write(made(1), FACTS)
    _, old = generations.current()
    for n in range(2, 6):
        generations.write(made(n), FACTS)
        generations.sweep()
    assert old.search(np.eye(8, dtype=np.float32)[1:2], 1)[0].tolist() == [[1]]


def test_a_sweep_keeps_the_current_generation_only(generations):
    for n in range(1, 5):
        generations.write(made(n), FACTS)
    assert not generations.is_swept
    generations.sweep()
    assert generations.is_swept
    assert files(generations.folder) == ["generation-00000004.index", "manifest.json"]
    assert generations.current()[0].generation == 4


def test_numbers_are_not_used_again_after_a_sweep(generations):
    for n in range(1, 4):
        generations.write(made(n), FACTS)
        generations.sweep()
    assert generations.current()[0].generation == 3


def damage_by_a_flipped_bit(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def damage_by_a_cut(path):
    path.write_bytes(path.read_bytes()[:-7])


def damage_by_emptying(path):
    path.write_bytes(b"")


def damage_by_deleting(path):
    path.unlink()


@pytest.mark.parametrize("engine", [ExactIndex, FaissIndex])
@pytest.mark.parametrize("damage", [damage_by_a_flipped_bit, damage_by_a_cut, damage_by_emptying, damage_by_deleting])
def test_a_damaged_file_is_reported_and_can_be_rebuilt(generations, engine, damage):
    generations.write(made(1, engine=engine), FACTS)
    damage(generations.folder / "generation-00000001.index")
    reader = Generations(generations.folder)
    with pytest.raises(DamagedIndex, match="is damaged"):
        reader.current()
    generations.write(made(1, 2, engine=engine), FACTS)
    assert len(reader.current()[1]) == 2


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"generation": 1}'])
def test_a_damaged_manifest_is_reported_and_can_be_rebuilt(generations, content):
    generations.write(made(1), FACTS)
    (generations.folder / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(DamagedIndex):
        generations.current()
    with pytest.raises(DamagedIndex):
        generations.sweep()
    generations.write(made(1, 2), FACTS)
    assert len(generations.current()[1]) == 2


def test_a_manifest_that_miscounts_is_damaged(generations):
    generations.write(made(1, 2), FACTS)
    path = generations.folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"count": 3}), encoding="utf-8")
    with pytest.raises(DamagedIndex):
        generations.current()


def test_fields_of_a_later_version_are_passed_over(generations):
    generations.write(made(1), FACTS)
    path = generations.folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"later": [1]}), encoding="utf-8")
    assert generations.current()[0].generation == 1


def test_a_half_written_generation_is_never_current_and_is_swept(generations):
    generations.write(made(1), FACTS)
    (generations.folder / "generation-00000002.draft").write_bytes(b"half")
    (generations.folder / "generation-00000003.index").write_bytes(b"whole, but the manifest was not switched")
    assert generations.current()[0].generation == 1
    generations.sweep()
    assert files(generations.folder) == ["generation-00000001.index", "manifest.json"]


@pytest.mark.slow
def test_readers_beside_a_writer_always_see_a_whole_generation(generations):
    generations.write(made(1), FACTS)
    stop, problems, seen = threading.Event(), [], set()

    def read():
        reader = Generations(generations.folder)
        while not stop.is_set():
            try:
                manifest, index = reader.current()
            except DamagedIndex as error:
                problems.append(error)
                return
            seen.add(manifest.generation)
            if len(index) != manifest.generation:
                problems.append(manifest)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for n in range(2, 40):
        generations.write(made(*range(n)), FACTS)
        generations.sweep()
    stop.set()
    for reader in readers:
        reader.join()
    assert not problems
    assert len(seen) > 1


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_a_whole_generation(generations):
    generations.write(made(1), FACTS)
    program = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path; import numpy as np\n"
        "from workshop.index import ExactIndex, Generations, Manifest\n"
        "generations = Generations(Path(sys.argv[1])); print('go', flush=True)\n"
        "index = ExactIndex.build(np.arange(8), np.eye(8, dtype=np.float32))\n"
        "while True:\n"
        "    generations.write(index, Manifest(encoder='e', precision='float32', version=1, fingerprint='f'))\n"
        "    generations.sweep()\n"
    )
    last = 0
    for n in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", program, str(generations.folder), *sys.path], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout.readline() == "go\n"
            time.sleep(0.02 + 0.013 * n)
            writer.kill()
        manifest, index = generations.current()
        assert manifest.generation >= last
        assert len(index) == manifest.count
        last = manifest.generation
    assert last > 1


def test_what_is_discarded_is_gone_damaged_or_not(generations):
    generations.discard()
    generations.write(made(1), FACTS)
    generations.write(made(1, 2), FACTS)
    (generations.folder / "manifest.json").write_text("{", encoding="utf-8")
    generations.discard()
    assert generations.current() is None
    assert files(generations.folder) == []
    generations.write(made(3), FACTS)
    assert len(generations.current()[1]) == 1


@pytest.mark.parametrize("engine", [ExactIndex, FaissIndex])
def test_a_full_disk_is_one_sentence_and_the_generation_before_stays(generations, engine):
    import resource

    generations.write(made(1, engine=engine), FACTS)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, before[1]))
    try:
        with pytest.raises(CannotWrite, match="Make room"):
            generations.write(made(*range(200), engine=engine), FACTS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert len(generations.current()[1]) == 1
