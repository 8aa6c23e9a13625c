"""All of sight: one frame in, readings out: the faces, and what tired eyes and the bearing of a body say."""

from companion.perception.bodies.path import BodyModels, BodyPath
from companion.perception.faces.path import FaceModels, FacePath, ModelSource
from companion.vocabulary.errors import ModelError
from companion.vocabulary.readings import BodyReading, SightReading
from companion.vocabulary.signals import Frame


class Seeing:
    """Faces always; a body only while somebody is bound. Without the body's models it sees faces alone.

    `missing` are the sentences that say what it does without.
    """

    def __init__(self, faces: FacePath, bodies: BodyPath | None = None, missing: tuple[str, ...] = ()) -> None:
        self._faces = faces
        self._bodies = bodies
        self.missing = missing

    @classmethod
    def load(cls, source: ModelSource, sure_from: float) -> "Seeing":
        """With the models of `source`. Raises `ModelError` where even faces cannot be seen."""
        models = FaceModels.load(source)
        missing = [models.missing] if models.missing else []
        bodies = None
        try:
            bodies = BodyPath(BodyModels.load(source))
        except ModelError as fault:
            missing.append(str(fault))
        return cls(FacePath(models, sure_from, lives=True), bodies, tuple(missing))

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
        if self._bodies is not None:
            face = next((face for face in seen.faces if face.track == bound), None)
            others = [other for other in seen.faces if other.track != bound]
            signs = (*signs, *self._bodies.read(frame, face, others, pace))
        return seen, signs

    @property
    def body_looks(self) -> int:
        """How often a body was looked at."""
        return self._bodies.looks if self._bodies is not None else 0
