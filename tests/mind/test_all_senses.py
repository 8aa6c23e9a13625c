"""What all senses together say of a person: both sides of a contradiction, the same question again, rest and mood."""

import json
import math
from dataclasses import replace

import pytest

from companion.mind.baseline import Baseline
from companion.mind.evidence import SAID_COUNTS_S
from companion.mind.meanings import HANDS_MEAN, SIGNS_MEAN, SOUNDS_MEAN
from companion.mind.needs import needs_of
from companion.vocabulary.acts import Impression
from companion.vocabulary.commands import BeginSession
from companion.vocabulary.readings import (
    EMOTIONS,
    NOT_SURE,
    BodyReading,
    BodySign,
    Emotion,
    FaceReading,
    FaceShape,
    Judgement,
    LightReading,
    PulseReading,
    Reading,
    SoundEvent,
    SoundReading,
    TouchGesture,
    VoiceReading,
    WordsReading,
)
from tests.mind.lives import Living, Source, face, feels, hears, sees, spread

NAN = math.nan


def with_resident(name: str = "Ruth", shown: FaceReading | None = None) -> Living:
    """A session in which this resident's face is bound by a touch."""
    life = Living(ticks_per_s=10)
    life.tick(commands=[BeginSession(name)])
    life.live(1, sees(shown or face()), feels("contact"))
    return life


def voice(emotion: Emotion, share: float = 0.8) -> Source:
    arousal = {"fear": 0.6, "anger": 0.7, "sadness": -0.4}.get(emotion, 0.0)
    return lambda at_s: VoiceReading(at_s, emotion, spread(emotion, share), -0.5, arousal, share)


def sound(event: SoundEvent, certainty: float = 0.9) -> Source:
    return lambda at_s: SoundReading(at_s, event, certainty)


def bears(sign: BodySign, certainty: float = 0.9) -> Source:
    return lambda at_s: BodyReading(at_s, sign, certainty)


def asks(number: int) -> Source:
    return lambda at_s: WordsReading(at_s, ("question",), 0.0, 0.0, 0.85, question=number)


def after(life: Living, *sources: Source, seconds: float = 1.5, shown: FaceReading | None = None) -> Impression:
    """What is believed after hearing these once, with the face in view."""
    life.tick(*(source(life.now_s) for source in sources))
    return life.live(seconds, sees(*([shown] if shown is not None else [])))[-1].impression


def test_says_fine_but_the_voice_trembles_is_perhaps_not_fine_and_both_sides_are_told() -> None:
    unread = face(judged=False)
    believed = after(with_resident(shown=unread), hears("fine"), voice("fear"), shown=unread)
    trembling = after(with_resident(shown=unread), voice("fear"), shown=unread)
    assert believed.state == "perhaps not fine"
    assert believed.evidence[0] == "you say that you are fine, but your voice trembles"
    assert believed.certainty < trembling.certainty
    assert {need.name for need in needs_of(believed)} >= {"company", "comfort"}


def test_says_fine_and_nothing_else_is_sensed_is_never_perhaps_not_fine_however_long_ago_it_was() -> None:
    life = with_resident(shown=face(judged=False))
    after(life, hears("fine"), shown=face(judged=False))
    later = life.live(60, sees(face(judged=False)))
    assert {decision.impression.state for decision in later} <= {"not sure", "seems content"}


@pytest.mark.parametrize("source", [voice("sadness"), sound("crying"), hears("sad")])
def test_says_fine_with_any_sign_of_trouble_is_perhaps_not_fine(source: Source) -> None:
    unread = face(judged=False)
    assert after(with_resident(shown=unread), hears("fine"), source, shown=unread).state == "perhaps not fine"


def test_says_fine_with_a_calm_face_and_voice_is_content() -> None:
    believed = after(with_resident(), hears("fine"), voice("neutral"), shown=face())
    assert believed.state == "seems content"
    assert not any(" but " in line for line in believed.evidence)


