"""Commands that open the UI: on the corpus, or on sample sites crawled for it."""

from __future__ import annotations

import time
from typing import Any

import click

from commands.collecting import require_healthy
from commands.indexing import build_index
from index.datafolder import DataFolder

_DEFAULT_PORT = 8080
_PORT = click.option(
    "--port", type=click.IntRange(0, 65535), default=_DEFAULT_PORT, show_default=True, help="0 takes a free one."
)


@click.command()
@_PORT
@click.option("--no-serve", is_flag=True, help="End with a summary line instead of opening the UI.")
@click.pass_obj
def demo(folder: DataFolder, port: int, no_serve: bool) -> None:
    """Serve sample court sites on loopback, crawl and index them, and open the UI on them."""
    from crawlers.crawldisplay import crawl_display
    from crawlers.samples.demo import crawl_samples
    from index.searching import Library

    started = time.monotonic()
    sample = DataFolder(folder.path / "demo").prepared()
    with crawl_display("Crawling the sample sites") as report:
        runs = crawl_samples(sample, report)
    built = build_index(sample, rebuild=False)
    with Library.open(sample) as library:
        articles = library.coverage().articles
    click.echo(
        f"{len(runs)} sites, {sum(run.pages for run in runs)} pages, {articles} articles,"
        f" index {built.bytes / 1e6:.1f} MB, {time.monotonic() - started:.1f} seconds"
    )
    require_healthy(runs)
    if not no_serve:
        _serve(sample, host="127.0.0.1", port=port)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@_PORT
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes on one socket.")
@click.option("--proxy", metavar="ADDRESS", help="The reverse proxy whose X-Forwarded-For and -Proto are believed.")
@click.option("--client-rate", type=click.FloatRange(0), help="Requests a second for one client, 20; 0 for no limit.")
@click.option("--total-rate", type=click.FloatRange(0), help="Requests a second for all of them, 200; 0 for no limit.")
@click.option("--access-log", is_flag=True, help="Print every request as one JSON object a line.")
@click.pass_obj
def serve(folder: DataFolder, /, host: str, port: int, **options: Any) -> None:
    """Open the UI and the API on a production server; Ctrl-C ends it."""
    _serve(folder, host=host, port=port, **options)


def _serve(
    folder: DataFolder,
    *,
    host: str,
    port: int,
    workers: int = 1,
    proxy: str | None = None,
    client_rate: float | None = None,
    total_rate: float | None = None,
    access_log: bool = False,
) -> None:
    from webui import create_app
    from webui.limits import CLIENT, EVERYONE, Limiter
    from webui.workers import serving

    limiter = Limiter(client=CLIENT.changed_to(client_rate), everyone=EVERYONE.changed_to(total_rate))
    app = create_app(folder.path, limiter=limiter, logs=access_log)
    with serving(app, workers=workers, host=host, port=port, proxy=proxy) as server:
        where = f"http://{f'[{host}]' if ':' in host else host}:{server.port}/"
        click.echo(f"Tashan is at {where} – Ctrl-C ends it.")
        server.run()
    click.echo("Stopped.")


COMMANDS = (demo, serve)
