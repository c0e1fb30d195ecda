"""The caretaker's screens: doors that wait for a code, alerts that wait for a look."""
