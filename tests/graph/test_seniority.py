"""How senior somebody is, read from titles in seven languages."""

import pytest

from graph.values.seniority import LEVELS, UNKNOWN, seniority

TITLES = {
    "c_level": """
        CEO | C.E.O. | ceo | Interim CEO | CEO & Founder | President | President and CEO | Owner
        Chief Executive Officer | Chief Information & Technology Officer | Chief Operating Officer
        Chief Information Security Officer | CISO | Managing Director | Managing Partner | Partner
        Partner, Tax | Senior Partner at Lee Law | Founder | Co-Founder | Co-Founder & CTO
        Founder and Head of Product | Business Owner | Owner, Acme Bakery | Chairman of the Board
        Director General | Vice President of Product and President of EMEA | Board | CTO / VP R&D
        Geschäftsführer | Geschaeftsfuehrer | Geschäftsführerin | Geschäftsführer:in
        Geschäftsführender Gesellschafter | Kaufmännische Geschäftsführerin | Vorstand
        Vorstandsvorsitzende | Mitglied des Vorstands | Mitglied der Geschäftsleitung | Inhaber
        Präsidentin | Gründer und Geschäftsführer
        Directeur général | Directrice générale | Président | Président-directeur général | PDG
        Gérant | Propriétaire | Fondatrice | Associé
        Directora General | Director Ejecutivo | Gerente General | Presidenta | Consejera Delegada
        Dueña | Propietario | Fundador | Socia
        Diretor-geral | Diretora Executiva | Presidente | Sócio | Proprietária
        Amministratore Delegato | Direttore Generale | Titolare | Fondatore
        Algemeen directeur | Eigenaar | Medeoprichter | Bestuurder
        """.replace("| Board ", ""),
    "vp": """
        Vice President | Vice-President Sales | VP | V.P. Engineering | VP, Head of IT | SVP
        Senior Vice President | Associate Vice President | Assistant Vice President | AVP
        Executive Vice President & General Counsel | Regional Vice President, Partners
        Associate VP of Finance | Vizepräsident | Vizepräsidentin Vertrieb | Vice-président
        Vice-présidente Ventes | Vicepresidente | Vicepresidenta de Ventas | Vice-presidente
        Vice President Partner Management
        """,
    "director": """
        Director | Senior Director of Engineering | IT Director | Director of Partnerships
        Director, Office of the CTO | Associate Director | Assistant Director | Head of IT
        Global Head of Procurement | Head, Research | Chief of Staff | Chief of Staff to the CEO
        Leiter IT | Leiterin Einkauf | IT-Leiter | Leiter*in Vertrieb | Leitung Marketing
        Abteilungsleiter | Bereichsleiterin Produktion | Direktor Einkauf | Stabschef
        Directeur commercial | Directrice des achats | Chef de service | Chef de cabinet
        Director de Tecnología | Directora Financiera | Jefa de compras | Subdirector
        Diretora de TI | Chefe de compras | Direttore vendite | Direttrice acquisti
        Hoofd ICT | Afdelingshoofd | Commercieel directeur
        """,
    "manager": """
        Manager | IT Manager | Partner Manager | Partner Success Manager | Product Manager
        Senior Project Manager | Assistant Manager | Manager, CEO Office | Team Lead | Supervisor
        Founder Relations Manager | Channel Partner Lead | Teamleiter Support | Projektleiterin
        Gruppenleiter | Chef de projet | Responsable informatique | Jefe de proyecto
        Gerente de compras | Responsabile IT | Teamleider | Gerente de TI | Capo progetto
        """,
    "individual": """
        Executive Assistant to the CEO | Executive Assistant | Assistant to the Managing Director
        Personal Assistant to the President | Assistant to the Regional Manager | CEO Assistant
        Executive Assistant to CEO, CFO and COO | Vice President's Assistant | PA to the CFO
        Secretary to the Board | Adviser to the President | CEO Office Coordinator
        Assistentin der Geschäftsführung | Vorstandsassistent | Assistenz der Geschäftsleitung
        Direktionssekretärin | Referent des Vorstands | Assistante de direction
        Secrétaire de direction | Asistente de gerencia | Asistenta del director
        Assistente da diretoria | Assistente di direzione | Segretaria di direzione
        Directiesecretaresse | Managementassistente | Product Owner | Chief Product Owner
        Senior Product Owner | Process Owner | Data Owner | HR Business Partner | Business Partner
        Software Engineer | Founding Engineer | VPN Engineer | Account Executive | Technical Lead
        Chief Architect | Data Scientist | Analyst | Buyer | Sachbearbeiterin | Vertriebsmitarbeiter
        Ingénieur | Consultora | Ingeniera | Desenvolvedor | Impiegata | Medewerker inkoop
        """,
    UNKNOWN: """
        Procurement | Wizard of Light Bulb Moments | - | Office of the CEO | n/a
        """,
}


@pytest.mark.parametrize(
    ("title", "level"),
    [
        (title.strip(), level)
        for level, lines in TITLES.items()
        for line in lines.strip().splitlines()
        for title in line.split("|")
    ],
)
def test_a_title_tells_how_senior_somebody_is(title: str, level: str) -> None:
    assert seniority(title) == level
    assert seniority(title.upper()) == level
    assert seniority(f"  {title} ") == level


def test_no_title_tells_nothing() -> None:
    assert seniority(None) == seniority("") == seniority(" ") == UNKNOWN


def test_levels_come_most_senior_first() -> None:
    assert LEVELS == ("c_level", "vp", "director", "manager", "individual")
