"""Printing: what leaves on the terminal or into a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from index.text.legible import printable

if TYPE_CHECKING:
    from index.exporting.formats import Format


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, whose control characters no terminal may obey."""
    for line in lines:
        click.echo(printable(line))


def print_json(content: Any) -> None:
    """Print JSON that people can read."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


@contextmanager
def opened(output: Path | None, form: Format) -> Iterator[BinaryIO]:
    """Open what an export is written to; a file takes its name when it is whole."""
    from index.exporting.replacing import replacing

    if output is not None:
        with replacing(output) as file:
            yield file
    elif form.is_text or not sys.stdout.isatty():
        yield sys.stdout.buffer
    else:
        raise click.UsageError(f"A terminal cannot show {form.label}: name a file with -o.")
