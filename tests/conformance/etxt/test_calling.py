"""How a call is made: URL, signature, encodings, arrays, authentication (documentation, introduction; reference, §2)."""

import hashlib
from urllib.parse import quote

import pytest

TOKEN_TEXT = "Настройки пользователя для работы с API не верны"
SIGN_TEXT = "Подпись не верна"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


def signed(token, api_pass, pairs):
    """A signed query whose values are encoded the way browsers do it, with %20."""
    text = "".join(f"{name}={value}" for name, value in sorted([*pairs, ("token", token)], key=lambda pair: pair[0]))
    sign = md5(text + md5(api_pass + "api-pass"))
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in [*pairs, ("token", token), ("sign", sign)])


def keys(somebody):
    return somebody.client.token, somebody.client.api_pass


async def folders_of(somebody):
    found = await somebody.client.get("folders.listFolders")
    return [] if found == {"error": "no_object"} else [each["name"] for each in found]


async def test_get_and_post_are_the_same(stage):
    """A change of state may be asked for by GET, and a read by POST."""
    assert "id_folder" in await stage.customer.client.get("folders.addFolder", name="Новая папка")
    assert [each["name"] for each in await stage.customer.client.post("folders.listFolders")] == ["Новая папка"]


@pytest.mark.parametrize("path", ["/etxt/api/json/", "/etxt/api/json"])
async def test_the_last_slash_does_not_matter(stage, path):
    """The endpoint answers with and without it, without a redirect."""
    query = signed(*keys(stage.customer), [("method", "users.getBalance")])
    assert (await stage.send("GET", f"{path}?{query}", {}, b"")).json["balance"] == "100000.00"


async def test_cyrillic_values_are_signed_decoded(stage):
    """The signature is over UTF-8 text, whatever the URL encoding of it."""
    for query in (
        signed(*keys(stage.customer), [("method", "folders.addFolder"), ("name", "Новая папка")]),
        signed(*keys(stage.customer), [("method", "folders.addFolder"), ("name", "Новая папка")]).replace("%20", "+"),
        signed(*keys(stage.customer), [("method", "folders.addFolder"), ("name", "Новая папка")]).lower(),
    ):
        reply = await stage.send("GET", "/etxt/api/json/?" + query.replace("addfolder", "addFolder"), {}, b"")
        assert "id_folder" in reply.json
    assert await folders_of(stage.customer) == ["Новая папка"] * 3


async def test_the_body_is_not_signed(stage):
    """Only parameters of the URL count for the signature."""
    reply = await stage.customer.client.posted("folders.addFolder", b"name=a&id_parent=0")
    assert "id_folder" in reply.json


async def test_multipart_fields_are_parameters(stage):
    """multipart/form-data carries parameters as well as files."""
    assert "id_folder" in await stage.customer.client.upload("folders.addFolder", {}, name="Папка №1")
    assert await folders_of(stage.customer) == ["Папка №1"]


async def test_the_body_wins_over_the_url(stage):
    """A parameter that stands in both is taken from the body."""
    target = stage.customer.client.target("folders.addFolder", [("name", "url")])
    assert "id_folder" in (await stage.send("POST", target, FORM, b"name=body")).json
    assert await folders_of(stage.customer) == ["body"]


async def test_the_mandatory_three_are_read_from_the_url_only(stage):
    """method, token and sign in a body do nothing."""
    token, _ = keys(stage.customer)
    query = signed(*keys(stage.customer), [("method", "users.getBalance")])
    body = f"method=folders.addFolder&token={token}&sign=x&name=a".encode()
    assert "balance" in (await stage.send("POST", f"/etxt/api/json/?{query}", FORM, body)).json
    reply = await stage.send("POST", "/etxt/api/json/", FORM, query.encode())
    assert reply.body.decode() == TOKEN_TEXT


@pytest.mark.parametrize(
    "body", ["ids={0}&ids={1}", "ids[]={0}&ids[]={1}", "ids[0]={0}&ids[1]={1}", "ids%5B%5D={0}&ids%5B7%5D={1}"]
)
async def test_arrays_come_in_three_spellings(stage, body):
    """name[] and name[0] make a list; of a repeated bare name the last value counts, as in PHP."""
    orders = [await stage.draft(), await stage.draft()]
    folder = (await stage.customer.client.post("folders.addFolder", name="a"))["id_folder"]
    content = body.format(*orders) + f"&type=task&id_folder={folder}"
    reply = await stage.customer.client.posted("folders.moveToFolder", content.encode())
    assert reply.json == {"count": "1" if body.startswith("ids=") else "2"}


async def test_a_scalar_is_an_array_of_one(stage):
    """Where the documentation says array, one plain value is taken too."""
    order = await stage.draft()
    assert await stage.customer.client.post("tasks.deleteTask", id=order) == {"ids": [order]}


@pytest.mark.parametrize("names", [("id[]", "id[]"), ("id[0]", "id[1]")])
async def test_arrays_in_the_url_are_signed_as_sent(stage, names):
    """A list in the URL is signed under the names that stand there."""
    orders = [await stage.draft(), await stage.draft()]
    pairs = [("method", "tasks.deleteTask"), *zip(names, orders, strict=True)]
    reply = await stage.send("GET", "/etxt/api/json/?" + signed(*keys(stage.customer), pairs), {}, b"")
    assert sorted(reply.json["ids"]) == orders


