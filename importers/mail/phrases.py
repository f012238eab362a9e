"""What answering machines write, in eight languages; `language.py` says what each table is."""

import re

from importers.mail.language import Language
from importers.mail.spelling import plain

ENGLISH = Language(
    "English",
    company=r"(?:the|our|this) (?:company|firm|organi[sz]ation|business|corporation|bank|institute"
    r"|agency)|us",
    article="the ",
    referred=r"(?:this (?:person|employee|colleague|user|recipient|individual)|the (?:person"
    r"|employee|colleague|user|recipient|contact) (?:that |who |whom )?you (?:are|were|have|tried"
    r"|wish|want)[^,.;]{0,40}?)",
    left=(
        r"\bi(?: am|'m) no longer (?:working |employed |an employee |a member |part )?"
        r"(?:with|at|by|of|for) {company}",
        r"\bi no longer work (?:(?:for|at) {company}|here\b)",
        r"\bi(?: have|'ve)? (?:now |recently |since |already )?left {company}",
        r"\bi(?: have|'ve) (?:now )?retired(?= from {company}| on \d| in \d|[.,;!]|$)",
        r"\bmy last (?:working )?day (?:at|with) {company} was\b",
        r"{who} is no longer (?:working |employed |an employee |a member |part )?"
        r"(?:with|at|by|of|for) {company}",
        r"{who} no longer works (?:(?:for|at) {company}|here\b)",
        r"{who} (?:has )?(?:now |recently |since |already )?left {company}",
        r"{who} has (?:now )?retired(?= from {company}| on \d| in \d|[.,;!]|$)",
    ),
    after="as of|as from|since|effective|and|or|any ?more|any longer|was|due to|because|permanently"
    "|last|so|to (?:pursue|join|start|take)|(?:on|at|by|since) the end",
    before_dates="on|in|from|at|since|early in|late in",
    but=(
        r"today|tonight|tomorrow|this (?:week|morning|afternoon|evening|month|quarter|year)|until",
        r"till|if|for the (?:day|week|night|moment|time being)|unless|whether|when|once|soon|next",
        r"weekends?|then|afterwards|later|(?:by|at) the end of the (?:month|week|quarter|year)",
        r"department|team|division|project|branch|desk|call|meeting|thread|committee",
    ),
    not_=("not", "never", "nobody", "rumou?rs?", r"\w+n't"),
    soon=("today", "tonight", "tomorrow", "(?:i am|i'm|i'll be|i will be) back", "when i return"),
    absent=(
        r"out of (?:the )?office",
        r"ooo|away|annual leave|on (?:sick |medical )?leave|vacation|holidays?|travell?ing",
        r"business trip|trade fair|sabbatical|left the office|unavailable",
        r"(?:not|no longer) (?:in|at) (?:the|my) (?:office|desk)",
        r"limited access to (?:my )?e-?mail|out (?:until|till|from|this|today)",
    ),
    parental=("(?:maternity|paternity|parental|adoption) leave",),
    back=("back", "return(?:ing)?", "until", "till", "through"),
    mine=(
        r"(?:reach|contact|write to) me",
        r"my (?:new|private|personal) (?:e-?mail|address)",
        r"i can be reached",
    ),
)

