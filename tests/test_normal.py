"""The one normalisation: what becomes the same, what is dropped, and that neighbours never matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.normal import normalise, normalise_lines, normalise_with_origins

TEXT = st.text()
COURT_TEXT = st.text(alphabet="法院審判庭开発(fā)（yuàn）ＡｐｐＬe“”「」·•—-〇①㎡½ \u3000\u200b\ufeff\n乾", max_size=40)


def _has_no_bracket(text: str) -> bool:
    return "(" not in normalise(text) and ")" not in normalise(text)


@pytest.mark.parametrize(
    ("variants", "normal"),
    [
        (("ＡＰＰ", "app", "App"), "app"),
        (("５·８", "5•8", "5‧8", "5・8", "5･8"), "5·8"),
        (("“党建”", "「党建」", "『党建』", '"党建"', "„党建‟", "＂党建＂", "«党建»"), '"党建"'),
        (("（试行）", "(试行)"), "(试行)"),
        (("法院——家", "法院──家", "法院--家", "法院－－家"), "法院--家"),
        (("〔２０２４〕３号", "［2024］3号", "【2024】3号"), "[2024]3号"),
        (("審判", "审判"), "审判"),
        (("《民法典》", "〈民法典〉"), "《民法典》"),
        (("８：３０～９：００", "8:30〜9:00"), "8:30~9:00"),
        (("㎡", "m2"), "m2"),
    ],
)
def test_variants_become_one(variants: tuple[str, ...], normal: str) -> None:
    assert {normalise(variant) for variant in variants} == {normal}


@pytest.mark.parametrize(
    "text", ["法 院", "法\u3000院", "法\n院", "法\u200b院", "\ufeff法院", "法\u00ad院", "法\ufe0f院", "法\ud800院"]
)
def test_what_nobody_sees_is_dropped(text: str) -> None:
    assert normalise(text) == "法院"


def test_glosses_are_dropped_and_brackets_kept() -> None:
    assert normalise("開發(fā)（試行）") == "开发(试行)"


def test_a_character_is_simplified_without_regard_to_its_word() -> None:
    assert normalise("乾坤") == normalise("乾") + normalise("坤")


def test_simplifying_goes_on_to_the_end() -> None:
    assert normalise("薴") == normalise("苧") == "苎"


def test_different_marks_stay_different() -> None:
    assert len({normalise(mark) for mark in "“·-([《~+。，、；：！？"}) == len("“·-([《~+。，、；：！？")


@given(TEXT, TEXT)
def test_a_normal_form_never_depends_on_neighbours(one: str, other: str) -> None:
    if _has_no_bracket(one + other):
        assert normalise(one) + normalise(other) == normalise(one + other)


@given(TEXT.filter(_has_no_bracket))
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.one_of(TEXT, COURT_TEXT))
def test_origins_go_with_the_same_normal_form(text: str) -> None:
    normal = normalise_with_origins(text)
    assert normal.text == normalise(text)
    assert len(normal.origins) == len(normal.text)


@given(st.one_of(TEXT, COURT_TEXT))
def test_origins_run_forward_inside_the_text(text: str) -> None:
    origins = normalise_with_origins(text).origins
    assert list(origins) == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins)


@given(COURT_TEXT, st.data())
def test_a_span_covers_exactly_the_characters_it_came_from(text: str, data: st.DataObject) -> None:
    normal = normalise_with_origins(text)
    if not normal.text:
        return
    start = data.draw(st.integers(0, len(normal.text) - 1))
    end = data.draw(st.integers(start + 1, len(normal.text)))
    first, last = normal.span(start, end)
    covered = [char for char, origin in zip(normal.text, normal.origins, strict=True) if first <= origin < last]
    assert normal.text[start:end] in "".join(covered)
    assert normal.origins[start] == first
    assert normal.origins[end - 1] == last - 1


@given(TEXT | COURT_TEXT, TEXT, TEXT)
def test_origins_are_the_same_by_a_text_that_holds_the_normal_form(text: str, before: str, after: str) -> None:
    normal = normalise_with_origins(text)
    for holding in (normal.text, f"{normalise(before)}{normal.text}{normalise(after)}"):
        told = normalise_with_origins(text, holding)
        assert (told.text, tuple(told.origins)) == (normal.text, tuple(normal.origins))


def test_a_text_as_long_as_its_normal_form_may_drop_and_add() -> None:
    for text in ("㎡ 院", "㎡\ufe0f院", "㎡\u200b院"):
        assert tuple(normalise_with_origins(text, normalise(text)).origins) == (0, 0, 2)


def test_a_span_takes_in_the_gloss_between_its_characters() -> None:
    text = "全市開(kāi)發(fā)區"
    first, last = normalise_with_origins(text).span(2, 4)
    assert text[first:last] == "開(kāi)發"


@given(st.text(alphabet="法院審開㎡½…𠮷　Ａ\0\uffff\ud800 ", min_size=60, max_size=90))
def test_a_long_text_has_the_normal_forms_of_its_characters(text: str) -> None:
    assert normalise(text) == "".join(map(normalise, text))


@given(st.lists(TEXT | COURT_TEXT, max_size=6))
def test_lines_together_become_what_each_becomes(lines: list[str]) -> None:
    assert normalise_lines(lines) == tuple(map(normalise, lines))


def test_a_line_that_takes_more_than_its_characters_is_told_from_its_neighbours() -> None:
    assert normalise_lines(("開發(fā)", "㎡", "審 判", "")) == ("开发", "m2", "审判", "")
    assert normalise_lines(("\ud800𠮷", "審判")) == ("𠮷", "审判")
