"""Every example of the documentation on a whole exchange: a real process and one in this process, with both clients."""

import asyncio
import importlib.util
import json
import re
import time
from pathlib import Path

import pytest

import kwork_api

from .places import CATEGORY, PASSWORD, USERNAME

HERE = Path(__file__)
_spec = importlib.util.spec_from_file_location(
    "kwork_examples", HERE.parents[2] / "packages" / "kwork-api" / "tests" / "examples.py"
)
examples = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(examples)

PRINTED = {
    "quick start: log in with credentials": r"50 \d+\n",
    "quick start: context manager": r".+\n",
    "quick start: save and restore a session": r"pavel\npavel\n",
    "error handling": r"Invalid credentials\nfine\n",
    "KworkClient": r"1 \[\d+\]\n",
    "KworkClient: constructor": r"None saved 60.0\n",
    "KworkClient.cookies, KworkClient.token": r"True True\npavel\n",
    "KworkClient.login": r"True True\n",
    "CatalogAPI": r"True True True\n",
    "CatalogAPI.get_list": r"(.+: \d+\.\d+ RUB\n){50}2\n",
    "CatalogAPI.get_details": r"Название: .+\nЦена: \d+\.0 RUB\nСрок: \d+ дней\nПравки: \d+\n",
    "CatalogAPI.get_details_extra": r"dict\n",
    "NotificationsAPI": (
        r"Непрочитанных: ([1-9])\n(Новое: .+\n)+У вас \1 новых уведомлений!\n(С .+: .+\n)*С vera: Добрый день\n"
        r"Заблокировано: 1 пользователей\n"
    ),
    "OtherAPI": (r"dict\ndict\nИзбранные категории: \[254\]\nПросмотрено: 1 кворков\nМожно написать сообщение\n"),
    "OtherAPI: calls without an example of their own": r"(dict\n){7}",
    "OtherAPI.validate_text": r"Текст не прошёл валидацию:\n(  - .+\n)+",
    "ProjectsAPI": (
        r"(.+: \d+\.\d+ fixed\n)*Нужен текст: 1500\.5 fixed\n(.+: \d+\.\d+ fixed\n)*True\nЗаказ #\d+: open\nАктивных заказов: 1\n"
    ),
    "ReferenceAPI": r"Россия Москва \+03:00\n(.+: \d+\.\d+ RUB\n)+True\n(.+: .+\n)+",
    "UserAPI": r"User: pavel\nBalance: 0\.0 RUB\n(None|\d\.\d+) ReviewsResponse ReviewsResponse\n.+: \d+\.\d+ RUB\n",
    "errors": r"HTTP 404\nКворк не найден\nНеверные учётные данные\npage: True\nОшибка: True\n",
    "models": r"seller: 4\.9 ★\n",
}
"""What each prints there, as a pattern: titles and numbers are those of the demo seed, and may change."""


@pytest.fixture
def names(place, tmp_path):
    """What an example may use."""
    public = {name: getattr(kwork_api, name) for name in kwork_api.__all__}
    clients = {"KworkClient": place.asynchronous, "SyncKworkClient": place.synchronous}
    account = {"USERNAME": USERNAME, "PASSWORD": PASSWORD, "FILE": tmp_path / "session.json"}
    things = {"KWORK_ID": place.ids["kwork"], "USER_ID": place.ids["vera"], "CATEGORY_ID": CATEGORY}
    return {**public, **clients, **account, **things, "json": json, "asyncio": asyncio, "time": time}


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("way", ["asyncio", "threads"])
def test_an_example(place, names, name, way):
    """It prints what it should."""
    code, _ = examples.EXAMPLES[name]
    run = examples.run_with_asyncio if way == "asyncio" else examples.run_with_threads
    kind = place.asynchronous if way == "asyncio" else place.synchronous
    out = run(code, kind, place.credentials, names)
    assert re.fullmatch(PRINTED[name], out), out


def test_no_example_is_left_out():
    """Every block of the page is here."""
    assert PRINTED.keys() == examples.EXAMPLES.keys()
