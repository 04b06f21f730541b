//! The words of the results of a team.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{number, sentences};
use crate::domain::method::PlanState;
use crate::domain::results::{Compared, Period, Results, Spread};
use crate::domain::{Date, Moment};

words! {
    RESULTS_HINT = "Wat uw plannen samen opleveren. Tik op een cijfer om de canvassen te zien die erbij horen. Dit is voor binnen het team: kleine aantallen staan er gewoon in.";
    SHOW_WHAT = "Wat wilt u zien?";
    FIGURES = "Cijfers";
    COUNCIL = "Voor de raad";
    COMPARE = "Vergelijken";
    LEARN = "Leren";
    FILTERS = "Welke canvassen tellen mee?";
    FROM = "Van";
    TO = "Tot en met";
    STATE = "Stand van het plan";
    TEAM = "Gemeente of team";
    THEME = "Thema";
    ALL = "Alle";
    OWN_TEAM = "Ons team";
    BEGIN = "Het begin";
    END = "Nu";
    NONE = "Er zijn geen canvassen die hierbij passen.";
    PLANS = "Plannen";
    SAVING = "Verwachte besparing";
    LOOMING = "Dreigend";
    TAILORED = "Maatwerk";
    MEAN = "Gemiddeld per gezin";
    MEDIAN = "Middelste gezin";
    RANGE = "Van laag naar hoog";
    PAYERS = "Financiers";
    LIFE_DOMAINS = "Leefgebieden";
    GRADES = "Tevredenheid";
    UP = "Omhoog";
    SAME = "Gelijk";
    DOWN = "Omlaag";
    REALISED = "Verwacht en werkelijk";
    EXPECTED = "Verwacht met het plan";
    ACTUAL = "Werkelijk";
    BUDGET = "Maatwerkbudget";
    BUDGET_ALL = "Budget";
    COMMITTED = "Toegezegd";
    SPENT = "Uitgegeven buiten de plannen";
    PAID = "Betaald";
    LEFT = "Over";
    REGULAR = "Opgelost met gewone budgetten";
    HINDRANCES = "Wat zat in de weg";
    RULES = "Wetten en regels";
    SOLVED = "Opgelost";
    PENDING = "Loopt nog";
    FRICTION = "Het bleef knellen";
    PARTIES = "Partijen om het gezin";
    NOW = "Nu";
    AFTER = "Straks";
    NUMBERS = "Toon de tabel";
    BACK = "Terug naar de cijfers";
    CSV = "Naar een spreadsheet";
    XLSX = "Naar Excel";
    PRINT = "Afdrukken";
    FILE = "resultaten";
    CASES = "Gezinnen";
    AMOUNT = "Bedrag";
    WHAT = "Wat";
    NOT_ALL = "Een deel wordt nog berekend.";
    FAILED = "De cijfers konden niet worden gelezen. Probeer het zo nog eens.";
    NO_BUDGET = "Er is nog geen budget ingevuld bij Ons team.";
    LEFT_OF_YEARS = "Wat er over is, ziet u als u alleen hele jaren kiest.";
    WHEN = "Wanneer";
    COUNT = "Aantal";
    MEAN_GRADE = "Gemiddeld cijfer";
    GRADES_GIVEN = "Cijfers";
    LOWEST = "Laagste";
    HIGHEST = "Hoogste";
    GOAL_HINT = "Bij Ons team kunt u invullen hoeveel plannen u wilt maken.";
}

/// The name of where a plan stands, of more than one plan.
#[must_use]
pub fn state(state: PlanState) -> &'static str {
    match state {
        PlanState::Concept => "Concept",
        PlanState::Discussed => "In bespreking",
        PlanState::Approved => "Akkoord",
        PlanState::Executed => "In uitvoering",
        PlanState::Followed => "12 maanden gevolgd",
        PlanState::Closed => "Afgesloten",
    }
}

/// The name of a moment at which grades are given.
#[must_use]
pub fn moment(moment: &Moment) -> &'static str {
    match moment {
        Moment::Baseline => "Bij de start",
        Moment::RightAfter => "Direct na het plan",
        Moment::After6Months => "Na 6 maanden",
        Moment::After12Months => "Na 12 maanden",
        Moment::Between | Moment::Unknown(_) => "Tussendoor",
    }
}

