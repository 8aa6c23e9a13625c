"""`companion calibrate --report`: everything that is kept of one device on one page, to be printed and filed."""

import html
from datetime import date
from pathlib import Path
from typing import TextIO

from companion import __version__
from companion.body.calibration import Calibration
from companion.body.pins import Pins
from companion.daemon.calibrate import drawings
from companion.daemon.calibrate.joint import WORDS
from companion.daemon.calibrate.kept import PARTS, Kept, PartName
from companion.vocabulary.acts import JOINTS
from companion.vocabulary.errors import StateError

TITLES: dict[PartName, str] = {
    "servos": "Joints",
    "touch": "Touch",
    "microphone": "Microphone",
    "loudspeaker": "Loudspeaker",
    "camera": "Camera",
    "posture": "Posture",
    "light": "Light",
}

STYLE = """
@page { size: A4; margin: 12mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 186mm; color: #24323d; font: 10.2pt/1.4 "Source Sans 3", "Segoe UI", "Helvetica Neue",
  "DejaVu Sans", Arial, sans-serif; background: #fff; -webkit-print-color-adjust: exact; print-color-adjust: exact }
header { display: flex; align-items: flex-end; gap: 6mm; border-bottom: 2.5px solid #24323d; padding: 0 0 3mm }
header .seal { width: 30mm }
h1 { font: 600 23pt/1.05 Georgia, "DejaVu Serif", serif; margin: 0; letter-spacing: -.01em }
header p { margin: 1mm 0 0; color: #5b6b75 }
header .when { margin-left: auto; text-align: right }
.when b { display: block; font: 600 12pt Georgia, "DejaVu Serif", serif; color: #24323d }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 8mm 10mm; margin-top: 5mm }
section { break-inside: avoid }
.wide { grid-column: 1 / -1 }
h2 { font: 600 12.5pt Georgia, "DejaVu Serif", serif; margin: 0 0 1mm; display: flex; align-items: baseline }
h2 { white-space: nowrap }
h2 small { margin-left: auto; padding-left: 3mm; font: 7.4pt "DejaVu Sans", Arial, sans-serif; color: #7b8a93 }
table { width: 100%; border-collapse: collapse }
td, th { padding: 1.1mm 0 1.1mm 3.5mm; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
td { border-bottom: 1px solid #eef1f3; font-size: 9.4pt }
td:first-child, th:first-child { text-align: left; padding-left: 0 }
th { font-weight: 400; font-size: 8pt; color: #7b8a93; border-bottom: 1px solid #c9d3d8 }
td.drawn { width: 68mm }
svg { width: 100%; height: auto; display: block }
svg.travel { height: 5.2mm }
svg text { font: 12.5px "DejaVu Sans", Arial, sans-serif; fill: #24323d; paint-order: stroke; stroke: #fff;
  stroke-width: 4px; stroke-linejoin: round }
svg text.note { font-size: 10px; fill: #7b8a93 }
svg text.count { font-size: 11px; font-weight: 600; stroke: none }
svg.travel { margin: auto }
.not { color: #6d7c86; font-size: 8.8pt; margin: 1mm 0 0 }
.warn { border-left: 3px solid #d9774f; padding: 1mm 3mm; margin: 3mm 0 0; background: #fbf3ee }
footer { margin-top: 9mm; border-top: 1px solid #c9d3d8; padding-top: 3mm; display: flex; gap: 8mm; font-size: 9pt;
  color: #5b6b75 }
footer .line { flex: 1; border-bottom: 1px solid #24323d; height: 9mm; margin-bottom: 1mm }
footer div { flex: 1 }
@media screen { body { padding: 10mm 6mm } }
"""


def write_report(kept: Kept, pins: Pins, path: Path, out: TextIO) -> int:
    """Write the page to `path`. Raises `StateError` where nothing is kept, and when the disk refuses."""
    if all(kept.made(part) is None for part in PARTS):
        why = "; ".join(kept.doubts) or "nothing is kept of this device yet"
        raise StateError(f"there is nothing to report: {why}.", kept.device, "Begin with `companion calibrate`.")
    try:
        path.write_text(page(kept, pins), encoding="utf-8")
    except OSError as fault:
        advice = "Name a file in a folder that may be written."
        raise StateError(f"cannot be written ({fault.strerror}).", str(path), advice) from fault
    print(f"Written: {path}. It is one page; open it in a browser and print it.", file=out)
    return 0


