//! Many reports of one team: figures are renewed as families come, and all fit in what the team shares.

use maatwerk::domain::results::council::{Marks, Release, has_room, keep_report, marks_of};
use maatwerk::domain::results::{CaseFigures, GroupFigures, Period, Sum};
use maatwerk::domain::{Canvas, ItemId, apply, canonical};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::released::{draft, executed, figures, release};
use super::{analysed, case};
use crate::generate::{stamp, ten_thousand};

/// Families that each have ten payers, and parties, grades and more as a real case has.
fn rich(count: usize) -> Vec<(usize, CaseFigures)> {
    let payers = |at: usize| {
        let group = |payer: usize| GroupFigures {
            code: format!("betaler-{payer}"),
            looming: Sum::new(Decimal::from(1_000 + at * 7 + payer)),
            tailored: Sum::new(Decimal::from(400 + at * 3 + payer)),
            ..GroupFigures::default()
        };
        (0..10).map(group).collect::<Vec<_>>()
    };
    let case = |at| {
        let case = CaseFigures {
            payers: payers(at),
            life_domains: payers(at),
            parties_now: 11,
            parties_after: 4,
            ..analysed(41_500 + i64::try_from(at).unwrap(), 20_200)
        };
        (at, executed(case))
    };
    (0..count).map(case).collect()
}

#[test]
fn figures_are_renewed_in_every_report_of_a_team_that_grows() {
    let mut released: Vec<Release> = Vec::new();
    for quarter in 1..=8 {
        let cases = rich(20 * quarter);
        let day = format!("20{}-10-01", 20 + quarter);
        let next = release(&cases, Period::default(), &released, &day);
        for table in ["plannen", "kba", "financier"] {
            let its = next.table(table).unwrap();
            assert!(its.of.is_none() && !its.is_withheld, "{quarter}: {table}");
        }
        let families = next.told("kba", "besparing").unwrap().families;
        assert_eq!(families, Some(20 * quarter));
        released.push(next);
    }
}

#[test]
fn a_report_takes_little_room_and_is_refused_where_there_is_none() {
    let mut team = Canvas::new_team("team".parse().unwrap());
    let cases = rich(250);
    let mut kept = 0_u128;
    loop {
        let next = draft(&cases, Period::default(), &[]).release("zout");
        let size = canonical(&next).len();
        assert!(size < 250 * 110 + 10_000, "{size} bytes for 250 families");
        if !has_room(&team, &next) {
            break;
        }
        let id = ItemId::from_bits(kept + 1);
        let put = keep_report(&team, "rapporten", id, Some(&next));
        apply(&mut team, put, &stamp(1)).unwrap();
        kept += 1;
    }
    assert!(kept >= 5, "{kept} reports of 250 families");
    assert!(canonical(&team).len() <= 180_000);
}

proptest! {
    #![proptest_config(ten_thousand())]

    #[test]
    fn marks_are_read_back(cases in prop::collection::vec(case(), 0..6)) {
        let cases: Vec<(usize, CaseFigures)> = cases.into_iter().enumerate().collect();
        let figures = figures(&cases);
        let marks = marks_of(&figures, "zout");
        let release = Release::default().with_marks("zout", &marks);
        let release = Release::of_value(&release.value()).unwrap();
        for table in figures.tables() {
            let rows = release.row_marks(table.key);
            prop_assert_eq!(rows.len(), table.rows.len());
            for (key, row) in table.rows.iter() {
                let expected = Marks::of(row, figures.families(), "zout");
                prop_assert_eq!(rows.get(key), Some(&expected));
            }
        }
    }
}
