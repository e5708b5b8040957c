"""Figures: the numbers that a court tells of its work, with units, what they count, when, and whether it is done."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import Article
from index.knowledge.figurerules import FigureRules
from index.knowledge.numerals import worth
from index.knowledge.status import Statement

CASE_KIND = "典型案例"
YEARLY_KINDS = ("工作总结", "工作计划")
RANKED, RANK = "名次", "rank"
OVER_100, READS_LIKE_RESULT = "over_100", "reads_like_result"
WORDS_BEFORE = 24
LOOKED_BACK_AT = 60
WORDS_BEHIND = 20
LONGEST_WHAT = 16
HUNDRED = 100
# Manners of speaking: 百名法官进千企.
_ROUND = ("百", "千", "万", "千万", "百万", "十百千")

_STANDING = re.compile("前列|前茅|榜首|首位|[第前][\\d一二三四五六七八九十]")
_CLAUSE_START = re.compile("[，。；：！？、（）\\s]|^[^“]*”")
_CLAUSE_END = re.compile("[，。；：！？、（）\\s\\d]")
# What of a year is told in a yearly report is told of the year of its title.
_WITHIN_YEAR = re.compile("今年|全年|年内|[上下]半年|前三季度|[一二三四]季度|\\d{1,2}[月至]")
_YEAR = re.compile("(?:19|20)\\d\\d年")
_NUMERAL = re.compile("[\\d一二两三四五六七八九十百千万]|前列|前茅|榜首|首位")
_RANGE = re.compile(r"[\d一-龥][-~—至到][\d一-龥]")
_VAGUE = re.compile("[余多几]")
_LEAST = re.compile("(?:至少有?|不少于|每[^，。；]{1,8})$")
_WORDS = re.compile("[一-龥]{2}")
_GROWTH = re.compile("增|升|提高|上涨|完成|幅")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed and its value, its unit, what it counts and in which period.

    ``status`` is ``done``, ``ongoing`` or ``planned``; ``qualifier`` tells what sort of number it is: ``at_most``,
    ``at_least``, ``range``, ``about``, ``rise``, ``fall``, ``was``, ``rank`` (a standing among others, in 名次)
    or None. ``flags`` name what a reader should doubt.
    """

    number: str
    value: float | None
    unit: str | None
    what: str | None
    period: str | None
    status: str
    qualifier: str | None
    flags: tuple[str, ...]
    sentence: str


