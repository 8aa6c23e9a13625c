"""Rows of being afraid."""

from companion.perception.words.care_words import MY, OH
from companion.perception.words.rows import Pattern, row

_SCARED = (
    r"(?:scared|frightened|terrified|petrified|anxious|nervous|worried|panicking|panicky|panicked|spooked|uneasy"
    r"|jumpy"
    r"|trembling|dreading|fearful|jittery|unnerved|rattled|fretting|fretful|scared stiff|quaking|quivering|shaken up"
    r"|shook up|shaken|a bag of nerves|bag of nerves|bundle of nerves|nervous wreck|worried sick|beside myself"
    r"|frantic"
    r"|on edge|apprehensive|bricking it|a-?tremble|all of a (?:tremble|dither|shake|quiver|jitter|flutter|tizzy"
    r"|tizz|twitter)"
    r"|in a (?:panic|tizzy|tizz|state|cold sweat|right state|lather)|in fear|at my wits'? end|creeped out"
    r"|on tenterhooks"
    r"|shaking(?: like a leaf| with fear| all over| in my)?|shivering with|sick with worry|weak with fear"
    r"|not safe|unsafe|in danger|agitated|overwrought|cacking|up to high doh|het up|worked up)"
)
_FEARED = (
    r"(?:the )?(?:dark|storms?|thunder|lightning|hoist|lift|stairs|needles?|injections?|falling"
    r"|being alone|being on my own|dying|loud (?:noises?|bangs)|that (?:noise|banging|shouting|man|sound|thing"
    r"|machine|dog|shadow|bang|hoist|bath|lift|wind)|this (?:noise|storm|hoist|machine|thing)|the (?:wind|banging"
    r"|shouting|sound of|look of|bath|shower|water|night ?time|noises)|shadows|being lifted|being moved|nights"
    r"|doctors|hospitals?|shouting)"
)
_WHO = (
    r"(?:a |an |some |that |the |two |big |strange |there's |these |those |them )*(?:man|men|woman|women"
    r"|person|people|someone|somebody|something|stranger|strangers|face|faces|eyes|shadows?|thing|figure|figures"
    r"|fella|burglars?|thief|thieves|intruder|prowler|soldiers|ghost|child|children|noise|spiders?|rats?|mice|snake"
    r"|snakes|creature|anyone|voices|footsteps)"
)
_THEY = (
    r"(?:somebody|someone|they|they're|he|he's|she|she's|it|it's|people|a man|that man|the man|those men"
    r"|somebody's|someone's|that woman|who's|them|them lot|something|something's)"
)
_HARM = (
    r"(?:get me|get in|take me(?: away)?|hurt me|kill me|harm me|break in|rob me|steal|hit me|poison me"
    r"|poison|murder me|throw me out|send me away|put me (?:away|out|down|in)|drop me|eat me|lock me (?:up|in)"
    r"|grab me|attack me|do me in|strangle me|do away with me|come in|get into|shout at me|drag me|bite me|burn"
    r"|cut me|put me|(?:get|take|hurt|kill|rob) us|get me)"
)

