"""Rows of being lonely."""

from companion.perception.words.care_words import (
    ANYONE,
    IM,
    KIN,
    NOBODY,
    SO,
)
from companion.perception.words.rows import Pattern, row

_ALONE = r"(?:alone|on my own|by myself|on my tod|on my jack(?: jones)?|on my lonesome|on my ownsome|all to myself)"
_COMES = (
    r"(?:comes?|came|coming|visits?|visited|visiting|calls?|called|cares?|talks?|talking|speaks?|spoken|bothers?"
    r"|bothered"
    r"|rings?|rang|phones?|phoned|writes?|written|loves?|listens?|listened|remembers?|notices?|noticed|needs?|wants?"
    r"|asks?|asked|sits?|stops?|stays?|chats?|looks?|looked|pops?|drops?|understands?|knows?|gives?|touches"
    r"|hugs?|holds?"
    r"|hugged|touched|thinks?|says?|said|sees|seen|been|set foot|darkens|knocks?|checks?|wonders?|has time"
    r"|has (?:a minute|the time)"
    r"|misses|would (?:notice|miss|care|know)|to)"
)
_DEAD = (
    r"(?:dead|gone|died|passed|passed (?:away|on|over)|left|moved away|pushing up daisies"
    r"|under the (?:ground|sod)|in the (?:ground|churchyard|graveyard))"
)

