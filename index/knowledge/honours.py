"""Honours and recognition: what a court, a part of it or one of its people was given, by whom, when, how high."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Article
from index.knowledge.awards import Award, awards_of
from index.knowledge.honourrules import HonourRules
from index.knowledge.status import PLANNED, Statement
from index.text.normal import normalise

LONGEST_NAME = 40
LOOKED_BACK_AT = 80
YEAR_WITHIN = 120
# What tells of more is hostile; nobody has them.
MOST_HONOURS = 200

_CLAUSE_END = re.compile("[，。；：！？]")
_YEAR = re.compile(r"((?:19|20)\d\d)[—-]?(?:\d{4})?年")
_THIS_YEAR = re.compile(r"今年|近日|日前|近期|当[日天]|\d{1,2}月\d{1,2}日|喜讯")
# In these words a clause tells of another honour.
_TOLD_OF = re.compile("被|获|荣|评为|受到")
_QUOTED_OWNER = re.compile(
    "[《“]([^《》“”]{2,30})[》”](?:[一-龥]{0,4})(?:栏目|项目|课堂|品牌|机制|模式|一文|一案|微电影|微视频|作品|案例)?(?:被|先后|还|也|曾|分别|成功)?$"
)
_GIVEN_TO = re.compile("[、为给向]")
_LAST_YEAR = re.compile("去年|上年")


@dataclass(frozen=True, slots=True)
class Honour:
    """What was given, by whom, at which level, in which year, to whom, and the sentence; None where it is not told."""

    name: str
    issuer: str | None
    level: str | None
    year: int | None
    owner: str | None
    sentence: str


def honours_of(statements: Sequence[Statement], article: Article, rules: HonourRules) -> tuple[Honour, ...]:
    """The honours that an article tells, each once, by the sentence that tells most of it."""
    kept: dict[str, Honour] = {}
    for statement in statements:
        if rules.cue.search(statement.masked) and not rules.dispute.search(statement.plain):
            for award in awards_of(statement, rules):
                if statement.status(award.start, award.end) != PLANNED:
                    _keep(kept, _honour(award, statement, article, rules))
    return tuple(kept.values())


def _honour(award: Award, statement: Statement, article: Article, rules: HonourRules) -> Honour:
    first = max(0, award.start - LOOKED_BACK_AT)
    announcer = _announcer(statement.masked[first : award.start], rules)
    if _level(award.name, rules) not in (None, _level(announcer, rules)):
        announcer = ""
    issuer = rules.lead.sub("", award.issuer) or announcer
    return Honour(
        name=award.name,
        issuer=issuer or None,
        level=_level(award.issuer, rules)
        or _level(award.name, rules)
        or _level(f"{award.context.rpartition('”')[2]} {issuer} {_contest(statement, award, rules)}", rules),
        year=_year(award, statement, article),
        owner=_owner(award, statement, article, rules),
        sentence=statement.sentence.text,
    )


def _contest(statement: Statement, award: Award, rules: HonourRules) -> str:
    """In whose contest the honour was won, where an earlier clause of the sentence says so."""
    told = rules.contest.search(statement.masked, max(0, award.start - LOOKED_BACK_AT), award.start)
    return told.group() if told else ""


def _announcer(before: str, rules: HonourRules) -> str:
    """Who announced the honour in an earlier clause of the sentence."""
    for clause in _CLAUSE_END.split(before)[:-1]:
        words = rules.lead.sub("", clause)
        if not _TOLD_OF.search(words) and (told := rules.announced.match(words)):
            return told.group()
    return ""


def _level(words: str, rules: HonourRules) -> str | None:
    return next((name for name, form in rules.levels if form.search(words)), None)


def _year(award: Award, statement: Statement, article: Article) -> int | None:
    """The year told nearest before the honour; words such as 近日 stand for that of publication."""
    if award.year:
        return int(award.year)
    before = statement.plain[max(0, award.start - YEAR_WITHIN) : award.end]
    told = before + statement.plain[award.end : award.end + LONGEST_NAME]
    if years := _YEAR.findall(before) or _YEAR.findall(told):
        return int(years[-1])
    published = int(article.published[:4]) if article.published else None
    if published and _LAST_YEAR.search(told):
        return published - 1
    return published if _THIS_YEAR.search(told) else None


def _owner(award: Award, statement: Statement, article: Article, rules: HonourRules) -> str | None:
    """Whose honour it is: what is named last before the telling, else the article's court."""
    first = max(0, award.start - LOOKED_BACK_AT)
    named = _QUOTED_OWNER.search(statement.plain, first, award.start)
    if named and not rules.adopted.match(statement.masked, award.start):
        return named[1]
    for clause in reversed(_CLAUSE_END.split(statement.masked[first : award.start])):
        words = rules.lead.sub("", _TOLD_OF.split(clause)[0]).strip("“”□、（） ")
        if owner := _owner_in(words, article, rules):
            return owner
    return article.court


def _owner_in(words: str, article: Article, rules: HonourRules) -> str | None:
    """The person, the part of a court or the number of them that a clause speaks of."""
    parts = list(rules.part.finditer(words))
    people = rules.person.search(words, parts[-1].end() if parts else 0)
    if people:
        return str(people[people.lastindex or 0])
    if counted := rules.counted.search(words):
        return counted.group()
    if not parts:
        return article.court if rules.pointing.match(words) else None
    named = rules.lead.sub("", _GIVEN_TO.split(words[: parts[-1].end()])[-1])
    return article.court if rules.pointing.fullmatch(named) or _is_court(named, article) else named.strip("“”□")


def _is_court(named: str, article: Article) -> bool:
    return named.endswith("法院") and named[:2] in (article.court or "")


def _keep(kept: dict[str, Honour], honour: Honour) -> None:
    """The same honour told twice is one: the fuller telling stays."""
    said = normalise(honour.name)
    same = next((known for known in kept if said in known or known in said), None)
    if len(kept) >= MOST_HONOURS:
        return
    if same is None or len(said) < 3:
        kept[said + (honour.owner or "")] = honour
    elif _told(honour) > _told(kept[same]):
        kept[same] = honour


def _told(honour: Honour) -> int:
    return sum(value is not None for value in (honour.issuer, honour.level, honour.year, honour.owner))
