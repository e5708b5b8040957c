from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from small_web import ROOT, site_row

from crawlers import loader
from crawlers.loader import SourceError, load_sources
from crawlers.platforms import platforms
from crawlers.sites import SHIPPED, read_sites
from index.datafolder import DataFolder
from index.errors import TashanError

SPIDERS = Path(loader.__file__).with_name("spiders")
PLUGIN = """
from crawlers.platforms.generic import GenericSpider
from crawlers.sites import Site

class Plugged(GenericSpider):
    site = Site(name="plugged", platform="generic", start_urls=("https://news.plugged.cn/",))
"""


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data").prepared()


def with_plugin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, name: str = "plugged_module") -> None:
    (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(loader, "entry_points", lambda group: [EntryPoint("plugged", name, group)])


def test_declared_spiders_and_the_shipped_table_are_loaded(data: DataFolder) -> None:
    names = set(load_sources(data).list())
    assert names >= {site.name for site in read_sites(SHIPPED)}
    assert names >= {path.stem for path in SPIDERS.glob("[a-z]*.py")}


@pytest.mark.parametrize("path", sorted(SPIDERS.glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_a_declared_spider_is_named_as_its_file_and_class(data: DataFolder, path: Path) -> None:
    spider = load_sources(data).source(path.stem)
    assert spider.__name__.lower() == spider.name == spider.site.name == path.stem
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 40
    assert issubclass(spider, platforms()[spider.site.platform])


def test_a_row_of_a_table_becomes_a_spider_of_its_platform(data: DataFolder, tmp_path: Path) -> None:
    table = tmp_path / "more.toml"
    table.write_text(site_row("qingxi", "http://127.0.0.1:8000/"), encoding="utf-8")
    spider = load_sources(data, [table]).source("qingxi")
    assert issubclass(spider, platforms()["chinacourt"])
    assert spider.start_urls == ["http://127.0.0.1:8000/"]
    assert spider.allowed_domains == ["127.0.0.1"]


def test_the_operators_table_is_read(data: DataFolder) -> None:
    data.sites.write_text(site_row("qingxi", "http://localhost/"), encoding="utf-8")
    assert "qingxi" in load_sources(data).list()


def test_an_unknown_platform_names_those_there_are(data: DataFolder) -> None:
    data.sites.write_text(
        site_row("qingxi", "http://localhost/").replace('"chinacourt"', '"wordpress"'), encoding="utf-8"
    )
    with pytest.raises(SourceError, match=r"sites\.toml: site “qingxi”: the platform “wordpress” is unknown.*hubei"):
        load_sources(data)


def test_a_name_used_twice_tells_where(data: DataFolder) -> None:
    data.sites.write_text(site_row("yongtai", "http://localhost/"), encoding="utf-8")
    with pytest.raises(SourceError, match="The source “yongtai” is declared more than once") as caught:
        load_sources(data)
    assert str(SHIPPED) in str(caught.value)
    assert str(data.sites) in str(caught.value)


def test_another_package_brings_sources(data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_plugin(monkeypatch, tmp_path, PLUGIN)
    assert load_sources(data).source("plugged").site.start_urls == ("https://news.plugged.cn/",)


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("import no_such_module\n", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("class X(:\n", "SyntaxError"),
        ("1 / 0\n", "ZeroDivisionError: division by zero."),
        ("raise ValueError('A whole sentence.')\n", "ValueError: A whole sentence."),
    ],
)
def test_a_broken_plug_in_is_an_error_that_names_it(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, complaint: str
) -> None:
    with_plugin(monkeypatch, tmp_path, code, name="broken_module")
    with pytest.raises(SourceError, match=r"The plug-in “plugged” \(broken_module\) cannot be loaded") as caught:
        load_sources(data)
    assert complaint in str(caught.value)
    assert not str(caught.value).endswith("..")


def test_a_plug_in_that_names_no_module_is_an_error(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "entry_points", lambda group: [EntryPoint("odd", "crawlers.sites:Site", group)])
    with pytest.raises(SourceError, match="it names no module"):
        load_sources(data)


def test_a_spider_without_a_site_is_an_error(data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = 'import scrapy\n\nclass Bare(scrapy.Spider):\n    name = "bare"\n'
    with_plugin(monkeypatch, tmp_path, code, name="bare_module")
    with pytest.raises(SourceError, match="The spider “bare” in bare_module declares no site"):
        load_sources(data)


def test_a_url_leads_to_the_source_of_its_host(data: DataFolder) -> None:
    sources = load_sources(data)
    found = sources.source_at("http://FJ.ytxrmfy.gov.cn:80/article/detail/2024/11/id/1.shtml")
    assert found is not None
    assert found.site.name == "yongtai"
    assert sources.source_at("http://mirror.cn/article/detail/2024/11/id/1.shtml") is None


def test_an_unknown_name_is_scrapys_own_error(data: DataFolder) -> None:
    with pytest.raises(KeyError):
        load_sources(data).source("nobody")


def test_scrapys_command_lists_every_source(data: DataFolder) -> None:
    data.sites.write_text(site_row("qingxi", "http://localhost/"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"],
        cwd=ROOT,
        env=os.environ | {"TASHAN_DATA": str(data.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert {"qingxi", "yongtai", "anlu"} <= set(done.stdout.split())


def test_errors_of_the_loader_are_for_users() -> None:
    assert issubclass(SourceError, TashanError)


def test_what_an_address_is_read_and_named_by_is_its_source_whatever_gateway_it_came_through(tmp_path: Path) -> None:
    sources = load_sources(DataFolder(tmp_path))
    path = "fj.ytxrmfy.gov.cn/article/detail/2024/11/id/1.shtml"
    for url in (f"http://{path}", f"http://big5.ytxrmfy.gov.cn/gate/big5/{path}"):
        assert sources.spider_for(url).name == "yongtai"
    assert sources.spider_for("http://mirror.cn/article/detail/2024/11/id/1.shtml").platform == "chinacourt"
