"""The report of a search benchmark: figures become goals, tables and charts; what was not measured is said to be so."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks.goals import Goal, goals
from benchmarks.questioning import CLASSES, Question
from benchmarks.searchreport import written
from benchmarks.summary import EVERYTHING, Figures, Run
from benchmarks.timing import Asked, Spread, percentile

QUESTIONS = [Question(name=name, words=("法庭",)) for name in CLASSES]
DAYS = {1: "2024-06-05"}


def stage(milliseconds: float, **changed: Any) -> dict[str, Any]:
    """What an engine tells that always takes as long."""
    seconds = milliseconds / 1000
    answer = Asked(answered=True, first=seconds, again=seconds, opened=seconds, count=3, found=(1,), scores=(2.0,))
    answers = [{**asdict(answer), **changed} for _ in QUESTIONS]
    return {"seconds": 1.0, "peak": 5e7, "result": {"opening": 0.01, "answers": answers}}


def built(size: int) -> dict[str, Any]:
    return {"articles": 1000, "seconds": 2.0, "peak": 1e8, "bytes": size}


def figures(**more: dict[str, Any]) -> Figures:
    """A run in which we are ten times as fast as tantivy and a thousand times as Whoosh."""
    told = {
        "articles": {"articles": 1000, "characters": 1_260_000},
        **{"build.tashan": built(3_000), "build.tantivy": built(2_000), "build.whoosh": built(9_000)},
        **{"ask.tashan": stage(0.1), "ask.tantivy": stage(1.0), "ask.whoosh": stage(100.0)},
        **more,
    }
    return Run(told, QUESTIONS, DAYS).summary()


def goal(found: Figures, words: str) -> Goal:
    return next(each for each in goals(found) if words in each.measure)


def test_ratios_are_of_the_same_run() -> None:
    found = figures()
    assert goal(found, "tantivy, p50").figure == pytest.approx(10)
    assert goal(found, "least ahead").figure == pytest.approx(10)
    assert goal(found, "vanilla Whoosh, p50").figure == pytest.approx(1000)
    assert goal(found, "size of the word layer").figure == pytest.approx(1.5)
    assert goal(found, "size of the word layer").is_reached
    assert goal(found, "answers that differ").figure == 0


def test_a_wrong_answer_is_no_goal_reached() -> None:
    found = figures(**{"ask.tashan": stage(0.1, count=2)})
    assert goal(found, "answers that differ").figure == len(CLASSES)
    assert goal(found, "answers that differ").is_reached is False


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    assert goal(figures(), "SQLite").figure is None
    assert goal(figures(), "SQLite").is_reached is None
    assert goal(figures(), "peak memory").is_reached is None


def test_classes_that_an_engine_cannot_be_asked_have_no_figures() -> None:
    engine = figures(**{"ask.bm25s": stage(0.1, answered=False)})["engines"]["bm25s"]
    assert engine["again"] == {}
    assert EVERYTHING in figures()["engines"]["tashan"]["again"]


def test_the_report_has_every_size_that_was_run(tmp_path: Path) -> None:
    report = tmp_path / "docs" / "search.md"
    written("1000", figures(), report, command="make bench")
    written("10", {**figures(), "articles": 10}, report, command="another command", note="The machine was busy.")
    written("1000", figures(), report, command="make bench")
    told = report.read_text("utf-8")
    assert list(json.loads(report.with_suffix(".json").read_text("utf-8"))) == ["10", "1000"]
    assert "## Growth" in told
    assert told.count("make bench") == told.count("The machine was busy.") == 1
    assert "| queries against tantivy, p50 | ≥ 3 × | 10 × | reached |" in told
    assert "not measured" in told
    assert ElementTree.parse(report.with_suffix(".svg")).getroot().tag.endswith("svg")


def test_a_run_of_one_stage_is_a_report_too(tmp_path: Path) -> None:
    told = {"articles": {"articles": 1000, "characters": 1_260_000}}
    written("1000", Run(told, QUESTIONS, DAYS).summary(), tmp_path / "search.md", command="make bench")
    assert "not measured" in (tmp_path / "search.md").read_text("utf-8")


def test_percentiles_lie_between_neighbours() -> None:
    assert percentile([1.0, 2.0, 3.0], 0.5) == 2.0
    assert percentile([1.0, 2.0], 0.95) == pytest.approx(1.95)
    assert Spread.of([0.001]) == Spread(p50=1.0, p95=1.0, p99=1.0, mean=1.0)


def test_an_index_of_copies_has_a_row_of_its_own(tmp_path: Path) -> None:
    tiled = {**stage(2.0, count=30), "copies": 10}
    found = figures(**{"tiled.words": tiled})
    written("1000", found, tmp_path / "search.md", command="make bench")
    told = (tmp_path / "search.md").read_text("utf-8")
    assert "| 10,000, 10 copies of each | 2 | 2 |" in told
    assert "Of 10,000 articles, 0 counts and no quotations were wrong." in told


def test_a_count_that_copies_change_is_wrong() -> None:
    found = figures(**{"tiled.words": {**stage(2.0, count=29), "copies": 10}})
    assert found["tiled"]["wrong"] == len(CLASSES)
