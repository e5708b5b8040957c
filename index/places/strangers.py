"""Strangers: courts of places that no gazetteer knows, read where their name is written in full."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.places.gazetteer import CITY, COUNTY, PROVINCE, Division
from index.places.naming import HAN_RUN, HIGH, INTERMEDIATE, JUNK, LONGEST_PREFIX, Naming, grade_in

_UNKNOWN = re.compile(
    r"(?P<province>[㐀-鿿]{2,3}省)?(?P<city>[㐀-鿿]{2,4}[市州盟])?(?P<county>[㐀-鿿]{2,3}(?:自治[县旗]|林区|[县区旗市]))?"
)
_NO_STEM = re.compile(
    r"[全各本该我某两外邻跨原几数多每此这那其省市县区]|[㐀-鿿]*[省市县区州旗盟级个些]|有关|相关|先进|所在|辖|贫困|边境|试点|示范"
    r"|来到|走[进访入]|视察|邀请|支持|听取|考察|调研|参观|指导|监督|协助|深入|联合|配合|组织|召开|推动|促进|围绕|结合|依托|通过"
    r"|加强|提升|服务|帮助|慰问|观摩|[担曾现调]任|当选|履新|获评|选举|任命|协调|督促|建议|要求|先后|部分|基层|国有|森工|重点|直辖|地级|大城|中心|自治"
)
# What a court is called after that judges a forest or reclaimed land; no such place is a county.
_JURISDICTIONS = ("林区", "垦区")
_NO_DISTRICT = re.compile(r"[㐀-鿿]*[辖社片景园地牧灾市城郊库矿军校小街山湖港特新治老发术贫]区")


def of_unknown(prefix: str, match: re.Match[str], _known: Mapping[str, Division]) -> Naming | None:
    """Read the court of a place that no gazetteer knows, if its name is written in full and stands free."""
    run = HAN_RUN.search(prefix)
    if not run or not (match["people"] or match.end() == len(match.string)):
        return None
    starts = [run.start(), *(junk.end() for junk in JUNK.finditer(prefix, run.start()))]
    for start in starts if run.start() or len(prefix) < LONGEST_PREFIX else starts[1:]:
        division = _unknown(prefix[start:], grade_in(match))
        if division:
            head = prefix[start:]
            return Naming(match.start() - len(head), match.end(), grade_in(match), "", head, (division,))
    return None


def _unknown(head: str, grade: str | None) -> Division | None:
    parts = _UNKNOWN.fullmatch(head)
    if not parts or not head:
        return None
    province, city, county = parts["province"], parts["city"], parts["county"]
    if not all(map(_may_be_a_place, filter(None, parts.groups()))):
        return None
    if city and not county and not grade:
        city, county = None, city
    rank = COUNTY if county else CITY if city else PROVINCE
    fits = {HIGH: PROVINCE, INTERMEDIATE: CITY, None: COUNTY}[grade] == rank
    name = county or city or province or ""
    district = None if county and county.endswith(_JURISDICTIONS) else county
    return Division(None, name, rank, province, city, district) if fits else None


def _may_be_a_place(part: str) -> bool:
    stem = part[:-1]
    return not (_NO_STEM.match(stem) or JUNK.match(stem) or _NO_DISTRICT.fullmatch(part))
