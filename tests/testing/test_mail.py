"""The mail servers of a small internet."""

from __future__ import annotations

import smtplib
import ssl

import pytest

from followup.testing import Domain, LoopbackInternet, Mail, World


_STATES = ("exists", "absent", "full", "disabled", "temporary", "greylisted", "refused_us")
_FAULTS = (
    "closed",
    "busy",
    "no_service",
    "stall",
    "garbage",
    "drop_after_greeting",
    "refuses_helo",
    "refuses_sender",
    "drop_at_recipient",
    "stall_at_recipient",
    "busy_at_recipient",
)
_WORLD = World(
    {
        "aguas.example": Domain(
            mail=Mail(
                mailboxes={state.replace("_", "-"): state for state in _STATES},
                replies={"odd": "550-5.1.1 one\n550 5.1.1 two"},
            )
        ),
        "all.example": Domain(mail=Mail(others="exists", multiline=True)),
        "slow.example": Domain(mail=Mail(delay=0.05)),
        "implicit.example": Domain(mail=Mail(mx="implicit", mailboxes=["ana"])),
        "guest1.example": Domain(mail=Mail(host="mx.hosting.example", mailboxes=["ana"])),
        "guest2.example": Domain(mail=Mail(host="mx.hosting.example", mailboxes=["bea"])),
        "nomail.example": Domain(mail=None),
        **{
            f"{fault.replace('_', '-')}.example": Domain(mail=Mail(fault=fault))
            for fault in _FAULTS
        },
        **{
            f"tls-{tls.replace('_', '-')}.example": Domain(mail=Mail(tls=tls))
            for tls in ("ok", "expired", "failed", "stalled")
        },
    }
)


@pytest.fixture(scope="module")
def internet():
    """The world of this chapter, running."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


@pytest.fixture
def caller(client, internet):
    """Calls its mail server."""
    return client(internet)


def _code(smtp, recipient):
    smtp.ehlo_or_helo_if_needed()
    smtp.mail("")
    return smtp.rcpt(recipient)


@pytest.mark.parametrize(
    ("local", "code", "words"),
    [
        ("exists", 250, b"2.1.5"),
        ("EXISTS", 250, b"2.1.5"),
        ("nobody", 550, b"5.1.1"),
        ("absent", 550, b"5.1.1"),
        ("full", 452, b"4.2.2"),
        ("disabled", 550, b"5.2.1"),
        ("temporary", 451, b"4.3.0"),
        ("refused-us", 550, b"5.7.1"),
        ("odd", 550, b"5.1.1 one\n5.1.1 two"),
    ],
)
def test_a_recipient_is_answered_by_its_state(caller, local, code, words):
    """Code and enhanced code (RFC 3463), or the literal reply."""
    with caller.mail("mx.aguas.example") as smtp:
        got, text = _code(smtp, f"{local}@aguas.example")

    assert (code, True) == (got, text.startswith(words))


def test_the_grey_list_remembers(client):
    """The first try is deferred, the second taken, also on another connection."""
    with LoopbackInternet(_WORLD) as internet:
        codes = []
        for _ in range(2):
            with client(internet).mail("mx.aguas.example") as smtp:
                codes.append(_code(smtp, "greylisted@aguas.example")[0])

    assert codes == [451, 250]


def test_a_domain_may_accept_all_and_speak_in_several_lines(caller):
    """Anybody exists; greeting and replies have two lines."""
    with caller.mail("mx.all.example") as smtp:
        code, text = _code(smtp, "zzz@all.example")

    assert (code, text) == (250, b"2.1.5 Ok\nThis is the second line")


def test_domains_may_share_a_server(caller):
    """It knows each domain's people, and takes no mail for others."""
    with caller.mail("mx.hosting.example") as smtp:
        replies = [
            _code(smtp, recipient)
            for recipient in ("ana@guest1.example", "ana@guest2.example", "ana@aguas.example")
        ]

    assert [(code, text[: 1 if code == 250 else 5]) for code, text in replies] == [
        (250, b"2"),
        (550, b"5.1.1"),
        (550, b"5.7.1"),
    ]


def test_a_domain_without_mx_may_take_mail_at_its_own_address(caller):
    """Implicit MX (RFC 5321 section 5.1)."""
    with caller.mail("implicit.example") as smtp:
        assert _code(smtp, "ana@implicit.example")[0] == 250


