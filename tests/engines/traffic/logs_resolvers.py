"""What stubs ask of resolvers."""

from random import Random

from tests.engines.traffic.logs_visits import Visit

TYPES = ("A", "A", "A", "AAAA", "AAAA", "HTTPS", "TYPE65", "MX", "TXT")


def asked(visit: Visit, chance: Random) -> str:
    """A name as stubs send it: some play with its case against forged answers (draft-vixie-dnsext-dns0x20)."""
    name = visit.question
    if chance.random() < 0.1:
        return "".join(chance.choice((letter, letter.upper())) for letter in name)
    return name
