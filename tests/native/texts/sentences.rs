//! Sentences about totals and findings.

use maatwerk::domain::{
    Action, ActionBox, Canvas, CostLine, Finding, ItemId, LineAmounts, Moment, Person,
    PersonalData, Place, TextBox, Totals, findings, read_document,
};
use maatwerk::texts::{hints, names, sentences};
use rust_decimal::Decimal;

fn id(bits: u128) -> ItemId {
    ItemId::from_bits(bits)
}

fn totals(current: i64, looming: i64, tailored: i64) -> Totals {
    let amounts = [current, looming, tailored]
        .map(|euros| (euros != 0).then(|| Decimal::new(euros * 100, 2)));
    Totals::sum([LineAmounts(amounts)].into_iter())
}

fn said(current: i64, looming: i64, tailored: i64) -> String {
    sentences::totals(&totals(current, looming, tailored)).replace('\u{a0}', " ")
}

#[test]
fn the_period_is_in_months() {
    assert_eq!(sentences::period(1), ", over 1 maand");
    assert_eq!(sentences::period(12), ", over 12 maanden");
}

#[test]
fn sophies_plan_saves_although_it_costs_more_than_now() {
    let canvas = read_document(include_str!(
        "../../../src/texts/examples/veilige-plek.json"
    ))
    .unwrap();
    assert_eq!(
        sentences::totals(&Totals::of(&canvas.costs)).replace('\u{a0}', " "),
        "Het plan bespaart € 27.000,00. Het kost € 43.000,00 meer dan nu en € 27.000,00 minder dan wat dreigt."
    );
    assert_eq!(
        sentences::spoken_totals(&Totals::of(&canvas.costs)),
        "Maatwerk 63.000 euro; 27.000 euro minder dan dreigend"
    );
}

#[test]
fn every_way_in_which_a_plan_compares() {
    for (amounts, sentence) in [
        (
            [50, 90, 20],
            "Het plan bespaart € 70,00. Het kost € 30,00 minder dan nu en € 70,00 minder dan wat dreigt.",
        ),
        (
            [20, 90, 20],
            "Het plan bespaart € 70,00. Het kost evenveel als nu en € 70,00 minder dan wat dreigt.",
        ),
        (
            [20, 60, 90],
            "Het plan bespaart niets. Het kost € 70,00 meer dan nu en € 30,00 meer dan wat dreigt.",
        ),
        (
            [95, 60, 90],
            "Het plan bespaart niets. Het kost € 5,00 minder dan nu en € 30,00 meer dan wat dreigt.",
        ),
        (
            [20, 90, 90],
            "Het plan bespaart niets. Het kost € 70,00 meer dan nu en evenveel als wat dreigt.",
        ),
        (
            [90, 90, 90],
            "Het plan bespaart niets. Het kost evenveel als nu en evenveel als wat dreigt.",
        ),
        (
            [0, 90, 20],
            "Het plan bespaart € 70,00. Het kost € 70,00 minder dan wat dreigt.",
        ),
    ] {
        let [current, looming, tailored] = amounts;
        assert_eq!(said(current, looming, tailored), sentence);
    }
}

#[test]
fn what_is_not_filled_in_yet_is_asked_for() {
    assert_eq!(
        said(0, 0, 0),
        "Vul bij een regel bedragen in. Dan leest u hier wat het plan bespaart."
    );
    assert_eq!(
        said(20, 0, 0),
        "De hulp van nu kost € 20,00. Vul ook in wat er dreigt en wat het plan kost."
    );
    assert_eq!(
        said(20, 90, 0),
        "Er dreigt € 90,00 aan kosten. Vul ook in wat het plan kost, of laat het op nul."
    );
    assert_eq!(
        said(0, 0, 63),
        "Het plan kost € 63,00. Vul ook in wat het kost als er niets verandert."
    );
    let zero = Totals::sum([LineAmounts([Some(Decimal::ZERO); 3])].into_iter());
    assert_eq!(sentences::totals(&zero), "Alle bedragen zijn nul.");
}

