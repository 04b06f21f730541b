//! Prices that are counted twice, months that don't count, and what has to be proven.

use crate::shipped::shipped_prices;
use maatwerk::domain::analysis::{DoubleCount, double_counting};
use maatwerk::domain::{
    Canvas, CostLine, Count, Date, Evidence, Finding, ItemId, Money, Payer, Per, Price, Scenario,
    Usage, findings, justification,
};

fn id(n: u128) -> ItemId {
    ItemId::from_bits(n)
}

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

/// A line with a price from the list, that costs something in some scenarios.
fn line(code: &str, scenarios: &[Scenario]) -> CostLine {
    let mut line = CostLine {
        description: code.to_owned(),
        price: shipped_prices().find(code).map(|item| item.price()),
        ..CostLine::new("V".parse().unwrap())
    };
    for scenario in scenarios {
        *line.usage_mut(*scenario) = Some(Usage::computed("jaar"));
    }
    line
}

fn canvas(lines: Vec<CostLine>) -> Canvas {
    let mut canvas = Canvas::new("x".parse().unwrap());
    canvas.costs.lines = (1..).map(id).zip(lines).collect();
    canvas
}

fn doubles(lines: Vec<CostLine>) -> Vec<(u128, u128, usize)> {
    let canvas = canvas(lines);
    let found = double_counting(canvas.lines_in_order(), &canvas.costs);
    let bits = |double: DoubleCount| (double.whole.bits(), double.part.bits(), double.more);
    found.into_iter().map(bits).collect()
}

#[test]
fn an_all_in_price_beside_its_parts_is_found() {
    let looming = [Scenario::Looming];
    let beside =
        |whole: &str, part: &str| doubles(vec![line(part, &looming), line(whole, &looming)]);
    for (whole, part) in [
        ("OPV-DAKLOOS", "ZVW-SEH"),
        ("OPV-DAKLOOS-JONG", "VEI-POLITIE"),
        ("OPV-VERSL-STRAAT", "GGZ-DAG"),
        ("WON-UITHUIS-MAAT", "WON-UITHUIS-CORP"),
        ("SCH-HUISH", "SCH-SHV"),
        ("JGD-UHP", "JGD-VERBLIJF"),
        ("GHZ-LVB", "WMO-DAGBEST"),
        ("REF-GEZIN-100K", "OND-LLV"),
    ] {
        assert_eq!(beside(whole, part), [(2, 1, 0)], "{whole} beside {part}");
    }
    for (whole, part) in [
        ("OPV-DAKLOOS", "OND-LLV"),
        ("SCH-HUISH", "ZVW-SEH"),
        ("ZVW-SEH", "ZVW-HA"),
        ("OPV-DAKLOOS", "OPV-DAKLOOS"),
    ] {
        assert_eq!(beside(whole, part), [], "{whole} beside {part}");
    }
}

#[test]
fn only_costs_in_the_same_scenario_count_double() {
    let (looming, tailored) = ([Scenario::Looming], [Scenario::Tailored]);
    assert_eq!(
        doubles(vec![
            line("OPV-DAKLOOS", &looming),
            line("ZVW-SEH", &tailored)
        ]),
        []
    );
    assert_eq!(
        doubles(vec![line("OPV-DAKLOOS", &looming), line("ZVW-SEH", &[])]),
        []
    );
    let free = CostLine {
        looming: Some(Usage::typed(Money::default())),
        ..line("ZVW-SEH", &[])
    };
    assert_eq!(doubles(vec![line("OPV-DAKLOOS", &looming), free]), []);
    // One finding for a whole, however many parts; two wholes say it once.
    let many = vec![
        line("OPV-DAKLOOS", &looming),
        line("ZVW-SEH", &looming),
        line("GGZ-DAG", &looming),
        line("BW-ETMAAL", &looming),
    ];
    assert_eq!(doubles(many), [(1, 2, 2)]);
    assert_eq!(
        doubles(vec![
            line("OPV-DAKLOOS", &looming),
            line("OPV-VERSL-STRAAT", &looming)
        ]),
        [(1, 2, 0)]
    );
}

