"""Rows of the body: being in pain, and being tired."""

from companion.perception.words.body_words import (
    A_PAIN,
    AILMENT,
    BODY,
    HURTS,
    INJURED,
    LYING_DOWN,
    MOVES,
    SOOTHING,
    WORN_OUT,
)
from companion.perception.words.care_words import IM, MY, SO
from companion.perception.words.rows import Pattern, row

_THE = (
    rf"(?:{MY}|this|that|these|this here|both my|all my|one of my|the back of my|the side of my"
    rf"|the whole of my|the small of my|the inside of my|these old|the|me)"
)
_STILL = (
    r"(?:so|really|still|always|both|just|do|does|all|bad|starting to|keeps?|been|has been|have been|are|is"
    r"|feels?|feel|feeling|gets?|getting|got|gone|has|have|sure|right|fair|fairly|very|that|too|something|proper"
    r"|absolutely|pure|quite|ever so|pretty|half|goes?|going|a bit|a little|like|as if|playing|be|seems?|me|well"
    r"|pure|only|terrible|awful|dreadful|is all|'s all|a|an|now|the|day|today|this|morning|had|went|rightly|wild"
    r"|wile|fierce|fair)"
)

# fmt: off
PAIN: tuple[Pattern, ...] = (
    *row("pain", -0.7, 0.4, 0.85, "myself",
         r"(?:i'm|i am|i feel|i've been|been|i'm still|left me|still|sitting here|lying here|i'm lying) (?!your"
         r"|his|her|their)(?:in )?(?:so much |such |a lot of |terrible |awful |constant |bad |dreadful |some "
         r"|a bit of |a deal of |real |absolute |a world of |terrible bad |that much |a fair bit of "
         r"|a good bit of )*(?:pain|agony|torment|torture|misery with my)",
         rf"{IM} {SO}(?:aching|hurting|sore|stiff as a board|stiff as a poker|crippled|doubled up|bent double"
         rf"|racked with|riddled with|in bits with|in agonies?|in torment|black and blue|one big (?:ache|bruise)"
         rf"|a martyr to|suffering (?:with|from|terrible|something|dreadful|bad|awful|today)|stiff and sore"
         rf"|all aches|sore all over|in a bad way with|bad with (?:my|the)|plagued (?:with|by)|tormented with"
         rf"|a mass of|throbbing|stiff)(?= |$)(?! (?:loser|point|thumb|subject))",
         r"(?:it|that|this|everything|everywhere|all of it|something|me|i)(?:'s)? (?:(?:really|still|does|always"
         r"|just|all|do|only|not half|don't half|doesn't half|never stops|sure|didn't half|been|is|doesn't half"
         r"|so) )*(?:hurts?|hurting|aches?|aching|stings?|stinging|burns|smarts?|smarting|throbs|nips|nipping"
         r"|throbbing|burning|killing me|agony|excruciating|agonising|agonizing|sore|painful)(?! my (?:feelings"
         r"|heart|pride)| his| her| to (?:see|watch|think|ask|look|try)| loser| point)(?= so| here| there| me"
         r"| when| a| something| like| all| to| down| in| up| every| where| right| too| and| bad| badly"
         r"| terrible| awful| that| whenever| if| everywhere| again| worse| more| now| today| nurse| please"
         r"| dear| love| sometimes| at| this| just| under| the| on| from|$)(?<!me so)",
         rf"{_THE} (?:[\w']+ and )?{BODY}(?: and (?:my )?{BODY})?(?:'s|'re|s)? (?:{_STILL} )*{HURTS}(?= "
         rf"|$)(?! (?:money|temper|news|weather|at cards|luck|idea|manners|language|penny|day's|for (?:him|her)))",
         rf"(?:{_THE}|the|i'm a martyr to my|suffer with|suffering with|this|them|bad with (?:my|the)) (?:(?:old"
         rf"|bad|flaming|damp|wretched) )?{AILMENT}(?:'s|'re|s)? (?:{_STILL} )*(?:{HURTS}|back|at it|on me"
         rf"|in my)(?= |$)",
         rf"(?:i|i'm|i've|it's|i(?:'ve)? got|got|with|having|have|get|getting|had|gives me|giving me|this"
         rf"|terrible|there's|feel|feeling|these|them|those|no end of|such|another|suffering|such a|awful|bad"
         rf"|shocking) (?:(?:a|an|the|such|got|this|that|some|still|these|all|terrible|awful|bit|of|one|sharp"
         rf"|bad|dreadful|nasty|shooting|stabbing|right|touch|twinge|my|splitting|another|terrible bad|sore"
         rf"|wicked|real|cruel|dull|constant|nagging|horrible|shocking|dose|pounding|blinding|thumping|fierce"
         rf"|lot|little|wee|desperate|big|ferocious|hell|gnawing|griping|burning|throbbing|killer|bugger"
         rf"|pulled) )*{A_PAIN}(?= |$)(?! (?:in the (?:neck|backside|arse|bum|bottom|butt|rear)|neck|for nothing"
         rf"|gone|is gone|went|that (?:crossword|jigsaw|puzzle)|loser|away|goes away|free|au|was a|today$(?<=no)"
         rf"|sandwich|aux))",
         rf"(?:bad|sore|terrible|cruel|wicked|desperate|murder|shocking|awful|paining|stiff) (?:all )?(?:down"
         rf"|across|round|behind|in|at|with) (?:my|this|these) (?:[\w']+ )?{BODY}(?= |$)",
         rf"^it's (?:my|this|these|the old) (?:[\w']+ )?(?:{BODY}|{AILMENT})(?: again| nurse| it's| see)*$",
         rf"(?:{BODY}) of mine(?:'s| is|'re| are)? (?:{_STILL} )*{HURTS}",
         rf"(?:can't|couldn't|won't) (?:stand|bear|stick|take|put up with) (?:it|this (?:{BODY}|pain|ache)"
         rf"|the pain)(?= |$) (?:[\w']+ )*?(?:pain|ache|anymore|any longer|it hurts)",
         rf"(?:something|anything) for (?:this|my|me) (?:[\w']+ )?{BODY}",
         rf"(?:something|anything|tablets?|pills?|cream|rub|wee pill|a pill|injection|spray|gel|drops|medicine"
         rf"|summat) for (?:the|my|this|these) (?:pains?|aches?|{BODY}|{AILMENT}|headache|toothache|cramps?"
         rf"|soreness|stiffness)(?= |$)",
         r"(?:aches and pains|aches? and aches?)(?: all over| today| again| this| from|$)|more aches|pain (?:all"
         r"|in (?:my|me|the (?:side|chest|back|hip|knee|leg|foot|night|small))|down my|up my|across my|when i"
         r"|here|just here|right here|under my|behind my|round my|through my)|pains? (?:is|are"
         r"|'s) (?:[\w']+ )?(?:back|bad|worse|terrible|awful|unbearable|dreadful|come back|started|killing"
         r"|something|shocking|cruel|driving|wicked|keeping|here|too much|at me|in my|no better|that bad|so bad)"
         r"|pain (?:has )?(?:started|never|won't|doesn't|comes|shoots|goes right|keeps|wakes|woke|kept)(?= "
         r"|$)(?! away)",
         rf"(?:can't|couldn't|can hardly|can barely|hardly|barely|unable to|scarcely|not able to|struggle to"
         rf"|struggling to|can scarce|hardly able to"
         rf"|i can't hardly) (?:[\w']+ )?(?:bear to )?{MOVES} (?:[\w']+ ){{0,2}}?(?:on |with |down on "
         rf"|out )?(?:{_THE} |it|on it|onto it)?(?:{BODY})?(?: [\w']+){{0,2}}?(?: for the (?:pain|ache|agony)"
         rf"| with the (?:pain|ache|arthritis|agony)| without (?:it |them )?(?:hurting|pain|crying|yelling"
         rf"|it killing|wincing|screaming)| on it(?= |$)|(?<=neck)|(?<=knee)|(?<=knees)|(?<=leg)|(?<=back)"
         rf"|(?<=hip)|(?<=hips)|(?<=arm)|(?<=arms)|(?<=hand)|(?<=hands)|(?<=fingers)|(?<=foot)|(?<=feet)"
         rf"|(?<=shoulder)|(?<=head)|(?<=wrist)|(?<=ankle)|(?<=comfortable))(?= |$)(?! (?:of|round the|up to))",
         r"(?:hurts?|kills me|agony|murder|killing me|torture|painful|pain|yell|wince|cry out"
         r"|scream) (?:[\w']+ )?(?:to|when i|every time i|whenever i|if i|as soon as i|each time i"
         r"|even to) (?:[\w']+ )?(?:move|breathe|walk|sit|stand|bend|cough|swallow|turn|lie|touch|get up|eat"
         r"|chew|lift|laugh|sneeze|pee|swallow|step|put|blink|stretch|pass|go to the)",
         r"(?:it's |just |feels? |is |'s )*(?:like|as if) (?:[\w']+ ){0,5}?(?:knife|knives|needles?|hot poker"
         r"|poker|red[- ]hot|fire|toothache|being stabbed|stabbing|sticking|hammer|hammering|drill|nail|nails"
         r"|broken glass|razor|vice|electric shock|burning|a truck|been kicked|been run over|twisting|pins"
         r"|daggers?|barbed wire|hot coals|lava|splitting|a ton of bricks)(?= |$)(?! (?:and butter|station"
         r"|brigade))",
         r"you(?:'re)? hurting (?:me|my [\w']+)|(?:hurting|hurts|paining|pains) me(?= |$)|that hurt(?: me|$)"
         r"|(?:you're|you) (?:pressing|leaning|standing|sitting|pulling|squeezing|gripping"
         r"|lying) (?:[\w']+ )?(?:on |too (?:hard|tight) ?)?(?:on |my )*(?:my )?(?:bad|sore|foot|leg|arm|chest"
         r"|toe|stomach|hair|hip|knee|hand|bladder)",
         rf"i(?:'ve| have)? (?:just |gone and |been and |only |went and |must have )*{INJURED} (?:[\w']+ )?(?:my"
         rf"|me|myself|a muscle|a nerve)(?: (?:{BODY}|back out|back in|back|self))?(?= |$)(?! (?:hair|name"
         rf"|foot down|foot in|feet up|nails|faith|trust|money|teeth in|hand (?:up|in|to)|head (?:round|down)"
         rf"|finger on|cards|coat|glasses|heart into"
         rf"|knitting))(?<!put my)(?<!done my)(?<!put me)(?<!done me)(?<!caught me)(?<!hit me)(?<!caught"
         rf" my)(?<!cut my)(?<!hit my)(?<!got my)",
         r"(?:giving me|give me|gives me|gave me|given me) (?:[\w']+ )?(?:gyp|jip|hell|grief|what for"
         r"|trouble today|jesse|gip|merry hell|bother|stick|beans|the divil|some (?:bother|trouble|grief)"
         r"|a hard time|no (?:peace|rest)|trouble (?:again|tonight|with)|awful bother)(?! (?:for (?:not|being)))",
         r"^(?:(?:oh|no|please|mind|god|jesus|mother of god|ah|ooh|hey|lord) )*(?:ouch|ow+|owch|yow|yowch"
         r"|ouchie|ooyah|oo+ya|aa+h+|argh+|aargh+|ooh)(?: (?:ow|ouch|that|mind|my|it|me|you|stop|hurts|oh"
         r"|careful|watch|easy|the|nurse|not).*)?$(?<!^ooh)(?<!^ooh it)(?<!^aah)",
         rf"^(?:(?:oh|ooh|ow|ouch|ah|aah|oof|och|god|jesus|lord|mother of god|dear|my god|goodness"
         rf"|argh) )+{MY} (?:[\w']+ )?(?:{BODY}|{AILMENT})(?: (?:oh|ow|{MY}|the|please|nurse|lord|god|dear"
         rf"|(?:[\w']+ )?{BODY}))*$",
         rf"(?:mind|watch|careful (?:of|with|on)|easy (?:on|with)|gently (?:with|on)|go easy (?:on|with)"
         rf"|be gentle with|don't (?:touch|press|knock|bump|pull|squeeze|move|lean on|sit on|lie on|bend)|that's"
         rf"|it's|gentle with|not|not on|stop pulling|stop pressing|ease off|let go of) (?:my|me) (?:bad |sore "
         rf"|poor |poorly |dodgy |gammy |crook |dicky |bung |old |arthritic |broken )+{BODY}",
         rf"(?:mind|careful (?:of|with)|easy (?:on|with)|gently (?:with|on)|go easy (?:on|with)|watch) (?:my"
         rf"|me) {BODY}(?= |$)(?! (?:your own))",
         rf"(?:i(?:'ve| have)?(?: got)?|got|have|i(?:'ve)? a|with) (?:got )?(?:a |an )?(?:terrible |awful "
         rf"|shocking )?(?:bad|sore|poorly|dodgy|gammy|crook|dicky|bung|bum|painful|stiff|swollen|aching"
         rf"|throbbing|burning|gouty|busted|banged-up|septic) {BODY}(?= |$)(?! (?:habit|at (?:cards|maths)"
         rf"|for (?:music|business|figures)))",
         r"(?:every|each) (?:bone|joint|bit|inch|muscle|part|step|movement|move)(?: [\w']+){0,5}? (?:hurts?"
         r"|aches?|sore|aching|hurting|agony|killing|torture|stiff|screams?|pain|murder|painful|complaining)",
         rf"(?:something|what's|there's (?:something|summat)|somethin)(?: [\w']+)? (?:wrong|the matter|not right"
         rf"|up|amiss) with (?:my|me) {BODY}(?= |$)(?! (?:ing|aid))",
         rf"(?:trouble|bother|problems?|suffer|suffers|suffering|trouble again|jip|gyp|agony|murder|martyr"
         rf"|terrible) (?:[\w']+ )?(?:with|from|to|off|in) (?:my|me|the|this|these) (?:[\w']+ )?(?:{BODY}"
         rf"|{AILMENT})(?= |$)(?! (?:of|over))",
         rf"(?:need|want|can i have|could i have|give me|where's my|where are my|get me|bring me|have you got"
         rf"|any|time for|due|more|another|some|fetch|my|take|is it time for|when's|got|could do with"
         rf"|pass me) (?:[\w']+ ){{0,3}}?{SOOTHING}(?= |$)(?! (?:for (?:him|her|them)|of paris))",
         rf"(?:rub|massage|kiss|put (?:something|some [\w']+) on|do something (?:about|for|with)|look at"
         rf"|have a look at|see to|take a look at|ease|do owt for) (?:it better|(?:my|me|this) (?:sore |poor "
         rf"|bad )*(?:{BODY}|{AILMENT}))(?= |$)(?! (?:hand|hands$))",
         r"(?:make (?:it|the (?:pain|hurting|hurt)) (?:stop|better|go away)|take (?:the|this) pain away"
         r"|kill the pain|stop the pain|ease the pain|dull the pain|something to ease|i can't (?:bear|stand"
         r"|take) (?:the|this|it) (?:pain|ache|any longer|hurting)|more than i can bear)",
         rf"(?:my|me|this) (?:{BODY})(?:'s|s)? (?:[\w']+ )?(?:went|gone|go|give|gave|popped|cracked|cricked"
         rf"|locked|given) (?:[\w']+ )?(?:out(?! for)|on me|under me|again$|when i|way)(?= |$)|(?:put|done"
         rf"|did) (?:my|me) (?:back|hip|neck|knee|shoulder) (?:out|in|again)",
         r"(?:the|my|them|these|those|this) (?:new )?(?:shoes?|dentures|teeth|collar|ring|boots?|slippers?"
         r"|stockings?|bandage|straps?|cushion|brace|cast|plaster|belt|catheter|hoist|sling|chair)(?:'s| is| are"
         r"|'re)? (?:[\w']+ )?(?:rubbing|pinching|digging|too tight|hurting|hurts?|cutting|nipping|biting"
         r"|chafing|crippling|killing|murder|torture|agony)(?= |$)",
         unless=r"(?:doesn't|didn't|don't|won't|wouldn't|isn't|aren't|not|never|no longer|stopped|stops"
         r"|wasn't) (?:[\w']+ ){0,2}(?:hurt|ache|sore|hurting|painful|hurts|aching|giving|too bad|so bad|bad"
         r"|troubling|bothering)(?! as)|feelings|sore (?:point|subject|loser|thumb)|pain(?:'s| is"
         r"| has)? (?:[\w']+ )?(?:gone|gone away|eased|better|went|stopped|finished)|painful (?:to watch|memory"
         r"|subject)|wouldn't hurt|can't hurt|what a headache|head (?:over heels|in the clouds)|all ears"
         r"|cost an arm|(?:pulling|pull) my leg|break a leg|growing pains|painting|painkiller advert|heart(?:'s"
         r"| is)? (?:broken|breaking|set)|broke my heart|burning (?:question|the)|burn(?:ing)? (?:toast|dinner)"
         r"|on fire (?:when|with) (?:he|she)|ears (?:are|were|must be) burning|itching|in the neck"
         r"|in the backside|in the arse|touch wood|much better|hair|tongue|bee|old wound|bottom of"
         r"|back in (?:the|19|my)|back (?:then|home)|(?:grand|great|fine) (?:now|today)|head for|at heart"
         r"|bad penny|in stitches|with tears|had me in|stiff drink|stiff upper|stiff competition"),
)

