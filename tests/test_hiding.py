"""Text that a page's style keeps from its readers."""

from __future__ import annotations

import pytest
from parsel import Selector

from crawlers.reading.hiding import hidden_texts, is_hidden


@pytest.mark.parametrize(
    "attributes",
    [
        'style="display:none"',
        'style="DISPLAY : none !important"',
        'style="color:red;visibility:hidden"',
        'style="font-size:0"',
        'style="font-size:0px;"',
        'style="position:absolute;left:-9999px"',
        'style="text-indent:-999em"',
        'style="height:0;overflow:hidden"',
        'style="color:#fff;background-color:white"',
        "hidden",
    ],
)
def test_an_element_that_nobody_sees_is_hidden(attributes: str) -> None:
    assert is_hidden(Selector(f"<div {attributes}>藏</div>").css("div")[0].root)


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'style="display:block"',
        'style="font-size:0.9em"',
        'style="font-size:10px"',
        'style="margin-left:-15px"',
        'style="height:0"',
        'style="overflow:hidden;width:640px"',
        'style="color:#fff;background-color:#900"',
        'style="background:#fff"',
        'style="color:white"',
        'style=";;:::"',
    ],
)
def test_an_element_that_is_seen_is_not(attributes: str) -> None:
    assert not is_hidden(Selector(f"<div {attributes}>见</div>").css("div")[0].root)


def test_a_list_without_a_size_of_its_own_shows_its_entries() -> None:
    page = Selector('<ul style="font-size:0"><li style="font-size:14px">法院要闻</li></ul>')
    assert not is_hidden(page.css("ul")[0].root)


def test_hidden_texts_are_given_whole_and_once() -> None:
    page = Selector('<div>见<p style="display:none">藏<b hidden>深</b></p><i hidden>又<script>x</script></i></div>')
    assert list(hidden_texts([page.root])) == ["藏 深", "又"]
