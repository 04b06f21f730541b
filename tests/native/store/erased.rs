//! People who were erased for good: nothing of them is left in anything that is stored.

use maatwerk::domain::{
    Author, Canvas, Command, Conflict, DocumentId, Grade, GradeEntry, ItemId, Moment, OrderKey,
    Person, Side, Signature, Stamp, Timestamp, apply, canonical,
};
use maatwerk::merge::merge;
use maatwerk::store::{
    Kept, Loaded, Memory, Pending, Port, Store, SyncEntry, SyncMetadata, SyncPort, SyncPortAdapter,
    SyncTransaction, Table,
};
use maatwerk::sync::protocol::body;
use maatwerk::sync::protocol::{Item, Record};
use maatwerk::sync::reconcile::{Prepared, apply_remote, is_due, prepare};
use maatwerk::sync::task::forget_erased;
use proptest::prelude::*;
use std::rc::Rc;

use crate::generate;
use crate::store::{now, parts};

/// All tables that have something of a canvas.
const TABLES: [Table; 7] = [
    Table::Canvas,
    Table::History,
    Table::List,
    Table::Broken,
    Table::Sync,
    Table::Meta,
    Table::Figures,
];

pub(super) const ROLE: &str = "qrol-van-wie-weg-moet";
const REASON: &str = "qreden-van-wie-weg-moet";

pub(super) fn person() -> ItemId {
    ItemId::from_bits(0xdead_beef)
}

fn stamp() -> Stamp {
    Stamp {
        by: Author {
            id: "p".to_owned(),
            name: "Bo".to_owned(),
            ..Author::default()
        },
        at: Timestamp::from_millis(1_800_000_000_000),
    }
}

/// The canvas with a person who has a grade, and about whom two colleagues differ.
pub(super) fn with_person(canvas: &Canvas) -> Canvas {
    let mut canvas = canvas.clone();
    let one = Person {
        order: "a1".parse::<OrderKey>().unwrap(),
        role: ROLE.to_owned(),
        extra: serde_json::Map::new(),
    };
    canvas.satisfaction.people.insert(person(), one);
    let grade = GradeEntry {
        person: person(),
        moment: Moment::Baseline,
        grade: Grade::new(7, true),
        date: None,
        reason: REASON.to_owned(),
        signature: Signature::default(),
    };
    let id = ItemId::from_bits(0xdead_0001);
    canvas.satisfaction.grades.insert(id, grade);
    let side = |text: &str| Side {
        value: Some(text.into()),
        signature: Signature::default(),
    };
    let conflict = |place: String, ours: Side| Conflict {
        place,
        ours,
        theirs: side(ROLE),
        extra: serde_json::Map::new(),
    };
    let role = ["/tevredenheid/personen/", &person().to_string(), "/rol"].concat();
    let gone = [
        "/tevredenheid/cijfers/",
        &ItemId::from_bits(0xdead_0002).to_string(),
    ]
    .concat();
    let of_grade = Side {
        value: Some(serde_json::json!({ "persoon": person().to_string(), "reden": REASON })),
        signature: Signature::default(),
    };
    canvas
        .conflicts
        .insert(ItemId::from_bits(0xdead_0003), conflict(role, side(ROLE)));
    canvas
        .conflicts
        .insert(ItemId::from_bits(0xdead_0004), conflict(gone, of_grade));
    canvas
}

pub(super) fn erase(canvas: &Canvas) -> Canvas {
    let mut canvas = canvas.clone();
    apply(&mut canvas, Command::ErasePerson(person()), &stamp()).unwrap();
    canvas
}

pub(super) fn mentions(text: &str) -> bool {
    text.contains(ROLE) || text.contains(REASON)
}

struct Device {
    archive: Rc<Memory>,
    journal: Rc<Memory>,
    store: Store,
}

impl Device {
    fn new() -> Self {
        let (archive, journal) = (Rc::new(Memory::default()), Rc::new(Memory::default()));
        let store = Self::open(&archive, &journal);
        Self {
            archive,
            journal,
            store,
        }
    }

    fn open(archive: &Rc<Memory>, journal: &Rc<Memory>) -> Store {
        let port: Rc<dyn Port> = Rc::new(SyncPortAdapter(archive.clone()));
        let store = now(Store::assemble(parts(port, journal.clone()))).unwrap();
        now(store.claim()).unwrap();
        store
    }

    fn save(&self, canvas: &Canvas) {
        now(self.store.commit(self.store.journal(canvas))).unwrap();
    }

