"""A world in words."""

from __future__ import annotations

import json

import pytest

from hypothesis import given, strategies as st

from followup.errors import DataError, InvalidValue, UnknownName
from followup.testing import (
    Dns,
    Domain,
    Mail,
    MailboxState,
    MailFault,
    MxSetup,
    Reply,
    Site,
    TlsSetup,
    WebFault,
    World,
)


_WORLD = World(
    {
        "aguas.example": Domain(
            site=Site(
                pages={"/": "<h1>Aguas</h1>", "*": Reply(status=404, fault="stall")},
                hosts=("www",),
                tls="expired",
                http=False,
            ),
            mail=Mail(mailboxes={"Compras": "full"}, replies={"ana": "250 yes"}, fault="busy"),
            dns=Dns(zone='@ TXT "x"', rebinding=("192.31.196.9", "10.0.0.1"), only=("A",)),
        ),
        "nada.example": Domain(mail=None, dns=Dns(addresses=())),
    }
)


def test_a_world_survives_json():
    """What to_dict gives, from_dict reads, to an equal world."""
    assert World.from_dict(json.loads(json.dumps(_WORLD.to_dict()))) == _WORLD


_TEXT = st.text(max_size=20)
_ANY_WORLD = st.builds(
    World,
    st.dictionaries(
        st.sampled_from(["a.example", "b.example", "c.a.example"]),
        st.builds(
            Domain,
            site=st.none()
            | st.builds(
                Site,
                pages=st.dictionaries(
                    _TEXT,
                    st.builds(
                        Reply,
                        html=_TEXT,
                        redirect=st.none() | _TEXT,
                        headers=st.dictionaries(_TEXT, _TEXT, max_size=2),
                        fault=st.none() | st.sampled_from(WebFault),
                    ),
                    max_size=2,
                ),
                tls=st.sampled_from(TlsSetup),
            ),
            mail=st.builds(
                Mail,
                mailboxes=st.dictionaries(_TEXT, st.sampled_from(MailboxState), max_size=2),
                fault=st.none() | st.sampled_from(MailFault),
                delay=st.floats(0, 1),
            ),
        ),
    ),
)


@given(_ANY_WORLD)
def test_any_world_survives_json(world):
    """Whatever words it is made of."""
    assert World.from_dict(json.loads(json.dumps(world.to_dict()))) == world


def test_a_domain_without_more_has_a_mail_server_that_knows_nobody():
    """The defaults of a domain."""
    domain = Domain()

    assert (
        domain.site,
        domain.mail.mailboxes,
        domain.mail.others,
    ) == (None, {}, MailboxState.ABSENT)


def test_short_forms_become_values():
    """A text is a front page, a list is mailboxes, a dict is its fields, None is no mail."""
    short = World({"A.example.": {"site": "<h1>", "mail": ["Ana"]}, "b.example": Domain(mail=None)})

    full = World(
        {
            "a.example": Domain(
                site=Site(pages={"/": Reply(html="<h1>")}),
                mail=Mail(mailboxes={"ana": MailboxState.EXISTS}),
            ),
            "b.example": Domain(mail=Mail(mx=MxSetup.NONE)),
        }
    )
    assert full == short


def test_a_reply_alone_is_a_front_page():
    """Reply → Site, without more words."""
    assert Domain(site=Reply(status=503)).site == Site(pages={"/": Reply(status=503)})


def test_names_of_domains_are_brought_to_their_normal_form():
    """IDN become A-labels, letters small."""
    assert list(World({"Bücher.example": Domain()}).domains) == ["xn--bcher-kva.example"]


def test_a_world_is_read_from_toml(tmp_path):
    """The same short forms, one table a domain."""
    path = tmp_path / "world.toml"
    path.write_text(
        """
        [domains."aguas.example"]
        site = "<h1>Aguas</h1>"
        mail = ["compras"]

        [domains."roto.example"]
        site.tls = "expired"
        site.pages."/" = "<h1>Roto</h1>"
        site.pages."/contacto" = { redirect = "https://aguas.example/", status = 301 }
        mail = { mailboxes = { ana = "full" }, others = "exists" }
        dns.zone = '''
        @ TXT "v=spf1 -all"
        '''

        [domains."nada.example"]
        mail.mx = "none"
        dns.fault = "nxdomain"
        """,
        encoding="utf-8",
    )

    world = World.from_toml(path)

    broken = world.domains["roto.example"]
    assert Domain(site="<h1>Aguas</h1>", mail=["compras"]) == world.domains["aguas.example"]
    assert (broken.site.tls, broken.site.reply_to("/contacto").code) == (TlsSetup.EXPIRED, 301)
    assert (
        broken.mail.mailboxes["ana"],
        broken.mail.others,
    ) == (MailboxState.FULL, MailboxState.EXISTS)
    assert Domain(mail=None, dns=Dns(fault="nxdomain")) == world.domains["nada.example"]


def test_broken_toml_is_an_error_of_the_file(tmp_path):
    """The message names the file."""
    path = tmp_path / "world.toml"
    path.write_text("domains = [", encoding="utf-8")

    with pytest.raises(DataError, match=r"world\.toml is not TOML"):
        World.from_toml(path)


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: Reply(fault="explodes"), "WebFault: 'explodes' is not known"),
        (lambda: Site(tls="expird"), "Did you mean: expired"),
        (lambda: Mail(fault="tired"), "MailFault"),
        (lambda: Mail(mx="two"), "MxSetup"),
        (lambda: Mail(mailboxes={"ana": "fulll"}), "Did you mean: full"),
        (lambda: Dns(fault="slow"), "DnsFault"),
        (lambda: World({"a.example": {"sites": "x"}}), "Did you mean: site"),
    ],
)
def test_an_unknown_word_is_refused_with_its_neighbours(build, said):
    """Every word of the vocabulary is checked when the world is described."""
    with pytest.raises(UnknownName, match=said):
        build()


@pytest.mark.parametrize(
    "build",
    [
        lambda: Reply(charset="klingon"),
        lambda: Dns(addresses=("192.31.196.300",)),
        lambda: World({"a.example": 5}),
    ],
    ids=["charset", "address", "domain"],
)
def test_what_cannot_be_used_is_refused(build):
    """A charset, an address, a domain that is none."""
    with pytest.raises(InvalidValue):
        build()


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(), 200),
        (Reply(redirect="/x"), 302),
        (Reply(redirect="/x", status=308), 308),
        (Reply(status=503), 503),
    ],
)
def test_a_redirect_has_a_fitting_status(reply, code):
    """302 unless another is named."""
    assert code == reply.code


def test_a_site_answers_by_path():
    """The exact path, then the star, then 404; queries are not looked at."""
    site = Site(pages={"/": "front", "/a": "a"})

    assert (
        site.reply_to("/?q=1").html,
        site.reply_to("/a").html,
        site.reply_to("/b").code,
    ) == ("front", "a", 404)
    assert Site(pages={"*": "all"}).reply_to("/b").html == "all"


def test_words_are_members_already_or_become_them():
    """Enum members are taken as they are."""
    assert (
        Reply(fault=WebFault.STALL).fault,
        Mail(fault=MailFault.BUSY).fault,
    ) == (WebFault.STALL, MailFault.BUSY)
