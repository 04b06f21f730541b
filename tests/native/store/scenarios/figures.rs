//! The figures of canvases: read where they are of the last save, and made anew where they aren't.

use maatwerk::domain::results::CaseFigures;
use maatwerk::domain::{Canvas, DocumentId};
use maatwerk::store::{Store, Table};

use super::super::kit::{Profile, canvas, id, save};

async fn listed(store: &Store) -> Vec<(DocumentId, u64)> {
    let list = store.list().await.expect("a list").into_iter();
    list.map(|it| (it.id, it.seq)).collect()
}

async fn teams(store: &Store) -> Vec<String> {
    let figures = store.figures(&listed(store).await).await.expect("figures");
    figures
        .into_iter()
        .map(|(_, it)| it.day.map(|day| day.to_string()).unwrap_or_default())
        .collect()
}

fn dated(name: &str, day: &str) -> Canvas {
    let mut canvas = canvas(name, "een");
    canvas.date = day.parse().ok();
    canvas
}

pub(crate) async fn figures_follow_what_is_saved(profile: Profile) {
    let store = profile.writer().await;
    save(&store, &dated("a", "2020-01-01"))
        .await
        .expect("a save");
    save(&store, &dated("b", "2020-02-02"))
        .await
        .expect("a save");
    assert_eq!(teams(&store).await, ["2020-01-01", "2020-02-02"]);
    let rows = || async { profile.archive.all(Table::Figures).await.expect("rows") };
    let first = rows().await;
    assert_eq!(first.len(), 2, "stored by who leads");
    // Read again nothing is written; after a save only that canvas is looked at.
    assert_eq!(teams(&store).await, ["2020-01-01", "2020-02-02"]);
    assert_eq!(rows().await, first);
    save(&store, &dated("b", "2021-03-03"))
        .await
        .expect("a save");
    assert_eq!(teams(&store).await, ["2020-01-01", "2021-03-03"]);
    let second = rows().await;
    assert_eq!(second[0], first[0]);
    assert_ne!(second[1], first[1]);
    // A page that follows reads, and writes nothing; what only the journal has counts.
    let follower = profile.page().await;
    save(&store, &dated("a", "2022-04-04"))
        .await
        .expect("a save");
    let ticket = store.journal(&dated("b", "2023-05-05"));
    assert_eq!(teams(&follower).await, ["2022-04-04", "2023-05-05"]);
    assert_eq!(rows().await, second);
    store.commit(ticket).await.expect("a commit");
    // A row of another version, or a damaged one, is made anew.
    let broken = maatwerk::store::Change::put(Table::Figures, "a", b"kapot".to_vec());
    let put = move |_| Ok(vec![broken]);
    profile
        .archive
        .update(Vec::new(), Box::new(put))
        .await
        .expect("a write");
    assert_eq!(teams(&store).await, ["2022-04-04", "2023-05-05"]);
    let absent = store.figures(&[(id("weg"), 1)]).await;
    assert_eq!(absent, Ok(Vec::<(DocumentId, CaseFigures)>::new()));
}
