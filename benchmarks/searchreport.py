"""The report of a search benchmark: JSON with the runs of every size, a table in Markdown, and charts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.barchart import BarChart, page
from benchmarks.goals import Goal, goals
from benchmarks.growth import HEAD, growth_rows
from benchmarks.questioning import CLASSES
from benchmarks.summary import EVERYTHING, OURS, Figures

_NOTES = Path(__file__).with_name("searchnotes.md")
_MEGABYTE, _KILO = 1e6, 1000


def written(name: str, figures: Figures, report: Path, *, command: str, note: str = "") -> None:
    """Put the figures of a run in place of earlier ones of its name, and write the report and all that is beside it."""
    file = report.with_suffix(".json")
    runs: dict[str, Figures] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    runs[name] = {"command": command, "note": note, **figures}
    runs = dict(sorted(runs.items(), key=lambda run: (run[1]["articles"], run[0])))
    report.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(runs, ensure_ascii=False, indent=1) + "\n", "utf-8")
    *_, largest = runs.values()
    report.with_suffix(".svg").write_text(page(list(_charts(largest))), "utf-8")
    report.write_text("\n".join(_markdown(runs, report.with_suffix(".svg").name)) + "\n", "utf-8")


def _markdown(runs: Mapping[str, Figures], chart: str) -> Iterator[str]:
    yield _NOTES.read_text("utf-8")
    yield from ("## Growth", "", *_table(HEAD, growth_rows(runs.values())), "", *_wrong_of_copies(runs.values()))
    for run in reversed(list(runs.values())):
        yield from _run(run)
        yield ""
    yield f"![Milliseconds of each class of questions, and how much larger and slower to build]({chart})"


def _wrong_of_copies(runs: Iterable[Figures]) -> Iterator[str]:
    """How many answers of copied indexes are not as many times the plain one's, which must be none."""
    for tiled in filter(None, (run.get("tiled") for run in runs)):
        quoted = tiled["quotations"].get(OURS, {}).get("result", {}).get("wrong", "no")
        yield f"Of {tiled['articles']:,} articles, {tiled['wrong']} counts and {quoted} quotations were wrong."
        yield ""


def _run(run: Figures) -> Iterator[str]:
    """The tables of one run."""
    yield f"## {run['articles']:,} articles"
    yield ""
    yield f"{run['characters'] / run['articles']:,.0f} characters each; {run['machine']}."
    yield ""
    yield from ("```", run["command"], "```", "")
    if run["note"]:
        yield from (run["note"], "")
    yield from ("### What must be shown at 100,000 articles", "")
    yield from _table(("measure", "wanted", "figure", "reached"), map(_goal_row, goals(run)))
    yield from ("", "### Questions: milliseconds when asked again, p50 / p95", "")
    yield from _table(("class", *run["engines"]), _class_rows(run))
    yield from ("", "### Engines", "")
    yield from _table(_ENGINE_COLUMNS, (_engine_row(name, engine) for name, engine in run["engines"].items()))
    yield from ("", "### Clients at the same time: answers a second (p95 in ms)", "")
    yield from _table(("clients", *run["engines"]), _client_rows(run))
    yield from ("", "### Exact quotations", "")
    yield from _table(_QUOTATION_COLUMNS, _quotation_rows(run["quotations"]))
    yield from ("", "### From raw text, and the whole command", "")
    yield from _table(("what", "articles/s", "peak MB", "index MB"), _ingest_rows(run))
    if run["path"]:
        yield from ("", "### The whole search path: what is typed to JSON, milliseconds", "")
        yield from _table(("", "p50", "p95", "p99", "mean"), _path_rows(run["path"]["result"]))


def _goal_row(goal: Goal) -> tuple[str, ...]:
    bound, figure = "≤" if goal.at_most else "≥", "–" if goal.figure is None else f"{goal.figure:,.3g} {goal.unit}"
    reached = {None: "not measured", True: "reached", False: "**not reached**"}[goal.is_reached]
    return goal.measure, f"{bound} {goal.wanted:g} {goal.unit}", figure, reached


