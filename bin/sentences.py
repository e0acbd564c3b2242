"""Find every sentence that people read: in Python calls, error classes, templates, the accessibility statement."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace
from django.utils.translation.template import block_re, constant_re, endblock_re, inline_re, plural_re

SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop", "translate", "french", "Phrase", "refuse"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
HELP = {"help", "short_help", "epilog", "metavar", "subcommand_metavar"}
TEMPLATES = {".html", ".txt", ".svg", ".xml"}


@dataclass(frozen=True, order=True)
class Sentence:
    """A message id, as gettext looks it up."""

    text: str
    plural: str = ""
    context: str = ""


def in_package(root: Path) -> Iterator[tuple[Sentence, str]]:
    """Each sentence under `root`/pleinjour, with the file where it stands."""
    for path in sorted((root / "pleinjour").rglob("*")):
        if path.suffix == ".py":
            found = in_python(path.read_text())
        elif path.suffix in TEMPLATES and "templates" in path.parts:
            found = in_template(path.read_text())
        elif path.name == "accessibility.yaml":
            found = in_statement(path.read_text())
        else:
            continue
        for sentence in found:
            yield sentence, path.relative_to(root).as_posix()


def in_python(source: str) -> Iterator[Sentence]:
    """The sentences of gettext calls, the `sentence` of each error class, and what click shows as help."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from in_call(node)
        elif isinstance(node, ast.ClassDef):
            yield from in_class(node)
        elif isinstance(node, ast.FunctionDef):
            yield from in_command(node)


def in_call(call: ast.Call) -> Iterator[Sentence]:
    name = name_of(call.func)
    if is_click(call.func):
        found = (constant(word.value) for word in call.keywords if word.arg in HELP)
        yield from (Sentence(inspect.cleandoc(text)) for text in found if text)
    texts = [text for text in map(constant, call.args) if text is not None]
    if name in SINGULAR and len(texts) >= 1:
        yield Sentence(texts[0])
    elif name in PLURAL and len(texts) >= 2:
        yield Sentence(texts[0], plural=texts[1])
    elif name in IN_CONTEXT and len(texts) >= 2:
        yield Sentence(texts[1], context=texts[0])


def name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def is_click(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and name_of(called.value) == "click"


def in_command(function: ast.FunctionDef) -> Iterator[Sentence]:
    """The docstring of a command, which click shows."""
    calls = [call.func for call in function.decorator_list if isinstance(call, ast.Call)]
    text = ast.get_docstring(function)
    if text and any(is_click(called) and name_of(called) in {"command", "group"} for called in calls):
        yield Sentence(text)


def in_class(node: ast.ClassDef) -> Iterator[Sentence]:
    for item in node.body:
        if isinstance(item, ast.AnnAssign):
            names: list[ast.expr] = [item.target]
        elif isinstance(item, ast.Assign):
            names = item.targets
        else:
            continue
        text = constant(item.value)
        if text and any(isinstance(name, ast.Name) and name.id == "sentence" for name in names):
            yield Sentence(text)


def constant(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def in_statement(source: str) -> Iterator[Sentence]:
    """What the accessibility statement lists, which its page translates."""
    fields = yaml.safe_load(source)
    for key in ("not_accessible", "exempted", "tested_with"):
        yield from (Sentence(point) for point in fields[key])


def in_template(source: str) -> Iterator[Sentence]:
    """The sentences of `translate`, `blocktranslate` and `_("…")`, escaped as Django does."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type not in (TokenType.BLOCK, TokenType.VAR):
            continue
        yield from (Sentence(escaped(unquoted(text))) for text in constant_re.findall(token.contents))
        inline, block = inline_re.match(token.contents), block_re.match(token.contents)
        if token.token_type == TokenType.BLOCK and inline:
            yield Sentence(escaped(unquoted(inline[1])), context=unquoted(inline[3] or ""))
        elif token.token_type == TokenType.BLOCK and block:
            yield read_block(token, tokens, unquoted(block[2] or ""))


def read_block(opening: Token, tokens: Iterator[Token], context: str) -> Sentence:
    """The sentence between `blocktranslate` and its end; reads `tokens` up to there."""
    forms = [""]
    for token in tokens:
        if token.token_type == TokenType.BLOCK and endblock_re.match(token.contents):
            break
        if token.token_type == TokenType.BLOCK and plural_re.match(token.contents):
            forms.append("")
        elif token.token_type == TokenType.VAR:
            forms[-1] += f"%({token.contents})s"
        elif token.token_type == TokenType.TEXT:
            forms[-1] += escaped(token.contents)
    if "trimmed" in opening.split_contents():
        forms = [trim_whitespace(form) for form in forms]
    return Sentence(forms[0], plural="".join(forms[1:]), context=context)


def unquoted(text: str) -> str:
    return text.strip().removeprefix("_(").removesuffix(")").strip("\"'")


def escaped(text: str) -> str:
    return text.replace("%", "%%")
