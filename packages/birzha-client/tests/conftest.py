"""A service on loopback that answers as it is told, and counts what reaches it."""

import socket
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class Service:
    """What a test sets and sees of the server."""

    url: str = ""
    plan: deque = field(default_factory=deque)
    seen: list = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)


def handler_for(service):
    """A handler class bound to one service."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_call(self):
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            service.seen.append((self.command, self.path, body, dict(self.headers)))
            action = service.plan.popleft() if service.plan else (200, (), b'{"ok": 1}')
            if action == "drop":
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            if action == "silence":
                service.release.wait(5)
                self.close_connection = True
                return
            if action == "half":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                self.close_connection = True
                return
            status, headers, content = action
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = handle_call  # noqa: N815 - the names that the standard library calls

        def log_message(self, *args):
            """Say nothing."""

    return Handler


class Server(ThreadingHTTPServer):
    """A server that several clients may call at once."""

    daemon_threads = True
    request_queue_size = 64


@pytest.fixture
def service():
    """A server on a free port of this machine."""
    found = Service()
    server = Server(("127.0.0.1", 0), handler_for(found))
    found.url = f"http://127.0.0.1:{server.server_port}/api"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.release.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def free_port():
    """A port of this machine where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
