"""markdown-it-py's inline rules, run so that every token knows where it stands.

markdown-it gives inline tokens no position, and tries every rule at every character that may begin
a construct. Here each rule is tried only at the characters it answers to, and each token's `map`,
which markdown-it leaves empty for inlines, holds its start and end in the inline content.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, emphasis, image, link

from nblint.markdown.engine.bounded import footnote_ref, html_inline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

    Rule = Callable[[StateInline, bool], bool]

# The characters at which each rule can succeed, from the rule's own first test.
_TRIGGERS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "footnote_ref": "[",
    "math_inline": "$",
    "math_tex": "\\",
    "alert": "[",
    "gfm_autolink_www": "w",
    "gfm_autolink_protocol": ":",
    "gfm_autolink_email": "@",
}

_LABEL_END = re.compile(r"[\] \n]")

# Where text cannot simply go on: the characters above and `]`, which ends a link's text, each with
# a pattern for what stands around the place behind it.
_TERMINATORS = (
    ("\n\\`~*_[]<$", ""),
    ("!", r"(?=\[)"),
    ("&", r"(?=[#a-zA-Z])"),
    ("w", r"(?=ww\.)"),
    ("@", r"(?<=[\w.+-]@)(?=[A-Za-z0-9])"),
    (":", r"(?:(?<=http:)|(?<=https:))(?=//)|(?<=mailto:)|(?<=xmpp:)"),
)


def _any_of(terminators: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """Return a pattern that begins with a set of characters, to which `re` skips quickly."""
    characters = "".join(characters for characters, _ in terminators)
    around = "|".join(f"(?<=[{re.escape(known)}])(?:{where})" for known, where in terminators)
    return re.compile(f"[{re.escape(characters)}](?:{around})")


class PositionedState(StateInline):
    """A StateInline that notes where each token it is given begins."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.starts: list[int] = []
        self.pending_start = -1
        self.unresolved_end = 0
        self.last_bracket = src.rfind("]")
        self._label_ends: dict[int, tuple[dict[int, int], dict[int, int]]] = {}
        self._footnote_end = 0, -1

    def label_ends(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return the ends of labels that are known, and those of labels that hold no link.

        They hold as long as `posMax` stays as it is.
        """
        if self.posMax not in self._label_ends:
            self._label_ends[self.posMax] = {}, {}
        return self._label_ends[self.posMax]

    def footnote_end(self, start: int) -> int:
        """Return where a footnote's label that begins at `start` would end, at most the text's."""
        first, end = self._footnote_end
        if not first <= start <= end:
            match = _LABEL_END.search(self.src, start)
            end = match.start() if match else len(self.src)
            self._footnote_end = start, end
        return end

    def append_pending(self, text: str) -> None:
        """Append literal text that begins at the current position."""
        if self.pending_start < 0:
            self.pending_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        """Push the pending text as a token."""
        self.starts.append(self.pending_start)
        self.pending_start = -1
        return super().pushPending()

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token that begins at the current position."""
        token = super().push(ttype, tag, nesting)
        self.pending_start = -1
        self.starts.append(self.pos)
        return token


class PositionedInline(ParserInline):
    """A ParserInline that dispatches on the first character and gives each token its place."""

    def __init__(self) -> None:
        super().__init__()
        self.triggers = dict(_TRIGGERS)
        self.terminators = list(_TERMINATORS)
        self._by_character: dict[str, list[Rule]] = {}

    def prepare(self) -> None:
        """Make the dispatch table from the rules that are enabled now.

        A dialect has put the characters of its rules in `triggers` before, and in `terminators`
        those at which text cannot simply go on, with a pattern for what stands around them.
        Raises KeyError for a rule whose characters are not known.
        """
        self.terminator_re = _any_of(self.terminators)
        self.ruler.disable("text")  # tokenize() and skipToken() do its work
        self.ruler2.disable("fragments_join")  # it would leave texts without their places
        names = self.ruler.get_active_rules()
        for name, rule in zip(names, self.ruler.getRules(""), strict=True):
            run = _REPLACED.get(name, rule)
            for character in self.triggers[name]:
                self._by_character.setdefault(character, []).append(run)
        self._by_character["["].append(_unresolved)

    def tokenize(self, state: StateInline) -> None:
        """Push the tokens of ``state.src[state.pos:state.posMax]``."""
        src, end, level_limit = state.src, state.posMax, state.md.options.maxNesting
        search, by_character = self.terminator_re.search, self._by_character
        while (pos := state.pos) < end:
            match = search(src, pos, end)
            stop = match.start() if match else end
            if stop > pos:
                state.append_pending(src[pos:stop])
                state.pos = stop
                continue
            if state.level < level_limit:
                for rule in by_character.get(src[pos], ()):
                    if rule(state, False):  # noqa: FBT003 - markdown-it's signature
                        break
                else:
                    state.append_pending(src[pos])
                    state.pos = pos + 1
            else:
                state.append_pending(src[pos])
                state.pos = pos + 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - markdown-it's name
        """Move past one token without pushing any."""
        pos, cache = state.pos, state.cache
        if pos in cache:
            state.pos = cache[pos]
            return
        match = self.terminator_re.search(state.src, pos, state.posMax)
        stop = match.start() if match else state.posMax
        if stop > pos:
            state.pos = stop
        elif state.level >= state.md.options.maxNesting:
            state.pos = state.posMax
        else:
            state.level += 1
            for rule in self._by_character.get(state.src[pos], ()):
                if rule(state, True):  # noqa: FBT003 - markdown-it's signature
                    break
            else:
                state.pos = pos + 1
            state.level -= 1
        cache[pos] = state.pos

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Return the tokens of `src`, each with its place in `src` as its `map`.

        Adjacent text tokens are left apart, for the places' sake.
        """
        state = PositionedState(src, md, env, tokens)
        self.tokenize(state)
        end = len(src)
        for token, start in zip(reversed(tokens), reversed(state.starts), strict=True):
            if token.type == "text" and not token.markup:
                token.map = [start, start + len(token.content)]
            else:
                # What precedes a line break loses its trailing spaces, so they are not the token's.
                token.map = [start, start + len(src[start:end].rstrip(" "))]
            end = start
        if state.delimiters or any(meta for meta in state.tokens_meta):
            for rule in self.ruler2.getRules(""):
                rule(state)
        return tokens


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    start, index = state.pos, len(state.tokens) + bool(state.pending)
    if not link(state, silent):
        return False
    if not silent:
        assert isinstance(state, PositionedState)  # noqa: S101 - parse() makes no other
        token = state.tokens[index]
        token.meta["target_place"] = _destination(state, state.starts[-1], state.pos)
        token.meta["end"] = state.pos
        state.starts[index] = start
    return True


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    start = state.pos
    if not image(state, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        label_end = start + len("![") + len(token.content)
        token.meta["target_place"] = _destination(state, label_end, state.pos)
    return True


def _destination(state: StateInline, label_end: int, end: int) -> tuple[int, int] | None:
    """Return the place of the destination after the `]` at `label_end`; None for a reference."""
    src = state.src
    if not src.startswith("(", label_end + 1) or end == label_end + 1:
        return None
    position = label_end + 2
    while src[position] in " \t\n":
        position += 1
    destination = state.md.helpers.parseLinkDestination(src, position, end)
    if not destination.ok:
        return position, position  # there is none, as in `[text]()`
    angle = src[position] == "<"
    return position + angle, destination.pos - angle


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    start = state.pos
    if not emphasis.tokenize(state, silent):
        return False
    assert isinstance(state, PositionedState)  # noqa: S101 - parse() makes no other
    state.starts[start - state.pos :] = range(start, state.pos)
    return True


_REPLACED: dict[str, Rule] = {
    "link": _link,
    "image": _image,
    "emphasis": _emphasis,
    "footnote_ref": footnote_ref,
    "html_inline": html_inline,
}


def _unresolved(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Mark text in the form of a reference that no definition answers; it stays text."""
    assert isinstance(state, PositionedState)  # noqa: S101 - parse() makes no other
    if not silent and state.pos >= state.unresolved_end:
        reference = _reference(state)
        if reference:
            state.unresolved_end = reference["end"]
            state.push("unresolved", "", 0).meta = reference
    return False


def _reference(state: StateInline) -> dict[str, Any] | None:
    """Return form, label, text and end of what looks like a reference here, or None."""
    src, start = state.src, state.pos
    parse_label = state.md.helpers.parseLinkLabel
    label_end = parse_label(state, start, disableNested=False)
    is_footnote = src.startswith("^", start + 1)
    if label_end < 0 or not (is_footnote or src.startswith("[", label_end + 1)):
        return None
    text = src[start + 1 : label_end]
    if is_footnote:
        about = {"form": "footnote", "label": text[1:], "end": label_end + 1}
        return {**about, "text": text, "image": False}
    image = src.startswith("!", max(start - 1, 0))
    end = parse_label(state, label_end + 1, disableNested=False) + 1
    written = src[label_end + 2 : end - 1]
    if end <= 0 or not (written or text).strip():
        return None
    about = {"form": "full" if written else "collapsed", "label": written or text, "end": end}
    return {**about, "text": text, "image": image}
