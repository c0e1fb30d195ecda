"""Hard words about people, Danish and English, that no text of the house carries any further.

Coarse on purpose, like `identifiers`: whoever is angry is asked to write what was done instead.
"""

import re


def has_insult(read: str) -> bool:
    """Return whether a text, as `identifiers.as_read` gives it, insults or threatens somebody."""
    return bool(_INSULTS.search(read))


_STEMS = (
    r"perker\w*|sandneger\w*|neger\w*|nigg\w+|pakis?|pakiere?|abekat\w*|afskum\w*|udskud\w*",
    r"rakkerpak\w*|pak|svin(?:et|ene)?|idiot\w*|kælling\w*|luder\w*|spasser\w*|møgunge\w*",
    r"klam\w*|psykopat\w*|narkoman\w*|junkier?(?:ne)?|fede? (?:ko|gris|svin)|skide",
    r"scum|bastards?|bitch\w*|morons?|retards?|thugs",
    r"(?:tilbage|hjem) (?:til )?hvor (?:de|han|hun) kom\w*",
    r"smid(?:es)? (?:dem |ham |hende )?ud af landet",
    r"go back to where|(?:banke?|tæve?|hænge?|skyde?|beat|hang|shoot|kill) (?:dem|ham|hende)",
    r"(?:beat|hang|shoot|kill) (?:them|him|her)|tæsk|fortjener (?:en |nogle )?(?:omgang|på kassen)",
    r"(?:a|the|that|those|these) creeps?|pervert\w*|junk(?:ie|y)s?|losers?",
    r"(?:people|they|he|she) (?:are|is) (?:animals?|trash|vermin)",
    r"break (?:his|her|their) (?:legs?|arms?|neck|nose|face)",
)
_INSULTS = re.compile(rf"\b(?:{'|'.join(_STEMS)})\b")
