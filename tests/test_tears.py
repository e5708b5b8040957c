"""Torn bytes: put together again where the language is sure, left as they came elsewhere."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.tears import restored

LEAD = "近日，青榕县人民法院把巡回审判点设到茶园边，当天调解三起邻里矛盾。"


def torn(text: str, at: int, mark: bytes = b"") -> str:
    """What a page shows after the first byte of a character was lost, or a mark took its place."""
    start = len(text[:at].encode("gb18030"))
    encoded = text.encode("gb18030")
    return (encoded[:start] + mark + encoded[start + 1 :]).decode("gb18030", "replace")


def test_a_mark_before_shifted_bytes_is_undone() -> None:
    assert restored("来源:??诰W 时间").text == "来源:海口網 时间"


def test_a_letter_with_a_reading_is_the_second_byte_of_the_character_that_is_read() -> None:
    assert restored("開發區?F(xiàn)以此為契機").text == "開發區現以此為契機"


@pytest.mark.parametrize("mark", [b"", b"?"])
@pytest.mark.parametrize("at", [0, 6, 12, 20])
def test_all_but_the_torn_ends_of_a_shifted_stretch_come_back(at: int, mark: bytes) -> None:
    found = restored(torn(LEAD, at, mark))
    assert len(found.text) == len(LEAD)
    wrong = [(char, true) for char, true in zip(found.text, LEAD, strict=True) if char not in (true, "\ufffd")]
    assert wrong == []
    assert found.mended > len(LEAD) - at - 4
    assert found.left == found.text.count("\ufffd") > 0


def test_what_no_reading_fits_is_left_and_counted() -> None:
    assert restored("青溪法院\ufffd开庭") == restored("青溪法院\ufffd开庭").__class__("青溪法院\ufffd开庭", 0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "怎么办?法官说明了理由，双方握手言和。可以吗?",
        "是吗？A公司认为合同有效。",
        "本院審理?A公司一案後，當庭宣判。",
        "http://a.example/show?id=7&F=1 法院?B座",
        "路在何方??法官当庭释明。",
        "证人问:听清了吗?A(xiàn)法官点头。",
        "证人到庭了吗?\n到了。W先生作证。",
        "",
    ],
)
def test_real_question_marks_survive(text: str) -> None:
    assert restored(text) == type(restored(text))(text, 0, 0)


@given(
    st.lists(st.sampled_from(["法院", "审理", "吗?", "？", "A", "開庭", "x?y", "。", "W", "\n", "12", "(xiàn)"])).map(
        "".join
    )
)
def test_a_text_that_was_never_torn_is_never_changed(text: str) -> None:
    assert restored(text).text == text


def test_a_text_full_of_marks_takes_no_time() -> None:
    started = time.perf_counter()
    restored("?中文W\ufffd" * 20_000)
    restored("?" * 50_000 + "中" * 50_000)
    assert time.perf_counter() - started < 10