def _class_rows(run: Figures) -> Iterator[tuple[str, ...]]:
    for name in (*CLASSES, EVERYTHING):
        yield name, *(_cell(engine["again"].get(name)) for engine in run["engines"].values())
    yield "facets, told by name", *(_cell(engine["told"]) for engine in run["engines"].values())
    yield "newly opened, all twelve", *(_cell(e["opened"].get(EVERYTHING)) for e in run["engines"].values())
    yield "the first time, all twelve", *(_cell(e["first"].get(EVERYTHING)) for e in run["engines"].values())


_ENGINE_COLUMNS = (
    *("engine", "build articles/s", "peak MB", "index MB", "opening ms", "memory to ask, MB"),
    *("questions", "wrong counts", "wrong facets", "other scores", "same best ten"),
)


def _engine_row(name: str, engine: Mapping[str, Any]) -> tuple[str, ...]:
    build, agreed = engine["build"], engine["agreement"]
    built: tuple[str, ...] = ("–",) * 3
    if build:
        sizes = ((build["peak"] or 0) / _MEGABYTE, build["bytes"] / _MEGABYTE)
        built = _round(build["articles"] / build["seconds"], *sizes)
    opened = (_ms(engine["opening"] * _KILO), *_round((engine["memory"] or 0) / _MEGABYTE))
    told = (*(str(agreed[key]) for key in _AGREED), f"{agreed['overlap']:.1%}") if agreed else ("–",) * 5
    return name, *built, *opened, *told


_AGREED = ("questions", "counts", "facets", "orders")


def _client_rows(run: Figures) -> Iterator[tuple[str, ...]]:
    counts = sorted({int(count) for engine in run["engines"].values() for count in engine["clients"]})
    for count in counts:
        yield str(count), *(_load(engine["clients"].get(str(count))) for engine in run["engines"].values())


_QUOTATION_COLUMNS = ("found by", "p50 ms", "p95 ms", "p99 ms", "mean ms", "first p95 ms", "wrong counts", "recall")


def _quotation_rows(quotations: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, figures in quotations.items():
        quoted = figures["result"]
        times = (*quoted["again"].values(), quoted["first"]["p95"])
        yield name, *map(_ms, times), str(quoted["wrong"]), f"{quoted['recall']:.2f}"


def _ingest_rows(run: Figures) -> Iterator[tuple[str, ...]]:
    for name, figures in run["ingest"].items():
        speed, peak = figures["result"]["per_second"], (figures["peak"] or 0) / _MEGABYTE
        yield f"{name}, from raw text", *_round(speed, peak, figures["bytes"] / _MEGABYTE)
    if rebuild := run["rebuild"]:
        sizes = ((rebuild["peak"] or 0) / _MEGABYTE, rebuild["bytes"] / _MEGABYTE)
        yield "`tashan index --rebuild`, knowledge cached", *_round(run["articles"] / rebuild["result"], *sizes)
    if knowledge := run["knowledge"]:
        peak = (knowledge["peak"] or 0) / _MEGABYTE
        yield "the same, knowledge drawn", *_round(run["articles"] / knowledge["seconds"], peak), ""


def _path_rows(path: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, key in (("the first time", "first"), ("again", "again"), ("its engine, again", "engine")):
        yield name, *map(_ms, path[key].values())


def _charts(run: Figures) -> Iterator[BarChart]:
    names = (*CLASSES, EVERYTHING)
    for percentile in ("p50", "p95") if run["engines"] else ():
        series = {
            name: [engine["again"].get(group, {}).get(percentile) for group in names]
            for name, engine in run["engines"].items()
        }
        yield BarChart(f"Milliseconds, {percentile}, {run['articles']:,} articles", names, series)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    columns = tuple(head)
    yield f"| {' | '.join(columns)} |"
    yield f"| {' | '.join('---' for _ in columns)} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _cell(spread: Mapping[str, float] | None) -> str:
    return f"{_ms(spread['p50'])} / {_ms(spread['p95'])}" if spread else "–"


def _load(figures: Mapping[str, Any] | None) -> str:
    return f"{figures['per_second']:,.0f} ({_ms(figures['spread']['p95'])})" if figures else "–"


def _ms(value: float) -> str:
    return f"{value:.3g}" if value < _KILO else f"{value:,.0f}"


def _round(*values: float) -> tuple[str, ...]:
    return tuple(f"{value:,.0f}" for value in values)