def page(kept: Kept, pins: Pins) -> str:
    """The whole page, without anything from elsewhere."""
    done = [made[0] for part in PARTS if (made := kept.made(part)) is not None]
    doubts = "".join(f'<p class="warn">{html.escape(doubt)}</p>' for doubt in kept.doubts)
    sections = "\n".join(_sections(kept, pins))
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Calibration of {html.escape(kept.device)}</title><style>{STYLE}</style></head>
<body><header>{drawings.SEAL}<div><h1>Calibration</h1><p>device <b>{html.escape(kept.device)}</b></p></div>
<div class="when"><b>{_day(max(done)) if done else "not yet"}</b>{len(done)} of {len(PARTS)} parts<br>companion
{html.escape(__version__)}</div></header>{doubts}
<main>{sections}</main>
<footer><div><div class="line"></div>checked by</div><div><div class="line"></div>date</div>
<div><div class="line"></div>signature</div></footer></body></html>
"""


def _sections(kept: Kept, pins: Pins) -> list[str]:
    organs, joints = kept.organs, kept.joints
    return [
        _section(kept, ("servos",), _joints(joints, pins) if joints is not None else None, wide=True),
        _section(kept, ("touch",), drawings.skin(organs.touch) + _touch_note() if organs.touch else None),
        _section(
            kept,
            ("microphone", "loudspeaker"),
            drawings.levels(organs.microphone, organs.loudspeaker) + _levels_note(kept)
            if organs.microphone or organs.loudspeaker
            else None,
        ),
        _section(kept, ("camera",), drawings.eye(organs.camera) + _eye_note(kept) if organs.camera else None),
        _section(kept, ("posture",), drawings.bubble(organs.posture) if organs.posture else None),
        _section(kept, ("light",), drawings.light(organs.light) if organs.light else None, wide=True),
    ]


def _section(kept: Kept, parts: tuple[PartName, ...], content: str | None, wide: bool = False) -> str:
    made = [each for part in parts if (each := kept.made(part)) is not None]
    when = f"<small>{_day(made[0][0])} · {html.escape(made[0][1])}</small>" if made else ""
    title = TITLES[parts[0]] if len(parts) == 1 else "Ear and voice"
    inside = content or '<p class="not">Not calibrated: it has the usual values.</p>'
    if content is None and parts == ("servos",):
        inside = '<p class="not">Not calibrated: no joint moves until it is.</p>'
    return f"<section{' class=wide' if wide else ''}><h2>{title}{when}</h2>{inside}</section>"


def _joints(calibration: Calibration, pins: Pins) -> str:
    rows = []
    for joint in JOINTS:
        travel = calibration.travels[joint]
        degrees = abs(travel.high_us - travel.low_us) * pins.servos.degrees_per_us
        plug = calibration.plug(joint)
        channel = f"{'exchanged ' if plug != joint else ''}{pins.joints[plug].channel}"
        rows.append(
            f"<tr><td>{WORDS[joint]}</td><td class=drawn>{drawings.travel(travel, pins)}</td>"
            f"<td>{travel.low_us:.0f}</td><td>{travel.middle_us:.0f}</td><td>{travel.high_us:.0f}</td>"
            f"<td>{degrees:.0f}°</td><td>{channel}</td></tr>"
        )
    head = "<tr><th>left and right as you face it; pulses in us</th><th></th><th>low</th><th>middle</th><th>high</th>"
    return f"<table>{head}<th>travel</th><th>channel</th></tr>{''.join(rows)}</table>"


def _touch_note() -> str:
    return '<p class="not">The number is the least, in counts, that is a touch; the circle is a palm.</p>'


def _levels_note(kept: Kept) -> str:
    microphone = kept.organs.microphone
    if microphone is None:
        return ""
    gain = microphone.gain_db
    return f'<p class="not">All that it hears is taken {abs(gain):.0f} dB {"louder" if gain >= 0 else "softer"}.</p>'


def _eye_note(kept: Kept) -> str:
    camera = kept.organs.camera
    hangs = "upside down; its pictures are turned round" if camera is not None and camera.upside_down else "upright"
    return f'<p class="not">It hangs {hangs}.</p>'


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