/// A number of families: `1 gezin`, `20 gezinnen`.
#[must_use]
pub fn families(count: usize) -> String {
    let unit = if count == 1 { " gezin" } else { " gezinnen" };
    [&count.to_string(), unit].concat()
}

/// A number of canvases: `1 canvas`, `20 canvassen`.
#[must_use]
pub fn canvases(count: usize) -> String {
    let unit = if count == 1 { " canvas" } else { " canvassen" };
    [&count.to_string(), unit].concat()
}

/// How many plans there are next to the goal: `30 van 50`.
#[must_use]
pub fn of_goal(plans: usize, goal: usize) -> String {
    match goal {
        0 => plans.to_string(),
        goal => [&plans.to_string(), " van ", &goal.to_string()].concat(),
    }
}

/// How many plans were carried out.
#[must_use]
pub fn executed(results: &Results) -> String {
    [&results.executed().to_string(), " uitgevoerd"].concat()
}

/// What is expected to be saved, in a sentence; empty without an analysis.
#[must_use]
pub fn saving(results: &Results) -> String {
    let savings = results.savings();
    if savings.count() == 0 {
        return "Er is nog geen kosten-batenanalyse.".to_owned();
    }
    let amount = number::format_whole_euro(savings.sum().abs());
    let way = if savings.sum() < Decimal::ZERO {
        " meer dan zonder plan, bij "
    } else {
        " minder dan zonder plan, bij "
    };
    [&amount, way, &families(savings.count())].concat()
}

/// Mean, median and range of what is saved.
#[must_use]
pub fn spread(savings: &Spread) -> String {
    let euro = |amount: Option<Decimal>| amount.map(number::format_whole_euro).unwrap_or_default();
    let range = savings.range().map(|[low, high]| {
        [
            "van ",
            &number::format_whole_euro(low),
            " tot ",
            &number::format_whole_euro(high),
        ]
        .concat()
    });
    [
        "Gemiddeld ",
        &euro(savings.mean()),
        " per gezin, het middelste gezin ",
        &euro(savings.median()),
        ", ",
        &range.unwrap_or_default(),
        ".",
    ]
    .concat()
}

/// How the grades went.
#[must_use]
pub fn changes([up, same, down]: [usize; 3]) -> String {
    let all = up.saturating_add(same).saturating_add(down);
    if all == 0 {
        return "Er is nog geen gezin met een cijfer bij de start en een later cijfer.".to_owned();
    }
    [
        "Bij ",
        &up.to_string(),
        " van ",
        &families(all),
        " omhoog, bij ",
        &same.to_string(),
        " gelijk, bij ",
        &down.to_string(),
        " omlaag",
    ]
    .concat()
}

/// Realised beside expected costs.
#[must_use]
pub fn realised(compared: Compared) -> String {
    match compared.factor() {
        _ if compared.cases == 0 => "Er zijn nog geen werkelijke kosten ingevuld.".to_owned(),
        Some(factor) => [
            "Werkelijk is ",
            &percent(factor),
            " van wat was verwacht, bij ",
            &families(compared.cases),
        ]
        .concat(),
        None => "Er was niets verwacht.".to_owned(),
    }
}

/// The team's own factor as advice; empty where there are no closed cases with all amounts.
#[must_use]
pub fn own_factor(compared: Compared) -> String {
    let Some(factor) = compared.factor() else {
        return String::new();
    };
    [
        "De ervaring van uw team: bij ",
        &families(compared.cases),
        " die zijn afgesloten en helemaal zijn nagerekend, waren de kosten ",
        &percent(factor),
        " van de verwachting. Houd daar rekening mee in een nieuwe schatting.",
    ]
    .concat()
}

/// A factor as a percentage: `1.05` as `105%`.
#[must_use]
pub fn percent(factor: Decimal) -> String {
    let hundredfold = factor.saturating_mul(Decimal::ONE_HUNDRED);
    let whole = number::format_whole_euro(hundredfold);
    let digits = whole.trim_start_matches(|letter: char| letter != '−' && !letter.is_ascii_digit());
    [digits, "%"].concat()
}

