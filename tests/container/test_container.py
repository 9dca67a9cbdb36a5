"""The container's files without an engine: linted, checked against the specification, and their steps done on this machine.

``make test`` starts image and services from this environment; ``make container-steps`` builds the image first, from the built wheels
and the locked versions, in the Dockerfile's own steps.
"""

import asyncio
import json
import os
import secrets
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from . import compose
from .dockerfile import environment_of, health_of, stages_of
from .running import plain_user, start
from .steps import Builder
from .wire import port_of

ROOT = Path(__file__).parents[2]
WHOLE = bool(os.environ.get("BIRZHA_CONTAINER"))
"""Whether the image is really built."""
SANDBOX, REAL = ROOT / "compose.sandbox.yaml", ROOT / "compose.postgres.yaml"
SECRETS = {
    "POSTGRES_PASSWORD": "of-the-database",
    "BIRZHA_SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "BIRZHA_BASE_URL": "https://exchange.example",
}
LARGEST = 300 * 1024 * 1024
"""Bytes that the environment in the image may take."""


@pytest.fixture(scope="module")
def stages():
    """The stages of the Dockerfile."""
    return stages_of(ROOT / "Dockerfile")


@pytest.fixture(scope="module")
def image(stages, tmp_path_factory):
    """The root of the image: built in the file's own steps, or this environment in its place."""
    if not WHOLE:
        root = tmp_path_factory.mktemp("image") / "root"
        (root / "opt").mkdir(parents=True)
        (root / "opt" / "birzha").symlink_to(sys.prefix)
        (root / "data").mkdir()
        yield root
        return
    # not below pytest's own folder, which is closed to others: the image's user must get in
    place = Path(f"/tmp/birzha-container-{secrets.token_hex(4)}")
    place.mkdir(mode=0o755)
    builder = Builder(ROOT, place / "root", os.environ.get("BIRZHA_CONTAINER_PYTHON") or python_for_all())
    builder.build(stages)
    noted = builder.notes.read_text(encoding="utf-8")
    user, _, group = stages[-1].last("USER").text.partition(":")
    for made in (f"--uid {user}", f"--gid {group}"):
        assert made in noted, "the image makes the user that it runs as"
    yield place / "root"
    shutil.rmtree(place)


def python_for_all():
    """An interpreter that everybody may run, where there is a new enough one; else the one of this environment."""
    for path in ("/usr/local/bin/python3", "/usr/bin/python3"):
        check = "import sys, venv, pip; sys.exit(sys.version_info < (3, 11))"
        if (
            Path(path).exists()
            and subprocess.run([path, "-c", check], capture_output=True, check=False).returncode == 0
        ):
            return path
    return sys._base_executable


@pytest.fixture
def run(stages, image):
    """Starts the image; what was started is ended, whatever happens."""
    running = []
    user = plain_user(stages[-1], {"PATH": f"{image}/opt/birzha/bin"})
    if user is not None:
        os.chown(image / "data", user, user)

    def started(command=None, **variables):
        container = start(stages[-1], image, command, user=user, **variables)
        running.append(container)
        container.wait()
        return container

    yield started
    for each in running:
        each.stop()


def asked(url):
    """The JSON at an address."""
    return json.loads(urllib.request.urlopen(url, timeout=30).read())


