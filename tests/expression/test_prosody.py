"""How it speaks follows how somebody seems: always slowly, and never more briskly to one who is upset."""

from hypothesis import given
from hypothesis import strategies as st

from companion.expression.prosody import QUICKEST, SLOWEST, clauses, prosody_of
from companion.vocabulary.acts import Impression, Saying
from companion.vocabulary.readings import NOT_SURE, uniform_emotions

HELLO = Saying("Hello.", "en", 0.8)


def seems(valence: float = 0.0, arousal: float = 0.0) -> Impression:
    return Impression(NOT_SURE, uniform_emotions(), valence, arousal, 0.5, "not sure")


def test_nobody_in_particular_hears_the_pace_of_the_language() -> None:
    prosody = prosody_of(HELLO, seems(), 1.0, False)
    assert (prosody.pace, prosody.pitch_semitones, prosody.level_db) == (0.8, 0.0, 0.0)


def test_somebody_low_is_spoken_to_more_slowly_more_deeply_and_with_longer_breaths() -> None:
    usual, low = prosody_of(HELLO, seems(), 1.0, False), prosody_of(HELLO, seems(valence=-0.8), 1.0, False)
    assert low.pace < usual.pace
    assert low.pitch_semitones < usual.pitch_semitones
    assert low.pause_s > usual.pause_s
    assert low.lilt < usual.lilt


def test_somebody_upset_is_answered_more_calmly_than_somebody_calm() -> None:
    calm, upset = prosody_of(HELLO, seems(-0.5), 1.0, False), prosody_of(HELLO, seems(-0.5, 0.9), 1.0, False)
    assert upset.pace < calm.pace
    assert upset.pause_s > calm.pause_s


def test_somebody_glad_hears_a_little_more_melody() -> None:
    glad = prosody_of(HELLO, seems(0.9, 0.5), 1.0, False)
    assert glad.lilt > 0.5
    assert glad.pitch_semitones > 0.0


def test_tired_it_speaks_more_slowly_and_at_night_more_softly() -> None:
    assert prosody_of(HELLO, seems(), 0.2, False).pace < 0.8
    assert prosody_of(HELLO, seems(), 1.0, True).level_db < 0.0


@given(
    st.floats(allow_nan=True, allow_infinity=True),
    st.floats(allow_nan=True, allow_infinity=True),
    st.floats(allow_nan=True, allow_infinity=True),
    st.floats(0.1, 3.0),
    st.booleans(),
)
def test_whatever_is_believed_it_stays_slow_and_warm(
    v: float, a: float, awake: float, pace: float, quiet: bool
) -> None:
    prosody = prosody_of(Saying("Hello.", "en", pace), seems(v, a), awake, quiet)
    assert SLOWEST <= prosody.pace <= QUICKEST
    assert -3.0 <= prosody.pitch_semitones <= 1.5
    assert 0.2 <= prosody.lilt <= 0.8
    assert 0.3 <= prosody.pause_s <= 1.3
    assert prosody.level_db <= 0.0


def test_it_breathes_between_sentences_and_nowhere_else() -> None:
    assert clauses("Hello, Ruth. How is your day?  Fine!") == ("Hello, Ruth.", "How is your day?", "Fine!")
    assert clauses("It is 3.5 degrees, dear") == ("It is 3.5 degrees, dear",)
    assert clauses("  ") == ()
