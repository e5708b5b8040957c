"""Fingerprints: what is one story however it is cut, framed and set, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.document import bare_document
from index.knowledge.fingerprints import Fingerprint, fingerprint, is_same_story, may_be_same_story
from index.knowledge.shingles import Shingles

TITLE = "青榕法院把板凳搬进茶山"
SENTENCES = (
    "采茶季一到，山上的纠纷就多了起来。",
    "青榕法院在全县率先把法庭搬到茶园边上，每周两次巡回。",
    "庭长蓝石生说，三年来他们走了4120里山路，办结案件96件。",
    "双方坐在同一张茶桌前，先听完再劝，劝不拢的当场开庭。",
    "去年一位茶农的定金纠纷，两杯茶的工夫就有了结果，当场退回1.8万元。",
    "今年法院又把渔排、林场、集市列入巡回点，一共31个村。",
    "每个点都有一位联络员，谁家有事先打电话给他，联络员再报给法庭。",
    "遇到采茶忙时，开庭改在傍晚，点一盏马灯，审到月亮升起来。",
    "村民都说，法庭近了，气就消了一半，这话在山里传得很远。",
    "下一步，他们打算把调解室建到茶厂里，预计覆盖率超过90%。",
)
BODY = "\n".join(SENTENCES)


def made(body: str = BODY, title: str = TITLE) -> Fingerprint:
    return fingerprint(bare_document(Article(url="http://a.example/", title=title, body=body)).normal_text, body)


@pytest.mark.parametrize(
    "copy",
    [
        made(title="法官背着板凳上山"),
        made("\n".join(SENTENCES[:4])),
        made(f"本网讯，记者日前在山里走访时看到了这样一幕。\n{BODY}\n编辑部的话：欢迎各地来稿，讲讲你们的新办法。"),
        made("本网讯，记者日前在山里走访时看到了这样一幕。" + "".join(SENTENCES[:5])),
        made(BODY.replace("法", "法(fǎ)").replace("园", "園").replace("农", "農")),
        made(BODY.replace("茶农", "农户").replace("马灯", "油灯")),
        made("".join(SENTENCES).replace("，", ",")),
    ],
    ids=[
        "re-titled",
        "cut",
        "two additions",
        "cut with a lede",
        "glossed traditional",
        "words edited",
        "set otherwise",
    ],
)
def test_a_copy_is_the_same_story_both_ways(copy: Fingerprint) -> None:
    assert is_same_story(made(), copy)
    assert is_same_story(copy, made())


@pytest.mark.parametrize(
    "other",
    [
        made("\n".join(f"第{number}句说的是海上的事，渔船靠岸以后才讲得完。" for number in range(9))),
        made(BODY.replace("4120", "3900").replace("96", "104").replace("1.8", "2.6").replace("31", "44")),
        made(title="青榕法院2031年把板凳搬进茶山", body=BODY[:-1]),
        made("\n".join(SENTENCES[5:8])),
    ],
    ids=["another text", "other figures", "no year against a year", "an item from within"],
)
def test_what_is_not_a_copy_is_another_story(other: Fingerprint) -> None:
    base = made(title="青榕法院2030年把板凳搬进茶山") if "2031" in other.title else made(title="整本的山里记事")
    assert not is_same_story(base, other)
    assert not is_same_story(other, base)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("茶山纪行（上）", "茶山纪行（下）"),
        ("工作简报第3期", "工作简报第4期"),
        ("2020年的总结", "法院总结（2021年度）"),
    ],
)
def test_titles_that_differ_in_their_ordinals_are_two_stories(one: str, other: str) -> None:
    assert not is_same_story(made(title=one), made(BODY + "还有一句。", title=other))


def test_lists_of_other_names_are_two_stories() -> None:
    lists = ["、".join(f"{a}{b}" for a in row for b in "明华强英") for row in ("赵钱孙李", "周吴郑王")]
    one, other = (made(f"{''.join(SENTENCES[:5])}\n名单如下：\n{names}") for names in lists)
    assert len(one.names) >= 16
    assert not is_same_story(one, other)


def test_a_template_filled_in_everywhere_is_no_copy() -> None:
    filled = [
        text if at % 3 else f"别处的第{'甲乙丙丁'[at // 3]}件事写在这里，和原来说的全不相干。"
        for at, text in enumerate(SENTENCES)
    ]
    assert not is_same_story(made(title="甲"), made("\n".join(filled), title="乙"))


def test_a_sentence_that_everybody_writes_joins_no_short_texts() -> None:
    ritual = (
        "会议强调，要坚持以人民为中心的发展思想，" * 2
        + "把纠纷解决在基层、化解在萌芽状态，为辖区经济社会发展提供有力司法保障。"
    )
    one, other = made(f"茶山法庭开会。{ritual}", title="茶山"), made(f"渔排法庭学习文件。{ritual}", title="渔排")
    assert one.is_telling
    assert not is_same_story(one, other)


def test_a_few_words_are_never_a_copy() -> None:
    assert not is_same_story(made("法官走进茶山。"), made("法官走进茶山。"))


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_compared_the_same_both_ways(one: str, other: str) -> None:
    assert is_same_story(made(one + BODY), made(other)) == is_same_story(made(other), made(one + BODY))


@given(st.lists(st.sampled_from((*SENTENCES, "𠮷" * 9))), st.lists(st.sampled_from((*SENTENCES, "𠮷𠀀" * 40))))
def test_none_that_is_a_copy_is_ruled_out_unseen(one: list[str], other: list[str]) -> None:
    small, large = made("".join(one)), made("".join(other))
    likely = may_be_same_story(Shingles.of(small.letters), Shingles.of(large.letters).imprint)
    assert likely or not is_same_story(small, large)


def test_a_text_that_only_shares_a_sentence_is_ruled_out_unseen() -> None:
    one, other = (Shingles.of(made("".join(some)).letters) for some in (SENTENCES[:6], SENTENCES[5:]))
    assert not may_be_same_story(one, other.imprint)
