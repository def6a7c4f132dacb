"""The front door: cheap to open, and every name on its sign leads somewhere."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import tomllib

from pathlib import Path

import pytest

import followup


ROOT = Path(__file__).parents[2]
SOURCE = str(Path(followup.__file__).parents[1])
PUBLIC_MODULES = [
    module.name
    for module in pkgutil.walk_packages(followup.__path__, "followup.")
    if not any(part.startswith("_") for part in module.name.split("."))
]
NETWORK = "asyncio dns httpcore httpx smtplib socket ssl"
DOORS = [
    "followup",
    "followup.channels",
    "followup.fit",
    "followup.timing",
    "followup.verify",
]
HEAVY = f"{NETWORK} cattrs email_validator holidays idna phonenumbers selectolax tldextract"


def loaded_after(code, names, *flags):
    """Which of these modules this code loads in a new interpreter."""
    # What was there before does not count: the measuring of coverage brings modules of its own.
    script = f"""
import sys
sys.path.insert(0, {SOURCE!r})
before = set(sys.modules)
{code}
print(*sorted(set({names.split()!r}) & set(sys.modules) - before))
"""
    done = subprocess.run(
        [sys.executable, *flags, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_front_door_loads_no_room():
    """Neither site-packages nor the rooms behind it are needed to open it."""
    names = f"attr attrs dataclasses datetime enum inspect re typing {HEAVY}"

    assert loaded_after("import followup", names, "-I", "-S") == []


def test_listing_the_names_opens_no_room():
    """Completion in a notebook costs nothing either."""
    assert loaded_after("import followup\ndir(followup)", f"attrs {HEAVY}", "-I", "-S") == []


def test_the_trades_and_the_judgement_load_no_heavy_package():
    """All four trades, diagnose and plan: what is heavy waits for its first use."""
    code = """
from followup import verify, fit, timing, channels, diagnose, plan
for room in (verify, fit, timing, channels):
    for name in room.__all__:
        getattr(room, name)"""

    assert loaded_after(code, HEAVY) == []


def test_the_whole_chain_imported_loads_no_heavy_package():
    """Clients, assess and bulk wait for their first question too."""
    code = "from followup import assess, judge, bulk, Verifier, AsyncVerifier"

    assert loaded_after(code, HEAVY) == []


@pytest.mark.parametrize("name", followup.__all__)
def test_every_name_on_the_door_opens(name):
    """It is there, it is listed, and it stays the same object."""
    opened = getattr(followup, name)

    assert opened is getattr(followup, name)
    assert name in dir(followup)
    assert opened.__doc__


def test_every_name_on_the_door_opens_in_a_new_interpreter():
    """None of them leans on a room that another test has opened."""
    code = "import followup\nfor name in followup.__all__: getattr(followup, name)"

    assert loaded_after(code, "followup.testing followup.bulk") == [
        "followup.bulk",
        "followup.testing",
    ]


def test_a_star_import_brings_what_is_listed():
    """``__all__`` names no name twice, and nothing else comes along."""
    brought = {}
    exec("from followup import *", brought)

    assert len(followup.__all__) == len(set(followup.__all__))
    assert set(brought) - {"__builtins__"} == set(followup.__all__)


@pytest.mark.parametrize("door", DOORS)
def test_type_checkers_see_the_same_names(door):
    """What stands under TYPE_CHECKING is what a lazy door gives, and it is the same thing."""
    opened = importlib.import_module(door)
    tree = ast.parse(Path(opened.__file__).read_text(encoding="utf-8"))
    block = next(statement for statement in tree.body if isinstance(statement, ast.If))
    seen = {}
    exec(compile(ast.Module(block.body, []), door, "exec"), seen)

    seen = {name: thing for name, thing in seen.items() if not name.startswith("_")}
    assert seen == {name: getattr(opened, name) for name in opened.__all__}


@pytest.mark.parametrize("door", DOORS[1:])
def test_a_trade_loads_nothing_before_it_is_asked(door):
    """Neither attrs nor the rooms behind the door."""
    assert loaded_after(f"import {door}\ndir({door})", f"attrs re {HEAVY}", "-I", "-S") == []


def test_an_unknown_name_is_an_attribute_error():
    """As with any module; ``hasattr`` and ``from … import`` rely on it."""
    with pytest.raises(AttributeError, match="module 'followup' has no attribute 'asess'"):
        _ = followup.asess
    assert not hasattr(followup, "_nothing")


@pytest.mark.parametrize("door", DOORS)
def test_dir_lists_the_public_names(door):
    """Sorted, for completion."""
    opened = importlib.import_module(door)

    assert dir(opened) == sorted(opened.__all__)


def test_assess_stays_a_function_whatever_is_imported():
    """No module of its name can take its place."""
    code = """
import followup, followup.bulk, followup.assessment, followup.bulk.batch
assert callable(followup.assess) and callable(followup.bulk.assess)
assert followup.assess is followup.assessment.assess
assert followup.assess is not followup.bulk.assess
from followup import assess
assert assess is followup.assess
"""

    assert loaded_after(code, "no") == []


def test_the_version_is_the_projects():
    """One number in three places."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert followup.__version__ == project["version"]


def test_the_changelog_begins_with_this_version():
    """Its top entry, below what is not released yet."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entries = re.findall(r"^## \[?([^\]\s]+)", text, re.MULTILINE)

    assert (
        next((entry for entry in entries if entry.lower() != "unreleased"), None)
        == followup.__version__
    )


def _class_of_name(name):
    """Constants, then classes, then functions: how ruff sorts ``__all__``."""
    if name.isupper():
        return 0
    return 1 if name[0].isupper() else 2


@pytest.mark.parametrize("module", PUBLIC_MODULES)
def test_a_public_module_says_what_it_is(module):
    """It has a docstring; what it lists is there, sorted, once, and says what it is."""
    opened = importlib.import_module(module)
    listed = list(getattr(opened, "__all__", ()))

    assert opened.__doc__
    assert listed == sorted(set(listed), key=lambda name: (_class_of_name(name), name))
    for name in listed:
        assert getattr(opened, name).__doc__, name


@pytest.mark.parametrize("module", PUBLIC_MODULES)
def test_what_a_public_module_defines_is_documented(module):
    """Its own public classes and functions, and their public methods and properties."""
    opened = importlib.import_module(module)
    own = {
        name: thing
        for name, thing in vars(opened).items()
        if not name.startswith("_") and getattr(thing, "__module__", None) == module
    }
    members = {
        f"{name}.{member}": part
        for name, thing in own.items()
        if inspect.isclass(thing)
        for member, part in vars(thing).items()
        if not member.startswith("_") and (inspect.isfunction(part) or isinstance(part, property))
    }

    silent = [name for name, thing in (own | members).items() if not inspect.getdoc(thing)]
    assert silent == []


def test_a_function_of_a_room_is_not_covered_by_the_file_of_its_name():
    """``fit.score`` is a function, whatever was imported before."""
    code = """
import importlib, inspect, pkgutil, followup
for module in pkgutil.walk_packages(followup.__path__, "followup."):
    importlib.import_module(module.name)
for room in ("bulk", "channels", "diagnose", "fit", "plan", "timing", "verify"):
    opened = getattr(followup, room)
    covered = [name for name in opened.__all__ if inspect.ismodule(getattr(opened, name))]
    assert not covered, (room, covered)
"""

    assert loaded_after(code, "no") == []
