"""Rows of the table: being hungry, and being thirsty."""

from companion.perception.words.care_words import MY, SO
from companion.perception.words.rows import Pattern, row
from companion.perception.words.table_words import BE_NICE, DRINK, FOOD, MEAL, SOME, WANT

_STOMACH = r"(?:tummy|stomach|belly|guts?|insides|tum|innards)"
_MOUTH = r"(?:mouth|throat|lips?|tongue|whistle|gob|thrapple|gullet|tonsils|lip)"

# fmt: off
HUNGRY: tuple[Pattern, ...] = (
    *row("hungry", -0.2, 0.1, 0.85, "myself",
         r"(?:hungry|starving|starved|famished|peckish|ravenous|hangry|clemmed|clemming|ravening|half[- ]starved"
         r"|esurient|underfed|faint with hunger|weak with hunger|hunger|empty inside|hollow|starvin|starvin'"
         r"|hungover from hunger|wasting away|fading away)(?! (?:for (?!food|my|some|a|dinner|lunch|want)"
         r"|caterpillar|work|hippo|herself|himself|years|of (?:company|conversation|affection)|strike|games|eyes"
         r"|like the wolf|horse|thirties|forties|kids|mouths|wolf|tree|log|sound|in the war|voice|victory|legs"
         r"|way|man|dog|cat))(?<!is hungry)",
         rf"{WANT} (?:please )?{SOME}{FOOD}(?= |$)(?! (?:time|money|party|shop|trolley|table|tin|factory|recipe"
         rf"|on the (?:telly|floor)|for (?:him|her|them|you|the (?:birds|dog|cat|ducks))|maker|lady|stall|making"
         rf"|sale|knife|dish|she|he|you|to (?:feed|give (?:him|her|the|you))|of (?:news|gossip)|or (?:is"
         rf"|are) you))",
         rf"{WANT} (?:please )?(?:to )?(?:eat|be fed|feeding|a feed|my food|summat hot)(?= |$)(?! (?:you"
         rf"|my words|my hat|him))",
         r"i (?:haven't|'ve hardly|didn't|never|hardly|ain't|'ve never|'ve barely)(?: [\w']+)? ?(?:eaten"
         r"|been fed|ate|had|got|get|tasted|seen|touched)(?: (?:any|my|a|an|of|anything|no|much|one|a thing"
         r"|proper|the|decent|so much as a|single|hot|bite to|to))* (?:breakfast|lunch|dinner|supper|food|eat"
         r"|bite|meal|pudding|crumb|morsel|mouthful|scrap|feed|brekkie|my tea)(?= |$)(?! (?:at|out|with|like|so"
         r"|made))",
         r"i (?:haven't|hardly|didn't|never|ain't)(?: [\w']+)? ?(?:eaten|been fed|ate|eat)(?= since| today| all"
         r"| yet| a thing| anything| enough| properly| for| in| a bite| a crumb|$)",
         rf"i've (?:not|hardly|barely|never) (?:[\w']+ )?(?:eaten|been fed|had (?:[\w']+ ){{0,2}}?(?:{FOOD}"
         rf"|{MEAL}))(?= |$)(?! (?:like|so))",
         rf"(?:had|have|got|given me|eaten|has been|been|there's|with|on|have had|haven't had|nothing|not"
         rf"|had) (?:nothing|not a thing|not a bite|not a crumb|not a morsel|no {MEAL}|anything|a thing|a bite"
         rf"|a crumb|a morsel|a scrap)(?: [\w']+)? ?(?:to eat|since (?:breakfast|lunch|last night|yesterday"
         rf"|morning|dinner|tea|this morning|six|seven|eight|dawn|toast|my)|in (?:my|me) {_STOMACH}"
         rf"|passed my lips|past my lips|inside me|all day to eat|hot to eat|yet to eat)(?= |$)",
         rf"(?:nobody|no ?one|they|nobody's|no one's|they've|you|you've|have you|has anyone|has anybody|somebody"
         rf"|when are they|when will they|why won't they|why haven't they|are they|is anyone|is anybody"
         rf"|isn't anyone|they never|they won't|won't anybody|won't anyone|she|she's|nurse|the nurse|he|did they"
         rf"|has nobody)(?: has| have| haven't| never| not| going to| gonna| ever| didn't| won't| don't| doesn't"
         rf"| hasn't| forgot to| forgotten to| forgotten| even| yet| all| only| keep| keeps)* (?:brought|bring"
         rf"|given|give|fed|feed|got|made|starving|starve|feeding|bringing|giving|forget|forgot|forgotten|fetch"
         rf"|fetched|make|saved|save)(?: me)?(?: any| anything| my| some| a| enough| proper| me| the| no"
         rf"| about)* ?(?:to eat|{MEAL}|{FOOD}|me(?= yet| today| in here| here|$)|in here|here)(?= "
         rf"|$)(?<!forgotten me)(?<!forgot me)(?<!about me)(?<!give me)(?<!brought me)(?<!bring me)(?<!got"
         rf" me)(?<!made me)(?<!fetch me)(?<!given me)(?<!bringing me)(?<!make me)(?<!save me)(?<!made"
         rf" tea)(?<!get me)(?<!in here)(?<!got here)(?<!me here)(?<!made my tea)(?! (?:cold|was lovely"
         rf"|is lovely|gone))(?<!fetched me)(?<!made the dinner)(?<!made dinner)(?<!made the tea)",
         r"(?:could|can|can't|couldn't|would) (?:i |we |you )?(?:just |easily |happily |really |fair |right "
         r"|have )*(?:eat|ate|demolish|scoff|devour|put away|murder|scran) (?:a (?:whole |scabby |wee "
         r"|small )?(?:horse|cow|pig|elephant|ox|donkey|sheep|house|bullock|bear|child)|the (?:hind|leg|arse"
         r"|back|table|legs|wallpaper|carpet|whole|curtains|plate|hind leg)|anything|something|now|that"
         r"|my (?:own )?(?:arm|hand|boots|shoe)|for|a bit|two|three|another|everything|my (?:dinner|lunch|tea"
         r"|supper|breakfast|pudding)|a (?:wee|little) (?:something|bite|bit))(?= |$)(?! (?:england|ireland"
         r"|scotland|wales|britain|like that|else))",
         rf"where(?:'s| is|'ve they put| have they put|'s that)? (?:my|our|that) (?:[\w']+ )?{FOOD}(?= "
         rf"|$)(?! (?:tin|knife|shop|from|made|crumbs|recipe|lady|he|she))(?: (?:got to|gone|to|then|please"
         rf"|nurse|gotten))*",
         rf"(?:is it|isn't it|is it not|it must be|must be|is it getting|surely it's|it's|it's nearly|it's past"
         rf"|past|nearly|near) (?:nearly |almost |soon |near |about |time for |past |still not |not |long till "
         rf"|long until |getting on for |way past )*(?:my |our |the )?{MEAL}(?:[- ]?time)?(?= yet| soon| now"
         rf"| nearly| i| then| nurse| surely| already| is it| or what"
         rf"|$)(?<!it's tea)(?<!it's food)(?<!it's lunch)(?<!it's roast)",
         rf"(?:when|what time|how long|how soon|what time's|when's)(?: do| are| will| is| till| until| before"
         rf"| does|'s|'ll)* (?:we|i|they|you|it|to|the|my|our|us|going to|be|have)* ?(?:[\w']+ )?(?:eat|eating"
         rf"|fed|getting fed|be fed|feed me|serving|serve|{MEAL})(?= |$)(?! (?:party|table|with|dance|was|over"
         rf"|finished|recipe|lady|shop|in the (?:war|oven)))(?: (?:be|is|on|ready|served|coming|up|round|around"
         rf"|today|yet|here|time|please|do you think|start|then))*(?<!when tea)",
         rf"(?:is|isn't|will|are|has|hasn't|'s|was|when's) (?:(?:the|my|our|that|there"
         rf"|any) )?(?:{MEAL}) (?:[\w']+ )?(?:ready|soon|coming|late|yet|on|here|be long|nearly|on its way|done"
         rf"|come|up|been|not|served|still|anywhere|cooked)(?= |$)(?! (?:your|the (?:bill|cards|slate|table)|he"
         rf"|she))",
         rf"(?:{MEAL})(?:'s| is|'ll be| will be| was)? (?:[\w']+ )?(?:late|overdue|never (?:came|come|arrived)"
         rf"|not (?:come|here|arrived)|taking (?:its|their)|hasn't come|didn't come|a long time coming"
         rf"|an age away|hours away|seems (?:a long|ages|hours)|ages away|still not|so small|tiny|wasn't enough"
         rf"|not enough)(?= |$)",
         rf"what(?:'s| is|'ve we got|'ve they got| have we got| are we having|'re we having| will we have"
         rf"|'s there| do they have| is there|'s cooking|'s that cooking|'s that smell)? ?(?:that )?(?:for|to"
         rf"|on for)? ?(?:my |our |the )?(?:{MEAL}|eat|cooking|starters|sweet)(?: today| tonight| then| please"
         rf"| i|$)(?<!what's food)(?<!what's tea)(?<!what's pudding)(?<!what's roast)",
         rf"(?:my|me|the) {_STOMACH}(?:'s|s| is| keeps| thinks| must| feels| has|'s all| won't| is all"
         rf"| and backbone)* (?:[\w']+ ){{0,3}}?(?:rumbling|rumbles|empty|growling|growls|grumbling|grumbles"
         rf"|gurgling|roaring|throat(?:'s| is| has)? (?:been )?cut|backbone|talking|flapping|complaining|hollow"
         rf"|making (?:noises|such|a racket)|calling|shouting|groaning|stuck to|sticking to|singing|churning for"
         rf"|clemmed|yelling|crying out|barking|screaming|meeting|spine|shrinking|thundering)(?= |$)",
         rf"(?:thinks|think) my throat(?:'s| has| is)?(?: been)? cut|hole (?:in|where) my {_STOMACH}"
         rf"|{_STOMACH} like a (?:drum|cave|barrel)|on an empty {_STOMACH}|fill (?:a|this|the|my) (?:hole|gap"
         rf"|empty|wee gap|belly|stomach|tummy|corner)|keep the wolf|wolf from the door|(?:weak|faint|dizzy"
         rf"|lightheaded|light-headed|perishing|dying|shaky|passing out) (?:with|from|for|of) (?:the )?(?:hunger"
         rf"|want of (?:food|something|a bite|my)|lack of food|starvation|not eating|food|no food|a bite)",
         rf"(?:a |an |some |the |my |another |any )?(?:[\w']+ ){{0,2}}?{FOOD} {BE_NICE}(?= |$)",
         r"(?:i )?(?:could |can |would )?(?:just )?(?:any chance of|is there|could murder|could go|go|fancy"
         r"|manage) (?:a|some|that|another) (?:[\w']+ )?(?:slice|bite|bowl|plate|piece|cut|helping|round|scrap"
         r"|heel|wedge|bag|packet|tin|wee bit|bit) of [\w']+(?= |$)(?! (?:peace|quiet|company|news|paper|fun))",
         rf"(?:^|please |and |just |got |is |now )(?:a|an|some|another|more"
         rf"|any) (?:[\w']+ ){{0,3}}?{FOOD}(?: [\w']+){{0,3}}? ?(?:please|if (?:you|there|it)|that's what i"
         rf"|is what i|'s what i|i'm after|i fancy|i could|i'd like|for me|going|to (?:keep|tide|see) me)(?= |$)",
         rf"{FOOD}(?: [\w']+){{0,5}}? (?:that's|is|'s) (?:all |just |exactly )?(?:what|all) (?:i'm after|i want"
         rf"|i need|i could|i fancy|i'd (?:like|love|give)|i'm (?:wanting|craving|longing|dying))",
         rf"(?:you|i don't suppose you|you'd|you do|do you)(?: not| don't| wouldn't)? (?:have|got"
         rf"|be having) (?:a |an |any |some )?{SOME}{FOOD}(?: [\w']+){{0,3}} (?:about you|on you|for me|going"
         rf"|handy|to spare|left)",
         r"(?:bite nor sup|nothing to nibble|to nibble(?: on)?|a wee nibble|forgot(?:ten)? my (?:tray|dinner"
         r"|lunch|breakfast|supper|pudding)|forget my (?:tray|dinner|lunch)|nothing nothing|where(?:'s"
         r"| is) my (?:tray|plate)|everyone else is eating|everybody else is eating|when(?:'s| is) (?:chow|grub"
         r"|tucker|scran))",
         r"(?:what's|what does) (?:[\w']+ ){1,4}?(?:got to|have to|gotta) do to get (?:a|some|fed)(?! (?:rest"
         r"|sleep|drink|cuppa|brew))",
         rf"(?:^is that|smells? like|can smell|smells of) (?:a |the |that )?{FOOD}(?= i can| get| bring| in here"
         rf"|$)",
         rf"(?:is there|are there|would there be|any|have you|have you got|got|you got|is there not"
         rf"|there wouldn't be|isn't there|have we|d'you have|spare|anybody got|who's got) (?:any |some |a "
         rf"|e'er |anything |by any chance |not |such a thing as |the |got )*{SOME}{FOOD}(?: [\w']+)? ?(?:going"
         rf"|left|about|for me|to be had|handy|to spare|in the (?:house|kitchen|cupboard|tin|place)|over"
         rf"|on the go|lying about|anywhere|please|hereabouts|around|$)(?! (?:time|round the))",
         r"(?:is there |can i have |could i have |i want |i'd like |may i have |any |give me |have )+(?:any "
         r"|some |a bit |a wee bit |please )*(?:more|seconds|another helping|second helping|extra)(?= please"
         r"| of (?:that|the) (?:pie|pudding|dinner|stew|soup|cake|mash|potatoes|gravy)| to eat| food|$)",
         r"(?:still|not|isn't|wasn't|wouldn't|never|hardly|that"
         r"|barely) (?:[\w']+ ){0,4}?(?:enough (?:to (?:eat|feed|fill|keep)|dinner|food|for a (?:bird|sparrow"
         r"|mouse))|feed a (?:sparrow|mouse|bird|fly|flea|child|wren|budgie)|fill (?:a |me|my)|keep a (?:bird"
         r"|sparrow|mouse|budgie)|touch the sides|keep body and soul|feed me (?:enough|properly|here))(?= |$)",
         r"(?:i(?:'ve)?|they(?:'ve)?|we(?:'ve)?|i was|did i|have i|i must have|somebody|someone"
         r"|who) (?:[\w']+ )?(?:missed|miss|missing|skipped|given no|forgot|forgotten|went without|go without"
         r"|gone without|had no|got no|get no|done without|eaten|pinched|took|ate|slept through"
         r"|pass up) (?:out on |about )?(?:my|our|me|any|the)? ?(?:breakfast|lunch|dinner|supper|brekkie"
         r"|pudding|meal|food|meals)(?= |$)(?! (?:with|at (?:the|my)|and it|was|for|together|together|out"
         r"|on))(?<!ate lunch)(?<!ate dinner)(?<!ate breakfast)(?<!ate my dinner)(?<!ate my lunch)(?<!took my"
         r" lunch)",
         r"(?:^|haven't had|no|without|not had|without my|minus my|still no|got no|there's no|had no) (?:any "
         r"|my |a )?(?:breakfast|lunch|dinner|supper|brekkie|food)(?: yet| today| again| for me| at all"
         r"| this morning| since| tonight| in me| inside me| here"
         r"|$)(?<!^lunch)(?<!^dinner)(?<!^breakfast)(?<!^food)(?<!^supper)",
         rf"(?:i'm|i am|i've been|been|is|just) (?:[\w']+ )?(?:ready for|looking forward to|waiting (?:on|for)"
         rf"|dying for|gasping for|longing for|after|dreaming of|dreaming about|thinking (?:about|of)|fancying"
         rf"|craving|desperate for|drooling (?:over|for|at|about)|in the mood for|partial to|wanting|in need of"
         rf"|salivating|missing|smelling) (?:my |a |an |some |the |that |of |for |about |nothing but "
         rf"|me )*(?:[\w']+ )?{FOOD}(?= |$)(?! (?:party|lady|shop|trolley|making|with (?:my|the)|sale|from|he"
         rf"|she|my (?:mother|mum|mam|gran)))",
         r"(?:feed me|fed me|feeding me|get me fed|something in my (?:stomach|belly|tummy)|put something in my"
         r"|a bite to|bite to eat|i need (?:food|feeding|nourishment|sustenance|grub|to eat)|food please"
         r"|any food|bring (?:the |some |my )?(?:food|dinner|lunch|tea and)|nourishment|sustenance|want feeding"
         r"|when(?:'s| is) (?:the )?(?:food|grub|scran|chow|meal|feed)|mouth(?:'s| is)? watering|could eat"
         r"|i'll eat (?:anything|whatever)"
         r"|what i wouldn't give for a (?:[\w']+ )?(?:" + FOOD + r"|roast|fry)"
         r"|smell(?:s|ing)? (?:of|that|the|like) (?:[\w']+ )?(?:bacon|toast"
         r"|dinner|cooking"
         r"|bread|gravy|cake|baking|soup|roast|stew))(?= |$)(?! (?:for (?:england|thought|ireland)|like"
         r"|the birds|better in|of the))(?<!couldn't eat)(?<!could eat$)",
         r"(?:smell|smells|smelling) (?:[\w']+ )?(?:so |that |really )?(?:good|lovely|delicious|gorgeous|grand"
         r"|nice)(?= is it| when| i could| what time)",
         unless=r"you can't have|couldn't eat|could not eat|enough to eat(?= thank| at)|don't want|not hungry"
         r"|couldn't manage|full up|i'm full|i'm stuffed|stuffed|ate too much|do you (?:eat|want|like)|you want"
         r"|would you like|you hungry|are you|no thank|none for me|no more for me|not for me|for the birds"
         r"|starving (?:himself|herself)|piece of cake|take the biscuit|takes the biscuit|gone off my"
         r"|off my food|gone right off|lost my appetite|no appetite|not eating|had plenty|eaten plenty|just had"
         r"|just eaten|already had|already eaten|recipe|food for thought|big cheese|hard cheese"
         r"|bread and butter issue|his bread|apple of my|apple a day|butter wouldn't|that was (?:a )?(?:lovely"
         r"|nice|grand|delicious)|feed the (?:birds|seal|cat|dog|ducks)|pie in the sky|had (?:my|a lovely|a nice"
         r"|a grand) (?:lunch|dinner|breakfast|tea|supper)"),
)

