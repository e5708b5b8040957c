"""Bylines: the people who wrote a text, out of units, ranks and whatever parts the names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭"
    "郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅"
    "皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋庞熊纪舒屈项祝董梁杜阮蓝"
    "闵季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯管卢莫"
    "房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲封储靳段富巫乌焦巴弓牧隗山"
    "谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印"
    "宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却桑桂濮牛寿通边扈"
    "燕冀郏浦尚农温别庄晏柴瞿阎闫充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都"
    "耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相"
    "查后荆红游竺权逯盖益桓公楼岳帅缑亢况有琴商佘佟墨哈谯笪年爱阳付覃辜粟亓郄蹇仝"
    "趙錢孫鄭馮陳褚衛蔣韓楊許呂張嚴華謝鄒蘇範魯韋馬鳳畢賀湯羅傅齊顧黃蕭龐項藍閔賈婁顏鍾駱萬盧應鄧單"
    "諸陸榮儲寧厲劉葉龍賴喬譚貢勞溫莊閻連習鄺關遊樓嶽項"
)
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "东方",
    "夏侯",
    "端木",
    "司徒",
    "南宫",
    "长孙",
    "宇文",
    "歐陽",
    "司馬",
)
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
_NOT_PEOPLE = frozenset(
    {
        "文",
        "图",
        "摄",
        "等",
        "和",
        "代理",
        "原",
        "本院",
        "本站",
        "本报",
        "本网",
        "管理员",
        "佚名",
        "匿名",
        "未知",
        "无",
        "暂无",
        "转载",
        "原创",
    }
)
_NOBODY = re.compile(
    r"佚名|匿名|未知|无|暂无|不详|null|undefined|-+|(?:超级|系统|网站|后台|本站)?管理员|(?:作者|供稿)?单位",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"(?=.{0,39}[A-Za-z])[A-Za-z0-9_.@-]{2,40}")
_GROUP = re.compile(r"[\u4e00-\u9fff]{0,30}(?:课题组|调研组|課題組|調研組)")
_ROLE = re.compile(r"^(?:供稿|撰稿|作者|通讯员|记者|撰文|文)人?\s?[:：/|｜]\s?")
_AND_OTHERS = re.compile(r"等人?$")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{2,10}(?:[·•][\u3400-\u9fff]{1,10})+")
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
_SHORT, _LONGEST_RUN_PART, _LONGEST_LINE, _LEADS, _OPENING = 2, 3, 40, 3, 7


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
    return "、".join(parts) if parts and all(map(_is_person, parts)) else None


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
        if part not in _NOT_PEOPLE and not _is_unit(part):
            yield from _split_run(part)


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
    return len(part) == 1 and part not in _NOT_PEOPLE and "\u3400" <= part <= "\u9fff"


def _is_unit(part: str) -> bool:
    return part.endswith(_UNIT_END) and (len(part) > _LONGEST_RUN_PART or part[0] not in _SURNAMES)


def _split_run(part: str) -> Iterator[str]:
    """Split names that nothing parts (周姗姗李丹), where there is one way only."""
    ways = [] if _is_person(part) or len(part) <= _LONGEST_RUN_PART + 1 else list(_ways(part))
    yield from ways[0] if len(ways) == 1 else (part,)


def _ways(run: str) -> Iterator[tuple[str, ...]]:
    if not run:
        yield ()
    for length in (2, 3):
        head = run[:length]
        if len(head) == length and _is_person(head):
            yield from ((head, *rest) for rest in _ways(run[length:]))


def _is_person(part: str) -> bool:
    if not _HAN_NAME.fullmatch(part):
        return False
    if "·" in part or "•" in part or part.startswith(_COMPOUND):
        return True
    return part[0] in _SURNAMES and len(part) <= _LONGEST_RUN_PART