@pytest.mark.parametrize("missing", range(4))
def test_a_missing_sense_widens_doubt_and_breaks_nothing(missing: int) -> None:
    sources: list[Source] = [sees(face("sadness", 0.6)), voice("sadness", 0.6), hears("sad"), sound("crying")]
    fewer = [source for place, source in enumerate(sources) if place != missing]
    everything, some = (with_resident(shown=face("sadness", 0.6)) for _ in range(2))
    some.live(8, sees(face(judged=False)))
    everything.live(8, sees(face(judged=False)))
    one, other = everything.live(1, *sources)[-1].impression, some.live(1, *fewer)[-1].impression
    assert other.certainty < one.certainty
    assert math.isclose(sum(other.emotions.values()), 1.0)


def test_crying_is_heard_without_a_face_and_believed_less_beside_a_television() -> None:
    heard, beside = with_resident(), with_resident()
    for life in (heard, beside):
        life.live(12, sees())
    believed = after(heard, feels("contact"), sound("crying"))
    assert believed.state == "seems sad"
    assert "I hear crying" in believed.evidence
    doubted = after(beside, feels("contact"), sound("television"), sound("crying"))
    assert doubted.emotions["sadness"] < believed.emotions["sadness"]


@pytest.mark.parametrize(
    ("source", "state", "says"),
    [
        (bears("slumped"), "seems tired", "you sit slumped"),
        (bears("rocking"), "seems agitated", "you rock to and fro"),
        (sound("snore"), "seems tired", "I hear snoring"),
        (sound("scream"), "seems agitated", "I hear a scream"),
        (hears("go_home"), "seems lonely", "you say that you want to go home"),
        (hears("missing"), "seems lonely", "you say that you miss somebody"),
        (hears("confused"), "seems anxious", "you say that you are confused"),
        (hears("afraid"), "seems anxious", "you say that you are afraid"),
        (hears("tired"), "seems tired", "you say that you are tired"),
        (hears("pain"), "says it hurts", "you say that something hurts"),
    ],
)
def test_each_state_has_its_evidence_in_words(source: Source, state: str, says: str) -> None:
    unread = face(judged=False)
    life = with_resident(shown=unread)
    believed = after(life, source, shown=unread)
    assert believed.state == state
    assert any(says in line for line in believed.evidence)
    long_after = life.live(SAID_COUNTS_S + 2.0, sees(unread))[-1].impression
    assert long_after.state == "not sure", "it does not stay for ever"


@pytest.mark.parametrize(
    ("emotion", "state"),
    [
        ("neutral", "seems content"),
        ("happiness", "seems joyful"),
        ("anger", "seems agitated"),
        ("fear", "seems anxious"),
    ],
)
def test_a_clear_face_alone_names_a_state(emotion: Judgement, state: str) -> None:
    shown = face(emotion, 0.9)
    assert after(with_resident(shown=shown), shown=shown).state == state


def test_nobody_here_says_why() -> None:
    gone = with_resident().live(15, sees())[-1].impression
    assert gone.state == "nobody here"
    assert gone.evidence == ("I see nobody, and no hand or voice has come for a while",)


def test_the_third_same_question_within_ten_minutes_is_asking_again() -> None:
    life = with_resident()
    states = []
    for _ in range(4):
        states.append(after(life, asks(7), shown=face()))
        life.live(100, sees(face()))
    assert [impression.state == "asking again" for impression in states] == [False, False, True, True]
    assert states[2].evidence[0] == "you ask the same question for the third time"
    assert states[3].evidence[0] == "you ask the same question for the fourth time"
    assert life.decisions[-1][1].impression.state != "asking again", "a minute later it is over"
    assert {need.name for need in needs_of(states[2])} >= {"calm", "company"}


def test_other_questions_and_the_same_one_over_half_an_hour_are_not_asking_again() -> None:
    life = with_resident()
    for number in range(8):
        assert after(life, asks(number), shown=face()).state != "asking again"
        life.live(5, sees(face()))
    slow = with_resident()
    for _ in range(4):
        assert after(slow, asks(7), shown=face()).state != "asking again"
        slow.live(310, sees(face()))


def test_a_question_heard_twice_at_once_was_asked_once_and_endless_ones_are_not_kept() -> None:
    life = with_resident()
    life.live(3, sees(face()), asks(7))
    assert life.decisions[-1][1].impression.state != "asking again"
    for number in range(5000):
        life.tick(asks(number)(life.now_s))


