"""Search: how fast, how large and how exact our engine is beside others, stage by stage.

``python -m benchmarks.search --articles 10000 [--work FOLDER] [--only NAME,…] [--skip NAME,…] [--real FILE]``

Each stage runs in a process of its own and leaves its figures in FOLDER; one that has them already is not run again, so
what was stopped goes on where it was. A stage is named by parts, such as ``ask.tantivy``; ``--only`` and ``--skip``
take whole names or parts of them. At the end, the figures of all stages that there are become the report in the docs.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.apart import WorkFailed
from benchmarks.searchreport import written
from benchmarks.stages import Bench
from benchmarks.timing import seconds_of

WORK = Path("build/bench")
REPORT = Path("docs/benchmarks/search.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is missing, tell each stage's seconds, write the report; 1 where a stage failed."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--work", type=Path, default=WORK, help="where indexes and figures are kept")
    options.add_argument("--only", type=_names, default=[], help="stages, or parts of their names")
    options.add_argument("--skip", type=_names, default=[], help="stages, or parts of their names")
    options.add_argument("--real", type=Path, help="JSON Lines with a body each, whose sentences are used, too")
    options.add_argument("--note", default="", help="a sentence for the report, such as what else the machine did")
    options.add_argument("--report", type=Path, default=REPORT, help="the table; JSON and SVG go beside it")
    chosen = options.parse_args(arguments)
    if chosen.real is not None and not chosen.real.is_file():
        print(f"There is no file {chosen.real}.", file=sys.stderr)
        return 1
    command, name = f"python -m benchmarks.search --articles {chosen.articles}", str(chosen.articles)
    if chosen.real is not None:
        command, name = f"{command} --real {chosen.real.name}", f"{name}-{chosen.real.name.partition('.')[0]}"
    folder = chosen.work / name
    folder.mkdir(parents=True, exist_ok=True)
    # What ends us must end the process of the stage, too.
    signal.signal(signal.SIGTERM, _stop)
    bench = Bench(folder, chosen.articles, chosen.real)
    failed = _run(bench, chosen.only, chosen.skip)
    if bench.told("articles") is not None:
        written(name, bench.summary(), chosen.report, command=command, note=chosen.note)
    return failed


def _stop(*_: object) -> None:
    sys.exit("stopped; the next call goes on with the stage that was running")


def _run(bench: Bench, only: Sequence[str], skip: Sequence[str]) -> int:
    failed = 0
    for stage in bench.stages():
        if bench.told(stage.name) is not None or stage.is_meant(skip) or (only and not stage.is_meant(only)):
            continue
        print(f"{stage.name} … ", end="", flush=True)
        try:
            seconds = seconds_of(partial(bench.run, stage))
        except WorkFailed as error:
            print(error)
            failed = 1
        else:
            print(f"{seconds:.1f} s", flush=True)
    return failed


def _names(value: str) -> list[str]:
    return [name for name in value.split(",") if name]


if __name__ == "__main__":
    sys.exit(main())
