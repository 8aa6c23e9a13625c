"""Rows of missing somebody: wishing, waiting, asking when somebody comes."""

from companion.perception.words.care_words import (
    I_WANT,
    KIN,
    LOVED,
    MY,
    NAME,
    THEM,
    THINGS,
)
from companion.perception.words.rows import Pattern, row

_LOST_ONE = (
    r"(?:he|she|they|my [\w']+)(?:'d|'s| has| was| were)? (?:[\w']+ )?(?:died|dead|passed|gone|went|left"
    r"|taken|buried|no longer)"
)
_COME = (
    r"(?:come|comes|coming|here|back|rung|ring|rang|phoned|phone|called|call|visit|visiting|visited|write"
    r"|written|arrive|arriving|arrived|turn up|turned up|get here|getting here|been|be here|be back|be in|be along"
    r"|been yet|not back|in today|home|due|get here|gets here|pick me up|collect me|fetch me|fetching me|round|over"
    r"|drop in|drop by|pop in|in to see me|show up|showing up|see me|with me)"
)
_NOT_TO_MISS = (
    r"(?!you\b|the (?:bus|train|beginning|start|end|point|post|show|film|boat|mark|news|match|last|first"
    r"|bullseye|target|ball"
    r"|turning|exit|cooking|cold|weather|work|deadline|hint|joke)|out\b|a (?:trick|thing|beat|turn|day|meal"
    r"|train|bus|word|note)"
    r"|nothing|anything|my (?:turn|bus|train|stop|programme|appointment|chance|footing|step|connection|breakfast"
    r"|lunch|dinner|tea|pills?)\b"
    r"|it (?:by|when|if|last)|that (?:bus|one|train)|(?:breakfast|lunch|dinner|church|school|bingo)\b)"
)
_NOT_MISSED = (
    r"did you|(?<!day i )don't miss|didn't miss|won't miss|never miss|(?:not|hardly) miss|near miss"
    r"|hit and miss|can't miss|miss the (?:point|bus)|do you miss|get home|take me home|fetch me|nothing to miss"
    r"|doctor|nurse|plumber|chiropodist|don't want|by a mile|on (?:monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday) (?:he|she)|your [\w']+|good riddance|and good|stole"
)

