"""Failures on a screen become sentences, and Streamlit's own signals pass through."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page(failure: str) -> AppTest:
    script = f"""
import streamlit as st
from workshop.errors import WorkshopError
from workshop.ui.guard import guarded

@guarded
def page():
    {failure}

page()
st.text("after")
"""
    return AppTest.from_string(script).run()


def test_an_error_of_ours_is_shown_as_its_two_sentences():
    page = _page("raise WorkshopError('The file is <b>empty</b>.', 'Choose another.')")
    shown = page.html[0].body if hasattr(page.html[0], "body") else page.html[0].value
    assert "The file is &lt;b&gt;empty&lt;/b&gt;." in shown
    assert "Choose another." in shown
    assert page.text[0].value == "after"
    assert not page.exception


def test_any_other_error_is_one_calm_sentence_and_logged_with_its_traceback(caplog):
    page = _page("raise ZeroDivisionError('secret detail')")
    assert "secret detail" not in str(page.html[0])
    assert not page.exception
    assert "ZeroDivisionError: secret detail" in caplog.text


def test_stopping_a_page_is_no_failure():
    page = _page("st.stop()")
    assert not page.html
    assert not page.text
    assert not page.exception


def test_running_a_page_again_is_no_failure():
    page = _page("""
    if 'again' not in st.session_state:
        st.session_state.again = True
        st.rerun()
""")
    assert not page.html
    assert page.text[0].value == "after"
