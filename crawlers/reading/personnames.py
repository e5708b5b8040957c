"""Person names: which strings are names of people, by surname and form."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_COMPOUND = re.compile("欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|令狐|东方|夏侯|端木|司徒|南宫|长孙|宇文|歐陽|司馬")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{2,10}(?:[·•][\u3400-\u9fff]{1,10})+")
_LONGEST = 3


def is_person(part: str) -> bool:
    """Tell whether a string has the form of a person's name, by its surname or by the dot of a transcribed one."""
    if not _HAN_NAME.fullmatch(part):
        return False
    return "·" in part or "•" in part or bool(_COMPOUND.match(part)) or is_short_name(part)


def is_short_name(part: str) -> bool:
    """Tell whether a string begins with a surname of one character and is no longer than such names are."""
    return len(part) <= _LONGEST and part[0] in _SURNAMES


def told_apart(run: str) -> tuple[str, ...]:
    """Split names that nothing parts (周姗姗李丹), where there is one way only."""
    ways = [] if is_person(run) or len(run) <= _LONGEST + 1 else list(_ways(run))
    return ways[0] if len(ways) == 1 else (run,)


def _ways(run: str) -> Iterator[tuple[str, ...]]:
    if not run:
        yield ()
    for length in (2, 3):
        head = run[:length]
        if len(head) == length and is_person(head):
            yield from ((head, *rest) for rest in _ways(run[length:]))
