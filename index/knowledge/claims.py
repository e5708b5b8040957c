"""Claims of a first: what a court says that it did first or alone, and among whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import Article
from index.knowledge.claimrules import LEVEL_OF_PLACE, ClaimRules
from index.knowledge.status import PLANNED, Statement
from index.text.normal import normalise

LONGEST_OBJECT = 60
LONG_OBJECT = 30
SHORTEST_OBJECT = 3
LONGEST_VERB = 4
LOOKED_BACK_AT = 40
LONGEST_SUBJECT = 120
SENTENCES_BACK = 4
# What claims more is hostile; nobody has them.
MOST_CLAIMS = 200

_CLAUSE_MARK = re.compile("[，。；：！？、]")
_LEADS_TO_NAME = re.compile("的(?=“[^“”]{2,30}”[\\u4e00-\\u9fff]{0,12}$)")
_CLAUSE_END = re.compile("[，。；：！？]")
_EDGES = " 的在于之，"
# The word that stands for each way to say a first without one.
_PIONEERED = ("先河", "空白", "盲区", "先例")
_SAID_FIRST = {"opened": "先河", "filled": "填补空白", "none": "无先例"}
_ALL_QUOTED = re.compile("[“《‘]([^“”《》‘’]+)[”》’]")
_COPULA = "在于属是为系尚也还更 "
_NAME = re.compile("“([^“”]{2,30})”")
_AUTONOMOUS = ("内蒙古", "广西", "西藏", "宁夏", "新疆")
_WHOLE_REGION = ("全区", "区内", "我区", "本区")


@dataclass(frozen=True, slots=True)
class Claim:
    """A first that is claimed: among whom (None where the text does not say), by which word, of what, in what words."""

    scope: str | None
    word: str
    object: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A word that claims a first, where it stands and where the words begin that say among whom."""

    statement: Statement
    word: re.Match[str]
    scope: str | None
    start: int


def claims_of(statements: Sequence[Statement], article: Article, rules: ClaimRules) -> tuple[Claim, ...]:
    """The firsts that an article claims; the same one told twice is one, told by its body rather than by its title."""
    kept: list[Claim] = []
    for number, statement in enumerate(statements):
        for found in _found(statement, article, rules):
            told = _object(found, statements[max(0, number - SENTENCES_BACK) : number], rules)
            if told and not rules.never.object.search(told):
                claim = Claim(found.scope, found.word.group(), told, statement.sentence.text)
                _keep(kept, claim, title=article.title or "")
        for claim in _pioneered(statement, statements[max(0, number - SENTENCES_BACK) : number], article, rules):
            _keep(kept, claim, title=article.title or "")
    return tuple(kept)


def _found(statement: Statement, article: Article, rules: ClaimRules) -> Iterator[_Found]:
    """The words of a sentence that do claim something."""
    last: _Found | None = None
    for word in rules.word.finditer(statement.plain):
        before = _CLAUSE_MARK.split(statement.plain[max(0, word.start() - LOOKED_BACK_AT) : word.start()])[-1]
        scope, length = _scope(before, statement.plain[word.end() : word.end() + 8], article, rules)
        start = word.start() - length
        if last and not scope and not _CLAUSE_END.search(statement.plain, last.word.end(), word.start()):
            scope = last.scope
        if (
            _is_meant(statement, word, before[: len(before) - length], rules)
            and (scope or _needs_none(statement, word, rules))
            and statement.status(start, word.end()) != PLANNED
        ):
            last = _Found(statement, word, scope, start)
            yield last


def _pioneered(
    statement: Statement, earlier: Sequence[Statement], article: Article, rules: ClaimRules
) -> Iterator[Claim]:
    """The firsts that are told in other words: what opens a way, fills a gap or has no precedent."""
    is_worth_it = any(word in statement.masked for word in _PIONEERED)
    for word in rules.pioneered.finditer(statement.masked) if is_worth_it else ():
        start = word.start(word.lastgroup or 0)
        among = rules.among.search(statement.plain, start, word.end(word.lastgroup or 0))
        if among is None or statement.bracket_around(word.start()) or statement.status(*word.span()) == PLANNED:
            continue
        is_none = word.lastgroup == "none"
        first, last = (start, among.start()) if is_none else (among.end(), word.end(word.lastgroup or 0))
        told = statement.sentence.text[first:last].strip(_EDGES)
        if len(told) < SHORTEST_OBJECT:
            told = _subject(_Found(statement, word, None, word.start()), earlier, rules)
        if told:
            said = _SAID_FIRST[word.lastgroup or ""]
            yield Claim(_level(among[1], article, rules), said, told[-LONG_OBJECT:], statement.sentence.text)


