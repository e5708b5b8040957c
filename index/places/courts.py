"""Courts: recognising their names, and telling which court a page is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.places.naming import BASIC, HIGH, INTERMEDIATE, SUPREME, Naming
from index.places.regions import find_region
from index.places.resolving import Court, resolved
from index.text.normal import normalise

__all__ = ["Court", "court_about", "courts_in", "recognise", "todays_name"]

_TRIBUNAL = re.compile(r"[㐀-鿿]{0,12}法庭")
_OBJECT = re.compile(r"(?:赴|前往|与|和|及|被|获|由|经|为|对|向|对接|来自|在|供图|摄影|图片来源)[ :|]{0,2}\Z")
_LABEL = re.compile(r"(?:专栏(?:名称)?|公众号|微信号)[ :›>|·]{0,4}\Z")
_LABELLED = re.compile(r"[ |·]{0,4}(?:微信)?公众号")
_ITSELF = re.compile(r"[该我本]院")
_BYLINE = re.compile(r"(?:文|作者|撰稿)[ :|/]{1,3}\Z")
_PRESIDENT = re.compile(r"(?:党组书记)?(?:、|,)?(?:代理)?院长")
_OWN = re.compile(r"[我本]院|(?<![㐀-鿿])[区县市]法院")
_OURS = re.compile(r"[我本]院")
_LOCAL = re.compile(r"(?:(?<![㐀-鿿])|(?<=[我本到在为对由和与及被]))[区县旗市](?:人民)?法院")
_VISITED = re.compile(r"[到来临赴进][我本]院")
_JOINT = re.compile(r"[两二三四五六多几][地家省市县区](?:基层)?(?:人民)?法院")
_COUNTY = re.compile(r"[㐀-鿿]{2,10}?[县区旗市](?=[㐀-鿿])")
_COLLECTION = re.compile(r"典型案例|案例选|一览|名单|汇总")
_EARLY = 400
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class _Mention:
    naming: Naming
    court: Court
    text: str

    @property
    def weight(self) -> float:
        """How much it speaks for the page being about this court."""
        before = self.text[max(0, self.naming.start - 6) : self.naming.start]
        after = self.text[self.naming.end : self.naming.end + 9]
        if _LABEL.search(before) or _LABELLED.match(after):
            return 0.5
        if _OBJECT.search(before) or (self.naming.group and self.court.level == HIGH):
            return 0.5
        return 2.5 if _PRESIDENT.match(after) or _BYLINE.search(before) else 1.0


def recognise(name: str, *, province: str | None = None, city: str | None = None) -> Court | None:
    """Recognise a name or short name of one court: 永泰县人民法院, 永泰法院, with a city also 市中院.

    A tribunal's name gives its court. None for what is no court's name, or could be several courts'.
    """
    text = _readable(name)
    for mention in _mentions([text], province, city)[0]:
        rest = text[mention.naming.end :]
        if mention.naming.start == 0 and not mention.naming.group and (not rest or _TRIBUNAL.fullmatch(rest)):
            return mention.court
    return None


@lru_cache(maxsize=4096)
def todays_name(name: str, *, province: str | None = None, city: str | None = None) -> str:
    """The one name under which a court is counted and filtered, however it is written; an unknown name as it is."""
    court = recognise(name, province=province, city=city)
    return court.today if court else name


def courts_in(text: str, *, province: str | None = None, city: str | None = None) -> tuple[Court, ...]:
    """Name every court that a running text names, each once and by its fullest name there, in order.

    ``province`` and ``city`` say where the text is from and decide between courts of one name.
    """
    mentions = _named(_mentions([_readable(text)], province, city)[0])
    return tuple(_fullest(mentions, court) for court in _distinct(mentions))


def court_about(  # noqa: PLR0913
    *,
    declared: str | None,
    title: str | None,
    body: str,
    source: str | None,
    site_name: str | None,
    province: str | None = None,
    city: str | None = None,
) -> Court | None:
    """Tell which court a page is about: the site's own, unless title or body are clearly about another.

    ``declared`` is the court whose site it is; ``province`` and ``city`` are the site's. Without a declared court the
    title decides, then the source, the site's name and the body by order and frequency; None where nothing decides.
    """
    fields = [_readable(field or "") for field in (declared, title, source, site_name, body)]
    own, in_title, in_source, in_site, in_body = _mentions(fields, province, city)
    is_joint = bool(_JOINT.search(fields[1]))
    headline = None if is_joint else _headline(in_title, in_body)
    subject = headline or (None if is_joint else _opening(in_body, fields[1], fields[4]))
    is_told_by_it = not headline or _OURS.search(fields[1] + fields[4])
    by_host = own or ([*_named(in_source), *_named(in_site), *in_site] if is_told_by_it else [])
    host = by_host[0].court if by_host else _undescribed(declared, province, city)
    if not subject and not host and _LOCAL.search(f"{fields[1]}\n{fields[4]}"):
        return _local(fields[2:4], province, city)
    if not host and _is_visit([*in_title, *in_body], fields[1] + fields[4]):
        return None
    if host and not _is_elsewhere(subject, host, [*in_title, *in_body], fields[1] + fields[4], headline):
        subject = host
    if declared and subject == host:
        return host
    return _fullest([*in_title, *in_source, *in_site, *in_body], subject) if subject else None


def _local(names: list[str], province: str | None, city: str | None) -> Court | None:
    """The court of the county whose government or paper calls it 县法院; ``names`` are those of source and site."""
    places = (match[0] for name in names for match in _COUNTY.finditer(name))
    regions = (find_region(place, province=province, city=city) for place in places)
    region = next((region for region in regions if region and region.county), None)
    return recognise(f"{region.county}人民法院", province=region.province, city=region.city) if region else None


def _undescribed(declared: str | None, province: str | None, city: str | None) -> Court | None:
    """A declared court whose name no grammar reads."""
    return Court(declared.strip(), None, province, city) if declared and declared.strip() else None


def _readable(text: str) -> str:
    """Normalise, keeping the borders of words and lines."""
    return "\n".join(" ".join(map(normalise, line.split())) for line in text.splitlines())


def _mentions(texts: list[str], province: str | None, city: str | None) -> list[list[_Mention]]:
    return [
        [_Mention(naming, court, text) for naming, court in found]
        for text, found in zip(texts, resolved(texts, province=province, city=city), strict=True)
    ]


def _named(mentions: Iterable[_Mention]) -> list[_Mention]:
    return [mention for mention in mentions if not mention.naming.group]


def _distinct(mentions: Iterable[_Mention]) -> list[Court]:
    courts: dict[tuple[str | None, ...], Court] = {}
    for mention in mentions:
        courts.setdefault(mention.court.identity, mention.court)
    return list(courts.values())


def _fullest(mentions: Iterable[_Mention], court: Court) -> Court:
    """The same court by the longest name that a text wrote out."""
    same = [mention.court for mention in mentions if mention.court.identity == court.identity and mention.naming.head]
    return max(same, key=lambda other: len(other.name), default=court)


def _headline(in_title: list[_Mention], in_body: list[_Mention]) -> Court | None:
    """The court that the title names; of several, the one that leads in the body."""
    courts = _distinct(_named(in_title))
    if len(courts) >= _SEVERAL:
        return None
    if len(courts) > 1:
        courts = [court for court in courts if court.level != SUPREME]
    identities = {court.identity for court in courts}
    return _leading([mention for mention in (*in_title, *in_body) if mention.court.identity in identities])


def _opening(in_body: list[_Mention], title: str, body: str) -> Court | None:
    """The court that leads in a body which names one early; collections and round-ups are about none of them."""
    first_line = body.partition("\n")[0]
    reach = len(first_line) if _COLLECTION.search(title or first_line) else _EARLY
    if not in_body or in_body[0].naming.start > reach or _is_roundup(in_body, body):
        return None
    return _leading(in_body)


def _is_roundup(mentions: list[_Mention], body: str) -> bool:
    """Whether a body passes from court to court: three or more, none of them foremost nor above the others."""
    if _ITSELF.search(body):
        return False
    leader = _leading(mentions)
    told: dict[tuple[str | None, ...], float] = {}
    for mention in _named(mentions):
        if leader and not _are_ranked(mention.court, leader) and mention.weight >= 1:
            told[mention.court.identity] = told.get(mention.court.identity, 0.0) + mention.weight
    others = sorted(told.values(), reverse=True)
    return len(others) >= _SEVERAL and others[0] < 2 * others[1]


def _leading(mentions: list[_Mention]) -> Court | None:
    """The court with the most weight; the first to be named is ahead by one."""
    if not mentions:
        return None
    mentions = _without_publisher(mentions)
    scores: dict[tuple[str | None, ...], float] = {}
    ahead = next((mention for mention in mentions if mention.weight >= 1), mentions[0])
    scores[ahead.court.identity] = 1.0
    for mention in mentions:
        scores[mention.court.identity] = scores.get(mention.court.identity, 0.0) + mention.weight
    best = max(scores, key=lambda identity: scores[identity])
    return next(mention.court for mention in mentions if mention.court.identity == best)


def _without_publisher(mentions: list[_Mention]) -> list[_Mention]:
    """Leave the Supreme Court out where others are named as often: it publishes what they did."""
    others = [mention for mention in mentions if mention.court.level != SUPREME]
    return others if len(_named(others)) >= len(mentions) - len(others) else mentions


def _is_elsewhere(
    subject: Court | None, host: Court, mentions: list[_Mention], text: str, headline: Court | None
) -> bool:
    """Whether a page on a court's site is clearly about another court: its own is not in it, nor are “we”.

    Without a headline, the other must stand below the host or be named more than once, and not stand above it.
    """
    identities = [mention.court.identity for mention in mentions]
    if subject is None or _OWN.search(text) or host.identity in identities:
        return False
    is_strong = _is_above(host, subject) or identities.count(subject.identity) > 1
    return headline is not None or (is_strong and not _is_above(subject, host))


def _is_visit(mentions: list[_Mention], text: str) -> bool:
    """Whether the only court that a page names came to see “us”, whom it does not name."""
    return bool(_VISITED.search(text)) and len(_distinct(_named(mentions))) == 1


def _are_ranked(one: Court, other: Court) -> bool:
    """Whether two different courts stand one above the other."""
    return one.identity != other.identity and (_is_above(one, other) or _is_above(other, one))


def _is_above(court: Court, host: Court) -> bool:
    if court.level == HIGH:
        return host.level not in {SUPREME, HIGH} and court.province == host.province
    if court.level == INTERMEDIATE:
        return host.level == BASIC and court.city is not None and court.city == host.city
    return court.level == SUPREME
