"""A small web on loopback for crawls in tests: chinacourt pages written in one line, and what was asked for."""

from __future__ import annotations

import json
import sys
import threading
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from warmprocess import python

from index.runs import Run

ROOT = Path(__file__).resolve().parent.parent
PROSE = (
    "青溪法院把小额案件的庭审搬到了村口的晒谷场上，法官说事说理，群众听得明白。"
    "全年调解纠纷一百二十件，当场履行九十七件。"
)

_CRAWL = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from crawlers.jobs import Interrupted, crawl
from index.datafolder import DataFolder
asked = json.loads(sys.argv[1])
try:
    runs = crawl(DataFolder(Path(asked["folder"])), asked["names"], sites=[Path(asked["table"])],
                 overrides=asked["overrides"], **asked["bounds"])
except Interrupted as error:
    runs = error.runs
print(json.dumps([asdict(run) for run in runs]))
"""


@dataclass(slots=True)
class Reply:
    """What a path answers; ``seconds`` before it does."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    seconds: float = 0.0


@dataclass(slots=True)
class SmallWeb:
    """One server; ``asked`` lists the paths that were asked for, in order, ``posted`` the forms that were sent.

    Where it is ``validated``, every page has an ETag, and one that has not changed is answered by 304.
    """

    replies: dict[str, Reply]
    asked: list[str] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)
    validated: bool = False
    port: int = 0

    @property
    def root(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def add(self, path: str, text: str, **more: float | int) -> str:
        """Publish a page; returns its path."""
        self.replies[path] = Reply(text.encode(), **more)  # type: ignore[arg-type]
        return path


@contextmanager
def small_web() -> Iterator[SmallWeb]:
    """Serve a small web for as long as the context lasts."""
    web = SmallWeb({})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 64 * 1024

        def do_GET(self) -> None:
            self.answer(self.path)

        def do_POST(self) -> None:
            web.posted.append(self.rfile.read(int(self.headers["Content-Length"])).decode("ascii"))
            self.answer(f"POST {self.path}")

        def answer(self, asked: str) -> None:
            web.asked.append(asked)
            reply = web.replies.get(asked) or Reply(b"nothing there", 404)
            time.sleep(reply.seconds)
            etag = f'"{zlib.crc32(reply.body)}"'
            if web.validated and self.headers.get("If-None-Match") == etag:
                reply = Reply(status=304)
            self.send_response(reply.status)
            if web.validated:
                self.send_header("ETag", etag)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        web.port = server.server_port
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield web
        server.shutdown()


def article_path(number: int) -> str:
    """The path of an article."""
    return f"/article/detail/2024/05/id/{number}.shtml"


def article_page(title: str, *, prose: str = PROSE) -> str:
    """An article in chinacourt's markup."""
    return (
        f"<html><head><title>{title}-青溪县人民法院</title></head><body>"
        '<div class="location">当前位置：首页 &gt; 新闻中心 &gt; 图片新闻</div>'
        f'<div class="detail"><div class="title"><div class="b_title">{title}</div>'
        '<div class="sth_a"><span>作者：林知远 发布时间：2024-05-06 09:20:31</span></div></div>'
        f'<div class="text"><p>　　{title}。{prose}</p><p>　　{prose[::-1]}</p></div></div></body></html>'
    )


def list_page(paths: Sequence[str], following: str = "", day: str = "") -> str:
    """A list in chinacourt's markup, its articles all of one day."""
    right = f'<span class="right">{day}</span>'
    links = "".join(f'<li><span class="left"><a href="{path}" title="t">文章</a></span>{right}</li>' for path in paths)
    pager = f'<a href="{following}">下一页</a>' if following else ""
    return (
        f'<html><body><div id="list"><ul>{links}</ul><div class="paginationControl">{pager}</div></div></body></html>'
    )


def site_row(name: str, *start_urls: str, expects: int = 1, **more: object) -> str:
    """One [[site]] of a table, which may be on loopback unless other hosts are named."""
    more = {"hosts": ["127.0.0.1"], **more}
    rows = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in more.items())
    return (
        f'[[site]]\nname = "{name}"\nplatform = "chinacourt"\ncourt = "青溪县人民法院"\nprovince = "福建"\n'
        f"start_urls = {json.dumps(start_urls)}\nexpects = {expects}\ndelay = 0\n{rows}"
    )


def crawl_command(
    folder: Path,
    table: Path,
    names: Sequence[str] = (),
    *,
    bounds: Mapping[str, object] | None = None,
    **overrides: object,
) -> list[str]:
    """The command that crawls in a process of its own, since a reactor runs only once."""
    return [sys.executable, "-c", _CRAWL, _asked(folder, table, names, bounds or {}, **overrides)]


def _asked(folder: Path, table: Path, names: Sequence[str], bounds: Mapping[str, object], **overrides: object) -> str:
    return json.dumps(
        {"folder": str(folder), "table": str(table), "names": names, "bounds": bounds, "overrides": overrides}
    )


def runs_of(output: str) -> dict[str, Run]:
    """The runs that a crawl printed, by source."""
    return {values["source_name"]: Run(**values) for values in json.loads(output)}


def crawled(folder: Path, table: Path, names: Sequence[str] = (), **bounds: object) -> dict[str, Run]:
    """Crawl to the end, bounded by ``limit``, ``since`` or ``sweep``; returns the runs by source."""
    done = python(_CRAWL, _asked(folder, table, names, bounds), timeout=60)
    assert done.returncode == 0, done.stderr
    return runs_of(done.stdout)
