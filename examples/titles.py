"""Job titles as people write them: by language, function and level."""

from random import Random

from examples.names import Language

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
        "c_level": ("Geschäftsführer", "Geschäftsführerin", "Vorstand Betrieb"),
        "vp": ("Vice President Betrieb",),
        "director": ("Bereichsleiterin Betrieb", "Leiter Produktion"),
        "manager": ("Abteilungsleiter Logistik", "Teamleiterin Disposition"),
        "individual": ("Sachbearbeiter Disposition", "Assistentin der Geschäftsführung"),
    },
    "Information Technology": {
        "c_level": ("CIO", "Vorstand IT"),
        "vp": ("VP Digitale Plattformen",),
        "director": ("Leiter IT", "Leiterin Anwendungsentwicklung"),
        "manager": ("Teamleiter Systemintegration", "Projektleiterin Digitalisierung"),
        "individual": ("Systemadministrator", "Softwareentwicklerin"),
    },
    "Finance": {
        "c_level": ("Finanzvorstand", "Kaufmännischer Geschäftsführer"),
        "vp": ("VP Finanzen",),
        "director": ("Leiterin Controlling", "Leiter Einkauf"),
        "manager": ("Teamleiter Buchhaltung",),
        "individual": ("Controllerin", "Einkäufer"),
    },
}
_FRENCH: Titles = {
    "Operations": {
        "c_level": ("Directrice générale", "Président", "PDG"),
        "vp": ("Vice-président Opérations",),
        "director": ("Directeur des opérations", "Directrice de la relation client"),
        "manager": ("Responsable exploitation", "Chef de service"),
        "individual": ("Chargée de mission", "Assistant de direction"),
    },
    "Information Technology": {
        "c_level": ("Directeur général adjoint", "CTO"),
        "vp": ("Vice-présidente Technologies",),
        "director": ("Directeur des systèmes d'information", "DSI"),
        "manager": ("Responsable applicatif", "Cheffe de projet SI"),
        "individual": ("Ingénieur intégration", "Administratrice systèmes"),
    },
    "Finance": {
        "c_level": ("Directeur général délégué", "CFO"),
        "vp": ("Vice-président Finances",),
        "director": ("Directrice financière", "Directeur des achats"),
        "manager": ("Responsable comptabilité",),
        "individual": ("Contrôleur de gestion", "Acheteuse"),
    },
}
_SPANISH: Titles = {
    "Operations": {
        "c_level": ("Director General", "Presidenta"),
        "vp": ("Vicepresidente de Operaciones",),
        "director": ("Directora de Operaciones",),
        "manager": ("Jefe de Logística", "Gerente de Planta"),
        "individual": ("Analista de Operaciones", "Asistente de Dirección"),
    },
    "Information Technology": {
        "c_level": ("CIO",),
        "vp": ("Vicepresidenta de Tecnología",),
        "director": ("Director de Sistemas",),
        "manager": ("Jefa de Proyecto TI",),
        "individual": ("Administrador de Sistemas", "Desarrolladora"),
    },
}
_PORTUGUESE: Titles = {
    "Operations": {
        "c_level": ("Diretor-geral", "Presidente"),
        "vp": ("Vice-presidente de Operações",),
        "director": ("Diretora de Operações",),
        "manager": ("Gerente de Atendimento",),
        "individual": ("Analista de Processos",),
    },
    "Information Technology": {
        "c_level": ("CTO",),
        "vp": ("Vice-presidente de Tecnologia",),
        "director": ("Diretor de TI",),
        "manager": ("Gerente de Sistemas",),
        "individual": ("Analista de Sistemas",),
    },
}
_ITALIAN: Titles = {
    "Operations": {
        "c_level": ("Amministratore delegato", "Direttrice generale"),
        "vp": ("Vicepresidente Operazioni",),
        "director": ("Direttore operativo",),
        "manager": ("Responsabile logistica",),
        "individual": ("Impiegata amministrativa",),
    },
    "Information Technology": {
        "c_level": ("CIO",),
        "vp": ("Vicepresidente Tecnologie",),
        "director": ("Direttore sistemi informativi",),
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
        "individual": ("Medewerker Planning", "Directieassistente"),
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


def title_for(language: Language, department: str, level: Level, rng: Random) -> str:
    """A title in the company's language, or in English, as many write it anyway."""
    local = TITLES[language].get(department)
    if local is None or rng.random() < 0.3:
        local = _ENGLISH[department]
    return rng.choice(local[level])
