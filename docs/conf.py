"""How the documentation is built; without a network, and a warning fails the build."""

from __future__ import annotations

import enum
import re
import textwrap
import tomllib

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


_PROJECT = tomllib.loads(
    (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
)["project"]

project = _PROJECT["name"]
author = _PROJECT["authors"][0]["name"]
release = _PROJECT["version"]
version = release
copyright = f"2026, {author}"  # noqa: A001 - Sphinx's name for it

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"{project} {release}"
html_copy_source = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "mixed"
autoclass_content = "class"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 90
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False

nitpicky = True
nitpick_ignore_regex = [
    # The standard library and other packages: their inventories would be fetched, and the build is offline.
    (r"py:.*", r"(?!followup\b).*"),
    # Private names that signatures show, such as the base class of all values: documented in words only.
    (r"py:.*", r"followup\.(?:.*\.)?_.*"),
    # Type variables, and shapes that signatures name and nobody has to import.
    (r"py:.*", r"followup\.(?:.*\.)?T"),
    (r"py:.*", r"followup\.testing\.(?:canned\.Awaited|recording\.Network)"),
    (r"py:.*", r"followup\.timing\.(?:hours\.Plan|days\.DayBook|parties\.Located)"),
    (r"py:.*", r"followup\.fit\.text\.Has(?:Words|Pages)"),
    (
        r"py:.*",
        r"followup\.(?:history\.(?:(?:curve\.Curve|tally\.Tally)|clock\.ActivityClock)|diagnose\.book\.Provider)",
    ),
]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _as_directive(fence: re.Match[str]) -> str:
    return f".. code-block:: {fence[1] or 'text'}\n\n{textwrap.indent(fence[2], '   ')}"


def _docstring(
    _app: Sphinx, what: str, _name: str, what_it_is: Any, _options: Any, lines: list[str]
) -> None:
    """Docstrings are read in editors, so that their code is fenced; an enum's values are part of the API."""
    lines[:] = _FENCE.sub(_as_directive, "\n".join(lines)).split("\n")
    if what == "class" and issubclass(what_it_is, enum.Enum):
        values = ", ".join(f"``{member.value!r}``" for member in what_it_is)
        lines += ["", f"Values: {values}.", ""]


def _public_home(
    _app: Sphinx, env: BuildEnvironment, asked: addnodes.pending_xref, shown: nodes.Element
) -> nodes.Element | None:
    """Signatures name the room where a class was written; link to the door where it is documented."""
    if asked.get("refdomain") != "py":
        return None
    domain = env.domains.python_domain
    name = asked["reftarget"].rpartition(".")[2]
    homes = [known for known in domain.objects if known.rpartition(".")[2] == name]
    if not homes:
        return None
    return domain.resolve_xref(env, asked["refdoc"], env.app.builder, "obj", homes[0], asked, shown)


def setup(app: Sphinx) -> None:
    """Add the two small translations above."""
    app.connect("autodoc-process-docstring", _docstring, priority=100)
    app.connect("missing-reference", _public_home)
