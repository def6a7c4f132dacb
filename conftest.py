"""The code in README and docs runs as it stands: offline, in the order of the page, one namespace a page.

A small internet that is made without more words waits fifty times as long here, on the pages and in the tests: where
the machine stalls for some seconds a sound answer stays sound. Who waits for a silence sets a short time of its own.
"""

from __future__ import annotations

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

from followup.testing import LoopbackInternet


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["*.md"],
    excludes=[".tools/**", ".nox/**", ".venv/**"],
).pytest()

LoopbackInternet.__init__.__kwdefaults__["leeway"] = 50.0
