"""Compile every catalogue of pleinjour/locale, for a working copy and for the wheel alike."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


def compile_all(root: Path = ROOT) -> None:
    """Write each `.mo` beside its `.po`."""
    for source in sorted(root.glob("pleinjour/locale/*/LC_MESSAGES/*.po")):
        with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(text, locale=source.parts[-3], abort_invalid=True))


if __name__ == "__main__":
    compile_all()
