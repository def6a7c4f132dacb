"""Profiles as files: TOML for people, JSON for programs, the same bytes for the same profile.

What reads and writes files is imported where it is used: a profile made in code needs none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from followup._normal import require_a
from followup.data._rows import HERE
from followup.errors import DataError, InvalidValue, UnknownName
from followup.models import IndustryProfile, Topic


if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = IndustryProfile.SCHEMA
_BUNDLED = f"{HERE}/profiles"
_FIELDS = ("topics", "end_markets", "negatives", "excludes")


def profiles() -> tuple[str, ...]:
    """The names of the bundled profiles, in their order."""
    from pathlib import Path

    return tuple(sorted(path.stem for path in Path(_BUNDLED).glob("*.toml")))


def load_profile(profile: str | Path) -> IndustryProfile:
    """A bundled profile, or one of yours from a file.

    Args:
        profile: The name of a bundled profile, or the path of a ``.toml`` or ``.json`` file.

    Raises:
        UnknownName: It is neither a file's path nor the name of a bundled profile.
        DataError: The file cannot be read, or it holds something else.
    """
    if str(profile).endswith((".toml", ".json")):
        return _read(str(profile))
    return _bundled(str(profile))


def profile_of(given: object) -> IndustryProfile:
    """A profile as it is, or the one of that name or path.

    Raises:
        UnknownName: There is none of that name.
        InvalidValue: It is neither.
    """
    if isinstance(given, str):
        return load_profile(given)
    return require_a(IndustryProfile, "profile", given)


@cache
def _bundled(name: str) -> IndustryProfile:
    if name not in profiles():
        raise UnknownName("profile", name, profiles())
    return _read(f"{_BUNDLED}/{name}.toml")


def _read(path: str) -> IndustryProfile:
    from pathlib import Path

    try:
        text = Path(path).read_text(encoding="utf-8")
        return loads(text) if path.endswith(".toml") else loads_json(text)
    except (OSError, ValueError) as error:
        raise DataError(f"{path} is not a profile: {error}") from error


def save_profile(profile: IndustryProfile, path: str | Path) -> None:
    """Write a profile to a ``.toml`` or ``.json`` file; ``load_profile`` reads it back.

    Raises:
        InvalidValue: The path has another ending.
        OSError: It cannot be written.
    """
    from pathlib import Path

    write = {".toml": dumps, ".json": dumps_json}.get(Path(path).suffix)
    if write is None:
        raise InvalidValue(
            "path", str(path), "ends in neither .toml nor .json", "Choose one of them"
        )
    Path(path).write_text(write(profile), encoding="utf-8", newline="\n")


def loads(text: str) -> IndustryProfile:
    """A profile from TOML.

    Raises:
        InvalidValue: A field is missing, unknown or refused, or the schema is newer than this library.
        tomllib.TOMLDecodeError: It is no TOML.
    """
    import tomllib

    return _from_mapping(tomllib.loads(text))


def loads_json(text: str) -> IndustryProfile:
    """A profile from JSON.

    Raises:
        InvalidValue: A field is missing, unknown or refused, or the schema is newer than this library.
        json.JSONDecodeError: It is no JSON.
    """
    import json

    return _from_mapping(json.loads(text))


def dumps(profile: IndustryProfile) -> str:
    """A profile as TOML; ``dumps(loads(dumps(p)))`` gives the same bytes."""
    head = [f"schema = {SCHEMA}", f"name = {_quoted(profile.name)}"]
    head += [f"target = {profile.target!r}", f"possible = {profile.possible!r}"]
    head += [
        f"{field} = {_list(getattr(profile, field))}"
        for field in ("countries", "languages")
        if getattr(profile, field)
    ]
    tables = [_topic(field, topic) for field in _FIELDS for topic in getattr(profile, field)]
    return "\n\n".join(["\n".join(head), *tables]) + "\n"


def dumps_json(profile: IndustryProfile) -> str:
    """A profile as indented JSON; ``dumps_json(loads_json(dumps_json(p)))`` gives the same bytes."""
    import json

    content = {"schema": SCHEMA, **profile.to_dict()}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _from_mapping(content: Any) -> IndustryProfile:
    if not isinstance(content, Mapping):
        raise InvalidValue("profile", content, "is not a table of fields", "See docs/how-to/fit")
    if content.get("schema", SCHEMA) != SCHEMA:
        raise InvalidValue(
            "schema", content["schema"], f"is not {SCHEMA}", "Use a newer release of followup"
        )
    fields = {name: value for name, value in content.items() if name != "schema"}
    several = {name: _topics(name, fields[name]) for name in _FIELDS if name in fields}
    return IndustryProfile.from_dict({**fields, **several})


def _topics(field: str, given: Any) -> list[Any]:
    """A bare string is a topic whose name is its only phrase."""
    if not isinstance(given, list):
        raise InvalidValue(field, given, "is not a list", "List topics, or bare phrases")
    return [{"name": one, "phrases": [one]} if isinstance(one, str) else one for one in given]


def _topic(field: str, topic: Topic) -> str:
    lines = [f"[[{field}]]", f"name = {_quoted(topic.name)}", f"phrases = {_list(topic.phrases)}"]
    if topic.weight != attrs.fields(Topic).weight.default:
        lines.append(f"weight = {topic.weight!r}")
    if topic.concepts:
        lines.append(f"concepts = {_list(topic.concepts)}")
    return "\n".join(lines)


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(_quoted(text) for text in texts)}]"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are among those of TOML, and DEL must be escaped too."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
