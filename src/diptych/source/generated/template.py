"""Templates expanded over data: loops, conditions and filters, in a sandbox with limits.

A template is rewritten before Jinja2 compiles it, so that its output says where each piece comes
from: each is preceded by a mark of control characters, which texts cannot contain.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import jinja2
from jinja2 import nodes

from diptych.diagnostics import DiagnosticKind, nearest
from diptych.source.data import Record
from diptych.source.generated.diagnostic_kinds import BROKEN_GENERATOR, UNKNOWN_COLUMN
from diptych.source.generated.environment import LATER, MissingNameError, new_environment
from diptych.source.generated.expansion import Expansion
from diptych.source.generated.source_map import Piece


class Failure(Exception):  # noqa: N818 - an author's error, not one of the program
    """A template that cannot be expanded: what is wrong, and on which line."""

    def __init__(
        self, kind: DiagnosticKind, line: int, message: str, hint: str | None, word: str = ""
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.line = line
        self.hint = hint
        self.word = word
        """The word on the line to point at."""


class _Raw(NamedTuple):
    """A token of the template, as written."""

    kind: str
    text: str
    at: int
    """Its offset in the template."""
    before: str
    """Dropped text before it: spaces removed by a `-`, or around a tag on a line of its own."""


class Template:
    """A template, compiled once and expanded for each record."""

    def __init__(self, source: str, names: Collection[str], *, own: str = "") -> None:
        """Compile `source`, in which `names` will have values; raise Failure if it is invalid.

        `own` is the name of the slide's record, whose columns can remain variables.
        """
        self.source = source
        self.own: re.Pattern[str] | None = None
        self.environment = new_environment()
        try:
            tree = self.environment.parse(source)
            self._refuse(tree)
            given = _names_in(tree)
            self.names = given | set(names)
            if own and own not in given:
                self.own = re.compile(rf"{own}(\.[A-Za-z_]\w*)+")
            self.compiled = self.environment.from_string(self._rewritten())
        except jinja2.TemplateAssertionError as error:
            raise self._no_filter(error) from error
        except jinja2.TemplateSyntaxError as error:
            message = f"the template is broken: {error.message or 'it cannot be parsed'}"
            raise Failure(BROKEN_GENERATOR, error.lineno, message, _syntax_hint(message)) from error
        except (RecursionError, MemoryError, SyntaxError, ValueError) as error:
            raise Failure(BROKEN_GENERATOR, 1, "the template is too deeply nested", None) from error

    def pieces(self, values: Mapping[str, object]) -> Iterator[Piece]:
        """Yield the output of the template for `values`; raise Failure if it cannot be expanded."""
        run = Expansion(len(self.source))
        self.environment.work.begin()
        try:
            made = self.compiled.render({**values, "__show": run.show, "__later": run.later})
        except Failure:
            raise
        except Exception as error:
            raise self._failed(error, run) from error
        return run.pieces(made)

    def _refuse(self, tree: nodes.Template) -> None:
        others = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
        for node in tree.find_all(others):
            hint = "write it out; macros in the same file can be called"
            message = "a generator cannot include other templates"
            raise Failure(BROKEN_GENERATOR, node.lineno, message, hint)

    def _tokens(self) -> Iterator[_Raw]:
        at = 0
        for _, kind, text in self.environment.lex(self.source):
            found = self.source.find(text, at)
            yield _Raw(kind, text, found, self.source[at:found])
            at = found + len(text)

    def _rewritten(self) -> str:
        """Return the template with marks added; line numbers do not change."""
        made: list[str] = []
        tokens = self._tokens()
        word, raw = "", False
        for token in tokens:
            match token.kind:
                case "data":
                    made.append("" if raw else _lines(token.before))
                    made += _marked(token)
                case "variable_begin":
                    made.append(self._shown(token, tokens))
                case "block_begin":
                    made.append("{%" + "\n" * token.before.count("\n"))
                    word = ""
                case "block_end":
                    made.append("\n" * token.text.count("\n") + "%}")
                case "raw_begin":
                    made.append(_lines(token.before + token.text) + "{% raw %}")
                    raw = True
                case "raw_end":
                    made.append("{% endraw %}" + _lines(token.before + token.text))
                    raw = False
                case kind:
                    word = word or (token.text if kind == "name" else "")
                    made.append(token.before + token.text)
        return "".join(made)

    def _shown(self, begin: _Raw, tokens: Iterator[_Raw]) -> str:
        """Return the code for `{{ expression }}`: its marked value, or the expression itself."""
        inside: list[_Raw] = []
        end = begin
        for token in tokens:
            if token.kind == "variable_end":
                end = token
                break
            inside.append(token)
        length = end.at + len(end.text.rstrip()) - begin.at
        expression = _text(inside)
        used = self._used(expression)
        before, after = _lines(begin.before), _lines(end.text)
        if not used & self.names:
            mark = f"\x02{begin.at},{length}\x03"
            return f"{before}{{% raw %}}{mark}{{{{{expression}}}}}{{% endraw %}}{after}"
        shown, rest = _split(inside)
        names = ", ".join(sorted(self._used(shown) & self.names))
        arguments = f"({begin.at}, {length}), ({shown}), [{names}], {self._kept(shown, rest)!r}"
        if rest:
            gap = "\n" * rest.count("\n")
            filters = json.dumps(" ".join(rest.split("\n")).strip())
            return f"{before}{{{{ __later({arguments}, {filters}){gap} }}}}{after}"
        return f"{before}{{{{ __show({arguments}) }}}}{after}"

    def _kept(self, shown: str, rest: str) -> str:
        """Return the expression for a value as a variable of the slide; empty if there is none."""
        if self.own is None or not self.own.fullmatch(shown.strip()):
            return ""
        return " ".join(f"{shown.strip()} {rest}".split("\n")).strip()

    def _used(self, expression: str) -> set[str]:
        tree = self.environment.parse("{{" + expression + "}}")
        return {node.name for node in tree.find_all(nodes.Name)}

    def _failed(self, error: Exception, run: Expansion) -> Failure:
        line = _line_of(error)
        if isinstance(error, MissingNameError):
            return self._missing(error, line)
        if isinstance(error, RecursionError):
            return Failure(BROKEN_GENERATOR, line, "it calls itself endlessly", None)
        what = f"this cannot be expanded: {str(error) or type(error).__name__}"
        return Failure(BROKEN_GENERATOR, line, what, run.hint(error))

    def _missing(self, error: MissingNameError, line: int) -> Failure:
        name, owner = error.name, error.owner
        if isinstance(owner, Record):
            message = f"{owner.name}, has no `{name}`"
            return Failure(UNKNOWN_COLUMN, line, message, nearest(name, owner, what="column"), name)
        if owner is not None:
            known = owner if isinstance(owner, Mapping) else ()
            hint = nearest(name, known) if known else _see(name, self.environment.filters)
            what = "a text" if isinstance(owner, str) else "the value before it"
            return Failure(UNKNOWN_COLUMN, line, f"{what} has no `{name}`", hint, name)
        hint = nearest(name, self.names)
        if name == "talk" or name not in self.names:
            hint = f"{hint} The talk's values are not known yet: use a separate `{{{{ }}}}`"
        return Failure(UNKNOWN_COLUMN, line, f"there is no `{name}` here", hint, name)

    def _no_filter(self, error: jinja2.TemplateAssertionError) -> Failure:
        message = str(error)
        found = re.match(r"No (filter|test) named '(.*)'", message)
        if not found:
            return Failure(BROKEN_GENERATOR, error.lineno, message, None)
        what, name = found.groups()
        known = self.environment.filters if what == "filter" else self.environment.tests
        hint = nearest(name, [*(one for one in known if one[0] != "_"), *LATER])
        if name in LATER:
            hint = f"`{name}` depends on the language: it must come last in a `{{{{ }}}}`"
        return Failure(BROKEN_GENERATOR, error.lineno, f"there is no {what} `{name}`", hint, name)


def _marked(token: _Raw) -> Iterator[str]:
    """Yield the lines of a text, each after a mark of its position."""
    at = token.at
    for line in token.text.splitlines(keepends=True):
        yield f"\x02{at},{len(line)}\x03{line}"
        at += len(line)


def _lines(dropped: str) -> str:
    """Return an empty expression with as many line breaks as `dropped` has."""
    breaks = "\n" * dropped.count("\n")
    return f"{{{{ ''{breaks} }}}}" if breaks else ""


def _names_in(tree: nodes.Template) -> set[str]:
    """Return the names that a template itself defines."""
    names = {node.name for node in tree.find_all(nodes.Name) if node.ctx in {"store", "param"}}
    names |= {macro.name for macro in tree.find_all(nodes.Macro)}
    given = ((nodes.For, "loop"), (nodes.Macro, "caller"))
    return names | {name for kind, name in given if tree.find(kind) is not None}


def _split(inside: Sequence[_Raw]) -> tuple[str, str]:
    """Return an expression up to the first language-dependent filter, and the rest."""
    depth = 0
    for index, token in enumerate(inside):
        if token.kind != "operator":
            continue
        depth += (token.text in "([{") - (token.text in ")]}")
        following = next((one for one in inside[index + 1 :] if one.kind != "whitespace"), None)
        if token.text == "|" and not depth and following and following.text in LATER:
            return _text(inside[:index]), _text(inside[index:])
    return _text(inside), ""


def _text(tokens: Sequence[_Raw]) -> str:
    return "".join(token.text for token in tokens)


def _line_of(error: BaseException) -> int:
    """Return the line of the template at which `error` was raised."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _see(name: str, filters: Collection[str]) -> str:
    """Return a hint for a name after a text or a list: methods are filters here."""
    return f"write `| {name}`" if name in filters else "check the data"


def _syntax_hint(message: str) -> str | None:
    return next((hint for words, hint in _HINTS.items() if words in message), None)


_HINTS = {
    "nexpected end of template": "close what was opened: `{% endfor %}`, `{% endif %}`",
    "unexpected '}'": "write `{{ row.name }}` or `{% if ... %}`",
    "ncountered unknown tag": "available: `for`, `if`, `set`, `macro`, `filter`, `raw`",
}
