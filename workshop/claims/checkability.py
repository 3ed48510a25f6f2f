"""Tells what customers can speak to from what needs another proof; when in doubt a claim is theirs to judge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from workshop.claims import lexicon
from workshop.claims.clauses import parse
from workshop.claims.sentences import Unit
from workshop.claims.tagging import Token

GREETING: Final = "a greeting; it says nothing to check"
SLOGAN: Final = "a slogan; nothing in it that a customer could have seen or felt"
VISION: Final = "a vision; only time can show it"
COMPANY_FACT: Final = "a fact about the company; it needs a source"
PRICE: Final = "a price; it needs the price list"
DOCUMENT: Final = "a law or a certificate; it needs the document"
STUDY: Final = "a result of a test; it needs the study"
QUESTION: Final = "a question to the reader"
INVITATION: Final = "an invitation; it asserts nothing"
HEADING: Final = "a heading; it asserts nothing"

PROOFS: Final = (GREETING, SLOGAN, VISION, COMPANY_FACT, PRICE, DOCUMENT, STUDY, QUESTION, INVITATION, HEADING)

_YEAR = r"(?:1[6-9]|20)\d\d"
_BIG = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?)(?: of)?)(?:\+| ?(?:k|m|bn|hundred|thousand|million|billion))?(?: of)?"
_COUNTED = (
    r"(?:employees|staff members|people|customers|users|teams|companies|businesses|clients|guests|patients|members|passengers|families|households|countries|cities|states"
    r"|offices|branches|stores|shops|restaurants|destinations|airports|planes|aircraft|hotels|rooms|beds|hospitals|clinics|schools|pupils|students|engineers|experts|locations|sites|homes|towns)"
)

_RULES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (GREETING, re.compile(
        r"^(?:hello|hi|hey|hiya|howdy|dear|good (?:morning|afternoon|evening)|welcome(?: (?:aboard|back|home|to|everyone|all)\b.*)?$|(?:hello|hi) and welcome|(?:many |a big )?thank(?:s| you)\b(?! to (?:our|the|a|its|this))"
        r"|cheers|happy (?:holidays|new year|birthday|christmas|easter)|merry christmas|best wishes|kind regards|yours (?:sincerely|faithfully)|sincerely|have a (?:great|nice|good|safe|lovely|wonderful)"
        r"|we (?:look|are looking) forward to|see you (?:soon|there)|congratulations|sorry for|we apologi[sz]e|ladies and gentlemen|goodbye|bon voyage|to whom it may)\b.*")),
    (STUDY, re.compile(r"\b(?:clinically|scientifically|dermatologically|medically|lab|laboratory)[ -](?:proven|tested|shown|approved|studied)|\bproven to\b|\bstud(?:y|ies) (?:show|prove|find|confirm|suggest)|\bresearch (?:shows|proves|confirms)"
        r"|\bkills? (?:up to )?\d+(?:\.\d+)?\s?% of|\bscientists\b|\brandomi[sz]ed\b|\bin (?:clinical|laboratory) (?:tests|trials)|\btests (?:show|prove)|\baccording to (?:a|an|the) (?:survey|study|poll)")),
    (DOCUMENT, re.compile(
        r"\b(?:certified|certificates?|certification|accredited|licen[sc]ed|registered with|registered (?:charity|company|trademark)|patented|patent|gdpr|hipaa|iso ?\d+|soc ?2|pci|fda|ce mark(?:ed)?|ip\d\d|fscs|fdic|dbs|ofsted"
        r"|compliant|complies|comply|compliance|regulated|authori[sz]ed and|audited|insured|organic certified|certified organic|terms (?:and conditions )?apply|conditions apply|t&cs|all rights reserved|copyright|trademark|©"
        r"|qualified|gluten[ -]free|sugar[ -]free|dairy[ -]free|lactose[ -]free|nut[ -]free|allergens?|fsc|fair ?trade|free-range|kosher|halal|warranty void|by law|legally|the law|statutory|protected up to|wcag|rohs|energy star|class ii)\b")),
    (PRICE, re.compile(
        r"(?:\b(?:costs?|priced?|prices?|fares?|rates?|fees?|tickets?|plans?|starts?|starting|from|only|just|for|at|under|below|now|pay|was|orders? (?:over|above|under)|worth)\b[^.]{0,25}[$€£¥]\s?\d"
        r"|^[$€£¥]\s?\d|[$€£¥]\s?\d[\d.,]*\s*(?:a|per|/|each)\b|\b\d+(?:[.,]\d\d)? ?(?:euros?|dollars|pounds|pence|cents|eur|usd|gbp|p)\b(?: (?:a|per|each|for)\b|$)"
        r"|\b\d+\s?% (?:off|discount|cheaper)|\bhalf[ -]price\b|\bbuy one,? get one|\b(?:months?|weeks?|days?) free\b|\binterest[ -]free\b|\b\d+(?:\.\d+)?\s?% (?:apr|aer|interest)\b)")),
    (VISION, re.compile(
        r"^(?:our|the) (?:mission|vision|goal|aim|ambition|dream|purpose|aspiration|hope|target)s?\b|\bwe (?:want|wish|hope|dream|aspire|intend|plan|seek|would like|look)\b|\bwe(?:'re| are)? (?:all )?(?:aiming|working towards?|planning|on a mission|committed to becoming|building the)\b"
        r"|\bwe believe (?:in|that (?:every|all|people|everyone|the world))|\bwe (?:strive|aim) (?:to be|for)\b|\b(?:by|before|in) (?:the end of )?20[2-9]\d\b.*\bwill\b|\bwill\b.*\b(?:by|before|in) (?:the end of )?20[2-9]\d\b"
        r"|\b(?:will|shall|going to) (?:soon )?(?:become|launch|open|expand|double|triple|roll out|introduce|invest|plant|transform|change the|revolutioni[sz]e|lead|build|create|close|merge|move to)\b"
        r"|\b(?:coming|launching|opening) (?:soon|in|this|next)\b|\bone day\b|\bin the (?:coming|next few) (?:years|months|weeks)\b|\bnext year\b.*\bwill\b|\bwill\b.*\bnext (?:year|month|spring|summer|autumn|winter)\b"
        r"|\bdreams? of\b|\bnet[ -]zero by\b|\bcarbon neutral by\b")),
    (COMPANY_FACT, re.compile(
        rf"\b(?:founded|established|incorporated)\b[^.]*\b(?:in|on|by|since)\b|\b(?:set up|launched|opened|started|began|born|created)\b[^.]*\b(?:in|on|since) [^.]*\b{_YEAR}\b|\bsince {_YEAR}\b|\b(?:for|over|than) (?:over |more than |nearly |almost )?{_BIG} (?:years|decades|centuries)\b(?! old)"
        rf"|\byears of (?:experience|history|tradition|expertise)\b|\b(?:family|employee|privately|locally|independently)[ -](?:owned|run)\b|\bheadquarter(?:s|ed)\b|\bbased in\b|\bsubsidiary\b|\bpart of the \w+ (?:group|family)\b"
        rf"|\b(?:awards?|award-winning|winners?|shortlisted|finalist|named (?:one of|the|best)|voted|ranked|rated (?:number|no|\d|the)|nominated|featured in|as seen)\b"
        rf"|\b(?:employs?|we have|has|have|operates?|serves?|served|helped|trusted by|used by|join|chosen by|loved by|in|across|to|over|than|with)\s(?:over |more than |nearly |almost |some |about |around )?{_BIG} (?:[\w-]+ )?{_COUNTED}\b"
        r"|\b(?:employs?|employ) \d|\btrusted by\b|\bleading (?:provider|supplier|maker|manufacturer|brand|company|bank|airline|retailer|platform)\b|\bmarket leader\b|\b(?:number|no\.?) (?:one|1) (?:in|for)\b|#1\b"
        r"|\b(?:today )?(?:announced|announces|unveiled|unveils|launches)\b|\bcarbon[ -](?:neutral|free|negative)\b|\bnet[ -]zero\b|\b\d+\s?% (?:renewable|recycled|recyclable|organic|green|plant-based|natural|sustainable|electric|cotton|wool)\b"
        r"|\brenewable (?:energy|electricity|power)\b|\bmade (?:from|in|of) |\bmade by hand in\b|\bdesigned (?:in|for|by)\b|\bmanufactured\b|\blocally sourced\b|\bsourced (?:from|locally)\b|\bcomes? from (?:farms|local|sustainable)\b|\b(?:planted|plant) (?:a|one|\d+) trees?\b"
        r"|\brevenue\b|\bturnover\b|\binvestors?\b|\bacquired\b|\bpartner(?:s|ed|ship)? with\b|\b(?:donates?|give back|gives back)\b|\bearn(?:s)? commission\b|\bcouncil tax\b|\brepaired [\d,]+|\bhas (?:frozen|invested|spent|built|recruited|hired)\b"
        r"|\bwe (?:have|'ve) (?:redesigned|invested|upgraded|spent|hired|recruited|rebuilt|developed|grown|moved)\b|\bwe train\b|\bused by\b|\bweighs?\b (?:only |just |under |less than )?(?:a|\d)|\bmeasures? \d|\bpowered by\b(?! (?:a )?smile)")),
    (SLOGAN, re.compile(
        r"\b(?:re-?(?:imagined|invented|defined|thought)|reimagin(?:e|ing)|redefin(?:e|es|ing)|evolved|perfected)\b|^(?:just )?imagine\b|\bin our dna\b|\bbuzzword\b|\bat the heart of (?:everything|what|all)\b|\bthe future (?:of|is|starts)\b"
        r"|\bthe (?:next generation|new era|next level) of\b|\bpush(?:es|ing)? (?:the )?(?:boundaries|limits|envelope)|\bmake a difference\b|\bmaking a difference\b|\bunlock (?:your|the) |\bunleash\b|\bempower(?:s|ing)? (?:your|people|everyone)\b"
        r"|\b(?:our|with) passion\b|\bpassionate about\b|\bwe love what we do\b|\bmade with love\b|\bwith love\b|\bbecause (?:you|we|life|it|every)\b[^,]*$|^for (?:good|life|ever|everyone)$|^your [\w-]+, your [\w-]+$"
        r"|\bmore than (?:just )?an? \w+$|\bspeaks? for (?:itself|themselves)\b|\bwe(?:'re| are) (?:so |very |really |absolutely )?(?:thrilled|excited|delighted|proud|honou?red|pleased|humbled)\b|\bshe'll be right\b|\bgreatest asset\b"
        r"|\b(?:best|bright) start in life\b|^(?:dare|dream|live|love|laugh|think|feel|believe|inspire|explore)\b(?: \w+){0,3}$|\bevery (?:moment|second) (?:matters?|counts?)\b|\bevery moment\b|\bit's (?:who|what) we (?:are|do)\b|\bway of life\b"
        r"|\bbeyond (?:banking|travel|expectations|limits)\b|\bthat inspires?\b|\bwhere (?:\w+ )?(?:meets?|begins?|starts?|happens?)\b|\bpower(?:ing)? (?:your|the) (?:life|future|world|business|possible)|\byou do the \w+ing\b|\bwe are (?:one|family|more)\b|\bwho we are\b"
        r"|\blive your\b|\blove your\b|\byour (?:dreams?|story|journey) (?:starts?|begins?|matters?)\b|\bthat's (?:\w+ )?(?:the|our) [\w ]{0,30}(?:way|difference|promise)\b|\bgo further\b|^every (?:single )?one$|\bmade for you\b")),
)
_CHECKABLE_ANYWAY = re.compile(
    r"\b(?:proud|pleased|happy|delighted|glad) to (?:offer|serve|provide|give|help|deliver)|\bopen since\b|\bwe aim to (?:answer|reply|respond|deliver|call|fix|help|give|get|keep|send|resolve)"
    r"|\bwe (?:promise|guarantee)\b|\bmade (?:easy|simple|to order|to measure|to last|fresh)"
)
_FREE_FACT = re.compile(r"^we (?:have|'ve) (?:over |more than )?\d+ \w+$")
_INVITING = frozenset(
    "call ring phone contact visit book buy shop order learn discover join follow sign subscribe download try come see meet click tap ask read watch browse explore find start get upgrade"
    " apply register donate reserve request email e-mail write message text tell share like vote check look listen let stop forget remember don't do please talk speak drop pop sit relax enjoy introducing"
    " give take experience choose pick select swipe scan stay rest fly hurry say switch go be worry act".split()
)
_EMPTY_INVITES = re.compile(
    r"^(?:please |just |so |why not |come and |or |simply )*(?:"
    r"(?:call|ring|phone|contact|visit|email|e-mail|text|message|follow|join|ask|tell|write to|find|see|meet|read|watch|browse|explore|discover|learn|check|look|listen|click|tap|scan|subscribe|register|apply|donate|vote|share|hurry|go|introducing|download)\b"
    r"|(?:book|buy|shop|order|reserve|upgrade|switch|act|start|try|sign up|get started|get in touch|get yours|come|stay tuned|drop (?:in|by)|pop in|request)\b"
    r"|(?:sit back|relax|enjoy (?:the|your|every|it|life)|forget|stop|don't|do not|do n't|remember|be |let 's|let us|let your|give (?:your|it|us|them)|taste|experience|take (?:a look|the|control)|rest|repeat|fly|say hello|talk to us|speak to us))"
)
_BENEFIT = re.compile(
    r"\b(?:any ?time|24/7|24 hours|day (?:and|or) night|around the clock|round the clock|seven days|in (?:under |less than |just |only )?(?:\d+|a|one|two|three|four|five|ten|a few|minutes|seconds|hours|no)\b[ \w]*|in (?:minutes|seconds|hours|days)|for free|free of charge|at no (?:extra )?cost|free (?!trial)"
    r"|without \w+|no \w+ (?:required|needed)|from (?:anywhere|home|your (?:phone|sofa|desk))|anywhere|whenever|as long as|the same day|same-day|next day|with (?:one|a single|two|three) (?:click|tap|button)s?|within (?:\d|a|an|one|two|three|minutes|hours)[ \w]*|over \d+|on your phone|ahead|offline|online)\b"
)
_SINGLE_FLAT = re.compile(r"^(?:[a-z'-]+)$")


def classify(words: Sequence[Token], unit: Unit) -> str | None:
    """Return the kind of proof that an assertion needs, in the words that are shown; None where customers can speak to it."""
    text = _lower_text(words)
    if unit.mark == "?":
        return QUESTION
    if _CHECKABLE_ANYWAY.search(text) and not re.search(rf"\bsince {_YEAR}", text):
        return None
    frame = parse(words)
    named = _by_pattern(text)
    if named is not None:
        return named
    if frame.kind == "imperative" and _EMPTY_INVITES.match(text):
        return _invitation(text)
    if _EMPTY_INVITES.match(text) and words[0].low in _INVITING and frame.kind == "fragment" and words[0].tag in {"V", "VB"}:
        return _invitation(text)
    if frame.kind in {"fragment", "lead"}:
        return _fragment(words, text, unit)
    return COMPANY_FACT if _FREE_FACT.match(text) else None


def _lower_text(words: Sequence[Token]) -> str:
    text = ""
    for token in words:
        tight = token.low == "n't" or token.text[0] in ",.;:!?'" or not text
        text += token.low if tight else " " + token.low
    return text


def _by_pattern(text: str) -> str | None:
    return next((kind for kind, pattern in _RULES if pattern.search(text)), None)


def _invitation(text: str) -> str | None:
    """An invitation that promises how ("any time", "in two clicks") asserts something after all."""
    if text.split()[0] in {"do", "don't", "stop", "forget", "enjoy", "remember", "follow", "sit", "relax"} and not re.search(r"\bfree\b", text):
        return INVITATION
    return None if _BENEFIT.search(text) else INVITATION


def _fragment(words: Sequence[Token], text: str, unit: Unit) -> str | None:
    """Headlines without a verb: a quality, a number or a described thing can be checked, a bare title cannot."""
    content = [token for token in words if token.tag not in {"PUNCT", "DET", "CC"}]
    if any(lexicon.is_quality(token.low) or token.tag in {"ADJ", "VBN", "NEG"} for token in content) or _says_how(words):
        return None
    if text.startswith("#") or len(content) == 1 and content[0].tag == "ADV":
        return SLOGAN
    if text.startswith(("about ", "what ", "how ", "why ", "our ")) or text.isupper():
        return HEADING
    if len(content) <= 3 and unit.mark in {"", ":"} and unit.alone:
        return HEADING
    return SLOGAN if len(content) <= 2 or unit.mark == "" and len(content) <= 2 else None


def _says_how(words: Sequence[Token]) -> bool:
    lows = {token.low for token in words}
    return bool(lows & {"no", "zero", "every", "all", "real", "more", "less", "free", "without", "never", "always", "up"}) or any(
        token.tag == "NUM" for token in words
    )
