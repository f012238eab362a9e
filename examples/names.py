"""Invented people and companies: lists whose combinations name nobody in particular."""

import unicodedata
from random import Random
from typing import Literal

Language = Literal["en", "de", "fr", "es", "pt", "it", "nl", "world"]

FIRST_NAMES: dict[Language, tuple[str, ...]] = {
    "en": (
        "Abigail", "Barnaby", "Callum", "Delphine", "Edith", "Fergus", "Gwendolyn", "Hollis",
        "Imogen", "Jasper", "Keziah", "Lorcan", "Maeve", "Nesta", "Orson", "Philippa", "Quentin",
        "Rowan", "Saskia", "Tobias", "Una", "Verity", "Winifred", "Zelda",
    ),
    "de": (
        "Anneliese", "Bastian", "Cordula", "Detlef", "Elfriede", "Friedhelm", "Gudrun", "Hartmut",
        "Ilka", "Jörg", "Katja", "Lothar", "Mechthild", "Niklas", "Ottilie", "Rüdiger", "Svenja",
        "Thorsten", "Ulrike", "Wiebke",
    ),
    "fr": (
        "Amandine", "Baptiste", "Céline", "Damien", "Élodie", "Fabrice", "Géraldine", "Hervé",
        "Isaure", "Joël", "Maëlle", "Noémie", "Océane", "Pascal", "Régis", "Sylvain", "Théodore",
        "Violette",
    ),
    "es": (
        "Adela", "Benicio", "Consuelo", "Damián", "Estefanía", "Fermín", "Graciela", "Hernán",
        "Inés", "Joaquín", "Lucía", "Matías", "Nuria", "Octavio", "Paloma", "Ramiro", "Ximena",
    ),
    "pt": (
        "Afonso", "Beatriz", "Caetano", "Dulce", "Eduarda", "Flávia", "Gonçalo", "Iracema",
        "João", "Lívia", "Madalena", "Nuno", "Otávio", "Rosalina", "Simão", "Tomás",
    ),
    "it": (
        "Alba", "Brando", "Cosima", "Dario", "Elettra", "Fulvio", "Ginevra", "Iacopo", "Livia",
        "Manlio", "Nives", "Ottavia", "Pierluigi", "Rosaria", "Silvano", "Tullio",
    ),
    "nl": (
        "Annelies", "Bram", "Coosje", "Diederik", "Eline", "Floris", "Geertje", "Hidde", "Ilse",
        "Joost", "Klaasje", "Maarten", "Neeltje", "Pepijn", "Roelof", "Sanne", "Tjeerd",
    ),
    "world": (
        "Adaeze", "Bilal", "Chiamaka", "Daichi", "Ewa", "Farida", "Gulnara", "Hye-jin", "Ikram",
        "Jelena", "Kwabena", "Leilani", "Mihai", "Nandini", "Olumide", "Priyanka", "Rasmus",
        "Sunniva", "Tariq", "Ummi", "Vikram", "Wanjiru", "Yusuf", "Zofia",
    ),
}  # fmt: skip

