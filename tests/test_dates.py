"""Dates as sites print them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.reading import dates
from crawlers.reading.dates import closing_date, dates_in, is_mended, published_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("发布时间:2024-11-29 08:09:52 打印", "2024-11-29T08:09:52"),
        ("2014-11-03", "2014-11-03"),
        ("2024-6-5 9:02", "2024-06-05T09:02:00"),
        ("2020/10/14 16:08", "2020-10-14T16:08:00"),
        ("2023年06月06日22:35", "2023-06-06T22:35:00"),
        ("2012 年 1 月 12 日 16：36", "2012-01-12T16:36:00"),
        ("2025 11/23 16:06:26", "2025-11-23T16:06:26"),
        ("19.03.2021  10:03", "2021-03-19T10:03:00"),
        ("２０１２－０１－０２　０９：３０：００", "2012-01-02T09:30:00"),
        ("2021-09-29T12:00:00+08:00", "2021-09-29T12:00:00"),
        ("2021-09-29T20:00:00Z", "2021-09-30T04:00:00"),
        ("二〇一四年十一月三日", "2014-11-03"),
        ("二○一四年十二月三十一日", "2014-12-31"),
        ("二Ο一四年三月二十日", "2014-03-20"),
        ("二О一四年元月一日", "2014-01-01"),
        ("二O二O年十月十日", "2020-10-10"),
        ("二0一四年一月二日", "2014-01-02"),
        ("二零一四年一月二日", "2014-01-02"),
        ("一四年十一月三日", "2014-11-03"),
        ("〇一四年十一月三日", "2014-11-03"),
        ("九八年十二月三日", "1998-12-03"),
        ("2024-06-05 99:99", "2024-06-05"),
        ("2007-08-20-23:59:59", "2007-08-20T23:59:59"),
        ("2024年3月5日 星期二 08:09", "2024-03-05T08:09:00"),
        ("2024-03-05 晚上8:05", "2024-03-05T20:05:00"),
        ("2024-03-05 3:09 PM", "2024-03-05T15:09:00"),
        ("2024-03-05 12:09 PM", "2024-03-05T12:09:00"),
    ],
)
def test_every_printed_form_is_read(text: str, value: str) -> None:
    assert published_in(text) == value


@pytest.mark.parametrize(
    "text", ["", "09-19", "2024-13-45", "192.168.2001.2", "第3704期", "120241-11-29", "2013—2014年度"]
)
def test_what_is_no_whole_date_is_none(text: str) -> None:
    assert published_in(text) is None


def test_the_day_of_the_visit_is_no_date_but_what_follows_is() -> None:
    assert published_in("今天是2026年1月2日 星期五") is None
    assert published_in("今天是：2026年1月2日 星期五　发布时间：2024-06-05") == "2024-06-05"


def test_a_year_that_lost_its_first_characters_is_told() -> None:
    assert is_mended("2014-11-03", ["一四年十一月三日"])
    assert is_mended("2014-11-03", ["发布时间：14-11-03"])
    assert not is_mended("2014-11-03", ["一四年十一月三日", "2014-11-03"])
    assert not is_mended("2014-11-03", [])


def test_a_short_year_in_digits_is_none_unless_asked_for() -> None:
    assert published_in("24-03-05") is None
    assert [date.value for date in dates_in("24-03-05 014年3月5日", short=True)] == ["2024-03-05", "2014-03-05"]


def test_dates_come_in_order_with_their_spans() -> None:
    text = "从2020-01-02到2020年3月4日"
    assert [(date.value, text[date.start : date.end]) for date in dates_in(text)] == [
        ("2020-01-02", "2020-01-02"),
        ("2020-03-04", "2020年3月4日"),
    ]


def test_a_signing_date_closes_a_text() -> None:
    assert closing_date(["正文。", "青榕县人民法院", "二〇一四年六月五日"]) == "2014-06-05"
    assert closing_date(["正文。", "（林知远 2014年6月5日）"]) == "2014-06-05"


def test_a_date_in_the_last_sentence_signs_nothing() -> None:
    assert closing_date(["2014年6月5日，法院召开座谈会，与会人员作了交流。"]) is None


@given(st.text(alphabet="0123456789-/.:年月日二〇一四十TZ+ 今天是", max_size=60))
def test_any_text_gives_a_possible_date_or_none(text: str) -> None:
    found = published_in(text)
    assert found is None or re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?", found)


@given(st.lists(st.sampled_from([*"0123456789-/. 年月日一二〇十:", "2024", "05"])).map("".join))
def test_no_date_is_overlooked_where_a_text_is_told_to_have_none(text: str) -> None:
    if any(form.search(text) for form in (*dates._FORMS, *dates._SHORT_FORMS)):
        assert dates._MAY_HOLD_DATE.search(text)
