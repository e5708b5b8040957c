"""The pages a reader sees; every state of every page is a plain address, and none needs a script."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, request

from index.generations import IndexMissing, IndexOutdated
from index.ledgers.desk import Desk
from index.relating import SimilarArticle
from webui.address import Address, BadParameter, require_few, search_request
from webui.articlepage import ArticlePage
from webui.charts.runbars import lanes
from webui.current import library
from webui.homepage import home_page
from webui.language import BASICS, FIELDED, field_table
from webui.rendering import render
from webui.resultpage import ResultPage

EXAMPLES = ("诉源治理", "“全省首个”", "府院联动 破产", "法官工作室 OR 调解工作室", "巡回审判 -计划")

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    """One box, what can be found with it, and what came last."""
    return render("home.html", page=home_page(library()), examples=EXAMPLES)


@blueprint.get("/search")
def results() -> str:
    """The answer to a search; without a query every article, newest first."""
    asked = search_request(request.args)
    here = Address(asked)
    require_few(value for _, value in here.selected())
    answer = library().search(asked)
    return render("results.html", page=ResultPage(here, answer), asked=asked)


@blueprint.get("/article")
def article() -> str:
    """The kept text of one article, its outline, where it came from."""
    url = request.args.get("url", "").strip()
    if not url:
        raise BadParameter("An article page needs the article's address in “url”.")
    view = library().stacks.article(url)
    if view is None:
        abort(404, "No article is kept under this address.")
    shared = frozenset(sentence.text for sentence in Desk(library()).shared_sentences(view.document))
    dims = request.args.get("dim") == "1"
    return render("article.html", page=ArticlePage(view, shared, dims_shared=dims), similar=_similar(url))


def _similar(url: str) -> tuple[SimilarArticle, ...]:
    """Similar articles where there is an index; a page of the corpus alone has none."""
    try:
        return library().similar(url) or ()
    except (IndexMissing, IndexOutdated):
        return ()


@blueprint.get("/sources")
def sources() -> str:
    """Every source: what is kept of it and how its latest runs went, problems first, then what is missed."""
    states, now = library().sources(), datetime.now(UTC)
    missed = {state.name: days for state in states if (days := state.unvisited_days(now))}
    ordered = sorted(
        states,
        key=lambda state: (not (state.run and state.run.problem), state.name not in missed, not state.fallen),
    )
    return render("sources.html", sources=ordered, missed=missed, lanes=lanes, coverage=library().coverage())


@blueprint.get("/help")
def help_page() -> str:
    """The query language in examples."""
    return render("help.html", basics=BASICS, fielded=FIELDED, fields=field_table())
