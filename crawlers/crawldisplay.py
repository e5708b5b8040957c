"""What is seen of a crawl while it goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crawlers.jobs import Progress
from index.progressbars import bars

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


@contextmanager
def crawl_display(label: str) -> Iterator[Callable[[Progress], None]]:
    """Report a crawl: a line that counts on a terminal, elsewhere a line for every source that is over."""
    with bars() as shown:
        yield _tell_line if shown is None else _bar_reporter(label, shown)


def _tell_line(progress: Progress) -> None:
    if progress.run is not None:
        print(progress.run.line, file=sys.stderr, flush=True)


def _bar_reporter(label: str, shown: Bars) -> Callable[[Progress], None]:
    tasks: dict[str, TaskID] = {}

    def report_bars(progress: Progress) -> None:
        name = progress.source
        if name not in tasks:
            tasks[name] = shown.add_task(name, total=None)
        text = f"{label}: {name}, {progress.pages} pages"
        shown.update(tasks[name], description=text, completed=progress.articles)
        if progress.run is not None:
            shown.update(tasks[name], total=progress.articles)

    return report_bars
