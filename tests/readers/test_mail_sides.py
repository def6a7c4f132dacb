"""Who writes to whom in a mailbox, and whose history it is: aliases, forms, threads, bounces, forwarded mails."""

from __future__ import annotations

import pytest

from followup import Lead
from followup.readers import attach, read_mailbox


CASES = []
ANA = Lead(company="Aguas", person="Ana López", contact_points={"email": "ana@aguas.es"})
LUIS = Lead(company="Pozos", person="Luis Mora", contact_points={"email": "luis@pozos.es"})


def mail(sender, to, body="Hello there.", **headers):
    """A mail as octets would have it; ``id`` and ``subj`` are short for its Message-ID and Subject."""
    short = {"id": "Message-ID", "subj": "Subject", "date": "Date"}
    told = {"date": "Mon, 16 Nov 2026 09:00:00 +0800", "subj": "Offer", **headers}
    told.setdefault("Content-Type", told.pop("Content_Type", "text/plain; charset=utf-8"))
    told["id"] = f"<{told['id']}>" if "id" in told else ""
    lines = [
        f"{short.get(name, name.replace('_', '-'))}: {text}" for name, text in told.items() if text
    ]
    return "\n".join([f"From: {sender}", f"To: {to}", *lines, "", body, ""])


def case(name, mails, want=None, *, ours=("li@acme.com",), leads=(ANA, LUIS), **expected):
    """Mails; what each of them is, and what comes into the histories of the leads."""
    CASES.append(pytest.param(mails, want, (ours, leads), expected, id=name))


