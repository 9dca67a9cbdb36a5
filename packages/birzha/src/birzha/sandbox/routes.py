"""Where the sandbox's controls answer: ``/_sandbox/…``. They are absent from a real exchange."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from birzha.app import Market
from birzha.errors import Invalid
from birzha.orders.model import Figures
from birzha.sandbox import answers
from birzha.sandbox.articles import ARTICLES
from birzha.sandbox.control import PREFIX, Control, Nothing
from birzha.sandbox.controls import Controls
from birzha.sandbox.hands import Hands
from birzha.sandbox.handwork import HANDS


class SetClock(Struct, forbid_unknown_fields=True):
    """Args: to: unixtime or ISO 8601."""

    to: int | str


class AdvanceClock(Struct, forbid_unknown_fields=True):
    """Args: by: seconds or an ISO 8601 duration."""

    by: int | str


class Reset(Struct, forbid_unknown_fields=True):
    """Where to begin anew.

    Args:
        freeze_at: unixtime or ISO 8601 where the clock is to stand; absent: it runs at the machine's time.
        keep: what of the sandbox's hands stays as it is.
    """

    freeze_at: int | str | None = None
    keep: list[Literal["journal", "faults", "wire"]] = []


class NextCheck(Struct, forbid_unknown_fields=True):
    """What the next check of a result will find, percent; what is absent is not measured.

    Args:
        order_id: whose next result; 0: of any order without a saying of its own.
        per_antiplagiat: uniqueness; less than the order asks for sends the result back.
        per_mistakes: misspelt words.
        per_keywords: keywords found; kept for SEO orders.
        per_diff: likeness to the source text; kept for rewriting.
    """

    order_id: Annotated[int, Meta(ge=0, le=2**53)] = 0
    per_antiplagiat: int | None = None
    per_mistakes: int | None = None
    per_keywords: int | None = None
    per_diff: int | None = None


async def _index(controls: Controls, given: Nothing) -> object:
    said = [{"method": each.verb, "path": PREFIX + each.path, "text": each.text} for each in CONTROLS]
    return {"clock": controls.clock(), "controls": said}


async def _clock(controls: Controls, given: Nothing) -> object:
    return controls.clock()


async def _freeze(controls: Controls, given: Nothing) -> object:
    return controls.freeze()


async def _run(controls: Controls, given: Nothing) -> object:
    return controls.run()


async def _set(controls: Controls, given: SetClock) -> object:
    return await controls.set(given.to)


async def _advance(controls: Controls, given: AdvanceClock) -> object:
    return await controls.advance(given.by)


async def _reset(controls: Controls, given: Reset) -> object:
    return await controls.reset(given.freeze_at, given.keep)


async def _next_check(controls: Controls, given: NextCheck) -> object:
    figures = Figures(given.per_antiplagiat, given.per_mistakes, given.per_keywords, given.per_diff)
    await controls.next_check(figures, given.order_id)
    return given


async def _ledger(controls: Controls, given: Nothing) -> object:
    return await controls.ledger()


async def _accounts(controls: Controls, given: Nothing) -> object:
    return await controls.accounts()


CONTROLS = (
    Control("GET", "", "что здесь есть", Nothing, _index),
    Control("GET", "/accounts", "демонстрационные люди: пароли, токены, пароли API", Nothing, _accounts),
    Control("GET", "/clock", "который час на бирже и идут ли часы", Nothing, _clock),
    Control("POST", "/clock/freeze", "остановить часы", Nothing, _freeze),
    Control("POST", "/clock/run", "пустить часы дальше с момента, который они показывают", Nothing, _run),
    Control("POST", "/clock/set", "перевести вперёд до момента: to — unixtime или ISO 8601", SetClock, _set),
    Control("POST", "/clock/advance", "перевести вперёд: by — секунды или ISO 8601 (P3DT12H)", AdvanceClock, _advance),
    Control("POST", "/reset", "вернуть к началу: freeze_at — где остановить часы (не обязательно)", Reset, _reset),
    Control(
        "POST", "/next-check", "что найдёт следующая проверка результата: per_antiplagiat и др.", NextCheck, _next_check
    ),
    Control("GET", "/ledger", "счета людей и биржи в копейках и вывод ревизора", Nothing, _ledger),
    *ARTICLES,
    *HANDS,
)
"""Every control."""


def routes(market: Market, hands: Hands | None = None) -> list[Route]:
    """The controls of a sandbox, for the application that serves it.

    Args:
        market: a sandbox with an adjustable clock.
        hands: that watch its dialects; without them nothing is watched.
    """
    return routes_of(Controls(market, hands))


def routes_of(controls: Controls) -> list[Route]:
    """The same for whoever keeps the controls at hand.

    Args:
        controls: of the sandbox.
    """
    paths: dict[str, dict[str, Control]] = {}
    for each in CONTROLS:
        paths.setdefault(PREFIX + each.path, {})[each.verb] = each
    paths[f"{PREFIX}/"] = paths[PREFIX]
    return [Route(path, _Address(controls, verbs)) for path, verbs in paths.items()]


@dataclass(frozen=True, slots=True)
class _Address:
    controls: Controls
    verbs: Mapping[str, Control]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(Request(scope, receive))
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            control: Control = answers.known(self.verbs, request.method)
            if control.verb != "GET":
                answers.check_site(request)
            given: Any = Nothing()
            if control.verb in {"POST", "PUT"}:
                given = await answers.read(request, control.takes)
            elif control.takes is not Nothing:
                given = answers.read_query(request, control.takes)
            return answers.answer(await control.run(self.controls, given, **request.path_params))
        except answers.Refused as error:
            refused = error
        except Invalid as error:
            refused = answers.invalid(error.message, error.field)
        return answers.answer(refused.content, refused.status, refused.headers)
