//! Sentences about the cost-benefit analysis.

use maatwerk::domain::analysis::{Analysis, DoubleCount};
use maatwerk::domain::{
    Canvas, CostLine, Evidence, Finding, ItemId, Money, OwnNames, Payer, Per, Price, Scenario,
    Usage,
};
use maatwerk::texts::analysis::{calculation, payback, where_it_gains, who_gains};
use maatwerk::texts::sentences;

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn euros(text: &str) -> Money {
    text.parse().unwrap()
}

fn line(price: Option<&str>, unit: &str, usage: Usage) -> CostLine {
    CostLine {
        price: Some(Price {
            amount: price.map(euros),
            unit: unit.to_owned(),
            ..Price::default()
        }),
        tailored: Some(usage),
        ..CostLine::new("V".parse().unwrap())
    }
}

fn used(count: &str, per: Per, from: u8, to: u8, chance: Option<&str>) -> Usage {
    Usage::Computed {
        count: count.parse().unwrap(),
        per,
        from,
        to: Some(to),
        chance: chance.map(|chance| chance.parse().unwrap()),
        extra: Default::default(),
    }
}

#[test]
fn a_calculation_shows_what_was_typed_and_what_comes_out() {
    let says = |price: Option<&str>, unit: &str, usage: Usage| {
        plain(&calculation(
            &line(price, unit, usage),
            Scenario::Tailored,
            12,
        ))
    };
    for (price, unit, usage, sentence) in [
        (
            "60.00",
            "uur",
            used("2", Per::Week, 1, 12, None),
            "2 uur per week, 12 maanden x € 60,00 = € 6.240,00",
        ),
        (
            "150.00",
            "etmaal",
            used("1", Per::Day, 1, 3, None),
            "1 etmaal per dag, 3 maanden x € 150,00 = € 13.687,50",
        ),
        (
            "150.00",
            "etmaal",
            used("0.5", Per::Day, 1, 3, None),
            "0,5 etmalen per dag, 3 maanden x € 150,00 = € 6.843,75",
        ),
        (
            "74.00",
            "maand",
            used("1", Per::Month, 1, 12, None),
            "elke maand, 12 maanden x € 74,00 = € 888,00",
        ),
        (
            "74.00",
            "maand",
            used("2", Per::Month, 1, 12, None),
            "2 keer per maand, 12 maanden x € 74,00 = € 1.776,00",
        ),
        (
            "10000.00",
            "jaar",
            used("1", Per::Year, 8, 12, None),
            "elk jaar, maand 8 tot en met 12 (5 maanden) x € 10.000,00 = € 4.166,67",
        ),
        (
            "10000.00",
            "jaar",
            used("1", Per::Year, 8, 12, Some("35")),
            "elk jaar, maand 8 tot en met 12 (5 maanden) x € 10.000,00, kans 35 % = € 1.458,33",
        ),
        (
            "342.05",
            "kwartaal",
            used("3", Per::Quarter, 1, 12, None),
            "3 keer per kwartaal, 12 maanden x € 342,05 = € 4.104,60",
        ),
        (
            "528.00",
            "rit",
            used("3", Per::Once, 2, 2, Some("12.5")),
            "3 ritten, in maand 2 x € 528,00, kans 12,5 % = € 198,00",
        ),
        (
            "1354.33",
            "eenmalig",
            used("1", Per::Once, 1, 1, None),
            "1 keer, in maand 1 x € 1.354,33 = € 1.354,33",
        ),
        (
            "10.00",
            "uur",
            used("2", Per::Month, 2, 6, None),
            "2 uur per maand, maand 2 tot en met 6 (5 maanden) x € 10,00 = € 100,00",
        ),
        (
            "10.00",
            "uur",
            used("1", Per::Month, 4, 4, None),
            "1 uur per maand, maand 4 x € 10,00 = € 10,00",
        ),
        (
            "10.00",
            "uur",
            used("1", Per::Month, 10, 60, None),
            "1 uur per maand, maand 10 tot en met 12 (3 maanden) x € 10,00 = € 30,00",
        ),
        (
            "10.00",
            "uur",
            used("1", Per::Month, 13, 60, None),
            "1 uur per maand, buiten de looptijd x € 10,00 = € 0,00",
        ),
    ] {
        assert_eq!(says(Some(price), unit, usage), sentence);
    }
    assert_eq!(
        says(None, "uur", used("2", Per::Week, 1, 12, None)),
        "2 uur per week, 12 maanden: vul nog een prijs in"
    );
    let unknown = used("2", Per::Unknown("veertiendaags".into()), 1, 12, None);
    assert_eq!(
        says(Some("1.00"), "uur", unknown),
        "2 uur, “veertiendaags”: deze versie kan dat niet uitrekenen"
    );
    assert_eq!(
        says(Some("1.00"), "uur", Usage::typed(euros("-5.00"))),
        "Zelf ingevuld: € −5,00"
    );
    let none = line(None, "", Usage::typed(Money::default()));
    assert_eq!(calculation(&none, Scenario::Current, 12), "");
}

