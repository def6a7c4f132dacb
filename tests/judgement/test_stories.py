"""Stories: what was said with a customer, why it is silent, and what to do next."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from followup.diagnose import silence
from followup.evidence import Finding, Outcome
from followup.fit import Band, FitScore, FitState
from followup.models import ContactPoint, Inquiry, Interaction, Lead, Seller
from followup.plan import next_step
from followup.verify.reports import (
    AddressReport,
    Authenticity,
    Deliverability,
    EmailReport,
    Verdict,
)


SELLER = Seller(name="Lamps", country="CN", channels=("email", "whatsapp", "phone"))
EVERYTHING = {"email": "ana@aguas.es", "whatsapp": "+34600111222", "phone": "+34915550100"}
MAIL_ONLY = {"email": "ana@aguas.es"}
MAIL_AND_PHONE = {"email": "ana@aguas.es", "phone": "+34915550100"}
QUESTION = "Here is our quotation. What do you think of it?"


def at(text):
    """An instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MONDAY = at("2026-11-23T09:00")


def we(text, when, **more):
    """The seller says something."""
    return Interaction(at=at(when), direction="outbound", text=text, **more)


def they(text, when, **more):
    """The customer, or a machine of theirs, says something."""
    return Interaction(at=at(when), direction="inbound", text=text, **more)


def spain(*said, **more):
    """A Spanish customer with all its contact points."""
    return Lead(**{"country": "ES", "contact_points": EVERYTHING, "history": said, **more})


def judged(verdict, *, undeliverable=False):
    """What verification found, in short."""
    address = AddressReport(text="ana@aguas.es", valid=True, reason="It is well formed.")
    mail = EmailReport(
        address=address,
        deliverability=Deliverability.UNDELIVERABLE if undeliverable else Deliverability.UNKNOWN,
        findings=(Finding(name="mail.none", outcome=Outcome.AGAINST, reason="It takes no mail."),),
    )
    return Authenticity(
        verdict=Verdict(verdict), score=-1.0, summary="Site and mail both fail.", email=mail
    )


def fits(band, value=0.05):
    """How well the customer fits, in short."""
    return FitScore(value=value, band=Band(band), state=FitState.SCORED, profile="uv")


def told(title, lead, cause, action, channel=None, **more):
    """One story; ``now`` is Monday 23 November 2026 at 10 in Madrid unless it says otherwise."""
    return pytest.param(lead, cause, action, channel, more, id=title)


BOUNCED = "Undeliverable: quotation"
AWAY = "Automatic reply: quotation"
UNSENT = {"subject": BOUNCED}
OUT = {"subject": AWAY}
INQUIRY = Inquiry(text="Please quote 300 lamps.", received_at=at("2026-11-18T09:00"))

