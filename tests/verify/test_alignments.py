"""Names that differ by a part of the world."""

from __future__ import annotations

import pytest

from followup.verify import alignment


@pytest.mark.parametrize(
    ("email", "site", "relation"),
    [
        ("a@pumpenwerkus.com", "pumpenwerk.com", "same_name"),
        ("a@pumpenwerk.com", "pumpenwerk-group.com", "same_name"),
        ("a@pumpen-werk.com", "pumpenwerk.de", "same_name"),
        ("a@abcus.com", "abc.com", "unrelated"),
        ("a@marines.com", "marin.com", "unknown"),
        ("a@orangetheory.com", "orange.com", "unknown"),
        ("a@groupama.com", "ama.com", "unrelated"),
        ("a@usmarin.com", "marin.com", "unknown"),
    ],
)
def test_a_name_and_a_part_of_the_world_are_one_name(email, site, relation):
    """Short names and endings of ordinary words join nothing."""
    assert alignment(email, site).relation == relation


def test_two_tenants_of_one_suffix_are_not_one():
    """Anybody may have a name below ``uk.com`` or ``blogspot.com``."""
    for suffix in ("uk.com", "blogspot.com", "github.io"):
        relation = alignment(f"ana@hidropumps.{suffix}", f"https://other.{suffix}").relation
        assert relation == "unrelated"


def test_a_name_of_a_million_marks_is_cut_before_it_is_folded():
    """Sorting them would take minutes."""
    endless = "Aguas" + "\u0315\u0300" * 500_000
    assert alignment("ana@aguas.example", "other.example", endless).relation == "company_name"
