"""Those of the story who are no eTXT client: people through our own JSON API, and whoever turns the sandbox's clock."""

from typing import Any, Self

import httpx2


class Refusal(Exception):
    """The exchange refused a call.

    Args:
        status: of HTTP.
        error: the code for programs.
        message: what happened.
    """

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(f"{status} {error}: {message}")
        self.status = status
        self.error = error
        self.message = message


class Caller:
    """Calls a JSON API over HTTP.

    Args:
        base_url: of the API.
    """

    def __init__(self, base_url: str) -> None:
        self._http = httpx2.AsyncClient(base_url=base_url, timeout=30, trust_env=False)

    async def get(self, path: str) -> Any:
        """Ask for something.

        Raises:
            Refusal: the exchange refused.
        """
        return self._answer(await self._http.get(path))

    async def post(self, path: str, **content: Any) -> Any:
        """Do something.

        Args:
            path: of the API.
            content: the body's fields.

        Raises:
            Refusal: the exchange refused.
        """
        return self._answer(await self._http.post(path, json=content))

    async def put(self, path: str, **content: Any) -> Any:
        """Set something.

        Args:
            path: of the API.
            content: the body's fields.

        Raises:
            Refusal: the exchange refused.
        """
        return self._answer(await self._http.put(path, json=content))

    @staticmethod
    def _answer(response: httpx2.Response) -> Any:
        content: Any = response.json() if response.content else None
        if response.is_success:
            return content
        raise Refusal(response.status_code, content["error"], content["message"])

    async def __aenter__(self) -> Self:
        """Begin."""
        return self

    async def __aexit__(self, *error: object) -> None:
        """Close the connections."""
        await self._http.aclose()


class Person(Caller):
    """Somebody who signs in to our own API.

    Args:
        base_url: of our own API.
        login: who.
        name: what the story calls them.
    """

    def __init__(self, base_url: str, login: str, name: str) -> None:
        super().__init__(base_url)
        self.login = login
        self.name = name

    async def enter(self, password: str) -> None:
        """Log in."""
        session = await self.post("/sessions", login=self.login, password=password)
        self._http.headers["authorization"] = f"Bearer {session['token']}"
