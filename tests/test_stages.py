"""Stages of the search benchmark: chosen by name, run once, kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.apart import WorkFailed, apart
from benchmarks.stages import Bench, Stage


def test_a_stage_is_meant_by_its_name_or_a_part_of_it() -> None:
    stage = Stage("clients.tantivy.8", dict)
    assert stage.is_meant(["tantivy"])
    assert stage.is_meant(["clients"])
    assert stage.is_meant(["other", "clients.tantivy.8"])
    assert not stage.is_meant(["ask", "clients.tantivy"])


def test_figures_are_kept(tmp_path: Path) -> None:
    bench, stage = Bench(tmp_path, 10), Stage("ask.tashan", lambda: {"seconds": 1.5})
    assert bench.told(stage.name) is None
    bench.run(stage)
    assert bench.told(stage.name) == {"seconds": 1.5}


def test_every_engine_is_built_before_it_is_asked(tmp_path: Path) -> None:
    names = [stage.name for stage in Bench(tmp_path, 10).stages()]
    assert names[0] == "articles"
    assert names.index("build.tashan") < names.index("ask.tashan") < names.index("clients.tashan.1")
    assert names.index("quotations.scan") < names.index("quotations.tashan")
    assert names.index("knowledge") < names.index("rebuild") < names.index("path")


def test_work_apart_gives_its_result_and_its_failure() -> None:
    work = apart(len, "板凳法庭")
    assert work.result == 4
    assert work.seconds < 10
    with pytest.raises(WorkFailed, match="ValueError"):
        apart(int, "法庭")
