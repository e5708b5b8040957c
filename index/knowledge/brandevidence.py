"""What speaks for and against a mention's being a brand, each piece of evidence under its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.knowledge.brandrules import BrandRules
from index.knowledge.mentions import Form, Mention
from index.knowledge.templates import IN_ONE, NUMBERS_ADDED, ONE_ONE, WORDS_ADDED, template_of

LONG = 13
OVERLONG = 26
NEAR_TAIL = 2

_CLAUSE_MARKS = re.compile("[，。；：！？、]")
_MANGLED_DOT = re.compile(r"(?<=\w)[？?](?=\w)")
_BY_MEANS_OF = re.compile("[以用]$")
_COURT_BEFORE = re.compile("(?:法院|中院|高院|法庭|该院|我院)(?:的|在)?$")
_LEFT_OUT = re.compile("^等?(?:一批|一系列|系列|特色|多个|诸多)?")
_FAR = re.compile("的|和|与|及|、|中|上|下|里")


def evidence_of(mention: Mention, rules: BrandRules) -> frozenset[str]:
    """Name every piece of evidence that a mention by itself gives."""
    return frozenset((*_of_name(mention, rules), *_of_before(mention, rules), *_of_tail(mention, rules)))


def readable(name: str) -> str:
    """A name with the dots that a page has garbled into question marks."""
    return _MANGLED_DOT.sub("·", name)


def _of_name(mention: Mention, rules: BrandRules) -> Iterator[str]:
    name = readable(mention.plain)
    against = rules.against
    yield mention.form.value
    if rules.type_by("own", name):
        yield "own_suffix"
    template = template_of(name)
    if template in (WORDS_ADDED, NUMBERS_ADDED, IN_ONE):
        yield "formula"
    elif template == ONE_ONE or against["joins"].search(name):
        yield "pattern"
    elif against["counted"].search(name):
        yield "counted"
    if _CLAUSE_MARKS.search(name):
        yield "clause"
    yield from (each for each in ("wordy", "manner", "likeness", "label") if against[each].search(name))
    if len(name) >= LONG:
        yield "overlong" if len(name) >= OVERLONG else "long"
    if against["given_name"].search(name):
        yield "given"
    if mention.form is Form.BARE:
        yield from _of_bare(name, rules)


def _of_bare(name: str, rules: BrandRules) -> Iterator[str]:
    match = next(rules.bare_suffix.finditer(name, max(0, len(name) - 6)), None)
    stem = name[: match.start()] if match else name
    if rules.person.fullmatch(stem):
        yield "person"
    yield "generic" if rules.generic.fullmatch(stem) else "specific"


def _of_before(mention: Mention, rules: BrandRules) -> Iterator[str]:
    before = mention.before
    verbs = list(rules.verbs.finditer(before))
    if verbs and verbs[-1].lastgroup:
        yield verbs[-1].lastgroup
    if rules.against["first"].search(before):
        yield "first"
    if rules.against["spoken"].search(before):
        yield "spoken"
    if _COURT_BEFORE.search(before):
        yield "court_before"


def _of_tail(mention: Mention, rules: BrandRules) -> Iterator[str]:
    tail = _LEFT_OUT.sub("", mention.tail, count=1)
    against = rules.against
    if against["purpose"].match(tail) and _BY_MEANS_OF.search(mention.before):
        yield "purpose"
    if against["given_tail"].match(tail):
        yield "given"
    if "品牌" in tail[:10]:
        yield "tail_brand"
    elif against["tail"].match(tail):
        yield "against_tail"
    elif (at := _tail_at(tail, rules)) is not None:
        yield "far_tail" if _FAR.search(tail[:at]) else "tail"
    if against["unveiled"].match(tail):
        yield "unveiled"
    if mention.form is not Form.BARE and against["listed"].match(mention.tail):
        yield "listed"


def _tail_at(tail: str, rules: BrandRules) -> int | None:
    """Where the word begins that says what is named."""
    ends = [match.end() for rule in rules.types if (match := rule.tail.match(tail))]
    return min(ends) if ends else None
