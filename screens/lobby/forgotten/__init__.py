"""Help for whoever has lost a pass or forgotten a PIN."""
