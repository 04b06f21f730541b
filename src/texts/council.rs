//! The words of the report for the council, and its tables.

use rust_decimal::Decimal;

use super::data_sheet::{Cell, DataSheet};
use super::{codes, number, results, sentences};
use crate::domain::results::council::{Release, ReleasedRow, ReleasedTable, Why};
use crate::domain::results::{MOMENTS, Period};
use crate::domain::{Date, OwnNames};

words! {
    PREVIEW = "Zo wordt het afgedrukt";
    PERIOD = "Over welke periode gaat het?";
    TITLE = "Titel";
    TITLE_VALUE = "Maatwerk voor gezinnen";
    TIMELINE = "Verloop van de aanpak (elke stap op een nieuwe regel)";
    LEARNED = "Wat hebben we geleerd?";
    QUOTES = "Wat mag de raad over een gezin lezen?";
    QUOTES_HINT = "Dit zijn de teksten die een gezin goed vond om te vertellen. Kies welke u wilt tonen.";
    NO_QUOTES = "Er is nog geen gezin met een tekst die mag worden verteld.";
    STORY = "Welk gezin wilt u uitgebreid laten zien?";
    NO_STORY = "Geen";
    RELEASE = "Geef dit verslag vrij";
    RELEASE_HINT = "Een vrijgegeven verslag staat vast. Een volgend verslag toont alleen nieuwe cijfers als het om genoeg gezinnen meer of minder gaat.";
    RELEASED = "Het verslag is vrijgegeven en staat in de lijst.";
    NOT_RELEASED = "Het verslag kon niet worden bewaard. Probeer het nog eens.";
    NO_ROOM = "Het verslag is niet vrijgegeven: het past niet meer bij wat het team deelt. Haal bij Vergelijken bestanden van andere gemeenten weg, en probeer het opnieuw.";
    RELEASED_MEANWHILE = "Het verslag is niet vrijgegeven: een collega heeft intussen ook een verslag vrijgegeven. Kijk opnieuw wat er wordt getoond.";
    RELEASES = "Vrijgegeven verslagen";
    NO_RELEASES = "U hebt nog geen verslag vrijgegeven.";
    NEW_REPORT = "Een nieuw verslag";
    SHARE = "Bestand voor andere gemeenten";
    HIDDEN = "Wat niet wordt getoond, en waarom";
    NOTHING_HIDDEN = "Alle cijfers mogen worden getoond.";
    KEY_FIGURES = "De cijfers";
    PLANS = "Plannen";
    LOOMING = "Zonder plan (dreigend)";
    TAILORED = "Met plan (maatwerk)";
    SAVING = "Verwachte besparing";
    MEAN = "Gemiddeld per gezin";
    COURSE = "Het verloop";
    GRADES = "Hoe tevreden zijn de gezinnen?";
    GRADES_SCALE = "Gezinsleden geven hun leven een cijfer van 1 tot 10.";
    HINDRANCES = "Wat zat in de weg";
    LEARNED_HEAD = "Wat we leerden";
    QUOTES_HEAD = "Wat gezinnen vertellen";
    STORY_HEAD = "Eén gezin";
    METHOD = "Hoe dit is berekend";
    APPENDIX = "Bijlage: de tabellen";
    REPORT = "Verslag";
    FIGURE = "Cijfer";
    VALUE = "Waarde";
    FAMILIES = "Gezinnen";
    PAYERS = "Financiers";
    PAYER = "Financier";
    LIFE_DOMAINS = "Leefgebieden";
    LIFE_DOMAIN = "Leefgebied";
    SATISFACTION = "Tevredenheid";
    MOMENT = "Moment";
    MEAN_GRADE = "Gemiddeld cijfer";
    GRADES_COUNT = "Cijfers";
    COURSE_OF_GRADES = "Verloop van cijfers";
    WAY = "Sinds de start";
    THEMES = "Knelpunten";
    THEME = "Thema";
    RANK = "Plaats";
    RULES = "Wetten en regels";
    OUTCOME = "Hoe het afliep";
    PARTIES = "Partijen";
    BUDGET = "Budget";
    REALISED = "Verwacht en werkelijk";
    FROM = "Eerste dag";
    TO = "Laatste dag";
    DAY = "Vrijgegeven op";
    THRESHOLD = "Kleinste groep";
    TEAM = "Gemeente of team";
    PLANS_FILE = "verslag";
    SHARE_FILE = "vergelijken";
}

