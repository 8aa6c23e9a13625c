"""What people say to a companion and what it means for the heart: a table of English patterns, read top to bottom.

Rules of this kind are right about eight times in ten when they speak at all, so no certainty here is above 0.9.
"""

from companion.perception.words.care_words import KIN
from companion.perception.words.need_rows import NEED_ROWS
from companion.perception.words.rows import Pattern, row

_DEAR = "good|clever|lovely|sweet|beautiful|pretty|dear|cute|wonderful|soft|adorable|nice|kind|funny"
_HARD = "stupid|ugly|silly|dumb|useless|horrible|disgusting|creepy|idiotic|annoying|worthless"

# fmt: off
PATTERNS: tuple[Pattern, ...] = (
    *row("greeting", 0.5, 0.3, 0.9, "anyone",
         r"^(?:oh |well )?(?:hello|hi|hey|hiya)(?! no)",
         r"good (?:morning|afternoon|evening)"),
    *row("greeting", 0.5, 0.3, 0.8, "anyone",
         r"nice to (?:see|meet) you",
         r"(?:i'm|i am) (?:back|home)$",
         r"how are you"),
    *row("farewell", 0.1, -0.1, 0.9, "anyone",
         r"(?:good ?)?bye(?: bye)?",
         r"good ?night",
         r"see you (?:later|soon|tomorrow)"),
    *row("farewell", 0.1, -0.1, 0.75, "anyone",
         r"(?:i (?:have to|must|need to)|i've got to) (?:go|leave)$",
         r"sleep (?:well|tight)"),
    *row("praise", 0.8, 0.4, 0.85, "you",
         rf"(?:{_DEAR}) (?:little )?(?:boy|girl|seal|thing|one|fellow|baby)",
         rf"you(?:'re| are) (?:so |very |such an? |really )*(?:{_DEAR})",
         r"well done",
         r"how (?:cute|sweet|lovely|adorable)",
         r"i like you"),
    *row("affection", 0.9, 0.3, 0.85, "you",
         r"i (?:really |do |so )?(?:love|adore|missed) you",
         r"(?:darling|sweetheart|sweetie|little one)",
         r"i(?:'m| am) (?:so )?(?:glad|happy) (?:that )?you(?:'re| are) here",
         r"(?:come|let me) (?:here )?(?:and )?(?:cuddle|hug|hold)",
         r"give me a (?:cuddle|hug|kiss)",
         r"(?:cuddle|hold|hug) me"),
    *row("bedtime", 0.1, -0.5, 0.85, "you",
         r"go to (?:sleep|bed)$",
         r"(?:time (?:for bed|to sleep)|sleep now)$"),
    *row("thanks", 0.7, 0.1, 0.9, "anyone",
         r"thank you",
         r"thanks"),
    *row("fine", 0.2, 0.0, 0.75, "myself",
         r"(?:i am|i'm|i feel) (?:quite |very |really |doing |feeling |all |just |absolutely )*"
         r"(?:fine|ok|okay|all ?right|alright|well|good|great|happy|content)(?! at| with| for| to| aware| enough)",
         r"(?:i )?can't complain",
         r"(?:nothing(?:'s| is)|there's nothing) (?:wrong|the matter)",
         r"(?:everything(?:'s| is)|it's all) (?:fine|all ?right|alright|ok|okay)",
         r"don't worry about me",
         r"^(?:oh |yes |no )?(?:fine|not too bad|not bad)(?: thank you| thanks)?$"),
    *row("sad", -0.7, -0.2, 0.85, "myself",
         r"(?:sad|unhappy|miserable|heartbroken|depressed|hopeless)",
         r"(?:down in the dumps|so low|feel(?:ing)? (?:so |very )?(?:down|low|blue))"),
    *row("sad", -0.7, 0.0, 0.75, "myself",
         r"i (?:want to|could|can't stop|keep|just|have been|was) cry(?:ing)?",
         r"i'm crying",
         r"i feel (?:so |very |really )?(?:bad|awful|terrible|empty|useless|worthless)",
         rf"my (?:\w+ )?{KIN} (?:has |have )?(?:died|passed away|is dead)"),
    *row("insult", -0.7, 0.5, 0.8, "you",
         rf"(?:you|you're|you are) (?:an? |so |such an? |just an? |really |very )*(?:{_HARD})",
         rf"^(?:{_HARD}) (?:\w+ )?(?:thing|toy|robot|seal|machine|creature)",
         r"i hate you",
         r"i don't (?:like|love) you"),
    *NEED_ROWS,
)
# fmt: on
"""What people say to a companion, read top to bottom; several rows may be true of one sentence."""
