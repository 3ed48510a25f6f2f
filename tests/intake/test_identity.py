import pytest

from workshop.intake.identity import Identity

ONE = Identity(b"one")


def test_an_author_is_one_person_whatever_the_capitals_and_outer_spaces():
    assert ONE.person("posts", " Ana ") == ONE.person("posts", "aNA")


def test_the_same_name_in_two_sources_is_two_people():
    assert ONE.person("posts", "ana") != ONE.person("shop", "ana")


def test_another_secret_gives_other_keys():
    assert ONE.person("posts", "ana") != Identity(b"two").person("posts", "ana")


def test_keys_are_32_hexadecimal_characters_without_the_name():
    key = ONE.person("posts", "ana")
    assert len(key) == 32
    assert int(key, 16)


def test_parts_of_a_comment_cannot_be_moved_into_one_another():
    assert ONE.comment("a", "b", None, None) != ONE.comment("ab", "", None, None)
    assert ONE.comment("a", None, None, None) != ONE.comment("a", "", None, None)
    assert ONE.comment("a", "b", "c", None) != ONE.comment("a", "c", "b", None)


def test_lone_surrogates_do_not_break_a_key():
    assert ONE.comment("\ud800", None, None, None)


def test_an_empty_secret_is_refused():
    with pytest.raises(ValueError, match="empty"):
        Identity(b"")
