"""What one passage says about one claim: the Protocol of a judge, and judges that keep it."""

from workshop.stance.joined import JoinedJudge
from workshop.stance.judge import Judge
from workshop.stance.lexicon import LexiconJudge
from workshop.stance.numbers import NumberJudge

__all__ = ["JoinedJudge", "Judge", "LexiconJudge", "NumberJudge"]
