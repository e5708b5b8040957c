"""Farm texts: articles without end, no two alike, composed from a few words of court life."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

_PLACES = ("晒谷场", "渡口", "茶厂", "集市", "牧场", "社区大院", "果园", "码头", "工地食堂", "老祠堂")
_PEOPLE = ("法官", "书记员", "调解员", "网格员", "人民陪审员", "村支书", "执行干警", "立案庭的同志")
_DEEDS = ("当场算清了欠款", "把账本一页页对齐", "请来了两位老邻居", "量完了地界", "讲了三个案例", "签下了还款计划")
_MATTERS = ("土地承包", "劳务报酬", "邻里排水", "民间借贷", "婚约彩礼", "货款拖欠", "赡养老人", "物业服务")
_ENDS = ("双方握手言和。", "当事人第二天就履行完毕。", "围观的群众都说听得明白。", "一周后法官又去回访了一次。")
_SENTENCES, _PARAGRAPHS = 4, 4


@dataclass(frozen=True, slots=True)
class FarmText:
    """One article; ``published`` is ``YYYY-MM-DDThh:mm:ss``."""

    number: int
    title: str
    published: str
    paragraphs: tuple[str, ...]

    @property
    def day(self) -> str:
        """The day of publishing."""
        return self.published[:10]


def farm_text(site: str, number: int, day: str, *, edition: int = 1) -> FarmText:
    """The article of a number on a site, always the same; a later ``edition`` has another text."""
    chance = random.Random(f"{site}/{number}/{edition}")
    matter, place = chance.choice(_MATTERS), chance.choice(_PLACES)
    time = f"{chance.randint(8, 17):02}:{chance.randint(0, 59):02}:{chance.randint(0, 59):02}"
    title = f"{place}里化解{matter}纠纷纪实之{number}"
    return FarmText(number, title, f"{day}T{time}", tuple(_paragraphs(chance, matter)))


def _paragraphs(chance: random.Random, matter: str) -> Iterator[str]:
    for _ in range(_PARAGRAPHS):
        yield "".join(_sentence(chance, matter) for _ in range(_SENTENCES)) + chance.choice(_ENDS)


def _sentence(chance: random.Random, matter: str) -> str:
    count = chance.randint(2, 9999)
    return f"{chance.choice(_PEOPLE)}来到{chance.choice(_PLACES)}，为第{count}号{matter}案{chance.choice(_DEEDS)}。"
