"""Job titles as people write them: by language, function and level.

Where a language tells men from women, both forms stand there: `Leiter IT / Leiterin IT`.
"""

from random import Random

from examples.names import Language, is_feminine

Level = str
LEVELS = ("c_level", "vp", "director", "manager", "individual")

Titles = dict[str, dict[Level, tuple[str, ...]]]

_ENGLISH: Titles = {
    "Operations": {
        "c_level": ("Chief Operating Officer", "COO", "Managing Director", "President"),
        "vp": ("VP Operations", "Senior Vice President, Operations", "SVP Global Operations"),
        "director": ("Director of Operations", "Head of Operations", "Sr. Director, Field Ops"),
        "manager": ("Operations Manager", "Regional Operations Manager", "Programme Manager"),
        "individual": ("Operations Analyst", "Process Specialist", "Operations Coordinator"),
    },
    "Information Technology": {
        "c_level": ("Chief Information Officer", "CIO", "CTO", "Chief Technology Officer"),
        "vp": ("VP Engineering", "Vice President, IT", "Associate Vice President, Platforms"),
        "director": ("IT Director", "Head of Platforms", "Director, Enterprise Systems"),
        "manager": ("IT Manager", "Engineering Manager", "Service Delivery Manager"),
        "individual": ("Solutions Architect", "Systems Administrator", "Integration Engineer"),
    },
    "Finance": {
        "c_level": ("Chief Financial Officer", "CFO"),
        "vp": ("VP Finance", "Vice President Finance & Control"),
        "director": ("Finance Director", "Head of Financial Planning"),
        "manager": ("Finance Manager", "Controller", "Procurement Manager"),
        "individual": ("Financial Analyst", "Buyer", "Executive Assistant to the CFO"),
    },
    "Customer Service": {
        "c_level": ("Chief Customer Officer", "Chief Experience Officer"),
        "vp": ("VP Customer Experience", "Vice President, Client Services"),
        "director": ("Director of Customer Care", "Head of Customer Success"),
        "manager": ("Contact Centre Manager", "Customer Care Team Lead", "Team Manager"),
        "individual": ("Support Specialist", "Knowledge Author", "Customer Advisor"),
    },
    "Marketing": {
        "c_level": ("Chief Marketing Officer", "CMO"),
        "vp": ("VP Marketing", "Assistant Vice President, Brand"),
        "director": ("Director of Digital", "Head of Growth"),
        "manager": ("Campaign Manager", "Product Marketing Manager"),
        "individual": ("Marketing Specialist", "Content Editor", "Chief of Staff to the CMO"),
    },
}
_GERMAN: Titles = {
    "Operations": {
        "c_level": ("Geschäftsführer / Geschäftsführerin", "Vorstand Betrieb"),
        "vp": ("Vice President Betrieb",),
        "director": ("Bereichsleiter Betrieb / Bereichsleiterin Betrieb",),
        "manager": (
            "Teamleiter Logistik / Teamleiterin Logistik",
            "Teamleiter Disposition / Teamleiterin Disposition",
        ),
        "individual": (
            "Sachbearbeiter Disposition / Sachbearbeiterin Disposition",
            "Assistent der Geschäftsführung / Assistentin der Geschäftsführung",
        ),
    },
    "Information Technology": {
        "c_level": ("CIO", "Vorstand IT"),
        "vp": ("VP Digitale Plattformen",),
        "director": ("Leiter IT / Leiterin IT", "Leiter Entwicklung / Leiterin Entwicklung"),
        "manager": ("Projektleiter Digitalisierung / Projektleiterin Digitalisierung",),
        "individual": (
            "Systemadministrator / Systemadministratorin",
            "Softwareentwickler / Softwareentwicklerin",
        ),
    },
    "Finance": {
        "c_level": ("Finanzvorstand", "CFO"),
        "vp": ("VP Finanzen",),
        "director": (
            "Leiter Controlling / Leiterin Controlling",
            "Leiter Einkauf / Leiterin Einkauf",
        ),
        "manager": ("Teamleiter Buchhaltung / Teamleiterin Buchhaltung",),
        "individual": ("Controller / Controllerin", "Einkäufer / Einkäuferin"),
    },
}
_FRENCH: Titles = {
    "Operations": {
        "c_level": ("Directeur général / Directrice générale", "Président / Présidente", "PDG"),
        "vp": ("Vice-président Opérations / Vice-présidente Opérations",),
        "director": ("Directeur des opérations / Directrice des opérations",),
        "manager": ("Responsable exploitation", "Chef de service / Cheffe de service"),
        "individual": (
            "Chargé de mission / Chargée de mission",
            "Assistant de direction / Assistante de direction",
        ),
    },
    "Information Technology": {
        "c_level": ("CTO", "CIO"),
        "vp": ("Vice-président Technologies / Vice-présidente Technologies",),
        "director": (
            "Directeur des systèmes d'information / Directrice des systèmes d'information",
        ),
        "manager": ("Responsable applicatif", "Chef de projet SI / Cheffe de projet SI"),
        "individual": (
            "Ingénieur intégration / Ingénieure intégration",
            "Administrateur systèmes / Administratrice systèmes",
        ),
    },
    "Finance": {
        "c_level": ("CFO",),
        "vp": ("Vice-président Finances / Vice-présidente Finances",),
        "director": (
            "Directeur financier / Directrice financière",
            "Directeur des achats / Directrice des achats",
        ),
        "manager": ("Responsable comptabilité",),
        "individual": ("Contrôleur de gestion / Contrôleuse de gestion", "Acheteur / Acheteuse"),
    },
}
_SPANISH: Titles = {
    "Operations": {
        "c_level": ("Director General / Directora General", "Presidente / Presidenta"),
        "vp": ("Vicepresidente de Operaciones / Vicepresidenta de Operaciones",),
        "director": ("Director de Operaciones / Directora de Operaciones",),
        "manager": ("Jefe de Logística / Jefa de Logística", "Gerente de Planta"),
        "individual": ("Analista de Operaciones", "Asistente de Dirección"),
    },
    "Information Technology": {
        "c_level": ("CIO",),
        "vp": ("Vicepresidente de Tecnología / Vicepresidenta de Tecnología",),
        "director": ("Director de Sistemas / Directora de Sistemas",),
        "manager": ("Jefe de Proyecto TI / Jefa de Proyecto TI",),
        "individual": (
            "Administrador de Sistemas / Administradora de Sistemas",
            "Desarrollador / Desarrolladora",
        ),
    },
}
_PORTUGUESE: Titles = {
    "Operations": {
        "c_level": ("Diretor-geral / Diretora-geral", "Presidente"),
        "vp": ("Vice-presidente de Operações",),
        "director": ("Diretor de Operações / Diretora de Operações",),
        "manager": ("Gerente de Atendimento",),
        "individual": ("Analista de Processos",),
    },
    "Information Technology": {
        "c_level": ("CTO",),
        "vp": ("Vice-presidente de Tecnologia",),
        "director": ("Diretor de TI / Diretora de TI",),
        "manager": ("Gerente de Sistemas",),
        "individual": ("Analista de Sistemas",),
    },
}
_ITALIAN: Titles = {
    "Operations": {
        "c_level": (
            "Amministratore delegato / Amministratrice delegata",
            "Direttore generale / Direttrice generale",
        ),
        "vp": ("Vicepresidente Operazioni",),
        "director": ("Direttore operativo / Direttrice operativa",),
        "manager": ("Responsabile logistica",),
        "individual": ("Impiegato amministrativo / Impiegata amministrativa",),
    },
    "Information Technology": {
        "c_level": ("CIO",),
        "vp": ("Vicepresidente Tecnologie",),
        "director": ("Direttore sistemi informativi / Direttrice sistemi informativi",),
        "manager": ("Responsabile sviluppo",),
        "individual": ("Sistemista",),
    },
}
_DUTCH: Titles = {
    "Operations": {
        "c_level": ("Algemeen directeur", "Bestuursvoorzitter"),
        "vp": ("Vice-president Operations",),
        "director": ("Directeur Bedrijfsvoering", "Hoofd Klantenservice"),
        "manager": ("Manager Planning", "Teamleider Logistiek"),
        "individual": ("Medewerker Planning", "Directieassistent / Directieassistente"),
    },
    "Information Technology": {
        "c_level": ("CIO",),
        "vp": ("VP Technologie",),
        "director": ("Hoofd ICT",),
        "manager": ("Manager Applicatiebeheer",),
        "individual": ("Systeembeheerder",),
    },
}

TITLES: dict[Language, Titles] = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "pt": _PORTUGUESE,
    "it": _ITALIAN,
    "nl": _DUTCH,
    "world": _ENGLISH,
}


def title_for(language: Language, department: str, level: Level, name: str, rng: Random) -> str:
    """A title in the company's language, or in English, as many write it anyway."""
    local = TITLES[language].get(department)
    if local is None or rng.random() < 0.3:
        local = _ENGLISH[department]
    masculine, _, feminine = rng.choice(local[level]).partition(" / ")
    return feminine if feminine and is_feminine(name) else masculine
