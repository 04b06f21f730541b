//! The words of what is around the plan: agreement, parties, rules, decisions and lessons.

use crate::domain::method::{
    Decision, Entry, EntryList, HandOver, Missing, Party, SingleEntry, Verdict,
};

words! {
    AROUND = "Rond het plan";
    AROUND_HINT = "Wat u met collega’s regelt: wie akkoord is, wie er meedoet, welke regels gelden en wat u ervan leert. Dit hoeft niet op de bank.";
    ADD = "Toevoegen";
    REMOVE = "Verwijderen";
    CHOOSE = "Kies";
    NONE = "Nog niets ingevuld.";
    NO_NAME = "zonder naam";
    // Decisions.
    STANDS = "Dit plan is akkoord. Dat is vastgelegd.";
    STANDS_HINT = "Vastgelegd betekent: opgeschreven door wie zegt dat hij het is. Het is geen handtekening.";
    STANDS_NOT = "Dit plan is nog niet akkoord. Nodig is:";
    STANDS_NOT_SHORT = "Dit plan is nog niet akkoord.";
    LAPSED = "Een eerdere versie had genoeg akkoord. Daarna is het plan gewijzigd, dus dat akkoord geldt nu niet.";
    LAPSED_SHOW = "Toon wat er is gewijzigd";
    WRITER = "schreef ook mee aan het plan";
    LEAD_IS = "Maatwerkeindbaas";
    LEAD_ME = "Ik ben de maatwerkeindbaas";
    LEAD_NONE = "Nog niet gekozen.";
    WHO = "Wie besluit?";
    WHO_MISSING = "Vul in wie dit besluit neemt.";
    DISCIPLINE = "Discipline";
    REASON = "Toelichting";
    APPROVE = "Akkoord";
    REFUSE = "Niet akkoord";
    WITHDRAW = "Intrekken";
    DECIDE_HINT = "Het besluit gaat over het plan zoals het nu is. Die versie wordt bewaard.";
    DECIDED = "Het besluit is vastgelegd.";
    NOT_DECIDED = "Het besluit kon niet worden vastgelegd: dit canvas kan nu niet worden gewijzigd.";
    OTHER_PLAN = "over een eerdere versie";
    FULL = "Er zijn te veel vastgelegde versies. Haal er eerst een weg bij Eerdere versies.";
    // Tables and questions.
    PRESENT = "Wie was erbij?";
    ATTENDEE_ADD = "Collega toevoegen";
    ATTENDEE_NAME = "Naam van een collega";
    SPAR_COMPLETE = "Er waren drie mensen van drie disciplines.";
    QUESTION_OPEN = "Nog niet beantwoord.";
    QUESTION_LATE = "Te laat: nog niet beantwoord.";
    QUESTION_ANSWERED = "Beantwoord.";
    // What is still to do.
    NO_AGREEMENT = "Het canvas gaat naar een tafel. Leg eerst vast dat het gezin akkoord is.";
    AGREEMENT_WITHDRAWN = "Het gezin heeft de instemming teruggenomen. Gebruik de gegevens niet meer, en spreek af wanneer u de casus verwijdert.";
    ASK_NOW = "het antwoord is te laat. Vraag ernaar.";
    SPAR_SHORT = "aan een spar-tafel zitten drie mensen van drie disciplines. Vul in wie erbij waren.";
    YEAR_WRONG = "Vul een jaar in met vier cijfers, zoals 2026.";
    // Parties.
    NOW = "Nu";
    AFTER = "Straks";
    FAMILY = "gezin";
    LEGEND = "Vierkant: een organisatie. Rond: familie of bekenden. Dikke rand: heeft de regie.";
    LEAD_NOT = "De maatwerkeindbaas telt niet mee bij de twee die akkoord moeten zijn.";
}

/// The name of the explanation of the method.
pub const HOW: &str = "Zo werkt de doorbraakmethode";

/// The steps of the method, in plain words.
pub const STEPS: [&str; 9] = [
    "U praat met het gezin en met de consulent die er al is. Het gezin vertelt wat het wil. Dat is het perspectief.",
    "Samen zoekt u de doorbraak: de ene stap die de rest vrijmaakt.",
    "Is het gezin akkoord? Leg dat vast. Dan vult u samen het canvas in, met een nummer en zonder namen.",
    "U bespreekt het canvas aan de spar-tafel, met drie collega’s van drie disciplines. Hun vragen zoekt u uit voor de volgende tafel.",
    "Daarna gaat het canvas naar de doorbraaktafel. Daar is een half uur voor uw casus.",
    "Twee andere collega’s zijn akkoord met precies dit plan. Betaalt het maatwerkbudget mee, dan hoort de kosten-batenanalyse erbij.",
    "De consulent voert het plan uit. De maatwerkeindbaas helpt, en neemt het niet over.",
    "Direct na de uitvoering, na 6 en na 12 maanden vraagt u het gezin om een cijfer. U kijkt ook wat het echt heeft gekost.",
    "Wat in de weg zat, schrijft u op als leerpunt. Zo leert de organisatie ervan.",
];

