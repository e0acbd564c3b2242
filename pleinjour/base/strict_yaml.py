"""YAML by its own rule, which PyYAML does not keep: a key stands once in a mapping."""

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from yaml import SafeLoader as FastestLoader
else:
    # libyaml reads ten times faster; PyYAML may have been built without it.
    FastestLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

NOT_YAML = (yaml.YAMLError, RecursionError, ValueError, LookupError, AttributeError)
"""What `load_strictly` may raise. The last three: PyYAML builds what `2026-99-99` or `!!bool x` look like, and lets
what refuses it through."""


class _StrictLoader(FastestLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice", _second(node).start_mark)
        return mapping


def _second(mapping: yaml.MappingNode) -> yaml.Node:
    """The first key that was already there; the mapping itself when two writings of a key are one."""
    seen = set[str]()
    for key, _value in mapping.value:
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                return key
            seen.add(key.value)
    return mapping


def line_of(error: Exception) -> int | None:
    """Where a text stops being YAML, counted from 1; None when the error does not say."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return mark.line + 1 if mark else None


def load_strictly(text: str | bytes) -> object:
    """The plain value that a YAML text holds. Raises one of NOT_YAML."""
    # _StrictLoader builds plain values only: it derives from YAML's safe loader.
    return yaml.load(text, _StrictLoader)  # noqa: S506
