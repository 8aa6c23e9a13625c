"""Spoken and regional forms read as one written form, so that a rule needs to know one of them.

"Ah cannae sleep", "I can not sleep" and "i cant sleep" become "i can't sleep"; what a recogniser of speech leaves out
(apostrophes) comes back. Swear words that only lend weight go. The text is lower case with straight quotes before and
after; the words are ours, no list was copied.
"""

import re
from collections.abc import Mapping

_FILLERS = re.compile(r"\b(?:u+m+|u+h+|er+m*|hm+|eh|och|ach|och aye)\b[ ,]*")
_WEIGHT_ONLY = re.compile(
    r"\b(?:bloody|flipping|flippin|flaming|ruddy|blooming|bloomin|blinking|blasted|damned?|goddamn|fecking|feckin"
    r"|fucking|sodding|effing|frigging|freaking|bleedin|wretched|confounded)(?: well)?\b ?"
)

_WITH_NOT = "do ca did does is was have has had could would should are ai wo"
_WITH_IS = ("where", "what", "who", "when", "how", "that", "there", "he", "she", "somebody", "nobody", "everybody")
_LOST_APOSTROPHE: Mapping[str, str] = {
    **{f"{verb}nt": f"{verb}n't" for verb in re.findall(r"\w+", _WITH_NOT)},
    **{f"{who}s": f"{who}'s" for who in _WITH_IS},
    **{"im": "i'm",
    "id": "i'd",
    "ive": "i've",
    "theyre": "they're",
    "youre": "you're",
    "youve": "you've",
    "theyve": "they've"},
    **{"werent": "weren't", "theyll": "they'll", "someones": "someone's", "everyones": "everyone's"},
}  # fmt: skip

