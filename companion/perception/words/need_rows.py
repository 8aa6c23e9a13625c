"""What people in care say when they need something, as rows of the table of patterns: a row is a way to say it.

The ways are built from lists (parts of the body, kin, meals, drinks), so that a row stands for a manner of speaking
and not for one sentence. How well they hear is measured by `make evaluate ARGS=needs`.
"""

from companion.perception.words.care_words import (
    BODY,
    DRINK,
    FOOD,
    IM,
    IT,
    KIN,
    LYING_DOWN,
    MEAL,
    MY,
    NOBODY,
    SO,
    SOME,
    THEM,
    THINGS,
    WANT,
    WANT_TO,
)
from companion.perception.words.rows import Pattern, row

# fmt: off
NEED_ROWS: tuple[Pattern, ...] = (
    *row("want_you", 0.3, 0.2, 0.8, "you",
         r"^(?:(?:please|oh|now|aw|well|yes|hello|there|and|just|do|little one|my|darling) )*"
         r"come (?:on )?(?:here|to me|over here|back(?= here| to me| soon|$)|closer|up here|and sit|and lie|sit"
         r"|to mummy)",
         r"(?:stay|sit|sleep|lie|stop|bide) (?:\w+ )?(?:with|by|beside|next to) me",
         r"(?<!to )(?:cuddle|hold|hug) me", r"hold my hand", r"don't go(?: yet| please| darling| love)?$",
         r"don't (?:you )?(?:leave me|go)(?: \w+)?$",
         rf"don't (?:let them )?take {IT} (?:away|off me|from me)",
         r"i (?:just |really |do |only |still )*(?:want|need) (?:you|(?:the|that|my) (?:little )?(?:seal"
         r"|robot))(?! to (?!stay|come|sit|hold|be with|cuddle)| out| away|"
         r" off)(?= |$)",
         rf"i(?:'d| would) (?:like|love) {IT} to (?:stay|come|sit|sleep)",
         rf"{WANT_TO} (?:to )?(?:be able to )?(?:hold|have|stroke|cuddle|hug|keep|pet|kiss|touch) {IT}",
         rf"(?:can|may|could|might) (?:i|we) (?:please |just )?(?:hold|have|stroke|cuddle|hug|keep|pet|kiss|touch"
         rf"|see) {IT}",
         rf"let me (?:just )?(?:hold|have|stroke|cuddle|hug|keep|pet|kiss|touch|see) {IT}",
         r"(?:bring|give|fetch|pass|hand|get) me (?:him|her|you|(?:the|that|my) (?:little )?(?:seal|robot))",
         r"give (?:me|us) a (?:\w+ )?(?:cuddle|hug|kiss|squeeze)",
         r"i(?:'ve| have)(?: been)? (?:so |really )?(?:missed|missing|waiting for|wanting|looking for|longing for) you",
         r"i (?:so |really |do )*(?:missed|miss) you",
         r"where(?: is|'s| has) (?:my |the |that )?(?:little )?(?:seal|robot)",
         r"is it my turn", r"my turn (?:with|for)",
         r"(?:can|could|may|will|would) (?:you|he|she|it) (?:\w+ )?(?:sleep|stay|sit|lie|come) (?:\w+ )*?(?:me|my)",
         unless=r"did you|do you want|don't want|told (?:him|her|them)"),
    *row("lonely", -0.6, -0.3, 0.85, "myself",
         r"(?<!the )(?:lonely|lonesome)(?! (?:road|shepherd|hearts?|planet|island|place|house|hill|cloud|tonight"
         r"|moor))",
         rf"{IM} {SO}(?:alone|on my own|by myself|isolated|invisible|abandoned|unwanted|unloved|forgotten)",
         r"all (?:alone|on my own|by myself)",
         r"(?:alone|on my own|by myself) (?:again|in here|all the time|all day|every day|in the dark)",
         r"(?:sit|sat|sitting|being|left) (?:here |in here )?(?:all )?(?:alone|on my own|by myself)",
         rf"{NOBODY} (?:\w+ )?(?:comes?|visits?|calls?|cares?|talks?|speaks?|bothers?|rings?|phones?|writes?"
         rf"|loves?|listens?"
         r"|remembers?|notices?|needs?) ?(?:me|to|about|for|us|any|an|here|now|at|in|\b)",
         rf"{NOBODY} (?:ever )?(?:wants|needs|loves|likes|asks|sees) (?:me|an old|after)",
         rf"{NOBODY} (?:else )?(?:is here|bothers|has time)",
         rf"(?:there's|there is|there isn't|i've|i have|i haven't|i got)(?: got)? {SO}"
         rf"(?:{NOBODY}|anyone|anybody|a soul) (?:left|to (?:talk|speak|chat|sit|play|be)|here|in the world|any"
         rf" ?more|now|$)",
         r"(?:i've|i have)(?: got)? no (?:friends|family|visitors|company)",
         r"no (?:visitors|company) (?:again|today|all)",
         r"(?:everyone|everybody|they|they've|everybody's|everyone's)(?: have| has| all)* (?:forgotten|abandoned)"
         r" (?:about )?me",
         r"(?:everyone|everybody|all the people) (?:\w+ ){0,2}(?:knew|know|loved) (?:is|are|has|have) (?:\w+"
         r" )?(?:dead|gone|died)",
         r"(?:haven't|not|hardly|never) (?:spoken|talked) to (?:anyone|anybody|a soul)",
         r"(?:haven't|not|hardly) seen (?:anyone|anybody|a soul)",
         unless=r"(?:leave|leaves|left|leaving|let|want to be|rather be|like|likes|love|enjoy|prefer|happy|happier"
         r"|want)"
                r"(?: \w+)? (?:\w+ )?(?:alone|on my own|by myself)|if i were"),
    *row("lonely", -0.5, -0.2, 0.7, "myself",
         r"i miss (?:my|him|her|them|everyone|everybody|home)(?: \w+)?",
         rf"where (?:is|are) my {KIN}",
         r"(?:stay|sit) with me",
         r"don't (?:go|leave me)(?: \w+)?$"),
    *row("missing", -0.5, -0.2, 0.8, "myself",
         r"i (?:really |do |so |still |often |always |just )*miss "
         r"(?!you\b|the (?:bus|train|beginning|start|end|point|post|show|film)|out\b|a (?:trick|thing)"
         r"|nothing)\w+(?: \w+)?",
         r"(?:isn't|not|never|hardly) a day (?:\w+ ){0,3}(?:don't |doesn't )?(?:miss|think of|think about)",
         rf"where(?:'s| is| are|'re| has) (?:{MY} |that )?{KIN}", r"where(?:'s| is) our \w+",
         rf"(?:have|has) (?:you|anyone|anybody|he|she) seen {MY} {KIN}",
         rf"(?:when|why|what time)?(?: is| are| will| does| do|'s| has| hasn't| doesn't| isn't| won't| didn't|"
         rf" haven't)+ "
         rf"{MY} (?:{KIN}|(?!{THINGS})\w+) (?:\w+ ){{0,2}}?(?:come|comes|coming|here|back|rung|ring|rang|phoned|visit"
         rf"|visiting|visited|write|written)",
         r"^(?:\w+ )?(?:is|are|will) (?!the|it|he|she|they|you|there|that|this|lunch|dinner|tea|doctor|anyone"
         r"|somebody|someone|bingo"
         r"|christmas|summer|spring|winter)[a-z]+ (?:coming|come|here|visiting)(?: back| to see me| today| soon|"
         r" tonight| tomorrow| yet| home)*$",
         r"(?:is|are|will|when is|when's|when will) (?:he|she|they) (?:coming|come|be) (?:back|to see me|for me"
         r"|home|soon)",
         rf"i (?:just |only |really |do )*(?:want|need|long for|ache for|wish for|yearn for) (?:to see |to talk to"
         rf" |to be with )?"
         rf"{MY} {KIN}",
         rf"(?:i'd|i would) (?:\w+ )*?to (?:see|hear|hold|talk to) {THEM}(?: \w+)? (?:again|once more|one more time)",
         rf"i want to see {THEM}",
         r"i wish (?:my |our )?(?!you|i\b|it)\w+(?: \w+)? (?:were|was|would|could|wasn't|weren't) (?:still )?"
         r"(?:here|alive|with me|come|visit|ring|call|write|be here|gone|dead)",
         rf"(?:not the same|lost|lonely|nothing|empty|so quiet|lonesome) without {THEM}",
         rf"i (?:keep|can't stop|am always|always) (?:on )?(?:thinking|think|dreaming|dream) (?:of|about) {THEM}",
         r"(?:he|she) (?:would have|would've|'d have) loved (?:you|this)", r"(?:he|she)'d have loved (?:you|this)",
         r"(?:his|her) (?:chair|place|bed|side of the bed) is (?:so )?empty",
         unless=r"did you|don't miss (?:him|her|it|them) (?:he|she)"),
    *row("go_home", -0.5, 0.2, 0.85, "myself",
         r"i(?:'d|'ve|'ll)? (?:just |really |only |do |so |please |still )*"
         r"(?:want|wanna|need|have|must|would like|wish|like|love|ought|should|better|best|had better|long|got"
         r"|gotta|to)"
         r"(?: to| i could)? ?(?:go|get|be|come|be going|be getting|be off|getting|off|return|head)(?: on| off|"
         r" back| going| getting)* home",
         r"(?:i'm|i am) (?:off|away|going) home now", r"i (?:just |only )?want home", r"^(?:please )?home(?: please)?$",
         r"i(?:'d|'ve)? (?:just |really )*(?:want|wanna|need|have|got|ought|must)(?: to)? (?:get|go) (?:back )?to"
         r" my (?:own )?"
         r"(?:house|home|flat|cottage|farm|place)",
         r"(?:take|bring|drive|let|send|get) me (?:go |get |back )*home", r"(?:to )?(?:take|get|bring|drive) me home",
         r"(?:when|can|may|could|why can't|how) (?:do |am |are |can |may |will )?(?:i|we) (?:please )?(?:go|get"
         r"|going|getting) (?:back )?home",
         r"(?:when|why|how) (?:do|can|may|can't|am|will) i (?:get |be )?(?:leave|out|leaving|allowed out|get"
         r" out)(?: of here)?",
         r"let me (?:go|out)(?: of here| home)?$",
         r"let me out",
         r"get me out of here",
         r"i (?:just )?(?:want|need|have|'ve got) to get out(?: of (?:here|this place|there))?$",
         r"(?:won't|don't|doesn't) (?:\w+ )?let me (?:go|out|leave)(?: home)?",
         r"i (?:just |really )?(?:want|need) my (?:own )?(?:home|house|bed)",
         r"i (?:don't|do not|can't) (?:live|belong|want to (?:be|stay|live)|stay) (?:in )?(?:here|this place)",
         r"(?:this|it) (?:isn't|is not|ain't) my (?:home|house|room|place|bed)", r"this is not my (?:home|house)",
         r"(?:where's|where is|where are|fetch|get|bring me) my (?:hat and )?(?:coat|suitcase|outdoor shoes"
         r"|bags)(?! is)",
         r"my (?:mother|mum|mam|wife|husband|father|dad|children|family) (?:will|'ll|must|is|are) (?:be"
         r" )?(?:waiting|wondering|worrying|expecting)",
         unless=r"when i (?:was|got)|i like it here"),
    *row("afraid", -0.7, 0.6, 0.85, "myself",
         r"afraid(?! (?:not|so|that|i|i've|i'm|i'll|i can't|we|he|she|you|it|it's|there|there's|the|this|my|your"
         r"|mr|mrs|dinner)\b)",
         r"(?:scared|frightened|terrified|anxious|worried|nervous|petrified|panicking|panicky|scared stiff"
         r"|trembling|dreading)(?! film)",
         r"(?<!nothing )(?:frightens|scares|scared|frightened|terrifies|terrified|worries|startled|startles) me",
         r"(?:gave|given|giving|gives) me (?:such |quite )?an? (?:\w+ )?(?:fright|scare|turn|shock|start)",
         r"(?:don't|do not|never) feel safe", r"(?:isn't|not) safe here",
         r"(?:somebody|someone|they|they're|he|he's|she's|people|a man)(?: is|'s| are)? (?:\w+ )?(?:coming|trying"
         r"|going|out)? ?(?:to (?:get (?:in|me)|take me|"
         r"hurt me|break in|kill me|harm me))",
         r"(?:somebody|someone|somebody's|someone's|they're|he's|she's) (?:\w+ )?(?:following|watching|chasing"
         r"|after|spying on) me",
         r"don't let (?:them|him|her|it) (?:take|get|hurt|near|touch|send) me", r"don't hurt me",
         r"i (?:don't|do not) want to (?:die|fall)",
         r"something (?:bad|awful|terrible) (?:is going to|will|'s going to) happen",
         r"what if (?:i|they|something)\b(?! \w+ (?:win|won))",
         r"i (?:don't|do not) like (?:it|the dark|being)(?: \w+)* (?:at night|in the dark|thunder)",
         unless=r"nothing (?:scares|frightens)|no need|don't be|if you're"),
    *row("afraid", -0.6, 0.6, 0.8, "anyone",
         r"(?:there's|there is|there was|i saw|i can see) (?:an? |some )?(?:strange )?(?:man|woman|men|person"
         r"|someone|somebody|stranger|people)"
         r"(?: \w+)? (?:in|at|outside|under|behind) my (?:room|bed|window|door|house|wardrobe)",
         r"who(?:'s| is) (?:that|there|this)(?: man| person)? (?:at|in|outside|behind) (?:the|my)",
         r"^(?:please |oh |somebody |someone |for god's sake )*help(?: me)?(?: please)?(?: somebody| someone)?$"),
    *row("afraid", -0.6, 0.6, 0.7, "myself",
         r"(?:i am|i'm) lost",
         r"(?:where am i|i don't know where i am)$",
         r"(?:somebody|someone) (?:is|was) in my room"),
    *row("confused", -0.4, 0.4, 0.8, "myself",
         r"(?:confused(?! (?:by|how|why|what|about (?:how|why|what|the)))|muddled|mixed up(?! with)|bewildered"
         r"|disoriented|befuddled|bamboozled)",
         rf"{IM} (?:all )?{SO}(?:in )?(?:an? )?{SO}(?:muddle|daze|fog|state|lost|at sea|flummoxed)(?! with the)",
         r"(?:my|me) (?:head|mind|brain|memory)(?:'s| is|'s all| feels| has| isn't)* (?:all |gone |so |just "
         r"|completely )*"
         r"(?:in a (?:fog|muddle|whirl|spin)|fuzzy|foggy|muddled|blank|a blur|a muddle|spinning|going|gone|working)",
         r"it's all (?:an? )?(?:blur|muddle|fog|jumble|jumbled|mixed up)", r"all (?:a|in a) (?:blur|muddle|fog)",
         r"(?:can't|cannot|couldn't) (?:think straight|think clearly|make sense|keep track|keep hold|take it in"
         r"|work (?:it|things|anything) out)",
         r"(?:nothing|none of (?:it|this)|it doesn't|this doesn't|things don't) (?:\w+ )?(?:makes?|making) (?:any"
         r" |no )?sense",
         r"(?:lost|losing|lose) track(?: of)?",
         r"(?:i'm|i am|i keep) losing (?:my mind|my marbles|my memory|the thread)",
         r"(?:where am i|where is this(?: place)?|where are we|what's this place|what is this place|which way"
         r" is)(?: now| please)?$",
         r"i (?:don't|do not|can't|cannot|couldn't) (?:even )?(?:know|tell|remember|recall) (?:any more"
         r" )?(?:where (?:i am|i'm|i live|i was|my (?:room|house|home)|to go|this is)|what "
         r"(?:i'm|i am|to do|day|year|time of|month|is happening|is going|'s|i was (?:doing|saying|going)|they"
         r" want)|what's|who i|who"
         r" (?:you are|they are|these)|which way"
         r"|how (?:i|to get)|whether i|if i'm|my (?:own )?(?:name|address|room|age|children|wife|husband|house"
         r"|way)|anything(?! about)|a thing|things$|if it's|"
         r"anyone|why i)",
         r"i (?:can't|cannot|don't) (?:remember|understand)(?: (?:this|any of (?:this|it)|what's"
         r" (?:happening|going on)|what is (?:happening|going on)))?"
         r"(?: any ?more| at all| now| today)*$",
         r"(?:i've|i have|i) (?:forgotten|forgot|forget|keep forgetting) (?:where|what|who|how|why|everything|my"
         r" (?:own )?(?:name|way|room))",
         r"(?:what's|what is) (?:happening|going on)(?: here| now)?$", r"(?:what's|what is) happening to me",
         r"why am i (?:in )?(?:here|this)",
         r"(?:how|when) did i (?:get|come|end up) (?:in )?here",
         r"what am i doing here",
         r"what am i (?:supposed|meant) to",
         r"(?:who are|who're) (?:all )?(?:these|those|they|you) people",
         r"who are (?:these|those) (?:men|women|strangers)",
         r"who am i$",
         r"(?:don't|do not|can't) recogni[sz]e (?:anybody|anyone|anything|this|any of|them|you|myself|the)",
         r"(?:did|have) i (?:already |just )?(?:ask|asked|tell|told|said) (?:you )?(?:that|this)",
         r"what year is it",
         r"i can't follow",
         unless=r"if you're"),
    *row("pain", -0.7, 0.4, 0.85, "myself",
         r"(?:i'm|i am|i feel|i've been) (?:still )?(?:in )?(?:so much |such |a lot of |terrible |awful |constant "
         r"|bad |dreadful |some |a bit of )*"
         r"(?:pain|agony)",
         r"(?:it|that|this) (?:really |still |does |always |just )*(?:hurts?|aches|stings|burns)(?! my| his| her|"
         r" to)(?: so| here| there| me| when| a| something| like|$)",
         rf"{MY} {BODY}(?: and {BODY})?(?:'s| is| are|'re|s)? (?:so |really |still |always |both |just |do "
         rf"|does |all |bad |starting to |keeps? )*"
         r"(?:hurts?|hurting|aches?|aching|throbs?|throbbing|stings?|stinging|burns?|burning|killing me|playing"
         r" up|pounding|splitting|giving me)",
         rf"{MY} {BODY}(?:'s| is| are|'re| feels?| feel|s)? {SO}(?:sore|painful|tender|stiff|agony|bad today"
         rf"|swollen|raw|in agony)",
         rf"(?:i|i've|i have|i(?:'ve| have)? got|with) {SO}(?:an? )?(?:such an? |terrible |bad |awful |bit of an?"
         rf" |sore |splitting |shocking |dreadful |nasty )*"
         rf"(?:headache|toothache|backache|earache|stomach ?ache|tummy ?ache|belly ?ache|bellyache|migraine"
         rf"|cramps?|heartburn|sore {BODY}|{BODY} ache|pains?)",
         r"(?:there's|there is|i've|i have|i get|i(?:'ve| have) got|i'm getting|i feel) (?:this |an? |such |these"
         r" |some |all these |awful |terrible |sharp |bad |dreadful |shooting |stabbing )*"
         r"(?:pains?|aches?|twinges?)(?: in| here| there| all|$)",
         rf"(?:pain|ache|pains) in (?:my|me) {BODY}",
         r"the pain(?:'s| is| has)? (?:\w+ )?(?:back|bad|worse|terrible|awful|unbearable|dreadful|come back"
         r"|started)",
         r"(?:something|anything|tablets?|pills?) for (?:the|my|this) (?:pain|head|back|headache)",
         r"aches and pains (?:all over|today|again|this)",
         r"you(?:'re| are) hurting(?: me| my \w+)?", r"(?:hurting|hurts) me", r"i(?:'ve| have)? hurt (?:myself|my)",
         r"(?:giving me|give me) (?:gyp|jip|hell|grief|what for|trouble today)",
         r"^(?:(?:oh|no|please|mind) )*(?:ouch|ow+|owch|yow)(?: (?:ow|ouch|that|mind|my|it|me|you|stop).*)?$",
         unless=r"(?:doesn't|didn't|don't|won't|wouldn't|isn't|aren't|not) (?:\w+ ){0,2}(?:hurt|ache|sore"
         r"|hurting|painful)|feelings"),
    *row("tired", -0.1, -0.6, 0.8, "myself",
         r"(?:tired|sick and tired)(?! of| old)",
         r"(?:sleepy(?! head)|exhausted|worn out|weary|knackered|whacked|jiggered|done in|pooped|drained|drowsy"
         r"|bushed"
         r"|fatigued|dead on my feet|dead beat|all in$|wiped out|dog-tired|zonked|shattered(?! glass)|cream crackered)",
         rf"(?:i(?:'d| would| could| should)?|i'm|i am) (?:just |really |only |do |think |so |i'll |do )*(?:want"
         rf"|need|like|love|ready|fancy|could do with|do with|long|dying|off|going)"
         rf"(?: to| for)? ?(?:to |a |an |my |have |go |get |for |take |little |some |good |nice |bit of |long"
         rf" )*{LYING_DOWN}",
         r"(?:i'll|i will|i might|i must|i'd better|let me|can i|may i|could i)(?: just| please)? (?:have|take|go"
         r"|get|to|lie|go for|close|shut|rest) "
         r"(?:down|(?:to |a |an |my |for |little |some |good |nice |bit of |have )*(?:sleep|rest|lie down|nap"
         r"|doze|snooze|kip|forty winks|bed|eyes))",
         r"(?:time for|going to|off to|ready for|time i was in) (?:my |a )?(?:bed|nap|lie down|sleep|rest)(?! now"
         r" little)",
         r"(?:didn't|did not|haven't|have not|couldn't|could not|can't|cannot|hardly|not|never|don't) (?:get"
         r" )?(?:\w+ )?(?:sleep|slept|sleeping|had (?:any|a wink of) sleep)(?! with)",
         r"(?:awake|up) all night",
         r"(?:(?:can |could )?(?:hardly|barely) |can.t )(?:keep|hold) my eyes open",
         r"my eyes (?:are|keep) (?:\w+ )?(?:heavy|closing|shutting|dropping|drooping)",
         r"(?:no|haven't (?:any|the)|haven't got the|got no|without any) (?:energy|strength|go)(?: left| in me|"
         r" today)?$",
         r"no energy left",
         r"(?:nodding|dropping|drifting|falling) (?:off|asleep)",
         unless=r"(?:he|she|they|grandson|baby) (?:never|doesn't|didn't|don't|can't|couldn't) sleep"),
    *row("hungry", -0.2, 0.1, 0.85, "myself",
         r"(?:hungry|starving|famished|peckish|ravenous)(?! (?:for (?!food|my|some)|caterpillar|work|hippo"
         r"|herself|himself|years))",
         rf"{WANT} {SOME}{FOOD}(?! time| money)", rf"{WANT} (?:please )?(?:to )?eat",
         r"i (?:have not|haven't|have hardly|'ve not) (?:eaten|been fed|had (?:any|my|a|a bite|a thing|any of my"
         r"|anything|no)(?: to)? ?"
         r"(?:breakfast|lunch|dinner|supper|food|eat|bite|meal|pudding|tea))",
         r"(?:i've|i have) not (?:eaten|had (?:my|any) \w+)",
         rf"(?:had|have|got|given me) (?:nothing|not a thing|not a bite|no {MEAL}|no)(?: to eat| since)",
         rf"(?:nobody|no ?one|they|nobody's|no one's|they've)(?: has| have| haven't| never| not)* (?:brought|bring"
         rf"|given|give|fed|feed|got|made) me"
         rf"(?: any| anything| my| some| a)*(?: to eat| {MEAL}| {FOOD}|$)",
         r"(?:could|can) (?:just )?eat (?:a horse|a|you|anything|something|now|that)", rf"where(?:'s| is) my {FOOD}",
         rf"is it (?:nearly |almost )?(?:{MEAL})(?: ?time)? yet", r"when do we eat", r"when are we eating",
         r"(?:tummy|stomach|belly)(?:'s| is| keeps|s)? (?:\w+ )?(?:rumbling|empty|growling|grumbling)",
         rf"{FOOD} would be (?:so |very )?(?:lovely|nice|grand|welcome)",
         unless=r"you can't have|couldn't eat|enough to eat|don't want"),
    *row("thirsty", -0.2, 0.1, 0.85, "myself",
         r"(?:thirsty(?! work| for knowledge)|parched|dehydrated|gasping|dying of thirst|dry as a bone)",
         rf"{WANT} {SOME}{DRINK}(?! for (?:him|her|them|the)| towel| bottle)", rf"{WANT} (?:please )?(?:to )?drink",
         rf"(?:my|me) (?:mouth|throat|lips|tongue)(?:'s| is| are| feels?)? {SO}(?:dry|parched)",
         r"(?:haven't|have not|had|not had|i've had) (?:had )?(?:nothing|a drop|anything|a thing|any) to drink",
         r"(?:haven't had|i need) (?:a|my|any) (?:drink|tea|coffee|water)",
         rf"{DRINK} would (?:be (?:so |very )?(?:lovely|nice|grand|welcome)|go down)",
         r"where(?:'s| is) my (?:tea|coffee|drink|water|cup of tea|cuppa)",
         rf"is there (?:any|some|a) {SOME}?(?:{DRINK})(?: going| left| about| for me|$)",
         unless=r"don't want|enough to drink"),
    *row("leave_me", -0.4, 0.1, 0.85, "you",
         r"(?<!never )leave me (?:alone|be|in peace)",
         r"(?<!rain )go away(?! on| for| with| to)",
         r"let me (?:be|alone)(?= |$)(?! (?:the|a|with|your|near))",
         r"^(?:please |no |oh )*stop(?: it| that| now| moving| please)?$",
         r"(?:stop (?:it|that)|that's enough|be quiet|keep quiet|shut up|pipe down|don't touch me)$",
         r"(?:just|oh|please|now|and|do) (?:be quiet|shut up)",
         r"(?:stop|quit) (?:\w+ )?(?:fussing|bothering|pestering|annoying|staring|following|that (?:noise|racket"
         r"|row)|making (?:that|a) (?:noise|racket))",
         r"(?:don't|do not|stop) (?:you )?(?:touch|touching|bother|bothering|pester|pestering|disturb|disturbing"
         r"|fuss|fussing|come near)(?: me| with me|$)",
         r"i (?:just |really |only )?(?:want|need)(?: to be| to have| a bit of| some| a little)* (?:be )?(?:left"
         r" )?(?:alone|on my own|by myself|peace|quiet|time to myself|space|left in peace)",
         r"(?:i'd|i would) (?:just |much )?(?:like|rather|prefer)(?: to)? (?:be |have )?(?:left )?(?:alone|on my"
         r" own|by myself|some peace|a bit of peace)",
         r"i (?:don't|do not) want (?:to be (?:bothered|disturbed|touched|fussed)|any company|company|you (?:here"
         r"|near)|anyone near|(?:to )?see anyone)",
         r"get off(?: me| of me| my (?!chest)\w+)?$",
         r"get (?:it |him |her |that |this |that thing |this thing )?(?:away|off)(?: from)?(?: of)? me",
         r"get (?:it|that thing|this thing|that) (?:out of here|away)",
         r"get out(?: of my (?:room|sight|way))?$",
         r"get out of my (?:room|sight|way)",
         r"(?:clear|buzz|push|shove|bugger|sod|piss|naff) off|be off with you|^(?:(?:oh|just|now|you) )*get lost$",
         r"(?:scram|hop it|on your bike|go to hell|give over)",
         r"(?:take|put) (?:it|him|her|that|this|that thing|this thing|the seal) (?:away|down|out of here)",
         r"(?:take|put) (?:that thing|this thing|the seal) back",
         r"(?:had|i've) (?:quite |just )?enough of (?:you|this thing|it)",
         r"^not now(?: please| thank you| dear| love)?$",
         r"^not today (?:thank you|thanks|dear)",
         unless=r"(?:or|to) (?:just )?shut up|^(?:shall|should|can|may|would|could) (?:i|you|we)"
         r"|i'd shout|(?:i|he|she) told|the"
         r" (?:next|bus|train)"),
)
# fmt: on
"""Ways to say a need."""