def figures_of(statements: Sequence[Statement], article: Article, kind: str, rules: FigureRules) -> tuple[Figure, ...]:
    """The figures of an article in order; those of a case that is told are its parties', not the court's."""
    if kind == CASE_KIND:
        return ()
    kept: dict[tuple[str, str | None, str | None], Figure] = {}
    line, period, year = -1, None, _year_of(article, kind)
    for statement in statements:
        if statement.sentence.line != line:
            line, period = statement.sentence.line, year
        times = [(match.start(), _dated(match.group(), year)) for match in rules.time.finditer(statement.plain)]
        periods = [(-1, period), *times]
        for figure in _figures(statement, periods, rules):
            kept.setdefault((figure.number, figure.unit, figure.what), figure)
        period = times[0][1] if times else period
    return tuple(kept.values())


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in its sentence, with its unit and the words of its clause around it."""

    statement: Statement
    printed: str
    value: float | None
    unit: str | None
    start: int
    end: int
    before: str
    behind: str


def _figures(statement: Statement, times: Sequence[tuple[int, str | None]], rules: FigureRules) -> Iterator[Figure]:
    """The figures of a sentence; ``times`` are where it tells a period, the one of its paragraph first."""
    if not _NUMERAL.search(statement.plain) or rules.dispute.search(statement.plain):
        return
    what: str | None = None
    for number in sorted((*_numbers(statement, rules), *_ranks(statement, rules)), key=lambda number: number.start):
        what = _what(number, rules) or what or _clause_before(number, rules)
        told = bisect(times, number.start, key=lambda time: time[0])
        yield Figure(
            number=number.printed,
            value=number.value,
            unit=number.unit,
            what=what,
            period=times[told - 1][1],
            status=statement.status(number.start, number.end),
            qualifier=_qualifier(number, rules),
            flags=tuple(_flags(number, number.value or 0, what or "")),
            sentence=statement.sentence.text,
        )


def _ranks(statement: Statement, rules: FigureRules) -> Iterator[_Number]:
    """Where a sentence says that something of a court stands among others."""
    if not _STANDING.search(statement.masked):
        return
    for match in rules.standing.finditer(statement.masked):
        before = _CLAUSE_START.split(statement.plain[max(0, match.start() - WORDS_BEFORE) : match.start()])[-1]
        value = worth(match["rank"]) if match["rank"] else None
        yield _Number(statement, match["place"], value, RANKED, *match.span(), before, "")


def _numbers(statement: Statement, rules: FigureRules) -> Iterator[_Number]:
    """The numbers of a sentence that count something; what stands in the marks of a name is part of the name."""
    previous = 0
    for match in rules.number.finditer(statement.masked):
        start, end = match.span()
        before = statement.plain[max(previous, start - WORDS_BEFORE) : start]
        behind = _CLAUSE_END.split(statement.plain[end : end + WORDS_BEHIND])[0]
        if _counts(match, before, behind, rules):
            previous = end
            printed, unit = _parted(match)
            yield _Number(statement, printed, worth(printed), unit, start, end, _CLAUSE_START.split(before)[-1], behind)


def _parted(match: re.Match[str]) -> tuple[str, str | None]:
    """A number as printed and its unit; money is counted in 万元 and 亿元."""
    if match["share"]:
        return match["share"], None
    printed, unit = match["digits"] or match["spelled"], match["unit"] or match["strong"] or match["loose"]
    if unit in ("元", "美元") and printed[-1] in "万亿":
        printed, unit = printed[:-1], printed[-1] + unit
    elif unit.startswith("余"):
        printed, unit = f"{printed}余", unit[1:]
    return printed, unit


def _counts(match: re.Match[str], before: str, behind: str, rules: FigureRules) -> bool:
    """Whether a number is one of a court's work, not an ordinal, part of a formula, or a manner of speaking."""
    if rules.never.search(before):
        return False
    if match["digits"]:
        is_law = match["unit"] == "条" and rules.law.search(before)
        return not is_law and (match["unit"] == "%" or worth(match["digits"]) != 0)
    if match["share"]:
        return True
    value = worth(match["spelled"]) or 0
    if match["spelled"] in _ROUND:
        return False
    if match["strong"]:
        return value > 1 or (value == 1 and bool(_LEAST.search(before)))
    return value > 10 or (value > 1 and bool(rules.bodies.match(behind)))


def _what(number: _Number, rules: FigureRules) -> str | None:
    """What a number counts: what follows a count and precedes a measure or a rate, or either for want of the other."""
    before = rules.right.sub("", rules.left.sub("", rules.time.sub("", number.before)))
    behind = rules.left.sub("", rules.verb.split(number.behind, maxsplit=1)[0]).removeprefix("的")
    is_measure = number.unit is None or rules.rates.fullmatch(number.unit) or rules.measures.fullmatch(number.unit)
    told = (before, behind) if is_measure else (behind, before)
    chosen = next((words for words in told if _WORDS.search(words)), "")
    return (chosen[:LONGEST_WHAT] if chosen is behind else chosen[-LONGEST_WHAT:]) or None


def _clause_before(number: _Number, rules: FigureRules) -> str | None:
    """What the clause before that of a sentence's first number speaks of."""
    clauses = _CLAUSE_START.split(number.statement.plain[max(0, number.start - LOOKED_BACK_AT) : number.start])
    told = next((words for each in reversed(clauses[:-1]) if len(words := rules.left.sub("", each)) > 1), "")
    return told[-LONGEST_WHAT:] or None


def _qualifier(number: _Number, rules: FigureRules) -> str | None:
    """What sort of number it is, by the words at its edges and by its own."""
    if number.unit == RANKED:
        return RANK
    for rule in rules.qualifiers:
        if rule.fits(number.before, number.behind):
            return rule.name
    if _RANGE.search(number.printed):
        return "range"
    return "about" if _VAGUE.search(number.printed) else None


def _flags(number: _Number, value: float, what: str) -> Iterator[str]:
    if number.unit == "%" and value > HUNDRED and "率" in what and not _GROWTH.search(number.before):
        yield OVER_100
    if number.statement.reads_like_result(number.start, number.end):
        yield READS_LIKE_RESULT


def _year_of(article: Article, kind: str) -> str | None:
    """The year that a yearly report or plan names in its title."""
    year = _YEAR.search(article.title or "") if kind in YEARLY_KINDS else None
    return year.group() if year else None


def _dated(period: str, year: str | None) -> str:
    """A period with the year of the report that tells it: 全年 of 2023年工作总结 is 2023年全年."""
    return f"{year}{period.removeprefix('今年')}" if year and _WITHIN_YEAR.match(period) else period
