"""What it says: only when it may, never twice in ten minutes, answering what was said; and the sentences themselves."""

import random
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from companion.daemon.languages import load_phrases
from companion.mind.mind import Mind
from companion.mind.phrases import OCCASIONS, STEPS, Occasion, Phrases, read_phrases
from companion.mind.sayings import AGAIN_AFTER_S, UNASKED_EVERY_S
from companion.perception.words.meaning import read_words
from companion.vocabulary.commands import BeginSession, SetSpeech
from companion.vocabulary.errors import SettingsError
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import WordsMeaning
from companion.vocabulary.signals import Utterance
from tests.mind.lives import Living, Source, face, feels, hears, sees

ENGLISH = load_phrases("en")
LIST = ("some music", "a short walk", "a call to a friend")
ALL = [
    (occasion, step, sentence) for occasion in OCCASIONS for step in STEPS for sentence in ENGLISH.of(occasion, step)
]
FILLED = [sentence.replace("{name}", "Ruth").replace("{suggestion}", "a call to a friend") for _, _, sentence in ALL]
FEELINGS: tuple[Occasion, ...] = ("sad", "lonely", "missing", "afraid", "go_home", "confused", "asking")

FORBIDDEN = re.compile(
    r"\bI feel\b|\bI(?:'m| am) (?:happy|sad|glad|sorry|proud|afraid|alive|human|hungry|tired|real|a person|your)"
    r"|\bI (?:love|like|miss|want|need|hope|wish|worry|remember|understand|promise)\b|\bmy (?:heart|feelings|love)\b"
    r"|\b(?:pill|tablet|medicine|medication|drug|dose|doctor|nurse|cure|heal|treat|diagnos|dementia|ill(?:ness)?)\w*"
    r"|\byou (?:should|must|have to take|need to)\b|\bdon't worry\b|\bcalm down\b|\bcheer up\b|\balways here\b"
    r"|\bdon't (?:go|leave)\b|\bstay with me\b",
    re.IGNORECASE,
)
"""Claims to feel, to live or to be a person; advice on medicine; orders; begging somebody to stay."""


class Talking(Living):
    """A life that may speak. `said` holds each sentence with its second."""

    def __init__(self, resident: str = "Ruth", phrases: Phrases | None = ENGLISH, seed: int = 1) -> None:
        super().__init__(seed)
        self.mind = Mind(random.Random(seed), phrases=phrases, suggestions=LIST)
        self.tick(commands=[SetSpeech(True), BeginSession(resident, confirmed=True)])

    @property
    def said(self) -> list[tuple[float, str]]:
        return [(s, decision.saying.sentence) for s, decision in self.decisions if decision.saying is not None]

    def hear(self, *meanings: WordsMeaning, seconds: float = 6.0, sees_: Source | None = None) -> list[str]:
        """Somebody says this; what is answered within so many seconds."""
        before = len(self.said)
        self.tick(hears(*meanings)(self.now_s))
        self.live(seconds, sees_ or sees(face()))
        return [sentence for _, sentence in self.said[before:]]


