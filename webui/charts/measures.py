"""What a chart shows of one thing: its name, how many there are, and where a click leads."""

from __future__ import annotations

from typing import NamedTuple


class Measure(NamedTuple):
    """A count under a name; ``href`` leads to what was counted, or takes the choice back where it is selected.

    It is a tuple, for a page has dozens, and they are made in a third of the time.
    """

    label: str
    count: int  # type: ignore[assignment]  # what tuples call count is not missed
    href: str | None = None
    is_selected: bool = False
