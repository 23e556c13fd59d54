"""Headings to the anchors that the place where a page is published makes of them."""

from nblint.markdown.slugs.flavours import FLAVOURS, PLAUSIBLE, Flavour, anchors_of

__all__ = ["FLAVOURS", "PLAUSIBLE", "Flavour", "anchors_of"]
