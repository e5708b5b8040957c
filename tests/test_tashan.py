"""The door: every command does what it says, and a mistake gets one sentence and an exit code."""

from __future__ import annotations

import fcntl
import gzip
import importlib
import json
import os
import pickle
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import warmprocess
from click.testing import CliRunner, Result
from small_brands import ALL as SMALL_BRANDS
from small_web import article_page, article_path, list_page, site_row, small_web

from index.checking import engine_line
from tashan import main

NOBODY = 65534
WIDE = {"COLUMNS": "160", "TERM": "xterm"}
URL = "http://qingrong.fjcourt.example/article/detail/2021/03/id/{}.shtml"
PAGE = """<html><head><meta charset="utf-8"><title>{title} - 青榕县人民法院</title></head><body>
<div class="location">当前位置: <a href="/">首页</a> &gt; <a href="/a">新闻中心</a> &gt; <a href="/b">法院要闻</a></div>
<div class="detail"><div class="title"><div class="b_title">{title}</div></div>
<div class="sth_a"><span>作者：林知远&nbsp;&nbsp;发布时间：2021-03-0{day} 09:10:11</span></div>
<div class="text"><p>{body}</p></div></div></body></html>"""
BODY = "近日，青榕县人民法院茶亭法庭在村口老榕树下开庭，法官带着板凳坐到当事人中间，当场调解了一起{what}纠纷。"


def run(data: Path, *args: str) -> Result:
    """Call the command line in this process."""
    return CliRunner().invoke(main, ["--data", str(data), *args], env={"TASHAN_DATA": None})


def succeed(data: Path, *args: str) -> str:
    """Call the command line and require success; returns what it printed."""
    result = run(data, *args)
    assert result.exit_code == 0, result.output
    return result.stdout


def as_nobody(command: Callable[[], Result]) -> Result:
    """Call the command line in a child without root's rights, which no mode bits stop."""
    # The child may not be able to read the interpreter's own files any more.
    importlib.import_module("crawlers.intake")
    with tempfile.TemporaryFile() as answer:
        child = os.fork()
        if not child:
            os.setresuid(NOBODY, NOBODY, NOBODY)
            result = command()
            answer.write(
                pickle.dumps((result.exit_code, result.stdout_bytes, result.stderr_bytes, result.output_bytes))
            )
            answer.flush()
            os._exit(0)
        os.waitpid(child, 0)
        answer.seek(0)
        exit_code, out, err, both = pickle.load(answer)
    return Result(CliRunner(), out, err, both, None, exit_code, SystemExit(exit_code))


