"""Every text stands out from its ground, and a console guesses no colour."""

import pytest

from screens.lobby import theme


def light(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", theme.PALETTES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *[(tone, "background") for tone in ("foreground", "quiet", "accent", "danger", "good")],
        ("foreground", "field"),
        ("foreground", "field-focus"),
        ("on-bar", "bar"),
        ("ink", "paper"),
    ],
)
def test_contrast(name: str, text: str, ground: str) -> None:
    """Every text is at least 7:1 on its ground."""
    palette = theme.PALETTES[name]
    dark, bright = sorted((light(palette[text]), light(palette[ground])))
    assert (bright + 0.05) / (dark + 0.05) >= 7


def test_a_console_gets_its_own_sixteen() -> None:
    """Only exact console colours are used there, so none is guessed."""
    levels = {"00", "55", "aa", "ff"}
    colours = theme.CONSOLE.values()
    assert all({c[1:3], c[3:5], c[5:7]} <= levels for c in colours)
    assert "lobby-console" == theme.theme_name(light=True, color_system="standard")
