"""The rules by which honours are told, as ``honours.toml`` states them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from index import data

_WORDS = "[^，。；：！？]"


@dataclass(frozen=True, slots=True)
class HonourRules:
    """The patterns of ``honours.toml``; ``adopted``, ``noted`` and ``announced`` capture who did it first."""

    cue: re.Pattern[str]
    given: re.Pattern[str]
    active: re.Pattern[str]
    called: re.Pattern[str]
    adopted: re.Pattern[str]
    noted: re.Pattern[str]
    spread: re.Pattern[str]
    spreading: re.Pattern[str]
    announced: re.Pattern[str]
    dispute: re.Pattern[str]
    contest: re.Pattern[str]
    never_before: re.Pattern[str]
    no_name: re.Pattern[str]
    no_adopted: re.Pattern[str]
    noun: re.Pattern[str]
    tail: re.Pattern[str]
    body: re.Pattern[str]
    place: re.Pattern[str]
    lead: re.Pattern[str]
    levels: tuple[tuple[str, re.Pattern[str]], ...]
    part: re.Pattern[str]
    person: re.Pattern[str]
    counted: re.Pattern[str]
    pointing: re.Pattern[str]


@cache
def honour_rules() -> HonourRules:
    """The rules of ``honours.toml``."""
    told = tomllib.loads(data.read("honours.toml"))
    verbs, never, issuer, owner = told["verbs"], told["never"], told["issuer"], told["owner"]
    bodies = f"[一-龥]{{1,20}}?(?:{issuer['body']})(?:[、和][一-龥]{{1,20}}?(?:{issuer['body']}))*"
    return HonourRules(
        cue=re.compile("[获荣授颁评彰扬选榜被批推转刊采编摘夺捧受交]"),
        given=re.compile(
            f"(?P<received>{verbs['received']})|(?P<listed>{verbs['listed']})|(?P<named>{verbs['named']})"
        ),
        active=re.compile(verbs["active"]),
        called=re.compile(verbs["called"]),
        adopted=re.compile(f"被({_WORDS}{{2,40}}?)({verbs['adopted']})"),
        noted=re.compile(f"(?:获得?|得到|受到)({_WORDS}{{2,30}}?)({verbs['noted']})"),
        spread=re.compile(f"(?:在|向)(全[国省市县区州盟旗]|全自治区)(?:{_WORDS}{{0,12}}?)(?:{verbs['spread']})"),
        spreading=re.compile(verbs["spreading"]),
        announced=re.compile(f"{bodies}(?={_WORDS}{{0,24}}?(?:{issuer['acts']}))"),
        dispute=re.compile(never["dispute"]),
        contest=re.compile(issuer["contest"]),
        never_before=re.compile(never["before"]),
        no_name=re.compile(never["name"]),
        no_adopted=re.compile(never["adopted"]),
        noun=re.compile(told["name"]["noun"]),
        tail=re.compile(told["name"]["tail"]),
        body=re.compile(issuer["body"]),
        place=re.compile(f"(?!全[国省市县区]){bodies}|[一-龥]{{2,5}}[省市县区](?!级)"),
        lead=re.compile(f"^(?:{issuer['lead']})+"),
        levels=tuple((each["name"], re.compile(each["words"])) for each in told["level"]),
        part=re.compile(owner["part"]),
        person=re.compile(owner["person"]),
        counted=re.compile(owner["counted"]),
        pointing=re.compile(owner["pointing"]),
    )
