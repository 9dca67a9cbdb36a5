"""The life of a kwork through the API, from its seller, its moderator and others, on both engines."""

import pytest

from birzha.sweeps.files import forget_files

from .cases import PIXEL

KWORK = {
    "title": "Напишу статью",
    "description": "Три тысячи знаков",
    "category_id": 1911,
    "price": 50_000,
    "days": 3,
    "faq": [{"question": "Когда?", "answer": "Скоро"}],
    "packages": [{"name": "Мини", "description": "", "price": 100, "days": 1, "revisions": 0}],
    "videos": ["https://video.example/1"],
}
FORM = {"content-type": "multipart/form-data; boundary=x"}


def form(name: str, content: bytes) -> bytes:
    """A form with one file."""
    head = f'--x\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n--x--\r\n"


async def test_from_a_draft_to_a_favourite_and_back(caller_of, world):
    """Written, illustrated, offered, approved, found, kept, paused; the files of a deleted one are forgotten on disk."""
    seller, moderator, customer = [await caller_of(each) for each in ("performer", "moderator", "customer")]
    kwork_id = (await seller("POST", "/me/kworks", KWORK)).json["id"]
    own = f"/me/kworks/{kwork_id}"
    assert (await seller("PATCH", own, {"price": 60_000, "revisions": 1})).status == 204
    features = {"features": [{"name": "Срочно", "price": 100, "days": 0}]}
    assert (await seller("PUT", f"{own}/features", features)).status == 204
    image_id = (await seller("POST", f"{own}/images", body=form("а.gif", PIXEL), headers=FORM)).json["id"]
    assert (await seller("POST", f"{own}/offer")).status == 204
    assert (await customer("GET", f"/kworks/{kwork_id}")).status == 404
    assert [each["id"] for each in (await moderator("GET", "/moderation/kworks")).json["items"]] == [kwork_id]
    assert (await moderator("POST", f"/moderation/kworks/{kwork_id}/approve")).status == 204

    (listed,) = (await customer("GET", "/kworks?category_id=1911&sort=newest")).json["items"]
    assert (listed["id"], listed["price"], listed["state"], listed["rating"]) == (kwork_id, 60_000, "active", None)
    page = (await customer("GET", f"/kworks/{kwork_id}")).json
    assert page["kwork"] == listed
    assert {name: page[name] for name in ("faq", "packages", "videos")} == {
        name: KWORK[name] for name in ("faq", "packages", "videos")
    }
    assert [(each["name"], each["price"]) for each in page["features"]] == [("Срочно", 100)]
    assert (await customer("GET", f"/kworks/{kwork_id}/images/{image_id}")).content == PIXEL
    for path in ("favourite-kworks", "viewed-kworks"):
        assert (await customer("PUT", f"/me/{path}/{kwork_id}")).status == 204
        assert [each["id"] for each in (await customer("GET", f"/me/{path}")).json["items"]] == [kwork_id]
    assert (await seller("POST", f"{own}/pause")).status == 204
    assert (await customer("GET", "/me/favourite-kworks")).json["items"] == []
    assert [each["state"] for each in (await seller("GET", "/me/kworks?state=paused")).json["items"]] == ["paused"]
    assert (await seller("DELETE", own)).status == 204
    await forget_files(world.market)
    assert [each for each in world.market.settings.files.rglob("*") if each.is_file()] == []


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("а.png", b"\x89PNG\r\n\x1a\n" + b"x" * 40, 415, "file_bad_type"),
        ("а.png", PIXEL, 415, "file_bad_type"),
        ("а.txt", "слово".encode(), 415, "file_bad_type"),
        ("а.gif", b"", 422, "file_empty"),
    ],
    ids=["broken", "another kind", "a text", "empty"],
)
async def test_files_that_are_no_pictures(caller_of, world, name, content, status, code):
    """Each is refused with its own code; neither the kwork nor the file store keeps anything of it."""
    seller = await caller_of("performer")
    kwork_id = (await seller("POST", "/me/kworks", KWORK)).json["id"]
    before = await world.everything()
    reply = await seller("POST", f"/me/kworks/{kwork_id}/images", body=form(name, content), headers=FORM)
    assert (reply.status, reply.code) == (status, code), reply.content.decode()
    assert [each for each in world.market.settings.files.rglob("*") if each.is_file()] == []
    assert {**await world.everything(), "session": 0, "person": 0} == {**before, "session": 0, "person": 0}
    for body in (b"", b"--x--\r\n"):
        missing = await seller("POST", f"/me/kworks/{kwork_id}/images", body=body, headers=FORM if body else {})
        assert (missing.status, missing.code, missing.json["field"]) == (422, "file_not_uploaded", "file")


async def test_pages_of_the_catalogue(caller_of, world):
    """The cursor leads through all kworks once, in any order."""
    seller, moderator, customer = [await caller_of(each) for each in ("performer", "moderator", "customer")]
    numbers = []
    for number in range(5):
        numbers.append((await seller("POST", "/me/kworks", {**KWORK, "price": 1000 + number % 2})).json["id"])
        await seller("POST", f"/me/kworks/{numbers[-1]}/offer")
        await moderator("POST", f"/moderation/kworks/{numbers[-1]}/approve")
    for sort in ("recommend", "price_asc", "price_desc", "rating", "reviews", "newest"):
        cursor, found = 0, []
        while cursor is not None:
            page = (await customer("GET", f"/kworks?limit=2&cursor={cursor}&sort={sort}")).json
            found += [each["id"] for each in page["items"]]
            cursor = page["next"]
        assert sorted(found) == numbers
    assert (await customer("GET", "/kworks?sort=cheapest")).status == 422
