"""Where the server can be reached: what it may listen on, and this machine's addresses in its network."""

from __future__ import annotations

import contextlib
import ipaddress
import socket

from workshop.errors import WorkshopError
from workshop.settings import Settings

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what `serve --lan` is for, and says
"""Where a server listens on all of this machine's addresses."""


def refuse(settings: Settings, key: str | None = None) -> None:
    """Refuse an address or a port that cannot be served.

    Raises:
        WorkshopError: the address is not this machine's own although there is no key, or the port is taken.
    """
    if key is None:
        _refuse_other_machines(settings.address)
    _refuse_a_taken_port(settings.address, settings.port)


def hosts(address: str = EVERYWHERE) -> list[str]:
    """Return at which addresses other machines reach a server that listens there, the most likely one first."""
    if address != EVERYWHERE:
        return [] if address == "localhost" or _is_loopback(address) else [address]
    found = [_default_host()]
    with contextlib.suppress(OSError):
        found += [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [host for host in dict.fromkeys(found) if host and not ipaddress.ip_address(host).is_loopback]


def _default_host() -> str | None:
    """Return the address that a packet to elsewhere would have; none is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])


def _refuse_other_machines(address: str) -> None:
    if address == "localhost" or _is_loopback(address):
        return
    raise WorkshopError(
        f"Backtalk serves this machine only, and {address} can be reached from others.",
        "Leave the address at 127.0.0.1, or start it with --lan for phones in the same network.",
    )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _refuse_a_taken_port(address: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise WorkshopError(
                f"Port {port} is taken, perhaps by Backtalk in another window.",
                "Use that window, or choose another port with BACKTALK_PORT.",
            ) from error
