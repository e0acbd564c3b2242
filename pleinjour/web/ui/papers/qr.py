"""An address as a QR code (ISO/IEC 18004), drawn as our own SVG. The matrix is segno's: decision 0017."""

from typing import Final
from xml.sax.saxutils import escape

import segno

QUIET: Final = 4
"""Modules left white around the code, as the standard asks."""


def draw_qr(address: str) -> str:
    """An SVG without style of its own: black on white in both themes, for a lens to read. Its name is the address."""
    matrix = segno.make(address, error="m", micro=False).matrix
    size = len(matrix) + 2 * QUIET
    places = ((x, y) for y, line in enumerate(matrix, QUIET) for x, is_dark in enumerate(line, QUIET) if is_dark)
    dark = "".join(f"M{x} {y}h1v1h-1z" for x, y in places)
    return (
        f'<svg viewBox="0 0 {size} {size}" role="img" shape-rendering="crispEdges"><title>{escape(address)}</title>'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path fill="#000" d="{dark}"/></svg>'
    )