def _is_meant(statement: Statement, word: re.Match[str], before: str, rules: ClaimRules) -> bool:
    """Whether the sentence says it itself, not a headline that it quotes, and neither denies nor hopes it."""
    behind = statement.plain[word.end() : word.end() + LOOKED_BACK_AT]
    is_trifle = not rules.is_act.fullmatch(word.group()) and rules.never.trifle.match(behind)
    if is_trifle or rules.never.before.search(before) or rules.never.after.match(behind):
        return False
    around = statement.bracket_around(word.start())
    if around is None or statement.plain[around[0]] == "（":
        return True
    if statement.plain[around[0]] != "“":
        return False
    made = rules.made.search(statement.plain, max(0, around[0] - LONGEST_VERB), around[0])
    return statement.plain[around[1] - 2] in "。！" or made is not None


def _needs_none(statement: Statement, word: re.Match[str], rules: ClaimRules) -> bool:
    """Whether a word claims a first without saying among whom."""
    if not rules.needs_scope.fullmatch(word.group()):
        return True
    return word.group() == "率先" and bool(rules.leading.match(statement.plain[word.end() : word.end() + 24]))


def _scope(before: str, behind: str, article: Article, rules: ClaimRules) -> tuple[str | None, int]:
    """Among whom, and how many characters before the word say so."""
    said, place = rules.scope.search(before), rules.place.search(before)
    if place and not _is_own(place, article) and not (said and said.start() < place.start()):
        return LEVEL_OF_PLACE[place[2]], len(before) - place.start()
    if said:
        return _level(said[1], article, rules), len(before) - said.start()
    match = rules.behind.match(behind)
    return (_level(match[1], article, rules), 0) if match else (None, 0)


def _level(words: str, article: Article, rules: ClaimRules) -> str | None:
    if words in _WHOLE_REGION and (article.province or "").startswith(_AUTONOMOUS):
        return "全省"
    return next((name for name, form in rules.levels if form.fullmatch(words)), None)


def _is_own(place: re.Match[str], article: Article) -> bool:
    """Whether a place before 法院 names the court itself, whose own first is meant."""
    return "法院" in place.group() and place[1] + place[2] in (article.court or "").removesuffix("人民法院")[-6:]


def _object(found: _Found, earlier: Sequence[Statement], rules: ClaimRules) -> str:
    """What is first, as the page spells it: what follows the word, else the subject before it."""
    plain, text = found.statement.plain, found.statement.sentence.text
    start = found.word.end()
    while verb := rules.verbs.match(plain, start):
        start = verb.end()
    end = _object_end(found, start, rules)
    if end - start < 2:
        return _subject(found, earlier, rules)
    if end - start > LONG_OBJECT and (name := _LEADS_TO_NAME.search(plain[start:end])):
        start += name.end()
    quote = plain.rfind("”", start, end) + 1
    if quote and not rules.noun.search(plain, quote, end):
        end = quote
    whole = _ALL_QUOTED.fullmatch(plain, start, end)
    return text[start + 1 : end - 1] if whole else text[start:end].strip("、 ")


def _object_end(found: _Found, start: int, rules: ClaimRules) -> int:
    """Where the object ends: before what is said of it, and before the next first."""
    masked, around = found.statement.masked, found.statement.bracket_around(found.word.start())
    limit = min(around[1] - 1 if around else len(masked), start + LONGEST_OBJECT)
    following = rules.word.search(masked, start, limit)
    comma = masked.rfind("、", start, following.start()) if following else -1
    end = rules.end.search(masked, start, limit)
    return min(comma if comma > 0 else limit, end.start() if end else limit)


def _subject(found: _Found, earlier: Sequence[Statement], rules: ClaimRules) -> str:
    """What the clause of the word, or else the name told last before it, speaks of."""
    plain, text = found.statement.plain, found.statement.sentence.text
    first = max(0, found.start - LONGEST_SUBJECT)
    clause = _clause_start(plain, first, found.start)
    for at, end in ((clause, found.start), (_clause_start(plain, first, clause - 1), clause - 1)):
        if len(subject := _pointed_past(plain, text, at, end, rules)) > 1:
            return subject[-LONG_OBJECT:]
    line = found.statement.sentence.line
    before = [plain[first:clause]] + [each.plain for each in reversed(earlier) if each.sentence.line == line]
    return next((names[-1] for part in before if (names := _NAME.findall(part))), "")


def _clause_start(plain: str, first: int, end: int) -> int:
    return max(first, *(plain.rfind(mark, first, max(first, end)) + 1 for mark in "，。；：！？"))


def _pointed_past(plain: str, text: str, start: int, end: int, rules: ClaimRules) -> str:
    """The words of a clause without those that only point back; nothing where it says no more than that."""
    told = text[start : max(start, end)].rstrip(_COPULA)
    pointed = rules.pointing.match(plain, start)
    if pointed and pointed.end() < end:
        return text[pointed.end() : end].rstrip(_COPULA) if "的" in told else ""
    return told


def _keep(kept: list[Claim], claim: Claim, *, title: str) -> None:
    said = normalise(claim.object)
    for number, other in enumerate(kept):
        known = normalise(other.object)
        if claim.scope == other.scope and (said in known or known in said):
            if other.sentence in title:
                kept[number] = claim
            return
    if len(kept) < MOST_CLAIMS:
        kept.append(claim)
