"""``reference.*``: countries, cities and time zones, made by a tool from well-kept packages; badges, which are marks of people.

The file is read when the first of them is asked for, and the long lists are kept as they go out.
"""

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from birzha.dialects.kwork.registry import Answer, Call, handles

BADGES = (
    ("Звезда качества", "Администрация отметила качество работ."),
    ("Диплом", "Диплом о профильном образовании подтверждён."),
    ("Эксперт: медицина", "Сдан экзамен по медицине."),
    ("Эксперт: строительство", "Сдан экзамен по строительству."),
    ("Эксперт: право", "Сдан экзамен по праву."),
    ("Эксперт: финансы", "Сдан экзамен по финансам."),
)
"""The marks that people may have, name and meaning; a badge's id is its place here, from 1."""


@cache
def read_places() -> dict[str, Any]:
    """Everything in the file; see ``tools/kwork_places.py``."""
    found: dict[str, Any] = json.loads((files("birzha.dialects.kwork") / "places.json").read_text(encoding="utf-8"))
    return found


@cache
def _countries() -> list[dict[str, Any]]:
    places = read_places()
    inside: dict[int, list[dict[str, Any]]] = {}
    for city in places["cities"]:
        inside.setdefault(city["country_id"], []).append(city)
    return [{**each, "cities": inside.get(each["id"], [])} for each in places["countries"]]


@handles("reference.get_countries")
async def get_countries(call: Call) -> Answer:
    """Countries of ISO 3166 by name, with their cities."""
    return {"countries": _countries()}


@handles("reference.get_cities")
async def get_cities(call: Call) -> Answer:
    """Cities, the largest first."""
    return {"cities": read_places()["cities"]}


@handles("reference.get_timezones")
async def get_timezones(call: Call) -> Answer:
    """Time zones by name, with the offset that is in force at the market's moment."""
    moment = datetime.fromtimestamp(call.now, UTC)
    return {
        "timezones": [
            {"id": each["id"], "name": each["name"], "offset": _offset(moment, each["zone"])}
            for each in read_places()["zones"]
        ]
    }


@handles("reference.get_badges_info")
async def get_badges_info(call: Call) -> Answer:
    """The marks that people may have."""
    return {
        "badges": [
            {"id": place, "name": name, "description": meaning, "icon_url": None}
            for place, (name, meaning) in enumerate(BADGES, 1)
        ]
    }


def _offset(moment: datetime, zone: str) -> str:
    offset = moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