TIRED: tuple[Pattern, ...] = (
    *row("tired", -0.1, -0.6, 0.8, "myself",
         r"(?:tired|sick and tired)(?! of| old| and emotional)",
         rf"{WORN_OUT}(?! (?:every|all his|the (?!day)|of (?:it|this|you|hearing)|joke|excuse|phrase|road"
         rf"|my options|his|her))",
         rf"(?:i(?:'d| would| could| should| need to| think i'll| might|'ve)?|i'm|i am|let me|i'll|all i want"
         rf"|if i could|wish i could|all i need) (?:(?:just|really|only|do|think|so|i'll|do|could|right|fair"
         rf"|badly|is|was|be|easily|happily|seriously|fairly|need|would|still) )*(?:want|need|like|love|ready"
         rf"|fancy|could do with|do with|long|dying|off|going|wanting|needing|longing|due|crying out|desperate"
         rf"|think|use|gasping|murder|needs|have|take|go|get|better|half|about ready|fit|aching|dropping"
         rf"|think it's time|reckon it's time)(?: to| for| is| off to)*(?: (?:to|a|an|my|have|go|get|for|take"
         rf"|little|some|good|nice|bit|of|long|wee|quick|decent|proper|lovely|be|in|into|back|off|soft|early|put"
         rf"|put to|fall|just|catch|grab|snatch|power|afternoon|night's|sneak|wee bit|that|crawl|climb|jump"
         rf"|the))* {LYING_DOWN}(?= |$)(?! (?:of roses|on it|beside me|with (?:you|the enemy)|to you"
         rf"|and breakfast|by me|here with|is history|my case|room|pan|sheets|changed|made|here beside|to me"
         rf"|mate))",
         r"(?:i'll|i will|i might|i must|i'd better|let me|can i|may i|could i|i think i'll|shall i|mind if i"
         r"|i'd like to|i want to|i need to|i'm going to|i'm gonna|i should|need to|time to|time i"
         r"|i just want to|i'm away to|must|better|i'd love to|going to|ready to|i could|just want to|off to"
         r"|i'm fit to|about to|i'm about to|like to) (?:[\w']+ )?(?:just |please |go and |go "
         r"|be )*(?:have (?:a |my |me |forty |a wee |a little |a quick |a nice )*(?:sleep|rest|lie[- ]down|lie"
         r"|nap|doze|snooze|kip|winks|sit down|breather|shut-?eye|lay down|siesta)|take (?:a |the |my )*(?:nap"
         r"|rest|load off)|go to (?:sleep|bed|my bed)|go (?:for a|and have a|up to|off to) (?:wee "
         r"|little )?(?:lie|nap|sleep|rest|bed|my bed|kip|doze)|get (?:to|into|in|back to|off to|myself to|some"
         r"|a bit of|me to) (?:my )?(?:bed|sleep|rest|shut-?eye|kip)|lie (?:down|back)|lay (?:down|my head)"
         r"|put my (?:feet up|head down)|(?:close|shut|rest) (?:my|me) (?:[\w']+ )?(?:eyes|legs|feet|head|bones"
         r"|weary)|rest(?= now| a| for| my| please|$)|nod off|drop off|doze|doze off|drift off|turn in"
         r"|hit the (?:hay|sack)|hit the|crash|conk out|flake out|snooze|kip|nap|retire(?= now| for|$)"
         r"|sleep(?= now| for| all| till| right| a|$)|get my head down|curl up|call it a (?:day|night)"
         r"|bed(?= now| please|$)|sit down before|collapse|go up(?= now|$)|drop(?=$)|crawl into bed"
         r"|be off to bed|stretch out|sit (?:and rest|a while))(?= |$)(?! (?:to the news|on it|beside you))",
         r"(?:time for|going to|off to|ready for|time i was in|up to|away to|dying for|need|want|for|back to"
         r"|get me to|put me (?:in|into|to|back to|back in|back into)|take me (?:to|up to|back to)|help me (?:to"
         r"|into|in|back to|get to)|get me (?:to|into|in|back to|back into)|can i go to|wheel me to"
         r"|when can i go to|let me go to|see me to|long for|miss|want my|need my|is it|isn't it|nearly"
         r"|wish i was in|wish i were in|wish it was|straight to|into|it's past|way past|past"
         r"|let me have) (?:my |a |me |your |an |bit of |some |early |little |wee |warm |good )*(?:bed|nap"
         r"|lie[- ]down|sleep|rest|bedtime|kip|snooze|early night)(?= |$)(?! (?:now little|time story|story"
         r"|and breakfast|of roses|you go|little one|sweet|pan|made|changed|with (?:a|the) (?:book|hot)|he|she"
         r"|for (?:him|her|you)))(?<!for bed)(?<!for a nap)(?<!for rest)(?<!for sleep)(?<!time for my nap)"
         r"|ready for (?:my )?bed|time for (?:my )?(?:bed|a nap|my nap|a sleep|a lie|a wee)|for my bed",
         r"(?:didn't|haven't|couldn't|can't|hardly|not|never|don't|barely|had no|scarcely|no|without"
         r"|can't seem to|wasn't|haven't had) (?:[\w']+ ){0,3}?(?:sleep(?! with| in (?:the|a) (?:garden|tent))"
         r"|slept|sleeping|a wink|winks?|get off(?= till| until| last|$| at)|drop off|nod off|settle last"
         r"|rest last|enough rest|any rest|proper rest|much rest|much sleep|any sleep)(?= |$)(?! (?:through"
         r"|in (?:a|the) (?:bed|tent)|well enough|for (?:excitement|laughing)))",
         r"(?:awake|up|wide awake|tossing and turning|tossed and turned|been up|lay awake"
         r"|lying awake) (?:[\w']+ )?(?:all (?:last )?night|half the night|most of the night|the whole night"
         r"|since (?:[\w']+ )?(?:o'clock|four|five|three|two|dawn|six|one|crack|early|[\w']+ this morning)"
         r"|till (?:all hours|two|three|four|dawn|one|the small)|through the night|all hours|for hours)"
         r"|sleepless night|(?:bad|rough|terrible|broken|poor|dreadful|rotten|shocking) night(?:'s (?:sleep"
         r"|rest))?(?= |$)|tossing and turning|tossed and turned|had me up (?:all|half)|wee small hours"
         r"|up with the (?:lark|birds|cows)",
         r"(?:(?:can |could )?(?:hardly|barely|scarcely|scarce|just about|not) |can't (?:hardly |barely "
         r"|seem to )?|struggling to |trying to |struggle to |fighting to |keep trying to )(?:keep|hold|stay"
         r"|lift|raise|prop|put one|stand|sit|open) (?:my |me |myself |these )?(?:[\w']+ )?(?:eyes|eyelids|head"
         r"|awake|lids|foot in|upright|up straight|up any|feet)(?: (?:open|up|awake|upright|any|another|in front"
         r"|off|from|a))*",
         r"(?:my|me|these) (?:[\w']+ )?(?:eyes|eyelids|lids|head|peepers)(?:'s|'re| are| keep| is| feel| keeps"
         r"| won't| just| feels)* (?:[\w']+ ){0,3}?(?:heavy|closing|shutting|dropping|drooping|going|like lead"
         r"|shut|open|nodding|gritty|burning with|stay open|falling|droopy|like sandpaper|closed|weigh)(?= "
         r"|$)(?<!not shut)(?! (?:bad|blind|round|wide|to the (?:doctor|optician)))",
         r"(?:no|haven't (?:any|the|an ounce of|a bit of)|haven't got (?:the|any|an ounce of)|got no|without any"
         r"|not an ounce of|no more|lost all my|zero|hadn't the|have no|got zero|run out of|no bit of"
         r"|not a bit of|my get up and) ?(?:energy|strength|go|puff|oomph|pep|steam|life|bounce|get up and go"
         r"|stamina|spark|zip|power|vim|go has gone)(?: left| in me| today| at all| for (?:it|anything|nothing"
         r"|that)| to|$)(?! (?:bill|company))",
         r"no energy left|my battery(?:'s| is)? (?:[\w']+ )?(?:flat|dead|low|gone|run)|(?:batteries"
         r"|battery) (?:[\w']+ )?(?:flat|ran|run|need)|run out of (?:steam|puff|go)|(?:get[- ]up[- ]and[- ]go"
         r"|go) (?:has |'s )?(?:got up and|gone|went)|tank(?:'s| is) empty|nothing left in the tank"
         r"|feel about (?:a hundred|ninety|a thousand)|legs (?:are |feel |have )?(?:[\w']+ )?(?:like (?:lead"
         r"|jelly|concrete|water)|gone to|heavy as|weigh)|heavy as lead|every (?:step|bone) is (?:an effort"
         r"|heavy|weary)|everything(?:'s| is) (?:an effort|such an effort|too much effort)|(?:weary|tired|tiring"
         r"|wearying) (?:bones|to my bones|to the bone)",
         r"(?:nodding|dropping|drifting|falling|dozing|half|keep nodding|keep dropping|i (?:keep|might|could|'ll"
         r"|may) (?:just )?(?:drop|nod|doze|drift|fall)|dozed|conking|zonking|flaking) (?:off|asleep|out)(?= "
         r"|$)(?! (?:an?|the|my|his|her|like flies|at the (?:wheel"
         r"|pictures)))(?<!fall off)(?<!falling off)(?<!falling out)(?<!fall out)(?<!dropping out)(?<!drop"
         r" out)(?<!fading out)(?<!slipping out)(?<!dropped out)(?<!half off)(?<!half out)(?<!slipping"
         r" off)(?<!dropped off)",
         r"(?:wears?|wore|wearing|worn|tires?|tired|tiring|takes?|took|taken|knocks?|knocked|knocking|taking"
         r"|done|does|did|drains|sapped|finished|killed|flattened|fairly|just about|knackered|whacked|shattered"
         r"|poleaxed|exhausts|exhausted|drained|beat|about) (?:[\w']+ )?(?:me out|me in|it out of (?:me|you)"
         r"|the stuffing out of me|the (?:wind|puff|life|go|strength) out of me|me (?:off|under|flat)"
         r"|it all out of me|the energy out)(?= |$)(?! (?:to (?:dinner|lunch|the pictures|the)|for"
         r"|dancing))(?<!takes me out)(?<!took me out)(?<!taken me out)(?<!takes me in)(?<!took me in)(?<!take"
         r" me in)(?<!take me out)(?<!taking me out)(?<!taken me in)(?<!took me off)(?<!takes me off)(?<!did me"
         r" out)(?<!knocked me off)(?<!about me in)",
         r"(?:could|can) (?:[\w']+ )?(?:sleep (?:for|on|standing|till|forever|right|the clock|here|through"
         r"|a week|anywhere|now|all|like|a)|drop(?: off| where i stand| down|$)|nod off|doze off|drift off"
         r"|lie down and|curl up|go (?:straight )?to (?:bed|sleep)|fall asleep|sleep$|kip)(?= |$)(?! well)",
         r"(?:hit the (?:hay|sack|pillow)|up the wooden (?:hill|stairs)|bedfordshire|land of nod|off to the land"
         r"|call it a (?:day|night)|forty winks|shut-?eye|beauty sleep|get my head down|nod nod|rest my (?:weary"
         r"|eyes|legs|bones|old|head|feet)|take the weight off|weight off my feet|get off my feet|put my feet up"
         r"|bed's calling|bed is calling|pillow's calling|my bed(?:'s| is)? calling|sandman)(?= |$)",
         r"(?:been|it's been|what|had|having|such|was|after) (?:[\w']+ )?(?:a|an) (?:[\w']+ )?(?:long|hard"
         r"|tiring|exhausting|busy|heavy|weary) (?:old )?(?:day|morning|night|week|afternoon)(?= for| and|$"
         r"| today| of it)|too (?:early|late|long a day|much) for (?:me|an old|these old)|(?:i(?:'m)?"
         r"|been) (?:had|having|had enough for) (?:one day|today)(?=$)|i'm (?:slowing|winding"
         r"|running) (?:right )?down(?: today| now| like|$)|(?:tire|tires|tiring) (?:so |very |too |ever so "
         r"|that )?(?:easily|easy|quickly|quick)|yawn|yawning|can't stop yawning|can't (?:go|walk|do|take"
         r"|manage) (?:another|any(?:more| further| longer)|one more) ?(?:step|further|minute|yard|thing|inch"
         r"|stitch|hand's turn)?(?= |$)(?! (?:bite|of this|mouthful|thing to eat|without|crumb|biscuit|drop))"
         r"|legs (?:won't|wouldn't|can't) (?:carry|hold)|(?:need|want|like|love|do with|take|have"
         r"|longing for) (?:a|to|to have a|the|my) (?:[\w']+ )?(?:sit[- ]down|breather|rest|wee seat"
         r"|wee sit)(?= |$)(?! (?:of|room))|(?:no|not had a|never a) (?:[\w']+ )?(?:minute's|moment's"
         r"|wink of) (?:rest|sleep|peace all day)|slept (?:[\w']+ )?(?:badly|terribly|poorly|awful|rotten"
         r"|wretchedly|terrible|bad)|bad sleeper|hardly slept|barely slept|(?:ran|run|running) me ragged"
         r"|got nothing left(?= in me|$)|^nod(?:ding)?(?= that's|$)|asleep on my feet|dead on my feet"
         r"|out on my feet",
         unless=r"(?:he|she|they|grandson|baby|it|you|kids|children) (?:never|doesn't|didn't|don't|can't"
         r"|couldn't|won't) sleep|tired of (?!being tired)|good night's sleep|slept (?:well|like|lovely|great"
         r"|sound)|are you|you look|you must be|you(?:'re| are) (?:tired|sleepy)|put (?:him|her|you|it) to bed"
         r"|you have a nap|do you want|would you like|he had|she had|tired out my|tireless|if you're|before bed"
         r"|(?:made|make|making|change|changed) (?:the|my) bed|go to bed early|go to sleep little"
         r"|go to sleep now little|off to sleep now|you sleep|no rest for the wicked|no sleep till|flower bed"
         r"|the rest of|for the rest|rest is history|rest of my|rest in peace|rest assured|god rest|rest (?:his"
         r"|her|their) soul|you go|not a bit tired|early to bed"),
)
# fmt: on
