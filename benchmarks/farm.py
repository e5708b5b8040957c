"""The farm: many sites on loopback, crawled by the real command, changed and broken; what was found, lost, flagged.

python -m benchmarks.farm --sites 50 --articles 200 --json farm.json
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.farmreport import FarmReport, Round, Speed
from benchmarks.farmserver import CONTROL
from benchmarks.farmsites import FarmSite, farm_sites
from index.corpus import Corpus
from index.datafolder import DataFolder

ROOT = Path(__file__).resolve().parent.parent
_TASHAN = "from tashan import main; main()"
_VISITS = """
import sys, time; from pathlib import Path; from crawlers.jobs import crawl; from index.datafolder import DataFolder
crawl(DataFolder(Path(sys.argv[1])), sys.argv[2:])
print(time.process_time())
"""
_KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Process:
    """What a process that has ended left: exit code, what it printed, peak memory in megabytes, seconds of CPU."""

    code: int
    output: str
    megabytes: float
    busy: float


class RunningFarm:
    """A farm that is being served, and a data folder that crawls it."""

    def __init__(self, sites: Sequence[FarmSite], port: int, folder: DataFolder) -> None:
        self.sites = sites
        self.folder = folder.prepared()
        self._port = port
        self.folder.sites.write_text("".join(map(_row, sites)), encoding="utf-8")

    def crawl(self, name: str, *options: str) -> Round:
        """Run ``tashan crawl`` on all of the farm."""
        names = [site.name for site in self.sites]
        process = self._run("-c", _TASHAN, "crawl", *options, *names)
        with Corpus.open(self.folder.corpus, read_only=True) as corpus:
            runs = corpus.last_runs()
        if set(runs) != set(names):
            raise SystemExit(f"The crawl ended with {process.code} before every site had its run:\n{process.output}")
        return Round(name, process.code, process.megabytes, runs=tuple(runs.values()), **self._counts())

    def in_folder(self, place: Path) -> RunningFarm:
        """The same farm, crawled into another data folder."""
        return RunningFarm(self.sites, self._port, DataFolder(place))

    def started_crawl(self) -> subprocess.Popen[bytes]:
        """Begin to crawl all of the farm."""
        command = [sys.executable, "-c", _TASHAN, "crawl", *(site.name for site in self.sites)]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=quiet, stderr=quiet)

    def raced(self) -> tuple[Speed, Speed]:
        """The speed of first visits to all of the farm, without the index, and of a bare Scrapy spider after them."""
        visits = self._run("-c", _VISITS, str(self.folder.path), *(site.name for site in self.sites))
        ours = self._speed(float(visits.output), visits)
        bare = self._run("-m", "benchmarks.barespider", *(site.start_url for site in self.sites))
        return ours, self._speed(bare.busy, bare)

    def _speed(self, fetching: float, process: Process) -> Speed:
        counts = self._counts()
        return Speed(counts["requests"], counts["seconds"], fetching, process.busy - fetching, process.megabytes)

    def change(self) -> None:
        """Let the sites change, and some of them break."""
        self._asked("changed")

    def flagged(self) -> dict[str, Mapping[str, Any]]:
        """The sources that ``tashan sources`` shows as sick."""
        rows = json.loads(self._run("-c", _TASHAN, "sources", "--json").output)
        names = {site.name for site in self.sites}
        return {row["name"]: row for row in rows if row["name"] in names and row["problem"]}

    @property
    def _environment(self) -> dict[str, str]:
        proxy = f"http://127.0.0.1:{self._port}"
        return os.environ | {"TASHAN_DATA": str(self.folder.path), "http_proxy": proxy, "no_proxy": ""}

    def _counts(self) -> dict[str, Any]:
        return self._asked("next")

    def _asked(self, what: str) -> dict[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        connection.request("GET", f"http://{CONTROL}/{what}")
        counts: dict[str, Any] = json.loads(connection.getresponse().read())
        connection.close()
        return counts

    def _run(self, *arguments: str) -> Process:
        command = [sys.executable, *arguments]
        with tempfile.TemporaryFile("w+") as printed, tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=printed, stderr=said)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            printed.seek(0)
            kilobytes = usage.ru_maxrss / (_KILOBYTE if sys.platform == "darwin" else 1)
            busy = usage.ru_utime + usage.ru_stime
            return Process(process.returncode, printed.read(), kilobytes / _KILOBYTE, busy)


@contextmanager
def running_farm(count: int, articles: int, each: int, place: Path) -> Iterator[RunningFarm]:
    """Serve a farm for as long as the context lasts, with a data folder in ``place``."""
    until = datetime.now(UTC).date() - timedelta(days=1)
    sizes = [str(size) for size in (count, articles, each)]
    command = [sys.executable, "-m", "benchmarks.farmserver", *sizes, str(until)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            port = int(server.stdout.readline())
            yield RunningFarm(farm_sites(count, articles, each, until), port, DataFolder(place / "data"))
        finally:
            server.terminate()


def measured(farm: RunningFarm, *, bare: bool = True) -> FarmReport:
    """Crawl the farm as it is, twice, and after it has changed, twice; and once with nothing but Scrapy."""
    rounds = [farm.crawl("first"), farm.crawl("second")]
    race = farm.in_folder(farm.folder.path / "race").raced() if bare else None
    farm.change()
    rounds += [farm.crawl("changed"), farm.crawl("sweep", "--sweep")]
    with Corpus.open(farm.folder.corpus, read_only=True) as corpus:
        return FarmReport.of(farm.sites, rounds, corpus, farm.flagged(), race)


def main() -> None:
    """Measure a farm, print its table, exit with 1 where anything was lost or not flagged."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.farm", description=main.__doc__)
    parser.add_argument("--sites", type=int, default=50, help="at least five, four of which will break")
    parser.add_argument("--articles", type=int, default=200, help="of each site")
    parser.add_argument("--each", type=int, default=10, help="changed, back-dated and vanished articles")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file as well")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as place,
        running_farm(asked.sites, asked.articles, asked.each, Path(place)) as farm,
    ):
        report = measured(farm)
    print(report.table())
    if asked.json:
        asked.json.write_text(json.dumps(asdict(report), ensure_ascii=False, indent=2), encoding="utf-8")
    sys.exit(1 if report.wrongs else 0)


def _row(site: FarmSite) -> str:
    facts = {
        "name": site.name,
        "platform": site.skin.platform,
        "court": site.court,
        "start_urls": [site.start_url],
        "expects": min(site.articles, 20),
        "delay": 0,
    }
    return "[[site]]\n" + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items())


if __name__ == "__main__":
    main()
