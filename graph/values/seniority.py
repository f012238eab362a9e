"""How senior somebody is, read from a job title in English, German, French, Spanish, Portuguese,
Italian or Dutch.

A title is cut into its parts ("VP, Head of IT" has two). Each part is read by the first line of
the table that fits it, and the most senior part counts. Whoever assists somebody has that
somebody's title in theirs, but not the rank.
"""

import re
import unicodedata
from functools import lru_cache

LEVELS = ("c_level", "vp", "director", "manager", "individual")
"""Most senior first; beside them stands "unknown": the title says nothing we know."""

UNKNOWN = "unknown"

_OFFICER = "ceo|cfo|cto|coo|cio|cmo|cro|cpo|ciso|cso|cco|cdo|chro|clo|cao|cbo|cgo|cxo|cdao|cpto"

_ASSISTS = (
    # An Assistant Vice President is one; an assistant to a vice president is not.
    r"assistant(?!(?: (?!to\b|of\b|for\b)\w+){0,2} (?:vice president|vp|director|manager|head)\b)",
    r"assistante|assistenten?|assistentin|\w*assistent(?:in|e)?|\w*assistenz|assistente",
    r"asistente?|asistenta|auxiliar|(?:pa|ea)(?= to\b|$)",
    r"secretary(?! general)(?<!general secretary)|\w*sekretarin|(?!general)\w*sekretar",
    r"secretaire(?! general)|secretari[oa](?! general)|segretari[oa](?! general)",
    r"\w*secretaresse|\w*referent(?:in)?",
)
"""Words for those who help somebody else do their work."""

_SERVES = (
    rf"(?:to|for|of|du|de la|del|della|do|da|des|der|van de|beim?)(?: the| our)?"
    rf" (?:{_OFFICER}|c suite|chief \w+|(?:vice )?president\w*|prasident\w*|vp|board|vorstands?"
    r"|managing director|director general|directeur general\w*|geschaftsfuhr\w+)\b.*"
)
"""The beginning of somebody else's title: "Adviser to the President", "Office of the CEO"."""

_TABLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    # What only sounds like a higher rank.
    (
        "director",
        (
            r"chief of staff|stabschef(?:in)?|stafchef",
            r"(?:chef|cheffe|chefe|jef[ea]|capo) d[ei] (?:cabinet|gabinete|gabinetto)",
        ),
    ),
    (
        "individual",
        (
            r"chief (?:product owner|\w* ?(?:architect|engineer|scientist|economist|evangelist))",
            r"(?:product|process|service|system|data|application|platform|project|content|risk"
            r"|solution|domain|feature|control|budget|business process|account) owner",
            r"\w+ business partner$|(?:business|hr|people|channel|alliance|technology) partner$",
        ),
    ),
    # Vice presidents stand before presidents.
    (
        "vp",
        (
            r"vice ?president(?:e|a|in)?|vize ?prasident(?:in)?",
            r"(?:e|s|a|g|r)?vp",
        ),
    ),
    (
        "c_level",
        (
            rf"(?:{_OFFICER})(?! (?:office|buro|team|advisory)\b)",
            r"chief (?:(?!of\b)[\w&]+ ){0,5}officer|chief executive",
            r"president(?:e|a)?|prasident(?:in)?|chair(?:man|woman|person)?$|chairman|chairwoman",
            r"managing director|(?:general|algemeen) director|direct(?:or|ora) general",
            r"direct(?:eur|rice) general(?:e)?|direct(?:or|ora) ejecutiv[oa]|pdg|dga?",
            r"gerente general|consejer[oa] delegad[oa]|diretora? (?:geral|executiv[oa])",
            r"administrador[a]? delegad[oa]|diret(?:ora?) presidente|diret(?:tore|trice) generale",
            r"amministrat(?:ore|rice) (?:delegat[oa]|unic[oa])|algemeen directeur",
            r"general ?direktor(?:in)?|gedelegeerd bestuurder|bestuursvoorzitter|bestuurder",
            r"(?:haupt)?geschaftsfuhrer(?:in)?|geschaftsleiter(?:in)?|geschaftsfuhrend\w*",
            r"vorstand|vorstandin|vorstandsvorsitzende\w*|vorstandsmitglied|vorstandschef(?:in)?",
            r"mitglied de[rs] (?:vorstands?|geschaftsleitung|geschaftsfuhrung)",
            r"general secretary|secretary general|generalsekretar(?:in)?|secretaire generale?",
            r"secretari[oa] general|segretari[oa] generale",
            r"^gerante?$",
        ),
    ),
    # Founders, owners and partners: only where nothing follows that makes it another trade.
    (
        "c_level",
        (
            r"^(?:\w+ )?(?:co ?)?founder(?: (?:of|at)\b.*)?$|^(?:mit)?grunder(?:in)?$",
            r"^(?:co ?)?fondat(?:eur|rice|ore)$|^(?:co ?)?fundadora?$|^(?:mede ?)?oprichter$",
            r"^(?:co |sole |business |company |shop |store |franchise )?owner(?: (?:of|at)\b.*)?$",
            r"^owner operator$|^(?:mit)?inhaber(?:in)?$|^eigentumer(?:in)?$|^proprietaire$",
            r"^prop(?:r)?ietari[oa]$|^duen[oa]$|^don[oa]$|^titolare$|^(?:mede ?)?eigenaar$",
            r"^eigenares$",
            r"^(?:managing |senior |founding |general |equity |name |junior |co )?partner(?:in)?"
            r"(?: (?:of|at|bei|chez)\b.*)?$",
            r"^\w* ?gesellschafter(?:in)?$|^associee?(?: gerante?)?$|^soci[oa](?: \w+)?$|^vennoot$",
        ),
    ),
    (
        "manager",
        (
            r"(?:team|projekt|gruppen|schicht|filial|bau|markt|objekt)leit(?:er|erin|ung)",
            r"(?:chef|cheffe) d[e']? ?(?:projet|produit|equipe|chantier)|capo ?progetto",
            r"(?:jef[ea]|chefe) de (?:proyecto|projeto|equipo|equipe|producto|produto)",
        ),
    ),
    (
        "director",
        (
            r"(?:sub|vice)?directora?|\w*direct(?:eur|rice)|\w*direktor(?:in)?",
            r"(?:vice)?diret(?:tore|trice)|(?:sub|vice)?diretora?|head of|^head$|head$",
            r"\w*leiter(?:in)?|\w*leitung|\w*hoofd",
            r"(?:chef|cheffe|chefe|jef[ea]) d(?:e|u|el|o|a|es|e la)|capo",
        ),
    ),
    (
        "manager",
        (
            r"\w*manager(?:in)?|team ?lead(?:er)?|(?<!tech )(?<!technical )lead$|supervisora?",
            r"teamleider|responsable|responsabile|(?:sub)?gerente|foreman|encargad[oa]|gestora?",
        ),
    ),
    (
        "individual",
        (
            r"\w*engineer|\w*developer|programmer|\w*analyst|\w*specialist|\w*consultant",
            r"architect|administrator|co ?ordinator|designer|accountant|associate|controller",
            r"representative|rep|officer|expert|\w*scientist|technician|clerk|advis[eo]r|buyer",
            r"executive|lead|intern|trainee|apprentice|agent|writer|editor|researcher|planner",
            r"recruiter|nurse|doctor|lawyer|counsel|teacher|professor|operator|strategist",
            r"contributor|staff|student|secretary|owner|partner|sdr|bdr|scrum master",
            r"\w*entwickler(?:in)?|\w*ingenieur(?:in)?|\w*berater(?:in)?|\w*mitarbeiter(?:in)?",
            r"\w*analyst(?:in)?|\w*spezialist(?:in)?|\w*architekt(?:in)?|\w*kauf(?:mann|frau)",
            r"sach\w+|\w*betreuer(?:in)?|\w*techniker(?:in)?|\w*buchhalter(?:in)?|praktikant(?:in)?",
            r"\w*einkaufer(?:in)?|werkstudent(?:in)?|\w*administrator(?:in)?|\w*koordinator(?:in)?",
            r"ingenieure?|developp(?:eur|euse)|analyste|consultante?|conseill(?:er|ere)|technicien",
            r"technicienne|charg(?:e|ee) d\w*|comptable|achet(?:eur|euse)|commerciale?|specialiste",
            r"ingenier[oa]|desarrollador[a]?|analista|consultora?|tecnic[oa]|contador[a]?|asesora?",
            r"comprador[a]?|especialista|coordinador[a]?|coordenador[a]?|engenheir[oa]",
            r"desenvolvedor[a]?|estagiari[oa]|assessora?|ingegnere|sviluppat(?:ore|rice)",
            r"consulente|specialista|impiegat[oa]|addett[oa]|contabile|acquirente|stagista",
            r"ontwikkelaar|adviseur|medewerk(?:er|ster)|beheerder|boekhouder|inkoper|stagiaire?",
        ),
    ),
)

