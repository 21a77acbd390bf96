from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPResponse

import pytest

from diptych.commands.serve import server
from diptych.commands.serve.feed import Feed, Version
from diptych.commands.serve.server import PreviewServer

FILES = {
    "t/en/index.html": b"<html><body>\n</body></html>",
    "t/ko/index.html": b"<html><body>\n</body></html>",
    "t/assets/deck.css": b"p {}",
    "t/assets/media/a.svg": b"<svg/>",
}


SITE = dict.fromkeys(
    (
        "site/t/deck/en/index.html",
        "site/t/en/start.html",
        "site/t/en/index.html",
        "site/t/index.html",
    ),
    b"<html><body>\n</body></html>",
)


class Client:
    """Asks a server as a browser would, or as it never would."""

    def __init__(self, files: Mapping[str, bytes] = FILES) -> None:
        self.shown: list[str] = []
        version = Version(id="v-1", build="v-1", assets="v-1", files=files)
        self.feed = Feed(version)
        self.server = PreviewServer(0, self.feed, self.shown.append)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def ask(
        self,
        path: str,
        method: str = "GET",
        *,
        host: str | None = None,
        origin: str | None = None,
        body: bytes | None = None,
    ) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        if origin is not None:
            connection.putheader("Origin", origin)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        data = b"" if path == "/-/events" else answer.read()
        connection.close()
        return answer, data


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    made = Client()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_listens_on_the_loopback_address_only(client: Client) -> None:
    assert client.server.server_address[0] == "127.0.0.1"


def test_gives_pages_with_the_script_and_the_rest_as_it_is(client: Client) -> None:
    assert b'src="/-/preview.js"' in client.ask("/t/en/index.html")[1]
    assert client.ask("/t/assets/deck.css?v=1")[1] == FILES["t/assets/deck.css"]


def test_a_site_begins_with_its_list_or_with_what_leads_to_its_only_talk() -> None:
    for files, first in (
        (SITE, "/site/t/index.html"),
        ({**SITE, "site/index.html": b""}, "/site/index.html"),
    ):
        client = Client(files)
        assert client.ask("/")[0].headers["Location"] == first
        assert client.ask("/site/t/en/")[0].headers["Location"] == "/site/t/en/index.html"
        assert b"/-/preview.js" in client.ask("/site/t/en/index.html")[1]
        assert b"/-/preview.js" not in client.ask("/site/t/en/start.html")[1]
        client.server.shutdown()
        client.server.server_close()


def test_nothing_is_cached_nor_guessed(client: Client) -> None:
    headers = client.ask("/t/assets/deck.css")[0].headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "text/css; charset=utf-8"


def test_a_picture_opened_as_a_page_runs_no_script(client: Client) -> None:
    assert "sandbox" in client.ask("/t/assets/media/a.svg")[0].headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "target"),
    [("/", "/t/en/index.html"), ("/t", "/t/en/index.html"), ("/t/ko/", "/t/ko/index.html")],
)
def test_a_folder_leads_to_its_first_page(path: str, target: str, client: Client) -> None:
    answer, _ = client.ask(path)
    assert (answer.status, answer.headers["Location"]) == (302, target)


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/t/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/..\\..\\etc\\passwd",
        "//etc/passwd",
        "/t/assets/../assets/deck.css",
        "/-/../server.py",
        "/-/server.py",
        "/\x00",
    ],
)
def test_no_path_leaves_the_decks(path: str, client: Client) -> None:
    sock = HTTPConnection("127.0.0.1", client.port, timeout=5)
    sock.connect()
    host = f"Host: 127.0.0.1:{client.port}\r\nConnection: close\r\n\r\n"
    sock.sock.sendall(f"GET {path} HTTP/1.1\r\n{host}".encode())
    answer = HTTPResponse(sock.sock)
    answer.begin()
    data = answer.read()
    sock.close()
    assert answer.status in {400, 404}
    assert b"p {}" not in data
    assert b"root:" not in data


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{}", "127.0.0.1", "127.0.0.1:1"])
def test_a_foreign_host_is_refused(host: str, client: Client) -> None:
    answer, data = client.ask("/t/en/index.html", host=host.format(client.port))
    assert answer.status == 403
    assert b"<html>" not in data


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
def test_every_name_of_this_machine_is_known(name: str, client: Client) -> None:
    assert client.ask("/t/en/index.html", host=f"{name}:{client.port}")[0].status == 200


