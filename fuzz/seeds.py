"""Well-formed inputs to start from, made of the fixtures of the tests."""

import io
from collections.abc import Iterator
from pathlib import Path

from fuzz.targets import KEY, reading_of
from pleinjour.engines.traffic import TrafficError, summarise

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "engines" / "traffic" / "fixtures"
UNITS = b"unit,kind,value\nVoirie,cidr,10.1.0.0/16\nCCAS,user_suffix,@ccas.example\n"
MOST_BYTES = 4096


def seeds(target: str) -> Iterator[bytes]:
    """The inputs that `target` starts from, those of its reader's fixtures when it names one."""
    kind, _, reader = target.partition(":")
    if kind == "units":
        yield UNITS
        return
    for path in sorted(path for path in FIXTURES.rglob("*") if path.is_file()):
        name, lines = path.relative_to(FIXTURES).parts[0], path.read_bytes()[:MOST_BYTES]
        if reader and name != reader:
            continue
        if reader:
            yield lines
            continue
        if kind == "log":
            yield name.encode() + b"\n" + lines
            continue
        try:
            yield summarise(io.BytesIO(lines), reading_of(name), key=KEY)
        except TrafficError:
            continue
