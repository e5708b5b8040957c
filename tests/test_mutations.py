"""Pages broken at random: reading them raises nothing, and no field takes in what is not the article's."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.mutations import URL, faults, main, mutated, originals, read
from index.article import Article

PAGES = tuple(originals(sorted(Path(__file__).with_name("pages").glob("*/*.html"))))


@pytest.mark.parametrize("seed", range(6))
def test_a_broken_page_is_read_without_faults(seed: int) -> None:
    found = []
    for number, page in enumerate(PAGES):
        chance = random.Random(f"{seed}/{number}")
        article = read(mutated(page.body, chance), chance)
        found += (
            [f"{page.name}, {seed}/{number}: {fault}" for fault in faults(article, page.navigation)] if article else []
        )
    assert not found


def test_faults_are_told() -> None:
    article = Article(url=URL, title="<b>题", body="正文\x07。\n首页\n要闻")
    assert [fault.partition(":")[0] for fault in faults(article, ["首页", "要闻", "调研"])] == [
        "body holds a control character",
        "title holds markup",
        "body holds 67% of the navigation",
    ]


def test_a_run_prints_its_sum_and_wants_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_text("<h1>板凳法庭进畲村</h1><p>近日，法庭开庭，群众旁听。</p>" * 3, "utf-8")
    assert main([str(tmp_path), "5"]) == 0
    assert "5 pages" in capsys.readouterr().out
    assert main([]) == 1
    assert "folder" in capsys.readouterr().err


def test_one_broken_page_is_read_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_text("<h1>板凳法庭进畲村</h1><p>近日，法庭开庭，群众旁听。</p>" * 3, "utf-8")
    shown = []
    for _ in range(2):
        assert main([str(tmp_path), "1/7"]) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]
    assert shown[0].endswith("No faults.\n")
    assert main([str(tmp_path), "1/8"]) == 0
    assert capsys.readouterr().out != shown[0]