THIRSTY: tuple[Pattern, ...] = (
    *row("thirsty", -0.2, 0.1, 0.85, "myself",
         r"(?:thirsty(?! work| for (?:knowledge|blood)| man| ground| plants?| lot)|parched(?! (?:earth|ground"
         r"|land|lawn|out in))|dehydrated|gasping(?! at| for (?:breath|air|a (?:smoke|fag|cigarette)))"
         r"|dying of thirst|thirst(?! for (?:knowledge|adventure|blood))|drouthy|drouth|spitting (?:feathers"
         r"|cotton|sand|dust|chips)|dry as (?:a|an|dust|toast|sandpaper|old|the|any|chips)(?: [\w']+)?"
         r"|bone[- ]dry|dried out|dried up like|parchin|drying up|drier than|dryer than|choking for|bite nor sup"
         r"|all cottony|cottony|(?:i'm|i am|i'm that|i'm so|feeling|feel|so|very|awful|terrible|fierce|fair|that"
         r"|gone|gets so|bit) dry(?= |$)(?! (?:now|after (?:my|the) (?:bath|shower)|run|humour|sense|eyes|skin"
         r"|stone|wit|under|cleaned|enough|land|clothes|and warm)))(?<!nothing dry as a bone)",
         rf"{WANT} (?:please )?{SOME}{DRINK}(?= |$)(?! (?:for (?:him|her|them|the|you)|towel|bottle|shop|lady"
         rf"|tray|table|pot|caddy|cosy|party|dance|in the (?:bath|taps|sink)|works|feature|leak|pistol|tank"
         rf"|problem|bill|biscuits|cake|break|when|jug to|to water|she|he|to wash|lilies|morning|leaf|leaves|bag"
         rf"|cup|round|towels?|set|spilled|stain|on the floor))",
         rf"{WANT} (?:please )?(?:to )?(?:drink|wet my|moisten my|quench|refill|top[- ]up|the kettle|a cup"
         rf"|another cup|a glass|a jug|a straw|sip|have a drink)(?= |$)(?! (?:to that|to you|of|and drive|up))",
         rf"(?:{MY}|the) (?:[\w']+ )?{_MOUTH}(?:'s|s| is| are|'re| feels?| has| and throat| and my [\w']+| gets"
         rf"| gone| going| keeps| tastes| am)* (?:{SO})?(?:(?:gone|as|going|got|stuck|sticking|like|feels|all"
         rf"|just|completely|full of|that|fit|lined|awful|so|terrible|cracked and|a|the|been) )*(?:dry|parched"
         rf"|sandpaper|cotton|cotton wool|sahara|gobi|desert|dust|sawdust|birdcage|cardboard|flannel|carpet|sand"
         rf"|cracked|cracking|chapped|glued|roof|cleaving|sticking|stuck|bone|gravel|ash|leather|blotting paper"
         rf"|parrot's cage|bottom of|arid|fur|furry|paper|lime kiln|emery|chalk|biscuit|straw|felt|crying out"
         rf"|old boot|boot)(?= |$)",
         r"(?:tongue|lips?)(?:'s| is| are)? (?:[\w']+ )?(?:sticking|stuck|cleaving|glued|hanging out"
         r"|swollen with)",
         r"(?:haven't|not had|not|ain't had|without|hasn't been|never had|nobody's given me|no one's given me"
         r"|hardly had|hardly|never|haven't been given|haven't got|(?:had|have|given me|been given)(?= nothing"
         r"| not a drop| no )) (?:had )?(?:nothing|a drop|anything|a thing|any|a sip|a sup|much|a mouthful"
         r"|so much as a|a single drop|enough|a|my|one) ?(?:of |to |drop of )?(?:drink|sip|water|sup|liquid"
         r"|fluid|cup|cuppa|brew|drop|tea since|coffee|tea all|tea today|tea this)(?= |$)(?! (?:problem|with|was"
         r"|in the (?:war|pub)|bill|since the war))",
         r"(?:haven't had|i need|not had|never had|i've not had|still waiting (?:for|on)|waiting for|waiting on"
         r"|missed|where's|when's|never got|didn't get|haven't got|they've forgotten|they forgot|forgotten"
         r"|been waiting for|i'd like|who's got|nobody's brought|they never brought|no one's brought|no sign of"
         r"|time for|must be time for|nearly time for|ready for|i'm ready for|what happened to|dying for"
         r"|is it time for|is it) (?:a|my|any|me|the|that|our|some|another|your|morning|afternoon)* ?(?:wee "
         r"|nice |morning |afternoon |hot |cold |little |quick |good )*(?:drink|coffee|water|cuppa|brew"
         r"|cup of tea|cup of [\w']+|tea trolley|drinks trolley|tea lady|tea urn|tea break|kettle"
         r"|glass of [\w']+|beaker|jug|juice|mug of [\w']+|elevenses tea|cup|lemonade|milk)(?= |$)(?! (?:problem"
         r"|lady's name|from the|table|board|is lovely|shop|works|colour|feature|bill|final))",
         rf"(?:a |an |some |the |my |another |nice |wee |drop of |sip of )*(?:[\w']+ )?{DRINK} {BE_NICE}(?= |$)",
         rf"{DRINK}(?: [\w']+){{0,4}}? (?:would|'d) (?:[\w']+ )?(?:be|go|hit|slip|do|taste|suit"
         rf"|save)(?: [\w']+)? ?(?:so |very |just |really )*(?:lovely|nice|grand|welcome|good|great|down"
         rf"|the spot|magic|heaven|bliss|perfect|well|smashing|nicely|me|treat|ticket|job|braw)(?= |$)",
         rf"(?:^|please |and |just |now )(?:a|an|some|another|more|any"
         rf"|one) (?:[\w']+ ){{0,3}}?{DRINK}(?: [\w']+){{0,4}}? ?(?:please|if (?:you|there|it)|that's what i"
         rf"|is what i|'s what i|i'm after|i fancy|i could|i'd like|for me|going|there's a|when you|'s all)(?= "
         rf"|$)",
         r"^(?:(?:please|nurse|oh|just|some|a|drop of|sip of|bit of|i need|need|get|bring|more|any|drink of"
         r"|cold|glass of|little|cup of) )*(?:water|a drink|drink|tea|juice|drink of water|cuppa|brew|coffee"
         r"|milk)(?: (?:please|water|drink|nurse|love|dear|for me|tea|now|for the love of god|quick|going))*$",
         rf"{DRINK}(?: [\w']+){{0,6}}? (?:that's|is|'s) (?:all |just |exactly )?(?:what|all) (?:i'm after|i want"
         rf"|i need|i could|i fancy|i'd (?:like|love|give)|i'm (?:wanting|craving|longing|dying))",
         rf"where(?:'s| is|'ve| have| has|'d) (?:they put |you put |they |you )?(?:my|our|the|me"
         rf"|that) (?:[\w']+ )?(?:{DRINK}|cup|glass|beaker|mug|tea trolley|jug|straw|tea)(?= |$)(?! (?:shop|pot"
         rf"|towel|es|table|lady|set|handle|from|cosy|he|she))(?: (?:got to|gone|to|then|please|nurse|gotten"
         rf"|of [\w']+))*$",
         rf"(?:is there|are there|would there be|any|have you|have you got|got|you got|is there not"
         rf"|there wouldn't be|isn't there|have we|any chance of|chance of|what about|how about|who's for"
         rf"|is anyone|anyone|is anybody|are you|will somebody|someone|somebody|shall we have|will you) (?:any "
         rf"|some |a |e'er |anything |another |by any chance |not |such a thing as |the |making |brewing "
         rf"|boiling |getting |wetting |having |fetching |got )*{SOME}{DRINK}(?: [\w']+)? ?(?:going|left|about"
         rf"|for me|to be had|handy|to spare|in (?:the|that) (?:house|kitchen|pot|place|fridge|jug|tap)"
         rf"|on the go|anywhere|please|around|on|$)(?! (?:shop|party))",
         r"(?:put|pop|stick|get|whack|is|will you put|shall i put|bung|fill|boil|switch) (?:the |that "
         r"|a )?(?:wee )?kettle(?:'s)? ?(?:on|boiled|boiling|going|whistling|off)?(?= |$)(?! (?:of fish|was|drum"
         r"|broke|black|holder|cost|in the shop))|kettle(?:'s| is) (?:on|boiled|boiling)(?= is|$)|wet the tea"
         r"|mash the tea|mash (?:a|some) tea|brew up|make (?:me )?(?:a |some |the |us a )?(?:tea|brew|cuppa"
         r"|cup of|pot of|fresh pot)(?= |$)(?! (?:for (?:them|him|her|you)|every|in (?:the|a) (?:war|pot)"
         r"|like (?:that|my)))|pour (?:me |us |out )?(?:a|some|the|another) (?:tea|cup|drink|water|glass|cuppa"
         r"|drop|dram|pint)|(?:tea|drinks) trolley (?:[\w']+ )?(?:been|coming|come|yet|late|round|missed|passed"
         r"|gone past)|(?:bring|bringing|take|send) (?:the |my )?(?:tea|juice|drinks|coffee|cocoa|water"
         r"|milk) (?:round|around|over)|(?:need|want|like|could do with) something wet|(?:missed|passed) (?:by "
         r"|me )?(?:by )?(?:the |my )?(?:tea trolley|drinks|tea round|tea)",
         r"(?:wet|wetting|whet|moisten|moistened|quench|slake|lubricate|rinse) my (?:[\w']+ )?(?:whistle|lips?"
         r"|throat|thirst|mouth|tongue|tonsils|thrapple)",
         r"(?:my|the|this) (?:cup|glass|jug|beaker|mug|water|bottle|teacup|water jug|flask|tumbler)(?:'s| is"
         r"| has|'s been| am)? (?:[\w']+ )?(?:empty|dry|run out|finished|all gone|out of (?:my )?reach|too far"
         r"|gone|over there)(?= |$)|(?:fill|refill|top|fill up|top up|freshen) (?:up )?(?:my|this"
         r"|the) (?:[\w']+ )?(?:cup|glass|jug|beaker|mug|bottle|water|tumbler)|(?:can't|cannot|couldn't"
         r"|can you) (?:quite )?reach (?:my|the|that) (?:drink|water|glass|cup|tea|jug|beaker|juice|straw|mug)"
         r"|(?:hold|pass|hand|bring|put|reach) (?:me )?(?:over )?(?:my|the|that|over the"
         r"|over my) (?:[\w']+ )?(?:water|drink|glass|cup|tea|juice|beaker|straw|cuppa|coffee)(?= |$)(?! (?:cups"
         r"|towel|jug away|away|down|mats?|over his|tray))(?: (?:to|over|here|please|nearer|closer|up|will|would"
         r"|love|dear|nurse|where|so|a))*",
         r"(?:could|would|can|can't|couldn't|i'd|i'll) (?:[\w']+ )?(?:drink|sup|drain|swallow|down|neck"
         r"|sink) (?:the |a |an |gallons|that|anything|it|dry|buckets|pints|a whole|my own)(?: [\w']+)? ?(?:sea"
         r"|river|lake|ocean|well|canal|bath|loch|trough|gallon|bucket|barrel|pond|dry|tap|liffey|thames|lough"
         r"|gallons|pint|pot|pints|reservoir|rain|thing|bathwater|whole|creek|dam|burn|anything)(?= |$)",
         r"(?:sip|drop|sup|mouthful|glass|cup|drink|jug|swig|slug|drink) of (?:[\w']+ )?(?:water|tea|milk|juice"
         r"|lemonade|squash|coffee|something (?:cold|hot|wet|cool))(?: [\w']+)? ?(?:please|for me|if you"
         r"|to (?:wet|moisten|cool|ease|take)|when you|is all|i'm|nurse|love|would)(?= |$)|(?:something|anything"
         r"|summat|sommat) (?:[\w']+ )?to (?:drink|sip|wet|wash it down|quench)(?= |$)|(?:nothing to drink"
         r"|not a drop (?:to|since|of (?:water|tea)|has|all day)|(?:no|without) (?:water|drink|tea|coffee|liquid"
         r"|fluids?) (?:since|all|yet|today|for hours|in me)|nobody's (?:brought|given|made) me (?:a |my |any "
         r"|so much as a )*(?:drink|tea|water|cup|coffee|cuppa|drop|brew)|(?:tea|coffee|cuppa|brew"
         r"|cup of tea)(?: [\w']+)? (?:two sugars|milk and|no sugar|with (?:milk|sugar|two|lemon|plenty)))(?= "
         r"|$)|cuppa(?: [\w']+)? (?:please|now|wouldn't|would|going)|(?:dry|hot|thirsty|warm) (?:work|in here"
         r"|room|day|weather)(?: [\w']+){0,3} (?:drink|water|thirsty|parched|cuppa|cold)"
         r"|salty (?:[\w']+ )?(?:ham|bacon|soup|fish|crisps|dinner)(?: [\w']+){0,3} (?:thirsty|dry|drink|water)",
         unless=r"don't want|enough to drink|no tea for me|not my cup of tea|cup of tea is it|is that your"
         r"|just had (?:one|a|my)|already had|do you (?:drink|want|like)|you want|would you like|are you thirsty"
         r"|you thirsty|if you(?:'re| were)|not thirsty|watering|the (?:roses|garden|plants|flowers|geraniums"
         r"|cat|dog|birds)|holy water|water under|hot water|in hot|dead in the water|tea (?:dance|towel|cosy"
         r"|leaves)|storm in|for all the tea|drink driving|don't drink|never drank|milk (?:round|float|man"
         r"|bottle)|milkman|spilt milk|horse to water|drink like|high tea|my tea's gone|tea's gone"
         r"|with the queen|no thank|none for me|bath|washing|took to drink|too much to drink|liked a drink"
         r"|gave up|the tide|the sea is"),
)
# fmt: on
