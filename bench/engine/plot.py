"""Speed against errors, as an SVG of our own."""
import dataclasses
import html
import math

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 30, 50, 60
OURS, PEER, INK, FAINT = "#0b6e4f", "#8a8f98", "#22262b", "#e3e6ea"


@dataclasses.dataclass(frozen=True)
class Point:
    title: str
    ours: bool
    error: float  # character error rate
    speed: float  # pages a second


def draw(points):
    """Both axes are logarithmic; better is up and to the left."""
    across = Axis([p.error for p in points], LEFT, WIDTH - RIGHT)
    up = Axis([p.speed for p in points], HEIGHT - BOTTOM, TOP)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
             text(LEFT, 26, "Pages a second against character errors (up and to the left is better)", size=15)]
    for value in across.ticks():
        x = across.at(value)
        parts += [line(x, TOP, x, HEIGHT - BOTTOM), text(x, HEIGHT - BOTTOM + 18, f"{value * 100:g} %", anchor="middle")]
    for value in up.ticks():
        y = up.at(value)
        parts += [line(LEFT, y, WIDTH - RIGHT, y), text(LEFT - 8, y + 4, f"{value:g}", anchor="end")]
    parts += [text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, "character error rate", anchor="middle"),
              f'<g transform="translate(18 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)">{text(0, 0, "pages a second", anchor="middle")}</g>']
    path = " ".join(f"{across.at(p.error):.1f},{up.at(p.speed):.1f}" for p in sorted(points, key=lambda p: p.speed) if p.ours)
    parts.append(f'<polyline points="{path}" fill="none" stroke="{OURS}" stroke-dasharray="3 4"/>')
    for point in sorted(points, key=lambda p: p.ours):
        x, y, colour = across.at(point.error), up.at(point.speed), OURS if point.ours else PEER
        near_edge = x > WIDTH * 0.7
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{colour}"/>',
                  text(x - 10 if near_edge else x + 10, y - 8, point.title, anchor="end" if near_edge else "start", colour=colour)]
    return "\n".join([*parts, "</svg>"]) + "\n"


class Axis:
    """A logarithmic scale with some room at both ends."""

    def __init__(self, values, start, end):
        self._low, self._high = math.log(max(min(values), 1e-4) / 1.3), math.log(max(max(values), 1e-4) * 1.3)
        self._start, self._end = start, end

    def at(self, value):
        share = (math.log(max(value, 1e-4)) - self._low) / (self._high - self._low)
        return self._start + share * (self._end - self._start)

    def ticks(self):
        decades = range(math.floor(self._low / math.log(10)), math.ceil(self._high / math.log(10)) + 1)
        for value in (step * 10.0 ** decade for decade in decades for step in (1, 2, 5)):
            if self._low <= math.log(value) <= self._high:
                yield value


def text(x, y, words, anchor="start", size=12, colour=INK):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{html.escape(words)}</text>'


def line(x1, y1, x2, y2):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{FAINT}"/>'
