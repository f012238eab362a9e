"""One person in several records, many behind one address: what an import must sort out."""

from dataclasses import replace

from examples.plan import Ask, Consent, Reading, Rhythm
from examples.stories.cast import ADMIN, BUYER, CHAMPION, ENTERPRISE, MID_MARKET, SPONSOR, USER

DARIO_ADDRESS = "dario@serravento-beratung.example"
HALDEN = replace(
    MID_MARKET,
    name="Halden Foods",
    industry="Food & Beverage",
    country="Netherlands",
    currency="EUR",
    people=(
        replace(
            CHAMPION,
            name="Ilse Oosterzij",
            title="Hoofd Klantenservice",
            readings=(Reading("nps", 9, 130),),
            consents=(Consent(("reference_call", "review"), 120, 250),),
            asks=(Ask("review", 70),),
        ),
        replace(BUYER, name="Floris ter Schuur", title="Manager Finance"),
        replace(ADMIN, name="Dario Serravento", title="Externer Berater", email=DARIO_ADDRESS),
    ),
)
SORRELBY = replace(
    MID_MARKET,
    name="Sorrelby Foods",
    industry="Food & Beverage",
    country="Switzerland",
    people=(
        replace(CHAMPION, name="Ulrike Pfennigwerth", title="Leiterin Betrieb"),
        replace(BUYER, name="Rüdiger Möllenkamp", title="Leiter Controlling"),
        replace(
            ADMIN,
            name="Dario Serravento",
            title="Consultant",
            email=DARIO_ADDRESS,
            rhythm=None,
        ),
    ),
)
FENNMARK = replace(
    ENTERPRISE,
    name="Fennmark Bank",
    segment=None,
    arr=310_000,
    industry="Banking",
    country="Germany",
    currency="EUR",
    shared_mailbox="info",
    people=(
        replace(
            CHAMPION,
            name="Cordula Eichenlaub",
            title="Leiterin Kundenservice",
            duplicate="C. Eichenlaub",
            reports_to="Anneliese Wiesentaler",
        ),
        replace(
            SPONSOR,
            name="Anneliese Wiesentaler",
            title="Vorständin Privatkunden",
            reports_to="Cordula Eichenlaub",
        ),
        replace(BUYER, name="Detlef Rosenhain", title="Bereichsleiter Finanzen"),
        replace(
            ADMIN,
            name="Elfriede Kaltenegger",
            title="Systemadministratorin",
            duplicate="Elfi Kaltenegger",
        ),
        replace(
            USER,
            name="Ottilie Tannwald",
            title="Assistentin des Vorstands",
            rhythm=Rhythm(30, 12),
        ),
    ),
)

IDENTITY = (HALDEN, SORRELBY, FENNMARK)
