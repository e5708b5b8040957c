"""Proving: where the grams of a string begin, and who truly holds it."""

from __future__ import annotations

from collections.abc import Callable
from unittest import mock

import numpy as np
import pytest
import small_segments
from hypothesis import given
from hypothesis import strategies as st
from small_segments import exact_of

from index.engines.whoosh.executing import proving
from index.engines.whoosh.executing.deadline import Deadline, OutOfTime
from index.engines.whoosh.executing.proving import candidates, likely, quoted, standing_near, text_of
from index.engines.whoosh.executing.quoting import ExactText, NearTexts
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.layout import Exact
from index.query import Near

TEXTS = [["茶山", "法官走进茶山。"], ["", "茶山茶山。", "茶"], ["山茶", "茶农。山。"], ["海", "走茶山进"]]
LATER = Deadline(3600)


@pytest.fixture(params=AVAILABLE, ids=lambda kernels: kernels.NAME)
def kernels(request: pytest.FixtureRequest) -> Kernels:
    chosen: Kernels = request.param
    return chosen


@pytest.fixture(params=[1, 2, 3, 256])
def exact(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Exact:
    """The texts in stretches of so many units, of which not one is read before all grams were asked for."""
    for module in (small_segments, proving):
        monkeypatch.setattr(module, "STRETCH", request.param)
    monkeypatch.setattr(proving, "FEW_STRETCHES", 0)
    return exact_of(TEXTS)


def _found(
    exact: Exact, asked: ExactText, kernels: Kernels, within: list[int] | None = None, *, is_counted: bool = True
) -> dict[int, float]:
    some = None if within is None else np.array(within, np.uint16)
    docs, weights = quoted(exact, asked, some, LATER, kernels, is_counted=is_counted)
    return dict(zip(docs.tolist(), weights.tolist(), strict=True))


@pytest.mark.parametrize(
    ("needle", "true"),
    [
        ("茶山", {0: 6.0, 1: 2.0, 3: 1.0}),
        ("走进茶山", {0: 1.0}),
        ("法官走进茶山。", {0: 1.0}),
        ("茶山茶", {1: 1.0}),
        ("海茶", {}),
        ("官茶", {}),
    ],
)
def test_a_string_is_found_where_it_stands(exact: Exact, kernels: Kernels, needle: str, true: dict[int, float]) -> None:
    assert _found(exact, ExactText(needle), kernels) == true
    once = {doc: min(weight, 5.0 if weight > 5 else 1.0) for doc, weight in true.items()}
    assert _found(exact, ExactText(needle), kernels, is_counted=False) == once


def test_only_those_that_are_still_asked_for_are_looked_at(exact: Exact, kernels: Kernels) -> None:
    assert _found(exact, ExactText("茶山"), kernels, [1, 2, 3]).keys() == {1, 3}
    assert _found(exact, ExactText("海"), kernels, [1, 2, 3]) == {3: 1.0}
    assert _found(exact, ExactText("茶"), kernels) == dict.fromkeys(range(4), 1.0)


def test_in_titles_nothing_else_is_found(exact: Exact, kernels: Kernels) -> None:
    assert _found(exact, ExactText("茶山", in_title=True), kernels) == {0: 5.0}
    assert _found(exact, ExactText("茶山", in_title=True), kernels, is_counted=False) == {0: 5.0}
    assert _found(exact, ExactText("茶", in_title=True), kernels) == {0: 5.0, 2: 5.0}


lines = st.text("茶山。", max_size=9)


@given(
    st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=5),
    st.text("茶山。", min_size=1, max_size=5),
    st.sampled_from([1, 2, 3, 5]),
    st.booleans(),
)
def test_whatever_is_asked_for_is_found_as_by_a_plain_look(
    texts: list[list[str]], needle: str, stretch: int, in_title: bool
) -> None:
    with (
        mock.patch.object(small_segments, "STRETCH", stretch),
        mock.patch.object(proving, "STRETCH", stretch),
        mock.patch.object(proving, "FEW_STRETCHES", 0),
        mock.patch.object(proving, "STRETCHES_PER_GLANCE", 2),
    ):
        exact, asked = exact_of(texts), ExactText(needle, in_title=in_title)
        places = {
            doc: (title.count(needle), sum(map(_counting(needle), body))) for doc, (title, *body) in enumerate(texts)
        }
        counted = {doc: 5.0 * first + (0 if in_title else others) for doc, (first, others) in places.items()}
        once = {doc: 5.0 if first else 1.0 for doc, (first, others) in places.items() if counted[doc]}
        if len(needle) == 1 and not in_title:
            counted = once = {doc: float(bool(first or others)) for doc, (first, others) in places.items()}
        for kernels in AVAILABLE:
            for is_counted, expected in ((True, counted), (False, once)):
                true = {doc: weight for doc, weight in expected.items() if weight}
                assert _found(exact, asked, kernels, is_counted=is_counted) == true
                assert _found(exact, asked, kernels, [0], is_counted=is_counted) == {
                    d: w for d, w in true.items() if not d
                }


