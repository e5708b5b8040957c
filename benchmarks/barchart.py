"""Bar charts in SVG: groups of bars over a logarithmic scale, so that what differs a thousandfold is seen together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 1100, 360
_LEFT, _TOP, _BOTTOM = 70, 40, 50
_COLOURS = ("#b3261e", "#5b6770", "#8fa876", "#2f5d8a", "#b98a3c", "#7a5c86")
_FONT = 'font-family="sans-serif" font-size="12"'


@dataclass(frozen=True, slots=True)
class BarChart:
    """A title with its unit, the groups from left to right, and for each series a value above 0, or None, a group."""

    title: str
    groups: Sequence[str]
    series: Mapping[str, Sequence[float | None]]

    def svg(self) -> str:
        """The chart, WIDTH by HEIGHT."""
        return "\n".join(self._elements())

    def _elements(self) -> Iterator[str]:
        low, high = self._decades()
        yield f'<text x="{_LEFT}" y="16" {_FONT} font-weight="bold">{escape(self.title)}</text>'
        for exponent in range(low, high + 1):
            y = _height(exponent, low, high)
            yield f'<line x1="{_LEFT}" x2="{WIDTH - 10}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
            yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" {_FONT}>{10.0**exponent:g}</text>'
        yield from self._bars(low, high)
        yield from self._names()

    def _bars(self, low: int, high: int) -> Iterator[str]:
        wide, floor_at = self._group_width() * 0.85 / len(self.series), HEIGHT - _BOTTOM
        for place, (name, values) in enumerate(self.series.items()):
            for group, value in enumerate(values):
                if value:
                    x, y = self._left(group) + place * wide, _height(log10(value), low, high)
                    title = f"<title>{escape(name)}, {escape(self.groups[group])}: {value:.3g}</title>"
                    box = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{floor_at - y:.1f}"'
                    yield f'<rect {box} fill="{_colour(place)}">{title}</rect>'

    def _names(self) -> Iterator[str]:
        for group, name in enumerate(self.groups):
            x = self._left(group) + self._group_width() * 0.42
            yield f'<text x="{x:.1f}" y="{HEIGHT - _BOTTOM + 16}" text-anchor="middle" {_FONT}>{escape(name)}</text>'
        for place, name in enumerate(self.series):
            x, y = _LEFT + place * 130, HEIGHT - 12
            yield f'<rect x="{x}" y="{y - 10}" width="12" height="12" fill="{_colour(place)}"/>'
            yield f'<text x="{x + 18}" y="{y}" {_FONT}>{escape(name)}</text>'

    def _decades(self) -> tuple[int, int]:
        """The powers of ten around all values."""
        values = [log10(value) for series in self.series.values() for value in series if value] or [0.0]
        return floor(min(values)), max(ceil(max(values)), floor(min(values)) + 1)

    def _group_width(self) -> float:
        return (WIDTH - _LEFT - 10) / len(self.groups)

    def _left(self, group: int) -> float:
        return _LEFT + group * self._group_width()


def page(charts: Sequence[BarChart]) -> str:
    """One SVG file with charts below each other."""
    box = f'viewBox="0 0 {WIDTH} {HEIGHT * len(charts)}" width="{WIDTH}" height="{HEIGHT * len(charts)}"'
    placed = (f'<g transform="translate(0 {at * HEIGHT})">\n{chart.svg()}\n</g>' for at, chart in enumerate(charts))
    white = '<rect width="100%" height="100%" fill="#fff"/>'
    return "\n".join((f'<svg xmlns="http://www.w3.org/2000/svg" {box}>', white, *placed, "</svg>\n"))


def _height(exponent: float, low: int, high: int) -> float:
    return HEIGHT - _BOTTOM - (exponent - low) / (high - low) * (HEIGHT - _BOTTOM - _TOP)


def _colour(place: int) -> str:
    return _COLOURS[place % len(_COLOURS)]
