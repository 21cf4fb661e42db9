//! Owns what the dates of a query leave of time: `after:2017 before:2016` leaves nothing, like any other reversed range,
//! wherever the two stand. Refuses to know how articles are dated.

use super::{Expr, Field};

/// Said where two dates leave nothing.
pub(super) const NO_SUCH_DAY: &str = "no day lies in all of these dates: are they reversed?";

/// Days, yyyymmdd, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    first: u32,
    last: u32,
}

impl Days {
    /// All of time.
    pub const ALL: Days = Days {
        first: 0,
        last: u32::MAX,
    };

    /// What a further conjunct leaves: a date, or an AND that holds some (it is flattened). Dates below OR and NOT are
    /// choices, which leave the rest as it was.
    pub fn narrowed_by(self, part: &Expr) -> Days {
        match part {
            Expr::And(parts) => parts.iter().fold(self, Days::narrowed_by),
            Expr::Field(Field::Date(from, to)) => Days {
                first: self.first.max(from.map_or(0, |d| d.first_day())),
                last: self.last.min(to.map_or(u32::MAX, |d| d.last_day())),
            },
            _ => self,
        }
    }

    pub fn is_empty(self) -> bool {
        self.first > self.last
    }
}
