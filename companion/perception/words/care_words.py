"""Lists of what is spoken of in care (kin, the body, meals, drinks, bed), as regular expressions for the rows of needs.

Each constant is a group without a name, in lower case; those that may be empty (`SO`, `SOME`) end with their space.
"""

SO = (
    r"(?:(?:so|very|really|ever so|ever|quite|rather|all|just|always|still|that|too|terribly|awfully|dreadfully|a bit"
    r"|a little|getting|feeling|such a|absolutely|both|right|proper|only|do|been|often) )*"
)
IM = r"(?:i'm|i am|i feel|i've been|i get|i do feel|i do get|i was so)"
MY = r"(?:my|me|our)"
KIN = (
    r"(?:(?:dear|little|poor|old|big|own|late|eldest|youngest|younger|older) )*"
    r"(?:daughters?|sons?|wife|husband|mother|father|children|kids|family|mum|mummy|mam|mammy|mom|dad|daddy|parents"
    r"|sisters?|brothers?|friends?|dogs?|cats?|grandchildren|grandson|granddaughter|grandkids|lads?|lass|girls|boys"
    r"|babies|baby|nan|gran|niece|nephew|auntie|uncle|people|folks)"
)
THINGS = (
    r"(?:bus|taxi|cab|train|lift|car|post|mail|letters?|parcel|doctor|nurse|carer|dentist|hairdresser|appointment|tea"
    r"|dinner|lunch|breakfast|supper|pills?|tablets?|medicine|paper|newspaper|turn|money|pension|bath|programme|seal)\b"
)
"""What people also wait for and do not miss as they miss somebody; not all there is."""
THEM = rf"(?:him|her|them|{MY} {KIN}|{MY} \w+)"
NOBODY = r"(?:nobody|no ?one|no-one|not a soul|never a soul)"
BODY = (
    r"(?:(?:left|right|poor|old|bad|whole|lower|upper|little|silly|blasted|both|flipping|big) )*"
    r"(?:head|neck|throat|back|spine|hips?|knees?|legs?|foot|feet|toes?|ankles?|arms?|hands?|wrists?|fingers?|thumbs?"
    r"|elbows?|shoulders?|chest|heart|ribs?|side|tummy|stomach|belly|guts|bottom|bum|skin|tooth|teeth|gums|jaw|mouth"
    r"|ears?|eyes?|joints|bones|muscles|body|nose|heels?|groin|bladder)"
)
MEAL = r"(?:breakfast|lunch|dinner|supper|tea|food|meal|pudding)"
FOOD = (
    r"(?:breakfast|lunch|dinner|supper|food|meal|snack|pudding|bread|toast|sandwich(?:es)?|biscuits?|cake|soup|eggs?"
    r"|bacon|crisps|chocolates?|sweets?|porridge|apple|banana|orange|fruit|chips|pies?|sausages?|cheese|scone|bun"
    r"|ice cream"
    r"|something to eat|anything to eat|bite to eat|bite)"
)
DRINK = (
    r"(?:drink|water|tea|coffee|cocoa|juice|milk|squash|lemonade|cuppa|brew|cup of \w+|glass of \w+|something to drink"
    r"|anything to drink)"
)
SOME = (
    r"(?:(?:a|an|some|any|my|another|more|one|of|the|that|bit|piece|slice|nice|little|drop|sip|plate|bowl|bar|hot"
    r"|cold|fresh"
    r"|strong|cup|glass|mug|small|big|proper|few|lovely) )*"
)
WANT = (
    r"(?:i (?:just |really |do |only )*(?:want|need|wanna|fancy)|i(?:'d| would| should| could)(?: really| just| so)? "
    r"(?:like|love|murder|do with|eat|drink|kill for|use|give anything for|have)|i'm (?:dying|gasping|desperate) for"
    r"|(?:can|may|could|might|can't) (?:i|we) (?:please |just )?(?:have|get)"
    r"|(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody) (?:please )?(?:get|bring|fetch|give|make"
    r"|pour) me"
    r"|(?:bring|get|fetch|give|pass|pour|make) me|is there|any chance of)"
)
LYING_DOWN = r"(?:sleep|rest|lie down|lie-down|nap|doze|snooze|kip|forty winks|shut-?eye|bed)"
IT = r"(?:him|her|it|you|(?:the|that|this|my|our) (?:(?:little|lovely|dear) )*(?:seal|robot|pet))"
WANT_TO = (
    r"(?:i (?:just |really |do |only |still )*(?:want|need|wanna|long|wish|have|ought)|i(?:'d| would)(?: just|"
    r" really)? (?:like|love))"
)
