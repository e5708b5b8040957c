"""Claims of a first: what a court says that it did first or alone, and among whom."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index import data
from index.article import Article
from index.knowledge.status import PLANNED, Statement
from index.text.normal import normalise

LONGEST_OBJECT = 60
LONG_OBJECT = 30
LOOKED_BACK_AT = 40
LONGEST_SUBJECT = 120
SENTENCES_BACK = 4
# What claims more is hostile; nobody has them.
MOST_CLAIMS = 200

_CLAUSE_MARK = re.compile("[，。；：！？、]")
_LEADS_TO_NAME = re.compile("的(?=“[^“”]{2,30}”[\\u4e00-\\u9fff]{0,12}$)")
_ALL_QUOTED = re.compile("[“《‘]([^“”《》‘’]+)[”》’]")
_COPULA = "在于属是为系尚也还更 "
_NAME = re.compile("“([^“”]{2,30})”")
_LEVEL_OF_PLACE = {"省": "全省", "市": "全市", "州": "全市", "盟": "全市", "县": "全县", "区": "全县", "旗": "全县"}
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
class ClaimRules:
    """The patterns of ``claims.toml``; ``scopes`` are tried before a word, ``behind`` after it."""

    word: re.Pattern[str]
    needs_scope: re.Pattern[str]
    is_act: re.Pattern[str]
    leading: re.Pattern[str]
    scope: re.Pattern[str]
    place: re.Pattern[str]
    behind: re.Pattern[str]
    levels: tuple[tuple[str, re.Pattern[str]], ...]
    never: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
    end: re.Pattern[str]
    verbs: re.Pattern[str]
    pointing: re.Pattern[str]
    noun: re.Pattern[str]


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
            if told and not rules.never[2].search(told):
                claim = Claim(found.scope, found.word.group(), told, statement.sentence.text)
                _keep(kept, claim, title=article.title or "")
    return tuple(kept)


@cache
def claim_rules() -> ClaimRules:
    """The rules of ``claims.toml``."""
    told = tomllib.loads(data.read("claims.toml"))
    words: dict[str, list[str]] = {name: told["words"][name] for name in told["words"] if name != "leading"}
    levels = tuple((each["name"], re.compile(each["words"])) for each in told["scope"])
    scope = "|".join(each["words"] for each in told["scope"])
    fillers = f"(?:{told['reach']['fillers']}){{0,8}}$"
    return ClaimRules(
        word=_any_of(word for group in words.values() for word in group),
        needs_scope=_any_of((*words["scoped_things"], *words["scoped_acts"])),
        is_act=_any_of((*words["acts"], *words["scoped_acts"])),
        leading=re.compile(told["words"]["leading"]),
        scope=re.compile(f"({scope}){fillers}"),
        place=re.compile(f"((?:(?![全该我本各])[\\u4e00-\\u9fff]){{2}})({'|'.join(_LEVEL_OF_PLACE)}){fillers}"),
        behind=re.compile(f"{told['reach']['behind']}({scope})"),
        levels=levels,
        never=(
            re.compile(told["never"]["before"]),
            re.compile(told["never"]["after"]),
            re.compile(told["never"]["object"]),
        ),
        **{name: re.compile(told["object"][name]) for name in ("end", "verbs", "pointing", "noun")},
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(words))


def _found(statement: Statement, article: Article, rules: ClaimRules) -> Iterator[_Found]:
    """The words of a sentence that do claim something."""
    for word in rules.word.finditer(statement.plain):
        before = _CLAUSE_MARK.split(statement.plain[max(0, word.start() - LOOKED_BACK_AT) : word.start()])[-1]
        scope, length = _scope(before, statement.plain[word.end() : word.end() + 8], article, rules)
        start = word.start() - length
        if (
            _is_meant(statement, word, before[: len(before) - length], rules)
            and (scope or _needs_none(statement, word, rules))
            and statement.status(start, word.end()) != PLANNED
        ):
            yield _Found(statement, word, scope, start)


def _is_meant(statement: Statement, word: re.Match[str], before: str, rules: ClaimRules) -> bool:
    """Whether the sentence says it itself, not a headline that it quotes, and neither denies nor hopes it."""
    never_before, never_after, _ = rules.never
    if never_before.search(before) or never_after.match(statement.plain[word.end() : word.end() + LOOKED_BACK_AT]):
        return False
    around = statement.bracket_around(word.start())
    if around is None or statement.plain[around[0]] == "（":
        return True
    return statement.plain[around[0]] == "“" and statement.plain[around[1] - 2] in "。！"


def _needs_none(statement: Statement, word: re.Match[str], rules: ClaimRules) -> bool:
    """Whether a word claims a first without saying among whom."""
    if not rules.needs_scope.fullmatch(word.group()):
        return True
    return word.group() == "率先" and bool(rules.leading.match(statement.plain[word.end() : word.end() + 24]))


def _scope(before: str, behind: str, article: Article, rules: ClaimRules) -> tuple[str | None, int]:
    """Among whom, and how many characters before the word say so."""
    said, place = rules.scope.search(before), rules.place.search(before)
    if place and not _is_own(place, article) and not (said and said.start() < place.start()):
        return _LEVEL_OF_PLACE[place[2]], len(before) - place.start()
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
    masked, limit = found.statement.masked, min(len(found.statement.masked), start + LONGEST_OBJECT)
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
