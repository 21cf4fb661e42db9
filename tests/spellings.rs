//! Names are found in any spelling: a measurement over a table of spellings that the user gives, and the same over invented
//! names that no lexicon has.
//!
//! The table has a line a name, parted by tabs, under a line of column names: `type` (person, place, ...), `canonical`,
//! `variants` and `confusables` (parted by `|`). `SOSIK_SPELLINGS=FILE cargo test --test spellings -- --ignored --nocapture`
//! indexes an article a spelling, searches each for each other, and prints recall by kind: with the lexicon, and with the
//! name's own entries removed from it by `names.toml`.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use sosik::ingest::{Options, Silent, ingest};
use sosik::name::Lexicon;
use sosik::query::{Expr, Text};
use sosik::search::{Library, Request};

/// A name with its spellings, and what must not be found for it.
struct Entity {
    kind: String,
    spellings: Vec<String>,
    confusables: Vec<String>,
}

fn read(table: &str) -> Vec<Entity> {
    let mut lines = table.lines().map(|l| l.split('\t').collect::<Vec<_>>());
    let head = lines.next().unwrap();
    let column = |name: &str| head.iter().position(|h| *h == name).unwrap();
    let (kind, canonical) = (column("type"), column("canonical"));
    let (variants, confusables) = (column("variants"), column("confusables"));
    let list = |text: Option<&&str>| {
        let parts = text.copied().unwrap_or_default().split('|');
        parts
            .filter(|p| !p.is_empty())
            .map(String::from)
            .collect::<Vec<_>>()
    };
    lines
        .filter(|l| l.len() > canonical)
        .map(|l| {
            let mut spellings = vec![l[canonical].to_string()];
            spellings.extend(list(l.get(variants)));
            Entity {
                kind: l[kind].to_string(),
                spellings,
                confusables: list(l.get(confusables)),
            }
        })
        .collect()
}

/// An index of one article a spelling.
struct Index {
    folder: tempfile::TempDir,
    /// The spelling of each article, by the article's record.
    texts: Vec<String>,
}

impl Index {
    fn of(entities: &[Entity]) -> Index {
        let folder = tempfile::tempdir().unwrap();
        let all = entities
            .iter()
            .flat_map(|e| e.spellings.iter().chain(&e.confusables));
        let texts: Vec<String> = all.cloned().collect::<BTreeSet<_>>().into_iter().collect();
        let mut lines = String::new();
        for text in &texts {
            let article = serde_json::json!({ "text": format!("It was said of {text}.") });
            writeln!(lines, "{article}").unwrap();
        }
        std::fs::create_dir(folder.path().join("corpus")).unwrap();
        std::fs::write(folder.path().join("corpus/all.jsonl"), lines).unwrap();
        let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
        ingest(&corpus, &index, &Options::default(), &Silent).unwrap();
        Index { folder, texts }
    }

    fn open(&self, names: &str) -> Library {
        let root: &Path = self.folder.path();
        std::fs::write(root.join("corpus/names.toml"), names).unwrap();
        Library::open(&root.join("index")).unwrap()
    }

    /// What stands in the articles that are found.
    fn found(&self, library: &Library, spelling: &str) -> BTreeSet<&str> {
        let words = spelling.split(' ').map(|word| {
            Expr::Text(Text::Word {
                word: word.to_string(),
                exact: false,
            })
        });
        let request = Request {
            limit: 10_000,
            ..Request::new(Expr::and(words))
        };
        let hits = library.search(&request).unwrap().hits;
        hits.iter()
            .map(|hit| self.texts[hit.article.record as usize].as_str())
            .collect()
    }
}

/// What was counted.
#[derive(Default)]
struct Counts {
    pairs: u32,
    found: u32,
    confusables: u32,
    confused: u32,
    others: u64,
    hit: u64,
}

