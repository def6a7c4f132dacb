"""The tricks of those who register look-alikes, run backwards."""

from __future__ import annotations

import json

import pytest

from hypothesis import given, strategies as st

from followup.verify import Lookalike, lookalike


@pytest.mark.parametrize(
    ("domain", "known", "technique"),
    [
        ("pumpenwerk.com.login.example", "pumpenwerk.com", "subdomain"),
        ("pumpenwerk-com.com", "pumpenwerk.com", "ending"),
        ("pumpen-werkcom.net", "pumpen-werk.com", "ending"),
        ("oclean.com", "odean.com", "homoglyph"),
        ("wasserlc.com", "wasserk.com", "homoglyph"),
        ("pumpenwerk-payment.com", "pumpenwerk.com", "word"),
        ("orders-pumpenwerk.com", "pumpenwerk.com", "word"),
        ("pumpenwerkpayment.com", "pumpenwerk.com", "word"),
        ("abc-invoice.com", "abc.com", "word"),
        ("www-abc.com", "abc.com", "word"),
        ("wwwpumpenwerk.com", "pumpenwerk.com", "word"),
        ("pumpesnwerk.com", "pumpnwerk.com", "edit"),
        ("pumpenwerkes.com", "pumpenwerk.com", "edit"),
        ("pumpenwark.com", "pumpenwerk.com", "edit"),
        ("qumpenwerk.com", "pumpenwerk.com", "edit"),
        ("loginpumpenwerk.com", "pumpenwerk.com", "word"),
        ("abbc.com", "abc.com", "edit"),
        ("acem.com", "acme.com", "edit"),
        ("axme.com", "acme.com", "edit"),
    ],
)
def test_a_trick_is_seen_through(domain, known, technique):
    """Sub-domains, endings, mirrored letters, baits, plurals, vowels, one bit, short names."""
    hit = lookalike(domain, known)
    assert (hit.known, hit.technique) == (known, technique)


@pytest.mark.parametrize(
    ("domain", "known"),
    [
        ("pumpenwerk-energy.com", "pumpenwerk.com"), ("pumpenwerkshop.com", "pumpenwerk.com"), ("abcorders.com", "abc.com"),
        ("dell.com", "bell.com"), ("abx.com", "abc.com"), ("ac.com", "ab.com"), ("acre.com", "acme.com"), ("pumpenwerk.co.uk", "pumpenwerk.com"),
        ("mail.pumpenwerk.com.br", "pumpenwerk.com"), ("tv-pumpenwerk.com", "pumpenwerk.com"), ("tests.com", "tts.com"),
    ],
)  # fmt: skip
def test_a_neighbour_is_no_imitation(domain, known):
    """Short names, dealers, subsidiaries, country domains."""
    assert lookalike(domain, known) is None


def test_an_idn_that_deceives_by_itself_is_named_without_a_known_domain():
    """What it reads as is told; a domain that you know yourself is never accused."""
    hit = lookalike("\u0441\u0430\u0441\u0430\u043e.com", ())
    assert (hit.known, hit.technique) == ("cacao.com", "unsafe_idn")
    assert hit.reason.endswith("spells a Latin word in letters of another script.")
    assert Lookalike.from_dict(json.loads(json.dumps(hit.to_dict()))) == hit
    assert (
        lookalike("\u0441\u0430\u0441\u0430\u043e.com", "\u0441\u0430\u0441\u0430\u043e.com")
        is None
    )
    assert lookalike("n\u00fcsse.de", ()) is None


def test_the_imitated_domain_goes_before_the_mixture():
    """A mixed IDN that resembles a known domain names that domain."""
    hit = lookalike("\u0440umpenwerk.com", "pumpenwerk.com")
    assert (hit.known, hit.technique) == ("pumpenwerk.com", "homoglyph")


def test_a_name_that_cannot_be_decoded_is_compared_as_it_stands():
    """A broken A-label has no letters of its own to show."""
    assert lookalike("xn--0.com", "pumpenwerk.com") is None
    assert lookalike("xn--0.com.login.example", "xn--0.com").technique == "subdomain"


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_judged(domain, known):
    """Hostile names raise nothing."""
    assert lookalike(domain, known) is None or lookalike(domain, known).reason
