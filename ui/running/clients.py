"""Who asks, as far as limits need to know: an address, and for the newer kind the network of one connection."""

from __future__ import annotations

import ipaddress

_NETWORK_BITS = 64  # what one subscriber is given; within it addresses change at will


def client_of(host: str | None) -> str:
    """The name under which requests from a host are counted together."""
    try:
        address = ipaddress.ip_address((host or "").partition("%")[0])
    except ValueError:
        return "local"  # a socket file, or a proxy that names nobody
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.ip_network((address, _NETWORK_BITS), strict=False))
        address = address.ipv4_mapped
    return str(address)
