"""What the forms of a word share, whoever asks at the same time."""

from concurrent.futures import ThreadPoolExecutor

from workshop.stems import stem

STARTS = ("connect", "connash", "crash", "crop", "stop", "stash", "sect")
WORDS = [start + end for start in STARTS for end in ("s", "ed", "ing", "ly", "ational", "fulness", "ization")]


def test_forms_of_a_word_share_a_stem():
    assert {stem("crashes"), stem("crashed"), stem("crash")} == {"crash"}


def test_threads_that_stem_at_once_get_what_one_alone_gets():
    alone = [stem.__wrapped__(word) for word in WORDS]

    def stem_all(_):
        return [stem.__wrapped__(word) for _ in range(4) for word in WORDS]

    with ThreadPoolExecutor(8) as threads:
        assert all(found == alone * 4 for found in threads.map(stem_all, range(8)))
