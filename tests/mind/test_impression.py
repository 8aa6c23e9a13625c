"""How a person seems: cautious, fading, honest about not knowing."""

import itertools
import math

import pytest

from companion.mind.fusion import fuse
from companion.mind.meanings import WORDS_MEAN, WORDS_SAY, shares
from companion.mind.needs import OF_STATES
from companion.mind.states import STATES, state_of
from companion.vocabulary.commands import BeginSession, EndSession
from companion.vocabulary.readings import EMOTIONS, Judgement
from tests.mind.lives import Living, face, feels, hears, sees


def bound(emotion: Judgement = "neutral", certainty: float = 0.85) -> Living:
    life = Living()
    life.meet(face(emotion, certainty))
    return life


def test_a_clear_smile_seems_joyful_and_the_evidence_says_so() -> None:
    seen = bound("happiness", 0.9).decisions[-1][1].impression
    assert (seen.emotion, seen.state, seen.evidence) == ("happiness", "seems joyful", ("I see a smile",))
    assert seen.certainty > 0.7
    assert seen.valence > 0.5


def test_probabilities_always_sum_to_one() -> None:
    life = bound("sadness", 0.7)
    life.live(3, sees(face("happiness", 0.6)), hears("lonely"), feels("stroke"))
    for _, decision in life.decisions:
        assert math.isclose(sum(decision.impression.emotions.values()), 1.0)


def test_a_face_that_is_only_half_sad_is_not_called_sad() -> None:
    """Old and lined faces are often misread as sad: the neutral prior asks for more."""
    assert bound("sadness", 0.4).decisions[-1][1].impression.emotion != "sadness"


def test_a_not_sure_face_contributes_nothing_and_widens_doubt() -> None:
    life = bound("happiness", 0.9)
    sure = life.decisions[-1][1].impression.certainty
    doubtful = life.live(3, sees(face("not sure", 0.3)))[-1].impression
    assert doubtful.certainty < sure
    assert doubtful.emotion == "not sure"


def test_belief_fades_within_seconds_when_the_face_is_no_longer_read() -> None:
    life = bound("happiness", 0.9)
    unread = face(judged=False)
    certainties = [decision.impression.certainty for decision in life.live(12, sees(unread))]
    assert all(later <= earlier + 1e-9 for earlier, later in itertools.pairwise(certainties))
    assert life.decisions[-1][1].impression.emotion == "not sure"


def test_words_and_face_that_agree_make_it_surer_and_contradiction_less_sure() -> None:
    alone = bound("sadness", 0.75).live(2, sees(face("sadness", 0.75)))[-1].impression
    agreeing = bound("sadness", 0.75).live(2, sees(face("sadness", 0.75)), hears("sad"))[-1].impression
    contrary = bound("happiness", 0.75).live(2, sees(face("happiness", 0.75)), hears("sad"))[-1].impression
    smile = bound("happiness", 0.75).live(2, sees(face("happiness", 0.75)))[-1].impression
    assert agreeing.certainty > alone.certainty
    assert contrary.certainty < smile.certainty


def test_what_is_said_counts_for_the_person_of_the_session_even_when_no_face_is_seen() -> None:
    life = Living()
    life.meet()
    life.live(3, sees())
    said = life.live(1, hears("lonely"))[-1].impression
    assert said.state == "seems lonely"
    assert "you say that you are lonely" in said.evidence


def test_words_count_for_nobody_while_several_people_are_in_view() -> None:
    life = Living()
    life.meet(face(track=1, x=0.3), face(track=2, x=0.7))
    crowd = life.live(1, sees(face(track=1, x=0.3), face(track=2, x=0.7)), hears("lonely"))[-1]
    assert crowd.impression.evidence == ()


def test_touch_alone_is_too_little_to_name_an_emotion() -> None:
    life = Living()
    life.meet()
    life.live(5, sees())
    assert life.live(3, feels("stroke"))[-1].impression.emotion == "not sure"


def test_a_stranger_beside_the_bound_person_never_enters_the_impression() -> None:
    """The same life with and without a beaming stranger in the background."""
    beliefs = []
    for stranger in ((), (face("happiness", 0.99, track=2, x=0.95, y=0.1, size=0.08),)):
        life = Living()
        life.meet(face("sadness", 0.8))
        beliefs.append(life.live(5, sees(face("sadness", 0.8), *stranger))[-1].impression)
    assert beliefs[0] == beliefs[1]


def test_one_odd_frame_does_not_change_the_state() -> None:
    life = bound("happiness", 0.9)
    life.live(3, sees(face("happiness", 0.9)))
    life.tick(sees(face("anger", 0.99))(life.now_s))
    states = {decision.impression.state for decision in life.live(2, sees(face("happiness", 0.9)))}
    assert states == {"seems joyful"}


def test_nobody_here_is_said_when_nobody_is() -> None:
    life = bound("sadness", 0.9)
    gone = life.live(15, sees())[-1].impression
    assert (gone.state, gone.emotion, gone.certainty) == ("nobody here", "not sure", 0.0)


def test_no_evidence_is_no_belief() -> None:
    assert set(fuse(()).chances) == {1 / len(EMOTIONS)}


def test_every_meaning_with_a_feeling_can_be_said_in_words() -> None:
    assert set(WORDS_MEAN) == set(WORDS_SAY)
    for means in WORDS_MEAN.values():
        assert math.isclose(sum(means.values()), 1.0)


@pytest.mark.parametrize("state", list(OF_STATES))
def test_every_state_that_asks_for_something_is_one_that_can_be_said(state: str) -> None:
    assert state in {row.name for row in STATES}


def test_states_never_diagnose() -> None:
    for state in STATES:
        assert state.name.startswith(("seems ", "says ", "asking again", "perhaps ", "not sure"))


def test_a_sad_word_said_with_a_smile_is_not_called_sad() -> None:
    assert state_of("happiness", {"sad"}) == "seems joyful"
    assert state_of("not sure", {"sad"}) == "seems sad"


def test_shares_fill_up_to_one() -> None:
    assert math.isclose(sum(shares(anger=0.6).values()), 1.0)


def test_a_new_session_of_the_same_name_knows_nothing_of_the_last_one() -> None:
    life = Living()
    life.meet(face("neutral"))
    life.live(2.0, sees(face("neutral")), hears("lonely"))
    assert "you say that you are lonely" in life.decisions[-1][1].impression.evidence[0]
    life.tick(commands=[EndSession(), BeginSession("guest", confirmed=True)])
    assert life.live(1.0, sees(face("neutral")))[-1].impression.evidence == ("your face looks calm",)
