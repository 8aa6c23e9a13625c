"""Writing scenes: what a file may say, and how its faults are told."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from companion.daemon.play import play
from companion.daemon.scene import load_scene
from companion.vocabulary.errors import SceneError

HEAD = 'name = "A test"\nabout = "Something happens."\nseconds = 6\n'


def scene(folder: Path, body: str, head: str = HEAD) -> Path:
    path = folder / "scene.toml"
    path.write_text(head + body, encoding="utf-8")
    return path


def stories(folder: Path, body: str, head: str = HEAD) -> list[dict[str, Any]]:
    out = io.StringIO()
    play(scene(folder, body, head), True, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def acts(told: list[dict[str, Any]]) -> list[str]:
    return [story["act"] for story in told if story["kind"] == "does"]


def fault(path: Path) -> str:
    with pytest.raises(SceneError) as caught:
        load_scene(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("happening", "act"),
    [
        ('touch = { zone = "head", gesture = "stroke", speed_cm_s = 5 }', "purr"),
        ('touch = { zone = "head", gesture = "hit", speed_cm_s = 90, pressure = 1 }', "withdraw"),
        ('says = "Hello Pebble"', "greet"),
        ('words = { meanings = ["praise"], valence = 0.8, certainty = 0.9 }', "wriggle"),
        ("loudness = { level_db = -3, sudden = true }", "startle"),
        ('posture = "lifted"', "hold_still"),
        ('posture = "dropped"', "startle"),
        ("light = 0.01", "yawn"),
        ('command = { perform = "wriggle" }', "wriggle"),
    ],
)
def test_every_happening_reaches_the_creature(tmp_path: Path, happening: str, act: str) -> None:
    seconds = 'name = "A"\nabout = "B"\nseconds = 20\n'
    assert act in acts(stories(tmp_path, f"[[at]]\ns = 1\n{happening}\n", seconds))


def test_a_face_lasts_until_somebody_else_or_nobody_is_seen(tmp_path: Path) -> None:
    body = """
[[at]]
s = 0
command = { begin_session = "guest", confirmed = true }
[[at]]
s = 1
face = { emotion = "sadness", certainty = 0.9 }
[[at]]
s = 4
no_face = true
"""
    told = stories(tmp_path, body)
    assert [story["state"] for story in told if story["kind"] == "believes"][:2] == ["nobody here", "seems sad"]
    assert told[-1]["kind"] == "end"


def test_a_sense_that_was_forbidden_hears_nothing(tmp_path: Path) -> None:
    body = """
[[at]]
s = 0
command = { allow = "touch", allowed = false }
[[at]]
s = 1
until = 4
touch = { zone = "head", gesture = "stroke", speed_cm_s = 5 }
"""
    told = stories(tmp_path, body)
    assert "purr" not in acts(told)
    assert any(story.get("refused") for story in told)


def test_stop_stops_and_release_lets_it_go_on(tmp_path: Path) -> None:
    body = """
[[at]]
s = 1
command = { gate = "stop" }
[[at]]
s = 2
until = 5
touch = { zone = "head", gesture = "stroke", speed_cm_s = 5 }
[[at]]
s = 3.5
command = { release = true }
"""
    told = stories(tmp_path, body)
    purring = next(story["s"] for story in told if story.get("act") == "purr")
    assert purring >= 3.5
    assert any("Stop is pressed" in story.get("why", "") for story in told)


def test_two_faces_can_be_in_view(tmp_path: Path) -> None:
    body = """
[[at]]
s = 0
command = { begin_session = "guest", confirmed = true }
[[at]]
s = 1
faces = [{ emotion = "sadness", x = 0.3 }, { emotion = "happiness", x = 0.7, track = 2 }]
"""
    lines = [story["line"] for story in stories(tmp_path, body) if story["kind"] == "knows"]
    assert any("more than one person" in line for line in lines)


def test_what_somebody_says_is_not_printed(tmp_path: Path) -> None:
    out = io.StringIO()
    path = scene(tmp_path, '[[at]]\ns = 1\nsays = "I am sad about Margaret"\n')
    for as_json in (False, True):
        play(path, as_json, out)
    assert "Margaret" not in out.getvalue()


def test_every_fault_is_named_at_once_with_its_line_and_what_is_allowed(tmp_path: Path) -> None:
    path = scene(
        tmp_path,
        """colour = 1
