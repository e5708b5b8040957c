"""The query language as the help page shows it: one example for each piece, every one of them tested."""

from __future__ import annotations

from dataclasses import dataclass

from index.query.fieldnames import field_names


@dataclass(frozen=True, slots=True)
class Example:
    """A query that can be tried, and what it asks for."""

    query: str
    told: str


BASICS = (
    Example("府院联动 破产", "几个词之间空一格：每个词都要出现，先后不论；写 AND 也一样。"),
    Example("“便民诉讼”", "引号里的话要一字不差：含有它的文章一篇不漏。"),
    Example("巡回审判 OR 马背法庭", "有其中一个就行；OR 要大写。"),
    Example("工作室 -计划", "减号后面的词不能出现，减号前要空一格；写 NOT 也一样。"),
    Example("(破产 OR 重整) 府院联动", "括号把几个词并成一组。"),
    Example("党建+信访", "词中间的加号、减号、间隔点照原样查。"),
    Example("民法*", "星号前至少两个字：以它开头的词。"),
    Example("“巡回 牧区”~5", "引号里的几个词靠得很近：中间最多隔 5 个字，先后不论。"),
)
FIELDED = (
    Example("标题:枫桥经验", "只在标题里找；引号、星号、括号也可以放在冒号后面。"),
    Example("法院:丰台法院", "全称、简称、旧名都行，写一部分也行。"),
    Example("调解 -类型:新闻动态", "不要这一类；写一部分也行。"),
    Example("栏目:要闻", "栏目名称里有这几个字。"),
    Example("品牌:板凳法庭", "文中打出的品牌，怎么写都行，写一部分也行。"),
    Example("主题:诉源治理 含有:数字", "文章的主题；含有数字、首创、荣誉或品牌的。"),
    Example("范围:全国 -荣誉:国家", "首创的范围，荣誉的级别。"),
    Example("角色:做法 上门调解", "只在讲做法的段落里找；背景、成效、荣誉、计划也一样，前面加减号就是除此以外。"),
    Example("枫桥经验 -形式:转载", "形式是原创或转载；只看首发就去掉转载。"),
    Example("地区:福建 层级:中级", "几项同时符合；城市、来源也一样。"),
    Example("年份:2019..2021", "从哪年到哪年，一头可以空着；写一年也行。"),
    Example("日期:2020-01..2021-06", "从哪月到哪月，精确到日也行。"),
)


def field_table() -> tuple[tuple[str, str], ...]:
    """Every field by its English name and its Chinese ones."""
    return tuple((field, "、".join(names)) for field, names in field_names().items())
