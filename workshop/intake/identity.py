"""Who a comment is by and which comment it is, as keyed hashes that give no name away."""

from __future__ import annotations

import hashlib
import hmac
import json

_HEX_LENGTH = 32


class Identity:
    """Makes author keys and comment ids with the secret of one installation.

    The keys are 32 hexadecimal characters of an HMAC-SHA256. The secret lies in
    `BACKTALK_HOME` and is never exported; other secrets give other keys.
    """

    def __init__(self, secret: bytes) -> None:
        """Keep the secret; an empty one would make the keys guessable."""
        if not secret:
            msg = "The secret of an identity must not be empty."
            raise ValueError(msg)
        self._secret = secret

    def person(self, source: str, author: str) -> str:
        """Return the key of one author of one source; case and outer white space do not count."""
        return self._key("person", source, author.strip().lower())

    def comment(self, raw_text: str, author: str | None, date: str | None, question: str | None) -> str:
        """Return the id of a comment whose source gives it none."""
        return self._key("comment", raw_text, author, date, question)

    def _key(self, *parts: str | None) -> str:
        # JSON keeps the borders between the parts, and None apart from "".
        message = json.dumps(parts).encode("ascii")
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()[:_HEX_LENGTH]
