"""The same answers as JSON, below /api/v1."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, BinaryIO

from flask import Blueprint, Response, abort, jsonify, request

from index.articleview import ArticleView
from index.exporting.articles import Articles
from index.exporting.formats import FORMATS
from index.ledgers.desk import Desk
from webui import schemas
from webui.address import BadParameter, search_request
from webui.current import library
from webui.downloads import chosen_format, download
from webui.operations import FILTERS, FORMAT, ORDER, PAGING, QUERY, TYPED, URL, Operation, described
from webui.validators import is_had, search_tag, tag_of, tagged

# Seconds to find what is exported.
BUDGET = 10.0

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/v1/search")
@described(
    Operation(
        name="search",
        chinese="检索，与结果页同样的答案",
        english="The answer to a search.",
        answers=schemas.SEARCH,
        takes=(QUERY, *FILTERS, *PAGING),
    )
)
def search() -> Response:
    """The answer to a search; parameters as on the results page."""
    asked = search_request(request.args)
    tag = search_tag()
    if is_had(tag):
        return tagged(Response(), tag)
    results = library().search(asked)
    response = jsonify(results.as_json())
    return response if results.partial else tagged(response, tag)


@blueprint.get("/api/v1/suggest")
@described(
    Operation(
        name="suggest",
        chinese="边输入边提示：法院和标题，汉字、拼音或首字母均可",
        english="What a query may become, typed so far in characters, pinyin or its first letters.",
        answers=schemas.SUGGESTIONS,
        takes=(TYPED,),
    )
)
def suggest() -> Response:
    """What ``q`` may become, typed so far in characters, pinyin or its first letters: courts, then titles."""
    typed = request.args.get("q", "")
    suggestions = [asdict(suggestion) for suggestion in library().suggest(typed)]
    return tagged(jsonify({"query": typed, "suggestions": suggestions}), tag_of(library().generation))


@blueprint.get("/api/v1/export")
@described(
    Operation(
        name="export",
        chinese="全部结果，给成一个文件",
        english="Every article that answers a search, as a file.",
        answers=None,
        files=tuple(sorted({form.media_type for form in FORMATS.values()})),
        takes=(FORMAT, QUERY, *FILTERS, *ORDER),
    )
)
def export() -> Response:
    """Every article that answers a search as a file in the ``format`` asked for; other parameters as for a search."""
    form, asked, held = chosen_format(request.args), search_request(request.args), library()

    def write(out: BinaryIO) -> None:
        with held.every(asked, budget=BUDGET) as entries:
            form.write(Articles(entries), out)

    return download(write, form, asked.query)


@blueprint.get("/api/v1/articles")
@described(
    Operation(
        name="article",
        chinese="一篇文章的全部字段",
        english="All fields of one article.",
        answers=schemas.ARTICLE,
        takes=(URL,),
        may_miss=True,
    )
)
def articles() -> Response:
    """The article kept under ``url``."""
    view = _article()
    return _tagged(jsonify(view.as_json() | _shared(view)), view)


@blueprint.get("/api/v1/shared")
@described(
    Operation(
        name="shared",
        chinese="一篇文章里几家法院都有的套话",
        english="The sentences of one article that several courts have.",
        answers=schemas.SHARED,
        takes=(URL,),
        may_miss=True,
    )
)
def shared() -> Response:
    """The sentences of the article kept under ``url`` that several courts have."""
    view = _article()
    return _tagged(jsonify({"url": view.article.url} | _shared(view)), view)


@blueprint.get("/api/v1/similar")
@described(
    Operation(
        name="similar",
        chinese="与一篇文章相似的别的报道，及共有的关键词",
        english="The articles of other stories most like one, and the telling words that they share.",
        answers=schemas.SIMILAR,
        takes=(URL,),
        may_miss=True,
    )
)
def similar() -> Response:
    """The articles of other stories that are most like the one kept under ``url``."""
    view = _article()
    found = library().similar(view.article.url) or ()
    return _tagged(jsonify({"url": view.article.url, "similar": [article.as_json() for article in found]}), view)


def _article() -> ArticleView:
    """The article that the address names; answers 404 where none is kept."""
    url = request.args.get("url", "")
    if not url:
        raise BadParameter("“url” is needed: the address of an article.")
    view = library().stacks.article(url)
    if view is None:
        abort(404, "No article is kept under this address.")
    return view


def _shared(view: ArticleView) -> dict[str, list[dict[str, Any]]]:
    return {"shared": [sentence.as_json() for sentence in Desk(library()).shared_sentences(view.document)]}


def _tagged(response: Response, view: ArticleView) -> Response:
    return tagged(response, tag_of(library().generation, str(view.kept.revision)))


@blueprint.get("/api/v1/sources")
@described(
    Operation(
        name="sources",
        chinese="每个来源：收录情况与最近一次采集",
        english="Every source, what is kept of it and its latest run.",
        answers=schemas.SOURCES,
    )
)
def sources() -> Response:
    """Every source, what is kept of it and its latest run."""
    told = {"sources": [asdict(state) for state in library().sources()]}
    return tagged(jsonify(told), tag_of(str(told)))
