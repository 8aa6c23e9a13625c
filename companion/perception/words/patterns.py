"""What people say to a companion and what it means for the heart: a table of English patterns, read top to bottom.

Rules of this kind are right about eight times in ten when they speak at all, so no certainty here is above 0.9.
"""

import re
from dataclasses import dataclass
from typing import Literal

from companion.vocabulary.readings import WordsMeaning

Speaker = Literal["anyone", "myself", "you"]
"""Whom a pattern must be about: `myself`, the one who speaks; `you`, the creature; `anyone`, it does not matter."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row.

    If `says` is found in a clause (lower case, straight quotes), it means `meaning`. Valence and arousal -1..1.
    """

    meaning: WordsMeaning
    says: re.Pattern[str]
    valence: float
    arousal: float
    certainty: float
    about: Speaker = "anyone"


def _row(
    meaning: WordsMeaning, valence: float, arousal: float, certainty: float, about: Speaker, *ways: str
) -> tuple[Pattern, ...]:
    return tuple(Pattern(meaning, re.compile(rf"\b(?:{way})\b"), valence, arousal, certainty, about) for way in ways)


_DEAR = "good|clever|lovely|sweet|beautiful|pretty|dear|cute|wonderful|soft|adorable|nice|kind|funny"
_HARD = "stupid|ugly|silly|dumb|useless|horrible|disgusting|creepy|idiotic|annoying|worthless"
_NEAR_ONES = "daughter|son|wife|husband|mother|father|children|family|mum|dad|sister|brother|friend|dog|cat"
_ABSENT = "comes|visits|calls|cares|talks to me|is here|loves me|wants me"
_PARTS = "head|tooth|back|stomach|belly|ear"

