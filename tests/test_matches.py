"""Matches: lists, spreads and flat answers combine alike, whatever their form."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from index.engines.whoosh.executing.matches import (
    NONE,
    Answer,
    Joined,
    Listed,
    Matches,
    Spread,
    all_of,
    any_of,
    as_list,
    compact,
    covered,
    docs_of,
    how_many,
    is_outlined,
    kept,
    mask_of,
    others_than,
    sought,
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
    return Spread(mask, None, 1.5)


def _scores(matches: Answer, kernels: Kernels) -> dict[int, float]:
    listed = as_list(matches, kernels)
    return dict(zip(listed.docs.tolist(), (listed.scores * listed.factor).tolist(), strict=True))


@pytest.mark.parametrize(("one", "other"), list(product((_listed, _spread), repeat=2)))
def test_two_answers_combine_whatever_their_form(one: Form, other: Form, kernels: Kernels) -> None:
    parts = [one(ONE), other(OTHER)]
    assert _scores(all_of(parts), kernels) == {5: 7.0, 30: 3.0}
    assert _scores(any_of(parts), kernels) == {1: 2.0, 5: 7.0, 6: 1.0, 30: 3.0}
    assert _scores(times(any_of(parts), 2.0), kernels) == {1: 4.0, 5: 14.0, 6: 2.0, 30: 6.0}


@pytest.mark.parametrize("form", [_listed, _spread])
def test_a_flat_answer_adds_its_one_score(form: Form, kernels: Kernels) -> None:
    parts = [form(ONE), _flat()]
    assert _scores(all_of(parts), kernels) == {1: 3.5, 5: 4.5}
    assert _scores(any_of(parts), kernels) == {1: 3.5, 5: 4.5, 7: 1.5, 30: 1.0}
    assert _scores(all_of([_flat(), _flat()]), kernels) == dict.fromkeys(FLAT, 3.0)


def test_nothing_is_left_of_nothing(kernels: Kernels) -> None:
    assert any_of([NONE, NONE]) is NONE
    assert _scores(all_of([NONE, _spread(ONE)]), kernels) == {}


@pytest.mark.parametrize(("one", "other"), list(product((_listed, _spread), repeat=2)))
def test_what_is_looked_for_can_be_joined_again(one: Form, other: Form, kernels: Kernels) -> None:
    both, either = (sought(join([one(ONE), other(OTHER)]), COUNT, kernels) for join in (all_of, any_of))
    assert _scores(any_of([both, one({6: 8.0})]), kernels) == {5: 7.0, 6: 8.0, 30: 3.0}
    assert _scores(all_of([either, _flat()]), kernels) == {1: 3.5, 5: 8.5}
    assert sought(either, COUNT, kernels) is either


def test_what_is_narrowed_twice_passes_both(kernels: Kernels) -> None:
    some, others = (mask_of(_listed(dict.fromkeys(docs, 1.0)), COUNT) for docs in ((1, 5, 6), (5, 6, 30)))
    for form in (_listed, _spread):
        assert _scores(kept(kept(form(ONE), some), others), kernels) == {5: 3.0}
        assert _scores(kept(any_of([form(ONE), form(OTHER)]), others), kernels) == {5: 7.0, 6: 1.0, 30: 3.0}
        assert kept(form(ONE), None)[2] == 2.0


@pytest.mark.parametrize("matches", [_listed(ONE), _spread(ONE)])
def test_an_answer_has_its_documents_a_mask_and_the_others(matches: Matches, kernels: Kernels) -> None:
    assert docs_of(matches, kernels).tolist() == [*ONE]
    assert how_many(matches) == len(ONE)
    assert np.flatnonzero(mask_of(matches, COUNT)).tolist() == [*ONE]
    assert np.flatnonzero(others_than(matches, COUNT)).tolist() == [doc for doc in range(COUNT) if doc not in ONE]
    assert _scores(times(matches, 3.0), kernels) == {doc: 3 * score for doc, score in ONE.items()}


@pytest.mark.parametrize("form", [_listed, _spread])
def test_what_is_kept_for_long_is_the_same_in_arrays_of_its_size(form: Form, kernels: Kernels) -> None:
    for answer in (form(ONE), any_of([form(ONE), form(OTHER)]), all_of([form(ONE), form(OTHER)])):
        kept_for_long = compact(answer, COUNT, kernels)
        assert _scores(kept_for_long, kernels) == _scores(answer, kernels)
        if isinstance(answer, Joined) and isinstance(kept_for_long, Listed):
            assert kept_for_long.docs.base is None


@pytest.mark.parametrize("form", [_listed, _spread])
def test_documents_alone_are_covered(form: Form, kernels: Kernels) -> None:
    some = mask_of(form(OTHER), COUNT)
    for answer in (form(ONE), any_of([form(ONE), form(OTHER)]), kept(form(ONE), some)):
        found = covered(answer, COUNT, kernels)
        assert docs_of(found, kernels).tolist() == [*_scores(answer, kernels)]


def test_any_of_some_parts_need_not_be_looked_for_where_the_long_ones_have_outlines(kernels: Kernels) -> None:
    """In numpy nothing has an outline, and what is joined is always looked for."""
    long, short = _spread(ONE), Listed(np.zeros(1, np.uint16), np.ones(1, np.float32))
    assert long.scores is not None
    outlined = long._replace(outline=kernels.outline(long[0], long.scores, COUNT))
    ready = outlined.outline is not None
    assert is_outlined(any_of([outlined, short]), 200) == ready
    assert is_outlined(kept(outlined, np.ones(COUNT, np.uint8)), 200) == ready
    assert not is_outlined(any_of([outlined, long]), 200)
    assert not is_outlined(any_of([short, short]), 200)
    assert not is_outlined(all_of([outlined, outlined]), 200)
    assert not is_outlined(outlined, 200)
