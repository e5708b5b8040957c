"""Small documents whose facts are given, for tests of what engines do with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from index.article import Article
from index.document import Document, document_of
from index.knowledge.brands import Brand
from index.knowledge.claims import Claim
from index.knowledge.facts import Facts
from index.knowledge.figures import Figure
from index.knowledge.honours import Honour


def told(  # noqa: PLR0913
    url: str,
    body: str,
    *,
    brands: tuple[str, ...] = (),
    scopes: tuple[str | None, ...] = (),
    honours: tuple[str | None, ...] = (),
    topics: tuple[str, ...] = (),
    figures: int = 0,
    **fields: Any,
) -> Document:
    """A document whose facts are given, each told by a sentence of its own."""
    facts = Facts(
        brands=tuple(Brand(name, "机制", None, f"打造{name}。", name, None) for name in brands),
        claims=tuple(Claim(scope, "率先", "茶桌", f"第{at}个率先。") for at, scope in enumerate(scopes)),
        honours=tuple(Honour("先进", None, level, None, None, f"第{at}个荣誉。") for at, level in enumerate(honours)),
        figures=(Figure("3", 3.0, "件", None, None, "done", None, (), "共有3件。"),) * figures,
        topics=topics,
    )
    article = Article(url=url, body=body, **fields)
    return replace(document_of(article), known=facts)


def parted(url: str, *parts: tuple[str | None, str], title: str | None = None) -> Document:
    """A document of sections whose roles are given, each a heading of its own with a paragraph."""
    numerals = "一二三四五六七八九"
    body = "\n".join(f"{numerals[at]}、第{at}节\n{text}" for at, (_, text) in enumerate(parts))
    document = told(url, body, title=title)
    assert len(document.sections) == len(parts)
    sections = (replace(each, role=role) for each, (role, _) in zip(document.sections, parts, strict=True))
    return replace(document, sections=tuple(sections))


LONG = "风吹过山。" * 80
FUJIAN: dict[str, Any] = {"court": "青榕县人民法院", "province": "福建"}
FACTS = (
    told(
        "a", LONG, brands=("板凳·法庭",), scopes=("全省", "全省"), figures=2, **FUJIAN, city="榕南市",
        source="青榕县人民法院\n第二行", published="2024-05-06",
    ),
    told(
        "b", LONG, brands=("板凳法庭工作法", "茶桌夜话"), scopes=("全国", None), topics=("诉源治理", "调解"),
        court="临沚区人民法院", province="江苏", published="2023-01-02",
    ),
    told("c", "风吹过山。", honours=("省", None), **FUJIAN, published="2024-01-02"),
    told("d", LONG),
)  # fmt: skip
