"""What a page is made of: the frozen types that the parser fills and the checks read.

Every position is a `Span` of character offsets (0-based, end exclusive) into the whole file as
decoded text, front matter and byte order mark included, so that ``text[span.start:span.end]`` is
the source of the element.
"""

from __future__ import annotations

from nblint.model.blocks import Block, BlockKind, Code, Prose, ProseRole
from nblint.model.document import Cell, Dialect, Document, FileIndex
from nblint.model.headings import Anchor, Heading, HeadingSource
from nblint.model.html import Attribute, Comment, Tag
from nblint.model.links import (
    Definition,
    Image,
    Link,
    LinkDestination,
    LinkKind,
    TargetKind,
    Unresolved,
)
from nblint.model.meta import FrontMatter, MetaEntry, MetaProblem
from nblint.model.span import Span

__all__ = [
    "Anchor",
    "Attribute",
    "Block",
    "BlockKind",
    "Cell",
    "Code",
    "Comment",
    "Definition",
    "Dialect",
    "Document",
    "FileIndex",
    "FrontMatter",
    "Heading",
    "HeadingSource",
    "Image",
    "Link",
    "LinkDestination",
    "LinkKind",
    "MetaEntry",
    "MetaProblem",
    "Prose",
    "ProseRole",
    "Span",
    "Tag",
    "TargetKind",
    "Unresolved",
]
