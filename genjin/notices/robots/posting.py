"""One POST to somebody else's server: over https, to a public address, without redirects, bounded in time and size."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

TIMEOUT = 10.0
# An answer is some hundred bytes; more is not read.
LARGEST = 64 * 1024


class NotHandedOver(OSError):
    """Nothing was sent: it may be tried again without being told twice."""


class NoAnswer(OSError):
    """It was handed over, and no answer came: nobody knows."""


@dataclass(frozen=True, slots=True)
class Address:
    """host: its name, for the certificate; ip: what is connected to, looked up once so that it cannot change after."""

    secure: bool
    host: str
    port: int
    target: str


def read_address(url: str) -> Address:
    """Raises ValueError for anything but https with a host; named test servers may go without."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username or parts.password:
        raise ValueError("not an https address")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if parts.scheme != "https" and not _is_named(parts.hostname, port):
        raise ValueError("not an https address")
    target = parts.path or "/"
    return Address(parts.scheme == "https", parts.hostname, port, f"{target}?{parts.query}" if parts.query else target)


def post(url: str, body: bytes) -> tuple[int, bytes]:
    """Status and body. Raises ValueError for an address that is not allowed, NotHandedOver, NoAnswer."""
    address = read_address(url)
    until = time.monotonic() + TIMEOUT
    link = _connect(address)
    try:
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "genjin", "Connection": "close"}
        link.request("POST", address.target, body=body, headers=headers)
        answer = link.getresponse()
        read = b""
        while len(read) < LARGEST and (part := answer.read1(LARGEST - len(read))):
            read += part
            if time.monotonic() > until:
                break
        return answer.status, read
    except (OSError, http.client.HTTPException) as fault:
        raise NoAnswer(f"{type(fault).__name__}: {fault}") from fault
    finally:
        link.close()


def _connect(address: Address) -> http.client.HTTPConnection:
    try:
        ip = _find_public(address)
        sock = socket.create_connection((ip, address.port), timeout=TIMEOUT)
    except OSError as fault:
        raise NotHandedOver(f"{type(fault).__name__}: {fault}") from fault
    link = http.client.HTTPConnection(address.host, address.port, timeout=TIMEOUT)
    try:
        # The certificate is checked for the name, whatever address the name led to.
        link.sock = (
            ssl.create_default_context().wrap_socket(sock, server_hostname=address.host) if address.secure else sock
        )
    except OSError as fault:
        sock.close()
        raise NotHandedOver(f"{type(fault).__name__}: {fault}") from fault
    return link


def _find_public(address: Address) -> str:
    """An address of the host. Raises ValueError when one of them is not public, unless the server is named."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)]
    if not _is_named(address.host, address.port) and not all(_is_public(ip) for ip in found):
        raise ValueError(f"{address.host} is not a public address")
    return found[0]


def _is_public(text: str) -> bool:
    ip = ipaddress.ip_address(text.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or mapped.is_global)


def _is_named(host: str, port: int) -> bool:
    return f"{host}:{port}" in settings.ROBOT_HOSTS
