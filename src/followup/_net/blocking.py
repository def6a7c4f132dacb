"""The blocking network: answers questions over plain sockets. Many threads may share one."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any, TypeVar

from followup._ask import (
    PageFetch,
    Question,
    RdapFetch,
    RecipientProbe,
    WhoisQuery,
    WhoisText,
)
from followup._net.drive import run_until
from followup._net.guard import MAIL_PORTS, check_port, endpoints_flow, shares
from followup._net.limits import Allowance, Limits, Stopped
from followup._net.patience import TRIES, pause_of
from followup._net.sessions import Sessions
from followup._net.store import LOOKUPS, Late, Store, normal
from followup._net.stream import Stream
from followup._net.whois import WHOIS_PORTS, line_of, whois
from followup._net.witness import believed_flow
from followup.errors import UnansweredQuestion
from followup.verify.policy import VerifyPolicy


if TYPE_CHECKING:
    import ssl

    from followup._net.resolve import Resolver

A = TypeVar("A")


class Network:
    """Answers every question of ``followup._ask`` from the world.

    It holds no connections: there is nothing to close. dnspython, httpx and the roots of trust are
    loaded when the first question needs them.
    """

    def __init__(self, policy: VerifyPolicy) -> None:
        self._policy = policy
        self._store = Store(policy.network)
        self._turns = Limits(policy.network)
        # Apart from the turns at hosts, because a page that holds one asks for names.
        self._lookups = Limits(policy.network)
        self._sessions = Sessions(policy.network, self._turns, self._connect_mail)
        self._resolver = Late(self._build_resolver)
        self._tls = Late(self._build_tls)

    def answer(self, question: Question[A], deadline: float) -> A:
        """The answer, remembered or new, by a deadline on the monotonic clock."""
        if isinstance(question, RecipientProbe):
            # Mail servers are remembered by the recipient, not by the question.
            return self._ask(normal(question), deadline)  # type: ignore[no-any-return]  # of its type
        answer: A = self._store.answer(normal(question), deadline, self._ask)
        return answer

    def _ask(self, question: Question[Any], deadline: float) -> Any:
        try:
            if isinstance(question, LOOKUPS):
                return self._look_up(question, deadline)
            if isinstance(question, PageFetch):
                return self._fetch(question, deadline)
            if isinstance(question, RdapFetch):
                return self._ask_registry(question, deadline)
            if isinstance(question, WhoisQuery):
                return self._whois(question, deadline)
            if isinstance(question, RecipientProbe):
                return self._sessions.ask(question, deadline)
        except Stopped as stopped:
            return stopped.answer
        raise UnansweredQuestion(f"The network cannot answer {question!r}.")

    def _look_up(self, question: Any, deadline: float) -> Any:
        from followup._net.lookups import lookup_flow

        with self._lookups.place(Allowance.by(deadline)):
            answer = run_until(lookup_flow(question), self._resolver(), deadline)
        return run_until(believed_flow(question, answer), self, deadline)

    def _fetch(self, question: PageFetch | RdapFetch, deadline: float) -> Any:
        from followup._net.fetch import HTML, RDAP, Transport, fetch, prepare

        network = self._policy.network
        accept = RDAP if isinstance(question, RdapFetch) else HTML
        request = prepare(question.url, self._policy, accept)
        tls = self._tls() if request.url.scheme == "https" else None
        with self._turns.turn(question.host, Allowance.by(deadline)):
            allowance = Allowance.within(network.timeout, deadline)
            # Here, because httpcore loses sight of a connection on which something unforeseen is raised.
            with ExitStack() as opened:

                def connect(host: str, port: int) -> Stream:
                    stream = self._connect(host, port, network.ports, allowance)
                    return opened.enter_context(closing(stream))

                return fetch(question.url, request, Transport(connect, tls), network.max_body)

    def _ask_registry(self, question: RdapFetch, deadline: float) -> Any:
        """Once more where the registry asked us to wait, and never before its time."""
        for _ in range(TRIES):
            answer = self._fetch(question, deadline)
            pause = pause_of(answer)
            if pause is None:
                break
            self._turns.postpone(question.host, pause)
        return answer

    def _whois(self, question: WhoisQuery, deadline: float) -> WhoisText:
        sending = line_of(question)
        with self._turns.turn(question.host, Allowance.by(deadline)):
            allowance = Allowance.within(self._policy.network.timeout, deadline)
            with closing(self._connect(question.server, 43, WHOIS_PORTS, allowance)) as stream:
                return whois(stream, sending)

    def _connect_mail(self, server: str, allowance: Allowance) -> Stream:
        return self._connect(server, 25, MAIL_PORTS, allowance)

    def _connect(
        self, host: str, port: int, ports: tuple[int, ...], allowance: Allowance
    ) -> Stream:
        check_port(port, ports)
        flow = endpoints_flow(host, port, self._policy)
        with allowance.lent():
            endpoints = run_until(flow, self, allowance.until)
        failed = allowance.over()
        for endpoint, share in shares(endpoints, allowance):
            try:
                return Stream.dial(endpoint, share, allowance)
            except Stopped as stopped:
                failed = stopped
        raise failed

    def _build_resolver(self) -> Resolver:
        from followup._net.resolve import Resolver

        return Resolver(self._policy.network)

    def _build_tls(self) -> ssl.SSLContext:
        from followup._net.fetch import tls_context

        return tls_context(self._policy.network.ca_file)
