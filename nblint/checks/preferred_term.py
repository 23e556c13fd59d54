"""Names and terms that are written otherwise."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from nblint.checks.check import PageCheck
from nblint.checks.common.sections import is_changelog
from nblint.checks.common.words import is_quoted, run_at
from nblint.finding import Edit, Finding, Fix
from nblint.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Spellings that are right nowhere: no product, person or other word is written so.
_TERMS = {
    "BitBucket": "Bitbucket",
    "Chatgpt": "ChatGPT",
    "CircleCi": "CircleCI",
    "CloudFlare": "Cloudflare",
    "Cocoapods": "CocoaPods",
    "Codepen": "CodePen",
    "Coffeescript": "CoffeeScript",
    "Devops": "DevOps",
    "Duckduckgo": "DuckDuckGo",
    "Dynamodb": "DynamoDB",
    "Ebay": "eBay",
    "ElasticSearch": "Elasticsearch",
    "Eslint": "ESLint",
    "FireFox": "Firefox",
    "Freebsd": "FreeBSD",
    "Github": "GitHub",
    "Gitlab": "GitLab",
    "Graphql": "GraphQL",
    "Hashicorp": "HashiCorp",
    "Huggingface": "Hugging Face",
    "Ipad": "iPad",
    "Iphone": "iPhone",
    "JQuery": "jQuery",
    "Javascript": "JavaScript",
    "Jetbrains": "JetBrains",
    "Jquery": "jQuery",
    "Leetcode": "LeetCode",
    "Libreoffice": "LibreOffice",
    "Linkedin": "LinkedIn",
    "MacOS": "macOS",
    "MacOS X": "Mac OS X",
    "MacOs": "macOS",
    "Macos": "macOS",
    "Mariadb": "MariaDB",
    "Mathjax": "MathJax",
    "Mongodb": "MongoDB",
    "MySql": "MySQL",
    "Mysql": "MySQL",
    "NodeJS": "Node.js",
    "NodeJs": "Node.js",
    "Numpy": "NumPy",
    "Oauth": "OAuth",
    "Onedrive": "OneDrive",
    "Openai": "OpenAI",
    "Opencv": "OpenCV",
    "Openssl": "OpenSSL",
    "Paypal": "PayPal",
    "Postgresql": "PostgreSQL",
    "Powershell": "PowerShell",
    "PyPi": "PyPI",
    "Pypi": "PyPI",
    "Pytorch": "PyTorch",
    "Rubygems": "RubyGems",
    "Scipy": "SciPy",
    "Sharepoint": "SharePoint",
    "Sqlite": "SQLite",
    "StackOverflow": "Stack Overflow",
    "Stackoverflow": "Stack Overflow",
    "Tensorflow": "TensorFlow",
    "Typescript": "TypeScript",
    "Webassembly": "WebAssembly",
    "Whatsapp": "WhatsApp",
    "Wordpress": "WordPress",
    "Youtube": "YouTube",
}
# A mark at either side makes it a part of a path, an address, a handle or an identifier; a hyphen
# after it may make a compound.
_JOINED_BEFORE = frozenset("@#$/\\.:=-_")
_JOINED_AFTER = re.compile(r"[\w@/\\=(]|[.:]\w|-[\w-]*[./]\w")


class Options(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of preferred-term.

    `terms`: more spellings to replace, `{wrong = "right"}`, letter case included; a spelling that
    replaces itself is left alone.
    """

    terms: dict[str, str] = field(default_factory=dict)


def check(document: Document, options: Options) -> Iterator[Finding]:
    """Find each spelling of the list where it stands as a word in the prose.

    A changelog quotes commits as they were written.
    """
    found = list(_found(document, options))
    if found and not is_changelog(document):
        yield from found


def _found(document: Document, options: Options) -> Iterator[Finding]:
    text = document.text
    terms, pattern = _compile(tuple(options.terms.items()))
    for match in pattern.finditer(text):
        span = Span(*match.span())
        before = text[span.start - 1 : span.start]
        if before.isalnum() or before in _JOINED_BEFORE or _JOINED_AFTER.match(text, span.end):
            continue
        run = run_at(document, span.start)
        if run is None or run.span.end < span.end or is_quoted(text, span):
            continue
        wrong, right = match[0], terms[match[0]]
        # Link text may quote the title of what it leads to. The letters of a heading make its
        # anchor, and those of alternative text may be a reference's label, whatever their case.
        same_letters = wrong.lower() == right.lower()
        safe = run.role != "link" and (same_letters or run.role not in {"heading", "alt"})
        yield Finding(
            span,
            f'use "{right}" instead of "{wrong}"',
            f'replace with "{right}"',
            Fix(f'replace with "{right}"', (Edit(span, right),), safe=safe),
            word=wrong,
            suggestions=(right,),
        )


@lru_cache(maxsize=16)
def _compile(own: tuple[tuple[str, str], ...]) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return the terms and a pattern of their wrong spellings, the longest of two at one place.

    The pattern has nothing but literals: `re` skips ahead to their first letters.
    """
    terms = {wrong: right for wrong, right in (_TERMS | dict(own)).items() if wrong != right}
    longest_first = sorted(terms, key=len, reverse=True)
    return terms, re.compile("|".join(map(re.escape, longest_first)) or "(?!)")


CHECK = PageCheck("preferred-term", check, Options)
