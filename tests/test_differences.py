"""Differences: what a copy adds, drops and words otherwise."""

from __future__ import annotations

import time

import pytest

from index.knowledge.differences import MOST_SENTENCES, Difference, differences

WAS = "法官走进茶山。茶农坐下来说话。\n一天办结三件案子。"


def test_the_same_text_has_no_differences() -> None:
    assert differences(WAS, WAS) == ()


@pytest.mark.parametrize(
    "now",
    ["法官走進 茶山。\n茶農坐下來說話。一天辦結三件案子。", "法(fǎ)官走进茶山。茶农坐下来说话。一天办结三件案子。"],
)
def test_another_setting_is_no_difference(now: str) -> None:
    assert differences(WAS, now) == ()


def test_a_sentence_added_and_one_dropped() -> None:
    (added, dropped) = differences(WAS, "本网讯。" + WAS.replace("一天办结三件案子。", ""))
    assert (added.was, added.now) == ("", "本网讯。")
    assert (dropped.was, dropped.now) == ("一天办结三件案子。", "")


def test_a_word_changed_is_spelt_out() -> None:
    (changed,) = differences(WAS, WAS.replace("三件", "四件"))
    assert changed == Difference(
        "一天办结三件案子。", "一天办结四件案子。", (("一天办结", "一天办结"), ("三", "四"), ("件案子。", "件案子。"))
    )


def test_each_of_several_changed_sentences_stands_by_itself() -> None:
    changed = differences(WAS, WAS.replace("走进", "走上").replace("坐下来", "站起来"))
    assert [each.now for each in changed] == ["法官走上茶山。", "茶农站起来说话。"]


def test_what_has_nothing_in_common_is_not_spelt_out() -> None:
    (changed,) = differences("甲乙丙丁。", "戊己庚辛壬。")
    assert changed.pieces == (("甲乙丙丁。", "戊己庚辛壬。"),)


@pytest.mark.parametrize("now", ["乙。" * 50_000, "字" * 100_000, "".join(f"第{n}句。" for n in range(20_000, 0, -1))])
def test_hostile_texts_are_compared_in_time(now: str) -> None:
    started = time.monotonic()
    differences("".join(f"第{n}句。" for n in range(2 * MOST_SENTENCES)), now)
    assert time.monotonic() - started < 10