GERMAN = Language(
    "German",
    company=r"(?:das|dem|unser(?:em)?|diese[sm]) unternehmen|(?:die|der|unserer?|dieser?) (?:firma"
    r"|gesellschaft|organisation|bank)|uns",
    article=r"(?:der|die|das) ",
    referred=r"(?:dieser? (?:mitarbeiter(?:in)?|person|kolleg(?:e|in)|empfanger(?:in)?)"
    r"|(?:der|die) von ihnen (?:angeschriebene|kontaktierte|gesuchte)[rn]? (?:mitarbeiter(?:in)?"
    r"|person|ansprechpartner(?:in)?|empfanger(?:in)?))",
    left=(
        r"\b(?:ich (?:bin|arbeite)|bin ich|arbeite ich)… nicht (?:mehr|langer)"
        r" (?:bei|für|im) {company}",
        r"\b(?:ich (?:bin|arbeite)|bin ich|arbeite ich)… nicht (?:mehr|langer) im unternehmen"
        r"(?=\W*$|[^\w\s]| (?:tatig|beschaftigt|angestellt|und))",
        r"\b(?:ich arbeite|arbeite ich)… (?:hier nicht mehr|nicht mehr hier)\b",
        r"\b(?:ich bin|bin ich)… (?:aus|bei) {company} ausgeschieden",
        r"\b(?:ich habe|habe ich)… {company}… verlassen",
        r"{who} (?:ist|arbeitet)… nicht (?:mehr|langer) (?:bei|für) {company}",
        r"\b(?:ist|arbeitet) {who}… nicht (?:mehr|langer) (?:bei|für) {company}",
        r"(?:{who} (?:ist|arbeitet)|\b(?:ist|arbeitet) {who})… nicht (?:mehr|langer) im unternehmen"
        r"(?=\W*$|[^\w\s]| (?:tatig|beschaftigt|angestellt|und))",
        r"{who} arbeitet… (?:hier nicht mehr|nicht mehr hier)\b",
        r"(?:{who} ist|\bist {who})… (?:aus|bei) {company} ausgeschieden",
        r"(?:{who} hat|\bhat {who})… {company}… verlassen",
    ),
    after="tatig|beschaftigt|angestellt|ausgeschieden|verlassen|und|bereits|leider|endgultig",
    before_dates="zum|am|im|seit|ab|seit dem|ab dem|mit dem|per|ende|anfang|mitte|bereits im",
    but=(
        r"heute|morgen|wenn|falls|sobald|ob|bald|demnachst|diese woche|bis|nachste[rsnm]?|kunftig",
        r"kurzfristig|erreichbar|zustandig|verantwortlich|freitags?|montags?|danach|dann",
        r"anschließend|anschliessend|spater|(?:monats|jahres|quartals)ende|tages|abend",
        r"ende (?:des|dieses) (?:monats|jahres)|abteilung|team|projekt|bereich|niederlassung",
        r"standort|vertrieb|einkauf|geschaftsstelle|gremium|vorstand",
    ),
    not_=("nicht", "nie", r"kein\w*", r"gerucht\w*"),
    soon=(
        "heute",
        "morgen",
        "bin ich wieder",
        "ich bin wieder",
        "melde ich mich",
        "nach meiner ruckkehr",
    ),
    absent=(
        r"nicht (?:mehr )?(?:im (?:buro|hause?)|am (?:platz|arbeitsplatz)|da|erreichbar)",
        r"abwesen\w*|außer haus|ausser haus|urlaub\w*|dienstreise|geschaftsreise|messe|ferien",
        r"krank\w*|unterwegs|unregelma(?:ß|ss)ig|freistellung|sabbatical",
        r"wieder (?:im (?:buro|hause?)|fur sie|da|erreichbar|zuruck)",
    ),
    parental=(
        "elternzeit|mutterschutz|mutterschutzfrist|vaterschaftsurlaub|mutterschaftsurlaub|karenz",
    ),
    back=("bis", "wieder", "zuruck", "ruckkehr"),
    mine=(
        r"erreichen sie mich|ich bin (?:kunftig )?(?:unter|erreichbar)|privat",
        r"meine (?:neue|private) (?:e-?mail-?)?adresse",
    ),
)

