"""Faults that a test plans: the next requests that match meet them, in the order of planning."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from typing import Self

from .errors import Json, refusal


@dataclass(slots=True)
class Fault:
    """What happens to a request.

    The request is delayed by ``delay`` seconds, and if it is held, until its release. Then, with
    ``status``, that is the answer; with ``drop``, the line is cut without one. ``acts`` carries the
    request out all the same, so that only its answer is lost.
    """

    method: str
    path: re.Pattern[str]
    times: int
    status: int | None = None
    body: Json | str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drop: bool = False
    acts: bool = False
    gate: asyncio.Event | None = None

    def hold(self) -> Self:
        """Hold the request back until ``release``."""
        self.gate = asyncio.Event()
        return self

    def release(self) -> None:
        """Let go of what is held, and of what will meet this fault."""
        assert self.gate is not None
        self.gate.set()

    async def happen(self) -> None:
        """Let the time pass that the request has to wait."""
        await asyncio.sleep(self.delay)
        if self.gate is not None:
            await self.gate.wait()


class Faults:
    """Planned faults. ``path`` is a regular expression searched in the path below the API root;
    ``method`` ``"*"`` stands for any."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def _plan(self, method: str, path: str, times: int) -> Fault:
        fault = Fault(method, re.compile(path), times)
        self.planned.append(fault)
        return fault

    def fail(self, method: str, path: str, *, status: int = 500, times: int = 1) -> Fault:
        """Answer with ``status`` and do nothing."""
        fault = self._plan(method, path, times)
        fault.status = status
        fault.body = {"message": f"{status}: injected fault", "code": 0}
        return fault

    def refuse(self, method: str, path: str, code: int, *, times: int = 1) -> Fault:
        """Answer with Discord's refusal of this number (10015, 10062, 50013, …); do nothing."""
        error = refusal(code)
        fault = self._plan(method, path, times)
        fault.status, fault.body = error.status, error.body
        return fault

    def silence(self, method: str, path: str, *, times: int = 1) -> Fault:
        """Never answer, and do nothing; the line stays open."""
        return self.delay(method, path, 86_400.0, times=times)

    def rate_limit(
        self,
        method: str,
        path: str,
        *,
        retry_after: float = 0.2,
        times: int = 1,
        via: bool = True,
        everywhere: bool = False,
    ) -> Fault:
        """Answer 429; without ``via``, as when Cloudflare and not Discord answers.

        ``everywhere`` marks the limit as global. ``retry_after`` is in seconds.
        """
        fault = self._plan(method, path, times)
        fault.status = 429
        message = "You are being rate limited."
        fault.body = {"message": message, "retry_after": retry_after, "global": everywhere}
        fault.headers = {"Retry-After": str(max(1, round(retry_after)))}
        if via:
            fault.headers["Via"] = "1.1 google"
        if everywhere:
            fault.headers["X-RateLimit-Global"] = "true"
        return fault

    def block(self, method: str, path: str, *, status: int = 429, times: int = 1) -> Fault:
        """Answer with a page of Cloudflare's, which stands before Discord: HTML, without Via."""
        fault = self._plan(method, path, times)
        fault.status = status
        fault.body = "<!DOCTYPE html><title>Access denied | Cloudflare</title>error code: 1015"
        fault.headers = {"Retry-After": "1", "Server": "cloudflare"}
        return fault

    def delay(self, method: str, path: str, seconds: float, *, times: int = 1) -> Fault:
        """Hold the request back for ``seconds`` before looking at it."""
        fault = self._plan(method, path, times)
        fault.delay = seconds
        return fault

    def hold(self, method: str, path: str, *, times: int = 1) -> Fault:
        """Hold the request back until ``release`` before looking at it."""
        return self._plan(method, path, times).hold()

    def drop(self, method: str, path: str, *, times: int = 1, acts: bool = False) -> Fault:
        """Cut the line instead of an answer."""
        fault = self._plan(method, path, times)
        fault.drop, fault.acts = True, acts
        return fault

    def lose_answer(self, method: str, path: str, *, status: int = 500, times: int = 1) -> Fault:
        """Do what is asked, and answer with ``status`` as if it had failed."""
        fault = self.fail(method, path, status=status, times=times)
        fault.acts = True
        return fault

    def answer_nothing(self, method: str, path: str, *, times: int = 1) -> Fault:
        """Do what is asked, and answer 204 whatever the client wanted to know."""
        fault = self._plan(method, path, times)
        fault.status, fault.acts = 204, True
        return fault

    def take(self, method: str, path: str) -> Fault | None:
        """The fault for this request, if one is planned; it is used up ``times`` times."""
        for fault in self.planned:
            if fault.method in ("*", method) and fault.path.search(path):
                fault.times -= 1
                if fault.times <= 0:
                    self.planned.remove(fault)
                return fault
        return None
