"""The benchmark of reading: its scores, and what it says where something is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.extraction import main, ours, same_day, same_title, score, text_f1

MARKUP = (
    "<title>板凳法庭进畲村-示例网</title><h1>板凳法庭进畲村</h1><p>时间：2024-06-05</p>"
    "<p>近日，法庭到畲村开庭，三十名村民旁听了庭审。</p>"
)
GOLD = {
    "file": "a.html",
    "title": "板凳法庭进畲村",
    "published": "2024-06-05 10:00",
    "body": "近日，法庭到畲村开庭，三十名村民旁听了庭审。",
}


def test_a_text_s_score_counts_runs_of_four() -> None:
    assert text_f1("甲乙丙丁戊", "甲乙 丙丁戊") == 1.0
    assert text_f1("甲乙丙丁", "甲乙丙丁戊") == pytest.approx(2 / 3)
    assert text_f1("", "甲乙丙丁") == 0.0


def test_titles_and_days_are_compared_by_what_they_say() -> None:
    assert same_title("法庭：进畲村", "法庭: 进畲村")
    assert not same_title("法庭进畲村-示例网", "法庭进畲村")
    assert same_day("2024-06-05T10:00:00", "2024年6月5日")
    assert not same_day("", "2024-06-05")


def test_we_read_a_page_and_are_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_text(MARKUP, "utf-8")
    row = score(ours, [GOLD], tmp_path)
    assert (row.text, row.title, row.date, row.crashes) == (1.0, 1.0, 1.0, 0)


def test_a_missing_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "gold.jsonl" in capsys.readouterr().err


def test_a_missing_library_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_text(MARKUP, "utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD), "utf-8")
    monkeypatch.setattr("benchmarks.extraction.READERS", {"ours": ("tashan", ours), "other": ("no_such_library", ours)})
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "1.000  1.000  1.000" in told
    assert "other" in told
    assert "is not installed: make benchmarks" in told
