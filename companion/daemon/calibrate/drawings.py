"""The drawings of the printed report: small SVG pictures of a travel, the skin, levels, a picture's edge, a bubble."""

import math
from collections.abc import Mapping

from companion.body.calibrated import (
    SPEECH_DBFS,
    CameraCalibration,
    LightCalibration,
    LoudspeakerCalibration,
    MicrophoneCalibration,
    PostureCalibration,
    TouchCalibration,
)
from companion.body.calibration import Travel
from companion.body.pins import Pins
from companion.perception.touch.coat import COAT
from companion.vocabulary.signals import Zone

INK, FAINT, SEA, CORAL, SAND = "#24323d", "#c9d3d8", "#2f7f86", "#d9774f", "#f3ede2"
UNDERNEATH: Mapping[Zone, tuple[float, float]] = {"chest": (21.5, 25.0), "belly": (31.5, 25.0)}
LEAST_DB = -90.0


def _svg(width: float, height: float, label: str, kind: str = "") -> str:
    """The beginning of a drawing, with its name for those who do not see it."""
    size = f'viewBox="0 0 {width:.0f} {height:.0f}"'
    return f'<svg {size} role="img" aria-label="{label}"{f" class={kind}" if kind else ""}>'


def travel(of: Travel, pins: Pins) -> str:
    """A joint's ends and middle within all that a pulse may be."""
    width, shortest, longest = 330.0, pins.servos.shortest_us, pins.servos.longest_us

    def at(width_us: float) -> float:
        return 10 + (width_us - shortest) / (longest - shortest) * (width - 20)

    low, high = sorted((at(of.low_us), at(of.high_us)))
    middle = at(of.middle_us)
    return (
        _svg(width, 22, f"from {of.low_us:.0f} over {of.middle_us:.0f} to {of.high_us:.0f} us", "travel")
        + f'<g stroke-linecap="round"><line x1="10" x2="{width - 10:.0f}" y1="11" y2="11" stroke="{FAINT}" '
        f'stroke-width="3"/><line x1="{low:.1f}" x2="{high:.1f}" y1="11" y2="11" stroke="{SEA}" stroke-width="7"/></g>'
        f'<circle cx="{middle:.1f}" cy="11" r="5.5" fill="#fff" stroke="{SEA}" stroke-width="2.5"/></svg>'
    )


def skin(of: TouchCalibration) -> str:
    """The coat from above, nose to the left; chest and belly, which lie underneath, below it. A circle is a palm."""
    circles = []
    for zone, (x_cm, y_cm) in COAT.items():
        x_cm, y_cm = UNDERNEATH.get(zone, (x_cm, -y_cm))
        palm, least = of.palm_counts.get(zone), of.least_counts.get(zone)
        radius = 4.0 + 15.0 * math.sqrt(min(palm or 0.0, 120.0) / 120.0)
        x, y = 24 + 6.6 * x_cm, 76 + 4.6 * y_cm
        fill = SEA if least is not None else "#fff"
        label = f"{least:.1f}" if least is not None else "-"
        circles.append(
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}" fill="{fill}" fill-opacity=".28" stroke="{SEA}"/>'
            f'<text x="{x:.0f}" y="{y + 3.5:.0f}" text-anchor="middle" class="count">{label}</text>'
        )
    coat = f'fill="{SAND}" stroke="{FAINT}" stroke-width="1.5"'
    flippers = "".join(
        f'<ellipse cx="196" cy="{y}" rx="42" ry="17" transform="rotate({turn} 196 {y})" {coat}/>'
        for y, turn in ((22, 18), (130, -18))
    )
    body = (
        f'<path d="M22 76 C26 44 70 28 122 28 C190 28 270 54 340 66 C362 56 384 48 400 44 C398 60 392 70 384 76 '
        f'C392 82 398 92 400 108 C384 104 362 96 340 86 C270 98 190 124 122 124 C70 124 26 108 22 76 Z" {coat}/>'
    )
    under = f'<rect x="128" y="164" width="142" height="54" rx="27" {coat}/>'
    note = '<text x="282" y="195" class="note">underneath</text>'
    label = "the thresholds of twelve places of the fur"
    return f"{_svg(410, 222, label)}{flippers}{body}{under}{''.join(circles)}{note}</svg>"


def levels(microphone: MicrophoneCalibration | None, loudspeaker: LoudspeakerCalibration | None) -> str:
    """A scale from silence to full, with its own silence, a voice, and its loudest."""
    width, line_y = 400.0, 112

    def at(level_db: float) -> float:
        return 14 + (max(level_db, LEAST_DB) - LEAST_DB) / -LEAST_DB * (width - 28)

    marks = []
    if microphone is not None:
        floor, voice = microphone.noise_floor_dbfs, SPEECH_DBFS - microphone.gain_db
        marks += [(floor, "my silence", SEA), (voice, "a voice, half a metre away", SEA)]
    if loudspeaker is not None:
        marks.append((loudspeaker.limit_db, "my loudest", CORAL))
    drawn = []
    for row, (level, words, colour) in enumerate(marks):
        x, y = at(level), 26 + 30 * row
        anchor, shift = ("end", -7) if x > width * 0.55 else ("start", 7)
        drawn.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y - 12}" y2="{line_y}" stroke="{colour}" stroke-width="1.6"/>'
            f'<circle cx="{x:.1f}" cy="{line_y}" r="5" fill="{colour}"/>'
            f'<text x="{x + shift:.1f}" y="{y - 2}" text-anchor="{anchor}">{words} {level:.0f} dB</text>'
        )
    ticks = "".join(
        f'<text x="{at(level):.1f}" y="{line_y + 22}" text-anchor="middle" class="note">{level:.0f}</text>'
        for level in (-80.0, -60.0, -40.0, -20.0, 0.0)
    )
    line = f'<line x1="14" x2="{width - 14:.0f}" y1="{line_y}" y2="{line_y}" stroke="{FAINT}" stroke-width="3"/>'
    return f"{_svg(width, 140, 'levels of ear and voice')}{line}{''.join(drawn)}{ticks}</svg>"


