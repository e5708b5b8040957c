"""Traditional and simplified characters."""

from __future__ import annotations

import pytest

from index.text.script import is_traditional, simplified


def test_characters_are_simplified_and_nothing_else_is_touched() -> None:
    assert simplified("臨河法院（開庭）“公告” ABC 薴") == "临河法院（开庭）“公告” ABC 苎"


@pytest.mark.parametrize("text", ["臨河法院開展訴源治理", "區法院謀劃明年審判執行工作，強化隊伍建設"])
def test_a_text_in_traditional_characters_is_told(text: str) -> None:
    assert is_traditional(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "临河法院开展诉源治理",
        "临河法院聘请書法家題寫院训，审判楼里从此添了一份文气，来办事的群众也常在这面墙前停下来看一看。",
        "開庭",
        "Court news 2024",
    ],
)
def test_a_text_with_a_few_of_them_or_none_is_not(text: str) -> None:
    assert not is_traditional(text)
