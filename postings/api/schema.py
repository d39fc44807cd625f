"""The OpenAPI 3.1 description, made from the FilterSet (parameters) and the shapes (answers)."""

from __future__ import annotations

import json
import types
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints, is_typeddict

from postings import branding
from postings.api import shapes
from postings.api.shapes import Is
from postings.filters import LONGEST_TEXT, MOST_PAY, MOST_VALUES, PostingFilter
from postings.models import Posting
from postings.rates import BASE_CURRENCY, latest_rates
from postings.search.query import MOST_YEARS, SearchQuery

VERSION = "1.0.0"

# What the FilterSet's parameters mean; a test holds that each has its words.
MEANINGS = {
    "q": 'Words in title, company, skills or text. "Quotes" keep words together, a minus leaves a word out.',
    "place": "Slug of a country, region or city, or its name. Several: in any of them.",
    "radius": "Kilometres around each city of `place`.",
    "workplace": "Remote policy; `unstated` for postings that do not say. Several: any of them.",
    "open_to": "Slug or ISO 3166-1 code of your country: remote jobs for its residents, and jobs in it.",
    "pay_min": "Least pay, in `currency` a `pay_period`. Postings without comparable pay stay in, last.",
    "currency": "Of `pay_min`, ISO 4217.",
    "pay_period": "Of `pay_min`.",
    "pay_stated": "1: only postings that state their pay; 0: only those that do not.",
    "skill": "Slug or name of a required skill. Several: see `skill_mode`.",
    "skill_mode": "Whether all of `skill` must be required, or any.",
    "skill_not": "Slug or name of a skill that must not be required.",
    "have": "Slug or name of a skill that you have; see `have_share`.",
    "have_share": "Per cent of a posting's required skills that `have` must cover.",
    "role": "Slug or name of what the title names, whatever its level. Several: any of them.",
    "seniority": "Level; `unstated` for postings that do not say. Several: any of them.",
    "employment": "Employment type; `unstated` for postings that do not say. Several: any of them.",
    "language": "ISO 639-1 code of the language it is written in, or `unstated`. Several: any of them.",
    "years_max": "Years of experience that you have. Postings that ask for no number of years come last.",
    "years_min": "Least years asked for. Postings that ask for no number of years come last.",
    "years_stated": "1: only postings that say how many years they ask for.",
    "company": "Slug or name of a company. Several: any of them.",
    "posted": "Published in so many days.",
    "sort": "Order. The default is `match` with `have`, `relevance` with `q`, else `newest`.",
}
LEFT_OUT = {"page"}  # a cursor takes its place

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}
_NULL = type(None)


# --- answers ----------------------------------------------------------------------------------------


