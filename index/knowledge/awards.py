"""The words in which honours are told: what was given, taken over, spread or noted, where a sentence says so."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from index.knowledge.honourrules import HonourRules
from index.knowledge.status import Statement

LONGEST_NAME = 40
LONGEST_ISSUER = 40
LONGEST_DENIAL = 6
LONGEST_TELLING = 160

_CLAUSE_END = re.compile("[，。；：！？]")
_QUOTE = re.compile(r"“([^“”]{2,40})”(?:（((?:19|20)\d\d)年）)?")
_YEAR = re.compile(r"((?:19|20)\d\d)[—-]?(?:\d{4})?年")
_HANDED = ("授予", "颁发")
_PASSIVE = re.compile("被(?!执行|告|害|申请|上诉|保全|继承)")
_PLACE = re.compile("[省市县区]$")
_EDGES = " 了为：、|"


@dataclass(frozen=True, slots=True)
class Award:
    """The words that tell an honour: where they begin and end, who gave it, its name and the words before that."""

    start: int
    end: int
    issuer: str
    name: str
    context: str = ""
    year: str | None = None


def awards_of(statement: Statement, rules: HonourRules) -> Iterator[Award]:
    """Every way to tell an honour, in order of the text."""
    found = [*_given(statement, rules), *_adopted(statement, rules), *_noted(statement, rules)]
    yield from sorted(found, key=lambda award: award.start)


def _given(statement: Statement, rules: HonourRules) -> Iterator[Award]:
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
            yield Award(giver[0], verb.end(), giver[1] or body_in(context, rules), name, context, year)


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
        return verb.start(), body_in(clause, rules) if verb.group() in _HANDED else ""
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


def _adopted(statement: Statement, rules: HonourRules) -> Iterator[Award]:
    """What others took over, passed on or spread of the work of a court."""
    for match in rules.adopted.finditer(statement.masked):
        issuer = statement.plain[match.start(1) : match.end(1)]
        end = _CLAUSE_END.search(statement.masked, match.end(), match.end() + LONGEST_NAME)
        limit = min(end.start() if end else len(statement.plain), match.start(2) + LONGEST_NAME)
        name = statement.plain[match.start(2) : limit]
        if rules.body.search(issuer) and not rules.no_adopted.search(name[:12]):
            yield Award(match.start(), match.end(), issuer, name)
    for match in rules.spreading.finditer(statement.masked):
        clause = _CLAUSE_END.split(statement.masked[max(0, match.start() - LONGEST_ISSUER) : match.start()])[-1]
        if issuer := body_in(clause, rules):
            yield Award(match.start() - len(clause), match.end(), issuer, match[1])
    for match in rules.spread.finditer(statement.masked):
        yield Award(match.start(), match.end(), "", match.group(), match[1])


def _noted(statement: Statement, rules: HonourRules) -> Iterator[Award]:
    """What a leader wrote on a report of a court."""
    for match in rules.noted.finditer(statement.masked):
        issuer = statement.plain[match.start(1) : match.end(1)]
        if rules.body.search(issuer):
            yield Award(match.start(), match.end(), issuer, match[2])


def body_in(words: str, rules: HonourRules) -> str:
    """The body or place that words behind a verb open with, as in 获评湖北省“…”."""
    found = rules.place.match(rules.lead.sub("", words))
    return found.group() if found else ""