    fn erases(&self, canvas: &Canvas) -> Canvas {
        now(self.store.begin_erasing(&canvas.id)).unwrap();
        let erased = erase(canvas);
        self.save(&erased);
        now(forget_erased(&self.store));
        erased
    }

    /// The keys of all records, in archive and journal, that have something of the person.
    fn left(&self) -> Vec<String> {
        let mut found = Vec::new();
        for port in [&self.archive, &self.journal] {
            for table in TABLES {
                for key in port.keys(table, "").unwrap() {
                    let bytes = port.get(table, &key).unwrap().unwrap();
                    if mentions(&String::from_utf8_lossy(&bytes)) || mentions(&key) {
                        found.push(format!("{table:?}/{key}"));
                    }
                }
            }
        }
        found
    }

    /// Has sync keep the person in everything that it keeps.
    fn syncs(&self, canvas: &Canvas, sealed: bool) {
        let canvas = canvas.clone();
        let mut decide = |transaction: &mut SyncTransaction| {
            let entry = &mut transaction.entries[0];
            let mut older = canvas.clone();
            older.perspective.text += " eerder";
            entry.base = Some(Rc::new(older.clone()));
            let doc = canonical(&older);
            let rev = "00000000000000aa".to_owned();
            let mut pending = Pending {
                rev: rev.clone(),
                last_modified: Some(7),
                body: body(&older, &rev, &[], &serde_json::Map::new()),
                kid: None,
                revs: Vec::new(),
                doc: String::new(),
            };
            if sealed {
                pending.body = "{}".to_owned();
                pending.kid = Some("0123456789abcdef".to_owned());
                pending.doc.clone_from(&doc);
            }
            let mut metadata = SyncMetadata::default();
            metadata.last_modified = Some(7);
            metadata.rev = Some("00000000000000bb".to_owned());
            metadata.pending = Some(pending);
            let rev = "00000000000000cc".to_owned();
            metadata.kept = vec![Kept { rev, doc }];
            entry.metadata = Some(metadata);
            entry.aside.push((canvas.clone(), "zonder-basis"));
        };
        let id = canvas_id(&canvas);
        now(self.store.transaction(vec![id], None, &mut decide)).unwrap();
    }
}

fn canvas_id(canvas: &Canvas) -> DocumentId {
    canvas.id.clone()
}

