//! Owns an entry of `lexicon.toml` and of the user's `names.toml`, and how it becomes a [`Name`].

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::romanize::jamo;
use super::{Name, NameId, NameKind};
use crate::source::slug;

/// An entry, as people write it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// The form that is printed.
    pub name: Spanned<String>,
    #[serde(default)]
    pub id: Option<String>,
    #[serde(default)]
    pub north: Option<Spanned<String>>,
    #[serde(default)]
    pub south: Option<Spanned<String>>,
    #[serde(default)]
    pub hanja: Vec<String>,
    #[serde(default)]
    pub unit: Option<Unit>,
    #[serde(default)]
    pub alias: Vec<String>,
    #[serde(default)]
    pub translation: Vec<String>,
    #[serde(default)]
    pub foreign: bool,
    #[serde(default)]
    pub homonym: bool,
    #[serde(default)]
    pub common: bool,
    /// Only in `names.toml`.
    #[serde(default)]
    pub forbid: Vec<String>,
}

/// The entries of a file, by kind.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub person: Vec<Entry>,
    pub place: Vec<Entry>,
    pub organisation: Vec<Entry>,
    pub term: Vec<Entry>,
    pub outlet: Vec<Entry>,
    /// Only in `names.toml`: names that shall not be known.
    pub remove: Vec<Spanned<String>>,
    /// Only in `names.toml`: spellings that name nobody.
    pub forbid: Vec<String>,
}

/// What kind of place a name is: the word that Korean puts behind it, and English before or behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// 도
    Province,
    /// 북도
    North,
    /// 남도
    South,
    /// 시
    City,
    /// 군
    County,
    /// 구역
    District,
    /// 구, of cities in the South
    Ward,
    /// 리
    Village,
    /// 동
    Quarter,
    /// 로동자구
    Workers,
    /// 강
    River,
    /// 산
    Mountain,
    /// 만
    Bay,
    /// 호
    Lake,
    /// 도, in the sea
    Island,
}

impl File {
    /// All entries with their kind, in order.
    pub fn entries(self) -> impl Iterator<Item = (NameKind, Entry)> {
        let kinds = [
            (NameKind::Person, self.person),
            (NameKind::Place, self.place),
            (NameKind::Organisation, self.organisation),
            (NameKind::Term, self.term),
            (NameKind::Outlet, self.outlet),
        ];
        kinds
            .into_iter()
            .flat_map(|(kind, entries)| entries.into_iter().map(move |e| (kind, e)))
    }
}

impl Entry {
    /// The name that the entry states; else what is wrong and where.
    pub fn into_name(self, kind: NameKind) -> Result<Name, (usize, String)> {
        let at = self.name.span().start;
        let printed = self.name.into_inner().trim().to_string();
        let id = self.id.unwrap_or_else(|| slug(&printed));
        if id.is_empty() {
            return Err((at, "a name needs a letter".into()));
        }
        let hangul = |text: Option<Spanned<String>>| match text {
            Some(text) if !jamo::is_hangul(text.get_ref().trim()) => Err((
                text.span().start,
                format!(
                    "{:?} is not Hangul alone: write other scripts as alias",
                    text.get_ref()
                ),
            )),
            Some(text) => Ok(Some(text.into_inner().trim().to_string())),
            None => Ok(None),
        };
        for text in self.alias.iter().chain(&self.translation) {
            if !braces_hold_hangul(text) {
                let reason = format!("{text:?}: braces hold Hangul and nothing else");
                return Err((at, reason));
            }
        }
        Ok(Name {
            id: NameId(id.into()),
            kind,
            printed,
            north: hangul(self.north)?,
            south: hangul(self.south)?,
            hanja: self.hanja,
            unit: self.unit,
            aliases: self.alias,
            translations: self.translation,
            foreign: self.foreign,
            homonym: self.homonym,
            common: self.common,
            forbidden: BTreeSet::new(),
        })
    }
}

fn braces_hold_hangul(text: &str) -> bool {
    let mut parts = text.split('{');
    let before = parts.next().unwrap_or("");
    !before.contains('}')
        && parts.all(|part| {
            part.split_once('}')
                .is_some_and(|(held, after)| jamo::is_hangul(held) && !after.contains('}'))
        })
}

impl Unit {
    /// All of them, with the word for each in the table.
    pub const ALL: [(Unit, &'static str); 15] = [
        (Unit::Province, "province"),
        (Unit::North, "north"),
        (Unit::South, "south"),
        (Unit::City, "city"),
        (Unit::County, "county"),
        (Unit::District, "district"),
        (Unit::Ward, "ward"),
        (Unit::Village, "village"),
        (Unit::Quarter, "quarter"),
        (Unit::Workers, "workers"),
        (Unit::River, "river"),
        (Unit::Mountain, "mountain"),
        (Unit::Bay, "bay"),
        (Unit::Lake, "lake"),
        (Unit::Island, "island"),
    ];

    /// The Korean word.
    pub fn hangul(self) -> &'static str {
        match self {
            Unit::Province | Unit::Island => "도",
            Unit::North => "북도",
            Unit::South => "남도",
            Unit::City => "시",
            Unit::County => "군",
            Unit::District => "구역",
            Unit::Ward => "구",
            Unit::Village => "리",
            Unit::Quarter => "동",
            Unit::Workers => "로동자구",
            Unit::River => "강",
            Unit::Mountain => "산",
            Unit::Bay => "만",
            Unit::Lake => "호",
        }
    }

    /// English words that stand behind the name, folded.
    pub fn behind(self) -> &'static [&'static str] {
        match self {
            Unit::Province | Unit::North | Unit::South => &["province"],
            Unit::City => &["city"],
            Unit::County => &["county"],
            Unit::District | Unit::Ward | Unit::Workers => &["district"],
            Unit::Village => &["village"],
            Unit::Quarter => &[],
            Unit::River => &["river"],
            Unit::Mountain => &["mountain"],
            Unit::Bay => &["bay"],
            Unit::Lake => &["lake"],
            Unit::Island => &["island"],
        }
    }

    /// English words that stand before the name, folded.
    pub fn before(self) -> &'static [&'static str] {
        match self {
            Unit::Mountain => &["mt", "mount"],
            Unit::Lake => &["lake"],
            _ => &[],
        }
    }

    /// Whether Latin letters name the place by its name alone. `Hangul` is stricter: 량강 alone may be anything.
    pub fn is_dropped(self) -> bool {
        !matches!(
            self,
            Unit::North
                | Unit::South
                | Unit::Village
                | Unit::Quarter
                | Unit::River
                | Unit::Mountain
                | Unit::Bay
                | Unit::Lake
                | Unit::Island
        )
    }
}
