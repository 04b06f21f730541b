//! The contract of every port. Runs natively on memory, and in a browser on the journal and the
//! archive. Each test begins with a port that has none of the keys it uses.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use maatwerk::store::{Change, Port, StoreError, Table};

/// Runs all tests of the contract.
pub(super) async fn holds(port: &dyn Port) {
    what_is_put_is_there(port).await;
    any_bytes_come_back(port).await;
    keys_come_in_order(port).await;
    tables_are_apart(port).await;
    an_update_sees_what_is_there(port).await;
    an_update_sees_which_of_many_exist(port).await;
    a_refusal_writes_nothing(port).await;
    updates_do_not_cross(port).await;
}

async fn put(port: &dyn Port, table: Table, key: &str, value: &[u8]) {
    let change = Change::put(table, key, value.to_vec());
    let decide = Box::new(|_| Ok(vec![change]));
    port.update(Vec::new(), decide).await.expect("a put");
}

async fn remove(port: &dyn Port, table: Table, key: &str) {
    let change = Change::remove(table, key);
    let decide = Box::new(|_| Ok(vec![change]));
    port.update(Vec::new(), decide).await.expect("a removal");
}

async fn what_is_put_is_there(port: &dyn Port) {
    let get = || port.get(Table::Canvas, "een");
    assert_eq!(get().await, Ok(None));
    put(port, Table::Canvas, "een", b"{\"a\":1}").await;
    assert_eq!(get().await, Ok(Some(b"{\"a\":1}".to_vec())));
    put(port, Table::Canvas, "een", b"{\"a\":2}").await;
    assert_eq!(get().await, Ok(Some(b"{\"a\":2}".to_vec())));
    remove(port, Table::Canvas, "een").await;
    assert_eq!(get().await, Ok(None));
    remove(port, Table::Canvas, "een").await;
}

async fn any_bytes_come_back(port: &dyn Port) {
    let every: Vec<u8> = (0..=255).collect();
    let values: [&[u8]; 12] = [
        b"",
        b"{}",
        b" {} ",
        b"{\"a\" : \"b\"}",
        b"{nee",
        b"\"",
        b"\"tekst\"",
        b"[1,2]",
        b"[",
        "één € 👍 \u{0}\n".as_bytes(),
        &every,
        &[0xED, 0xA0, 0x80],
    ];
    for value in values {
        put(port, Table::Canvas, "bytes", value).await;
        let found = port.get(Table::Canvas, "bytes").await;
        assert_eq!(found, Ok(Some(value.to_vec())), "{value:?}");
    }
    let all = port.all(Table::Canvas).await.expect("all");
    assert!(
        all.iter()
            .any(|(key, value)| key == "bytes" && *value == [0xED, 0xA0, 0x80])
    );
    remove(port, Table::Canvas, "bytes").await;
}

async fn keys_come_in_order(port: &dyn Port) {
    for key in ["b/2", "a/1", "b/10", "b", "ba"] {
        put(port, Table::History, key, key.as_bytes()).await;
    }
    let keys = async |prefix| port.keys(Table::History, prefix).await.expect("keys");
    assert_eq!(keys("").await, ["a/1", "b", "b/10", "b/2", "ba"]);
    assert_eq!(keys("b/").await, ["b/10", "b/2"]);
    assert!(keys("c").await.is_empty());
    let all = port.all(Table::History).await.expect("all");
    let right = all.iter().all(|(key, value)| key.as_bytes() == value);
    assert!(right && all.is_sorted() && all.len() == 5, "{all:?}");
    for key in keys("").await {
        remove(port, Table::History, &key).await;
    }
}

async fn tables_are_apart(port: &dyn Port) {
    for table in Table::ARCHIVED {
        put(port, table, "zelfde", table.wire().as_bytes()).await;
    }
    for table in Table::ARCHIVED {
        let found = port.get(table, "zelfde").await;
        assert_eq!(found, Ok(Some(table.wire().as_bytes().to_vec())));
        assert_eq!(port.keys(table, "").await, Ok(vec!["zelfde".to_owned()]));
    }
    for table in Table::ARCHIVED {
        remove(port, table, "zelfde").await;
    }
}

