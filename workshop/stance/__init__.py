"""What one passage says about one claim: the Protocol of a judge, and the first judge."""

from workshop.stance.judge import Judge
from workshop.stance.lexicon import LexiconJudge

__all__ = ["Judge", "LexiconJudge"]
