"""The same answers as JSON, below /api/v1."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, abort, jsonify, request

from webui import schemas
from webui.address import BadParameter, search_request
from webui.current import library
from webui.operations import ALSO, FILTERS, PAGING, QUERY, TYPED, URL, Operation, described
from webui.validators import is_had, search_tag, tag_of, tagged

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/v1/search")
@described(
    Operation(
        name="search",
        chinese="检索，与结果页同样的答案",
        english="The answer to a search.",
        answers=schemas.SEARCH,
        takes=(QUERY, *FILTERS, ALSO, *PAGING),
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
    url = request.args.get("url", "")
    if not url:
        raise BadParameter("“url” is needed: the address of an article.")
    view = library().article(url)
    if view is None:
        abort(404, "No article is kept under this address.")
    return tagged(jsonify(view.as_json()), tag_of(library().generation, str(view.kept.revision)))


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
