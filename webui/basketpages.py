"""The basket (素材夹): collected in a signed cookie, shared as an address, kept by nobody."""

from __future__ import annotations

import io
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast
from urllib.parse import SplitResult, quote, urlsplit

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response as AnyResponse

from index.basket import Basket, BasketError, Heading, heading
from index.collected import Collected, PassageId, State
from index.exporting.clippings import FORMS
from webui.address import BadParameter, number_in
from webui.current import library, library_of
from webui.downloads import sent
from webui.rendering import render

COOKIE = "basket"
KEPT_SECONDS = 30 * 24 * 3600
MOST_BYTES = 8192
CHANGES = ("remove", "up", "down", "heading", "take", "clear")

blueprint = Blueprint("basket", __name__)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a basket's page: its place, and a heading or a passage as it stands now."""

    at: int
    heading: Heading | None
    passage: Collected | None


@dataclass(frozen=True, slots=True)
class BasketPage:
    """A basket with what stands behind its names; ``is_own`` where it is the reader's and may be changed."""

    basket: Basket
    lines: tuple[Line, ...]
    is_own: bool


def install(app: Flask) -> None:
    """Let every page of an application tell how many passages the reader's basket has, those of failures included."""
    app.extensions[COOKIE] = URLSafeSerializer(library_of(app).secret, salt=COOKIE)
    app.context_processor(lambda: {"in_basket": own_basket().passages})
    app.after_request(_varied)


@blueprint.get("/basket")
def basket() -> str:
    """The reader's own basket, or one that an address holds."""
    shown = _shared() if "b" in request.args else own_basket()
    return render("basket.html", page=basket_page(shown, is_own="b" not in request.args), forms=tuple(FORMS))


@blueprint.post("/basket/add")
def add() -> AnyResponse:
    """Add one passage by its name, and go back to the place of the page that it was found at."""
    _require_own_form()
    written, _, place = request.form.get("add", "").partition(" ")
    named = PassageId.parse(written)
    (found,) = library().stacks.collected([named])
    if found.state is not State.SAME:
        abort(HTTPStatus.NOT_FOUND, "There is no such passage.")
    return _kept(own_basket().having(named), _back(place))


@blueprint.post("/basket")
def change() -> AnyResponse:
    """Change the reader's basket and show it."""
    _require_own_form()
    return _kept(_changed(own_basket()), url_for("basket.basket"))


@blueprint.get("/basket/export")
def export() -> Response:
    """A basket as a document with footnotes."""
    form = FORMS.get(request.args.get("format", ""))
    if form is None:
        raise BadParameter(f"“format” is one of {', '.join(FORMS)}.")
    lines = basket_page(_shared(), is_own=False).lines
    out = io.BytesIO()
    form.write((line.heading or line.passage for line in lines), out)  # type: ignore[misc]
    out.seek(0)
    return sent(out, form.media_type, f"tashan-basket{form.suffix}")


def basket_page(shown: Basket, *, is_own: bool) -> BasketPage:
    """Look up every passage of a basket."""
    found = iter(library().stacks.collected(shown.passages))
    lines = tuple(
        Line(at, entry, None) if isinstance(entry, Heading) else Line(at, None, next(found))
        for at, entry in enumerate(shown.entries)
    )
    return BasketPage(shown, lines, is_own)


def own_basket() -> Basket:
    """The basket of the reader's cookie; an empty one where there is none, or none of ours."""
    kept = request.cookies.get(COOKIE)
    if not kept:
        return Basket()
    try:
        return Basket.parse(_signer().loads(kept))
    except (BadSignature, BasketError, TypeError, AttributeError):
        return Basket()


def _changed(known: Basket) -> Basket:
    change, at = request.form.get("change", ""), number_in(request.form, "at", usual=0)
    match change:
        case "remove":
            return known.without(at)
        case "up":
            return known.moved(at, at - 1)
        case "down":
            return known.moved(at, at + 1)
        case "heading":
            return known.having(heading(request.form.get("text", "")))
        case "take":
            return Basket.parse(request.form.get("b", ""))
        case "clear":
            return Basket()
    raise BadParameter(f"“change” is one of {', '.join(CHANGES)}.")


def _varied(response: Response) -> Response:
    """No cache may show one reader's basket, or its count, to another."""
    if response.mimetype == "text/html":
        response.vary.add("Cookie")
        if COOKIE in request.cookies or "Set-Cookie" in response.headers:
            response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def _shared() -> Basket:
    return Basket.parse(request.args.get("b", ""))


def _require_own_form() -> None:
    """Refuse what another site's page sends in the reader's name, and bodies that no form of ours has."""
    request.max_content_length = MOST_BYTES
    origin = request.headers.get("Origin")
    if request.headers.get("Sec-Fetch-Site") == "cross-site" or (origin and _split(origin).netloc != request.host):
        abort(HTTPStatus.FORBIDDEN, "Baskets are changed from the pages of this server.")


def _kept(changed: Basket, target: str) -> AnyResponse:
    """Lead on to a page, the basket in a cookie that no script reads and no other site sends."""
    answer = redirect(target, HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        COOKIE,
        _signer().dumps(str(changed)),
        max_age=KEPT_SECONDS,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _back(place: str) -> str:
    """A place of the page of this server that the form was on; the basket where the browser does not say."""
    came_from = _split(request.referrer or "")
    if came_from.netloc != request.host or not came_from.path.startswith("/"):
        return url_for("basket.basket")
    # Two slashes at the beginning would name another server.
    path = f"/{came_from.path.lstrip('/')}"
    return came_from._replace(scheme="", netloc="", path=path, fragment=quote(place)).geturl()


def _split(address: str) -> SplitResult:
    """The parts of an address; none of them where it is no address."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _signer() -> URLSafeSerializer:
    return cast(URLSafeSerializer, current_app.extensions[COOKIE])
