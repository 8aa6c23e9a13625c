"""`companion perceive` tells a video in segments, and survives what is wrong with one."""

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from companion.vocabulary.readings import Box, FaceReading
from tests.body.test_video import restated, write_video
from tests.daemon.perceiving import DARK, DOUBTFUL, HAPPY, ROOT, SAD, SightThatSees, expression, picture, run, video


def test_a_video_is_told_in_segments_with_borders_where_it_changes(tmp_path: Path) -> None:
    path = video(tmp_path / "v.avi", [HAPPY] * 60 + [DARK] * 20 + [SAD] * 40)
    status, (told,) = run(path)
    assert status == 0
    assert list(told) == ["file", "kind", "ms", "faces", "segments"]
    assert told["kind"] == "video"
    segments = told["segments"]
    assert [list(segment) for segment in segments] == [["from", "to", "faces"]] * 3
    assert [[face["emotion"] for face in segment["faces"]] for segment in segments] == [["happiness"], [], ["sadness"]]
    assert [segment["from"] for segment in segments] == pytest.approx([0, 3, 4], abs=0.15)
    assert [segment["to"] for segment in segments] == pytest.approx([3, 4, 6], abs=0.15)
    assert segments[0]["from"] == 0
    assert segments[-1]["to"] == 6
    assert [before["to"] for before in segments[:-1]] == [after["from"] for after in segments[1:]]
    assert told["faces"] == segments[0]["faces"]
    assert told["faces"][0]["box"] == [16, 12, 32, 24]


def test_flicker_shorter_than_half_a_second_makes_no_segment(tmp_path: Path) -> None:
    levels = [HAPPY] * 40 + [SAD] * 6 + [HAPPY] * 40 + [DARK] * 4 + [HAPPY] * 40
    _, (told,) = run(video(tmp_path / "v.avi", levels))
    assert [segment["faces"][0]["emotion"] for segment in told["segments"]] == ["happiness"]


def test_no_segment_is_shorter_than_half_a_second_unless_the_video_is(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    levels = [
        int(level) for level in chance.choice([DARK, SAD, DOUBTFUL, HAPPY], 40).repeat(chance.integers(1, 25, 40))
    ]
    _, (told,) = run(video(tmp_path / "v.avi", levels))
    segments = told["segments"]
    assert all(segment["to"] - segment["from"] >= 0.499 for segment in segments)
    assert segments[-1]["to"] == pytest.approx(len(levels) / 20, abs=0.01)
    _, (short,) = run(video(tmp_path / "short.avi", [HAPPY] * 3))
    assert [(segment["from"], segment["to"]) for segment in short["segments"]] == [(0.0, 0.15)]


def test_a_video_of_one_frame_is_a_video(tmp_path: Path) -> None:
    _, (told,) = run(video(tmp_path / "v.avi", [HAPPY]))
    assert told["faces"][0]["emotion"] == "happiness"
    assert len(told["segments"]) == 1


def test_a_video_that_ends_early_gives_what_was_readable(tmp_path: Path) -> None:
    whole = video(tmp_path / "v.avi", [HAPPY] * 60 + [SAD] * 60)
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 3])
    status, (told,) = run(whole)
    assert status == 0
    assert told["segments"][0]["faces"][0]["emotion"] == "happiness"
    assert 0.5 < told["segments"][-1]["to"] < 3


def test_a_video_whose_frames_are_all_lost_is_an_error(tmp_path: Path) -> None:
    whole = video(tmp_path / "v.avi", [HAPPY] * 20)
    data = whole.read_bytes()
    start = data.index(b"movi")
    whole.write_bytes(data[: start + 4] + bytes(len(data) - start - 4))
    status, (told,) = run(whole)
    assert status == 1
    assert list(told) == ["file", "error"]


def test_damaged_videos_are_segments_or_errors_and_nothing_else(tmp_path: Path) -> None:
    chance = random.Random(11)
    whole = video(tmp_path / "v.avi", [HAPPY, SAD] * 10).read_bytes()
    damaged = []
    for number in range(80):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 40)):
            data[chance.randrange(len(data) if number % 2 else 600)] = chance.randrange(256)
        damaged.append(tmp_path / f"{number:02}.avi")
        damaged[-1].write_bytes(data)
    _, told = run(*damaged)
    assert len(told) == 80
    assert {"segments" in entry or "error" in entry for entry in told} == {True}


@pytest.mark.parametrize("codec", ["libvpx", "libvpx-vp9"])
def test_a_webm_that_states_three_times_its_height_harms_neither_the_process_nor_the_other_files(
    tmp_path: Path, codec: str
) -> None:
    tall = restated(write_video(tmp_path / "1.webm", codec, size=(512, 512), ticks=range(3)), 512, 3 * 512)
    files = [picture(tmp_path / "0.png"), tall, video(tmp_path / "2.avi", [HAPPY] * 20)]
    # In a process of its own: a reader that runs over the end of a frame would take this one along.
    script = "import json, pathlib, sys; from tests.daemon.perceiving import run; " + (
        "print(json.dumps(run(*map(pathlib.Path, sys.argv[1:]))[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, files)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert [Path(entry["file"]).name for entry in told] == ["0.png", "1.webm", "2.avi"]
    assert ["error" in entry for entry in told] == [False, False, False]
    assert told[1]["faces"][0]["box"] == [128, 128, 256, 256]


def test_two_people_are_two_faces_of_one_segment_largest_first(tmp_path: Path) -> None:
    small = FaceReading(1, Box(0.0, 0.0, 0.2, 0.2), 0.9, 1.0, expression=expression("anger", 5.0))
    large = FaceReading(2, Box(0.5, 0.0, 0.5, 0.5), 0.9, 1.0, expression=expression("surprise", 5.0))
    _, (told,) = run(video(tmp_path / "v.avi", [HAPPY] * 30), begin=lambda: SightThatSees(small, large))
    (segment,) = told["segments"]
    assert [face["emotion"] for face in segment["faces"]] == ["surprise", "anger"]
