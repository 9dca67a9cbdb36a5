"""From an answer to a value or an error (documentation, the parts on answers and errors).

The service answers HTTP 200 to nearly everything: results without an envelope, ``{"error": code}``, and two sentences of
plain Russian when it does not accept the credentials.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from birzha_client.operation import Operation, Shape
from birzha_client.policy import Done, Lost, NotApplied, Outcome, Refused, retry_after
from birzha_client.wire import WireResponse, bare_url
from etxt_api.drift import Drift, Problem
from etxt_api.errors import (
    BY_CODE,
    About,
    AuthProblem,
    EtxtApiError,
    EtxtAuthError,
    EtxtDriftError,
    EtxtHttpError,
    EtxtRateLimitError,
    EtxtServerError,
    NoObjectError,
)
from etxt_api.shapes import UnreadableShapeError, map_of, object_of, rows_of

if TYPE_CHECKING:
    from etxt_api.models.base import WireModel

AUTH_TEXTS = (
    ("подпись не верна", AuthProblem.SIGNATURE),
    ("настройки пользователя для работы с api", AuthProblem.SETTINGS),
)
"""What the service says instead of JSON, in lower case, and what it means."""
AUTH_CODES = {"bad_sign": AuthProblem.SIGNATURE, "bad_token": AuthProblem.SETTINGS}
"""Codes that compatible servers may send instead."""
QUOTED = 200
"""Characters of an answer that an error quotes."""
HEXADECIMAL = re.compile(r"\b[0-9a-fA-F]{32}\b")
"""What tokens and signatures look like."""


@dataclass(slots=True)
class Reading:
    """How to read the answer of one call.

    Args:
        method: name of the call.
        operation: its declaration; without one the decoded JSON is the result.
        values: its parameters by wire name, which may decide about the model.
        shown: its parameters, fit to be shown.
        secrets: what must not be quoted, should the service repeat it.
        strict: a difference from the documentation is an error.
        drift: the differences that were found.
    """

    method: str
    operation: Operation | None
    values: Mapping[str, Any]
    shown: Mapping[str, str]
    secrets: tuple[str, ...] = ()
    strict: bool = False
    drift: list[Drift] = field(default_factory=list)

    @property
    def about(self) -> About:
        """What every error of this call says."""
        return {"operation": self.method, "parameters": self.shown}

    def quote(self, text: str) -> str:
        """The beginning of an answer, on one line, without tokens, signatures and passwords that it may repeat."""
        line = " ".join(text[: QUOTED * 2].split())
        for secret in self.secrets:
            line = line.replace(secret, "<removed>")
        line = HEXADECIMAL.sub("<removed>", line)
        return line if len(line) <= QUOTED else f"{line[:QUOTED]}…"


def interpret(response: WireResponse, reading: Reading) -> Outcome[Any]:
    """Say what became of the call."""
    text = decoded(response)
    about: About = {**reading.about, "said": reading.quote(text), "status": response.status}
    if response.status == 429:
        wait = retry_after(response)
        return NotApplied(EtxtRateLimitError("too many requests (HTTP 429)", retry_after=wait, **about), wait)
    if response.status >= 500 or response.status < 200:
        return Lost(EtxtServerError(f"the service failed (HTTP {response.status})", **about), retry_after(response))
    problem = auth_problem(text)
    if problem is not None:
        return Refused(EtxtAuthError("the credentials were not accepted", problem=problem, **about))
    if response.status >= 300:
        return Refused(_http_error(response, about))
    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return Lost(EtxtServerError(_not_json(response, text), **about))
    refusal = _refusal(data, reading, about)
    return Refused(refusal) if refusal is not None else _read(data, reading, about)


def decoded(response: WireResponse) -> str:
    """The body as text: UTF-8, or windows-1251 where it is not."""
    try:
        return response.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return response.body.decode("cp1251", "replace")


def auth_problem(text: str) -> AuthProblem | None:
    """What is wrong with the credentials, if this is one of the service's two sentences about them."""
    if len(text) > 2000 or text.lstrip().startswith(("{", "[")):
        return None
    plain = " ".join(text.casefold().split())
    return next((problem for sentence, problem in AUTH_TEXTS if sentence in plain), None)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _not_json(response: WireResponse, text: str) -> str:
    if response.media_type == "text/html" or text.lstrip().startswith("<"):
        return "a page came instead of data"
    return "half an answer came, or none" if text.lstrip()[:1] in {"", "{", "["} else "text came instead of data"


def _http_error(response: WireResponse, about: About) -> EtxtHttpError:
    location = response.header("location")
    if location:
        about["said"] = f"go to {bare_url(location)}"
        about["advice"] = "use the address that the service names as the base URL"
    return EtxtHttpError(f"the request was not taken as a call (HTTP {response.status})", **about)


def _refusal(data: Any, reading: Reading, about: About) -> Exception | None:
    """The error that the answer carries."""
    code = data.get("error") if isinstance(data, dict) else None
    if isinstance(code, dict | list) or not code:
        return None
    code = str(code)
    if len(data) == 1:
        about["said"] = reading.quote(code)
    if code in AUTH_CODES:
        return EtxtAuthError("the credentials were not accepted", problem=AUTH_CODES[code], **about)
    kind = BY_CODE.get(code, EtxtApiError)
    return kind(f"refused with {reading.quote(code)}: {_meaning(kind)}", code=code, **about)


def _meaning(kind: type[EtxtApiError]) -> str:
    """The first sentence about that error."""
    if kind is EtxtApiError:
        return "a code that is not documented"
    sentence = (kind.__doc__ or "").partition(".")[0]
    return sentence[:1].lower() + sentence[1:]


def _read(data: Any, reading: Reading, about: About) -> Outcome[Any]:
    operation = reading.operation
    if operation is None:
        return Done(data)
    try:
        value = _value(data, operation, reading)
    except UnreadableShapeError as error:
        reading.drift.append(Drift(reading.method, "the answer", Problem.SHAPE, type(data).__name__))
        return Refused(EtxtDriftError(f"the answer cannot be read: {error}", **about))
    except NoObjectError as error:
        return Refused(error)
    if reading.strict and reading.drift:
        found = "; ".join(str(drift) for drift in reading.drift[:10])
        about["said"] = ""
        return Refused(EtxtDriftError(f"the answer is not as documented: {found}", **about))
    return Done(value)


def _value(data: Any, operation: Operation, reading: Reading) -> Any:
    if operation.shape is Shape.MAP:
        return {key: str(value) for key, value in map_of(data).items()}
    model: type[WireModel] = operation.result_type(reading.values)
    context = {"operation": reading.method, "drift": reading.drift}
    if operation.shape is Shape.OBJECT:
        return model.model_validate(object_of(data), context=context)
    rows = [model.model_validate(_row(item, model), context=context) for item in rows_of(data)]
    if operation.shape is Shape.LIST:
        return rows
    if not rows:
        raise NoObjectError("the list of one is empty", code="no_object", **reading.about)
    return rows[0]


def _row(item: Any, model: "type[WireModel]") -> dict[str, Any]:
    """The fields of a row; a bare value stands for the only field of a model of one field."""
    if isinstance(item, dict):
        return item
    if len(model.model_fields) == 1 and not isinstance(item, list):
        return {next(iter(model.model_fields)): item}
    raise UnreadableShapeError("a row was due as an object")
