"""Find wrong spellings of product names and terms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from nblint.checks.check import PageCheck
from nblint.checks.common.prose_position import is_quoted, run_at
from nblint.checks.common.sections import is_changelog
from nblint.model import Document, Span
from nblint.model.finding import Edit, Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Wrong spelling → correction. No other product, person or word has the wrong spelling.
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
# Characters that make it part of a path, URL, handle or identifier. A hyphen after it may make a
# compound.
_JOINED_BEFORE = frozenset("@#$/\\.:=-_")
_JOINED_AFTER = re.compile(r"[\w@/\\=(]|[.:]\w|-[\w-]*[./]\w")


class PreferredTermOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of preferred-term.

    `terms`: more spellings to replace, `{wrong = "right"}`, case-sensitive; a spelling that
    replaces itself is accepted.
    """

    terms: dict[str, str] = field(default_factory=dict)


def check(document: Document, options: PreferredTermOptions) -> Iterator[Finding]:
    """Report each wrong spelling in prose.

    Changelogs are not checked, because they quote commits.
    """
    findings = list(_findings(document, options))
    if findings and not is_changelog(document):
        yield from findings


def _findings(document: Document, options: PreferredTermOptions) -> Iterator[Finding]:
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
        # A link text may quote the title of the linked page. The letters of a heading make its
        # anchor, and alt text may be a reference label; both ignore case.
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
def _compile(custom: tuple[tuple[str, str], ...]) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return the corrections and a pattern of the wrong spellings, which prefers the longest.

    The pattern has only literals, because `re` searches for their first letters fast.
    """
    terms = {wrong: right for wrong, right in (_TERMS | dict(custom)).items() if wrong != right}
    longest_first = sorted(terms, key=len, reverse=True)
    return terms, re.compile("|".join(map(re.escape, longest_first)) or "(?!)")


CHECK = PageCheck("preferred-term", check, PreferredTermOptions)
