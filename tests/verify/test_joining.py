"""Look-alikes, alignment, inquiries: pure judgements."""

from __future__ import annotations

import json

import pytest

from hypothesis import given, strategies as st

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please find our Order_77.pdf and drawing 4.dwg for you", {"attachments"}),
        ("Please open invoice.pdf.exe today, it is urgent", {"attachments", "dangerous_attachment"}),
        ("See https://x.example/a.exe and a.exe@x.example for it", {"links", "other_domain", "signature_differs"}),
        ("Our version 2.5 runs well, see you", set()),
    ],
)  # fmt: skip
def test_files_are_named(text, expected):
    """Links and addresses are no files; one that runs is a mark."""
    assert signs(text, email="a@aguas.example") == expected


@pytest.mark.parametrize(
    ("fields", "text", "expected"),
    [
        ({"email": "ana@aguas-sur.com", "company": "Aguas Sur"}, "We build pumps for towns.", {"company_in_mail"}),
        ({"email": "ana@gmail.com", "company": "Aguas Sur"}, "We build pumps for towns.", set()),
        ({"company": "Aguas Sur"}, "Write to ana@aguas-sur.com for more", set()),
        ({"email": "ana@mail.aguas.com"}, "Write to office@aguas.com for more", {"signature_agrees"}),
        ({"email": "ana@aguas.com"}, "Write to office@other.example for more", {"signature_differs"}),
    ],
)  # fmt: skip
def test_company_mail_and_signature_are_compared(fields, text, expected):
    """A provider's domain is nobody's."""
    assert signs(text, **fields) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bitte bieten Sie 40 Stück Vorschaltgeräte 36 W FOB Shanghai an. Wie viel kostet die Fracht?", {"quantity", "specification", "terms", "question"}),
        ("Cotización por 80 piezas de balastos de 36 W, entrega en Lima.", {"quantity", "specification", "question", "destination"}),
        ("Preciso de 60 unidades de reatores 36 W, entrega em Santos.", {"quantity", "specification", "destination"}),
        ("Merci de votre devis pour 25 pièces de ballasts 36 W, livraison à Lyon.", {"quantity", "specification", "question", "destination"}),
        ("Preventivo per 90 pezzi di reattori 36 W, consegna a Bari.", {"quantity", "specification", "question", "destination"}),
        ("Сколько стоят 70 штук балластов 36 Вт, доставка в Омск?", {"quantity", "specification", "question", "destination"}),
        ("كم سعر 50 قطعة كوابح 36 واط، التسليم في جدة", {"quantity", "specification", "question", "destination"}),
        ("镇流器36瓦200个，CIF鹿特丹，价格是多少", {"quantity", "specification", "terms", "question"}),
        ("36 वाट के 50 नग बैलास्ट की कीमत क्या है, मुंबई बंदरगाह", {"quantity", "specification", "question", "destination"}),
        ("36 W balast, 45 adet, fiyat teklifi lütfen, teslimat İzmir", {"quantity", "specification", "question", "destination"}),
        ("Xin báo giá 55 cái chấn lưu 36 W, giao hàng đến Huế", {"quantity", "specification", "question", "destination"}),
        ("Mohon penawaran 65 buah balas 36 W, pengiriman ke Medan", {"quantity", "specification", "question", "destination"}),
        ("We require 35 units of ballast 36 W delivered to Leeds, ship to our store", {"quantity", "specification", "destination"}),
    ],
)  # fmt: skip
def test_real_needs_are_seen_in_thirteen_languages(text, expected):
    """Numbers, data and terms stand in any script."""
    assert signs(text) == expected


@pytest.mark.parametrize(
    ("sign", "texts"),
    [
        ("mass", "dear supplier hello|a quien corresponda, buenas|caro fornecedor, bom dia|catalogue et liste de prix svp|katalog und preisliste bitte|gentile fornitore salve|уважаемые поставщики, привет|尊敬的供应商你好啊朋友们|عزيزي المورد مرحبا بك|प्रिय विक्रेता नमस्ते आप|sayın tedarikçi merhaba size|gửi catalogue cho chúng tôi|kirim katalog kepada kami"),
        ("fraud", "my deceased client left it|mi cliente fallecido dejó esto|meu cliente falecido deixou isto|mon client décédé a laissé|mein verstorbener kunde hinterließ|il cliente deceduto ha lasciato|покойный клиент оставил это|我的已故客户留下了这些东西|العميل المتوفى ترك هذا|दिवंगत ग्राहक ने यह छोड़ा|vefat eden müşteri bunu bıraktı|khách hàng quá cố để lại|klien almarhum meninggalkan ini"),
        ("pitch", "we offer seo services here|ofrecemos nuestros servicios de imprenta|oferecemos nossos serviços de gráfica|nous proposons nos services ici|wir bieten ihnen unsere dienste|offriamo servizi di stampa qui|предлагаем услуги печати вам|我们公司专业做网站推广服务的|نقدم خدمات الطباعة لكم|हम निर्माता हैं और बेचते|hizmetlerimizi sunuyoruz size burada|chúng tôi là nhà sản xuất|kami menawarkan jasa cetak ini"),
    ],
)  # fmt: skip
def test_letters_to_everybody_are_seen_in_thirteen_languages(sign, texts):
    """Mass mail, advance-fee fraud, and sellers who pose as buyers."""
    assert [one for one in texts.split("|") if sign not in signs(one)] == []


def test_a_product_that_it_was_sent_about_is_a_sign():
    """In any case of letters."""
    assert "product" in signs("About the UV Lamp you make", products=("uv lamp",))
    assert "links" in signs("see http://x.example please, dear friend")


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_inquiry_decides_alone(text, subject):
    """The score stays small, adds up, and the report survives JSON."""
    report = inquiry(Inquiry(text=text, subject=subject, email="a@b.example"))
    assert -0.5 <= report.score <= 0.3
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
