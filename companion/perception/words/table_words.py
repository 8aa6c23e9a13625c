"""Lists of meals, food and drink and how they are asked for, as regular expressions for the rows of hunger and thirst.

Each constant is a group without a name, in lower case and in the forms of `spoken.written`; `SOME` may be empty and
ends with its space.
"""

MEAL = (
    r"(?:breakfast|brekkie|brekky|lunch|dinner|din-dins|supper|tea|high tea|food|meals?|pudding|elevenses|dessert"
    r"|luncheon|smoko|sunday roast|roast|grub|nosh|scran|feed|tucker|chow|afters)"
)
FOOD = (
    r"(?:breakfast|brekkie|brekky|lunch|dinner|din-dins|supper|food|meal|snack|pudding|dessert|afters|elevenses"
    r"|(?:warm |fresh |sliced |brown |white |soda )?bread|toast|toastie|teacakes?|crumpets?|sandwich(?:es)?"
    r"|sarnies?|butty"
    r"|butties|sangers?|biscuits?|biccys?|biccies|bikkies?|bickies?|cookies?|crackers?|cake|gateau|sponge|soup"
    r"|broth|stew"
    r"|eggs?|omelette|bacon|ham|beef|lamb|pork|chicken|fish|kippers?|roast|mince|burger|hot ?dog|pizza|steak|crisps"
    r"|chocolates?|choccy|choccies|sweets?|sweeties|candy|lollies|lolly|mints?|toffees?|fudge|porridge|oatmeal|oats"
    r"|grits|cereal|cornflakes|weetabix|shreddies|apples?|bananas?|oranges?|grapes|plums?|pears?|peach(?:es)?|berries"
    r"|strawberries|fruit|satsuma|tangerine|chips|fries|pies?|pasty|pasties|sausages?|sausage rolls?|cheese"
    r"|scones?|buns?"
    r"|muffins?|bagel|doughnuts?|donuts?|pancakes?|waffles?|pastry|tarts?|trifle|custard|jelly|jello"
    r"|rice pudding|crumble"
    r"|ice ?cream|yogh?urt|potato(?:es)?|tatties|spuds?|mash|mashed potato(?:es)?|gravy|peas|beans"
    r"|beans on toast|salad"
    r"|casserole|hotpot|curry|pasta|spaghetti|noodles|rice|dumplings?|yorkshires?|fry[- ]up|full english|haggis"
    r"|black pudding|cornbread|pecan pie|cobbler|lamingtons?|pavlova|damper|barmbrack|bannocks?|shortbread|jam"
    r"|marmalade"
    r"|butter|nuts|grub|nosh|scran|tucker|chow|vittles|seconds|something (?:nice |hot |warm |sweet |savoury "
    r"|tasty )?to (?:eat"
    r"|nibble|chew(?: on)?|munch|fill me)|anything to eat|(?:bite|mouthful|morsel|crust|crumb|scrap|spot|bit)"
    r"(?: of (?:food|lunch|dinner|supper|breakfast|grub|something))?(?: to eat)|a bite|bite|mouthful of food"
    r"|second helping"
    r"|proper meal|hot meal|square meal|something hot|something sweet|something in my (?:stomach|belly|tummy))"
)
DRINK = (
    r"(?:drink|drinkie|drop to drink|water|waters|tea|coffee|cocoa|hot chocolate|juice|orange juice|apple juice"
    r"|milk|squash"
    r"|cordial|ribena|lemonade|cuppa|cuppas|brew|brews|char|cha|cup of \w+|cuppa \w+|glass of \w+|mug of \w+"
    r"|pot of tea"
    r"|sup of \w+|sip of \w+|drop of (?:water|tea|milk|juice|lemonade|something)|horlicks|ovaltine|bovril|milo"
    r"|pop|soda"
    r"|cola|coke|pepsi|fizzy|ginger (?:beer|ale)|irn bru|iced tea|sweet tea|ice water|milkshake|beer|ale|stout"
    r"|guinness"
    r"|pint|lager|shandy|cider|sherry|whisk(?:e)?y|dram|tot|brandy|gin|port|snifter|bevvy|tipple|sup|sip|swig|slurp"
    r"|ice cubes?|ice chips?|something (?:cold |hot |warm |wet |cool |nice )?to (?:drink|sip|wet my whistle)"
    r"|anything to drink"
    r"|something (?:cold|wet|cool|long)|wee dram|refreshment)"
)
SOME = (
    r"(?:(?:a|an|some|any|my|another|more|one|of|the|that|bit|piece|slice|nice|little|drop|sip|plate|bowl|bar"
    r"|hot|e'er"
    r"|cold|fresh|strong|cup|glass|mug|small|big|proper|few|lovely|good|decent|sup|spot|round|pot|tin|packet|wee|jam"
    r"|bacon|egg|cheese|ham|buttered|warm|cool|long|chip|iced|scrambled|poached|grilled|baked|roast|creamy"
    r"|crispy|sweet|milky|weak|large|jug|beaker|chocolate|boiled|fried"
    r"|wet|couple|mouthful|scrap|morsel|crust|bite|handful|swig|tall|ice|refreshing|plain|tasty|pint|half|thick|apple"
    r"|second|whole|dish|tray|scoop|sausage|steak|tuna|cream|lump|chunk|wedge|dab|lick|touch|and|your|those|them) )*"
)
WANT = (
    r"(?:i(?:'m)? (?:just |really |do |only |still |so )*(?:want|need|fancy|wanting|needing|fancying|crave|craving)"
    r"|i(?:'d| would| should| could)(?: really| just| so| fair| happily| right| easily| dearly| do)*"
    r" (?:like|love|murder|do with|do wi|eat|drink|kill for|kill a|use|give anything for|go for|manage|fancy"
    r"|demolish|slaughter"
    r"|not say no to|sink|sup|down|neck|take|give my (?:right|left|eye|back) (?:arm|teeth) for|sell my (?:soul"
    r"|granny) for"
    r"|scoff|polish off|see off|put away)"
    r"|i (?:wouldn't|won't) (?:say no to|mind|turn down|refuse)|wouldn't (?:say no to|mind|refuse)"
    r"|i'm (?:dying|gasping|desperate|longing|ready|crying out|pining|hoping|after|bursting|in need|waiting"
    r"|waiting on)(?: for| of)?"
    r"|(?:can|may|could|might|can't|couldn't) (?:i|we) (?:please |just |not )?(?:have|get)"
    r"|(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody|one of you) (?:please |kindly )?"
    r"(?:get|bring|fetch|give|make|pour|find|pass|hand|fix) me"
    r"|(?:bring|get|fetch|give|pass|pour|make|fix|find|hand) me|is there|are there|any chance of|any|got"
    r"|have you got|have you"
    r"|how about|what about|could murder|could do with|could kill for|fancy|any sign of|do you have|would you have"
    r"|let me have|spare me|all i want is|what i(?:'d| would)(?:n't)? (?:give|do) for|what i need is|what i want is"
    r"|i've (?:been )?(?:craving|a (?:hankering|craving|notion|longing|fancy|yen) for)"
    r"|i've (?:got )?a (?:hankering|craving|fancy) for"
    r"|in the mood for|there's nothing i'd like more than)"
)
BE_NICE = (
    r"(?:would|wouldn't|'d|might|could)(?: (?:just|really))? (?:be (?:so |very |just |really |right "
    r"|awful )*(?:lovely|nice"
    r"|grand|welcome|good|great|the ticket|just the ticket|the job|bliss|heaven|heavenly|magic|champion|smashing"
    r"|braw|bonzer"
    r"|beautiful|wonderful|fine|appreciated)|go (?:amiss|astray|down|well)|hit the spot|do me|suit me"
    r"|see me right|set me up"
    r"|slip down|do nicely|save my life|put me right)"
)
