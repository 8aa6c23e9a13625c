"""Rows of going home: asking for it, asking the way, waiting to be fetched, and what waits there."""

from companion.perception.words.care_words import IM, MY_PLACE, NAME
from companion.perception.words.rows import Pattern, row

_GO = (
    r"(?:(?:go|get|be|come|going|getting|be going|be getting|head|heading|headed|off|be off|return|returning"
    r"|back|run|running|make my way|see|walk|travel|be heading|setting off|set off|leave for|away|make for|be away"
    r"|slip|on) )"
)
_LEAVE = (
    r"(?:leave|leaving|out|get out|be leaving|be let out|let out|allowed out|discharged|go|away|released"
    r"|be discharged|get away|be going|escape|free|sprung)"
)
_KIN_THERE = (
    rf"(?:mother|mum|mam|mammy|mummy|mom|mama|wife|husband|father|dad|daddy|da|children|kids|family|dog"
    rf"|cat|man|hens|folks|parents|missus|babies|baby|sister|people|lot|lads|boys|girls|bairns|{NAME})"
)
_CHORES = (
    r"(?:feed|milk|see to|get back to|put|make|cook|collect|pick up|fetch|walk|bring in|get in|lock up"
    r"|meet|get|start|light|water|let out|let) (?:the |my |our |his |their |some )?(?:[\w']+ )?(?:cows?|hens"
    r"|chickens|cat|cats|dog|dogs|horses?|sheep|pigs|children|kids|baby|bairns|weans|wee ones|little ones|boys|girls"
    r"|shop|washing|dinner|tea|supper|fire|school|tea on|dinner on|potatoes|garden|lambs|goats|stove|range|budgie"
    r"|hus?band)"
)

