"""Settings: languages are written as codes or names, and what is none is refused in plain words."""

from __future__ import annotations

import pytest

from workshop.errors import WorkshopError
from workshop.settings import Settings


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BACKTALK_HOME", str(tmp_path))
    return tmp_path


def test_english_is_what_the_models_that_ship_read(home):
    assert Settings.load().languages == ("en",)


@pytest.mark.parametrize(
    ("written", "codes"), [("de", ("de",)), ("en, DE,fr-FR, German", ("de", "en", "fr")), ("yue", ("zh",))]
)
def test_languages_come_from_a_variable(home, monkeypatch, written, codes):
    monkeypatch.setenv("BACKTALK_LANGUAGES", written)
    assert Settings.load().languages == codes


def test_languages_come_from_the_file(home):
    (home / "settings.toml").write_text('languages = ["en", "pt-BR"]\n')
    assert Settings.load().languages == ("en", "pt")


@pytest.mark.parametrize("written", ["", "klingon", "en,xx", "5"])
def test_what_is_no_language_is_refused(home, monkeypatch, written):
    monkeypatch.setenv("BACKTALK_LANGUAGES", written)
    with pytest.raises(WorkshopError, match="languages: write languages as codes"):
        Settings.load()


def test_a_number_is_no_list_of_languages(home):
    (home / "settings.toml").write_text("languages = 5\n")
    with pytest.raises(WorkshopError, match="write languages as codes"):
        Settings.load()
