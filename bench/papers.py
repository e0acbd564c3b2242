"""The papers of the demonstration: pages, time to make, and what a checker of PDF/UA-1 that is not ours says of them.

python -m bench.papers
"""

import tempfile
import time
from pathlib import Path

import outloud
import pikepdf

from bench.site import HOME_PATH, Visitor, running_site, sign_in

OBSERVE = f"{HOME_PATH}observer/"


def main() -> None:
    with running_site() as site, tempfile.TemporaryDirectory() as folder:
        direction = sign_in(site, "direction")
        for path in [f"documents/{key}.pdf" for key in ("notice", "cst", "registre", "aipd")] + _reports(direction):
            print(judge(direction, path, Path(folder) / "paper.pdf"))
    print(f"checker: outloud {outloud.__version__}; veraPDF has not judged these files")


def judge(reader: Visitor, path: str, file: Path) -> str:
    """One line: pages, seconds, kB, and findings about conformity and about meaning."""
    start = time.perf_counter()
    with reader.opener.open(f"{reader.site.url}{OBSERVE}{path}") as answer:
        file.write_bytes(answer.read())
    seconds = time.perf_counter() - start
    with pikepdf.open(file) as document:
        pages = len(document.pages)
    conformity = outloud.check(str(file), layers=["conformance"])
    meaning = outloud.check(str(file), layers=["semantic"])
    warned = sorted({finding.rule for finding in meaning.findings})
    return (
        f"{path:24} {pages} pages  {seconds:.2f} s  {file.stat().st_size / 1000:.0f} kB  "
        f"conformity {len(conformity.findings)}  meaning {' '.join(warned) or 0}"
    )


def _reports(reader: Visitor) -> list[str]:
    """The report of the last published month, which the door of Observer leads to."""
    with reader.opener.open(f"{reader.site.url}{OBSERVE}") as answer:
        month = answer.url.rstrip("/").rpartition("/")[2]
    return [f"{month}/rapport.pdf"]


if __name__ == "__main__":
    main()