/// What is left of the budget.
#[must_use]
pub fn budget_left(left: Decimal) -> String {
    let amount = number::format_whole_euro(left.abs());
    if left < Decimal::ZERO {
        [&amount, " te weinig"].concat()
    } else {
        [&amount, " over"].concat()
    }
}

/// What hindered most.
#[must_use]
pub fn hindrance(results: &Results) -> String {
    let ranked = results.hindrances();
    match ranked.first() {
        None => "Er zijn nog geen leerpunten ingevuld.".to_owned(),
        Some((theme, cases)) => [
            &sentences::capitalised(theme),
            " kwam het meest voor: bij ",
            &families(*cases),
        ]
        .concat(),
    }
}

/// How it went with laws and rules.
#[must_use]
pub fn rules(results: &Results) -> String {
    let counts = results.outcomes();
    if counts.solved.max(counts.pending).max(counts.friction) == 0 {
        return "Er zijn nog geen wetten of regels ingevuld.".to_owned();
    }
    [
        "Bij ",
        &families(counts.friction),
        " bleef een regel knellen; bij ",
        &counts.solved.to_string(),
        " werd iets opgelost",
    ]
    .concat()
}

/// How many parties there are now and after the plan.
#[must_use]
pub fn parties([cases, now, after]: [usize; 3]) -> String {
    if cases == 0 {
        return "Er zijn nog geen partijen ingevuld.".to_owned();
    }
    [
        "Van ",
        &now.to_string(),
        " naar ",
        &after.to_string(),
        " bij ",
        &families(cases),
    ]
    .concat()
}

/// How far the computation is.
#[must_use]
pub fn progress(done: usize, all: usize) -> String {
    [
        "Berekend: ",
        &done.to_string(),
        " van ",
        &canvases(all),
        ".",
    ]
    .concat()
}

/// The heading above the canvases behind a figure.
#[must_use]
pub fn behind(figure: &str, count: usize) -> String {
    [figure, ": ", &canvases(count)].concat()
}

/// A month of a period: `januari 2020`.
#[must_use]
pub fn month(day: Date) -> String {
    super::date::format_month(day)
}

/// A period in words: `januari 2020 tot en met oktober 2020`.
#[must_use]
pub fn period(period: Period) -> String {
    let from = period.from.map(month);
    let to = period.to.map(month);
    match (from, to) {
        (None, None) => "de hele looptijd".to_owned(),
        (Some(from), None) => [&from, " tot nu"].concat(),
        (None, Some(to)) => ["het begin tot en met ", &to].concat(),
        (Some(from), Some(to)) => [&from, " tot en met ", &to].concat(),
    }
}

/// What is saved or costs more: `€ 1.000 minder`.
#[must_use]
pub fn difference(saving: Decimal) -> String {
    let way = match saving.cmp(&Decimal::ZERO) {
        Ordering::Less => " meer",
        Ordering::Equal => "",
        Ordering::Greater => " minder",
    };
    [&number::format_whole_euro(saving.abs()), way].concat()
}

/// Who saves most and who pays most more, of rows with the largest saving first.
#[must_use]
pub fn who_gains<'a>(rows: impl Iterator<Item = (&'a str, Decimal)>) -> String {
    let rows: Vec<(&str, Decimal)> = rows.collect();
    let most = rows.first().filter(|(_, saving)| *saving > Decimal::ZERO);
    let least = rows.last().filter(|(_, saving)| *saving < Decimal::ZERO);
    let said = |(name, saving): &(&str, Decimal)| [name, ": ", &difference(*saving)].concat();
    match (most, least) {
        (Some(most), Some(least)) => [&said(most), ". ", &said(least)].concat(),
        (Some(one), None) | (None, Some(one)) => said(one),
        (None, None) => "Er zijn nog geen bedragen.".to_owned(),
    }
}

/// A theme or a rule as it is shown, from lower case.
#[must_use]
pub fn named(text: &str) -> String {
    sentences::capitalised(text)
}

/// How many plans there are next to the goal, and how many were carried out.
#[must_use]
pub fn plans(results: &Results, goal: usize) -> String {
    let plans = of_goal(results.cases(), goal);
    // `1 plan`, but `1 van 50 plannen`.
    let is_one = goal == 0 && results.cases() == 1;
    let unit = if is_one { " plan, " } else { " plannen, " };
    [&plans, unit, &executed(results)].concat()
}
