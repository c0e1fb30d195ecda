"""Going on with the phone, from wherever somebody is."""