STORIES = [
    # Safety comes first.
    told("They asked us to stop, so we stop.",
         spain(we(QUESTION, "2026-11-10T09:00"), they("Please remove me from your list.", "2026-11-10T10:00")),
         "opted_out", "stop"),
    told("They asked us to stop in Chinese.",
         spain(we(QUESTION, "2026-11-10T09:00"), they("请不要再给我发邮件了。", "2026-11-10T10:00")),
         "opted_out", "stop"),
    told("They called our mail spam: that is an opt-out too.",
         spain(we(QUESTION, "2026-11-10T09:00"), they("", "2026-11-10T10:00", kind="complaint")),
         "opted_out", "stop"),
    told("They opted out once, and a later question does not lift it by itself.",
         spain(they("unsubscribe", "2026-11-10T10:00"), they("What does it cost?", "2026-11-11T10:00")),
         "opted_out", "stop"),
    told("Every contact point is marked as opted out.",
         spain(we(QUESTION, "2026-11-10T09:00"),
               contact_points=[ContactPoint("email", "a@aguas.es", opted_out=True)]),
         "opted_out", "stop"),
    told("Site and mail are both fake: no further follow-up.",
         spain(they("Please quote.", "2026-11-10T09:00")), "fake", "stop",
         authenticity=judged("fake")),
    told("One failing line is only doubtful, and a doubtful customer gets an answer.",
         spain(they("Please quote.", "2026-11-10T09:00")), "we_owe_them", "reply_now", "email",
         authenticity=judged("doubtful")),
    told("We have blocked the customer ourselves.",
         spain(they("Please quote.", "2026-11-10T09:00"), segment="blocked"), "we_owe_them", "stop"),
    told(
        "Our own mail tells how to unsubscribe: nobody has opted out.",
        spain(we("Here is our quotation. Reply to stop contacting you, or please unsubscribe me.", "2026-11-16T09:00")),
        "unknown",
        "write_again",
        "email",
    ),
    # Then delivery.
    told("The address does not exist, and there is WhatsApp.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("550 5.1.1 user unknown", "2026-11-16T09:01", **UNSENT)),
         "address_dead", "switch_channel", "whatsapp"),
    told("The address does not exist, and it is all that we have.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("550 5.1.1 user unknown", "2026-11-16T09:01", **UNSENT), contact_points=MAIL_ONLY),
         "address_dead", "ask_for_contact"),
    told("A bounce that the CRM recorded without its words.",
         spain(we(QUESTION, "2026-11-16T09:00"), they("", "2026-11-16T09:01", kind="bounce"),
               contact_points=MAIL_AND_PHONE),
         "address_dead", "switch_channel", "phone"),
    told("One of two addresses is dead: the other one is used.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("550 5.1.1 user unknown", "2026-11-16T09:01", handle="old@aguas.es", **UNSENT),
               contact_points=["old@aguas.es", "ana@aguas.es"]),
         "address_dead", "write_again", "email"),
    told("The bounce is old: they have written from there since.",
         spain(they("550 5.1.1 user unknown", "2026-11-01T09:01", **UNSENT),
               they("Our mail works again, please quote.", "2026-11-20T09:00")),
         "we_owe_them", "reply_now", "email"),
    told("Verification says that the address takes no mail.",
         spain(we(QUESTION, "2026-11-16T09:00")), "address_dead", "switch_channel", "whatsapp",
         authenticity=judged("doubtful", undeliverable=True)),
    told("Verification doubts the address, but they write from it.",
         spain(they("Please quote.", "2026-11-16T09:00")), "we_owe_them", "reply_now", "email",
         authenticity=judged("doubtful", undeliverable=True)),
    told("Their server refused us for our own SPF: never their fault.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("550 5.7.23 SPF validation failed", "2026-11-16T09:01", **UNSENT)),
         "our_delivery", "fix_our_delivery", "whatsapp"),
    told("Our server is on a block list, and mail is all that we have.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("554 5.7.1 blocked using a blocklist", "2026-11-16T09:01", **UNSENT),
               contact_points=MAIL_ONLY),
         "our_delivery", "fix_our_delivery"),
    told("The mailbox is full: a second channel now.",
         spain(we(QUESTION, "2026-11-22T09:00"),
               they("552 5.2.2 mailbox full", "2026-11-22T09:01", **UNSENT)),
         "mailbox_full", "switch_channel", "whatsapp"),
    told("The mailbox is full, and it is all that we have: try again in some days.",
         spain(we(QUESTION, "2026-11-22T09:00"),
               they("552 5.2.2 mailbox full", "2026-11-22T09:01", **UNSENT), contact_points=MAIL_ONLY),
         "mailbox_full", "wait_until", "email"),
    told("The mail is still under way after a timeout.",
         spain(we(QUESTION, "2026-11-23T06:00"),
               they("Delivery has failed: connection timed out", "2026-11-23T07:00", **UNSENT),
               contact_points=MAIL_ONLY),
         "delivery_delayed", "wait_until", "email"),
    told("The attachment was too big.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("552 5.3.4 message too large", "2026-11-16T09:01", **UNSENT)),
         "message_refused", "write_again", "email"),
    told("Their server accepts mail from friends only.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("550 the recipient only accepts mail from known senders", "2026-11-16T09:01", **UNSENT)),
         "refused", "switch_channel", "whatsapp"),
    told("The person has left and names a successor.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("Ya no trabajo en la empresa. Contacte a luis@aguas.es.", "2026-11-16T09:01", **OUT)),
         "left_company", "use_delegate", "email"),
    told("The person has left and names nobody.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("I no longer work here.", "2026-11-16T09:01", **OUT), contact_points=MAIL_AND_PHONE),
         "left_company", "switch_channel", "phone"),
    told("Nobody reads that mailbox.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("This mailbox is not monitored.", "2026-11-16T09:01", **OUT)),
         "unmonitored", "switch_channel", "whatsapp"),
    # Then whose turn it is.
    told("They asked for a price five days ago: we owe them.",
         spain(they("Please quote 500 pieces.", "2026-11-18T09:00")),
         "we_owe_them", "reply_now", "email"),
    told("Their inquiry has not been answered.", spain(inquiry=INQUIRY), "we_owe_them", "reply_now", "email"),
    told("They asked on WhatsApp, so we answer on WhatsApp.",
         spain(they("How much for 500?", "2026-11-18T09:00", channel="whatsapp")),
         "we_owe_them", "reply_now", "whatsapp"),
    told("They came by a platform and left nothing: answer there.",
         spain(inquiry=Inquiry(text="Please quote.", received_at=at("2026-11-18T09:00"), platform="alibaba"),
               contact_points=()),
         "we_owe_them", "reply_now"),
    told("Our last word was a promise that nobody kept.",
         spain(they("Can you make 60 W?", "2026-11-10T09:00"),
               we("We will check with the factory and send you the drawing.", "2026-11-10T10:00")),
         "we_owe_them", "reply_now", "email"),
    told("An automatic receipt is no answer: we wait for them.",
         spain(we(QUESTION, "2026-11-23T08:00"),
               they("We have received your message.", "2026-11-23T08:01", subject="Automatic reply")),
         "normal_pace", "wait_until", "email"),
    told("Our last word thanked for an order: no answer was due.",
         spain(they("Order attached.", "2026-11-02T09:00", kind="order"),
               we("Thank you for your order.", "2026-11-03T09:00")),
         "no_answer_due", "write_again", "email"),
    # Then whether they can answer.
    told("Out of office until Friday: write on the Monday after.",
         spain(we(QUESTION, "2026-11-20T09:00"),
               they("I am out of the office until 27 November.", "2026-11-20T09:01", **OUT)),
         "out_of_office", "wait_until", "email"),
    told("Out of office, urgent, and a delegate is named.",
         spain(we(QUESTION, "2026-11-20T09:00"),
               they("I am on leave until 27 November. Urgent: luis@aguas.es", "2026-11-20T09:01", **OUT),
               urgency="urgent"),
         "out_of_office", "use_delegate", "email"),
    told("Out of office, urgent, nobody named: call.",
         spain(we(QUESTION, "2026-11-20T09:00"),
               they("I am on leave until 27 November.", "2026-11-20T09:01", **OUT), urgency="urgent"),
         "out_of_office", "call", "phone"),
    told("Out of office without a date: look again in a week.",
         spain(we(QUESTION, "2026-11-20T09:00"),
               they("Estoy fuera de la oficina.", "2026-11-20T09:01", **OUT)),
         "out_of_office_undated", "wait_until", "email"),
    told("The responder was left on: they are back.",
         spain(we(QUESTION, "2026-11-10T09:00"),
               they("I am out of the office until 3 November 2026.", "2026-11-10T09:01", **OUT)),
         "out_of_office_stale", "write_again", "email"),
    told("They were back by last Tuesday.",
         spain(we(QUESTION, "2026-11-10T09:00"),
               they("I am out of the office until 16 November.", "2026-11-10T09:01", **OUT)),
         "out_of_office_stale", "write_again", "email"),
    told("It is Immaculate Conception in Spain.",
         spain(we(QUESTION, "2026-12-07T16:00")), "public_holiday", "wait_until", "email",
         now=at("2026-12-08T10:00")),
    told("It is Thanksgiving in America.",
         spain(we(QUESTION, "2026-11-25T20:00"), country="US", subdivision="NY",
               contact_points={"email": "bo@water.com"}),
         "public_holiday", "wait_until", "email", now=at("2026-11-26T15:00")),
    told("It was the weekend.", spain(we(QUESTION, "2026-11-20T18:00")), "off_hours", "wait_until", "email",
         now=at("2026-11-22T12:00")),
    told("It is night in Spain while China works.",
         spain(we(QUESTION, "2026-11-18T00:30")), "off_hours", "wait_until", "email",
         now=at("2026-11-18T05:00")),
    told("One working day is no silence.",
         spain(we(QUESTION, "2026-11-17T09:00")), "normal_pace", "wait_until", "email",
         now=at("2026-11-18T09:00")),
    # Then what they want.
    told("They asked us to come back in January.",
         spain(we(QUESTION, "2026-11-10T09:00"),
               they("Budget is frozen until Q1, contact me in January.", "2026-11-10T10:00")),
         "deferred", "wait_until", "email"),
    told("The time that they named has come.",
         spain(we(QUESTION, "2026-10-10T09:00"), they("Contact me in November.", "2026-10-10T10:00")),
         "we_owe_them", "reply_now", "email"),
    told("They bought elsewhere: a win-back in some months.",
         spain(we(QUESTION, "2026-11-10T09:00"),
               they("We have chosen another supplier.", "2026-11-10T10:00")),
         "chose_another", "nurture", "email"),
    told("They complain about the goods, and we have answered: call them.",
         spain(they("The lamps are defective, we want a refund.", "2026-11-10T09:00"),
               we("Could you send us photos?", "2026-11-10T10:00")),
         "dispute", "call", "phone"),
    told("They find it too expensive, and we have made another offer.",
         spain(they("Too expensive.", "2026-11-10T09:00"),
               we("Would 5 % less help?", "2026-11-10T10:00")),
         "objection", "write_again", "email"),
    told("Genuine, but no target: little effort.",
         spain(we(QUESTION, "2026-11-10T09:00")), "off_target", "nurture", "email",
         fit=fits("off_target"), authenticity=judged("genuine")),
    told("No target, and three messages without an answer: to the pool.",
         spain(*(we(QUESTION, f"2026-10-{day}T09:00") for day in ("01", "08", "22"))),
         "off_target", "release_to_pool", fit=fits("off_target")),
    told("They have read it and said nothing.",
         spain(we(QUESTION, "2026-11-16T09:00"), they("", "2026-11-16T12:00", kind="read_receipt")),
         "read_not_answered", "write_again", "email"),
    # Then the channel, and the honest end.
    told("They answer on WhatsApp, and we keep writing mail.",
         spain(they("Hola", "2026-10-01T09:00", channel="whatsapp"),
               they("Thanks", "2026-10-02T09:00", channel="whatsapp"),
               we(QUESTION, "2026-11-10T09:00")),
         "wrong_channel", "switch_channel", "whatsapp"),
    told("A week of silence without a reason: write once more.",
         spain(we(QUESTION, "2026-11-16T09:00")), "unknown", "write_again", "email"),
    told("Two messages, and the second is three days old: its week is not over.",
         spain(we(QUESTION, "2026-11-10T09:00"), we(QUESTION, "2026-11-20T09:00")),
         "unknown", "wait_until", "email"),
    told("Three mails without an answer: another channel.",
         spain(*(we(QUESTION, f"2026-10-{day}T09:00") for day in ("01", "08", "22"))),
         "unknown", "switch_channel", "whatsapp"),
    told("Three mails without an answer, and mail is all that there is: to the pool.",
         spain(*(we(QUESTION, f"2026-10-{day}T09:00") for day in ("01", "08", "22")),
               contact_points=MAIL_ONLY),
         "unknown", "release_to_pool"),
    told("An old customer who answered once is not released but kept warm.",
         spain(they("Hola", "2026-09-01T09:00"),
               *(we(QUESTION, f"2026-10-{day}T09:00") for day in ("01", "08", "22")),
               contact_points=MAIL_ONLY),
         "unknown", "nurture", "email"),
    told("Goods are at the port and mail goes unanswered: call.",
         spain(we(QUESTION, "2026-11-23T08:00"), urgency="urgent"), "normal_pace", "call", "phone"),
    told("Goods are at the port, and there is nothing but mail.",
         spain(we(QUESTION, "2026-11-23T08:00"), urgency="urgent", contact_points=MAIL_ONLY),
         "normal_pace", "escalate", "email"),
    told("A customer of the high seas, never written to: draw it with an offer.",
         spain(segment="pool"), "not_contacted", "offer", "whatsapp"),
    told("A customer of the high seas, silent for weeks.",
         spain(we(QUESTION, "2026-10-10T09:00"), segment="pool"), "unknown", "offer", "email"),
    told("Nobody has written to anybody.", spain(), "not_contacted", "write_again", "whatsapp"),
    told("Nobody has written, and nothing is known.", spain(contact_points=()), "not_contacted", "ask_for_contact"),
    told("Only Google Hangouts is known, and it is gone.",
         spain(they("Please quote.", "2026-11-18T09:00", channel="google_hangouts"),
               contact_points={"google_hangouts": "ana@aguas.es"}),
         "we_owe_them", "ask_for_contact"),
    told("The country is not known: we wait some days by the wall clock.",
         spain(we(QUESTION, "2026-11-22T09:00"), country=None, contact_points={"email": "ana@aguas.com"}),
         "normal_pace", "wait_until", "email"),
    # What was begun is gone on with: the cadence binds whatever the cause is.
    told("The address is dead, and we have just written on WhatsApp: that has its days, too.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("550 5.1.1 user unknown", "2026-11-16T09:01", **UNSENT),
               we(QUESTION, "2026-11-20T09:00", channel="whatsapp")),
         "address_dead", "wait_until", "whatsapp"),
    told("The address is dead, and WhatsApp was silent for a week: once more there, no change.",
         spain(we(QUESTION, "2026-11-09T09:00"),
               they("550 5.1.1 user unknown", "2026-11-09T09:01", **UNSENT),
               we(QUESTION, "2026-11-10T09:00", channel="whatsapp")),
         "address_dead", "write_again", "whatsapp"),
    told("The mailbox was full, the second try arrived, and nobody answers: the cadence goes on.",
         spain(we(QUESTION, "2026-11-02T09:00"),
               they("552 5.2.2 mailbox full", "2026-11-02T09:01", **UNSENT),
               we(QUESTION, "2026-11-09T09:00"), contact_points=MAIL_ONLY),
         "mailbox_full", "write_again", "email"),
    told("The mailbox was full a week ago: try it once more.",
         spain(we(QUESTION, "2026-11-12T09:00"),
               they("552 5.2.2 mailbox full", "2026-11-12T09:01", **UNSENT), contact_points=MAIL_ONLY),
         "mailbox_full", "write_again", "email"),
    told("The mailbox was full twice: it is given up.",
         spain(we(QUESTION, "2026-11-02T09:00"),
               they("552 5.2.2 mailbox full", "2026-11-02T09:01", **UNSENT),
               we(QUESTION, "2026-11-09T09:00"),
               they("552 5.2.2 mailbox full", "2026-11-09T09:01", **UNSENT), contact_points=MAIL_ONLY),
         "mailbox_full", "ask_for_contact"),
    told("The smaller attachment arrived a day ago: wait.",
         spain(we(QUESTION, "2026-11-20T08:00"),
               they("552 5.3.4 message too large", "2026-11-20T08:01", **UNSENT),
               we(QUESTION, "2026-11-20T09:00")),
         "message_refused", "wait_until", "email"),
    told("We have asked the successor a day ago: it is no day to ask again.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("I no longer work here. Please write to luis@aguas.es", "2026-11-16T09:01", **OUT),
               we(QUESTION, "2026-11-20T09:00")),
         "left_company", "wait_until", "email"),
    told("The address bounced, and they wrote on WhatsApp since: they wait for us there.",
         spain(we(QUESTION, "2026-11-16T09:00"),
               they("550 5.1.1 user unknown", "2026-11-16T09:01", **UNSENT),
               they("Please quote 300 lamps.", "2026-11-19T09:00", channel="whatsapp")),
         "address_dead", "reply_now", "whatsapp"),
    told("A dispute, and we called this morning: a senior person does not call an hour later.",
         spain(they("The lamps are defective, we want a refund.", "2026-11-19T09:00"),
               we("Could you send us photos?", "2026-11-19T10:00"),
               we("We talked about the claim.", "2026-11-23T08:00", channel="phone", kind="call")),
         "normal_pace", "wait_until", "phone"),
    told("Two mails, and eight days have passed since the second: a third one.",
         spain(we(QUESTION, "2026-11-10T09:00"), we(QUESTION, "2026-11-14T09:00")),
         "unknown", "write_again", "email"),
    told("The gaps have grown to two weeks: a third mail eight days ago is not followed yet.",
         spain(*(we(QUESTION, f"2026-11-{day}T09:00") for day in ("03", "09", "15"))),
         "unknown", "wait_until", "whatsapp"),
    told("Three mails and three messages on WhatsApp: the phone is left.",
         spain(*(we(QUESTION, f"2026-07-{day}T09:00") for day in ("01", "08", "22")),
               *(we(QUESTION, f"2026-0{month}-25T09:00", channel="whatsapp") for month in (8, 9)),
               we(QUESTION, "2026-10-23T09:00", channel="whatsapp")),
         "unknown", "switch_channel", "phone"),
    # Where and when it is allowed.
    told("They opted out of mail alone: WhatsApp stays open.",
         spain(we(QUESTION, "2026-11-10T09:00"),
               contact_points=[ContactPoint("email", "ana@aguas.es", opted_out=True),
                               ContactPoint("whatsapp", "+34600111222")]),
         "unknown", "switch_channel", "whatsapp"),
    told("WhatsApp is blocked in Iran: mail it is.",
         spain(country="IR", contact_points={"wechat": "ana_99", "signal": "+982155501000", "email": "a@ab.ir"}),
         "not_contacted", "write_again", "email"),
    told("The only number rings, and it is Sunday in Spain: call on Monday.",
         spain(we("We talked about the offer. What do you think?", "2026-11-10T09:00",
                  channel="phone", kind="call"), contact_points={"phone": "+34915550100"}),
         "unknown", "call", "phone", now=at("2026-11-22T10:00")),
    told("Skype was the only way, and it has been shut down.",
         spain(we(QUESTION, "2026-11-10T09:00", channel="skype"), contact_points={"skype": "ana.aguas"}),
         "unknown", "ask_for_contact"),
    # What they want, and who they are.
    told("They are away, and no target besides: no word before the quiet months are over.",
         spain(we(QUESTION, "2026-11-20T09:00"),
               they("I am out of the office until 27 November 2026.", "2026-11-20T09:01", **OUT)),
         "out_of_office", "nurture", "email", fit=fits("off_target")),
    told("They will decide in January, and are away until Friday: January counts.",
         spain(they("Budget is frozen until Q1, contact me in January.", "2026-11-18T10:00"),
               we("Gladly. May I ask whom to write to then?", "2026-11-19T09:00"),
               they("I am out of the office until 27 November 2026.", "2026-11-19T09:01", **OUT)),
         "out_of_office", "wait_until", "email"),
    told("Later, they said, without a day, six weeks ago: ask.",
         spain(they("Maybe later, not now.", "2026-10-05T10:00"), we(QUESTION, "2026-10-06T09:00")),
         "unknown", "write_again", "email"),
    told("A favourite that never answered is kept, not given away.",
         spain(*(we(QUESTION, f"2026-10-{day}T09:00") for day in ("01", "08", "22")),
               contact_points=MAIL_ONLY, segment="favourite"),
         "unknown", "nurture", "email"),
    told("A lost customer whom nobody wrote to for half a year: an offer.",
         spain(they("Hola", "2026-03-01T09:00"), we(QUESTION, "2026-03-02T09:00"), segment="lost"),
         "unknown", "offer", "email"),
    told("Goods are at the port, they were called already: the messenger is next.",
         spain(we(QUESTION, "2026-11-23T07:00"),
               we("No answer on the phone.", "2026-11-23T08:00", channel="phone", kind="call"),
               urgency="urgent"),
         "off_hours", "switch_channel", "whatsapp"),
    told("Goods are at the port, and everything was tried: somebody senior.",
         spain(we(QUESTION, "2026-11-23T07:00"),
               we(QUESTION, "2026-11-23T07:30", channel="whatsapp"),
               we("No answer.", "2026-11-23T08:00", channel="phone", kind="call"), urgency="urgent"),
         "off_hours", "escalate", "phone"),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "cause", "action", "channel", "known"), STORIES)
