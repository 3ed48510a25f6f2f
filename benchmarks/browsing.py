"""A browser without a screen: it opens a page's websocket, runs its script, polls the pulse and presses buttons."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from benchmarks.drawn import Drawn

_PULSE = "backtalk_pulse"
_PREFIX = "$$STREAMLIT_INTERNAL_KEY"
_MOST_BYTES = 64 * 2**20
_WHOLE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
"""How a run ends that has drawn all it had to; another one began where it ended early."""


@dataclass(slots=True)
class Page:
    """One page in one browser, and what it has drawn.

    Args:
        address: Of the server, without a slash at its end.
        name: Of the page, as its address has it.
        query: What follows the question mark.
        headers: Cookies, and as whom the browser asks.
        counts: Words with a number in them, whose every drawing is noted in `counted`.
    """

    address: str
    name: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    counts: re.Pattern[str] | None = None
    counted: list[tuple[float, int]] = field(default_factory=list)
    shows: Drawn = field(default_factory=Drawn)
    drawn: list[tuple[float, int]] = field(default_factory=list)
    """When which state of the room was drawn: a clock's seconds, and the number of its last event."""
    told: list[tuple[float, int]] = field(default_factory=list)
    """When the pulse told of which state."""
    components: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    """The last drawing of each component by the key that we gave it: its id, and what it was given."""
    parts: dict[str, str] = field(default_factory=dict)
    """The fragment that each component lies in, by the same key; empty for the page itself."""
    is_lost: bool = False
    """Whether the server has gone."""
    n_runs: int = 0
    n_failed: int = 0
    _socket: ClientConnection | None = None
    _http: httpx.AsyncClient | None = None
    _fragment: str = ""
    _awaited: str = ""
    _running: list[str] = field(default_factory=list)
    _pulse: dict[str, Any] = field(default_factory=dict)
    _seen: int = -1
    _script: str = ""
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _looks: dict[str, tuple[float, asyncio.Task[None]]] = field(default_factory=dict)
    _wanted: set[str] = field(default_factory=set)
    _finished: asyncio.Event = field(default_factory=asyncio.Event)

    async def __aenter__(self) -> Self:
        """Open the page and wait until it has been drawn once."""
        place = self.address.replace("http://", "ws://")
        self._socket = await connect(
            f"{place}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            additional_headers=self.headers,
            max_size=_MOST_BYTES,
            open_timeout=60,
        )
        self._http = httpx.AsyncClient(base_url=self.address, headers=self.headers, timeout=10)
        self._tasks.append(asyncio.create_task(self._listen()))
        try:
            await self.run()
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        """Close the page."""
        await self._close()

    async def _close(self) -> None:
        tasks = [*self._tasks, *(task for _, task in self._looks.values())]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._http is not None:
            await self._http.aclose()
        if self._socket is not None:
            await self._socket.close()

    async def run(self, press: str | None = None, *, within: float = 60) -> None:
        """Run the page's script, or the part of it with the button that is pressed by its key, and wait for its end.

        Raises:
            KeyError: no such button is drawn, or it cannot be pressed.
        """
        self._finished.clear()
        self._awaited = ""
        if press is None:
            await self._send()
        else:
            button = self.shows.buttons[press]
            self._awaited = button.fragment
            await self._send(fragment=button.fragment, widget=WidgetState(id=button.id, trigger_value=True))
        await self._wait(within)

    async def tell(self, component: str, event: str, value: object, *, within: float = 60) -> None:
        """Have a component tell Python something, and wait until the part of the page that it lies in is drawn."""
        number, _ = self.components[component]
        told = json.dumps([{"event": event, "value": value}])
        self._awaited = self.parts[component]
        self._finished.clear()
        widget = WidgetState(id=f"{_PREFIX}_{number}__events", json_trigger_value=told)
        await self._send(fragment=self._awaited, widget=widget)
        await self._wait(within)

    async def _wait(self, within: float) -> None:
        await asyncio.wait_for(self._finished.wait(), within)
        if self.is_lost:
            raise ConnectionError("The server has gone.")

    async def _send(self, *, fragment: str = "", by_itself: bool = False, widget: WidgetState | None = None) -> None:
        """Ask for a run of the page's script, or of one fragment of it, as the browser does."""
        assert self._socket is not None  # noqa: S101 - it is open
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name, state.page_script_hash = self.query, self.name, self._script
        state.context_info.url = f"{self.address}/{self.name}?{self.query}"
        state.fragment_id, state.is_auto_rerun = fragment, by_itself
        if widget is not None:
            state.widget_states.widgets.append(widget)
        await self._socket.send(message.SerializeToString())

    def beginning(self, *prefixes: str) -> list[str]:
        """Return the keys of the buttons drawn now that begin with one of these, in the order of the page."""
        return [key for key in self.shows.buttons if key.startswith(prefixes)]

    def poll(self, every_seconds: float) -> None:
        """Begin to ask the pulse again and again, and draw anew when it has news."""
        self._tasks.append(asyncio.create_task(self._poll(every_seconds)))

    async def _poll(self, every_seconds: float) -> None:
        assert self._http is not None  # noqa: S101 - it is open
        last, told = -1, 0.0
        while True:
            await asyncio.sleep(every_seconds * random.uniform(0.8, 1.2))  # noqa: S311 - as the browser's component does
            if not self._pulse:
                continue
            wanted = {"workshop": self._pulse["workshop"]} | ({"code": code} if (code := self._pulse["code"]) else {})
            try:
                answer = await self._http.get("/pulse", params=wanted)
                news = answer.json()["phone" if self._pulse["kind"] == "phone" else "seq"]
            except (httpx.HTTPError, KeyError, ValueError):
                self.n_failed += 1
                continue
            now = time.monotonic()
            self.told.append((now, news))
            if news != self._seen and (now - told > 1.5 or news != last):
                last, told = news, now
                await self._send(fragment=self._fragment)

    async def _look_again(self, fragment: str, every_seconds: float) -> None:
        with suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(every_seconds)
                await self._send(fragment=fragment, by_itself=True)

    async def _listen(self) -> None:
        try:
            with suppress(ConnectionClosed):
                await self._hear()
        finally:
            self.is_lost = True
            self._finished.set()

    async def _hear(self) -> None:
        assert self._socket is not None  # noqa: S101 - it is open
        async for data in self._socket:
            message = ForwardMsg()
            message.ParseFromString(data if isinstance(data, bytes) else data.encode())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._begin(list(message.metadata.run.fragment_ids))
            elif kind == "navigation":
                self._script = message.navigation.page_script_hash
            elif kind == "delta" and message.delta.HasField("new_element"):
                self._note(message)
            elif kind == "auto_rerun":
                self._look_from_now_on(message.auto_rerun.fragment_id, message.auto_rerun.interval)
            elif kind == "stop_auto_rerun":
                self._look_no_more(set(message.stop_auto_rerun.fragment_ids))
            elif kind == "script_finished" and message.script_finished in _WHOLE:
                self._end(is_all=message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)

    def _begin(self, fragments: list[str]) -> None:
        self._running = fragments
        self._wanted = set(self._looks) if fragments else set()
        self.shows.begin(fragments)

    def _end(self, *, is_all: bool) -> None:
        self.shows.end()
        self.n_runs += 1
        now = time.monotonic()
        self.drawn.append((now, self._seen))
        if self.counts is not None and (found := self.counts.search(self.shows.words)):
            self.counted.append((now, int(found[1].replace(",", ""))))
        if is_all:
            self._look_no_more(set(self._looks) - self._wanted)
        if is_all or self._awaited in self._running:
            self._finished.set()

    def _look_from_now_on(self, fragment: str, every_seconds: float) -> None:
        self._wanted.add(fragment)
        if fragment in self._looks and self._looks[fragment][0] == every_seconds:
            return
        self._look_no_more({fragment})
        self._looks[fragment] = every_seconds, asyncio.create_task(self._look_again(fragment, every_seconds))

    def _look_no_more(self, fragments: set[str]) -> None:
        for fragment in fragments & set(self._looks):
            self._looks.pop(fragment)[1].cancel()

    def _note(self, message: ForwardMsg) -> None:
        self.shows.note(message)
        element = message.delta.new_element
        if element.WhichOneof("type") == "bidi_component":
            raw = element.bidi_component
            given = json.loads(raw.json or raw.mixed.json or "{}")
            key = raw.id.rpartition("-")[2]
            self.components[key], self.parts[key] = (raw.id, given), message.delta.fragment_id
            if raw.component_name.rpartition(".")[2] == _PULSE:
                self._pulse, self._seen, self._fragment = given, int(given["seen"]), message.delta.fragment_id


async def until(holds: Callable[[], bool], *, at_most: float) -> bool:
    """Wait until something holds, at most so many seconds, and say whether it does."""
    latest = time.monotonic() + at_most
    while not holds() and time.monotonic() < latest:
        await asyncio.sleep(0.01)
    return holds()