# fmt: off
AFRAID: tuple[Pattern, ...] = (
    *row("afraid", -0.7, 0.6, 0.85, "myself",
         r"afraid(?! (?:not|so|that|i|i've|i'm|i'll|i can't|i didn't|we|he|he's|she|she's|you|it|it's|there"
         r"|there's|the (?!dark|stairs|bath|lift|hoist)|this|my|your|mr|mrs|dinner|to say|they|they've)\b)",
         rf"{_SCARED}(?! (?:film|story|about nothing|hand|laugh))",
         r"(?:scared|frightened|afraid|terrified) (?:stiff|to death|out of my|witless|half to death|of|they|that"
         r"|i'll|he'll|she'll|it'll|someone|somebody|silly)(?= |$)(?! (?:missing|nothing))",
         r"(?<!nothing )(?:frightens|scares|scared|scaring|frightened|frightening|terrifies|terrified|terrifying"
         r"|worries|worrying|startled|startles|spooks|spooked|spooking|unnerves|unsettles|panics|rattles|upsets"
         r"|made|makes|making|puts|put|putting|bothers) (?:(?:the|seven|nine|ten) (?:[\w']+ ){1,2}?(?:out of "
         r"|into |in )+)?me(?= |$)(?: (?:jump|shake|nervous|tremble|shiver|uneasy|frightened|scared|anxious"
         r"|panic|worry|on edge|stiff|to death|half to death|out of my|silly|witless|heart"
         r"|feel unsafe))*(?<!made me)(?<!makes me)(?<!making me)(?<!puts me)(?<!put me)(?<!putting"
         r" me)(?<!upsets me)(?<!bothers me)",
         r"(?:got|get|have|had|gave|given|giving|gives|give|putting|puts|put) (?:me )?(?:such |quite |right |a "
         r"|an |an awful |the )*(?:[\w']+ )?(?:fright|scare|turn|shock|start|willies|creeps|heebie[- ]jeebies"
         r"|collywobbles|shivers|jitters|horrors|palpitations|fear of god|wind up|screaming abdabs)(?= "
         r"|$)(?: (?:in|into|up) me)?",
         r"(?:don't|do not|never|doesn't|didn't) (?:[\w']+ )?feel (?:[\w']+ )?(?:safe|secure|right about)",
         r"(?:isn't|not|ain't|am i|are we|is it|is he|are you sure it's|is it really"
         r"|is this) (?:[\w']+ )?safe(?= |$)(?! (?:to eat|journey|home|and sound|bet|place to keep))",
         rf"{_THEY}(?: is|'s| are|'re|'ll| will|'s all| keeps| keep)? (?:[\w']+ )?(?:coming|trying|going|out"
         rf"|come|gonna|want|wants|wanting|threatened|threatening|after|planning)? ?(?:to |for |back to )+{_HARM}",
         r"(?:they|he|she|somebody|someone|it)(?:'re|'s|'ll| will| are| is)? (?:[\w']+ )?(?:going to |trying to "
         r"|gonna |after |robbing|poisoning|stealing|watching|following|hurting|chasing|spying on"
         r"|whispering about|listening to|plotting|creeping|coming for|staring at) ?(?:me|my (?:money|purse"
         r"|things|food|tea|room)|about me|against me|up on me|in through)(?= |$)",
         r"(?:somebody|someone|somebody's|someone's|they're|he's|she's|they|something's|a man's"
         r"|that man's) (?:[\w']+ )?(?:following|watching|chasing|after|spying on|staring at|coming for|hiding"
         r"|lurking|creeping|prowling|moving about|trying the door|at the window|under the bed"
         r"|in the (?:wardrobe|cupboard|corner)|outside my|out there)(?= |$)",
         r"(?:don't|please don't|never) (?:[\w']+ )?(?:let|allow|leave) (?:them|him|her|it|that (?:man|woman"
         r"|thing|dog|hoist)|those [\w']+|go of|me) (?:[\w']+ )?(?:take|get|hurt|near|touch|send|come|in|fall"
         r"|drop|go(?= |$)(?! (?:home|out|away please))|slip|die|with (?:him|them|her|that)|at me|put|do (?:it"
         r"|that)|by myself in the dark|in the dark|alone in the dark|me)(?= |$)(?! (?:you|him|her|it|the seal"
         r"|my seal)\b)",
         r"don't (?:you )?(?:hurt|hit|drop|shout at|kill|frighten|scare|push|tip) (?:me|at me)",
         r"(?:don't|please don't|never) (?:[\w']+ )?(?:turn|switch|put) (?:off |out )?(?:the |that )?(?:light"
         r"|lights|lamp|landing light)(?: off| out)?|(?:leave|keep|put|turn|switch|can i have"
         r"|have) (?:[\w']+ )?(?:on )?(?:the|that|a|my) (?:[\w']+ )?(?:light|lamp|night ?light"
         r"|hall light)(?: on)?(?= please| in case| all night| tonight| for me| it's| i|$)",
         r"i (?:don't|do not|can't|mustn't) (?:want to|wanna|bear to|want) (?:die|fall|be hurt|drown|fall again"
         r"|go in (?:there|that)|end up|be (?:sent|dropped|locked|taken))",
         r"(?:something|summat|some(?:thing)?) (?:bad|awful|terrible|dreadful|horrible|evil|wrong|not right"
         r"|wicked)(?: is|'s| will|'ll)? (?:going to|gonna|about to|will|coming|happening)",
         r"(?:is going to|going to|will|gonna) happen (?:to me|something bad)|what(?:'ll| will|'s going to"
         r"|'s to) (?:[\w']+ )?(?:become of|happen to|happen) (?:to )?me",
         r"what if (?:i|they|something|he|she|it|nobody|no one|there's|the|that)(?= |$)(?! [\w']+ (?:win|won"
         r"|rains))",
         rf"i (?:don't|can't|do not|really don't|hate|can't stand|can't bear|never) (?:[\w']+ )?(?:like|like it"
         rf"|abide|stand|bear|hate|liked)? ?(?:it )?(?:when )?(?:it's |he's |they |the )?(?:{_FEARED}|the dark"
         rf"|being(?: [\w']+)* (?:at night|in the dark)|it(?: [\w']+)* (?:at night|in the dark|dark)|dark)(?= |$)",
         r"(?:daren't|don't dare|dare not|scared to|too scared to|frightened to|afraid to) (?:even )?(?:go|move"
         r"|sleep|get|walk|close|shut|open|look|turn|stand|step|ask|breathe|put|let|stir|use|say|in)",
         r"(?:heebie[- ]jeebies|willies|screaming abdabs|collywobbles)(?= |$)",
         r"(?:it's |with |this |having )(?:the |a )?panic(?: attack)?(?= |$)(?! (?:over|button|there))"
         r"|panic (?:it's |has |is )?(?:got|coming|rising)",
         r"life (?:[\w']+ )?(?:frightened|scared) out of me|heart (?:crossways|sideways) in me",
         r"(?:hate|don't like) (?:the |that |this )?(?:dark|storms?|thunder|lightning|hoist|banging|shouting"
         r"|wind|look of (?:him|her|that|this|them|it))",
         rf"(?:{MY}|the) (?:[\w']+ )?(?:heart|heart's|hands|legs|knees|nerves|stomach|insides|hair)(?:'s| is"
         rf"| are|'re|'m)? (?:[\w']+ ){{0,2}}?(?:racing|pounding (?:like|out)|thumping|hammering|in my mouth"
         rf"|going like|going (?:ten|nineteen|mad|like the)|jumping|leaping|knocking|shaking|trembling"
         rf"|fluttering|in shreds|in ribbons|in bits|going a mile|going mad|gone mad|doing somersaults|at me"
         rf"|bad tonight|shot to|shot|shattered|jangling|on end|gone to jelly|like jelly|turned to (?:jelly"
         rf"|water|ice)|in knots|churning|going pit|beating (?:so|like|ten|nineteen)|won't stop shaking|sweating)",
         r"(?:jumped|jump|leapt|nearly jumped|scared|frightened) (?:[\w']+ )?out of (?:my )?(?:skin|wits|life)"
         r"|butterflies in my|blood ran cold|shiver down my|goose ?(?:bumps|pimples)|cold sweat|lump in my throat",
         r"(?:had|having|have|i've had|get|keep having|been having|got) (?:[\w']+ ){0,3}?(?:nightmares?|(?:bad"
         r"|horrible|terrible|awful|frightening|nasty|dreadful) dreams?|night terrors|panic attack|funny turn"
         r"|the horrors)",
         r"(?:can't|can't seem to|i can't) (?:stop |get my |catch my )(?:shaking|trembling|worrying|fretting"
         r"|panicking|breath|thinking (?:something|the worst))",
         r"i(?:'m|'ll| will| am)? (?:going to|gonna|will|'ll|might|feel like i'm going to|think i'm going to"
         r"|about to|feel i'm|feel like i'm|know i'm going to|know i'll)? ?(?:fall(?:ing)?|slip(?:ping)?"
         r"|drown(?:ing)?|tip(?:ping)? over|be sick with fear|collapse|go over|topple)(?= |$)(?! (?:asleep|off"
         r"|in love|out|laughing|of|for|away|behind|into bed|happy|rich|to (?:see|know|hear)|with (?:laughing"
         r"|boredom|embarrassment)))(?<!i fall)(?<!i slip)(?<!i collapse)",
         r"i(?:'m| am) (?:going to die|dying)(?= |$)(?! (?:for|to|of (?:thirst|hunger|laugh|bore|embarr)"
         r"|laughing|over|with))",
         r"(?:dread|dreading|dreaded|live in (?:fear|dread|terror)|fear for|in fear of|fear of (?:falling|the)"
         r"|fears? me|i fear (?!not|so))(?= |$)",
         r"(?:frightening|scary|creepy|spooky|eerie)(?= in here| here| at night| in this| to me| for me"
         r"| when (?:you're on your own|it's dark)| being)",
         r"(?:i'm|i am) (?:so |very |that |all )*(?:upset|worried|bothered) (?:about|by|that|at|with) (?:the"
         r"|that|what|falling|going|my (?:operation|test|scan|results|heart)|tomorrow|tonight|them)",
         r"(?:never|not|hardly|can't|couldn't|don't|won't|didn't) (?:[\w']+ )?(?:sleep|close my eyes"
         r"|shut my eyes|settle|relax|rest|go to sleep|go out|go in there|get in (?:that|the)|trust (?:him|her"
         r"|them|that|those|these))(?: [\w']+){0,2} (?:for (?:fear|worry|fright|worrying|thinking)|in case"
         r"|with (?:the )?(?:worry|fear|nerves)|lest|worrying|knowing|thinking)",
         r"(?:don't|can't|wouldn't|won't) (?:[\w']+ )?trust (?:him|her|them|that|those|these|anyone|anybody)",
         unless=r"nothing (?:scares|frightens)|no need|don't be|if you're|don't you (?:be|worry)|you needn't"
         r"|not to worry|never (?:been )?(?:scared|afraid|frightened)|won't hurt|scared of (?:me|you)|are you"
         r"|you look|afraid of you|film|not that i'm|the (?:cat|dog|bird|horse|children|boy|thunder) was"),
    *row("afraid", -0.6, 0.6, 0.8, "anyone",
         rf"(?:there's|there is|there was|there are|i saw|i can see|i see|i heard|i can hear|i hear"
         rf"|i keep seeing|i keep hearing|i thought i saw|i felt|is there|is that|are there"
         rf"|is it) (?:[\w']+ )?{_WHO}(?: [\w']+){{0,4}} (?:in|at|outside|under|behind|on|by|through|inside"
         rf"|beside|near|over) (?:my|the|that|this|here|there|me)(?= |$)(?: (?:room|bed|window|door|house"
         rf"|wardrobe|corner|curtains?|wall|walls|ceiling|chair|corridor|hall|stairs|cupboard|landing|dark"
         rf"|garden|roof|wardrobe|doorway|night|bathroom))+",
         rf"{_WHO}(?:'s|'re)? (?:[\w']+ )?(?:watching|staring at|looking at|creeping|following|coming for"
         rf"|standing over|whispering|hiding|lurking|trying to get|coming up|coming through|coming in|breaking"
         rf"|in the (?:room|house|corner|shadows|wardrobe)|under my|under the bed|at the (?:window|door)"
         rf"|outside my)(?: me)?(?= |$)(?! (?:the|telly|tv|the (?:game|match|telly|box)))",
         r"who(?:'s| is) (?:that|there|this|out there|it)(?: man| person| woman)? ?(?:at|in|outside|behind"
         r"|banging|creeping|knocking|standing|shouting|moving|lurking|under)(?: [\w']+)? ?(?:the|my|there|about"
         r"|around|out)?",
         r"^(?:oh |wait )*who's there$",
         r"(?:what's|what was|what is|did you hear|do you hear|can you hear|hear) (?:that|those"
         r"|all that) (?:[\w']+ )?(?:noise|noises|bang|banging|sound|crash|shouting|screaming|thump|scratching"
         r"|creaking|rattling|knocking|footsteps|tapping|screech)(?= |$)(?! (?:you're|you make|is that you))",
         rf"^{OH}(?:(?:somebody|someone|anybody|for god's sake|for the love of god|quick|god|lord|jesus|mary"
         rf"|mother) )*(?:help|help me|save me|protect me|hide me|rescue me)(?: me)*(?: (?:please|somebody"
         rf"|someone|god|quick|quickly|now|oh|lord|nurse|help|me))*$",
         r"(?:^|please |somebody |someone |quick )(?:call|phone|get|ring|fetch) (?:for )?the (?:police|guards"
         r"|garda|polis|cops)(?= |$)(?! (?:dog|officer|station is))",
         r"(?:lock|bolt|bar|check) (?:the|that|my) (?:[\w']+ )?(?:doors?|windows?)(?= |$)(?! (?:if|when) you)",
         r"(?:hold|hang) (?:on )?(?:on|onto|tight|tightly|fast)(?: to)? (?:to )?me(?= |$)(?! (?:hat))"
         r"|hold me (?:tight|tighter|close|closer|steady)|don't let go|keep hold of me|(?:stay|stop|sit"
         r"|bide) (?:here |close )?(?:with|by|near|beside) me (?:till|until) (?:the|it|they|he|this"
         r"|i'm not)(?: [\w']+)? (?:storm|thunder|stops|passes|gone|dark|goes|go|over|light|morning|noise)",
         r"make (?:him|her|it|them|that [\w']+|those [\w']+) (?:stop|go away|leave)|keep (?:him|her|it|them"
         r"|that [\w']+|those [\w']+) away from me|send (?:him|her|them) away|is (?:he|she|that man"
         r"|it) (?:still )?(?:there|gone|out there)$",
         unless=r"the telly|on telly|the film|in the film|the garden (?:is|was)|santa|squirrel|robin|bird|choir"
         r"|singing|for lunch|for tea|my (?:daughter|son)|lovely|nice|birthday|birds|blackbird|photo|picture"
         r"|did you see|good view"),
    *row("afraid", -0.6, 0.6, 0.7, "myself",
         r"(?:i am|i'm) lost",
         r"(?:where am i|i don't know where (?:i am|i'm))$",
         r"(?:somebody|someone) (?:is|was) in my room"),
)
# fmt: on
