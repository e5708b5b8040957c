"""The README: every command in it runs, from top to bottom, and its Chinese twin has the same ones."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import warmprocess

from crawlers.samples.sampleserver import SampleServer, serving
from crawlers.samples.samplesites import sample_sites
from crawlers.samples.sampletexts import sample_texts

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")


def blocks(readme: str, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(
        rf"^```{language}\n(.*?)^```", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def commands(readme: str) -> list[str]:
    """Every shell command, comments and trailing remarks dropped."""
    lines = [line for block in blocks(readme, "sh") for line in block.splitlines()]
    return [line for line in lines if shlex.split(line, comments=True)]


@pytest.fixture(scope="module")
def samples() -> Iterator[SampleServer]:
    """The sample sites, which stand for every court on the network."""
    with serving(sample_sites(sample_texts())) as server:
        yield server


@pytest.fixture(scope="module")
def folder(samples: SampleServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder as after `make demo`, with the files that the README names."""
    folder = tmp_path_factory.mktemp("readme")
    [table] = blocks(READMES[0], "toml")
    run(["demo", "--no-serve"], folder, samples)
    # Against the loopback server there is nobody to be gentle to.
    (folder / "data" / "sites.toml").write_text(re.sub(r"delay = [\d.]+", "delay = 0.0", table), encoding="utf-8")
    [archive, *_] = sorted((folder / "data" / "demo" / "archive").glob("*.warc.gz"))
    (folder / "pages.warc.gz").write_bytes(archive.read_bytes())
    article = {
        "url": "http://shaquan.gscourt.example/gzdt/99999.jhtml",
        "title": "沙泉法院",
        "body": "沙泉县人民法院巡回审判。",
    }
    (folder / "articles.jsonl").write_text(json.dumps(article, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "page.html").write_bytes(an_article_page(samples))
    return folder


def an_article_page(samples: SampleServer) -> bytes:
    """The markup of one article of the sample court that the README names."""
    site = sample_sites(sample_texts())["qingrong.fjcourt.example"]
    return site.answer(site.skin.article(site.texts[0])).body


def run(args: list[str], folder: Path, samples: SampleServer) -> subprocess.CompletedProcess[str]:
    """Run `tashan` in a folder, everything on the network answered by the sample sites."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy"), samples.address)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TASHAN")} | proxies
    return warmprocess.tashan(*args, cwd=folder, env=environment)


def test_the_commands_run(folder: Path, samples: SampleServer) -> None:
    for command in commands(READMES[0]):
        words = shlex.split(command, comments=True)
        match words:
            case ["make", target]:
                assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), command
            case ["tashan", *args] if "serve" in args:
                serve_and_stop([word if word != "8080" else "0" for word in args], folder)
            case ["tashan", "crawl", "--due"]:
                done = run(words[1:], folder, samples)
                # The shipped courts cannot be reached from here, which must be said and be no traceback.
                assert "sources were not healthy" in done.stderr, command
            case ["echo", line, ">>", name]:
                with (folder / name).open("a", encoding="utf-8") as file:
                    file.write(f"{line}\n")
            case ["tashan", *args]:
                done = run(args, folder, samples)
                assert done.returncode == 0, f"{command}: {done.stderr}"
                assert done.stdout, command
            case _:
                pytest.fail(f"No test runs this command: {command}")


def serve_and_stop(args: list[str], folder: Path) -> None:
    """Start the server, get its home page, end it with Ctrl-C."""
    command = [sys.executable, "-W", "ignore", "-m", "tashan", *args]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split(" at ")[1].split()[0]
        with urllib.request.urlopen(address, timeout=10) as response:
            assert "示例数据" in response.read().decode()
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0


def test_both_languages_show_the_same_commands() -> None:
    english, chinese = ([shlex.split(command, comments=True) for command in commands(readme)] for readme in READMES)
    assert english == chinese
    assert len(english) > 10


def test_the_make_commands_are_what_they_say() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "tashan demo $(DEMO_ARGS)" in makefile
    assert "-m pytest" in makefile
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
