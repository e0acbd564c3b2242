"""Upload handlers that give logs to the engine while they arrive. Nothing is kept before the form is judged."""

import threading
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO, Final, cast

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict

from pleinjour.base.errors import PleinjourError
from pleinjour.web.observe.errors import TooManyLogs, UploadInterrupted
from pleinjour.web.observe.pipe import Pipe

CHUNK: Final = 1 << 18
MOST_UNITS_BYTES: Final = 1 << 20
LOGS: Final = "logs"
UNITS: Final = "units"

Files = MultiValueDict[str, "UploadedFile[bytes]"]
ReadStream = Callable[[BinaryIO, str, QueryDict, bytes | None], bytes]
"""(stream, name of the file, fields that stand before it, content of units.csv if any) → a summary."""


class ReadLog(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """What is left of an uploaded log: its summary, or why there is none. Its content is gone."""

    def __init__(self, name: str, size: int, summary: bytes, error: PleinjourError | None) -> None:
        super().__init__(BytesIO(), name, size=size)
        self.summary = summary
        self.error = error


class UnitsFile(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """A units.csv in memory, for this upload only. `content` stops just after MOST_UNITS_BYTES."""

    def __init__(self, name: str, size: int, content: bytes) -> None:
        super().__init__(BytesIO(), name, size=size)
        self.content = content


class LogStreamHandler(FileUploadHandler):
    """Parses the whole form itself: the fields that stand before a file are known when the file arrives."""

    def __init__(self, read: ReadStream) -> None:
        super().__init__()
        self._read = read

    def handle_raw_input(  # type: ignore[override]  # the stubs know only of handlers that decline
        self,
        input_data: BinaryIO,
        META: dict[str, str],
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> tuple[QueryDict, Files]:
        """The form, its logs read.

        Raises UploadInterrupted when the browser left before the announced length, TooManyLogs.
        """
        counted = _CountedStream(input_data)
        feeder = _Feeder(self._read)
        parser = _FormParser(META, counted, [feeder], encoding)  # type: ignore[arg-type]  # it needs `read` alone
        feeder.form = parser
        try:
            fields, files = parser.parse()
            if counted.taken < content_length:
                raise UploadInterrupted
        except TooManyFilesSent:
            # A browser listens once it has said everything.
            while counted.read(CHUNK):
                pass
            raise TooManyLogs(most=settings.DATA_UPLOAD_MAX_NUMBER_FILES) from None
        except OSError:
            raise UploadInterrupted from None
        finally:
            feeder.give_up()
        return fields, files

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        return None


class _CountedStream:
    """Tells how many bytes came: a browser that leaves looks like the end of the form."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        chunk = self._stream.read(-1 if size is None else size)
        self.taken += len(chunk)
        return chunk


class _FormParser(MultiPartParser):
    _post: QueryDict
    _files: Files

    def fields_so_far(self) -> QueryDict:
        return self._post

    def units_so_far(self) -> bytes | None:
        units = self._files.get(UNITS)
        return units.content if isinstance(units, UnitsFile) else None


class _Feeder(FileUploadHandler):
    """Feeds each file of the field `logs` to the engine; keeps a small `units`; drops any other file."""

    chunk_size = CHUNK
    form: _FormParser

    def __init__(self, read: ReadStream) -> None:
        super().__init__()
        self._read = read
        self._reading: _Reading | None = None
        self._units = b""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        self._reading, self._units = None, b""
        if self.field_name == LOGS:
            name, fields, units = self.file_name or "", self.form.fields_so_far(), self.form.units_so_far()
            self._reading = _Reading(lambda stream: self._read(stream, name, fields, units))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._reading is not None:
            self._reading.pipe.feed(raw_data)
        elif self.field_name == UNITS and len(self._units) <= MOST_UNITS_BYTES:
            self._units += raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        name = self.file_name or ""
        if self.field_name == UNITS:
            return UnitsFile(name, file_size, self._units)
        if self._reading is None:
            return None
        reading, self._reading = self._reading, None
        error = reading.finish()
        return ReadLog(name, file_size, reading.summary, error)

    def give_up(self) -> None:
        """End the file under way, if any: its end never came."""
        if self._reading is not None:
            self._reading.give_up()
            self._reading = None


class _Reading:
    """One log read by the engine in a thread of its own."""

    def __init__(self, read: Callable[[BinaryIO], bytes]) -> None:
        self.pipe = Pipe()
        self.summary = b""
        self._error: Exception | None = None
        self._read = read
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.summary = self._read(cast(BinaryIO, self.pipe))
        except Exception as error:  # noqa: BLE001 - handed over to the request, which shows it or raises it
            self._error = error
        finally:
            self.pipe.leave()

    def finish(self) -> PleinjourError | None:
        """Wait for the engine; why it could not read, if so. An error that nobody foresaw is raised here."""
        self.pipe.end()
        self._thread.join()
        if self._error is None or isinstance(self._error, PleinjourError):
            return self._error
        raise self._error

    def give_up(self) -> None:
        self.pipe.break_off()
        self._thread.join()
