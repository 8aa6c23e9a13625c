"""A face followed without searching the whole picture: where it was tells where to look for it next.

The relation between the points of a face that keep still and what the detector said of it (the square for the mesh, the
box) is kept from the last search and laid over the points of each new frame, as MediaPipe follows faces, too
(0.10.18, `modules/face_landmark/face_landmark_front_cpu.pbtxt`).
"""

from dataclasses import dataclass
from math import cos, sin

from companion.perception.faces.detector import Detection
from companion.perception.faces.landmarks import Region

SEARCHES_EVERY_S = 0.2
"""How often the whole picture is searched, too, so that whoever comes is seen; a lost face is searched for at once."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where something lies about a turned square: along and across it in its sides, its size, its turn in radians."""

    along: float
    across: float
    size: float
    turn_rad: float

    @classmethod
    def between(cls, still: Region, other: Region) -> "Relation":
        away_x, away_y = other.centre_x_px - still.centre_x_px, other.centre_y_px - still.centre_y_px
        along, across = _turned(away_x, away_y, -still.angle_rad)
        turn = other.angle_rad - still.angle_rad
        return cls(along / still.side_px, across / still.side_px, other.side_px / still.side_px, turn)

    def about(self, still: Region) -> Region:
        """The same relation about another square."""
        away_x, away_y = _turned(self.along * still.side_px, self.across * still.side_px, still.angle_rad)
        return Region(
            still.centre_x_px + away_x,
            still.centre_y_px + away_y,
            self.size * still.side_px,
            still.angle_rad + self.turn_rad,
        )


@dataclass(frozen=True, slots=True)
class Followed:
    """One face on its way from search to search: `still` is the square of its still points in the last frame."""

    still: Region
    to_mesh: Relation
    to_box: Relation
    box_shape: float
    detection: Detection

    @classmethod
    def found(cls, detection: Detection, mesh: Region, still: Region) -> "Followed":
        """As a search has found it."""
        left, top, right, bottom = detection.box_px
        box = Region((left + right) / 2, (top + bottom) / 2, max(right - left, 1e-6), 0.0)
        upright = Region(still.centre_x_px, still.centre_y_px, still.side_px, 0.0)
        return cls(
            still,
            Relation.between(still, mesh),
            Relation.between(upright, box),
            max(bottom - top, 1e-6) / box.side_px,
            detection,
        )

    @property
    def mesh(self) -> Region:
        """The square in which the mesh should find it in the next frame."""
        return self.to_mesh.about(self.still)

    def seen(self, still: Region) -> "Followed":
        """The same face, its still points in a new frame."""
        upright = Region(still.centre_x_px, still.centre_y_px, still.side_px, 0.0)
        box = self.to_box.about(upright)
        half, tall = box.side_px / 2, box.side_px * self.box_shape / 2
        edges = (box.centre_x_px - half, box.centre_y_px - tall, box.centre_x_px + half, box.centre_y_px + tall)
        moved = Detection(edges, self.detection.points_px, self.detection.score)
        return Followed(still, self.to_mesh, self.to_box, self.box_shape, moved)


def _turned(x: float, y: float, angle_rad: float) -> tuple[float, float]:
    return x * cos(angle_rad) - y * sin(angle_rad), x * sin(angle_rad) + y * cos(angle_rad)
