"""Files and descriptions are read however they were saved, and what is damaged is named."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.estate import (
    Place,
    Row,
    Standing,
    description,
    read_csv,
    read_description,
    read_register,
)
from kiosk.estate.register import LARGEST_FILE
from kiosk.refusals import Refusal
from kiosk.words import language

HEAD = "id,status,vejnavn,husnr,etage,dør,postnr,postnrnavn"
GOOD = "x,1,Lærkevej,4,2,th,2600,Glostrup"
PLACE = Place("Lærkevej", "4", "2", "th")


def read(*lines: str) -> tuple[Row, ...]:
    """Read a file of these lines below the usual first one."""
    return read_register("\n".join((HEAD, *lines)).encode())


def fault(row: Row) -> str:
    """Return why a row cannot be read."""
    return language("en").say(row.fault) if row.fault else ""


class TestRegister:
    """The address register's CSV."""

    @pytest.mark.parametrize(
        "data",
        [
            f"{HEAD}\n{GOOD}\n".encode(),
            f"{HEAD}\r\n{GOOD}\r\n".encode("utf-8-sig"),
            f"{HEAD}\n{GOOD}".encode("latin-1"),
            f"{HEAD}\r\n{GOOD}\r\n".encode("utf-16"),
            f"{HEAD}\n{GOOD}\n".replace(",", ";").encode(),
            b'\n"id","status","vejnavn","husnr","etage","d\xc3\xb8r","postnr","postnrnavn"\n\n'
            + GOOD.encode()
            + b"\n,,,,,,,\n",
            "dørbetegnelse,etagebetegnelse,husnummertekst,navn,status,id_lokalId\n"
            "th,2,4,Lærkevej,1,x\n".encode(),
        ],
        ids=["utf8", "bom", "latin1", "utf16", "semicolon", "quoted", "newer"],
    )
    def test_however_it_was_saved(self, data: bytes) -> None:
        """Letters, separators, line ends and the names of columns may differ."""
        assert [row.place for row in read_register(data)] == [PLACE]

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("x,9,Lærkevej,4,2,th,2600,Glostrup", "The status “9” is not 1, 2, 3 or 4."),
            ("x,,Lærkevej,4,2,th,2600,Glostrup", "The status “” is not 1, 2, 3 or 4."),
            ("x,1,,4,2,th,2600,Glostrup", "The road has no name."),
            ("x,1,Lærkevej,four,2,th,2600,G", "The house number “four” is not one of 1–999."),
            ("x,1,Lærkevej,4,2,thh,2600,G", "The door “thh” is not tv, mf, th or a door number."),
            ("x,1,Lærkevej,4,,th,2600,Glostrup", "The door “th” has no floor."),
            ("x,1,Lærkevej", "The line has 3 fields, but the first line has 8."),
            (GOOD + ",more", "The line has 9 fields, but the first line has 8."),
            ('x,1,"Lærkevej,4,2,th,2600,G', "The line has a quotation mark too many or too few."),
            ("x,1,L\x00rkevej,4,2,th,2600,G", "The road “Lrkevej” has letters that no road has."),
        ],
    )
    def test_a_damaged_line_is_named(self, line: str, why: str) -> None:
        """A damaged line is named with its number and reason, and spoils no other."""
        first, bad, last = read(GOOD, line, GOOD)
        assert (bad.line, bad.place, fault(bad)) == (3, None, why)
        assert (first.place, last.place, last.line) == (PLACE, PLACE, 4)

    def test_lost_letters_spoil_one_line(self) -> None:
        """A byte that is no letter spoils its own line, not the whole file's letters."""
        data = f"{HEAD}\n{GOOD}\n".encode() + b"x,1,L\xe6rkevej,4,2,th,2600,Glostrup\n"
        good, bad = read_register(data)
        assert good.place == PLACE
        assert fault(bad) == "The line has letters that cannot be read."

    @pytest.mark.parametrize(
        ("status", "standing"),
        [
            ("1", Standing.CURRENT),
            ("2", Standing.GONE),
            ("3", Standing.PROVISIONAL),
            ("4", Standing.GONE),
        ],
    )
    def test_the_status_is_read(self, status: str, standing: Standing) -> None:
        """Current, provisional and withdrawn addresses are told apart."""
        (row,) = read(f"x,{status},Lærkevej,4,2,th,2600,Glostrup")
        assert row.standing is standing

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "register-empty"),
            (b"\n\n\r\n", "register-empty"),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF", "register-columns-missing"),
            (b"id,status,vejnavn\n1,2,3\n", "register-columns-missing"),
            (b'"id\n', "register-columns-missing"),
            (b" " * (LARGEST_FILE + 1), "register-too-large"),
        ],
        ids=["empty", "blank", "picture", "columns", "quote", "large"],
    )
    def test_what_is_no_register_is_refused(self, data: bytes, code: str) -> None:
        """A file that is not the register's is refused as a whole, with the reason."""
        with pytest.raises(Refusal) as refused:
            read_register(data)
        assert refused.value.code == code

    def test_missing_columns_are_named(self) -> None:
        """Whoever saved the wrong columns is told which are missing."""
        with pytest.raises(Refusal) as refused:
            read_register(b"id,status,vejnavn,etage\n")
        assert refused.value.message.args["columns"] == "husnr, dør"

    def test_a_file_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        """A wrong name, or a folder, is told."""
        for path in (tmp_path / "none.csv", tmp_path):
            with pytest.raises(Refusal) as refused:
                read_csv(path)
            assert refused.value.code == "register-unreadable"

    @given(st.binary())
    def test_any_bytes_are_read_or_refused(self, data: bytes) -> None:
        """Whatever is in a file, it becomes rows or a refusal, never a fault."""
        rows: tuple[Row, ...] = ()
        with suppress(Refusal):
            rows = read_register(data)
        assert all((row.place is None) == (row.fault is not None) for row in rows)

    @given(st.binary())
    def test_any_lines_are_read_or_named(self, data: bytes) -> None:
        """Whatever stands below the first line becomes a place or a fault, line by line."""
        for row in read_register(HEAD.encode() + b"\n" + data):
            assert (row.place is None) == (row.fault is not None)


