//! Owns the counts: of each kind how many were right, of each rule how often it answered; their print, and the floors.

use std::collections::BTreeMap;
use std::fmt;

/// Right ones of all.
#[derive(Debug, Default, Clone, Copy)]
pub struct Count {
    pub right: u32,
    pub of: u32,
}

impl Count {
    pub fn share(self) -> f64 {
        match self.of {
            0 => 1.0,
            of => f64::from(self.right) / f64::from(of),
        }
    }
}

/// What was counted in all documents.
#[derive(Debug, Default)]
pub struct Tally {
    /// In the order in which the kinds were first counted.
    kinds: Vec<(String, Count)>,
    rules: BTreeMap<String, Count>,
    wrong: BTreeMap<String, Vec<String>>,
}

impl Tally {
    /// Counts one for `kind`; what is wrong is told by `what`.
    pub fn count(&mut self, kind: &str, right: bool, what: impl FnOnce() -> String) {
        let at = self.kinds.iter().position(|(k, _)| k == kind);
        let at = at.unwrap_or_else(|| {
            self.kinds.push((kind.to_string(), Count::default()));
            self.kinds.len() - 1
        });
        let count = &mut self.kinds[at].1;
        count.of += 1;
        count.right += u32::from(right);
        if !right {
            self.wrong.entry(kind.to_string()).or_default().push(what());
        }
    }

    /// Counts one answer of a rule.
    pub fn rule(&mut self, rule: &str, right: bool, what: impl FnOnce() -> String) {
        let count = self.rules.entry(rule.to_string()).or_default();
        count.of += 1;
        count.right += u32::from(right);
        if !right {
            let name = format!("rule {rule}");
            self.wrong.entry(name).or_default().push(what());
        }
    }

    /// The figures below their floors, with what is wrong there; and kinds without a floor, floors without a kind.
    pub fn below(&self, floors: &BTreeMap<String, f64>) -> Vec<String> {
        let mut below = Vec::new();
        for (kind, count) in &self.kinds {
            match floors.get(kind) {
                None => below.push(format!("{kind}: no floor in quality/floors.toml")),
                // Floors are written with three digits.
                Some(&floor) if count.share() + 0.0005 < floor => {
                    below.push(format!("{kind}: {:.3}, floor {floor:.3}", count.share()));
                    let wrong = self.wrong.get(kind).into_iter().flatten();
                    below.extend(wrong.map(|what| format!("    {what}")));
                }
                Some(_) => {}
            }
        }
        for kind in floors.keys() {
            if !self.kinds.iter().any(|(k, _)| k == kind) {
                below.push(format!("{kind}: a floor for what nobody counts"));
            }
        }
        below
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (title, rows) in [
            (
                "kind",
                &mut self.kinds.iter().map(|(k, c)| (k, c)) as &mut dyn Iterator<Item = _>,
            ),
            ("rule", &mut self.rules.iter()),
        ] {
            writeln!(f, "{title:<44} {:>6} {:>6}  share", "right", "of")?;
            for (name, count) in rows {
                let Count { right, of } = count;
                writeln!(f, "{name:<44} {right:>6} {of:>6}  {:.3}", count.share())?;
            }
            writeln!(f)?;
        }
        for (name, wrong) in &self.wrong {
            writeln!(f, "wrong: {name}")?;
            for what in wrong {
                writeln!(f, "    {what}")?;
            }
        }
        Ok(())
    }
}
