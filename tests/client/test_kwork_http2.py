"""HTTP/2, where a server offers it: both clients, over TLS with a certificate made for the test."""

import asyncio
import ipaddress
import ssl
import threading
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import StreamEnded

from birzha_client.http import HttpTransport, SyncHttpTransport
from kwork_api import KworkClient, SyncKworkClient


class Server(asyncio.Protocol):
    """Answers every stream; counts connections and streams."""

    connections: ClassVar[list] = []
    streams = 0

    def connection_made(self, transport):
        Server.connections.append(transport)
        self.transport = transport
        self.spoken = H2Connection(H2Configuration(client_side=False))
        self.spoken.initiate_connection()
        transport.write(self.spoken.data_to_send())

    def data_received(self, data):
        for event in self.spoken.receive_data(data):
            if isinstance(event, StreamEnded):
                Server.streams += 1
                self.spoken.send_headers(event.stream_id, [(":status", "200"), ("content-type", "application/json")])
                self.spoken.send_data(event.stream_id, b'{"id": 7}', end_stream=True)
        self.transport.write(self.spoken.data_to_send())


def certificate(folder):
    """A certificate for this machine, in a file with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "server.pem"
    path.write_bytes(secret + made.public_bytes(pem))
    return path


@pytest.fixture
def server(tmp_path):
    """The address of a server that offers HTTP/2 alone, and what trusts it."""
    path = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    context.set_alpn_protocols(["h2"])
    loop = asyncio.new_event_loop()
    listening = loop.run_until_complete(loop.create_server(Server, "127.0.0.1", 0, ssl=context))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    Server.connections.clear()
    Server.streams = 0
    yield f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}", ssl.create_default_context(cafile=path)

    async def end():
        listening.close()
        for connection in Server.connections:
            connection.abort()
        await asyncio.sleep(0)

    asyncio.run_coroutine_threadsafe(end(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_many_calls_share_one_connection(server):
    """Fifty calls at once are fifty streams of one connection, which the first of them opened."""
    url, trust = server

    async def use():
        transport = HttpTransport(http2=True, tls=trust)
        async with KworkClient("token", base_url=url, transport=transport, pacing=None, retries=0) as client:
            first = await client.user.get_info()
            return [first, *await asyncio.gather(*(client.user.get_info() for _ in range(49)))]

    assert asyncio.run(use()) == [{"id": 7}] * 50
    assert (len(Server.connections), Server.streams) == (1, 50)


def test_the_client_for_threads(server):
    """The same call by call."""
    url, trust = server
    transport = SyncHttpTransport(http2=True, tls=trust)
    with SyncKworkClient("token", base_url=url, transport=transport, pacing=None, retries=0) as client:
        assert [client.user.get_info() for _ in range(3)] == [{"id": 7}] * 3
    assert (len(Server.connections), Server.streams) == (1, 3)


@pytest.mark.parametrize("kind", [KworkClient, SyncKworkClient])
def test_it_is_what_clients_speak_by_default(kind):
    """Nobody has to ask for it."""
    assert kind("token")._caller.transport()._settings._http2 is True
