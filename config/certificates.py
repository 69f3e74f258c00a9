"""HTTPS in a room without internet: an authority of the office's own, and a certificate from it.

The authority's key never leaves `var/ca`. Its certificate carries a name constraint (RFC 5280, 4.2.1.10):
whoever stole the key could still not pose as anything but a local address of this office, so a
volunteer's phone risks nothing by trusting it.
"""

import ipaddress
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from config import addresses

AUTHORITY_DAYS = 730  # a campaign and the one after
LEAF_DAYS = 397  # phones refuse server certificates that live longer
RENEW_DAYS = 30
LOCAL = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8",
         "100.64.0.0/10", "fc00::/7", "fe80::/10", "::1/128")  # fmt: skip
LOCAL_NAMES = ("localhost", "local", "lan", "home.arpa", "internal")


@dataclass(frozen=True)
class Pair:
    """Files (PEM) of a certificate with its chain, and of its key."""

    certificate: Path
    key: Path


def office_pair(
    folder: Path, names: list[str] | None = None, at: list[str] | None = None
) -> tuple[Pair, bool]:
    """The office's certificate in `folder` (`var/ca`), made or renewed when needed; True when it is new.

    `names` and `at` (addresses) default to this machine's. A new authority, which phones must be told
    about again, is made only when there is none, it ends soon, or an address lies outside what it may cover.
    """
    names, at = names or addresses.names(), at or addresses.addresses()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    authority = Pair(folder / "office.crt", folder / "office.key")
    pair = Pair(folder / "server.crt", folder / "server.key")
    fresh = (
        not authority.key.exists() or _ends_soon(authority.certificate) or not _covers(authority, names, at)
    )
    if fresh:
        _make_authority(authority, names, at)
    if (
        fresh
        or not pair.key.exists()
        or _ends_soon(pair.certificate)
        or named(pair.certificate) != {*names, *at}
    ):
        _make_leaf(pair, authority, names, at)
        return pair, True
    return pair, False


def named(certificate: Path) -> set[str]:
    """Names and addresses that a certificate is for."""
    found = _read(certificate).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {*found.get_values_for_type(x509.DNSName), *map(str, found.get_values_for_type(x509.IPAddress))}


def days_left(certificate: Path) -> float:
    """Days until a certificate ends; negative when it has."""
    return (_read(certificate).not_valid_after_utc - datetime.now(UTC)) / timedelta(days=1)


def fits(pair: Pair) -> str:
    """Empty when the key belongs to the certificate and both can be read, else a sentence."""
    try:
        certificate = _read(pair.certificate)
        key = serialization.load_pem_private_key(pair.key.read_bytes(), None)
    except FileNotFoundError as error:
        return f"There is no file {error.filename}."
    except PermissionError as error:
        return f"{error.filename} may not be read by the user who runs fieldoffice."
    except (ValueError, TypeError):
        return f"{pair.certificate} or {pair.key} is not a certificate and key in PEM, without a password."
    if certificate.public_key() != key.public_key():
        return f"{pair.key} is not the key of {pair.certificate}."
    if days_left(pair.certificate) < 0:
        return f"{pair.certificate} ended on {certificate.not_valid_after_utc:%d %B %Y}. Get a new one."
    return ""


def fingerprint(pem: bytes) -> str:
    """SHA-256 of a certificate as phones and browsers show it: 32 pairs of digits."""
    return x509.load_pem_x509_certificate(pem).fingerprint(hashes.SHA256()).hex(":").upper()


def _make_authority(pair: Pair, names: list[str], at: list[str]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _called("fieldoffice")
    single = [x509.IPAddress(ipaddress.ip_network(a)) for a in at if not _inside(a, LOCAL)]
    permitted = [
        *(x509.DNSName(n) for n in dict.fromkeys([*LOCAL_NAMES, *names])),
        *(x509.IPAddress(ipaddress.ip_network(net)) for net in LOCAL),
        *single,
    ]
    builder = (
        _builder(subject, subject, key, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
    )
    _write(pair.key, _private(key))
    _write(
        pair.certificate, builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM), 0o644
    )


def _make_leaf(pair: Pair, authority: Pair, names: list[str], at: list[str]) -> None:
    issuer = _read(authority.certificate)
    signer = serialization.load_pem_private_key(authority.key.read_bytes(), None)
    key = ec.generate_private_key(ec.SECP256R1())
    also = [*map(x509.DNSName, names), *(x509.IPAddress(ipaddress.ip_address(a)) for a in at)]
    days = min(LEAF_DAYS, days_left(authority.certificate))
    builder = (
        _builder(_called("fieldoffice on this machine"), issuer.subject, key, days)
        .add_extension(x509.SubjectAlternativeName(also), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False
        )
    )
    signed = builder.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    _write(pair.key, _private(key))
    _write(pair.certificate, signed + authority.certificate.read_bytes(), 0o644)


def _builder(subject, issuer, key, days: float) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder(issuer_name=issuer, subject_name=subject, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # phones whose clock is behind
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(**chosen: bool) -> x509.KeyUsage:
    every = ("digital_signature content_commitment key_encipherment data_encipherment key_agreement "
             "key_cert_sign crl_sign encipher_only decipher_only").split()  # fmt: skip
    return x509.KeyUsage(**{name: chosen.get(name, False) for name in every})


def _covers(authority: Pair, names: list[str], at: list[str]) -> bool:
    try:
        permitted = (
            _read(authority.certificate).extensions.get_extension_for_class(x509.NameConstraints).value
        )
    except (x509.ExtensionNotFound, ValueError):
        return False
    networks = [str(s.value) for s in permitted.permitted_subtrees if isinstance(s, x509.IPAddress)]
    domains = [s.value for s in permitted.permitted_subtrees if isinstance(s, x509.DNSName)]
    inside = all(any(n == d or n.endswith("." + d) for d in domains) for n in names)
    return inside and all(_inside(a, networks) for a in at)


def _inside(address: str, networks) -> bool:
    ip = ipaddress.ip_address(address)
    return any(
        ip in ipaddress.ip_network(n) for n in networks if ipaddress.ip_network(n).version == ip.version
    )


def _ends_soon(certificate: Path) -> bool:
    return not certificate.exists() or days_left(certificate) < RENEW_DAYS


def _read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _private(key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, data: bytes, mode: int = 0o600) -> None:
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(data)
    part.replace(path)
