"""Comparing engines: one that counts, orders or scores wrongly is found, and ties are no fault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.agreement import Agreement, agreement
from benchmarks.cuttings import Cutting
from benchmarks.peers import PEERS, Peer, is_installed, peer
from benchmarks.questioning import ANY, PHRASE, Question
from benchmarks.timing import Asked, asked

TEXTS = ("法院 板凳 法庭", "板凳 法院", "法庭 开庭 法院 板凳 法庭", "渡口 开庭", "法庭 板凳 板凳")
CUTTINGS = [
    Cutting(n, f"题 {n}", text, f"202{n}-03-04", f"{n % 2}县人民法院", "福建", f"202{n}", "图片新闻")
    for n, text in enumerate(TEXTS)
]
DAYS = {cutting.number: cutting.published for cutting in CUTTINGS}
QUESTIONS = [
    Question(name="term", words=("板凳",)),
    Question(name="and", words=("板凳", "法院")),
    Question(name="or", words=("渡口", "法庭"), join=ANY),
    Question(name="phrase", words=("板凳", "法庭"), join=PHRASE),
    Question(name="province", words=("板凳",), province="福建"),
    Question(name="elsewhere", words=("板凳",), province="云南"),
    Question(name="dates", words=("法庭",), dates=("2021-01-01", "2022-03-04")),
    Question(name="date", words=("法庭",), by_date=True),
    Question(name="facets", words=("法庭",), facets=True),
    Question(name="fields", words=("题", "渡口"), two_fields=True),
]
COUNTS = [4, 3, 4, 2, 4, 0, 1, 3, 3, 1]


def answers(name: str, folder: Path, cuttings: Iterable[Cutting] = CUTTINGS) -> list[Asked]:
    """What an engine says to QUESTIONS."""
    folder.mkdir()
    peer(name, folder).build(cuttings)
    engine: Peer = peer(name, folder)
    engine.open()
    try:
        return asked(engine, QUESTIONS)
    finally:
        engine.close()


def compared(one: list[Asked], other: list[Asked]) -> Agreement:
    return agreement(QUESTIONS, one, other, DAYS)


@pytest.fixture(scope="module")
def vanilla(tmp_path_factory: pytest.TempPathFactory) -> list[Asked]:
    return answers("whoosh", tmp_path_factory.mktemp("vanilla") / "index")


def test_whoosh_counts_what_there_is(vanilla: list[Asked]) -> None:
    assert [each.count for each in vanilla] == COUNTS
    assert vanilla[7].found == (4, 2, 0)


@pytest.mark.parametrize("name", [name for name in PEERS if is_installed(name)])
def test_every_engine_counts_alike(name: str, vanilla: list[Asked], tmp_path: Path) -> None:
    own = answers(name, tmp_path / "index")
    found = compared(own, vanilla)
    assert found.is_exact, found.examples
    assert found.questions >= 2
    assert [each.count for each in own if each.count is not None] == [
        count for count, each in zip(COUNTS, own, strict=True) if each.count is not None
    ]


def test_our_scores_are_those_of_whoosh(vanilla: list[Asked], tmp_path: Path) -> None:
    found = compared(answers("tashan", tmp_path / "index"), vanilla)
    assert (found.orders, found.overlap) == (0, 1.0)


def test_an_engine_that_lost_an_article_is_found(vanilla: list[Asked], tmp_path: Path) -> None:
    found = compared(answers("sqlite", tmp_path / "index", CUTTINGS[:-1]), vanilla)
    assert found.counts >= 5
    assert found.facets == 1
    assert "term: 板凳: 3" in found.examples[0]


def test_a_wrong_facet_is_found(vanilla: list[Asked], tmp_path: Path) -> None:
    moved = [replace(cutting, court="溪口县人民法院") for cutting in CUTTINGS]
    found = compared(answers("sqlite", tmp_path / "index", moved), vanilla)
    assert (found.counts, found.facets) == (0, 1)


def test_wrong_scores_and_orders_are_found_and_ties_are_not(vanilla: list[Asked]) -> None:
    first, *rest = vanilla
    louder = replace(first, scores=(first.scores[0] * 1.001, *first.scores[1:]))
    assert compared([louder, *rest], vanilla).worst == pytest.approx(0.001, rel=0.01)
    swapped = replace(first, found=(first.found[1], first.found[0], *first.found[2:]))
    assert compared([swapped, *rest], vanilla).orders == int(first.scores[0] != first.scores[1])
    flat = replace(first, scores=(1.0,) * len(first.scores))
    tied = replace(flat, found=tuple(reversed(flat.found)))
    assert compared([tied, *rest], [flat, *rest]).orders == 0


def test_another_order_of_days_is_found(vanilla: list[Asked]) -> None:
    by_date = vanilla[7]
    wrong = [*vanilla[:7], replace(by_date, found=by_date.found[::-1]), *vanilla[8:]]
    assert compared(wrong, vanilla).orders == 1


def test_what_cannot_be_asked_is_left_out(vanilla: list[Asked]) -> None:
    assert compared([Asked(answered=False), *vanilla[1:]], vanilla).questions == len(QUESTIONS) - 1