_LINES = tuple(
    (level, re.compile("|".join(rf"(?:(?<!\w)(?:{pattern})(?!\w))" for pattern in patterns)))
    for level, patterns in _TABLE
)
_ASSISTING = re.compile("|".join(rf"(?:(?<!\w)(?:{pattern})(?!\w))" for pattern in _ASSISTS))
_SERVING = re.compile(rf"(?<!\w)(?:{_SERVES})")
_MEMBER = re.compile(r"mitglied des vorstands?\b")
_GENDERED = re.compile(r"(?<=\w)(?:[:*_/]in(?:nen)?\b|\((?:in|a|e|rice|trice)\)|·\w+)")
_PARTS = re.compile(r"[,;/|()\[\]\u2013\u2014]| - ")
_ALSO = re.compile(r"&|\+|(?<!\w)(?:and|und|et|y|e|en)(?!\w)")


@lru_cache(maxsize=65_536)
def seniority(title: str | None) -> str:
    """c_level, vp, director, manager or individual; unknown where the title does not tell."""
    if not title:
        return UNKNOWN
    words = _MEMBER.sub("vorstandsmitglied", _plain(title))
    if _ASSISTING.search(words):
        return "individual"
    words = _SERVING.sub("", words)
    whole = _PARTS.split(words)
    parts = [*whole, *(part for piece in whole for part in _ALSO.split(piece))]
    found = {_level(" ".join(part.replace("-", " ").split())) for part in parts}
    return next((level for level in LEVELS if level in found), UNKNOWN)


def _level(part: str) -> str:
    return next((level for level, pattern in _LINES if pattern.search(part)), UNKNOWN)


def _plain(title: str) -> str:
    """Lower case, without accents, umlauts, dots and endings for both genders."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    folded = folded.replace("geschaeft", "geschaft").replace("fuehr", "fuhr")
    folded = folded.replace("praesid", "prasid").replace("gruender", "grunder")
    bare = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    bare = _GENDERED.sub("", bare).replace("'s", "s").replace("\u2019s", "s")
    return re.sub(r"(?<=\w)-(?=\w)", " ", bare.replace(".", ""))
