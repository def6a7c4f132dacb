"""verify.read_whois and verify.read_rdap: a day that is right, or an honest None."""

from __future__ import annotations

import json

from datetime import date

import pytest

from hypothesis import given, strategies as st

from followup.verify import Registration, read_rdap, read_whois
from followup.verify.domains.days import read_day


DAY = date(2004, 5, 7)
RDAP = {
    "objectClassName": "domain",
    "ldhName": "Aguas.Example.",
    "status": ["active", 7],
    "events": [
        {"eventAction": "registration", "eventDate": "2004-05-07T23:30:00-05:00"},
        {"eventAction": "last changed", "eventDate": "2020-01-02T00:00:00Z"},
        {"eventAction": "expiration", "eventDate": "2030-05-07"},
        {"eventAction": "registration", "eventDate": "2004-05-07"},
        {"eventAction": "reregistration", "eventDate": "2011-01-01"},
        "no event",
    ],
    "nameservers": [{"ldhName": "NS1.AGUAS.EXAMPLE."}, {"ldhName": 5}, {}],
    "entities": [
        {"roles": ["registrant"], "vcardArray": ["vcard", [["fn", {}, "text", "Ana"]]]},
        {"roles": ["registrar"], "vcardArray": ["vcard", 3]},
        {"roles": ["registrar"], "vcardArray": ["vcard", [["version"], ["fn", {}, "text", "Names S.L."]]]},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Creation Date: 2004-05-07T10:11:12Z",
        "created............: 2004-05-07 00:00:00",
        "Created:\t2004.05.07 13:00:00",
        "Registered Date             : 2004. 05. 07.",
        "[Created on]                    2004/05/07",
        "a. [登録年月日]  2004/05/07",
        "created:     20040507 #1234",
        "created: 20040507101112",
        "Registered on: 07-May-2004",
        "Registered on 7th May 2004 at 00:00:00.000",
        "Created on..............: 2004-May-07.",
        "Registered:\tFri May 7 2004",
        "Record created: Fri May  7 16:36:49 2004",
        "Record created: Fri May  7 16:36:49 CEST 2004",
        "Record created on 2004-05-07 00:00:00 (UTC+8)",
        "Created date: 07 May 2004",
        "Registration date: 7.5.2004 12:31:19",
        "Creation Date (dd/mm/yyyy): 07/05/2004",
        "Creation Date (mm/dd/yyyy): 05/07/2004",
        "Created (JJ/MM/AAAA) : 07/05/2004",
        "d [Record Created]             07-MAY-2004",
        "Created: 07/05/2004\nExpires: 25/12/2030",
        "Created: 05/07/2004\nExpires: 12/25/2030",
        "Created: 07-05-2004\nExpires: 31-12-2030",
        "Domain Name Commencement Date：2004年5月7日",
        "Fecha de creación: 2004-05-07",
        "注册时间: 2004-05-07 12:20:05",
        "Domain Name Commencement Date: 07-05-2004",
        "註冊日期: 2004-05-07",
        "дата регистрации: 2004.05.07",
        "Oluşturulma Tarihi: 2004-May-07.",
        "Data rejestracji: 2004.05.07 13:00:00",
        "domain_dateregistered: 2004-05-07T00:00:00+13:00",
        "First registration date:\n2004-05-07",
        "Registered on:\n    07-May-2004",
        "changed:      hostmaster AT names.example 20040507 (Assigned)",
    ],
)
def test_a_day_is_read_in_every_dialect(line):
    """The day as the registry wrote it."""
    assert read_whois(f"Domain Name: aguas.example\n{line}\n").created == DAY


@pytest.mark.parametrize(
    "line",
    [
        "Created: 07/05/2004",
        "Created: 07-05-2004",
        "Created: 07/05/2004\nExpires: 25/12/2030\nChanged: 12/25/2020",
        "Created: 07.05.2004\nExpires: 25.12.2030\nChanged: 12.25.2020",
        "Created: 07/05/2004 (mm/mm/yyyy)",
        "Created: 07-05-2004\nExpires: 25/12/2030",
        "Created: 25/25/2004",
        "Registered on: before Aug-1996",
        "Created: 0001-01-01T00:00:00Z",
        "Created: 1970-01-01",
        "Created: 2004-02-30",
        "Created: 07-May-04",
        "Created: 2547/05/07",
        "Created: 20041507",
        "Created: 2004-05-071",
        "Created: 7 mai 2004",
    ],
)
def test_a_day_that_cannot_be_proven_is_unknown(line):
    """Nothing is guessed; the words are quoted all the same."""
    found = read_whois(f"Domain Name: aguas.example\n{line}\n")

    assert found.created is None
    assert found.quote == line.splitlines()[0]


