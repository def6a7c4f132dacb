"""A plain client of a small internet: dnspython, sockets and smtplib, nothing of followup's own network."""

from __future__ import annotations

import http.client
import smtplib
import socket
import ssl

import dns.message
import dns.query
import pytest


_PATIENCE = 60.0


class Client:
    """Speaks to one LoopbackInternet.

    Args:
        internet: Which one.
        patience: For how long it listens on a connection; to find and to reach a host it has its time.
    """

    def __init__(self, internet, patience=_PATIENCE):
        self.patience = patience
        self.policy = internet.policy
        self.server = internet.policy.network.dns_servers[0]

    def query(self, name, kind, over="udp", patience=_PATIENCE, **options):
        """The name server's whole message."""
        ask = getattr(dns.query, over)
        query = dns.message.make_query(name, kind, **options)
        return ask(query, self.server.address, port=self.server.port, timeout=patience)

    def look_up(self, name, kind, over="udp"):
        """The records, as text."""
        answer = self.query(name, kind, over=over).answer
        return sorted(record.to_text() for rrset in answer for record in rrset)

    def connect(self, host, port):
        """A socket to a host's address, where the policy routes it."""
        (address,) = self.look_up(host, "A")
        endpoint = self.policy.network.endpoint(address, port)
        place = (endpoint.address, endpoint.port)
        connected = socket.create_connection(place, timeout=_PATIENCE)
        connected.settimeout(self.patience)
        return connected

    def secure(self, host, connected):
        """The socket with TLS on it."""
        context = ssl.create_default_context(cafile=self.policy.network.ca_file)
        try:
            return context.wrap_socket(connected, server_hostname=host)
        except BaseException:
            connected.close()
            raise

    def get(self, host, path="/", tls=False, method="GET", headers=None):
        """The response, its body read."""
        connection = http.client.HTTPConnection(host)
        connection.sock = self.connect(host, 443 if tls else 80)
        if tls:
            connection.sock = self.secure(host, connection.sock)
        try:
            connection.request(method, path, headers=headers or {})
            with connection.getresponse() as response:
                response.octets = response.read()
                return response
        finally:
            connection.close()

    def raw(self, host, sent, port=80, limit=200_000):
        """What comes back until the server ends it, falls silent, or has sent enough."""
        received = b""
        with self.connect(host, port) as connected:
            connected.sendall(sent)
            while len(received) < limit and (part := connected.recv(65_536)):
                received += part
        return received

    def mail(self, host):
        """An open dialogue with a mail server, begun as ``smtplib.SMTP(host)`` begins one."""
        smtp = smtplib.SMTP(local_hostname="me.example")
        smtp.sock = self.connect(host, 25)
        code, said = smtp.getreply()
        if code != 220:
            smtp.close()
            raise smtplib.SMTPConnectError(code, said)
        return smtp


@pytest.fixture
def client():
    """Makes a client of an internet."""
    return Client
