"""A small internet on this machine: real servers, real sockets, and nobody else's computer."""

from __future__ import annotations

import asyncio
import math
import threading

from types import TracebackType
from typing import Self, TypeVar

from followup.errors import ClosedClient, InvalidValue
from followup.testing._layout import lay_out
from followup.testing.log import (
    Connection,
    DnsQuestion,
    Log,
    MailCommand,
    WebRequest,
    WhoisQuestion,
)
from followup.testing.world import World
from followup.verify.policy import VerifyPolicy


E = TypeVar("E")


class LoopbackInternet:
    """Runs a world's name server, web, mail and registry servers on 127.0.0.1 while its block lasts.

    The hosts have public addresses that are nobody's (192.31.196.0/24, RFC 7535), and the policy routes
    connections to them here, so the guard against private addresses stays on and can be tested.

    ```python
    world = World({"aguas.example": Domain(site="<h1>Aguas</h1>", mail=["compras"])})
    with LoopbackInternet(world) as internet, followup.Verifier(internet.policy) as verifier:
        verifier.email("compras@aguas.example")
    assert [question.kind for question in internet.log.dns].count("MX") == 1
    ```

    All servers live in one thread with an event loop of its own; several may run at once. It may be entered
    once.

    Args:
        world: Which companies there are, and how they behave.
        leeway: How many times the usual time-outs the policy waits. They are so short (1.2 seconds for a name,
            1.5 for a page) that a silent server does not hold a test up; a build machine that stalls for
            longer would make a sound server seem silent, and wants more, such as 20.

    Raises:
        InvalidValue: The leeway is not more than 0, or not finite; or the world has too many domains.
    """

    def __init__(self, world: World, *, leeway: float = 1.0) -> None:
        if not 0 < leeway < math.inf:
            raise InvalidValue(
                "LoopbackInternet.leeway",
                leeway,
                "is not a finite number above 0",
                "Use 1, or more where the machine is slow",
            )
        self._leeway = leeway
        self._layout = lay_out(world)
        self._entries: list[
            DnsQuestion | Connection | WebRequest | MailCommand | WhoisQuestion
        ] = []
        self._policy: VerifyPolicy | None = None
        self._failure: BaseException | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="followup-loopback", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        if self._failure:
            self._join()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._join()

    @property
    def policy(self) -> VerifyPolicy:
        """Points a Verifier here, with short time-outs (see ``leeway``). ``attrs.evolve`` makes another of it.

        Raises:
            ClosedClient: The block has not begun.
        """
        if self._policy is None:
            raise ClosedClient(type(self).__name__)
        return self._policy

    @property
    def log(self) -> Log:
        """What was asked up to now; it can be read after the block too."""
        entries = tuple(self._entries)
        return Log(
            dns=_of(DnsQuestion, entries),
            connections=_of(Connection, entries),
            requests=_of(WebRequest, entries),
            commands=_of(MailCommand, entries),
            whois=_of(WhoisQuestion, entries),
        )

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # noqa: BLE001 - it is raised where the block is
            self._failure = error
        finally:
            self._ready.set()

    def _join(self) -> None:
        self._thread.join()
        if self._failure:
            raise self._failure

    async def _serve(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        from followup.testing._servers import serving

        async with serving(self._layout, self._entries.append, self._leeway) as policy:
            self._policy = policy
            self._ready.set()
            await self._end.wait()


def _of(kind: type[E], entries: tuple[object, ...]) -> tuple[E, ...]:
    return tuple(entry for entry in entries if isinstance(entry, kind))