[[at]]
s = 1
face = { emotion = "happy", certainty = 2 }
[[at]]
s = "soon"
touch = { zone = "ear", presure = 1 }
[[at]]
s = 5
until = 4
light = 0.4
[[at]]
s = 5
[[at]]
s = 5
command = { gate = "shut" }
""",
        'name = ""\nabout = "x"\nseconds = -3\n',
    )
    told = fault(path)
    for sentence in (
        "line 1: name = '' is not allowed; it takes text of 1 to 60 letters",
        "line 3: seconds = -3 is not allowed; it takes a number above 0 to 7200",
        "line 4: colour is not known here; allowed are name, about, seconds, seed, start, at",
        "line 7: face.certainty = 2 is not allowed; it takes a number from 0 to 1",
        'line 7: face.emotion = \'happy\' is not allowed; it takes one of "neutral", "happiness"',
        "line 9: s = 'soon' is not allowed; it takes a number from 0 to 7200",
        "line 10: touch.presure is not known here; allowed are zone, gesture, speed_cm_s, pressure",
        "line 10: touch.zone = 'ear' is not allowed; it takes one of \"nose\"",
        "line 11: this [[at]] until = 4 is not after s = 5",
        "line 15: this [[at]] has none of face,",
        "line 19: command.gate = 'shut' is not allowed; it takes one of \"stop\"",
    ):
        assert sentence in told
    assert str(path) in told


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("[[at]]\ns = 1\nlight = 0.5\nno_face = true\n", "has no_face and light of"),
        ("[[at]]\ns = 1\nlight = nan\n", "light = nan is not allowed"),
        ('[[at]]\ns = 1\ncommand = { perform = "explode" }\n', "is no act; it takes one of withdraw"),
        ("[[at]]\ns = 1\ncommand = { }\n", "has none of begin_session"),
        ("[[at]]\ns = 9\nlight = 0.5\n", "ends at 6 s, before [[at]] number 1 begins"),
        ("[[at]]\nlight = 0.5\n", "s is missing; it takes a number from 0 to 7200"),
        ("[[at]]\ns = 1\ntouch = { }\n", "touch.zone is missing"),
        ("[[at]]\ns = 1\ntouch = 3\n", "touch = 3 is not allowed; it takes a table of zone"),
        ('[[at]]\ns = 1\nevery_s = 1\nsays = "x"\n', "every_s needs an until"),
        (
            '[[at]]\ns = 0\nuntil = 6\nevery_s = 0.00001\nsays = "x"\n',
            "every_s = 1e-05 is not allowed; it takes a number from 0.0001 to 60",
        ),
        ("at = 3\n", "at = 3 is not allowed"),
        ("[[at]]\ns = = 1\n", "is not TOML"),
        pytest.param("a = " + "[" * 5000 + "]" * 5000, "far too deep", id="deep"),
        ("[at]\ns = 1\n", "is not allowed"),
        ('start = "yesterday"\n', "it takes a local date and time such as 2026-05-04T07:30:00"),
        ("start = 2026-05-04T07:30:00Z\n", "start has a time zone"),
        ("start = 9999-12-31T23:59:59\n", "start earlier"),
    ],
)
def test_each_fault_says_what_to_write_instead(tmp_path: Path, body: str, sentence: str) -> None:
    assert sentence in fault(scene(tmp_path, body))


def test_files_that_are_no_scenes_are_named_with_what_is_wrong(tmp_path: Path) -> None:
    assert "cannot be read" in fault(tmp_path / "absent.toml")
    assert "cannot be read" in fault(tmp_path)
    (tmp_path / "picture.toml").write_bytes(b"\xff\xd8\xff\xe0")
    assert "is no text" in fault(tmp_path / "picture.toml")
    (tmp_path / "empty.toml").write_text("")
    assert "name is missing" in fault(tmp_path / "empty.toml")


SESSION = '[[at]]\ns = 0\ncommand = { begin_session = "Ruth" }\n'


@pytest.mark.parametrize(
    ("happening", "act", "told"),
    [
        ('voice = { emotion = "sadness", direction_deg = 40 }', "turn_to_voice", "a voice sounds sadness"),
        ('sound = { event = "crying" }', "keep_watch", "sound: crying (0.80)"),
    ],
)
def test_in_a_session_voices_and_sounds_reach_it_too(tmp_path: Path, happening: str, act: str, told: str) -> None:
    story = stories(tmp_path, f"{SESSION}[[at]]\ns = 2\nuntil = 5\nevery_s = 1\n{happening}\n")
    assert act in acts(story)
    assert any(told in str(line.get("what", "")) for line in story)


def test_a_back_turned_twice_ends_the_session_and_people_are_told(tmp_path: Path) -> None:
    turns = "".join(f'[[at]]\ns = {s}\nbody = {{ sign = "turned_away", certainty = 0.9 }}\n' for s in (1, 9))
    story = stories(tmp_path, SESSION + turns, HEAD.replace("seconds = 6", "seconds = 12"))
    assert [line["line"] for line in story if line["kind"] == "tells"] == [
        "They turn away again, so I have ended the session."
    ]


def test_with_speech_on_a_scene_tells_what_it_says(tmp_path: Path) -> None:
    talk = '[[at]]\ns = 1\ncommand = { speech = true }\n[[at]]\ns = 2\nsays = "Hello, Pebble!"\n'
    assert [line["kind"] for line in stories(tmp_path, SESSION + talk)].count("says") == 1
    assert "says" not in [line["kind"] for line in stories(tmp_path, SESSION + talk.replace("true", "false"))]
