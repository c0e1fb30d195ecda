"""Doors come in, are found again, and are never lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import board, estate
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.settings import LobbySettings
from kiosk.words import language

DEMO = Path(__file__).parents[3] / "deploy" / "demo" / "addresses.csv"
SMALL = "Lærkevej 4: st-1, tv th; Lærkevej 6: st, tv"


def fill(kiosk: Kiosk, text: str = SMALL) -> estate.ImportReport:
    """Take in a small estate."""
    return estate.import_doors(kiosk, estate.read_description(text))


def facts(kiosk: Kiosk) -> dict[str, str]:
    """Return what the board says."""
    with kiosk.store.read() as db:
        return board.facts(db)


def sentences(lines: tuple[estate.ImportLine, ...]) -> list[str]:
    """Return what a report says, in English."""
    return [language("en").say(line.text) for line in lines]


def addresses(kiosk: Kiosk) -> list[str]:
    """Return every door that is offered."""
    return [
        door.address
        for stairwell in estate.stairwells(kiosk)
        for door in estate.doors(kiosk, stairwell.id)
    ]


class TestImport:
    """Taking doors in."""

    def test_the_demo_estate_has_144_homes(self, kiosk: Kiosk) -> None:
        """The made-up estate is read whole; its provisional address is told and not offered."""
        report = estate.import_doors(kiosk, estate.read_csv(DEMO))
        assert len(report.new) == 144
        assert report.refused == ()
        assert sentences(report.notes) == [
            "Lærkevej 4, 5. tv is provisional, and is offered once it is current."
        ]
        assert facts(kiosk)["homes"] == "144"
        assert "Lærkevej 4, 5. tv" not in addresses(kiosk)

    def test_again_changes_nothing(self, kiosk: Kiosk) -> None:
        """The same file a second time finds every door known, under the same id."""
        rows = estate.read_csv(DEMO)
        estate.import_doors(kiosk, rows)
        before = estate.find_door(kiosk, "Lærkevej 12, 8. 8")
        report = estate.import_doors(kiosk, rows)
        assert (len(report.new), len(report.known), len(report.gone)) == (0, 144, 0)
        assert estate.find_door(kiosk, "Lærkevej 12, 8. 8") == before

    def test_a_dry_run_only_looks(self, kiosk: Kiosk) -> None:
        """A dry run reports what would be new and writes none of it."""
        rows = estate.read_description(SMALL)
        report = estate.import_doors(kiosk, rows, dry_run=True)
        assert (len(report.new), report.taken) == (5, False)
        assert addresses(kiosk) == []

    def test_a_bad_line_stops_all(self, kiosk: Kiosk) -> None:
        """Where one line cannot be read nothing is taken, unless the good ones are asked for."""
        rows = estate.read_description("Lærkevej 4: st, tv; Lærkevej 6: loft, tv")
        report = estate.import_doors(kiosk, rows)
        assert [line.line for line in report.refused] == [2]
        assert (report.taken, addresses(kiosk)) == (False, [])
        report = estate.import_doors(kiosk, rows, only_good=True)
        assert (report.taken, addresses(kiosk)) == (True, ["Lærkevej 4, st. tv"])

    def test_a_door_left_out_is_gone_but_kept(self, kiosk: Kiosk) -> None:
        """A door that a newer file leaves out is told and not offered, but keeps its id."""
        fill(kiosk)
        old = estate.find_door(kiosk, "Lærkevej 6, st. tv")
        report = fill(kiosk, "Lærkevej 4: st-1, tv th")
        assert sentences(report.gone) == [
            "Lærkevej 6, st. tv is not in the file any more, and is not offered."
        ]
        with kiosk.store.read() as db:
            assert estate.door(db, old.id) == old
        assert facts(kiosk)["homes"] == "4"
        assert sentences(fill(kiosk).new) == ["Lærkevej 6, st. tv is back."]
        assert estate.find_door(kiosk, "Lærkevej 6, st. tv") == old

    def test_another_road_leaves_this_one_alone(self, kiosk: Kiosk) -> None:
        """A file about one road says nothing about the doors of another."""
        fill(kiosk)
        assert fill(kiosk, "Åvej 1: st, tv th").gone == ()
        assert facts(kiosk)["homes"] == "7"

    def test_a_damaged_file_makes_nothing_gone(self, kiosk: Kiosk) -> None:
        """While lines cannot be read, a door that is not seen is not taken for gone."""
        fill(kiosk)
        rows = estate.read_description("Lærkevej 4: st, tv; Lærkevej 6: ?")
        report = estate.import_doors(kiosk, rows, only_good=True)
        assert report.gone == ()
        assert sentences(report.notes) == [
            "Doors that are not in the file stay, because some lines cannot be read."
        ]
        assert facts(kiosk)["homes"] == "5"

    def test_withdrawn_addresses_are_told(self, kiosk: Kiosk) -> None:
        """A known door that the register withdraws is gone; an unknown one is only told."""
        fill(kiosk)
        head = "status,vejnavn,husnr,etage,dør\n"
        keep = "1,Lærkevej,4,st,tv\n1,Lærkevej,4,st,th\n1,Lærkevej,4,1,tv\n1,Lærkevej,4,1,th\n"
        text = head + keep + "4,Lærkevej,6,st,tv\n2,Lærkevej,6,9,tv\n"
        report = estate.import_doors(kiosk, estate.read_register(text.encode()))
        assert sentences(report.gone) == ["Lærkevej 6, st. tv is withdrawn, and is not offered."]
        assert sentences(report.notes) == ["Lærkevej 6, 9. tv is withdrawn, and is not offered."]

    def test_a_door_named_twice_counts_once(self, kiosk: Kiosk) -> None:
        """The current line wins over a withdrawn one for the same door, and twice is once."""
        head = "status,vejnavn,husnr,etage,dør\n"
        text = head + "4,Lærkevej,6,st,tv\n1,Lærkevej,6,st,tv\n1,LÆRKEVEJ,6,ST,tv\n"
        report = estate.import_doors(kiosk, estate.read_register(text.encode()))
        assert len(report.new) == 1
        assert sentences(report.notes) == [
            "Lærkevej 6, st. tv is current on another line, and that one counts.",
            "LÆRKEVEJ 6, st. tv is the same door as line 3, and counts once.",
        ]

    def test_a_house_without_flats_is_one_door(self, kiosk: Kiosk) -> None:
        """A whole house number is offered as one door, and the report says so."""
        report = fill(kiosk, "Lærkevej 10")
        assert sentences(report.new) == [
            "Lærkevej 10 is new. It has no flats: a house or a shop, one door."
        ]
        assert estate.find_door(kiosk, "lærkevej 10").address == "Lærkevej 10"


class TestLookingUp:
    """Stairwells, doors and zones."""

    def test_doors_come_in_order(self, kiosk: Kiosk) -> None:
        """A stairwell's doors come from the lowest floor up, left to right."""
        fill(kiosk, "Lærkevej 4: 2, th mf tv; Lærkevej 4: kl; Lærkevej 4: st, 10 2 1")
        (stairwell,) = estate.stairwells(kiosk)
        shorts = [estate.short_door(door) for door in estate.doors(kiosk, stairwell.id)]
        assert shorts == ["kl.", "st. 1", "st. 2", "st. 10", "2. tv", "2. mf", "2. th"]

    def test_stairwells_come_in_danish_order(self, kiosk: Kiosk) -> None:
        """Roads come by the Danish alphabet, numbers as numbers, letters after."""
        fill(kiosk, "Åvej 1; Ærøvej 1; Øvej 1; Birkevej 10; Birkevej 9B; Birkevej 9; Birkevej 9A")
        assert [stairwell.name for stairwell in estate.stairwells(kiosk)] == [
            *("Birkevej 9", "Birkevej 9A", "Birkevej 9B", "Birkevej 10"),
            *("Ærøvej 1", "Øvej 1", "Åvej 1"),
        ]

    def test_the_kiosks_own_stairwell_comes_first(self, kiosk: Kiosk) -> None:
        """Where the kiosk knows its own stairwell, that is offered first."""
        fill(kiosk)
        lobby = LobbySettings(stairwell="lærkevej 6")
        here = replace(kiosk, settings=replace(kiosk.settings, lobby=lobby))
        names = [stairwell.name for stairwell in estate.stairwells(here)]
        assert names == ["Lærkevej 6", "Lærkevej 4"]

    def test_a_stairwell_without_doors_is_not_offered(self, kiosk: Kiosk) -> None:
        """A stairwell whose last door is gone is not offered."""
        fill(kiosk)
        fill(kiosk, "Lærkevej 4: st, tv")
        assert [stairwell.name for stairwell in estate.stairwells(kiosk)] == ["Lærkevej 4"]

    @pytest.mark.parametrize(
        "text",
        [
            *("Lærkevej 4A, 2. th", "lærkevej 4a 2 th", "LÆRKEVEJ 4 A 2TH", "4A 2.th", "4a2th"),
            *("Lærkevej 4A, 2. sal til højre", "Lærkevej nr. 04A, 2. sal th", "4 a 2 right"),
        ],
    )
    def test_a_door_is_found_however_it_is_written(self, sqlite_kiosk: Kiosk, text: str) -> None:
        """Capitals, commas, full stops and whole words make no difference."""
        fill(sqlite_kiosk, "Lærkevej 4A: st-2, tv th; Lærkevej 4: st-2, tv th")
        assert estate.find_door(sqlite_kiosk, text).address == "Lærkevej 4A, 2. th"

    @pytest.mark.parametrize("text", ["", "Lærkevej 4, 3. th", "Lærkevej", "4 st tv", "\x00"])
    def test_a_door_that_is_not_one_is_refused(self, sqlite_kiosk: Kiosk, text: str) -> None:
        """No door, half a door, or a number that two roads have is told."""
        fill(sqlite_kiosk, "Lærkevej 4: st, tv; Åvej 4: st, tv")
        with pytest.raises(Refusal) as refused:
            estate.find_door(sqlite_kiosk, text)
        assert refused.value.code == "door-unknown"

    def test_zones_hold_a_handful_of_stairwells(self, kiosk: Kiosk) -> None:
        """A long road is split into zones of nearly the same size, named by their ends."""
        fill(kiosk, "; ".join(f"Lærkevej {number}" for number in range(1, 14)))
        wells = estate.stairwells(kiosk)
        with kiosk.store.read() as db:
            zones = [estate.zone_of(db, well.id) for well in wells]
            first = estate.stairwells_of_zone(db, zones[0].id)
        assert list(dict.fromkeys(zone.name for zone in zones)) == [
            *("Lærkevej 1–5", "Lærkevej 6–9", "Lærkevej 10–13"),
        ]
        assert first == wells[:5]

    def test_a_new_stairwell_joins_its_road(self, kiosk: Kiosk) -> None:
        """A stairwell that is built later joins its road's last zone, which is named anew."""
        fill(kiosk)
        fill(kiosk, SMALL + "; Lærkevej 8: st, tv")
        with kiosk.store.read() as db:
            names = {estate.zone_of(db, well.id).name for well in estate.stairwells(kiosk)}
        assert names == {"Lærkevej 4–8"}

    def test_what_is_not_here_is_refused(self, kiosk: Kiosk) -> None:
        """An id of no door and of no stairwell is refused, not a fault."""
        with kiosk.store.read() as db:
            with pytest.raises(Refusal) as no_door:
                estate.door(db, 999)
            with pytest.raises(Refusal) as no_stairwell:
                estate.stairwell(db, 999)
        assert no_door.value.code == "door-not-here"
        assert no_stairwell.value.code == "stairwell-not-here"


class TestName:
    """The estate's name."""

    def test_the_lobby_knows_the_name(self, kiosk: Kiosk) -> None:
        """The name is made harmless and put where the first paint reads it."""
        estate.set_up(kiosk, "  Lærkevej\x1b 2–12 ")
        with kiosk.store.read() as db:
            assert estate.name(db) == "Lærkevej 2–12"
        assert facts(kiosk)["estate"] == "Lærkevej 2–12"

    def test_a_name_of_nothing_is_refused(self, kiosk: Kiosk) -> None:
        """A name of blanks and control characters is none."""
        with pytest.raises(Refusal) as refused:
            estate.set_up(kiosk, " \x1b\u202e ")
        assert refused.value.code == "estate-name-missing"

    def test_dates_are_meant_where_the_estate_is(self, sqlite_kiosk: Kiosk) -> None:
        """The estate's time zone is the one that was set."""
        assert estate.timezone(sqlite_kiosk) == "Europe/Copenhagen"
