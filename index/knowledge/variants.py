"""Keys under which the spellings of one name meet, and under which names meet that only sound or look alike."""

from __future__ import annotations

import re

from index.knowledge.brandrules import BrandRules
from index.knowledge.templates import template_of
from index.text.aligned import aligned
from index.text.normal import normalise

_QUOTED = re.compile("“([^“”]{2,})”")
_NOT_SAID = re.compile(r"[^\w+]|_")
# What is said or left out at will behind a name that stands by itself.
_SUFFIX = re.compile(
    "(?:的|新|特色|党建|文化|便民|诉讼|服务|调解|审判|普法|司法|工作|联动|协作|运行|办案|解纷|法官|家事)*"
    "(?:工作法|机制|模式|品牌|工作室|平台|项目|工程|栏目|体系|网络|做法)$"
)
_FEWEST_LEFT = 2


def variant_key(name: str) -> str:
    """The key that all spellings of one name share: script, marks, width and what kind of thing it is do not matter."""
    quoted = _QUOTED.search(aligned(name))
    said = _NOT_SAID.sub("", normalise(quoted[1] if quoted else name))
    while (match := _SUFFIX.search(said)) and match.start() >= _FEWEST_LEFT:
        said = said[: match.start()]
    return said


def template_key(name: str) -> str | None:
    """The template that a name is made after; None for one that is made after none."""
    return template_of(aligned(name))


def sound_key(name: str) -> str:
    """The syllables of a name without tones: 樟法有度 sounds as 章法有度 does."""
    # Its tables take a third of a second to load, and only a check of names needs them.
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(variant_key(name)))


def suffix_key(name: str, rules: BrandRules) -> str | None:
    """The word at the end of a name that tells what kind of thing it is; None where there is none."""
    plain = aligned(name).strip("“”‘’ ")
    match = rules.noun.search(plain) or rules.own.search(plain)
    return match.group() if match else None
