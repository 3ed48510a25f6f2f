"""The header names by which columns of known exports are recognised, best first."""

from __future__ import annotations

import re

ALIASES: dict[str, tuple[str, ...]] = {
    "text": (
        "consumer complaint narrative",
        "snippet.toplevelcomment.snippet.textoriginal",
        "review text",
        "review content",
        "review body",
        "comment text",
        "full text",
        "feedback text",
        "attributes.body",
        "fft answer",
        "comments",
        "comment",
        "review",
        "reviews",
        "verbatim",
        "feedback",
        "narrative",
        "free text",
        "text",
        "body",
        "message",
        "tweet",
        "post",
        "post.record.text",
        "content",
        "content.label",
        "response",
        "answer",
        "opinion",
        "sentence",
        "description",
        "overall text",
        "kommentar",
        "bewertung",
        "antwort",
        "commentaire",
        "comentario",
        "reseña",
    ),
    "title": ("review title", "title", "headline", "attributes.title", "title.label", "subject"),
    "id": (
        "comment id",
        "review id",
        "complaint id",
        "tweet id",
        "response id",
        "post id",
        "ticket id",
        "message id",
        "id str",
        "id",
        "uuid",
        "guid",
    ),
    "author": (
        "reviewer id",
        "author id",
        "user id",
        "customer id",
        "respondent id",
        "guest id",
        "member id",
        "author",
        "user",
        "username",
        "user name",
        "screen name",
        "handle",
        "reviewer",
        "review username",
        "reviewernickname",
        "attributes.reviewernickname",
        "nickname",
        "account",
        "name",
        "reviewer name",
        "author name",
        "customer name",
        "display name",
        "email",
        "e mail",
        "email address",
    ),
    "date": (
        "date received",
        "date",
        "tweet created",
        "created at",
        "created",
        "created date",
        "review created utc",
        "review date",
        "review last update date and time",
        "review submit date and time",
        "submitted at",
        "submit date utc",
        "submission date",
        "recordeddate",
        "end date",
        "response date",
        "published at",
        "publishedat",
        "create time",
        "createtime",
        "created utc",
        "attributes.createddate",
        "timestamp",
        "date and time",
        "datetime",
        "time",
        "datum",
        "fecha",
    ),
    "rating": (
        "rating",
        "star rating",
        "starrating",
        "stars",
        "review stars",
        "review rating",
        "score",
        "overall rating",
        "attributes.rating",
        "im:rating.label",
        "nps",
        "nps score",
        "satisfaction",
        "likelihood to recommend",
        "note",
    ),
    "question": ("fft question", "question", "question text"),
    "language": ("reviewer language", "language", "lang", "locale"),
    "source": ("source of review", "source", "review source", "channel"),
    "url": ("review link", "url", "link", "permalink"),
}
"""Folded header names for each role, the surest first."""

PROSE_PAIRS = re.compile(
    r"pros|cons|(?:dis)?likes?|love|hate|(?:dis)?advantages|benefits|recommendations|positive|negative|strengths"
    r"|weaknesses|improvements|vorteile|nachteile"
)
"""Headers of answers that stand beside one another in a row."""

SEGMENT = re.compile(
    r"airline|product|brand|company|organi[sz]ation|region|country|state|territory|store|shop|location|branch|city"
    r"|platform|version|category|plan|tariff|segment|trust|department|service|hotel"
)
"""Headers whose values are groups worth comparing."""

_PERSONAL = re.compile(
    r"\b(?:e ?mail|phone|mobile|telephone|tel|fax|ip|ip address|address|street|postcode|postal code|zip|zip code"
    r"|first name|last name|surname|full name|fore ?name|family name|given name|nick ?name|user ?name|display name"
    r"|reviewer ?(?:nick)?name|author name|customer name|guest name|respondent name|screen name|birth ?(?:day|date)?"
    r"|date of birth|dob|gender|ssn|passport|latitude|longitude|lat|lon|lng|coord|coords|coordinates|geo|user location"
    r"|tweet location|twitter|handle|contact)\b"
)
_PERSONAL_ALONE = frozenset(("name", "user", "author", "reviewer", "customer", "account", "reviewernickname"))
_COMPANYS_OWN = re.compile(
    r"\b(?:developer|owner|company|business|agent|host|merchant|seller|brand|admin|staff|manager)s?\b.*"
    r"\b(?:reply|replies|response|answer|comment)|^(?:our )?(?:reply|reviewreply\b.*|response from .*)"
)


def folded(name: str) -> str:
    """Return a header in small letters, with one space for every other sign but the dot and colon."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name)
    return " ".join(re.sub(r"[^\w.:]|_", " ", spaced).lower().split())


def is_personal(name: str) -> bool:
    """Say whether a header names personal data, such as an address or a person's name."""
    header = folded(name)
    return header in _PERSONAL_ALONE or bool(_PERSONAL.search(header.replace(".", " ")))


def is_companys_own(name: str) -> bool:
    """Say whether a header names the company's answers, which are no customer's words."""
    return bool(_COMPANYS_OWN.search(folded(name)))


def is_question(name: str) -> bool:
    """Say whether a header reads like a question that people were asked."""
    header = name.strip()
    return header.endswith("?") or len(header.split()) >= 4
