"""Fetches files from the web, within limits of size and time, and from public hosts alone.

Addresses are a stranger's: they must not reach what only this machine can, such as a router or a
database. So the address that a connection has is checked, not the name, which could be resolved
differently a moment later. Where the user's environment names a proxy, that decides instead.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import suppress
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from diptych import __version__

_AT_ONCE = 6
"""Connections; browsers have as many to a host."""
_PATIENCE = 10
"""Seconds without an answer after which a host is given up."""
_SECONDS = 60
"""The most that one file may take, however its host answers."""
_MOST_SAID = 100
"""Characters that are shown of what a host says."""
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses, as a network of IPv6 writes them (RFC 6052, 2.1)."""
_PIECE = 64 * 1024
_MOVED = (301, 302, 303, 307, 308)
"""The redirects of RFC 9110, 15.4."""
_REDIRECTS = 5
_HEADERS = {"User-Agent": f"Diptych/{__version__}", "Accept": "image/*, */*;q=0.1"}
_TOO_SLOW = f"it takes more than {_SECONDS} seconds"
_LONGEST = 2_000
"""Characters of an address; more than some servers and browsers take (RFC 9110, 4.1)."""
_PRINTABLE = re.compile(r"[^\x00-\x20\x7f]+")
_KEPT = "!#$%&'()*+,/:;=?@[]~"
"""What has a meaning in an address and stays as written (RFC 3986, 2.2)."""


class FetchError(Exception):
    """An address does not give a file; the message says why, as a phrase."""


class UnreachedError(FetchError):
    """A host could not be reached, which may be the fault of this machine's network."""


class Answer(NamedTuple):
    """What an address has given."""

    address: str
    data: bytes = b""
    kind: str = ""
    """The media type that the host says it has."""
    failure: str = ""
    """Why it has given nothing."""
    is_unreached: bool = False
    """Whether that may be the network's fault."""


def fetch_all(addresses: Sequence[str], most: int) -> Iterator[Answer]:
    """Yield what each address gives, at most `most` bytes, as soon as it is there."""
    answers: SimpleQueue[tuple[int, Answer]] = SimpleQueue()

    def work(number: int) -> None:
        address = addresses[number]
        answer = Answer(address, failure="the connection failed")
        try:
            answer = Answer(address, *fetch(address, most))
        except FetchError as error:
            is_unreached = isinstance(error, UnreachedError)
            answer = Answer(address, failure=str(error), is_unreached=is_unreached)
        finally:
            answers.put((number, answer))

    waiting = iter(range(len(addresses)))
    ends: dict[int, float] = {}
    while True:
        for number in islice(waiting, _AT_ONCE - len(ends)):
            ends[number] = time.monotonic() + _SECONDS
            # Not waited for when it takes too long, or when the program is interrupted.
            Thread(target=work, args=(number,), daemon=True).start()
        if not ends:
            return
        number, end = next(iter(ends.items()))
        answer = Answer(addresses[number], failure=_TOO_SLOW, is_unreached=True)
        with suppress(Empty):
            number, answer = answers.get(timeout=max(0, end - time.monotonic()))
        if ends.pop(number, None) is not None:
            yield answer


def fetch(address: str, most: int) -> tuple[bytes, str]:
    """Return what an address gives, at most `most` bytes, and its media type.

    Raise FetchError if it gives nothing.
    """
    try:
        return _followed(_sendable(address), most)
    except (OSError, http.client.HTTPException, ValueError) as error:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        is_network = isinstance(cause, OSError)
        is_refused = isinstance(cause, _PrivateHostError | ssl.SSLError)
        kind = UnreachedError if is_network and not is_refused else FetchError
        raise kind(_reason(cause)) from None


def _followed(address: str, most: int) -> tuple[bytes, str]:
    """Return what an address gives, or that to which it leads."""
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), _HttpHandler(), _HttpsHandler()):
        opener.add_handler(handler)
    for _ in range(_REDIRECTS + 1):
        request = urllib.request.Request(address, headers=_HEADERS)  # noqa: S310 - see `_sendable`
        with opener.open(request, timeout=_PATIENCE) as response:
            moved = response.headers["Location"] if response.status in _MOVED else None
            if moved is None and response.status != HTTPStatus.OK:
                said = response.reason[:_MOST_SAID]
                raise FetchError(f"the host answers {response.status} {said}".rstrip())
            if moved is None:
                return _body(response, most), response.headers.get_content_type()[:_MOST_SAID]
        to = _sendable(urljoin(address, moved))
        if address.startswith("https:") and not to.startswith("https:"):
            raise FetchError("it has moved to an address that is not secure")
        address = to
    raise FetchError(f"it has moved more than {_REDIRECTS} times")


def _sendable(address: str) -> str:
    """Return an address of the web as it is sent: in ASCII, without a fragment.

    Raise FetchError if it is none.
    """
    address = f"https:{address}" if address.startswith("//") else address
    if len(address) > _LONGEST or not _PRINTABLE.fullmatch(address.replace(" ", "")):
        raise FetchError("the address is not valid")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:
        raise FetchError("the address is not valid") from None
    if parts.scheme not in {"http", "https"} or not name:
        raise FetchError("the address is not one of the web")
    if parts.username is not None:
        raise FetchError("the address has a user name, which is not sent")
    place = f"[{name}]" if ":" in name else name
    where = place if port is None else f"{place}:{port}"
    path, query = (quote(part, safe=_KEPT) for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, where, path or "/", query, ""))


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    """Return the body of a response; raise FetchError if it is too large or takes too long."""
    end = time.monotonic() + _SECONDS
    data = bytearray()
    while piece := response.read1(_PIECE):
        data += piece
        if len(data) > most:
            raise FetchError(f"it has more than {most:,} bytes")
        if time.monotonic() > end:
            raise FetchError(_TOO_SLOW)
    if response.length:
        raise FetchError("the connection ended too early")
    return bytes(data)


def _reason(cause: BaseException | str) -> str:
    """Return why a host did not answer, as a phrase."""
    match cause:
        case _PrivateHostError():
            return "the host is not public"
        case TimeoutError():
            return f"the host has not answered for {_PATIENCE} seconds"
        case socket.gaierror():
            return "there is no such host, or no connection to the network"
        case ConnectionRefusedError():
            return "the host refuses the connection"
        case _:
            return f"the connection failed: {str(cause)[:_MOST_SAID]}"


class _PrivateHostError(OSError):
    """A host can be reached from this machine only, or from its network."""


def is_public(host: str) -> bool:
    """Return whether anyone on the internet can reach an IP address (IANA's registries)."""
    address = ip_address(host.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address.is_site_local:
            return False
        address = _inner(address) or address
    return address.is_global and not address.is_multicast


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address to which an IPv6 address leads; None if it is its own."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _check_public(connected: socket.socket) -> None:
    if not is_public(connected.getpeername()[0]):
        connected.close()
        raise _PrivateHostError


class _HttpConnection(http.client.HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _check_public(self.sock)


class _HttpsConnection(http.client.HTTPSConnection, _HttpConnection):
    """Checks the address before it says anything: HTTPSConnection connects as `_HttpConnection`."""


def _has_proxy(request: urllib.request.Request) -> bool:
    """Return whether `ProxyHandler` has put a proxy in place of the host."""
    return request.host != unquote(urlsplit(request.full_url).netloc)


class _HttpHandler(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        plain = http.client.HTTPConnection
        return self.do_open(plain if _has_proxy(req) else _HttpConnection, req)


class _HttpsHandler(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        plain = http.client.HTTPSConnection
        return self.do_open(plain if _has_proxy(req) else _HttpsConnection, req)
