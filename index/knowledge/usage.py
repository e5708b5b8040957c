"""Usage: how an article uses the names of brands, and whose each brand is that it tells of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from index import data
from index.article import Article
from index.knowledge.status import PLANNED, Statement
from index.places.courts import courts_in
from index.text.aligned import aligned

MOST_SENTENCES = 12
NEAR_BEHIND = 20


class Use(StrEnum):
    """What an article does with a name: its court set it up, uses it, plans it, went to see another court's, or the
    article only tells of one."""

    FOUNDED = "founded"
    USED = "used"
    PLANNED = "planned"
    VISITED = "visited"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Usage:
    """How a name is used, the court whose brand that is (None where nobody is named), the courts it was learned from,
    and the sentences that have the name, each with its status."""

    use: Use
    court: str | None
    learned_from: tuple[str, ...]
    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UsageRules:
    """The patterns of ``usage.toml``."""

    founding: re.Pattern[str]
    visiting: re.Pattern[str]
    learning: re.Pattern[str]


_TAIL = re.compile("(?:中级|高级|铁路运输|海事|知识产权|互联网|金融)*(?:人民)?法院$")
_KIND = re.compile("(?:自治[州县旗]|地区|林区|矿区|新区|[省市州盟县区旗])$")
_ABOVE = re.compile("^.*(?:自治[区州]|[省市州盟])")
_SHORTEST_CORE = 2
# A province before it says that it is a place, known or not.
_BEHIND_PROVINCE = re.compile(
    "(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆)"
    "[省市]?([\\u4e00-\\u9fff]{2,3}?)[县市区旗]?(?:人民)?法院"
)
_SAID_OF = re.compile("[”’》]?(?:是|系|由|为|源于|源自|来自)")
_NAMED_AS_COURT = "(?=[省市州盟县区旗]|中级|高级|人民|法院|中院|高院|的|、|同行|经验)"


@cache
def usage_rules() -> UsageRules:
    """The rules of ``usage.toml``."""
    told = tomllib.loads(data.read("usage.toml"))
    return UsageRules(**{name: re.compile("|".join(words)) for name, words in told.items()})


def usages_of(
    names: Iterable[str], article: Article, statements: Sequence[Statement], court: str | None
) -> Iterator[Usage]:
    """Tell for each brand's name how an article uses it; ``court`` is the one name of the court that it is about."""
    rules = usage_rules()
    plains = [aligned(name) for name in names]
    page = _Page.of(article, statements, court, plains) if plains else None
    return (_usage(name, page, rules) for name in plains if page)


def core_of(court: str) -> str:
    """What is left of a court's name in speech: 青榕 of 榕南市青榕县人民法院."""
    place = _KIND.sub("", _TAIL.sub("", court), count=1)
    lowest = _ABOVE.sub("", place, count=1)
    return lowest if len(lowest) >= _SHORTEST_CORE else place


@dataclass(frozen=True, slots=True)
class _Page:
    """The sentences of an article, its court, and how it calls that and others."""

    statements: Sequence[Statement]
    court: str | None
    calls: Mapping[str, str]
    naming: re.Pattern[str]
    learned_from: tuple[str, ...]
    is_of_visit: bool

    @classmethod
    def of(cls, article: Article, statements: Sequence[Statement], court: str | None, names: Sequence[str]) -> _Page:
        rules = usage_rules()
        learning = [each.plain for each in statements if "法院" in each.plain and rules.learning.search(each.plain)]
        having = [each.plain for each in statements if any(name in each.plain for name in names)]
        told = "\n".join(plain for plain in dict.fromkeys((*learning, *having)) if "院" in plain)
        calls = {core_of(name): name for name in _courts(told, article)} | ({core_of(court): court} if court else {})
        cores = sorted((core for core in calls if len(core) >= _SHORTEST_CORE), key=len, reverse=True)
        naming = re.compile(f"(?:{'|'.join(map(re.escape, cores))}){_NAMED_AS_COURT}|[我本]院" if cores else "[我本]院")
        page = cls(statements, court, calls, naming, (), bool(rules.visiting.search(article.title or "")))
        learned = (name for plain in learning for name in page.named_in(plain) if name != court)
        return cls(statements, court, calls, naming, tuple(dict.fromkeys(learned)), page.is_of_visit)

    def named_in(self, plain: str) -> list[str]:
        """The courts that an aligned text names, in order; 我院 is the article's own."""
        found = (match.group() for match in self.naming.finditer(plain))
        return [name for core in found if (name := self.calls.get(core, self.court))]

    def whose(self, plain: str, name: str) -> str | None:
        """The court that is named last before a name, else the one that it is said to be of; None where none is."""
        before, _, after = plain.partition(name)
        if named := self.named_in(before):
            return named[-1]
        said = _SAID_OF.match(after)
        return next(iter(self.named_in(after[said.end() :][:NEAR_BEHIND])), None) if said else None


def _usage(name: str, page: _Page, rules: UsageRules) -> Usage:
    having = [each for each in page.statements if name in each.plain][:MOST_SENTENCES]
    told = tuple((each.sentence.text, _status(each, name)) for each in having)
    whose = [(each, page.whose(each.plain, name)) for each in having]
    others = [court for _, court in whose if court not in (None, page.court)]
    own = [each for each, court in whose if court in (None, page.court)] if page.court else []
    seen = page.is_of_visit or any(rules.visiting.search(each.plain) for each in having)
    use = _own_use(own, name, rules)
    if not own or (seen and others and use is not Use.FOUNDED):
        is_visit = bool(page.court and others and seen)
        return Usage(Use.VISITED if is_visit else Use.TOLD, next(iter(others), None), (), told)
    return Usage(use, page.court, page.learned_from, told)


def _own_use(own: list[Statement], name: str, rules: UsageRules) -> Use:
    real = [each for each in own if _status(each, name) != PLANNED]
    if not real:
        return Use.PLANNED
    founds = any(name in part and rules.founding.search(part) for each in real for part in each.plain.split("；"))
    return Use.FOUNDED if founds else Use.USED


def _status(statement: Statement, name: str) -> str:
    start = statement.plain.find(name)
    return statement.status(start, start + len(name))


def _courts(text: str, article: Article) -> Iterator[str]:
    """The courts that a text names: those that stand behind their province, known or not, and those that are known."""
    for match in _BEHIND_PROVINCE.finditer(text):
        yield f"{match[1]}法院"
    for court in courts_in(text, province=article.province, city=article.city):
        yield court.today or court.name
