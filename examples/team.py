"""Our side: the invented vendor Cadrelle and the people who look after its customers."""

from dataclasses import dataclass

COMPANY = "Cadrelle"
DOMAIN = "cadrelle.example"


@dataclass(frozen=True)
class Teammate:
    """One of us. `function` is the word an account team uses."""

    name: str
    title: str
    function: str
    manager: str = ""
    active: bool = True

    @property
    def email(self) -> str:
        """Their address at Cadrelle."""
        return f"{self.name.lower().replace(' ', '.')}@{DOMAIN}"


TEAM = (
    Teammate("Honor Blackwood", "Chief Executive Officer", "Executive Sponsor"),
    Teammate("Silas Verhoeven", "Chief Customer Officer", "Executive Sponsor", "Honor Blackwood"),
    Teammate("Noor Castellane", "VP Customer Success", "Executive Sponsor", "Silas Verhoeven"),
    Teammate("Theo Marchbank", "VP Sales", "Executive Sponsor", "Honor Blackwood"),
    Teammate("Ruth Adeyemi", "Senior CSM", "Customer Success Manager", "Noor Castellane"),
    Teammate("Jonas Lindholm", "Senior CSM", "Customer Success Manager", "Noor Castellane"),
    Teammate("Carmen Ortuzar", "Enterprise CSM", "Customer Success Manager", "Noor Castellane"),
    Teammate("Devika Rao", "Enterprise CSM", "Customer Success Manager", "Noor Castellane"),
    Teammate("Malik Farrow", "CSM", "Customer Success Manager", "Noor Castellane"),
    Teammate("Astrid Kvale", "CSM", "Customer Success Manager", "Noor Castellane"),
    Teammate("Paula Greaves", "Account Manager", "Account Manager", "Theo Marchbank"),
    Teammate("Stefan Dorn", "Account Manager", "Account Manager", "Theo Marchbank"),
    Teammate("Lucy Ngata", "Account Manager", "Account Manager", "Theo Marchbank"),
    Teammate("Emil Brandt", "Solutions Engineer", "Sales Engineer", "Theo Marchbank"),
    Teammate("Yara Haddow", "Customer Marketing Manager", "Marketing", "Honor Blackwood"),
    Teammate("Pavel Rusk", "Support Engineer", "Support", "Silas Verhoeven"),
    Teammate("Greta Molloy", "CSM", "Customer Success Manager", "Noor Castellane", active=False),
    Teammate("Hugo Penrose", "Account Manager", "Account Manager", "Theo Marchbank", active=False),
)
BY_NAME = {teammate.name: teammate for teammate in TEAM}
CSMS = tuple(
    mate.name for mate in TEAM if mate.function == "Customer Success Manager" and mate.active
)
ACCOUNT_MANAGERS = tuple(
    mate.name for mate in TEAM if mate.function == "Account Manager" and mate.active
)
EXECUTIVES = ("Silas Verhoeven", "Noor Castellane", "Theo Marchbank", "Honor Blackwood")
