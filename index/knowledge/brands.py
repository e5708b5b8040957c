"""Brands: the named practices, studios, mechanisms and places of a court, told by weighing what speaks for each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import fsum

from index.knowledge.brandevidence import evidence_of
from index.knowledge.brandrules import OTHER, BrandRules, brand_rules
from index.knowledge.mentions import Form, Mention, bare, marked, readable
from index.knowledge.sentences import Sentence
from index.knowledge.templates import template_of
from index.knowledge.variants import variant_key
from index.text.aligned import aligned

__all__ = ["Brand", "brand_rules", "brands_of"]

# More than any article has; a page made to exhaust us has no say in it.
MOST_BRANDS = 200
# In one sentence.
MOST_MENTIONS = 60
MOST_REPEATS = 3
LEAST_STRONGEST = 1.0
AT_ONCE = 5
OWNER_WITHIN = 80

# A court by its full name, by its place, or by a short name that opens a clause; 上级法院 and 全省法院 are nobody's.
_OF_NAME = "(?:(?!全[国省市县区]|[上各两]级|基层|兄弟|各地)[\\u4e00-\\u9fff])"
_COURT = re.compile(
    f"({_OF_NAME}{{2,10}}?(?:人民法院|中院|高院)|{_OF_NAME}{{2,4}}[省市县区旗州盟]法院"
    "|(?<![\\u4e00-\\u9fff])(?!走进|来到|前往|进入|推动|助力|服务|[由经在对向因把将让为与该我])"
    f"{_OF_NAME}{{2,3}}法院(?!办公|大楼|环境|机关|系统|门口|内))"
)


@dataclass(frozen=True, slots=True)
class Brand:
    """A name as the page spells it, its type and template, the sentence that speaks for it best, its fullest form
    (with the 工作室, 机制 … behind it), whose it is, and whether the sentence tells a plan."""

    name: str
    type: str
    template: str | None
    sentence: str
    full: str
    owner: str | None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A mention with what speaks for it."""

    mention: Mention
    evidence: frozenset[str]
    weight: float


def brands_of(
    sentences: tuple[Sentence, ...], headings: Iterable[str], court: str | None, rules: BrandRules
) -> tuple[Brand, ...]:
    """Tell the brands of an article in the order in which they first appear."""
    heads = "\n".join(aligned(heading) for heading in headings)
    text = "\n".join(sentence.plain for sentence in sentences)
    by_name: dict[str, list[_Weighed]] = defaultdict(list)
    for sentence in sentences:
        for weighed in _weighed(sentence, rules):
            by_name[variant_key(weighed.mention.plain)].append(weighed)
    told = (mentions for mentions in by_name.values() if _total(mentions, text, heads, rules) >= rules.threshold)
    return tuple(_brand(mentions, court, rules) for mentions in islice(told, MOST_BRANDS))


def _weighed(sentence: Sentence, rules: BrandRules) -> tuple[_Weighed, ...]:
    """The mentions of a sentence, each weighed by itself and then beside the others."""
    mentions = list(islice(marked(sentence, rules.lost_quote), MOST_MENTIONS))
    taken = [(mention.start - 1, mention.end + 1 + _tail_length(mention, rules)) for mention in mentions]
    mentions.extend(islice(bare(sentence, rules.bare_suffix, rules.boundary, taken), MOST_MENTIONS - len(mentions)))
    if not mentions:
        return ()
    alone = [_alone(mention, rules) for mention in mentions]
    company = _Company(alone, rules)
    return tuple(_beside(weighed, company.told(weighed), rules) for weighed in alone)


def _alone(mention: Mention, rules: BrandRules) -> _Weighed:
    evidence = evidence_of(mention, rules)
    return _Weighed(mention, evidence, _sum(rules.weights[each] for each in evidence))


def _beside(weighed: _Weighed, told: frozenset[str], rules: BrandRules) -> _Weighed:
    if not told:
        return weighed
    weight = _sum((weighed.weight, *(rules.weights[each] for each in told)))
    return _Weighed(weighed.mention, weighed.evidence | told, weight)


def _sum(weights: Iterable[float]) -> float:
    """The sum of weights, the same in whatever order they come: evidence is a set."""
    return round(fsum(weights), 3)


