"""The catalogues, as package data: `<language>/LC_MESSAGES/nabokiosk.po`, compiled when built."""
