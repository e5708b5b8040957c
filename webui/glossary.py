"""The ledgers' own words as a page says them; ``english.toml`` has the English."""

from __future__ import annotations

from flask import Flask

from index.knowledge.status import DONE, ONGOING, PLANNED
from index.ledgers.brandfile import ADOPTER, NAMESAKE, OWNER, USER
from index.ledgers.figureroll import SAME_AS_BEFORE

LEDGERS: dict[str, str] = {
    "firsts": "首创",
    "honours": "荣誉",
    "figures": "数字",
}
ROLLS: dict[str, str] = {"firsts": "首创台账", "honours": "荣誉台账", "figures": "数字台账"}
RELATIONS: dict[str, str] = {
    OWNER: "首创单位",
    ADOPTER: "后来采用",
    NAMESAKE: "同名异物",
    USER: "在用",
}
STATUSES: dict[str, str] = {DONE: "成效", ONGOING: "进行中", PLANNED: "计划"}
HOLDINGS: dict[str, str] = {"figures": "数字", "claims": "首创", "honours": "荣誉", "brands": "品牌"}
QUALIFIERS: dict[str, str] = {
    "at_least": "至少",
    "at_most": "至多",
    "range": "区间",
    "about": "约数",
    "rise": "增幅",
    "fall": "降幅",
    "was": "原值",
}
FLAGS: dict[str, str] = {
    "over_100": "比率超过百分之百",
    "reads_like_result": "计划写得像成果",
    SAME_AS_BEFORE: "与上年数字相同",
}
WAYS: dict[str, str] = {
    "exact": "同名",
    "variant": "写法相近",
    "template": "同一句式",
    "sound": "同音",
    "suffix": "同一后缀",
}
ORDERS: dict[str, str] = {
    "spread": "传播最广",
    "first": "首见最近",
    "latest": "最近提及",
    "name": "名称",
}
CLASSES: dict[str, str] = {
    "scope": "范围",
    "honour": "授予层级",
    "status": "状态",
}
# What a chart counts: the head of its column, and some of it.
UNITS: dict[str, tuple[str, str]] = {
    "article": ("文章", "%(n)s 篇"),
    "court": ("法院", "%(n)s 家"),
    "name": ("名称", "%(n)s 个"),
    "entry": ("条目", "%(n)s 条"),
}
# What is counted of courts that stand side by side, by the name of it in a comparison.
COUNTED: dict[str, str] = {
    "topics": "主题",
    "kinds": "类型",
    "brand_types": "品牌类别",
    "honour_levels": "荣誉层级",
}
OWN_LABELS: dict[str, str] = {"type": "类别", "template": "句式", "q": "含有"}


def install(app: Flask) -> None:
    """Give the templates of an application these words."""
    app.jinja_env.globals.update(
        LEDGERS=LEDGERS,
        ROLLS=ROLLS,
        UNITS=UNITS,
        RELATIONS=RELATIONS,
        STATUSES=STATUSES,
        QUALIFIERS=QUALIFIERS,
        FLAGS=FLAGS,
        WAYS=WAYS,
        ORDERS=ORDERS,
    )
