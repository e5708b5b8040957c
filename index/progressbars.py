"""Progress of long work on standard error: bars on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.pace import Pace

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

LINES_APART = 1000


@contextmanager
def bars(pace: Pace | None = None) -> Iterator[Bars | None]:
    """Progress bars on a terminal, with a pace to be told beside them; None elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, RenderableColumn, TextColumn, TimeElapsedColumn

    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()]
    if pace is not None:
        columns.append(RenderableColumn(pace))
    with Progress(*columns, console=Console(stderr=True)) as shown:
        yield shown


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give what is to be told of work done, of work in all; shows how fast it goes and what is left to wait."""
    pace = Pace()
    with bars(pace) as shown:
        if shown is None:
            yield _line_reporter(label, pace)
            return
        task = shown.add_task(label, total=None)

        def report_bar(done: int, total: int) -> None:
            pace.note(done, total)
            shown.update(task, completed=done, total=total)

        yield report_bar


def _line_reporter(label: str, pace: Pace) -> Callable[[int, int], None]:
    reported = 0

    def report_line(done: int, total: int) -> None:
        nonlocal reported
        pace.note(done, total)
        if done == total or done // LINES_APART != reported // LINES_APART:
            reported = done
            print(f"{label}: {done} of {total}, {pace}", file=sys.stderr, flush=True)

    return report_line
