"""A network between a browser and a server that a test can cut, or lose, without a sound."""

import asyncio
import threading
from types import TracebackType
from typing import Self


class Network:
    """Passes connections to ``port`` on. While it is cut it takes everything and passes nothing, either way."""

    def __init__(self, port: int) -> None:
        self._to, self._night = port, 0
        self._ends: list[asyncio.StreamWriter] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.port = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def cut(self) -> None:
        self._loop.call_soon_threadsafe(self._open.clear)

    def sleep(self) -> None:
        """What a computer finds when it wakes: its connections look open, and break when they are used."""
        self._night += 1

    def heal(self) -> None:
        self._loop.call_soon_threadsafe(self._open.set)

    async def _start(self) -> int:
        self._open = asyncio.Event()
        self._open.set()
        self._server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def _end(self) -> None:
        self._server.close()
        self._open.set()
        for writer in self._ends:
            writer.transport.abort()
        if passing := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(passing, timeout=3)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._open.wait()
        night = self._night
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to)
        except OSError:
            return writer.close()
        self._ends += [writer, far_writer]
        await asyncio.gather(self._pass(reader, far_writer, night), self._pass(far_reader, writer, night))
        if night != self._night:
            writer.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, night: int) -> None:
        try:
            while (data := await reader.read(65536)) and night == self._night:
                await self._open.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        if night == self._night:
            writer.close()
