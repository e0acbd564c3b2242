"""What must not be written: a promise for later, a domain in dictionaries, a load from somebody else's server."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.working_copy import CODE, PACKAGE, ROOT, functions, named, python_files

# Written in two parts: this file is read too.
PROMISES = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
THIRD_PARTY = re.compile(
    r"""\bsrc(?:set)?=["']?(?:https?:)?//|<link[^>]+href=["']?(?:https?:)?//|url\(["']?(?:https?:)?//|@import""",
    re.IGNORECASE,
)
UNTYPED = {"dict[str, Any]", "Dict[str, Any]", "Mapping[str, Any]", "MutableMapping[str, Any]"}


def texts(*suffixes: str) -> Iterator[tuple[Path, str]]:
    for room in CODE:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in suffixes:
                yield path, path.read_text()


def test_nothing_is_put_off() -> None:
    found = [named(path) for path, text in texts(".py", ".html", ".css", ".js") if PROMISES.search(text)]
    assert found == []


def test_no_page_loads_anything_from_a_third_party() -> None:
    found = [named(path) for path, text in texts(".html", ".css", ".js", ".svg") if THIRD_PARTY.search(text)]
    assert found == []


def test_no_template_carries_style_or_script_in_line() -> None:
    inline = re.compile(r"<style|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=[\"']", re.IGNORECASE)
    assert [named(path) for path, text in texts(".html") if inline.search(text)] == []


def test_signatures_carry_types_and_not_dictionaries_of_anything() -> None:
    found = [
        f"{named(path)}: {node.name}"
        for path in python_files("pleinjour")
        for node in functions(path)
        if UNTYPED & {ast.unparse(annotation) for annotation in annotations(node)}
    ]
    assert found == []


def annotations(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.expr]:
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    yield from (argument.annotation for argument in every if argument.annotation)
    if node.returns:
        yield node.returns


def test_no_legal_or_personal_address_stands_in_the_code() -> None:
    mail = re.compile(
        r"[\w.+-]+@(?!example\.|[\w.-]*\.example|[\w.-]*\.test\b|[\w.-]*\.invalid\b)[\w-]+\.(?:fr|com|org)\b"
    )
    found = {named(path): mail.findall(text) for path, text in texts(".py", ".html") if PACKAGE in path.parents}
    assert {name: addresses for name, addresses in found.items() if addresses} == {}
