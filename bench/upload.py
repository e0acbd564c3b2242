"""One GiB of Squid log through the browser's form, to a real server: `python -m bench.upload [--mib 1024]`.

Prints seconds, the most memory a worker held, and what was written on disk; exits with 1 when a bar is missed.
"""

import argparse
import http.client
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.bars import tell_missed
from bench.observing import peak_memory
from bench.site import HOME_PATH, Site, Visitor, running_site, sign_in

MIB = 1 << 20
BLOCK_BYTES = 16 * MIB
HIT_SHARE = 0.005
PATH = f"{HOME_PATH}observer/journaux/"
BOUNDARY = "pleinjour-bench-4f1c9a"
MOST_MEMORY_MIB, MOST_SECONDS, MOST_WRITTEN_MIB = 200, 20.0, 8


@dataclass(frozen=True, slots=True)
class Measure:
    seconds: float
    memory_mib: float
    written_mib: float
    new_files: tuple[str, ...]

    def bars(self) -> dict[str, bool]:
        """Each bar, and whether it is missed."""
        return {
            f"memory over {MOST_MEMORY_MIB} MiB": self.memory_mib > MOST_MEMORY_MIB,
            f"longer than {MOST_SECONDS:.0f} s": self.seconds > MOST_SECONDS,
            "the log was written on disk": self.written_mib > MOST_WRITTEN_MIB,
            f"files were left: {', '.join(self.new_files)}": bool(self.new_files),
        }


def make_block(seed: int = 7) -> bytes:
    """About 16 MiB of native Squid lines, one in two hundred to a known service."""
    dice = random.Random(seed)
    lines: list[bytes] = []
    size, at = 0, 1_772_524_800.0
    while size < BLOCK_BYTES:
        at += dice.random() / 40
        host = "chatgpt.com" if dice.random() < HIT_SHARE else f"site{dice.randrange(9000)}.example"
        client = f"10.{dice.randrange(4)}.{dice.randrange(256)}.{dice.randrange(1, 255)}"
        line = (
            f"{at:.3f} {dice.randrange(900):6d} {client} TCP_TUNNEL/200 {dice.randrange(90_000)} "
            f"CONNECT {host}:443 - HIER_DIRECT/192.0.2.9 -\n"
        )
        lines.append(line.encode())
        size += len(line)
    return b"".join(lines)


def send(visitor: Visitor, block: bytes, mebibytes: int) -> tuple[int, str]:
    """Send the form as a browser does; the answer's status, and where it leads."""
    csrf = visitor.token(PATH)
    head = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in (("csrfmiddlewaretoken", csrf), ("format", ""))
    )
    head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="logs"; filename="proxy.log"\r\n\r\n'
    tail, times = f"\r\n--{BOUNDARY}--\r\n", mebibytes * MIB // BLOCK_BYTES

    def body() -> Iterator[bytes]:
        yield head.encode()
        for _ in range(times):
            for start in range(0, len(block), MIB):
                yield block[start : start + MIB]
        yield tail.encode()

    headers = {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Content-Length": str(len(head) + times * len(block) + len(tail)),
        "Cookie": visitor.cookie,
        "Origin": visitor.site.url,
    }
    connection = http.client.HTTPConnection("127.0.0.1", visitor.site.port, timeout=300)
    connection.request("POST", PATH, body=body(), headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers.get("Location", "")


def measure(site: Site, mebibytes: int) -> Measure:
    visitor = sign_in(site, "rssi")
    block = make_block()
    before, written = files_of(site), bytes_written(site)
    for pid in site.workers():
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    start = time.monotonic()
    status, place = send(visitor, block, mebibytes)
    seconds = time.monotonic() - start
    if status != 302 or "recus" not in place:
        raise RuntimeError(f"the upload was answered {status}")
    return Measure(
        seconds=seconds,
        memory_mib=max(peak_memory(str(pid)) for pid in site.workers()) / MIB,
        written_mib=(bytes_written(site) - written) / MIB,
        new_files=tuple(sorted(files_of(site) - before)),
    )


def bytes_written(site: Site) -> int:
    """Octets that the workers have sent to a disk since they started, deleted files included."""
    lines = "".join(Path(f"/proc/{pid}/io").read_text() for pid in site.workers()).splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("write_bytes"))


def files_of(site: Site) -> set[str]:
    return {str(path) for path in site.folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm"))}


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--mib", type=int, default=1024)
    mebibytes: int = options.parse_args().mib
    with running_site(workers=1) as site:
        found = measure(site, mebibytes)
    print(f"upload of {mebibytes} MiB: {found.seconds:.1f} s, {mebibytes / found.seconds:.0f} MiB/s")
    print(f"most memory of a worker: {found.memory_mib:.0f} MiB; written on disk: {found.written_mib:.2f} MiB")
    return tell_missed(found.bars())


if __name__ == "__main__":
    sys.exit(main())
