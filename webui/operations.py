"""Operations of the API: one table of what each takes and answers, by which requests are checked and documented."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from flask import Response, request

from index.exporting.formats import FORMATS
from index.ledgers.filtering import COLUMNS
from index.query import FIELDS, LONGEST_QUERY
from index.query.fieldvalues import field_values
from index.searching import FACTORS, GROUPS, LARGEST_PAGE, MOST_VALUES, SORTS, USUAL_VALUES
from webui.address import LARGEST_NUMBER, MOST_OF_ONE, SWITCH, BadParameter, require_known
from webui.catalogue import english
from webui.schemas import TEXT, Schema
from webui.wording import LABELS

View = Callable[..., Response]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of an address: what it means in two languages, its schema, whether it may repeat and how often."""

    name: str
    chinese: str
    english: str
    schema: Schema = field(default_factory=lambda: dict(TEXT))
    many: bool = False
    fewest: int = 0
    most: int = MOST_OF_ONE
    required: bool = False
    example: str | None = None

    @property
    def values(self) -> str:
        """What may be given, in a few words."""
        if "enum" in self.schema:
            return " | ".join(self.schema["enum"])
        if "maximum" in self.schema:
            return f"{self.schema['minimum']}–{self.schema['maximum']}"
        return str(self.schema.get("format", self.schema["type"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address of the API: what it is for, what it takes, the schema of its answer, whether that may be missing.

    ``files`` are the media types that the answer may have as a file; ``answers`` is None where it has no other.
    """

    chinese: str
    english: str
    answers: Schema | None
    name: str
    takes: tuple[Parameter, ...] = ()
    may_miss: bool = False
    files: tuple[str, ...] = ()

    @property
    def example(self) -> dict[str, str]:
        """Parameters to try it with."""
        return {parameter.name: parameter.example for parameter in self.takes if parameter.example}


def described(operation: Operation) -> Callable[[View], View]:
    """Let a view answer an operation: parameters that it does not name are refused, and the document tells of it."""
    names = {parameter.name for parameter in operation.takes}

    def over(view: View) -> View:
        @wraps(view)
        def checked(**parts: Any) -> Response:
            require_known(request.args, names)
            for parameter in operation.takes:
                _require_plain(parameter, request.args.getlist(parameter.name))
            return view(**parts)

        vars(checked)["operation"] = operation
        return checked

    return over


def _require_plain(parameter: Parameter, given: list[str]) -> None:
    """A program that sends a value twice, or none, has made a mistake that must not pass for an answer."""
    most = parameter.most if parameter.many else 1
    if len(given) > most:
        raise BadParameter(f"“{parameter.name}” is given {len(given)} times, at most {most} may be.")
    is_free = parameter.schema["type"] == "string" and not {"enum", "format"} & set(parameter.schema)
    if "" in given and not is_free:
        raise BadParameter(f"“{parameter.name}” has no value; leave it out.")
    pattern = parameter.schema.get("pattern", "")
    for value in given:
        if not re.search(pattern, value):
            raise BadParameter(f"“{parameter.name}” cannot be “{value[:40]}”. {parameter.english}")


def operation_of(view: Callable[..., Any]) -> Operation | None:
    """The operation that a view answers, None where it is none of the API."""
    found = vars(view).get("operation")
    return found if isinstance(found, Operation) else None


def one_of(choices: Collection[str]) -> Schema:
    """The schema of a choice, the first of which is usual."""
    return {"type": "string", "enum": list(choices), "default": next(iter(choices))}


def paging(largest: int, usual: int) -> tuple[Parameter, ...]:
    """The parameters of an answer in pages, and how many on each."""
    page = {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER, "default": 1}
    size = {"type": "integer", "minimum": 1, "maximum": largest, "default": usual}
    return (
        Parameter(name="page", chinese="第几页", english="The page.", schema=page),
        Parameter(name="size", chinese="每页几条", english="How many on a page.", schema=size),
    )


def _filter(name: str) -> Parameter:
    chinese = LABELS.get(name, name)
    few = {"enum": list(field_values()[name])} if name in field_values() else {}
    return Parameter(
        name=name,
        schema=TEXT | few,
        chinese=f"筛选：{chinese}；可重复，符合其一即可",
        english=f"Filter: {english().text(chinese).lower()}; may repeat, any of the values.",
        many=True,
    )


DAY: Schema = {"type": "string", "format": "date"}
QUERY = Parameter(
    name="q",
    chinese="检索式；不写就是全部文章",
    english="The query; without it every article.",
    schema={"type": "string", "maxLength": LONGEST_QUERY},
    example="诉源治理",
)
DAYS = (
    Parameter(name="from", chinese="这一天或之后发布", english="Published on this day or later.", schema=DAY),
    Parameter(name="to", chinese="这一天或之前发布", english="Published on this day or earlier.", schema=DAY),
)
FILTERS = (*(_filter(name) for name in FIELDS), *DAYS)
LEDGER_FILTERS = (*(_filter(name) for name in COLUMNS), *DAYS)
ORDER = (
    Parameter(
        name="also",
        chinese="是否连别名、旧称一起检索",
        english="Whether other names of what is asked for are searched too.",
        schema=one_of(SWITCH),
    ),
    Parameter(
        name="without",
        chinese="排序时不计入的因素：新旧（recency）、实事密度（density）、长问句的相邻字（pairs）；可重复",
        english="What is not to count for the order: newness, density of facts, a question's pairs; may repeat.",
        schema={"type": "string", "enum": list(FACTORS)},
        many=True,
    ),
    Parameter(name="sort", chinese="按相关、日期或实事密度", english="The order.", schema=one_of(SORTS)),
    Parameter(
        name="group",
        chinese="合并转载（story）或逐篇（none）",
        english="Reposts under their story, or each on its own.",
        schema=one_of(GROUPS),
    ),
)
VALUES = Parameter(
    name="values",
    chinese="每个筛选项给出几个最常见的值",
    english="How many of the commonest values of each facet are told.",
    schema={"type": "integer", "minimum": 0, "maximum": MOST_VALUES, "default": USUAL_VALUES},
)
PAGING = (*ORDER, *paging(LARGEST_PAGE, 10), VALUES)
FORMAT = Parameter(
    name="format",
    chinese="文件格式",
    english="The kind of file.",
    schema={"type": "string", "enum": list(FORMATS)},
    required=True,
    example="csv",
)
TYPED = Parameter(name="q", chinese="输入到此的文字", english="What was typed so far.", example="fy")
URL = Parameter(
    name="url",
    chinese="文章的网址",
    english="The article's address.",
    schema={"type": "string", "minLength": 1},
    required=True,
)