def test_words_below_a_label_are_quoted_with_it():
    """Where the day stands on the next line and cannot be read."""
    found = read_whois(
        "Domain name:\na.example\n\nFirst registration date:\nbefore 01 January 1996\n"
    )

    assert (found.created, found.quote) == (
        None,
        "First registration date: before 01 January 1996",
    )


def test_a_name_below_its_heading_is_read():
    """The Estonian and the Belgian dialect."""
    found = read_whois(
        "Domain:\nname:       a.example\nregistered: 2004-05-07\n\nRegistrar:\nname:   Names Ltd.\n"
        "changed: 2020-12-03\n"
    )

    assert (found.domain, found.created, found.registrar) == ("a.example", DAY, "Names Ltd.")


ENDING = "domain:       EXAMPLE\n\ncontact:      technical\nname: A\n\nwhois: whois.nic.example\n\ncreated:      1993-02-27\n"


def test_the_record_of_an_ending_is_not_the_domains():
    """Programs that ask IANA first print both; the ending's record alone says of whom it speaks."""
    both = read_whois(
        f"{ENDING}\n# whois.nic.example\n\nDomain Name: a.example\nCreated: 2004-05-07\n"
    )
    alone = read_whois(ENDING)

    assert (both.domain, both.created) == ("a.example", DAY)
    assert (alone.domain, alone.created) == ("example", date(1993, 2, 27))


def test_equal_numbers_need_no_proof():
    """The fifth of May is the fifth of May."""
    assert read_day("05/05/2004") == date(2004, 5, 5)
    assert read_day("05/25/2004") == date(2004, 5, 25)


OTHERS = [
    "contact: A-1\nname: Ana\ncreated: 2011-06-03",
    "nic-hdl: A-1\nchanged: 2011-06-03\ncreated: 2011-06-03",
    "registrar: Names\naddress: Calle 1\nregistered: 2002-01-10",
    "Registrant\n  Organization: Aguas\n  Created: 2018-03-02",
    "Admin Contact\n  Created: 2018-03-02",
    "nsset: A-1\nnserver: ns1.a.example\ncreated: 2018-03-02",
]


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_days_of_other_objects_are_not_the_domains(other, gap):
    """Neither where the domain has its own, nor where it has none."""
    own = "domain: aguas.example\nstatus: ok\ncreated: 2004-05-07"

    assert read_whois(own + gap + other).created == DAY
    assert read_whois("domain: aguas.example\nstatus: ok\n\n" + other).created is None


def test_a_contact_that_follows_at_once_lends_no_day():
    """Some servers leave no empty line between a domain and its contacts."""
    assert read_whois("domain: a.example\nstatus: ok\n" + OTHERS[0]).created is None


def test_a_label_that_speaks_of_the_domain_says_so_itself():
    """In Hong Kong the domain's day stands among the owner's lines."""
    text = "Domain Name: a.example\n\nAddress: b\nDomain Name Commencement Date: 07-05-2004\nExpiry Date: 31-03-2029\n"

    assert (found := read_whois(text)).created == DAY
    assert found.expires is None


def test_a_heading_needs_no_colon():
    """Name servers in the Italian dialect."""
    text = "Domain: a.example\n\nRegistrar\n  Organization: B\n\nNameservers\n  ns1.a.example\n  ns2.a.example"

    assert read_whois(text).nameservers == ("ns1.a.example", "ns2.a.example")


def test_values_below_their_labels_are_read():
    """The British dialect and its relatives."""
    found = read_whois(
        "\n    Domain name:\n        aguas.example\n\n    Registrar:\n        Names Ltd. [Tag = NAMES]\n"
        "        URL: https://names.example\n\n    Relevant dates:\n        Registered on: 07-May-2004\n"
        "        Expiry date:  07-May-2030\n        Last updated:  02-Jan-2020\n\n    Name servers:\n"
        "        NS1.Aguas.Example.   192.0.2.1\n        ns2.aguas.example\n        no host!\n        Status:\n"
    )

    assert found == Registration(
        found="exists",
        domain="aguas.example",
        created=DAY,
        updated=date(2020, 1, 2),
        expires=date(2030, 5, 7),
        registrar="Names Ltd. [Tag = NAMES]",
        nameservers=("ns1.aguas.example", "ns2.aguas.example"),
        quote="Registered on: 07-May-2004",
    )


