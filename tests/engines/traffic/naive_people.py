"""Who is one person, and how many people some lines surely hold: the rules of the engine's README.md, one by one."""

import ipaddress
import re
import unicodedata
import urllib.parse
from collections.abc import Iterable
from functools import cache

NaivePerson = tuple[str, str]
"""What the person is known by (`account`, `4`, `6` or `name`), and the one form of it."""


def naive_person(client: str, user: str) -> NaivePerson:
    of_user, of_client = naive_address(user), naive_address(client)
    if user.strip() and of_user is None:
        account = naive_account(user)
        return ("name", account[:-1]) if account.endswith("$") else ("account", account)
    if of_client or of_user:
        return of_client or of_user or ("", "")
    name = re.sub("[:#][0-9]*$", "", client.strip()) if len(re.findall("[:#]", client)) == 1 else client.strip()
    return ("name", name.split(".")[0])


@cache
def naive_account(user: str) -> str:
    whole = unicodedata.normalize("NFKC", urllib.parse.unquote(user)).casefold().strip()
    text = whole
    if text.startswith(("cn=", "uid=")) and "," in text.split("=")[1]:
        text = text.split("=")[1].split(",")[0]
    for mark in "\\/:|":
        text = text.split(mark)[-1]
    return text.split("@")[0].strip() or whole


@cache
def naive_address(text: str) -> NaivePerson | None:
    text = text.strip()
    for writing in (text, re.sub("[:#][0-9]*$", "", text)):
        bare = writing[1:-1] if writing.startswith("[") and writing.endswith("]") else writing
        if writing != text and bare == writing and ":" in writing:
            continue
        try:
            address = ipaddress.ip_address(bare.split("%")[0])
        except ValueError:
            continue
        number = int(address)
        if address.version == 4 or number >> 32 == 0xFFFF:
            return "4", str(number & 0xFFFFFFFF)
        return "6", str(number >> 64)
    return None


def most_of_a_kind(people: Iterable[NaivePerson]) -> int:
    """How many there are of the kind of which there are most: each may be known by all the others too."""
    distinct = set(people)
    kinds = [kind for kind, _ in distinct]
    return max((kinds.count(kind) for kind in kinds), default=0)
