"""The door: the command line of Tashan, whose commands call the three rooms; it is imported by none."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from commands.door import Door
from index.datafolder import DataFolder


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--data",
    type=click.Path(readable=False, path_type=Path),
    envvar="TASHAN_DATA",
    default=Path("data"),
    show_default=True,
    help="The data folder; TASHAN_DATA names it too.",
)
@click.version_option(package_name="tashan", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, data: Path) -> None:
    """Search what peer courts do: collect, index and read the public news of Chinese courts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    ctx.obj = DataFolder(data)


if __name__ == "__main__":
    main()
