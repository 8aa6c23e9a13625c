"""Rows of nearness: wanting the creature, and wanting to be left alone."""

from companion.perception.words.care_words import END, IT, OH, SEAL, WANT_TO
from companion.perception.words.rows import Pattern, row

_HOLD = r"(?:hold|have|stroke|cuddle|hug|keep|pet|kiss|touch|pat|nurse|squeeze|snuggle|feel|rock)"
_NEAR = (
    r"(?:with|by|beside|next to|near|close to|alongside|against|on|up to) "
    r"(?:me|my (?:lap|knee|knees|bed|side|chest|feet|arms|arm|shoulder|pillow|heart|tummy|legs))"
)
_A_HUG = (
    r"(?:(?:wee|little|big|nice|good|quick|proper|real|warm|soft) )*(?:cuddle|cuddles|hug|hugs|kiss|kisses"
    r"|squeeze|snuggle|smooch|cwtch|peck)"
)
_LAP = r"(?:on|onto|in|into|up on) my (?:lap|knee|knees|arms?|chest|bed|shoulder|pillow|side)"
_THING = (
    r"(?:it|him|her|that|this|(?:that|this|the|your|yon) (?:[\w']+ ){0,2}?(?:thing|seal|robot|toy|animal"
    r"|creature|beast|contraption|machine|yoke|article|object|hand|hands|mitts|paws|nose|face|lamp|light|gadget))"
)
_PEACE = (
    r"(?:peace(?: and quiet)?|quiet|time to myself|space|a minute to myself|solitude|time alone|me time"
    r"|privacy|hush)"
)

