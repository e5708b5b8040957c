"""What speaks for and against a mention's being a brand, each piece of evidence under its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.knowledge.brandrules import BrandRules
from index.knowledge.mentions import Form, Mention, readable
from index.knowledge.templates import IN_ONE, NUMBERS_ADDED, ONE_ONE, WORDS_ADDED, template_of

LONG = 13
OVERLONG = 26
LONGEST_GENERIC = 4
LONGEST_HEAD = 4
LONGEST_PLACE = 3
DISTANT = 14
LOOKED_BACK_AT = 80
TOLD_WITHIN = 10
NAMED_WITHIN = 6

_CLAUSE_MARKS = re.compile("[，。；：！？、]")
_NUMBER = re.compile(r"[\d.·/年月日]+")
_STUDIO = re.compile("室$|法$")
_NOTHING_BETWEEN = re.compile(r"[了出起]{0,2}(?:(?:\d+|[一二两三四五六七八九十百]{1,4})余?[个家所处支座间条项批期])?")
_COURT_BEFORE = re.compile("(?:法院|中院|高院|法庭|该院|我院)(?:的|在)?$")
_LEFT_OUT = re.compile(r"^等?(?:一批|一系列|系列|特色|多个|诸多|(?:\d{1,2}|[两三四五六七八九十])[个大项支家])?")
# Nouns that end a clause, such as 计算器: nothing is done in them.
_NOUNS = re.compile(r"[^\W的了在是有为被让把将由以等和与及之中上下后开进出到行动会]{2,6}")
_FAR = re.compile("的|和|与|及|、|中|上|下|里")
_COLUMN = "栏目"


_TOLD_BY_WORDS = ("counted", "wordy", "manner", "likeness", "label", "slogan", "event")
# Where the text says that it is a name, it says so of whatever words.
_MOOT_WHERE_CALLED = frozenset(("against_tail", "attributive", "wordy", "clause"))
# What a word directly behind a name that says what is named leaves without force.
_MOOT_WHERE_NAMED = frozenset(("wordy", "slogan"))
_LISTED = re.compile(r"\w(?:、\w)+|\w\w(?:、\w\w)+|\w{3}(?:、\w{3})+|\w{4}(?:、\w{4})+")
# The verbs after which something is there that was not, whatever it is called.
_MADE = ("introduced", "founded")
# The verbs that speak for a name.
ACTS = frozenset(("introduced", "founded", "performed", "named", "nicknamed"))


def evidence_of(mention: Mention, rules: BrandRules) -> frozenset[str]:
    """Name every piece of evidence that a mention by itself gives."""
    told = {*_of_name(mention, rules), *_of_before(mention, rules), *_of_tail(mention, rules)}
    told.update(_of_sentence(mention, rules))
    if told >= {"named", "adjacent"}:
        told -= _MOOT_WHERE_CALLED
    if "tail" in told or "tail_brand" in told:
        told -= _MOOT_WHERE_NAMED | {"clause"} if _LISTED.fullmatch(mention.plain) else _MOOT_WHERE_NAMED
    return frozenset(told)


def _of_name(mention: Mention, rules: BrandRules) -> Iterator[str]:
    name = readable(mention.plain)
    yield Form.QUOTED.value if _is_named_title(mention, rules) else mention.form.value
    yield from _of_shape(name, rules)
    yield from (each for each in _TOLD_BY_WORDS if rules.against[each].search(name))
    if rules.against["given_name"].search(name):
        yield "given"
    if "的" in name:
        yield "phrase"
    if len(name) == 1 and not mention.tail.startswith("字"):
        yield "fragment"
    if mention.form is Form.BARE and not _is_formula(name):
        yield from _of_bare(name, rules)


def _is_named_title(mention: Mention, rules: BrandRules) -> bool:
    """Whether what is behind a title says that it is a brand or a column, not a document."""
    if mention.form is not Form.TITLED:
        return False
    tail = mention.tail[:NAMED_WITHIN]
    is_column = any(rule.name == _COLUMN and rule.tail.match(tail) for rule in rules.types)
    return is_column or "品牌" in mention.tail[:TOLD_WITHIN]


def _of_shape(name: str, rules: BrandRules) -> Iterator[str]:
    """What its template, its marks and its length say of a name."""
    has_own, is_pattern = bool(rules.own.search(name)), _is_pattern(name, rules)
    if has_own:
        yield "own_suffix"
    if _is_formula(name):
        yield "formula"
    elif is_pattern:
        yield "pattern"
    if has_own and _is_common(name, rules):
        yield "generic"
    if _NUMBER.fullmatch(name):
        yield "fragment"
    if _CLAUSE_MARKS.search(name) and not is_pattern:
        yield "clause"
    if len(name) >= OVERLONG:
        yield "overlong"
    elif len(name) >= LONG and not has_own:
        yield "long"


def _is_pattern(name: str, rules: BrandRules) -> bool:
    """Whether a name, or every one of the names that it lists, is made after a pattern: 一乡一法官、一村一联络员."""
    parts = name.split("、")
    return all(template_of(part) == ONE_ONE or rules.against["joins"].search(part) for part in parts)


def _is_common(name: str, rules: BrandRules) -> bool:
    """Whether a name with a word that names things has nothing else but words that every court uses."""
    noun = rules.noun.search(name)
    stem = name[: noun.start()] if noun else name[:-1]
    return 0 < len(stem) <= LONGEST_GENERIC and bool(rules.generic.fullmatch(stem))


def _is_formula(name: str) -> bool:
    return template_of(name) in (WORDS_ADDED, NUMBERS_ADDED, IN_ONE)


def _of_bare(name: str, rules: BrandRules) -> Iterator[str]:
    ends = (match for match in rules.bare_suffix.finditer(name, max(0, len(name) - 6)) if match.end() == len(name))
    match = next(ends, None)
    stem, suffix = (name[: match.start()], match.group()) if match else (name, "")
    is_studio = bool(_STUDIO.search(suffix))
    if name.endswith("人民法庭"):
        yield "fragment"
    elif suffix.endswith("庭") and (len(stem) <= LONGEST_PLACE or not rules.court_word.search(stem)):
        yield "tribunal"
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
            is_made = verbs[-1].lastgroup in _MADE
            yield from _of_distance(before[verbs[-1].end() :], mention.tail, is_made=is_made)
    if rules.against["first"].search(before):
        yield "first"
    if rules.against["spoken"].search(before):
        yield "spoken"
    if mention.form is not Form.BARE and _COURT_BEFORE.search(before):
        yield "court_before"


def _of_sentence(mention: Mention, rules: BrandRules) -> Iterator[str]:
    """What the sentence around the clause says of a name."""
    plain, against = mention.sentence.plain, rules.against
    if against["announced"].search(plain, max(0, mention.start - LOOKED_BACK_AT), mention.start):
        yield "announced"
    if mention.form is not Form.BARE:
        if against["praised"].match(plain, mention.end + 1):
            yield "praised"
        if plain.startswith("：", mention.end + 1):
            yield "explained"
    if against["dispute"].search(plain):
        yield "dispute"


def _of_distance(between: str, tail: str, *, is_made: bool) -> Iterator[str]:
    """How near the verb is, and whether the name is all of its object."""
    if _NOTHING_BETWEEN.fullmatch(between):
        yield "adjacent"
        if not tail or tail[0].isdecimal() or (is_made and _NOUNS.fullmatch(tail)):
            yield "object"
    elif len(between) > DISTANT and not between.endswith("的"):
        yield "distant"


def _of_tail(mention: Mention, rules: BrandRules) -> Iterator[str]:
    tail = _LEFT_OUT.sub("", mention.tail, count=1)
    against = rules.against
    if mention.form is not Form.BARE and against["placed"].match(tail) and rules.own.search(mention.plain):
        yield "placed"
    if against["purpose"].match(tail):
        yield "purpose"
    if against["given_tail"].match(tail):
        yield "given"
    if mention.form is not Form.BARE and against["since"].match(tail):
        yield "since"
    elif against["unveiled"].match(tail):
        yield "unveiled"
    elif "品牌" in tail[:TOLD_WITHIN]:
        yield "tail_brand"
    else:
        yield from _of_noun(mention, tail, rules)
    if mention.form is not Form.BARE and against["listed"].match(mention.tail):
        yield "listed"


def _named_by(tail: str, start: int, rules: BrandRules) -> int | None:
    """Where the first word ends that says what is named."""
    return min((match.end() for rule in rules.types if (match := rule.tail.match(tail, start))), default=None)


def _of_noun(mention: Mention, tail: str, rules: BrandRules) -> Iterator[str]:
    """What the first noun behind the name says: what is named, or that it is something else."""
    named = _named_by(tail, 0, rules)
    other = rules.against["tail"].match(tail)
    # The last noun of several is what is named: 教育基地 is a base, 基地教育 is not.
    if other and (head := _named_by(tail, other.end(), rules)) and head - other.end() <= LONGEST_HEAD:
        named, other = head, None
    has_own = bool(rules.own.search(mention.plain))
    if other and (named is None or other.end() <= named):
        yield "own_against" if has_own else "against_tail"
    elif named is not None and (mention.form is not Form.BARE or _is_formula(mention.plain)):
        yield "far_tail" if _FAR.search(tail[:named]) else "tail"
    elif tail.startswith("的") and not has_own:
        yield "attributive"