def eye(of: CameraCalibration) -> str:
    """A picture's frame with its up, and how sharp it was."""
    turn = ' transform="rotate(180 76 52)"' if of.upside_down else ""
    bright = 62.0 * of.exposure_ev / 2.0
    return (
        _svg(300, 104, "how the camera hangs") + f'<rect x="14" y="8" width="124" height="88" rx="9" fill="{SAND}" '
        f'stroke="{FAINT}" stroke-width="1.5"/><g{turn} fill="none" stroke="{INK}" stroke-width="1.6" '
        f'stroke-linecap="round"><circle cx="76" cy="46" r="23"/><path d="M44 94 C46 74 106 74 108 94"/>'
        f'<path d="M67 53 q9 7 18 0"/><path d="M68 41 v2 M84 41 v2"/></g>'
        f'<text x="160" y="30">sharpness {of.sharpness:.2f}</text>'
        f'<rect x="160" y="37" width="128" height="7" rx="3.5" fill="{FAINT}"/>'
        f'<rect x="160" y="37" width="{128 * of.sharpness:.0f}" height="7" rx="3.5" fill="{SEA}"/>'
        f'<text x="160" y="70">exposure {of.exposure_ev:+.1f} stops</text>'
        f'<rect x="160" y="77" width="128" height="7" rx="3.5" fill="{FAINT}"/>'
        f'<rect x="{223.5 + min(bright, 0.0):.0f}" y="77" width="{max(abs(bright), 2.0):.0f}" height="7" '
        f'fill="{CORAL}"/>'
        f'<line x1="224" x2="224" y1="74" y2="87" stroke="{INK}"/></svg>'
    )


def bubble(of: PostureCalibration) -> str:
    """A round level from above, the nose to the left: where its bubble would stand uncorrected. A ring is 5 degrees."""
    x, y, z = of.acceleration_g
    ahead, left = math.degrees(math.atan2(x, z)), math.degrees(math.atan2(y, z))
    rings = "".join(f'<circle cx="60" cy="52" r="{r}" fill="none" stroke="{FAINT}"/>' for r in (14, 28, 42))
    column, row = 60 - 2.8 * max(-15.0, min(15.0, ahead)), 52 + 2.8 * max(-15.0, min(15.0, left))
    return (
        _svg(300, 104, "a bubble level") + f'{rings}<line x1="18" x2="102" y1="52" y2="52" stroke="{FAINT}"/>'
        f'<line x1="60" x2="60" y1="10" y2="94" stroke="{FAINT}"/>'
        f'<circle cx="{column:.1f}" cy="{row:.1f}" r="6" fill="{CORAL}" fill-opacity=".8"/>'
        f'<text x="128" y="34">askew by {of.tilt_deg:.1f} degrees</text>'
        f'<text x="128" y="54">weighs {math.hypot(x, y, z):.3f} g</text>'
        f'<text x="128" y="74">drifts {max(map(abs, of.turn_deg_s)):.1f} degrees a second</text>'
        f'<text x="128" y="94" class="note">set right; a ring is 5 degrees</text></svg>'
    )


def light(of: LightCalibration) -> str:
    """From dark to bright, by ratios, as the creature judges light."""

    def at(share: float) -> float:
        return 14 + max(0.0, 1.0 + math.log10(max(share, 0.001)) / 3.0) * 792

    dark, bright = at(of.dark_share), at(of.bright_share)
    return (
        _svg(820, 56, "from dark to bright") + '<defs><linearGradient id="day"><stop offset="0" stop-color="#3b4a66"/>'
        '<stop offset="1" stop-color="#ffe7a8"/></linearGradient></defs>'
        f'<rect x="14" y="26" width="792" height="8" rx="4" fill="{FAINT}"/>'
        f'<rect x="{dark:.1f}" y="22" width="{bright - dark:.1f}" height="16" rx="8" fill="url(#day)" stroke="{INK}" '
        f'stroke-width=".7"/><text x="{dark:.1f}" y="15">dark: {of.dark_share:.1%}</text>'
        f'<text x="{bright:.1f}" y="15" text-anchor="end">bright: {of.bright_share:.0%}</text>'
        '<text x="14" y="52" class="note">0.1 %</text><text x="806" y="52" text-anchor="end" class="note">100 %</text>'
        "</svg>"
    )


SEAL = (
    f'<svg viewBox="0 0 120 64" class="seal" aria-hidden="true"><path d="M8 46 C10 20 34 12 52 20 C74 30 92 36 106 30 '
    f'C112 26 118 28 116 34 C112 38 112 42 118 46 C114 52 106 50 102 46 C84 58 24 60 8 46 Z" fill="{SAND}" '
    f'stroke="{INK}" stroke-width="1.6"/><circle cx="24" cy="32" r="2.6" fill="{INK}"/>'
    f'<path d="M46 48 C50 56 60 60 68 60 C64 54 58 48 54 46" fill="{SAND}" stroke="{INK}" stroke-width="1.6"/>'
    f'<path d="M9 42 q5 4 10 1" fill="none" stroke="{INK}"/></svg>'
)