#[test]
fn the_status_is_short() {
    let spoken =
        |current, looming, tailored| sentences::spoken_totals(&totals(current, looming, tailored));
    assert_eq!(spoken(0, 0, 0), "Nog geen bedragen");
    assert_eq!(spoken(20, 0, 0), "Huidig 20 euro");
    assert_eq!(spoken(20, 90, 0), "Huidig 20 euro; Dreigend 90 euro");
    assert_eq!(
        spoken(0, 60, 90),
        "Maatwerk 90 euro; 30 euro meer dan dreigend"
    );
    assert_eq!(spoken(0, 60, 60), "Maatwerk 60 euro; evenveel als dreigend");
    assert_eq!(
        spoken(0, 60, -5),
        "Maatwerk min 5 euro; 65 euro minder dan dreigend"
    );
    let cents = Totals::sum([LineAmounts([Some(Decimal::new(150, 2)), None, None])].into_iter());
    assert_eq!(sentences::spoken_totals(&cents), "Huidig 1,50 euro");
}

fn canvas() -> Canvas {
    let mut canvas = Canvas::new("x".parse().unwrap());
    for (bits, order, description) in [(1, "W", "Huur"), (2, "V", "BSN 111222333"), (3, "X", "")] {
        let line = CostLine {
            description: description.into(),
            ..CostLine::new(order.parse().unwrap())
        };
        canvas.costs.lines.insert(id(bits), line);
    }
    canvas
        .actions
        .insert(id(1), Action::new(ActionBox::Support, "W".parse().unwrap()));
    canvas
        .actions
        .insert(id(2), Action::new(ActionBox::Support, "V".parse().unwrap()));
    for (bits, order, role) in [(1, "V", "moeder"), (2, "W", ""), (3, "X", "a@b.nl")] {
        canvas.satisfaction.people.insert(
            id(bits),
            Person {
                order: order.parse().unwrap(),
                role: role.into(),
                extra: Default::default(),
            },
        );
    }
    canvas
}

fn text(finding: Finding) -> String {
    sentences::finding(&finding, &canvas())
}

#[test]
fn every_finding_says_what_to_do_and_where() {
    let on = "2027-04-01".parse().unwrap();
    let due = |person, moment, overdue| Finding::GradeDue {
        person: id(person),
        moment,
        on,
        overdue,
    };
    let personal = |place, kind| Finding::Personal { place, kind };
    for (finding, words) in [
        (Finding::NoCaseNumber, "Vul het casusnummer in."),
        (Finding::NoLead, "Vul in wie de maatwerkeindbaas is."),
        (Finding::NoDate, "Vul de datum in."),
        (
            Finding::EmptyBox(TextBox::Perspective),
            "Het vak Perspectief is nog leeg.",
        ),
        (
            Finding::NoActions(ActionBox::OwnAction),
            "Bij Zelf doen staat nog geen actie.",
        ),
        (
            Finding::ActionWithoutText(id(1)),
            "Actie 2 bij Ondersteuning: vul in wat er gebeurt.",
        ),
        (
            Finding::NoLines,
            "In de kosten-batenanalyse staat nog geen regel.",
        ),
        (
            Finding::LineWithoutAmount(id(1)),
            "“Huur”: vul een bedrag in.",
        ),
        (
            Finding::LineWithoutAmount(id(2)),
            "Regel 1 van de kosten: vul een bedrag in.",
        ),
        (
            Finding::LineWithoutDescription(id(3)),
            "Regel 3 van de kosten: vul in waar het geld voor is.",
        ),
        (
            Finding::NoPeople,
            "Voeg toe wie van het gezin een cijfer geeft.",
        ),
        (
            Finding::NoBaseline(id(1)),
            "Moeder: vraag het cijfer van de nulmeting.",
        ),
        (
            Finding::NoBaseline(id(2)),
            "Gezinslid 2: vraag het cijfer van de nulmeting.",
        ),
        (
            Finding::NoBaseline(id(3)),
            "Gezinslid 3: vraag het cijfer van de nulmeting.",
        ),
        (
            due(1, Moment::After6Months, false),
            "Moeder: vraag het cijfer na 6 maanden, rond 1 april 2027.",
        ),
        (
            due(1, Moment::RightAfter, true),
            "Moeder: het cijfer van direct na de uitvoering is te laat. Het was voor 1 april 2027; vraag het alsnog.",
        ),
        (
            Finding::Undecided(Place::Text(TextBox::Perspective)),
            "Perspectief: er zijn twee versies. Kies welke klopt.",
        ),
        (
            personal(Place::Line(id(2)), PersonalData::Bsn),
            "Regel 1 van de kosten: hier lijkt een burgerservicenummer te staan. Gebruik het cliëntnummer, geen namen.",
        ),
        (
            personal(Place::Header, PersonalData::Phone),
            "Bovenaan het canvas: hier lijkt een telefoonnummer te staan. Laat het weg en noem alleen de rol.",
        ),
        (
            personal(Place::Person(id(3)), PersonalData::Email),
            "Gezinslid 3: hier lijkt een e-mailadres te staan. Laat het weg en noem alleen de rol.",
        ),
    ] {
        assert_eq!(text(finding), words);
    }
}