def sentence(result: Result) -> str:
    """The one sentence of a failure: exit 1, one line on stderr, no traceback."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    [line] = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert line.endswith(".")
    return line


def page(day: int, what: str) -> str:
    """An article page of the sample court."""
    return PAGE.format(title=f"青榕法院巡回审理{what}纠纷", day=day, body=BODY.format(what=what))


def record(url: str, html: bytes) -> bytes:
    """A WARC record of a response, as any tool would write it."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b" % (len(html), html)
    fields = {
        "WARC-Type": "response",
        "WARC-Target-URI": url,
        "WARC-Date": "2021-04-01T00:00:00Z",
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(http)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.1\r\n%b\r\n%b\r\n\r\n" % (head.encode(), http)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A WARC file with three articles and a page that is none."""
    path = tmp_path / "pages.warc.gz"
    pages = {URL.format(day): page(day, what) for day, what in enumerate(("相邻", "山林", "茶园"), 1)}
    pages[URL.format(9)] = "<html><body>404 Not Found</body></html>"
    path.write_bytes(b"".join(gzip.compress(record(url, html.encode())) for url, html in pages.items()))
    return path


@pytest.fixture
def data(tmp_path: Path, archive: Path) -> Path:
    """A data folder into which the archive was ingested."""
    folder = tmp_path / "data"
    succeed(folder, "ingest", str(archive))
    return folder


def test_ingest_counts_what_came_and_what_was_refused(tmp_path: Path, archive: Path) -> None:
    result = run(tmp_path / "data", "ingest", str(archive))
    assert "4 records: 3 new, 0 changed, 0 same, 1 refused" in result.stdout
    assert f"refused {URL.format(9)}" in result.stderr


def test_ingesting_twice_changes_nothing(data: Path, archive: Path) -> None:
    assert "0 new, 0 changed, 3 same" in succeed(data, "ingest", str(archive))


def test_search_prints_the_contracts_json(data: Path) -> None:
    found = json.loads(succeed(data, "search", '"板凳"', "--json"))
    assert set(found) == words(
        "query total stories page took_ms partial notes also hits facets suggestion related coverage"
    )
    assert set(found["hits"][0]) == words(
        "url title court province published kind score snippet passages brands reposts"
    )
    assert set(found["hits"][0]["passages"][0]) == words("heading path role text anchor")
    assert found["total"] == 3
    assert {facet["value"] for facet in found["facets"]["year"]} == {"2021"}
    assert "<mark>板凳</mark>" in found["hits"][0]["snippet"]


def test_search_prints_lines_for_people(data: Path) -> None:
    out = succeed(data, "search", "山林")
    assert "1 articles in 1 stories" in out
    assert "青榕法院巡回审理山林纠纷" in out
    assert "<mark>" not in out


def test_search_says_where_a_page_is_none(data: Path) -> None:
    out = succeed(data, "search", "山林", "--page", "9999999999")
    assert "There is no page 9999999999: the last one is 1.\n" in out
    assert "Searched 3 articles of" in out
    assert json.loads(succeed(data, "search", "山林", "--page", "9", "--json"))["hits"] == []


def test_search_says_which_word_nobody_has_and_what_was_searched(data: Path) -> None:
    out = succeed(data, "search", "山林 海底捞月")
    assert "No article has 「海底捞月」." in out
    assert "Searched 3 articles of" in out


def test_export_prints_every_article_that_answers(data: Path) -> None:
    lines = succeed(data, "export", '"板凳"', "--format", "jsonl", "--to", "2021-03-02").splitlines()
    assert sorted(json.loads(line)["published"][:10] for line in lines) == ["2021-03-01", "2021-03-02"]
    assert len(succeed(data, "export", "--format", "gbt7714").splitlines()) == 3


def test_an_export_takes_what_a_search_takes(data: Path) -> None:
    asked = ("板凳", "--without", "recency", "--sort", "date", "--group", "none", "--no-also")
    found = [hit["url"] for hit in json.loads(succeed(data, "search", *asked, "--json"))["hits"]]
    lines = succeed(data, "export", *asked, "--format", "jsonl").splitlines()
    assert [json.loads(line)["url"] for line in lines] == found


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "docx", "bibtex", "ris", "gbt7714"])
def test_export_fills_a_file(data: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form}"
    assert succeed(data, "export", "山林", "--format", form, "-o", str(path)) == f"1 articles are in {path}.\n"
    assert path.stat().st_size > 100
    assert [*tmp_path.glob(".out*")] == []


def test_an_export_that_fails_says_why_and_leaves_no_file(data: Path, tmp_path: Path) -> None:
    said = sentence(run(data, "export", "--format", "csv", "-o", str(tmp_path / "missing" / "out.csv")))
    assert "out.csv cannot be written: No such file or directory." in said
    sentence(run(data, "export", "x" * 300, "--format", "csv", "-o", str(tmp_path / "out.csv")))
    assert not (tmp_path / "out.csv").exists()


def test_an_export_needs_a_format_that_there_is(data: Path) -> None:
    assert run(data, "export", "--format", "pdf").exit_code == 2
    assert run(data, "export").exit_code == 2


@pytest.mark.parametrize(
    ("options", "total"),
    [
        (["--year", "2021"], 3),
        (["--year", "2020"], 0),
        (["--from", "2021-03-02"], 2),
        (["--to", "2021-03-01"], 1),
        (["--column", "法院要闻"], 3),
        (["--kind", "司法调研"], 0),
        (["--form", "原创", "--form", "repost"], 3),
        (["--form", "转载"], 0),
        (["--brand", "没有这个", "--topic", "巡回审判"], 0),
        (["--has", "claims", "--scope", "全国", "--honour", "省"], 0),
        (["--role", "荣誉"], 0),
    ],
)
def test_filters_narrow(data: Path, options: list[str], total: int) -> None:
    assert json.loads(succeed(data, "search", "纠纷", "--json", *options))["total"] == total