_DIALECT: Mapping[str, str] = {
    **dict.fromkeys(("cannae", "canna", "cannot", "can not", "cannay", "kinna"), "can't"),
    **dict.fromkeys(("dinnae", "dinna", "divvent", "do not", "dinny"), "don't"),
    **dict.fromkeys(("didnae", "didna", "did not"), "didn't"),
    **dict.fromkeys(("isnae", "isna", "is not", "is no'"), "isn't"),
    **dict.fromkeys(("wasnae", "was not"), "wasn't"),
    **dict.fromkeys(("havnae", "havenae", "have not"), "haven't"),
    **dict.fromkeys(("willnae", "winnae", "will not"), "won't"),
    **{"does not": "doesn't", "has not": "hasn't", "had not": "hadn't", "are not": "aren't"},
    **{"would not": "wouldn't", "could not": "couldn't", "were not": "weren't"},
    **{"i am": "i'm", "ah'm": "i'm", "i would": "i'd", "i will": "i'll"},
    **{"it is": "it's", "'tis": "it's", "tis": "it's", "that is": "that's", "there is": "there's"},
    **{"where is": "where's", "who is": "who's", "what is": "what's", "when is": "when's", "how is": "how's"},
    **{"he is": "he's", "she is": "she's", "they are": "they're", "you are": "you're", "we are": "we're"},
    **{"they have": "they've", "they will": "they'll", "no-one": "no one", "noone": "no one", "naebody": "nobody"},
    **{"wanna": "want to", "gonna": "going to", "gotta": "got to", "gimme": "give me", "lemme": "let me"},
    **{"gonnae": "going to", "dunno": "don't know", "c'mere": "come here", "cmere": "come here", "c'mon": "come on"},
    **{"cmon": "come on", "wee": "little", "hame": "home", "hoose": "house", "heid": "head", "oot": "out"},
    **{"doon": "down", "aboot": "about", "awa": "away", "awa'": "away", "noo": "now", "nae": "no", "mair": "more"},
    **{"wi": "with", "wi'": "with", "o'": "of", "an'": "and", "tae": "to", "frae": "from", "ower": "over"},
    **{"nowt": "nothing", "owt": "anything", "summat": "something", "somethin": "something", "nothin": "nothing"},
    **{"yer": "your", "ye": "you", "yeh": "you", "thee": "you", "yous": "you", "youse": "you", "y'all": "you"},
    **{"meself": "myself", "mesel": "myself", "mysel": "myself", "masel": "myself", "auld": "old", "bairn": "child"},
    **{"bairns": "children", "weans": "children", "wean": "child", "sair": "sore", "feart": "scared"},
    **{"feared": "scared", "afeared": "scared", "frit": "scared", "skeered": "scared", "aye": "yes"},
    **{"cos": "because", "coz": "because", "'cause": "because", "'cos": "because", "'em": "them", "yon": "that"},
    **{"whaur": "where",
    "whit": "what",
    "gie": "give",
    "giein": "giving",
    "gies": "give me",
    "gey": "very",
    "awfy": "awful",
    "owd": "old"},
    **{"fae": "from",
    "don't ken": "don't know",
    "didn't ken": "didn't know",
    "i ken": "i know",
    "dinnae ken": "don't know"},
    **{"loupin": "throbbing", "louping": "throbbing", "sittin": "sitting", "bein": "being"},
    **{"wore out": "worn out", "git": "get", "cuddlin": "cuddling"},
    **{"them there": "those", "this here": "this", "any more": "anymore", "alright": "all right"},
}  # fmt: skip
_READ_AS = {**_LOST_APOSTROPHE, **_DIALECT}
_FORMS = re.compile(
    r"(?<![\w'])(?:"
    + "|".join(re.escape(form) for form in sorted(_READ_AS, key=len, reverse=True))
    + r")(?!\w|'(?!s\b))"
)
_I_HAVE = re.compile(
    r"(?<!can )(?<!could )(?<!may )(?<!might )(?<!should )(?<!shall )(?<!do )(?<!did )(?<!would"
    r" )\bi have\b"
)
_AH_I = re.compile(
    r"\bah(?=(?:'m|'ve|'d|'ll)\b| (?:am|was|want|need|can't|don't|didn't|could|feel|think|just"
    r"|only|keep|miss|know|really|do|had|never|must|wish|would)\b)"
)
_MY_OWN = re.compile(
    r"(?:(?<!give )(?<!bring )(?<!get )(?<!take )(?<!hurts )(?<!hurting )(?<!leave )(?<!let )(?<!rub )\bme"
    r"(?= (?:own|tod|mam|mum|dad|wick|nerves|bed|coat|handbag|bag|case|chair|lads?|kids|daughter|son|sister|brother"
    r"|husband|wife|mother|father|lap|family|friends|slippers|pillow|glasses|stick|teeth|eyesight)\b)"
    r"|(?<!run )(?<!drive )(?<!drove )(?<!take )(?<!bring )(?<!send )(?<!get )(?<!fetch )(?<!put )(?<!drop"
    r" )(?<!carry )(?<!want )(?<!let )(?<!push )"
    r"(?<!pull )(?<!turn )(?<!call )(?<!have )(?<!ring )(?<!give )(?<!hold )\bm[ea](?= (?:(?:old|poor|bad|left"
    r"|right|other|owd|sore|big|little|two|both) )*(?:head|neck|throat|back|hips?|knees?|legs?|foot|feet|toes?"
    r"|ankles?|arms?|hands?|wrists?|fingers?|shoulders?|chest|heart|ribs?|side|tummy|stomach|belly|guts?|insides"
    r"|skin|tooth"
    r"|teeth|gums?|jaw|mouth|tongue|lips?|ears?|eyes?|joints?|bones?|nose|heels?|face|mind|brain|knee|memory"
    r"|nerves|bladder)\b)"
    r"|(?<=where's )me(?= )|(?<=forgot )me(?= (?:dinner|tea|lunch|breakfast))|(?<=forgotten )me(?= (?:dinner|tea"
    r"|lunch))"
    r"|(?<=had )me(?= )|(?<=want )me(?= )|(?<=want )ma(?= )|(?<=for )m[ea](?= (?:tea|dinner|bed|supper|lunch"
    r"|breakfast|brew))|\bma(?= (?:own|bed|old|tea|mammy|mum|dad|house)\b)"
    r"|(?<=miss )m[ea](?= )|(?<=is )me(?= mam| dad))"
)
_VOCATIVE = re.compile(
    r"(?<!\bmy )(?<!\bour )(?<!\bthe )(?<!\ba )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\byour )(?<!\bthat"
    r" )(?<!\bthis )(?<!\blittle )"
    r"(?<!\bold )(?<!\bone )(?<!\bno )(?<!\bonly )(?<!\bgood )(?<!\byoung )(?<!\bpoor )(?<!\bof )(?<!\bbig"
    r" )(?<!\bsome )"
    r"\b(?:cariad|bach|hinny|hen|petal|flower|chuck|ducky|duckie|sonny|laddie|lad|lass|mister|missus|mate|pal"
    r"|bud|buddy|cobber"
    r"|honey|hon|guv|doc|sunshine|sweetpea|son|dote|pet|doll|cock|bonny lad|hinnie|dearie|lovey|treacle|tulip"
    r"|possum)\b(?! (?:is|was|has|said|in law|and i|named))"
)
_MAY_I_HAVE = re.compile(
    r"\b(?:(?:might|could|may|can) i trouble you for|(?:i (?:don't suppose|was wondering if|wonder if"
    r"|wondered if)|do you"
    r" think) (?:i|we) (?:could|might|can) (?:have|get)|would it be (?:possible|all right|okay|too much(?: trouble)?)"
    r"(?: for me)? to (?:have|get)|is possible) "
)
_WOULD_YOU = re.compile(
    r"\b(?:(?:would|could|will) you (?:ever|kindly|be (?:so (?:kind|good) as to|an? (?:dear|love|pet|darling"
    r"|angel|saint) and))"
    r"|would it be (?:a (?:terrible |great |awful )?bother|too much trouble|possible|all right|okay)"
    r"(?: if (?:somebody|someone|you|we))?(?: could)?(?: to)?"
    r"|i (?:don't suppose|was wondering if|wonder if) (?:you|somebody|someone) (?:could|might|would)"
    r"|do you think (?:you|somebody|someone) (?:could|might|can)|excuse me|forgive me) "
)
_GIVE_US = re.compile(
    r"\b(give|gie|gies|pass|bring|hand|fetch|get|leave|tell|sing|make|pour|let|help) (us"
    r"|'s)\b(?! all)"
)
_ENDS_IN_IN = re.compile(
    r"\b(?!(?:pa|ga|ra|tra|aga|cous|cab)in')(\w{2,})in'(?!\w)|\b(feel|com|go|look|hurt|ach|throb|kill|starv|gett"
    r"|wait|try|tak"
    r"|mak|talk|want|sleep|visit|play|giv|act|think|fall|shak|bother|leav)in(?!\w)"
)
_COME_HERE = re.compile(r"\b(?:c'?m|come) ?'?ere\b")
_ILL = re.compile(
    r"\bill (?=be\b|go\b|have\b|just\b|never\b|take\b|do\b|come\b|get\b|give\b|die\b|fall\b|stay\b"
    r"|wait\b)"
)


def written(text: str) -> str:
    """The lower-case text with its spoken forms as they are written; at most a little longer than it was."""
    text = _ENDS_IN_IN.sub(lambda found: f"{found[1] or found[2]}ing", _FILLERS.sub("", text))
    text = _WEIGHT_ONLY.sub("", text)
    text = _ILL.sub("i'll ", _COME_HERE.sub("come here", text))
    text = _FORMS.sub(lambda found: _READ_AS[found[0]], text)
    text = _WOULD_YOU.sub("please ", _MAY_I_HAVE.sub("can i have ", _AH_I.sub("i", text)))
    text = _VOCATIVE.sub(" , ", _MY_OWN.sub("my", text))
    text = _I_HAVE.sub("i've", text)
    return _GIVE_US.sub(r"\1 me", text)
