"""The API describes itself: an OpenAPI 3.1 document and a page to read, both from the operations that there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version

from flask import Blueprint, Flask, Response, current_app

from webui import schemas
from webui.operations import Operation, Parameter, described, operation_of
from webui.rendering import render
from webui.schemas import Schema
from webui.translating import CHINESE
from webui.validators import is_had, tag_of, tagged

PREFIX = "/api/v1/"
PROBLEMS = {
    "400": (
        "有参数的值不合要求，或这一操作没有这个参数。",
        "A parameter has a value that it cannot have, or is none of this operation.",
    ),
    "404": ("这个地址下没有收录。", "Nothing is kept under this address."),
    "429": (
        "请求太频繁；Retry-After 写明要等几秒。",
        "Too many requests; Retry-After says how many seconds to wait.",
    ),
    "503": ("没有可用的索引。", "There is no index that can be searched."),
}
NOT_MODIFIED = "The answer is still what If-None-Match names."
ABOUT = (
    "Read-only search over the public news of Chinese courts. Errors are problem JSON (RFC 9457). Answers carry a weak"
    " ETag that changes with the index; send it back as If-None-Match. Keys may be added, never removed."
)

blueprint = Blueprint("openapi", __name__)


@blueprint.get(f"{PREFIX}openapi.json")
@described(
    Operation(
        name="describe",
        chinese="本接口的 OpenAPI 说明",
        english="This API as an OpenAPI document.",
        answers=schemas.DOCUMENT,
    )
)
def describe() -> Response:
    """This API as an OpenAPI document."""
    text = json.dumps(document(current_app), ensure_ascii=False)
    tag = tag_of(text)
    return tagged(Response() if is_had(tag) else Response(text, mimetype="application/json"), tag)


@blueprint.get("/api", defaults=CHINESE)
def page() -> str:
    """The API for people to read."""
    return render("api.html", operations=dict(operations(current_app)), problems=PROBLEMS)


def operations(app: Flask) -> Iterator[tuple[str, Operation]]:
    """Iterate over the address and the operation of all that the API has, by address."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        operation = operation_of(app.view_functions[rule.endpoint])
        if operation:
            yield rule.rule, operation


def document(app: Flask) -> Schema:
    """The OpenAPI document of an application."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tashan",
            "version": version("tashan"),
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {address: {"get": _told(operation)} for address, operation in operations(app)},
        "components": {"schemas": {"Problem": schemas.PROBLEM}},
    }


def _told(operation: Operation) -> Schema:
    usual = [status for status in PROBLEMS if status != "404" or operation.may_miss]
    return {
        "operationId": operation.name,
        "summary": operation.english,
        "description": operation.chinese,
        "parameters": [_parameter(each) for each in operation.takes],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": {"ETag": {"schema": schemas.TEXT}},
                "content": _content(operation),
            },
            "304": {"description": NOT_MODIFIED},
            **{status: _problem(PROBLEMS[status][1]) for status in usual},
            "default": _problem("Any other failure."),
        },
    }


def _content(operation: Operation) -> Schema:
    told = {} if operation.answers is None else {"application/json": {"schema": operation.answers}}
    return told | {media_type: {"schema": schemas.FILE} for media_type in operation.files}


def _parameter(parameter: Parameter) -> Schema:
    many = schemas.a_list(parameter.schema) | {"maxItems": parameter.most}
    if parameter.fewest:
        many |= {"minItems": parameter.fewest, "uniqueItems": True}
    schema = many if parameter.many else parameter.schema
    told: Schema = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{parameter.english} {parameter.chinese}",
        "schema": schema,
    }
    return told | ({"example": parameter.example} if parameter.example else {})


def _problem(description: str) -> Schema:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": description, "content": content}
