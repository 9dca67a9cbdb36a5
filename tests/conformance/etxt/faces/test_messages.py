"""messages.*: one call of each method, in every face of the wire."""

from birzha.messages.commands import tell
from birzha.people.model import Role

from .conftest import START


async def told(stage):
    """Three messages of the system a minute apart; gives their ids."""
    for text in ("Первое", "Второе <b>важное</b>", "Третье"):
        await stage.market.do(tell, stage.customer.id, text)
        stage.market.clock.set(stage.market.clock.now() + 60)
    await stage.market.do(tell, stage.rival.id, "Чужое")
    found = {each["text"]: int(each["id"]) for each in await stage.customer.client.get("messages.getList")}
    return found["Первое"], found["Второе &lt;b&gt;важное&lt;/b&gt;"], found["Третье"]


async def test_unread_messages_since_a_moment(faces):
    """messages.getList: unread ones from that moment on, as HTML: markup in what people wrote is none."""
    _, second, third = await told(faces.stage)
    await faces.check(
        "messages.getList",
        {"from": START + 60},
        [
            {"id": third, "date": START + 120, "text": "Третье"},
            {"id": second, "date": START + 60, "text": "Второе &lt;b&gt;важное&lt;/b&gt;"},
        ],
    )


async def test_messages_are_marked_as_read(faces):
    """messages.setRead: which were; the others are still listed."""
    first, second, third = await told(faces.stage)
    await faces.check(
        "messages.setRead",
        {"ids": [third, first, 999]},
        {"ids": [first, third]},
        then=(faces.later("messages.getList", {}, [{"id": second}]),),
    )


async def test_messages_are_deleted(faces):
    """messages.setDelete: which were; a second time there is nothing to delete."""
    first, second, third = await told(faces.stage)
    await faces.check(
        "messages.setDelete",
        {"ids": [first, second]},
        {"ids": [first, second]},
        then=(
            faces.later("messages.getList", {}, [{"id": third}]),
            faces.later("messages.setDelete", {"ids": [first]}, {"error": "no_object"}),
        ),
    )


async def written(stage):
    """Three private messages between the customer and the performer, a minute apart."""
    chief = await stage.add("chief", Role.CUSTOMER | Role.PERFORMER, rate=10_001)
    await stage.add("boss", Role.CUSTOMER, rate=20_000)
    for sender, addressee, text in (
        ("chief", "boss", "Здравствуйте!"),
        ("boss", "chief", "Добрый день. Когда начнёте?"),
        ("chief", "boss", "Завтра, +7 900 000-00-00"),
    ):
        stage.market.clock.set(stage.market.clock.now() + 60)
        answer = await stage.people[sender].client.post(
            "messages.writePrivate", id_user=stage.people[addressee].id, text=text
        )
        assert "error" not in answer
    return chief.id, stage.boss.id


async def test_a_private_talk(faces):
    """messages.readPrivate: both sides, newest first; who wrote each, and with whom the talk is."""
    chief, boss = await written(faces.stage)
    await faces.check(
        "messages.readPrivate",
        {"id_user": chief, "count": 2},
        [
            {
                "date": START + 180,
                "text": "Завтра, +7 900 000-00-00",
                "id_author": chief,
                "id_user": chief,
                "reads": 0,
            },
            {
                "date": START + 120,
                "text": "Добрый день. Когда начнёте?",
                "id_author": boss,
                "id_user": chief,
                "reads": 0,
            },
        ],
        who="boss",
        then=(
            faces.later("messages.getCountUnread", {}, {"count": 2}, who="boss"),
            faces.later(
                "messages.readPrivate", {"id_user": chief, "date_to": START + 60}, [{"id_author": chief}], "boss"
            ),
        ),
    )


async def test_only_what_is_unread(faces):
    """messages.readPrivate with unread: incoming ones, and what was shown counts as read from then on."""
    chief, _ = await written(faces.stage)
    await faces.check(
        "messages.readPrivate",
        {"id_user": chief, "unread": 1, "count": 1},
        [
            {
                "date": START + 180,
                "text": "Завтра, +7 900 000-00-00",
                "id_author": chief,
                "id_user": chief,
                "reads": 0,
            }
        ],
        who="boss",
        then=(
            faces.later("messages.getCountUnread", {}, {"count": 1}, who="boss"),
            faces.later("messages.readPrivate", {"id_user": chief, "unread": 1}, [{"date": START + 60}], who="boss"),
            faces.later("messages.readPrivate", {"id_user": chief, "unread": 1}, {"error": "no_object"}, who="boss"),
        ),
    )


async def test_how_much_is_unread(faces):
    """messages.getCountUnread: altogether and by author."""
    chief, _ = await written(faces.stage)
    await faces.check(
        "messages.getCountUnread",
        {},
        {"count": 2, "users": [{"id_author": chief, "count": 2}]},
        who="boss",
    )


async def test_a_private_message(faces):
    """messages.writePrivate: to whom, what and when; the next one must wait a minute."""
    stage = faces.stage
    chief, _ = await written(stage)
    stage.market.clock.set(START + 240)
    text = "Тогда <b>жду</b> & надеюсь 🙂"
    await faces.check(
        "messages.writePrivate",
        {"id_user": chief, "text": text},
        {"id_user": chief, "text": text, "time": START + 240},
        who="boss",
        then=(
            faces.later(
                "messages.readPrivate", {"id_user": chief, "count": 1}, [{"text": text, "reads": 0}], who="boss"
            ),
            faces.later(
                "messages.writePrivate", {"id_user": chief, "text": "И ещё"}, {"error": "is_timeout"}, who="boss"
            ),
        ),
    )