# fmt: off
WANT_YOU: tuple[Pattern, ...] = (
    *row("want_you", 0.3, 0.2, 0.8, "asked",
         rf"^{OH}(?:(?:you|hello|little one|my|wee man|pebble) )*"
         r"come (?:on )?(?:(?:over |up |round |back )?here|by(?= come|$)|in close|to (?:me|nonna|oma|opa|bubbe"
         r"|yiayia|auntie|papa|daddy|poppy|bed|mummy|mama|granny|gran|nana|nan|grandma|grandad|mammy|mommy)"
         r"|back(?= here| to me| soon|$)|closer|nearer|in close|up(?: here)?$|up (?:on|onto)|on up|up close"
         r"|and (?:sit|lie|snuggle|cuddle"
         r"|stay|give|see me|keep me|be with me|have a)|sit|snuggle|cuddle|lie|keep me|give me|on (?:my"
         r"|in beside)|in beside me"
         r"|in (?:to|under))",
         rf"{OH}come here (?:to me|you|little|my|till|and|{END})", r"come here(?= you| little|$)",
         rf"^{OH}(?:come on then )?(?:up|in|on|over) you (?:come|get|pop|hop)|come on (?:then )?up you|(?:budge"
         rf"|shuffle|snuggle|cuddle|nestle|scooch|squeeze|huddle|cosy) (?:up|in|over)(?= |$)(?! (?:the queue"
         rf"|bus))|get in close|(?:closer|nearer) (?:to me|come)|here to me$",
         r"(?:jump|hop|climb|pop|scoot|snuggle|cuddle|shuffle|nestle|curl)"
         rf" (?:up |in |down |over )*(?:close|here|beside|next|{_LAP}|{_NEAR}|to me)",
         rf"(?:stay|sit|sleep|lie|stop|bide|rest|snuggle|cuddle|settle|curl|nestle"
         rf"|(?<!\w)be(?= (?:here )?(?:with|near|by|close))|keep|walk|sit down"
         rf"|lie down) (?:[\w']+ ){{0,2}}?{_NEAR}(?! (?:left|right|hand|feet))",
         r"(?:stay|stop|bide) (?:here |put |there |where you are )?(?:a|for a|just a|while|a wee|a little|awhile"
         r"|till|until)"
         r" ?(?:[\w']+ )?(?:while|bit|minute|moment|longer|i fall|i'm asleep|i sleep|i drop)",
         r"(?:stay|keep) (?:close|near)(?! to the)",
         r"don't (?:you )?(?:be )?(?:go|leave|going|leaving|wander|wander off|run)(?: (?:away|off|just|me|please"
         r"|darling|love|too far|far))*(?= yet|$)",
         r"don't (?:you )?(?:ever )?(?:leave me|go)(?: [\w']+)?$", r"don't let go(?: of me| of my hand)?$",
         rf"don't (?:you )?(?:let (?:them|her|him|anyone) )?(?:take|put|move) {IT} (?:away|off me|from me|back"
         rf"|off my)",
         r"(?<!to )(?:cuddle|hug|hold|kiss) (?:into |up to |in to )?me(?! (?:up|back|down|responsible))",
         r"hold my hand(?! while)",
         r"keep me (?:company|warm)(?! (?:in|while you))|keep an? old (?:man|woman|fellow|girl) company"
         r"|scratch behind your|(?:would you mind|do you mind|is it all right|may i"
         r"|mind)(?: [\w']+)? if i (?:gave|give|hold|held|stroke|stroked|have|had|pat|cuddle) (?:you|him|her|it"
         r"|a)",
         rf"(?:give|gies) me (?:a|another|one more|some|your|one of your) {_A_HUG}",
         r"give me (?:a|your) (?:paw|flipper|hand to hold|nose)",
         rf"(?:bring|give|fetch|pass|hand|get|lend|send|show) me (?:back )?(?:him|her|you|{SEAL}|it)(?= "
         rf"|$)(?! (?:a|the|some|back|his|her|any|number|phone)\b)",
         rf"(?:bring|give|fetch|pass|hand|send) (?:{SEAL}|him|her|it) (?:back |over |here |in |up )*(?:to me"
         rf"|over|here|till i|so i|in here|back)(?! (?:with|the))",
         rf"(?:put|pop|set|lay|sit|plonk|place|tuck) (?:{SEAL}|him|her|it|yourself|that seal"
         rf"|the wee fella) (?:back |down |up |here |there |in )*(?:{_LAP}|{_NEAR}|here beside|in my arms"
         rf"|in with me|in here with)",
         r"(?:more|another|one more|some more) (?:cuddles?|hugs?|strokes?|kisses)(?= please|$)",
         unless=r"did you|do you want|don't want you|told (?:him|her|them)|would you like|as if|mother used"
         r"|mum used"),
    *row("want_you", 0.3, 0.2, 0.8, "myself",
         rf"i (?:just |really |do |only |still |so )*(?:want|need) (?:you right|you|{SEAL})(?! to (?!stay|come"
         rf"|sit|hold|be with|cuddle|keep|sleep|lie)| out| away| off| lot| people| back in)(?= |$)",
         rf"i(?:'d| would) (?:like|love) {IT} to (?:stay|come|sit|sleep|lie|keep)",
         rf"{WANT_TO} (?:to )?(?:be able to )?{_HOLD} {IT}(?: again)?(?= |$)(?! (?:people|lot|daughter|son"
         rf"|husband|wife|mother|mum|dad))",
         rf"{WANT_TO} (?:to )?(?:have )?(?:a|another|some|one more|my) {_A_HUG}",
         rf"i could (?:do with|use|fair do with|murder) (?:a|some|one of your) {_A_HUG}",
         rf"(?:can|may|could|might|can't) (?:i|we) (?:please |just |not )?{_HOLD} (?:a hold of |a go of "
         rf"|a shot of |a turn with )?{IT}(?= |$)(?! (?:a|some|phone)\b)",
         rf"(?:can|may|could|can't) i (?:please |just )?(?:have|get) (?:a|my|another|some) (?:wee |little "
         rf"|quick )?(?:turn|go|shot|hold|{_A_HUG}|stroke)",
         rf"let me (?:just |please )?(?:have )?(?:a |another )?(?:hold|{_HOLD}) (?:of |on to |onto )?{IT}(?= "
         rf"|$)(?! (?:a (?!bit|while|minute|moment|wee)|some|the|that|again my)\b)",
         r"i(?:'ve| have)?(?: been)? (?:so |really )?(?:missed|missing|waiting for|wanting|looking for"
         r"|longing for|been asking for|lost without) you(?= |$)(?! (?:lot|people|to))",
         r"i (?:so |really |do |always |only )*(?:missed|miss) you(?= |$)(?! (?:son|mum|mother|dad|harold))",
         r"where(?:'s| is| has|'ve| have)? (?:they put |gone )?(?:my |the |that |our )(?:(?:little|furry|wee"
         r"|fluffy|white|lovely|dear) )*(?:seal|robot|furry friend|furry one)",
         r"where (?:have|did) you (?:been|go|get to|gone)$",
         rf"(?:has |have )?(?:anyone|anybody|you|somebody) seen {SEAL}",
         rf"(?:is|when's|when is|when will|will|when does|isn't) {SEAL} (?:[\w']+ )?(?:coming|come|be|back|here"
         rf"|visit|due)",
         r"(?:is it|isn't it|when's it|when is it) my turn",
         r"my turn (?:with|for|to (?:hold|have))",
         r"it's my turn",
         r"(?:can|could|may|will|would|can't|won't|couldn't) (?:you|he|she|it|that seal"
         r"|the seal) (?:[\w']+ )?(?:sleep|stay|sit|stop|lie|come|bide|snuggle) (?:[\w']+ ){0,3}?(?:me|my"
         r"|a (?:bit|while|minute|little|moment)|longer|here|over|tonight|awhile)",
         r"won't you (?:come|stay|sit)",
         rf"i (?:won't|can't|couldn't|don't) (?:[\w']+ )?(?:sleep|settle|rest|manage|cope"
         rf"|want to (?:let (?:you )?go|be parted)) (?:[\w']+ )?without {IT}",
         r"(?:i )?(?:don't|won't) want (?:you to (?:go|leave)|to let (?:you )?go|(?:them|anyone|nobody|her"
         r"|him) (?:to take|taking) (?:you|him|her|it|the seal)|you taken)",
         r"(?:i(?:'m)? )?(?:not |never )?(?:letting|let) (?:you|go of you) go",
         r"you(?:'re| are)? (?:just )?(?:can |could |should |stay|stick|staying|stopping|sleeping"
         r"|coming)(?:[\w']+ )?(?:right )?(?:here )?with me",
         rf"(?:i'd|i would|i'll|i could|i just) (?:[\w']+ )?(?:feel better|sleep better|settle|be happier"
         rf"|sleep) (?:[\w']+ )?(?:with|if i had) {IT}",
         r"i(?:'m)? (?:been )?(?:waiting|longing|aching|dying|wanting|desperate) (?:all (?:day|morning"
         r"|week) )?(?:for|to see|to hold|to cuddle|to have) (?:you|the seal|my seal|him on my|my cuddle"
         r"|a cuddle)(?= |$)",
         r"i(?:'d| would)? (?:like|love|want|need) (?:something|someone|somebody) (?:soft |warm |furry "
         r"|nice )*to (?:hold|cuddle|stroke|hug|pet)",
         r"my (?:arms are|lap's|lap is|arms feel) (?:[\w']+ )?(?:empty|cold|waiting)",
         r"(?:there's|i've|plenty of) (?:[\w']+ )*room (?:here |for you |on my lap |beside me )+",
         unless=r"did you|do you want|told (?:him|her|them)|want you to (?:have|know|see|meet)|until|nurse could"
         r"|last time"),
)

