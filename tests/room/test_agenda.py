"""The ready agendas, and which step comes next."""

from itertools import pairwise

import pytest

from workshop.room.agenda import MOST_MINUTES, READY, TITLES, Phase, Step, minutes_of, next_step, ready_agenda


@pytest.mark.parametrize("minutes", READY)
def test_a_ready_agenda_lasts_as_long_as_it_says(minutes):
    agenda = ready_agenda(minutes)
    assert minutes_of(agenda) == minutes
    assert [step.phase for step in agenda] == list(Phase)
    assert all(1 <= step.minutes <= MOST_MINUTES for step in agenda)


def test_ready_agendas_last_half_an_hour_to_two_hours():
    assert READY == (30, 60, 120)
    with pytest.raises(KeyError):
        ready_agenda(45)


@pytest.mark.parametrize("phase", [Phase.LISTEN, Phase.WRITE, Phase.GUESS, Phase.REVEAL, Phase.DECIDE])
@pytest.mark.parametrize("minutes", READY)
def test_the_heart_of_a_workshop_is_in_every_ready_agenda(minutes, phase):
    assert not next(step for step in ready_agenda(minutes) if step.phase is phase).is_skipped


def test_a_step_that_is_skipped_keeps_its_place_and_takes_no_time():
    agenda = (Step(Phase.LOBBY, 2), Step(Phase.LISTEN, 50, is_skipped=True), Step(Phase.WRITE, 5))
    assert minutes_of(agenda) == 7
    assert next_step(agenda, 0) == 2


def test_after_the_last_step_comes_none():
    agenda = (Step(Phase.LOBBY, 2), Step(Phase.WRITE, 5), Step(Phase.BRIEF, 2, is_skipped=True))
    assert next_step(agenda, 1) is None
    assert next_step(agenda, 2) is None
    assert next_step((), 0) is None


@pytest.mark.parametrize("minutes", READY)
def test_walking_from_step_to_step_meets_all_that_is_not_skipped_in_order(minutes):
    agenda, met = ready_agenda(minutes), [0]
    while (step := next_step(agenda, met[-1])) is not None:
        met.append(step)
    assert met == [n for n, step in enumerate(agenda) if not step.is_skipped]
    assert all(one < other for one, other in pairwise(met))


def test_every_phase_has_a_name_on_screen():
    assert set(TITLES) == set(Phase)
    assert len(set(TITLES.values())) == len(Phase)
