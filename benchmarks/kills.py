"""Kills: a crawl is killed again and again at moments of no choosing; then it is counted what that lost.

python -m benchmarks.kills --kills 50
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.farm import RunningFarm, running_farm
from crawlers.fixity import check_archive
from index.corpus import Corpus

_SITES = 5


@dataclass(slots=True)
class Tally:
    """How many crawls were killed while they ran, how many of the next ones ended well, and what was wrong then."""

    kills: int = 0
    before_the_end: int = 0
    completed: int = 0
    lost: int = 0
    doubled: int = 0
    left_in_stage: int = 0
    damaged: int = 0

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was lost, doubled or damaged."""
        return self.completed == self.kills and not (self.lost or self.doubled or self.left_in_stage or self.damaged)


def tallied(kills: int, articles: int, seed: int) -> Tally:
    """Kill that many crawls, each in a data folder of its own, and let the next crawl into that folder end."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as place, running_farm(_SITES, articles, 0, Path(place)) as farm:
        seconds = _seconds_of_a_crawl(farm)
        for number in range(kills):
            _kill_one(farm.in_folder(Path(place) / f"kill{number}"), chance.uniform(0, seconds), tally)
            print(f"{tally.kills} of {kills} killed, {tally.completed} completed", file=sys.stderr, flush=True)
    return tally


def _seconds_of_a_crawl(farm: RunningFarm) -> float:
    """How long a crawl takes that nobody kills."""
    start = time.monotonic()
    farm.crawl("whole")
    return time.monotonic() - start


def _kill_one(farm: RunningFarm, after: float, tally: Tally) -> None:
    with farm.started_crawl() as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            tally.before_the_end += 1
        process.send_signal(signal.SIGKILL)
    tally.kills += 1
    again = farm.crawl("again")
    tally.completed += again.code == 0 and again.healthy == len(farm.sites)
    _count(farm, tally)


def _count(farm: RunningFarm, tally: Tally) -> None:
    with Corpus.open(farm.folder.corpus, read_only=True) as corpus:
        kept = [url for (url,) in corpus.rows("SELECT url FROM article")]
        [(staged,)] = corpus.rows("SELECT count(*) FROM stage")
        [(versions,)] = corpus.rows("SELECT count(*) FROM version")
    wanted = {site.url(text) for site in farm.sites for text in site.texts(is_changed=False)}
    tally.lost += len(wanted - set(kept))
    tally.doubled += len(set(kept) - wanted) + len(kept) - len(set(kept)) + versions
    tally.left_in_stage += staged
    found = check_archive(farm.folder)
    tally.damaged += len(found.wrongs) + (found.archived < len(wanted))


def main() -> None:
    """Kill crawls, print the tally, exit with 1 where anything was lost, doubled or damaged."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=main.__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=20, help="of each of the five sites")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    tally = tallied(asked.kills, asked.articles, asked.seed)
    print(f"{tally.kills} crawls killed, {tally.before_the_end} of them before they had ended by themselves.")
    print(f"The next crawl completed {tally.completed} times.")
    print(f"Articles lost: {tally.lost}, doubled: {tally.doubled}, left in the stage: {tally.left_in_stage}.")
    print(f"Archives damaged: {tally.damaged}.")
    sys.exit(0 if tally.is_clean else 1)


if __name__ == "__main__":
    main()
