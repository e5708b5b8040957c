"""Retrieval: what the scores of ranked lists mean, and that questions go the whole way."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.queries import library_of
from benchmarks.retrieval import (
    answered,
    articles_of,
    judgements_of,
    ndcg,
    questions_of,
    recall,
    scores,
)

JUDGED = {"a": 2, "b": 1, "c": 0}


def test_the_ideal_order_gains_all_and_the_reverse_less() -> None:
    assert ndcg(["a", "b", "c"], JUDGED) == 1.0
    assert 0 < ndcg(["c", "b", "a"], JUDGED) < 1.0
    assert ndcg(["c"], JUDGED) == 0.0


def test_gains_follow_the_formula() -> None:
    assert ndcg(["b", "a"], JUDGED) == pytest.approx((1 + 3 / 1.5849625) / (3 + 1 / 1.5849625))


def test_recall_counts_what_answers_up_to_a_depth() -> None:
    assert recall(["c", "b"], JUDGED) == 0.5
    assert recall(["c", "b", "a"], JUDGED, depth=2) == 0.5


def test_questions_are_asked_the_whole_way(tmp_path: Path) -> None:
    documents = [
        {"id": "A1", "title": "第一条", "body": "渔船靠岸以后由船主登记，怎样登记由渔港说明。"},
        {"id": "A2", "title": "第二条", "body": "茶园的边界由邻居共同确认。"},
    ]
    question = {"qid": "S1", "query": "邻居之间怎样确认茶园的边界？"}
    _write(tmp_path / "docs.jsonl.gz", documents)
    _write(tmp_path / "queries.jsonl.gz", [question])
    (tmp_path / "qrels.tsv").write_text("S1\t0\tA2\t1\n", encoding="utf-8")
    with library_of(list(articles_of(tmp_path)), tmp_path / "data") as library:
        run = answered(library, questions_of(tmp_path))
    assert run.ranked == {"S1": ["A2", "A1"]}
    assert scores(run, judgements_of(tmp_path)) == (1.0, 1.0)


def _write(path: Path, lines: list[dict[str, str]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
