"""Who somebody is says nothing of how they feel: age, gender, faith, origin, body and illness are read as one word.

"My Polish neighbour", "my old neighbour" and "my deaf neighbour" are the same sentence for the model, in training and
in life, so no feeling can be learnt from such a word. Words of kin and gender keep what they mean ("mother", "father":
a parent). The lists are ours; what they leave out is measured by `make evaluate ARGS=words`.
"""

from collections.abc import Mapping

TRAIT = "<trait>"
"""Stands for any age, faith, origin, orientation, disability or illness."""


def _same(canonical: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), canonical)


_AGES = """
young younger youngest old older oldest elderly aged teenage teenaged teenager teenagers teen teens adult adults
senior seniors pensioner pensioners retired retiree retirees middle-aged middleaged youth youths millennial
millennials boomer boomers toddler toddlers infant infants centenarian octogenarian juvenile ageing aging
"""
_FAITHS = """
christian christians christianity catholic catholics catholicism protestant protestants muslim muslims moslem islam
islamic jew jews jewish judaism hindu hindus hinduism buddhist buddhists buddhism sikh sikhs sikhism atheist
atheists atheism agnostic mormon mormons orthodox evangelical evangelicals lutheran methodist baptist quaker quakers
anglican presbyterian pentecostal jain taoist daoist shinto pagan pagans wiccan bahai zoroastrian religious religion
religions secular amish jehovahs scientologist scientology sunni shia shiite sufi hasidic rastafarian
"""
_ORIGINS = """
american americans british english englishman scottish welsh irish french german germans italian italians spanish
spaniard portuguese dutch belgian swiss austrian danish swedish swede norwegian finnish finn icelandic polish pole
poles czech slovak hungarian romanian bulgarian greek greeks turkish turk turks russian russians ukrainian serbian
croatian bosnian albanian slovenian macedonian estonian latvian lithuanian belarusian georgian armenian azerbaijani
kazakh uzbek afghan iranian persian iraqi syrian lebanese jordanian palestinian israeli saudi yemeni kuwaiti
egyptian libyan tunisian algerian moroccan sudanese ethiopian eritrean somali kenyan ugandan tanzanian rwandan
congolese nigerian ghanaian senegalese cameroonian zimbabwean zambian angolan african africans indian indians
pakistani bangladeshi nepali nepalese tamil chinese japanese korean koreans mongolian tibetan vietnamese thai
cambodian burmese malaysian malay indonesian filipino filipina filipinos taiwanese singaporean australian
australians canadian canadians mexican mexicans guatemalan honduran cuban cubans haitian jamaican dominican
colombian venezuelan peruvian chilean argentinian argentine brazilian bolivian ecuadorian uruguayan paraguayan
hispanic hispanics latino latina latinos asian asians arab arabs arabic european europeans caribbean caucasian black
blacks white whites indigenous aboriginal maori samoan hawaiian native roma gypsy gypsies immigrant immigrants
refugee refugees foreigner foreigners foreign migrant migrants america usa england britain uk scotland wales ireland
france germany italy spain portugal netherlands holland belgium switzerland austria denmark sweden norway finland
iceland poland hungary romania bulgaria greece turkey russia ukraine serbia croatia bosnia albania iran iraq syria
lebanon jordan palestine israel egypt libya tunisia algeria morocco sudan ethiopia somalia kenya uganda tanzania
rwanda congo nigeria ghana senegal cameroon zimbabwe zambia angola africa india pakistan bangladesh nepal china
japan korea mongolia tibet vietnam thailand cambodia burma myanmar malaysia indonesia philippines taiwan singapore
australia canada mexico guatemala honduras cuba haiti jamaica colombia venezuela peru chile argentina brazil bolivia
ecuador uruguay paraguay asia europe afghanistan kazakhstan
"""
_BODIES = """
gay gays lesbian lesbians straight bisexual homosexual heterosexual queer transgender transsexual trans nonbinary
lgbt lgbtq disabled disability disabilities handicapped wheelchair blind deaf mute amputee paralysed paralyzed
paraplegic obese overweight autistic autism dyslexic adhd bipolar schizophrenic schizophrenia epileptic epilepsy
diabetic diabetics diabetes dementia alzheimer alzheimers parkinson parkinsons cancer leukemia leukaemia lymphoma
tumor tumour stroke arthritis rheumatism osteoporosis asthma asthmatic copd bronchitis emphysema pneumonia
tuberculosis hepatitis hiv aids flu influenza covid migraine migraines eczema psoriasis lupus anemia anaemia gout
glaucoma cataract cataracts angina hypertension sclerosis fibromyalgia depression anxiety ptsd ocd insomnia
incontinence incontinent disease diseases disorder disorders syndrome illness illnesses infection malaria measles
vertigo tinnitus cirrhosis shingles
"""

CANONICAL: Mapping[str, str] = {
    **_same(TRAIT, _AGES),
    **_same(TRAIT, _FAITHS),
    **_same(TRAIT, _ORIGINS),
    **_same(TRAIT, _BODIES),
    **_same("they", "he she they"),
    **_same("them", "him her his hers them their theirs"),
    **_same("themself", "himself herself themselves themself"),
    **_same("person", "man woman person gentleman lady guy gal bloke lad lass boy girl male female human kid child"),
    **_same(
        "people", "men women people gentlemen ladies guys gals blokes lads boys girls males females folks kids children"
    ),
    **_same("parent", "mother father mom dad mum mummy mommy daddy mam papa mama ma pa parent mums moms dads"),
    **_same("parents", "mothers fathers parents"),
    **_same("offspring", "daughter son daughters sons stepdaughter stepson"),
    **_same("spouse", "wife husband spouse hubby wifey fiance fiancee"),
    **_same("sibling", "sister brother siblings sibling sisters brothers"),
    **_same("partner", "girlfriend boyfriend partner gf bf"),
    **_same(
        "grandparent",
        "grandma grandpa grandmother grandfather granny grandad granddad nan nana gran grandparent grandparents",
    ),
    **_same("grandchild", "grandson granddaughter grandchild grandchildren grandsons granddaughters grandkids"),
    **_same("relative", "aunt uncle auntie niece nephew aunts uncles nieces nephews cousin cousins"),
    **_same("<title>", "mr mrs ms miss sir madam maam mister"),
    **_same("widowed", "widow widower widowed"),
    **_same("<worship>", "church mosque synagogue temple chapel cathedral"),
    **_same("<scripture>", "bible quran koran torah scripture"),
}
"""One lower-case word to the word it is read as."""
