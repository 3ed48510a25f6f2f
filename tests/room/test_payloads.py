"""What belongs to each kind of event, and that nothing else is taken."""

import json

import pytest

from workshop.errors import WorkshopError
from workshop.room.payloads import checked
from workshop.room.records import Kind
from workshop.room.rights import RIGHTS, UNDOABLE

GOOD = {
    Kind.READ: {"n": 3},
    Kind.PINNED: {"comment": "c1"},
    Kind.HANDED_IN: {"text": "Words."},
    Kind.GUESSED: {"message": 7, "claim": 0, "verdict": "thin", "agreement": None},
    Kind.VOTED: {"dots": {3: 2, "4": 1}},
    Kind.DECIDED: {"message": 7, "ending": "hold_on", "owner": "Ana", "note": ""},
    Kind.PUT_UP: {"message": None},
    Kind.SHOWN: {"ground": "dark"},
    Kind.ENDED: {},
}


@pytest.mark.parametrize("kind", GOOD, ids=str)
def test_what_is_kept_is_json_and_is_understood_again(kind):
    kept = checked(kind, GOOD[kind])
    assert checked(kind, json.loads(json.dumps(kept))) == kept


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_an_unknown_field_is_refused(kind):
    with pytest.raises(WorkshopError, match="understood"):
        checked(kind, GOOD.get(kind, {}) | {"is_admin": True})


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (Kind.READ, {"n": -1}),
        (Kind.READ, {"n": "many"}),
        (Kind.PINNED, {"comment": 7}),
        (Kind.PINNED, {}),
        (Kind.HANDED_IN, {"text": None}),
        (Kind.HANDED_IN, {"text": "x" * 1_000_001}),
        (Kind.GUESSED, {"message": 7, "verdict": "not_checked"}),
        (Kind.GUESSED, {"message": 2**60, "verdict": "thin"}),
        (Kind.VOTED, {"dots": {"3": -5}}),
        (Kind.VOTED, {"dots": {"3": 10**9}}),
        (Kind.VOTED, {"dots": [1, 2]}),
        (Kind.CLOCK_CHANGED, {"minutes": 10**6}),
        (Kind.SHOWN, {"ground": "url(//evil)"}),
        (Kind.READY, {"on": "yes"}),
        (Kind.AGENDA_CHANGED, {"agenda": []}),
        (Kind.AGENDA_CHANGED, {"agenda": [{"phase": "party", "minutes": 5}]}),
    ],
)
def test_a_value_that_cannot_be_is_one_sentence(kind, payload):
    with pytest.raises(WorkshopError, match="understood"):
        checked(kind, payload)


def test_every_kind_has_its_right_and_only_kinds_can_be_undone():
    assert set(RIGHTS) == set(Kind)
    assert set(Kind) > UNDOABLE
    assert not UNDOABLE & {Kind.OPENED, Kind.JOINED, Kind.DRAWN, Kind.UNDONE}
