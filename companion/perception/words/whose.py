"""Whose feeling a clause tells of, and of when: denied, another time's, somebody else's, or reported does not count.

All texts here are lower case with straight quotes, in the forms of `spoken.written`.
"""

import re

from companion.perception.words.clauses import Clause
from companion.perception.words.rows import Speaker

_NEGATION = re.compile(
    r"\b(?:(?<!can you )(?<!could you )(?<!will you )(?<!would you )not|never|no longer|ain't|(?:isn't|aren't"
    r"|wasn't|don't|doesn't|didn't|haven't|hasn't|won't|wouldn't|can't"
    r"|couldn't|shouldn't)(?! (?:you|somebody|someone|anybody|anyone|i|we|they|he|she|it) )|needn't|hardly"
    r"|without|no need|nothing|nobody's|no one's|none of us)\b"
)
_NEGATES_WITHIN_WORDS = 4
_RIGHT_BEFORE = re.compile(r"\b(?:no|nobody|no one|far from|stop|anything but)(?: more| such| real| great)? ?$")
_BEGINS_ANEW = re.compile(
    r"(?<!think )(?<!believe )(?<!reckon )(?<!suppose )(?<!say )(?<!said )(?<!feel )\b(?:i'm|i am|i feel|i've got)\b"
)
"""After "I'm" a "don't" from before rules no more ("I don't know I'm so tired"), but for "I don't think I'm tired"."""

_OTHERS = re.compile(
    r"\b(?:he|she|they|he's|she's|they're|we|you(?! (?:see|know))|you're|everyone|everybody|people|mr|mrs|miss|nurse"
    r"|doctor|(?:my|the|his|her|their|an?|that|this) (?!own|self|bit|little (?:bit|tired)|lot"
    r"|sudden)\w+(?: \w+'s)?)\b"
)
_MYSELF = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|myself|mine)\b")
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b")
_SOMEBODY_ELSE = re.compile(
    r"\b(?:he|she|they|he's|she's|they're|his|her|their|him|them|people|everyone"
    r"|everybody)\b"
)
_ANOTHER_TIME = re.compile(
    r"\b(?:(?<!where he )(?<!where she )(?<!where they )(?<!get )(?<!got )(?<!be )(?<!not )used to|when i (?:was"
    r"|were|got|had|lived|worked|first)|(?:as|when) an? (?:child|girl"
    r"|boy|lad|lass|kid|young)|years (?:ago|back)|back then"
    r"|in (?:the|my) (?:film|movie|book|story|war|day|young days|army|navy)|during the war|in those days"
    r"|in the old days|(?:last|that) (?:week|month|year|winter|summer)"
    r"|(?<!what )(?<!as )(?<!know )(?<!tell )(?<!sure )(?<!ask )(?<!care )(?<!wonder )(?<!say )(?<!mind"
    r" )(?<!terribly )(?<!right )(?<!remember )if i\b|if you're"
    r"|when(?:ever)? you're|when my \w+|once upon|those days)\b"
)
_OPENS_ANOTHER_TIME = re.compile(
    r"\b(?:when (?:i|we|he|she|they|my \w+) (?:was|were|got|had|lived|worked|first|broke|came|left|went|lost|married)"
    r"|(?:as|when) an? (?:child|girl|boy|lad|lass|kid|young)|years (?:ago|back)|back (?:then|in)|long ago"
    r"|in those days"
    r"|in the (?:war|old days|thirties|forties|fifties|sixties|army|navy|blitz)|during the war|once upon"
    r"|if (?:i|he|she|it|they|you|we|an? \w+|anyone|somebody|someone) (?:ever |only )?(?:was|were|had|could|got|came"
    r"|woke|fell|\w+ed)|if i'd)\b"
)
"""What opens a sentence about another time, or one that never was, and rules beyond its comma."""
_LONG_AGO = re.compile(
    r"\b(?:\w+ years (?:ago|back)|back then|long ago|in those days|(?:as|when i was) an? (?:child|girl|boy|lad"
    r"|lass|kid)"
    r"|when i was (?:small|little|young)|in the (?:war|blitz)|but that was)\b"
)
_OF_NOW = re.compile(
    r"\b(?:still|now|again|today|tonight|i'm|i've|i feel|i miss|i want|i need|i can't|i don't|am i|it's|hurts|is"
    r"|are)\b"
)
_UNREAL = re.compile(
    r"\b(?:i'd|he'd|she'd|you'd|they'd|would|wouldn't|might|must|could|can|may|'ll|will|should"
    r"|shouldn't)(?: \w+)? (?:have |get |have been |be |been |feel"
    r" |never )*(?:\w+ )?$"
)
_WAS = re.compile(
    r"\b(?:was|were|had been|felt|got|became|seemed|looked)(?: (?:so|very|really|ever so|quite|a bit|rather"
    r"|always|too"
    r"|that|terribly|all|often|right|proper|never|pretty|less|more))*$"
)
_STILL = re.compile(r"\b(?:still|now|again)\b")
_REPORTED = re.compile(
    r"\b(?:he|she|they|mr \w+|mrs \w+|miss \w+|mother|father|mum|dad|mam|people|who|always|kept|keeps|one|girls"
    r"|boys|they'd|he'd|she'd|doctor|nurse"
    r"|son|daughter|sister|brother|wife|husband|neighbour|neighbor|man) ?"
    r"(?:\w+ )?(?:said|says|saying|say|wrote|writes|told|tells|shouted|shouts|(?:would|used to) (?:shout|say"
    r"|scream|sing)|screamed|sing|sang|sings|asked|asks|thinks|thought"
    r"|reckons|reckoned)\b"
    r"|\bi (?:told|shouted|said to|asked) (?!you\b)|\bi(?:'d| would) (?:shout|say)\b"
)
_SOMEBODY_IS = re.compile(r"(?<!\bit )\b(?:is|are|was|were|has been|have been|gets?|looks?|seems?|sounds?)(?: \w+)?$")
"""A verb that is not the speaker's right before a feeling: "Margaret is afraid"."""