LAST_NAMES: dict[Language, tuple[str, ...]] = {
    "en": (
        "Ashcombe", "Birkenshaw", "Cawdrey", "Dunmorrow", "Eldergate", "Fairweather", "Gilliver",
        "Hathersage", "Inglebright", "Kettlewell", "Larkham", "Mossgrove", "Netherby", "Oakshott",
        "Penhallow", "Quarmby", "Ravensdale", "Stonebridge", "Thistlewood", "Underhay",
        "Whitlock-Dane", "Yardley",
    ),
    "de": (
        "Ahrensfeld", "Brückmoser", "Dornseifer", "Eichenlaub", "Falkenrath", "Grünhagen",
        "Hirschbühl", "Kaltenegger", "Lindgruber", "Möllenkamp", "Nußbaumer", "Oberwinter",
        "Pfennigwerth", "Rosenhain", "Silberhorn", "Tannwald", "Uhlenbrock", "Wiesentaler",
    ),
    "fr": (
        "Aubrelande", "Beaucastel", "Chantelouve", "Delacombe", "Épinoy", "Fontvieille",
        "Grandchêne", "Lavaurs", "Montrevel", "Noirmont", "Peyrelongue", "Rocheval",
        "Sainte-Ombre", "Tournebise", "Valcourtois",
    ),
    "es": (
        "Altamirano Paz", "Bustillo", "Cardeñosa", "Dueñas Mar", "Escalante Ríos", "Fuentefría",
        "Galdeano", "Hinojal", "Ibarrola", "Lazcaraga", "Montesur", "Nogueral", "Pedraza Luz",
        "Quintanar", "Riofrío",
    ),
    "pt": (
        "Alvarenga", "Brandão Reis", "Carvalhal", "Diasnovas", "Estrela Prado", "Figueiral",
        "Gouveia Mar", "Lourosa", "Monteverde", "Negrão", "Pinhal", "Quintães", "Ribeirinho",
        "Salgueiral",
    ),
    "it": (
        "Acquaviva", "Bellombra", "Castelmonte", "Doriani", "Fontebuona", "Gallinari", "Lagorosso",
        "Montefiore", "Nocentelli", "Ortensi", "Pietralunga", "Quercioli", "Roccaspina",
        "Serravento",
    ),
    "nl": (
        "van den Akkerdijk", "Bloemhof", "Dijkgraaf", "van Elzen", "Groenewater", "Hoogduin",
        "de Kievit", "Lindeboom", "van der Mere", "Oosterzij", "Polderman", "ter Schuur",
        "Veenendijk", "Wolkers",
    ),
    "world": (
        "Abiodun-Grey", "Baptistova", "Chandrapur", "Dragulescu", "Ekström-Li", "Farouqi",
        "Gyamerah", "Haugsrud", "Ismailova", "Jeong-Park", "Kowalczewski", "Lindqvist", "Mbeki-Rao",
        "Nakashiro", "Okonjola", "Petrovic-Han", "Raghunathan", "Suzukawa", "Tuilagi", "Wondimu",
        "Yamaguchi-Bell", "Zielonka",
    ),
}  # fmt: skip

FEMININE = frozenset(
    {
        "Abigail", "Delphine", "Edith", "Gwendolyn", "Imogen", "Keziah", "Maeve", "Nesta",
        "Philippa", "Saskia", "Una", "Verity", "Winifred", "Zelda", "Anneliese", "Cordula",
        "Elfriede", "Gudrun", "Ilka", "Katja", "Mechthild", "Ottilie", "Svenja", "Ulrike",
        "Wiebke", "Amandine", "Céline", "Élodie", "Géraldine", "Isaure", "Maëlle", "Noémie",
        "Océane", "Violette", "Adela", "Consuelo", "Estefanía", "Graciela", "Inés", "Lucía",
        "Nuria", "Paloma", "Ximena", "Beatriz", "Dulce", "Eduarda", "Flávia", "Iracema", "Lívia",
        "Madalena", "Rosalina", "Alba", "Cosima", "Elettra", "Ginevra", "Livia", "Nives",
        "Ottavia", "Rosaria", "Annelies", "Coosje", "Eline", "Geertje", "Ilse", "Klaasje",
        "Neeltje", "Sanne", "Adaeze", "Chiamaka", "Ewa", "Farida", "Gulnara", "Hye-jin", "Ikram",
        "Jelena", "Leilani", "Nandini", "Priyanka", "Sunniva", "Ummi", "Wanjiru", "Zofia",
    }
)  # fmt: skip
"""First names of women, for languages whose titles tell."""

COMPANY_HEADS = (
    "Alderwick", "Bramblegate", "Cinderford", "Dovetail", "Emberlight", "Foxhollow", "Glasswing",
    "Heronsbrook", "Ironmere", "Jadestone", "Kingsmarrow", "Lanternfish", "Maplethorn",
    "Nightjar", "Oxbow", "Pebblecross", "Quicksilver", "Rookery", "Saltmarsh", "Thornbury Lane",
    "Umberfield", "Vantage Hollow", "Wildmoor", "Yarrow", "Zephyrine", "Bluefen", "Copperleaf",
    "Driftgate", "Evenlode", "Farrowdale",
)  # fmt: skip

