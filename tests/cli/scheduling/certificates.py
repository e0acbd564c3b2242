"""Authorities and certificates for tests, as docs/exploiter/plusieurs-machines.md has people make them."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_NOW = datetime.datetime.now(datetime.UTC)
_PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class Certificates:
    """Three files: the authority's certificate, a machine's, and its key."""

    ca: Path
    cert: Path
    key: Path

    @property
    def words(self) -> list[str]:
        return ["--tls-ca", str(self.ca), "--tls-cert", str(self.cert), "--tls-key", str(self.key)]


def make_certificates(folder: Path) -> Certificates:
    """An authority of its own in `folder`, and a machine that it knows."""
    folder.mkdir()
    authority_key, machine_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = _certificate("autorite", authority_key.public_key(), "autorite", authority_key, is_authority=True)
    machine = _certificate("machine", machine_key.public_key(), "autorite", authority_key, is_authority=False)
    files = Certificates(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    files.ca.write_bytes(authority.public_bytes(_PEM))
    files.cert.write_bytes(machine.public_bytes(_PEM))
    files.key.write_bytes(
        machine_key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files


def _certificate(
    name: str,
    key: ec.EllipticCurvePublicKey,
    signer: str,
    signing_key: ec.EllipticCurvePrivateKey,
    *,
    is_authority: bool,
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(signer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_NOW - datetime.timedelta(days=1))
        .not_valid_after(_NOW + datetime.timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .sign(signing_key, hashes.SHA256())
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
