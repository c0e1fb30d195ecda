"""The words that alert texts are read for, Danish and English; data, apart from what is decided.

All patterns are matched against casefolded text. Whoever adds a word adds a line to the corpus in
`tests/kiosk/alerts/corpus.txt` that needs it, and one that it must leave alone.
"""

import re


def _words(*stems: str) -> re.Pattern[str]:
    """Return a pattern for whole words."""
    return re.compile(rf"\b(?:{'|'.join(stems)})\b")


_PERSON = (
    r"m[æa]nd(?:en|ene|folk)?|ungersvend(?:e|en)?|kvinde(?:n|r|rne)?|dame(?:n|r|rne)?"
    r"|herre(?:n|r|rne)?|dreng(?:e|en|ene)?|knægt(?:e|en|ene)?|pige(?:n|r|rne)?|fyr(?:e|en|ene)?"
    r"|teenager(?:e|en|ne)?|men|woman|women|boys?|girls?|guys?|lads?|youths?|teenagers|lady|ladies"
)
_COLOUR = r"(?:sort|hvid|brun|mørk|lys|black|white|brown|dark)e?"

# "man" alone is Danish for "one", as in "man kan ikke lukke døren".
PEOPLE = _words(
    _PERSON, r"(?:an?|the|one|this|that|old|young|elderly|tall|thin|big|strange|unknown) man"
)

ORIGINS = _words(
    rf"{_COLOUR} (?:{_PERSON}|man|person(?:er|s)?|people)",
    r"udlænding\w*|udenlandsk\w*|indvandrer\w*|flygtning\w*|etnisk\w*",
    r"de fremmede|fremmed(?:artet)? udseende",
    r"mørklød\w*|mørkhud\w*|mørk(?:e)? i huden|(?:mørk|lys|brun|sort) hud|hudfarve\w*",
    r"af \w+(?: \w+)? (?:herkomst|oprindelse|afstamning)",
    r"gebrokken\w*|(?:dansk |engelsk |med |an? \w+ )accent|broken (?:danish|english)",
    r"sydlandsk\w*|mellemøst\w*|østeurop\w*|sydeurop\w*|balkan\w*|afrikan\w*|arab(?:er\w*|isk\w*)",
    r"asiat\w*|rumæn\w*|pola(?:k|kk)\w*|polsk\w*|litau\w*|bulgar\w*|alban\w*|somal\w*|tyrk\w*",
    r"(?:polish|indian|roma|thai) (?:men|man|women|woman|boys?|guys?|people|workers?)",
    r"kurd\w*|iran\w*|irak\w*|syr(?:er\w*|isk\w*)|afgha\w*|pakistan\w*|palæstin\w*|indisk\w*|thai",
    r"kines\w*|vietnam\w*|tamil\w*|grønlænd\w*|roma(?:er\w*|folk\w*)?|[sz]igøjn\w*",
    r"muslim\w*|islamisk\w*|jøde\w*|jødisk\w*",
    r"foreign\w*|immigrants?|refugees?|ethnic\w*|skin colou?r",
    r"(?:dark|black|brown|light)[- ]skinned",
    r"of \w+(?: \w+)? (?:origin|descent|background)|eastern[- ]europeans?|african\w*|arabs?|arabic",
    r"asians?|romanians?|polish[- ]looking|poles|lithuanians?|bulgarians?|albanians?",
    r"turk(?:s|ish)?",
    r"syrians?|iraqis?|iranians?|pakistanis?|palestinians?|gyps(?:y|ies)|jew(?:s|ish)?|chinese",
    r"middle[- ]eastern\w*",
)

# A Polish number plate or a Turkish shop is no description of a person.
THINGS_OF_ORIGIN = re.compile(
    r"\b(?:\w+(?:sk|ske)|polish|romanian|lithuanian|bulgarian|turkish|arabic|chinese|foreign) "
    r"(?:nummerplade|plade|varevogn|kassevogn|lastbil|bil|vogn|restaurant|butik|købmand"
    r"|(?:number )?plates?|vans?|cars?|lorry|lorries|trucks?|restaurants?|shops?)(?:r|n|rne|en)?\b"
)

# Danish words, with what may be put in front of them (regnjakke); English words as they are.
DETAILS = tuple(
    re.compile(rf"\b(?:\w*(?:{danish})|{english})\b")
    for danish, english in (
        (r"jakke(?:n|r|rne)?", r"jackets?|windbreaker"),
        (r"frakke(?:n|r|rne)?", r"(?:rain)?coats?"),
        (r"trøje(?:n|r|rne)?", r"sweaters?|jumpers?"),
        (r"hætte(?:n|trøje|trøjen)?", r"hoodies?|hoods?"),
        (r"bluse(?:n|r)?|skjorte(?:n|r)?", r"(?:t-)?shirts?"),
        (r"buks(?:er|erne)|jeans", r"trousers|pants"),
        (r"shorts", r"shorts"),
        (r"kjole(?:n|r)?|nederdel(?:en|e)?", r"dress|skirts?"),
        (r"kasket(?:ten|ter)?", r"caps?|baseball cap"),
        (r"hue(?:n|r)?|hatten", r"hat|hats|beanies?"),
        (r"halstørklæde(?:t)?", r"scar(?:f|ves)"),
        (r"handske(?:r|rne)", r"gloves"),
        (r"sko(?:ene)?|støvler(?:ne)?|sandaler", r"shoes|boots|trainers|sneakers|sandals"),
        (r"(?:refleks|sikkerheds)vest(?:en|e)?", r"vest|vests"),
        (r"uniform(?:en|er)?|arbejdstøj|dragt(?:en)?", r"uniforms?|overalls|tracksuits?"),
        (r"mundbind|maske(?:n|r)?", r"masks?|face mask"),
        (r"briller(?:ne)?", r"(?:sun)?glasses"),
        (r"hjelm(?:en|e)?", r"helmets?"),
        (r"taske(?:n|r)?|rygsæk(?:ken)?|kuffert(?:en)?", r"bags?|backpacks?|rucksacks?|suitcases?"),
        (r"koben(?:et)?|skruetrækker(?:en)?|boltsaks(?:en)?", r"crowbars?|screwdrivers?|cutters?"),
        (r"værktøjskasse(?:n)?|lommelygte(?:n)?", r"toolbox|ladders?|torch"),
        (r"skæg(?:get)?", r"beards?|moustaches?|bearded"),
        (r"skaldet|hår(?:et)?|hestehale(?:n)?", r"bald|hair|haired|ponytails?"),
        (r"tatovering(?:er|en)?|tatoveret", r"tattoos?|tattooed"),
        (r"halte(?:r|de)|krykke(?:r)?", r"limps?|limped|limping|crutch|crutches"),
        (r"paraply(?:en|er)?|stok(?:ken)?", r"umbrellas?|walking stick"),
        (r"høj|1[5-9]\d ?cm", r"tall"),
        (r"varevogn(?:en)?|knallert(?:en)?|løbehjul(?:et)?|ladcykel", r"scooters?|vans?|mopeds?"),
    )
)
