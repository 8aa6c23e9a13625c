"""All of sight together: the network of bodies is there only while somebody is bound."""

from companion.perception.bodies.path import BodyModels, BodyPath
from companion.perception.faces.path import FacePath
from companion.perception.seeing import LETS_GO_AFTER_S, Seeing
from companion.runtime import Runtime
from companion.vocabulary.signals import Frame
from tests.perception.face_models import astronaut, models


def test_the_network_of_bodies_is_loaded_when_somebody_is_bound_and_let_go_a_minute_after() -> None:
    loads = []

    def load() -> BodyPath:
        loads.append("bodies")
        return BodyPath(BodyModels.load(Runtime()))

    sight = Seeing(FacePath(models(), lives=True), load)
    sight.read(Frame(astronaut(), 0.0))
    assert loads == []
    sight.read(Frame(astronaut(), 0.1), bound=1)
    assert (loads, sight.body_looks) == (["bodies"], 1)
    sight.read(Frame(astronaut(), LETS_GO_AFTER_S - 1.0))
    sight.read(Frame(astronaut(), LETS_GO_AFTER_S + 1.0))
    assert sight._bodies is None
    sight.read(Frame(astronaut(), LETS_GO_AFTER_S + 2.0), bound=2)
    assert loads == ["bodies", "bodies"]
