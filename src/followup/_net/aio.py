"""The asyncio network: answers questions without blocking. It belongs to one event loop."""

from __future__ import annotations

import contextlib

from typing import TYPE_CHECKING, Any, TypeVar

from followup._ask import (
    PageFetch,
    Question,
    RdapFetch,
    RecipientProbe,
    WhoisQuery,
    WhoisText,
)
from followup._net.astream import AsyncStream
from followup._net.drive import arun_until
from followup._net.guard import MAIL_PORTS, check_port, endpoints_flow, shares
from followup._net.limits import Allowance, AsyncLimits, Stopped
from followup._net.patience import TRIES, pause_of
from followup._net.sessions import AsyncSessions
from followup._net.store import LOOKUPS, AsyncStore, Late, normal
from followup._net.whois import WHOIS_PORTS, awhois, line_of
from followup._net.witness import believed_flow
from followup.errors import UnansweredQuestion
from followup.verify.policy import VerifyPolicy


if TYPE_CHECKING:
    import ssl

    from followup._net.resolve import AsyncResolver

A = TypeVar("A")


class AsyncNetwork:
    """What ``followup._net.blocking.Network`` is, awaited."""

    def __init__(self, policy: VerifyPolicy) -> None:
        self._policy = policy
        self._store = AsyncStore(policy.network)
        self._turns = AsyncLimits(policy.network)
        # Apart from the turns at hosts, because a page that holds one asks for names.
        self._lookups = AsyncLimits(policy.network)
        self._sessions = AsyncSessions(policy.network, self._turns, self._connect_mail)
        self._resolver = Late(self._build_resolver)
        self._tls = Late(self._build_tls)

    async def answer(self, question: Question[A], deadline: float) -> A:
        """The answer, remembered or new, by a deadline on the monotonic clock."""
        if isinstance(question, RecipientProbe):
            # Mail servers are remembered by the recipient, not by the question.
            return await self._ask(normal(question), deadline)  # type: ignore[no-any-return]  # of its type
        answer: A = await self._store.answer(normal(question), deadline, self._ask)
        return answer

    async def _ask(self, question: Question[Any], deadline: float) -> Any:
        try:
            if isinstance(question, LOOKUPS):
                return await self._look_up(question, deadline)
            if isinstance(question, PageFetch):
                return await self._fetch(question, deadline)
            if isinstance(question, RdapFetch):
                return await self._ask_registry(question, deadline)
            if isinstance(question, WhoisQuery):
                return await self._whois(question, deadline)
            if isinstance(question, RecipientProbe):
                return await self._sessions.ask(question, deadline)
        except Stopped as stopped:
            return stopped.answer
        raise UnansweredQuestion(f"The network cannot answer {question!r}.")

    async def _look_up(self, question: Any, deadline: float) -> Any:
        from followup._net.lookups import lookup_flow

        async with self._lookups.place(Allowance.by(deadline)):
            answer = await arun_until(lookup_flow(question), self._resolver(), deadline)
        return await arun_until(believed_flow(question, answer), self, deadline)

    async def _fetch(self, question: PageFetch | RdapFetch, deadline: float) -> Any:
        from followup._net.fetch import HTML, RDAP, AsyncTransport, afetch, prepare

        network = self._policy.network
        accept = RDAP if isinstance(question, RdapFetch) else HTML
        request = prepare(question.url, self._policy, accept)
        tls = self._tls() if request.url.scheme == "https" else None
        async with self._turns.turn(question.host, Allowance.by(deadline)):
            allowance = Allowance.within(network.timeout, deadline)
            async with contextlib.AsyncExitStack() as opened:

                async def connect(host: str, port: int) -> AsyncStream:
                    stream = await self._connect(host, port, network.ports, allowance)
                    return await opened.enter_async_context(contextlib.aclosing(stream))

                return await afetch(
                    question.url, request, AsyncTransport(connect, tls), network.max_body
                )

    async def _ask_registry(self, question: RdapFetch, deadline: float) -> Any:
        """Once more where the registry asked us to wait, and never before its time."""
        for _ in range(TRIES):
            answer = await self._fetch(question, deadline)
            pause = pause_of(answer)
            if pause is None:
                break
            self._turns.postpone(question.host, pause)
        return answer

    async def _whois(self, question: WhoisQuery, deadline: float) -> WhoisText:
        sending = line_of(question)
        async with self._turns.turn(question.host, Allowance.by(deadline)):
            allowance = Allowance.within(self._policy.network.timeout, deadline)
            async with contextlib.aclosing(
                await self._connect(question.server, 43, WHOIS_PORTS, allowance)
            ) as stream:
                return await awhois(stream, sending)

    async def _connect_mail(self, server: str, allowance: Allowance) -> AsyncStream:
        return await self._connect(server, 25, MAIL_PORTS, allowance)

    async def _connect(
        self, host: str, port: int, ports: tuple[int, ...], allowance: Allowance
    ) -> AsyncStream:
        check_port(port, ports)
        flow = endpoints_flow(host, port, self._policy)
        with allowance.lent():
            endpoints = await arun_until(flow, self, allowance.until)
        failed = allowance.over()
        for endpoint, share in shares(endpoints, allowance):
            try:
                return await AsyncStream.dial(endpoint, share, allowance)
            except Stopped as stopped:
                failed = stopped
        raise failed

    def _build_resolver(self) -> AsyncResolver:
        from followup._net.resolve import AsyncResolver

        return AsyncResolver(self._policy.network)

    def _build_tls(self) -> ssl.SSLContext:
        from followup._net.fetch import tls_context

        return tls_context(self._policy.network.ca_file)
