"""Colours: warm and calm, at least 7:1 on their ground, and chosen again for sixteen colours.

A Linux console has sixteen fixed colours. What a terminal library makes of others there is a
guess (the stock theme became black on black), so the console has a theme of exactly those.
A test computes every ratio.
"""

from collections.abc import Mapping

from textual.theme import Theme

# What each colour is for: `accent` what can be chosen now, `danger` what went wrong or is
# dangerous, `good` what went well, `quiet` the second tone, `rule` lines between things,
# `field` the ground under what is typed, `paper` and `ink` a QR code,
# `bar` and `on-bar` what is chosen (consoles have no bright grounds).
Palette = Mapping[str, str]

DARK: Palette = {
    "background": "#1b1714",
    "foreground": "#f3eadc",
    "quiet": "#c3b5a1",
    "accent": "#f4b860",
    "danger": "#ffa694",
    "good": "#b5d39b",
    "rule": "#6f6355",
    "field": "#2e2721",
    "field-focus": "#40362c",
    "paper": "#ffffff",
    "ink": "#000000",
    "bar": "#f4b860",
    "on-bar": "#1b1714",
}

LIGHT: Palette = {
    "background": "#faf5ec",
    "foreground": "#241d16",
    "quiet": "#51473b",
    "accent": "#7a3d00",
    "danger": "#8c1d12",
    "good": "#2c5219",
    "rule": "#a5988a",
    "field": "#ece3d3",
    "field-focus": "#fffdf8",
    "paper": "#ffffff",
    "ink": "#000000",
    "bar": "#7a3d00",
    "on-bar": "#faf5ec",
}

# The sixteen as Rich maps them: exact values stay exact when it goes down to the console.
CONSOLE: Palette = {
    "background": "#000000",
    "foreground": "#ffffff",
    "quiet": "#aaaaaa",
    "accent": "#ffff55",
    "danger": "#ff55ff",
    "good": "#55ff55",
    "rule": "#555555",
    "field": "#000000",
    "field-focus": "#0000aa",
    "paper": "#aaaaaa",
    "ink": "#000000",
    "bar": "#aaaaaa",
    "on-bar": "#000000",
}

PALETTES: Mapping[str, Palette] = {
    "lobby-dark": DARK,
    "lobby-light": LIGHT,
    "lobby-console": CONSOLE,
}
VARIABLES = (
    "quiet",
    "danger",
    "good",
    "rule",
    "field",
    "field-focus",
    "paper",
    "ink",
    "bar",
    "on-bar",
)


def theme(name: str) -> Theme:
    """Return one of `PALETTES` as a theme."""
    palette = PALETTES[name]
    return Theme(
        name=name,
        primary=palette["accent"],
        accent=palette["accent"],
        error=palette["danger"],
        success=palette["good"],
        warning=palette["accent"],
        foreground=palette["foreground"],
        background=palette["background"],
        surface=palette["background"],
        panel=palette["field"],
        dark="light" not in name,
        variables={key: palette[key] for key in VARIABLES}
        | {
            "scrollbar": palette["rule"],
            "scrollbar-hover": palette["rule"],
            "scrollbar-active": palette["quiet"],
            "scrollbar-background": palette["background"],
            "scrollbar-background-hover": palette["background"],
            "scrollbar-background-active": palette["background"],
            "scrollbar-corner-color": palette["background"],
        },
    )


def theme_name(*, light: bool, color_system: str | None) -> str:
    """Return the theme for a terminal that has `color_system` (as Rich names them)."""
    if color_system == "standard":
        return "lobby-console"  # whose grounds are all dark: a light look would be grey on grey
    return "lobby-light" if light else "lobby-dark"
