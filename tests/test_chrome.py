"""Lines that belong to the site."""

from __future__ import annotations

import pytest

from crawlers.reading.chrome import ends_article, is_chrome, is_footer, is_toolbar, opens_comments


@pytest.mark.parametrize(
    "text",
    [
        "分享到：新浪微博 QQ空间",
        "【打印】【关闭】",
        "字号: 大 | 中 | 小",
        "今天是2026年1月2日",
        "| |",
        "关于我们 | 服务协议 | 隐私政策 | 客服中心 | 网站导航",
        "欢迎光临 青榕县人民法院网站",
    ],
)
def test_buttons_and_greetings_are_chrome(text: str) -> None:
    assert is_chrome(text)


@pytest.mark.parametrize("text", ["打印机里的秘密", "2018年", "（完）", "法官把大小纠纷化解在村口"])
def test_words_are_not(text: str) -> None:
    assert not is_chrome(text)


@pytest.mark.parametrize(
    "text", ["上一篇：没有了", "相关新闻", "【下一条】", "网友评论：", "地址：兴法路12号", "扫一扫打开当前页"]
)
def test_what_ends_an_article(text: str) -> None:
    assert ends_article(text)


@pytest.mark.parametrize("text", ["评论", "热门评论 7条", "【网友评论】", "最新评论（12）"])
def test_the_heading_of_comments(text: str) -> None:
    assert opens_comments(text)
    assert not opens_comments(f"{text}员文章")


def test_a_sentence_ends_nothing() -> None:
    assert not ends_article("相关当事人到庭，双方握手言和。")
    assert not ends_article("法庭地址偏远")


def test_footers_and_toolbars_are_told() -> None:
    assert is_footer("青榕县人民法院 版权所有")
    assert is_toolbar("打印 字号 大 中 小")
    assert not is_toolbar("更多")
