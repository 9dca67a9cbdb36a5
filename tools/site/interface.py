"""The exchange's own JSON API and the sandbox's controls, as the site lists them."""

import json
from typing import Any

from birzha.api.face import endpoints
from birzha.api.openapi import document
from birzha.people.model import Role
from birzha.sandbox.control import PREFIX
from birzha.sandbox.routes import CONTROLS

WORDS = {
    "ru": {
        "open": "всем",
        "body": "тело",
        "query": "в адресе",
        "address": "адрес",
        "what": "что",
        "takes": "принимает",
    },
    "en": {"open": "anybody", "body": "body", "query": "query", "address": "address", "what": "what", "takes": "takes"},
}

IN_ENGLISH = {
    ("GET", ""): "what is here",
    ("GET", "/accounts"): "the demo people: passwords, tokens, API passwords",
    ("GET", "/clock"): "what time it is on the exchange, and whether the clock runs",
    ("POST", "/clock/freeze"): "stop the clock",
    ("POST", "/clock/run"): "let the clock run on from the moment it shows",
    ("POST", "/clock/set"): "turn the clock forward to a moment: unixtime or ISO 8601",
    ("POST", "/clock/advance"): "turn the clock forward: by seconds, or by an ISO 8601 duration (P3DT12H)",
    ("POST", "/reset"): "begin anew; `freeze_at`: where the clock is to stand",
    ("POST", "/next-check"): "what the next check of a result finds",
    ("GET", "/ledger"): "the accounts of people and of the exchange in kopecks, and the auditor's word",
    ("POST", "/article-figures"): "the uniqueness of an article",
    ("GET", "/journal"): "requests to the APIs, the newest first",
    ("DELETE", "/journal"): "forget all requests",
    ("GET", "/journal/{number}"): "one request as a whole: parameters, signature, answer",
    ("GET", "/faults"): "which faults there can be, and which are set",
    ("POST", "/faults"): "set a fault",
    ("DELETE", "/faults"): "take all faults away",
    ("DELETE", "/faults/{number}"): "take one fault away",
    ("GET", "/checkpoints"): "the checkpoints",
    ("POST", "/checkpoints"): "remember the exchange as it is",
    ("DELETE", "/checkpoints/{name}"): "forget a checkpoint",
    ("POST", "/checkpoints/{name}/rewind"): "bring the exchange, its files and its clock back to a checkpoint",
    ("GET", "/checkpoints/{name}/changes"): "what has changed since, row by row",
    ("GET", "/wire"): "the switches of the API, and who has their own",
    ("PUT", "/wire/{who}"): "switches of its own for a login or a token",
    ("DELETE", "/wire/{who}"): "the common switches again",
}
"""What the controls do; the sandbox itself says it in Russian."""
SIGNED_IN = {"ru": "после входа", "en": "whoever is signed in"}


def as_json() -> bytes:
    """The OpenAPI document of a real exchange."""
    return (json.dumps(document(endpoints(sandbox=False)), ensure_ascii=False, indent=1) + "\n").encode()


def listing(language: str) -> str:
    """Every operation of the API, subject by subject.

    Args:
        language: of the words around; summaries are as the document has them.
    """
    words = WORDS[language] | {"language": language}
    found = document(endpoints(sandbox=False))
    lines: list[str] = []
    for tag in found["tags"]:
        lines += [
            f"\n## {tag['name']}\n",
            f"| {words['address']} | {words['what']} | {words['takes']} |",
            "|---|---|---|",
        ]
        for path, verbs in found["paths"].items():
            lines += [_row(verb, path, said, words) for verb, said in verbs.items() if tag["name"] in said["tags"]]
    return "\n".join(lines)


def _row(verb: str, path: str, said: dict[str, Any], words: dict[str, str]) -> str:
    takes = []
    if query := [each["name"] for each in said["parameters"] if each["in"] == "query"]:
        takes.append(f"{words['query']}: " + ", ".join(f"`{name}`" for name in query))
    if body := said.get("requestBody"):
        takes.append(f"{words['body']}: `{_name(body['content'])}`")
    roles = said.get("x-roles", ())
    who = SIGNED_IN[words["language"]] if len(roles) == len(Role) else ", ".join(roles) or words["open"]
    return f"| `{verb.upper()} {path}` | {said['summary']} <br>*{who}* | {'; '.join(takes)} |"


def _name(content: dict[str, Any]) -> str:
    """The name of a body's schema: where only a form is taken, of that."""
    if "application/json" not in content:
        return str(content["multipart/form-data"]["schema"]["title"])
    return json.dumps(content["application/json"]).rpartition("/schemas/")[2].partition('"')[0]


def controls(language: str) -> str:
    """Every control of the sandbox.

    Args:
        language: of the words around.
    """
    words = WORDS[language]
    lines = [f"| {words['address']} | {words['what']} | {words['takes']} |", "|---|---|---|"]
    for each in CONTROLS:
        text = each.text if language == "ru" else IN_ENGLISH[each.verb, each.path]
        fields = ", ".join(f"`{name}`" for name in getattr(each.takes, "__struct_fields__", ()))
        lines.append(f"| `{each.verb} {PREFIX}{each.path}` | {text} | {fields} |")
    return "\n".join(lines)
