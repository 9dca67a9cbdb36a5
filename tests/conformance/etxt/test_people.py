"""users.*: notes, white and black lists, reviews; fields, types, limits and side effects of each method."""

NOTHING, BAD, CLOSED = {"error": "no_object"}, {"error": "no_params"}, {"error": "no_access"}
REVIEW = "Работа сдана в срок, текст живой и без ошибок, рекомендую."
NOW, HOUR, DAY = 1_700_000_000, 3600, 86400


def fields(record, documented, *absent):
    """The record has exactly the documented fields, but those that the documentation lets be absent."""
    assert set(record) == set(documented["fields"]) - set(absent)
    return record


async def test_a_note(styled, documented):
    """A note is the caller's own, has the moment of its last change, and an empty one takes it away."""
    client, n, whom = styled.customer.client, styled.n, styled.performer.id
    assert await client.get("users.getNote", id=whom) == NOTHING
    answer = await client.post("users.setNote", id=whom, text="Пишет быстро 😀")
    assert fields(answer, documented["users.setNote"]) == {"status": n(1)}
    styled.market.clock.set(NOW + 60)
    found = await client.get("users.getNote", id=whom)
    assert fields(found, documented["users.getNote"]) == {"id_user": n(whom), "text": "Пишет быстро 😀", "date": n(NOW)}
    await client.post("users.setNote", id=whom, text="<b>я</b>" * 125)
    found = await client.get("users.getNote", id=whom)
    assert (found["text"], found["date"]) == ("<b>я</b>" * 125, n(NOW + 60))
    assert await styled.rival.client.get("users.getNote", id=whom) == NOTHING
    assert await styled.performer.client.get("users.getNote", id=styled.customer.id) == NOTHING
    assert await client.post("users.setNote", id=whom, text="   ") == {"status": n(1)}
    assert await client.get("users.getNote", id=whom) == NOTHING
    await client.post("users.setNote", id=whom, text="снова")
    assert await client.post("users.setNote", id=whom) == {"status": n(1)}
    assert await client.get("users.getNote", id=whom) == NOTHING


async def test_notes_may_have_contacts(stage):
    """A private note is not searched for contact data; its limit counts characters, not bytes."""
    client, whom = stage.customer.client, stage.performer.id
    assert await client.post("users.setNote", id=whom, text="ivan@example.org") == {"status": "1"}
    assert await client.post("users.setNote", id=whom, text="😀" * 1000) == {"status": "1"}
    assert await client.post("users.setNote", id=whom, text="😀" * 1001) == BAD
    assert (await client.get("users.getNote", id=whom))["text"] == "😀" * 1000


async def test_lists(styled, documented):
    """Who is put on a list is on it, the newest first; the other list takes them over; off is off."""
    client, n = styled.customer.client, styled.n
    assert await client.get("users.getBW") == NOTHING
    for moment, login, kind in ((0, "performer", "whiteList"), (1, "second", "blackList"), (2, "rival", "whiteList")):
        styled.market.clock.set(NOW + moment)
        who = styled.people[login].id
        answer = await client.post("users.setUserBW", id=who, type=kind)
        assert fields(answer, documented["users.setUserBW"]) == {"id": n(who), "type": kind}
    found = await client.get("users.getBW")
    assert [each["login"] for each in found] == ["rival", "second", "performer"]
    assert fields(found[2], documented["users.getBW"]) == {
        "id_user": n(styled.performer.id),
        "id_group": n(0),
        "login": "performer",
        "fio": "Пётр Исполнитель",
        "online": n(1),
        "type": "whiteList",
    }
    assert (found[1]["online"], found[1]["type"]) == (n(0), "blackList")
    assert [each["login"] for each in await client.get("users.getBW", type="blackList")] == ["second"]
    assert [each["login"] for each in await client.get("users.getBW", type="whiteList")] == ["rival", "performer"]
    assert [each["login"] for each in await client.get("users.getBW", count=1, **{"from": 1})] == ["second"]
    assert len(await client.get("users.getBW", count=1000)) == 3
    assert await client.get("users.getBW", **{"from": 3}) == NOTHING
    assert await styled.rival.client.get("users.getBW") == NOTHING

    await client.post("users.setUserBW", id=styled.second.id, type="whiteList")
    assert await client.get("users.getBW", type="blackList") == NOTHING
    answer = await client.post("users.setUserBW", id=styled.second.id, type="delete")
    assert answer == {"id": n(styled.second.id), "type": "delete"}
    assert await client.post("users.setUserBW", id=styled.second.id, type="delete") == NOTHING
    assert [each["login"] for each in await client.get("users.getBW")] == ["rival", "performer"]


