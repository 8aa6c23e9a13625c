"""Rows of being confused: what a lost person says, and asks."""

from companion.perception.words.care_words import IM, MY, SO
from companion.perception.words.rows import Pattern, row

_KNOW = (
    r"(?:don't|can't|couldn't|didn't|haven't a clue|no idea|haven't got a clue|not sure|ain't sure"
    r"|haven't the foggiest|haven't an? (?:idea|notion|baldy)|no notion|couldn't tell you|can't for the life of me"
    r"|never|can't quite|i'm not sure|i forget|forgotten|forgot|forget|keep forgetting|i don't rightly|clueless"
    r"|wish i knew|nobody'll tell me|nobody will tell me|they won't tell me|haven't the faintest|don't ken)"
)
_DAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|night|nighttime|night time"
    r"|afternoon|evening|day ?time|day|day or night|night or day|christmas|summer|winter|spring|autumn|easter"
    r"|the weekend|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|breakfast or|the morning|the evening|the afternoon|today|tomorrow|nineteen [\w']+)"
)
_PLACE = (
    r"(?:hotel|hospital|school|ship|boat|bus|church|station|prison|hostel|boarding house|convent|barracks"
    r"|home|house|asylum|workhouse|my (?:house|home|room|bed|chair|flat|sister's)|our (?:house|home|street)"
    r"|the (?:hospital|hotel|station|school|right (?:place|room|house|bus)|war|home|old folks|waiting room|doctor's"
    r"|surgery|airport|ward|church)|the bus|london|glasgow|dublin|heaven|a dream|belfast|leeds)"
)
_NOT_CONFUSED = (
    r"if you're|do you (?:know|remember)|don't you know|i know (?:exactly|perfectly|fine well"
    r"|very well)|actor|politicians|the crossword|crossword|jigsaw|used to|forms|on telly|who told me|\bzulu\b|cake"
    r"|recipe|what day is your|does bingo|is bingo|the film|is the match|wedding|your birthday|knitting pattern"
    r"|know how lucky|get me and|know what (?:i|you|he|we)'d do without|know you're born"
    r"|can't remember (?:the last time|a better)|referee|remember to"
)

