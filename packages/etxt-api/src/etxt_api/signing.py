"""The signature of a request (documentation, the part on ``sign``)."""

from collections.abc import Mapping
from hashlib import md5


def sign(params: Mapping[str, str], api_pass: str) -> str:
    """Sign the parameters that travel in the URL.

    MD5 is what the service demands. The signature covers neither the body nor a moment in time: only TLS keeps a request
    from being read, changed or sent again.

    Args:
        params: every GET parameter by name, decoded, ``method`` and ``token`` among them; a ``sign`` is left out.
        api_pass: the API password.

    Returns:
        32 hexadecimal digits in lower case.
    """
    joined = "".join(f"{name}={params[name]}" for name in sorted(params) if name != "sign")
    return _md5(joined + _md5(api_pass + "api-pass"))


def _md5(text: str) -> str:
    return md5(text.encode("utf-8"), usedforsecurity=False).hexdigest()