FRENCH = Language(
    "French",
    company=r"(?:l'|cette |notre )(?:entreprise|organisation|agence)|(?:la|cette|notre) (?:société"
    r"|compagnie|maison|banque)",
    article=r"(?:l'|la |le |les )",
    referred=r"(?:cette personne|ce(?:t|tte)? (?:employée?|collaborat(?:eur|rice)|salariée?"
    r"|contact)|(?:la personne|le collaborateur|la collaboratrice|l'interlocuteur|le destinataire)"
    r" (?:que|qu'|a qui|avec)[^,.;]{0,20}(?:vous)[^,.;]{0,40}?)",
    left=(
        r"\bje ne travaille plus (?:(?:chez|pour|à|dans|au sein de) {company}|ici\b)",
        r"\bje ne fais plus partie (?:de |d'|des \w+ (?:de |d')){company}",
        r"\bje ne suis plus (?:en poste |employée? |salariée? )?(?:chez|au sein de) {company}",
        r"\bj'ai (?:\w+ )?quitté {company}",
        r"{who} ne travaille plus (?:(?:chez|pour|à|dans|au sein de) {company}|ici\b|chez nous\b)",
        r"{who} ne fait plus partie (?:de |d'|des \w+ (?:de |d')){company}",
        r"{who} n'est plus (?:en poste |employée? |salariée? )?"
        r"(?:(?:chez|dans|au sein de) {company}|chez nous\b)",
        r"{who} a (?:\w+ )?quitté {company}",
    ),
    after="depuis|et|fin|début|le \\d|au \\d|en date|definitivement|mi-",
    before_dates="depuis|depuis le|le|en|au|fin|debut|a compter du|au mois de|courant",
    but=(
        r"aujourd'hui|demain|ce (?:soir|matin|mois)|cette (?:semaine|apres-midi|annee)|jusqu\w*",
        r"si|s'il|quand|lorsque|bientot|prochain\w*|en charge|responsable|joignable|disponible",
        r"vendredi|ensuite|apres|puis|plus tard|fin du mois|fin de l'annee|service|equipe|projet",
        r"departement|agence de|site de|bureau|direction|comite|reunion",
    ),
    not_=("pas", "jamais", "rumeurs?"),
    soon=("aujourd'hui", "demain", "je (?:vous )?repondrai", "(?:de|mon) retour", "je reviens"),
    absent=(
        r"absente?s?|absence|conges?|vacances|en deplacement|pas au bureau|hors du bureau",
        r"plus (?:au bureau|joignable|disponible)|en voyage|de retour|salon|en maladie",
    ),
    parental=(r"conges? (?:de )?(?:maternite|paternite|parental|d'adoption)",),
    back=("retour", "jusqu'(?:a|au)", "reviens", "reviendrai", "inclus"),
    mine=(
        r"me (?:joindre|contacter|trouver)|ma nouvelle adresse|mon nouvel e-?mail",
        r"mon adresse (?:personnelle|privee)",
    ),
)