def test_a_page_says_what_it_shows(client: Client) -> None:
    origin = f"http://127.0.0.1:{client.port}"
    client.shown.clear()
    assert client.ask("/-/shown", "POST", origin=origin, body=b"v-1")[0].status == 200
    assert client.shown == ["v-1"]


@pytest.mark.parametrize(
    ("path", "origin", "body"),
    [
        ("/-/shown", "http://evil.example", b"v-1"),
        ("/-/shown", None, b"v-1"),
        ("/-/shown", "http://127.0.0.1:{}", b"v" * 1000),
        ("/t/en/index.html", "http://127.0.0.1:{}", b"v-1"),
    ],
)
def test_nobody_else_says_anything(
    path: str, origin: str | None, body: bytes, client: Client
) -> None:
    client.shown.clear()
    sender = origin.format(client.port) if origin else None
    assert client.ask(path, "POST", origin=sender, body=body)[0].status == 403
    assert client.shown == []


def test_a_head_request_is_answered_without_a_body(client: Client) -> None:
    answer, data = client.ask("/t/assets/deck.css", "HEAD")
    assert (answer.status, answer.headers["Content-Length"], data) == (200, "4", b"")


def test_a_page_is_told_at_once_what_is_to_be_seen(client: Client) -> None:
    answer, _ = client.ask("/-/events")
    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    lines = [answer.readline() for _ in range(3)]
    answer.close()
    assert json.loads(lines[2].removeprefix(b"data: "))["build"] == "v-1"


def test_a_missing_page_still_follows_the_preview(client: Client) -> None:
    answer, data = client.ask("/t/de/index.html")
    assert answer.status == 404
    assert b'src="/-/preview.js"' in data


@pytest.mark.parametrize("length", ["9" * 5000, "201", "-1", "1e9", "\u0664"])
def test_a_length_that_no_page_sends_is_refused_unread(
    length: str, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    host = f"127.0.0.1:{client.port}"
    head = f"POST /-/shown HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
    with socket.create_connection(("127.0.0.1", client.port), timeout=5) as connection:
        connection.sendall(f"{head}Content-Length: {length}\r\n\r\n".encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 403")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "request_", [b"GET /" + b"x" * 70_000, b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n"]
)
def test_a_request_without_end_is_refused(request_: bytes, client: Client) -> None:
    with socket.create_connection(("127.0.0.1", client.port), timeout=5) as connection:
        connection.sendall(request_)
        assert connection.recv(100).split()[1] in {b"414", b"431"}


def test_more_connections_than_pages_hold_are_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 2)
    crowded = Client()
    address = ("127.0.0.1", crowded.port)
    try:
        with socket.create_connection(address), socket.create_connection(address):
            time.sleep(0.05)  # until both are accepted
            with socket.create_connection(address, timeout=5) as third:
                assert third.recv(10) == b"", "hung up"
        for _ in range(100):  # until the server has noticed
            time.sleep(0.02)
            with socket.create_connection(address, timeout=5) as fourth:
                fourth.sendall(
                    f"HEAD / HTTP/1.1\r\nHost: 127.0.0.1:{crowded.port}\r\n\r\n".encode()
                )
                if fourth.recv(12) == b"HTTP/1.1 302":
                    break
        else:
            pytest.fail("no connection was taken any more")
    finally:
        crowded.server.shutdown()
        crowded.server.server_close()
