"""From encoded parameters to the request (documentation, the parts on requests and on ``sign``).

By default everything but ``method``, ``token`` and ``sign`` travels in the body of a POST. Only what is in the URL is
signed, so nothing in a body can make a signature go wrong, and no text ends up in a server's access log.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from birzha_client.wire import WireRequest
from etxt_api.encoding import WireParameters
from etxt_api.signing import sign

LONGEST_URL = 2048
"""Characters; the documented limit."""


@dataclass(frozen=True, slots=True)
class Access:
    """Where the service is, and who calls.

    Args:
        base_url: the endpoint, ending in a slash.
        token: the API key.
        api_pass: the API password.
        user_agent: how the client names itself.
    """

    base_url: str
    token: str = field(repr=False)
    api_pass: str = field(repr=False)
    user_agent: str

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """What every request says."""
        return (("User-Agent", self.user_agent), ("Accept", "application/json, */*;q=0.5"))


def prepare(access: Access, method: str, parameters: WireParameters, *, by_get: bool = False) -> WireRequest:
    """Make the request of a call.

    Args:
        access: where to, and who.
        method: name of the operation.
        parameters: encoded.
        by_get: send everything in the URL, if there is no array and no file and the URL stays within 2048 characters.
    """
    if by_get and not parameters.arrays and not parameters.files:
        url = signed_url(access, {**parameters.scalars, "method": method, "token": access.token})
        if len(url) <= LONGEST_URL:
            return WireRequest("GET", url, access.headers)
    url = signed_url(access, {"method": method, "token": access.token})
    kind, body = _multipart(parameters) if parameters.files else _form(parameters)
    return WireRequest("POST", url, (*access.headers, ("Content-Type", kind)), body)


def signed_url(access: Access, params: Mapping[str, str]) -> str:
    """The endpoint with these parameters and their signature."""
    return f"{access.base_url}?{urlencode({**params, 'sign': sign(params, access.api_pass)})}"


def _pairs(parameters: WireParameters) -> list[tuple[str, str]]:
    arrays = [(f"{name}[]", value) for name, values in parameters.arrays.items() for value in values]
    return [*parameters.scalars.items(), *arrays]


def _form(parameters: WireParameters) -> tuple[str, bytes]:
    return "application/x-www-form-urlencoded", urlencode(_pairs(parameters)).encode("ascii")


def _multipart(parameters: WireParameters) -> tuple[str, bytes]:
    """The form with files (RFC 7578; names escaped as browsers do)."""
    pairs = _pairs(parameters)
    boundary = secrets.token_hex(16)
    lines = bytearray()
    for name, value in pairs:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n'
        lines += head.encode() + value.encode() + b"\r\n"
    for name, part in parameters.files.items():
        head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="{_quoted(name)}"; filename="{_quoted(part.name)}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        lines += head.encode("utf-8", "replace") + part.content + b"\r\n"
    lines += f"--{boundary}--\r\n".encode()
    return f"multipart/form-data; boundary={boundary}", bytes(lines)


def _quoted(name: str) -> str:
    """A name between quotes, escaped as the HTML standard has it."""
    return name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
