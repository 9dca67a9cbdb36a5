"""Checks of texts, as anybody's program sees them."""

import asyncio
import json

import pytest

from birzha.people.model import Actor, Role
from birzha.reference.commands import forbid_phrase

from .conftest import Client

PATH = "/api/validation/checktext"
CLEAN = "Ржаной хлеб пекут из муки, воды и закваски. Тесто бродит всю ночь, а утром его ставят в печь."
SENT = "Отличный сервис, звоните +7-999-000-00-00"


@pytest.fixture
async def anna(plain):
    """Signed in."""
    return await Client(plain.http).log_in("anna", "demo-anna")


async def test_a_clean_text(anna):
    """The documented fields and no others; nothing to say, and a hundred points."""
    for fields in ({}, {"context": None}, {"context": "message"}, {"context": "something else"}):
        assert (await anna.post(PATH, text=CLEAN, **fields)).answer == {
            "success": True,
            "is_valid": True,
            "issues": [],
            "score": 100,
            "message": "Замечаний нет.",
        }


async def test_a_text_with_a_phone(anna):
    """The documentation's own example: an error with its place, and the text is not valid."""
    found = (await anna.post(PATH, text=SENT)).answer
    assert (found["success"], found["is_valid"], found["score"]) == (True, False, 75)
    [issue] = found["issues"]
    assert set(issue) == {"type", "code", "message", "position", "suggestion"}
    assert (issue["type"], issue["code"], issue["suggestion"]) == ("error", "CONTACTS", None)
    assert SENT[issue["position"] :] == "+7-999-000-00-00"
    assert "+7-999-000-00-00" in issue["message"]


async def test_places_are_characters(anna):
    """Code points of the text as it was sent: what JSON writes as two escapes is one, and marks are counted."""
    text = "😀й 👍 пишу cтатьи"
    found = (
        await anna.send("POST", PATH, json.dumps({"text": text}).encode(), **{"Content-Type": "application/json"})
    ).answer
    [issue] = [each for each in found["issues"] if each["code"] == "ALPHABETS"]
    assert text[issue["position"] :] == "cтатьи"
    assert issue["suggestion"] == "статьи"
    raw = json.dumps({"text": text}, ensure_ascii=False).encode()
    assert (await anna.send("POST", PATH, raw)).answer == found


async def test_contexts_have_lengths(anna):
    """A description that is too short is warned of, one too long is an error, a message may be short."""
    short = (await anna.post(PATH, text="Пишу тексты.", context="kwork_description")).answer
    assert [(each["type"], each["code"], each["position"]) for each in short["issues"]] == [("warning", "LENGTH", None)]
    assert short["is_valid"]
    assert (await anna.post(PATH, text="Пишу тексты.", context="message")).answer["issues"] == []
    long = (await anna.post(PATH, text="хлеб и соль, " * 800, context="message")).answer
    assert [(each["type"], each["code"], each["position"]) for each in long["issues"]] == [("error", "LENGTH", 10_000)]
    assert not long["is_valid"]


async def test_what_the_operator_forbids(anna, plain):
    """In any form, wherever it stands; from the moment it is forbidden."""
    text = "Пишу тексты. Никаких курсовых работ, и курсовую работу не предлагать."
    assert (await anna.post(PATH, text=text)).answer["is_valid"]
    await plain.market.do(forbid_phrase, Actor(1, Role.ADMIN), "Курсовая работа")
    found = (await anna.post(PATH, text=text)).answer
    assert [text[each["position"] :].split(",", maxsplit=1)[0].rstrip(".") for each in found["issues"]] == [
        "курсовых работ",
        "курсовую работу не предлагать",
    ]
    assert {(each["type"], each["code"]) for each in found["issues"]} == {("error", "FORBIDDEN")}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"text": null}',
        b'{"text": 5}',
        b'{"text": ["a"]}',
        b'{"text": "a\\u0000b"}',
        b'{"text": "a", "context": 5}',
        b'{"text": "a", "context": "\\u0000"}',
        b'{"text": "' + b"a" * 40_001 + b'"}',
    ],
    ids=range(9),
)
async def test_what_is_no_text_is_400(anna, body):
    """Nothing, another kind, what no database keeps, one character too many: said by its field."""
    found = await anna.send("POST", PATH, body)
    assert found.status == 400
    assert set(found.json["fields"]) <= {"text", "context"}
    assert found.json["fields"]


async def test_half_a_character_is_no_json(anna):
    """Half of a surrogate pair is refused by whoever reads the body."""
    assert (await anna.send("POST", PATH, b'{"text": "\\ud800"}')).status == 400


async def test_a_session_is_wanted(plain):
    """Nobody's text is checked for nobody."""
    assert (await Client(plain.http).post(PATH, text=CLEAN)).status == 401


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "ё" * 40_000,
        "!?.,;:" * 6_000,
        "שלום " * 8_000,
        "а" + "\u0301" * 9_999,
        "😀" * 40_000,
        "\u200b\u202e" * 5_000,
    ],
    ids=range(8),
)
async def test_odd_texts_are_answered(anna, text):
    """Nothing, one letter, signs alone, right to left, marks by the thousand, the longest in escapes: a verdict within seconds."""
    found = (await anna.post(PATH, text=text)).answer
    assert 0 <= found["score"] <= 100
    assert found["is_valid"] is bool(text.strip(" \n\u200b\u202e"))


async def test_others_are_answered_meanwhile(anna):
    """While a long text is checked, other calls are: the check holds up nobody."""
    check = asyncio.create_task(anna.post(PATH, text="слово какое-нибудь, " * 2_000))
    await asyncio.sleep(0)
    while not check.done():
        assert (await anna.post("/offline")).status == 200
    assert (await check).status == 200