async def test_a_group_goes_before_the_list(styled):
    """With a group the list's type does not matter; group 0 has those who are in none; subgroups are not looked into."""
    client = styled.customer.client
    group = (await client.post("bwgroups.saveGroup", name="Проверенные"))["id"]
    inner = (await client.post("bwgroups.saveGroup", name="Лучшие", id_parent=group))["id"]
    for login, kind, where in (
        ("performer", "whiteList", group),
        ("second", "blackList", group),
        ("rival", "whiteList", inner),
    ):
        await client.post("users.setUserBW", id=styled.people[login].id, type=kind, id_group=where)

    async def logins(**filters):
        found = await client.get("users.getBW", **filters)
        return {each["login"] for each in found} if isinstance(found, list) else found

    assert await logins(id_group=group) == {"performer", "second"}
    assert await logins(id_group=group, type="blackList") == {"performer", "second"}
    assert await logins(id_group=inner) == {"rival"}
    assert await logins(id_group=0) == NOTHING
    assert await logins(id_group=999) == NOTHING
    await client.post("users.setUserBW", id=styled.second.id, type="blackList")
    assert await logins(id_group=0) == {"second"}


async def test_on_how_many_lists(styled, documented):
    """How many people have somebody on which list; whoever has them can be anybody."""
    client, n, whom = styled.second.client, styled.n, styled.performer.id
    nobody = {"id_user": n(whom), "whiteList": n(0), "blackList": n(0)}
    assert fields(await client.get("users.getUserBW", id=whom), documented["users.getUserBW"]) == nobody
    for login, kind in (("customer", "whiteList"), ("rival", "blackList"), ("second", "whiteList")):
        await styled.people[login].client.post("users.setUserBW", id=whom, type=kind)
    counted = {"id_user": n(whom), "whiteList": n(2), "blackList": n(1)}
    assert await styled.performer.client.get("users.getUserBW", id=whom) == counted
    assert await client.get("users.getUserBW", id=999) == NOTHING


async def test_a_black_list_has_its_effect(stage):
    """An individual order cannot be addressed to somebody on the black list, and can once they are off it."""
    client = stage.customer.client
    order = {"title": "О чтении", "price": "100", "size": "1000", "id_category": "1911"}
    addressed = {**order, "target_task": "3", "id_target": stage.performer.id}
    await client.post("users.setUserBW", id=stage.performer.id, type="blackList")
    assert await client.post("tasks.saveTask", **addressed) == {"error": "no_utarget"}
    await client.post("users.setUserBW", id=stage.performer.id, type="delete")
    assert "id_task" in await client.post("tasks.saveTask", **addressed)


async def test_reviews(styled, documented):
    """Both sides of an accepted order may review one another; reviews come in two maps by author, and are counted."""
    client, n = styled.customer.client, styled.n
    whom, me = styled.performer.id, styled.customer.id
    assert await client.get("users.getReports", id=whom) == {"negative": {}, "positive": {}}
    assert await client.post("users.setReport", id_user=whom, text=REVIEW) == CLOSED
    await styled.done()
    answer = await client.post("users.setReport", id_user=whom, text=REVIEW)
    report = fields(answer, documented["users.setReport"])["id_report"]
    assert type(report) is type(n(1))
    await styled.performer.client.post("users.setReport", id_user=me, text=REVIEW[::-1], rate=2)

    found = await client.get("users.getReports", id=whom)
    assert set(found) == {"negative", "positive"}
    assert fields(found["positive"][str(me)][0], documented["users.getReports"])
    assert found == {
        "negative": {},
        "positive": {str(me): [{"id_author": n(me), "text": REVIEW, "date": n(NOW)}]},
    }
    theirs = await styled.rival.client.get("users.getReports", id=me)
    assert theirs == {
        "negative": {str(whom): [{"id_author": n(whom), "text": REVIEW[::-1], "date": n(NOW)}]},
        "positive": {},
    }
    [user] = await client.get("users.getUser", id=whom)
    assert (user["reports"], user["reports_n"]) == (n(1), n(0))
    [user] = await client.get("users.getUser", id=me)
    assert (user["reports"], user["reports_n"]) == (n(0), n(1))


async def test_three_stars_are_in_neither_group(stage):
    """A review of three stars, which this API has no word for, is neither listed nor counted; an edit here may name a kind."""
    from birzha.people.queries import actor_by_id
    from birzha.reviews.commands import add_review

    client, whom, me = stage.customer.client, stage.performer.id, stage.customer.id
    await stage.done()
    author = await stage.market.ask(actor_by_id, me)
    report = await stage.market.do(add_review, author, whom, REVIEW, stars=3)

    async def seen():
        [user] = await client.get("users.getUser", id=whom)
        found = await client.get("users.getReports", id=whom)
        return user["reports"], user["reports_n"], list(found["positive"]), list(found["negative"])

    assert await seen() == ("0", "0", [], [])
    edit = {"id_user": whom, "id_report": report, "text": REVIEW}
    assert await client.post("users.setReport", **edit) == {"id_report": str(report)}
    assert await seen() == ("0", "0", [], [])
    await client.post("users.setReport", **edit, rate=1)
    assert await seen() == ("1", "0", [str(me)], [])


