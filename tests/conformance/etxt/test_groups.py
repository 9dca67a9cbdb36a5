"""bwgroups.*: the tree of groups, its limits, and what becomes of those who are in a group that goes."""

NOTHING, BAD = {"error": "no_object"}, {"error": "no_params"}


def fields(record, documented):
    """The record has exactly the documented fields."""
    assert set(record) == set(documented["fields"])
    return record


async def names(client):
    """The walk of the tree as pairs of depth and name."""
    found = await client.get("bwgroups.listGroups")
    return [(int(each["depth"]), each["name"]) for each in found] if isinstance(found, list) else found


async def test_the_tree(styled, documented):
    """Groups come as a walk of the tree by name, with depth and a mark on the last sibling; each person's own."""
    client, n = styled.customer.client, styled.n
    assert await client.get("bwgroups.listGroups") == NOTHING
    second = fields(await client.post("bwgroups.saveGroup", name="Юристы"), documented["bwgroups.saveGroup"])["id"]
    first = (await client.post("bwgroups.saveGroup", name="Врачи", id_parent=0))["id"]
    inner = (await client.post("bwgroups.saveGroup", name="Зубные", id_parent=first))["id"]
    assert all(type(each) is type(n(1)) for each in (first, second, inner))
    found = await client.get("bwgroups.listGroups")
    assert [fields(each, documented["bwgroups.listGroups"]) for each in found] == [
        {"id_category": first, "id_parent": n(0), "name": "Врачи", "depth": n(0), "last": n(0)},
        {"id_category": inner, "id_parent": first, "name": "Зубные", "depth": n(1), "last": n(1)},
        {"id_category": second, "id_parent": n(0), "name": "Юристы", "depth": n(0), "last": n(1)},
    ]
    assert await styled.rival.client.get("bwgroups.listGroups") == NOTHING


async def test_renaming_and_moving(styled):
    """With an id a group is renamed and moved; without a parent it goes to the root; a circle is refused."""
    client = styled.customer.client
    top = (await client.post("bwgroups.saveGroup", name="а"))["id"]
    middle = (await client.post("bwgroups.saveGroup", name="б", id_parent=top))["id"]
    low = (await client.post("bwgroups.saveGroup", name="в", id_parent=middle))["id"]
    answer = await client.post("bwgroups.saveGroup", id=low, name="г", id_parent=top)
    assert answer == {"id": low}
    assert await names(client) == [(0, "а"), (1, "б"), (1, "г")]
    for parent in (top, middle):
        assert await client.post("bwgroups.saveGroup", id=top, name="а", id_parent=parent) == BAD
    assert await client.post("bwgroups.saveGroup", id=middle, name="б") == {"id": middle}
    assert await names(client) == [(0, "а"), (1, "г"), (0, "б")]


async def test_limits_of_a_name(stage):
    """1 to 40 characters, whatever their bytes, and not spaces alone."""
    client = stage.customer.client
    for name in ("", "   ", "я" * 41, "😀" * 41, "a" * 40_000):
        assert await client.post("bwgroups.saveGroup", name=name) == BAD, len(name)
    assert await client.get("bwgroups.listGroups") == NOTHING
    for name in ("я", "😀" * 40):
        assert "id" in await client.post("bwgroups.saveGroup", name=name)
    assert sorted(await names(client)) == sorted([(0, "я"), (0, "😀" * 40)])


async def test_foreign_groups(stage):
    """Another's group is no parent, is not changed, deleted or moved to."""
    client, whom = stage.customer.client, stage.performer.id
    theirs = (await stage.rival.client.post("bwgroups.saveGroup", name="чужая"))["id"]
    assert await client.post("bwgroups.saveGroup", name="а", id_parent=theirs) == NOTHING
    assert await client.post("bwgroups.saveGroup", name="а", id=theirs) == NOTHING
    assert await client.post("bwgroups.deleteGroup", id=theirs) == NOTHING
    assert await client.post("users.setUserBW", id=whom, type="whiteList", id_group=theirs) == NOTHING
    await client.post("users.setUserBW", id=whom, type="whiteList")
    assert await client.post("bwgroups.updateGroup", id_user=whom, id_group=theirs) == NOTHING
    assert await names(stage.rival.client) == [(0, "чужая")]


async def test_deleting(styled, documented):
    """A group goes with every subgroup; those who were in them stay on their list, in no group."""
    client, n = styled.customer.client, styled.n
    top = (await client.post("bwgroups.saveGroup", name="а"))["id"]
    middle = (await client.post("bwgroups.saveGroup", name="б", id_parent=top))["id"]
    low = (await client.post("bwgroups.saveGroup", name="в", id_parent=middle))["id"]
    other = (await client.post("bwgroups.saveGroup", name="г"))["id"]
    for login, kind, group in (
        ("performer", "whiteList", low),
        ("second", "blackList", top),
        ("rival", "whiteList", other),
    ):
        await client.post("users.setUserBW", id=styled.people[login].id, type=kind, id_group=group)
    answer = await client.post("bwgroups.deleteGroup", id=top)
    assert fields(answer, documented["bwgroups.deleteGroup"]) == {"ids": [top, middle, low]}
    assert await names(client) == [(0, "г")]
    found = {each["login"]: (each["id_group"], each["type"]) for each in await client.get("users.getBW")}
    assert found == {
        "performer": (n(0), "whiteList"),
        "second": (n(0), "blackList"),
        "rival": (other, "whiteList"),
    }
    assert await client.post("bwgroups.deleteGroup", id=top) == NOTHING


async def test_moving_somebody(styled, documented):
    """Whoever is on a list moves to a group, and out of all of them; the list they are on stays the same."""
    client, n, whom = styled.customer.client, styled.n, styled.performer.id
    group = (await client.post("bwgroups.saveGroup", name="Проверенные"))["id"]
    assert await client.post("bwgroups.updateGroup", id_user=whom, id_group=group) == NOTHING
    await client.post("users.setUserBW", id=whom, type="blackList")
    answer = await client.post("bwgroups.updateGroup", id_user=whom, id_group=group)
    expected = {"id_user": n(whom), "id_group": group, "name": "Проверенные"}
    assert fields(answer, documented["bwgroups.updateGroup"]) == expected
    [entry] = await client.get("users.getBW", id_group=group)
    assert (entry["id_group"], entry["type"]) == (group, "blackList")
    out = {"id_user": n(whom), "id_group": n(0), "name": ""}
    assert await client.post("bwgroups.updateGroup", id_user=whom) == out
    assert await client.post("bwgroups.updateGroup", id_user=whom, id_group=0) == out
    assert await client.get("users.getBW", id_group=group) == NOTHING


async def test_an_order_for_a_group_reaches_its_subgroups(stage):
    """An order for a group of the white list is seen by who is in a subgroup of it, and by nobody else."""
    from birzha.orders.queries import available_orders

    client = stage.customer.client
    group = (await client.post("bwgroups.saveGroup", name="Проверенные"))["id"]
    inner = (await client.post("bwgroups.saveGroup", name="Лучшие", id_parent=group))["id"]
    await client.post("users.setUserBW", id=stage.performer.id, type="whiteList", id_group=inner)
    await client.post("users.setUserBW", id=stage.second.id, type="whiteList")
    order = await stage.waiting(target_task="2", id_target=group)
    seen = {
        login: [str(each.id) for each in await stage.market.ask(available_orders, await stage.actor(login))]
        for login in ("performer", "second")
    }
    assert seen == {"performer": [order], "second": []}
