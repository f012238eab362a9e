"""What mail that came back says about its addressee."""

import pytest

from importers.bounces import GONE, NO_REASON, OTHER, PERHAPS_GONE, judge


@pytest.mark.parametrize(
    "text",
    [
        "550 5.1.1 The email account that you tried to reach does not exist",
        "5.1.1",
        "smtp; 550-5.1.10 RESOLVER.ADR.RecipientNotFound",
        "550 5.1.6 Recipient no longer on server",
        "550 5.2.1 mailbox disabled",
        "450 5.1.1 temporary basic code, permanent enhanced one",
        "User unknown",
        "unknown user",
        "UNKNOWN_USER",
        "550 No such user here",
        "Recipient address rejected: User unknown in virtual mailbox table",
        "mailbox not found",
        "The user does not exist",
        "bounced: 550 5.7.1 user unknown",
        "Account has been disabled",
        "5.1.1 - Bad destination mailbox address",
        "Ann is no longer with the company",
        "Empfänger unbekannt",
        "Utilisateur inconnu",
        "Usuario desconocido",
        "Utente sconosciuto",
        "Onbekende gebruiker",
        "Die E-Mail-Adresse wurde nicht gefunden",
        "Das Postfach ann@acme.example existiert nicht",
        "L'adresse n'existe pas",
        "Boîte aux lettres introuvable",
        "El buzón no existe",
        "No se encontró la dirección",
        "A caixa de correio não existe",
        "O endereço não foi encontrado",
        "La casella non esiste",
        "Indirizzo non trovato",
        "Postvak bestaat niet",
        "Het e-mailadres is niet gevonden",
        "メールアドレスが存在しません",
        "宛先のユーザーが見つかりません",
    ],
)
def test_the_user_is_gone(text: str) -> None:
    assert judge(text) == GONE
    assert GONE.weight == 0.8


@pytest.mark.parametrize(
    "text",
    [
        "450 user unknown",
        "450 4.1.1 User unknown",
        "550 4.1.1 the enhanced code decides",
        "4.2.1 mailbox disabled, not accepting messages",
    ],
)
def test_a_temporary_code_leaves_doubt(text: str) -> None:
    assert judge(text) == PERHAPS_GONE
    assert PERHAPS_GONE.weight == 0.5


@pytest.mark.parametrize("text", [None, "", "  \n"])
def test_no_reason_given(text: str | None) -> None:
    assert judge(text) == NO_REASON
    assert NO_REASON.weight == 0.3


@pytest.mark.parametrize(
    "text",
    [
        "552 5.2.2 mailbox full",
        "452 4.2.2 The email account is over quota",
        "451 4.7.1 Greylisting in action, please come back later",
        "450 4.1.1 greylisted, try again later",
        "450-4.2.1 The user you are trying to contact is receiving mail at a rate that",
        "421 4.7.0 Too many connections: throttled",
        "554 5.7.1 Message rejected for policy reasons",
        "552 5.3.4 Message too big",
        "5.1.2 Domain does not exist",
        "Unknown host",
        "Die Domäne acme.example existiert nicht",
        "El dominio de la dirección no existe",
        "ドメインが存在しません",
        "Automatic reply: out of office until Monday",
        "connect to 10.5.1.1 failed",
        "version 15.1.1.4 of the filter said no",
        "something happened",
    ],
)
def test_anything_else_says_nothing(text: str) -> None:
    assert judge(text) == OTHER
    assert OTHER.weight == 0.0
