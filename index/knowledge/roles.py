"""What a passage is for: background, practice, result, honour or plan; None where that is not clear."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from index import data
from index.knowledge.sections import Section
from index.text.aligned import aligned

PLAN = "计划"
PRACTICE = "做法"
RESULT = "成效"
# What readers call a section that has no role.
NO_ROLE = "其他"

_HEADING_WEIGHT = 4
_OPENING_WEIGHT = 3
# What has a heading is more often a practice than anything else.
_HEADED_WEIGHT = 1
_MOST_TEXT_WEIGHT = 4
_LEAST_WEIGHT = 3
_LEAST_LEAD = 1
_LOOKED_AT = 1200
_PLANS = re.compile("计划|工作要点|谋划|工作安排|工作打算|部署会|行动方案")


@dataclass(frozen=True, slots=True)
class RoleRule:
    """What speaks for one role: a pattern each for the heading, the opening of the text and the text."""

    name: str
    names: re.Pattern[str]
    heading: re.Pattern[str]
    opening: re.Pattern[str]
    text: re.Pattern[str]

    def weight(self, heading: str, text: str) -> int:
        """How much speaks for this role."""
        different = {match.group() for match in self.text.finditer(text, 0, _LOOKED_AT)}
        return (
            _HEADING_WEIGHT * bool(heading and self.heading.search(heading))
            + _HEADED_WEIGHT * bool(heading and self.name == PRACTICE)
            + _OPENING_WEIGHT * bool(self.opening.match(text))
            + min(len(different), _MOST_TEXT_WEIGHT)
        )


@dataclass(frozen=True, slots=True)
class RoleRules:
    """The rules of every role and the headings that have none."""

    roles: tuple[RoleRule, ...]
    none: re.Pattern[str]


def with_roles(sections: Iterable[Section], title: str | None, rules: RoleRules) -> tuple[Section, ...]:
    """Give every passage of an outline its role."""
    return tuple(_told(sections, is_plan=bool(_PLANS.search(aligned(title or ""))), rules=rules))


@cache
def role_rules() -> RoleRules:
    """The rules of ``roles.toml``."""
    told = tomllib.loads(data.read("roles.toml"))
    roles = (
        RoleRule(
            role["name"], *(re.compile(data.any_of(role[part])) for part in ("names", "heading", "opening", "text"))
        )
        for role in told["role"]
    )
    return RoleRules(tuple(roles), re.compile(data.any_of(told["none"])))


@dataclass(frozen=True, slots=True)
class _Above:
    """A heading over later ones: the role that it gives to them, if any, or that they have none."""

    depth: int
    role: str | None
    has_none: bool


def _told(sections: Iterable[Section], *, is_plan: bool, rules: RoleRules) -> Iterator[Section]:
    above: list[_Above] = []
    for section in sections:
        heading = aligned(section.heading or "")
        text = "\n".join(aligned(line) for line in section.text.split("\n"))
        if section.heading:
            above = [each for each in above if each.depth < section.depth]
            has_none = bool(rules.none.search(heading.partition("：")[0]))
            above.append(_Above(section.depth, _named(heading, rules), has_none))
        if any(each.has_none for each in above) or rules.none.match(text):
            yield section
            continue
        given = next((each.role for each in reversed(above) if each.role), None)
        role = given or _weighed(heading, text, rules)
        is_planned = is_plan and (role in (PRACTICE, RESULT) or (role is None and section.heading))
        yield replace(section, role=PLAN if is_planned else role)


def _named(heading: str, rules: RoleRules) -> str | None:
    """The role that a heading names in so many words."""
    named = [rule.name for rule in rules.roles if rule.names.search(heading)]
    return named[0] if len(named) == 1 else None


def _weighed(heading: str, text: str, rules: RoleRules) -> str | None:
    weights = sorted(((rule.weight(heading, text), rule.name) for rule in rules.roles), reverse=True)
    (best, name), (second, _) = weights[:2]
    return name if best >= _LEAST_WEIGHT and best - second >= _LEAST_LEAD else None
