"""Calls drawn from the description of the JSON API by schemathesis: server errors and breaks of the description.

    python -m bench.api [--calls 300]

Each operation is called with values that its description allows and with some that it forbids, on objects that are
there and on others. It is the test of `tests/web/home/test_api_described.py`, which draws a few calls at each change.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

TEST: Final = "tests/web/home/test_api_described.py"


def main() -> None:
    """Prints what was called and what broke; leaves with 1 when something did."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--calls", type=int, default=300, help="at most so many for each operation")
    calls = parser.parse_args().calls
    with TemporaryDirectory() as folder:
        tally = Path(folder) / "calls"
        code, out = _run({"PLEINJOUR_API_CALLS": str(calls), "PLEINJOUR_API_TALLY": str(tally)})
        made = len(tally.read_bytes()) if tally.exists() else 0
    print(f"{made} calls, {_count('passed', out)} operations hold, {_count('failed', out)} break")
    if code:
        print(out)
    sys.exit(code)


def _run(settings: dict[str, str]) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", TEST]
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def _count(word: str, out: str) -> int:
    found = re.search(rf"(\d+) {word}", out)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
