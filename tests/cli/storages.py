"""A real S3 server on this machine, with its accounts, and a cable that can be cut between it and us."""

import json
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection

import pytest
from moto.core.models import DEFAULT_ACCOUNT_ID as ACCOUNT_ID
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer
from s3fs import S3FileSystem

from pleinjour.cli.object_storage.connection import storage

VARIABLES = ("ENDPOINT", "ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN")
NAMES = ("logs", "logs/*", "absent", "absent/*")
_MAY_READ_LOGS = {"Effect": "Allow", "Action": ["s3:*"], "Resource": [f"arn:aws:s3:::{name}" for name in NAMES]}


@dataclass(frozen=True)
class Storage:
    """Where the server is, and an account that may do all in the bucket `logs` and nothing elsewhere."""

    url: str
    key_id: str
    secret: str

    def files(self) -> S3FileSystem:
        """The same storage by its library, to put objects there."""
        return S3FileSystem(
            key=self.key_id,
            secret=self.secret,
            endpoint_url=self.url,
            skip_instance_cache=True,
            use_listings_cache=False,
        )

    def environment(self) -> dict[str, str]:
        values = (self.url, self.key_id, self.secret)
        return {f"PLEINJOUR_S3_{name}": value for name, value in zip(VARIABLES[:3], values, strict=True)}

    def put(self, name: str, content: bytes) -> None:
        self.files().pipe_file(name, content)

    def fill(self, bucket: str, names: list[str], content: bytes) -> None:
        """Puts many objects at once, by the back door of the server."""
        backend = s3_backends[ACCOUNT_ID]["aws"]
        for name in names:
            backend.put_object(bucket, name, content)


@contextmanager
def running_storage() -> Iterator[Storage]:
    """A server that checks signatures and rights, with the buckets `logs` and `secrets`."""
    # Its first request would tie its log to the standard error of that test, which is closed at the next one.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        url = f"http://{host}:{port}"
        _set_free_actions(url, "inf")
        anyone = Storage(url, "anyone", "anything")
        anyone.files().mkdir("logs")
        anyone.files().mkdir("secrets")
        yield _with_account(url)
    finally:
        server.stop()


def _with_account(url: str) -> Storage:
    backend = iam_backends[ACCOUNT_ID]["aws"]
    backend.create_user("us-east-1", "reader")
    backend.put_user_policy("reader", "logs", json.dumps({"Version": "2012-10-17", "Statement": [_MAY_READ_LOGS]}))
    account = backend.create_access_key("reader")
    _set_free_actions(url, "0")
    return Storage(url, account.access_key_id, account.secret_access_key)


def _set_free_actions(url: str, count: str) -> None:
    """How many requests the server answers before it starts to check who asks."""
    host, _, port = url.removeprefix("http://").partition(":")
    connection = HTTPConnection(host, int(port))
    connection.request("POST", "/moto-api/reset-auth", count)
    assert connection.getresponse().status == 200
    connection.close()


def forget_storage(patch: pytest.MonkeyPatch) -> None:
    """No storage is known, nor anything of this machine's own cloud accounts."""
    storage.cache_clear()
    for name in VARIABLES:
        patch.delenv(f"PLEINJOUR_S3_{name}", raising=False)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL", "AWS_PROFILE"):
        patch.delenv(name, raising=False)
    patch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
    patch.setenv("AWS_CONFIG_FILE", "/nowhere")
    patch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@contextmanager
def cut_cable(url: str, *, after: int, times: int) -> Iterator[str]:
    """Another address of the server: so many connections break off once they have given `after` bytes."""
    host, _, port = url.removeprefix("http://").partition(":")
    left = [times]
    with socket.create_server(("127.0.0.1", 0)) as door:

        def let_in() -> None:
            with suppress(OSError):
                while True:
                    ours, _ = door.accept()
                    theirs = socket.create_connection((host, int(port)))
                    threading.Thread(target=_pour, args=(ours, theirs, None, left), daemon=True).start()
                    threading.Thread(target=_pour, args=(theirs, ours, after, left), daemon=True).start()

        threading.Thread(target=let_in, daemon=True).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"


def _pour(source: socket.socket, target: socket.socket, after: int | None, left: list[int]) -> None:
    poured = 0
    with suppress(OSError), source, target:
        while content := source.recv(1 << 16):
            target.sendall(content)
            poured += len(content)
            if after is not None and poured > after and left[0] > 0:
                left[0] -= 1
                target.shutdown(socket.SHUT_RDWR)
                return
