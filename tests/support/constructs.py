"""Documents that repeat one Markdown construct: inputs for measuring how cost grows with size.

To add a construct, add a line to `CONSTRUCTS`.
"""

from __future__ import annotations

import json
import math
import random
import string
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

from msgspec import Struct

Make = Callable[[int], str]
"""Returns a document of about the given number of characters."""


class Construct(Struct, frozen=True):
    """A document of any size, and the file in which it stands, which decides how it is read."""

    make: Make
    file: str = "plain/page.md"


PROJECTS: Final[dict[str, str]] = {
    "plain/.git/HEAD": "",
    "quarto/_quarto.yml": "project:\n  type: website\n",
    "myst/myst.yml": "version: 1\n",
    "vault/.obsidian/app.json": "{}\n",
    "docusaurus/docusaurus.config.js": "module.exports = {};\n",
    "mkdocs/mkdocs.yml": "site_name: x\n",
}
"""The configuration files of the projects whose files the constructs name."""

_NOTEBOOK = "plain/page.ipynb"
_QUARTO = "quarto/page.qmd"
_MYST = "myst/page.md"
_VAULT = "vault/page.md"
_MDX = "docusaurus/docs/page.mdx"
_MKDOCS = "mkdocs/docs/page.md"


def _repeat(text: str, before: str = "", after: str = "") -> Make:
    return lambda n: before + text * (n // len(text)) + after


def _nest(opening: str, inside: str, closing: str) -> Make:
    def make(n: int) -> str:
        depth = n // len(opening + closing)
        return opening * depth + inside + closing * depth

    return make


def _number(text: str, before: str = "", after: str = "") -> Make:
    """Repeat a text with `@` replaced by 0, 1, 2, …."""

    def make(n: int) -> str:
        count = n // (len(text) + 2)
        return before + "".join(text.replace("@", str(i)) for i in range(count)) + after

    return make


def _triangle(piece: Callable[[int], str]) -> Make:
    """Join pieces whose lengths are about 1, 2, 3, …."""
    return lambda n: "".join(map(piece, range(math.isqrt(2 * n))))


def _cycle(piece: Callable[[int], str], period: int) -> Make:
    """Join the pieces 0 to `period` - 1 again and again."""
    text = "".join(map(piece, range(period)))
    return lambda n: (text * (n // len(text) + 1))[:n]


def _bomb(first: str, line: str) -> Make:
    """Return YAML in which each of up to eight names refers nine times to the one before."""

    def make(n: int) -> str:
        names = "abcdefghi"[: 1 + min(max(n // 2_000, 2), 8)]
        known = pairwise(names)
        lines = (line.format(name=name, old=",".join([f"*{old}"] * 9)) for old, name in known)
        return f"---\n{first}\n{''.join(lines)}---\n"

    return make


def _cells(cells: list[dict[str, Any]]) -> str:
    whole = [{"cell_type": "markdown", "metadata": {}, **cell} for cell in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": whole})


def _random_words(n: int) -> str:
    chance = random.Random(0)  # noqa: S311 - a fixed seed, nothing secret
    return " ".join("".join(chance.choices(string.ascii_lowercase, k=9)) for _ in range(n // 10))


def _misspellings(n: int) -> str:
    letters = string.ascii_lowercase
    return " ".join(
        f"sep{letters[i % 26] * (i // 26 % 5)}e{letters[i // 7 % 26]}rate" for i in range(n // 12)
    )


CONSTRUCTS: Final[dict[str, Construct]] = {
    "prose": Construct(_repeat("The quick brown fox jumps over the lazy dog and goes home.\n\n")),
    # Links, images, references
    "[": Construct(_repeat("[")),
    "]": Construct(_repeat("]")),
    "nested [a]": Construct(_nest("[", "a", "]")),
    "nested ![a](b)": Construct(_nest("![", "a", "](b)")),
    "nested [a](b)": Construct(_nest("[", "a", "](b)")),
    "[a](": Construct(_repeat("[a](")),
    "![](": Construct(_repeat("![](")),
    "](": Construct(_repeat("](")),
    "[a]( b c )": Construct(_repeat("[a]( b c ) ")),
    "[a](<b": Construct(_repeat("[a](<b")),
    "[a](b 'c": Construct(_repeat("[a](b 'c ")),
    "[a](((": Construct(_repeat("(", "[a]")),
    "images named by numbers": Construct(_repeat("_", "![", "](b.png)")),
    "images": Construct(_repeat("![a](b.png) ")),
    "vague links": Construct(_repeat("[here](x) ")),
    "links to one file": Construct(_repeat("[a](b.md) ")),
    "reversed links": Construct(_repeat("(text)[http://u.v] ")),
    "spaced links": Construct(_repeat("[a] (b) ")),
    "[^": Construct(_repeat("[^")),
    "[^1]": Construct(_repeat("[^1]")),
    "^[": Construct(_repeat("^[")),
    "[^ with a footnote": Construct(_repeat("[^", "[^1]: a\n\n")),
    "[^ with a footnote and an end": Construct(_repeat("[^", "[^1]: a\n\n", "]")),
    "]http://": Construct(_repeat("]http://a")),
    "[a]http://b)": Construct(_repeat("[a]http://b.c) ")),
    "(a)[b] with definitions": Construct(_number("(a.b)[c@]\n\n[d@]: e\n\n")),
    "a(./": Construct(_repeat("./", "a(")),
    "like links in parentheses": Construct(_repeat("[The Guide](a) [The Guide](b) ", "( ")),
    "like links": Construct(_number("[The Guide @](a) [The Guide @](b) ")),
    "footnote definitions": Construct(_number("[^@]: note @\n")),
    "footnotes": Construct(_number("[^@] a\n\n[^@]: n\n\n")),
    "undefined full references": Construct(_number("[x@][y@] ")),
    "undefined collapsed references": Construct(_number("[x@][] ")),
    "undefined shortcut references": Construct(_number("[x@] ")),
    "shortcut references": Construct(_repeat("[a] ", "[a]: b\n\n")),
    "full references": Construct(_repeat("[a][a]", "[a]: b\n\n")),
    "definitions": Construct(_number("[w@]: http://a.b/@\n")),
    "definitions of one label": Construct(_repeat("[a]: b\n\n")),
    "definition with an open title": Construct(_repeat("x\n", '[a]: b "')),
    "definitions with open titles": Construct(_repeat('[a]: b "\n')),
    "definition of a long label": Construct(_repeat("a", "[", "]: b")),
    "definition of a label of many lines": Construct(_repeat("a\n", "[", "]: b")),
    "open labels": Construct(_repeat("[a\n")),
    # Code, emphasis, mathematics, escapes
    "backticks of all lengths": Construct(_triangle(lambda i: "`" * i + "a")),
    "backticks of 200 lengths": Construct(_cycle(lambda i: "`" * i + " ", 200)),
    "*a": Construct(_repeat("*a ")),
    "a**b": Construct(_repeat("a**b")),
    "**a *": Construct(_repeat("**a *")),
    "_a __b": Construct(_repeat("_a __b ")),
    "~~a ~": Construct(_repeat("~~a ~")),
    "*": Construct(_repeat("*")),
    "_": Construct(_repeat("_")),
    "$": Construct(_repeat("$")),
    "$a": Construct(_repeat("$a ")),
    "lines of $$": Construct(_repeat("$$\na\n")),
    r"\(": Construct(_repeat(r"\(")),
    r"\[": Construct(_repeat(r"\[")),
    r"\begin{a}": Construct(_repeat("\\begin{a}\n")),
    "backslashes": Construct(_repeat("\\")),
    "&amp;": Construct(_repeat("&amp;")),
    "&a": Construct(_repeat("&a")),
    "&#": Construct(_repeat("&#")),
    # Tables and fences
    "wide table": Construct(
        lambda n: "".join(f"|{cell * (n // 6)}\n" for cell in ("a|", "-|", "b|"))
    ),
    "long table": Construct(_repeat("|c|d|\n", "|a|b|\n|-|-|\n")),
    "|": Construct(_repeat("|")),
    "|-": Construct(_repeat("|-")),
    "fences": Construct(_repeat("```\na\n```\n")),
    "fences in an open fence": Construct(_repeat("~~~~\n```\n")),
    "fence with a long info string": Construct(_repeat("a", "```", "\n```\n")),
    "indented code": Construct(_repeat("    a\n\n")),
    # HTML
    "<!--": Construct(_repeat("<!--")),
    "<!-- blocks": Construct(_repeat("<!-- a\n\n")),
    "a <!--": Construct(_repeat("<!--", "a ")),
    "a <!-- --->": Construct(_repeat("<!-- ---> ", "a ")),
    "a <!-- --": Construct(_repeat("<!-- -- ", "a ", "-->")),
    '<div> <a b="': Construct(_repeat('<a b="', "<div>", ">")),
    "<div> <a b='": Construct(_repeat("<a b='c\" ", "<div>", ">")),
    "<div> <a =": Construct(_repeat("=", "<div><a ", ">")),
    "<div> &": Construct(_repeat("&a", "<div>")),
    "<div> &#": Construct(_repeat("&#", "<div>")),
    "<a id=": Construct(_repeat("id=", "# a\n\n<a ", "\n\n# b\n")),
    "comments": Construct(_repeat("<!-- a -->")),
    "ignore comments": Construct(_repeat("<!-- nblint: ignore typo -->\n\nteh\n\n")),
    "ignore comments without findings": Construct(
        _repeat("<!-- nblint: ignore typo -->\n\nfox\n\n")
    ),
    "adjacent ignore comments": Construct(_repeat("<!-- nblint: ignore typo -->\n")),
    "ignore comments in one line": Construct(_repeat("<!-- nblint: ignore typo --> ")),
    "nested ignore comments": Construct(_repeat("- <!-- nblint: ignore typo -->\n\n  teh\n")),
    "off and on": Construct(_repeat("<!-- nblint: off -->\n\nteh\n\n<!-- nblint: on -->\n\n")),
    "off": Construct(_repeat("<!-- nblint: off typo -->\n\nteh\n\n")),
    "off and a late on": Construct(
        _repeat("<!-- nblint: off typo -->\n\nteh\n\n", after="<!-- nblint: on typo -->\n")
    ),
    "on": Construct(_repeat("<!-- nblint: on typo -->\n\nteh\n\n")),
    "ignore comment of many names": Construct(_number("r@ ", "<!-- nblint: ignore ", "-->\n")),
    "<?": Construct(_repeat("<?")),
    "a <?": Construct(_repeat("<?", "a ")),
    "<![CDATA[": Construct(_repeat("<![CDATA[")),
    "a <![CDATA[": Construct(_repeat("<![CDATA[", "a ")),
    "<!A": Construct(_repeat("<!A ")),
    "a <!A": Construct(_repeat("<!A ", "a ")),
    "<div> <!A": Construct(_repeat("<!A ", "<div>")),
    "<div> <?": Construct(_repeat("<?", "<div>")),
    "<div> <!--": Construct(_repeat("<!--", "<div>")),
    "<div> <![CDATA[": Construct(_repeat("<![CDATA[", "<div>")),
    "<div> </": Construct(_repeat("</a ", "<div>")),
    "<div> <script>": Construct(_repeat("<script>", "<div>")),
    "<script> </script ": Construct(_repeat("</script ", "<script>")),
    "<title> </": Construct(_repeat("</a>", "<title>")),
    "<": Construct(_repeat("<")),
    "<a": Construct(_repeat("<a ")),
    '<a b="': Construct(_repeat('<a b="')),
    "tag of many attributes": Construct(_repeat("b=c ", "<a ", ">")),
    "open tag of many attributes": Construct(_repeat("b=c ", "x <a ")),
    "open <div>": Construct(_repeat("<div>\n")),
    "nested <div>": Construct(_nest("<div>\n", "", "</div>\n")),
    "nested <b>": Construct(_nest("<b>", "x", "</b>")),
    "</b>": Construct(_repeat("</b>")),
    "HTML block of many lines": Construct(_repeat("a b\n", "<div>\n")),
    "HTML block in a quote": Construct(_repeat("> a <b>c</b>\n", "> <div>\n")),
    "distinct tags": Construct(_number("<t@>")),
    "anchors": Construct(_number('<a name="n@"></a>\n')),
    "srcset": Construct(_repeat("a 1x, ", '<img srcset="', '" src=a alt="b">')),
    "srcset of distinct files": Construct(
        _number("a@.png 1x, ", '<img srcset="', '" src=a alt="b">')
    ),
    "instruction of spaces": Construct(_repeat(" ", "<!-- nblint: ignore typo", "x -->\n")),
    "generated by": Construct(_repeat("generated by ", "<!-- ", "-->\n")),
    "generated": Construct(_repeat("x ", "<!-- generated by ", "-->\n")),
    # Templates
    "{{ {{ include": Construct(_repeat(" ", "{{", "x")),
    "[{{}}": Construct(_repeat("{{}}", "[")),
    "{{": Construct(_repeat("{{")),
    "{{< a >}}": Construct(_repeat("{{< a >}}\n")),
    "distinct shortcodes": Construct(_number("{{% s@ %}}\n")),
    "{% a %}": Construct(_repeat("{% a %}\n")),
    "{% highlight %}": Construct(_repeat("{% highlight py %}\n")),
    "distinct code tags": Construct(_number("{% code@ %}\n")),
    "{% raw": Construct(_repeat("{% raw %} ")),
    "{% include %}": Construct(_repeat("{% include a.md %}\n")),
    "templated links": Construct(_repeat("[a]({{ b }}) ")),
    "{#a}": Construct(_repeat("{#a} ")),
    "headings with ids": Construct(_number("## h@ {#i@}\n\nt\n")),
    # Dialects
    "inline footnotes": Construct(_repeat("^["), _QUARTO),
    "closed inline footnotes": Construct(_nest("^[", "a", "]"), _QUARTO),
    "divs": Construct(_repeat("::: {.a}\n"), _QUARTO),
    "cross references": Construct(_repeat("@fig-a "), _QUARTO),
    "open citations": Construct(_repeat("[@a; "), _QUARTO),
    "citations": Construct(_repeat("[@a; @b] "), _QUARTO),
    "div of spaces": Construct(_repeat(" ", "::: a", ")\n"), _QUARTO),
    "{{< of shortcodes": Construct(_repeat("{{< >}"), _QUARTO),
    "chunks": Construct(_repeat("```{r}\n#| a: b\n```\n"), _QUARTO),
    "nested colons": Construct(_cycle(lambda i: ":" * i + "{note}\n", 60), _MYST),
    ":::{note}": Construct(_repeat(":::{note}\n"), _MYST),
    "```{note}": Construct(_repeat("```{note}\n"), _MYST),
    "roles": Construct(_repeat("{ref}`a` "), _MYST),
    "open roles": Construct(_repeat("{ref}`"), _MYST),
    "targets": Construct(_number("(a@)=\n"), _MYST),
    "directive of many options": Construct(
        _repeat(":a: b\n", "```{figure} a.png\n", "```\n"), _MYST
    ),
    "directive of spaces": Construct(_repeat(" ", "```{note} a", "b\n"), _MYST),
    "option of spaces": Construct(_repeat(" ", "```{note}\n:a: b", "c\n```\n"), _MYST),
    "contents of spaces": Construct(_repeat(" ", "```{toctree}\na", "<*\n```\n"), _MYST),
    "label of spaces": Construct(_repeat(" ", "```{r a", "b)\n")),
    "name of spaces": Construct(_repeat(" ", ":name: a", "b)\n")),
    "[[": Construct(_repeat("[["), _VAULT),
    "[[a]]": Construct(_repeat("[[a]] "), _VAULT),
    "embeds": Construct(_repeat("![[a#b|c]] "), _VAULT),
    "%%": Construct(_repeat("%% a "), _VAULT),
    "callouts": Construct(_repeat("> [!note] a\n"), _VAULT),
    "{": Construct(_repeat("{"), _MDX),
    "{a}": Construct(_repeat("{a}"), _MDX),
    "{a <b> }": Construct(_repeat("{a <b> "), _MDX),
    "<A": Construct(_repeat("<A "), _MDX),
    "<A b={": Construct(_repeat("<A b={"), _MDX),
    "nested <A>": Construct(_nest("<A>", "x", "</A>"), _MDX),
    "imports": Construct(_repeat('import a from "b"\n'), _MDX),
    "export {": Construct(_repeat("{", "export const a = "), _MDX),
    "{/*": Construct(_repeat("{/*"), _MDX),
    "{//": Construct(_repeat("{// a"), _MDX),
    "{'": Construct(_repeat("{'"), _MDX),
    '{"\\': Construct(_repeat('{"\\'), _MDX),
    "{`${": Construct(_repeat("{`${"), _MDX),
    "{/* */}": Construct(_repeat("{/* a */}\n\n"), _MDX),
    "admonitions": Construct(_repeat("!!! note\n    a\n"), _MKDOCS),
    "nested tabs": Construct(_cycle(lambda i: "    " * i + '=== "t"\n', 40), _MKDOCS),
    "snippets": Construct(_repeat('--8<-- "a.md"\n'), _MKDOCS),
    # Words
    "long word": Construct(_repeat("a")),
    "long identifier": Construct(_repeat("aB3_")),
    "long compound": Construct(_repeat("foo-")),
    "apostrophes": Construct(_repeat("a'")),
    "quotation marks": Construct(_repeat('"a ')),
    "one misspelling": Construct(_repeat("teh recieve ")),
    "misspellings": Construct(_misspellings),
    "random words": Construct(_random_words),
    "repeated word": Construct(_repeat("the ")),
    "repeated words": Construct(_repeat("It is is of the the. ")),
    "placeholders": Construct(_repeat("TODO lorem ipsum ")),
    "terms": Construct(_repeat("Youtube github ")),
    "CJK": Construct(_repeat("漢字")),
    "mojibake": Construct(_repeat("Ã©â€™")),
    # Headings, anchors, paths
    "headings of one name": Construct(_repeat("# a\n\n")),
    "empty headings": Construct(_number("# a@\n\n[b@]: c\n\n")),
    "heading of attributes": Construct(_repeat("#", "# a {", "b\n")),
    "heading of spaces": Construct(_repeat(" ", "# a", "b {\n")),
    "heading of digits": Construct(_repeat("9", "# 1.", " b\n")),
    "headings": Construct(_number("## heading @\n\ntext\n")),
    "headings named like numbered ones": Construct(_number("# a\n\n# a-@\n\n")),
    "setext headings": Construct(_repeat("a\n=\n\n")),
    "broken anchors": Construct(_number("[x](#b@) ", "# a\n\n")),
    "headings and broken anchors": Construct(_number("## h@\n\nt [x](#g@)\n\n")),
    "like headings and broken anchors": Construct(
        _number("## install the package @\n\nt [x](#instal-teh-package-@)\n\n")
    ),
    "headings and anchors of another flavour": Construct(
        _number("## A_b. @\n\nt [x](#a_b-@) [y](#a-b-@)\n\n")
    ),
    "anchors of MyST's labels": Construct(_number("(l@)=\n## h@\n\n{ref}`g@`\n"), _MYST),
    "wiki links to headings": Construct(_number("## h@\n\nt [[#g@]]\n\n"), _VAULT),
    "broken wiki links": Construct(_number("t [[a@]]\n\n"), _VAULT),
    "broken paths": Construct(_number("[x](no@.md)\n")),
    "broken paths in deep folders": Construct(_number("[x](" + "a/" * 30 + "no@.md) ")),
    "path of ../": Construct(_repeat("../", "[x](", "a.md)")),
    "path of a/": Construct(_repeat("a/", "[x](", ")")),
    "path of ./": Construct(_repeat("./", "[x](", "a.md)")),
    # Addresses
    "URL of schemes": Construct(_repeat("https//", "[x](<", " b>)")),
    "path of dots": Construct(_repeat(".a", "[x](a", ")")),
    "fragment of brackets": Construct(_repeat("[", "[x](<#", ">)")),
    "long URL": Construct(_repeat("a", "[x](http://a.b/", ")")),
    "URL of many parameters": Construct(_repeat("utm_a=b&", "[x](http://a.b/?", ")")),
    "URL of many escapes": Construct(_repeat("%41", "[x](http://a.b/", ")")),
    "://": Construct(_repeat("://")),
    "http://": Construct(_repeat("http://")),
    "http://a.b": Construct(_repeat("http://a.b ")),
    "http://a.b(": Construct(_repeat("http://a.b(")),
    "(http://a.b": Construct(_repeat("(http://a.b")),
    "_http://a.b": Construct(_repeat("_http://a.b")),
    "*http://a.b<": Construct(_repeat("*http://a.b<")),
    "(http://_": Construct(_repeat("(http://_")),
    "(http://a.b;": Construct(_repeat("(http://a.b&a;")),
    "www.": Construct(_repeat("www.")),
    "(www.": Construct(_repeat("(www.")),
    "(www.a.b": Construct(_repeat("(www.a.b")),
    "www.a.b/((": Construct(_repeat("(", "www.a.b/")),
    "www.a.b/))": Construct(_repeat(")", "www.a.b/")),
    "www.a.b/;": Construct(_repeat("&a;", "www.a.b/")),
    "www.a.b/a;": Construct(_repeat("a;", "www.a.b/")),
    "www.a.b/aaa;": Construct(_repeat("a", "www.a.b/", ";;;;")),
    "[www.a.b": Construct(_repeat("[www.a.b")),
    "a@": Construct(_repeat("a@")),
    "a@b.c": Construct(_repeat("a@b.c ")),
    "a@b.c.": Construct(_repeat("a@b.c.")),
    "a.a.@b": Construct(_repeat("a.", after="@b")),
    "*a.a.@b": Construct(_repeat("+a@b", "*")),
    "mailto:a": Construct(_repeat("mailto:a")),
    "(mailto:a": Construct(_repeat("(mailto:a")),
    "mailto:a@b.c": Construct(_repeat("mailto:a@b.c ")),
    "*mailto:": Construct(_repeat("*mailto:")),
    "xmpp:a@b@": Construct(_repeat("a@b.c", "xmpp:")),
    # Front matter
    "YAML keys": Construct(_number("k@: v\n", "---\n", "---\n")),
    "YAML keys that look like items": Construct(_repeat("-k: v\n", "---\na: b\n", "-\n")),
    "YAML list": Construct(_repeat("  - x\n", "---\na:\n", "---\n")),
    "YAML [": Construct(_repeat("[", "---\na: ", "\n---\n")),
    "YAML lists in lists": Construct(
        _number("a@: " + "[" * 80 + "]" * 80 + "\n", "---\n", "---\n")
    ),
    "YAML of deep indentation": Construct(
        lambda n: "---\n" + _triangle(lambda i: " " * i + "a:\n")(n) + "---\n"
    ),
    "YAML alias bomb": Construct(_bomb("a: &a [" + "x," * 9 + "]", "{name}: &{name} [{old}]\n")),
    "YAML merge bomb": Construct(_bomb("a: &a {x: 1}", "{name}: &{name} {{<<: [{old}]}}\n")),
    "YAML aliases": Construct(_number("k@: *a\n", "---\na: &a x\n", "---\n")),
    "YAML anchors": Construct(_number("k@: &a@ x\n", "---\n", "---\n")),
    "YAML long text": Construct(_repeat("x", "---\na: ", "\n---\n")),
    "YAML block text": Construct(_repeat("  x\n", "---\na: |\n", "---\n")),
    "YAML escapes": Construct(_repeat("\\n", '---\na: "', '"\n---\n')),
    "YAML one key": Construct(_repeat("a: b\n", "---\n", "---\n")),
    "YAML ? keys": Construct(_repeat("? a\n", "---\n", "---\n")),
    "YAML - -": Construct(_repeat("- ", "---\n", "\n---\n")),
    "YAML never closed": Construct(_repeat("a: b\n", "---\n")),
    "YAML broken lines": Construct(_repeat("a: b: c\n", "---\n", "---\n")),
    "YAML wrong dates": Construct(_repeat("date: [soon]\n", "---\n", "---\n")),
    "YAML ignored names": Construct(_number("  - r@\n", "---\nnblint:\n ignore:\n", "---\n")),
    "TOML keys": Construct(_number("k@ = 1\n", "+++\n", "+++\n")),
    "TOML tables": Construct(_number("[t@]\na = 1\n", "+++\n", "+++\n")),
    "TOML digits": Construct(_repeat("1" * 999 + " ", "+++\na = '", "'\n+++\n")),
    "TOML hyphens": Construct(_repeat("-", "+++\na = '", "'\n+++\n")),
    "TOML arrays of tables": Construct(_repeat("[[t]]\na = 1\n", "+++\n", "+++\n")),
    "TOML dotted keys": Construct(_repeat("a.", "+++\n", "a = 1\n+++\n")),
    "TOML [": Construct(_repeat("[", "+++\na = ", "\n+++\n")),
    "TOML inline tables": Construct(_repeat("{b = 1},", "+++\na = [", "]\n+++\n")),
    "TOML long text": Construct(_repeat("\\n", '+++\na = "', '"\n+++\n')),
    "TOML one key": Construct(_repeat("a = 1\n", "+++\n", "+++\n")),
    "JSON keys": Construct(_number('"k@": 1,\n', "{\n", '"k": 1\n}\n')),
    "JSON [": Construct(_repeat("[", '{"a": ', "\n}\n")),
    # Quotes, lists, lines
    "nested quotes": Construct(_repeat("> ", after="a")),
    "quotes of 100 depths": Construct(_cycle(lambda i: ">" * i + " a\n", 100)),
    "nested lists": Construct(_repeat("- ", after="a")),
    "lists of growing depth": Construct(_triangle(lambda i: "  " * (i // 2) + "- a\n")),
    "nested quotes and lists": Construct(_repeat("> - ", after="a")),
    "ordered lists": Construct(_repeat("1. a\n")),
    "empty items": Construct(_repeat("- \n")),
    "term of quotes": Construct(_repeat("> ", after="\n\n:")),
    "definition lists": Construct(_repeat("T\n: d\n\n")),
    "spaces": Construct(_repeat(" ")),
    "tabs": Construct(_repeat("\t")),
    "newlines": Construct(_repeat("\n")),
    "carriage returns": Construct(_repeat("\r")),
    "lines of CRLF": Construct(_repeat("a\r\n")),
    "hard breaks": Construct(_repeat("a\\\n")),
    "lines that end in spaces": Construct(_repeat("a     \n")),
    "spaces between words": Construct(_repeat(" ", "a", "b")),
    # Characters
    "NUL": Construct(_repeat("\0")),
    "U+FFFD": Construct(_repeat("a\ufffd")),
    "section signs": Construct(_repeat("her \u00a7, ")),
    "zero width spaces": Construct(_repeat("a\u200b")),
    "bidirectional overrides": Construct(_repeat("\u202ea")),
    "combining marks": Construct(_repeat("e\u0301")),
    "emoji": Construct(_repeat("👨\u200d👩")),
    # Notebooks
    "cells": Construct(lambda n: _cells([{"source": ["teh [x](y.md)\n"]}] * (n // 75)), _NOTEBOOK),
    "cell of many lines": Construct(
        lambda n: _cells([{"source": ["teh cat\n"] * (n // 13)}]), _NOTEBOOK
    ),
    "cell of escapes": Construct(lambda n: _cells([{"source": "é中 " * (n // 13)}]), _NOTEBOOK),
    "attachments": Construct(
        lambda n: _cells(
            [
                {
                    "source": "![a](attachment:x)",
                    "attachments": {str(i): {} for i in range(n // 12)},
                }
            ]
        ),
        _NOTEBOOK,
    ),
    "JSON lists": Construct(_repeat("[", '{"cells": '), _NOTEBOOK),
}
