"""bwgroups.*, and the lists, notes and reviews of users.*: one call of each method, in every face of the wire."""

from tests.conformance.etxt.shop import bought

from birzha.money.commands.accounts import deposit

from .conftest import START

TEXT = "Спокойно работает, сдаёт раньше срока и вежливо отвечает на вопросы. Советую!"
OTHER = "Сорвал два срока подряд и не отвечал на сообщения целую неделю. Не советую."


async def grouped(stage):
    """Two groups, one in the other, and both performers on the lists; gives the groups' ids."""
    client = stage.customer.client
    outer = int((await client.post("bwgroups.saveGroup", name="Лучшие"))["id"])
    inner = int((await client.post("bwgroups.saveGroup", name="Медики", id_parent=outer))["id"])
    for somebody, kind in ((stage.performer, "whiteList"), (stage.second, "blackList")):
        values = {"id": somebody.id, "type": kind, "id_group": inner if kind == "whiteList" else 0}
        assert await client.post("users.setUserBW", **values) == {"id": str(somebody.id), "type": kind}
    return outer, inner


async def test_who_is_on_a_list(faces):
    """users.getBW: one kind of list, with the group and the documented words for the kind."""
    stage = faces.stage
    _, inner = await grouped(stage)
    await faces.check(
        "users.getBW",
        {"type": "whiteList"},
        [
            {
                "id_user": stage.performer.id,
                "id_group": inner,
                "login": "performer",
                "fio": "Пётр Исполнитель",
                "online": 1,
                "type": "whiteList",
            }
        ],
    )


async def test_somebody_is_put_on_a_list(faces):
    """users.setUserBW: whom and where; a list of the other kind is left."""
    stage = faces.stage
    outer, _ = await grouped(stage)
    second = stage.second.id
    await faces.check(
        "users.setUserBW",
        {"id": second, "type": "whiteList", "id_group": outer},
        {"id": second, "type": "whiteList"},
        then=(
            faces.later("users.getBW", {"type": "blackList"}, {"error": "no_object"}),
            faces.later("users.getBW", {"id_group": outer}, [{"id_user": second, "id_group": outer}]),
        ),
    )


async def test_somebody_is_taken_off_a_list(faces):
    """users.setUserBW with delete: once; a second time there is nothing to take off."""
    stage = faces.stage
    await grouped(stage)
    call = {"id": stage.performer.id, "type": "delete"}
    await faces.check(
        "users.setUserBW",
        call,
        call,
        then=(
            faces.later("users.getBW", {}, [{"id_user": stage.second.id, "type": "blackList"}]),
            faces.later("users.setUserBW", call, {"error": "no_object"}),
        ),
    )


async def test_on_how_many_lists_somebody_is(faces):
    """users.getUserBW: of everybody, not of the caller alone."""
    stage = faces.stage
    await grouped(stage)
    await stage.rival.client.post("users.setUserBW", id=stage.performer.id, type="blackList")
    await faces.check(
        "users.getUserBW",
        {"id": stage.performer.id},
        {"id_user": stage.performer.id, "whiteList": 1, "blackList": 1},
        who="second",
    )


async def test_a_tree_of_groups(faces):
    """bwgroups.listGroups: a walk of the tree by name; a group's id is called id_category."""
    outer, inner = await grouped(faces.stage)
    last = int((await faces.stage.customer.client.post("bwgroups.saveGroup", name="Новые"))["id"])
    await faces.check(
        "bwgroups.listGroups",
        {},
        [
            {"id_category": outer, "id_parent": 0, "name": "Лучшие", "depth": 0, "last": 0},
            {"id_category": inner, "id_parent": outer, "name": "Медики", "depth": 1, "last": 1},
            {"id_category": last, "id_parent": 0, "name": "Новые", "depth": 0, "last": 1},
        ],
    )


async def test_a_new_group(faces):
    """bwgroups.saveGroup: its id, and it stands under its parent."""
    outer, inner = await grouped(faces.stage)
    await faces.check(
        "bwgroups.saveGroup",
        {"name": "Юристы", "id_parent": outer},
        {"id": inner + 1},
        then=(
            faces.later(
                "bwgroups.listGroups",
                {},
                [
                    {"id_category": outer},
                    {"id_category": inner, "last": 0},
                    {"id_category": inner + 1, "id_parent": outer, "name": "Юристы", "depth": 1, "last": 1},
                ],
            ),
        ),
    )


async def test_a_group_is_renamed_and_moved(faces):
    """bwgroups.saveGroup with an id: the same group, elsewhere; none may stand within itself."""
    outer, inner = await grouped(faces.stage)
    await faces.check(
        "bwgroups.saveGroup",
        {"id": inner, "name": "Врачи", "id_parent": 0},
        {"id": inner},
        then=(
            faces.later(
                "bwgroups.listGroups", {}, [{"id_category": inner, "name": "Врачи", "depth": 0}, {"id_category": outer}]
            ),
            faces.later("bwgroups.saveGroup", {"id": inner, "name": "a", "id_parent": inner}, {"error": "no_params"}),
        ),
    )


