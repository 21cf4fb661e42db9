//! Owns the search of a dictionary for strings that are made in stages, each of some pieces: the spellings of a name's
//! syllables, Chinese characters with a reading. Refuses to weigh: it lists what the dictionary holds.

use std::collections::BTreeMap;

use tantivy_fst::Automaton;

/// Nodes that a state has room for.
const ROOM: usize = 512;

/// Strings that are one piece of each stage, one after another.
pub struct Stages {
    /// Edges by byte, for each node.
    edges: Vec<Vec<(u8, u16)>>,
    /// Nodes that are reached from a node without a byte (a stage that may be empty).
    free: Vec<Option<u16>>,
    end: u16,
}

/// The nodes that were reached.
pub type Reached = [u64; ROOM / 64];

impl Stages {
    /// The strings of these stages; an empty piece lets a stage be left out. `None` if they are too many to search for at once,
    /// or a stage has no piece.
    pub fn new<S: AsRef<str>>(stages: &[Vec<S>]) -> Option<Stages> {
        let mut made = Stages {
            edges: vec![Vec::new()],
            free: vec![None],
            end: 0,
        };
        for pieces in stages {
            if pieces.is_empty() {
                return None;
            }
            let start = made.end as usize;
            let end = made.node();
            let mut inner: BTreeMap<(usize, u8), usize> = BTreeMap::new();
            for piece in pieces {
                let Some((last, before)) = piece.as_ref().as_bytes().split_last() else {
                    made.free[start] = Some(end as u16);
                    continue;
                };
                let mut at = start;
                for &byte in before {
                    at = match inner.get(&(at, byte)) {
                        Some(&next) => next,
                        None => {
                            let next = made.node();
                            inner.insert((at, byte), next);
                            made.edges[at].push((byte, next as u16));
                            next
                        }
                    };
                }
                if !made.edges[at].contains(&(*last, end as u16)) {
                    made.edges[at].push((*last, end as u16));
                }
                if made.edges.len() > ROOM {
                    return None;
                }
            }
            made.end = end as u16;
        }
        Some(made)
    }

    fn node(&mut self) -> usize {
        self.edges.push(Vec::new());
        self.free.push(None);
        self.edges.len() - 1
    }

    /// Adds a node and what is reached from it for free.
    fn reach(&self, reached: &mut Reached, mut node: u16) {
        loop {
            reached[node as usize / 64] |= 1 << (node % 64);
            match self.free[node as usize] {
                Some(next) => node = next,
                None => return,
            }
        }
    }
}

impl Automaton for Stages {
    type State = Reached;

    fn start(&self) -> Reached {
        let mut reached = [0; ROOM / 64];
        self.reach(&mut reached, 0);
        reached
    }

    fn is_match(&self, reached: &Reached) -> bool {
        reached[self.end as usize / 64] >> (self.end % 64) & 1 == 1
    }

    fn can_match(&self, reached: &Reached) -> bool {
        reached.iter().any(|word| *word != 0)
    }

    fn accept(&self, reached: &Reached, byte: u8) -> Reached {
        let mut next = [0; ROOM / 64];
        for (number, word) in reached.iter().enumerate() {
            let mut left = *word;
            while left != 0 {
                let node = number * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                for &(edge, to) in &self.edges[node] {
                    if edge == byte {
                        self.reach(&mut next, to);
                    }
                }
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(stages: &Stages, text: &str) -> bool {
        let reached = text
            .bytes()
            .fold(stages.start(), |state, byte| stages.accept(&state, byte));
        stages.is_match(&reached)
    }

    #[test]
    fn one_piece_of_each_stage_in_order() {
        let stages = Stages::new(&[
            vec!["", "·"],
            vec!["k", "kh", "g"],
            vec!["i"],
            vec!["m", ""],
        ])
        .unwrap();
        for yes in ["kim", "·gim", "khi", "gi"] {
            assert!(accepts(&stages, yes), "{yes}");
        }
        for no in ["km", "him", "kimm", "··kim", ""] {
            assert!(!accepts(&stages, no), "{no}");
        }
        assert!(Stages::new::<&str>(&[vec![]]).is_none());
    }
}