_SOMEBODYS = re.compile(
    r"\b(?!it's|that's|what's|there's|here's)\w+'s (?:(?:so|very|really|that|too|all|just"
    r"|quite) )*$"
)
_FOLLOWED_BY_OTHERS = re.compile(
    r"^(?: \w+){0,2} (?:he|she|they|we) (?:was|is|were|are|said|says|used|had)\b|^ (?:she|he|they) (?:said|says)\b"
)
_ASKED_OF_OTHERS = re.compile(
    r"^(?:(?:and|but|so|oh|well|now|hello|tell me|then) )*"
    r"(?:is|are|was|were|does|do|did|has|have|can|could|would|will|shall|must|you|you'd|you'll|you're|you are) "
    r"(?:he|she|it|you|they|we|must|get|look|have|mr|mrs|miss|that|this|the)\b"
)
_ASKS_FOR_IT = re.compile(
    r"(?:^|\b)(?:(?:will|would|can|could|won't|can't) (?:you|somebody|someone|anybody|anyone|one of you)(?: please"
    r"| just| not| kindly| ever)*|i(?:'d| wish| want| need| said|'d like| would like)(?: (?:you|you'd|you lot"
    r"|somebody|someone"
    r"|him|her|it|them))?(?: to| would)?|tell (?:him|her|it|them) to|why (?:don't|can't) you|do|please|let's|just"
    r"|do me a favour and|and|i said|go on|you) ?$"
)
_TOLD_NOT_ASKED = re.compile(
    r"\b(?:to|he|she|they|it|we|i|i'd|i'll|he'd|she'd|they'd|we'd|he'll|she'll|they'll|we'll|would|will|could"
    r"|can|should"
    r"|must|might|may|did|does|do|didn't|doesn't|won't|wouldn't|couldn't|can't|who|that|and|had|has|have|was"
    r"|were|been)"
    r"(?: just| even| ever| all| always| never| only| \w+ly)? ?$"
)
_SUNG = re.compile(
    r"\b(?:we|they|he|she|i|that|always|girls|everybody|everyone) (?:used to |always |all )?(?:sang|sing|played"
    r"|hummed"
    r"|screamed|danced to|sings|singing)\b"
    r"|\bthat (?:song|tune|poem|hymn|film)\b|\b(?:the|a|what a|now that's a|my favourite) (?:\w+ )?(?:song|hymn"
    r"|poem)\b"
    r"|\b(?:that was|it was|was that|was it|it's by|that's by|by|that's) (?:the song|roy|elvis|vera|frank|dean"
    r"|gracie|johnny"
    r"|patsy|bing|cliff|cilla|doris|tom jones|nat king|the beatles|the stones|abba|queen|bonnie|gilbert|hank"
    r"|john denver|slim dusty|shakespeare"
    r"|wordsworth|dickens|psalm)\b"
    r"|\b(?:was that|that was) (?!my|our|a|an|the|all|it|not|so|years|in|when|before|then|me|him|her|what|why|how|his"
    r"|very|really|too|your|their|one|just|nice|lovely)\w+ [\w']+$"
    r"|\bi read that\b|\bas (?:the (?:saying|song) goes|they say)\b|\blovely tune\b|\bsaid (?:roosevelt|churchill)\b"
    r"|\bbig bad wolf\b|\blonesome dove\b|\b(?:he|she) could sing\b|\bon the range\b|\bover the ocean\b"
    r"|\btipperary\b|\bcountry roads\b|\bhome sweet home\b|\blonely hearts\b"
    r"|\bwalk alone\b|\blonesome tonight\b|\bgreta garbo\b|\bgarbo\b|\bgoldilocks\b"
)


