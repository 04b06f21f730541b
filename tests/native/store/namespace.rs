//! The names of namespaces in the browser.

use maatwerk::store::{Kind, Namespace};

fn name(namespace: &str, user: Option<&str>) -> String {
    let (namespace, user) = (namespace.to_owned(), user.map(str::to_owned));
    Namespace {
        namespace,
        user,
        kind: Kind::Browser,
    }
    .name()
}

#[test]
fn a_name_tells_namespace_and_user() {
    assert_eq!(name("standaard", None), "mwc/standaard");
    assert_eq!(
        name("standaard", Some("bo@x.nl")),
        "mwc/standaard/@bo%40x.nl"
    );
}

#[test]
fn no_two_places_share_a_name() {
    let names = [
        name("a", None),
        name("a", Some("")),
        name("a", Some("canvas")),
        name("a/@b", None),
        name("a", Some("b")),
        name("a", Some("b/c")),
        name("a", Some("b%2Fc")),
        name("a/b", Some("c")),
        name("é", None),
    ];
    for (at, one) in names.iter().enumerate() {
        for other in &names[at + 1..] {
            assert_ne!(one, other);
        }
    }
}
