"""Who may come in: only this computer, only our own page, only with the token of this start, and not too fast.

A page on the open internet can make a browser send requests to 127.0.0.1 (DNS rebinding, cross-site WebSockets); Host,
Origin and a secret in the address stop that.
"""

import hmac
import logging
import secrets
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
    "Cache-Control": "no-store",
}


def _is_our_fault(record: logging.LogRecord) -> bool:
    """What is no HTTP is answered with 400 and not logged: no stranger may fill the log, or write lines into it."""
    return record.exc_info is None or not isinstance(record.exc_info[1], HttpProcessingError)


logging.getLogger("aiohttp.server").addFilter(_is_our_fault)


def new_token() -> str:
    """128 bits that only the address printed at the start knows."""
    return secrets.token_urlsafe(16)


def host_is_ours(host: str | None, port: int) -> bool:
    """True for `127.0.0.1:PORT` and its two other names."""
    name, _, given_port = (host or "").rpartition(":")
    return name in _LOOPBACK and given_port == str(port)


def origin_is_ours(origin: str | None, port: int) -> bool:
    """True for our own page; browsers send no Origin with a plain page visit, so None is decided by the caller."""
    try:
        parts = urlsplit(origin or "")
    except ValueError:  # "http://[" and its like
        return False
    return parts.scheme == "http" and host_is_ours(parts.netloc, port)


def guard(token: str, port: int) -> Middleware:
    """Middleware that refuses everything that is not our own page on this computer, with a line that says why."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        refusal = _refusal(request, token, port)
        if refusal is not None:
            return web.Response(status=403, text=refusal + "\n", headers=HEADERS)
        try:
            response = await handler(request)
        except web.HTTPException as answer:
            answer.headers.update(HEADERS)
            raise
        except OSError:  # a name that no file can have
            return web.Response(status=404, headers=HEADERS)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return check


def _refusal(request: web.Request, token: str, port: int) -> str | None:
    if not host_is_ours(request.headers.get("Host"), port):
        return "This page is served to 127.0.0.1 only; open the address printed at the start."
    origin = request.headers.get("Origin")
    is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
    if (origin is not None or is_socket or request.method not in ("GET", "HEAD")) and not origin_is_ours(origin, port):
        return "This request comes from another page, so it is refused."
    _, _, path = request.path.partition("/")  # a request need not ask for a path: `OPTIONS *`
    given = path.partition("/")[0]
    if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode()):
        return "The address lacks the token of this start; open the address printed at the start."
    return None


class Pace:
    """A token bucket: at most `per_second` in the long run and `burst` at once. The caller passes the time."""

    def __init__(self, per_second: float, burst: int) -> None:
        self._per_second = per_second
        self._burst = float(burst)
        self._left = float(burst)
        self._last_s: float | None = None

    def allows(self, now_s: float) -> bool:
        if self._last_s is not None:
            self._left = min(self._burst, self._left + max(0.0, now_s - self._last_s) * self._per_second)
        self._last_s = now_s
        if self._left < 1:
            return False
        self._left -= 1
        return True