@pytest.mark.tools
def test_hadolint_finds_nothing():
    """The linter of Dockerfiles has nothing to say, not even a hint."""
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run(
        [hadolint, "--failure-threshold", "style", ROOT / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.tools
@pytest.mark.parametrize("path", [SANDBOX, REAL], ids=lambda path: path.name)
def test_a_compose_file_is_what_the_specification_says(path):
    """A parser of the compose specification takes every field and value, and finds every network."""
    from compose_spec import PyCompose  # only the developers' environment has it

    parsed = PyCompose.from_yaml(compose.text_of(path, **SECRETS))
    parsed.validate()


@pytest.mark.parametrize("path", [SANDBOX, REAL], ids=lambda path: path.name)
def test_services_are_closed_in(path):
    """Nothing is published beyond this machine; our program has no privilege, writes to its volume alone, and every name is there."""
    content = compose.read(path, **SECRETS)
    for service in content["services"].values():
        assert set(service.get("depends_on", ())) <= set(content["services"])
        assert service["restart"] == "unless-stopped"
        assert all(str(each).startswith("127.0.0.1:") for each in service.get("ports", ()))
        assert not {"privileged", "network_mode", "pid", "cap_add"} & set(service)
        assert {each.partition(":")[0] for each in service["volumes"]} <= set(content["volumes"])
        if service["image"].startswith("birzha"):
            assert service["read_only"] is True
            assert service["cap_drop"] == ["ALL"]
            assert service["security_opt"] == ["no-new-privileges:true"]
        else:
            assert "ports" not in service
            assert service["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize(("proxy", "seen"), [("172.18.0.1", "203.0.113.7"), ("198.51.100.1", "198.51.100.1")])
def test_people_behind_the_web_server_do_not_count_as_one(proxy, seen):
    """Requests come from the engine's own network: the address that the web server tells of is believed, and no stranger's is."""
    named = compose.read(REAL, **SECRETS)["services"]["exchange"]["environment"]["FORWARDED_ALLOW_IPS"]
    heard = []

    async def application(scope, receive, send):
        heard.append(scope["client"][0])

    headers = [(b"x-forwarded-for", b"203.0.113.7")]
    scope = {"type": "http", "scheme": "http", "client": (proxy, 40000), "headers": headers}
    asyncio.run(ProxyHeadersMiddleware(application, named)(scope, None, None))
    assert heard == [seen]


def test_the_real_one_has_no_play_money_and_asks_for_its_secrets():
    """Without the operator's file it does not start, and says which line is missing; nothing in it sounds of a sandbox."""
    content = compose.read(REAL, **SECRETS)
    assert content["services"]["exchange"]["command"] == ["serve"]
    assert content["services"]["exchange"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert not [name for name in content["services"]["exchange"]["environment"] if "SANDBOX" in name]
    for name in SECRETS:
        with pytest.raises(compose.Missing, match=rf"{name}: make birzha\.env first"):
            compose.read(REAL, **{**SECRETS, name: ""})
    assert not [
        value
        for name, value in SECRETS.items()
        if name != "BIRZHA_BASE_URL" and value in REAL.read_text(encoding="utf-8")
    ]
    assert "birzha.env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_image_is_small_and_nobody_in_it_is_root(stages):
    """The last stage gets one folder from the first, sets no secret, and runs as a user with a number."""
    build, final = stages
    assert build.base == final.base == "python:3.13-slim"
    copied = [each.text for each in final.instructions if each.kind == "COPY"]
    assert copied == ["--from=build /opt/birzha /opt/birzha"]
    assert all(int(each) > 1000 for each in final.last("USER").text.split(":"))
    assert not [name for name in environment_of(final) if "SECRET" in name or "DATABASE" in name or "PASSWORD" in name]
    hashed = [each.text for each in build.instructions if "-r runtime.txt" in each.text]
    assert len(hashed) == 1
    assert "--require-hashes" in hashed[0]
    options, command = health_of(final)
    assert float(options["timeout"].rstrip("s")) > 4
    assert "/healthz" in command[-1]
    assert environment_of(final)["BIRZHA_PORT"] == final.last("EXPOSE").text


def test_the_image_starts_as_a_sandbox(run):
    """Its command becomes healthy, has the demo people, keeps its data where the volume is, and ends at SIGTERM with 0."""
    container = run(compose.read(SANDBOX)["services"]["sandbox"]["command"])
    assert "anna" in [each["login"] for each in asked(f"{container.url}/_sandbox/accounts")]
    assert (container.folder / "birzha.sqlite3").exists()
    code, errors = container.stop()
    assert (code, errors) == (0, "")
    assert not container.healthy()


@pytest.mark.postgres
def test_the_image_starts_as_an_exchange_on_postgresql(run, database):
    """With the compose file's own variables: no controls, nobody there, uploads beside the volume's other files."""
    service = compose.read(REAL, **SECRETS)["services"]["exchange"]
    variables = dict(service["environment"])
    assert variables["BIRZHA_DATABASE_URL"] == "postgresql://birzha:of-the-database@database/birzha"
    variables["BIRZHA_DATABASE_URL"] = database
    container = run(service["command"], **variables)
    assert "sandbox" not in asked(f"{container.url}/")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        asked(f"{container.url}/_sandbox")
    assert asked(f"{container.url}/")["etxt"].startswith("https://exchange.example/")
    assert container.stop() == (0, "")


def test_the_built_image_has_what_it_needs_and_no_more(image, pytestconfig):
    """Built in its own steps: our packages and the locked ones, no installer, within its budget."""
    if not WHOLE:
        assert (image / "opt" / "birzha" / "bin" / "birzha").exists()
        return
    environment = image / "opt" / "birzha"
    assert sorted(path.name for path in image.iterdir()) == ["data", "opt"]
    assert not list(environment.glob("lib/*/site-packages/pip"))
    sizes = [path.stat().st_size for path in environment.rglob("*") if path.is_file() and not path.is_symlink()]
    pytestconfig.get_terminal_writer().line(f" the environment takes {sum(sizes) / 2**20:.0f} MiB")
    assert 0 < sum(sizes) < LARGEST


@pytest.fixture
def database(postgres_url):
    """The URL of a database of its own for a user who may do nothing else, as the database's image makes them."""
    parts, password = make_url(postgres_url), SECRETS["POSTGRES_PASSWORD"]
    made = (f"CREATE ROLE birzha LOGIN PASSWORD '{password}'", "CREATE DATABASE birzha OWNER birzha")
    asyncio.run(_statements(postgres_url, *made))
    try:
        if parts.host:
            yield f"postgresql://birzha:{password}@{parts.host}:{parts.port or 5432}/birzha"
        else:
            with port_of(f"{parts.query['host']}/.s.PGSQL.{parts.port or 5432}") as port:
                yield f"postgresql://birzha:{password}@127.0.0.1:{port}/birzha"
    finally:
        asyncio.run(_statements(postgres_url, "DROP DATABASE birzha WITH (FORCE)", "DROP ROLE birzha"))


async def _statements(url, *statements):
    connection = await asyncpg.connect(url)
    try:
        for each in statements:
            await connection.execute(each)
    finally:
        await connection.close()
