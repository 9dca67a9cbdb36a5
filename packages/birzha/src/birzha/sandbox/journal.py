"""The journal: what every API request asked, who asked it, what it was answered and what it changed. Kept in memory only."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from birzha.sandbox.moments import iso
from birzha.watch import Answer, Hint, Signature, Trace

KEPT = 5000
"""How many requests are remembered."""
LARGEST = 4096
"""How much of an answer, and of a request's parameters together, is kept, bytes."""
SECRETS = frozenset({b"token", b"sign", b"api_pass", b"password"})
TELLING = b"auth_tok"  # of what is surely in the pattern, the part that is found to be absent soonest
TOLD = re.compile(rb'("web_auth_token"\s*:\s*")[^"]*')
"""A secret that an answer tells its caller: whoever has it is that person."""
MOST_LISTED = 500

_Cut = tuple[bytes, int]
"""What is kept of a value, and how long it was."""
_HIDDEN = b"***"
_Whole = dict[bytes, bytes | dict[bytes, bytes]]
"""Parameters that are kept as they came."""
_Kept = tuple[bytes, bool, list[_Cut]]
"""A parameter of those that are too long together: its name, whether it came as a list, its values."""
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(_Whole | list[_Kept]).decode


class Entry(Struct, frozen=True, gc=False):
    """One request.

    Args:
        id: grows by one with each request; a cleared journal goes on counting.
        moment: of the market, unixtime.
        machine: of the machine, unixtime.
        seconds: how long it took.
        dialect: such as ``etxt``.
        verb: of HTTP.
        method: of the dialect, as it came.
        person_id: who called; 0: nobody known.
        login: the same in letters.
        parameters: what came, without secrets, cut and packed: see :func:`_packed`.
        files: uploads: name and size by parameter.
        signature: as it was and as it should have been.
        status: of the exchange's own answer; 0: the caller hung up before it.
        body: of the answer, cut.
        size: of the whole answer, bytes.
        error: the refusal's code or text.
        rows: how many rows it inserted, updated and deleted.
        hints: for the client's author.
        fault: what the sandbox did to it on demand.
    """

    id: int
    moment: int
    machine: int
    seconds: float
    dialect: str
    verb: str
    method: str
    person_id: int
    login: str
    parameters: bytes
    files: Mapping[str, tuple[str, int]]
    signature: Signature | None
    status: int
    body: bytes
    size: int
    error: str
    rows: int
    hints: tuple[Hint, ...]
    fault: str


class Line(Struct):
    """An entry in a list; see :class:`Entry`."""

    id: int
    at: str
    dialect: str
    method: str
    login: str
    status: int
    error: str
    ms: float
    rows: int
    hints: list[str]
    fault: str


class Whole(Line):
    """An entry in full; see :class:`Entry`.

    Args:
        machine_at: the machine's moment.
        verb: of HTTP.
        parameters: by name; a value that is too long ends with its length.
        files: uploads in words, by name.
        signature: as it was and as it should have been.
        answer: decoded, or as text where it is no JSON or was cut.
        answer_bytes: how long it was.
        answer_cut: whether only its beginning is here.
        told: the hints in full.
    """

    machine_at: str
    verb: str
    parameters: dict[str, Any]
    files: dict[str, str]
    signature: Signature | None
    answer: Any
    answer_bytes: int
    answer_cut: bool
    told: list[Hint]


class Wanted(Struct, forbid_unknown_fields=True):
    """Which entries are listed, newest first.

    Args:
        dialect: of this one only.
        method: this one, or ``tasks.*``.
        person: their login.
        error: this code; ``*``: any refusal.
        hinted: those with hints only.
        text: in the parameters or the answer, in any letter case.
        since: those with a larger id.
        before: those with a smaller id; a page ends with the number to give here for the next.
        count: how many.
    """

    dialect: str = ""
    method: str = ""
    person: str = ""
    error: str = ""
    hinted: bool = False
    text: str = ""
    since: Annotated[int, Meta(ge=0)] = 0
    before: Annotated[int, Meta(ge=0)] = 0
    count: Annotated[int, Meta(ge=1, le=MOST_LISTED)] = 50


