from __future__ import annotations

import io
import json
import logging

from crawlers.jsonlog import JsonFormatter, log_as_json


def logged(error: Exception | None = None) -> dict[str, str]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger = logging.Logger("qingxi")
    logger.addHandler(handler)
    try:
        if error:
            raise error
        logger.warning("%s: 没有正文", "http://a.cn/1")
    except Exception:
        logger.exception("It broke off")
    (line,) = stream.getvalue().splitlines()
    values: dict[str, str] = json.loads(line)
    return values


def test_a_record_is_one_line_of_json() -> None:
    values = logged()
    assert values.pop("time").endswith("Z")
    assert values == {"level": "warning", "logger": "qingxi", "message": "http://a.cn/1: 没有正文"}


def test_an_error_is_told_in_the_same_line() -> None:
    assert "ValueError: no way" in logged(ValueError("no way"))["error"]


def test_all_that_logs_does_so_as_json() -> None:
    root, handler = logging.getLogger(), logging.NullHandler()
    before = [(each, each.formatter) for each in root.handlers]
    root.addHandler(handler)
    log_as_json()
    assert isinstance(handler.formatter, JsonFormatter)
    root.removeHandler(handler)
    for each, formatter in before:
        each.setFormatter(formatter)
