"""Digits typed faster than the cursor moves, put into the date that each belongs to."""

DAY_AND_MONTH = 4  # digits


def in_their_places(away: str, home: str, moved: int = 0) -> tuple[str, str]:
    """Return what was typed in both fields with each digit in the date it belongs to.

    Whoever types fast is ahead of the cursor: what comes after a day and a month is the year, where
    it can be one (2026 would be month 26), and else the day of return. The first `moved` digits of
    `home` ran on before; what is typed there since comes after them.
    """
    if not away.isdigit() or len(away) < DAY_AND_MONTH or not (home.isdigit() or not home):
        return away, home
    date_part, run_on = away[:DAY_AND_MONTH], away[DAY_AND_MONTH:]
    rest = home[:moved] + run_on + home[moved:]
    year = rest[:DAY_AND_MONTH]
    if year.startswith("20") and year > "2012" and len(year) == DAY_AND_MONTH:
        return date_part + year, rest[DAY_AND_MONTH:]
    return date_part, rest
