"""What is brought by mistake is called by its name; its bytes are never shown."""

import io
import tarfile
import zipfile

import pytest

from pleinjour.engines.traffic import UnreadableSource
from tests.engines.traffic.runs import summary_of


def _zip(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 100)
    return written.getvalue()


def _tar() -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("access.log"))
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "c’est une image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), "c’est une image"),
        (b"GIF89a" + bytes(200), "c’est une image"),
        (b"%PDF-1.7\n1 0 obj\n", "c’est un PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "c’est un classeur"),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), "c’est un classeur"),
        (_zip("access.log"), "c’est une archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(200), "c’est une archive"),
        (b"Rar!\x1a\x07\x00" + bytes(200), "c’est une archive"),
        (_tar(), "c’est une archive"),
    ],
)
@pytest.mark.parametrize("format", [None, "squid"])
def test_a_file_that_is_no_log_is_called_by_its_name(content: bytes, said: str, format: str | None) -> None:
    with pytest.raises(UnreadableSource, match=f"« test » ne peut pas être lu.*{said}"):
        summary_of(content, format=format)