def test_other_names_are_told_and_left_out(data: Path) -> None:
    assert "Also searched: " in succeed(data, "search", "诉服中心")
    assert "Also searched: " not in succeed(data, "search", "诉服中心", "--no-also")


def test_a_mended_query_is_told(data: Path) -> None:
    assert "Did you mean: 板凳" in succeed(data, "search", "版凳")


def test_passages_are_results_and_tell_where_they_stand(tmp_path: Path) -> None:
    lines = tmp_path / "articles.jsonl"
    body = "一、主要做法\n（一）上门\n法官上门办案。\n（二）上山\n法官上山办案。\n二、工作成效\n办案快了。"
    lines.write_text(json.dumps({"url": "http://a.example/1", "title": "下乡记", "body": body}), encoding="utf-8")
    succeed(tmp_path / "data", "ingest", str(lines))
    asked = ("search", "办案", "--group", "passage", "--role", "做法")
    found = json.loads(succeed(tmp_path / "data", *asked, "--json"))
    assert (found["total"], found["stories"]) == (1, 2)
    assert [hit["passages"][0]["path"] for hit in found["hits"]] == [
        ["一、主要做法", "（一）上门"],
        ["一、主要做法", "（二）上山"],
    ]
    assert "一、主要做法 › （二）上山" in succeed(tmp_path / "data", *asked)


def test_sort_by_date_puts_the_newest_first(data: Path) -> None:
    hits = json.loads(succeed(data, "search", "纠纷", "--sort", "date", "--json"))["hits"]
    assert [hit["published"][:10] for hit in hits] == ["2021-03-03", "2021-03-02", "2021-03-01"]


def test_json_lines_come_in_and_a_bad_line_is_named(tmp_path: Path) -> None:
    lines = tmp_path / "articles.jsonl"
    good = {"url": "http://a.example/1", "title": "法院工作", "body": "示例县人民法院推进诉源治理，设立调解室。"}
    lines.write_text(json.dumps(good, ensure_ascii=False) + "\n{broken\n", encoding="utf-8")
    said = sentence(run(tmp_path / "data", "ingest", str(lines)))
    assert "line 2" in said
    assert json.loads(succeed(tmp_path / "data", "search", "诉源治理", "--json"))["total"] == 1