def schema_of(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a type. Typed dictionaries go to ``found`` by name and are referred to."""
    metadata: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        metadata = tuple(rest)
    made = _bare(hint, found)
    for one in metadata:
        if isinstance(one, Is):
            _tell(made, one)
    return made


def _bare(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (one for one in get_args(hint) if one is not _NULL)
        made = schema_of(inner, found)
        if "$ref" in made:
            return {"anyOf": [made, {"type": "null"}]}
        return made | {"type": [made["type"], "null"]}
    if is_typeddict(hint):
        if hint.__name__ not in found:
            found[hint.__name__] = {}  # so that a shape may hold itself
            found[hint.__name__] = _object(hint, found)
        return {"$ref": f"#/components/schemas/{hint.__name__}"}
    if get_origin(hint) is list:
        return {"type": "array", "items": schema_of(get_args(hint)[0], found)}
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": schema_of(get_args(hint)[1], found)}
    return {"type": _PLAIN[hint]}


def _object(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    fields = get_type_hints(hint, include_extras=True)
    return {
        "type": "object",
        "description": " ".join((hint.__doc__ or "").split()),
        "properties": {name: schema_of(field, found) for name, field in fields.items()},
        "required": sorted(fields),
    }


def _tell(made: dict[str, Any], told: Is) -> None:
    if told.description:
        made["description"] = told.description
    if told.format:
        made["format"] = told.format
    if told.minimum is not None:
        made["minimum"] = told.minimum
    if told.enum:
        nullable = isinstance(made.get("type"), list)
        made["enum"] = [*told.enum, None] if nullable else list(told.enum)


# --- parameters -------------------------------------------------------------------------------------


def _value_schema(name: str, known: Any) -> dict[str, Any]:
    values = getattr(known, "values", None)
    if name in ("pay_stated", "years_stated"):
        return {"type": "string", "enum": ["1", "0"]}
    if name in ("years_max", "years_min"):
        return {"type": "integer", "minimum": 0, "maximum": MOST_YEARS}
    if name == "pay_min":
        return {"type": "integer", "minimum": 1, "maximum": MOST_PAY}
    if name == "currency":
        return {"type": "string", "enum": latest_rates().currencies}
    if values is None:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
    return {"type": "integer" if isinstance(values[0], int) else "string", "enum": list(values)}


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    made = {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
    if schema["type"] == "array":
        made |= {"style": "form", "explode": True}
    return made


def search_parameters() -> list[dict[str, Any]]:
    """Those of the FilterSet, in its order."""
    made = []
    for name, one in PostingFilter.base_filters.items():
        if name in LEFT_OUT:
            continue
        known = one.extra.get("known")
        schema = _value_schema(name, known)
        default = getattr(SearchQuery(), name)
        if isinstance(default, tuple):
            schema = {"type": "array", "items": schema, "maxItems": MOST_VALUES}
        elif default and default is not True:
            schema = schema | {"default": default}
        made.append(_parameter(name, schema, MEANINGS.get(name, "")))
    return made


def paging_parameters() -> list[dict[str, Any]]:
    """Those of a list."""
    from postings.api.views import MOST_PER_ANSWER, PER_ANSWER

    number = {"type": "integer", "minimum": 1, "maximum": MOST_PER_ANSWER, "default": PER_ANSWER}
    return [
        _parameter("limit", number, "Postings in one answer."),
        _parameter(
            "cursor",
            {"type": "string", "minLength": 1},
            "Where to go on: `next_cursor` of the answer before, with the same search.",
        ),
    ]


# --- the document -----------------------------------------------------------------------------------

_HEADERS = {
    "ETag": {"description": "Send it back as `If-None-Match` to get 304.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "How long the answer may be kept.", "schema": {"type": "string"}},
    "RateLimit-Policy": {"description": "Requests (q) in seconds (w).", "schema": {"type": "string"}},
    "RateLimit": {
        "description": "Requests left (r), and seconds until all are free again (t).",
        "schema": {"type": "string"},
    },
}
_WAIT = {"Retry-After": {"description": "Seconds.", "schema": {"type": "string"}}}
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_PROBLEMS: dict[str, dict[str, Any]] = {
    "400": {"description": "The request cannot be read, or the cursor cannot be used.", "content": _PROBLEM},
    "404": {"description": "There is no such thing.", "content": _PROBLEM},
    "405": {"description": "The API only reads.", "content": _PROBLEM},
    "410": {"description": "The posting has ended and is not kept any longer.", "content": _PROBLEM},
    "429": {"description": "Too many requests from this address.", "content": _PROBLEM, "headers": _WAIT},
    "503": {"description": "Try again in a moment.", "content": _PROBLEM, "headers": _WAIT},
}

_MOVED: dict[str, Any] = {
    "description": "The slug is one of before: the present address.",
    "headers": {"Location": {"required": True, "schema": {"type": "string", "format": "uri-reference"}}},
}


def _operation(
    operation_id: str,
    summary: str,
    parameters: list[dict[str, Any]],
    answer: Any,
    found: dict[str, Any],
    *problems: str,
    moves: bool = False,
) -> dict[str, Any]:
    content = {"application/json": {"schema": schema_of(answer, found)}}
    return {
        "get": {
            "operationId": operation_id,
            "summary": summary,
            "parameters": parameters,
            "responses": {
                "200": {"description": "Found.", "headers": _HEADERS, "content": content},
                **({"301": _MOVED} if moves else {}),
                "304": {"description": "Not changed since the `If-None-Match` that was sent."},
                **{status: _PROBLEMS[status] for status in ("400", *problems, "405", "429", "503")},
            },
        }
    }


@cache
def _paths_and_schemas() -> tuple[dict[str, Any], dict[str, Any]]:
    found: dict[str, Any] = {}
    number = {
        "name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1},
    }  # fmt: skip
    slug = {
        "name": "slug", "in": "path", "required": True,
        "schema": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 80},
    }  # fmt: skip
    level = {"type": "string", "enum": list(Posting.Seniority.values)}
    money = {"type": "string", "enum": latest_rates().currencies, "default": BASE_CURRENCY}
    evidence = {"type": "string", "enum": ["1", "0"], "default": "0"}
    paths = {
        "/api/v1/postings": _operation(
            "listPostings",
            "The live postings of a search, any number of them by following `links.next`.",
            [*search_parameters(), *paging_parameters()],
            shapes.PostingList,
            found,
        ),
        "/api/v1/postings/{id}": _operation(
            "getPosting",
            "One posting with its text.",
            [number, _parameter("evidence", evidence, "1: with the lines its facts were read from.")],
            shapes.SinglePosting,
            found,
            "404",
            "410",
        ),
        "/api/v1/facets": _operation(
            "listFacets",
            "How many postings of a search each further choice would leave.",
            search_parameters(),
            shapes.FacetAnswer,
            found,
        ),
        "/api/v1/roles/{slug}": _operation(
            "getRole",
            "Figures of the live postings of a role: pay, skills, places, who hires.",
            [
                slug,
                _parameter("seniority", level, "Only of this level."),
                _parameter("currency", money, "Of all pay, ISO 4217."),
            ],
            shapes.RoleAnswer,
            found,
            "404",
            moves=True,
        ),
    }
    schema_of(shapes.Problem, found)
    return paths, dict(sorted(found.items()))


def document(site: str) -> dict[str, Any]:
    """The description for a site, given by scheme and host."""
    paths, schemas = _paths_and_schemas()
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
        "info": {
            "title": f"{branding.NAME} API",
            "version": VERSION,
            "summary": "Job postings for programs, read-only.",
            "description": (
                "The same search as the page, with the same parameters. What cannot be used of a request is "
                "left out and told in `meta.ignored`; only a cursor that cannot be used is refused. Errors "
                "are RFC 9457 problems. `null` means that the text of the posting does not say."
            ),
        },
        "servers": [{"url": site}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def parameters_for_people() -> list[dict[str, Any]]:
    """Each parameter of a list with its values; the meaning in parts, each with whether it is code."""
    rows = []
    for parameter in [*search_parameters(), *paging_parameters()]:
        schema = parameter["schema"]
        several = schema["type"] == "array"
        inner = schema["items"] if several else schema
        values = [str(value) for value in inner.get("enum", ())]
        rows.append(
            {
                "name": parameter["name"],
                "meaning": [
                    (part, bool(number % 2))
                    for number, part in enumerate(parameter["description"].split("`"))
                ],
                "several": several,
                "values": values if len(values) <= 12 else [*values[:6], "…"],
                "default": schema.get("default", ""),
            }
        )
    return rows


def pretty(body: Any) -> str:
    """JSON to read."""
    return json.dumps(body, ensure_ascii=False, indent=2)
