"""Who runs a mail server, as far as that changes how its replies are read. It is never a fact about a person."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from followup.data import BUNDLED, Facts, Row


@attrs.frozen(kw_only=True)
class Operator:
    """Whose mail servers end alike.

    Attributes:
        name: The name of the service.
        is_gateway: Whether it stands before the mail server that knows the people; then unclear words of
            refusal are taken to speak of us.
        takes_all: Whether it is known to take everybody at RCPT, so that taking a person tells nothing.
        note: One sentence on its habits.
    """

    name: str
    is_gateway: bool
    takes_all: bool
    note: str


def operator_of(server: str, facts: Facts = BUNDLED) -> Operator | None:
    """Who runs a mail server, or None where the table ``mail_operators`` does not know its name."""
    known = facts.view(_operators)
    labels = server.lower().split(".")
    endings = (".".join(labels[start:]) for start in range(len(labels)))
    return next((known[ending] for ending in endings if ending in known), None)


def _operators(facts: Facts) -> Mapping[str, Operator]:
    return {row["suffix"]: _operator(row) for row in facts.table("mail_operators").rows}


def _operator(row: Row) -> Operator:
    return Operator(
        name=row["operator"],
        is_gateway=row["role"] == "gateway",
        takes_all=row["takes_all"] == "yes",
        note=row["note"],
    )