/// Wire names of the fields of a rule.
const RULE: &str = "regeling";
const RULE_ARTICLE: &str = "artikel";
const RULE_SAYS: &str = "oordeel";

/// The disciplines to choose from. Another one that is in the document stays.
pub const DISCIPLINES: [&str; 9] = [
    "Jeugd",
    "Wmo",
    "Werk en inkomen",
    "Schuldhulp",
    "Wonen",
    "Onderwijs",
    "Zorg",
    "Veiligheid",
    "Juridisch",
];

/// The text of a decision.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approved => APPROVE,
        Verdict::Refused => REFUSE,
        Verdict::Withdrawn => "Ingetrokken",
    }
}

/// A decision on paper: who, of which discipline, what, on what day, and why.
#[must_use]
pub fn decision(decision: &Decision, is_of_now: bool) -> String {
    let day = decision.at.map(|at| at.to_string());
    let day = day.and_then(|at| at.get(..10)?.parse().ok());
    let mut words = vec![
        decision.person.name.clone(),
        decision.discipline.clone(),
        verdict(decision.verdict).to_owned(),
        day.map_or_else(String::new, super::date::format_date),
        decision.reason.clone(),
    ];
    if !is_of_now {
        words.push(OTHER_PLAN.to_owned());
    }
    words.retain(|word| !word.is_empty());
    words.join(" · ")
}

/// That somebody took the lead of a case over, from whom, and on what day.
#[must_use]
pub fn hand_over(it: &HandOver) -> String {
    let day = it.on.map(super::date::format_date).unwrap_or_default();
    let mut words = ["Overgedragen van ", &it.from.name, " aan ", &it.to.name].concat();
    if !day.is_empty() {
        words.push_str(" op ");
        words.push_str(&day);
    }
    words.push('.');
    words
}

/// The name of a plan that is frozen for a decision on a day.
#[must_use]
pub fn frozen_name(day: &str) -> String {
    ["Voorgelegd op ", day].concat()
}

/// What a plan still needs.
#[must_use]
pub fn missing(missing: Missing) -> String {
    match missing {
        Missing::Lead => "Wie de maatwerkeindbaas is.".to_owned(),
        Missing::Approvals(1) => "Nog één collega die akkoord is.".to_owned(),
        Missing::Approvals(count) => {
            ["Nog ", &count.to_string(), " collega’s die akkoord zijn."].concat()
        }
        Missing::Agreement => "De instemming van het gezin.".to_owned(),
        Missing::Analysis => {
            "De kosten: het maatwerkbudget betaalt mee, dus vul Dreigend en Maatwerk in.".to_owned()
        }
        Missing::Conflicts => "Een keuze waar twee versies staan.".to_owned(),
    }
}

/// How many parties there are now and after the plan.
#[must_use]
pub fn parties(now: usize, after: usize) -> String {
    ["Nu ", &now.to_string(), ", straks ", &after.to_string()].concat()
}

/// A side of the drawing of parties: now or after the plan, with their number.
#[must_use]
pub fn side(heading: &str, count: usize) -> String {
    let word = match count {
        1 => " partij",
        _ => " partijen",
    };
    [heading, ": ", &count.to_string(), word].concat()
}

/// A party in the list beside the drawing.
#[must_use]
pub fn party(party: &Party) -> String {
    let name = match party.name.as_str() {
        "" => NO_NAME,
        name => name,
    };
    let when = match (party.now, party.after) {
        (true, true) => "nu en straks",
        (true, false) => "alleen nu",
        (false, true) => "alleen straks",
        (false, false) => "doet niet mee",
    };
    let directs = if party.directs {
        ", heeft de regie"
    } else {
        ""
    };
    [name, ": ", when, directs].concat()
}

/// A rule in a line: "Jeugdwet, artikel 2.3: het mag".
#[must_use]
pub fn rule(entry: &Entry) -> String {
    let article = match entry.text(RULE_ARTICLE).trim() {
        "" => String::new(),
        text if text.starts_with(|first: char| first.is_ascii_digit()) => {
            [", artikel ", text].concat()
        }
        text => [", ", text].concat(),
    };
    let mut fields = super::method_fields::list_fields(EntryList::Rules).iter();
    let judged = fields.find(|field| field.name == RULE_SAYS);
    let judged = judged.map(|field| super::method_fields::said(field, entry.text(field.name)));
    let says = match judged.unwrap_or_default() {
        "" => String::new(),
        words => [": ", &crate::domain::lowercase(words)].concat(),
    };
    [entry.text(RULE).trim(), &article, &says].concat()
}

/// How many questions are open, and how many of those are late.
#[must_use]
pub fn questions(open: usize, late: usize) -> String {
    match (open, late) {
        (0, _) => "Alle vragen zijn beantwoord.".to_owned(),
        (open, 0) => [&open.to_string(), " open"].concat(),
        (open, late) => [&open.to_string(), " open, ", &late.to_string(), " te laat"].concat(),
    }
}

