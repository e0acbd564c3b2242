"""Which files are kept as evidence, recognised by what they hold and never by what they claim."""

from typing import Final

MOST_BYTES: Final = 10 * 2**20

_BEGINNINGS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_ZIPPED: Final = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.presentation",
)
# An Open Document begins with an entry named "mimetype", stored as it is: its type stands at this place.
_TYPE_AT: Final = 38
EXTENSIONS: Final = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "text/plain": "txt",
}


def recognise(content: bytes) -> str | None:
    """The media type of a file that may be kept; None for every other."""
    for beginning, media_type in _BEGINNINGS:
        if content.startswith(beginning):
            return media_type
    if content.startswith(b"PK\x03\x04") and content[30:_TYPE_AT] == b"mimetype":
        return next((kind.decode() for kind in _ZIPPED if content[_TYPE_AT:].startswith(kind + b"PK")), None)
    return "text/plain" if _is_text(content) else None


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and all(letter.isprintable() or letter in "\n\r\t\ufeff" for letter in text)