def test_the_mood_follows_over_minutes_what_the_emotion_does_in_seconds() -> None:
    life = Living(ticks_per_s=10)
    life.meet(face("sadness", 0.9))
    soon = life.live(5, sees(face("sadness", 0.9)))[-1].impression
    assert soon.valence < -0.3 < soon.mood_valence
    late = life.live(400, sees(face("sadness", 0.9)))[-1].impression
    assert late.mood_valence < -0.25
    smiling = life.live(5, sees(face("happiness", 0.9)))[-1].impression
    assert smiling.valence > 0.3
    assert smiling.mood_valence < -0.2
    assert "company" in {need.name for need in needs_of(smiling)}
    life.tick(commands=[BeginSession("Hans")])
    assert life.decisions[-1][1].impression.mood_valence == 0.0


@pytest.mark.parametrize("gesture", [gesture for gesture in HANDS_MEAN if gesture != "push"])
def test_what_a_hand_does_is_told(gesture: TouchGesture) -> None:
    life = with_resident(shown=face(judged=False))
    told = after(life, feels(gesture), seconds=0.5, shown=face(judged=False)).evidence
    assert told == (HANDS_MEAN[gesture][3].format(place="back"),)


def test_a_pulse_counts_against_what_is_usual_for_this_person() -> None:
    life, unread = with_resident(shown=face(judged=False)), face(judged=False)
    calm = life.live(60, sees(unread), lambda at_s: PulseReading(at_s, 96.0, 0.9))[-1].impression
    quick = life.live(2, sees(unread), lambda at_s: PulseReading(at_s, 120.0, 0.9))[-1].impression
    assert "your pulse is as usual" in calm.evidence
    assert "your pulse is quick" in quick.evidence
    assert quick.arousal > calm.arousal + 0.2


@pytest.mark.parametrize("table", [SOUNDS_MEAN, SIGNS_MEAN, HANDS_MEAN], ids=["sounds", "signs", "hands"])
def test_every_meaning_is_a_whole_probability(table: dict[str, tuple[dict[str, float], float, float, str]]) -> None:
    for means, valence, arousal, says in table.values():
        assert math.isclose(sum(means.values()), 1.0)
        assert min(means.values()) > 0.0
        assert -1.0 <= valence <= 1.0
        assert -1.0 <= arousal <= 1.0
        assert says


def test_what_is_clearly_to_be_seen_explains_what_a_face_is_taken_for() -> None:
    life = Living()
    shape = FaceShape(1.2, 0.0, 0.05, 0.2, ("mouth corners up", "eyes narrowed"))
    life.meet(replace(face("happiness"), shape=shape))
    evidence = life.live(1.0, sees(replace(face("happiness"), shape=shape)))[-1].impression.evidence
    assert evidence[0] == "I see a smile (the corners of your mouth are up, your eyes are narrowed)"


@pytest.mark.parametrize("sign", ["eyes_falling_shut", "yawning"])
def test_tired_eyes_and_yawns_of_the_bound_person_make_them_seem_tired(sign: BodySign) -> None:
    shown = face(judged=False)
    assert after(with_resident(shown=shown), bears(sign, 0.75), shown=shown).state == "seems tired"


def test_one_doubtful_yawn_names_no_state() -> None:
    shown = face(judged=False)
    assert after(with_resident(shown=shown), bears("yawning", 0.55), shown=shown).state != "seems tired"


def drooping(sadness: float = 0.6, neutral: float = 0.3) -> FaceReading:
    rest = (1.0 - sadness - neutral) / 6
    emotions = {emotion: {"sadness": sadness, "neutral": neutral}.get(emotion, rest) for emotion in EMOTIONS}
    shown = face("sadness", sadness)
    assert shown.expression is not None
    return replace(shown, expression=replace(shown.expression, emotions=emotions, valence=-0.4))


def test_a_drooping_resident_is_content_once_known_and_sad_only_when_sadder() -> None:
    life = with_resident(shown=drooping())
    life.live(700, sees(drooping()))
    believed = life.decisions[-1][1].impression
    assert believed.state == "seems content"
    assert believed.valence > -0.1
    assert life.live(3, sees(drooping(0.95, 0.01)))[-1].impression.state == "seems sad"


