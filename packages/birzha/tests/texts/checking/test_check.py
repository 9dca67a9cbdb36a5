"""What a check comes to: severities, places, limits, the score, and what no text may do to it."""

import asyncio
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birzha.errors import Invalid, TooSoon
from birzha.kworks.model.changes import TEXTS
from birzha.messages.model import LONGEST_TEXT
from birzha.orders.model.changes import TEXTS as ORDER_TEXTS
from birzha.texts.checking import (
    GENERAL,
    LIMITS,
    LONGEST,
    MOST_ISSUES,
    MOST_WAITING,
    Code,
    Severity,
    Verdict,
    check,
    checked,
)
from birzha.texts.checking.model import Issue, score, verdict
from birzha.texts.checking.spelled import MOST_SUGGESTED

ERROR, WARNING, SUGGESTION = Severity
LONG_ENOUGH = "Нужна статья о том, как выбрать кошку для дома: порода, характер, уход. Объём — три тысячи знаков, срок — пять дней."


def said(text, context=None, **more):
    """Severity, code and place of what is found."""
    found = check(text, context, **more).issues
    return [(each.severity, each.code, text[each.start : each.end] if each.end else None) for each in found]


def test_contacts_are_errors_and_invitations_are_not():
    """An address makes a text invalid; a word about a messenger is left to judgement; a site is spoken of in projects only."""
    assert said(f"{LONG_ENOUGH} Почта: ivan собака mail точка ru") == [
        (ERROR, Code.CONTACTS, "ivan собака mail точка ru")
    ]
    assert said(f"{LONG_ENOUGH} Пишите в телеграм.") == [(WARNING, Code.CONTACTS, "Пишите в телеграм")]
    link = f"{LONG_ENOUGH} Образец: https://example.com/page"
    assert said(link, "project_text") == []
    assert said(link, "kwork_description") == [(WARNING, Code.CONTACTS, "https://example.com/page")]


def test_forbidden_phrases_are_found_in_any_form():
    """Also behind letters of another alphabet; nothing is forbidden by itself."""
    text = "Напишу дипломную работу, а ещё — pеферат или два рефeрата."
    assert [each for each in said(text, phrases=["дипломная работа", "реферат"]) if each[1] == Code.FORBIDDEN] == [
        (ERROR, Code.FORBIDDEN, "дипломную работу"),
        (ERROR, Code.FORBIDDEN, "pеферат"),
        (ERROR, Code.FORBIDDEN, "рефeрата"),
    ]
    assert not [each for each in said(text) if each[1] == Code.FORBIDDEN]


def test_misspelled_words_come_with_what_they_may_have_been():
    """Their places, and suggestions for so many different words and no more."""
    [issue] = check(f"{LONG_ENOUGH} Сделаю пиревод.").issues
    assert (issue.severity, issue.code) == (WARNING, Code.SPELLING)
    assert str(issue.suggestion).startswith("перевод, ")
    words = [f"кошк{letter}{other}й" for letter in "бвгджзлмнп" for other in "фхцчш"]
    found = [each for each in check(" ".join(words)).issues if each.code == Code.SPELLING]
    assert len(found) == len(words)
    assert not any(each.suggestion for each in found[MOST_SUGGESTED:])


def test_words_of_the_trade_are_no_mistakes():
    """What every exchange speaks of and no dictionary has, in any form."""
    text = "Копирайтер с опытом рерайта, лендингов и сторителлинга; кворки о нейросетях, телеграме, маркетплейсах и нейминге."
    assert said(text) == []
    assert [each[2] for each in said("Напишу кворгинг.")] == ["кворгинг"]


