"""Discord's refusals: one exception, its table of codes, and the collector of form errors."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

REFUSALS: dict[int, tuple[int, str]] = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    30032: (400, "Maximum number of application commands reached (100)."),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50109: (400, "The request body contains invalid JSON."),
    160002: (400, "Cannot reply without permission to read message history"),
}

# What no correct client provokes by itself. The others (a channel that was closed to the bot, a
# message that a moderator deleted, …) happen to the best of clients; 10062 is the
# clock's to report.
CLIENTS_OWN_FAULT = frozenset({10063, 30032, 40005, 40060, 50006, 50035, 50109})


class ApiError(Exception):
    """A refusal as the REST API words it: HTTP ``status``, JSON ``code``, tree of form errors."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {message} ({code})")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    @property
    def body(self) -> Json:
        """The JSON body of the answer."""
        body: Json = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


def refusal(code: int, errors: Json | None = None) -> ApiError:
    """The error with one of the numbers of :data:`REFUSALS`."""
    status, message = REFUSALS[code]
    return ApiError(status, code, message, errors)


class Problems:
    """Form errors under the path of the field at fault, as Discord nests them."""

    def __init__(self) -> None:
        self.tree: Json = {}

    def add(self, path: tuple[str | int, ...], code: str, message: str) -> None:
        """Report ``code`` for the field at ``path`` (names and list positions)."""
        node = self.tree
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def length(
        self, path: tuple[str | int, ...], value: Any, least: int, most: int, what: str = "length"
    ) -> bool:
        """Whether ``value`` is a string of ``least`` to ``most`` characters; reported if not."""
        if not isinstance(value, str):
            if least:
                self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
            return not least
        if len(value) > most:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in {what}.")
        elif len(value) < least:
            bounds = f"Must be between {least} and {most} in {what}."
            self.add(path, "BASE_TYPE_BAD_LENGTH", bounds)
        else:
            return True
        return False

    def raise_if_any(self) -> None:
        """Raise 50035 Invalid Form Body when something was reported."""
        if self.tree:
            raise refusal(50035, self.tree)
