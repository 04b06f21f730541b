//! Erasing a person, killed at every operation.

use maatwerk::domain::Canvas;
use maatwerk::store::{StoreError, Table};
use maatwerk::sync::task::forget_erased;

use super::super::erased::{ROLE, erase, loaded, mentions, person, with_person};
use super::super::kit::now;
use super::disk::{Disk, Kill, alive};

/// Also of what the journal could not read, which no transaction takes along.
#[test]
fn nothing_is_left_wherever_the_page_is_killed() {
    let canvas = with_person(&Canvas::new("a".parse().unwrap()));
    let erased = erase(&canvas);
    for at in 1..200 {
        let ended = [false, true].map(|done| {
            let disk = filled(&canvas);
            let page = disk.page(Some(Kill { at, done })).and_then(Result::ok);
            let ended = page.is_some_and(|page| {
                let store = &page.store;
                let erases = async {
                    store.claim().await?;
                    store.begin_erasing(&canvas.id).await?;
                    store.commit(store.journal(&erased)).await?;
                    forget_erased(store).await;
                    Ok::<(), StoreError>(())
                };
                alive(erases) == Some(Ok(())) && !page.is_dead()
            });
            let next = disk.page(None).unwrap().unwrap().store;
            now(next.claim()).unwrap();
            now(forget_erased(&next));
            let is_erased = loaded(&next, &canvas.id).is_erased(person());
            assert!(is_erased || !ended);
            let records = disk.records().into_iter();
            let left = records.filter(|(_, bytes)| mentions(&String::from_utf8_lossy(bytes)));
            let left: Vec<String> = left.map(|(place, _)| place).collect();
            assert_eq!(left.is_empty(), is_erased, "{at} {done}: {left:?}");
            ended
        });
        if ended == [true; 2] {
            assert!(at > 10, "{at}");
            return;
        }
    }
    panic!("it never ends");
}

/// A canvas, a version of it, and what of it could not be read.
fn filled(canvas: &Canvas) -> Disk {
    let disk = Disk::new();
    let store = disk.page(None).unwrap().unwrap().store;
    now(store.claim()).unwrap();
    now(store.commit(store.journal(canvas))).unwrap();
    now(store.keep_version(canvas, "import")).unwrap();
    let broken = Some(ROLE.as_bytes());
    disk.journal.put(Table::Broken, "a/0", broken).unwrap();
    disk
}