fn analysis(lines: Vec<CostLine>, horizon: u8) -> Analysis {
    let mut canvas = Canvas::new("x".parse().unwrap());
    canvas.costs.horizon = horizon;
    canvas.costs.lines = (1..).map(ItemId::from_bits).zip(lines).collect();
    Analysis::of(&canvas.costs)
}

fn amounts(looming: &str, tailored: Usage, payer: &str) -> CostLine {
    CostLine {
        looming: Some(Usage::typed(euros(looming))),
        payer: Some(Payer {
            code: payer.to_owned(),
            ..Payer::default()
        }),
        life_domain: Some("wonen".into()),
        ..line(Some("1000.00"), "eenmalig", tailored)
    }
}

#[test]
fn when_the_plan_pays_itself_back_is_one_sentence() {
    let once = used("1", Per::Once, 1, 1, None);
    let soon = analysis(vec![amounts("3000.00", once.clone(), "wmo")], 12);
    assert_eq!(
        payback(&soon),
        "Het plan is vanaf maand 5 goedkoper dan dreigend."
    );
    let never = analysis(vec![amounts("999.00", once.clone(), "wmo")], 12);
    assert_eq!(
        payback(&never),
        "Het plan is niet binnen 12 maanden goedkoper dan dreigend."
    );
    let equal = analysis(vec![amounts("1000.00", once.clone(), "wmo")], 1);
    assert_eq!(
        payback(&equal),
        "Het plan is niet binnen 1 maand goedkoper dan dreigend."
    );
    let unfilled = analysis(vec![amounts("0.00", once.clone(), "wmo")], 12);
    assert_eq!(payback(&unfilled), "");
    // Cheaper for a while is not enough: the plan's own costs come in month 12.
    let late = analysis(
        vec![amounts("900.00", used("1", Per::Once, 12, 12, None), "wmo")],
        12,
    );
    assert_eq!(late.payback, None);
    // Cheaper up to month 4, dearer from 5 to 9, equal in 10.
    let again = analysis(
        vec![amounts("1200.00", used("1", Per::Once, 5, 5, None), "wmo")],
        12,
    );
    assert_eq!(again.payback, Some(11));
}

#[test]
fn who_saves_and_who_pays_more_is_told_by_name() {
    let own = OwnNames::default();
    let once = || used("1", Per::Once, 1, 1, None);
    let all = analysis(
        vec![
            amounts("3000.00", once(), "corporatie"),
            amounts("400.00", once(), "wmo"),
            amounts("1000.00", once(), "zvw"),
            amounts("1001.00", once(), ""),
        ],
        12,
    );
    // Of the four, the one that saves most and the one that pays most more.
    assert_eq!(
        plain(&who_gains(&all.payers, &own)),
        "Woningcorporatie bespaart € 2.000,00. Gemeente: Wmo betaalt € 600,00 meer."
    );
    assert_eq!(
        plain(&where_it_gains(&all.life_domains, &own)),
        "Wonen: € 1.401,00 minder."
    );
    let nameless = vec![
        amounts("5000.00", once(), ""),
        amounts("400.00", once(), "wmo"),
    ];
    assert_eq!(
        plain(&who_gains(&analysis(nameless, 12).payers, &own)),
        "Zonder financier: € 4.000,00 minder. Gemeente: Wmo betaalt € 600,00 meer."
    );
}

