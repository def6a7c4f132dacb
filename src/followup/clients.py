"""The two clients: the same questions, judged the same way, blocking or awaited."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from followup import _site_contacts
from followup._ask import Flow
from followup.errors import ClosedClient
from followup.models import Lead
from followup.verify.flows import domain_flow, email_flow, lead_flow, site_flow
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import Authenticity, DomainReport, EmailReport, SiteReport


if TYPE_CHECKING:
    from followup._net.drive import Answers, AsyncAnswers

T = TypeVar("T")


class Verifier:
    """Verifies addresses, domains, sites and leads; blocks while it waits for the world.

    ```python
    with Verifier() as verifier:
        report = verifier.email("compras@example.es")
    ```

    Many threads may share one, and it works inside a running event loop, such as a notebook's, whose
    other tasks wait meanwhile. It remembers answers until its block ends (see ``NetworkPolicy``).
    Nothing that the world does raises; a failure is a finding, or *unknown* with its reason.

    Args:
        policy: What it may do; without one, the defaults.
        network: Who answers instead of the world: a ``followup.testing.CannedNetwork`` or ``Recorder``.

    Attributes:
        policy: What it may do; fixed for its life.

    Raises:
        ClosedClient: A method was called outside the block.
    """

    def __init__(self, policy: VerifyPolicy | None = None, network: Answers | None = None) -> None:
        self.policy = policy or VerifyPolicy()
        self._given = network
        self._network: Answers | None = None

    def email(self, text: str) -> EmailReport:
        """Whether an e-mail address is written well, its domain takes mail, and who is behind it."""
        return self._run(email_flow(text, self.policy))

    def domain(self, name: str) -> DomainReport:
        """Whether a domain exists, how it takes mail, and since when it is registered."""
        return self._run(domain_flow(name, self.policy))

    def site(self, url: str) -> SiteReport:
        """Whether a website can be reached, and what kind of site it is."""
        found = self._run(site_flow(url, self.policy))
        return _site_contacts.of_site(found, self.policy.facts)

    def lead(self, lead: Lead, known_domains: Sequence[str] = ()) -> Authenticity:
        """Whether a lead is genuine.

        Args:
            lead: The lead.
            known_domains: Domains that you already trade with; one that looks like them is suspect.
        """
        found = self._run(lead_flow(lead, self.policy, known_domains))
        return _site_contacts.of_lead(found, self.policy.facts)

    def _run(self, flow: Flow[T]) -> T:
        if self._network is None:
            raise ClosedClient(type(self).__name__)
        from followup._net.drive import run

        return run(flow, self._network, self.policy.network.deadline)

    def __enter__(self) -> Self:
        from followup._net.blocking import Network

        self._network = self._given or Network(self.policy)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._network = None


class AsyncVerifier:
    """Verifies addresses, domains, sites and leads; for asyncio, and for many at once.

    ```python
    async with AsyncVerifier() as verifier:
        report = await verifier.email("compras@example.es")
    ```

    It belongs to the event loop that opened it. Otherwise it is what ``Verifier`` is.

    Args:
        policy: What it may do; without one, the defaults.
        network: Who answers instead of the world, awaited: ``CannedNetwork(…).awaited``.

    Attributes:
        policy: What it may do; fixed for its life.

    Raises:
        ClosedClient: A method was called outside the block.
    """

    def __init__(
        self, policy: VerifyPolicy | None = None, network: AsyncAnswers | None = None
    ) -> None:
        self.policy = policy or VerifyPolicy()
        self._given = network
        self._network: AsyncAnswers | None = None

    async def email(self, text: str) -> EmailReport:
        """Whether an e-mail address is written well, its domain takes mail, and who is behind it."""
        return await self._run(email_flow(text, self.policy))

    async def domain(self, name: str) -> DomainReport:
        """Whether a domain exists, how it takes mail, and since when it is registered."""
        return await self._run(domain_flow(name, self.policy))

    async def site(self, url: str) -> SiteReport:
        """Whether a website can be reached, and what kind of site it is."""
        found = await self._run(site_flow(url, self.policy))
        return _site_contacts.of_site(found, self.policy.facts)

    async def lead(self, lead: Lead, known_domains: Sequence[str] = ()) -> Authenticity:
        """Whether a lead is genuine.

        Args:
            lead: The lead.
            known_domains: Domains that you already trade with; one that looks like them is suspect.
        """
        found = await self._run(lead_flow(lead, self.policy, known_domains))
        return _site_contacts.of_lead(found, self.policy.facts)

    async def _run(self, flow: Flow[T]) -> T:
        if self._network is None:
            raise ClosedClient(type(self).__name__)
        from followup._net.drive import arun

        return await arun(flow, self._network, self.policy.network.deadline)

    async def __aenter__(self) -> Self:
        from followup._net.aio import AsyncNetwork

        self._network = self._given or AsyncNetwork(self.policy)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._network = None
