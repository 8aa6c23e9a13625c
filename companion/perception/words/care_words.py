"""Lists of who and what is spoken of in care (oneself, kin, names, places), as regular expressions for the needs' rows.

Each constant is a group without a name, in lower case and in the forms of `spoken.written`; those that may be empty
(`SO`, `SOME`, `OH`) end with their space.
"""

SO = (
    r"(?:(?:so|very|really|real|ever so|ever|quite|rather|all|just|always|still|that|too|terribly|awfully|awful"
    r"|dreadfully|a bit|a bit of an?|a little|getting|feeling|such a|absolutely|both|right|proper|only|do|been|often"
    r"|dead|fair|pure|fierce|mighty|pretty|completely|totally|utterly|clean|desperate|a wee|somewhat|kind of|sort of"
    r"|kinda|plain|plum|near|nearly|half|well|truly|that bit|more|how) )*"
)
OH = r"(?:(?:oh|ooh|ah|aw|well|now|please|and|just|here|yes|no|hey|right|dear|darling|love|nurse|there) )*"
END = (
    r"(?: (?:please|dear|dearie|love|lovey|nurse|hen|pet|mate|duck|ducky|darling|sweetheart|honey|sister|son|lad|lass"
    r"|now|then|again|today|tonight|here|yet|thank you|thanks|will you|would you|can you|could you|you know|so i am"
    r"|i am|i do|for me|at all|anymore|though|or what|i said|this minute))*$"
)
"""What may still follow where a row must end."""
IM = (
    r"(?:i'm|i am|i feel|i've been|i get|i do feel|i do get|i was so|i've got|i'm feeling|feeling|i've gone"
    r"|i've come over)"
)
MY = r"(?:my|me|ma|our)"
I_KEEP = (
    r"i(?:'m| am| do)? (?:(?:just|still|always|forever|do|often) )*(?:keep(?: on)?|always|forever|still"
    r"|can't stop|can't help)?"
)
I_WANT = (
    r"(?:i(?:'m)? (?:(?:just|really|do|only|still|so|always|all) )*(?:want|need|wanting|needing|long|longing"
    r"|ache|aching"
    r"|wish|yearn|yearning|dying|fancy|crave|pine|pining)|i(?:'d| would|'ll)(?: (?:just|really|so|only|dearly))*"
    r" (?:like|love|want|give anything)|all i want(?: is)?|i wish i could)"
)
KIN = (
    r"(?:(?:dear|little|poor|old|big|own|late|eldest|youngest|younger|older|darling|lovely|beautiful|only"
    r"|precious) )*"
    r"(?:daughters?|sons?|wife|husband|hubby|missus|mother|father|children|kids|kiddies|family|mum|mummy|mums"
    r"|mam|mammy"
    r"|mom|mommy|mama|momma|ma|dad|daddy|da|papa|pa|pop|parents|sisters?|brothers?|friends?|mates?|pals?|dogs?|doggie"
    r"|cats?|pussy|kitten|puppy|budgie|horse|pony|grandchildren|grandchild|grandson|granddaughter|grandkids"
    r"|grandbabies"
    r"|great-grandchildren|lads?|lass|lassie|girls?|boys?|bairns?|babies|baby|nan|nana|nanna|nanny|gran|granny"
    r"|grandma"
    r"|grandpa|granddad|grandad|niece|nephew|aunt|auntie|aunty|uncle|cousin|people|folks|folk|lot|fella|fellow|bloke"
    r"|old man|old girl|other half|better half|sweetheart|neighbour|neighbor|twin|child|darling|kelpie|hounds?"
    r"|dogs|pup|son-in-law"
    r"|daughter-in-law)"
)
PETS_TOO = r"(?:jack russell|collie|terrier|labrador|spaniel|alsatian|tabby|canary|parrot|hens|cows)"
NAME = (
    r"(?:ada|agnes|ahmed|ailsa|angus|aoife|bert|blanche|brendan|bryn|callum|carmen|ceri|colm|dai|darlene|darren"
    r"|declan|dermot|eamon|earl"
    r"|ewan|fatima|fergus|gareth|giovanni|gus|gwen|hamish|hans|huw|ivan|juan|kylie|loretta|luigi|mae|maeve|mairi"
    r"|mei|morag|niamh|olga"
    r"|otto|owen|priya|raj|rhys|seamus|sian|sinead|siobhan|una|wayne|wilbur|alan|albert|alf|alfie|alfred|alice"
    r"|amy|andrew|angela|ann|anna|anne|annie|anthony|archie|arthur|audrey"
    r"|barbara|barry|beryl|bess|bessie|beth|betty|beverley|bill|billy|bob|bobby|brenda|brian|bridget|bridie"
    r"|bruce|carol"
    r"|caroline|catherine|cath|charles|charlie|chris|christine|clara|clive|colin|connie|daisy|daniel|danny|dave|david"
    r"|davy|dawn|deborah|debbie|dennis|derek|diane|dolly|donald|donna|doreen|doris|dorothy|dot|doug|duncan|edie|edith"
    r"|edna|edward|eileen|elaine|eleanor|elizabeth|ella|ellen|elsie|emily|emma|eric|ernest|ernie|ethel|eva|evelyn"
    r"|fiona|florence|flo|frances|frank|frankie|fred|freda|gary|gemma|geoff|geoffrey|george|gerald|geraldine|gladys"
    r"|glenda|glenys|gloria|gordon|graham|greta|harold|harry|hannah|hazel|heather|helen|henry|herbert|hilda|hugh|ian"
    r"|irene|iris|isabel|isobel|ivy|jack|jackie|jacob|james|jamie|jane|janet|janice|jean|jeannie|jenny|jessie|jim"
    r"|jimmy|joan|joe|joey|john|johnny|josephine|josie|joyce|judith|judy|julia|julie|june|karen|kate|kath|kathleen"
    r"|kathy|katie|keith|ken|kenneth|kevin|laura|len|leonard|leslie|lily|linda|lisa|liz|lizzie|lorna|lottie|louise"
    r"|lucy|lynne|mabel|maggie|malcolm|marg|margaret|margie|maria|marie|marion|marjorie|martha|martin|mary|matthew"
    r"|maud|maureen|mavis|megan|michael|michelle|mick|mike|mildred|millie|minnie|moira|molly|moll|muriel|nancy|nell"
    r"|nellie|neil|nigel|nora|norah|norman|olive|oliver|pam|pamela|paddy|pat|patricia|patrick|paul|pauline|peggy"
    r"|penny"
    r"|peter|phil|philip|phyllis|ralph|ray|raymond|reg|rex|richard|rita|robert|robin|rob|roger|ron|ronald|ronnie|rory"
    r"|rosa|rose|rosie|roy|ruby|russell|ruth|ryan|sally|sam|samuel|sandra|sandy|sarah|sean|shane|sheila|shirley|sid"
    r"|sidney|simon|sophie|stan|stanley|stella|steve|steven|stephen|stewart|stuart|sue|susan|susie|sylvia|ted|teddy"
    r"|terry|theresa|thelma|thomas|tim|tina|toby|tom|tommy|tony|tracey|trevor|valerie|vera|veronica|vic|victor|vince"
    r"|vincent|viola|violet|walt|walter|wendy|wilf|wilfred|will(?='s\b)|william|willie|winifred|winnie|yvonne)"
)
"""First names of those the old speak of; where a name is no kin it is caught by "my" instead."""
LOVED = (
    rf"(?:{MY} (?:{KIN}|{PETS_TOO})|(?:{MY} )?{NAME}|mum|mummy|mam|mammy|mom|mama|dad|daddy|mother|father"
    rf"|mommy|ma)"
)
THINGS = (
    r"(?:bus|taxi|cab|train|lift|car|post|mail|letters?|parcel|doctor|nurse|carer|dentist|hairdresser|appointment|tea"
    r"|dinner|lunch|breakfast|supper|pills?|tablets?|medicine|paper|newspaper|turn|money|pension|bath|programme|seal"
    r"|glasses|specs|teeth|hearing|stick|frame|slippers|shoes|coat|bag|handbag|purse|keys?|phone|chair|wheelchair|bed"
    r"|book|cardigan|drink|water|coffee|room|house|home|bits|clothes|meal|food|robot|walker|remote|cup|toast"
    r"|biscuits?|cuppa|brew|pint|beer|glass|jug|tray|plate|pudding|sandwich|hat|suitcase|case|own|little seal|ain)\b"
)
"""What people also wait for and do not miss as they miss somebody; not all there is."""
THEM = rf"(?:him|her|them|{LOVED}|{MY} (?!{THINGS})\w+)(?:'s)?"
NOBODY = (
    r"(?:nobody|no ?one|no-one|not a soul|never a soul|not one of them|none of (?:them|my family|my lot)|not a sinner"
    r"|hardly anyone|hardly anybody|hardly a soul|not a single (?:person|soul|one)|never anyone|never anybody"
    r"|not anyone|not one person|never a one)(?:'s|'d|'ll|'ve)?(?! (?:could|can|would) (?:ever )?say)"
)
ANYONE = r"(?:anyone|anybody|a soul|a living soul|another (?:soul|person|human being|human)|a single (?:soul|person))"
IT = (
    r"(?:him|her|it|you|(?:the|that|this|my|our) (?:(?:little|lovely|dear|sweet|old|white|furry|baby"
    r"|soft) )*(?:seal|robot|pet|seally|beastie|furry one|fella|fellow|furry fellow|critter|creature|animal"
    r"|fur ?ball|cub|pup|ball of fluff))"
)
SEAL = (
    r"(?:(?:my|the|that|our|a) )?(?:(?:little|lovely|dear|sweet|old|white|furry|fluffy|baby|soft) )*(?:seal"
    r"|seally|robot|beastie|furry one|furry fellow|fur ?ball|critter|creature|little fella|little fellow|little man"
    r"|little lad|little one|little lamb|animal|teddy|wee one)"
)
WANT_TO = (
    r"(?:i(?:'m)? (?:just |really |do |only |still )*(?:want|need|long|wish|have|ought|wanting|longing|dying)"
    r"|i(?:'d| would)(?: just| really)? (?:like|love))"
)
MY_PLACE = (
    rf"(?:home|(?:{MY}|our) (?:(?:own|old|wee|little|nice|dear) )*(?:home|house|flat|place|bungalow|cottage|farm"
    rf"|croft"
    r"|apartment|street|village|(?<=own )bed|fireside|hearth|front door|front room|kitchen|garden|four walls"
    r"|door|fire|chair"
    r"|armchair|farmhouse|porch|back door|roof|parlour|apartment|doorstep)|ours|my mam's|my mum's|my mother's)"
)
"""What is meant by "home"."""