# fmt: off
MISSING: tuple[Pattern, ...] = (
    *row("missing", -0.5, -0.2, 0.8, "myself",
         rf"i(?:'m| am|'ve| have)? (?:(?:really|do|so|still|often|always|just|do so|sorely|fair|fairly|badly"
         rf"|not half|truly|ever so|sure|dearly|only|been|all|desperately|terribly|can't help but|must say i"
         rf"|will always|feel like i) )*(?:miss|missing|miss(?:ed)? having|pine for|pining for|pining|grieving"
         rf"|grieve for|mourning|mourn) {_NOT_TO_MISS}[\w']+(?: [\w']+)?",
         rf"(?:missing|miss) (?:him|her|them|{LOVED}|his|her|their|home|having (?:him|her|them|{LOVED})"
         rf"|the (?:sound|sight|smell|feel|children|kids|little ones|wee ones|grandchildren|way (?:he|she)"
         rf"|touch))(?= |$)",
         r"(?:isn't|not|never|hardly|wasn't) a (?:day|night|minute|hour|moment)(?: goes by"
         r"| passes)? (?:[\w']+ ){0,4}(?:miss|think of|think about|wish|cry|talk to|thinking)",
         unless=_NOT_MISSED),
    *row("missing", -0.5, -0.2, 0.8, "anyone",
         rf"where(?:'s| is| are|'re| has|'ve| have)? (?:{MY} |that |the |our )?(?:he "
         rf"|she )?(?:gone (?:to )?)?(?:(?:own|poor|little) )?(?:(?:{MY}|that) {KIN}|{NAME}|mum|mam|mom|dad"
         rf"|daddy|mummy|mother|father|mommy|mama|mammy)(?= |$)(?! (?:from|seal|gone wrong|coat|chair|seat|room"
         rf"|going|glasses|bag|lead|bowl|kennel|your|of yours))",
         r"where(?:'s| is) (?:our|my) (?!" + THINGS + r")(?!seal|robot|little seal|hearing|wallet|watch|ring"
         r"|teeth|pen|table|stick|tissue|hankie|hanky|jumper|scarf|blanket|walking|magazine|pillow|razor|comb"
         r"|brush|knitting|soap|towel|medal|wig|stuff|things|other|left|right|cup|card|dressing|nightie|pyjamas"
         r"|letter|box|window|place|cushion|sandwich|egg|cake|pudding|toast|soup)[\w']+(?= |$)",
         r"where(?:'s|'ve| did| have| has|'d) (?:he|she|they|everyone|everybody) (?:go|gone|got to|get to"
         r"|all gone|all go|been|disappear)",
         rf"(?:have|has) (?:you|anyone|anybody|he|she|somebody|they) (?:[\w']+ )?(?:seen|heard from|spoken to"
         rf"|found|phoned|rung|told) (?:{LOVED}|{MY} (?!{THINGS})[\w']+)",
         rf"(?:when|why|what time|how long|how soon|is|are|will|has|have|did|does|do|hasn't|haven't|didn't|isn't"
         rf"|aren't|won't|doesn't|don't)(?: is| are| will| does| do|'s| has| hasn't| doesn't| isn't| won't"
         rf"| didn't| haven't|'ll| before| till| until| did| have| aren't|'re)* (?:{LOVED}"
         rf"|(?:{MY} )(?!{THINGS})[\w']+) (?:[\w']+ ){{0,3}}?{_COME}(?= |$)(?!(?<!back)(?<!home)(?<!in) from"
         rf"| (?:off|out|up|across|first|true))",
         r"^(?:[\w']+ )?(?:is|are|will) (?!the|it|he|she|they|you|there|that|this|lunch|dinner|tea|doctor|anyone"
         r"|somebody|someone|bingo|christmas|summer|spring|winter)[a-z]+ (?:coming|come|here|visiting)(?: back"
         r"| to see me| today| soon| tonight| tomorrow| yet| home)*$",
         r"(?:is|are|will|when is|when's|when are|when will|what time's|what time is|why isn't|why hasn't"
         r"|why haven't|why aren't|why don't|why doesn't|has|have|did|how long till|how long before"
         r"|how long until|hasn't|isn't|when'll|when does|when do|what time does|what time will) (?:he|she"
         r"|they)(?:'s|'re)? (?:[\w']+ )?(?:coming|come|comes|be|been|phone|phoned|ring|rung|write|written|visit"
         r"|get here|gets here|arrive|arrived|home|back|here)(?: back| to see me| for me| home| soon| here| in"
         r"| today| over| yet| tonight| again| anymore| this| by)*(?= |$)(?! (?:with the|the|off|from|out))",
         rf"{I_WANT} (?:to |for )?(?:to )?(?:(?:see|talk to|be with|hear(?: from)?|speak to|phone|ring|call|hold"
         rf"|hug|kiss|have|visit|cuddle|find|meet|go to|sit with|write to|hear the voice of|touch) )*{LOVED}(?= "
         rf"|$)(?! (?:to (?:take|stop|leave|sign)|glasses|coat|chair|out of|know|room|tea|away|off))",
         rf"{I_WANT} (?:to )?(?:to )?(?:(?:see|talk to|speak to|be with|hear from|hear|hold|hug|kiss|phone|ring"
         rf"|find|have|visit|touch) )+(?:him|her|them|his|their|the (?:grandchildren|children|kids|family"
         rf"|little ones|boys|girls|old place|sea))(?= |$)(?! (?:off|out|fixed|up|about|glass))",
         r"i (?:just |only |really |do |so )*want (?:him|her|them) (?:back|here|home|with me|beside me|again)",
         r"wish i had my (?:old )?[\w']+ (?:here|with me|back|still|beside me)",
         r"(?:still|keep|always) (?:set(?:ting)? (?:out|the table)|put(?:ting)? out|lay(?:ing)?"
         r"|lays?) (?:[\w']+ ){0,3}?(?:for him|for her|two|his|her|place|cups?)",
         r"(?:then|before) i remember (?:he|she|they)(?:'s|'re| is| are)? (?:gone|dead|not)",
         r"what(?:'s| has) (?:become|happened|happen) (?:of|to) (?:my|our) (?!knee|leg|back|head|hands?|tea"
         r"|dinner|lunch|drink|memory|mind|eyes)[\w']+",
         r"(?:put|reach|reaching|stretch)(?: [\w']+){0,2} (?:hand|arm|arms) (?:out|over"
         r"|across)(?: [\w']+)? (?:for|to) (?:him|her|them)",
         r"(?:can't|cannot|not|never) (?:[\w']+ )?(?:get )?used to (?:him|her|them) (?:not|no|being)",
         r"they (?:took|taken|sold|put down|gave away) my (?:dog|cat|old [\w']+|pony|horse|[\w']+) (?:off|from"
         r"|away)",
         r"(?:dream|dreaming|think|thinking) (?:about|of) (?:my|the) (?:old )?(?:farm|house|garden|village|dog"
         r"|cat|home|croft|island|classroom|school|hills?|sea)",
         r"(?:do |still |always )?(?:long|yearn|pine|ache|longing|pining|aching|yearning) for (?:my|the|our"
         r"|those|them|him|her) (?!loo|toilet|bed\b|sleep|cup|tea|drink|summer|day to|weekend)[\w']+",
         r"is (?:that|it) (?:(?:my|our) [\w']+|" + NAME + r")(?:'s)? (?:car|motor|step|voice|knock|at the door"
         r"|van|now)",
         rf"i (?:just |only |really |do )*(?:want|need) {MY} (?!{THINGS})(?:own )?(?!seal|robot|little|stick|pen"
         rf"|wallet|blanket|pillow|space|sleep|rest|privacy|hair|nails|eyes|money|post|soup|nap|turn|rights"
         rf"|wages|letters|watch|tissues|hankie|ring|shawl|rosary|lunch|brekkie|pudding|sandwich|egg|pain)[a-z]+$",
         rf"(?:i'd|i would|what i'd|what i wouldn't|what would i not|what i would"
         rf"|i'd have)(?: not)? (?:[\w']+ ){{0,6}}?(?:to|for) (?:just |only )?(?:see|hear|hold|talk to|have"
         rf"|one more|another|five|have back|speak to|be with|touch|hug|cuddle|just one|a last|sit with|kiss"
         rf"|go back|walk) (?:[\w']+ ){{0,4}}?(?:{THEM}|his|her|voice|with (?:him|her|them)|(?:my|his|her"
         rf"|their) [\w']+|back|again|grandchildren|children|walks? in|with (?:my|our) old (?:dog|cat)"
         rf"|day (?:with|on|at|in)|those [\w']+ [\w']+|that (?:old )?(?:house|farm|place|garden))(?= |$)",
         rf"(?:i'd|i would) (?:[\w']+ ){{0,2}}(?:to see|give) (?:[\w']+ ){{0,5}}?(?:{THEM}|his"
         rf"|her)(?: [\w']+){{0,3}} (?:again|once more|one more time|walk|back|face|voice|smile|hand)",
         r"(?:i|i do|i only|i just|how i|i often|i so|oh i|if) (?:wish|only|hope)(?: that)? (?:my |our "
         r"|the )?(?!you|i\b|it|the (?:weather|rain|sun|food|tea))[\w']+(?: [\w']+)? (?:were|was|would|could"
         r"|wasn't|weren't|had|hadn't|'d|didn't) (?:still |just |all |only |not |ever )*(?:here|alive|with me"
         r"|come|visit|ring|call|write|be here|gone|dead|around|back|see|lived|live|phone|left|died|walk|stayed"
         r"|closer|nearer|meet|met|bring|beside|home)",
         r"(?:i wish|if only|i do wish|wish) (?:(?:he|she|my (?!back|leg|legs|knee|tea|bed|room|hair|hands|eyes"
         r"|head)[\w']+|our [\w']+|" + NAME + r")(?:'d| was| were| could| would| had| lived| hadn't)"
         r"|they (?:were|was|would come|would visit|could see|could come))",
         r"(?:wish|if only) i could (?:[\w']+ )?(?:see|hear|hold|talk to|speak to|phone|ring|have|hug|tell|ask"
         r"|go back to|be with|touch|turn back|kiss) (?:[\w']+ ){0,3}?(?:him|her|them|back|my [\w']+|his|their"
         r"|mum|mam|mom|dad|again|the clock)",
         rf"(?:the same|lost|lonely|nothing|empty|so quiet|lonesome|quiet|no life|half a person|not much|hard"
         rf"|strange|strangely quiet|long|cold|manage|live|cope|sleep|go on|am i"
         rf"|without) (?:[\w']+ )?without {THEM}",
         rf"without (?:him|her|them|{LOVED})(?: (?:here|around|beside me|now))*$",
         rf"i(?:'m| am|'ve| have)? (?:just |do |still )*(?:keep|can't stop|am always|always|been|can't help"
         rf"|never stop|spend my days|lie awake|lay here|sit here|sit|was just|often"
         rf"|still)(?: on)? (?:[\w']+ )?(?:thinking|think|dreaming|dream|crying|cry|looking|look|listening"
         rf"|listen|waiting|wait|reaching|reach|calling|call|expecting|expect|imagine|hear|see|turn|turning"
         rf"|hoping|half expect|lay|set|searching|search|watching) (?:[\w']+ ){{0,3}}?(?:of |about |for "
         rf"|out for |over for |to |after )?(?:{THEM}|his|her|their|the (?:cat|dog|children|baby|kids"
         rf"|wee ones))(?= |$)(?! (?:off|eating|nonsense|own business))",
         r"(?:he|she|they)(?: would have| would've|'d have|'d've|'d| would) (?:[\w']+ )?(?:loved|adored|love"
         r"|liked) (?:you|this|that)",
         r"(?:his|her|their|my [\w']+'s?) (?:[\w']+ )?(?:chair|place|bed|side(?: of the bed)?|seat|room|pillow"
         r"|coat|voice)(?:'s| is| was|'s still)? (?:[\w']+ ){0,3}?(?:empty|cold|quiet|gone|bare|still)",
         r"(?:hole|gap|empty (?:space|place|chair|bed|side)|big space|void|ache)(?: [\w']+){0,4}? (?:where (?:he"
         r"|she|they|my|our)|since (?:he|she|they|my|our)|without|in my (?:heart|life)|beside me|shaped"
         r"|next to me)",
         r"(?:the )?(?:house|bed|place|room|world|home|chair|table|life|home|it)(?:'s| is| feels| seems)? (?:so "
         r"|very |awful |too |terribly |that |just |not |all )*(?:empty|quiet|cold|big|the same|dark|lonely"
         r"|silent) (?:[\w']+ )?(?:without|since|now (?:he|she|they)|with (?:him|her|them) gone)",
         r"(?:never|not|can't|haven't|don't think i'll ever|won't ever|couldn't) (?:[\w']+ )?(?:got|get|gotten"
         r"|come to terms|used|been the same|be the same|been right|managed|coped|recover|recovered)(?: over"
         r"| to)? (?:[\w']+ )?(?:since|without|losing|him|her|them|" + _LOST_ONE + r"|(?:his|her|their) (?:death"
         r"|passing|going))",
         rf"(?:haven't|not|hasn't|never) (?:[\w']+ )?(?:seen|heard from|heard|spoken to|set eyes on"
         rf"|had a word from|had a letter from|had word from|clapped eyes on|held|hugged) (?:(?:hide nor hair of"
         rf"|sight nor sound of|a peep from|a word from|sign of|head nor tail of|neither of) )?{THEM}(?= "
         rf"|$)(?! (?:on the|at the|do|sing|eat))",
         rf"(?:it's been|it's|it has been|it feels like|how long(?:'s| is| has)?(?: it been)?|so long|ages|years"
         rf"|months|weeks|forever)(?: [\w']+){{0,5}}? since (?:i|we)(?:'ve| last| have)? (?:[\w']+ )?(?:saw|seen"
         rf"|held|heard|spoke|spoken|had|hugged|talked|been with) (?:[\w']+ )?(?:from |to |of )?(?:{THEM}|my)",
         rf"(?:any|no) (?:word|news|sign|letters?|calls?|phone calls?) (?:[\w']+ )?(?:from|of) (?:{LOVED}|him"
         rf"|her|them|the family)",
         rf"(?:can|could|would|will) (?:you|somebody|someone|anyone|i|we) (?:please |just )?(?:phone|ring|call"
         rf"|fetch|get|find|bring|tell|ask|contact|get hold of|write to|send for|see|speak to|talk to|facetime"
         rf"|skype) (?:{LOVED}|my (?:{KIN})|him|her|them(?= (?:to come|in|for me)))(?= |$)(?! (?:to (?:bring"
         rf"|take me home|fetch me)|glasses|a taxi|water|a drink))",
         rf"^(?:(?:please|oh|just|and|nurse) )*(?:phone|ring|call|fetch|get|find|bring|ask|send for"
         rf"|tell) (?:me )?{LOVED}(?= |$)(?! (?:to (?:bring|take me home|fetch me home|fetch me|come and get)"
         rf"|some|a|his|her|glass))",
         rf"bring (?:{THEM}) (?:back|home|to me|here)",
         rf"(?:i'm|i've been|i was|i'll be|been|keep|sat here|sitting here|sit here"
         rf"|still) (?:[\w']+ ){{0,3}}?(?:waiting|hoping|expecting|looking out|watching|listening"
         rf"|looking)(?: [\w']+)? (?:for|on|out for) (?:{LOVED}|my (?!{THINGS})[\w']+|him|her|them)(?= "
         rf"|$)(?! turn)",
         r"(?:he|she|they|my (?:son|daughter|husband|wife|sister|brother|boy|girl|lad|family|mother|mum"
         r"|dad)|" + NAME + r")(?: [\w']+)? (?:said|promised|told me|swore|says) (?:that )?(?:he|she|they)"
         r"(?:'d| would|'ll| was| were| will|'s|'re) (?:be|come|coming|visit|ring|call|phone|back|here|only be|pop"
         r"|write|fetch)",
         r"(?:should|ought to) (?:be|have been) (?:here|home|back) (?:by now|already|hours ago|long ago)"
         r"|(?:isn't|not|never) (?:home|back|here|come home) yet",
         r"(?:he|she|they)(?:'s|'re|'ve| has| have|'d)? (?:never|not|hasn't|haven't|didn't|still hasn't|don't"
         r"|doesn't) (?:[\w']+ )?(?:come|came|been|rung|phoned|visited|written|ring|phone|turn up|turned up"
         r"|come back)(?: back| home| today| to see me| this| for| yet| in| to| near| anymore|$)",
         r"(?:lost|broken|broken[- ]hearted|heartbroken|bereft|empty|nothing) (?:[\w']+ )?(?:without|since"
         r"|after) (?:he|she|they|him|her|them|my|losing|" + NAME + r")",
         r"(?:breaks my heart|my heart(?:'s| is| aches| breaks| yearns)(?: [\w']+){0,2}? (?:for|over|broken"
         r"|without)|heart aches for|heart's (?:sore|broken|breaking)|crying (?:[\w']+ )?(?:for|over)|cry for"
         r"|weep for) (?:[\w']+ )?(?:him|her|them|my|not (?:seeing|having)|" + NAME + r"|he|she|mum|mam|mom|dad)",
         r"(?:come back to me|come home to me|(?:half of me|part of me|piece of me"
         r"|my other half)(?: [\w']+){0,2} ?(?:gone|missing|went|died))",
         rf"(?:reach|reaching|turn|turning|put my hand|roll|rolling|look up|looked up|lay|set"
         rf"|laid) (?:[\w']+ ){{0,4}}?(?:for|expecting|to (?:tell|see|ask|talk to|say to)|and) (?:him|her"
         rf"|{LOVED}|he's|she's|they're)(?= |$)",
         r"(?:he|she|they)(?:'s|'re) (?:[\w']+ )?(?:not here|not there|gone|never there|not coming back"
         r"|no longer here|not beside)(?= anymore| now| and| from|$)(?! (?:to the|out|home|shopping|on|for|off))",
         r"(?:gone|died|dead|passed|without (?:him|her))(?: [\w']+){0,6}? (?:still|yet)(?: [\w']+){0,2} (?:look"
         r"|listen|set|lay|hear|feel|hurts|talk|expect|reach|cry|sleep|keep|wake)",
         r"who(?:'s| is)? (?:going to )?(?:feed|feeding|looking after|look after|walking|minding) (?:my"
         r"|the) (?:dog|cat|budgie|hens|animals|birds|horse)",
         r"(?:not been|nothing's been|hasn't been|isn't|ain't|never been|nothing's|won't be"
         r"|not) (?:quite )?(?:the same|right) (?:[\w']+ )?(?:without|since)",
         r"since (?:he|she|my [\w']+|our [\w']+|" + NAME + r")(?: [\w']+)? (?:died|passed|went|left|was taken"
         r"|has been gone|'s been gone)(?= |$)(?! (?:to|i (?:took|moved|have a)))",
         unless=_NOT_MISSED),
)
# fmt: on
