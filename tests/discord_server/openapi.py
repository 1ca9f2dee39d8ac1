"""Checks the client's requests against Discord's own OpenAPI description, where it is at hand.

The description is not part of the project: it is read from ``../shared/discord/openapi.json``
beside the repository, and nothing is checked where that is absent.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped,unused-ignore]
from jsonschema.exceptions import best_match  # type: ignore[import-untyped,unused-ignore]
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from .errors import Json

DESCRIPTION = Path(__file__).resolve().parents[3] / "shared" / "discord" / "openapi.json"
ROOT = "urn:discord"
KINDS = ("application/json", "multipart/form-data")

# Where the service accepts what its description does not: schemas that stand in for its own.
LENIENT: Json = {
    # Ids may also be numbers; the client library sends them so in references and mentions.
    "SnowflakeType": {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$"},
}


@functools.cache
def description() -> Json | None:
    """The description, or ``None`` where it is absent."""
    if not DESCRIPTION.is_file():
        return None
    loaded: Json = json.loads(DESCRIPTION.read_bytes())
    loaded["components"]["schemas"].update(LENIENT)
    return loaded


@functools.cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Path templates as patterns; those with fewer parameters come first."""
    paths = sorted((description() or {}).get("paths", {}), key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path) for path in paths]


@functools.cache
def _validator(method: str, template: str) -> Draft202012Validator | None:
    """The validator for the body of an operation; ``None`` when it takes no JSON."""
    document = description() or {}
    content = document["paths"][template][method].get("requestBody", {}).get("content", {})
    kind = next((kind for kind in KINDS if kind in content), None)
    if kind is None:
        return None
    steps = ["paths", template, method, "requestBody", "content", kind, "schema"]
    pointer = "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
    pointer = pointer.replace("{", "%7B").replace("}", "%7D")
    resource: Resource[Any] = Resource.from_contents(document, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource(ROOT, resource)
    return Draft202012Validator({"$ref": f"{ROOT}#/{pointer}"}, registry=registry)


def complaint(method: str, path: str, body: Any) -> str | None:
    """What the description says against a request; ``None`` when it is content.

    ``path`` is below the API's root. A body of ``None`` is a request without one.
    """
    document = description()
    if document is None:
        return None
    method = method.lower()
    template = next(
        (
            template
            for pattern, template in _templates()
            if pattern.fullmatch(path) and method in document["paths"][template]
        ),
        None,
    )
    if template is None:
        return f"{method.upper()} {path}: no such operation in Discord's description"
    return None if body is None else _body_complaint(method, template, json.dumps(body))


@functools.lru_cache(maxsize=32)
def _body_complaint(method: str, template: str, body: str) -> str | None:
    """The same of a body as JSON: every bot of a test run registers the same commands."""
    validator = _validator(method, template)
    if validator is None:
        return None
    error = best_match(validator.iter_errors(json.loads(body)))
    if error is None:
        return None
    where = "/".join(str(step) for step in error.absolute_path)
    rule = f"{error.validator} {str(error.validator_value)[:120]}"
    return f"{method.upper()} {template}: {where or 'body'}: {str(error.instance)[:80]!r}: {rule}"
