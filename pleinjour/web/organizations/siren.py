"""SIREN numbers: eight figures and a key, the Luhn formula of ISO/IEC 7812-1 (Insee, Sirene)."""

from pleinjour.web.organizations.errors import WrongSiren


def clean_siren(text: str) -> str:
    """The nine figures that `text` writes, spaces taken away. Raises WrongSiren."""
    figures = "".join(text.split())
    if len(figures) != 9 or not (figures.isascii() and figures.isdecimal()) or _luhn(figures) % 10:
        raise WrongSiren(siren=text.strip()[:20])
    return figures


def with_key(root: str) -> str:
    """The SIREN whose eight first figures are `root`."""
    return root + str(-_luhn(root + "0") % 10)


def _luhn(figures: str) -> int:
    doubled = (int(figure) * (1 + place % 2) for place, figure in enumerate(reversed(figures)))
    return sum(value // 10 + value % 10 for value in doubled)