/// Searches each spelling for each other; `removed`: without the name's own entries in the lexicon.
fn measure(entities: &[Entity], removed: bool, say: bool) -> BTreeMap<String, Counts> {
    let index = Index::of(entities);
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    let whole = index.open("");
    for entity in entities {
        let own: BTreeSet<&str> = entity.spellings.iter().map(String::as_str).collect();
        let without = removed.then(|| index.open(&removal(entity)));
        let library = without.as_ref().unwrap_or(&whole);
        let count = counts.entry(entity.kind.clone()).or_default();
        let mut confused: BTreeSet<&str> = BTreeSet::new();
        for spelling in &entity.spellings {
            let found = index.found(library, spelling);
            for other in own.iter().filter(|o| *o != spelling) {
                count.pairs += 1;
                count.found += u32::from(found.contains(other));
                if say && !found.contains(other) {
                    println!("missed  {spelling} -> {other}");
                }
            }
            for text in &found {
                if entity.confusables.iter().any(|c| c == text) {
                    confused.insert(text);
                    if say {
                        println!("false   {spelling} -> {text}");
                    }
                } else if !own.contains(text) {
                    count.hit += 1;
                    if say {
                        println!("other   {spelling} -> {text}");
                    }
                }
            }
            count.others += (index.texts.len() - own.len()) as u64;
        }
        count.confusables += entity.confusables.len() as u32;
        count.confused += confused.len() as u32;
    }
    counts
}

/// A `names.toml` without the names that any of the spellings is one of.
fn removal(entity: &Entity) -> String {
    let lexicon = Lexicon::builtin();
    let ids = entity.spellings.iter().flat_map(|s| lexicon.named(s));
    let ids: BTreeSet<String> = ids.map(|n| format!("{:?}", &*n.id.0)).collect();
    format!(
        "remove = [{}]\n",
        ids.into_iter().collect::<Vec<_>>().join(", ")
    )
}

fn print(title: &str, counts: &BTreeMap<String, Counts>) {
    println!("{title}");
    for (kind, c) in counts {
        println!(
            "  {kind:12} recall {:.3} of {} pairs, {} of {} confusables, {} of {} other articles",
            f64::from(c.found) / f64::from(c.pairs.max(1)),
            c.pairs,
            c.confused,
            c.confusables,
            c.hit,
            c.others
        );
    }
}

#[test]
#[ignore = "a measurement: SOSIK_SPELLINGS=FILE cargo test --test spellings -- --ignored --nocapture"]
fn figures() {
    let path = std::env::var("SOSIK_SPELLINGS").unwrap();
    let entities = read(&std::fs::read_to_string(path).unwrap());
    let say = std::env::var("SOSIK_SAY").is_ok();
    for removed in [false, true] {
        let title = match removed {
            false => "with the lexicon",
            true => "without the name's own entries",
        };
        print(title, &measure(&entities, removed, say));
    }
}

/// Invented names as newspapers, libraries and services would spell them.
const INVENTED: &str = "type\tcanonical\tvariants\tconfusables
person\tMyong Sol-ran\tMyong Sol Ran|Myŏng Sŏl-lan|Myung Seol-ran|Myong Solran|Sol-ran Myong|MYONG Sol Ran\tMyong Sol-ri|Myong Sun-ri|Myong Sil-ran
person\tPyo Chun-gil\tPyo Chun Gil|P'yo Ch'un-gil|Pyo Choon-kil|Phyo Chun-gil|Pyo Chungil\tPyo Chun-gi|Pyo Chan-gil|Pyo Gil-chun
person\tOk Hye-ryong\tOk Hye Ryong|Ok Hye-ryŏng|Ok Hye-ryeong|Ock Hye-ryung\tOk Hwi-ryong|Ok Hye-ran|Pok Hye-ryong
person\tRyang Ung-bae\tYang Ung-bae|Ryang Ung Bae|Yang Woong-bae|Ryang Oong-bae\tRyang In-bae|Yang Ung-ba|Ryang Bae-ung
person\t맹소령\tMaeng So-ryong|Maeng So-ryeong|Maeng Soryŏng|Maeng So Ryong\tMaeng So-ri|Maeng Sa-ryong|Maeng Sun-ryong
place\tTorangpo\tT'orangp'o|Torang-po|Thorangpho\tToranpa|Turangpo|Torangpu
place\tSolgae-gun\tSolgae|Sŏlgae-gun|Seolgae|Solgae County\tSolgi|Sulgi-gun
place\tNorth Marim\tMarim-bukto|Marimbuk-do|Marimbukto\tSouth Marim|Marim-namdo
term\tkurimja\tgurimja|ku-rim-ja|kurimcha|Gurimja\tkurimsa|kurim|karimja
";

#[test]
fn invented_names_are_found_in_any_spelling_and_no_other_is() {
    let counts = measure(&read(INVENTED), false, true);
    print("invented", &counts);
    for (kind, c) in &counts {
        let recall = f64::from(c.found) / f64::from(c.pairs);
        assert!(recall >= 0.85, "{kind}: {recall}");
        assert_eq!((c.confused, c.hit), (0, 0), "{kind}");
    }
}
