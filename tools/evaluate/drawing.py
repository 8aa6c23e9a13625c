"""Small line charts as SVG, by hand: a few curves over one axis, readable in a page and in a difference."""

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 260, 150
LEFT, RIGHT, TOP, BOTTOM = 34, 8, 22, 26
COLOURS = ("#0072b2", "#999999", "#d55e00", "#009e73", "#cc79a7", "#e69f00")
"""Told apart by people who see colours differently: Okabe and Ito, Color Universal Design (2008)."""


def chart(
    title: str,
    curves: Mapping[str, Sequence[tuple[float, float]]],
    low: float,
    high: float,
    below: str,
    at: float = 0.0,
) -> str:
    """One chart as an SVG group, `at` pixels to the right: curves of (x, y) with y from `low` to `high`."""
    xs = [x for points in curves.values() for x, _ in points]
    first, last = min(xs), max(xs)

    def place(x: float, y: float) -> tuple[float, float]:
        across = LEFT + (x - first) / ((last - first) or 1.0) * (WIDTH - LEFT - RIGHT)
        down = TOP + (high - min(high, max(low, y))) / (high - low) * (HEIGHT - TOP - BOTTOM)
        return across, down

    parts = [f'<g transform="translate({at:.0f} 0)">', f'<text x="{LEFT}" y="14" class="title">{escape(title)}</text>']
    for step in range(5):
        value = low + (high - low) * step / 4
        _, down = place(first, value)
        parts.append(f'<path d="M{LEFT} {down:.1f}H{WIDTH - RIGHT}" class="grid"/>')
        parts.append(f'<text x="{LEFT - 4}" y="{down + 3:.1f}" class="left">{value:g}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 4}" class="below">{escape(below)}</text>')
    for value in (first, last):
        across, _ = place(value, low)
        parts.append(f'<text x="{across:.1f}" y="{HEIGHT - 15}" class="below">{value:g}</text>')
    for colour, points in zip(COLOURS, curves.values(), strict=False):
        line = " ".join(f"{across:.1f},{down:.1f}" for across, down in (place(x, y) for x, y in points))
        parts.append(f'<polyline points="{line}" stroke="{colour}"/>')
    return "\n".join([*parts, "</g>"])


def picture(charts: Sequence[Sequence[str]], names: Sequence[str], columns: int) -> str:
    """Rows of charts (made `at` multiples of `WIDTH`) with one legend, as a whole SVG document."""
    width, height = columns * WIDTH, len(charts) * HEIGHT + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="9">',
        "<style>.title{font-size:11px;font-weight:bold}.grid{stroke:#ddd}.left{text-anchor:end;fill:#555}"
        ".below{text-anchor:middle;fill:#555}polyline{fill:none;stroke-width:1.6}</style>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for number, row in enumerate(charts):
        parts.append(f'<g transform="translate(0 {number * HEIGHT})">')
        parts.extend(row)
        parts.append("</g>")
    for number, (name, colour) in enumerate(zip(names, COLOURS, strict=False)):
        across = LEFT + number * 150
        parts.append(f'<path d="M{across} {height - 10}h18" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{across + 24}" y="{height - 7}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])
