"""The web server: serves the decks from memory, and notifies pages of changes.

It listens on the loopback address only, and answers only requests with that name as their host: a
page of another site whose name was made to resolve to it (DNS rebinding) is refused. No request
ever reaches the disk: a path is looked up in a dictionary.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTP_PORT
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from diptych.commands.serve.feed import Feed, is_page, is_within
from diptych.commands.serve.page import address, list_decks, previewed
from diptych.render.media_types import MEDIA_TYPES

LOOPBACK = "127.0.0.1"

_NAMES = (LOOPBACK, "localhost", "[::1]")
_OWN = Path(__file__).parent
_OWN_FILES = ("preview.js", "notice.js", "preview.css", "marks.css")
_HEARTBEAT = 15.0
"""Seconds after which a comment is sent to a page, to find out whether it is still there."""
_MOST = 200
"""Most bytes of a request's body that a page sends."""
MOST_CONNECTIONS = 128
"""Most simultaneous connections, each with a thread: six for each of twenty pages."""
_TYPES = {
    **MEDIA_TYPES,
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xml": "application/xml",
}
_TEXT = "text/plain; charset=utf-8"
_PAGE_POLICY = "frame-ancestors 'self'"
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For an SVG that is opened as a page by itself, where its scripts would run."""


class PreviewServer(ThreadingHTTPServer):
    """Serves what is in the feed; calls `shown` with the id of each version that a page shows."""

    daemon_threads = True
    request_queue_size = 64  # a page opens several connections at once; five would be too few
    allow_reuse_address = os.name == "posix"  # elsewhere it would share a port that is in use

    def __init__(self, port: int, feed: Feed, shown: Callable[[str], None]) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.feed = feed
        self.shown = shown
        self._free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self.own = {name: (_OWN / name).read_bytes() for name in _OWN_FILES}
        self.hosts = {f"{name}:{self.server_port}" for name in _NAMES}
        if self.server_port == HTTP_PORT:  # which browsers leave out
            self.hosts.update(_NAMES)

    @property
    def url(self) -> str:
        """Return the address to open."""
        return f"http://{LOOPBACK}:{self.server_port}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a new thread; if there are too many, close the connection."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, then let another request in."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a page that goes away in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version = "Diptych"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or the second packet of each answer may wait 40 ms
    timeout = 60

    def do_GET(self) -> None:
        if not self._was_called_by_name():
            return
        path = unquote(self.path.partition("?")[0]).lstrip("/")
        if path == "-/events":
            self._events()
        elif path.startswith("-/"):
            self._own_file(path.removeprefix("-/"))
        else:
            self._deck_file(path)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        if not self._was_called_by_name():
            return
        given = self.headers.get("Content-Length", "")
        length = int(given) if re.fullmatch(r"[0-9]{1,3}", given) else _MOST + 1
        is_own = self.headers.get("Origin") == f"http://{self.headers['Host']}"
        if self.path != "/-/shown" or not is_own or length > _MOST:
            self.close_connection = True
            self._answer(b"refused\n", _TEXT, HTTPStatus.FORBIDDEN)
            return
        self.server.shown(self.rfile.read(length).decode("utf-8", "replace"))
        self._answer(b"", _TEXT)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Log nothing: the terminal is for the author's sources."""

    def _was_called_by_name(self) -> bool:
        if self.headers.get("Host", "").lower() in self.server.hosts:
            return True
        self.close_connection = True
        message = f"This preview is for this machine only: open {self.server.url}\n"
        self._answer(message.encode(), _TEXT, HTTPStatus.FORBIDDEN)
        return False

    def _deck_file(self, path: str) -> None:
        version = self.server.feed.version
        data = version.files.get(path)
        if data is not None:
            page = previewed(data, version) if is_page(path) and not is_within(path) else data
            self._answer(page, _TYPES.get(PurePosixPath(path).suffix, _TEXT))
            return
        folder = f"{path.rstrip('/')}/" if path else ""
        inside = [page for page in version.files if is_page(page) and page.startswith(folder)]
        if f"{folder}index.html" in inside:
            self._redirect(address(f"{folder}index.html"))
        elif inside and len({page.split("/")[0] for page in inside}) == 1:
            # Of a site the list of talks, or what leads to a talk in its language.
            self._redirect(address(min(inside, key=lambda page: page.count("/"))))
        elif path:
            self._answer(list_decks(version, missing=path), _TYPES[".html"], HTTPStatus.NOT_FOUND)
        else:
            self._answer(list_decks(version), _TYPES[".html"])

    def _own_file(self, name: str) -> None:
        data = self.server.own.get(name)
        if data is None:
            self._answer(b"there is no such file\n", _TEXT, HTTPStatus.NOT_FOUND)
        else:
            self._answer(data, _TYPES[PurePosixPath(name).suffix])

    def _events(self) -> None:
        """Send the current version, and then every later one (HTML, 9.2)."""
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream; charset=utf-8", ("Connection", "close"))
        if self.command == "HEAD":
            return
        feed, seen = self.server.feed, ""
        with feed.listening():
            self.wfile.write(b"retry: 500\n\n")
            while True:
                version = feed.wait(seen, _HEARTBEAT)
                line = ": still here" if version is None else f"data: {version.message()}"
                self.wfile.write(f"{line}\n\n".encode())
                seen = seen if version is None else version.id

    def _redirect(self, target: str) -> None:
        location = ("Location", target)
        self._head(HTTPStatus.FOUND, _TEXT, location, ("Content-Length", "0"))

    def _answer(self, data: bytes, type_: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._head(status, type_, ("Content-Length", str(len(data))))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(self, status: HTTPStatus, type_: str, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        policy = _PICTURE_POLICY if type_ == _TYPES[".svg"] else _PAGE_POLICY
        for name, value in (
            ("Content-Type", type_),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", policy),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            *headers,
        ):
            self.send_header(name, value)
        self.end_headers()