def test_no_message_is_ever_taken(client):
    """DATA is refused, and the log says that somebody tried."""
    with LoopbackInternet(_WORLD) as internet:
        with client(internet).mail("mx.aguas.example") as smtp:
            _code(smtp, "exists@aguas.example")
            before = internet.log.data_attempted
            code, _ = smtp.docmd("DATA")
        log = internet.log

    assert (code, before, log.data_attempted) == (554, False, True)
    assert log.recipients == ("exists@aguas.example",)
    assert [command.verb for command in log.commands] == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]
    assert [(one.port, one.host) for one in log.connections] == [(25, "mx.aguas.example")]


def test_other_commands_are_answered(caller):
    """HELO, NOOP, RSET, VRFY, and what is not known."""
    with caller.mail("mx.slow.example") as smtp:
        codes = [smtp.helo()[0], smtp.noop()[0], smtp.rset()[0], smtp.verify("x")[0]]
        codes += [smtp.docmd("TURN")[0], smtp.docmd("STARTTLS")[0]]

    assert codes == [250, 250, 250, 252, 502, 502]


@pytest.mark.parametrize(("fault", "code"), [("busy", 421), ("no-service", 554)])
def test_a_greeting_may_send_us_away(caller, fault, code):
    """421 and 554 before anything was said."""
    with pytest.raises(smtplib.SMTPConnectError) as caught:
        caller.mail(f"mx.{fault}.example")
    assert code == caught.value.smtp_code


@pytest.mark.parametrize(
    ("host", "error"),
    [
        ("mx.closed.example", ConnectionRefusedError),
        ("nomail.example", ConnectionRefusedError),
        ("mx.stall.example", smtplib.SMTPServerDisconnected),
        ("mx.garbage.example", smtplib.SMTPConnectError),
    ],
)
def test_there_may_be_no_greeting(client, internet, host, error):
    """A closed port, silence, nonsense."""
    caller = client(internet, patience=0.3) if "stall" in host else client(internet)

    with pytest.raises(error):
        caller.mail(host)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("drop-after-greeting", smtplib.SMTPServerDisconnected),
        ("drop-at-recipient", smtplib.SMTPServerDisconnected),
        ("stall-at-recipient", smtplib.SMTPServerDisconnected),
    ],
)
def test_a_dialogue_may_break_off(caller, fault, error):
    """smtplib calls silence a disconnection too."""
    smtp = caller.mail(f"mx.{fault}.example")
    smtp.sock.settimeout(0.3)
    try:
        with pytest.raises(error):
            _code(smtp, f"ana@{fault}.example")
    finally:
        smtp.close()


@pytest.mark.parametrize(
    ("fault", "speak", "code"),
    [
        ("refuses-helo", lambda smtp: smtp.ehlo(), 550),
        ("refuses-sender", lambda smtp: (smtp.ehlo(), smtp.mail(""))[1], 550),
        ("busy-at-recipient", lambda smtp: _code(smtp, "ana@busy.example"), 421),
    ],
)
def test_a_dialogue_may_be_refused(caller, fault, speak, code):
    """At EHLO, at MAIL, at RCPT."""
    smtp = caller.mail(f"mx.{fault}.example")
    try:
        assert code == speak(smtp)[0]
    finally:
        smtp.close()


def _start_tls(caller, kind, patience=None):
    context = ssl.create_default_context(cafile=caller.policy.network.ca_file)
    host = f"mx.tls-{kind}.example"
    smtp = caller.mail(host)
    smtp._host = host
    if patience:
        smtp.sock.settimeout(patience)
    try:
        smtp.starttls(context=context)
        return smtp.ehlo()[0]
    finally:
        smtp.close()


def test_a_dialogue_may_go_on_encrypted(caller):
    """STARTTLS (RFC 3207), with a certificate for the server's name."""
    assert _start_tls(caller, "ok") == 250


@pytest.mark.parametrize("kind", ["expired", "failed"])
def test_encryption_may_fail(caller, kind):
    """With a bad certificate or an alert."""
    with pytest.raises(ssl.SSLError):
        _start_tls(caller, kind)


def test_encryption_may_never_begin(caller):
    """With silence; on a machine that stalls, smtplib may give up at the command before it."""
    with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
        _start_tls(caller, "stalled", patience=0.3)
