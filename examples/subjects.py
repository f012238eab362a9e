"""Subject lines in the customers' languages."""

from examples.names import Language

_LINES: dict[str, dict[Language, tuple[str, ...]]] = {
    "meeting": {
        "en": ("Success plan check-in", "Bi-weekly sync", "Adoption review", "Roadmap preview"),
        "de": ("Jour fixe", "Abstimmung Erfolgsplan", "Fahrplan Einführung"),
        "fr": ("Point de suivi", "Revue du plan de succès", "Atelier déploiement"),
        "es": ("Seguimiento quincenal", "Revisión del plan de éxito"),
        "pt": ("Reunião de acompanhamento", "Plano de sucesso"),
        "it": ("Allineamento periodico", "Piano di adozione"),
        "nl": ("Voortgangsoverleg", "Succesplan doornemen"),
    },
    "review": {
        "en": ("Quarterly business review", "QBR", "Executive business review"),
        "de": ("Quartalsgespräch", "Lenkungsausschuss"),
        "fr": ("Comité de pilotage", "Revue trimestrielle"),
        "es": ("Comité de seguimiento", "Revisión trimestral"),
    },
    "call": {
        "en": ("Call: check-in", "Call: open questions", "Call: rollout next steps"),
        "de": ("Telefonat: offene Punkte", "Rückruf"),
        "fr": ("Appel de suivi",),
        "es": ("Llamada de seguimiento",),
    },
    "mail": {
        "en": (
            "Usage numbers for last month", "Next steps", "Question about permissions",
            "Rollout to the second region", "Training dates", "Feedback on the new dashboard",
            "Notes from today", "Data export",
        ),
        "de": ("Offene Punkte", "Rückfrage zu Berechtigungen", "Termin Schulung"),
        "fr": ("Prochaines étapes", "Question sur les droits", "Dates de formation"),
        "es": ("Próximos pasos", "Consulta sobre permisos"),
        "pt": ("Próximos passos", "Dúvida sobre permissões"),
        "it": ("Prossimi passi", "Domanda sui permessi"),
        "nl": ("Vervolgstappen", "Vraag over rechten"),
    },
    "webinar": {"en": ("Webinar: what is new", "Webinar: adoption clinic", "Webinar: benchmarks")},
    "automatic reply": {
        "en": ("Automatic reply",),
        "de": ("Automatische Antwort",),
        "fr": ("Réponse automatique",),
        "es": ("Respuesta automática",),
        "pt": ("Resposta automática",),
        "it": ("Risposta automatica",),
        "nl": ("Automatisch antwoord",),
    },
    "cancelled": {
        "en": ("Canceled", "Cancelled"),
        "de": ("Abgesagt",),
        "fr": ("Annulé",),
        "es": ("Cancelado",),
        "pt": ("Cancelado",),
        "it": ("Annullato",),
        "nl": ("Geannuleerd",),
    },
}  # fmt: skip


def of(kind: str, language: Language) -> tuple[str, ...]:
    """The lines of a kind in that language, English where there are none."""
    lines = _LINES[kind]
    return lines.get(language, lines["en"])
