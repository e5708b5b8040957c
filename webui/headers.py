"""The headers of every response: what a browser may do with it, and that search engines shall not list it."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, abort, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# Named only where the connection is sealed: on a plain one browsers ignore it, and it must not outlive a trial.
SEALED = "max-age=31536000"
LISTED = frozenset({"pages.home", "pages.help_page", "static"})


def install(app: Flask) -> None:
    """Put the headers on every response of an application, its error pages included, and want a name of the server."""
    app.before_request(_require_host)
    app.after_request(_guarded)


def listed() -> bool:
    """Whether search engines may list the page that is being served."""
    return request.endpoint in LISTED


def _require_host() -> None:
    """Refuse a request under a name that no server can have: the addresses in its answer would lead nowhere."""
    if not request.host:
        abort(HTTPStatus.BAD_REQUEST, "The request does not name a server that there can be.")


def _guarded(response: Response) -> Response:
    response.headers.update(ALWAYS)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = SEALED
    if not listed() or response.status_code >= HTTPStatus.BAD_REQUEST:
        response.headers["X-Robots-Tag"] = "noindex"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-cache")
    return response