# fmt: off
LONELY: tuple[Pattern, ...] = (
    *row("lonely", -0.6, -0.3, 0.85, "myself",
         r"(?<!the )(?:lonely|lonesome|loneliness)(?! (?:road|shepherd|hearts?|planet|island|place|house|hill"
         r"|cloud|moor|as a|old tree|tree|dove|old (?:time|dog|cat|house)|little (?:house|cottage|bird)|(?:boy"
         r"|girl|man|woman|lad|child|dog|cat|soul) (?:he|she|that|was|in|who)))",
         rf"{IM} {SO}(?:isolated|invisible|abandoned|unwanted|unloved|forgotten|forgot|neglected|left out"
         rf"|cut off|friendless|deserted|shut away|shut off|left behind|dumped|stranded|marooned"
         rf"|alone in the world|like (?:a spare part|the last (?:one|man|person)|nobody|i don't (?:exist|matter"
         rf"|belong|count)|i'm (?:invisible|not (?:here|there)|in solitary|the only|a ghost)|a ghost|a hermit"
         rf"|an orphan|a leper|robinson crusoe))",
         rf"{IM} {SO}{_ALONE}",
         rf"all {_ALONE}",
         rf"{_ALONE} (?:again|in here|in this (?:room|world|place)|all (?:the time|day|night|week|the day)"
         rf"|every (?:day|night)|in the dark|here|most|now|day (?:in|after)|with (?:my thoughts|the (?:telly|tv"
         rf"|walls|wireless|clock|radio)|nobody|no one))(?! (?:thank|please))",
         rf"(?:sit|sat|sitting|being|left|eat|eating|live|living|stuck|cooped up|wake up|here|staring|lie|lying"
         rf"|stay|staying|spend (?:all )?my days?|dying|die|go to bed|wither) (?:[\w']+ ){{0,4}}?{_ALONE}",
         rf"(?:there isn't|there's hardly|i haven't|haven't|ain't|i don't have|without|never) (?:got |have "
         rf"|had )?{SO}{ANYONE}(?: else)? ?(?=left|to (?:talk|chat|sit|be|share|eat|speak|visit|care|love|listen"
         rf"|keep|laugh)|here|in the world|now|anymore|$)",
         r"(?:i've|i've got|got|i get|get|there's|with|have|we get|having|gets) (?:absolutely |hardly any "
         r"|so little |very little |precious little |practically |really |any |no )*(?<=no |ny |le )(?:(?:real"
         r"|proper|other|close) )?(?:friends?|family|visitors?|company|callers|companionship|companions?"
         r"|human contact)(?= left| from| at all| now| here| since| these| in| of my own| day| all| to| but"
         r"| nowadays| anymore|$)",
         r"no (?:visitors?|company|callers|letters|phone calls?|cards?) (?:from one|again|today|all|for|this"
         r"|since|comes|ever|these|nowadays|now|at all|on my|whatsoever|to)(?= |$)",
         r"(?:haven't|not|never|hardly|don't|didn't)(?: even)?(?: had| have| get| got| ever get| hear"
         r"| heard)? (?:a |any |one |so much as a |a single )?(?:visitors?|letters?|cards?|phone calls?|caller"
         r"|company|conversation|chat|hug|kind word|friendly (?:voice|face)|friend|knock|word from)(?= "
         r"|$)(?! (?:tomorrow|please))",
         r"(?:everyone|everybody|they|they've|everybody's|everyone's|the (?:world|family)|the whole (?:world"
         r"|family)|people|my [\w']+|god)(?: have| has| all|'s|'ve| must have)* (?:forgotten|forgot|forgets"
         r"|abandoned|deserted|dumped|ditched|left|washed their hands of|given up on|turned their backs? on"
         r"|no time for|too busy for) (?:all )?(?:about )?me(?= |$)(?! (?:alone please|a|some|the|this|in charge"
         r"|my|his|her|money))",
         r"(?:everyone|everybody|all the people|anyone|all those|them all) (?:[\w']+ ){0,2}(?:knew|know|known"
         r"|loved|love)(?:'s| is| are| has| have|'ve)* (?:all )?" + rf"(?:[\w']+ )?{_DEAD}",
         rf"(?:all |every one of |most of )?(?:my|the) (?:old )?(?:friends|pals|mates|family|crowd|gang"
         rf"|brothers and sisters|generation|neighbours|chums)(?:'s| is| are|'re| have|'ve| has)* (?:all |long "
         rf"|mostly |nearly all )*{_DEAD}(?= |$)",
         rf"(?:they're|they've|they are|they have|everyone's|everybody's|they) (?:all |long "
         rf"|every one )+(?:[\w']+ )?{_DEAD}(?= |$)(?! (?:the|to|for|early|on))",
         r"i(?:'m| am) the (?:only one|last one|last|last of [\w']+ [\w']+) (?:left|here|of us|now|alive|$)",
         r"(?:outlived|buried) (?:them all|the lot|the whole|everyone|everybody|all (?:of them|my|the))",
         rf"(?:haven't|not|hardly|never|don't|hadn't) (?:[\w']+ )?(?:spoken|talked|spoke|talk|speak|said a word"
         rf"|had a word) (?:a word )?(?:to|with) {ANYONE}",
         rf"(?:haven't|not|hardly|don't|never) (?:[\w']+ )?(?:seen|see|set eyes on|met"
         rf"|heard from) {ANYONE}(?= (?:all|for|since|today|in|but|from|this|to)|$)",
         r"(?:anybody|anyone|someone|somebody) (?:to (?:talk|chat|sit|be|share|eat|speak|pass the|have a|say"
         r"|visit|care|love|listen|come|keep)|who (?:cares?|listens?|'d|would|'ll|knows me"
         r"|remembers))(?! (?:about|of|you to))",
         r"(?:i need|i want|need|want|could do with|wish i had|wish there was|i'd like|i would like|i'd love"
         r"|crave|craving|starved of|starved for|hungry for|dying for|pining for|longing for|miss having"
         r"|desperate for|miss|glad of|grateful for|long for) (?:a bit of |some |a little |more |any |human "
         r"|good |someone's |a )*(?:company|companionship|conversation|companion|friend|chat|natter|visitor"
         r"|visitors|blether|craic|chinwag|yarn|human touch|human voice|friendly face|somebody|someone)(?= "
         r"|$)(?! (?:else )?(?:to (?!talk|chat|sit|be|speak|care|love|listen|hold|keep|hug|share|visit|laugh)"
         r"|from|car|took))",
         r"(?:you're|you are) (?:about |really |the )*(?:my |the )?(?:only|all) (?:[\w']+ )?(?:friend|company"
         r"|companion|one|visitor|thing|family|person|soul|creature|i've (?:got|left)|i have)(?= |$)",
         r"(?:just|only) (?:the wall|to the wall|by myself|you and me|me and (?:you|the|these|my (?:four"
         r"|thoughts|telly))|(?:these |the )?four walls|the (?:telly|tv|wireless|radio|clock"
         r"|walls)(?: for company| to talk|$))",
         r"(?:four walls|talking to (?:myself|the wall|the walls|the telly|a wall|thin air)|(?:talk"
         r"|chat) to (?:myself|the wall|the walls|the telly|the wireless|the cat next door|the photo"
         r"|a photo))(?= |$)",
         r"(?:phone|telephone|door ?bell|post|postman|mobile|it)(?: just)?(?: sits there)?(?: [\w']+)? (?:never"
         r"|doesn't|don't|hasn't|hardly ever|hardly|not) (?:[\w']+ )?(?:ring|rings|rung|comes?|goes|bring|brings)",
         r"(?:days|nights|evenings|sundays|weekends|afternoons|hours|winters|mornings|christmas|a day"
         r"|the day)(?:'s| is| are|'re| do| gets?|s| does)? (?:so |ever so |that |too |awful |awfully |terrible "
         r"|very |such a |get |feel |seem |go |all |the |drag |just "
         r"|really )*(?:(?<!day )(?<!days )(?<!night )long|worst|endless|hardest|slow|empty|drag|drags|never end"
         r"|loneliest|quiet)(?= |$)(?! (?:as|walk|enough|time coming|weekend))",
         r"(?:just me (?:in this|in here|and my thoughts)|(?:so|too|awful|awfully|terrible|terribly|very|dead"
         r"|that|ever so|deathly|mighty) quiet(?: in)?(?: here| in this| these| without| of (?:a|an)| at night"
         r"| now| with (?:just|only|nobody|no one)|$))",
         r"(?:everyone|everybody|all) (?:else|the others|the rest)?(?: of them)? ?(?:[\w']+ )?(?:gets?|has|have"
         r"|got|'s got) (?:[\w']+ )?(?:visitors|family|someone to|somebody to|company)(?= |$)",
         r"(?:the )?other(?:s| ones| ladies| residents| people)? (?:all )?(?:get|have|'ve got) (?:visitors"
         r"|family|someone|somebody|people|company|their)",
         r"(?:they|my (?:family|children|son|daughter|kids|lot|girls|boys|lads|own)|family) (?:[\w']+ )?(?:never"
         r"|hardly ever|don't|doesn't|haven't|hasn't|can't be bothered to|rarely|seldom|no longer"
         r"|stopped) (?:even |ever |come to |bother |bothers |want to |coming to |to come and |coming "
         r"|to )*(?:visit|visits|visiting|come|comes|coming near|ring|rings|call|calls|write|writes|phone"
         r"|want me|see me|seeing me|speak|talk to me|bother|been|know me|been near|been to see me"
         r"|come near)(?= |$)(?! (?:off|out|home|cheap|till|until|before|late))",
         r"(?:does|would|will|do|did)(?:n't)? (?:anyone|anybody|they) (?:even |ever )?(?:care (?:about me|if i"
         r"|that i|what)|know i|remember me|notice|miss me|love me|think of me|know i'm here|want me)",
         r"who(?:'d| would|'s|'ll) (?:want|care|visit|miss|notice|talk to|bother with|come to see|sit with"
         r"|remember|think of|be bothered with) (?:about )?(?:me|an old|if i|a)",
         r"(?:left me|dumped|stuck|shoved|stuck me|put me|parked me|parked|abandoned|forgotten|shut up|cast"
         r"|packed off|warehoused|shut|closed|locked) (?:me )?(?:[\w']+ )?(?:in here|here|away|in a corner"
         r"|in this (?:room|place|corner|home)|on the (?:shelf|scrap ?heap)|aside|to (?:rot|die"
         r"|myself))(?: (?:to|and|with|on|all|like|by) [\w']+| and|$)",
         r"out of sight out of mind|friend in the world|like a spare part|no one's (?:company|friend)"
         r"|world's (?:gone on|forgotten)|surrounded by strangers|amongst strangers|among strangers",
         r"(?:hate|don't like|can't stand|can't bear|sick of|tired of|fed up of|fed up with|dread|scared of"
         r"|frightened of|hard|not good|no fun|afraid of|miserable|had enough of) (?:it )?(?:[\w']+ )?(?:being"
         r"|sitting|eating|living|dining|sleeping|left|to be|stuck|bein|coming home|waking up|having (?:my"
         r"|dinner|tea))?(?: [\w']+){0,2}? ?" + _ALONE,
         r"(?:would|i'd|i would) (?:love|like|give anything for|appreciate|enjoy|welcome) (?:a bit of |some "
         r"|a little )?(?:company|conversation|a chat|a natter|a visitor|a visit|a friend|somebody to|someone to)",
         r"(?:nobody's|no one's|nobody has|no one has|nobody is|no one is)(?: [\w']+){0,2}? (?:been|come|visited"
         r"|rung|called|phoned|spoken|coming|asked (?:me|after me)|sat|hugged|touched|written|bothered|bothering"
         r"|interested|listening|there|here|talked|left)(?= |$)(?! my)",
         r"(?:i'm|i've) (?:not|never) (?:been )?(?:wanted|needed|loved|missed|invited|included)(?= here| anymore"
         r"| by|$)",
         r"(?:no use|no good|not much use) to anyone",
         r"(?:i )?(?:eat|have) (?:my )?(?:dinner|tea|lunch|meals|christmas|supper|breakfast) (?:all )?" + _ALONE,
         unless=r"(?:leave|leaves|let|want to be|want to sit|rather be|like|likes|love|enjoy|prefer|prefers"
         r"|happy|happier|content|want|glad|better off|rather|manage|can|suited"
         r"|suits)(?: [\w']+)? (?:[\w']+ )?(?:alone|on my own|by myself)|if i were|never a dull|house to myself"
         r"|loneliest number|don't you|own fault|nobody's business|(?:nobody|no one) (?:knows|said|told"
         r"|else)(?: [\w']+)? (?:how|it|you|me|that|what)|the queen|my fault|garden|(?:told|tells"
         r"|asked) me (?:off|nothing)|the crossword|(?:won|win|guess|beat)"),
    *row("lonely", -0.6, -0.3, 0.85, "anyone",
         rf"{NOBODY} (?:[\w']+ ){{0,3}}?{_COMES} ?(?:me|to me|(?:to |round to |in to )?(?:see|visit|talk to"
         rf"|speak to|call on|sit with|bother with|stop for|stop to|stop with|listen to|ask after|look at"
         rf"|care about|think of|remember) (?:me|a chat|us|an old|chat|talk)|about (?:me|an old)|for (?:me"
         rf"|a chat|an old)|with me|near(?: me)?|here|in|round|by|over|anymore|now|at all|any|an old|only you|us"
         rf"|after me|whether i|if i|what (?:happens to|becomes of) me|how i|hello|good morning|my name"
         rf"|through (?:that|my|the) door|in here|these days|nowadays|today|this|much|either|like they|since"
         rf"|a word to)(?= |$)(?! (?:their right|the (?:match|telly)))",
         rf"{NOBODY}(?: [\w']+){{0,2}} (?:comes?|calls?|visits?|bothers?|cares?|rings?|phones?|writes?|listens?"
         rf"|stops|talks?|notices?|pops in|came|rang|called|visited|to (?:talk|speak|chat|sit|visit|share|hold"
         rf"|hug|call|phone|ring|care|love|listen|keep|say|turn|eat|play|be|come|comfort|confide|cuddle"
         rf"|laugh)(?: (?:to|with|it with|me|company|for|goodnight|my [\w']+|about it|after me|on"
         rf"|of an evening))*)(?= but|$| only| love)",
         rf"{NOBODY} (?:else )?(?:is here|left|who|but (?:you|the|me|myself))(?= |$)(?! (?:knows|told|can))",
         rf"(?:i've|i've got|i got|got|i have|there's|with"
         rf"|have) {SO}{NOBODY}(?: else)?(?: in the (?:whole )?world| at all| here| now| left| see| anymore|$)",
         rf"(?:i've|i've got|there's) {SO}{NOBODY} (?:of my own|who|i can|that)",
         unless=r"house to myself|nobody's business|own fault|close to|nobody (?:knows|said|told)|bat\\b|chapel"
         r"|to blame|visits? (?!me|us|in|here|anymore|now|any|at|but|$)[a-z]+"),
    *row("lonely", -0.5, -0.2, 0.7, "myself",
         r"i miss (?:my|him|her|them|everyone|everybody|home)(?: [\w']+)?",
         rf"where(?:'s| are) my {KIN}",
         r"(?:stay|sit) with me",
         r"don't (?:go|leave me)(?: [\w']+)?$"),
)
# fmt: on
