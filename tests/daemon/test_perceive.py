"""`companion perceive`: one line per file whatever the file is, in a steady order, for people and for programs."""

import io
import json
import math
import os
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from companion.daemon.perceive import Progress, perceive
from companion.vocabulary.readings import EMOTIONS, Box, ExpressionReading, FaceReading
from tests.daemon.perceiving import (
    DARK,
    DOUBTFUL,
    HAPPY,
    SightByBrightness,
    SightThatSees,
    Terminal,
    expression,
    picture,
    run,
    table,
    video,
)

# One object per file


def test_a_picture_is_one_object_with_exactly_the_promised_keys(tmp_path: Path) -> None:
    status, (told,) = run(picture(tmp_path / "a.png"))
    assert status == 0
    assert list(told) == ["file", "kind", "ms", "faces"]
    assert told["file"] == str(tmp_path / "a.png")
    assert told["kind"] == "picture"
    assert told["ms"] >= 0
    (face,) = told["faces"]
    assert list(face) == ["box", "emotion", "emotions", "valence", "arousal", "certainty"]
    assert face["box"] == [20, 10, 40, 20]
    assert face["emotion"] == "happiness"
    assert list(face["emotions"]) == list(EMOTIONS)
    assert sum(face["emotions"].values()) == pytest.approx(1.0, abs=1e-4)
    assert face["certainty"] == max(face["emotions"].values())


def test_below_the_threshold_the_emotion_is_not_sure_and_the_probabilities_stay(tmp_path: Path) -> None:
    _, (told,) = run(picture(tmp_path / "a.png", DOUBTFUL))
    (face,) = told["faces"]
    assert face["emotion"] == "not sure"
    assert max(face["emotions"], key=face["emotions"].get) == "sadness"
    assert face["certainty"] == face["emotions"]["sadness"]


def test_a_picture_without_a_face_has_an_empty_list(tmp_path: Path) -> None:
    status, (told,) = run(picture(tmp_path / "a.png", DARK))
    assert (status, told["faces"]) == (0, [])


def test_boxes_are_told_in_pixels_of_the_picture_as_it_was_before_it_was_reduced(tmp_path: Path) -> None:
    _, (told,) = run(picture(tmp_path / "a.png", size=(4000, 2000)))
    assert told["faces"][0]["box"] == [1000, 500, 2000, 1000]


def test_boxes_lie_inside_the_picture(tmp_path: Path) -> None:
    face = FaceReading(1, Box(-0.2, 0.9, 0.5, 0.4), 0.9, 1.0)
    _, (told,) = run(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(face))
    assert told["faces"][0]["box"] == [0, 36, 24, 4]


def test_every_face_is_told_in_the_order_seen(tmp_path: Path) -> None:
    faces = [FaceReading(n, Box(0.1 * n, 0.1, 0.3 / n, 0.3), 0.9, 1.0) for n in range(1, 6)]
    _, (told,) = run(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(*faces))
    assert [face["box"][0] for face in told["faces"]] == [8, 16, 24, 32, 40]


def test_a_face_too_small_to_judge_says_not_sure_with_everything_equally_likely(tmp_path: Path) -> None:
    face = FaceReading(1, Box(0.0, 0.0, 0.1, 0.1), 0.9, 1.0)
    _, (told,) = run(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(face))
    assert told["faces"][0]["emotion"] == "not sure"
    assert set(told["faces"][0]["emotions"].values()) == {0.125}
    assert told["faces"][0]["certainty"] == 0.0


def test_what_is_no_number_is_never_printed(tmp_path: Path) -> None:
    broken = ExpressionReading("fear", dict.fromkeys(EMOTIONS, math.nan), math.nan, math.inf, math.nan)
    face = FaceReading(1, Box(0.0, 0.0, 0.5, 0.5), 0.9, 1.0, expression=broken)
    _, (told,) = run(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(face))
    assert told["faces"][0]["emotion"] == "not sure"


def test_a_face_crop_is_one_face_as_large_as_the_picture(tmp_path: Path) -> None:
    _, told = run(picture(tmp_path / "a.png"), picture(tmp_path / "b.png", DARK), face_crop=True)
    assert [entry["faces"][0]["box"] for entry in told] == [[0, 0, 80, 40]] * 2
    assert [entry["faces"][0]["emotion"] for entry in told] == ["happiness", "sadness"]


# Bad files


def test_every_bad_file_is_one_error_line_and_the_others_go_on(tmp_path: Path) -> None:
    good = picture(tmp_path / "good.png")
    whole = io.BytesIO()
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (99, 99, 3), np.uint8)).save(whole, "JPEG")
    contents = {
        "cut.jpg": (whole.getvalue()[:2000], "is cut off"),
        "empty.jpg": (b"", "is empty"),
        "empty.mp4": (b"", "is empty"),
        "letter.jpg": (b"Dear all", "is text, not a picture, video or sound"),
        "sound.wav": (b"RIFF\x24\0\0\0WAVEfmt " + bytes(40), "is a sound that cannot be read"),
        "film.mp4": (b"\0\0\0\x20ftypisom\0\0\2\0isomiso2mp41" + bytes(99), "cannot be read"),
        "noise.bin": (bytes(range(256)), "is not a picture, video or sound"),
        "phone.heic": (b"\0\0\0\x20ftypheic\0\0\0\0mif1heic" + bytes(99), "JPEG"),
    }
    bad = []
    for name, (content, _) in contents.items():
        bad.append(tmp_path / name)
        bad[-1].write_bytes(content)
    status, told = run(*bad, tmp_path / "missing.png", good)
    assert status == 1
    assert len(told) == len(bad) + 2
    for entry, (_, words) in zip(told, contents.values(), strict=False):
        assert list(entry) == ["file", "error"]
        assert words in entry["error"]
    assert "does not exist" in told[-2]["error"]
    assert told[-1]["faces"]


