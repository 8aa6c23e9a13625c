"""A video told in segments: stretches in which the same faces show the same, without flicker.

Every sampled frame gets a label, the tracks seen and the emotion of each, averaged over a quarter of a second to both
sides. Then the fewest changes that explain the labels best are chosen: telling a moment under another label than its
own costs its length, and each change costs `CHANGE_S` (dynamic programming, as in Viterbi's algorithm). What is still
short is absorbed by its longer neighbour.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from companion.daemon.findings import FaceFound, Segment, box_in_pixels
from companion.perception.faces.expression import read_expression
from companion.perception.faces.shape import IN_WORDS
from companion.vocabulary.readings import EMOTIONS, Box, ExpressionReading, FaceReading, Judgement

SMOOTH_S = 0.25
CHANGE_S = 0.25
SHORTEST_S = 0.5
_LEAST = 1e-9

Label = tuple[tuple[int, Judgement | None], ...]
"""The tracks in a frame and what each shows; None where no expression can be told."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One frame of the video: its time, and the faces in it by track."""

    at_s: float
    faces: Mapping[int, FaceReading]


@dataclass(frozen=True, slots=True)
class Run:
    """Samples `first` to `last` (not included) under one label."""

    first: int
    last: int
    label: Label


def segments(
    samples: Sequence[Sample], end_s: float, sure_from: float, size_px: tuple[int, int]
) -> tuple[Segment, ...]:
    """The segments of a video that ends at `end_s`, without gaps, from at least one sample in order of time.

    `size_px` is the width and height that boxes are told in; `sure_from` as for `read_expression`. Borders lie midway
    between two samples.
    """
    labels = [_label(samples, index, sure_from) for index in range(len(samples))]
    times = [sample.at_s for sample in samples]
    borders = [0.0, *((before + after) / 2 for before, after in pairwise(times)), end_s]
    told = []
    for run in _without_short(_runs(labels, borders), borders):
        chosen = [samples[i] for i in range(run.first, run.last) if labels[i] == run.label]
        faces = tuple(_average(track, chosen, sure_from, size_px) for track, _ in run.label)
        largest_first = tuple(sorted(faces, key=lambda face: -face.box_px[2] * face.box_px[3]))
        told.append(Segment(borders[run.first], borders[run.last], largest_first))
    return tuple(told)


def _label(samples: Sequence[Sample], index: int, sure_from: float) -> Label:
    here = samples[index]
    near = [here]
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(samples) and abs(samples[other].at_s - here.at_s) <= SMOOTH_S:
            near.append(samples[other])
            other += step
    label: list[tuple[int, Judgement | None]] = []
    for track in sorted(here.faces):
        seen = _mean_expression(track, near, sure_from)
        label.append((track, seen.emotion if seen else None))
    return tuple(label)


def _mean_expression(track: int, samples: Sequence[Sample], sure_from: float) -> ExpressionReading | None:
    """What a face shows on the average of several frames."""
    seen = [
        [face.expression.emotions[emotion] for emotion in EMOTIONS]
        for sample in samples
        if (face := sample.faces.get(track)) is not None and face.expression is not None
    ]
    if not seen:
        return None
    mean: NDArray[np.float32] = np.log(np.maximum(np.mean(seen, axis=0), _LEAST)).astype(np.float32)
    return read_expression(mean, 1.0, sure_from)


def _average(track: int, samples: Sequence[Sample], sure_from: float, size_px: tuple[int, int]) -> FaceFound:
    boxes = [sample.faces[track].box for sample in samples]
    corners = np.median([(box.x, box.y, box.width, box.height) for box in boxes], axis=0)
    box = Box(*(float(value) for value in corners))
    return FaceFound(box_in_pixels(box, *size_px), _mean_expression(track, samples, sure_from), _why(track, samples))


def _why(track: int, samples: Sequence[Sample]) -> str:
    """What is to be seen in a face in at least half of the frames."""
    shapes = [face.shape for sample in samples if (face := sample.faces.get(track)) is not None and face.shape]
    counts = Counter(sign for shape in shapes for sign in shape.signs)
    return ", ".join(IN_WORDS[sign] for sign in IN_WORDS if shapes and 2 * counts[sign] >= len(shapes))


@dataclass(slots=True)
class _Way:
    """The cheapest way to explain the samples so far that ends in one label: since which one, and what came before."""

    cost_s: float
    since: int
    label: Label
    before: "_Way | None"


def _runs(labels: Sequence[Label], borders: Sequence[float]) -> list[Run]:
    ways = {labels[0]: _Way(0.0, 0, labels[0], None)}
    for index, label in enumerate(labels):
        best = min(ways.values(), key=lambda way: way.cost_s)
        if (own := ways.get(label)) is None or own.cost_s > best.cost_s + CHANGE_S:
            ways[label] = _Way(best.cost_s + CHANGE_S, index, label, best)
        length_s = borders[index + 1] - borders[index]
        after = {
            way.label: _Way(way.cost_s + (way.label != label) * length_s, way.since, way.label, way.before)
            for way in ways.values()
        }
        # A way that costs more than changing over to the best one can never win again.
        limit_s = min(way.cost_s for way in after.values()) + CHANGE_S
        ways = {label: way for label, way in after.items() if way.cost_s <= limit_s}
    way: _Way | None = min(ways.values(), key=lambda way: way.cost_s)
    runs: list[Run] = []
    last = len(labels)
    while way is not None:
        runs.insert(0, Run(way.since, last, way.label))
        last, way = way.since, way.before
    return runs


def _without_short(runs: list[Run], borders: Sequence[float]) -> list[Run]:
    def length_s(run: Run) -> float:
        return borders[run.last] - borders[run.first]

    runs = _joined(runs)
    while len(runs) > 1:
        shortest = min(range(len(runs)), key=lambda index: length_s(runs[index]))
        if length_s(runs[shortest]) >= SHORTEST_S:
            break
        beside = [index for index in (shortest - 1, shortest + 1) if 0 <= index < len(runs)]
        taker = max(beside, key=lambda index: length_s(runs[index]))
        low, high = sorted((shortest, taker))
        merged = Run(runs[low].first, runs[high].last, runs[taker].label)
        runs = _joined([*runs[:low], merged, *runs[high + 1 :]])
    return runs


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Neighbours with the same label become one."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].label == run.label:
            joined[-1] = Run(joined[-1].first, run.last, run.label)
        else:
            joined.append(run)
    return joined