class TestDescription:
    """The short description."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Lærkevej 4: 2, th", ["4, 2. th"]),
            ("lærkevej 4 : ST – 1 , tv, th", ["4, st. tv", "4, st. th", "4, 1. tv", "4, 1. th"]),
            ("Lærkevej 4a: kl-st", ["4A, kl.", "4A, st."]),
            ("Lærkevej 4: k2-kl st, tv", ["4, k2. tv", "4, kl. tv", "4, st. tv"]),
            ("Lærkevej 12: 1, 1-3", ["12, 1. 1", "12, 1. 2", "12, 1. 3"]),
            ("Lærkevej 10", ["10"]),
            ("Lærkevej 4: st;\nLærkevej 6: st;", ["4, st.", "6, st."]),
        ],
    )
    def test_good_descriptions(self, text: str, expected: list[str]) -> None:
        """Floors, doors and ranges of both are read, with either dash."""
        places = [row.place for row in read_description(text) if row.place]
        assert [place.address.split(" ", 1)[1] for place in places] == expected

    @pytest.mark.parametrize(
        "part",
        [
            *("Lærkevej", "4: st, tv", "Lærkevej 4:", "Lærkevej 4: 3-1, tv", "Lærkevej 4: st, up"),
            *("Lærkevej 4: 1, 3-1", "Lærkevej 4: 1-99, 1-99", "Lærkevej 4: 1-, tv", "hello"),
        ],
    )
    def test_bad_parts_are_named(self, part: str) -> None:
        """A part that cannot be read is named by its number, and spoils no other."""
        rows = read_description(f"Lærkevej 2: st; {part}; Lærkevej 6: st")
        assert [row.line for row in rows if row.fault] == [2]
        assert [row.line for row in rows if row.place] == [1, 3]

    def test_the_reason_shows_how(self) -> None:
        """Whoever wrote a part wrong is shown a right one."""
        (row,) = read_description("nonsense")
        assert row.fault is not None
        assert fault(row).endswith("Write it like this: Lærkevej 4: st-3, tv th")

    @pytest.mark.parametrize("part", ["nonsense", "Lærkevej 4: 3-1"])
    def test_a_part_has_a_code(self, part: str) -> None:
        """A part whose shape is wrong is refused under one code."""
        with pytest.raises(Refusal) as refused:
            tuple(description.places(part))
        assert refused.value.code == "doors-strange"

    @pytest.mark.parametrize("text", ["", " ; \n;", "x" * 20_001])
    def test_nothing_and_far_too_much_are_refused(self, text: str) -> None:
        """A description of nothing, or of a town, is refused as a whole."""
        with pytest.raises(Refusal) as refused:
            read_description(text)
        assert refused.value.code == "description-strange"

    @given(st.text(alphabet=st.sampled_from(list("Lærkevj 0123456789:;,-–stvmhkl\n"))))
    def test_any_text_is_read_or_named(self, text: str) -> None:
        """Whatever is written becomes rows or a refusal, never a fault."""
        rows: tuple[Row, ...] = ()
        with suppress(Refusal):
            rows = read_description(text)
        assert all((row.place is None) == (row.fault is not None) for row in rows)
