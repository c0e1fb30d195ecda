"""The widgets that screens are built of, each in a tiny app of its own."""

from typing import Any

import pytest
import zxingcpp
from PIL import Image
from textual.app import App, ComposeResult
from textual.message import Message

from screens.lobby import theme
from screens.lobby.widgets import Choice, Choices, Prose, plain
from screens.lobby.widgets.field import Entered, Field
from screens.lobby.widgets.frame import Foot, KeyLine
from screens.lobby.widgets.pin import PinField, Secret, in_pairs
from screens.lobby.widgets.qrcode import QrCode, encode, full_blocks, half_blocks
from screens.lobby.widgets.rows import rows_of, wrap

NASTY = "[@click=app.quit]\x1b]52;c;aGVq\x07[/x] \u202eOle\x9b"


class Stage(App[None]):
    """An app that holds widgets and remembers what they said."""

    def __init__(self, *widgets: Any) -> None:
        super().__init__()
        self.widgets = widgets
        self.heard: list[Message] = []
        self.register_theme(theme.theme("lobby-dark"))
        self.theme = "lobby-dark"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """As in the lobby."""
        return {name: theme.DARK[name] for name in theme.VARIABLES}

    def compose(self) -> ComposeResult:
        """The widgets, one under the other."""
        yield from self.widgets

    def on_mount(self) -> None:
        """The first takes the keys."""
        self.screen.focus_next()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Remember."""
        self.heard.append(event)

    def on_choices_switched(self, event: Choices.Switched) -> None:
        """Remember."""
        self.heard.append(event)

    def on_choices_done(self, event: Choices.Done) -> None:
        """Remember."""
        self.heard.append(event)

    def on_entered(self, event: Entered) -> None:
        """Remember."""
        self.heard.append(event)

    @property
    def keys(self) -> list[str]:
        """What was chosen so far."""
        return [event.key for event in self.heard if isinstance(event, Choices.Chosen)]

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        strips = self.screen._compositor.render_strips()
        return ["".join(part.text for part in strip).rstrip() for strip in strips]


def some(count: int) -> list[Choice]:
    """Return choices named after their numbers."""
    return [Choice(f"k{number}", f"Choice {number}") for number in range(1, count + 1)]


class TestChoices:
    """Numbered lists."""

    async def test_digits_choose(self) -> None:
        """In a list of up to nine one digit is enough."""
        app = Stage(Choices(*some(9)))
        async with app.run_test() as pilot:
            await pilot.press("3", "9", "1")
            assert ["k3", "k9", "k1"] == app.keys

    async def test_long_lists_have_two_digits(self) -> None:
        """Ten and more are numbered 01, 02 and so on."""
        app = Stage(Choices(*some(24)))
        async with app.run_test(size=(80, 40)) as pilot:
            assert ">01  Choice 1" in app.lines[0]
            await pilot.press("0", "3", "2", "4")
            assert ["k3", "k24"] == app.keys

    async def test_a_forgotten_nought_is_forgiven(self) -> None:
        """Where there is no such ten, one digit is meant."""
        app = Stage(Choices(*some(24)))
        async with app.run_test() as pilot:
            await pilot.press("5")
            assert ["k5"] == app.keys

    async def test_arrows_enter_home_and_end(self) -> None:
        """Arrows go round, past what is not to be had."""
        entries = [*some(3), Choice("no", "Not now", disabled=True)]
        app = Stage(Choices(*entries))
        async with app.run_test() as pilot:
            await pilot.press("down", "enter", "up", "up", "enter", "home", "enter", "4")
            assert ["k2", "k3", "k1"] == app.keys

    async def test_a_click_chooses(self) -> None:
        """Touching a line is choosing it, also its second line."""
        app = Stage(Choices(*some(3)))
        async with app.run_test() as pilot:
            await pilot.click(Choices, offset=(6, 1))
            assert ["k2"] == app.keys

    async def test_switches(self) -> None:
        """Digits and space turn, Enter means that all is well, and the state is a word."""
        entries = [Choice("a", "Letterbox", on=True), Choice("b", "Plants", on=False)]
        choices = Choices(*entries)
        app = Stage(choices)
        async with app.run_test() as pilot:
            assert [">1  yes  Letterbox", " 2  no   Plants"] == app.lines[:2]
            await pilot.press("2", "up", "space", "enter")
            assert {"b"} == choices.on_keys
            assert isinstance(app.heard[-1], Choices.Done)
            assert [">1  no   Letterbox", " 2  yes  Plants"] == app.lines[:2]

    async def test_more_than_a_screen_comes_in_pages(self) -> None:
        """A list that does not fit shows a page at a time, and says so."""
        app = Stage(Choices(*some(40)))
        async with app.run_test(size=(80, 20)) as pilot:
            assert any("1 / 3" in line for line in app.lines)
            await pilot.press("pagedown")
            assert any("2 / 3" in line for line in app.lines)
            await pilot.press("end", "enter")
            assert ["k40"] == app.keys

    async def test_pages_turn_round_and_round(self) -> None:
        """After the last page comes the first; a short list has one."""
        choices = Choices(*some(40))
        app = Stage(choices)
        async with app.run_test(size=(80, 20)) as pilot:
            seen = []
            for _ in range(4):
                seen.append(next(line for line in app.lines if " / 3" in line).split()[0])
                choices.turn_page()
                await pilot.pause()
            assert ["1", "2", "3", "1"] == seen
            choices.show(some(3))
            await pilot.pause()
            assert 1 == choices.pages

    async def test_the_chosen_line_is_marked_by_more_than_colour(self) -> None:
        """A pointed bracket stands before it."""
        app = Stage(Choices(*some(3)))
        async with app.run_test() as pilot:
            await pilot.press("down")
            assert [" 1", ">2", " 3"] == [line[:2] for line in app.lines[:3]]

    async def test_a_move_paints_only_what_changed(self) -> None:
        """Two lines are drawn again, as far as the bar reaches, in at most 300 bytes."""
        choices = Choices(*some(20))
        app = Stage(choices)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            choices.move(5)
            drawn = choices._exchange_repaint_regions()
            assert {(0, 1), (5, 1)} == {(region.y, region.height) for region in drawn}
            assert all(region.width < 20 for region in drawn)

    async def test_names_are_no_markup_and_no_commands(self) -> None:
        """What a person calls themselves is shown letter by letter, or not at all."""
        app = Stage(Choices(Choice("a", NASTY, NASTY)), Prose(NASTY))
        async with app.run_test(size=(120, 24)) as pilot:
            await pilot.click(Choices, offset=(6, 0))
            assert "[@click=app.quit]]52;c;aGVq[/x] Ole" in app.lines[0]
            assert "[@click=app.quit]]52;c;aGVq[/x] Ole" in app.lines[1]
            assert ["a"] == app.keys


class TestRows:
    """How lists are broken into lines."""

    def test_notes_stand_in_a_column(self) -> None:
        """Notes begin where the widest text ends."""
        rows, reach = rows_of([(0, "1", "", "Log in", "or scan"), (1, "2", "", "Alerts", "2")], 60)
        assert ["Log in   or scan", "Alerts   2"] == [row.text + row.note for row in rows]
        assert 11 == reach

    def test_a_note_without_room_goes_below(self) -> None:
        """On a narrow screen nothing is cut."""
        rows, _ = rows_of([(0, "1", "", "A rather long text", "and a long note")], 24)
        assert "A rather long text and a long note" == " ".join(
            (row.text + row.note).strip() for row in rows
        )

    def test_long_words_are_broken(self) -> None:
        """A word wider than the column does not push anything out."""
        assert ["Rinds", "kopie", "t"] == wrap("Rindskopiet", 5)

    def test_no_line_begins_with_the_dot_between_two_parts(self) -> None:
        """It stays with the part before it."""
        assert ["Bikes taken ·", "nr. 4"] == wrap("Bikes taken · nr. 4", 13)
        assert ["Bikes", "taken · nr.", "4"] == wrap("Bikes taken · nr. 4", 12)


class TestField:
    """Places to type."""

    async def test_typing_and_enter(self) -> None:
        """What was typed is there when Enter says so, and stays."""
        field = Field("name")
        app = Stage(field)
        async with app.run_test() as pilot:
            await pilot.press("Å", "s", "e", "enter")
            assert "Åse" == field.value
            assert [Entered] == [type(event) for event in app.heard]

    @pytest.mark.parametrize(
        ("kind", "typed", "left"),
        [
            ("digits", "1a2-3", "123"),
            ("date", "24.12x", "24.12"),
            ("number", "482-713k", "482-713"),
            ("text", "a" * 70, "a" * 60),
        ],
    )
    async def test_only_what_belongs_there_is_taken(self, kind: Any, typed: str, left: str) -> None:
        """Other characters are left out silently, and the field is never overfull."""
        field = Field("f", kind=kind)
        app = Stage(field)
        async with app.run_test() as pilot:
            await pilot.press(*("minus" if char == "-" else char for char in typed))
            assert left == field.value

    async def test_a_sentence_stands_under_it(self) -> None:
        """A refusal leaves the text, shows its sentence, and goes with the next letter."""
        field = Field("f")
        app = Stage(field)
        async with app.run_test() as pilot:
            await pilot.press("x")
            field.refuse("Write your name.")
            await pilot.pause()
            assert "! Write your name." in app.lines[1]
            assert "x" == field.value
            await pilot.press("y")
            assert "Write" not in "".join(app.lines)

    async def test_no_clipboard(self) -> None:
        """Copying, cutting and selecting do nothing."""
        field = Field("f")
        app = Stage(field)
        async with app.run_test() as pilot:
            await pilot.press("x", "ctrl+a", "ctrl+c", "ctrl+x", "ctrl+shift+a", "ctrl+x")
            assert "x" == field.value
            assert "" == app.clipboard


class TestPin:
    """Six digits for one pair of eyes."""

    async def test_dots_until_a_key_is_held(self) -> None:
        """Digits are dots, shown for a moment by F2, and by the switch on F3."""
        field = PinField("pin")
        app = Stage(field)
        async with app.run_test() as pilot:
            await pilot.press("4", "8", "2")
            assert "•• •" in app.lines[0]
            await pilot.press("f2")
            assert "48 2" in app.lines[0]
            field.box.cover()
            await pilot.pause()
            assert "48 2" not in app.lines[0]
            await pilot.press("f3")
            assert "48 2" in app.lines[0]

    async def test_the_sixth_digit_enters(self) -> None:
        """No Enter is needed."""
        field = PinField("pin")
        app = Stage(field)
        async with app.run_test() as pilot:
            await pilot.press(*"48271")
            assert [] == app.heard
            await pilot.press("x", "backspace", "1", "3")
            assert ["482713", Entered] == [field.value, *(type(event) for event in app.heard)]

    async def test_a_dealt_pin_is_covered(self) -> None:
        """What the kiosk deals is shown only while somebody looks."""
        secret = Secret("482713")
        app = Stage(secret)
        async with app.run_test() as pilot:
            assert "•• •• ••" in app.lines[0]
            secret.peek()
            await pilot.pause()
            assert in_pairs("482713") in app.lines[0]


class TestQrCode:
    """Codes that cameras read."""

    @pytest.mark.parametrize("big", [False, True])
    def test_a_picture_of_it_is_read_back(self, big: bool) -> None:
        """Drawn as a terminal draws it, a decoder finds the address again."""
        address = "https://nabo.laerkevej.dk/p/7F3K9Q2M"
        lines = (full_blocks if big else half_blocks)(encode(address))
        wide, high = (8, 16)
        picture = Image.new("L", (len(lines[0]) * wide, len(lines) * high), 255)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                top = 0 if cell in "▀█" else high // 2
                bottom = high if cell in "▄█" else high // 2
                if cell != " ":
                    box = (
                        column * wide,
                        row * high + top,
                        (column + 1) * wide,
                        row * high + bottom,
                    )
                    picture.paste(0, box)
        assert [address] == [found.text for found in zxingcpp.read_barcodes(picture)]

    async def test_it_takes_no_room_when_empty(self) -> None:
        """Without a code there is no white block."""
        code = QrCode()
        app = Stage(code, Prose("below"))
        async with app.run_test() as pilot:
            code.encode("nabo:p:7F3K")
            await pilot.pause()
            assert code.size.height * 2 in range(code.size.width, code.size.width + 2)
            code.wipe()
            await pilot.pause()
            assert "below" in app.lines[0]


class TestFoot:
    """The sentence above the keys."""

    @pytest.mark.parametrize("width", [40, 60, 80, 120])
    async def test_what_can_be_chosen_stays_with_its_number(self, width: int) -> None:
        """A line ends between two choices; what stands there is all of them, in their order."""
        foot = Foot()
        choices = ("I do not know when", "Away now and then", "My vacations", "See it", "All empty")
        app = Stage(foot)
        async with app.run_test(size=(width, 6)) as pilot:
            foot.ask(choices)
            await pilot.pause()
            lines = [line.strip() for line in app.lines if line.strip()]
            marks = [line[:3] for line in app.lines if line.strip()]
        assert [" + ", *["   "] * (len(lines) - 1)] == marks
        numbered = [f"{number} {choice}" for number, choice in enumerate(choices, 1)]
        assert numbered == [each for line in lines for each in line.strip("+ ").split(" · ")]
        assert (width < len(foot.sentence)) == (len(lines) > 1)

    async def test_a_choice_longer_than_a_line_is_broken(self) -> None:
        """Nothing of it is lost, and what follows begins a line of its own."""
        foot = Foot()
        app = Stage(foot)
        async with app.run_test(size=(20, 6)) as pilot:
            foot.ask(("a choice of many words", "short"))
            await pilot.pause()
            lines = [line.strip() for line in app.lines if line.strip()]
        assert ["+ 1 a choice of", "many words", "2 short"] == lines


class TestKeyLine:
    """What the keys do."""

    @pytest.mark.parametrize("width", [40, 60, 80, 120])
    async def test_back_and_hide_are_always_there(self, width: int) -> None:
        """Where it is narrow the lead and the other keys give way."""
        line = KeyLine()
        app = Stage(line)
        async with app.run_test(size=(width, 3)) as pilot:
            hints = tuple((f"f{n}", f"F{n}", "a longer explanation") for n in range(1, 4))
            line.tell((*hints, ("escape", "Esc", "Back"), ("f10", "F10", "Hide")), "Press")
            await pilot.pause()
            assert "Esc Back" in app.lines[0]
            assert app.lines[0].endswith("F10 Hide")

    async def test_what_finds_no_room_is_more(self) -> None:
        """One hint stands for those that gave way, and for none where all have room."""
        line = KeyLine()
        app = Stage(line)
        async with app.run_test(size=(60, 3)) as pilot:
            ends = ("escape", "Esc", "Back"), ("f10", "F10", "Hide")
            more = "plus", "+", "More"
            line.tell((("f5", "F5", "a short one"), *ends), more=more)
            await pilot.pause()
            assert ["F5", "a", "short", "one", "Esc", "Back", "F10", "Hide"] == app.lines[0].split()
            longer = ("f6", "F6", "a longer explanation than there is room for")
            line.tell((("f5", "F5", "a short one"), longer, *ends), more=more)
            await pilot.pause()
            assert app.lines[0].strip().split("  ")[:2] == ["F5 a short one", "+ More"]


def test_plain_text_has_no_styles_of_its_own() -> None:
    """Markup in a text is text."""
    assert "[b]x[/b]" == plain("[b]x[/b]").plain