# fmt: off
CONFUSED: tuple[Pattern, ...] = (
    *row("confused", -0.4, 0.4, 0.8, "myself",
         r"(?:confused(?! (?:by|how|why|what|about (?:how|why|what|the)))|muddled"
         r"|(?<!jean )(?<!us )(?<!them )mixed up(?! with| all the time)|bewildered|disoriented|disorientated"
         r"|befuddled|bamboozled|befogged|flummoxed|discombobulated|moidered|addled|dazed|(?<=all )turned around"
         r"|lost the plot|doolally|dotty|dottled|wandered|fuddled|baffled(?! by)|scrambled(?! egg)|foggy"
         r"|woolly[- ]headed|in a dwam|raveled|through-?other)",
         rf"{IM} (?:all )?{SO}(?:in )?(?:an? )?{SO}(?:muddle|daze|fog|haze|state|lost|at sea|flummoxed|whirl"
         rf"|dream|dwam|guddle|jumble|at sixes and sevens|back to front|away with the fairies|not (?:with it"
         rf"|all there|thinking straight|myself today)|going (?:round the bend|mad|crackers|daft|senile|soft"
         rf"|potty|doolally|bonkers|crazy|dotty|loopy|off my)|losing (?:it|my|the|track)|all over the (?:place"
         rf"|shop)|upside down|behind|getting (?:it all|them all|everything) (?:wrong|mixed"
         rf"|muddled))(?! with the| in (?:traffic|admiration))",
         rf"(?:{MY}|the) (?:old |poor |wee )?(?:head|mind|brain|memory|brains|thoughts|noggin|wits|marbles)(?:'s"
         rf"| is|'s all| feels| has| isn't| are|'re| keeps| won't| doesn't| goes| went| just)* (?:(?:all|gone|so"
         rf"|just|completely|like|full of|a bit of|a|an|in|in a|getting|not|turned to|made of|bit|playing|got"
         rf"|been|the|feels like|as if it's|full|stuffed with|quite|very) )*(?:fog|muddle|whirl|spin|fuzzy|foggy"
         rf"|muddled|blank|blur|spinning|going|gone|working|mush|sieve|porridge|mince|cotton wool|wool|cloud"
         rf"|cloudy|right|wandering|wanders|jumble|jumbled|scrambled(?! egg)|swimming|slipping|tangle|tangled"
         rf"|mixed up|hazy|haze|tricks|treacle|soup|marshmallow|let(?:s|ting)? me down|fails?|failing|empty"
         rf"|all over|clear|work|scrambled eggs?|butter|jelly|whirling|upside down|colander|knots|leaving me"
         rf"|stops|stick)(?= |$)(?<!the going)",
         r"(?:it's|everything's|it|everything|things|that's|today's|all|the words|the days|days|words|names"
         r"|faces) ?(?:are|'re|is|get|gets|feel|feels|seem|seems|look|looks|keep|all|just|run|runs)* ?(?:all "
         r"|so |very |gone |just |got |too |such |in |into |together |one )*(?:an? )?(?:big |great |wee |right "
         r"|bit of an? )*(?:blur|muddle|fog|jumble|jumbled|mixed up|muddled|blurred|blurry|topsy[- ]turvy"
         r"|back to front|upside down|higgledy|strange to me|mystery to me|fuzzy|hazy|tangled|tangle|too fast"
         r"|double dutch|gobbledegook|confusing|strange|unfamiliar|wrong way|into each other|into one|a dream"
         r"|a maze|whirl|swirling|the same to me|greek to me|chinese to me)(?= "
         r"|$)(?<!words together)(?<!things together)(?! (?:again|in the oven))",
         r"all (?:a|in a) (?:blur|muddle|fog|haze|jumble)",
         r"(?:can't|couldn't|hard to|struggle to|struggling to|cannot|not able to|can't seem to|can't quite"
         r"|don't|never can) (?:[\w']+ )?(?:think (?:straight|clearly|right|at all|what)|make (?:any )?sense"
         r"|make (?:head|heads) n?or tails?|keep track|keep (?:it|things|anything|up) (?:straight|clear"
         r"|in my head|in)?|keep hold|hold (?:it|a thought|anything|on to (?:it|a thought|anything|things))"
         r"|take (?:it|anything|any of it|that|things|this) (?:all )?in|work (?:it|things|anything|that"
         r"|this) out|work out (?:what|where|who|how|which|why)|get (?:my|me) (?:head|mind|brain) (?:round"
         r"|around|straight|clear)|get (?:it|things|anything) (?:straight|right|clear|into my head)|figure (?:it"
         r"|this|out|anything|things)(?: out)?|find (?:my way|my room|the words?|my words|the toilet|my bed"
         r"|the bathroom|the (?:right )?(?:door|room))|place (?:you|her|him|your|the face)|put a name|put (?:two"
         r"|my) |concentrate|follow|place (?:you|her|him)|fathom (?:it|what|this|anything)|hold it|tell (?:one"
         r"|what day|whether it's|which|where|day|night|the time|morning|what time)|follow (?:it|this|any|what"
         r"|a word)|remember (?:who|what|where|how|why|when|if|whether|my|your|her|his name|her name|anything"
         r"|a thing|coming|getting|doing|having|the way|putting|being|which)|understand (?:what|where|who|any of"
         r"|a word|anything)(?:'s)?|think of the (?:word|name)|get the words)(?= |$)(?! (?:about (?:football"
         r"|computers|cricket)|that actor))",
         r"(?:nothing|none of (?:it|this)|it doesn't|this doesn't|things don't|doesn't"
         r"|don't) (?:[\w']+ ){0,2}?(?:makes?|making) (?:any |no |much )?sense(?: to me| anymore| at all| today"
         r"| now|$)",
         r"(?:lost|losing|lose|keep losing) (?:all )?(?:track|my (?:mind|marbles|memory|way|bearings"
         r"|train of thought|thread|place|wits)|the (?:thread|plot|place))(?: of)?(?! (?:in the|on the|driving"
         r"|coming|going home))",
         r"(?:i'm|i am|i keep|am i|must be|be|feel like i'm|think i'm) (?:[\w']+ )?(?:losing|going"
         r"|gone) (?:my mind|my marbles|my memory|the thread|it|mad|crackers|crazy|senile|daft|round the (?:bend"
         r"|twist)|soft in the head|potty|doolally|gaga|barmy|loopy)(?= |$)",
         rf"(?:i )?{_KNOW} (?:even |really |rightly |quite |always |ever |properly |for sure )*(?:know|tell"
         rf"|remember|recall|be sure|of|about|make out|work out|sure|ken|mind)? ?(?:anymore |of "
         rf"|now )?(?:where(?:'s)? (?:i am|i'm|i live|i was|my (?:room|house|home|bed|chair|things)|to go"
         rf"|this is|i put myself|i've got to|i should|i'm (?:going|supposed|meant)|we are|we're|i belong"
         rf"|on earth i|the [\w']+ is|i am meant|i've been|they've (?:put|brought|taken|fetched|moved)|home is"
         rf"|to sit|my room)|what (?:i'm (?:doing here|supposed|meant|to do|about)|i am|to do|day|year|time"
         rf"|month|is happening|is going|i was (?:doing|saying|going|about|looking|after|meant)|they want"
         rf"|this (?:is|place)|i came|i did|i've|it is|i went|i want|they're all|anyone|i'm (?:supposed|meant"
         rf"|doing)|all this|it's for)|what(?:'s|'s)(?: [\w']+)?|who (?:i am|i'm|you are|they are|she is|he is"
         rf"|these|those|that|any|anyone|any of)|who's who|which (?:way|room|one|door|is|day|bed|end|house|side)"
         rf"|how (?:i got|i came|i get|i ended|to get|to find|long i|any of this)|whether (?:i|it)|if (?:i'm"
         rf"|it's (?:day|night|morning|time|today|tomorrow|monday|dinner|breakfast|lunch)|i've had|i am)"
         rf"|my (?:own )?(?:name|address|room|age|children|wife|husband|house|way|left|birthday|head|mind)"
         rf"|anything(?! about)|a thing$|a thing now|things$|a soul here|anyone(?: here)?|anybody(?: here)?"
         rf"|why i'm (?:here|in|wearing)|why they(?:'ve)? (?:put|brought|keep)|when (?:i|it)|you$(?<!sure you)"
         rf"|this place|these people|him$|her$|them$|her name|his name|your name|the way|the word|the words"
         rf"|any of (?:you|them|these|this|it)|anymore$|yesterday|this morning|coming here|it's (?:day|night"
         rf"|morning|monday|sunday))(?= |$)",
         r"i (?:can't|don't|couldn't) (?:[\w']+ )?(?:remember|understand|think|recall)(?: (?:this|any of (?:this"
         r"|it)|it|a thing|anything|what's (?:happening|going on)|what is (?:happening|going on)|what they"
         r"|what you))?(?: any ?more| at all| now| today| these days| what you| what i)*$",
         r"(?:i've|i have|i|i keep|i'm|keep)(?: [\w']+)? (?:forgotten|forgot|forget|forgetting|mislaid"
         r"|clean forgotten) (?:[\w']+ )?(?:where|what|who|how|why|everything|my (?:own )?(?:name|way|room"
         r"|address|age|birthday|words)|things|which|whether|if|names?|the (?:word|way|name|day)|your name"
         r"|everyone|it all)(?= |$)(?! (?:keys|his name was|actor|recipe))",
         r"(?:it's |it |the word |the name |that's |his name |her name |your name |everything )?(?:'s |has "
         r"|just )?(?:gone|slipped|went|flown) (?:[\w']+ )?(?:clean |right |straight )?(?:out of|from"
         r"|out) (?:of )?my (?:head|mind)",
         r"(?:don't|can't|didn't|couldn't|hardly|don't seem to) (?:[\w']+ )?(?:recogni[sz]e|know) (?:anybody"
         r"|anyone|anything|this (?:place|room|house|street)|any of|them|you|myself|the (?:place|room|faces?"
         r"|house|street)|a soul|my own|that face|her|him|where|these)(?= |$)",
         r"(?:did|have|had) i (?:already |just |not |ever )?(?:ask|asked|tell|told|said|say|had|have|take|taken"
         r"|eat|eaten|done|do|paid|pay|been|put|lock|turn|locked|fed|feed) (?:you )?(?:[\w']+ ){0,3}?(?:that"
         r"|this|already|before|yet|or not|today|my (?:tablets|pills|dinner|lunch|breakfast|tea|medicine"
         r"|bath))(?= already| or| yet| today| before| to you| not|$)",
         r"(?:i can't|couldn't) follow|lost (?:me|the thread)|you've lost me|(?:don't|doesn't) know (?:whether"
         r"|if) (?:i'm|it's|i am|i was) (?:coming|on my|up|standing|here|day|night|morning|dead|awake|asleep"
         r"|dreaming)|(?:coming or going|my (?:arse|backside|bum) from my elbow|head or (?:my )?(?:heels|tail))",
         r"(?:keep|keeps|kept|always) (?:[\w']+ )?(?:telling|explaining|saying|asking|forgetting|getting (?:lost"
         r"|muddled|mixed up|it wrong|confused)|walking into|ending up|going round in circles|losing|repeating"
         r"|calling)(?: me| to me| myself)*(?= |$)(?: (?:but|and|what|it|the same|in|things|over|where|names"
         r"|everything|why|how))+",
         r"(?:have|did|'ve|has|have they|someone) (?:you |they |somebody |someone |we )?(?:moved|changed|move"
         r"|shifted|swapped|rearranged|turned) (?:[\w']+ )?(?:round|around|the (?:toilet|bathroom|door|room"
         r"|stairs|kitchen|furniture|bed)|my (?:room|bed|door|house)|everything|us|me)(?= |$)",
         r"where(?:'s| is|'ve they put| have they put| do i find| did they put|'s it) (?:my|the|our) (?:room"
         r"|toilet|bathroom|bed|lavatory|loo|stairs|kitchen|door|dining room|way|bedroom|lav|privy|ward)(?= "
         r"|$)(?! (?:key|roll|of the))",
         unless=_NOT_CONFUSED),
    *row("confused", -0.4, 0.4, 0.8, "anyone",
         r"(?:where (?:in|on|the|at) (?:[\w']+ ){1,2}?(?:am i|are we|is this)|where am i"
         r"|where is this(?: place)?|where's this(?: place)?|where are we|what's this place|what's this then"
         r"|what is this place|which way is|which way (?:do|to|did)|what place is this|what's this (?:house"
         r"|building|room)|where on earth (?:am i|are we|is this)|where the [\w']+ am i"
         r"|where(?:'ve)? (?:have )?(?:i|you|they) (?:brought|put|landed|taken|got|been) ?(?:me|to|taken)?"
         r"|where in the world|what town is this|what country)(?= now| at| then| please| supposed| meant| i"
         r"| nurse| at| this| is| the| my| to| today| dear|$)(?! the (?:telly|remote|news))",
         r"(?:what|which) (?:sort|kind|type) of (?:a )?(?:place|house|home|hotel|room)(?: is| do you call)",
         rf"(?:is|was|isn't|are|aren't) (?:this|it|that|we|i|here) ?(?:a|an|the|my|in|at|in a|at the|on|really"
         rf"|still|some sort of|some kind of|supposed to be)? ?(?:[\w']+ )?{_PLACE}(?= |$)(?: (?:or|now|then"
         rf"|what|please|that|is it|i'm in|we're in|nurse|already|am i late|are we|i'm on|it|where is it|where"
         rf"|on))*(?= is this| are we| am i| what| when|$)",
         r"is (?:this|that|it) (?:[\w']+ )?or (?:where's it|what's it|where|what|is it|a|the)(?: is (?:it|this"
         r"|that)| am i| are we)?(?= |$)",
         r"(?:this|that|it) isn't (?:my|our) (?:room|bed|chair|house i)(?= |$)",
         r"(?:looks?|seems?|is|it's) (?:all )?(?:so )?(?:different|changed|strange)(?: in)?(?: here| today"
         r"| somehow| now| and i|$)",
         r"(?:is|did we have|has|have we had|when does|when did) the war (?:[\w']+ )?(?:over|done|on|yet"
         r"|finished|ended|end|still)",
         r"what (?:do they|do you|would you) call (?:this|here)(?: place|$)",
         r"am i (?:supposed|meant) to be (?:somewhere|here|in|doing|anywhere)",
         r"what (?:town|place|city|country|street|hospital|building|floor|ward) (?:is |am i |are we )?(?:this|it"
         r"|here|in)",
         r"which way's which|which is which|who's which",
         r"(?:whose|who owns|which)(?:'s)? (?:this |that |these )?(?:house|room|bed|coat|chair|place|clothes"
         r"|slippers|one|cardigan|dress|bag|glasses|door|way)?(?:'s)?(?: is| are|'s)? ?(?:this|that|these|mine"
         r"|is it|my room|my bed|my chair|which)(?= |$)(?: then| please| now)*$",
         rf"(?:is it|isn't it|is it still|is today|what's today|are we"
         rf"|is it not) (?:[\w']+ )?(?:the )?(?:sabbath|{_DAY})(?= or| now| is it| today| already| yet| then"
         rf"| still| again| or what|$)(?: (?:or|now|is it|today|already|then|yet|what|still|again|[\w']+ing"
         rf"|night|evening|[\w']+day|isn't it|or is it|have i))*$(?<!is it bedtime)",
         r"(?:what|which) (?:[\w']+ )?(?:day|year|month|season|date|time|part of the day)(?:'s| is|'d| are"
         r"| of (?:day|year) is|'s it)* (?:it|this|we in|today|we|are we|we on|we at|it today|this now|it now"
         r"|the)(?= |$)(?! (?:he|she|they|was|starts|start|on|on (?:telly|the)|your|you))(?: (?:today|now|again"
         r"|please|then|dear|nurse|love|are we|is it|anymore))*$",
         r"what(?:'s| is) (?:the (?:day|date|month|year)|today)(?: today| again| now| please|$)",
         r"(?:what's|what is|what on earth is|what on earth's|what the [\w']+'s) (?:happening|going on|all this"
         r"|all this about|this all about|this about|everybody doing|everyone doing)(?: here| now| please| about"
         r"| with me| nurse|$)",
         r"(?:what's|what is) happening to me|what's (?:wrong|the matter|up) with (?:me|my (?:head|mind|memory"
         r"|brain))(?! knee)",
         r"why am i (?:in )?(?:here|this|wearing|sitting|being)|why (?:have|did|are|do|has) (?:you|they|i"
         r"|everyone|everybody) (?:[\w']+ )?(?:brought|bring|put|keeping|keep|calling|moved|move|changed|put|got"
         r"|have|come|here) (?:me )?(?:here|in (?:here|this)|moved|in this|everything|things|my|me here"
         r"|that name)",
         r"(?:how|when|why|who) (?:on earth |in the world |the devil )?(?:did|have|was|'d) (?:i|you|they|we"
         r"|they've) (?:ever |all )?(?:get|come|end up|land|got|brought|bring|put|arrive|arrived|be|been|wind up"
         r"|fetch up) ?(?:me )?(?:up |to be |to |in |into )*(?:here|this (?:place|room|bed|house|chair)"
         r"|there)(?= |$)",
         r"who (?:brought|put|moved|sent|took) me (?:[\w']+ )?(?:here|in (?:here|this)|there|this)?",
         r"(?:what|why) (?:am i|are we|on earth am i|in the world am i) (?:[\w']+ )?(?:doing|supposed to"
         r"|meant to|here for|in here for|here|waiting for|to do)(?= |$)(?! (?:for (?:lunch|tea|dinner"
         r"|my birthday)|on saturday|next))",
         r"(?:what|which|who|when|where) (?:am i|was i|are we|do i|should i|were we|must i"
         r"|did i)(?: [\w']+)? (?:supposed|meant|going|about|have|to|doing|go|be|sleep|live|sit|saying|looking"
         r"|after|come|came|want|sit down|in here|meant)(?: to| for| from| now| here| in| next| then| do| this"
         r"| that)*(?= |$)(?! (?:to )?(?:wear|buy|get|put|do|lovely|today (?:at|in)|find|home|keep|for christmas"
         r"|oh yes))",
         r"what (?:was it i|did i (?:come|go|want|get up|walk)|was i (?:doing|saying|looking|after|about|going"
         r"|on about))",
         r"(?:how long|since when) (?:have|am|'ve) i (?:been |going to be )?(?:here|in here|asleep|living"
         r"|in this|stuck|waiting)(?= |$)|have i (?:always )?(?:been|lived) here(?: long| before|$)"
         r"|have i been (?:here|asleep|away|ill)|do i (?:live|stay|sleep|know you|know her|know him|know that"
         r"|belong|work) ?(?:here|in this|in here|from somewhere|$)|am i (?:at home|home|dreaming|dead|late"
         r"|in (?:the )?(?:right|wrong|hospital|trouble|my)|alive|awake|asleep|in hospital|on holiday|staying"
         r"|on my holidays|all right in the head|at school|married|ill|going mad)(?= |$)",
         r"(?:who're|who are|who's|who is|who was|who were) (?:all )?(?:(?:these|those|they|you|them|that|this"
         r"|she|he) )(?:[\w']+ )?(?:people|folk|folks|lot|men|women|strangers|woman|man|lady|girl|boy|fella|then"
         r"|again|supposed to be|meant to be|person|chap|in the (?:mirror|photo|picture))(?= "
         r"|$)(?! (?:at the door|who won|in the film|singing|on (?:the )?(?:telly|tv)))",
         r"who(?:'s| is| are) (?:she|he|you)(?: again| then| supposed to be| meant to be)+$|who am i$"
         r"|what's my name|who are you$|who are (?:they|these|those)(?: all)?$",
         r"(?:do|should|have) (?:i|we) (?:[\w']+ )?(?:know|met|meet|recognise) (?:you|her|him|them)(?: before"
         r"| from somewhere| at all|$)|(?:i|i should|i feel i|i must) (?:[\w']+ )?(?:should|ought to) (?:know"
         r"|recogni[sz]e|remember) (?:you|her|him|your|this|that|my own|them)",
         r"what(?:'s| is| was| did you say) (?:your|her|his|that|the|my|your) (?:[\w']+ )?(?:name|word|called"
         r"|it called|names)(?: was)? (?:again|called|for it|i forget|now|what was)",
         r"are you (?:my|our) (?:daughter|mother|sister|wife|husband|son|mum|mam|brother|aunt|nurse|father"
         r"|granddaughter|grandson|girl|boy)(?= |$)|which (?:one|daughter|son|of them|of you) are you",
         unless=_NOT_CONFUSED),
)
# fmt: on