SPANISH = Language(
    "Spanish",
    company=r"(?:la|nuestra|esta) (?:empresa|compañía|organización|firma|entidad)|nosotros",
    article=r"(?:la |el |los )",
    referred=r"(?:esta persona|est[ea] (?:emplead[oa]|usuari[oa]|colaborador[a]?)|(?:la persona"
    r"|el (?:empleado|contacto|destinatario)) (?:con|a|que)[^,.;]{0,30}(?:intent|busca|dese|quier"
    r"|trata|contact|escrib|dirig)[^,.;]{0,30}?)",
    left=(
        r"\bya no trabajo (?:más )?(?:(?:en|para|con) {company}|aquí\b)",
        r"\bno trabajo más (?:(?:en|para|con) {company}|aquí\b)",
        r"\bya no (?:formo parte de|estoy en|pertenezco a) {company}",
        r"\b(?:he dejado|dejé|he abandonado|abandoné) (?:de trabajar en )?{company}",
        r"{who} ya no (?:trabaja|labora|está|se encuentra|presta servicios) (?:más )?"
        r"(?:(?:en|para|con) {company}|aquí\b)",
        r"{who} no trabaja más (?:(?:en|para|con) {company}|aquí\b)",
        r"{who} ya no (?:forma parte de|pertenece a) {company}",
        r"{who} (?:ha dejado|dejó|ha abandonado|abandonó) (?:de trabajar en )?{company}",
    ),
    after="desde|y|e|el \\d|a finales|a partir|definitivamente|por motivos|en fecha|con fecha",
    before_dates="desde|desde el|el|en|el dia|en el mes de|a finales de|a principios de",
    but=(
        r"hoy|mañana|esta (?:semana|tarde|noche|mañana)|este (?:mes|año)|hasta|si|cuando|pronto",
        r"proxim[oa]s?|responsable|encargad[oa]|disponible|localizable|viernes|despues|luego",
        r"entonces|mas tarde|(?:fin|final|finales) de(?:l)? mes|departamento|equipo|proyecto",
        r"area|sede|delegacion|oficina|reunion|comite",
    ),
    not_=("no", "nunca", "jamas", r"rumor\w*"),
    soon=(
        "hoy",
        "mañana",
        "a la vuelta",
        "a mi regreso",
        "(?:le|te|les) (?:respondere|contestare)",
    ),
    absent=(
        r"fuera de la oficina|ausentes?|ausencia|vacaciones|de viaje|de baja|de permiso|feria",
        r"no est(?:oy|are) (?:en|disponible)|vuelvo el|de vuelta",
        r"ya no est(?:oy|are) (?:en la oficina|en mi puesto|disponible)",
    ),
    parental=(
        r"(?:baja|permiso|licencia) (?:por |de )?(?:maternidad|maternal|paternidad|paternal"
        r"|parental|nacimiento)",
    ),
    back=("hasta", "vuelvo", "volver", "regreso", "vuelta"),
    mine=(
        r"mi nuev[oa] (?:direccion|correo|e-?mail)|mi correo personal",
        r"localizarme|contactarme|escribirme",
    ),
)

PORTUGUESE = Language(
    "Portuguese",
    company=r"(?:(?:[nd]|pel)?a |(?:[nd]?est|[nd]?ess)a |(?:[nd]?a )?nossa )(?:empresa|companhia"
    r"|organização|firma|instituição)|con?nosco",
    article=r"(?:(?:[nd]|pel)?[ao]s? )",
    referred=r"(?:esta pessoa|est[ea] (?:colaborador[a]?|funcionári[oa]|utilizador[a]?)|a pessoa"
    r" (?:que|com quem|a quem)[^,.;]{0,30}(?:procur|tent|desej|quer|pretend|contact|escrev)"
    r"[^,.;]{0,30}?)",
    left=(
        r"\b(?:já não trabalho|não trabalho mais) (?:(?:para |em |com )?{company}|(?:cá|aqui)\b)",
        r"\b(?:já não faço|não faço mais) parte (?:de )?{company}",
        r"\b(?:deixei|desliguei-me|me desliguei) (?:de )?{company}",
        r"{who} (?:já não trabalha|não trabalha mais)"
        r" (?:(?:para |em |com )?{company}|(?:cá|aqui)\b)",
        r"{who} (?:já não faz|não faz mais) parte (?:do quadro )?(?:de )?{company}",
        r"{who} (?:já não (?:se encontra|está)|não (?:se encontra|está) mais) (?:em )?{company}",
        r"{who} (?:deixou|saiu|desligou-se|se desligou) (?:de )?{company}",
    ),
    after="desde|e|no final|no dia|a partir|definitivamente|por motivos|no fim de|no início",
    before_dates="desde|em|a|no dia|desde o dia|no mes de|no final de|no fim de|ha",
    but=(
        r"hoje|amanha|esta (?:semana|tarde|noite|manha)|este (?:mes|ano)|ate|se|quando|em breve",
        r"proxim[oa]s?|responsavel|encarregad[oa]|disponivel|sextas?|depois|mais tarde|entao",
        r"(?:fim|final) d[oe] mes|departamento|equip[ae]|projet?o|area|sede|filial|escritorio",
        r"reuniao|comite",
    ),
    not_=("nao", "nunca", "jamais", "boatos?"),
    soon=("hoje", "amanha", "na volta", "no meu regresso", "respondo|responderei"),
    absent=(
        r"fora do escritorio|ausentes?|ausencia|ferias|em viagem|de licenca|feira de|volto no dia",
        r"nao est(?:ou|arei) (?:no escritorio|mais disponivel|disponivel)|de volta",
        r"ja nao estou (?:no escritorio|na minha mesa|disponivel)",
    ),
    parental=(r"licenca[ -](?:de )?(?:maternidade|paternidade|parental)",),
    back=("ate", "volto", "voltarei", "regresso", "retorno"),
    mine=(
        r"(?:o )?meu novo (?:e-?mail|endereco)|minha nova morada|contactar-me|me contatar",
        r"meu e-?mail pessoal",
    ),
)

