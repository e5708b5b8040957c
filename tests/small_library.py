"""A small library for the tests of the web room: a few articles of every sort, hostile ones included."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from index.article import Article
from index.building import update
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.runs import Run

SEEN = "2025-03-01T08:00:00"
HILL = "青岭县人民法院"
RIVER = "白河市人民法院"

TEA = Article(
    url="http://hill.example/article/1.html",
    title="青岭法院设立“茶山法庭” 把纠纷化解在采茶季",
    subtitle="一件案子的四十里山路",
    court=HILL,
    level="基层",
    province="福建",
    city="榕南市",
    published="2021-04-02T09:30:00",
    author="沈知秋",
    editor="林默",
    source="青岭县人民法院",
    column="经验交流",
    views=1234,
    body="采茶季一到，山上的纠纷就多了起来。青岭法院在全县率先设立“茶山法庭”。\n"
    "一、把法庭搬上山\n"
    "茶山法庭每周两次上山巡回，三年来办结案件96件。\n"
    "二、把道理讲进心里\n"
    "（一）先听后劝\n"
    "双方坐在同一张茶桌前，先听完再劝。\n"
    "（二）先劝后判\n"
    "劝不拢的当场开庭，诉源治理的路子越走越宽。",
)
REPOST = replace(
    TEA, url="http://portal.example/9.html", court=None, province=None, city=None, published="2021-04-03", views=None
)
HOSTILE = Article(
    url="javascript:alert(1)//hostile",
    title="<script>alert('标题')</script>“恶意”标题",
    subtitle="<img src=x onerror=alert(2)>",
    court="<b>假法院</b>",
    author="\u202e倒写的作者",
    source='"><svg onload=alert(3)>',
    column="</title><script>alert(4)</script>",
    published="2020-01-01",
    body="<script>alert('正文')</script>恶意正文在这里。\n"
    "一、<iframe src=//evil.example>标题\n"
    "第二段</section><script>5</script>",
    repairs=("<u>修补</u>",),
)
QUOTED = Article(
    url="http://hill.example/q.html?a=1&b=\"'><script>",
    title="网址里有引号的文章",
    published="2020-02-02",
    body="恶意网址也只是文字。",
)
SNIPPET = Article(
    url="http://river.example/s.html",
    title="白河法院的片段文章",
    court=RIVER,
    province="湖北",
    published="2022-05-05",
    body="开头的一句可以显示。" + "这里是很长的正文，" * 40 + "结尾的一句不得显示。",
)
MENDED = Article(
    url="http://mirror.example/m.html",
    title="鏡像裏的文章",
    published="2022-06-06",
    body="臨河法院開展訴源治理。",
    repairs=("glosses", "traditional"),
)
UNTITLED = Article(url="http://hill.example/u.html", body="没有标题的文章，只有一段话。")


def numbered(number: int) -> Article:
    """One of a row of short articles that all speak of circuit trials."""
    return Article(
        url=f"http://river.example/row/{number}.html",
        title=f"白河法院巡回审判第{number}期",
        court=RIVER,
        province="湖北",
        published=f"{2012 + number % 12}-07-{number + 1:02d}",
        column="法院要闻",
        body=f"第{number}次巡回审判走进第{number}个村子，当天办结案件{number + 3}件。",
    )


@functools.cache
def filled() -> Path:
    """A data folder with all of these and their index, made once for every test of a run: read, never written."""
    path = Path(tempfile.mkdtemp(prefix="tashan-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return _fill(DataFolder(path))


def copied_to(path: Path) -> Path:
    """The same in a folder that a test may change."""
    shutil.copytree(filled(), path, dirs_exist_ok=True)
    return path


def _fill(folder: DataFolder) -> Path:
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        corpus.keep(replace(TEA, title="青岭法院设立茶山法庭"), source_name="hill", seen="2024-01-01T08:00:00")
        for article in (TEA, HOSTILE, QUOTED, UNTITLED):
            corpus.keep(article, source_name="hill", seen=SEEN)
        for article in (REPOST, MENDED):
            corpus.keep(article, source_name="portal", seen=SEEN)
        corpus.keep(SNIPPET, source_name="river", seen=SEEN, show="snippet")
        for number in range(25):
            corpus.keep(numbered(number), source_name="river", seen=SEEN)
        corpus.record_run(Run(source_name="hill", started=SEEN, finished=SEEN, outcome="healthy", pages=9, new=4))
        counts = {"read": 9, "new": 9, "uncourted": 0, "uncolumned": 0}
        for day, unsigned in (("2024-05-01", 1), ("2024-05-02", 9)):
            told = {"started": f"{day}T08:00:00", "finished": f"{day}T08:00:00", "outcome": "healthy"}
            corpus.record_run(Run(source_name="river", unsigned=unsigned, **told, **counts))  # type: ignore[arg-type]
        corpus.record_run(
            Run(
                source_name="river",
                title=RIVER,
                started=SEEN,
                finished=SEEN,
                outcome="failed",
                problem="Nothing answered <here>.",
            )
        )
    update(folder, lambda *_: None)
    return folder.path
