"""Findings: what is kept of an article is all that its document and the ledger of facts have of it."""

from __future__ import annotations

from conftest import SEEN

from index.article import Article
from index.document import SNIPPET_ONLY, kept_document
from index.findings import Findings
from index.kept import KeptArticle

BODY = """青榕法院在全省率先推出“茶山夜话”普法品牌，办结案件96件，同比上升12.5%。
一、把板凳搬进茶园
2024年，青榕法院被评为“全国优秀法院”。
下一步，青榕法院将把“茶山夜话”办到渔排上。"""


def _kept(show: str = "text") -> KeptArticle:
    article = Article(url="http://qingrong.example/1", title="茶山上", body=BODY, court="青榕县人民法院")
    return KeptArticle(
        article=article, revision=1, source_name="qingrong", show=show, first_seen=SEEN, last_seen=SEEN, digest="d"
    )


def test_they_come_back_as_they_were() -> None:
    findings = Findings.of(kept_document(_kept()))
    assert all((findings.facts.brands, findings.facts.figures, findings.rows.naming, findings.rows.placed["figure"]))
    assert Findings.unpacked(findings.packed()) == findings


def test_their_document_is_that_of_the_article() -> None:
    drawn = kept_document(_kept())
    made = Findings.unpacked(Findings.of(drawn).packed()).document(_kept())
    assert (made.kind, made.sections, made.facts) == (drawn.kind, drawn.sections, drawn.facts)
    assert made.as_json() == drawn.as_json()


def test_whether_a_text_may_be_shown_is_not_among_them() -> None:
    findings = Findings.of(kept_document(_kept()))
    assert findings.document(_kept(SNIPPET_ONLY)).withheld
    assert not findings.document(_kept()).withheld
