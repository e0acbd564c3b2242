"""A file holds on a few screens and a function on one: what does not is two things."""

import ast

import pytest

from tests.architecture.working_copy import functions, named, python_files

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60


def test_no_file_is_too_long() -> None:
    lengths = {named(path): len(path.read_text().splitlines()) for path in python_files()}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FILE} == {}


@pytest.mark.parametrize("room", ["pleinjour", "tests", "bench", "fuzz", "bin"])
def test_no_function_is_too_long(room: str) -> None:
    too_long = [
        f"{named(path)}: {node.name}"
        for path in python_files(room)
        for node in functions(path)
        if lines_of(node) > MOST_LINES_OF_A_FUNCTION
    ]
    assert too_long == []


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