#[test]
fn a_long_description_is_cut() {
    let mut canvas = canvas();
    canvas.costs.lines.get_mut(&id(1)).unwrap().description = "é".repeat(60);
    let said = sentences::finding(&Finding::LineWithoutAmount(id(1)), &canvas);
    assert_eq!(said, format!("“{}…”: vul een bedrag in.", "é".repeat(40)));
}

#[test]
fn no_finding_repeats_personal_data() {
    let secrets = [
        "111222333",
        "0612345678",
        "NL91ABNA0417164300",
        "naam@voorbeeld.nl",
        "6211 AB 12",
    ];
    for secret in secrets {
        let mut canvas = canvas();
        canvas.case_number = secret.into();
        canvas.title = secret.into();
        canvas.situation.text = secret.into();
        canvas
            .actions
            .values_mut()
            .for_each(|action| action.who = secret.into());
        canvas
            .costs
            .lines
            .values_mut()
            .for_each(|line| line.description = format!("x {secret} y"));
        canvas
            .satisfaction
            .people
            .values_mut()
            .for_each(|person| person.role = secret.into());
        let found = findings(&canvas, "2026-11-21".parse().unwrap());
        assert!(found.iter().any(Finding::is_privacy));
        for finding in found {
            let said = sentences::finding(&finding, &canvas);
            assert!(!said.contains(secret), "{said}");
        }
    }
}

#[test]
fn every_box_has_a_name_and_a_question() {
    assert_eq!(
        TextBox::ALL.map(names::text_box),
        [
            "Situatieschets",
            "Perspectief",
            "Doorbraak",
            "Legitimiteit",
            "Betrokkenheid"
        ]
    );
    assert_eq!(
        ActionBox::ALL.map(names::action_box),
        ["Zelf doen", "Ondersteuning", "Behandeling"]
    );
    for question in TextBox::ALL
        .map(hints::text_box)
        .into_iter()
        .chain(ActionBox::ALL.map(hints::action_box))
    {
        assert!(question.contains('?') && question.len() < 120, "{question}");
    }
    assert_eq!(
        names::moment(&Moment::Unknown("na24Maanden".into())),
        "na24Maanden"
    );
}

#[test]
fn what_is_not_listed_is_counted() {
    for (count, sentence) in [
        (
            1,
            "En nog 1 andere. Die komt hier zodra de eerste klaar zijn.",
        ),
        (
            2,
            "En nog 2 andere. Die komen hier zodra de eerste klaar zijn.",
        ),
        (
            1_200,
            "En nog 1.200 andere. Die komen hier zodra de eerste klaar zijn.",
        ),
    ] {
        assert_eq!(sentences::more_findings(count), sentence);
    }
}
