"""What a reader is told when a request fails: a page, or problem JSON below /api, never a traceback."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, current_app, jsonify, request
from werkzeug.exceptions import HTTPException, default_exceptions

from index.basket import BasketError
from index.collected import UnknownPassage
from index.errors import TashanError
from index.generations import IndexMissing, IndexOutdated
from index.ledgers.desk import UnknownBrand, UnknownCourt
from index.query import QueryError
from webui.address import BadParameter
from webui.rendering import render

UNKNOWN = "The server failed on this request; it has been written to its log."
OF_READER = (QueryError, BadParameter, BasketError, UnknownPassage)
UNKNOWN_NAME = (UnknownBrand, UnknownCourt)
OF_OPERATOR = (IndexMissing, IndexOutdated)


def install(app: Flask) -> None:
    """Answer every failure of an application with one clear sentence."""
    app.register_error_handler(TashanError, _told)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Exception, _failed)


def problem(status: HTTPStatus, detail: str) -> Response:
    """One failure as a response, its form after the address that was asked for."""
    machine = request.path.startswith("/api/") or request.path == "/healthz"
    response = _as_json(status, detail) if machine else _as_page(status, detail)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def _told(error: TashanError) -> Response:
    if isinstance(error, UNKNOWN_NAME):
        return problem(HTTPStatus.NOT_FOUND, str(error))
    if isinstance(error, OF_READER):
        return problem(HTTPStatus.BAD_REQUEST, str(error))
    if not isinstance(error, OF_OPERATOR):
        current_app.logger.error("%s", error)
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))


def _refused(error: HTTPException) -> Response:
    answer = problem(HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR), error.description or "")
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def _failed(error: Exception) -> Response:
    current_app.logger.error("Unexpected failure.", exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, UNKNOWN)


def _as_json(status: HTTPStatus, detail: str) -> Response:
    response = jsonify({"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail})
    response.mimetype = "application/problem+json"
    return response


def _as_page(status: HTTPStatus, detail: str) -> Response:
    # What the framework says of every such request, the page says better.
    usual = default_exceptions[status].description if status in default_exceptions else ""
    return Response(render("problem.html", status=int(status), detail="" if detail == usual else detail))