/// A few of many, with more others between them than are requested.
async fn an_update_sees_which_of_many_exist(port: &dyn Port) {
    let key = |at: usize| format!("veel-{at:03}");
    let (here, asked) = ([0, 7, 150, 299], (0..300).step_by(10).chain([7, 299]));
    let others = (0..300).filter(|at| at % 10 != 0 && ![7, 299].contains(at));
    let put = here.into_iter().chain(others.clone());
    let put = put.map(|at| Change::put(Table::Canvas, key(at), vec![1]));
    let put: Vec<Change> = put.collect();
    let gone = put.iter().map(|put| Change::remove(put.at.0, &*put.at.1));
    let gone: Vec<Change> = gone.collect();
    let written = port.update(Vec::new(), Box::new(|_| Ok(put))).await;
    assert_eq!(written, Ok(()));
    let reads: Vec<_> = asked.clone().map(|at| (Table::Canvas, key(at))).collect();
    let twice = reads.iter().chain(&reads).cloned().collect();
    let decide = |found: Vec<Option<Vec<u8>>>| {
        let expected = asked.map(|at| here.contains(&at));
        let expected: Vec<bool> = expected.collect();
        let found: Vec<bool> = found.iter().map(Option::is_some).collect();
        assert_eq!(found, [expected.clone(), expected].concat());
        Ok(gone)
    };
    assert_eq!(port.update(twice, Box::new(decide)).await, Ok(()));
    let keys = port.keys(Table::Canvas, "veel-").await;
    assert_eq!(keys, Ok(Vec::new()));
}

async fn an_update_sees_what_is_there(port: &dyn Port) {
    put(port, Table::Canvas, "x", b"1").await;
    let at = |table, key: &str| (table, key.to_owned());
    let reads = vec![
        at(Table::List, "x"),
        at(Table::Canvas, "x"),
        at(Table::Canvas, "y"),
    ];
    let decide = |found: Vec<Option<Vec<u8>>>| {
        assert_eq!(found, [None, Some(b"1".to_vec()), None]);
        Ok(vec![
            Change::put(Table::Canvas, "y", b"2".to_vec()),
            Change::put(Table::List, "x", b"3".to_vec()),
            Change::remove(Table::Canvas, "x"),
        ])
    };
    assert_eq!(port.update(reads, Box::new(decide)).await, Ok(()));
    assert_eq!(port.get(Table::Canvas, "x").await, Ok(None));
    assert_eq!(port.get(Table::Canvas, "y").await, Ok(Some(b"2".to_vec())));
    assert_eq!(port.get(Table::List, "x").await, Ok(Some(b"3".to_vec())));
    remove(port, Table::Canvas, "y").await;
    remove(port, Table::List, "x").await;
}

async fn a_refusal_writes_nothing(port: &dyn Port) {
    put(port, Table::Canvas, "x", b"1").await;
    let reads = vec![(Table::Canvas, "x".to_owned())];
    let refused = port.update(reads, Box::new(|_| Err(StoreError::Fenced)));
    assert_eq!(refused.await, Err(StoreError::Fenced));
    assert_eq!(port.get(Table::Canvas, "x").await, Ok(Some(b"1".to_vec())));
    // The port still works afterwards.
    put(port, Table::Canvas, "x", b"2").await;
    remove(port, Table::Canvas, "x").await;
}

/// Two concurrent counters never lose an increment.
async fn updates_do_not_cross(port: &dyn Port) {
    let step = || {
        let decide = |found: Vec<Option<Vec<u8>>>| {
            let count = found[0].as_ref().map_or(0, |bytes| bytes[0]);
            Ok(vec![Change::put(Table::Meta, "teller", vec![count + 1])])
        };
        port.update(vec![(Table::Meta, "teller".to_owned())], Box::new(decide))
    };
    let run = async || {
        for _ in 0..25 {
            step().await.expect("a step");
        }
    };
    both(run(), run()).await;
    assert_eq!(port.get(Table::Meta, "teller").await, Ok(Some(vec![50])));
    remove(port, Table::Meta, "teller").await;
}

async fn both(one: impl Future<Output = ()>, other: impl Future<Output = ()>) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let done = RefCell::new((false, false));
    poll_fn(|context| {
        let mut done = done.borrow_mut();
        done.0 = done.0 || one.as_mut().poll(context).is_ready();
        done.1 = done.1 || other.as_mut().poll(context).is_ready();
        if done.0 && done.1 {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}
