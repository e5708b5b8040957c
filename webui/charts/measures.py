"""What a chart shows of one thing: its name, how many there are, and where a click leads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A count under a name; ``href`` leads to what was counted, or takes the choice back where it is selected."""

    label: str
    count: int
    href: str | None = None
    is_selected: bool = False
