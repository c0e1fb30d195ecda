"""Checks a document against an XML schema, as far as the CAP 1.2 schema goes.

It reads the schema itself: sequences with their order, how often each element may come, references,
enumerations, patterns and the built-in types it uses. Whatever else a schema may hold it refuses to
read, so that nothing is taken for checked that is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

XS = "{http://www.w3.org/2001/XMLSchema}"
_BUILT_IN = {
    "string": r"(?s).*",
    "language": r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
    "anyURI": r"\S*",
    "integer": r"[-+]?\d+",
    "decimal": r"[-+]?(\d+(\.\d*)?|\.\d+)",
    "dateTime": r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)?",
}
_KNOWN = {
    f"{XS}{name}"
    for name in (
        "schema",
        "element",
        "annotation",
        "documentation",
        "complexType",
        "simpleType",
        "sequence",
        "restriction",
        "enumeration",
        "pattern",
        "any",
    )
}


@dataclass(frozen=True)
class Schema:
    """A schema that was read."""

    namespace: str
    elements: dict[str, ET.Element]

    def faults(self, document: ET.Element) -> list[str]:
        """Return what is wrong with a document, nothing where it is as the schema says."""
        name = document.tag.removeprefix(f"{{{self.namespace}}}")
        if name == document.tag or name not in self.elements:
            return [f"{document.tag} is no root element"]
        return list(self._element(self.elements[name], document, name))

    def _element(self, declared: ET.Element, found: ET.Element, path: str) -> Iterator[str]:
        if found.attrib:
            yield f"{path}: has attributes"
        if (complex_type := declared.find(f"{XS}complexType")) is not None:
            if (found.text or "").strip():
                yield f"{path}: has text between its elements"
            sequence = complex_type.find(f"{XS}sequence")
            assert sequence is not None
            yield from self._sequence(sequence, list(found), path)
            return
        if len(found):
            yield f"{path}: has elements in it"
        text = found.text or ""
        if (simple := declared.find(f"{XS}simpleType/{XS}restriction")) is not None:
            yield from _restricted(simple, text, path)
        else:
            yield from _built_in(declared.get("type", ""), text, path)

    def _sequence(
        self, sequence: ET.Element, children: list[ET.Element], path: str
    ) -> Iterator[str]:
        at = 0
        for part in sequence:
            if part.tag == f"{XS}any":
                continue  # signatures, of which there are none here
            declared = self._resolved(part)
            name = declared.get("name", "")
            least, most = int(part.get("minOccurs", "1")), part.get("maxOccurs", "1")
            count = 0
            while at < len(children) and children[at].tag == f"{{{self.namespace}}}{name}":
                yield from self._element(declared, children[at], f"{path}/{name}")
                at, count = at + 1, count + 1
            if count < least:
                yield f"{path}: {name} is missing"
            if most != "unbounded" and count > int(most):
                yield f"{path}: {name} comes {count} times"
        yield from (f"{path}: {child.tag} is not expected here" for child in children[at:])

    def _resolved(self, part: ET.Element) -> ET.Element:
        return self.elements[part.get("ref", "").partition(":")[2]] if part.get("ref") else part


def read_schema(path: Path) -> Schema:
    """Read a schema.

    Raises:
        ValueError: it holds something that is not checked here.
    """
    root = ET.parse(path).getroot()  # noqa: S314 - the schema lies beside the tests
    if strange := {each.tag for each in root.iter()} - _KNOWN:
        raise ValueError(f"not checked here: {strange}")
    return Schema(
        root.get("targetNamespace", ""),
        {each.get("name", ""): each for each in root.findall(f"{XS}element")},
    )


def _restricted(rule: ET.Element, text: str, path: str) -> Iterator[str]:
    yield from _built_in(rule.get("base", ""), text, path)
    values = [each.get("value") for each in rule.findall(f"{XS}enumeration")]
    if values and text not in values:
        yield f"{path}: {text!r} is none of {values}"
    patterns = [each.get("value", "") for each in rule.findall(f"{XS}pattern")]
    if patterns and not any(re.fullmatch(each, text) for each in patterns):
        yield f"{path}: {text!r} is not like {patterns}"


def _built_in(name: str, text: str, path: str) -> Iterator[str]:
    kind = name.partition(":")[2]
    if not re.fullmatch(_BUILT_IN[kind], text):
        yield f"{path}: {text!r} is no {kind}"
    elif kind == "dateTime":
        try:
            datetime.fromisoformat(text)
        except ValueError:
            yield f"{path}: there is no such moment as {text!r}"
