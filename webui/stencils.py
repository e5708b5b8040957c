"""Stencils: a macro drawn once with holes in it, and filled for each of the many rows that a page has of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from operator import itemgetter

from jinja2.runtime import Macro
from markupsafe import Markup, escape

# More than there are looks of all macros that are filled, in all languages.
REMEMBERED = 512
# No template has this character, and nothing that a reader or an article says is there as a stencil is drawn.
_EDGE = "\ue000"
_HOLE = re.compile(f"{_EDGE}([0-9]+){_EDGE}")
_is_special = re.compile("[&<>\"']").search

# What the macro decides by, then what stands in its holes.
Row = tuple[Hashable, ...]
Stencil = tuple[str, Callable[[list[object]], object]]


def filled(rows: Iterable[Row], macro: Macro) -> Markup:
    """The markup of an imported macro for every row, whose values it is given as its arguments.

    It may ask about the first of them only: the others are put where it left them, text escaped, whole numbers written
    with their thousands apart.
    """
    written = []
    for look, *values in rows:
        form, placed = _drawn(macro, look)
        written.append(form % placed([_WRITERS.get(type(value), _as_text)(value) for value in values]))
    return Markup("".join(written))


def _as_text(value: object) -> str:
    """Text as markup; to make Markup of each would take longer than all else that is done with it."""
    text = str(value)
    return escape(text) if _is_special(text) else text


_WRITERS: dict[type, Callable[[object], object]] = {Markup: str, float: str, int: "{:,}".format}


@lru_cache(maxsize=REMEMBERED)
def _drawn(macro: Macro, look: Hashable) -> Stencil:
    """A macro that has decided, as a form and what puts values into the order of its holes."""
    holes = (Markup(f"{_EDGE}{number}{_EDGE}") for number in range(len(macro.arguments) - 1))
    drawn = str(macro(look, *holes)).replace("%", "%%")
    places = [int(place) for place in _HOLE.findall(drawn)]
    return _HOLE.sub("%s", drawn), itemgetter(*places) if places else _nothing


def _nothing(_: list[object]) -> object:
    return ()
