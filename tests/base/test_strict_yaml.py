"""What is read as YAML: each key once, and nothing that a few letters would multiply."""

import time

import pytest

from pleinjour.base.strict_yaml import NOT_YAML, line_of, load_strictly


def merge_bomb(levels: int) -> str:
    """A mapping merged ten times into another, itself merged ten times into the next: 10^levels merges."""
    inner = "&a0 {k: v}"
    for level in range(1, levels):
        inner = f"&a{level} {{<<: [{inner}{f', *a{level - 1}' * 9}]}}"
    return f"<<: [{inner}{f', *a{levels - 1}' * 9}]\n"


def alias_bomb(levels: int) -> str:
    lines = ["a0: &a0 x", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels))]
    return "\n".join(lines)


@pytest.mark.parametrize("text", ["a: 1\nb: [x, y]\n", "{a: {b: '*c'}, d: '<<'}", "a: &unused 1\n"])
def test_plain_values_are_read(text: str) -> None:
    assert isinstance(load_strictly(text), dict)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\na: 2\n", 2),
        ("x: 1\ny: &y 2\nz: *y\n", 3),
        ("x: 1\n<<: {y: 2}\n", 2),
        ("a: {b: {<<: [{c: 1}]}}\n", 1),
        ("a: &a [*a]\n", 1),
        ("&k x: 1\ny: {*k : 2}\n", 2),
    ],
)
def test_a_key_that_stands_twice_and_what_refers_elsewhere_are_refused_with_their_line(text: str, line: int) -> None:
    with pytest.raises(NOT_YAML) as caught:
        load_strictly(text)
    assert line_of(caught.value) == line


@pytest.mark.parametrize("bomb", [merge_bomb(9), alias_bomb(40)])
def test_a_text_that_would_take_hours_is_refused_at_once(bomb: str) -> None:
    before = time.process_time()
    with pytest.raises(NOT_YAML):
        load_strictly(bomb)
    assert time.process_time() - before < 1


@pytest.mark.parametrize("bit", ["- ", "? ", "[", "{a: "])
def test_lists_within_lists_have_an_end(bit: str) -> None:
    """Composed in C, thirty thousand of them end the process, not the reading."""
    with pytest.raises(NOT_YAML):
        load_strictly(bit * 30_000)
    with pytest.raises(NOT_YAML):
        load_strictly("[" * 21 + "]" * 21)
