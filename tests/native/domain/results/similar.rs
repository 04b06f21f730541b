//! Similar cases: the same words count, the rare ones most, and a thousand cases are looked through at once.

use std::time::{Duration, Instant};

use maatwerk::domain::results::SimilarCases;

#[test]
fn the_case_with_the_same_rare_words_comes_first() {
    let texts = [
        "moeder zoekt een woning na opvang",
        "vader heeft schulden en zoekt werk",
        "moeder in de opvang, de woning is gesloten door opiumwet",
        "jeugdige gaat met taxi naar school",
    ];
    let cases = SimilarCases::of(texts.into_iter());
    let like = cases.like(texts[0], "wonen", Some(0));
    assert_eq!(like[0].at, 2);
    assert!(like[0].words.contains(&"opvang".to_owned()), "{like:?}");
    assert!(like.iter().all(|it| it.at != 0), "never itself");
    assert!(cases.like("zzzz", "", None).is_empty());
}

#[test]
fn a_law_that_both_name_weighs_more_than_a_word() {
    let texts = ["opiumwet sluiting", "taxi school vervoer", "taxi opiumwet"];
    let cases = SimilarCases::of(texts.into_iter());
    let like = cases.like("school vervoer opiumwet", "opiumwet", None);
    assert_eq!(like.len(), 3);
    assert_eq!(cases.like("taxi opiumwet", "opiumwet", Some(2))[0].at, 0);
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a native test may look at the clock"
)]
fn a_thousand_cases_are_looked_through_in_an_instant() {
    let words = |seed: usize| -> String {
        (0..300)
            .map(|at| {
                format!(
                    "woord{} ",
                    char::from(b'a' + u8::try_from((seed * 7 + at * 13) % 26).unwrap())
                        .to_string()
                        .repeat(1 + (seed + at) % 9)
                )
            })
            .collect()
    };
    let texts: Vec<String> = (0..1_000).map(words).collect();
    let cases = SimilarCases::of(texts.iter().map(String::as_str));
    let begin = Instant::now();
    assert!(!cases.like(&texts[7], "", Some(7)).is_empty());
    // Without optimising, and on a busy machine; the browser's own time is in the bench.
    assert!(
        begin.elapsed() < Duration::from_millis(500),
        "{:?}",
        begin.elapsed()
    );
}
