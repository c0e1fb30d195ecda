"""What no visitor does to a kiosk, done to it for minutes; with SECONDS= and ROUNDS=, for days."""
