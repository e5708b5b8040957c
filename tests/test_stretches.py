"""Stretches: the documents of a gram and of a lone unit, and how many there are of the rarest one."""

from __future__ import annotations

import pytest
from small_segments import exact_of

from index.engines.whoosh.executing.stretches import having_gram, rarest, with_gram, with_unit
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels

EXACT = exact_of(
    [["茶山", "法官走进茶山。" * 100], ["", "茶山茶山。", "茶"], ["山茶", "茶农。山。"], ["海", "走茶山进"]]
)
TEA_HILL = 0x83365C71


@pytest.fixture(params=AVAILABLE, ids=lambda kernels: kernels.NAME)
def kernels(request: pytest.FixtureRequest) -> Kernels:
    chosen: Kernels = request.param
    return chosen


def test_a_gram_has_its_documents_each_once(kernels: Kernels) -> None:
    assert with_gram(EXACT, TEA_HILL, kernels).tolist() == [0, 1, 3]
    assert having_gram(EXACT, TEA_HILL) == 3
    assert with_gram(EXACT, 1, kernels).tolist() == []
    assert having_gram(EXACT, 1) == 0


@pytest.mark.parametrize(("unit", "docs"), [("茶", [0, 1, 2, 3]), ("海", [3]), ("法", [0]), ("雪", [])])
def test_a_lone_unit_has_its_documents(kernels: Kernels, unit: str, docs: list[int]) -> None:
    assert with_unit(EXACT, unit, kernels).tolist() == docs


def test_nothing_is_found_in_an_empty_segment(kernels: Kernels) -> None:
    assert with_unit(exact_of([]), "茶", kernels).tolist() == []
    assert with_gram(exact_of([]), TEA_HILL, kernels).tolist() == []


def test_the_rarest_gram_counts_over_all_segments(kernels: Kernels) -> None:
    assert rarest([EXACT, EXACT], ("走进茶山",), kernels) == 2
    assert rarest([EXACT], ("茶", "茶山"), kernels) == 3