pub(super) fn loaded(store: &Store, id: &DocumentId) -> Canvas {
    match now(store.load(id)).unwrap() {
        Loaded::Ready(canvas) => *canvas,
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn nothing_of_who_was_erased_is_in_any_stored_record(
        canvas in generate::canvas(), other in generate::canvas(), sealed in any::<bool>()
    ) {
        let device = Device::new();
        let mut earlier = with_person(&other);
        earlier.id = canvas.id.clone();
        device.save(&earlier);
        now(device.store.keep_version(&earlier, "import")).unwrap();
        let canvas = with_person(&canvas);
        device.save(&canvas);
        device.syncs(&canvas, sealed);
        now(device.store.figures(&[(canvas.id.clone(), 2)])).unwrap();
        for port in [&device.archive, &device.journal] {
            port.put(Table::Broken, &format!("{}/0", canvas.id), Some(ROLE.as_bytes())).unwrap();
        }
        prop_assert!(device.left().len() >= 4, "{:?}", device.left());
        let erased = device.erases(&canvas);
        prop_assert_eq!(device.left(), Vec::<String>::new());
        prop_assert_eq!(loaded(&device.store, &canvas.id), erased);
        prop_assert!(!now(device.store.versions(&canvas.id)).unwrap().is_empty(), "they stay, but for the person");
        prop_assert_eq!(now(device.store.erasures()), Ok(Vec::new()));
    }

    /// Whatever a device that was offline has done meanwhile.
    #[test]
    fn a_merge_brings_nobody_back(
        base in generate::canvas(), ours in generate::canvas(), theirs in generate::canvas(), known in any::<bool>()
    ) {
        let [base, ours, theirs] = [base, ours, theirs].map(|it| {
            let mut it = with_person(&it);
            it.id = "a".parse().unwrap();
            it
        });
        let ours = erase(&ours);
        // A file or an older app may have dropped the note of a base that had it.
        let noted = erase(&base);
        for base in [known.then_some(&base), Some(&noted), Some(&ours)] {
            for merged in [merge(base, &ours, &theirs), merge(base, &theirs, &ours)] {
                prop_assert!(!mentions(&canonical(&merged)));
                prop_assert!(merged.is_erased(person()));
            }
        }
    }
}

#[test]
fn a_page_that_is_closed_before_all_is_erased_goes_on_at_the_next_start() {
    let device = Device::new();
    let canvas = with_person(&Canvas::new("a".parse().unwrap()));
    device.save(&canvas);
    now(device.store.keep_version(&canvas, "import")).unwrap();
    now(device.store.begin_erasing(&canvas.id)).unwrap();
    // Not saved yet: nothing goes, and the note stays.
    now(forget_erased(&device.store));
    assert_eq!(now(device.store.erasures()), Ok(vec![canvas.id.clone()]));
    assert!(!device.left().is_empty());
    device.save(&erase(&canvas));
    let again = Device::open(&device.archive, &device.journal);
    now(forget_erased(&again));
    assert_eq!(device.left(), [""; 0]);
}

#[test]
fn an_entry_that_comes_back_in_the_journal_brings_nobody_back() {
    let device = Device::new();
    let canvas = with_person(&Canvas::new("a".parse().unwrap()));
    drop(device.store.journal(&canvas));
    let old = device.journal.get(Table::Canvas, "a").unwrap().unwrap();
    device.save(&canvas);
    device.erases(&canvas);
    // The browser was killed, and its storage is as it was.
    device.journal.put(Table::Canvas, "a", Some(&old)).unwrap();
    let again = Device::open(&device.archive, &device.journal);
    assert_eq!(
        now(again.versions(&canvas.id)).unwrap().len(),
        1,
        "kept as a version"
    );
    assert_eq!(device.left(), [""; 0]);
}

/// The server still has the person, of a colleague who was offline or has an older app.
#[test]
fn a_record_with_somebody_who_was_erased_is_taken_without_and_sent_back_so() {
    let before = with_person(&Canvas::new("a".parse().unwrap()));
    let erased = erase(&before);
    let mut theirs = before.clone();
    theirs.situation.text = "van een collega".to_owned();
    // With an older app, that knows nothing of what was erased and keeps it.
    let mut older = erased.clone();
    older.satisfaction = theirs.satisfaction.clone();
    for (theirs, situation) in [(theirs, "van een collega"), (older, "")] {
        let mut metadata = SyncMetadata::default();
        metadata.last_modified = Some(10);
        metadata.rev = Some("0000000000000001".to_owned());
        let mut entry = SyncEntry {
            id: before.id.clone(),
            canvas: Some(Rc::new(erased.clone())),
            base: Some(Rc::new(erased.clone())),
            metadata: Some(metadata),
            raw: None,
            aside: Vec::new(),
            locked: false,
            team: Rc::default(),
        };
        let record = Record {
            id: before.id.clone(),
            last_modified: 11,
            rev: "0000000000000002".to_owned(),
            revs: vec!["0000000000000001".to_owned()],
            kid: None,
            canvas: theirs,
            extra: serde_json::Map::new(),
        };
        apply_remote(
            &mut entry,
            Item::Record(Box::new(record)),
            0,
            Timestamp::from_millis(5),
        );
        let merged = entry.canvas.clone().unwrap();
        assert_eq!(merged.situation.text, situation);
        assert!(!mentions(&canonical(&*merged)));
        assert!(!mentions(&canonical(&**entry.base.as_ref().unwrap())));
        assert!(is_due(&entry), "the server is told");
        let Prepared::Put { body, .. } = prepare(&mut entry, "0000000000000003", 0) else {
            panic!("a write");
        };
        assert!(!mentions(&body), "{body}");
    }
}

#[test]
fn nobody_comes_back_by_an_edit_an_earlier_version_or_undo() {
    let canvas = with_person(&Canvas::new("a".parse().unwrap()));
    let mut erased = erase(&canvas);
    let one = canvas.satisfaction.people.get(&person()).unwrap().clone();
    let put = Command::PutPerson(person(), Some(Box::new(one)));
    assert!(apply(&mut erased, put, &stamp()).is_err());
    let (id, grade) = canvas.satisfaction.grades.iter().next().unwrap();
    let put = Command::PutGrade(*id, Some(Box::new(grade.clone())));
    assert!(apply(&mut erased, put, &stamp()).is_err());
    let back = Command::ReplaceAll(Box::new(canvas.clone()));
    apply(&mut erased, back, &stamp()).unwrap();
    assert!(!mentions(&canonical(&erased)));
    let again = apply(&mut erased, Command::ErasePerson(person()), &stamp()).unwrap();
    assert_eq!(again.touched, [], "once is enough");
    // A canvas that begins with this one knows nothing of it.
    let start = erased.start_of("b".parse().unwrap(), "2026-12-01".parse().unwrap());
    assert!(!start.has_erased());
}