COMPANY_TAILS: dict[str, tuple[str, ...]] = {
    "Banking": ("Bank", "Savings", "Capital"),
    "Insurance": ("Insurance", "Mutual", "Assurance"),
    "Healthcare": ("Hospitals", "Care", "Clinics"),
    "Pharmaceuticals": ("Pharma", "Biologics"),
    "Manufacturing": ("Works", "Machinery", "Instruments"),
    "Retail": ("Stores", "Outfitters", "Home"),
    "Food & Beverage": ("Foods", "Breweries", "Mills"),
    "Energy": ("Energy", "Grid", "Renewables"),
    "Transportation": ("Freight", "Lines", "Logistics"),
    "Technology": ("Software", "Systems", "Labs"),
    "Media": ("Media", "Press", "Pictures"),
    "Education": ("Academy", "Learning"),
    "Hospitality": ("Hotels", "Travel"),
    "Telecommunications": ("Telecom", "Networks"),
}

COUNTRY_LANGUAGE: dict[str, Language] = {
    "United States": "en",
    "United Kingdom": "en",
    "Ireland": "en",
    "Canada": "en",
    "Australia": "en",
    "Germany": "de",
    "Austria": "de",
    "Switzerland": "de",
    "France": "fr",
    "Belgium": "fr",
    "Spain": "es",
    "Mexico": "es",
    "Portugal": "pt",
    "Brazil": "pt",
    "Italy": "it",
    "Netherlands": "nl",
}
CITIES: dict[str, tuple[str, ...]] = {
    "United States": ("Portland", "Columbus", "Tucson", "Boise"),
    "United Kingdom": ("Leeds", "Bristol", "Dundee"),
    "Ireland": ("Galway", "Cork"),
    "Canada": ("Halifax", "Calgary"),
    "Australia": ("Hobart", "Geelong"),
    "Germany": ("Kassel", "Bremen", "Augsburg"),
    "Austria": ("Linz", "Graz"),
    "Switzerland": ("Winterthur", "St. Gallen"),
    "France": ("Nantes", "Grenoble", "Dijon"),
    "Belgium": ("Namur", "Liège"),
    "Spain": ("Zaragoza", "Murcia"),
    "Mexico": ("Puebla", "Mérida"),
    "Portugal": ("Braga", "Aveiro"),
    "Brazil": ("Curitiba", "Recife"),
    "Italy": ("Parma", "Trieste"),
    "Netherlands": ("Zwolle", "Breda"),
}
REGIONS = {
    "United States": "North America",
    "Canada": "North America",
    "Mexico": "Latin America",
    "Brazil": "Latin America",
    "United Kingdom": "UK & Ireland",
    "Ireland": "UK & Ireland",
    "Australia": "Asia Pacific",
    "Germany": "DACH",
    "Austria": "DACH",
    "Switzerland": "DACH",
    "France": "Western Europe",
    "Belgium": "Western Europe",
    "Netherlands": "Western Europe",
    "Spain": "Southern Europe",
    "Portugal": "Southern Europe",
    "Italy": "Southern Europe",
}
EURO_COUNTRIES = frozenset(
    {"Ireland", "Germany", "Austria", "France", "Belgium", "Spain", "Portugal", "Italy"}
    | {"Netherlands"}
)

_UNFOLDED = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "ä": "ae", "ö": "oe", "ü": "ue"}
)


def person_name(language: Language, rng: Random) -> str:
    """A first and a last name; every fifth person's roots lie elsewhere than their company's."""
    roots: Language = language if rng.random() < 0.8 else rng.choice(("world", "world", "en"))
    return f"{rng.choice(FIRST_NAMES[roots])} {rng.choice(LAST_NAMES[roots])}"


def is_feminine(name: str) -> bool:
    """Whether the first name is a woman's."""
    return name.partition(" ")[0] in FEMININE


def company_name(industry: str, head: str, rng: Random) -> str:
    """A company of that industry, such as `Nightjar Breweries`."""
    return f"{head} {rng.choice(COMPANY_TAILS[industry])}"


def ascii_word(text: str) -> str:
    """Lower-case letters and digits only, as people spell their names in addresses."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_UNFOLDED))
    return "".join(char for char in plain if char.isascii() and char.isalnum())


def domain(company: str) -> str:
    """The company's reserved domain, which no real mail can reach."""
    return f"{ascii_word(company)}.example"


def address(name: str, company: str) -> str:
    """`first.last@company.example`."""
    first, _, last = name.partition(" ")
    return f"{ascii_word(first)}.{ascii_word(last)}@{domain(company)}"