def test_what_was_learnt_of_a_face_comes_back_with_the_resident_and_goes_with_an_erasure() -> None:
    life = with_resident(shown=drooping())
    life.live(700, sees(drooping()))
    kept = json.loads(json.dumps(life.mind.resident_state()))
    again = with_resident(shown=face())
    again.mind.restore_resident(kept)
    assert again.live(3, sees(drooping()))[-1].impression.state == "seems content"
    again.mind.forget_resident()
    assert again.live(4, sees(drooping(0.75, 0.15)))[-1].impression.state == "seems sad"


def test_nothing_is_learnt_of_a_guest_or_of_a_face_that_is_not_bound() -> None:
    baselines = []
    guest = Living(ticks_per_s=10)
    guest.meet(drooping())
    unbound = Living(ticks_per_s=10)
    unbound.tick(commands=[BeginSession("Ruth")])
    for life in (guest, unbound):
        life.live(60, sees(drooping()))
        baselines.append(life.mind._impressions.baseline.state())
    assert baselines == [Baseline().state()] * 2


def test_nothing_is_learnt_while_somebody_cries_or_says_how_sad_they_are() -> None:
    life = with_resident(shown=drooping())
    before = life.mind._impressions.baseline.face.seen_s
    life.live(30, sees(drooping()), sound("crying"))
    life.live(30, sees(drooping()), hears("sad"))
    assert life.mind._impressions.baseline.face.seen_s == pytest.approx(before, abs=0.5)


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        (lambda s: LightReading(NAN, 0.5), "without a time"),
        (lambda s: LightReading(s - 60.0, 0.5), "too old"),
        (lambda s: LightReading(s + 365 * 86400.0, 0.5), "from the future"),
        (lambda s: LightReading(s, NAN), "not a number"),
        (lambda s: LightReading(s, None), "not a number"),  # type: ignore[arg-type]
        (lambda s: LightReading(s, 7.0), "out of range"),
        (lambda s: PulseReading(s, 900.0, 0.9), "out of range"),
        (lambda s: PulseReading(s, 70.0, NAN), "not a number"),
        (lambda s: BodyReading(s, "slumped", NAN), "not a number"),
        (lambda s: SoundReading(s, "crying", -1.0), "out of range"),
        (lambda s: VoiceReading(s, "sadness", {"sadness": NAN}, 0.0, 0.0, 0.5), "not a number"),
        (lambda s: hears("sad", certainty=3.0)(s), "out of range"),
        (lambda s: sees(face(x=math.inf))(s), "out of range"),
        (lambda s: feels("stroke", pressure=9.0)(s), "out of range"),
    ],
)
def test_what_is_refused_is_counted_by_its_reason(reading: Source, reason: str) -> None:
    life = with_resident()
    told: Reading = reading(life.now_s)
    life.tick(told, told)
    assert life.mind.refused == {reason: 2}


def test_the_counts_outlive_a_clock_that_runs_backwards() -> None:
    life = Living()
    life.tick(LightReading(life.now_s, NAN))
    life._ticks -= 15_000
    life.tick(LightReading(life.now_s, NAN))
    assert life.mind.refused == {"not a number": 2}


def test_labels_nobody_knows_say_nothing_and_break_nothing() -> None:
    life = with_resident()
    unknown: list[Reading] = [
        SoundReading(life.now_s, "yodel", 0.9),  # type: ignore[arg-type]
        BodyReading(life.now_s, "handstand", 0.9),  # type: ignore[arg-type]
        WordsReading(life.now_s, ("gibberish",), 0.0, 0.0, 0.9),  # type: ignore[arg-type]
        VoiceReading(life.now_s, "boredom", {"boredom": 1.0}, 0.0, 0.0, 0.9),  # type: ignore[arg-type, dict-item]
        VoiceReading(life.now_s, NOT_SURE, {}, 0.0, 0.0, 0.2),
    ]
    life.tick(*unknown)
    assert life.live(1, sees(face()))[-1].impression.evidence[0] == "your face looks calm"
