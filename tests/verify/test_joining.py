"""Look-alikes, alignment, inquiries: pure judgements."""

from __future__ import annotations

import json

import pytest

from hypothesis import given
from hypothesis import strategies as st

from followup import Inquiry
from followup.data import BUNDLED
from followup.errors import DataError
from followup.verify import Alignment, InquiryReport, Lookalike, alignment, inquiry, lookalike
from followup.verify.weights import finding, threshold


@pytest.mark.parametrize(
    ("domain", "known", "technique"),
    [
        ("siemsns.com", "siemens.com", "edit"),
        ("www.siernens.com", "siemens.com", "homoglyph"),
        ("síemens.com", "siemens.com", "homoglyph"),
        ("\u0430guas.example", "aguas.example", "homoglyph"),
        ("sie.mens.com", "siemens.com", "ending"),
        ("ca\u017fiö.com", "casio.com", "homoglyph"),
        ("siëmons.com", "siemens.com", "homoglyph"),
        ("\u0441\u0430\u0455\u0456\u043e.com", "casio.com", "homoglyph"),
        ("g00gle.com", "google.com", "homoglyph"),
        ("sie-mens.com", "siemens.com", "hyphen"),
        ("siemens.cm", "siemens.com", "ending"),
        ("bookerco.uk", "booker.co.uk", "ending"),
        ("siemenscom.com", "siemens.com", "ending"),
    ],
)
def test_an_imitation_is_named_with_its_technique(domain, known, technique):
    """Homoglyphs, one edit, hyphens, endings."""
    hit = lookalike(domain, ("other.example", known))
    assert (hit.known, hit.technique) == (known, technique)
    assert Lookalike.from_dict(json.loads(json.dumps(hit.to_dict()))) == hit


@pytest.mark.parametrize(
    ("domain", "known"),
    [
        ("siemens.com", "siemens.com"), ("mail.siemens.com", "www.siemens.com"), ("siemens.de", "siemens.com"), ("siemens.com.br", "siemens.com"),
        ("pumps.example", "siemens.com"), ("abe.example", "abc.example"), ("müller.de", "siemens.com"), ("", "siemens.com"),
        ("北京大學.cn", "siemens.com"), ("xn--0.com", "siemens.com"),
    ],
)  # fmt: skip
def test_honest_domains_are_not_accused(domain, known):
    """Itself, its subdomains, its country domains, short names, honest IDN."""
    assert lookalike(domain, known) is None


@pytest.mark.parametrize(
    ("email", "site", "company", "relation"),
    [
        ("a@mail.aguas.example", "www.aguas.example/es", None, "same_domain"),
        ("aguas.example", ("http://old.example", "https://aguas.example"), None, "same_domain"),
        ("a@aguas.com", "https://aguas.es", None, "same_name"),
        ("a@aguasdelsur.com", "https://portal.example", "Aguas del Sur S.L.", "company_name"),
        ("a@abc-x.com", "https://portal.example", "A B C X Ltd", "company_name"),
        ("a@kmw.com", None, "Kölner Motoren Werke GmbH", "company_name"),
        ("a@blinds.com", "thomson.com", "Global Trading Co.", "unrelated"),
        ("a@blinds.com", None, None, "unknown"),
        ("a@gmail.com", "aguas.example", "Aguas", "unknown"),
        ("a@anonaddy.com", "aguas.example", "Aguas", "unknown"),
        (None, "aguas.example", None, "unknown"),
        ("a@b", "aguas.example", None, "unknown"),
    ],
)
def test_mail_site_and_name_belong_together_or_not(email, site, company, relation):
    """Nothing joined is no crime, and a provider's domain tells nothing."""
    found = alignment(email, site, company)
    assert found.relation == relation
    assert Alignment.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def signs(text, **fields):
    """The signs of an inquiry."""
    return {
        one.name.removeprefix("inquiry.") for one in inquiry(Inquiry(text=text, **fields)).findings
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Could you quote 200 pcs UV lamp 75 W, FOB Ningbo, to the port of Valencia?", {"quantity", "terms", "specification", "destination", "question"}),
        ("Please quote 500 units of ballast", {"quantity", "question"}),
        ("请问杀菌灯500支的交货期\uff1f", {"quantity", "question"}),
        ("Dear Sir/Madam, we are interested in your products.", {"mass"}),
        ("I am next of kin of my late client", {"fraud"}),
        ("We offer SEO service and the first page of Google", {"pitch"}),
        ("hi", {"empty"}),
        ("see http://spam.example/x and www.aguas.example please now", {"links", "other_domain"}),
        ("see our page www.aguas.example for what we do", {"links"}),
    ],
)  # fmt: skip
def test_the_signs_of_an_inquiry(text, expected):
    """Specific or mass-sent, fraudulent, selling, empty."""
    assert signs(text, email="a@aguas.example") == expected


def test_a_product_that_it_was_sent_about_is_a_sign():
    """In any case of letters."""
    assert "product" in signs("About the UV Lamp you make", products=("uv lamp",))
    assert "links" in signs("see http://x.example please, dear friend")


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_inquiry_decides_alone(text, subject):
    """The score stays small, adds up, and the report survives JSON."""
    report = inquiry(Inquiry(text=text, subject=subject, email="a@b.example"))
    assert -0.45 <= report.score <= 0.3
    assert report.score == pytest.approx(sum(one.weight for one in report.findings))
    assert InquiryReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report


def test_your_own_weights_replace_ours_one_by_one():
    """What your table leaves out keeps its weight."""
    own = BUNDLED.with_table(
        "verify_weights",
        [{"name": "mail.spf", "outcome": "for", "weight": "0.5", "source": "", "why": ""}],
    )
    assert finding("mail.spf", "x", facts=own).weight == 0.5
    assert threshold("verdict.genuine", own) == 0.35


def test_a_weight_that_is_no_number_is_refused():
    """The message names the row."""
    own = BUNDLED.with_table(
        "verify_weights",
        [{"name": "mail.spf", "outcome": "for", "weight": "much", "source": "", "why": ""}],
    )
    with pytest.raises(DataError, match=r"mail\.spf"):
        finding("mail.spf", "x", facts=own)


def test_a_finding_names_its_source():
    """A table with its day, a record, or nothing."""
    parked = finding("site.parked", "x").source
    assert parked.as_of == BUNDLED.table("page_marks").source.retrieved
    assert finding("mail.takes_mail", "x").source.title == "MX record"
    own = BUNDLED.with_table(
        "verify_weights",
        [{"name": "mail.spf", "outcome": "for", "weight": "1", "source": "", "why": ""}],
    )
    assert finding("mail.spf", "x", facts=own).source is None
