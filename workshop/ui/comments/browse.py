"""Reading a corpus: searching and filtering it, page by page, and erasing one comment for good."""

from __future__ import annotations

from datetime import date

import streamlit as st

from workshop import corpus as corpora
from workshop.drawing.comments import comment_card
from workshop.languages import name_of
from workshop.records import Comment, Rating
from workshop.store.browsing import Filter, Order, Page
from workshop.store.corpora import Corpus
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.guard import guarded

WORDS, SEGMENT, LANGUAGE, FROM, TO, RATING, ORDER = (
    "comments_words",
    "comments_segment",
    "comments_language",
    "comments_from",
    "comments_to",
    "comments_rating",
    "comments_order",
)
PAGE = "comments_page"
PER_PAGE = 20

_ORDERS = {
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
    Order.LOWEST: "Lowest rating first",
    Order.HIGHEST: "Highest rating first",
    Order.ADDED: "As they came in",
}


def draw(corpus: Corpus) -> None:
    """Draw the filters and one page of the comments that they leave."""
    wanted, order = _filters(corpus)
    at = st.session_state.get(PAGE, 0)
    found = _find(corpus, wanted, order, at)
    if not found.comments and at:
        at = st.session_state[PAGE] = 0
        found = _find(corpus, wanted, order, at)
    if not found.n_comments:
        page.piece("<p><b>No comment fits.</b> Take a word or a filter away.</p>")
        return
    _paging(at, found, "top")
    for comment in found.comments:
        _draw_one(corpus, comment)
    _paging(at, found, "foot")


def _find(corpus: Corpus, wanted: Filter, order: Order, at: int) -> Page:
    return bench().store.comments.browse(
        corpus.name, corpus.version, wanted, order=order, offset=at * PER_PAGE, limit=PER_PAGE
    )


def _filters(corpus: Corpus) -> tuple[Filter, Order]:
    with st.container(horizontal=True, vertical_alignment="bottom", key="comments_filters"):
        words = st.text_input("Words", key=WORDS, on_change=_to_first, placeholder="every word must occur", width=260)
        segment = _segment(corpus)
        language = _language(corpus)
        since = st.date_input("From", value=None, key=FROM, on_change=_to_first, width=150, format="YYYY-MM-DD")
        until = st.date_input("To", value=None, key=TO, on_change=_to_first, width=150, format="YYYY-MM-DD")
        lowest, highest = _rating(corpus)
        order = st.selectbox(
            "Order", list(_ORDERS), key=ORDER, format_func=lambda one: _ORDERS[one], on_change=_to_first, width=200
        )
    wanted = Filter(
        text=words or "",
        segment=segment,
        language=language,
        rating_from=lowest,
        rating_to=highest,
        date_from=since.isoformat() if isinstance(since, date) else None,
        date_to=until.isoformat() if isinstance(until, date) else None,
    )
    return wanted, Order(order)


def _segment(corpus: Corpus) -> str | None:
    counts = corpora.segments(bench(), corpus.name)
    if not counts:
        return None
    labels = {count.name: f"{count.value} ({count.n_comments:,})" for count in counts}
    return st.selectbox(
        "Segment",
        [None, *labels],
        key=SEGMENT,
        format_func=lambda one: labels.get(one, "All") if one else "All",
        on_change=_to_first,
        width=220,
    )


def _language(corpus: Corpus) -> str | None:
    """Let those be chosen that are not judged, language by language; nothing where all are."""
    counts = corpora.facts(bench(), corpus.name).not_judged
    if not counts:
        return None
    labels = {code: f"{name_of(code)}, not judged ({n:,})" for code, n in counts}
    return st.selectbox(
        "Language",
        [None, *labels],
        key=LANGUAGE,
        format_func=lambda one: labels.get(one, "All") if one else "All",
        on_change=_to_first,
        width=220,
    )


def _rating(corpus: Corpus) -> tuple[float | None, float | None]:
    scale = _scale(corpus)
    if scale is None or scale.min >= scale.max:
        return None, None
    lowest, highest = st.slider(
        "Rating", scale.min, scale.max, (scale.min, scale.max), step=1.0, key=RATING, on_change=_to_first, width=180
    )
    chosen_all = (lowest, highest) == (scale.min, scale.max)
    return (None, None) if chosen_all else (lowest, highest)


def _scale(corpus: Corpus) -> Rating | None:
    rated = Filter(rating_from=float("-inf"))
    found = bench().store.comments.browse(corpus.name, corpus.version, rated, limit=1)
    return found.comments[0].rating if found.comments else None


def _paging(at: int, found: Page, where: str) -> None:
    first, last = at * PER_PAGE + 1, at * PER_PAGE + len(found.comments)
    with st.container(horizontal=True, vertical_alignment="center", key=f"comments_paging_{where}"):
        page.piece(f'<p class="num">{first:,} to {last:,} of {found.n_comments:,}</p>')
        st.button("Back", key=f"comments_back_{where}", on_click=_turn, args=(at - 1,), disabled=at == 0)
        st.button(
            "More", key=f"comments_more_{where}", on_click=_turn, args=(at + 1,), disabled=last >= found.n_comments
        )


def _turn(to: int) -> None:
    st.session_state[PAGE] = max(0, to)


def _to_first() -> None:
    st.session_state[PAGE] = 0


def _draw_one(corpus: Corpus, comment: Comment) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="bottom", key=f"card_comment_{comment.id}"):
        page.piece(comment_card(comment, corpus.company, bench().settings.languages))
        with st.popover("Erase", key=f"comment_erase_{comment.id}"):
            page.piece(
                "<p>This comment goes for good: out of every version, every count and every later import. "
                "Briefs that quoted it are named.</p>"
            )
            st.button(
                "Erase it for good",
                key=f"comment_erase_now_{comment.id}",
                on_click=guarded(_erase),
                args=(corpus.name, comment.id),
            )


def _erase(corpus: str, comment_id: str) -> None:
    erased = corpora.erase(bench(), corpus, comment_id=comment_id)
    quoted = f" These briefs quoted it: {', '.join(erased.briefs)}." if erased.briefs else " No brief quoted it."
    page.tell(f"The comment is erased.{quoted}")