ITALIAN = Language(
    "Italian",
    company=r"(?:(?:l|dell|nell|all)'|(?:la|della|nella|alla|questa|in) )?(?:nostra )?(?:azienda"
    r"|società|impresa|ditta|organizzazione)|noi",
    article=r"(?:(?:l|dell|nell|all)'|(?:la|il|della|nella|alla|del|nel) )",
    referred=r"(?:questa persona|quest[oa] (?:dipendente|collaborat(?:ore|rice)|utente)|la persona"
    r" (?:che|con cui|a cui)[^,.;]{0,30}(?:cerca|contatt|desider|vuole|scri|raggiung)"
    r"[^,.;]{0,30}?)",
    left=(
        r"\bnon lavoro più (?:(?:presso |per |in |con |a )?{company}|qui\b)",
        r"\bnon faccio più parte (?:di |d')?{company}",
        r"\bho lasciato {company}",
        r"\bnon sono più (?:un[a']? ?)?(?:dipendente|impiegat[oa]|in forza)"
        r" (?:di |presso |a )?{company}",
        r"{who} non lavora più (?:(?:presso |per |in |con |a )?{company}|qui\b)",
        r"{who} non fa più parte (?:di |d')?{company}",
        r"{who} ha lasciato {company}",
        r"{who} non è più (?:(?:un[a']? ?)?(?:dipendente|impiegat[oa]|in forza) )?"
        r"(?:di |presso |a )?{company}",
    ),
    after="dal|da|e|il \\d|a fine|alla fine di|definitivamente|per motivi|in data",
    before_dates="dal|da|il|in|nel|a|a fine|nel mese di|dal mese di|alla fine di",
    but=(
        r"oggi|domani|questa (?:settimana|sera|mattina)|quest[o'] ?(?:mese|pomeriggio|anno)|fino",
        r"se|quando|presto|prossim[oaie]|responsabile|disponibile|reperibile|venerdi|poi|dopo",
        r"in seguito|piu tardi|fine (?:mese|anno|del mese)|reparto|squadra|team|progetto|area|sede",
        r"filiale|ufficio|riunione|comitato|alle",
    ),
    not_=("non", "mai", "voci"),
    soon=("oggi", "domani", "al (?:mio )?rientro", "(?:le|ti|vi) (?:rispondero|rispondo)"),
    absent=(
        r"fuori (?:ufficio|sede)|assente|assenza|ferie|in viaggio|in trasferta|in vacanza",
        r"non sono (?:piu )?(?:in ufficio|disponibile|reperibile|alla mia scrivania)",
        r"in malattia|fiera|rientro il",
    ),
    parental=(
        r"congedo (?:di |per )?(?:maternita|paternita|parentale)|in (?:maternita|paternita)",
    ),
    back=("fino", "rientro", "rientrero", "torno", "tornero"),
    mine=(
        r"mi[oa] nuov[oa] (?:indirizzo|e-?mail|mail)|contattarmi|scrivermi|raggiungermi",
        r"indirizzo personale",
    ),
)

