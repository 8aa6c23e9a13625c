"""Lists of what hurts and how, and of sleep, as regular expressions for the rows of pain and tiredness.

Each constant is a group without a name, in lower case and in the forms of `spoken.written`.
"""

BODY = (
    r"(?:(?:left|right|poor|old|bad|whole|lower|upper|little|silly|both|big|sore|gammy|dodgy|back|other|arthritic|new"
    r"|top|bottom|front|stupid) )*"
    r"(?:head|neck|throat|back|backbone|spine|hips?|knees?|kneecaps?|legs?|foot|feet|toes?|big toe|ankles?|arms?"
    r"|hands?"
    r"|wrists?|fingers?|thumbs?|elbows?|shoulders?|shoulder blades?|chest|heart|ribs?|side|sides|tummy|tum|stomach"
    r"|belly|guts?|insides|innards|bottom|bum|backside|behind|arse|ass|rear|tail ?bone|skin|tooth|teeth|gums?"
    r"|jaw|mouth"
    r"|tongue|lips?|ears?|eyes?|joints?|bones?|muscles?|body|nose|heels?|groin|bladder|calf|calves|shins?|thighs?"
    r"|knuckles?|nails?|scalp|temples?|forehead|face|cheek|kidneys?|waterworks|collar ?bone|dentures?|plates?|sinuses"
    r"|waist|pelvis|limbs?|bits|stump|instep|soles?|loins|bowels?|breast|lungs?)"
)
AILMENT = (
    r"(?:arthritis|arthuritis|rheumati(?:sm|cs?|z)|rheumatics|sciatica|lumbago|gout|angina|bunions?|corns?|piles"
    r"|haemorrhoids|hemorrhoids|hernia|ulcers?|shingles|neuralgia|wound|scar|stitches|bruises?|bed ?sores?|sores?"
    r"|blisters?|boil|indigestion|heartburn|acid|migraines?|trapped nerve|slipped disc|disc|shrapnel|old wound"
    r"|veins|varicose veins"
    r"|chilblains?|verruca|ingrown toenail|toenail|fracture|cramps?|wind|catheter|dressing|bandage|fibromyalgia)"
)
A_PAIN = (
    r"(?:head ?ache|tooth ?ache|back ?ache|ear ?ache|stomach ?ache|tummy ?ache|belly ?ache|gut ?ache|migraine|cramps?"
    r"|heartburn|indigestion|pains?|aches?|twinges?|stitch|crick|spasms?|throbbing|agony|stiff neck|trapped nerve"
    r"|pins and needles|belly ?acher|collywobbles|gripes?|tightness|pressure|soreness|sciatica|gout|lumbago"
    r"|stabbing|shooting pains?|burning"
    r"|(?:sore|bad|bum|dicky|gammy|dodgy|splitting|thumping|banging|stinking|crook|sick|poorly) "
    r"(?:head|back|leg|legs|knee|knees|hip|hips|foot|feet|throat|arm|shoulder|stomach|tummy|belly|tooth|chest|neck"
    r"|hand|hands|finger|toe|gut|guts|heel|bottom|wrist|ankle|elbow|ear|eye|mouth|gums?))"
)
HURTS = (
    r"(?:hurts?|hurting|catching|catches|twingeing|aches?|aching|throbs?|throbbing|stings?|stinging|smarts"
    r"|smarting|burns|burning|nips"
    r"|nipping|on fire|afire|ablaze|killing me|killing|crippling me|murdering me|destroying me|destroyed|pounding"
    r"|splitting|thumping|banging|hammering|pulsing|cramping(?: up)?|cramped|in spasms?|spasming|jabbing|stabbing"
    r"|shooting|pulling|dragging|griping|tearing|grinding|clicking|locking(?: up)?|seizing(?: up)?|seized(?: up)?"
    r"|playing (?:me )?up|plays? (?:me )?up|acting up|playing (?:the devil|merry hell|silly beggars|old harry)"
    r"|giving (?:me|out)|gives me|given me|gave me|at me|bothering me|troubling me|tormenting me|crucifying me"
    r"|paining me|pains me|has me (?:crippled|destroyed|killed|in bits|in agony|moidered|awake)|having me on"
    r"|sore|painful|tender|stiff(?:er|ened up)?|swollen|swole|swelled|swelling|inflamed|raw|agony|in agony|bits"
    r"|in bits"
    r"|in ribbons|crook|bung|buggered|banjaxed|wrecked|cruel|shocking|murder|chronic|excruciating|torture|a torment"
    r"|a misery|hell|rotten|wicked|something (?:awful|terrible|shocking|dreadful|wicked|fierce|cruel|rotten|chronic)"
    r"|bad|terrible|awful|dreadful|desperate|worse|wrong|no better|ropey|rough|dicky|not (?:right|so good"
    r"|too good|good)"
    r"|in (?:a lot of |so much |such )?pain|full of pain|fit to (?:burst|split)|locked|jammed|stuck|rubbing|chafing"
    r"|digging in|pinching|nagging|gnawing|screaming|complaining|like (?:fire|lead weights|hot|red hot|needles|knives"
    r"|toothache|glass|a knife|somebody|someone|it's on fire|broken)|flar(?:ed|ing|es) up|come back|coming back"
    r"|is back"
    r"|back again|woke me|keeping me (?:awake|up)|kept me (?:awake|up)|been at me|driving me (?:mad|up the wall)"
    r"|blistered"
    r"|won't (?:bend|move|straighten|hold|carry|take|stop|let me|work)|can't (?:take|hold|bear))"
)
MOVES = (
    r"(?:put (?:any |my |no )?weight on|bend|move|turn|lift|raise|straighten|walk on|stand on|stand|close|open"
    r"|use|grip"
    r"|put my foot|rest|lie on|sit on|sit up|stand up|get comfortable|shift|shut|flex|bear|stretch|bite on|chew"
    r"|swallow"
    r"|get up|walk|touch|get out of the chair|step)"
)
SOOTHING = (
    r"(?:pain ?killers?|paracetamols?|aspirins?|tylenol|panadol|ibuprofen|codeine|morphine|advil|anadin|nurofen"
    r"|pain (?:pills?|tablets?|relief|medication|medicine|meds|patch|patches|stuff)|deep heat|hot[- ]water bottle"
    r"|heat pad|wheat bag|ice pack|liniment|ointment|voltarol|voltaren|rennies?|gaviscon|plaster)"
)
INJURED = (
    r"(?:hurt|banged|bumped|knocked|bruised|cut|burnt|burned|scalded|stubbed|trapped|pinched|broken|twisted|sprained"
    r"|pulled|strained|ricked|wrenched|cricked|scraped|grazed|caught|whacked|hit|jarred|done|put|cracked|skinned"
    r"|torn)"
)
LYING_DOWN = (
    r"(?:sleep|rest|lie[- ]down|lay down|lie|nap|doze|snooze|kip|forty winks|shut-?eye|bed|bye-byes|beauty sleep"
    r"|bit of shut-?eye|breather|sit down|sit|siesta|lie in|my pillow|pillow|power nap)"
)
WORN_OUT = (
    r"(?:sleepy(?! head)|exhausted|worn out|wore out|weary|knackered|whacked|jiggered|done in|pooped|drained|drowsy"
    r"|dozy|bushed|fatigued|dead on my feet|out on my feet|asleep on my feet|dead beat|dead to the world"
    r"|all in(?=$| i)"
    r"|wiped out|wiped(?=$)|wrecked|dog[- ]tired|dead tired|bone[- ]tired|zonked"
    r"|(?<!i )(?<!he )(?<!she )shattered(?! (?:glass|my|his|her|the))|puggled|wabbit"
    r"|cream crackered|banjaxed|cattled|tuckered(?: out)?|beat(?=$)|rooted(?=$)|spent(?=$)|run down"
    r"|fagged(?: out)?|fit to drop|ready to drop|flagging|fading|yawning|washed out|lethargic|sluggish"
    r"|puffed(?: out)?|out of puff|out of steam|run out of (?:steam|puff)|done for|done(?= (?:today|tonight)$)"
    r"|(?<=i've )had it(?= for (?:today|the day)|$)|clapped out|burnt out|out for the count"
    r"|running on empty|on my last legs|bone weary|heavy[- ]eyed|sapped|bleary|buggered(?= |$)|frazzled"
    r"|good for nothing|fit for nothing"
    r"|tuckered|wore to a frazzle|wilting|forspent|forjeskit|jaiked|paggered|shagged|ganted|gassed|tired[- ]out)"
)
