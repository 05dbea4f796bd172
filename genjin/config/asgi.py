"""One port: event streams as native asyncio, everything else through Django in a thread pool."""

from __future__ import annotations

from typing import Any

from a2wsgi import WSGIMiddleware

from genjin.config.wsgi import application as wsgi_application

# After wsgi, which sets Django up: the stream reads models.
from genjin.api.events import event_stream  # isort: skip

_pages = WSGIMiddleware(wsgi_application, workers=16)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/api/v1/events":
        await event_stream(scope, receive, send)
    elif scope["type"] == "http":
        await _serve_page(scope, receive, send)


async def _serve_page(scope: dict[str, Any], receive: Any, send: Any) -> None:
    # The server hands out awaitables; the bridge to threads wants coroutines.
    async def plain_receive() -> Any:
        return await receive()

    async def plain_send(message: Any) -> None:
        await send(message)

    await _pages(scope, plain_receive, plain_send)  # type: ignore[arg-type]


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
