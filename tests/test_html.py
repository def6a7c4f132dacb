"""Pages of strangers become text by zone, in bounded time."""

from __future__ import annotations

import json

import pytest

from hypothesis import given, strategies as st

from followup._html import HtmlText, read_html


PAGE = """<!DOCTYPE html>
<html lang="pt-BR"><head>
<meta charset="utf-8"><title>Água &amp; Cia</title>
<meta name="Description" content="Tratamento
   de água">
<style>p { color: red }</style><script>if (1 < 2) document.write("<p>no</p>");</script></head>
<body>
<header><a href="/">Logo</a><h1>Água <b>limpa</b></h1></header>
<nav><ul><li><a>Início</a><li><a>Filtros</a></ul></nav>
<!-- <p>hidden</p> -->
<div class="hero">Somos <em>engenhei</em>ros.<br>Desde 1990.</div>
<select><option>Brasil</option></select>
<h2>Serviços</h3><p>Lodo</p>
<div id="footer"><div>Rua A</div>&copy; 2026</div>
<p>Fim</p></body></html>"""


def test_a_page_is_read_zone_by_zone():
    """Title, description, headings, menu, body and footer each hold their own words."""
    assert read_html(PAGE) == HtmlText(
        title="Água & Cia",
        description="Tratamento de água",
        headings=("Água limpa", "Serviços"),
        menu="Logo\nInício\nFiltros\nBrasil",
        body="Somos engenheiros.\nDesde 1990.\nLodo\nFim",
        footer="Rua A\n© 2026",
        language="pt-BR",
    )


def test_the_text_is_all_zones_in_order():
    """Empty zones are left out."""
    page = HtmlText(title="T", headings=("H", "I"), body="B")
    assert page.text == "T\nH\nI\nB"


def test_the_value_survives_json():
    """What to_dict gives comes back equal."""
    page = read_html(PAGE)
    assert HtmlText.from_dict(json.loads(json.dumps(page.to_dict()))) == page


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("plain words", "plain words"),
        ("a < b and c > d", "a < b and c > d"),
        ("1 &lt; 2&nbsp;&#931;&#0;", "1 < 2 Σ\ufffd"),
        ("&#" + "9" * 5000 + "; end", "\ufffd end"),
        ("<p title='>'>x", "x"),
        ("<p =a b='c' d=e/>x", "x"),
        ("a<!-->b<!--->c<!-- - -- --!>d<!--e", "abcd"),
        ("<script>var a = '</b>';</script >x<script>y", "x"),
        ("a<?php b ?>c</>d<!x>e", "acde"),
        ("a\x00b\x07c", "abc"),
        ("<P>a<SPAN>b</SPAN><Br>c<dIv CLASS=footer>d</DIV>e", "ab\nc\ne"),
        ("<\u212aspan>a</\u017fpan>", "<\u212aspan>a"),
        ("<td>a</td><td>b</td>", "a\nb"),
        ("x</nav>y", "x\ny"),
        ("<nav>m</div></nav>x", "x"),
        ("<nav>m<nav>n</nav>o</nav>x", "x"),
        ("<title>t</title>x", "x"),
        ("<div class=page data-x='footer'>x</div>", "x"),
        ("<div class='row menu'>m</div>x", "x"),
        ("", ""),
    ],
)
def test_odd_markup_is_read_as_a_browser_would(html, body):
    """Quotes, comments, raw text and stray ends do not confuse the reader."""
    assert read_html(html).body == body


def test_headings_of_the_footer_belong_to_the_footer():
    """They are about contact and law, not about the trade."""
    page = read_html("<footer><h3>Contact</h3>a<nav>b</nav></footer>c")
    assert (page.headings, page.footer, page.body) == ((), "Contact\na\nb", "c")


@pytest.mark.parametrize(
    ("head", "description"),
    [
        ('<meta property="og:description" content="og">', "og"),
        ('<meta name=description content="a"><meta property="og:description" content="og">', "a"),
        ('<meta property="og:description" content="og"><meta name=description content="a">', "a"),
        ("<meta name=keywords content=k>", ""),
        ("<meta name=description content='a\x00b\x1ac'>", "ab c"),
    ],
)
def test_the_meta_description_is_preferred_to_open_graph(head, description):
    """Open Graph stands in where the page has no description of its own."""
    assert read_html(head).description == description


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ("<html xml:lang='de'>", "de"),
        ("<html lang=fr><html lang=it>", "fr"),
        ("<html>", None),
        ("<meta http-equiv=Content-Language content=ja>", "ja"),
        ("<html lang=fr><meta http-equiv=Content-Language content=ja>", "fr"),
        ("<meta http-equiv=Content-Language content=''>", None),
    ],
)
def test_the_declared_language_is_kept(html, language):
    """From the html tag first, then from the meta tag."""
    assert read_html(html).language == language


@pytest.mark.parametrize(
    ("octets", "charset", "body"),
    [
        ("été".encode(), None, "été"),
        ("été".encode("cp1252"), None, "été"),
        ("été".encode("cp1252"), "ISO-8859-1", "été"),
        ("вода".encode("cp1251"), "windows-1251", "вода"),
        (b"\xef\xbb\xbf" + "été".encode(), None, "été"),
        ("été".encode("utf-16"), None, "été"),
        (b'<meta charset="gb2312">' + "水处理".encode("gb18030"), None, "水处理"),
        (b'<meta content="text/html; charset=shift_jis">' + "浄水".encode("cp932"), None, "浄水"),
        (b"<meta charset=utf-16>ok", None, "ok"),
        (b"<meta charset=hex>6f6b", None, "6f6b"),
        ("été".encode(), "no-such-charset", "été"),
        (b"ok" + b"\xe6", None, "ok"),
    ],
)
def test_octets_are_decoded_as_declared_or_guessed(octets, charset, body):
    """Server first, then byte order mark, page, UTF-8, and windows-1252 at last."""
    assert read_html(octets, charset=charset).body == body


_TWO_MEGABYTES = 2_000_000


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "</div>",
        "<h1>",
        "<nav></h1>",
        "<b></b>",
        "<div class=footer>",
        "<",
        "&",
        "&#9",
        "&notit",
        "\x00",
        "<!--",
        "<!---->",
        "<script ",
        "<script>",
        "<style><",
        "a=1 ",
        "</a ",
        '<a b="',
        "<a b='",
        "<meta charset",
        "<meta name=description ",
        "<html ",
        "<p\n",
        "中",
        " ",
        "<table><td>",
        "<svg>",
        "]]>",
        "<nav>",
        "<nav><footer></nav>",
    ],
)
def test_two_megabytes_of_anything_end(unit):
    """Nesting, attributes, comments and entities are all read once."""
    page = "<a " * unit.startswith("a=") + unit * (_TWO_MEGABYTES // len(unit))
    assert read_html(page).truncated


@given(st.text(alphabet="<>/!-='\"& abdivnscripth1\n\x00é"))
def test_any_text_gives_an_answer(html):
    """No input raises, and reading is deterministic."""
    assert read_html(html) == read_html(html)


@given(st.binary())
def test_any_octets_give_an_answer(octets):
    """No octets raise."""
    assert isinstance(read_html(octets).text, str)