OUT, IN, SAID = "outbound", "inbound", "message"
case(
    "both directions",
    [
        mail("li@acme.com", "ana@aguas.es", id="1"),
        mail("Ana <ana@aguas.es>", "li@acme.com", id="2", In_Reply_To="<1>"),
    ],
    [(OUT, SAID, ("ana@aguas.es",)), (IN, SAID, ("ana@aguas.es",))],
    hist=[[("out", SAID), ("in", SAID)], []],
)
case(
    "display case",
    [mail("LI@ACME.COM", "Ana@Aguas.ES")],
    [(OUT, SAID, ("ana@aguas.es",))],
    hist=[[("out", SAID)], []],
)
case(
    "our tag address",
    [mail("li+leads@acme.com", "ana@aguas.es"), mail("ana@aguas.es", "li+leads@acme.com")],
    [(OUT, SAID, ("ana@aguas.es",)), (IN, SAID, ("ana@aguas.es",))],
)
case("their tag address", [mail("ana+work@aguas.es", "li@acme.com")], hist=[[("in", SAID)], []])
case(
    "gmail dots",
    [mail("a.na.lopez@gmail.com", "li@acme.com")],
    leads=(Lead(contact_points=["analopez@gmail.com"]),),
    hist=[[("in", SAID)]],
)
case(
    "our colleague writes",
    [mail("wang@acme.com", "ana@aguas.es", Cc="li@acme.com")],
    [(OUT, SAID, ("ana@aguas.es",))],
    hist=[[("out", SAID)], []],
)
case(
    "our colleague in cc",
    [mail("ana@aguas.es", "li@acme.com", Cc="wang@acme.com")],
    [(IN, SAID, ("ana@aguas.es",))],
)
case(
    "free mail owner does not take all gmail",
    [mail("ana@gmail.com", "acme.li@gmail.com"), mail("acme.li@gmail.com", "ana@gmail.com")],
    [(IN, SAID, ("ana@gmail.com",)), (OUT, SAID, ("ana@gmail.com",))],
    ours=("acme.li@gmail.com",),
)
case(
    "domain given",
    [mail("li@mail.acme.com", "ana@aguas.es")],
    [(OUT, SAID, ("ana@aguas.es",))],
    ours=("@acme.com",),
)
case(
    "ours by counting",
    [
        mail("li@acme.com", "ana@aguas.es"),
        mail("luis@pozos.es", "li@acme.com"),
        mail("li@acme.com", "x@y.es"),
    ],
    [(OUT, SAID, ("ana@aguas.es",)), (IN, SAID, ("luis@pozos.es",)), (OUT, SAID, ("x@y.es",))],
    ours=(),
    own=("li@acme.com",),
)
case(
    "internal mail is nobody's message",
    [
        mail("ana@aguas.es", "li@acme.com", id="1"),
        mail("wang@acme.com", "li@acme.com", id="2", subj="Fwd: Offer", References="<1>"),
    ],
    hist=[[("in", SAID), ("out", "note")], []],
)
case(
    "contact form from our own domain",
    [mail("web@acme.com", "li@acme.com", Reply_To="Ana <ana@aguas.es>", subj="New inquiry")],
    [(IN, SAID, ("ana@aguas.es",))],
    hist=[[("in", SAID)], []],
)
case(
    "platform relay with reply-to",
    [mail("Ana <noreply@platform.com>", "li@acme.com", Reply_To="ana@aguas.es")],
    hist=[[("in", SAID)], []],
)
case(
    "thread by references, colleague of other domain",
    [
        mail("li@acme.com", "ana@aguas.es", id="1"),
        mail("eva@agency.com", "li@acme.com", id="2", References="<1>", In_Reply_To="<1>"),
    ],
    hist=[[("out", SAID), ("in", SAID)], []],
    unattached=0,
)
case(
    "thread chain by in-reply-to only",
    [
        mail("li@acme.com", "ana@aguas.es", id="1"),
        mail("ana@aguas.es", "li@acme.com", id="2", In_Reply_To="<1>"),
        mail("eva@agency.com", "li@acme.com", id="3", In_Reply_To="<2>"),
    ],
    hist=[[("out", SAID), ("in", SAID), ("in", SAID)], []],
    unattached=0,
)
case(
    "thread chain any order",
    [
        mail("eva@agency.com", "li@acme.com", id="3", In_Reply_To="<2>"),
        mail("eva2@agency.com", "li@acme.com", id="2", In_Reply_To="<1>"),
        mail("li@acme.com", "ana@aguas.es", id="1"),
    ],
    hist=[[("out", SAID), ("in", SAID), ("in", SAID)], []],
    unattached=0,
)
case(
    "subject fallback",
    [
        mail("li@acme.com", "ana@aguas.es", id="1", subj="UV lamps for Vigo plant"),
        mail("eva@agency.com", "li@acme.com", id="9", subj="RE: UV lamps for Vigo plant"),
    ],
    hist=[[("out", SAID), ("in", SAID)], []],
    unattached=0,
)
case(
    "subject fallback not for generic",
    [
        mail("li@acme.com", "ana@aguas.es", id="1", subj="Offer"),
        mail("eva@agency.com", "li@acme.com", id="9", subj="Re: Offer"),
    ],
    hist=[[("out", SAID)], []],
    unattached=1,
)
case(
    "subject fallback not when two leads",
    [
        mail("li@acme.com", "ana@aguas.es", id="1", subj="Our new catalogue 2027"),
        mail("li@acme.com", "luis@pozos.es", id="2", subj="Our new catalogue 2027"),
        mail("eva@agency.com", "li@acme.com", id="9", subj="AW: Our new catalogue 2027"),
    ],
    hist=[[("out", SAID)], [("out", SAID)]],
    unattached=1,
)
case(
    "colleague of the customer, new thread",
    [mail("eva@aguas.es", "li@acme.com", id="9", subj="Delivery dates")],
    hist=[[("in", SAID)], []],
    unattached=0,
)
case(
    "company domain of two leads: not guessed",
    [mail("eva@aguas.es", "li@acme.com", id="9")],
    leads=(ANA, Lead(person="Pepe", contact_points=["pepe@aguas.es"])),
    hist=[[], []],
    unattached=1,
)
case(
    "to two leads",
    [mail("li@acme.com", "ana@aguas.es, luis@pozos.es")],
    hist=[[("out", SAID)], [("out", SAID)]],
)
case(
    "from one lead, cc other",
    [mail("ana@aguas.es", "li@acme.com", Cc="luis@pozos.es")],
    hist=[[("in", SAID)], []],
)
case(
    "bcc mass mail in our sent",
    [mail("li@acme.com", "li@acme.com", Bcc="ana@aguas.es, luis@pozos.es")],
    hist=[[("out", SAID)], [("out", SAID)]],
)
AWAY = mail(
    "ana@aguas.es",
    "li@acme.com",
    "I am out of the office until 30 November 2026. For urgent matters please contact Luis.",
    subj="Automatic reply: Offer",
    Auto_Submitted="auto-replied",
    id="5",
    In_Reply_To="<1>",
)
case(
    "auto-reply",
    [mail("li@acme.com", "ana@aguas.es", id="1"), AWAY],
    [(OUT, SAID), (IN, "auto_reply", ("ana@aguas.es",))],
    hist=[[("out", SAID), ("in", "auto_reply")], []],
)
DSN = """From: Mail Delivery System <MAILER-DAEMON@mx.acme.com>
To: li@acme.com
Date: Mon, 16 Nov 2026 10:00:00 +0800
Subject: Undelivered Mail Returned to Sender
Message-ID: <b1@mx.acme.com>
MIME-Version: 1.0
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

<ana@aguas.es>: host mx.aguas.es said: 550 5.1.1 User unknown

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.acme.com

Final-Recipient: rfc822; ana@aguas.es
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--B
Content-Type: message/rfc822

From: li@acme.com
To: ana@aguas.es
Subject: Offer
Message-ID: <1@acme.com>

Hi
--B--
"""
case(
    "bounce to its lead",
    [mail("li@acme.com", "ana@aguas.es", id="1@acme.com"), DSN],
    [(OUT, SAID), (IN, "bounce")],
    hist=[[("out", SAID), ("in", "bounce")], []],
)
DSN2 = DSN.replace("Final-Recipient: rfc822; ana@aguas.es\n", "").replace(
    "<ana@aguas.es>: host mx.aguas.es said: 550 5.1.1 User unknown",
    "The message could not be delivered.",
)
case(
    "bounce without recipient, by returned message",
    [mail("li@acme.com", "ana@aguas.es", id="1@acme.com"), DSN2],
    hist=[[("out", SAID), ("in", "bounce")], []],
    unattached=0,
)
case(
    "bounce from postmaster of customer",
    [DSN.replace("MAILER-DAEMON@mx.acme.com", "postmaster@aguas.es")],
    hist=[[("in", "bounce")], []],
)
case(
    "mailing list / newsletter of third party",
    [mail("news@shop.com", "li@acme.com", List_Unsubscribe="<mailto:x@shop.com>")],
    hist=[[], []],
    unattached=1,
)
case(
    "gb2312 raw subject",
    [
        mail("ana@aguas.es", "li@acme.com")
        .encode()
        .replace(b"Subject: Offer", "Subject: 报价".encode("gb2312"))
    ],
    [(IN, SAID)],
)
case(
    "encoded words & qp body latin1",
    [
        mail(
            "=?iso-8859-1?Q?Ana_L=F3pez?= <ana@aguas.es>",
            "li@acme.com",
            "Caf=E9",
            subj="=?utf-8?B?UHJlY2lvPw==?=",
            Content_Type="text/plain; charset=iso-8859-1",
            Content_Transfer_Encoding="quoted-printable",
        )
    ],
    [(IN, SAID)],
)
case(
    "unknown charset",
    [mail("ana@aguas.es", "li@acme.com", "Hola", Content_Type="text/plain; charset=x-unknown")],
    [(IN, SAID)],
)
case(
    "no date",
    [mail("ana@aguas.es", "li@acme.com").replace("Date: Mon, 16 Nov 2026 09:00:00 +0800\n", "")],
    [],
    problems=1,
)
case(
    "date from Received when Date broken",
    [
        mail("ana@aguas.es", "li@acme.com", date="yesterday").replace(
            "From: ana", "Received: from mx by mx; Mon, 16 Nov 2026 09:00:05 +0800\nFrom: ana"
        )
    ],
    [(IN, SAID)],
)
case(
    "date without zone",
    [mail("ana@aguas.es", "li@acme.com", date="Mon, 16 Nov 2026 09:00:00")],
    [],
    problems=1,
)
case(
    "date named zone",
    [mail("ana@aguas.es", "li@acme.com", date="Mon, 16 Nov 2026 09:00:00 EST")],
    [(IN, SAID)],
)
case(
    "date with comment",
    [mail("ana@aguas.es", "li@acme.com", date="Mon, 16 Nov 2026 09:00:00 +0100 (CET)")],
    [(IN, SAID)],
)
case("no message id", [mail("ana@aguas.es", "li@acme.com")], [(IN, SAID)])
case(
    "same mail twice (sent + cc copy)",
    [mail("li@acme.com", "ana@aguas.es", id="1"), mail("li@acme.com", "ana@aguas.es", id="1")],
    hist=[[("out", SAID)], []],
)
case(
    "undisclosed recipients",
    [mail("li@acme.com", "undisclosed-recipients:;")],
    hist=[[], []],
    unattached=1,
)

