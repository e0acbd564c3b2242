"""`python -m fuzz TARGET [libFuzzer options]`: guided by coverage, from the seeds and the kept corpus."""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pleinjour"]):
    from fuzz.seeds import seeds
    from fuzz.targets import target_named

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    target = sys.argv[1]
    kept, work = ROOT / "fuzz" / "corpus" / target, ROOT / ".cache" / "fuzz" / target
    work.mkdir(parents=True, exist_ok=True)
    kept.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (work / f"seed-{number:04d}").write_bytes(seed)
    options = [f"-artifact_prefix={kept}/", "-timeout=10", "-rss_limit_mb=1024", "-max_len=8192", *sys.argv[2:]]
    atheris.Setup([sys.argv[0], *options, str(work), str(kept)], target_named(target))
    atheris.Fuzz()


main()
