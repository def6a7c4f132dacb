"""How many random histories the properties of planning are tried on."""

from __future__ import annotations

import pytest


USUAL = 120


def pytest_addoption(parser):
    """``pytest tests/plan --histories 100000 --from-seed 0`` tries more; see benchmarks/planning.py."""
    parser.addoption("--histories", type=int, default=USUAL)
    parser.addoption("--from-seed", type=int, default=0)


@pytest.fixture
def seeds(request):
    """The seeds of the histories to try; the usual ones where the options are not known."""
    first = request.config.getoption("--from-seed", default=0)
    return range(first, first + request.config.getoption("--histories", default=USUAL))