def syllables(word: str) -> int:
    """Vowel groups, without a silent e at the end: right for nine plain English words in ten."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def grade(text: str) -> float:
    """The school year of Flesch and Kincaid: J. P. Kincaid et al., New Readability Formulas, Navy report 8-75, 1975."""
    words = re.findall(r"[a-z']+", text.lower())
    sentences = max(1, len(re.findall(r"[.!?]", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize("sentence", FILLED)
def test_every_sentence_is_short_and_plain(sentence: str) -> None:
    assert len(sentence) <= 80
    assert all(len(part.split()) <= 12 for part in re.findall(r"[^.!?]+", sentence)), "one breath each"
    assert re.fullmatch(r"[A-Z].*[.?]", sentence), "no shouting"
    assert all(syllables(word) <= 3 for word in re.findall(r"[a-z']+", sentence.lower()))


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_a_child_of_eight_can_read_what_is_said_on_each_occasion(occasion: Occasion) -> None:
    said = " ".join(FILLED[number] for number, (each, _, _) in enumerate(ALL) if each == occasion)
    assert grade(said) <= 3.0, "the third school year"
    assert grade(" ".join(FILLED)) <= 1.5


@pytest.mark.parametrize("sentence", FILLED)
def test_no_sentence_claims_to_live_or_feel_or_gives_advice(sentence: str) -> None:
    assert not FORBIDDEN.search(sentence)


def test_it_says_that_it_is_a_robot_where_people_greet_it_and_ask_it() -> None:
    for occasion in ("greeting", "lonely", "question"):
        assert any("robot" in sentence for sentence in ENGLISH.of(occasion, "reflect")), occasion


def test_there_is_variety_on_every_occasion_and_all_four_steps_where_feelings_are_spoken_of() -> None:
    for occasion in OCCASIONS:
        assert len(ENGLISH.of(occasion, "reflect")) >= 3, occasion
    for feeling in FEELINGS:
        for step in STEPS:
            assert ENGLISH.of(feeling, step), (feeling, step)
    assert len(ALL) >= 150
    assert max(Counter(sentence for _, _, sentence in ALL).values()) <= 5, "hardly a sentence serves twice"


def test_speech_is_off_until_staff_switch_it_on_and_off_again() -> None:
    life = Living()
    life.mind = Mind(random.Random(1), phrases=ENGLISH)
    life.meet()
    life.live(60, sees(face("sadness", 0.9)), hears("sad"), every=100)
    assert not [decision for _, decision in life.decisions if decision.saying is not None]
    talking = Talking()
    talking.tick(commands=[SetSpeech(False)])
    assert talking.hear("sad") == []


def test_without_a_language_it_never_speaks() -> None:
    assert Talking(phrases=None).hear("sad") == []


@pytest.mark.parametrize(
    "meaning", ["greeting", "farewell", "sad", "lonely", "missing", "go_home", "pain", "thirsty", "thanks", "question"]
)
def test_words_are_answered_on_their_own_occasion_after_a_pause(meaning: WordsMeaning) -> None:
    life = Talking()
    life.live(1, sees(face()))
    spoken_s = life.now_s
    (answer, *_) = life.hear(meaning)
    occasion = next(each for each in OCCASIONS if each == meaning)
    assert answer in {sentence.replace("{name}", "Ruth") for sentence in ENGLISH.of(occasion, "reflect")}
    assert 1.0 <= life.said[0][0] - spoken_s <= 3.0


def test_of_several_meanings_the_weightiest_is_answered() -> None:
    (answer, *_) = Talking().hear("greeting", "pain")
    assert answer in ENGLISH.of("pain", "reflect")


def test_it_follows_up_once_when_nobody_speaks_and_each_time_in_another_way() -> None:
    life = Talking()
    first = life.hear("lonely", seconds=25.0)
    second = life.hear("lonely", seconds=25.0)
    third = life.hear("lonely", seconds=25.0)
    assert [len(part) for part in (first, second, third)] == [2, 2, 2]
    filled = {
        step: {s.replace("{suggestion}", own) for s in ENGLISH.of("lonely", step) for own in LIST} for step in STEPS
    }
    assert [next(step for step in STEPS if part[1] in filled[step]) for part in (first, second, third)] == [
        "validate",
        "ask",
        "suggest",
    ]


def test_a_suggestion_is_one_of_the_residents_own_list() -> None:
    life = Talking()
    for _ in range(6):
        life.hear("sad", seconds=25.0)
    suggested = [sentence for _, sentence in life.said if any(own in sentence for own in LIST)]
    assert suggested
    assert not [sentence for _, sentence in life.said if "{" in sentence]


def test_the_guest_is_not_called_by_a_name() -> None:
    life = Talking("guest")
    for _ in range(5):
        life.hear("greeting", seconds=25.0)
    assert life.said
    assert not [sentence for _, sentence in life.said if "guest" in sentence or "Ruth" in sentence]


def test_where_is_my_daughter_is_answered_by_the_feeling_also_the_fifth_time() -> None:
    life = Talking()
    answers = []
    for _ in range(5):
        heard = read_words(Utterance("Where is my daughter?", typed=False, captured_s=life.now_s), key=b"one life")
        before = len(life.said)
        life.tick(heard)
        life.live(5, sees(face()))
        answers.append([sentence for _, sentence in life.said[before:]])
        assert heard.question is not None
        life.live(55, sees(face()))
    asked = [decision.impression.state for _, decision in life.decisions]
    assert "asking again" in asked
    assert all(len(answer) == 1 for answer in answers)
    assert len({answer for (answer,) in answers}) == 5, "in other words each time"
    assert {answer for (answer,) in answers} <= {s for o, _, s in ALL if o == "missing"}


def test_a_question_without_a_feeling_asked_again_is_met_with_patience() -> None:
    life = Talking()
    for _ in range(5):
        heard = read_words(Utterance("When is bingo?", typed=False, captured_s=life.now_s), key=b"one life")
        life.tick(heard)
        life.live(60, sees(face()))
    assert {sentence for _, sentence in life.said} & {s for o, _, s in ALL if o == "asking"}


def test_no_sentence_comes_again_within_ten_minutes_however_often_the_same_is_said() -> None:
    life = Talking()
    for number in range(160):
        life.hear("lonely" if number % 3 else "go_home", seconds=8.0)
    last_s: dict[str, float] = {}
    for s, sentence in life.said:
        assert s - last_s.get(sentence, -AGAIN_AFTER_S) >= AGAIN_AFTER_S, sentence
        last_s[sentence] = s
    assert len(life.said) > 20


def test_unasked_it_speaks_once_in_five_minutes_at_most_and_only_of_a_bound_face() -> None:
    life = Talking()
    life.live(900, sees(face("sadness", 0.9)))
    times = [s for s, _ in life.said]
    assert 2 <= len(times) <= 3
    assert all(later - earlier >= UNASKED_EVERY_S for earlier, later in pairwise(times))
    stranger = Talking()
    stranger.live(5, sees(face(track=1), face(track=2, x=0.45)))
    stranger.live(300, sees(face("sadness", 0.9, track=1), face("sadness", 0.9, track=2, x=0.45)))
    assert stranger.said == []


def test_to_hard_words_and_to_leave_me_it_says_nothing() -> None:
    assert Talking().hear("insult", seconds=60.0) == []
    assert Talking().hear("leave_me", seconds=60.0) == []


def test_after_a_hit_it_is_silent_also_when_spoken_to() -> None:
    life = Talking()
    life.tick(feels("hit")(life.now_s))
    assert life.hear("lonely", seconds=9.0) == []


@pytest.mark.parametrize("gate", [Gate(silent=True), Gate(staff=True), Gate(stop=True), Gate(cleaning=True)])
def test_the_gate_silences_it(gate: Gate) -> None:
    life = Talking()
    life.gate = gate
    assert life.hear("greeting", seconds=10.0) == []


def test_an_empty_room_hears_nothing() -> None:
    life = Talking()
    life.live(3, sees(face()))
    life.live(900, sees())
    assert life.said == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"language": 5}, "language takes two small letters"),
        ({"pace": 3.0}, "pace takes a number"),
        ({"occasions": {}}, "occasions.sad is missing"),
        ({"occasions": {"rude": {}}}, "occasions.rude is not known"),
        ({"occasions": {"sad": {"shout": ["X"]}}}, "occasions.sad.shout is not known"),
        ({"occasions": {"sad": {"reflect": []}}}, "takes a list of sentences"),
        ({"occasions": {"sad": {"reflect": ["Hello {age}"]}}}, "has a gap"),
        ({"occasions": {"sad": {"reflect": ["x" * 200]}}}, "is not a text of 1 to"),
        ({"occasions": {"sad": 3}}, "takes a table"),
    ],
)
def test_a_language_with_faults_is_refused_and_says_which(change: dict[str, object], fault: str) -> None:
    sound = {"language": "en", "pace": 0.8, "occasions": {each: {"reflect": ["Hello."]} for each in OCCASIONS}}
    assert read_phrases(sound, "here").of("sad", "reflect") == ("Hello.",)
    with pytest.raises(SettingsError, match=re.escape(fault)):
        read_phrases(sound | change, "here")


def test_a_language_that_is_not_there_is_said() -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_phrases("xx")


def test_an_answer_waits_until_the_person_has_finished() -> None:
    life = Talking()
    life.live(1, sees(face()))
    for _ in range(10):
        life.hear("lonely", seconds=0.8)
    assert life.said == []
    life.live(3, sees(face()))
    assert len(life.said) == 1
    assert replace(life.decisions[-1][1]).saying is None, "a saying is there in the one tick in which it begins"
