"""Bylines: people out of units and ranks."""

from __future__ import annotations

import pytest

from crawlers.reading.bylines import closing_byline, is_login, is_unit, lead_byline, names, opening_byline, people_in


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("蓝秋月 林知远", "蓝秋月、林知远"),
        ("蓝秋月林知远", "蓝秋月、林知远"),
        ("林知远,陈可；苏禾", "林知远、陈可、苏禾"),
        ("青榕法院 法官助理 林知远、陈可", "林知远、陈可"),
        ("刘 国", "刘国"),
        ("ctfyyjs", "ctfyyjs"),
        ("办公室", "办公室"),
        ("青榕县人民法院", "青榕县人民法院"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("欧阳兰兰", "欧阳兰兰"),
        ("林知远等", "林知远"),
        ("林知远 陈可 等", "林知远、陈可"),
        ("李院长", "李院长"),
        ("青榕法院课题组", "青榕法院课题组"),
        ("民一庭 林知远", "林知远"),
        ("林知远（青榕县人民法院院长）", "林知远"),
        ("超级管理员", None),
        ("佚名", None),
        (" ", None),
    ],
)
def test_names(value: str, expected: str | None) -> None:
    assert names(value) == expected


def test_a_login_name_is_told_from_a_person() -> None:
    assert is_login("qrfyyjs")
    assert not is_login("林知远")
    assert not is_login("2014")


def test_only_sure_people_are_taken_from_running_text() -> None:
    assert people_in("于进 严雨") == "于进、严雨"
    assert people_in("西安晚报") is None
    assert people_in("完") is None


def test_a_unit_is_told_from_people() -> None:
    assert is_unit("溪口法庭")
    assert not is_unit("林知远")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("青榕县人民法院党组书记、代理院长徐中", "徐中"),
        ("《示例审判》记者 黄晓", "黄晓"),
        ("楼常青 郑淑淼", "楼常青、郑淑淼"),
        ("公正 高效", None),
        ("青榕县人民法院课题组", "青榕县人民法院课题组"),
        ("溪口法庭", None),
    ],
)
def test_a_byline_above_the_text(line: str, expected: str | None) -> None:
    assert opening_byline([line, "近五年来，法庭受理的案件逐年下降。"]) == expected


def test_a_line_above_a_news_lead_is_a_caption() -> None:
    assert opening_byline(["望海中院院长史红", "示例网讯 12月12日，网站正式开通。"]) is None


def test_names_below_a_unit_that_wrote_the_text() -> None:
    lines = ["院景。", "文| 望海市中级人民法院", "楼常 郑淑", "本文分析工作中的成效，并提出建议。"]
    assert opening_byline(lines) == "楼常、郑淑"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("受到好评。（汪超）", "汪超"),
        ("(周姗姗李丹)", "周姗姗、李丹"),
        ("（通讯员  刚刚）", "刚刚"),
        ("（文/图 汪超）", "汪超"),
        ("（供稿：溪口法庭）", "溪口法庭"),
        ("（民二庭调研组 执笔：林知远 陈可）", "林知远、陈可"),
        ("（课题组成员：林知远、陈可）", "林知远、陈可"),
        ("（青榕法院 林知远）", "林知远"),
        ("（青榕县人民法院课题组）", "青榕县人民法院课题组"),
        ("（作者单位：青榕县人民法院）", None),
        ("（西安晚报）", None),
        ("（全文共10229字）", None),
    ],
)
def test_a_byline_in_brackets_at_the_end(line: str, expected: str | None) -> None:
    assert closing_byline(["正文。", line]) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("示例网4月16日电（记者 张一）秦岭脚下，", "张一"),
        ("本报讯 通讯员蒋昊报道：日前，", "蒋昊"),
        ("本网讯（示例报全媒体记者 刘冰 通讯员 徐麟）14日，", "刘冰、徐麟"),
        ("青榕法院网讯（林知远）日前，", "林知远"),
        ("示例法院网讯 (林知远 陈可) 日前，", "林知远、陈可"),
        ("示例网讯（国务院办公厅）日前，", None),
        ("本报讯 日前，", None),
    ],
)
def test_a_byline_in_the_lead(line: str, expected: str | None) -> None:
    assert lead_byline([line]) == expected