async def test_one_review_a_day(stage):
    """A second review of the same person within 24 hours is too soon; a day later it joins the first, newest first."""
    client, whom, clock = stage.customer.client, stage.performer.id, stage.market.clock
    await stage.done()
    await client.post("users.setReport", id_user=whom, text=REVIEW)
    for after in (0, DAY - 1):
        clock.set(NOW + after)
        answer = await client.post("users.setReport", id_user=whom, text=REVIEW, rate=2)
        assert answer == {"error": "is_timeout"}
    clock.set(NOW + DAY)
    assert "id_report" in await client.post("users.setReport", id_user=whom, text=REVIEW * 2)
    found = await client.get("users.getReports", id=whom)
    assert [each["text"] for each in found["positive"][str(stage.customer.id)]] == [REVIEW * 2, REVIEW]


async def test_editing_a_review(styled):
    """For an hour its author may change text and kind; then no more; nobody else, and of nobody else."""
    client, n, whom, clock = styled.customer.client, styled.n, styled.performer.id, styled.market.clock
    await styled.done()
    await styled.done("second")
    report = (await client.post("users.setReport", id_user=whom, text=REVIEW))["id_report"]
    edit = {"id_user": whom, "id_report": report}
    clock.set(NOW + HOUR)
    assert await client.post("users.setReport", **edit, text=REVIEW * 2, rate=2) == {"id_report": report}
    assert await client.post("users.setReport", **edit, text=REVIEW * 3) == {"id_report": report}
    found = await client.get("users.getReports", id=whom)
    assert found["positive"] == {}
    [only] = found["negative"][str(styled.customer.id)]
    assert (only["text"], only["date"]) == (REVIEW * 3, n(NOW))
    [user] = await client.get("users.getUser", id=whom)
    assert (user["reports"], user["reports_n"]) == (n(0), n(1))
    wrong_user = {"id_user": styled.second.id, "id_report": report}
    assert await client.post("users.setReport", **wrong_user, text=REVIEW) == NOTHING
    assert await styled.performer.client.post("users.setReport", **edit, text=REVIEW) == NOTHING
    clock.set(NOW + HOUR + 1)
    assert await client.post("users.setReport", **edit, text=REVIEW) == CLOSED


async def test_the_former_name_of_the_recipient(stage):
    """The service's former documentation called the recipient id; it is taken, and the present name goes before it."""
    client = stage.customer.client
    await stage.done()
    assert await client.post("users.setReport", id=stage.second.id, text=REVIEW) == CLOSED
    both = {"id": stage.second.id, "id_user": stage.performer.id}
    assert "id_report" in await client.post("users.setReport", **both, text=REVIEW)
    assert await client.post("users.setReport", id=stage.performer.id, text=REVIEW) == {"error": "is_timeout"}


async def test_limits_of_a_review(stage):
    """50 to 5000 characters, whatever their bytes; not spaces alone, not contact data."""
    client, whom = stage.customer.client, stage.performer.id
    await stage.done()

    async def answer(text):
        return await client.post("users.setReport", id_user=whom, text=text)

    for text in ("", "я" * 49, "😀" * 49, " " * 60, "я" * 5001, "я" * 40_000):
        assert await answer(text) == BAD, len(text)
    assert await answer(REVIEW + " Почта ivan@example.org") == {"error": "is_private_data"}
    assert await client.get("users.getReports", id=whom) == {"negative": {}, "positive": {}}
    report = (await answer("😀" * 5000))["id_report"]
    again = await client.post("users.setReport", id_user=whom, id_report=report, text="😀" * 50)
    assert again == {"id_report": report}


async def test_who_may_not_review(stage):
    """No common work, a work that is not accepted, a block on reviews: no access; a shut-out person's reviews are not shown."""
    from birzha.people.commands import block, block_reviews
    from birzha.people.model import Role

    client, whom = stage.customer.client, stage.performer.id
    admin = await stage.add("admin", Role.ADMIN)
    acting = await stage.actor("admin")
    assert await client.post("users.setReport", id_user=admin.id, text=REVIEW) == CLOSED
    assert await client.post("users.setReport", id_user=stage.customer.id, text=REVIEW) == CLOSED
    await stage.on_check()
    assert await client.post("users.setReport", id_user=whom, text=REVIEW) == CLOSED
    await stage.done()
    await stage.market.do(block_reviews, acting, stage.customer.id, blocked=True)
    assert await client.post("users.setReport", id_user=whom, text=REVIEW) == CLOSED
    await stage.market.do(block_reviews, acting, stage.customer.id, blocked=False)
    assert "id_report" in await client.post("users.setReport", id_user=whom, text=REVIEW)
    await stage.market.do(block, acting, whom)
    assert await client.get("users.getReports", id=whom) == NOTHING
    assert await client.get("users.getReports", id=999) == NOTHING