@pytest.mark.parametrize("context", LIMITS)
def test_lengths_by_context(context):
    """Short of the advice: a warning; beyond the limit: an error at the first character too many."""
    advised, most = LIMITS[context]
    codes = [
        (each.severity, each.start) for each in check("а" * (most + 1), context).issues if each.code == Code.LENGTH
    ]
    assert codes == [(ERROR, most)]
    assert not [each for each in check("а" * most, context).issues if each.code == Code.LENGTH]
    short = [each.severity for each in check("а " * (advised // 2 - 1), context).issues if each.code == Code.LENGTH]
    assert short == ([WARNING] if advised else [ERROR])


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u202e"], ids=ascii)
def test_a_text_that_nobody_can_see_is_empty(text):
    """Spaces and invisible characters are an error, and the only one."""
    assert [(each.severity, each.code) for each in check(text, "message").issues] == [(ERROR, Code.LENGTH)]


def test_limits_are_those_of_the_market():
    """What is too long here is refused there, and the other way round."""
    assert LIMITS["kwork_description"].most == TEXTS["full_description"]
    assert LIMITS["project_text"].most == ORDER_TEXTS["description"]
    assert LIMITS["message"].most == LONGEST_TEXT
    assert GENERAL.most == LONGEST


def test_a_longer_text_is_refused():
    """One character above the limit is not checked at all."""
    assert check("!" * LONGEST).counts[WARNING] == 1
    with pytest.raises(Invalid) as refusal:
        check("!" * (LONGEST + 1))
    assert refusal.value.field == "text"


def test_the_score():
    """25 an error, 200 × warnings / words, 50 × suggestions / words; under 50 words as if there were 50; never below nothing."""
    counts = {ERROR: 0, WARNING: 0, SUGGESTION: 0}
    assert score(counts, 0) == 100
    assert score({**counts, ERROR: 1}, 1000) == 75
    assert score({**counts, WARNING: 1}, 3) == score({**counts, WARNING: 1}, 50) == 96
    assert score({**counts, WARNING: 2, SUGGESTION: 4}, 200) == 97
    assert score({**counts, ERROR: 5}, 10) == 0


def test_so_many_issues_and_no_more():
    """Errors are kept before warnings, all are counted, and they come in the order of the text, those of the whole text first."""
    warnings = [Issue(WARNING, Code.SPELLING, "w", at, at + 1) for at in range(MOST_ISSUES + 5)]
    errors = [Issue(ERROR, Code.CONTACTS, "e", 1000, 1001), Issue(ERROR, Code.LENGTH, "e")]
    found = verdict([*warnings, *errors], 10_000)
    assert len(found.issues) == MOST_ISSUES
    assert [each.start for each in found.issues] == [None, *range(MOST_ISSUES - 2), 1000]
    assert found.counts == {ERROR: 2, WARNING: MOST_ISSUES + 5, SUGGESTION: 0}
    assert found.message == "Ошибок: 2, предупреждений: 105, советов: 0. Показано 100."
    assert not found.is_valid


ODD = {
    "one letter": "а" * LONGEST,
    "signs": "!?.,;:" * (LONGEST // 6),
    "spaces": " " * LONGEST,
    "spaces between": ("а" + " " * 39) * (LONGEST // 40),
    "capitals": "ТЕКСТ " * (LONGEST // 6),
    "capitals at last": "АБ " * (LONGEST // 3 - 1) + "АБа",
    "right to left": "שלום " * (LONGEST // 5),
    "marks": "а" + "\u0301" * (LONGEST - 1),
    "nothing": "\0" * LONGEST,
    "half characters": "\ud800а" * (LONGEST // 2),
    "alphabets": "тeкст " * (LONGEST // 6),
    "twice": "на на " * (LONGEST // 6),
    "hyphens": "аб-" * (LONGEST // 3),
    "numbers": "8 912 " * (LONGEST // 6),
    "strange words": " ".join(
        f"ыъ{chr(1072 + at % 32)}{chr(1072 + at // 32 % 32)}{chr(1072 + at // 1024)}" for at in range(6600)
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_no_text_takes_long(name):
    """The longest texts made to take long are answered within seconds (a second at most here), places inside them."""
    text = ODD[name]
    began = time.process_time()
    found = check(text, "message", phrases=["хлеб с маслом"])
    assert time.process_time() - began < 5
    assert 0 <= found.score <= 100
    assert all(0 <= each.start < each.end <= len(text) for each in found.issues if each.start is not None)


@given(st.text(alphabet="аБщ eH!?.,:; -\n«)\u0301\u200d\ud800😀1@", max_size=40))
@settings(deadline=None, max_examples=60)
def test_any_text(text):
    """Whatever the text: places inside it, and the same verdict once more."""
    found = check(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found.issues if each.start is not None)
    assert check(text) == found


async def test_many_at_a_time():
    """Texts that come together are checked one after another, each with its own verdict, on threads."""
    found = await asyncio.gather(*(checked("Готово" + "!" * count) for count in range(4)))
    assert [each.counts[WARNING] for each in found] == [0, 0, 1, 1]


async def test_so_many_wait_and_no_more():
    """One too many is sent away with a time to come back; when the others are done, there is room again."""
    found = await asyncio.gather(*(checked("Готово") for _ in range(MOST_WAITING + 2)), return_exceptions=True)
    assert [type(each) for each in found[MOST_WAITING:]] == [TooSoon, TooSoon]
    assert all(isinstance(each, Verdict) for each in found[:MOST_WAITING])
    assert (await checked("Готово")).is_valid
