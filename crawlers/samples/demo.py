"""The sample crawl: every sample site served, visited and kept in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable

from crawlers.jobs import Progress, crawl
from crawlers.samples.sampleserver import serving
from crawlers.samples.samplesites import TABLE, sample_sites
from crawlers.samples.sampletexts import sample_texts
from crawlers.settings import DOWNLOADER_MIDDLEWARES
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.runs import Run

_MIDDLEWARES = {**DOWNLOADER_MIDDLEWARES, "crawlers.samples.sampleproxy.SampleProxyMiddleware": 740}


def crawl_samples(folder: DataFolder, report: Callable[[Progress], None] = lambda _: None) -> list[Run]:
    """Crawl the sample sites through the real settings; the corpus is marked as one of samples.

    Runs once in a process, as ``jobs.crawl`` does.
    """
    with Corpus.open(folder.prepared().corpus) as corpus, corpus.writing():
        corpus.set_meta("sample", "1")
    sites = sample_sites(sample_texts())
    with serving(sites) as server:
        return crawl(
            folder,
            [each.site.name for each in sites.values()],
            sites=[TABLE],
            report=report,
            overrides={"SAMPLE_PROXY": server.address, "DOWNLOADER_MIDDLEWARES": _MIDDLEWARES},
        )
