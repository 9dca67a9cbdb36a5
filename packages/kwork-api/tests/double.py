"""A service on loopback that speaks the documented wire, in a process of its own: ``python double.py`` prints its port.

It knows one user, gives out tokens, and answers from answers.json. Paths that begin with ``/_`` steer it.
"""

import json
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs

FOLDER = Path(__file__).parent
ANSWERS = json.loads((FOLDER / "answers.json").read_text(encoding="utf-8"))
METHODS = json.loads((FOLDER / "contract.json").read_text(encoding="utf-8"))["methods"]
BY_PATH = {facts["path"]: name for name, facts in METHODS.items()}
SORTS = {"recommend", "price_asc", "price_desc", "rating", "reviews", "newest"}
USER, PASSWORD = "anna@example.org", "correct horse"
PAGES = 3
LOCK = Lock()
STATE = {"tokens": set(), "given": 0, "log": [], "faults": []}


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one piece: otherwise each answer waits 40 ms for an acknowledgement

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        with LOCK:
            self.route(self.path.removeprefix("/kwork"), body)

    def route(self, path, body):
        if path.startswith("/_"):
            self.steer(path, body)
            return
        cookies = dict(pair.split("=", 1) for pair in self.headers.get("cookie", "").split("; ") if pair)
        STATE["log"].append(
            {"path": path, "body": body.decode(), "cookies": cookies, "type": self.headers.get("content-type")}
        )
        if STATE["faults"]:
            self.fail(STATE["faults"].pop(0))
        elif path == "/signIn":
            self.sign_in(parse_qs(body.decode()))
        elif path == "/getWebAuthToken":
            self.give_token(cookies)
        elif cookies.get("web_auth_token") not in STATE["tokens"] or cookies.get("userId", "7") != "7":
            self.answer(401, {"success": False, "message": "Сессия истекла"})
        elif path in BY_PATH:
            self.call(BY_PATH[path], json.loads(body) if body else {})
        else:
            self.answer(404, {"success": False, "message": "Нет такого метода"})

    def steer(self, path, body):
        if path == "/_reset":
            STATE.update(tokens=set(), given=0, log=[], faults=[])
        elif path == "/_expire":
            STATE["tokens"] = set()
        elif path == "/_fault":
            STATE["faults"] = json.loads(body)
        self.answer(200, {"log": STATE["log"]})

    def fail(self, fault):
        if fault == "drop":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif fault == "half":
            self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"kwo')
            self.close_connection = True
        elif fault == "truncated":
            self.answer(200, b'{"kworks": [{"id": 1, "ti')
        elif fault == "empty":
            self.answer(200, b"")
        elif fault == "page":
            self.answer(200, "<html><body>Технические работы</body></html>".encode(), "text/html; charset=utf-8")
        else:
            self.answer(int(fault), b"<html><h1>Bad gateway</h1></html>", "text/html")

    def sign_in(self, form):
        if form != {"login_or_email": [USER], "password": [PASSWORD]}:
            self.answer(200, {"success": False, "message": "Неверный логин или пароль"})
            return
        self.answer(200, {"success": True}, cookies=["userId=7; Path=/; HttpOnly", "slrememberme=remember-7; Path=/"])

    def give_token(self, cookies):
        if cookies.get("userId") != "7":
            self.answer(401, {"success": False})
            return
        STATE["given"] += 1
        token = f"token-{STATE['given']}-abcdefgh"
        STATE["tokens"].add(token)
        self.answer(200, {"success": True, "web_auth_token": token})

    def call(self, name, values):
        wrong = {}
        if values.get("page", 1) < 1:
            wrong["page"] = ["Номер страницы начинается с 1"]
        if values.get("sort", "recommend") not in SORTS:
            wrong["sort"] = ["Нет такой сортировки"]
        if wrong:
            self.answer(400, {"success": False, "message": "Ошибка в параметрах", "fields": wrong})
        elif values.get("kwork_id", 1) > 100_000:
            self.answer(404, {"success": False, "message": "Кворк не найден"})
        else:
            self.answer(200, self.paged(name, values))

    def paged(self, name, values):
        answer = ANSWERS[name]
        if name == "catalog.get_list" and values["page"] > 1:
            page = values["page"]
            more = [{**kwork, "id": kwork["id"] + 10 * page} for kwork in answer["kworks"]] if page <= PAGES else []
            return {**answer, "kworks": more, "pagination": {"current_page": page, "has_next": page < PAGES}}
        return answer

    def answer(self, status, content, kind="application/json", cookies=()):
        data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for cookie in cookies:
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that many clients may call at once."""

    daemon_threads = True
    request_queue_size = 128


if __name__ == "__main__":
    with Server(("127.0.0.1", 0), Handler) as server:
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()
