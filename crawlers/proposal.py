"""The proposal: the source that a survey of a site suggests, and the [[site]] block that declares it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from crawlers.evidence import own_links
from crawlers.navigation import Column
from crawlers.reading.blocks import clean_text
from crawlers.reading.dates import dates_in
from crawlers.reading.metadata import read_metadata
from crawlers.reading.page import Page
from crawlers.sites import Site, is_own_machine
from crawlers.survey import Survey
from crawlers.urls import province_of
from index.places.courts import courts_in, recognise
from index.places.regions import find_region

_SPEAKS_FOR_NOBODY = re.compile(r"www\d*|news|xw|m|web|home|portal|index")
_SHORTEST_LABEL = 3
_COURT = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:人民|海事|互联网|金融|知识产权|铁路运输(?:中级)?)法院")
_COURT_TAIL = re.compile(r"(?:自治)?[省市县区旗]?(?:(?:高|中)级|基层)?人民法院$")
_PROVINCE = re.compile(r"[\u4e00-\u9fff]{2,7}(?:省|自治区)|北京市|上海市|天津市|重庆市")
_LICENCE = re.compile(r"([\u4e00-\u9fff])\s*(?:ICP|公网安备)", re.IGNORECASE)
_SIGNS = (
    "京北京 津天津 冀河北 晋山西 蒙内蒙古 辽辽宁 吉吉林 黑黑龙江 沪上海 苏江苏 浙浙江 皖安徽 闽福建 赣江西 鲁山东 "
    "豫河南 鄂湖北 湘湖南 粤广东 桂广西 琼海南 渝重庆 川四川 蜀四川 贵贵州 黔贵州 云云南 滇云南 藏西藏 陕陕西 "
    "秦陕西 甘甘肃 陇甘肃 青青海 宁宁夏 新新疆"
)
_LICENSED_IN = {pair[0]: pair[1:] for pair in _SIGNS.split()}
_RHYTHMS = ((0.5, "12h"), (14, "1d"))
_SLOWEST = "7d"
_LEAST_DATES, _KEPT_SHARE = 3, 0.8


def proposed_site(seen: Survey, columns: Sequence[Column], taken: Collection[str]) -> Site:
    """The source that a survey suggests; without columns it begins at the front page."""
    lists = [page for column, page in seen.lists if column in columns]
    linked = {
        seen.spider.canonical_url(url) for page in lists or seen.pages[:1] for url in own_links(seen.spider, page)
    }
    court = _court(seen)
    site = Site(
        name=name_for(seen.host, taken),
        platform=seen.spider.platform,
        court=court,
        start_urls=tuple(column.url for column in columns) or (_front(seen),),
        every=rhythm(lists),
        expects=max(1, int(len(linked) * _KEPT_SHARE)),
        province=_province(seen, court),
    )
    return replace(site, delay=0.0) if is_own_machine(seen.host) else site


def _front(seen: Survey) -> str:
    return seen.front.url if seen.front else seen.url


def _province(seen: Survey, court: str | None) -> str | None:
    """The province as the site's own pages tell it, None where the gazetteer or the host's domain knows it."""
    if court is None or province_of(seen.url) or _is_known(court):
        return None
    feet = [_footer(page) for page in seen.pages]
    licensed = (_LICENSED_IN.get(place) for foot in feet for place in _LICENCE.findall(foot))
    named = (find_region(name) for foot in feet for name in _PROVINCE.findall(foot))
    told = Counter(filter(None, (*licensed, *(region.province for region in named if region))))
    return told.most_common(1)[0][0] if told else None


def _is_known(court: str) -> bool:
    known = recognise(court)
    return bool(known and (known.province or known.level == "最高"))


def block_of(site: Site, columns: Sequence[Column], *, is_place_open: bool = False, others: Sequence[str] = ()) -> str:
    """The [[site]] block that declares a site, its columns named beside their addresses.

    ``others`` are hosts that its lists lead to: whether they are the site's own is for the operator to say.
    """
    names = {column.url: column.name for column in columns}
    rows = [f"    {_toml(url)},{f'  # {names[url]}' if url in names else ''}" for url in site.start_urls]
    lines = ["[[site]]", f"name = {_toml(site.name)}", f"platform = {_toml(site.platform)}"]
    lines += [f"court = {_toml(site.court)}"] if site.court else []
    lines += ["start_urls = [", *rows, "]", f"every = {_toml(site.every)}", f"expects = {site.expects}"]
    lines += [f"delay = {site.delay}"] if all(map(is_own_machine, site.fetched_hosts)) else []
    lines += [f"province = {_toml(site.province)}  # as the site's own pages tell: check it"] if site.province else []
    lines += ['# province = "", which neither the gazetteer nor the site tells: fill it in'] if is_place_open else []
    if others:
        lines.append(f"# hosts = {json.dumps([*others])}  # its lists link to articles there: name its own")
    return "\n".join(lines) + "\n"


def name_for(host: str, taken: Collection[str] = ()) -> str:
    """A source's name for a host: its label that says most, numbered where that is taken."""
    labels = [re.sub(r"[^a-z0-9]+", "_", label).strip("_") for label in host.split(".")]
    telling = [label for label in labels[:-1] if not _SPEAKS_FOR_NOBODY.fullmatch(label)]
    longer = [label for label in telling if len(label) >= _SHORTEST_LABEL and label[0].isalpha()]
    name = next(iter(longer or telling), "") or "_".join(labels)
    name = name if name[0].isalpha() else f"site_{'_'.join(labels)}"
    following = (f"{name}_{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (name, *following) if each not in taken)


def rhythm(pages: Iterable[Page]) -> str:
    """How often a source is worth a visit, by the dates on its busiest list."""
    gaps = [gap for page in pages if (gap := _days_between(page)) is not None]
    if not gaps:
        return "1d"
    return next((every for limit, every in _RHYTHMS if min(gaps) <= limit), _SLOWEST)


def _days_between(page: Page) -> float | None:
    values = [
        found.value[:10] for found in dates_in(clean_text(" ".join(page.selector.xpath("//body//text()").getall())))
    ]
    days = sorted(date.fromisoformat(value) for value in values)
    if len(days) < _LEAST_DATES:
        return None
    return (days[-1] - days[0]).days / (len(days) - 1)


def _court(seen: Survey) -> str | None:
    """The court whose site it is: named in the titles, or in a footer under a short name that the titles have."""
    titles = [title for page in seen.pages for title in read_metadata(page.selector).titles[-1:]]
    ends = Counter(name for title in titles for name in _courts_named(_site_part(title)))
    if ends:
        name, count = ends.most_common(1)[0]
        return name if count * 2 >= len(titles) else None
    feet = Counter(name for page in seen.pages for name in _courts_named(_footer(page)))
    for name, _ in feet.most_common():
        stem = _COURT_TAIL.sub("", name)
        if stem and all(stem in title for title in titles):
            return name
    return None


def _courts_named(text: str) -> tuple[str, ...]:
    known = tuple(court.name for court in courts_in(text))
    return known or tuple(_COURT.findall(text)[:1])


def _site_part(title: str) -> str:
    """The end of a page's title, where the site has its name."""
    return re.split(r"[-_|—–]", title)[-1]


def _footer(page: Page) -> str:
    texts = [clean_text(text) for text in page.selector.xpath("//body//text()[normalize-space()]").getall()]
    return " ".join(texts[-12:])


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
