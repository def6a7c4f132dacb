"""The code in README and docs runs as it stands: offline, in the order of the page, one namespace a page."""

from __future__ import annotations

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["*.md"],
    excludes=[".tools/**", ".nox/**", ".venv/**"],
).pytest()