async def test_a_group_is_deleted(faces):
    """bwgroups.deleteGroup: with its subgroups; who was in them stays on the list without a group."""
    outer, inner = await grouped(faces.stage)
    await faces.check(
        "bwgroups.deleteGroup",
        {"id": outer},
        {"ids": [outer, inner]},
        then=(
            faces.later("bwgroups.listGroups", {}, {"error": "no_object"}),
            faces.later("users.getBW", {"type": "whiteList"}, [{"id_user": faces.stage.performer.id, "id_group": 0}]),
        ),
    )


async def test_somebody_changes_groups(faces):
    """bwgroups.updateGroup: whom, where to, and what it is called."""
    stage = faces.stage
    outer, _ = await grouped(stage)
    await faces.check(
        "bwgroups.updateGroup",
        {"id_user": stage.performer.id, "id_group": outer},
        {"id_user": stage.performer.id, "id_group": outer, "name": "Лучшие"},
        then=(faces.later("users.getBW", {"type": "whiteList"}, [{"id_group": outer}]),),
    )


async def test_somebody_leaves_every_group(faces):
    """bwgroups.updateGroup without a group: an empty name."""
    stage = faces.stage
    await grouped(stage)
    await faces.check(
        "bwgroups.updateGroup",
        {"id_user": stage.performer.id},
        {"id_user": stage.performer.id, "id_group": 0, "name": ""},
        then=(
            faces.later("users.getBW", {"type": "whiteList"}, [{"id_group": 0}]),
            faces.later("bwgroups.updateGroup", {"id_user": stage.rival.id}, {"error": "no_object"}),
        ),
    )


async def test_a_note_about_somebody(faces):
    """users.getNote: the caller's own words and their moment; another's note is not seen."""
    stage = faces.stage
    await stage.customer.client.post("users.setNote", id=stage.performer.id, text="Любит точные задания")
    await stage.rival.client.post("users.setNote", id=stage.performer.id, text="Чужое")
    await faces.check(
        "users.getNote",
        {"id": stage.performer.id},
        {"id_user": stage.performer.id, "text": "Любит точные задания", "date": START},
    )


async def test_a_note_is_kept(faces):
    """users.setNote: status 1; an empty one takes the note away."""
    performer = faces.stage.performer.id
    await faces.check(
        "users.setNote",
        {"id": performer, "text": "Звонить: +7 900 000-00-00 & т. д."},
        {"status": 1},
        then=(
            faces.later("users.getNote", {"id": performer}, {"text": "Звонить: +7 900 000-00-00 & т. д."}),
            faces.later("users.setNote", {"id": performer, "text": ""}, {"status": 1}),
            faces.later("users.getNote", {"id": performer}, {"error": "no_object"}),
        ),
    )


async def test_what_people_say_of_somebody(faces):
    """users.getReports: bad and good ones apart, each under its author's id."""
    stage = faces.stage
    await stage.done()
    await stage.customer.client.post("users.setReport", id_user=stage.performer.id, text=TEXT)
    customer, rival = stage.customer.id, stage.rival.id
    stage.people["customer"] = stage.rival
    await stage.market.do(deposit, stage.rival.id, 1_000_000)
    await stage.done()
    await stage.rival.client.post("users.setReport", id_user=stage.performer.id, text=OTHER, rate=2)
    await faces.check(
        "users.getReports",
        {"id": stage.performer.id},
        {
            "negative": {str(rival): [{"id_author": rival, "text": OTHER, "date": START}]},
            "positive": {str(customer): [{"id_author": customer, "text": TEXT, "date": START}]},
        },
        who="second",
    )


async def test_a_review(faces):
    """users.setReport: its id; the person's counts move, and a second one must wait a day."""
    stage = faces.stage
    await stage.done()
    performer = stage.performer.id
    await faces.check(
        "users.setReport",
        {"id_user": performer, "text": OTHER, "rate": 2},
        {"id_report": 1},
        then=(
            faces.later("users.getUser", {"id": performer}, [{"reports": 0, "reports_n": 1}]),
            faces.later("users.setReport", {"id_user": performer, "text": TEXT}, {"error": "is_timeout"}),
        ),
    )


async def test_a_review_is_edited(faces):
    """users.setReport with an id: within the hour a bad review may become a good one."""
    stage = faces.stage
    await stage.done()
    performer = stage.performer.id
    review = int(
        (await stage.customer.client.post("users.setReport", id_user=performer, text=OTHER, rate=2))["id_report"]
    )
    await faces.check(
        "users.setReport",
        {"id_user": performer, "id_report": review, "text": TEXT, "rate": 1},
        {"id_report": review},
        then=(
            faces.later("users.getUser", {"id": performer}, [{"reports": 1, "reports_n": 0}]),
            faces.later(
                "users.getReports", {"id": performer}, {"positive": {str(stage.customer.id): [{"text": TEXT}]}}
            ),
        ),
    )


async def test_a_review_of_an_author(faces):
    """users.setReport: a bought article is common work as an accepted order is, for both sides."""
    stage = faces.stage
    await bought(stage)
    await faces.check(
        "users.setReport",
        {"id_user": stage.customer.id, "text": TEXT},
        {"id_report": 1},
        who="performer",
        then=(
            faces.later("users.getUser", {"id": stage.customer.id}, [{"reports": 1, "reports_n": 0}]),
            faces.later("users.setReport", {"id_user": stage.performer.id, "text": TEXT}, {"id_report": 2}),
            faces.later(
                "users.setReport", {"id_user": stage.customer.id, "text": TEXT}, {"error": "no_access"}, who="second"
            ),
        ),
    )
