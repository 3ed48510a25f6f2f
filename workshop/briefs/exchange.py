"""A brief as JSON, brief/1; docs/schemas/brief.schema.json is its schema."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from workshop.briefs.record import Brief, ClaimPage, Forward, MessagePage, Quote, Side
from workshop.exchange import claim_as_json, not_judged_as_json, settings_as_json
from workshop.records import CorpusFacts
from workshop.wording import certainty


def as_json(brief: Brief) -> str:
    """Return a brief as JSON."""
    return json.dumps(as_object(brief), ensure_ascii=False, indent=2) + "\n"


def as_object(brief: Brief) -> dict[str, Any]:
    """Return a brief as plain values."""
    return {
        "format": "brief/1",
        "title": brief.title,
        "made_at": brief.made_at,
        "made_by": brief.made_by,
        "version": brief.version,
        "notices": list(brief.notices),
        "reminders": list(brief.reminders),
        "corpora": [_corpus(facts) for facts in brief.corpora],
        "settings": [settings_as_json(one) for one in brief.settings],
        **_room(brief),
        "messages": [_message(page) for page in brief.messages],
        "annex": [
            {
                "message": row.message,
                "claim": row.claim,
                "comment_id": row.comment_id,
                "who": row.who,
                "quote": row.quote,
                "stance": row.stance,
                "confidence": round(row.confidence, 4),
                "decided": row.decided,
            }
            for row in brief.annex
        ],
    }


def _room(brief: Brief) -> dict[str, Any]:
    """Return how a workshop decided; nothing at all where none did."""
    if brief.room is None:
        return {}
    return {
        "room": {
            "lines": list(brief.room.lines),
            "decisions": [asdict(one) for one in brief.room.decisions],
            "parked": list(brief.room.parked),
        }
    }


def _corpus(facts: CorpusFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "title": facts.title,
        "segment": facts.segment,
        "n_comments": facts.n_comments,
        "n_people": facts.n_people,
        "share_with_author": round(facts.share_with_author, 4),
        "n_not_judged": facts.n_not_judged,
        "not_judged": not_judged_as_json(facts),
        "fingerprint": facts.fingerprint,
        "first_date": facts.first_date,
        "last_date": facts.last_date,
    }


def _message(page: MessagePage) -> dict[str, Any]:
    return {
        "number": page.number,
        "message": page.check.message,
        "segment": page.check.corpus.segment,
        "summary": page.summary,
        "claims": [_claim(claim) for claim in page.claims],
    }


def _claim(page: ClaimPage) -> dict[str, Any]:
    return {
        "number": page.number,
        "words": page.words,
        **claim_as_json(page.checked),
        "sides": [_side(side) for side in page.sides],
        "rejected": [_quote(quote) for quote in page.rejected],
        "nearest": page.forward and _forward(page.forward),
        "limits": list(page.limits),
    }


def _forward(forward: Forward) -> dict[str, Any]:
    """Return the nearest thing they do say; `quote` is null where it is kept back by hand."""
    kept = forward.quote and _quote(forward.quote)
    words = kept and {name: kept[name] for name in ("comment_id", "quote", "who", "date", "source", "segment", "link")}
    return {"says": forward.says, "n_people": forward.n_people, "quote": words}


def _side(side: Side) -> dict[str, Any]:
    return {
        "stance": side.stance,
        "n_counted": side.n_counted,
        "n_kept_back": side.n_kept_back,
        "empty": side.empty,
        "quotes": [_quote(quote) for quote in side.quotes],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "comment_id": quote.comment_id,
        "quote": quote.text,
        "who": quote.who,
        "date": quote.date,
        "source": quote.source,
        "segment": quote.segment,
        "link": quote.link,
        "certainty": certainty(quote.confidence),
        "confidence": round(quote.confidence, 4),
        "decided": quote.decided,
        "number": quote.number,
    }
