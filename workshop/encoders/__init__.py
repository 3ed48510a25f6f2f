"""Owns the turning of texts into vectors, behind one small Protocol."""

from workshop.encoders.contract import Encoder, Vectors
from workshop.encoders.hashing import HashingEncoder
from workshop.encoders.precision import Agreement
from workshop.encoders.sentence import SentenceEncoder

__all__ = ["Agreement", "Encoder", "HashingEncoder", "SentenceEncoder", "Vectors"]