async def test_arrays_in_the_url_may_be_signed_with_indexes(stage):
    """``id[]`` may be signed as ``id[0]``, ``id[1]``; as the word Array only with the legacy switch."""
    order = await stage.draft()
    token, api_pass = keys(stage.customer)

    async def sent(signed_name, signed_value):
        text = f"{signed_name}={signed_value}method=tasks.getResultstoken={token}"
        sign = md5(text + md5(api_pass + "api-pass"))
        target = f"/etxt/api/json/?method=tasks.getResults&token={token}&id[]={order}&sign={sign}"
        return (await stage.send("GET", target, {}, b"")).body.decode()

    assert await sent("id[0]", order) == '{"error":"no_object"}'
    assert await sent("id", "Array") == SIGN_TEXT


async def test_the_legacy_switch_takes_arrays_signed_as_a_word(stage_with):
    """With ``sign_compat=legacy`` the naive PHP concatenation is a valid signature."""
    async with stage_with(sign_compat="legacy") as stage:
        token, api_pass = keys(stage.customer)
        sign = md5(f"id=Arraymethod=tasks.getResultstoken={token}" + md5(api_pass + "api-pass"))
        target = f"/etxt/api/json/?method=tasks.getResults&token={token}&id[]=1&sign={sign}"
        assert (await stage.send("GET", target, {}, b"")).json == {"error": "no_object"}


async def test_an_upper_case_signature_is_taken(stage):
    """md5 digests are compared without regard to letter case."""
    query = signed(*keys(stage.customer), [("method", "users.getBalance")])
    head, _, sign = query.rpartition("=")
    assert "balance" in (await stage.send("GET", f"/etxt/api/json/?{head}={sign.upper()}", {}, b"")).json


@pytest.mark.parametrize(
    ("spoil", "text"),
    [
        (lambda query: query[:-1] + ("0" if query[-1] != "0" else "1"), SIGN_TEXT),
        (lambda query: query.rpartition("&")[0], SIGN_TEXT),
        (lambda query: query + "&more=1", SIGN_TEXT),
        (lambda query: query.replace("token=", "token=f"), TOKEN_TEXT),
        (lambda query: query.replace("token=", "token[]="), TOKEN_TEXT),
        (lambda query: query.replace("token=", "nothing="), TOKEN_TEXT),
        (lambda query: query.replace("token=", "token=%00%FF"), TOKEN_TEXT),
        (lambda query: query[:0], TOKEN_TEXT),
    ],
)
async def test_failed_authentication_is_plain_russian_text(stage, spoil, text):
    """A wrong signature and an unknown token answer the service's two texts with HTTP 200, and JSON is nowhere near."""
    query = signed(*keys(stage.customer), [("method", "users.getBalance")])
    reply = await stage.send("GET", "/etxt/api/json/?" + spoil(query), {}, b"")
    assert (reply.status, reply.body.decode()) == (200, text)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"


async def test_failed_authentication_may_be_json(stage_with):
    """With ``auth_errors=json`` there are codes instead of texts."""
    async with stage_with(auth_errors="json") as stage:
        assert (await stage.send("GET", "/etxt/api/json/?token=1", {}, b"")).json == {"error": "bad_token"}
        stage.customer.client.api_pass = "another"
        assert await stage.customer.client.get("users.getBalance") == {"error": "bad_sign"}


async def test_a_key_that_is_switched_off_is_unknown(stage):
    """Whoever switched the API off gets the same words as an unknown token, right signature or not."""
    from birzha.people.commands import set_api_enabled

    await stage.market.do(set_api_enabled, await stage.actor("customer"), False)
    reply = await stage.customer.client.posted("users.getBalance", b"")
    assert reply.body.decode() == TOKEN_TEXT


async def test_a_new_password_is_the_only_one(stage):
    """Once the API password is changed, signatures with the former one are wrong at once."""
    from birzha.people.commands import set_api_password
    from birzha.people.vault import Vault

    assert "balance" in await stage.customer.client.get("users.getBalance")
    sealed = Vault(stage.market.settings.secret_key).seal("changed-password")
    await stage.market.do(set_api_password, await stage.actor("customer"), sealed)
    assert (await stage.customer.client.posted("users.getBalance", b"")).body.decode() == SIGN_TEXT
    stage.customer.client.api_pass = "changed-password"
    assert "balance" in await stage.customer.client.get("users.getBalance")


@pytest.mark.parametrize("method", ["users.nothing", "", "tasks", "TASKS.LISTTASKS", "tasks.listTasks ", "%FF"])
async def test_an_unknown_method_is_a_bad_parameter(stage, method):
    """``method`` is an obligatory parameter: an unknown one is no_params (A8)."""
    assert await stage.customer.client.get(method) == {"error": "no_params"}


def test_every_documented_method_has_its_function(documented):
    """The documentation's methods are the answered ones, to the last."""
    from birzha.dialects.etxt.methods import HANDLERS

    assert set(HANDLERS) == set(documented)
    assert len(HANDLERS) == 58


async def test_who_calls_is_seen(stage):
    """A call marks its person as online, at most once a minute."""
    second = stage.second

    async def online():
        found = await stage.customer.client.get("users.getUser", login="second")
        return found[0]["online"]

    assert await online() == "0"
    await second.client.get("users.getBalance")
    assert await online() == "1"


async def test_a_blocked_account_has_no_access(stage):
    """Whom an administrator shut out gets no_access from every method."""
    from birzha.people.commands import block
    from birzha.people.model import Role

    await stage.add("admin", Role.ADMIN)
    await stage.market.do(block, await stage.actor("admin"), stage.customer.id)
    for method in ("users.getBalance", "categories.listCategories", "bwgroups.listGroups"):
        assert await stage.customer.client.get(method) == {"error": "no_access"}
