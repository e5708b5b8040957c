"""The log as JSON, one object a line, for machines that read logs."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from crawlers.clock import written


class JsonFormatter(logging.Formatter):
    """Formats a record as one line of JSON: time, level, logger, message and, where there is one, the error."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        values = {
            "time": written(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            values["error"] = self.formatException(record.exc_info)
        return json.dumps(values, ensure_ascii=False)


def log_as_json() -> None:
    """Let everything that logs to the root's handlers do so as JSON."""
    for handler in logging.getLogger().handlers:
        handler.setFormatter(JsonFormatter())