DUTCH = Language(
    "Dutch",
    company=r"(?:het|ons|dit) bedrijf|(?:de|onze|deze) (?:organisatie|onderneming|firma)|ons",
    article=r"(?:de |het )",
    referred=r"(?:deze (?:persoon|medewerk(?:er|ster)|collega|gebruiker)|de (?:persoon|medewerker"
    r"|collega)(?: die)? (?:u|je)[^,.;]{0,40}?)",
    left=(
        r"\b(?:ik werk|werk ik)… niet (?:meer|langer) (?:bij|voor) {company}",
        r"\b(?:ik werk|werk ik)… hier niet (?:meer|langer)\b",
        r"\b(?:ik ben|ben ik)… niet (?:meer|langer) (?:werkzaam|in dienst)"
        r" (?:bij|van|voor) {company}",
        r"\b(?:ik heb|heb ik)… {company}… verlaten",
        r"\b(?:ik ben|ben ik)… uit dienst\b",
        r"(?:{who} werkt|\bwerkt {who})… niet (?:meer|langer) (?:bij|voor) {company}",
        r"{who} werkt… hier niet (?:meer|langer)\b",
        r"(?:{who} is|\bis {who})… niet (?:meer|langer) (?:werkzaam|in dienst)"
        r" (?:bij|van|voor) {company}",
        r"(?:{who} heeft|\bheeft {who})… {company}… verlaten",
        r"{who} is… uit dienst\b",
    ),
    after="sinds|en|per|verlaten|werkzaam|definitief|op \\d|vanaf",
    before_dates="sinds|per|op|in|vanaf|eind|begin|medio|met ingang van",
    but=(
        r"vandaag|morgen|vanavond|vanmiddag|deze (?:week|maand)|dit jaar|tot|als|indien|binnenkort",
        r"volgende?|verantwoordelijk|bereikbaar|beschikbaar|vrijdag|daarna|dan|later",
        r"eind van de maand|afdeling|team|project|vestiging|locatie|vergadering|commissie|ploeg",
    ),
    not_=("niet", "nooit", "geen", r"gerucht\w*"),
    soon=("vandaag", "morgen", "vanavond", "na terugkomst", "ben ik (?:weer|terug)"),
    absent=(
        r"niet (?:meer )?(?:op kantoor|bereikbaar|aanwezig|achter mijn bureau|beschikbaar)",
        r"afwezig\w*|vakantie|op reis|verlof|ziek|beurs|terug op",
        r"weer (?:op kantoor|bereikbaar|aanwezig)",
    ),
    parental=("(?:zwangerschaps|ouderschaps|vaderschaps|bevallings|geboorte|kraam)verlof",),
    back=("tot", "terug", "weer", "t/m"),
    mine=(r"mijn (?:nieuwe|prive) ?-?(?:adres|e-?mail)|te bereiken (?:op|via)|mij bereiken",),
)

_JAPANESE_TIME = (
    r"(?:この(?:たび|度)|一身上の都合(?:により|で)|(?:\d{4}年)?\d{1,2}月(?:末日?|\d{1,2}日)?(?:付け?|限り)?"
    r"(?:をもちまして|をもって|で|に|にて)?|先月末?(?:で|をもって)?|既に|すでに|、|{company}を"
    r"|株式会社[^。はが、]{1,12}を)"
)
_JAPANESE_DONE = r"(?:いた|致)?し(?:まし|ており|ています)"