#[test]
fn where_there_is_nothing_to_compare_nothing_is_said_of_who_gains() {
    let own = OwnNames::default();
    let once = || used("1", Per::Once, 1, 1, None);
    let told = |lines| who_gains(&analysis(lines, 12).payers, &own);
    assert_eq!(told(vec![amounts("0.00", once(), "wmo")]), "");
    assert_eq!(told(vec![amounts("3000.00", once(), "")]), "");
    assert_eq!(
        told(vec![amounts("1000.00", once(), "wmo")]),
        "Niemand betaalt meer of minder."
    );
}

#[test]
fn findings_about_money_say_what_to_do() {
    let mut canvas = Canvas::new("x".parse().unwrap());
    let named = |name: &str| CostLine {
        description: name.into(),
        ..CostLine::new("V".parse().unwrap())
    };
    let (whole, part) = (ItemId::from_bits(1), ItemId::from_bits(2));
    canvas.costs.lines.insert(whole, named("Dakloos"));
    canvas.costs.lines.insert(part, named("Opvang"));
    let says = |finding: Finding| sentences::finding(&finding, &canvas);
    let double = |more| Finding::DoubleCounting(DoubleCount { whole, part, more });
    assert_eq!(
        says(double(0)),
        "“Dakloos”: in deze prijs zit “Opvang” al. Tel dezelfde kosten niet twee keer."
    );
    assert!(says(double(1)).contains("“Opvang” en nog 1 regel al"));
    assert!(says(double(2)).contains("“Opvang” en nog 2 regels al"));
    assert!(
        says(Finding::ComparisonPrice(whole))
            .starts_with("“Dakloos”: deze prijs is alleen om mee te vergelijken.")
    );
    assert!(says(Finding::BeyondHorizon(whole)).contains("na maand 12"));
    assert!(says(Finding::BackwardsMonths(whole)).contains("telt niets mee"));
    assert!(says(Finding::OldPrice(whole, 2013)).contains("de prijs is van 2013"));
    let unproven = |missing: &[Evidence]| says(Finding::Unproven(whole, missing.to_vec()));
    assert_eq!(
        unproven(&[Evidence::Source]),
        "“Dakloos”: schrijf op waar het vandaan komt."
    );
    assert_eq!(
        unproven(&[
            Evidence::Payer,
            Evidence::Rationale,
            Evidence::Source,
            Evidence::Check
        ]),
        "“Dakloos”: schrijf op wie het betaalt, waarom dit bedrag klopt, waar het vandaan komt en wie het heeft getoetst."
    );
}

#[test]
fn nobody_saves_or_pays_more_while_nothing_is_known_of_what_threatens() {
    let own = OwnNames::default();
    let unknown = analysis(
        vec![amounts("0.00", used("1", Per::Once, 1, 1, None), "wmo")],
        12,
    );
    assert!(who_gains(&unknown.payers, &own).is_empty());
    assert!(where_it_gains(&unknown.life_domains, &own).is_empty());
    assert_eq!(sentences::saving(&unknown.totals), "–");
}

#[test]
fn a_saving_keeps_its_sign() {
    let totals = |looming: &str| {
        let once = used("1", Per::Once, 1, 1, None);
        analysis(vec![amounts(looming, once, "wmo")], 12).totals
    };
    let said = |looming: &str| plain(&sentences::saving(&totals(looming)));
    assert_eq!(said("3000.00"), "€ 2.000,00");
    assert_eq!(said("1000.00"), "€ 0,00");
    assert_eq!(said("400.00"), "€ −600,00");
}
