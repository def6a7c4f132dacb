"""The main job: the example triage runs, says the same everywhere, and the README shows what it says."""

from __future__ import annotations

import json
import subprocess
import sys

from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]


def triage(*options):
    """What the example prints; the locale, the zone and the hash seed of the machine do not matter."""
    surroundings = {
        "TZ": "Asia/Tokyo",
        "PYTHONHASHSEED": "7",
        "PYTHONUTF8": "1",
        "HOME": "/nonexistent",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", ROOT / "examples" / "triage.py", *options],
        capture_output=True,
        check=True,
        env=surroundings,
        text=True,
        encoding="utf-8",
    )
    return done.stdout


@pytest.fixture(name="shown", scope="module")
def _shown():
    """The table and the explanation, once."""
    return triage()


def test_the_readme_shows_what_the_example_prints(shown):
    """Table and explanation stand in the README as they are printed."""
    table, explanation = shown.split("\n\n", 1)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert f"```text\n{table}\n```" in readme
    assert f"```text\n{explanation}```" in readme


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ("L01", "genuine   target      normal pace              wait until"),
        ("L02", "public holiday           wait until"),
        ("L03", "fake      off target  fake                     stop"),
        ("L04", "doubtful  target"),
        ("L05", "we owe them              reply now on email"),
        ("L06", "address dead             switch channel on whatsapp"),
        ("L07", "out of office            wait until on email         Mon 07 Dec"),
        ("L08", "off target  off target               nurture"),
        ("L09", "wrong channel            switch channel on whatsapp"),
        ("L10", "call on phone"),
        ("L11", "opted out                stop"),
        ("L12", "deferred                 wait until on email         Thu 10 Dec"),
        ("L15", "ask for contact"),
        ("L19", "our delivery             fix our delivery on phone"),
        ("L20", "unknown   unknown"),
        ("L21", "ask for contact"),
        ("L22", "this row cannot be read  mend the row"),
    ],
)
def test_each_story_ends_as_the_practice_implies(shown, lead, words):
    """Every verdict, cause and step that the example is there to show."""
    line = next(line for line in shown.splitlines() if line.startswith(lead))

    assert words in line


def test_json_gives_one_assessment_a_line():
    """A CRM can read it back."""
    lines = [json.loads(line) for line in triage("--json").splitlines()]

    assert [line["lead_id"] for line in lines] == [f"L{number:02}" for number in range(1, 23)]
    assert "Atlantis" in lines[-1]["reason"]


def test_a_blocked_channel_is_explained():
    """WhatsApp is blocked in Russia; the step says so and names its source."""
    assert "WhatsApp is blocked" in triage("--explain", "L15")
