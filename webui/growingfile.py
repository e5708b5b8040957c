"""A growing file: written by a thread of its own as fast as that can, read as slowly as whoever asked for it likes."""

from __future__ import annotations

import io
import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO

WRITTEN_AT_ONCE = 1 << 16
READ_AT_ONCE = 1 << 18


class GrowingFile:
    """A temporary file that nobody else sees, from its beginning to whatever end it will have.

    A slow reader keeps nothing waiting but itself; one that leaves ends the writing.
    """

    def __init__(self, write: Callable[[BinaryIO], object], ended: Callable[[], object]) -> None:
        """Begin to write; ``ended`` is called when that is over, however it ends."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 – closed when both sides have left
        self._grown = threading.Condition()
        self._size = 0
        self._is_whole = self._is_left = False
        self._failure: BaseException | None = None
        threading.Thread(target=self._write, args=(write, ended), daemon=True).start()

    def wait_for_beginning(self) -> None:
        """Return when there is anything to read, or all; raises what the writing has failed with by then."""
        with self._grown:
            self._grown.wait_for(lambda: self._size or self._is_over)
            if self._failure is None:
                return
        self.leave()
        raise self._failure

    def chunks(self) -> Iterator[bytes]:
        """All of it as it grows; raises what the writing fails with, so that no part is taken for the whole."""
        at = 0
        try:
            while chunk := self._read(at):
                at += len(chunk)
                yield chunk
        finally:
            self.leave()

    def leave(self) -> None:
        """Read no more; to do so twice is no error."""
        with self._grown:
            self._is_left = True
            if self._is_over:
                self._file.close()

    def append(self, content: bytes) -> None:
        """Write what follows; raises BrokenPipeError when the reader has left."""
        with self._grown:
            if self._is_left:
                raise BrokenPipeError("The reader has left.")
            self._file.seek(self._size)
            self._file.write(content)
            self._size += len(content)
            self._grown.notify_all()

    @property
    def _is_over(self) -> bool:
        return self._is_whole or self._failure is not None

    def _read(self, at: int) -> bytes:
        with self._grown:
            self._grown.wait_for(lambda: self._size > at or self._is_over)
            if self._failure is not None:
                raise self._failure
            self._file.seek(at)
            return self._file.read(READ_AT_ONCE)

    def _write(self, write: Callable[[BinaryIO], object], ended: Callable[[], object]) -> None:
        failure: BaseException | None = None
        try:
            out = io.BufferedWriter(_End(self), WRITTEN_AT_ONCE)
            write(out)
            out.flush()
        except BaseException as error:  # noqa: BLE001 – the reader raises it
            failure = error
        finally:
            ended()
            self._end(failure)

    def _end(self, failure: BaseException | None) -> None:
        with self._grown:
            self._failure, self._is_whole = failure, failure is None
            if self._is_left:
                self._file.close()
            self._grown.notify_all()


class _End(io.RawIOBase):
    """The end of a growing file, where it is written to."""

    def __init__(self, file: GrowingFile) -> None:
        self._growing = file

    def writable(self) -> bool:
        """It is, and neither read nor gone back in."""
        return True

    def write(self, content: object) -> int:
        """Append all of it."""
        written = bytes(content)  # type: ignore[call-overload]
        self._growing.append(written)
        return len(written)