# fmt: off
GO_HOME: tuple[Pattern, ...] = (
    *row("go_home", -0.5, 0.2, 0.85, "myself",
         rf"i(?:'d|'ve|'ll|'m| am|'s)? (?:(?:just|really|only|do|so|please|still|all|but|truly|desperately"
         rf"|always|now|be) )*(?:want|wanting|need|needing|wants|have|must|would like|wish|wishing|like|love"
         rf"|ought|should|better|best|had better|long|longing|dying|aching|pining|got|gotten|to|ready|waiting"
         rf"|desperate|going|off|think it's time|think i'll|have got|supposed|trying|hoping|asking|fixing|due"
         rf"|meant|itching|keen|yearning|have|given)(?: to| for| i could| it was time| till i can| that i could"
         rf"| i was)* ?{_GO}*(?:to |for |in |back to |back in |back at |by )?{MY_PLACE}(?= |$)(?! (?:help|made"
         rf"|cooked|loving|team|time|and away|page|straight|comfort|is where|delivery|perm|to be made|truths?"
         rf"|fixed|cleaned|brought))",
         rf"(?:i'm|i am) (?:off|away|going|heading|headed|leaving) {_GO}*home(?: now| then| tonight| today| this"
         rf"| the day| tomorrow| in the| soon| to| and|$)",
         r"(?:i|i'm|all i) (?:(?:just|only|really) )*(?:want|wanting|want's|want is)(?: to)? (?:be )?(?:home|out"
         r"|away from here|out of here)(?= |$)",
         r"^(?:(?:please|oh|take me|just|i want) )*home(?: home)*(?: please| now| take me home| i want home)*$",
         rf"(?:i )?wish (?:i|they'd let me|i could|someone would|somebody would|they would|i was|i were|you'd"
         rf"|you could|he'd|she'd) (?:[\w']+ ){{0,4}}?(?:back )?(?:to |in |at )?{MY_PLACE}(?= |$)",
         rf"(?:take|bring|drive|let|send|get|fetch|carry|run|see|drop|walk|have|wheel|ship|give me a lift"
         rf"|give me a ride|help|show|lead|escort|collect|pick me up and take|come and take|pop) me (?:(?:go|get"
         rf"|away|back|off|on|up|out|a lift|a ride|to go|to get|over|along|and take me|the way|down) )*(?:to "
         rf"|the way )?{MY_PLACE}(?= |$)(?! (?:and|with|from|a|some|my) (?:present|letter|bread))",
         r"(?:to )?(?:take|get|bring|drive|fetch|see) me home",
         r"(?:lift|ride|taxi|bus|train|way|car|cab|road|ticket|path)(?<!the way) (?:[\w']+ ){0,2}?(?:home"
         r"|back to (?:my|our))(?= |$)",
         r"(?:i )?(?:need|want|can you get me|get me|call me|call|phone me|phone|ring|order|order me|i'll get"
         r"|book|book me|send for|fetch me|where do i get|someone call|somebody call) (?:for )?(?:a|my"
         r"|the) (?:taxi|cab|lift|ride|bus|minicab|uber)",
         r"(?:where's|where is|which|where do i (?:get|catch)|is that the|is this the) (?:the |my |a )?(?:[\w']+ )?"
         r"(?:bus stop|station|way out|exit|door out|front door|last bus|number [\w']+|way to the station)(?= |$)"
         r"(?! (?:closed|replaced|in the song))",
         # Who only asks when a bus comes says nothing of home.
         r"(?:have i missed|i've missed|i'll miss|i've to catch|i have to catch|i need to catch|got to catch"
         r"|need to get|i must catch|can't miss) (?:the |my |a )?(?:[\w']+ )?(?:bus|train|tram|ferry|boat|taxi"
         r"|number [\w']+)(?= |$)(?! (?:driver|pass|station closed|replaced|in the song))",
         r"(?:when|can|may|could|why can't|how|what time|how soon|won't|why won't|will|do|am|aren't|shall"
         r"|is it time|isn't it time|is it time i|how long till|how long before|how long until|what day"
         r"|which day|why don't|should|must|why am i not|why aren't) (?:do |am |are |can |may |will |shall "
         r"|could |did |was )?(?:i|we|you let me|they let me|you letting me|they letting me|you take me"
         r"|you please take me|i not|i please|we please|someone take me|somebody take me"
         r"|me) (?:[\w']+ )?(?:please |just )?(?:go|get|going|getting|be|be getting|be going|heading|head|be off"
         r"|be able to go|come|allowed|getting to go|be taken|to)? ?(?:to (?:go|get) )?(?:back |on )?(?:to (?:my"
         r"|our) (?:own )?(?:house|home|flat|place|bed|bungalow)|home)(?= |$)",
         r"(?:time|about time|high time|it's time|is it time|nearly time|isn't it time) (?:for me to|to|i|we"
         r"|i was|we were|i went|for) ?(?:be |get |getting |was |were )*(?:go|going|went|get|head|off|be off"
         r"|heading)? ?(?:back |off )?(?:home|getting back|making tracks|making a move|making my way)",
         r"(?:i'd better|i'd best|i should|i ought to|i must|i need to|i've got to|i've to|better|i'll) (?:be "
         r"|get |start )?(?:making tracks|making a move|get going|be getting (?:back|on|off|along)"
         r"|getting (?:back|off|along|on my way)|heading (?:off|back)|be off|on my way|making my way)(?= |$)",
         rf"(?:when|why|how|how soon|what time) (?:do|can|may|can't|am|will|could|don't|won't|must|was|are"
         rf"|is it) (?:i|we|they let me|you let me|you be letting me|they letting me|me) (?:not |ever |get |be "
         rf"|getting |to |going to |have to |being |allowed |able )*{_LEAVE}(?: of here| of this place| now"
         rf"| today| please| from here| this place|$)",
         r"let me (?:go|out|away|leave)(?: of here| home| now| please| i)*$",
         r"let me out(?! of the (?:house|office))",
         r"get me (?:out|away)(?: (?:of|from))? (?:of )?(?:here|this (?:place|hole|dump|prison|jail|hellhole"
         r"|home)|there)",
         r"i (?:just |only |really |do |please )*(?:want|need|have|'ve got|got|'d like|must|would like|going"
         r"|trying|wish i could|have)(?: to)? (?:get )?(?:out|leave|away|get away|escape|get going)(?: (?:of"
         r"|from))? ?(?:here|this place|there|this (?:hole|dump|prison)|now)?(?: now| please| today"
         r"| tonight)*$(?<!want away)(?<!i've got)(?<!want now)",
         r"(?:won't|don't|doesn't|never|refuse to|can't|not) (?:[\w']+ )?let (?:me|us) (?:go|out|leave|home"
         r"|get home|away|off|go out)(?: home| of here| out)*",
         r"i (?:just |really )?(?:want|need|miss|long for|'d like|'d love) my (?:own )?(?:home|house"
         r"|(?<=own )bed|place|flat|front door|fireside|own bed|own home|own house|own things around|garden"
         r"|kitchen|bungalow|cottage|farm)(?= |$)(?! (?:made|changed|warmed|fixed|cleaned|raised|moved|lowered"
         r"|brought|key|clean))",
         r"i (?:don't|do not|can't|shouldn't|won't|am not|ain't|'m not|refuse to|never|mustn't"
         r"|not)(?: going to)? (?:live|living|belong|want to (?:be|stay|live|stop|sleep|die|spend)|wanna stay"
         r"|stay|staying|stop|stopping|be|supposed to be|meant to be|sleep|sleeping|spend another|bide|biding"
         r"|stand it|asked to be|asked to come|want to be) ?(?:[\w']+ )?(?:in |at )?(?:here|this (?:place|house"
         r"|hotel|hospital|home|dump|hole)|another (?:night|day|minute))(?= |$)(?! (?:for|because) (?:lunch"
         r"|bingo))",
         r"(?:this|it|that|here) (?:isn't|is not|ain't|is no|'s not|'s no|doesn't feel like|will never be"
         r"|not) (?:really )?(?:(?:my|our|a real|a proper|like|the same as) )?(?:home|house|my own home"
         r"|where i (?:live|belong|should be))(?= |$)(?! (?:time|without|to write|made))",
         r"(?:i've|i have|had|i've had|i'm) (?:quite |just |had )?(?:enough of (?:this (?:place|hotel|hospital"
         r"|home|dump|hole|lark)|here|being here)|been here (?:long enough|too long)|sick of (?:this place"
         r"|it here|being here)|tired of (?:this place|being here)|fed up (?:of|with|in) (?:this place|it here"
         r"|being here|here))",
         r"(?:i )?(?:hate|can't stand|can't bear|can't stick|detest|loathe) (?:it in |being in |it "
         r"|being )?(?:here|this (?:place|hotel|dump|hole|prison|home))(?= |$)(?! (?:when|because it's too"
         r"|without))",
         r"(?:where's|where is|where are|where've they put|where have they put|where did they put|fetch|get"
         r"|bring|hand|pass|find|fetch me|get me|bring me|i need|i want|i'll get|let me get|i'll just get"
         r"|have you got|give me|help me find|i've got|who's got|who has) (?:me )?(?:my |the )(?:hat and |good "
         r"|own |big |outdoor |winter |overnight )*(?:coat|coat and hat|suitcases?|case|outdoor shoes|bags"
         r"|coat and (?:bag|shoes|scarf|things)|hat and coat|overcoat|house keys|door key|front door key"
         r"|car keys|keys to (?:my|the) house|bus fare|bus pass|train ticket|fare home"
         r"|travelling clothes)(?! (?:is|of paint|study))",
         r"(?:pack|packed|packing)(?: up)? (?:my|me|up my|me my) (?:[\w']+ )?(?:bags?|case|things|suitcase|stuff"
         r"|bits|gear)",
         r"my (?:bags?(?:'s| is| are)?|case(?:'s| is)?|things are) (?:all )?packed",
         rf"(?:my|the) (?:{_KIN_THERE}|himself|herself)(?:'s| is| are|'re| will|'ll| must| must be"
         rf"| will be)* (?:[\w']+ )?(?:be )?(?:waiting|wondering|worrying|worried|expecting|wanting (?:his|her"
         rf"|their|me)|frantic|needs? (?:me|feeding)|worry|wonder|fret|want|sick with worry|home from|on (?:his"
         rf"|her|their) own|out of (?:his|her|their) mind|need feeding|at home|going to (?:worry|wonder|kill"
         rf"|be))(?! (?:room|list|to see you))(?= |$)",
         r"(?:mother|mum|mam|mammy|mummy|mom|mama|dad|daddy|he|she|they|the children|the kids|the wife|himself"
         r"|herself|my [\w']+)(?:'ll| will| must|'ll all) (?:[\w']+ )?(?:have the (?:tea|dinner|supper)"
         r"|be (?:[\w']+ )?(?:waiting|wondering|worrying|worried|expecting|wanting (?:his|her|their|me)|frantic"
         r"|home (?:from|soon|for)|in from|having|looking for me|cross|angry|beside))(?= |$)",
         rf"(?:i(?:'ve|'ll)?|i have|i must|i need|i'd better|i should|i ought|i'm|who's|i) (?:(?:got|have|to"
         rf"|need|must|just|'ve|had|better|going|really|ought|late) )+(?:to )?(?:(?:go|get|be|home|back|and|in"
         rf"|there|to|for) )*{_CHORES}",
         r"(?:i(?:'ll)?|i have to|i need to|i must|got to|i'd better|i should|i've to|i've got to) (?:be "
         r"|get )?(?:home|back) (?:before|by|in time|for|to|while|till|until|when|or|and)",
         r"(?:them|the|my|those) (?:[\w']+ )?(?:cows?|hens|dog|cat|pigs|sheep|horses?|animals|goats) (?:want"
         r"|wants|need|needs|needing|wanting|will want|'ll want) (?:milking|feeding|letting|walking|seeing"
         r"|bringing|me)",
         r"(?:i've|i have|there's) (?:a|the) (?:[\w']+ )?(?:fire|house|range|stove|dinner|supper|place|farm|shop"
         r"|bairns) to (?:see to|go to|get|mind|run|light|make|cook|get back to)|(?:i've to|i have to|i must"
         r"|i need to|i'm to) be (?:in|home|back|away) (?:by|before|for|at)|(?:i'm|all) packed(?= |$)|(?:run"
         r"|drive|take|bring|drop|get|send) me (?:back |home )+to (?!bed|sleep|my (?:room|seat|chair))[\w']+"
         r"|(?:owns?|have|got) a perfectly good (?:house|home|flat|bed)|(?:they )?(?:can't|cannot"
         r"|no right to) keep me (?:here|in)|(?:stopped|stayed|been) (?:here )?long enough|out of your hair"
         r"|discharge me|point me to (?:the|my) (?:car|door|bus|gate)|(?:not|isn't) stopping(?= i'm|$| here)"
         r"|(?:want|need) (?:to )?(?:go |get |be )?back (?:to |at )?(?:ours|my apartment|my place|my own)",
         r"(?:come|coming|comes|when's [\w']+ coming|is [\w']+ coming|sent|send (?:someone|somebody)|ring [\w']+"
         r"|tell [\w']+|tell him|tell her|tell them|ask [\w']+|phone [\w']+|call [\w']+|get [\w']+|somebody"
         r"|someone|my [\w']+'s|he's|she's|they're)(?: [\w']+)?(?: [\w']+)? (?:to|and|is|coming to|'s coming to"
         r"|here to|coming|coming and) ?(?:come and |come |coming to )?(?:fetch|collect|pick|bring|picking"
         r"|fetching|collecting|(?:get|take|taking)(?= me (?:home|back|away from|out|up|from))) (?:me)(?! (?:a"
         r"|some|my|the|out to|to (?:the|church|bingo|lunch|physio)|down|ready|dressed|up (?:on|the) )\b)(?: up"
         r"| home| back| away| out| from| now|$)",
         rf"(?:when|who|what time|is|are|isn't|why) (?:is |are |will |'s |isn't |hasn't )?(?:he|she|they"
         rf"|my [\w']+|anyone|somebody|someone|anybody|that [\w']+|you|it|{NAME}"
         rf"|the [\w']+)(?: [\w']+)? (?:coming to |going to |come to |come and |be )?(?:fetch|collect|pick"
         rf"|picking|fetching|collecting|taking|take|bringing) me(?: up| home| back| away| from|$)",
         r"how (?:do|can|could|will|am|would|shall) (?:i|we) (?:going to |supposed to |meant to )?(?:get"
         r"|go)(?: back)? (?:home|out|to (?:my|our)|away)",
         r"how long (?:am i|do i have to|must i|have i got to|will i|are they|do i|have i to|are you"
         r"|am i going to) (?:[\w']+ )?(?:be |going to be )?(?:stay|stop|be|stuck|here|in here|keep|keeping me"
         r"|kept)",
         r"(?:i've|i have|i've got|i got|got) (?:a|my) (?:[\w']+ ){0,3}?(?:home|house|bungalow|flat|cottage"
         r"|place|farm)(?: of my own)?(?: to go (?:back )?to| waiting| of my own| at| in| to get back)",
         r"(?:i'm|am i|i am|they're|they've|being|they|like|you're) (?:[\w']+ )?(?:a prisoner|prisoner"
         r"|locked (?:in|up)|keep me (?:here|prisoner|locked)|keeping me (?:here|prisoner|locked|in here|from)"
         r"|trapped|being held|held (?:here|prisoner)|stuck in (?:here|this place|this home)|kidnapped|in prison"
         r"|in jail)(?= |$)(?! (?:traffic|in a lift|in my ways))",
         rf"{IM} (?:[\w']+ )?home ?sick",
         r"(?:open|unlock) (?:the|that|this) (?:front )?door(?: and let| so i| please| i| for me"
         r"|$)(?! for (?:him|her))",
         r"(?:sleep|sleeping|sit|sitting|back|be|lie|die|dying|wake up|waking up|safe|settled|happier|better off"
         r"|cook|be back) (?:again )?(?:in|by|at) (?:my|our) own (?:[\w']+ )?(?:bed|home|house|fire|fireside"
         r"|chair|kitchen|place|front room|four walls)",
         r"i (?:live|stay|belong) (?:at|in|on|with|over|by|down|up|just|not|only|somewhere) (?!the (?:war"
         r"|country)|a |fear|hope|a care)(?:[\w']+ ){1,4}(?:not here|and i want|take me|street|road|lane|avenue"
         r"|terrace|close|drive|crescent)",
         r"(?:shall|can|could|should|let's) we (?:please |just )?(?:go|be going|get going|be off|head)(?: off"
         r"| now| back)? (?:home|now)(?= please| now|$)|let's (?:go|get|head) home",
         r"(?:see|seeing|set eyes on|get back to) my own (?:[\w']+ )?(?:front door|home|house|garden|place|bed"
         r"|things)",
         r"(?:i )?(?:want|need|'d like|would like) (?:to )?(?:get )?back to (?:my |our )?(?:own )?(?!sleep|bed"
         r"|bingo|my (?:book|seat|room))(?:[\w']+)(?: [\w']+)?(?= where i live| where i belong"
         r"|$)(?<!to sleep)(?<!to bed)(?<!normal)(?<!room)",
         r"(?:is|are) (?:we|this|it)(?: [\w']+)? (?:going|go|the way|time to go) home(?= |$)",
         unless=r"when i (?:was|got)|i like it here|do you (?:want|go)|what time do you|you can go home"
         r"|are you going home|harvest|home on the range|home and away|drove me home|walked me home"
         r"|home and dry|going home (?:for|at) (?:christmas|easter)|(?:she|he)'s going home|went home"
         r"|tired and i want|see me home(?= he)|home is where|home from home|take it home|bring home the"
         r"|home time for you|close to home|home truths|nothing to write home|(?:get|getting|got) on like"
         r"|till the cows|this is my home"),
)
# fmt: on
