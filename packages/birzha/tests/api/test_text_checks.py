"""Texts checked on request, and the phrases that an administrator forbids."""

TEXT = "Ржаной хлеб пекут из муки. Курсовые работы не предлагать!!"


async def test_a_check(customer):
    """Every issue with its place and what may stand there instead; the text is nobody's afterwards."""
    found = (await customer("POST", "/text-checks", {"text": TEXT, "context": "message"})).json
    assert (found["is_valid"], found["score"]) == (True, 96)
    assert found["counts"] == {"error": 0, "warning": 1, "suggestion": 0}
    [issue] = found["issues"]
    assert (issue["severity"], issue["code"], issue["suggestion"]) == ("warning", "PUNCTUATION", "!")
    assert TEXT[issue["start"] : issue["end"]] == "!!"
    assert (await customer("POST", "/text-checks", {"text": "", "context": None})).json["is_valid"] is False
    assert (await customer("POST", "/text-checks", {"text": "а" * 40_001})).status == 422


async def test_forbidden_phrases(admin, customer):
    """Set and taken back by an administrator, seen by nobody else, found in texts in any form."""
    assert (
        await admin("PUT", "/admin/forbidden-phrases", {"phrase": " Курсовая  работа", "forbidden": True})
    ).status == 204
    [listed] = (await admin("GET", "/admin/forbidden-phrases")).json["items"]
    assert listed["phrase"] == "курсовая работа"
    found = (await customer("POST", "/text-checks", {"text": TEXT})).json
    assert [each["code"] for each in found["issues"]] == ["FORBIDDEN", "PUNCTUATION"]
    assert not found["is_valid"]
    assert (await customer("GET", "/admin/forbidden-phrases")).status == 403
    assert (await customer("PUT", "/admin/forbidden-phrases", {"phrase": "хлеб", "forbidden": True})).status == 403
    assert (await admin("PUT", "/admin/forbidden-phrases", {"phrase": "!", "forbidden": True})).status == 422
    away = {"phrase": "курсовая работа", "forbidden": False}
    assert [(await admin("PUT", "/admin/forbidden-phrases", away)).status for _ in range(2)] == [204, 404]
    assert (await customer("POST", "/text-checks", {"text": TEXT})).json["is_valid"]