/// Reads a year of four digits, 2000 to 2199; an empty text is none.
///
/// # Errors
///
/// The message for the field.
pub fn parse_year(text: &str) -> Result<Option<String>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let year = text.parse().ok().filter(|year| (2000..2200).contains(year));
    year.map(|year: u16| Some(year.to_string()))
        .ok_or_else(|| YEAR_WRONG.to_owned())
}

/// That a spar-tafel had people of too few disciplines.
#[must_use]
pub fn spar_incomplete(disciplines: usize) -> String {
    let count = match disciplines {
        0 => "nog geen",
        1 => "één",
        _ => "twee",
    };
    [
        "Aan een spar-tafel zitten drie mensen van drie disciplines. Nu bekend: ",
        count,
        ".",
    ]
    .concat()
}

/// Somebody at a table, by rank from 1.
#[must_use]
pub fn attendee(rank: usize, table: &str) -> String {
    ["collega ", &rank.to_string(), ", ", table].concat()
}

/// One entry of a list, by its rank from 1.
#[must_use]
pub fn entry(list: EntryList, rank: usize) -> String {
    let word = match list {
        EntryList::Parties => "Partij",
        EntryList::Rules => "Regel",
        EntryList::Registrations => "Tafel",
        EntryList::Questions => "Vraag",
        EntryList::Decisions => "Besluit",
        EntryList::Lessons => "Leerpunt",
        EntryList::HandOvers => "Overdracht",
        EntryList::Archives => "Archief",
        EntryList::TableDays => "Dag",
        EntryList::Disciplines => "Discipline",
        EntryList::Payers => "Betaler",
        EntryList::LifeDomains => "Leefgebied",
        EntryList::Budgets => "Budget",
        EntryList::Expenses => "Uitgave",
    };
    [word, " ", &rank.to_string()].concat()
}

/// That an entry was removed.
#[must_use]
pub fn removed(list: EntryList) -> &'static str {
    match list {
        EntryList::Parties => "Partij verwijderd.",
        EntryList::Rules => "Regel verwijderd.",
        EntryList::Registrations => "Tafel verwijderd.",
        EntryList::Questions => "Vraag verwijderd.",
        EntryList::Decisions => "Besluit verwijderd.",
        EntryList::Lessons => "Leerpunt verwijderd.",
        EntryList::HandOvers => "Overdracht verwijderd.",
        EntryList::Archives => "Uit het archief gehaald.",
        EntryList::TableDays => "Dag verwijderd.",
        EntryList::Disciplines => "Discipline verwijderd.",
        EntryList::Payers | EntryList::LifeDomains => "Naam verwijderd.",
        EntryList::Budgets => "Budget verwijderd.",
        EntryList::Expenses => "Uitgave verwijderd.",
    }
}

/// What a list or an entry is for.
#[must_use]
pub fn list_hint(list: EntryList) -> &'static str {
    match list {
        EntryList::Parties => "Organisaties, familie en bekenden. Eén heeft de regie.",
        EntryList::Rules => "Wat zegt de regel, welke ruimte geeft die, en hoe liep het af?",
        EntryList::Lessons => "Wat zat in de weg, en wat zou helpen? Zonder namen.",
        EntryList::Registrations => {
            "Eerst een spar-tafel met collega’s, dan de doorbraaktafel. Meld het canvas hier aan."
        }
        EntryList::Questions => {
            "Wat een tafel vroeg, wie het uitzoekt en wat eruit kwam. Een antwoord is er voor de volgende tafel."
        }
        EntryList::TableDays => {
            "De volgende tafel is op een van deze dagen. Staat er niets, dan is die een week later."
        }
        EntryList::Disciplines => {
            "Waaruit collega’s hun discipline kiezen. Staat er niets, dan zijn het de gewone."
        }
        EntryList::Payers | EntryList::LifeDomains => {
            "Een code die al bestaat, krijgt deze naam. Een andere code komt erbij."
        }
        EntryList::Budgets => "Wat er per jaar is voor maatwerk.",
        EntryList::Expenses => "Wat uit het budget is betaald en niet bij een plan hoort.",
        EntryList::Decisions | EntryList::HandOvers | EntryList::Archives => "",
    }
}

/// The heading above the team of a canvas that is of another one, and what that is for.
pub const OTHER_TEAM: [&str; 2] = [
    "Van een andere gemeente of een ander team",
    "Is dit canvas niet van uw eigen team? Vul dan in van wie het wel is. Bij Resultaten kunt u er op kiezen.",
];

/// What an entry that stands by itself is for.
#[must_use]
pub fn single_hint(place: SingleEntry) -> &'static str {
    match place {
        SingleEntry::Agreement => {
            "Het gezin is het eens met het plan en met het gebruik van gegevens."
        }
        SingleEntry::Publication => {
            "Een korte tekst over dit gezin die anderen mogen lezen. Alleen als het gezin dat goed vindt, en zonder namen."
        }
        SingleEntry::Team | SingleEntry::PriceList => "",
    }
}
