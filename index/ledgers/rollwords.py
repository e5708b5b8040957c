"""What the codes in the rows of ledgers are called by those who read them as a table."""

from __future__ import annotations

from index.knowledge.status import DONE, ONGOING, PLANNED
from index.knowledge.usage import Use
from index.ledgers.brandfile import ADOPTER, NAMESAKE, OWNER, USER
from index.ledgers.figureroll import SAME_AS_BEFORE

STATUSES: dict[str, str] = {DONE: "成效", ONGOING: "进行中", PLANNED: "计划"}
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
RELATIONS: dict[str, str] = {OWNER: "首创单位", ADOPTER: "后来采用", NAMESAKE: "同名异物", USER: "在用"}
# What an article does with a brand that is not its court's own.
MENTIONS: dict[str, str] = {"repost": "转载", Use.PLANNED: "计划", Use.VISITED: "考察", Use.TOLD: "转述"}
# What is counted of courts that stand side by side, by the name of it in a comparison.
COUNTED: dict[str, str] = {
    "topics": "主题",
    "kinds": "类型",
    "brand_types": "品牌类别",
    "honour_levels": "荣誉层级",
}
PARTS: dict[str, str] = COUNTED | {"years": "年份", "brands": "品牌", "firsts": "首创", "honours": "荣誉"}
WORDS: dict[str, dict[str, str]] = {
    "status": STATUSES,
    "qualifier": QUALIFIERS,
    "flags": FLAGS,
    "relation": RELATIONS | MENTIONS,
    "part": PARTS,
}
