"""The facts of an article: the one place that runs every extractor."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from typing import Any

from index import data
from index.article import Article
from index.knowledge.brands import Brand, brand_rules, brands_of
from index.knowledge.claimrules import claim_rules
from index.knowledge.claims import Claim, claims_of
from index.knowledge.figurerules import figure_rules
from index.knowledge.figures import Figure, figures_of
from index.knowledge.honourrules import honour_rules
from index.knowledge.honours import Honour, honours_of
from index.knowledge.sections import Section
from index.knowledge.sentences import sentences_of
from index.knowledge.status import Statement, statements_of
from index.knowledge.topics import topic_rules, topics_of
from index.places.gazetteer import TABLES, table_text

# Raised with every change of the code of an extractor, of the outline, kinds, roles, statements or usages, or of what
# the ledger of facts enters of them; changes of the data are seen by themselves.
_CODE_VERSION = 13
_DATA = (
    "brands.toml",
    "claims.toml",
    "figures.toml",
    "honours.toml",
    "kinds.toml",
    "roles.toml",
    "status.toml",
    "topics.toml",
    "usage.toml",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article says, each with the sentence that says it; in the order of the text; topics weightiest first."""

    brands: tuple[Brand, ...] = ()
    claims: tuple[Claim, ...] = ()
    honours: tuple[Honour, ...] = ()
    figures: tuple[Figure, ...] = ()
    topics: tuple[str, ...] = ()

    def sentences(self) -> Iterator[str]:
        """The sentence of every fact."""
        yield from (brand.sentence for brand in self.brands)
        yield from (claim.sentence for claim in self.claims)
        yield from (honour.sentence for honour in self.honours)
        yield from (figure.sentence for figure in self.figures)

    def as_json(self) -> dict[str, list[Any]]:
        """The facts under the contract's keys."""
        return {
            field.name: [fact if isinstance(fact, str) else asdict(fact) for fact in getattr(self, field.name)]
            for field in fields(self)
        }

    @classmethod
    def from_json(cls, values: Mapping[str, list[Any]]) -> Facts:
        """The facts that ``as_json`` wrote."""
        return cls(**{name: _facts(name, all_told) for name, all_told in values.items()})


def facts_of(article: Article, sections: tuple[Section, ...], kind: str = "") -> Facts:
    """Draw the facts from an article, its outline and its kind; pure."""
    sentences = sentences_of((article.title or "", *article.paragraphs))
    headings = tuple(section.heading for section in sections if section.heading)
    statements = statements_of(sentences, sections, kind)
    return Facts(
        brands=_with_status(brands_of(sentences, headings, article.court, brand_rules()), statements),
        claims=claims_of(statements, article, claim_rules()),
        honours=honours_of(statements, article, honour_rules()),
        figures=figures_of(statements, article, kind, figure_rules()),
        topics=topics_of(article.title, headings, article.paragraphs, topic_rules()),
    )


def _with_status(brands: tuple[Brand, ...], statements: tuple[Statement, ...]) -> tuple[Brand, ...]:
    """Tell of each brand whether its sentence tells what is done, goes on or is planned."""
    told = {statement.sentence.text: statement for statement in statements}
    return tuple(replace(brand, status=_status(brand, told[brand.sentence])) for brand in brands)


def _status(brand: Brand, statement: Statement) -> str:
    start = max(0, brand.sentence.find(brand.name))
    return statement.status(start, start + len(brand.name))


# What a fact of each kind is; topics are plain words.
_KINDS: dict[str, type] = {"brands": Brand, "claims": Claim, "figures": Figure, "honours": Honour}


# Which of their values are several ones; JSON knows no tuples.
_SEVERAL = {
    name: [each.name for each in fields(kind) if str(each.type).startswith("tuple")] for name, kind in _KINDS.items()
}


def _facts(name: str, all_told: Iterable[Any]) -> tuple[Any, ...]:
    """The facts of one kind as ``as_json`` wrote them."""
    if name not in _KINDS:
        return tuple(all_told)
    kind, several = _KINDS[name], _SEVERAL[name]
    return tuple(
        kind(**(told | {each: tuple(told[each]) for each in several} if several else told)) for told in all_told
    )


@cache
def rules_version() -> str:
    """A name for the rules in force: facts kept under another one are drawn anew."""
    told = "\n".join((*(data.read(name) for name in _DATA), *map(table_text, TABLES)))
    return f"{_CODE_VERSION}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