def test_a_state_is_read_without_its_link():
    """Each once, in the registry's order."""
    text = (
        "Domain: a.example\n% Status: x\nStatus: ok https://icann.org/epp#ok\nStatus: ok\n"
        "Status: hold\nState: \n\ncontact: A-1\nstatus: linked"
    )

    assert read_whois(text).status == ("ok", "hold")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No match for AGUAS.EXAMPLE.", "absent"),
        ("%% NOT FOUND", "absent"),
        ("Domain: aguas.example\nStatus:   free", "absent"),
        ("Domain: aguas.example\nStatus: NOT AVAILABLE", "exists"),
        ("Domain: aguas.example\nRegistrar: Names", "exists"),
        ("Domain: aguas.example", "unknown"),
        ("Error: query limit exceeded, not found", "unknown"),
        ("You asked too many times.", "unknown"),
        ("No match for A.EXAMPLE.\nTERMS OF USE: You are not authorized to query us.", "absent"),
        ("% You are not authorized to store this.\nNot found", "absent"),
        ("%ERROR: access denied\nNot found", "unknown"),
        ("x" * 200 + " not found", "unknown"),
        ("", "unknown"),
    ],
)
def test_only_a_registry_that_says_so_does_not_know_a_domain(text, found):
    """A refusal is no answer."""
    assert read_whois(text).found == found


def test_rdap_is_read_whole():
    """As text and as a dict; the day is the one that the registry wrote."""
    expected = Registration(
        found="exists",
        domain="aguas.example",
        created=DAY,
        updated=date(2020, 1, 2),
        expires=date(2030, 5, 7),
        registrar="Names S.L.",
        status=("active",),
        nameservers=("ns1.aguas.example",),
        quote="2004-05-07T23:30:00-05:00",
    )

    assert read_rdap(RDAP) == expected
    assert read_rdap(json.dumps(RDAP)) == expected
    assert read_rdap(json.dumps(RDAP).encode()) == expected


def test_rdap_in_other_hands():
    """Capitals, a name in Unicode only, a registrar that is known by its organization only."""
    cards = [
        ["fn", {}, "text", " "],
        ["org", {}, "text", ["a", "b"]],
        ["org", {}, "text", "Names S.L."],
    ]
    found = read_rdap({
        "objectClassName": "Domain",
        "unicodeName": "Bücher.example.",
        "events": [{"eventAction": "Registration", "eventDate": "2004-05-07T00:00:00Z"}],
        "entities": [{"roles": ["registrar"], "vcardArray": ["vcard", cards]}],
    })  # fmt: skip

    assert (found.domain, found.created, found.registrar) == ("bücher.example", DAY, "Names S.L.")
    assert read_rdap(b"\xff\xfe{").found == "unknown"


def test_events_that_contradict_each_other_prove_nothing():
    """Two days of registration, and none is preferred."""
    events = [{"eventAction": "registration", "eventDate": f"200{year}-01-01"} for year in (4, 5)]

    assert read_rdap(RDAP | {"events": events}).created is None


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ({"errorCode": 404}, "absent"),
        ({"errorCode": "404"}, "absent"),
        ({"errorCode": 429}, "unknown"),
        ({"objectClassName": "entity"}, "unknown"),
        ({"objectClassName": "domain", "events": 5, "entities": [{"roles": "registrar"}]}, "exists"),
        ("<html>", "unknown"),
        ("[1]", "unknown"),
        ("9" * 5_000, "unknown"),
        ("[" * 200_000, "unknown"),
        (" " * 1_000_001, "unknown"),
        ("", "unknown"),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_record_stays_unknown(answer, found):
    """Only the registry's own 404 says that it does not know the domain."""
    assert read_rdap(answer) == Registration(found=found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(sorted(RDAP)), inner),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from([*RDAP, "errorCode"]), JSON))
def test_any_json_gives_a_registration_that_survives_json(record):
    """Nothing raises, whatever stands where."""
    found = read_rdap(record | {"objectClassName": "domain"})
    assert Registration.from_dict(json.loads(json.dumps(found.to_dict()))) == found


PIECES = st.sampled_from(
    ["created", "Domain", "status", ":", " ", "\n", "\n\n", "2004", "-", "/", ".", "05", "May", "[", "]", "(", "a.b"]
)  # fmt: skip


@given(st.text(max_size=300) | st.lists(PIECES, max_size=60).map("".join))
def test_any_text_gives_a_registration_that_survives_json(text):
    """Nothing raises; a day without words does not exist."""
    found = read_whois(text)
    assert Registration.from_dict(json.loads(json.dumps(found.to_dict()))) == found
    assert found.created is None or found.quote


@pytest.mark.parametrize(
    "piece", ["(", "[", "1/", "01.", "created ", "domain:\n", "a" * 99 + ".", "contact:\n", ": ", "May "]
)  # fmt: skip
def test_a_hostile_answer_is_read_in_bounded_time(piece):
    """A megabyte of one piece, on one line or on many."""
    read_whois(piece * (1_000_000 // len(piece)))
    read_whois((piece * 3 + "\n") * 100_000)
    read_whois("".join(f"{piece} {number}\n\n" for number in range(50_000)))