/// The period and the team below the title.
#[must_use]
pub fn subtitle(report: &Release) -> String {
    let mut text = String::new();
    if !report.team.is_empty() {
        text.push_str(&report.team);
        text.push_str(". ");
    }
    text.push_str("Over ");
    text.push_str(&results::period(report.period()));
    match report.day {
        Some(day) => [
            &text,
            ". Vrijgegeven op ",
            &super::date::format_long(day),
            ".",
        ]
        .concat(),
        None => [&text, ". Nog niet vrijgegeven."].concat(),
    }
}

/// The whole in two sentences.
#[must_use]
pub fn summary(report: &Release) -> String {
    let mut text = String::new();
    if let Some(plans) = report.told("plannen", "alle").and_then(|it| it.families) {
        text.push_str("Voor ");
        text.push_str(&results::families(plans));
        text.push_str(" is een plan op maat gemaakt of in voorbereiding");
        if report.goal > 0 {
            text.push_str(" (doel: ");
            text.push_str(&report.goal.to_string());
            text.push(')');
        }
        text.push_str(". ");
    }
    if let Some(saving) = report.told("kba", "besparing") {
        let sum = saving.sum.map(|it| it.decimal()).unwrap_or_default();
        text.push_str("Bij ");
        text.push_str(&results::families(saving.families.unwrap_or_default()));
        text.push_str(" is uitgerekend wat het plan kost. De gemeente en andere betalers zijn naar verwachting samen ");
        text.push_str(&number::format_whole_euro(sum.abs()));
        text.push_str(if sum < Decimal::ZERO {
            " meer"
        } else {
            " minder"
        });
        text.push_str(" kwijt dan zonder plan, over de looptijd van de plannen.");
    }
    text
}

/// How the figures were computed, and from how many.
#[must_use]
pub fn method(report: &Release) -> Vec<String> {
    let mut lines = vec![
        "Besparing is wat de looptijd van een plan zou kosten zonder dat plan, min wat dezelfde maanden kosten met het plan. De looptijd is 12 maanden, tenzij een plan een andere noemt. Het is een onderbouwde verwachting, geen uitkomst.".to_owned(),
    ];
    if let Some(saving) = report.told("kba", "besparing").and_then(|it| it.families) {
        lines.push(
            [
                "De bedragen zijn een optelling van de kosten-batenanalyses van ",
                &results::families(saving),
                ".",
            ]
            .concat(),
        );
    }
    lines.push([
        "Een cijfer dat over minder dan ",
        &report.threshold.to_string(),
        " gezinnen gaat, of waaruit één gezin te herkennen is, tonen we niet. Soms tonen we een groter cijfer ook niet, omdat het kleine er anders uit zou volgen.",
    ].concat());
    lines
}

/// Why something is hidden, for who makes the report.
#[must_use]
pub fn why(why: Why, threshold: usize) -> String {
    match why {
        Why::Few => [
            "het gaat om minder dan ",
            &threshold.to_string(),
            " gezinnen",
        ]
        .concat(),
        Why::Share => "één of twee gezinnen bepalen het grootste deel".to_owned(),
        Why::Derived => "een ander verborgen cijfer zou eruit volgen".to_owned(),
        Why::Earlier => "het verschil met een eerder verslag gaat om te weinig gezinnen".to_owned(),
    }
}

/// A table that was taken from an earlier report.
#[must_use]
pub fn taken_from(day: Date) -> String {
    ["Uit het verslag van ", &super::date::format_long(day), "."].concat()
}

