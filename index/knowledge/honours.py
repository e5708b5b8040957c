"""Honours and recognition: what a court, a part of it or one of its people was given, by whom, when, how high."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import Article
from index.knowledge.honourrules import HonourRules
from index.knowledge.status import PLANNED, Statement
from index.text.normal import normalise

LONGEST_NAME = 40
LONGEST_ISSUER = 40
LOOKED_BACK_AT = 80
LONGEST_DENIAL = 6
YEAR_WITHIN = 120
# What tells of more is hostile; nobody has them.
MOST_HONOURS = 200
LONGEST_TELLING = 160

_CLAUSE_END = re.compile("[，。；：！？]")
_QUOTE = re.compile(r"“([^“”]{2,40})”(?:（((?:19|20)\d\d)年）)?")
_YEAR = re.compile(r"((?:19|20)\d\d)[—-]?(?:\d{4})?年")
_THIS_YEAR = re.compile(r"今年|近日|日前|近期|当[日天]|\d{1,2}月\d{1,2}日|喜讯")
_PASSIVE = re.compile("被(?!执行|告|害|申请|上诉|保全|继承)")
_PLACE = re.compile("[省市县区]$")
# In these words a clause tells of another honour.
_TOLD_OF = re.compile("被|获|荣|评为|受到")
_QUOTED_OWNER = re.compile(
    "[《“]([^《》“”]{2,30})[》”](?:栏目|项目|课堂|品牌|机制|模式|一文|一案|微电影|微视频|作品|案例)?(?:被|先后|还|也|曾|分别|成功)?$"
)
_EDGES = " 了为：、|"
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


@dataclass(frozen=True, slots=True)
class _Award:
    """The words that tell an honour: where they begin and end, who gave it, its name and the words before that."""

    start: int
    end: int
    issuer: str
    name: str
    context: str = ""
    year: str | None = None


def honours_of(statements: Sequence[Statement], article: Article, rules: HonourRules) -> tuple[Honour, ...]:
    """The honours that an article tells, each once, by the sentence that tells most of it."""
    kept: dict[str, Honour] = {}
    for statement in statements:
        if rules.cue.search(statement.masked):
            for award in _awards(statement, rules):
                if statement.status(award.start, award.end) != PLANNED:
                    _keep(kept, _honour(award, statement, article, rules))
    return tuple(kept.values())


def _awards(statement: Statement, rules: HonourRules) -> Iterator[_Award]:
    """Every way to tell an honour, in order of the text."""
    found = [*_given(statement, rules), *_adopted(statement, rules), *_noted(statement, rules)]
    yield from sorted(found, key=lambda award: award.start)


def _given(statement: Statement, rules: HonourRules) -> Iterator[_Award]:
    """Honours that were received, given or listed: what they are called stands behind the verb."""
    verbs = list(rules.given.finditer(statement.masked))
    stops = [verb.start() for verb in verbs if verb.lastgroup != "named"] + [len(statement.plain)]
    reached = 0
    for verb in verbs:
        giver = _giver(statement, verb, rules)
        if giver is None or verb.start() < reached or _is_no_honour(statement, giver[0], rules):
            continue
        limit = min(stops[min(bisect(stops, verb.start()), len(stops) - 1)], verb.end() + LONGEST_TELLING)
        end = _CLAUSE_END.search(statement.masked, verb.end(), limit)
        reached = end.start() if end else limit
        for name, context, year in _names(statement.plain[verb.end() : reached], verb, rules):
            yield _Award(giver[0], verb.end(), giver[1] or _body(context, rules), name, context, year)


def _is_no_honour(statement: Statement, at: int, rules: HonourRules) -> bool:
    """Whether the words before a telling deny it, wish for it or hand it out."""
    return bool(rules.never_before.search(statement.plain[max(0, at - LONGEST_DENIAL) : at]))


def _giver(statement: Statement, verb: re.Match[str], rules: HonourRules) -> tuple[int, str] | None:
    """Where the telling begins and who gave it: 被…授予, …授予. None where nobody gives anything."""
    clause = _CLAUSE_END.split(statement.masked[max(0, verb.start() - LONGEST_ISSUER) : verb.start()])[-1]
    if verb.lastgroup != "named":
        return verb.start(), ""
    passive = _PASSIVE.search(clause)
    if passive:
        at = verb.start() - len(clause) + passive.start()
        issuer = statement.plain[at + 1 : verb.start()]
        is_told = (
            rules.active.fullmatch(verb.group()) or not issuer or rules.body.search(issuer) or _PLACE.search(issuer)
        )
        return (at, issuer.removeprefix("中共")) if is_told else None
    if rules.active.fullmatch(verb.group()):
        return verb.start(), _body(clause, rules) if verb.group() == "授予" else ""
    return None


def _names(told: str, verb: re.Match[str], rules: HonourRules) -> Iterator[tuple[str, str, str | None]]:
    """What is called an honour in the words behind the verb: each with the words before it and its year."""
    words = rules.tail.sub("", told).strip(_EDGES)
    if verb.lastgroup == "named" and verb.group()[-1] in "彰扬":
        yield verb.group(), "", None
        return
    quotes = list(_QUOTE.finditer(words))
    if quotes and not rules.noun.search(words, quotes[-1].end()) and quotes[0].start() <= LONGEST_NAME:
        for quote in quotes:
            if not rules.called.fullmatch(verb.group()) or rules.noun.search(quote[1]):
                context = words[: quote.start()]
                years = _YEAR.findall(context)
                yield quote[1], context, quote[2] or (years[-1] if years else None)
        return
    words = words.split(" ")[0]
    if 2 <= len(words) <= LONGEST_NAME and rules.noun.search(words) and not rules.no_name.search(words):
        yield words, "", None


def _adopted(statement: Statement, rules: HonourRules) -> Iterator[_Award]:
    """What others took over, passed on or spread of the work of a court."""
    for match in rules.adopted.finditer(statement.masked):
        issuer = statement.plain[match.start(1) : match.end(1)]
        end = _CLAUSE_END.search(statement.masked, match.end(), match.end() + LONGEST_NAME)
        limit = min(end.start() if end else len(statement.plain), match.start(2) + LONGEST_NAME)
        name = statement.plain[match.start(2) : limit]
        if rules.body.search(issuer) and not rules.no_adopted.search(name[:12]):
            yield _Award(match.start(), match.end(), issuer, name)
    for match in rules.spread.finditer(statement.masked):
        yield _Award(match.start(), match.end(), "", match.group(), match[1])


def _noted(statement: Statement, rules: HonourRules) -> Iterator[_Award]:
    """What a leader wrote on a report of a court."""
    for match in rules.noted.finditer(statement.masked):
        issuer = statement.plain[match.start(1) : match.end(1)]
        if rules.body.search(issuer):
            yield _Award(match.start(), match.end(), issuer, match[2])


def _honour(award: _Award, statement: Statement, article: Article, rules: HonourRules) -> Honour:
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
        or _level(f"{award.context.rpartition('”')[2]} {issuer}", rules),
        year=_year(award, statement, article),
        owner=_owner(award, statement, article, rules),
        sentence=statement.sentence.text,
    )


def _announcer(before: str, rules: HonourRules) -> str:
    """Who announced the honour in an earlier clause of the sentence."""
    for clause in _CLAUSE_END.split(before)[:-1]:
        words = rules.lead.sub("", clause)
        if not _TOLD_OF.search(words) and (told := rules.announced.match(words)):
            return told.group()
    return ""


def _body(words: str, rules: HonourRules) -> str:
    """The body or place that words behind a verb open with, as in 获评湖北省“…”."""
    found = rules.place.match(rules.lead.sub("", words))
    return found.group() if found else ""


def _level(words: str, rules: HonourRules) -> str | None:
    return next((name for name, form in rules.levels if form.search(words)), None)


def _year(award: _Award, statement: Statement, article: Article) -> int | None:
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


def _owner(award: _Award, statement: Statement, article: Article, rules: HonourRules) -> str | None:
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
    named = rules.lead.sub("", words[: parts[-1].end()].split("、")[-1])
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