def test_pipes_and_devices_in_a_folder_are_errors_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    status, told = run(tmp_path, Path("/dev/zero"))
    assert status == 1
    assert ["pipe" in entry["error"] for entry in told] == [True, True]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    status, (told,) = run(tmp_path)
    assert status == 1
    assert "empty folder" in told["error"]


def test_names_of_any_bytes_are_told_and_read(tmp_path: Path) -> None:
    names = [os.fsdecode(b"\xff\xfe.png"), "new\nline.png", "Grüße 世界.png", "\x1b[31mred.png"]
    for name in names:
        picture(tmp_path / name)
    status, told = run(tmp_path)
    assert status == 0
    assert sorted(Path(entry["file"]).name for entry in told) == sorted(names)
    lines = table(tmp_path)
    assert len(lines) == 1 + len(names) + 2
    assert "\x1b" not in "".join(lines)


def test_a_terminal_that_knows_only_ascii_gets_question_marks(tmp_path: Path) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    perceive([picture(tmp_path / "Grüße.png")], False, False, out, io.StringIO(), SightByBrightness)
    assert b"Gr??e.png" in raw.getvalue()


# Folders


def test_three_hundred_pictures_stream_through_one_process_in_the_order_of_names(tmp_path: Path) -> None:
    for number in range(300):
        picture(tmp_path / f"{number * 7919 % 300:03}.png", size=(8, 8))
    made = 0
    written: list[int] = []

    class Watched(io.StringIO):
        def flush(self) -> None:
            written.append(made)

    def begin() -> SightByBrightness:
        nonlocal made
        made += 1
        return SightByBrightness()

    out = Watched()
    assert perceive([tmp_path], True, False, out, io.StringIO(), begin) == 0
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [Path(entry["file"]).name for entry in told] == [f"{number:03}.png" for number in range(300)]
    assert written == list(range(1, 301)), "each line is flushed before the next file is opened"


def test_folders_are_read_with_their_subfolders_without_hidden_files_and_without_circles(tmp_path: Path) -> None:
    for name in ("b/2.png", "b/1.png", "a.png", "c.png", ".hidden.png", ".cache/x.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        picture(tmp_path / name)
    (tmp_path / "b" / "circle").symlink_to(tmp_path)
    (tmp_path / "d.png").symlink_to(tmp_path / "a.png")
    _, told = run(tmp_path)
    assert [entry["file"].removeprefix(f"{tmp_path}/") for entry in told] == [
        "a.png",
        "b/1.png",
        "b/2.png",
        "c.png",
        "d.png",
    ]


def test_folders_may_lie_deeper_than_python_calls_itself(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*["d"] * (sys.getrecursionlimit() + 200))
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(sys.getrecursionlimit() + 200):
        os.mkdir("d", dir_fd=here)
        inside = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inside
    os.close(here)
    picture(deepest / "p.png")
    _, told = run(tmp_path)
    assert [entry["file"] for entry in told] == [str(deepest / "p.png")]
    for folder in (deepest, *deepest.parents):  # pytest's own cleaning would call itself too deep
        if folder == tmp_path:
            break
        shutil.rmtree(folder, ignore_errors=True)


# For people


def test_the_table_is_aligned_with_one_line_per_face(tmp_path: Path) -> None:
    faces = [
        FaceReading(1, Box(0.0, 0.0, 0.5, 0.5), 0.9, 1.0, expression=expression("happiness", 5.0)),
        FaceReading(2, Box(0.5, 0.0, 0.2, 0.2), 0.9, 1.0),
    ]
    lines = table(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(*faces))
    header, first, second, empty, end = lines
    for title, words in (("WHAT", "1 of 2"), ("WHERE OR WHEN", "40 x 20 at 0, 0"), ("LOOKS LIKE", "happiness")):
        assert first[header.index(title) :].startswith(words)
    assert first[: header.index("SURE") + 4].endswith("95%")
    assert second.startswith(" " * header.index("WHAT") + "2 of 2")
    assert "cannot tell" in second
    assert empty == ""
    assert end.startswith("1 file, 2 faces; ")


def test_the_table_says_when_in_a_video_and_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    lines = table(
        video(tmp_path / "v.avi", [HAPPY] * 40 + [DARK] * 20), tmp_path / "no.png", picture(tmp_path / "d.png", DARK)
    )
    assert "  0.00 to " in lines[1]
    assert "no face" in lines[2]
    assert lines[3].endswith("does not exist. Check the name.")
    assert "no face" in lines[4]
    assert lines[-1].startswith("3 files, 1 face, 1 could not be read; ")


def test_what_else_it_may_be_is_told_where_it_is_likely(tmp_path: Path) -> None:
    line = table(picture(tmp_path / "a.png", DOUBTFUL))[1]
    assert "not sure" in line
    assert "sadness 28%" in line


def test_the_table_never_claims_to_be_wholly_sure(tmp_path: Path) -> None:
    face = FaceReading(1, Box(0.0, 0.0, 0.5, 0.5), 0.9, 1.0, expression=expression("fear", 50.0))
    assert table(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(face))[1].endswith(">99%")


def test_progress_shows_on_a_terminal_and_wipes_itself_away(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    out, err = io.StringIO(), Terminal()
    perceive([tmp_path], True, False, out, err, SightByBrightness)
    assert "0 files read; now" in err.getvalue()
    assert err.getvalue().endswith("\r\x1b[K")
    both = Terminal()
    perceive([tmp_path], True, False, both, both, SightByBrightness)
    assert "files read" not in both.getvalue()
    silent = Terminal()
    Progress(silent, shown=False).clear()
    assert silent.getvalue() == ""