def _counting(needle: str) -> Callable[[str], int]:
    return lambda line: line.count(needle)


def test_places_that_overlap_are_counted_once(kernels: Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    for stretch in (1, 2, 3, 256):
        monkeypatch.setattr(small_segments, "STRETCH", stretch)
        monkeypatch.setattr(proving, "STRETCH", stretch)
        exact = exact_of([["哈哈哈", "哈哈哈哈哈哈哈", "哈"], ["", "哈哈"]])
        assert _found(exact, ExactText("哈哈"), kernels) == {0: 8.0, 1: 1.0}
        assert _found(exact, ExactText("哈哈哈"), kernels) == {0: 7.0}


def test_stretches_are_left_out_that_have_no_other_gram_near(kernels: Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = exact_of([["", "茶山" + "，" * 600 + "山茶"], ["", "茶山茶"]])
    asked = ExactText("茶山茶")
    assert likely(exact, asked, None, kernels)[0].tolist() == [3, 5]
    monkeypatch.setattr(proving, "FEW_STRETCHES", 0)
    assert likely(exact, asked, None, kernels)[0].tolist() == [5]
    assert _found(exact, asked, kernels) == {1: 1.0}


def test_all_documents_are_found_however_few_are_looked_at_together(
    kernels: Kernels, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = exact_of([["茶山。" if doc % 3 else "", "茶山。" if doc % 2 else "海"] for doc in range(30)])
    expected = {doc: 5.0 if doc % 3 else 1.0 for doc in range(30) if doc % 3 or doc % 2}
    monkeypatch.setattr(proving, "STRETCHES_PER_GLANCE", 3)
    assert _found(exact, ExactText("茶山。"), kernels, is_counted=False) == expected


def test_what_stands_near_stands_in_one_line(kernels: Kernels) -> None:
    exact, asked = exact_of(TEXTS), NearTexts(Near(("茶", "走"), 2))
    docs = candidates(exact, asked, None, kernels)
    assert docs.tolist() == [0, 3]
    assert candidates(exact, asked, np.array([1, 3], np.uint16), kernels).tolist() == [3]
    assert candidates(exact, NearTexts(Near(("海茶", "走"), 2)), None, kernels).tolist() == []
    found, weights = standing_near(exact, asked.needles, asked.distance, docs, LATER, in_title=False)
    assert found.tolist() == [0, 3]
    assert (weights > 0).all()
    assert text_of(exact, 1) == "\n茶山茶山。\n茶\n"


def test_no_text_is_looked_at_when_the_time_is_over(kernels: Kernels) -> None:
    with pytest.raises(OutOfTime):
        quoted(exact_of(TEXTS), ExactText("茶山。"), None, Deadline(-1), kernels, is_counted=True)
