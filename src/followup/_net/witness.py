"""Whether a denial counts: a resolver that does not know the public DNS denies everything."""

from __future__ import annotations

from typing import TypeVar

from followup._ask import (
    Addresses,
    AddressLookup,
    Fault,
    Flow,
    NoSuchDomain,
    Question,
    Unreachable,
    ask,
)


A = TypeVar("A")

# Each resolver that knows the public DNS knows the root's own servers (RFC 8109).
WITNESS = AddressLookup("a.root-servers.net")


def believed_flow(question: Question[A], answer: A) -> Flow[A | Unreachable]:
    """The same answer, unless it says that a name does not exist and the witness is denied too.

    Machines in closed networks often have a resolver that knows a few names and answers NXDOMAIN for all
    others. That says nothing of a customer's domain.
    """
    if not isinstance(answer, NoSuchDomain) or question == WITNESS:
        return answer
    witness = yield from ask(WITNESS)
    if isinstance(witness, Addresses):
        return answer
    return Unreachable(
        Fault.SERVER_FAILURE,
        "The name server denies names that certainly exist, so its no says nothing.",
    )