_SAID_AFTER = re.compile(
    r"(?:she|he|they|mother|mum|dad|people) (?:\w+ )?(?:wrote|said|says|used to say|shouted"
    r"|told)\b"
)
_NOT_ASKED = re.compile(
    r"(?<!why )\b(?:don't|never|not|no|needn't|can't|won't|didn't|doesn't|shouldn't|without"
    r"|to)(?: you| ever| just)?$(?<!why don't you)"
)
_TEASED = re.compile(
    r"\byou never\b|\bmaking me laugh\b|\byou (?:charmer|devil|rascal|daft|tease"
    r"|old flatterer)\b|\bpull the other\b"
)


def counts(clause: Clause, hit: re.Match[str], about: Speaker) -> bool:
    """Whether what was found in the clause's text is so, and now; and whether it is the speaker's own, or asked"
    " for."""
    before = clause.text[: hit.start()]
    if _SAID_AFTER.match(clause.after) or _of_another_time(clause) or _REPORTED.search(f"{clause.before} {before}"):
        return False
    if about == "asked":
        if _NOT_ASKED.search(before) or _TEASED.search(f"{clause.before} {clause.text} {clause.after}"):
            return False
        return bool(_ASKS_FOR_IT.search(before)) or not _TOLD_NOT_ASKED.search(before)
    if _denied(before):
        return False
    if about != "myself":
        return True
    if _WAS.search(before.rstrip()) and not _STILL.search(clause.text):
        return False
    if _UNREAL.search(before) and not _ASKS_FOR_IT.search(before):
        return False
    if _FOLLOWED_BY_OTHERS.search(clause.text[hit.end() :]):
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


def _of_another_time(clause: Clause) -> bool:
    if _ANOTHER_TIME.search(clause.text):
        return not _STILL.search(clause.text)
    if _OPENS_ANOTHER_TIME.search(clause.before) and not _STILL.search(clause.text):
        return True
    return bool(_LONG_AGO.search(f"{clause.before} {clause.after}")) and not _OF_NOW.search(clause.text)


def _denied(before: str) -> bool:
    anew = max((match.start() for match in _BEGINS_ANEW.finditer(before)), default=0)
    last_words = " ".join(before[anew:].split()[-_NEGATES_WITHIN_WORDS:])
    return bool(_NEGATION.search(last_words) or _RIGHT_BEFORE.search(before))


def _about_myself(before: str, hit: str) -> bool:
    """True when the last one named before the feeling is the speaker, or when nobody is named: "so lonely today"."""
    if _MYSELF.search(hit):
        return True
    if _ASKED_OF_OTHERS.match(before):
        return bool(_MYSELF.search(before))
    myself = max((match.start() for match in _MYSELF.finditer(before)), default=-1)
    others = max((match.start() for match in _OTHERS.finditer(before)), default=-1)
    if myself < 0 and (_SOMEBODY_IS.search(before.rstrip()) or _SOMEBODYS.search(before)):
        return False
    return others < 0 or myself > others
