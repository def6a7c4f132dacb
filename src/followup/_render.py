"""How a value looks in a notebook: an escaped table, nested as the value is."""

from __future__ import annotations

import html

from collections.abc import Iterable
from enum import Enum
from typing import Any

import attrs


_LONGEST_TEXT = 400
_LONGEST_LIST = 50


def to_html(value: Any) -> str:
    """A value as an HTML table of its fields.

    Every text is escaped: values hold words of strangers. Fields without content are left out, long
    texts and lists are cut with an ellipsis.

    Args:
        value: An attrs value.

    Returns:
        An HTML fragment without scripts, styles or links.
    """
    rows = "".join(
        f"<tr><th>{html.escape(name)}</th><td>{_cell(content)}</td></tr>"
        for name, content in _shown_fields(value)
    )
    return f"<table><caption>{html.escape(type(value).__name__)}</caption>{rows}</table>"


def _shown_fields(value: Any) -> Iterable[tuple[str, Any]]:
    for field in attrs.fields(type(value)):
        content = getattr(value, field.name)
        if field.repr and content not in (None, "", (), frozenset()):
            yield field.name, content


def _cell(content: Any) -> str:
    if attrs.has(type(content)):
        return to_html(content)
    if isinstance(content, tuple | frozenset):
        items = sorted(content, key=str) if isinstance(content, frozenset) else list(content)
        shown = "".join(f"<li>{_cell(item)}</li>" for item in items[:_LONGEST_LIST])
        return f"<ul>{shown}{'<li>…</li>' if len(items) > _LONGEST_LIST else ''}</ul>"
    text = str(content.value if isinstance(content, Enum) else content)
    return html.escape(text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…")
