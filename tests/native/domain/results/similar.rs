//! Similar cases: the same words count, the rare ones most, and a thousand cases are looked through at once.

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
