"""Text.ru measures uniqueness against the web by its public API; everything else is measured here.

The protocol (its public documentation and clients): a text of 100 to 150,000 characters is posted with the key and answered with
an id; the id is posted until the answer has ``text_unique``, which takes minutes. Code 181: not measured yet.
"""

import http.client
import json
import logging
from collections import OrderedDict
from dataclasses import replace
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from birzha.checkers.own import Own
from birzha.checks.checker import CannotCheck
from birzha.checks.model import Asked, Finding
from birzha.clock import MINUTE

logger = logging.getLogger("birzha.checks")

ADDRESS = "https://api.text.ru/post"
SHORTEST, LONGEST = 100, 150_000
"""What the service takes, characters; other texts are measured here alone."""
NOT_YET = 181
ASK_AGAIN = 20.0
"""Seconds between two questions for the same text."""
PATIENCE = 20.0
"""Seconds that one answer may take."""
LARGEST_ANSWER = 4 * 1024 * 1024
MOST_TEXTS = 1000
"""How many posted texts are remembered; one that is forgotten is posted, and paid for, again."""
MEMORY = "text.ru.json"
"""Where they are remembered, in the folder of the corpus."""


class TextRu:
    """Measures by Text.ru.

    Args:
        own: measures everything else, and what the service does not take.
        key: of the operator's account; it is sent to the service and nowhere else.
        folder: where the ids of texts that were sent are kept, so that a restart pays for none of them again; ``None``: nowhere.
        address: of the service.
    """

    name = "text.ru"

    def __init__(self, own: Own, key: str, folder: Path | None, address: str = ADDRESS) -> None:
        self._own = own
        self._key = key
        self._address = urlsplit(address)
        self._memory = None if folder is None else folder / MEMORY
        self._posted = self._remembered()

    def check(self, asked: Asked) -> Finding:
        """Measure a text; the first calls for one say that it is being measured.

        Raises:
            CannotCheck: not yet, or the service refuses or cannot be reached.
        """
        if not SHORTEST <= len(asked.text) <= LONGEST:
            return self._own.check(asked)
        mark = sha256(asked.text.encode("utf-8", "surrogatepass")).hexdigest()
        uid = self._posted.get(mark)
        if uid is None:
            answer = self._ask({"text": asked.text.encode("utf-8", "replace")})
            self._posted[mark] = _text(answer, "text_uid")
            self._remember()
            raise CannotCheck("the text was sent to text.ru and is being measured", ASK_AGAIN)
        answer = self._ask({"uid": uid, "jsonvisible": "detail"})
        unique = _percent(answer)
        found = self._own.check(asked)
        del self._posted[mark]
        self._remember()
        return replace(found, checker=self.name, unq=int(unique), report={**found.report, "service": _service(answer)})

    def _remembered(self) -> OrderedDict[str, str]:
        try:
            kept = json.loads(self._memory.read_bytes()) if self._memory else {}
            return OrderedDict((str(mark), str(uid)) for mark, uid in kept.items())
        except FileNotFoundError:
            return OrderedDict()
        except (OSError, ValueError, AttributeError) as error:
            logger.warning(
                "what was sent to text.ru is not known any more (%s): it is sent again", type(error).__name__
            )
            return OrderedDict()

    def _remember(self) -> None:
        while len(self._posted) > MOST_TEXTS:
            self._posted.popitem(last=False)
        if self._memory is not None:
            self._memory.parent.mkdir(parents=True, exist_ok=True)
            unfinished = self._memory.with_suffix(".part")
            unfinished.write_text(json.dumps(self._posted))
            unfinished.replace(self._memory)

    def _ask(self, fields: dict[str, str | bytes]) -> dict[str, Any]:
        body = urlencode({**fields, "userkey": self._key})
        try:
            status, content = self._post(body)
            answer = json.loads(content)
        except (OSError, http.client.HTTPException, ValueError) as error:
            # an exception's own words may quote what was sent
            raise CannotCheck(
                f"text.ru cannot be reached or does not answer in JSON ({type(error).__name__})"
            ) from None
        if status != HTTPStatus.OK or not isinstance(answer, dict):
            raise CannotCheck(f"text.ru answered with HTTP {status}")
        code = answer.get("error_code")
        if code == NOT_YET:
            raise CannotCheck("text.ru is still measuring the text", ASK_AGAIN)
        if code:
            raise CannotCheck(f"text.ru refused with code {str(code)[:20]}", 10 * MINUTE)
        return answer

    def _post(self, body: str) -> tuple[int, bytes]:
        kind = http.client.HTTPSConnection if self._address.scheme == "https" else http.client.HTTPConnection
        connection = kind(self._address.hostname or "", self._address.port, timeout=PATIENCE)
        try:
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", self._address.path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(LARGEST_ANSWER)
        finally:
            connection.close()


def _text(answer: dict[str, Any], name: str) -> str:
    found = answer.get(name)
    if not isinstance(found, str) or not found:
        raise CannotCheck(f"text.ru answered without {name}")
    return found


def _percent(answer: dict[str, Any]) -> float:
    try:
        found = float(answer["text_unique"])
    except (KeyError, TypeError, ValueError):
        found = -1.0
    if not 0 <= found <= 100:  # percent
        raise CannotCheck("text.ru answered without a percentage")
    return found


def _service(answer: dict[str, Any]) -> dict[str, Any]:
    """What a report keeps of the answer: the pages that it found."""
    try:
        urls = json.loads(answer.get("result_json") or "{}").get("urls") or []
        pages = [{"url": str(each["url"])[:2000], "percent": float(each["plagiat"])} for each in urls[:20]]
    except (AttributeError, KeyError, TypeError, ValueError):
        pages = []
    return {"pages": pages}
