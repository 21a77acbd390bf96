"""Fetching of files from the web: within limits, from public addresses, and told if it fails."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from threading import Thread

import pytest
from msgspec import Struct

from diptych import fetching
from diptych.fetching import FetchError, fetch, fetch_all, is_public


class Reply(Struct, frozen=True):
    """What a host of the tests answers."""

    data: bytes = b""
    code: int = 200
    headers: Mapping[str, str] = {}


REPLIES = {
    "/a.png": Reply(b"picture", headers={"Content-Type": "image/png"}),
    "/b%20c.png?x=%2F": Reply(b"with a space"),
    "/gone.png": Reply(code=404),
    "/large.png": Reply(b"x" * 101),
    "/short.png": Reply(b"x", headers={"Content-Length": "9"}),
    "/moved": Reply(code=302, headers={"Location": "/a.png"}),
    "/to-file": Reply(code=302, headers={"Location": "file:///etc/passwd"}),
    "/round": Reply(code=302, headers={"Location": "/round"}),
}


class _Host(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        reply = REPLIES[self.path]
        self.send_response(reply.code)
        for name, value in ({"Content-Length": str(len(reply.data))} | dict(reply.headers)).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    threading.Thread(target=partial(server.serve_forever, 0.01), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_host(host: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the host of the tests, taken for a public one."""
    monkeypatch.setattr(fetching, "is_public", lambda _: True)
    return host


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_picture_is_fetched_with_its_type(open_host: str) -> None:
    assert fetch(f"{open_host}/a.png#part", 100) == (b"picture", "image/png")


def test_a_redirect_is_followed(open_host: str) -> None:
    assert fetch(f"{open_host}/moved", 100)[0] == b"picture"


def test_an_address_is_sent_as_it_must_be_written(open_host: str) -> None:
    assert fetch(f"{open_host}/b c.png?x=%2F", 100)[0] == b"with a space"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone.png", "the host answers 404 Not Found"),
        ("/large.png", "it has more than 100 bytes"),
        ("/short.png", "the connection ended too early"),
        ("/to-file", "the address is not one of the web"),
        ("/round", "it has moved more than 5 times"),
    ],
)
def test_what_gives_nothing_says_why(path: str, reason: str, open_host: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"{open_host}{path}", 100)
    assert str(caught.value).startswith(reason)


def test_a_host_that_cannot_be_reached_is_told_from_one_that_has_no_such_file(
    open_host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    (gone,) = fetch_all([f"{open_host}/gone.png"], 100)
    assert not gone.is_unreached
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    (unreached,) = fetch_all(["http://example.org/a.png"], 100)
    assert unreached.failure == "there is no such host, or no connection to the network"
    assert unreached.is_unreached


def test_a_host_of_this_machine_is_not_asked(host: str) -> None:
    with pytest.raises(FetchError, match="the host is not public"):
        fetch(f"{host}/a.png", 100)
    with pytest.raises(FetchError, match="the host is not public"):
        fetch(f"{host.replace('127.0', '127%2e0')}/a.png", 100)


def test_a_host_that_the_user_reaches_without_the_proxy_must_be_public_too(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.invalid:3128")
    monkeypatch.setenv("no_proxy", host.removeprefix("http://"))
    with pytest.raises(FetchError, match="the host is not public"):
        fetch(f"{host}/a.png", 100)


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """Serve each connection of a port of this machine by `answer`; give host and port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    Thread(target=answer, args=(connection,), daemon=True).start()

        Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"


def test_nothing_is_said_to_a_host_of_this_machine() -> None:
    said: SimpleQueue[bytes] = SimpleQueue()

    def hear(connection: socket.socket) -> None:
        with connection:
            said.put(connection.recv(100))

    with listening(hear) as place:
        for scheme in ("http", "https"):
            with pytest.raises(FetchError, match="the host is not public"):
                fetch(f"{scheme}://{place}/a.png", 100)
            assert said.get(timeout=10) == b""


@pytest.mark.timeout(20)
def test_a_host_that_never_comes_to_an_end_is_given_up_and_the_others_are_asked(
    open_host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_SECONDS", 0.5)

    def drip(connection: socket.socket) -> None:
        connection.recv(100)
        with connection, suppress(OSError):
            while True:
                connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
                time.sleep(0.05)

    with listening(drip) as place:
        slow = [f"http://{place}/{number}.png" for number in range(7)]
        answers = list(fetch_all([*slow, f"{open_host}/a.png"], 100))
    assert [one.address for one in answers if one.data] == [f"{open_host}/a.png"]
    assert [one.failure for one in answers if not one.data] == ["it takes more than 60 seconds"] * 7


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "::1",
        "::ffff:10.0.0.1",
        "fe80::1%2",
        "fec0::1",
        "64:ff9b::10.0.0.1",
        "2002:a00:1::1",
        "224.0.0.1",
    ],
)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_other_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://example.org/a.png", "the address is not one of the web"),
        ("file:///etc/passwd", "the address is not one of the web"),
        ("https:///a.png", "the address is not one of the web"),
        ("https://me:secret@example.org/a.png", "the address has a user name, which is not sent"),
        ("https://example.org:a/", "the address is not valid"),
        ("https://example.org/\r\nHost: x", "the address is not valid"),
        (f"https://example.org/{'a' * 2_000}", "the address is not valid"),
        (f"https://{'a' * 70}.org/", "the address is not valid"),
        ("https://[::1/", "the address is not valid"),
    ],
)
def test_an_address_that_cannot_be_asked_says_why(address: str, reason: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(address, 100)
    assert str(caught.value) == reason


def test_a_host_that_does_not_listen_says_so(open_host: str) -> None:
    host, _, port = open_host.rpartition(":")
    with pytest.raises(FetchError, match="the host refuses the connection"):
        fetch(f"{host}:{1 if port != '1' else 2}/a.png", 100)


def test_several_are_fetched_and_each_has_an_answer(open_host: str) -> None:
    paths = ["/a.png", "/gone.png", "/moved"]
    answers = {one.address: one for one in fetch_all([f"{open_host}{path}" for path in paths], 100)}
    assert [bool(answers[f"{open_host}{path}"].data) for path in paths] == [True, False, True]
    assert answers[f"{open_host}/gone.png"].failure == "the host answers 404 Not Found"