case(
    "colleagues in copy",
    [mail("ana@aguas.es", "li@acme.com", Cc="eva@aguas.es, pepe@aguas.es, tr@transit.com")],
    hist=[[("in", SAID)], []],
    colleagues=[["eva@aguas.es", "pepe@aguas.es"], []],
)
case(
    "passed on among us",
    [
        mail(
            "wang@acme.com",
            "li@acme.com",
            "---------- Forwarded message ---------\nFrom: Ana <ana@aguas.es>\nSubject: Lamps\n\nPlease quote.",
            subj="Fwd: Lamps",
        )
    ],
    hist=[[("out", "note")], []],
    unattached=0,
)
case(
    "sent for us by a program",
    [mail("Li <li@crm-sends.com>", "ana@aguas.es", Reply_To="li@acme.com")],
    [(OUT, SAID, ("ana@aguas.es",))],
    hist=[[("out", SAID)], []],
)
case(
    "a note of nobody",
    [mail("wang@acme.com", "li@acme.com", "Lunch?")],
    hist=[[], []],
    unattached=1,
)

case(
    "two of ours, one free mail",
    [mail("li.wei@gmail.com", "ana@aguas.es"), mail("ana@aguas.es", "sales@acme.com")],
    [(OUT, SAID, ("ana@aguas.es",)), (IN, SAID, ("ana@aguas.es",))],
    ours=("li.wei@gmail.com", "sales@acme.com"),
)
case(
    "gmail dots of ours",
    [mail("liwei+out@googlemail.com", "ana@aguas.es")],
    [(OUT, SAID, ("ana@aguas.es",))],
    ours=("li.wei@gmail.com",),
)
case(
    "customer cc colleague at ours and agent",
    [mail("ana@aguas.es", "wang@acme.com", Cc="li@acme.com, agent@forward.com")],
    [(IN, SAID, ("ana@aguas.es", "agent@forward.com"))],
    hist=[[("in", SAID)], []],
)
case(
    "ooo from colleague alias by thread",
    [
        mail("li@acme.com", "ana@aguas.es", id="1"),
        mail(
            "Ana <ana.lopez@aguas-group.com>",
            "li@acme.com",
            "I am out of office.",
            subj="Out of office: Offer",
            Auto_Submitted="auto-replied",
            References="<1>",
        ),
    ],
    hist=[[("out", SAID), ("in", "auto_reply")], []],
    unattached=0,
)
case(
    "reply by references list only last known",
    [
        mail("li@acme.com", "ana@aguas.es", id="2", References="<0>"),
        mail("x@y.com", "li@acme.com", id="3", References="<0> <2>"),
    ],
    hist=[[("out", SAID), ("in", SAID)], []],
    unattached=0,
)
case(
    "reply whose first reference is unknown, second ours",
    [
        mail("li@acme.com", "ana@aguas.es", id="2"),
        mail("x@y.com", "li@acme.com", id="3", References="<gone> <2>", In_Reply_To="<2>"),
    ],
    hist=[[("out", SAID), ("in", SAID)], []],
    unattached=0,
)
case(
    "subject with [ticket]",
    [
        mail("li@acme.com", "ana@aguas.es", id="1", subj="Quotation UV lamps 2026"),
        mail("help@desk.com", "li@acme.com", subj="Re: [#123] Quotation UV lamps 2026"),
    ],
    hist=[[("out", SAID)], []],
)
case(
    "aw: wg: chain",
    [
        mail("li@acme.com", "ana@aguas.es", id="1", subj="Angebot Teichpumpen 2026"),
        mail("eva@agency.de", "li@acme.com", subj="AW: WG: Angebot Teichpumpen 2026"),
    ],
    hist=[[("out", SAID), ("in", SAID)], []],
    unattached=0,
)
case(
    "chinese reply subject",
    [
        mail("li@acme.com", "ana@aguas.es", id="1", subj="关于紫外线灯的报价单二零二六年"),
        mail("eva@agency.cn", "li@acme.com", subj="回复：关于紫外线灯的报价单二零二六年"),
    ],
    hist=[[("out", SAID), ("in", SAID)], []],
    unattached=0,
)
case(
    "group syntax",
    [mail("li@acme.com", "Buyers: ana@aguas.es, luis@pozos.es;")],
    hist=[[("out", SAID)], [("out", SAID)]],
)
case(
    "quoted display with comma",
    [mail("li@acme.com", '"López, Ana" <ana@aguas.es>')],
    [(OUT, SAID, ("ana@aguas.es",))],
)
case(
    "idn domain",
    [mail("li@acme.com", "ana@müller.de")],
    [(OUT, SAID)],
    leads=(Lead(contact_points=["ana@xn--mller-kva.de"]),),
    hist=[[("out", SAID)]],
)
case("empty from", [mail("", "li@acme.com")], [(IN, SAID, ())])
case(
    "complaint ARF",
    [
        mail(
            "fbl@isp.com",
            "li@acme.com",
            "This is a spam report.",
            Content_Type="multipart/report; report-type=feedback-report; boundary=x",
        )
    ],
)


def kinds(lead):
    """The history of a lead in short."""
    return [(one.direction.value.removesuffix("bound"), one.kind.value) for one in lead.history]


@pytest.mark.parametrize(("mails", "want", "given", "expected"), CASES)
def test_each_mail_has_its_side_and_its_lead(tmp_path, mails, want, given, expected):
    """By addresses, threads, subjects, companies."""
    ours, leads = given
    for number, one in enumerate(mails):
        octets = one if isinstance(one, bytes) else one.encode()
        (tmp_path / f"{number:03}.eml").write_bytes(octets)
    letters = read_mailbox(tmp_path, ours=ours)
    read = list(letters)
    attached = attach(leads, read)

    if want is not None:
        seen = [(one.interaction.direction, one.interaction.kind, one.parties) for one in read]
        assert [one[: len(other)] for one, other in zip(seen, want, strict=True)] == want
    told = {
        "hist": list(map(kinds, attached.leads)),
        "unattached": attached.unattached,
        "problems": len(letters.problems),
        "own": letters.ours,
        "colleagues": [
            [point.value for point in lead.contact_points if point.role == "colleague"]
            for lead in attached.leads
        ],
    }
    assert {name: told[name] for name in expected} == expected
