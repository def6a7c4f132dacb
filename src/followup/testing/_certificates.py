"""Certificates for the sites of a small internet, good and bad, from an authority of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from followup.errors import FollowupError
from followup.testing.faults import TlsSetup


if TYPE_CHECKING:
    import ssl

    from collections.abc import Callable
    from contextlib import AbstractContextManager

    import trustme


_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class MissingExtra(FollowupError, ImportError):
    """A package is missing that only one extra of followup brings."""


class Certificates:
    """Makes each host's certificate when it is first asked for; a key takes about a millisecond."""

    def __init__(self) -> None:
        self._ca = _authority()
        self._contexts: dict[tuple[str, TlsSetup], ssl.SSLContext] = {}

    def root_file(self) -> AbstractContextManager[str]:
        """The authority's own certificate in a file that lasts as long as the block."""
        file: AbstractContextManager[str] = self._ca.cert_pem.tempfile()
        return file

    def server_context(self, setup_of: Callable[[str | None], TlsSetup]) -> ssl.SSLContext:
        """A context that shows each client the certificate of the host that it names.

        Args:
            setup_of: Told the name in the TLS greeting (SNI), it says how that host's TLS behaves.
        """
        import ssl

        def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
            setup = setup_of(name)
            connection.context = self.context(name or "nobody.invalid", setup)

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.sni_callback = choose
        return context

    def context(self, host: str, setup: TlsSetup) -> ssl.SSLContext:
        """The context for one host."""
        known = self._contexts.get((host, setup))
        if known is None:
            known = self._contexts[host, setup] = self._make(host, setup)
        return known

    def _make(self, host: str, setup: TlsSetup) -> ssl.SSLContext:
        import ssl

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if setup is TlsSetup.SELF_SIGNED:
            _vouch_for_itself(context)
        else:
            self._leaf(host, setup).configure_cert(context)
        return context

    def _leaf(self, host: str, setup: TlsSetup) -> trustme.LeafCert:
        match setup:
            case TlsSetup.EXPIRED:
                until = _LONG_AGO + timedelta(days=90)
                return self._ca.issue_cert(host, not_before=_LONG_AGO, not_after=until)
            case TlsSetup.WRONG_HOST:
                return self._ca.issue_cert("another-host.example")
            case TlsSetup.UNTRUSTED:
                return _authority().issue_cert(host)
            case _:
                return self._ca.issue_cert(host)


def _vouch_for_itself(context: ssl.SSLContext) -> None:
    """An authority as server: to a client, a self-signed certificate."""
    alone = _authority()
    with alone.private_key_pem.tempfile() as key, alone.cert_pem.tempfile() as certificate:
        context.load_cert_chain(certificate, key)


def _authority() -> trustme.CA:
    try:
        import trustme
    except ImportError:
        raise MissingExtra(
            "LoopbackInternet makes certificates with trustme, which is not installed."
            " Install followup[testing]."
        ) from None
    return trustme.CA()
