"""What speaks for and against a mention's being a brand, each piece of evidence under its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.knowledge.brandrules import BrandRules
from index.knowledge.mentions import Form, Mention
from index.knowledge.templates import IN_ONE, NUMBERS_ADDED, ONE_ONE, WORDS_ADDED, template_of

LONG = 13
OVERLONG = 26
LONGEST_GENERIC = 4
DISTANT = 14
TOLD_WITHIN = 10

_CLAUSE_MARKS = re.compile("[，。；：！？、]")
_MANGLED_DOT = re.compile(r"(?<=\w)[？?](?=\w)")
_NUMBER = re.compile(r"[\d.·/年月日]+")
_STUDIO = re.compile("室$|法$")
_BY_MEANS_OF = re.compile("[以用]$")
_NOTHING_BETWEEN = re.compile("了|出|起|出了|起了|")
_COURT_BEFORE = re.compile("(?:法院|中院|高院|法庭|该院|我院)(?:的|在)?$")
_LEFT_OUT = re.compile("^等?(?:一批|一系列|系列|特色|多个|诸多)?")
_FAR = re.compile("的|和|与|及|、|中|上|下|里")


_TOLD_BY_WORDS = ("counted", "wordy", "manner", "likeness", "label")
# The verbs that speak for a name.
ACTS = frozenset(("introduced", "founded", "performed", "named"))


def evidence_of(mention: Mention, rules: BrandRules) -> frozenset[str]:
    """Name every piece of evidence that a mention by itself gives."""
    return frozenset((*_of_name(mention, rules), *_of_before(mention, rules), *_of_tail(mention, rules)))


def readable(name: str) -> str:
    """A name with the dots that a page has garbled into question marks."""
    return _MANGLED_DOT.sub("·", name)


def _of_name(mention: Mention, rules: BrandRules) -> Iterator[str]:
    name = readable(mention.plain)
    is_named_title = mention.form is Form.TITLED and "品牌" in mention.tail[:TOLD_WITHIN]
    yield Form.QUOTED.value if is_named_title else mention.form.value
    yield from _of_shape(name, rules)
    yield from (each for each in _TOLD_BY_WORDS if rules.against[each].search(name))
    if rules.against["given_name"].search(name):
        yield "given"
    if "的" in name:
        yield "phrase"
    if mention.form is Form.BARE:
        yield from _of_bare(name, rules)


def _of_shape(name: str, rules: BrandRules) -> Iterator[str]:
    """What its template, its marks and its length say of a name."""
    has_own = bool(rules.own.search(name))
    if has_own:
        yield "own_suffix"
    template = template_of(name)
    if template in (WORDS_ADDED, NUMBERS_ADDED, IN_ONE):
        yield "formula"
    elif template == ONE_ONE or rules.against["joins"].search(name):
        yield "pattern"
    if len(name) == 1 or _NUMBER.fullmatch(name):
        yield "fragment"
    if _CLAUSE_MARKS.search(name):
        yield "clause"
    if len(name) >= OVERLONG:
        yield "overlong"
    elif len(name) >= LONG and not has_own:
        yield "long"


def _of_bare(name: str, rules: BrandRules) -> Iterator[str]:
    match = next(rules.bare_suffix.finditer(name, max(0, len(name) - 6)), None)
    stem, suffix = (name[: match.start()], match.group()) if match else (name, "")
    is_studio = bool(_STUDIO.search(suffix))
    if suffix.endswith("庭"):
        yield "fragment" if name.endswith("人民法庭") else "tribunal"
    if is_studio and rules.person.fullmatch(stem):
        yield "person"
    if not rules.generic.fullmatch(stem):
        yield "specific"
        if is_studio:
            yield "studio"
    elif len(stem) <= LONGEST_GENERIC:
        yield "generic"


def _of_before(mention: Mention, rules: BrandRules) -> Iterator[str]:
    before = mention.before
    verbs = list(rules.verbs.finditer(before))
    if verbs and verbs[-1].lastgroup:
        yield verbs[-1].lastgroup
        if verbs[-1].lastgroup in ACTS:
            yield from _of_distance(before[verbs[-1].end() :], mention.tail)
    if rules.against["first"].search(before):
        yield "first"
    if rules.against["spoken"].search(before):
        yield "spoken"
    if _COURT_BEFORE.search(before):
        yield "court_before"


def _of_distance(between: str, tail: str) -> Iterator[str]:
    """How near the verb is, and whether the name is all of its object."""
    if _NOTHING_BETWEEN.fullmatch(between):
        yield "adjacent"
        if not tail:
            yield "object"
    elif len(between) > DISTANT and not between.endswith("的"):
        yield "distant"


def _of_tail(mention: Mention, rules: BrandRules) -> Iterator[str]:
    tail = _LEFT_OUT.sub("", mention.tail, count=1)
    against = rules.against
    if against["purpose"].match(tail) and _BY_MEANS_OF.search(mention.before):
        yield "purpose"
    if against["given_tail"].match(tail):
        yield "given"
    if against["unveiled"].match(tail):
        yield "unveiled"
    elif "品牌" in tail[:TOLD_WITHIN]:
        yield "tail_brand"
    else:
        yield from _of_noun(mention, tail, rules)
    if mention.form is not Form.BARE and against["listed"].match(mention.tail):
        yield "listed"


def _of_noun(mention: Mention, tail: str, rules: BrandRules) -> Iterator[str]:
    """What the first noun behind the name says: what is named, or that it is something else."""
    named = min((match.end() for rule in rules.types if (match := rule.tail.match(tail))), default=None)
    other = rules.against["tail"].match(tail)
    has_own = bool(rules.own.search(mention.plain))
    if other and (named is None or other.end() <= named):
        yield "own_against" if has_own else "against_tail"
    elif named is not None and mention.form is not Form.BARE:
        yield "far_tail" if _FAR.search(tail[:named]) else "tail"
    elif tail.startswith("的") and not has_own:
        yield "attributive"
