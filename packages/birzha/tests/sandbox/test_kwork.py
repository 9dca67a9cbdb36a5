"""The Kwork dialect before the sandbox's eyes: its calls are in the journal, and trouble on demand hits them."""

from contextlib import asynccontextmanager
from dataclasses import replace

import httpx2
import pytest

from birzha.server import build


@pytest.fixture
def loose_desk_of():
    """The same market by a program that gives no hints."""

    @asynccontextmanager
    async def served(desk):
        desk.market.settings = replace(desk.market.settings, loose=True)
        transport = httpx2.ASGITransport(app=build(desk.market))
        async with httpx2.AsyncClient(transport=transport, base_url="http://sandbox.test") as http:
            yield http

    return served


async def log_in(desk, login="anna", password=""):
    """Both steps of a log-in; gives the header of a session."""
    form = {"login_or_email": login, "password": password or f"demo-{login}"}
    first = await desk.http.post("/kwork/signIn", data=form)
    cookies = "; ".join(line.partition(";")[0] for line in first.headers.get_list("set-cookie"))
    desk.http.cookies.clear()
    if first.status_code != 200:
        return first
    second = await desk.http.post("/kwork/getWebAuthToken", json={}, headers={"cookie": cookies})
    return {"cookie": f"web_auth_token={second.json()['web_auth_token']}"}


async def test_the_journal_knows_who_asked_what(desk):
    """Method, caller, parameters and refusals are written down; a password and a token are not."""
    session = await log_in(desk)
    await desk.http.post("/kwork/projects", json={"page": 2, "category_id": None}, headers=session)
    await desk.http.post("/kwork/isDialogAllow", headers=session)
    await desk.http.post("/kwork/user")
    listed = (await desk.control("GET", "/journal", dialect="kwork"))["entries"]
    shown = [(each["method"], each["login"], each["status"], each["error"]) for each in listed]
    assert shown == [
        ("user.get_info", "", 401, "AUTH"),
        ("other.is_dialog_allow", "anna", 400, "VALIDATION"),
        ("projects.get_list", "anna", 200, ""),
        ("getWebAuthToken", "anna", 200, ""),
        ("signIn", "", 200, ""),
    ]
    whole = await desk.control("GET", f"/journal/{listed[2]['id']}")
    assert whole["parameters"] == {"page": "2", "category_id": "null"}
    sign_in = await desk.control("GET", f"/journal/{listed[4]['id']}")
    assert sign_in["parameters"] == {"login_or_email": "anna", "password": "***"}
    token = await desk.control("GET", f"/journal/{listed[3]['id']}")
    assert token["answer"]["web_auth_token"] == "***"
    assert session["cookie"].partition("=")[2] not in str(token)


@pytest.mark.parametrize("kind", ["too_many_requests", "server_error", "html_page"])
async def test_trouble_on_demand_hits_a_call(desk, kind):
    """A rule for projects.* spoils the next one of them, and nothing else."""
    session = await log_in(desk)
    await desk.control("POST", "/faults", {"kind": kind, "method": "projects.*", "times": 1})
    assert (await desk.http.post("/kwork/user", headers=session)).status_code == 200
    spoilt = await desk.http.post("/kwork/projects", headers=session)
    assert not (spoilt.status_code == 200 and "json" in spoilt.headers["content-type"])
    assert (await desk.http.post("/kwork/projects", headers=session)).status_code == 200


async def test_a_log_in_can_be_spoilt(desk):
    """Both steps are calls like any other."""
    await desk.control("POST", "/faults", {"kind": "server_error", "method": "signIn", "times": 1})
    assert (await log_in(desk)).status_code == 500
    assert "cookie" in await log_in(desk)


async def test_what_was_not_read_is_told(desk, loose_desk_of):
    """An unknown field counts as absent, and the header and the journal name it; refusals carry hints too; a loose one is silent."""
    session = await log_in(desk)
    plain = await desk.http.post("/kwork/projects", json={"page": 1}, headers=session)
    assert "birzha-hint" not in plain.headers
    hinted = await desk.http.post("/kwork/projects", json={"pages": 9, "page": 1}, headers=session)
    assert (hinted.json(), hinted.headers["birzha-hint"]) == (plain.json(), "unknown=pages; nearest=page")
    entry = await desk.last()
    assert entry["hints"] == ["unknown: pages"]
    assert "не учтено" in entry["told"][0]["text"]
    for path, header in (
        ("/kwork/Projects?page=2", "unknown_method=%2FProjects; nearest=%2Fprojects"),
        ("/kwork/getKworkDetails?kwork_id=1", "body_only=kwork_id"),
    ):
        refused = await desk.http.post(path, headers=session)
        assert (refused.status_code in {400, 404}, refused.headers["birzha-hint"]) == (True, header)
    as_json = await desk.http.post("/kwork/signIn", json={"login_or_email": "anna"})
    assert as_json.headers["birzha-hint"].startswith("body_ignored=application%2Fjson")
    async with loose_desk_of(desk) as loose:
        silent = await loose.post("/kwork/projects", json={"pages": 9, "page": 1}, headers=session)
    assert silent.json() == plain.json()
    assert "birzha-hint" not in silent.headers


async def test_a_lost_answer_has_happened(desk):
    """What was done is done, though its answer never came."""
    session = await log_in(desk)
    await desk.control(
        "POST", "/faults", {"kind": "applied_but_lost", "status": 502, "method": "other.go_offline", "times": 1}
    )
    lost = await desk.http.post("/kwork/offline", headers=session)
    assert lost.status_code == 502
    [line] = (await desk.control("GET", "/journal", method="other.go_offline"))["entries"]
    assert (line["rows"], line["status"]) == (1, 200)
