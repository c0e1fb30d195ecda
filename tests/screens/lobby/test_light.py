"""What makes the lobby light shows nowhere: the same picture, the same styles, less work."""

import gc

import pytest
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region

from kiosk.glance import Glance
from screens.lobby.screen import KioskScreen
from screens.lobby.watch import MANY_OBJECTS
from screens.lobby.widgets import Choices
from tests.screens.lobby.conftest import Lobby

CHANGED = (Region(3, 8, 20, 2), Region(0, 0, 80, 1), Region(40, 5, 10, 12), Region(79, 23, 1, 1))
QR = " ".join(["1" * 21] * 21)


def painted(screen: KioskScreen, crop: Region) -> str:
    """Return what would be sent to the terminal if `crop` had changed."""
    compositor = screen._compositor
    chops = compositor._render_chops(crop, crop.line_range.__contains__)
    spans = [(y, crop.x, crop.right) for y in crop.line_range]
    update = ChopsUpdate(chops, spans, [cuts[1:] for cuts in compositor.cuts])
    return update.render_segments(screen.app.console)


@pytest.mark.parametrize("crop", CHANGED)
async def test_a_change_is_painted_as_the_stock_compositor_paints_it(
    lobby: Lobby, crop: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leaving out the widgets that did not change leaves nothing out of the picture."""
    board = Glance(facts={"estate": "Lærkevej 2–12", "joined": "4", "homes": "9", "qr": QR})
    async with lobby(glance=board) as guest:
        lean = painted(guest.screen, crop)
        monkeypatch.setattr(type(guest.screen._compositor), "_get_renders", Compositor._get_renders)
        assert painted(guest.screen, crop) == lean


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("key", ["escape", "1", "2", "4"])
async def test_a_screen_is_painted_whole(
    lobby: Lobby, size: tuple[int, int], key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks as the stock compositor paints it, and fewer lines have been asked for."""
    board = Glance(facts={"estate": "Lærkevej 2–12", "joined": "4", "homes": "9", "qr": QR})
    async with lobby(size=size, glance=board) as guest:
        await guest.press(key)
        compositor = guest.screen._compositor
        lean = compositor.render_strips()
        asked = sum(len(strips) for _, _, strips in compositor._get_renders())
        monkeypatch.setattr(type(compositor), "_get_renders", Compositor._get_renders)
        assert compositor.render_strips() == lean
        assert asked < sum(len(strips) for _, _, strips in compositor._get_renders())


async def test_what_lies_behind_is_not_drawn(lobby: Lobby) -> None:
    """Where one entry of a list has changed, the list alone is asked for its lines."""
    async with lobby() as guest:
        choices = guest.screen.query_one(Choices)
        x, y, width, _ = choices.region
        drawn = list(guest.screen._compositor._get_renders(Region(x, y, width, 1)))
        assert [choices.region] == [region for region, _, _ in drawn]


async def test_a_screen_that_one_comes_back_to_looks_as_styled_anew(lobby: Lobby) -> None:
    """A kept screen is not styled again, and does not need it."""
    async with lobby() as guest:
        await guest.press("6", "minus", "6")
        kept = [str(widget.styles.css) for widget in guest.screen.walk_children(with_self=True)]
        guest.screen.update_node_styles(animate=False)
        anew = [str(widget.styles.css) for widget in guest.screen.walk_children(with_self=True)]
        assert anew == kept


async def test_whoever_never_pauses_does_not_fill_the_memory(lobby: Lobby) -> None:
    """Garbage of the last second is collected even while keys are pressed without end."""
    async with lobby() as guest:
        watch = guest.app.watch_over
        watch.own_memory()
        try:
            for _ in range(MANY_OBJECTS):
                ring: list[object] = []
                ring.append(ring)
            watch.touch()
            watch.each_second()
            assert gc.get_count()[0] < MANY_OBJECTS / 2
        finally:
            gc.unfreeze()
            gc.enable()