/// The name of a table.
#[must_use]
pub fn table_name(key: &str) -> &'static str {
    match key {
        "plannen" => PLANS,
        "stand" => "Stand van de plannen",
        "kba" => "Kosten en besparing",
        "financier" => PAYERS,
        "leefgebied" => LIFE_DOMAINS,
        "cijfer" => SATISFACTION,
        "verloop" => COURSE_OF_GRADES,
        "thema" => THEMES,
        "regel" => RULES,
        "partijen" => PARTIES,
        "budget" => BUDGET,
        "gerealiseerd" => REALISED,
        _ => REPORT,
    }
}

/// The name of a row of a table.
#[must_use]
pub fn row_name(table: &str, row: &ReleasedRow, own: &OwnNames) -> String {
    let fixed = match (table, row.key.as_str()) {
        ("plannen", _) => "Gezinnen met een plan",
        ("stand", "voorbereiding") => "In voorbereiding",
        ("stand", "maatwerkbudget") => "Uitgevoerd met maatwerkbudget",
        ("stand", "regulier") => "Uitgevoerd met gewone budgetten",
        ("kba", "dreigend") => LOOMING,
        ("kba", "maatwerk") => TAILORED,
        ("kba", "besparing") => SAVING,
        ("verloop", "omhoog") => results::UP,
        ("verloop", "gelijk") => results::SAME,
        ("verloop", "omlaag") => results::DOWN,
        ("regel", "opgelost") => results::SOLVED,
        ("regel", "loopt") => results::PENDING,
        ("regel", "frictie") => results::FRICTION,
        ("partijen", "nu") => results::NOW,
        ("partijen", "straks") => results::AFTER,
        ("budget", "toegezegd") => results::COMMITTED,
        ("budget", "betaald") => results::PAID,
        ("gerealiseerd", "verwacht") => results::EXPECTED,
        ("gerealiseerd", "werkelijk") => results::ACTUAL,
        ("financier", code) => {
            return codes::payer_name(code, &row.name, own);
        }
        ("leefgebied", code) => return codes::life_domain_name(code, own),
        ("cijfer", key) => {
            let moment = MOMENTS.iter().find(|it| it.wire() == key);
            return moment.map_or(key, |it| results::moment(it)).to_owned();
        }
        (_, key) => return sentences::capitalised(key),
    };
    fixed.to_owned()
}

/// The tables of a report: what stands on its pages, in the workbook and in the CSV file.
#[must_use]
pub fn sheets(report: &Release, own: &OwnNames) -> Vec<DataSheet> {
    let mut sheets = vec![about(report)];
    let told = |key: &&str| {
        report
            .table(key)
            .is_some_and(|it| !it.is_withheld && !it.rows.is_empty())
    };
    let counted = ["plannen", "stand"].into_iter().filter(told);
    for key in counted {
        sheets.extend(report.table(key).map(|it| counts(it, FIGURE, own)));
    }
    for key in ["kba", "financier", "leefgebied"].into_iter().filter(told) {
        sheets.extend(report.table(key).map(|it| sums(it, own)));
    }
    sheets.extend(
        report
            .table("cijfer")
            .filter(|_| told(&"cijfer"))
            .map(|it| grades(it, own)),
    );
    for (key, column) in [("verloop", WAY), ("thema", THEME), ("regel", OUTCOME)] {
        if told(&key) {
            sheets.extend(report.table(key).map(|it| counts(it, column, own)));
        }
    }
    for key in ["partijen", "budget", "gerealiseerd"]
        .into_iter()
        .filter(told)
    {
        sheets.extend(report.table(key).map(|it| sums(it, own)));
    }
    sheets
}

fn about(report: &Release) -> DataSheet {
    let day = |day: Option<Date>| day.map_or(Cell::Empty, Cell::Day);
    let row = |name: &str, cell: Cell| vec![Cell::text(name), cell];
    DataSheet {
        name: REPORT,
        columns: vec![FIGURE, VALUE],
        rows: vec![
            row(TITLE, Cell::text(&report.title)),
            row(TEAM, Cell::text(&report.team)),
            row(FROM, day(report.from)),
            row(TO, day(report.to)),
            row(DAY, day(report.day)),
            row(THRESHOLD, Cell::Count(report.threshold)),
        ],
    }
}