#[test]
fn the_page_tells_what_makes_a_total_wrong() {
    let looming = [Scenario::Looming];
    let found = |lines| {
        let canvas = canvas(lines);
        let of_lines = |finding: &Finding| {
            !matches!(finding, Finding::LineWithoutAmount(_))
                && matches!(finding.place(), maatwerk::domain::Place::Line(_))
        };
        findings(&canvas, today())
            .into_iter()
            .filter(of_lines)
            .collect::<Vec<_>>()
    };
    let double = DoubleCount {
        whole: id(1),
        part: id(2),
        more: 0,
    };
    assert_eq!(
        found(vec![
            line("OPV-DAKLOOS", &looming),
            line("ZVW-SEH", &looming)
        ]),
        [Finding::DoubleCounting(double)]
    );
    // A price for comparison is one finding, not two.
    assert_eq!(
        found(vec![
            line("REF-GEZIN-100K", &looming),
            line("OND-LLV", &looming)
        ]),
        [Finding::ComparisonPrice(id(1))]
    );
    let months = |per: Per, from: u8, to: u8| CostLine {
        current: Some(Usage::Computed {
            count: Count::ONE,
            per,
            from,
            to: Some(to),
            chance: None,
            extra: Default::default(),
        }),
        ..line("OND-LLV", &[])
    };
    assert_eq!(
        found(vec![months(Per::Month, 1, 13)]),
        [Finding::BeyondHorizon(id(1))]
    );
    assert_eq!(
        found(vec![months(Per::Once, 13, 13)]),
        [Finding::BeyondHorizon(id(1))]
    );
    assert_eq!(
        found(vec![months(Per::Once, 12, 60)]),
        [],
        "a last month says nothing about what is once"
    );
    assert_eq!(
        found(vec![months(Per::Month, 6, 3)]),
        [Finding::BackwardsMonths(id(1))]
    );
    assert_eq!(found(vec![months(Per::Month, 1, 12)]), []);
    // Nobody can type this; a file or a server may have it.
    let mut dear = months(Per::Month, 1, 12);
    dear.price.as_mut().unwrap().amount = Money::from_cents(99_999_999_999);
    assert_eq!(found(vec![dear]), [Finding::TooLarge(id(1))]);
}

#[test]
fn what_has_to_be_proven_is_told_beside_the_analysis_alone() {
    let payer = Some(Payer {
        code: "wmo".into(),
        ..Payer::default()
    });
    let typed = |rationale: &str, source: &str, check: &str| CostLine {
        description: "Huur".into(),
        current: Some(Usage::typed(Money::from_cents(500).unwrap())),
        payer: payer.clone(),
        rationale: rationale.into(),
        checked_by: check.into(),
        price: (!source.is_empty()).then(|| Price {
            source: source.into(),
            ..Price::default()
        }),
        ..CostLine::new("V".parse().unwrap())
    };
    let proven = |line| {
        let canvas = canvas(vec![line]);
        assert!(
            findings(&canvas, today())
                .iter()
                .all(|finding| !matches!(finding, Finding::Unproven(..) | Finding::OldPrice(..)))
        );
        justification(&canvas, today())
    };
    assert_eq!(proven(typed("Omdat", "Contract", "Collega")), []);
    assert_eq!(
        proven(typed("", "", " ")),
        [Finding::Unproven(
            id(1),
            vec![Evidence::Rationale, Evidence::Source, Evidence::Check]
        )]
    );
    assert_eq!(
        proven(typed("Omdat", "", "Collega")),
        [Finding::Unproven(id(1), vec![Evidence::Source])]
    );
    let of = |payer| {
        proven(CostLine {
            payer,
            ..typed("Omdat", "Contract", "Collega")
        })
    };
    let blank = Payer {
        name: " ".into(),
        ..Payer::default()
    };
    for payer in [None, Some(blank)] {
        assert_eq!(of(payer), [Finding::Unproven(id(1), vec![Evidence::Payer])]);
    }
    assert_eq!(
        proven(CostLine {
            current: None,
            ..typed("", "", "")
        }),
        [],
        "nothing to prove without an amount"
    );
    let listed = |code: &str| CostLine {
        rationale: "Omdat".into(),
        checked_by: "Collega".into(),
        payer: payer.clone(),
        ..line(code, &[Scenario::Looming])
    };
    assert_eq!(proven(listed("OND-LLV")), [Finding::OldPrice(id(1), 2023)]);
    assert_eq!(proven(listed("INK-KB")), []);
    let mut lifted = listed("OND-LLV");
    let maatwerk::domain::prices::Indexation::Possible(price) =
        maatwerk::domain::prices::Indexation::of(lifted.price.as_ref().unwrap())
    else {
        panic!()
    };
    lifted.price = Some(*price);
    assert_eq!(proven(lifted), []);
}
