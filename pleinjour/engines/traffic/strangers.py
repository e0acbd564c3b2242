"""Files that are brought by mistake for a log, known by their first bytes, and said by name."""

from typing import Final

from pleinjour.base.sentences import french

_IMAGE: Final = french("c’est une image, pas un journal")
_PDF: Final = french("c’est un PDF, pas un journal. Demandez à l’équipement son journal en texte")
_SHEET: Final = french(
    "c’est un classeur, pas un journal. Apportez le fichier que l’équipement a écrit, en texte ou en CSV"
)
_ZIP: Final = french("c’est une archive zip, 7z, rar ou tar. Sortez-en les journaux, et apportez-les")

_STARTS: Final = (
    (b"\x89PNG\r\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"%PDF-", _PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _SHEET),
    (b"7z\xbc\xaf\x27\x1c", _ZIP),
    (b"Rar!\x1a\x07", _ZIP),
)
_ZIPPED: Final = b"PK\x03\x04"
_SHEET_PARTS: Final = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")
_TAR_AT: Final = 257
_LOOKED_AT: Final = 2048


def name_stranger(head: bytes) -> str | None:
    """Why a file that starts with `head` is no log, when its first bytes say so; a French sentence to translate."""
    if head.startswith(_ZIPPED):
        is_sheet = any(part in head[:_LOOKED_AT] for part in _SHEET_PARTS)
        return _SHEET if is_sheet else _ZIP
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        return _ZIP
    return next((said for start, said in _STARTS if head.startswith(start)), None)
