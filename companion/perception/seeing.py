"""All of sight: one frame in, readings out: the faces, and what tired eyes and the bearing of a body say."""

from collections.abc import Callable
from math import inf

from companion.perception.bodies.path import BodyModels, BodyPath
from companion.perception.faces.path import FaceModels, FacePath, ModelSource
from companion.vocabulary.errors import ModelError
from companion.vocabulary.readings import BodyReading, SightReading
from companion.vocabulary.signals import Frame

LETS_GO_AFTER_S = 60.0
"""So long after somebody was last bound the network of bodies, which takes 44 MB, is let go."""


class Seeing:
    """Faces always; a body only while somebody is bound. Without the body's network it sees faces alone.

    `load_bodies` may take a tenth of a second and raises `ModelError`; it is called when somebody is bound. `missing`
    are the sentences that say what it does without.
    """

    def __init__(
        self, faces: FacePath, load_bodies: Callable[[], BodyPath] | None = None, missing: tuple[str, ...] = ()
    ) -> None:
        self.missing = missing
        self.body_looks = 0
        """How often a body was looked at."""
        self._faces = faces
        self._load_bodies = load_bodies
        self._bodies: BodyPath | None = None
        self._bound_s = -inf

    @classmethod
    def load(cls, source: ModelSource, sure_from: float) -> "Seeing":
        """With the models of `source`. Raises `ModelError` where even faces cannot be seen."""
        models = FaceModels.load(source)
        return cls(
            FacePath(models, sure_from, lives=True),
            lambda: BodyPath(BodyModels.load(source)),
            (models.missing,) if models.missing else (),
        )

    def read(
        self, frame: Frame, bound: int | None = None, attended: int | None = None, pace: float = 1.0
    ) -> tuple[SightReading, tuple[BodyReading, ...]]:
        """The faces of a frame, and the signs that they and the bound person's body give just now.

        Only the `bound` track is judged; the `attended` one is looked in the eyes, too. `pace` 0..1 is how much of its
        usual rate the body may use.
        """
        seen = self._faces.read(
            frame, judged=() if bound is None else (bound,), attended=() if attended is None else (attended,)
        )
        signs = self._faces.take_signs()
        bodies = self._bodies_for(bound, frame.captured_s)
        if bodies is not None:
            before = bodies.looks
            face = next((face for face in seen.faces if face.track == bound), None)
            others = [other for other in seen.faces if other.track != bound]
            signs = (*signs, *bodies.read(frame, face, others, pace))
            self.body_looks += bodies.looks - before
        return seen, signs

    def _bodies_for(self, bound: int | None, at_s: float) -> BodyPath | None:
        """What reads bodies, while somebody is bound and for a while after."""
        if bound is not None:
            self._bound_s = at_s
            if self._bodies is None and self._load_bodies is not None:
                try:
                    self._bodies = self._load_bodies()
                except ModelError as fault:
                    self._load_bodies = None
                    self.missing = (*self.missing, str(fault))
        elif at_s - self._bound_s > LETS_GO_AFTER_S:
            self._bodies = None
        return self._bodies
