"""YAML by its own rule, which PyYAML does not keep: a key stands once in a mapping. And without references.

`*alias` and `<<` say in a few letters what takes hours to build: `<<` over lists of lists of one mapping, ten times
more for each level. Thousands of lists within lists, which are composed in C, end the process. Nothing that people
write for us needs either.
"""

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from yaml import SafeLoader as FastestLoader
else:
    # libyaml reads ten times faster; PyYAML may have been built without it.
    FastestLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_DEEPEST = 20
"""Mappings and lists within one another; our own data files stop at 9."""
_MERGE = "tag:yaml.org,2002:merge"
NOT_YAML = (yaml.YAMLError, RecursionError, ValueError, LookupError, AttributeError)
"""What `load_strictly` may raise. The last three: PyYAML builds what `2026-99-99` or `!!bool x` look like, and lets
what refuses it through."""


class _StrictLoader(FastestLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        # Before PyYAML merges, which is where the hours go.
        for key, _value in node.value:
            if key.tag == _MERGE:
                raise yaml.constructor.ConstructorError(None, None, "a merge", key.start_mark)
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice", _second(node).start_mark)
        return mapping


def _refuse_snares(text: str | bytes) -> None:
    """Raises YAMLError on an alias, and on what is too deep: before anything is composed."""
    depth = 0
    for event in yaml.parse(text, FastestLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
            mark: Any = event.start_mark  # libyaml's, which the stubs of errors forget
            raise yaml.composer.ComposerError(None, None, "an alias, or too deep", mark)


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
    _refuse_snares(text)
    # _StrictLoader builds plain values only: it derives from YAML's safe loader.
    return yaml.load(text, _StrictLoader)  # noqa: S506


def nodes_of(text: str | bytes) -> yaml.Node | None:
    """What `load_strictly` has read, as nodes that know their lines; None where there is nothing."""
    found: yaml.Node | None = yaml.compose(text, FastestLoader)
    return found