LEAVE_ME: tuple[Pattern, ...] = (
    *row("leave_me", -0.4, 0.1, 0.85, "asked",
         r"(?<!never )(?:leave|let) (?:a body|a fellow|a man|a woman|an old (?:man|woman)) (?:alone|be|in peace)"
         r"|(?<!never )leave me (?:alone|be|in peace|to it|to myself|to sleep|here to|to my)",
         r"(?:leave|leaving) me (?:[\w']+ )?alone",
         r"(?<!rain )go away(?! on| for| with| to| again another)",
         r"(?:^|go on |now )(?:away|go on|away you go) (?:with you|and bile|and boil|you go|from me|out of it"
         r"|out of here|to hell)(?! (?:or|if))",
         r"^(?:(?:go on|oh|now|right|please) )*(?:shoo|scram|scoot|skedaddle|begone|vamoose|away|out|get|shift"
         r"|dismissed|get down|clear out|be gone)(?: (?:now|will you|shoo|out|you|with you|away|off|now|get))*$",
         r"(?:shoo|scram|skedaddle|vamoose)",
         r"(?:just )?let me (?:be|alone)(?= |$)(?! (?:the|a|with|your|near|there|honest|frank|clear))",
         r"(?:let me|leave me|let a body|let a person) (?:rest |sleep |sit |get on )?in peace",
         r"let me (?:get on|read|think|listen|watch my|have my|sleep)(?: [\w']+)? (?:in peace|quiet|alone"
         r"|without)",
         r"^(?:(?:please|no|oh|ow|just|right|now|hey|you|ah) )*(?:stop|quit)(?: (?:it|that|now|moving|please"
         r"|will you|this|doing that|you|stop))*$",
         r"(?:stop|quit|pack|cut|knock|jack|chuck) (?:it|that) (?:in|out|off)",
         r"(?:stop (?:it|that)|that's enough(?: now| of that| thank you| out of you)?|be quiet|keep quiet"
         r"|shut up|pipe down|don't touch me|^enough|^(?:please )?no more(?: now)?)(?: now| please| will you"
         r"| you| thank you| i said)*$",
         r"(?:just|oh|please|now|and|do|will you|would you) (?:be quiet|shut up|hush|whisht|wheesht|be still"
         r"|give over|leave off|stop that)",
         r"(?:haud|hold) your (?:wheesht|whisht|noise|tongue|row|horses)",
         r"^(?:(?:oh|please|now|just|will you) )*(?:hush|whisht|wheesht|hush up|quiet|silence|shush"
         r"|peace)(?: now| you| will you| up| please| wi you)*$",
         r"zip it|button it|put a sock in it|give it a rest|shut your (?:mouth|gob|trap|face|cakehole)"
         r"|less of (?:it|that|your)",
         r"(?:stop|quit|no more|enough of your|enough with the|less of the|cut out the|would you stop"
         r"|leave off) (?:[\w']+ ){0,2}?(?:fussing|fuss|bothering|pestering|annoying|staring|following|poking"
         r"|prodding|pawing|pulling|mauling|crowding|nagging|squeaking|squealing|barking|wriggling|fidgeting"
         r"|touching|tickling|messing|tormenting|hovering|looking at|talking|chattering|yapping|whining|nudging"
         r"|going on|mithering|moidering|worrying at|at me|hounding|faffing|fiddling|interrupting|that (?:noise"
         r"|racket|row|din|squeaking|racketing|carry[- ]on)|making (?:that|a|such a) (?:noise|racket|row|din))",
         r"(?:don't|stop|quit) (?:you )?(?:dare |keep |be )?(?:touch|touching|bother|bothering|pester|pestering"
         r"|disturb|disturbing|fuss|fussing|crowd|crowding|poke|poking|come near|come any|come over here|lay a"
         r"|put your|put that|put it|talk to me|speak to me|look at me|start|follow|paw|bring (?:that|it)"
         r"|manhandle|maul|annoy)(?: me| with me| at me| about| round| closer| nearer| near| finger| hands"
         r"| thing| hand|$)",
         r"get off(?: me| of me| my (?!chest)[\w']+| out of it| will you| you| of my [\w']+| her)*$",
         r"get off (?:me|my (?!chest))",
         r"get (?:[\w']+ )?off (?:me|of me)",
         rf"get {_THING} (?:away|off|out|back)(?: (?:from|of|off|me|my|here|it|sight|face|lap|bed|knee|room|the"
         rf"|this|way|out))*",
         rf"(?:take|put|carry|shift|move) {_THING} (?:[\w']+ )?(?:away(?! from me$)|away from me|back where|down"
         rf"|out of (?:here|my|this)|off (?:me|of me|my)|back|elsewhere|somewhere else|outside"
         rf"|away from)(?! (?:and|to) (?:hold|me))",
         r"(?:take|get|keep) (?:your|those|them) (?:[\w']+ )?(?:hands|hand|mitts|paws|fingers|claws|nose"
         r"|flippers)(?: [\w']+)? (?:off|away|to yourself|out)",
         r"(?:hands off|mitts off|paws off|unhand me|keep your hands|back off|stand back|move back|stay back"
         r"|keep back|keep off|keep away|stay away|keep your distance|move away|step away|stand clear|off you go"
         r"|off with you)(?! (?:of the|from (?!me)|the) )",
         r"(?:let go|let me go|leave go|leggo|leave hold)(?: of (?:me|my [\w']+)| my [\w']+| i said)*$",
         r"put me (?:down|back)",
         r"get out(?: of (?:my (?:room|sight|way|face|road|light|house|bed|space)|it|the way))?(?: now| you"
         r"| and [\w']+ [\w']+| please)*$",
         r"get out of my (?:room|sight|way|face|road|light|space)",
         r"out of my (?:room|sight|way|face|road)",
         r"(?:clear|buzz|push|shove|bugger|sod|piss|naff|feck|fuck|jog|rack|nick|hook|rack|toddle|trot|run along"
         r"|move along|bog|eff|clear out|hoof it|bog) off(?! (?:the|with the|my)\b)",
         r"be off with you|^(?:(?:oh|just|now|you|go) )*get lost$|run along(?: now)?$|move along$",
         r"(?:hop it|on your bike|sling your hook|take a hike|beat it(?=$)|go to hell|go to the devil|give over"
         r"|leave off|give my head peace|give me (?:some |a little |a bit of |a moment's |a minute's )?(?:peace"
         r"|quiet|space|room)|give me room|go and (?:bother|pester|annoy|find|play with|sit with|see"
         r"|bug) (?:somebody|someone|some other)(?: else)?|(?:bother|pester|annoy|bug) (?:somebody|someone) else"
         r"|make yourself scarce|scarper|do one(?=$)|away home with you|on you go|away (?:you )?go)",
         r"^(?:(?:no|oh|please|i said) )*not (?:now|today|tonight|just now|right now|at the moment"
         r"|this minute)(?: i said| not now| just| please| thank you| dear| love| thanks| son| pet| hen)*$",
         r"^(?:(?:no|oh|please) )*(?:another|some other) time(?: please| thank you| dear| love| thanks)*$",
         r"(?:maybe |perhaps )?(?:later|tomorrow) (?:maybe|perhaps) (?:but )?not now",
         r"(?:leave|go|out)(?: of)?(?: my| the| this)? room(?= please| now|$)(?! for)",
         r"(?:shut|close) (?:the|that|my) door (?:behind you|on your way|after you|and (?:go|leave|let))",
         r"do not disturb|don't disturb|mind your own(?: business)?|away and (?:boil|bile|play|chase|raffle)",
         r"(?:turn|switch|shut) (?:it|that(?: thing)?|(?:that|this|the) (?:seal|robot|thing|noise"
         r"|[\w']+)) (?:off|down)(?= |$)(?! (?:the|at))(?<!light off)(?<!lights off)(?<!telly down)(?<!telly off)",
         r"(?:why )?(?:can't|won't|don't) (?:you|they|you all|you lot|you people) (?:just |all |ever )?(?:leave"
         r"|let) (?:me|a body|an old (?:man|woman)) (?:alone|be|in peace|sleep)",
         unless=r"(?:or|to) (?:just )?shut up|^(?:shall|should|may) (?:i|you|we)|i'd shout|(?:i|he|she|we"
         r"|they) told|the (?:next|bus|train)|stop if|used to (?:say|shout|go)|won't stop|pain (?:stops|go)"
         r"|ghost|rain|telly|wireless|radio"),
    *row("leave_me", -0.4, 0.1, 0.85, "myself",
         rf"i (?:just |really |only |do )*(?:want|need|could do with|wish for)(?: to be| to have| a bit of| some"
         rf"| a little| my)* (?:be )?(?:left )?(?:alone|on my own|by myself|{_PEACE}|left (?:in peace|be|alone"
         rf"|to my))",
         rf"(?:i'd|i would|i could|i'll) (?:just |much |really |far |do )*(?:like|rather|prefer|sooner|love"
         rf"|do with|appreciate)(?: to| have)? (?:be |have )?(?:left )?(?:alone|on my own|by myself"
         rf"|some {_PEACE}|a (?:bit|little|moment|minute) (?:of |to )?(?:{_PEACE}|myself|alone)|{_PEACE}"
         rf"|if you(?:'d)? (?:left|leave|went|go))",
         r"i (?:don't|won't|didn't|never) (?:[\w']+ )?(?:want no|want|ask|asked|need|fancy"
         r"|feel like)(?: for)? (?:to be (?:bothered|disturbed|touched|fussed|cuddled|moved|handled|held|pawed)"
         r"|any company|company|visitors|you (?:here|near|in|touching|coming|on|hanging|fussing)|you$"
         r"|anyone (?:near|touching|in|here|fussing)|anybody (?:near|touching|in|here)|(?:to )?(?:see|talk to"
         r"|speak to) (?:anyone|anybody|you)|to (?:talk|chat|play|cuddle)(?: now| today| right|$)|(?:that|this"
         r"|the|your|no|want no|any) (?:[\w']+ )?(?:truck|thing|seal|robot|toy|animal|fuss|contraption|noise)"
         r"|it (?:near|on|touching|here|in)|him (?:near|on|here)|a (?:cuddle|hug|fuss))",
         r"(?:had|i've|i've had) (?:quite |just |about |more than |all )?(?:enough|my fill|it up to here"
         r"|a bellyful|a gutful|as much as i can (?:take|stand)|a basinful)(?: (?:of|with) (?:you|this thing|it"
         r"|your|that|this|all this|people|company|the lot of you|fuss|being (?:poked|fussed|handled|pulled))|$"
         r"|now|for (?:now|today|one day))",
         r"i(?:'m)? (?:not in|in no|not really in) (?:the |a )?(?:mood|humour|form|notion)(?! to (?:go|eat))",
         r"(?:you're|you are|it's|that thing's|that's) (?:[\w']+ )?(?:annoying me|bothering|irritating me"
         r"|(?<=you're )annoying|pestering|pestering|smothering|suffocating|crowding|getting on|doing my"
         r"|wearing me|driving me|going (?:right )?through me|getting in my|in my (?:way|road|face|light)"
         r"|too close|hurting my ears|giving me (?:a headache|earache))(?: me| my (?:nerves|wick|head|last)| up"
         r"| mad| crackers| in my)*",
         r"(?:can't|can) (?:i|a body|a man|a woman|a person|a fella|an old [\w']+|you not) (?:just |not |please "
         r"|ever )?(?:have|get|be|give me)(?: a| any| some| one)?(?: [\w']+(?:'s)?)? ?(?:peace|quiet|left alone"
         r"|alone|in peace|to (?:myself|himself|herself))",
         r"(?:a bit of|some|a little|all i want is|a minute's|a moment's) (?:peace|hush"
         r"|privacy)(?: and quiet)?(?= please|$)",
         r"(?:i'm|i am) (?:not|no) (?:[\w']+ )?(?:a (?:baby|child|toy|doll|bairn)|in the mood|interested"
         r"|fit for company|up to (?:it|visitors|company|talking|this)|bothered|for (?:it|visitors))(?! about)",
         r"(?:i'm|i am) (?:best|better off|happier|all right|fine|grand|quite happy) (?:left )?(?:on my own"
         r"|alone|by myself|where i am)(?= please| now| thank|$)",
         r"i (?:can|want to|will|prefer to|like to|'ll|'d rather)(?: just)? (?:do it|manage|do this|sit|eat|wash"
         r"|dress|be) (?:alone|myself|on my own|by myself|quietly)(?= thank| please| now| for|$)",
         r"(?:too many|all these|so many) (?:people|hands|folk)(?: [\w']+)? (?:round|around|about|on|at|fussing"
         r"|touching) me",
         r"(?:it's|you're|this is|that's) (?:all |far )?too much (?:fuss|noise|for me)(?: now| today|$)",
         r"i (?:hate|can't stand|can't bear|don't like|can't abide) (?:being (?:touched|fussed|handled|pulled"
         r"|crowded|poked|moved|mauled)|(?:all )?(?:this|that|the) (?:fuss|fussing|noise|racket|thing)"
         r"|that thing|people (?:fussing|touching)|you (?:touching|fussing|near))",
         r"i (?:need|want|'ve got) (?:my )?(?:space|room to breathe)",
         unless=r"did you|do you (?:want|like)|nobody's fault|i told|tired of|the telly"),
)
# fmt: on