def test_the_story_ends_in_the_expected_cause_and_step(lead, cause, action, channel, known):
    """The first cause, the action and the channel are those that the practice implies."""
    now = known.get("now", MONDAY)
    known = {name: value for name, value in known.items() if name != "now"}

    diagnosis = silence(lead, SELLER, now=now, **known)
    step = next_step(lead, SELLER, now=now, diagnosis=diagnosis, **known)

    assert (diagnosis.first.kind, step.action, step.channel) == (cause, action, channel)


@pytest.mark.parametrize(("lead", "cause", "action", "channel", "known"), STORIES)
def test_every_cause_and_step_of_a_story_says_why(lead, cause, action, channel, known):
    """Each cause has evidence that names a message or a field; each step has a sentence in two languages."""
    now = known.get("now", MONDAY)
    known = {name: value for name, value in known.items() if name != "now"}

    diagnosis = silence(lead, SELLER, now=now, **known)
    step = next_step(lead, SELLER, now=now, **known)

    assert all(one.evidence and one.remedy for one in diagnosis.causes)
    assert all(found.reason for one in diagnosis.causes for found in one.evidence)
    assert step.because
    assert step.summary.endswith(".")
    assert step.summary_zh.endswith("。")


def test_there_are_enough_stories():
    """At least eighty, and every one has its own title."""
    assert len({story.id for story in STORIES}) == len(STORIES) >= 80
