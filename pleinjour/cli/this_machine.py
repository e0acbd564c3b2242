"""What is said to this machine itself needs no encryption: it travels nowhere."""

from ipaddress import ip_address


def is_this_machine(host: str) -> bool:
    """Whether nothing leaves this machine to reach `host`: a loopback address, or `localhost` (RFC 6761, 6.3)."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
