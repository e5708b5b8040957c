"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from index.exporting.formats import FORMATS
from index.query import FIELDS
from index.query.fieldvalues import field_values

F = TypeVar("F", bound=Callable[..., Any])
ALSO = click.option("--also/--no-also", default=True, help="Ask for other names of the same things, too, or not.")


class Shard(click.ParamType[tuple[int, int]]):
    """I/N: the I-th of N shares, I from 1 to N."""

    name = "I/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Read I/N."""
        number, slash, shards = str(value).partition("/")
        if not (slash and number.isdecimal() and shards.isdecimal() and 1 <= int(number) <= int(shards)):
            self.fail(f"“{value}” is no share such as 2/5.", param, ctx)
        return int(number), int(shards)


class Formatted(click.Choice[str]):
    """The name of a format."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The format of that name."""
        return FORMATS[super().convert(value, param, ctx)]


def with_filters(command: F, fields: Sequence[str] = FIELDS) -> F:
    """Give a command an option for every field that answers can be narrowed by."""
    known = field_values()
    for name in reversed(fields):
        values = ", ".join(known[name]) if name in known else "the values"
        command = click.option(f"--{name}", multiple=True, help=f"May repeat: any of {values}.")(command)
    command = click.option("--from", "date_from", metavar="YYYY-MM-DD", help="Published on this day or later.")(command)
    return click.option("--to", "date_to", metavar="YYYY-MM-DD", help="Published on this day or earlier.")(command)


def as_file(**usual: Any) -> Callable[[F], F]:
    """Give a command the options --format, with what is usual of it, and -o."""

    def over(command: F) -> F:
        where = click.option("-o", "--output", type=click.Path(readable=False, path_type=Path), metavar="FILE")
        return click.option("--format", "file_format", type=Formatted(tuple(FORMATS)), **usual)(where(command))

    return over
