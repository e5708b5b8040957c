"""Keys under which the spellings of one name meet, and under which names that only sound or look alike do."""

from __future__ import annotations

import re

from index.knowledge.templates import template_of
from index.text.aligned import aligned
from index.text.normal import normalise

_NOT_SAID = re.compile(r"[^\w+]|_")
_MANGLED_DOT = re.compile(r"(?<=\w)\?(?=\w)")
# What is said or left out at will behind a name that stands by itself.
_SUFFIX = re.compile(
    "(?:的)?(?:新|特色|党建|文化|服务|调解|审判|普法|司法|工作|联动|运行|办案|解纷|法官){0,2}"
    "(?:工作法|机制|模式|品牌|工作室|平台|项目|工程|栏目|体系|网络|做法)$"
)
_FEWEST_LEFT = 2


def variant_key(name: str) -> str:
    """The key that all spellings of one name share: script, marks, width and what kind of thing it is do not matter."""
    said = _NOT_SAID.sub("", _MANGLED_DOT.sub("", normalise(name)))
    stem = _SUFFIX.sub("", said)
    return stem if len(stem) >= _FEWEST_LEFT else said


def template_key(name: str) -> str | None:
    """The key of names made after one template; None for a name that is made after none."""
    return template_of(aligned(name))
