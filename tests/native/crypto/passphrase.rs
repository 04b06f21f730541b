//! The rule for a passphrase, and the words that are proposed.

use std::collections::BTreeSet;

use maatwerk::crypto::{PROPOSED_WORDS, TooShort, WORDS, check_passphrase, propose_words};
use maatwerk::texts::passphrase::word_list;

#[test]
fn a_passphrase_has_fifteen_characters_at_least() {
    assert_eq!(check_passphrase("vijftien tekens"), Ok("vijftien tekens"));
    assert_eq!(
        check_passphrase("  vijftien tekens\n"),
        Ok("vijftien tekens")
    );
    assert_eq!(
        check_passphrase("veertien teken"),
        Err(TooShort { found: 14 })
    );
    assert_eq!(
        check_passphrase("  veertien teken  "),
        Err(TooShort { found: 14 })
    );
    assert_eq!(check_passphrase("één zin mét é ï"), Ok("één zin mét é ï"));
}

#[test]
fn the_list_has_1296_words_that_are_easy_to_type() {
    let words = word_list();
    assert_eq!(words.len(), WORDS);
    assert_eq!(
        words.iter().collect::<BTreeSet<_>>().len(),
        WORDS,
        "each once"
    );
    for word in words {
        assert!((4..=9).contains(&word.len()), "{word}");
        assert!(word.chars().all(|it| it.is_ascii_lowercase()), "{word}");
    }
}

#[test]
fn any_proposal_satisfies_the_rule() {
    let mut words = word_list();
    words.sort_by_key(|word| word.len());
    let shortest = propose_words(&words[..1], || 0);
    assert_eq!(check_passphrase(&shortest), Ok(&**shortest));
}

#[test]
fn each_word_is_as_likely_as_any_other() {
    let words = word_list();
    let mut drawn = vec![0_u32; WORDS];
    // Every number once, five of them for a proposal: the rest of the division is drawn again.
    let mut next = 0..=u16::MAX;
    loop {
        let mut taken = Vec::new();
        let phrase = propose_words(&words, || {
            let number = next.next().unwrap_or(0);
            taken.push(number);
            number
        });
        if next.is_empty() {
            break;
        }
        assert_eq!(phrase.split(' ').count(), PROPOSED_WORDS);
        for word in phrase.split(' ') {
            drawn[words.iter().position(|it| *it == word).unwrap()] += 1;
        }
    }
    let (least, most) = (drawn.iter().min().unwrap(), drawn.iter().max().unwrap());
    assert!(most - least <= 1, "{least} to {most}");
}
