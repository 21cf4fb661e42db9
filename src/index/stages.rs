//! Owns the search of a dictionary for strings that are made in stages, each of some pieces: the spellings of a name's
//! syllables, Chinese characters with a reading. Refuses to weigh: it lists what the dictionary holds.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use tantivy_fst::Automaton;

/// Nodes that a set of reached ones has room for.
const ROOM: usize = 512;
/// A state from which nothing can be accepted.
const DEAD: u16 = 0;
const START: u16 = 1;
/// A step that was not taken yet.
const UNKNOWN: u16 = u16::MAX;

/// Strings that are one piece of each stage, one after another.
pub struct Stages {
    /// Edges by byte, for each node.
    edges: Vec<Vec<(u8, u16)>>,
    /// Nodes that are reached from a node without a byte (a stage that may be empty).
    free: Vec<Option<u16>>,
    end: u16,
    /// Which of few columns a byte of the pieces has; 0 for all other bytes.
    columns: [u8; 256],
    /// States are sets of nodes that were reached, numbered as they are met: a dictionary asks for the same few steps again and
    /// again, at a byte each.
    met: RefCell<Met>,
}

/// The nodes that were reached.
type Reached = [u64; ROOM / 64];

/// The states that were met.
#[derive(Default)]
struct Met {
    numbers: HashMap<Reached, u16>,
    sets: Vec<Reached>,
    /// Whether anything may follow: what is complete is not looked behind.
    goes_on: Vec<bool>,
    /// The next state, for each state and column.
    steps: Vec<u16>,
    width: usize,
}

impl Met {
    fn number(&mut self, reached: Reached, goes_on: bool) -> u16 {
        if let Some(&number) = self.numbers.get(&reached) {
            return number;
        }
        // Nodes have 512 numbers, and what a state holds lies within a stage or two: there are never near as many.
        let number = (self.sets.len() as u16).min(UNKNOWN - 1);
        self.numbers.insert(reached, number);
        self.sets.push(reached);
        self.goes_on.push(goes_on);
        self.steps.resize(self.sets.len() * self.width, UNKNOWN);
        number
    }
}

impl Stages {
    /// The strings of these stages; an empty piece lets a stage be left out. `None` if they are too many to search for at once,
    /// or a stage has no piece.
    pub fn new<S: AsRef<str>>(stages: &[Vec<S>]) -> Option<Stages> {
        let mut made = Stages {
            edges: vec![Vec::new()],
            free: vec![None],
            end: 0,
            columns: [0; 256],
            met: RefCell::default(),
        };
        let mut width = 1u8;
        for byte in stages
            .iter()
            .flatten()
            .flat_map(|piece| piece.as_ref().bytes())
        {
            let column = &mut made.columns[byte as usize];
            if *column == 0 {
                (*column, width) = (width, width.saturating_add(1));
            }
        }
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
        let mut start = [0; ROOM / 64];
        made.reach(&mut start, 0);
        let met = made.met.get_mut();
        met.width = width as usize;
        met.number([0; ROOM / 64], false);
        met.number(start, true);
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

    fn goes_on(&self, reached: &Reached) -> bool {
        let more = |node: usize| !self.edges[node].is_empty();
        (0..self.edges.len()).any(|node| reached[node / 64] >> (node % 64) & 1 == 1 && more(node))
    }

    /// The nodes that are reached by one more byte.
    fn next(&self, reached: &Reached, byte: u8) -> Reached {
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

impl Automaton for Stages {
    type State = u16;

    fn start(&self) -> u16 {
        START
    }

    fn is_match(&self, state: &u16) -> bool {
        let reached = &self.met.borrow().sets[*state as usize];
        reached[self.end as usize / 64] >> (self.end % 64) & 1 == 1
    }

    fn can_match(&self, state: &u16) -> bool {
        self.met.borrow().goes_on[*state as usize]
    }

    fn accept(&self, state: &u16, byte: u8) -> u16 {
        let column = self.columns[byte as usize] as usize;
        if column == 0 || *state == DEAD {
            return DEAD;
        }
        let mut met = self.met.borrow_mut();
        let step = *state as usize * met.width + column;
        let known = met.steps[step];
        if known != UNKNOWN {
            return known;
        }
        let reached = self.next(&met.sets[*state as usize], byte);
        let next = match reached.iter().all(|word| *word == 0) {
            true => DEAD,
            false => met.number(reached, self.goes_on(&reached)),
        };
        met.steps[step] = next;
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
