"""The data folder: where the corpus, the archive, the index and the operator's table live."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from index.errors import TashanError


class DataFolderError(TashanError):
    """The data folder cannot be used."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The layout of one data folder; nothing exists until somebody writes."""

    path: Path

    @property
    def corpus(self) -> Path:
        """The SQLite file that holds every article, source and run."""
        return self.path / "corpus.sqlite"

    @property
    def archive(self) -> Path:
        """The folder of WARC files, the raw truth."""
        return self.path / "archive"

    @property
    def index(self) -> Path:
        """The folder of index generations, a cache."""
        return self.path / "index"

    @property
    def locks(self) -> Path:
        """The folder of lock files, one for each source that was ever visited."""
        return self.path / "locks"

    @property
    def cache(self) -> Path:
        """The folder of what can be computed again, such as the loaded dictionary."""
        return self.path / "cache"

    @property
    def sites(self) -> Path:
        """The operator's own table of sites."""
        return self.path / "sites.toml"

    @property
    def words(self) -> Path:
        """The operator's own words for the dictionary."""
        return self.path / "words.txt"

    def prepared(self) -> DataFolder:
        """Create the folder where it is missing and prove that it can be written.

        Raises DataFolderError with one sentence where it cannot.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DataFolderError(f"The data folder {self.path} cannot be made: {error.strerror}.") from error
        if not os.access(self.path, os.R_OK | os.W_OK | os.X_OK):
            raise DataFolderError(f"The data folder {self.path} cannot be written: permission denied.")
        return self
