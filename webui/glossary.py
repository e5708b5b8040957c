"""The ledgers' own words as a page says them; ``english.toml`` has the English."""

from __future__ import annotations

from flask import Flask

from index.ledgers.rollwords import FLAGS, QUALIFIERS, RELATIONS, STATUSES

LEDGERS: dict[str, str] = {
    "firsts": "首创",
    "honours": "荣誉",
    "figures": "数字",
}
ROLLS: dict[str, str] = {"firsts": "首创台账", "honours": "荣誉台账", "figures": "数字台账"}
HOLDINGS: dict[str, str] = {"figures": "数字", "claims": "首创", "honours": "荣誉", "brands": "品牌"}
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