JAPANESE = Language(
    "Japanese",
    company=r"(?:弊社|当社|会社)",
    article=r"株式会社",
    referred=r"ご連絡(?:いただいた|先の?)[^。、]{0,8}(?:社員|担当者|者)",
    left=(
        rf"(?:私|わたくし|小職)(?:は|が|、|儀)[^。はが]{{0,60}}退職{_JAPANESE_DONE}",
        rf"^{_JAPANESE_TIME}+退職{_JAPANESE_DONE}",
        rf"^{_JAPANESE_TIME}*(?:{{company}}|株式会社[^。はが、]{{1,12}})を退社{_JAPANESE_DONE}",
        rf"{{who}}(?:さん|氏)?(?:は|が|儀)[^。はが]{{0,60}}退職{_JAPANESE_DONE}",
        r"{who}(?:さん|氏)?(?:は|が|儀)[^。はが]{0,60}(?:もって|もちまして|付けで|付で|限りで|末で|を)"
        rf"退社{_JAPANESE_DONE}",
        r"{who}(?:さん|氏)?は[^。はが]{0,30}在籍しておりません",
    ),
    after="",
    before_dates="",
    but=(
        "本日|今日|今週|明日|定時|もし|場合|たら|予定|ことに|同僚|上司|部下|部長|課長|その後|部署",
    ),
    not_=("噂|誤報|同僚|上司|部下",),
    soon=("本日|今日|明日|戻り次第|帰社",),
    absent=("不在|休暇|出張|外出|休業|お休み|休職|退勤|既に退社|もう退社|席を外し",),
    parental=("育児休[業暇]|育休|産休|産前産後|出産休暇",),
    back=("まで|から|戻り|復帰|出社",),
    mine=("新しい(?:メール)?アドレス|新しい連絡先|個人(?:の)?アドレス",),
)

LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH, JAPANESE)

CLOCK = re.compile(
    r"\b\d{1,2}(?::\d\d|\s?(?:uhr|h|pm|a\.?m|p\.m|horas|ore|uur)\b)|\d時", re.IGNORECASE
)
"""A time of day: whoever is gone after four is back tomorrow."""

HONORIFICS = frozenset(
    plain(
        "mr mrs ms miss dr prof herr herrn frau m mme mlle monsieur madame sr sra señor señora dott"
        " dott.ssa ing sig signor signora dhr mevr meneer mevrouw dra doutor"
    ).split()
)
BEGINNERS = frozenset(
    plain(
        "unfortunately please as since because that dear hello sadly leider da weil dass ist hat"
        " arbeitet hélas malheureusement lamentablemente infelizmente purtroppo helaas werkt is"
        " heeft hi thanks"
    ).split()
)
"""Words that begin a sentence and are no part of a name."""
POSSESSIVES = frozenset(("of", "de", "von", "van", "di", "da", "do", "des", "du", "del", "der"))
"""Before a name: it only says whose assistant, or boss, is spoken of."""
IMPERSONAL = frozenset(
    plain(
        "geral contacto contato contacte contatti kontakt hola ola mail post posta zentrale empfang"
        " buero buro vertrieb einkauf kundenservice verwaltung accueil commercial bureau"
        " secretariat oficina ventas compras atencion clientes vendas atendimento amministrazione"
        " acquisti vendite segreteria clienti verkoop inkoop klantenservice administratie reception"
        " customer customers care success enquiries inquiries soporte suporte"
    ).split()
)
"""Names before the @ that belong to nobody who could take over, beyond `mailboxes.is_shared`."""
TRADES = frozenset(
    plain(
        "bank banking banka banca banco banque insurance assurance assurances versicherung"
        " versicherungen seguros assicurazioni verzekeringen foods food logistics logistik"
        " logistique logistica logistiek transport transporte energy energie energia power pharma"
        " pharmaceuticals health healthcare medical software systems systeme technologies"
        " technology tech industries industrie holding holdings group gruppe groupe grupo gruppo"
        " groep capital partners ventures media motors automotive airlines airways telecom steel"
        " chemicals chemie plastics textiles textil retail hotels studios entertainment"
        " construction engineers robotics aerospace biotech laboratories labs instruments"
        " electronics networks university solutions"
    ).split()
)
"""What follows, or precedes, the name of a company to say what it does: never a part of it."""
