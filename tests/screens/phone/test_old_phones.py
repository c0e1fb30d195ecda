"""Phones of ten years ago: Safari 10 and the browser of Android 6 leave out what they do not know.

What is newer stands after something plain, or is mere decoration.
"""

import re

import pytest

from screens.phone.site import STATIC

DECORATION = {
    "accent-color",
    "color-scheme",
    "font-variant-numeric",
    "hyphenate-limit-chars",
    "hyphens",
    "scroll-behavior",
    "text-underline-offset",
    "text-wrap",
}
PLAIN = {
    "align-items", "background", "border", "border-bottom", "border-color", "border-left",
    "border-radius", "border-top", "bottom", "box-sizing", "color", "content", "cursor",
    "display", "fill", "flex", "flex-direction", "flex-wrap", "font", "font-size", "font-weight",
    "height", "justify-content", "left", "letter-spacing", "line-height", "list-style", "margin",
    "margin-bottom", "margin-top", "max-width", "min-height", "min-width", "outline",
    "outline-offset", "padding", "padding-top", "position", "right", "text-align",
    "text-decoration", "text-transform", "white-space", "width", "word-wrap",
    "-webkit-text-size-adjust",
}  # fmt: skip
NEWER = re.compile(r"\b(?:min|max|clamp|env|fit-content)\(|\bdvh\b")
SYNTAX = re.compile(r"\?\.[a-zA-Z(\[]|\?\?|\basync\b|\*\*|\{ \.\.\.|catch \{")


def rules() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each selector with its declarations, in order."""
    css = re.sub(r"/\*.*?\*/", "", STATIC.joinpath("look.css").read_text("utf-8"), flags=re.DOTALL)
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        pairs = (each.partition(":") for each in body.split(";") if each.strip())
        found.append(
            (selector.strip(), [(name.strip(), value.strip()) for name, _, value in pairs])
        )
    return found


def faults(selector: str, declared: list[tuple[str, str]]) -> list[str]:
    """Return what an old browser would leave out of a rule without anything in its place."""
    known, wrong = set(), []
    grid = ("display", "grid") in declared  # without a grid, or its columns, one column is right
    for name, value in declared:
        newer = NEWER.search(value) is not None
        if name == "overflow-wrap":
            fine = "word-wrap" in known
        elif name.startswith("--") or name in DECORATION:
            fine = True
        elif name in {"gap", "grid-template-columns"}:
            fine = grid
        elif name == "grid-column":  # it means nothing where there is no grid
            fine = True
        else:
            fine = name in PLAIN and (not newer or name in known)
        if not fine:
            wrong.append(f"{selector} {{ {name}: {value} }}")
        known.add(name)
    return wrong


def test_what_is_newer_stands_after_something_plain() -> None:
    """Nothing that places or sizes depends on a browser of after 2016."""
    found = [fault for selector, declared in rules() for fault in faults(selector, declared)]
    assert [] == found
    assert len(rules()) > 80


@pytest.mark.parametrize(
    "declared",
    [
        [("padding", "0 min(1rem, 5vw)")],
        [("display", "flex"), ("gap", "1rem")],
        [("overflow-wrap", "anywhere")],
        [("margin-inline-end", "1rem")],
        [("inset", "0")],
    ],
)
def test_the_check_finds_what_they_leave_out(declared: list[tuple[str, str]]) -> None:
    """Each of these has stood in a style sheet and left text at the edge."""
    assert 1 == len(faults("body", declared))


@pytest.mark.parametrize("name", ["little.js", "push.js", "sw.js"])
def test_no_script_needs_a_newer_language(name: str) -> None:
    """One sign that they cannot read, and nothing of a script runs."""
    assert [] == SYNTAX.findall(STATIC.joinpath(name).read_text("utf-8"))