# fmt: off
PATTERNS: tuple[Pattern, ...] = (
    *_row("greeting", 0.5, 0.3, 0.9, "anyone",
          r"^(?:oh |well )?(?:hello|hi|hey|hiya)(?! no)",
          r"good (?:morning|afternoon|evening)"),
    *_row("greeting", 0.5, 0.3, 0.8, "anyone",
          r"nice to (?:see|meet) you",
          r"(?:i'm|i am) (?:back|home)$",
          r"how are you"),
    *_row("farewell", 0.1, -0.1, 0.9, "anyone",
          r"(?:good ?)?bye(?: bye)?",
          r"good ?night",
          r"see you (?:later|soon|tomorrow)"),
    *_row("farewell", 0.1, -0.1, 0.75, "anyone",
          r"(?:i (?:have to|must|need to)|i've got to) (?:go|leave)$",
          r"sleep (?:well|tight)"),
    *_row("praise", 0.8, 0.4, 0.85, "you",
          rf"(?:{_DEAR}) (?:little )?(?:boy|girl|seal|thing|one|fellow|baby)",
          rf"you(?:'re| are) (?:so |very |such an? |really )*(?:{_DEAR})",
          r"well done",
          r"how (?:cute|sweet|lovely|adorable)",
          r"i like you"),
    *_row("affection", 0.9, 0.3, 0.85, "you",
          r"i (?:really |do |so )?(?:love|adore|missed) you",
          r"(?:darling|sweetheart|sweetie|little one)",
          r"i(?:'m| am) (?:so )?(?:glad|happy) (?:that )?you(?:'re| are) here",
          r"(?:come|let me) (?:here )?(?:and )?(?:cuddle|hug|hold)",
          r"give me a (?:cuddle|hug|kiss)",
          r"(?:cuddle|hold|hug) me"),
    *_row("want_you", 0.3, 0.2, 0.8, "you",
          r"^(?:please |oh )?come (?:here|to me|over here|back|closer)",
          r"(?:stay|sit) (?:here )?with me",
          r"(?:cuddle|hold|hug) me",
          r"i (?:want|need) (?:you|my (?:seal|robot)|the seal)(?! to (?:stop|go|leave|be quiet|shut))",
          r"(?:can|may|could) i (?:hold|have|stroke|cuddle) (?:you|him|her|it|the seal)",
          r"where (?:is|'s) (?:my |the )?(?:little )?(?:seal|robot)"),
    *_row("bedtime", 0.1, -0.5, 0.85, "you",
          r"go to (?:sleep|bed)$",
          r"(?:time (?:for bed|to sleep)|sleep now)$"),
    *_row("thanks", 0.7, 0.1, 0.9, "anyone",
          r"thank you",
          r"thanks"),
    *_row("fine", 0.2, 0.0, 0.75, "myself",
          r"(?:i am|i'm|i feel) (?:quite |very |really |doing |feeling |all |just |absolutely )*"
          r"(?:fine|ok|okay|all ?right|alright|well|good|great|happy|content)(?! at| with| for| to| aware| enough)",
          r"(?:i )?can't complain",
          r"(?:nothing(?:'s| is)|there's nothing) (?:wrong|the matter)",
          r"(?:everything(?:'s| is)|it's all) (?:fine|all ?right|alright|ok|okay)",
          r"don't worry about me",
          r"^(?:oh |yes |no )?(?:fine|not too bad|not bad)(?: thank you| thanks)?$"),
    *_row("lonely", -0.6, -0.3, 0.85, "myself",
          r"(?:lonely|lonesome)",
          r"(?<!leave me )(?<!me )(?:all |so |quite )?(?<!leave me )(?:alone|on my own)",
          rf"(?:nobody|no ?one) (?:ever )?(?:{_ABSENT})"),
    *_row("lonely", -0.5, -0.2, 0.7, "myself",
          r"i miss (?:my|him|her|them|everyone|everybody|home)(?: \w+)?",
          rf"where (?:is|are) my (?:{_NEAR_ONES})",
          r"(?:stay|sit) with me",
          r"don't (?:go|leave me)(?: \w+)?$"),
    *_row("missing", -0.5, -0.2, 0.8, "myself",
          r"i (?:really |do |so |still )*miss (?!you\b)\w+(?: \w+)?",
          rf"where (?:is|are|'s) my (?:{_NEAR_ONES})",
          rf"(?:when (?:is|are|will|does|do)|is|are) my (?:{_NEAR_ONES}) (?:\w+ )?(?:come|coming|here|back)",
          rf"i want (?:to see |to talk to )?my (?:{_NEAR_ONES}|mummy|daddy|mam)"),
    *_row("go_home", -0.5, 0.2, 0.85, "myself",
          r"i (?:just |really |only )?(?:want|need|have|must|would like|wish|'d like) (?:to )?(?:go|get|be|come) "
          r"(?:back )?home",
          r"(?:take|bring|drive|let) me (?:go )?(?:back )?home",
          r"(?:when|can|may) (?:can |may |will )?(?:i|we) (?:please )?(?:go|get|going) (?:back )?home",
          r"i (?:want|need) my (?:own )?(?:home|house|bed)"),
    *_row("sad", -0.7, -0.2, 0.85, "myself",
          r"(?:sad|unhappy|miserable|heartbroken|depressed|hopeless)",
          r"(?:down in the dumps|so low|feel(?:ing)? (?:so |very )?(?:down|low|blue))"),
    *_row("sad", -0.7, 0.0, 0.75, "myself",
          r"i (?:want to|could|can't stop|keep|just|have been|was) cry(?:ing)?",
          r"i'm crying",
          r"i feel (?:so |very |really )?(?:bad|awful|terrible|empty|useless|worthless)",
          rf"my (?:\w+ )?(?:{_NEAR_ONES}) (?:has |have )?(?:died|passed away|is dead)"),
    *_row("afraid", -0.7, 0.6, 0.85, "myself",
          r"(?:afraid|scared|frightened|terrified|anxious|worried|nervous)"),
    *_row("afraid", -0.6, 0.6, 0.7, "myself",
          r"(?:i am|i'm) lost",
          r"(?:where am i|i don't know where i am)$",
          r"(?:somebody|someone) (?:is|was) in my room",
          r"^(?:please |oh |somebody |someone )*help(?: me)?(?: please)?$"),
    *_row("confused", -0.4, 0.4, 0.8, "myself",
          r"(?:confused|muddled|mixed up|bewildered|disoriented)",
          r"(?:where am i|i don't know (?:where i am|what to do|what's going on|what is going on|who i am))",
          r"(?:i am|i'm) lost$",
          r"i (?:can't|cannot|don't) (?:remember|understand)",
          r"(?:i've|i have) forgotten (?:where|what|who|how|why|everything)",
          r"what(?:'s| is) (?:happening|going on|this place)",
          r"why am i here"),
    *_row("pain", -0.7, 0.4, 0.85, "myself",
          r"(?:i'm|i am|i feel) (?:in )?(?:so much |such |a lot of )?pain",
          r"(?:it|my [\w ]{2,20}?|this|that) (?:really |still )?(?:hurts?|aches?)",
          r"my [\w ]{2,20}? (?:is|are) (?:so |really |still )?(?:sore|hurting|aching|killing me)",
          rf"i(?: have|'ve)?(?: got)? (?:an? |such a |terrible |bad )*(?:\w+ache|(?:{_PARTS}) ache|pains?)",
          r"^(?:ouch|ow)$"),
    *_row("tired", -0.1, -0.6, 0.8, "myself",
          r"(?:tired|sleepy|exhausted|worn out|weary)",
          r"i (?:want|need) (?:to (?:sleep|rest|lie down)|a (?:nap|rest))",
          r"(?:time for|going to) bed"),
    *_row("hungry", -0.2, 0.1, 0.85, "myself",
          r"(?:hungry|starving|famished|peckish)",
          r"(?:i (?:want|need|would like)|i'd like|can i have|may i have) (?:to eat|something to eat|a bite"
          r"|(?:some |a |my )?(?:food|breakfast|lunch|dinner|supper|bread|sandwich|biscuit))",
          r"i (?:have not|haven't) (?:eaten|had (?:any |my )?(?:breakfast|lunch|dinner|supper))"),
    *_row("thirsty", -0.2, 0.1, 0.85, "myself",
          r"(?:thirsty|parched)",
          r"(?:i (?:want|need|would like)|i'd like|can i have|may i have|could i have) "
          r"(?:(?:a |some )?(?:drink|water|tea|coffee|juice|milk)|(?:a|another) (?:glass|cup)|(?:something )?to drink)",
          r"my (?:mouth|throat) is (?:so |very )?dry"),
    *_row("leave_me", -0.4, 0.1, 0.85, "you",
          r"leave me (?:alone|be|in peace)",
          r"go away",
          r"^(?:please |no )*stop(?: it| that| now| moving| please)?$",
          r"(?:stop (?:it|that)|that's enough|be quiet|shut up|don't touch me)$",
          r"i want to be (?:left )?alone"),
    *_row("insult", -0.7, 0.5, 0.8, "you",
          rf"(?:you|you're|you are) (?:an? |so |such an? |just an? |really |very )*(?:{_HARD})",
          rf"^(?:{_HARD}) (?:\w+ )?(?:thing|toy|robot|seal|machine|creature)",
          r"i hate you",
          r"i don't (?:like|love) you"),
)
# fmt: on
"""What people say to a companion, read top to bottom; several rows may be true of one sentence."""
