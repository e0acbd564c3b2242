"""Which questions to a resolver are asked to reach a service."""

ADDRESS_QUESTIONS = frozenset((b"A", b"AAAA", b"HTTPS", b"TYPE65"))
"""The types of question that somebody asks to reach a service; the rest (MX, TXT, PTR…) is machinery."""
