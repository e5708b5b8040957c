"""A hostile corpus: in every field of an article what would be run, computed, followed or would break a file."""

from __future__ import annotations

from dataclasses import fields

from index.article import Article
from index.corpus import Corpus

SEEN = "2025-03-01T08:00:00"
MEGABYTE = "长" * 1_000_000
CONTROLS = "".join(map(chr, (*range(32), *range(127, 160)))) + "\ufffe\uffff\u2028\u2029\ufeff"
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(3)'/>",
    "javascript:alert(4)",
    '=HYPERLINK("http://evil.example","点我")',
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1,2)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "\u202e倒写\u202c\u2066隔\u2069",
    "零\u200b宽\u200d字\ufeff",
    "]]></w:t></w:r><w:p/>&amp;&#0;<!-- --><?x ?>",
    "}, url={http://evil.example}, x={",
    "\\input{/etc/passwd} % $ & # _ ^ ~ {",
    "题\nER  - \nTY  - BOOK\nTI  - 假",
    "题\r\nER  - \r\n",
    "_x0041_ 与 _x003D_1",
    '甲,"乙"\n丙;丁',
    f"有{CONTROLS}无",
    "《》“”‘’、，。🈶𠮷",
)


def hostile_article(number: int, payload: str) -> Article:
    """An article that has a payload wherever text may be."""
    told = {field.name: payload for field in fields(Article) if field.name != "views"}
    addressed = {
        "url": f"http://evil.example/{number}?{payload}",
        "body": f"{payload}\n一、{payload}\n第二段{payload}",
        "repairs": [payload],
    }
    return Article.from_json(told | addressed)


def keep_hostile(corpus: Corpus) -> int:
    """Fill a corpus with hostile articles, one of them with a line of a million characters; returns how many."""
    articles = [hostile_article(number, payload) for number, payload in enumerate(PAYLOADS)]
    articles.append(Article(url="http://evil.example/long", title=MEGABYTE, author=MEGABYTE, body=MEGABYTE))
    with corpus.writing():
        for article in articles:
            corpus.keep(article, source_name="evil", seen=SEEN)
    return len(articles)
