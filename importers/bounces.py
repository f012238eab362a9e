"""What mail that came back says about its addressee: gone, perhaps gone, or nothing of the kind."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """How strongly a bounce speaks of a departure, 0 to 1, and how it was read."""

    weight: float
    reading: str


NO_REASON = Verdict(0.3, "no reason given")
GONE = Verdict(0.8, "unknown user")
PERHAPS_GONE = Verdict(0.5, "unknown user, as far as the mail system knows now")
OTHER = Verdict(0.0, "another reason")

_ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3}\.\d{1,3})(?!\.?\d)")
_BASIC = re.compile(r"(?<![\d.])([245])\d\d(?![\d.]*\d)")

_UNKNOWN_CODES = frozenset({"1.1", "1.6", "1.10", "2.1"})
"""No such mailbox, moved, no mail accepted there, disabled."""

_UNKNOWN_USER = re.compile(
    r"(?:user|recipient|mailbox|address|account|addressee)\W*(?:is |was )?"
    r"(?:unknown|not found|disabled|inactive|deleted|deactivated|closed|suspended|invalid)"
    r"|(?:unknown|invalid|inactive|disabled|nonexistent|no such) *[\s_-]"
    r"(?:local |virtual )?(?:e-?mail )?(?:user|recipient|mailbox|address|account|addressee|person)"
    r"|(?:does not|doesn't|do not|did not) exist|(?:has been|was) (?:disabled|deactivated|deleted)"
    r"|no longer (?:exists?|valid|active|in use|available|employed|works?|with)|has left"
    r"|bad destination mailbox|no mailbox (?:here )?by that name|not a (?:known|valid) "
    r"(?:user|recipient|mailbox|address)|not our customer|(?:could not|cannot|can't) be found"
    r"|unbekannte[rs]? (?:empf\w+|benutzer)|(?:empf\w+|benutzer|adresse) (?:ist )?unbekannt"
    r"|(?:utilisateur|destinataire|adresse) inconnue?|(?:usuario|destinatario) desconocido"
    r"|(?:usu[aá]rio|destinat[aá]rio) desconhecido|(?:utente|destinatario) sconosciuto"
    r"|onbekende (?:gebruiker|ontvanger)|(?:gebruiker|ontvanger) onbekend"
    r"|(?:adresse|postfach|empf\w+|benutzer)\b(?:[^.;]|\.\S){0,40}(?:existiert nicht|nicht gefunden"
    r"|nicht vorhanden)|kein postfach"
    r"|(?:adresse|destinataire|bo[iî]te|utilisateur)\b(?:[^.;]|\.\S){0,40}(?:n'existe pas"
    r"|introuvable|invalide)"
    r"|(?:buz[oó]n|direcci[oó]n|destinatario|usuario|cuenta)\b(?:[^.;]|\.\S){0,40}(?:no existe"
    r"|no encontrad[oa])"
    r"|no se (?:encontr[oó]|ha encontrado) (?:la direcci[oó]n|el (?:destinatario|usuario|buz[oó]n))"
    r"|(?:caixa|endere[cç]o|destinat[aá]rio|usu[aá]rio|conta)\b(?:[^.;]|\.\S){0,40}n[aã]o"
    r" (?:existe|foi encontrad[oa])"
    r"|(?:casella|indirizzo|destinatario|utente)\b(?:[^.;]|\.\S){0,40}(?:non esiste|non trovat[oa]"
    r"|inesistente)"
    r"|(?:postvak|adres|e-?mailadres|ontvanger|gebruiker|mailbox)\b(?:[^.;]|\.\S){0,40}"
    r"(?:bestaat niet|niet gevonden)"
    r"|(?:アドレス|ユーザー|宛先|受信者|メールボックス)[^。;]{0,12}(?:存在しません|見つかりません|不明)"
)
_SOMETHING_ELSE = re.compile(
    r"(?:domain|host|server|dns)\b[^.;]{0,60}(?:does not|doesn't|not) (?:exist|found)"
    r"|(?:domain|host|server)\b[^.;]{0,60}(?:could not|cannot|can't) be found"
    r"|(?:unknown|invalid) (?:domain|host)"
    r"|(?:dom[aäií]\w*|hostname)\b[^.;]{0,60}(?:existiert nicht|nicht gefunden|n'existe pas"
    r"|introuvable|no existe|n[aã]o existe|non esiste|bestaat niet|niet gevonden)"
    r"|ドメイン[^。]{0,20}"
)
_PASSING = re.compile(
    r"quota|mailbox (?:is )?full|grey ?list|gray ?list|throttl|too (?:many|quickly|much)|rate limit"
    r"|receiving mail at a rate|try again later|storage"
)
"""Reasons that pass: a temporary code beside them says nothing about the user."""


def judge(reason: str | None) -> Verdict:
    """The verdict on the text that a mail system returned; empty or None: it gave no reason.

    The enhanced code (5.1.1) decides over the basic one (450) whether the failure is permanent.
    """
    text = (reason or "").strip().casefold().replace("’", "'")
    if not text:
        return NO_REASON
    enhanced = _ENHANCED.search(text)
    basic = _BASIC.search(text)
    code = enhanced or basic
    temporary = code is not None and code[1] == "4"
    by_code = enhanced is not None and enhanced[2] in _UNKNOWN_CODES and enhanced[1] != "2"
    by_text = _UNKNOWN_USER.search(_SOMETHING_ELSE.sub("", text)) is not None
    if not by_text and (not by_code or (temporary and _PASSING.search(text))):
        return OTHER
    return PERHAPS_GONE if temporary else GONE