class Journal:
    """The last requests.

    Args:
        zone: of the moments that are shown.
        kept: how many are remembered.
    """

    def __init__(self, zone: str, kept: int = KEPT) -> None:
        self._zone = zone
        self._entries: deque[Entry] = deque(maxlen=kept)
        self._last = 0

    def __len__(self) -> int:
        return len(self._entries)

    def write(
        self, trace: Trace, answer: Answer | None, *, moment: int, machine: int, seconds: float, login: str, fault: str
    ) -> None:
        """Remember a request; the oldest one is forgotten when there are too many.

        Args:
            trace: what its dialect told.
            answer: the exchange's own; ``None``: the caller hung up.
            moment: of the market, unixtime.
            machine: of the machine, unixtime.
            seconds: how long it took.
            login: of the caller.
            fault: what was done to it.
        """
        self._last += 1
        body = answer.body if answer else b""
        kept = body[:LARGEST]
        if TELLING in kept:  # to look for the word alone takes no time, to look for the whole pattern does
            kept = TOLD.sub(rb"\1***", kept)
        self._entries.append(
            Entry(
                self._last,
                moment,
                machine,
                seconds,
                trace.dialect,
                trace.verb,
                trace.method[:100],
                trace.person_id,
                login,
                _packed(trace.parameters),
                trace.files and {name[:100]: (file[:200], size) for name, (file, size) in trace.files.items()},
                trace.signature,
                answer.status if answer else 0,
                kept,
                len(kept) if len(body) <= LARGEST else len(body),
                trace.error if answer else "client_gone",
                trace.market.rows,
                tuple(trace.hints),
                fault,
            )
        )

    def clear(self) -> None:
        """Forget every request."""
        self._entries.clear()

    def listed(self, wanted: Wanted) -> list[Line]:
        """The entries that fit, newest first."""
        lines = []
        for entry in self._fitting(wanted):
            lines.append(Line(**self._line(entry)))
            if len(lines) == wanted.count:
                break
        return lines

    def whole(self, number: int) -> Whole | None:
        """An entry in full; ``None``: there is none (any more)."""
        entry = self._at(number)
        if entry is None:
            return None
        return Whole(
            **self._line(entry),
            machine_at=iso(entry.machine, self._zone),
            verb=entry.verb,
            parameters=_unpacked(entry.parameters),
            files={name: f"{file}, {size} байт" for name, (file, size) in entry.files.items()},
            signature=entry.signature,
            answer=_decoded(entry),
            answer_bytes=entry.size,
            answer_cut=entry.size > len(entry.body),
            told=list(entry.hints),
        )

    def _at(self, number: int) -> Entry | None:
        if not self._entries:
            return None
        place = number - self._entries[0].id
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def _fitting(self, wanted: Wanted) -> Iterator[Entry]:
        text = wanted.text.casefold()
        for entry in reversed(self._entries):
            if entry.id <= wanted.since:
                return
            if (
                (not wanted.before or entry.id < wanted.before)
                and (not wanted.dialect or entry.dialect == wanted.dialect)
                and (not wanted.method or fits(wanted.method, entry.method))
                and (not wanted.person or entry.login.casefold() == wanted.person.casefold())
                and (not wanted.error or (entry.error if wanted.error == "*" else entry.error == wanted.error))
                and (not wanted.hinted or entry.hints)
                and (not text or text in _searched(entry))
            ):
                yield entry

    def _line(self, entry: Entry) -> dict[str, Any]:
        return {
            "id": entry.id,
            "at": iso(entry.moment, self._zone),
            "dialect": entry.dialect,
            "method": entry.method,
            "login": entry.login,
            "status": entry.status,
            "error": entry.error,
            "ms": round(entry.seconds * 1000, 3),
            "rows": entry.rows,
            "hints": [f"{each.kind}: {each.parameter}" for each in entry.hints],
            "fault": entry.fault,
        }


def fits(pattern: str, method: str) -> bool:
    """Whether a method is the one that a pattern names, or one of its group (``tasks.*``), or ``*``."""
    return pattern == method or (pattern.endswith("*") and method.startswith(pattern[:-1]))


def _packed(parameters: Mapping[bytes, bytes | Mapping[bytes, bytes]]) -> bytes:
    """What is kept of parameters, as one string of bytes, so that the garbage collector has nothing to look at."""
    if sum(map(len, parameters.values())) <= LARGEST:
        shown = {
            name: _HIDDEN if name in SECRETS or name.lower() in SECRETS else value for name, value in parameters.items()
        }
        packed = _pack(shown)
        if len(packed) <= LARGEST:
            return packed
    return _pack(_cut(parameters))


def _cut(parameters: Mapping[bytes, bytes | Mapping[bytes, bytes]]) -> list[_Kept]:
    left = LARGEST
    kept: list[_Kept] = []
    for name, value in parameters.items():
        if left <= 0:
            break
        if name in SECRETS or name.lower() in SECRETS:
            kept.append((name, False, [(_HIDDEN, len(_HIDDEN))]))
            continue
        left -= len(name)
        if isinstance(value, bytes):
            kept.append((name[:LARGEST], False, [(value[: max(left, 0)], len(value))]))
            left -= len(value)
            continue
        items: list[_Cut] = []
        for item in value.values():
            if left <= 0:
                items.append(((told := f"… [всего {len(value)}]".encode()), len(told)))
                break
            items.append((item[:left], len(item)))
            left -= len(item) + 1
        kept.append((name[:LARGEST], True, items))
    return kept


def _unpacked(packed: bytes) -> dict[str, Any]:
    found = _unpack(packed)
    if isinstance(found, dict):
        return {
            _text(name): _text(value) if isinstance(value, bytes) else [_text(each) for each in value.values()]
            for name, value in found.items()
        }
    shown = [(_text(name), is_list, [_shown(each) for each in values]) for name, is_list, values in found]
    return {name: values if is_list else values[0] for name, is_list, values in shown}


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace")


def _shown(value: _Cut) -> str:
    raw, length = value
    return _text(raw) if len(raw) == length else f"{_text(raw)}… [всего {length} байт]"


def _decoded(entry: Entry) -> Any:
    if entry.size == len(entry.body):
        try:
            return msgspec.json.decode(entry.body)
        except msgspec.DecodeError:
            pass
    return _text(entry.body)


def _searched(entry: Entry) -> str:
    values = " ".join(f"{name}={value}" for name, value in _unpacked(entry.parameters).items())
    answer = _decoded(entry)  # JSON may write letters as \u…: what is searched is what is read
    text = answer if isinstance(answer, str) else msgspec.json.encode(answer).decode()
    return f"{entry.method} {values} {text}".casefold()
