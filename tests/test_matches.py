"""Matches: lists, spreads and flat answers combine alike, whatever their form."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from index.engines.whoosh.executing.matches import (
    NONE,
    Flat,
    Listed,
    Matches,
    Spread,
    all_of,
    any_of,
    as_list,
    docs_of,
    mask_of,
    others_than,
    times,
)
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels

Form = Callable[[dict[int, float]], Matches]
COUNT = 40
ONE, OTHER = {1: 2.0, 5: 3.0, 30: 1.0}, {5: 4.0, 6: 1.0, 30: 2.0}
FLAT = dict.fromkeys((1, 5, 7), 1.5)


@pytest.fixture(params=AVAILABLE, ids=lambda kernels: kernels.NAME)
def kernels(request: pytest.FixtureRequest) -> Kernels:
    chosen: Kernels = request.param
    return chosen


def _listed(scores: dict[int, float]) -> Matches:
    return Listed(np.array([*scores], np.uint16), np.array([*scores.values()], np.float32) / np.float32(2), 2.0)


def _spread(scores: dict[int, float]) -> Matches:
    mask, spread = np.zeros(COUNT, np.uint8), np.zeros(COUNT, np.float32)
    mask[[*scores]], spread[[*scores]] = 1, [*scores.values()]
    return Spread(mask, spread / np.float32(2), 2.0)


def _flat() -> Matches:
    mask = np.zeros(COUNT, np.uint8)
    mask[[*FLAT]] = 1
    return Flat(mask, 1.5)


def _scores(matches: Matches, kernels: Kernels) -> dict[int, float]:
    listed = as_list(matches, kernels)
    return dict(zip(listed.docs.tolist(), (listed.scores * listed.factor).tolist(), strict=True))


@pytest.mark.parametrize(("one", "other"), list(product((_listed, _spread), repeat=2)))
def test_two_answers_combine_whatever_their_form(one: Form, other: Form, kernels: Kernels) -> None:
    parts = [one(ONE), other(OTHER)]
    assert _scores(all_of(parts, kernels), kernels) == {5: 7.0, 30: 3.0}
    assert _scores(any_of(parts, COUNT, kernels), kernels) == {1: 2.0, 5: 7.0, 6: 1.0, 30: 3.0}


@pytest.mark.parametrize("form", [_listed, _spread])
def test_a_flat_answer_adds_its_one_score(form: Form, kernels: Kernels) -> None:
    parts = [form(ONE), _flat()]
    assert _scores(all_of(parts, kernels), kernels) == {1: 3.5, 5: 4.5}
    assert _scores(any_of(parts, COUNT, kernels), kernels) == {1: 3.5, 5: 4.5, 7: 1.5, 30: 1.0}
    assert _scores(all_of([_flat(), _flat()], kernels), kernels) == dict.fromkeys(FLAT, 3.0)


def test_nothing_is_left_of_nothing(kernels: Kernels) -> None:
    assert any_of([NONE, NONE], COUNT, kernels) is NONE
    assert _scores(all_of([NONE, _spread(ONE)], kernels), kernels) == {}


@pytest.mark.parametrize("matches", [_listed(ONE), _spread(ONE)])
def test_an_answer_has_its_documents_a_mask_and_the_others(matches: Matches, kernels: Kernels) -> None:
    assert docs_of(matches).tolist() == [*ONE]
    assert np.flatnonzero(mask_of(matches, COUNT)).tolist() == [*ONE]
    assert np.flatnonzero(others_than(matches, COUNT)).tolist() == [doc for doc in range(COUNT) if doc not in ONE]
    assert _scores(times(matches, 3.0), kernels) == {doc: 3 * score for doc, score in ONE.items()}
