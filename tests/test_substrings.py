"""Substrings: what is drawn at random, and that a wrong answer would be seen."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path

from benchmarks.substrings import articles_of, needles_of, pairs_of, wrongs
from index.searching import Library
from index.text.analyzer import Analyzer
from index.text.normal import normalise

OpenLibrary = Callable[..., Library]
BODIES = ("渔船靠岸以后由船主登记。\n登记的窗口在码头。", "茶园的边界由邻居共同确认。", "“5·8”行动在码头开始。")


def _documents(place: Path) -> Path:
    path = place / "docs.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(
            json.dumps({"id": f"A{n}", "title": f"第{n}条", "body": b}) + "\n" for n, b in enumerate(BODIES)
        )
    return path


def test_substrings_are_found_exactly_and_a_missing_article_is_seen(tmp_path: Path, library: OpenLibrary) -> None:
    articles = articles_of(_documents(tmp_path), 9)
    needles = needles_of(articles, 60, random.Random(1))
    assert wrongs(articles, needles, library(*articles)) == []
    assert wrongs(articles[:-1], ["码头", "茶园"], library()) == ["码头"]


def test_needles_have_two_characters_that_count_and_no_quotation_mark(tmp_path: Path) -> None:
    needles = needles_of(articles_of(_documents(tmp_path), 9), 200, random.Random(2))
    assert min(len(normalise(needle)) for needle in needles) == 2
    assert 2 < max(map(len, needles)) <= 12
    assert not [needle for needle in needles if "“" in needle or "”" in needle]


def test_pairs_are_words_of_one_article(tmp_path: Path, analyzer: Analyzer) -> None:
    articles = articles_of(_documents(tmp_path), 9)
    for pair in pairs_of(articles, 20, random.Random(3), analyzer):
        assert [all(word in body for word in pair.split()) for body in BODIES].count(True) >= 1
