"""Everything the creature does, as one table of thirty-four acts: when, why, how it looks, how strong, long and often.

Behaviour is data; `selection.py` only reads it. A row is offered when one of its reasons is. A reason names a cue
(`cues.py`), how strongly it pulls, and the one sentence that tells people what is seen and what is done about it. No
sentence claims a feeling or a life.

Three layers as in the seal robot PARO (Wada and Shibata, IEEE Transactions on Robotics 23 (2007) 972-980): reactive to
what is done to it, proactive out of itself, rhythmic below both.
"""

from collections.abc import Mapping

from companion.mind.act_kind import ActKind, Purpose, Reason
from companion.mind.acts_comfort import COMFORT, CONTACT, PLAY
from companion.mind.acts_own import OWN, RHYTHMIC
from companion.mind.acts_reactive import REACTIVE

__all__ = ["ACT", "ACTS", "ActKind", "Purpose", "Reason"]

ACTS: tuple[ActKind, ...] = (*REACTIVE, *COMFORT, *CONTACT, *PLAY, *OWN, *RHYTHMIC)

ACT: Mapping[str, ActKind] = {kind.name: kind for kind in ACTS}