fn count(count: Option<usize>) -> Cell {
    count.map_or(Cell::Hidden, Cell::Count)
}

/// Numbers of families; of a ranking the places alone.
fn counts(table: &ReleasedTable, column: &'static str, own: &OwnNames) -> DataSheet {
    let row = |(at, row): (usize, &ReleasedRow)| {
        let place = Cell::Count(at.saturating_add(1));
        let families = if table.is_ranking {
            Cell::Hidden
        } else {
            count(row.families)
        };
        vec![place, Cell::Text(row_name(&table.key, row, own)), families]
    };
    DataSheet {
        name: table_name(&table.key),
        columns: vec![RANK, column, FAMILIES],
        rows: table.rows.iter().enumerate().map(row).collect(),
    }
}

/// Sums with the number of families and the mean.
fn sums(table: &ReleasedTable, own: &OwnNames) -> DataSheet {
    let is_money = table.key != "partijen";
    let amount = |value: Option<Decimal>, of_parties: fn(Decimal) -> Cell| match value {
        None => Cell::Hidden,
        Some(value) if is_money => Cell::Euro(value),
        Some(value) => of_parties(value),
    };
    let row = |row: &ReleasedRow| {
        vec![
            Cell::Text(row_name(&table.key, row, own)),
            amount(row.sum.map(|it| it.decimal()), whole),
            amount(row.mean(), |mean| Cell::Grade(one_decimal(mean))),
            count(row.families),
        ]
    };
    let column = match table.key.as_str() {
        "financier" => PAYER,
        "leefgebied" => LIFE_DOMAIN,
        _ => FIGURE,
    };
    let value = match table.key.as_str() {
        "financier" | "leefgebied" => SAVING,
        _ => VALUE,
    };
    DataSheet {
        name: table_name(&table.key),
        columns: vec![column, value, MEAN, FAMILIES],
        rows: in_order(table).into_iter().map(row).collect(),
    }
}

/// A sum of whole things.
fn whole(sum: Decimal) -> Cell {
    let count = sum.trunc().to_string().parse();
    count.map_or(Cell::Empty, Cell::Count)
}

/// The rows of a table as people read them: what is compared first, and what comes of it last.
fn in_order(table: &ReleasedTable) -> Vec<&ReleasedRow> {
    const LAST: [&str; 4] = ["besparing", "betaald", "straks", "werkelijk"];
    let is_last = |row: &&ReleasedRow| LAST.contains(&row.key.as_str());
    let (last, first): (Vec<_>, Vec<_>) = table.rows.iter().partition(is_last);
    first.into_iter().chain(last).collect()
}

fn grades(table: &ReleasedTable, own: &OwnNames) -> DataSheet {
    let known = MOMENTS.iter().filter_map(|moment| table.row(moment.wire()));
    let row = |row: &ReleasedRow| {
        vec![
            Cell::Text(row_name(&table.key, row, own)),
            row.mean()
                .map_or(Cell::Hidden, |mean| Cell::Grade(one_decimal(mean))),
            count(row.items.or(row.families)),
            count(row.families),
        ]
    };
    DataSheet {
        name: table_name(&table.key),
        columns: vec![MOMENT, MEAN_GRADE, GRADES_COUNT, FAMILIES],
        rows: known.map(row).collect(),
    }
}

/// A mean of grades with one decimal.
#[must_use]
pub fn one_decimal(mean: Decimal) -> Decimal {
    let mut mean =
        mean.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    mean.rescale(1);
    mean
}

/// The period of a report in the list of reports.
#[must_use]
pub fn listed(report: &Release) -> String {
    let title = if report.title.is_empty() {
        REPORT
    } else {
        &report.title
    };
    let Period { .. } = report.period();
    [title, ", ", &results::period(report.period())].concat()
}
