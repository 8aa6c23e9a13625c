"""Whose feeling a clause tells of, and of when: denied, another time's, somebody else's, or reported does not count.

All texts here are lower case with straight quotes.
"""

import re

_NEGATION = re.compile(
    r"\b(?:not|never|no longer|isn't|aren't|ain't|wasn't|don't|doesn't|didn't|haven't|hasn't|won't|wouldn't|can't"
    r"|hardly|without|no need|nothing|nobody's|no one's|none of us)\b"
)
_NEGATES_WITHIN_WORDS = 4
_RIGHT_BEFORE = re.compile(r"\b(?:no|nobody|no one) ?$")
_BEGINS_ANEW = re.compile(
    r"(?<!think )(?<!believe )(?<!reckon )(?<!suppose )(?<!say )(?<!said )(?<!feel )\b(?:i'm|i am|i feel|i've got)\b"
)
"""After "I'm" a "don't" from before rules no more ("I don't know I'm so tired"), but for "I don't think I'm tired"."""

_OTHERS = re.compile(
    r"\b(?:he|she|they|he's|she's|they're|we|you(?! (?:see|know))|you're|everyone|everybody|people|mr|mrs|miss|nurse"
    r"|doctor|(?:my|the|his|her|their|an?|that|this) (?!own|self|bit|little (?:bit|tired)|lot)\w+(?: \w+'s)?)\b"
)
_MYSELF = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|myself|mine)\b")
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b")
_SOMEBODY_ELSE = re.compile(r"\b(?:he|she|they|he's|she's|they're|his|her|their|him|them|people|everyone|everybody)\b")
_ANOTHER_TIME = re.compile(
    r"\b(?:used to|when i (?:was|were|got|had|lived|worked)|as a (?:child|girl|boy|lad|lass|kid|young)|years ago"
    r"|back then|in (?:the|my) (?:film|movie|book|story|war|day|young days)|in those days|in the old days"
    r"|(?:last|that) (?:week|month|year|winter|summer)|if i|if you're|when you're|when my \w+|once upon)\b"
)
_WAS = re.compile(
    r"\b(?:was|were|had been)(?: (?:so|very|really|ever so|quite|a bit|rather|always|too|that|terribly|all|often))*$"
)
_STILL = re.compile(r"\b(?:still|now|again)\b")
_REPORTED = re.compile(
    r"\b(?:he|she|they|mr \w+|mrs \w+|miss \w+|mother|father|mum|dad|people|who|always|kept|keeps) ?"
    r"(?:\w+ )?(?:said|says|saying|say|wrote|writes|told|tells|shouted|shouts|sang|sings|asked|asks|thinks|thought)\b"
    r"|\bi (?:told|shouted|said to|asked) (?!you\b)|\bi(?:'d| would) (?:shout|say)\b"
)
_SOMEBODY_IS = re.compile(r"(?<!\bit )\b(?:is|are|was|were|has been|have been|gets?|looks?|seems?|sounds?)(?: \w+)?$")
"""A verb that is not the speaker's right before a feeling: "Margaret is afraid"."""

_FOLLOWED_BY_OTHERS = re.compile(r"^(?: \w+){0,2} (?:he|she|they|we) (?:was|is|were|are|said|says|used|had)$")
_ASKED_OF_OTHERS = re.compile(
    r"^(?:(?:and|but|so|oh|well|now|hello|tell me|then) )*"
    r"(?:is|are|was|were|does|do|did|has|have|can|could|would|will|shall|must|you|you'd|you'll|you're|you are) "
    r"(?:he|she|it|you|they|we|must|get|look|have|mr|mrs|miss|that|this|the)\b"
)
_SUNG = re.compile(
    r"\b(?:we|they|he|she|i|that) (?:used to |always |all )?(?:sang|sing|played|hummed)\b"
    r"|\bthat (?:song|tune)\b|\b(?:the|a|what a) (?:\w+ )?song\b"
    r"|\b(?:that|it) was (?:the song|roy|elvis|vera|frank|dean)\b"
    r"|\bi read that\b|\bas the (?:saying|song) goes\b|\blovely tune\b"
)


def counts(clause: str, hit: re.Match[str], myself: bool) -> bool:
    """Whether what was found in the clause is so, and now; with `myself`, also whether it is the speaker's own."""
    before = clause[: hit.start()]
    if _denied(before) or _ANOTHER_TIME.search(clause) or _REPORTED.search(before):
        return False
    if not myself:
        return True
    if _WAS.search(before.rstrip()) and not _STILL.search(clause):
        return False
    if _FOLLOWED_BY_OTHERS.search(clause[hit.end() :]):
        return False
    return _about_myself(before, hit.group())


def sung_or_quoted(text: str) -> bool:
    """Whether the utterance tells of a song or a book, so that its words may be those of the song."""
    return _SUNG.search(text) is not None


def about_the_speaker(text: str) -> bool:
    """Whether what is told may be the speaker's own and of now: nobody else is named last, no other time."""
    return not _ANOTHER_TIME.search(text) and (bool(_MYSELF.search(text)) or not _SOMEBODY_ELSE.search(text))


def to_the_creature(text: str) -> bool:
    """Whether somebody is spoken to."""
    return _YOU.search(text) is not None


def _denied(before: str) -> bool:
    anew = max((match.start() for match in _BEGINS_ANEW.finditer(before)), default=0)
    last_words = " ".join(before[anew:].split()[-_NEGATES_WITHIN_WORDS:])
    return bool(_NEGATION.search(last_words) or _RIGHT_BEFORE.search(before))


def _about_myself(before: str, hit: str) -> bool:
    """True when the last one named before the feeling is the speaker, or when nobody is named: "so lonely today"."""
    if _MYSELF.search(hit):
        return True
    if _ASKED_OF_OTHERS.match(before + hit):
        return bool(_MYSELF.search(before))
    myself = max((match.start() for match in _MYSELF.finditer(before)), default=-1)
    others = max((match.start() for match in _OTHERS.finditer(before)), default=-1)
    if myself < 0 and _SOMEBODY_IS.search(before.rstrip()):
        return False
    return others < 0 or myself > others
