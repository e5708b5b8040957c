from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from small_web import PROSE, article_page, article_path, list_page, site_row
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers import intake
from crawlers.intake import IncompleteIntake, Intake, ingest
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.errors import TashanError
from index.kept import KeptArticle

HOST = "http://fj.ytxrmfy.gov.cn"
OTHER = "http://qingxi.court.gov.cn"


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data").prepared()


def record(
    url: str, body: str | bytes, *, status: str = "200 OK", date: str = "2024-05-06T01:20:31Z", kind: str = "text/html"
) -> bytes:
    """One zipped response record."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")
    payload = body.encode() if isinstance(body, str) else body
    answer = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(payload),
            length=len(payload),
            http_headers=answer,
            warc_headers_dict={"WARC-Date": date},
        )
    )
    return buffer.getvalue()


def archive(path: Path, *records: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(records))
    return path


def lines(path: Path, *values: Any) -> Path:
    path.write_text("".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values), encoding="utf-8")
    return path


def kept(data: DataFolder, url: str) -> KeptArticle:
    with Corpus.open(data.corpus, read_only=True) as corpus:
        found = corpus.get(url)
    assert found is not None
    return found


def articles(*numbers: int, host: str = HOST) -> list[bytes]:
    return [record(f"{host}{article_path(number)}", article_page(f"第{number}篇")) for number in numbers]


def test_an_article_of_several_pages_is_joined_from_its_archive(data: DataFolder, tmp_path: Path) -> None:
    first = f"{HOST}{article_path(1)}"
    second = first.replace(".shtml", "_2.shtml")
    pages = {
        first: article_page("第1篇", prose="这是开头的一页，写的是法官走进村庄，说事说理。")
        + f"<a href='{second}'>2</a>",
        second: article_page("第1篇", prose="这是末尾的一页，写的是群众听得明白，当场履行。")
        + f"<a href='{first}'>1</a>",
    }
    both = [record(url, body) for url, body in pages.items()]
    done = ingest(data, [archive(tmp_path / "a.warc.gz", both[0], *articles(2), both[1])])
    assert (done.records, done.new) == (3, 2)
    found = kept(data, first).article
    assert found.repairs == ()
    assert 0 < found.body.index("这是开头") < found.body.index("这是末尾")


def test_an_article_whose_parts_are_missing_says_so(data: DataFolder, tmp_path: Path) -> None:
    url = f"{HOST}{article_path(1)}"
    body = article_page("第1篇") + f"<a href='{url.replace('.shtml', '_2.shtml')}'>下一页</a>"
    ingest(data, [archive(tmp_path / "a.warc.gz", record(url, body))])
    assert kept(data, url).article.repairs == ("missing-parts",)


def test_the_articles_of_an_archive_are_kept_under_their_source(data: DataFolder, tmp_path: Path) -> None:
    done = ingest(data, [archive(tmp_path / "a.warc.gz", *articles(1, 2))])
    assert (done.records, done.new, done.articles, done.refused) == (2, 2, 2, ())
    found = kept(data, f"{HOST}{article_path(1)}")
    assert (found.source_name, found.first_seen) == ("yongtai", "2024-05-06T01:20:31Z")
    assert (found.article.title, found.article.court) == ("第1篇", "永泰县人民法院")


def test_a_host_that_nobody_knows_is_its_own_source(data: DataFolder, tmp_path: Path) -> None:
    ingest(data, [archive(tmp_path / "a.warc.gz", *articles(1, host=OTHER))])
    found = kept(data, f"{OTHER}{article_path(1)}")
    assert (found.source_name, found.show, found.article.title) == ("qingxi.court.gov.cn", "text", "第1篇")


def test_pages_of_the_national_portal_are_shown_as_snippets(data: DataFolder, tmp_path: Path) -> None:
    ingest(data, [archive(tmp_path / "a.warc.gz", *articles(1, host="https://gy.chinacourt.org"))])
    assert kept(data, f"https://gy.chinacourt.org{article_path(1)}").show == "snippet"


def test_the_operators_sites_are_known(data: DataFolder, tmp_path: Path) -> None:
    data.sites.write_text(site_row("qingxi", f"{OTHER}/").replace("delay = 0", "delay = 2"), encoding="utf-8")
    ingest(data, [archive(tmp_path / "a.warc.gz", *articles(1, host=OTHER))])
    found = kept(data, f"{OTHER}{article_path(1)}")
    assert (found.source_name, found.article.court) == ("qingxi", "青溪县人民法院")


def test_what_is_no_article_is_refused_with_its_reason(data: DataFolder, tmp_path: Path) -> None:
    listing = record(f"{HOST}/article/index/id/MzAwNDAwMjAwNiACAAA%3D.shtml", list_page([article_path(1)] * 9))
    noise = record(f"{HOST}/picture.shtml", bytes(range(256)) * 20)
    done = ingest(data, [archive(tmp_path / "a.warc.gz", listing, noise, *articles(1))])
    assert (done.records, done.new) == (3, 1)
    assert [url.removeprefix(HOST)[:9] for url, _ in done.refused] == ["/article/", "/picture."]
    assert all(reason.endswith(".") for _, reason in done.refused)


def test_only_whole_pages_are_read(data: DataFolder, tmp_path: Path) -> None:
    url = f"{HOST}{article_path(1)}"
    parts = [
        record(url, article_page("挪走了"), status="301 Moved"),
        record(url, article_page("出错了"), status="404 Not Found"),
        record(url, article_page("图片"), kind="image/png"),
    ]
    done = ingest(data, [archive(tmp_path / "a.warc.gz", *parts)])
    assert (done.records, done.articles, done.refused) == (3, 0, ())


def test_a_folder_is_searched_for_archives_to_its_depth(data: DataFolder, tmp_path: Path) -> None:
    archive(tmp_path / "in" / "deep" / "a.warc.gz", *articles(1))
    archive(tmp_path / "in" / "b.warc", *articles(2))
    (tmp_path / "in" / "notes.txt").write_text("no archive")
    assert ingest(data, [tmp_path / "in"]).new == 2


def test_ingesting_again_changes_nothing(data: DataFolder, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", *articles(1, 2))
    ingest(data, [path])
    with Corpus.open(data.corpus, read_only=True) as corpus:
        revision = corpus.revision
    assert ingest(data, [path]).same == 2
    with Corpus.open(data.corpus, read_only=True) as corpus:
        assert corpus.revision == revision


def test_an_older_copy_never_replaces_a_newer_one(data: DataFolder, tmp_path: Path) -> None:
    url = f"{HOST}{article_path(1)}"
    newer = record(url, article_page("新的标题"), date="2024-06-01T00:00:00Z")
    older = record(url, article_page("旧的标题"), date="2024-05-01T00:00:00Z")
    done = ingest(data, [archive(tmp_path / "a.warc.gz", newer, older)])
    assert (done.new, done.same) == (1, 1)
    assert kept(data, url).article.title == "新的标题"


def test_a_cut_archive_keeps_every_whole_record_and_says_so(data: DataFolder, tmp_path: Path) -> None:
    first, second, third = articles(1, 2, 3)
    cut = archive(tmp_path / "a.warc.gz", first, second, third[:-30])
    other = archive(tmp_path / "b.warc.gz", *articles(4))
    complaint = r"a\.warc\.gz is damaged at byte \d+: the file ends inside a record\.$"
    with pytest.raises(IncompleteIntake, match=complaint) as caught:
        ingest(data, [cut, other])
    assert caught.value.intake.new == 3
    assert kept(data, f"{HOST}{article_path(4)}").article.title == "第4篇"


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("none.warc.gz", "cannot be read: No such file or directory."),
        ("empty", "holds no WARC files."),
        ("text.txt", "is damaged at byte 0: no WARC record begins there."),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data: DataFolder, tmp_path: Path, name: str, complaint: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("some text")
    with pytest.raises(TashanError, match=r"\.$") as caught:
        ingest(data, [tmp_path / name, archive(tmp_path / "a.warc.gz", *articles(1))])
    assert str(caught.value).endswith(complaint)
    assert name in str(caught.value)
    assert kept(data, f"{HOST}{article_path(1)}")


def test_several_complaints_are_counted(data: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(IncompleteIntake, match=r"x cannot be read.*\. So are 2 more of what was given\.") as caught:
        ingest(data, [tmp_path / "x", tmp_path / "y", tmp_path / "z"])
    assert len(caught.value.intake.damage) == 3


def test_batches_are_reported_as_they_are_kept(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 2)
    heard: list[Intake] = []
    ingest(data, [archive(tmp_path / "a.warc.gz", *articles(1, 2, 3))], heard.append)
    assert [done.articles for done in heard] == [2, 3]


def test_lines_of_json_are_kept(data: DataFolder, tmp_path: Path) -> None:
    line = {
        "url": f"{OTHER.upper()}/news/1.html#top",
        "title": "一篇文章",
        "body": f"{PROSE}\n{PROSE}",
        "author": "林知远",
        "published": "2024-05-06",
        "mood": "good",
    }
    done = ingest(data, [lines(tmp_path / "a.jsonl", line)])
    assert (done.records, done.new) == (1, 1)
    found = kept(data, f"{OTHER}/news/1.html")
    assert (found.article.title, found.article.author, found.article.published) == ("一篇文章", "林知远", "2024-05-06")
    assert found.source_name == "qingxi.court.gov.cn"


def test_the_aliases_of_a_source_are_one_article_in_lines_too(data: DataFolder, tmp_path: Path) -> None:
    aliases = [f"https://www.hshfy.sh.cn/shfy/web/xxnr.jsp?pa=a{code}z" for code in ("aWQ9MQPdcssPdcss", "aWQ9MQ==")]
    values = [{"url": url, "title": "标题", "body": PROSE} for url in aliases]
    done = ingest(data, [lines(tmp_path / "a.jsonl", *values)])
    assert (done.new, done.same) == (1, 1)
    assert kept(data, aliases[0]).source_name == "hshfy"


def test_court_and_region_are_filled_in_where_a_line_lacks_them(data: DataFolder, tmp_path: Path) -> None:
    named = {"url": f"{OTHER}/1.html", "title": "永泰县人民法院公众开放日", "body": PROSE, "province": "福建"}
    given = {"url": f"{OTHER}/2.html", "title": "标题", "body": PROSE, "court": "永泰县人民法院", "city": "某市"}
    ours = {"url": f"{HOST}{article_path(9)}", "title": "标题", "body": PROSE}
    ingest(data, [lines(tmp_path / "a.jsonl", named, given, ours)])
    for path in ("/1.html", "/2.html"):
        found = kept(data, f"{OTHER}{path}").article
        assert (found.court, found.province, found.county, found.level) == ("永泰县人民法院", "福建", "永泰县", "基层")
    assert kept(data, f"{OTHER}/2.html").article.city == "某市"
    assert kept(data, f"{HOST}{article_path(9)}").article.court == "永泰县人民法院"


@pytest.mark.parametrize(
    ("written", "kept_as"),
    [("2024-05-06T09:20:31", "2024-05-06T09:20:31"), ("2024年5月6日", "2024-05-06"), (None, None), (" ", None)],
)
def test_dates_are_kept_in_one_form(data: DataFolder, tmp_path: Path, written: str | None, kept_as: str | None) -> None:
    ingest(data, [lines(tmp_path / "a.jsonl", {"url": f"{OTHER}/1.html", "body": PROSE, "published": written})])
    assert kept(data, f"{OTHER}/1.html").article.published == kept_as


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"url": ', "It is no JSON in UTF-8."),
        ('{"url": "http://a.cn/1.html", "body": ' + "[" * 100_000, "It is no JSON in UTF-8."),
        ("[1]", "It is no JSON object."),
        ('{"url": "http://a.cn/1.html"}', "An article needs a non-empty string “body”."),
        ('{"url": "http://a.cn/1.html", "body": "x", "views": "many"}', "“views” of http://a.cn/1.html is str"),
        ('{"url": "ftp://a.cn/1.html", "body": "x"}', "“ftp://a.cn/1.html” is no http or https address."),
        ('{"url": "http://a.cn/1.html", "body": "x", "published": "2024-13-45"}', "“2024-13-45” is no date."),
        ('{"url": "http://a.cn/1.html", "body": "x", "published": "long ago"}', "“long ago” is no date."),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_costs_no_other(
    data: DataFolder, tmp_path: Path, line: str, complaint: str
) -> None:
    good = [json.dumps({"url": f"http://a.cn/{number}00.html", "body": PROSE}) for number in range(2)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([good[0], "", line, good[1]]), encoding="utf-8")
    with pytest.raises(IncompleteIntake) as caught:
        ingest(data, [path])
    assert str(caught.value).startswith(f"{path}, line 3: {complaint}")
    assert caught.value.intake.new == 2


def test_lines_in_another_encoding_are_told(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"url": "http://a.cn/1.html", "body": "正文"}'.encode("gb18030"))
    with pytest.raises(IncompleteIntake, match=r"line 1: It is no JSON in UTF-8\."):
        ingest(data, [path])


def test_lines_with_a_byte_order_mark_and_any_name_are_read(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text(json.dumps({"url": "http://a.cn/100.html", "body": PROSE}), encoding="utf-8-sig")
    assert ingest(data, [path]).new == 1


def test_an_intake_counts_what_it_kept() -> None:
    assert replace(Intake(new=1), changed=2, same=3).articles == 6
