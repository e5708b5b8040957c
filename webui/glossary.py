"""The ledgers' own words as a page says them, each in Chinese and English."""

from __future__ import annotations

from flask import Flask

from index.knowledge.status import DONE, ONGOING, PLANNED
from index.ledgers.brandfile import ADOPTER, NAMESAKE, OWNER, USER
from index.ledgers.figureroll import SAME_AS_BEFORE

Term = tuple[str, str]

LEDGERS: dict[str, Term] = {
    "firsts": ("首创", "Firsts"),
    "honours": ("荣誉", "Honours"),
    "figures": ("数字", "Figures"),
}
RELATIONS: dict[str, Term] = {
    OWNER: ("首创单位", "set it up"),
    ADOPTER: ("后来采用", "adopted it"),
    NAMESAKE: ("同名异物", "same name, another thing"),
    USER: ("在用", "uses it"),
}
STATUSES: dict[str, Term] = {DONE: ("成效", "done"), ONGOING: ("进行中", "ongoing"), PLANNED: ("计划", "planned")}
QUALIFIERS: dict[str, Term] = {
    "at_least": ("至少", "at least"),
    "at_most": ("至多", "at most"),
    "range": ("区间", "range"),
    "about": ("约数", "about"),
    "rise": ("增幅", "rise"),
    "fall": ("降幅", "fall"),
    "was": ("原值", "was"),
}
FLAGS: dict[str, Term] = {
    "over_100": ("比率超过 100%", "rate over 100 %"),
    "reads_like_result": ("计划写得像成果", "plan reads like a result"),
    SAME_AS_BEFORE: ("与上年数字相同", "same as the year before"),
}
WAYS: dict[str, Term] = {
    "exact": ("同名", "the very name"),
    "variant": ("写法相近", "a spelling or a letter apart"),
    "template": ("同一句式", "same template"),
    "sound": ("同音", "same sound"),
    "suffix": ("同一后缀", "same ending"),
}
ORDERS: dict[str, Term] = {
    "spread": ("传播最广", "Spread"),
    "first": ("首见最近", "First seen"),
    "latest": ("最近提及", "Latest"),
    "name": ("名称", "Name"),
}
CLASSES: dict[str, Term] = {
    "scope": ("范围", "Scope"),
    "honour": ("授予层级", "Given at"),
    "status": ("状态", "Status"),
}
OWN_LABELS: dict[str, Term] = {"type": ("类别", "Type"), "template": ("句式", "Template"), "q": ("含有", "Contains")}


def install(app: Flask) -> None:
    """Give the templates of an application these words."""
    app.jinja_env.globals.update(
        LEDGERS=LEDGERS,
        RELATIONS=RELATIONS,
        STATUSES=STATUSES,
        QUALIFIERS=QUALIFIERS,
        FLAGS=FLAGS,
        WAYS=WAYS,
        ORDERS=ORDERS,
        NAMED=CLASSES | OWN_LABELS,
    )
