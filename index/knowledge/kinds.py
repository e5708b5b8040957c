"""The kind of an article, told by its column, its title and by how it opens, is headed and speaks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from index import data
from index.text.normal import normalise

DEFAULT_KIND = "新闻动态"
PARTS = ("column", "title", "opening", "lead", "headings", "text")

_LONGEST_HEADING, _LEAST_PROSE, _LEAD = 40, 30, 160
_CAPTION = re.compile("^(?:图[1-9:]|▲)|供图|摄影?$|[现场景]$")
_PROSE_MARK = re.compile("[。;!]")
_DATELINE = re.compile(r"^[^。]{0,40}?(?:(?<!通)讯|日电)(?:\([^()]{1,40}\))?")
_CREDITS = re.compile(r"^(?:\([^()]{1,60}\)|本报|本网|(?:通讯员|记者)[^,:。]{2,20}?报道[:,])+")


@dataclass(frozen=True, slots=True)
class Cue:
    """What speaks for a kind: each different match in one part of an article weighs, ``most`` of them together."""

    part: str
    weight: int
    form: re.Pattern[str]
    most: int = 1

    def weigh(self, text: str) -> int:
        """How much a text speaks for the kind."""
        if self.most == 1:
            return self.weight * bool(self.form.search(text))
        return self.weight * min(len({match.group() for match in self.form.finditer(text)}), self.most)


@dataclass(frozen=True, slots=True)
class KindRule:
    """A kind and all that speaks for it."""

    name: str
    cues: tuple[Cue, ...]

    def weigh(self, parts: Mapping[str, str]) -> int:
        """How much the parts of an article speak for this kind."""
        return sum(cue.weigh(parts[cue.part]) for cue in self.cues)


def kind_of(*, column: str | None, title: str | None, body: str, rules: tuple[KindRule, ...]) -> str:
    """Tell the kind of an article; where several are equally likely, the earlier rule wins."""
    parts = _parts_of(column or "", title or "", body)
    weights = {rule.name: rule.weigh(parts) for rule in rules}
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] else DEFAULT_KIND


@cache
def kind_rules() -> tuple[KindRule, ...]:
    """The rules of ``kinds.toml``."""
    return tuple(_rule(values) for values in tomllib.loads(data.read("kinds.toml"))["kind"])


def _rule(values: Mapping[str, object]) -> KindRule:
    return KindRule(str(values["name"]), tuple(_cue(**cue) for cue in values["cue"]))  # type: ignore[attr-defined]


def _cue(*, part: str, weight: int, forms: Sequence[str], most: int = 1) -> Cue:
    return Cue(part, weight, re.compile("|".join(forms)), most)


def _parts_of(column: str, title: str, body: str) -> dict[str, str]:
    """The parts that cues look at, all in normal form; the lead is how the prose opens, without its dateline."""
    lines = [line for part in body.split("\n") if (line := normalise(part))]
    prose = [line for line in lines if _is_prose(line)]
    lead = _CREDITS.sub("", _DATELINE.sub("", "".join(prose[:3]) or "".join(lines[:3]))[: 2 * _LEAD])[:_LEAD]
    return {
        "column": normalise(column),
        "title": normalise(title),
        "opening": lead.partition("。")[0],
        "lead": lead,
        "headings": "\n".join(_headings(lines)),
        "text": "\n".join(lines),
    }


def _is_prose(line: str) -> bool:
    """Tell running text from headings and from the captions of pictures."""
    return "。" in line or ((len(line) >= _LEAST_PROSE or bool(_PROSE_MARK.search(line))) and not _CAPTION.search(line))


def _headings(lines: Iterable[str]) -> Iterable[str]:
    return (line for line in lines if len(line) <= _LONGEST_HEADING and not _PROSE_MARK.search(line))