def test_a_warc_cut_in_the_middle_keeps_every_whole_record(tmp_path: Path, archive: Path) -> None:
    cut = tmp_path / "cut.warc.gz"
    whole = archive.read_bytes()
    cut.write_bytes(whole[: len(whole) * 6 // 10])
    said = sentence(run(tmp_path / "data", "ingest", str(cut)))
    assert "cut.warc.gz" in said
    assert json.loads(succeed(tmp_path / "data", "search", "纠纷", "--json"))["total"] == 2


@pytest.mark.parametrize("command", [["ingest", "missing.warc"], ["extract", "missing.html", "--url", URL.format(1)]])
def test_a_missing_file_is_said(tmp_path: Path, command: list[str]) -> None:
    assert "missing" in sentence(run(tmp_path / "data", *command))


@pytest.mark.parametrize(
    "command", [["ingest", "page.html"], ["extract", "page.html", "--url", "http://a.example/1"], ["search", "x"]]
)
def test_what_may_not_be_read_is_no_wrong_usage(
    tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text("<html></html>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    assert sentence(run(tmp_path, *command))


def test_extract_shows_the_article(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(1, "相邻"), encoding="utf-8")
    article = json.loads(succeed(tmp_path / "data", "extract", str(file), "--url", URL.format(1)))
    assert set(article) == words(
        "url title subtitle court level province city county adcode published author editor source column kind topics"
        " views body sections brands claims honours figures repairs"
    )
    assert article["title"] == "青榕法院巡回审理相邻纠纷"
    assert article["published"] == "2021-03-01T09:10:11"
    assert article["author"] == "林知远"
    assert article["column"] == "法院要闻"
    assert article["body"] == BODY.format(what="相邻")


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><h1>404 Not Found</h1></body></html>",
        "<html><body><ul>"
        + "".join(f'<li><a href="/{n}">法院新闻标题第{n}条</a> 2021-01-0{n}</li>' for n in range(1, 9))
        + "</ul></body></html>",
        PAGE.format(title="只有标题", day=1, body=""),
        "",
    ],
    ids=["error page", "list page", "empty body", "empty file"],
)
def test_extract_refuses_what_is_no_article(tmp_path: Path, markup: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(markup, encoding="utf-8")
    sentence(run(tmp_path / "data", "extract", str(file), "--url", URL.format(1)))


@pytest.mark.parametrize("options", [["--encoding", "utf-8"], ["--encoding", "no-such-code"]])
def test_extract_says_that_an_encoding_is_unreadable(tmp_path: Path, options: list[str]) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(page(1, "相邻").encode("gb18030"))
    sentence(run(tmp_path / "data", "extract", str(file), "--url", URL.format(1), *options))


def test_a_data_folder_without_rights_is_said(archive: Path) -> None:
    with tempfile.TemporaryDirectory() as parent:
        Path(parent).chmod(0o755)
        folder = Path(parent, "data")
        folder.mkdir(mode=0o555)
        said = sentence(as_nobody(lambda: run(folder, "ingest", str(archive))))
        assert list(folder.iterdir()) == []
    assert "cannot be written: permission denied" in said


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert "cannot be made" in sentence(run(tmp_path / "file" / "data", "ingest", str(archive)))


def test_a_second_rebuild_at_the_same_time_is_refused(data: Path) -> None:
    with (data / "index" / "rebuild.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "rebuilt by another process" in sentence(run(data, "index", "--rebuild"))
    assert "rebuilt with 3 articles" in succeed(data, "index", "--rebuild")


def test_where_there_is_no_terminal_progress_is_lines(data: Path) -> None:
    result = run(data, "index", "--rebuild", "--processes", "1")
    assert "Indexing: 3 of 3, finishing" in result.stderr.splitlines()


def test_index_is_up_to_date_after_an_ingest(data: Path) -> None:
    assert "updated by 0 articles" in succeed(data, "index")


def test_searching_before_anything_came_is_said(tmp_path: Path) -> None:
    assert "crawl or ingest first" in sentence(run(tmp_path / "data", "search", "法院"))


@pytest.mark.parametrize(
    "options",
    [["--from", "yesterday"], ["--page", "0"], ["--size", "0"], ["x" * 300], ["--has", "hope"], ["--role", "chorus"]],
)
def test_what_cannot_be_searched_is_said(data: Path, options: list[str]) -> None:
    sentence(run(data, "search", *options))


def test_wrong_usage_exits_with_two(tmp_path: Path) -> None:
    assert run(tmp_path, "search", "--sort", "size").exit_code == 2
    assert run(tmp_path, "no-such-command").exit_code == 2


def test_platforms_are_listed() -> None:
    names = [line.split()[0] for line in succeed(Path("unused"), "platforms").splitlines()]
    assert {"chinacourt", "chinacourt_php", "hubei", "jeecms", "generic"} <= set(names)


def test_sources_tell_what_is_due(tmp_path: Path) -> None:
    rows = json.loads(succeed(tmp_path, "sources", "--json"))
    assert {"name", "platform", "court", "due", "health", "newest"} <= set(rows[0])
    assert {row["health"] for row in rows} == {"never"}
    assert rows[0]["name"] in succeed(tmp_path, "sources")


def test_an_unknown_source_is_said(tmp_path: Path) -> None:
    assert "no-such" in sentence(run(tmp_path, "crawl", "no-such"))


@pytest.mark.parametrize("share", ["0/5", "6/5", "2", "a/b", "1/0"])
def test_a_share_that_is_none_is_wrong_usage(tmp_path: Path, share: str) -> None:
    result = run(tmp_path, "crawl", "--due", "--shard", share)
    assert (result.exit_code, "is no share such as 2/5." in result.stderr) == (2, True)


def test_crawls_by_the_clock_end_with_nothing_due(tmp_path: Path) -> None:
    with small_web() as web:
        web.add("/list", list_page([web.add(article_path(1), article_page("晒谷场上的法庭"))]))
        (tmp_path / "sites.toml").write_text(site_row("court", f"{web.root}/list"), encoding="utf-8")

        def visit(*options: str) -> str:
            done = warmprocess.tashan("--data", str(tmp_path), "crawl", "court", "--due", *options)
            assert done.returncode == 0, done.stderr
            return done.stdout

        assert json.loads(visit("--log-json"))["new"] == 1
        assert visit() == "Nothing is due.\n"
        assert web.asked.count("/list") == 1


def test_the_doctor_says_of_each_part_how_it_is(data: Path, archive: Path) -> None:
    lines = succeed(data, "doctor").splitlines()
    assert lines == [
        f"engine:  {engine_line()}",
        "corpus:  good, 3 articles of 1 sources",
        "archive: good, 0 records in 0 files, 0 of 3 articles have their page there",
        "index:   good, 3 articles",
        "ledgers: good, 3 articles in 3 stories",
    ]
    (data / "archive").mkdir()
    (data / "archive" / "pages.warc.gz").write_bytes(archive.read_bytes()[:-9])
    (data / "index" / "CURRENT").unlink()
    result = run(data, "doctor")
    assert sentence(result) == "Error: Something is wrong with archive and index and ledgers."
    assert "archive: WRONG, " in result.stdout
    assert "index:   WRONG, " in result.stdout


def test_the_doctor_finds_nothing_wrong_where_nothing_is(tmp_path: Path) -> None:
    result = run(tmp_path / "data", "doctor")
    assert result.stdout == f"engine:  {engine_line()}\n"
    assert sentence(result) == f"Error: There is no corpus at {tmp_path}/data/corpus.sqlite: crawl or ingest first."


def test_serve_answers_and_ends_cleanly(data: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tashan", "--data", str(data), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split(" at ")[1].split()[0]
        assert get(f"{address}api/v1/search?q=%E5%B1%B1%E6%9E%97")["total"] == 1
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=20)
    assert (server.returncode, err) == (0, "")
    assert "Stopped." in out


def test_a_taken_port_is_said(data: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        sentence(run(data, "serve", "--port", str(taken.getsockname()[1])))


def words(names: str) -> set[str]:
    """The contract's keys, written in one line."""
    return set(names.split())


def get(url: str) -> Any:
    """Fetch JSON, trying until the server is up."""
    for _ in range(50):
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return json.load(response)
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} never answered")


def test_ctrl_c_ends_a_demo_with_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tashan", "--data", str(tmp_path), "demo", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as demo:
        assert demo.stderr is not None
        first = demo.stderr.readline()
        demo.send_signal(signal.SIGINT)
        _, rest = demo.communicate(timeout=30)
    assert "healthy" in first
    assert demo.returncode in (0, 1)
    assert "Traceback" not in rest


def test_the_demo_crawls_indexes_and_sums_up(tmp_path: Path) -> None:
    out, shown = on_a_terminal("--data", str(tmp_path), "demo", "--no-serve")
    assert re.search(r"^14 sites, \d+ pages, 70 articles, index [\d.]+ MB, [\d.]+ seconds$", out, re.MULTILINE)
    assert "Crawling the sample sites: qingrong" in shown
    assert re.search(r"Indexing.*70/70", shown)
    found = json.loads(succeed(tmp_path / "demo", "search", "板凳法庭", "--province", "福建", "--json"))
    assert found["hits"][0]["court"] == "青榕县人民法院"
    assert found["coverage"]["stale"] == []


def on_a_terminal(*args: str) -> tuple[str, str]:
    """Run `tashan` with a terminal for its progress; returns what it printed and what the terminal showed."""
    terminal, end = pty.openpty()
    command = [sys.executable, "-W", "ignore", "-m", "tashan", *args]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=end, text=True, env=os.environ | WIDE) as process:
        os.close(end)
        shown = b"".join(iter(lambda: read_terminal(terminal), b""))
        out, _ = process.communicate(timeout=60)
    os.close(terminal)
    assert process.returncode == 0
    return out, shown.decode()


def read_terminal(terminal: int) -> bytes:
    """Read some of what was shown; nothing once the other end is closed."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_page_content_does_not_steer_the_terminal(tmp_path: Path) -> None:
    lines = tmp_path / "articles.jsonl"
    hostile = {"url": "http://a.example/1", "title": "法院\x1b]0;x\x07工作", "body": "诉源治理\x1b[31m网格员巡回调解。"}
    lines.write_text(json.dumps(hostile), encoding="utf-8")
    succeed(tmp_path / "data", "ingest", str(lines))
    assert all(char.isprintable() or char == "\n" for char in succeed(tmp_path / "data", "search", "诉源治理"))


def test_a_terminal_without_chinese_gets_question_marks_and_no_traceback(data: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tashan", "--data", str(data), "search", "山林"]
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=True)
    assert b"????" in done.stdout
    assert done.stderr == b""


def test_ledgers_are_read_from_the_command_line(tmp_path: Path) -> None:
    lines = [json.dumps(article.as_json(), ensure_ascii=False) for article in SMALL_BRANDS]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    succeed(tmp_path, "ingest", str(tmp_path / "articles.jsonl"))
    assert "竹排法庭 (站点)" in succeed(tmp_path, "brands", "竹排")
    assert json.loads(succeed(tmp_path, "brands", "--year", "2016", "--json"))[0]["name"] == "竹排法庭"
    assert succeed(tmp_path, "brands", "--type", "工作室") == ""
    shown = succeed(tmp_path, "brand", "竹排法庭")
    assert "联络员: 2016: 36名, 2018: 128名" in shown
    assert "《关于规范“竹排法庭”工作的实施意见》" in shown
    assert json.loads(succeed(tmp_path, "brand", "“竹排法庭”", "--json"))["owner"] == "长汀县人民法院"
    assert "is used as a name by 长汀县人民法院" in succeed(tmp_path, "check", "竹排法庭")
    assert json.loads(succeed(tmp_path, "check", "月亮车", "--json"))["taken"] is False
    firsts = [json.loads(line) for line in succeed(tmp_path, "ledger", "firsts", "--year", "2016").splitlines()]
    assert [(row["word"], len(row["contradicts"])) for row in firsts] == [("首创", 1)]
    planned = succeed(tmp_path, "ledger", "figures", "--status", "planned", "--about", "案件").splitlines()
    assert [json.loads(line)["number"] for line in planned] == ["120"]
    succeed(tmp_path, "ledger", "figures", "--format", "csv", "-o", str(tmp_path / "figures.csv"))
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8").startswith("\ufeffnumber,")
    assert "@online{" in succeed(tmp_path, "brand", "竹排法庭", "--format", "bibtex")
    assert succeed(tmp_path, "brands", "--year", "2016", "--format", "gbt7714").count("[EB/OL]") == 1
    assert json.loads(succeed(tmp_path, "courts", "长汀"))["name"] == "长汀县人民法院"
    parts = [json.loads(line)["part"] for line in succeed(tmp_path, "court", "长汀法院").splitlines()]
    assert {"years", "brands", "firsts", "honours"} <= set(parts)
    succeed(tmp_path, "court", "长汀法院", "武平县人民法院", "--format", "docx", "-o", str(tmp_path / "two.docx"))
    assert (tmp_path / "two.docx").read_bytes().startswith(b"PK")


def test_a_brand_that_nobody_has_is_a_mistake_in_one_sentence(tmp_path: Path) -> None:
    article = json.dumps(SMALL_BRANDS[0].as_json(), ensure_ascii=False)
    (tmp_path / "articles.jsonl").write_text(article, encoding="utf-8")
    succeed(tmp_path, "ingest", str(tmp_path / "articles.jsonl"))
    for args in (("brand", "无此名"), ("brand", "。"), ("check", "长" * 61)):
        result = run(tmp_path, *args)
        assert result.exit_code == 1
        assert re.fullmatch(r"Error: [^\n]+\.\n", result.stderr)
