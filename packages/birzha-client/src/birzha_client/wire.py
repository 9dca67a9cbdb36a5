"""One HTTP exchange as plain data: what a client wants sent, and what came back."""

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True, repr=False)
class WireRequest:
    """A request, ready to be sent as it is.

    Args:
        method: ``GET`` or ``POST``.
        url: absolute, already percent-encoded.
        headers: name and value pairs; the transport adds ``Host`` and ``Content-Length``.
        body: the bytes of the body.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def __repr__(self) -> str:
        return f"WireRequest({self.method} {bare_url(self.url)}, {len(self.body)} bytes)"

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        return first_header(self.headers, name)


@dataclass(frozen=True, slots=True, repr=False)
class WireResponse:
    """An answer, complete and decompressed.

    Args:
        status: HTTP status.
        headers: name and value pairs as they came.
        body: the bytes of the body.
    """

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def __repr__(self) -> str:
        return f"WireResponse({self.status}, {len(self.body)} bytes)"

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        return first_header(self.headers, name)

    @property
    def media_type(self) -> str:
        """``text/html`` and the like, in lower case; empty when the answer does not say."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the answer names."""
        for parameter in (self.header("content-type") or "").split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'").lower() or None
        return None


def first_header(headers: tuple[tuple[str, str], ...], name: str) -> str | None:
    """The first value under that name, whatever its case."""
    wanted = name.lower()
    return next((value for key, value in headers if key.lower() == wanted), None)


def bare_url(url: str) -> str:
    """The URL without query, fragment and user, which may carry secrets: fit for logs and errors."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "<not a URL>"
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