class _Company:
    """The mentions of a sentence: a name is judged by those that it is coordinated with, and by parallel ones."""

    _NO_BRAND = frozenset(("label", "likeness", "given"))

    def __init__(self, mentions: list[_Weighed], rules: BrandRules) -> None:
        self._threshold = rules.threshold
        self._size = Counter(each.mention.group for each in mentions)
        self._no_brands = Counter(each.mention.group for each in mentions if self._is_none(each))
        self._brands = Counter(each.mention.group for each in mentions if self._is_brand(each))

    def told(self, weighed: _Weighed) -> frozenset[str]:
        """What its company says of a mention."""
        group = weighed.mention.group
        told = set()
        if self._no_brands[group] > self._is_none(weighed):
            told.add("beside_label")
        if self._size[group] > 1:
            brands = self._brands[group]
        else:
            brands = self._brands.total() if "adjacent" in weighed.evidence else 0
        if brands > self._is_brand(weighed):
            told.add("beside_brand")
        return frozenset(told)

    def _is_none(self, weighed: _Weighed) -> bool:
        return not self._NO_BRAND.isdisjoint(weighed.evidence)

    def _is_brand(self, weighed: _Weighed) -> bool:
        return weighed.weight >= self._threshold


def _total(mentions: list[_Weighed], text: str, headings: str, rules: BrandRules) -> float:
    """The weight of the strongest mention and what repetition, the title and the headings add to it."""
    strongest = max(each.weight for each in mentions)
    if strongest < LEAST_STRONGEST:
        return strongest
    plain = mentions[0].mention.plain
    repeats = max(len(mentions), text.count(plain) if len(plain) > MOST_REPEATS else 0) - 1
    told = (
        rules.weights["repeated"] * min(repeats, MOST_REPEATS),
        rules.weights["in_title"] * any(each.mention.sentence.is_title for each in mentions),
        rules.weights["in_heading"] * (plain in headings),
    )
    return _sum((strongest, *told))


def _brand(mentions: list[_Weighed], court: str | None, rules: BrandRules) -> Brand:
    best = max(mentions, key=lambda each: each.weight).mention
    spelled = min((each.mention for each in mentions), key=lambda each: readable(each.plain) != each.plain)
    full = max((_full(each.mention, rules) for each in mentions), key=len)
    types = (_type(each.mention, rules) for each in mentions)
    return Brand(
        name=full if "、" in spelled.name else spelled.name,
        type=next((each for each in types if each), OTHER),
        template=template_of(readable(spelled.plain)) or template_of(aligned(full)),
        sentence=best.sentence.text,
        full=full,
        owner=_owner(best, court),
    )


def _type(mention: Mention, rules: BrandRules) -> str | None:
    """What the noun at once behind a name says, then the end of the name, then a noun further behind."""
    tail = mention.tail.removeprefix("等")
    return rules.type_by("tail", tail[:AT_ONCE]) or rules.type_by("own", mention.plain) or rules.type_by("tail", tail)


def _full(mention: Mention, rules: BrandRules) -> str:
    """The name with the word behind it that says what is named, as the page spells both."""
    if mention.form is Form.BARE or not (length := _tail_length(mention, rules)):
        return mention.name
    return mention.sentence.text[mention.start - 1 : mention.end + 1 + length]


def _tail_length(mention: Mention, rules: BrandRules) -> int:
    """How far the word reaches that says what is named, where it stands directly behind this very mention."""
    if not mention.tail or not mention.sentence.plain.startswith(mention.tail, mention.end + 1):
        return 0
    ends = (match.end() for rule in rules.types if (match := rule.tail.match(mention.tail)))
    return min(ends, default=0)


def _owner(mention: Mention, court: str | None) -> str | None:
    """The court last named before the brand in its sentence, unless it is the article's own by another name."""
    before = mention.sentence.plain[max(0, mention.start - OWNER_WITHIN) : mention.start]
    named = _COURT.findall(before)
    return named[-1] if named and court and named[-1][:2] not in court else court


def weigh(sentences: Iterable[Sentence], rules: BrandRules) -> Iterator[_Weighed]:
    """Every mention with its evidence: what a maintainer of the rules looks at."""
    return (weighed for sentence in sentences for weighed in _weighed(sentence, rules))
