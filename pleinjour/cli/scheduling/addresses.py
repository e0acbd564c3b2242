"""Where the machines of a cluster meet, and the certificates by which they know each other."""

import os
import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pleinjour.cli.scheduling.errors import (
    CertificatesMissing,
    CertificatesWrong,
    DaskAbsent,
    SchedulerInClear,
    WorkerInClear,
)
from pleinjour.cli.this_machine import is_this_machine

if TYPE_CHECKING:
    from distributed import Security

SCHEDULER_PORT = 8786


@dataclass(frozen=True, slots=True)
class Cluster:
    """The address of a scheduler, and three certificates in PEM: each is the path of a file, or the text itself."""

    address: str
    ca: str = ""
    cert: str = ""
    key: str = field(default="", repr=False)

    def security(self) -> "Security":
        """What Dask must ask of every connection, as client, scheduler or worker: an encrypted one on which each shows
        the other a certificate of our authority. Without encryption on this machine alone.

        Raises SchedulerInClear, CertificatesMissing, CertificatesWrong or DaskAbsent.
        """
        if not is_safe(self.address):
            raise SchedulerInClear(address=self.address)
        encrypted = self.address.startswith("tls://")
        if encrypted and not (self.ca and self.cert and self.key):
            raise CertificatesMissing
        try:
            from distributed import Security
        except ImportError:
            raise DaskAbsent from None
        if not encrypted:
            return Security(require_encryption=False)
        roles = ("client", "scheduler", "worker")
        certificates = {f"tls_{role}_cert": self.cert for role in roles} | {
            f"tls_{role}_key": self.key for role in roles
        }
        security = Security(
            require_encryption=True,
            tls_ca_file=self.ca,
            tls_min_version=ssl.TLSVersion.TLSv1_3,
            **certificates,
        )
        try:
            security.get_connection_args("client")
        except OSError:  # ssl.SSLError is one
            raise CertificatesWrong from None
        return security


def with_certificates(address: str, ca: str | None, cert: str | None, key: str | None) -> Cluster:
    """The cluster at `address`, with certificates from the files that are given or, for others, the environment."""
    from pleinjour.web.config.values import Reader

    read = Reader(os.environ)
    given = (("CA", ca), ("CERT", cert), ("KEY", key))
    return Cluster(address, *(path or read.secret_place(f"DASK_TLS_{name}") for name, path in given))


def is_safe(address: str) -> bool:
    """Whether what is said at this address is encrypted, or does not leave this machine."""
    parts = urlsplit(address)
    return parts.scheme == "tls" or (parts.scheme == "tcp" and is_this_machine(parts.hostname or ""))


def require_safe_workers(addresses: list[str]) -> None:
    """Raises WorkerInClear when one of the workers would be told the key unencrypted."""
    for worker in addresses:
        if not is_safe(worker):
            raise WorkerInClear(worker=worker)
