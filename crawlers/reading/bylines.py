"""Bylines: the people who wrote a text, out of units, ranks and whatever parts the names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crawlers.reading.personnames import is_person, is_short_name, told_apart

_RANKS = re.compile(
    r"(?:本报|本网|本台|本刊|特约|实习|全媒体|见习|首席)*(?:通讯员|通訊員|记者|記者|撰稿人?|供稿人?|作者|执笔人?|课题组成员)"
    r"|党组(?:副)?书记|党组成员|政治部主任|(?:代理|常务)?副?院长|副?庭长|副?局长|副?处长|副?科长|"
    r"副?主任|审判委员会|专职委员"
    r"|审判委员会委员|四级高级法官|(?:[一二三四]级)?高级法官|(?:[一-五]级)?法官助理|员额法官|法官|"
    r"书记员|审判员|执行员|司法警察|法警|干警|人民陪审员|人民调解员|调解员|科员|教授|研究员|律师"
    r"|摄影报道|摄影|摄像|报道|文/图|图/文|文图|图文|供图"
)
_UNITS = re.compile(
    r"[\u4e00-\u9fff]{1,24}?(?:人民法院|法院|人民法庭|法庭|中院|高院|检察院|办公室|政治部|政治处|"
    r"研究室|执行局|审判庭|监察室|宣传科|司法局|诉讼服务中心|融媒体中心|晚报|日报|时报|法治报|"
    r"法制报|法院报|杂志|新闻网|法院网)+"
    r"|《[^》]*》"
)
_UNIT_END = tuple("院庭室处局科部网报社台站办会团所队委组刊讯") + ("中心", "媒体", "公司", "大学", "政府", "街道")
_PARTS = re.compile(r"[、,，;；/&|\s:：]+")
_ASIDE = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_NOT_PEOPLE = re.compile("文|图|摄|等|和|代理|原|本院|本站|本报|本网|管理员|佚名|匿名|未知|无|暂无|转载|原创")
_NOBODY = re.compile(
    r"佚名|匿名|未知|无|暂无|不详|null|undefined|-+|(?:超级|系统|网站|后台|本站)?管理员|(?:作者|供稿)?单位",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"(?=.{0,39}[A-Za-z])[A-Za-z0-9_.@-]{2,40}")
_GROUP = re.compile(r"[\u4e00-\u9fff]{0,30}(?:课题组|调研组|課題組|調研組)")
_ROLE = re.compile(r"^(?:供稿|撰稿|作者|通讯员|记者|撰文|文)人?\s?[:：/|｜]\s?")
_AND_OTHERS = re.compile(r"等人?$")
_CLOSING = re.compile(r"[(（]([^()（）]{2,60})[)）]\s*[。.]?$")
_SIGNED = re.compile(r"通讯员|通訊員|记者|記者|撰稿|供稿|作者|执笔|课题组成员|文[/|:：]|文图|图文")
_NAMED = re.compile(r"[(（]([^()（）]{0,30}(?:记者|通讯员|記者|通訊員)[^()（）]{1,40})[)）]")
_REPORTED = re.compile(
    r"(?:记者|通讯员|記者|"
    r"通訊員)[:：\s]*([\u4e00-\u9fff]{2,3}(?:[、\s]+[\u4e00-\u9fff]{2,3}){0,4})\s*(?:摄影)?(?:报道|"
    r"報道|摄)"
)
_DATELINE = re.compile(r"^.{0,24}?[讯訊电電]\s{0,4}[(（]([^()（）]{2,30})[)）]")
_UNIT_TOLD = re.compile(r"(?:作者)?单位\s?[:：]")
_NEWS_LEAD = re.compile(r"^.{0,24}?(?:讯|訊|\d日电|\d日電)")
_SENTENCE = re.compile(r"[。，,！？；]")
_WRITTEN_BY = re.compile(r"\s*(?:文|作者|撰文|供稿)\s*[|｜:：/]")
_SHORT, _LONGEST_LINE, _LEADS, _OPENING = 2, 40, 3, 7


def names(value: str) -> str | None:
    """The names of a byline joined by 、; units and ranks are left out unless they are all there is.

    A login name stays as it is; a byline of nobody (佚名) is None.
    """
    stripped = _AND_OTHERS.sub("", value.strip(" \u3000:：;；、,，/|-—·"))
    if not stripped or _NOBODY.fullmatch(stripped):
        return None
    people = tuple(_people(stripped))
    return "、".join(people) if len("".join(people)) >= _SHORT else _ROLE.sub("", stripped)


def is_login(author: str) -> bool:
    """Tell whether an author is the name of an account (qrfyyjs) and not of a person."""
    return _LOGIN.fullmatch(author) is not None


def people_in(value: str) -> str | None:
    """As ``names``, but only where every part of the byline is surely a person, a rank or a unit."""
    parts = tuple(_people(value))
    return "、".join(parts) if parts and all(map(is_person, parts)) else None


def opening_byline(paragraphs: Sequence[str]) -> str | None:
    """The byline that stands on a line of its own above the text: unit or rank and a name, or several names.

    A line above a news lead (…讯) is a caption, since such a text names its author in the lead.
    """
    if paragraphs and _GROUP.fullmatch(paragraphs[0]):
        return paragraphs[0]
    for place, (paragraph, following) in enumerate(pairwise(paragraphs[:_OPENING])):
        if not _is_line(paragraph) or _is_line(following) or _NEWS_LEAD.match(following):
            continue
        people = people_in(paragraph)
        if people and (
            _says_who(paragraph) or _follows_unit(paragraphs, place) or (place < _SHORT and _are_names(people))
        ):
            return people
    return None


def closing_byline(paragraphs: Sequence[str]) -> str | None:
    """The names in brackets that end a text: （汪超）."""
    for paragraph in reversed(paragraphs[-2:]):
        match = _CLOSING.search(paragraph)
        if match and not _UNIT_TOLD.match(match[1]):
            return names(_signature(match[1])) if _SIGNED.search(match[1]) else _signed(match[1])
    return None


def lead_byline(paragraphs: Sequence[str]) -> str | None:
    """The reporters whom the first paragraphs name: （记者 张一辰）, 通讯员蒋昊报道 or …讯（张一辰）."""
    dateline = _DATELINE.match(paragraphs[0]) if paragraphs else None
    if dateline and (people := people_in(dateline[1])):
        return people
    for paragraph in paragraphs[:_LEADS]:
        match = _NAMED.search(paragraph)
        if match:
            return people_in(_signature(match[1])) or names(_signature(match[1]))
        reported = _REPORTED.search(paragraph)
        if reported:
            return people_in(reported[1])
    return None


def unit_in(value: str) -> str | None:
    """The unit that a byline names beside its people: 盘山法院 法官助理 刘国."""
    match = _UNITS.search(value)
    return match[0] if match and not match[0].startswith("《") else None


def is_unit(value: str) -> bool:
    """Tell whether a byline names only a unit: neither a person nor a group that wrote together (课题组)."""
    return not _GROUP.fullmatch(value) and not any(True for _ in _people(value))


def _is_line(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST_LINE and not _SENTENCE.search(paragraph)


def _signed(signature: str) -> str | None:
    """The people, or the group, that a signature is of."""
    group = _GROUP.fullmatch(signature.strip())
    return group[0] if group else people_in(signature)


def _says_who(paragraph: str) -> bool:
    return bool(_RANKS.search(paragraph) or _UNITS.search(paragraph))


def _follows_unit(paragraphs: Sequence[str], place: int) -> bool:
    return place > 0 and bool(_WRITTEN_BY.match(paragraphs[place - 1]))


def _are_names(people: str) -> bool:
    """Tell several names from a heading of several words of two characters (公正 高效)."""
    found = people.split("、")
    return len(found) > 1 and any(len(name) > _SHORT for name in found)


def _signature(text: str) -> str:
    """What follows the first word that says who signs."""
    match = _SIGNED.search(text)
    return text[match.start() :] if match else text


def _people(value: str) -> Iterator[str]:
    text = _UNITS.sub(" ", _RANKS.sub(" ", _ASIDE.sub(" ", value)))
    for part in _joined([part for part in _PARTS.split(text) if part]):
        if not _NOT_PEOPLE.fullmatch(part) and not _is_unit(part):
            yield from told_apart(part)


def _joined(parts: list[str]) -> Iterator[str]:
    """Put together the two characters of a name that was spaced out: 刘 国."""
    pending = ""
    for part in parts:
        if not _is_half(part):
            yield from filter(None, (pending, part))
            pending = ""
        elif pending:
            yield pending + part
            pending = ""
        else:
            pending = part
    if pending:
        yield pending


def _is_half(part: str) -> bool:
    return len(part) == 1 and not _NOT_PEOPLE.fullmatch(part) and "\u3400" <= part <= "\u9fff"


def _is_unit(part: str) -> bool:
    return part.endswith(_UNIT_END) and not is_short_name(part)
