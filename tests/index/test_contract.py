"""What every engine promises, held against a plain loop and against the exact engine."""

import io
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.index import ExactIndex, FaissIndex

ENGINES = [ExactIndex, FaissIndex]
DIMENSION = 16


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def varied(n, seed=0, dimension=DIMENSION):
    """Vectors over the whole range of similarity to the first axis, a fifth of them doubles."""
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(n, dimension))
    vectors[:, 0] += random.uniform(-12, 12, size=n)
    doubles = random.integers(0, n, size=n // 5)
    vectors[random.integers(0, n, size=n // 5)] = vectors[doubles]
    vectors[: n // 50] = np.eye(dimension)[0]
    vectors[n // 50 : n // 25] = -np.eye(dimension)[0]
    ids = random.permutation(10 * n)[:n].astype(np.int64)
    return ids, unit(vectors)


def by_hand(ids, vectors, query, only=None):
    """Rank with plain Python."""
    pairs = [
        (-float(np.float32(np.clip(np.dot(vector.astype(float), query.astype(float)), -1, 1))), int(passage_id))
        for passage_id, vector in zip(ids, vectors, strict=True)
        if only is None or passage_id in only
    ]
    return [(passage_id, -value) for value, passage_id in sorted(pairs)]


def queries(seed=1):
    return np.concatenate([np.eye(DIMENSION, dtype=np.float32)[:2], varied(30, seed)[1]])


@pytest.fixture(scope="module")
def rows():
    return varied(1000)


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.engine, scope="module")
def engine(request):
    return request.param


@pytest.fixture(scope="module")
def index(engine, rows):
    return engine.build(*rows)


@pytest.mark.parametrize("k", [1, 2, 7, 200, 999, 1000, 1500])
def test_every_engine_finds_what_the_exact_one_finds_bit_for_bit(index, rows, k):
    exact = ExactIndex.build(*rows)
    for mine, theirs in zip(index.search(queries(), k), exact.search(queries(), k), strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_the_exact_engine_ranks_as_one_would_by_hand(rows):
    exact = ExactIndex.build(*rows)
    for query in queries()[:4]:
        ids, similarities = exact.search(query[None, :], 1000)
        expected = by_hand(*rows, query)
        np.testing.assert_allclose(similarities[0], [value for _, value in expected], atol=1e-6)
        assert sorted(ids[0].tolist()) == sorted(passage_id for passage_id, _ in expected)


def test_equal_similarities_are_ordered_by_id_also_at_the_cut(engine):
    vectors = unit(np.ones((50, DIMENSION)))
    ids = np.random.default_rng(3).permutation(500)[:50].astype(np.int64)
    found, similarities = engine.build(ids, vectors).search(vectors[:1], 10)
    assert found[0].tolist() == sorted(ids.tolist())[:10]
    assert len(set(similarities[0].tolist())) == 1


@pytest.mark.parametrize("share", [0.03, 0.5, 1.0])
@pytest.mark.parametrize("k", [1, 10, 400])
def test_a_segment_gives_what_an_index_of_only_that_segment_gives(engine, index, rows, share, k):
    ids, vectors = rows
    chosen = np.random.default_rng(5).random(len(ids)) < share
    alone = engine.build(ids[chosen], vectors[chosen])
    for mine, theirs in zip(index.search(queries(), k, ids=ids[chosen]), alone.search(queries(), k), strict=True):
        np.testing.assert_array_equal(mine, theirs)
    for similarity in (-1.0, 0.0, 0.4):
        mine, theirs = index.above(queries()[2], similarity, ids[chosen]), alone.above(queries()[2], similarity)
        np.testing.assert_array_equal(mine[0], theirs[0])
        np.testing.assert_array_equal(mine[1], theirs[1])


@pytest.mark.parametrize("similarity", [-1.0, -0.99, -0.5, 0.0, 0.2, 0.7, 0.999, 1.0])
def test_above_returns_all_that_reach_a_similarity_and_nothing_else(index, rows, similarity):
    exact = ExactIndex.build(*rows)
    for query in queries()[:6]:
        ids, similarities = index.above(query, similarity)
        everything, values = exact.search(query[None, :], len(rows[0]))
        n = int((values[0] >= np.float32(similarity)).sum())
        np.testing.assert_array_equal(ids, everything[0, :n])
        np.testing.assert_array_equal(similarities, values[0, :n])


def test_a_similarity_that_is_exactly_reached_is_above(index, rows):
    query = queries()[3]
    _, values = index.search(query[None, :], 500)
    for value in values[0, ::50]:
        _, similarities = index.above(query, float(value))
        assert similarities[-1] == value


def test_the_same_vector_has_similarity_1_and_its_opposite_minus_1(engine):
    vectors = varied(20, 8)[1]
    index = engine.build(np.array([1, 2]), np.stack([vectors[0], -vectors[0]]))
    ids, similarities = index.search(vectors[:1], 2)
    assert ids.tolist() == [[1, 2]]
    np.testing.assert_allclose(similarities, [[1, -1]], atol=1e-6)
    assert np.abs(similarities).max() <= 1


def test_missing_answers_are_minus_1_and_minus_infinity(engine):
    ids, vectors = varied(3, 9)
    found, similarities = engine.build(ids, vectors).search(vectors[:2], 5, ids=ids[:2])
    assert (found[:, 2:] == -1).all()
    assert np.isneginf(similarities[:, 2:]).all()
    assert set(found[0, :2].tolist()) == set(ids[:2].tolist())


def test_unknown_and_repeated_ids_in_a_filter_change_nothing(index, rows):
    ids = rows[0][:5]
    strange = np.concatenate([ids, ids, [10**9, -5]])
    for mine, plain in zip(index.search(queries(), 9, strange), index.search(queries(), 9, ids), strict=True):
        np.testing.assert_array_equal(mine, plain)


def test_an_empty_filter_finds_nothing(index):
    nobody = np.array([], dtype=np.int64)
    assert (index.search(queries(), 3, nobody)[0] == -1).all()
    assert len(index.above(queries()[0], -1.0, nobody)[0]) == 0


def test_an_empty_index_finds_nothing_and_can_grow(engine):
    nothing = np.empty((0, DIMENSION), dtype=np.float32)
    empty = engine.build(np.array([], dtype=np.int64), nothing)
    assert (len(empty), empty.dimension) == (0, DIMENSION)
    assert (empty.search(queries(), 3)[0] == -1).all()
    assert len(empty.above(queries()[0], -1.0)[0]) == 0
    grown = empty.updated(np.array([7]), queries()[:1], np.array([], dtype=np.int64))
    assert grown.search(queries()[:1], 1)[0].tolist() == [[7]]


def test_no_queries_give_no_answers(index):
    ids, similarities = index.search(np.empty((0, DIMENSION), dtype=np.float32), 3)
    assert ids.shape == similarities.shape == (0, 3)


@pytest.mark.slow
@settings(deadline=None)
@given(seed=st.integers(0, 10_000), n_add=st.integers(0, 30), n_remove=st.integers(0, 30))
@pytest.mark.parametrize("engine", ENGINES)
def test_an_updated_index_equals_one_built_from_scratch_and_the_old_one_stays(engine, seed, n_add, n_remove):
    ids, vectors = varied(60, seed)
    random = np.random.default_rng(seed)
    removed = random.choice(ids, n_remove, replace=False)
    added, new = np.arange(1000, 1000 + n_add), unit(random.normal(size=(n_add, DIMENSION)))
    old = engine.build(ids, vectors)
    before = old.search(vectors[:3], 60)
    kept = ~np.isin(ids, removed)
    scratch = engine.build(np.concatenate([ids[kept], added]), np.concatenate([vectors[kept], new]))
    for mine, theirs in zip(
        old.updated(added, new, removed).search(vectors[:3], 60), scratch.search(vectors[:3], 60), strict=True
    ):
        np.testing.assert_array_equal(mine, theirs)
    for now, then in zip(old.search(vectors[:3], 60), before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_an_id_that_is_added_again_gets_the_new_vector(engine):
    ids, vectors = varied(10, 2)
    again = engine.build(ids, vectors).updated(ids[:1], -vectors[:1], np.array([10**9]))
    assert len(again) == 10
    assert again.search(-vectors[:1], 1)[0][0, 0] == ids[0]


def test_a_saved_index_answers_as_before(engine, index):
    file = io.BytesIO()
    index.save(file)
    file.seek(0)
    loaded = engine.load(file)
    for mine, theirs in zip(loaded.search(queries(), 50), index.search(queries(), 50), strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_threads_share_one_index(index, rows):
    segments = [rows[0][place::7] for place in range(7)]
    expected = [index.search(queries(), 20, only) for only in segments]
    wrong = []

    def search(place):
        for _ in range(10):
            found = index.search(queries(), 20, segments[place])
            wrong.extend(
                1 for mine, right in zip(found, expected[place], strict=True) if not np.array_equal(mine, right)
            )

    threads = [threading.Thread(target=search, args=(place,)) for place in range(7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize(
    ("ids", "vectors"),
    [
        (np.array([1, 1]), unit(np.ones((2, 4)))),
        (np.array([-1, 1]), unit(np.ones((2, 4)))),
        (np.array([1]), unit(np.ones((2, 4)))),
        (np.array([1]), np.ones((1, 4), dtype=np.float32)),
        (np.array([1]), np.full((1, 4), np.nan, dtype=np.float32)),
        (np.array([1]), unit(np.ones(4))),
    ],
    ids=["twice", "negative", "too few", "too long", "not a number", "flat"],
)
def test_rows_that_would_give_wrong_answers_are_refused(engine, ids, vectors):
    with pytest.raises(ValueError, match=r"\w"):
        engine.build(ids, vectors)


def test_k_is_at_least_1(index):
    with pytest.raises(ValueError, match="at least 1"):
        index.search(queries(), 0)
