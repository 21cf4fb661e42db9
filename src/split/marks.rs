//! Owns the stretches between quotation marks of a paragraph. Refuses to say which of them are quotations.
//!
//! Only outermost stretches are told: what stands between inner marks belongs to whoever speaks the outer words. A mark that
//! is never closed bounds its stretch with the paragraph's end; one that opens again before it was closed, with the new mark.
//! Two apostrophes ('') close what two graves opened; by themselves they open nothing.

use memchr::memchr3_iter;

/// What a mark looks like; what it does depends on where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// “ „ ‟ « `` and doubled single ones: opens, but is found as a closer too.
    Open,
    /// ” »: closes, but is found as an opener too.
    Close,
    /// ": either.
    Straight,
    /// ‘: opens.
    SingleOpen,
    /// ’: closes, or is an apostrophe.
    SingleClose,
    /// ': either, or an apostrophe.
    SingleStraight,
    /// 「 『 《 〈.
    CornerOpen,
    /// 」 』 》 〉.
    CornerClose,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    len: usize,
    shape: Shape,
    /// Begins a word: nothing or a space or a bracket before it, and a word after it.
    opens: bool,
    /// Ends a word: something before it, and a space, punctuation or nothing after it.
    closes: bool,
}

/// A stretch between marks; counts bytes of the paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The opening mark's first byte.
    pub outer_start: usize,
    /// First byte of the words.
    pub start: usize,
    /// One past the last byte of the words.
    pub end: usize,
    /// One past the closing mark.
    pub outer_end: usize,
    /// The opening mark.
    pub shape: Shape,
    /// Whether a mark closes it.
    pub closed: bool,
}

/// Finds stretches; keeps its buffers from paragraph to paragraph.
#[derive(Debug, Default)]
pub(super) struct Marks {
    marks: Vec<Mark>,
    pub stretches: Vec<Stretch>,
}

/// How many marks are looked at for the end of a stretch in single marks: apostrophes abound.
const SINGLE_REACH: usize = 64;

/// A paragraph goes on with a quotation left open above only if so many bytes lie before the mark that closes it: less is
/// the name of who was quoted (“… / Ana Rivera, Ostin.”).
const CONTINUED: usize = 80;

impl Marks {
    /// The stretches of `text`, in order, without overlap. `continued`: the paragraph before left a stretch open, so that
    /// a lone closing mark ends what began with this paragraph.
    pub fn find(&mut self, text: &str, continued: bool) {
        self.marks.clear();
        self.stretches.clear();
        let bytes = text.as_bytes();
        let quick = memchr3_iter(b'"', 0xE2, 0xC2, bytes).next().is_some()
            || memchr3_iter(b'`', 0xE3, b'\'', bytes).next().is_some();
        if !quick {
            return;
        }
        self.collect(text);
        self.pair(text, continued);
    }

    /// Lists the marks; doubled ones count as one.
    fn collect(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut ascii = memchr3_iter(b'"', b'\'', b'`', bytes).peekable();
        let mut wide = memchr3_iter(0xE2, 0xC2, 0xE3, bytes).peekable();
        loop {
            let at = match (ascii.peek(), wide.peek()) {
                (Some(&a), Some(&w)) if a < w => ascii.next(),
                (Some(_), None) => ascii.next(),
                _ => wide.next(),
            };
            let Some(at) = at else {
                break;
            };
            let Some((shape, len)) = shape(&bytes[at..]) else {
                continue;
            };
            if let Some(last) = self.marks.last_mut()
                && last.at + last.len == at
                && merges(last, shape, bytes)
            {
                last.len += len;
                last.shape = match last.shape {
                    Shape::SingleOpen => Shape::Open,
                    Shape::SingleClose => Shape::Close,
                    // TeX's pair ``…''; two apostrophes that open are no mark.
                    Shape::SingleStraight => Shape::Close,
                    shape => shape,
                };
                continue;
            }
            if bytes[at] == b'`' && bytes.get(at + 1) != Some(&b'`') {
                continue;
            }
            self.marks.push(Mark {
                at,
                len,
                shape,
                opens: false,
                closes: false,
            });
        }
        for mark in &mut self.marks {
            let before = text[..mark.at].chars().next_back();
            let after = text[mark.at + mark.len..].chars().next();
            let opening = |c: char| c.is_whitespace() || "([{—–-/‘“'\"=<>「".contains(c);
            let closing = |c: char| {
                ('가'..='힣').contains(&c)
                    || c.is_whitespace()
                    || ",.;:!?…)]}—–-/’”'\"<>」".contains(c)
            };
            mark.opens = before.is_none_or(opening) && after.is_some_and(|c| !c.is_whitespace());
            mark.closes = before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(closing);
        }
    }

    fn pair(&mut self, text: &str, continued: bool) {
        let mut open: Option<(Mark, usize)> = None;
        let mut at = 0;
        let mut first = true;
        // Between two apostrophes that double each other ('' … '') single marks quote within, and are told by nobody.
        let mut apostrophes = false;
        while let Some(&mark) = self.marks.get(at) {
            at += 1;
            let doubled = text.as_bytes().get(mark.at) == Some(&b'\'') && mark.len > 1;
            if doubled && open.is_none() {
                apostrophes = mark.opens || (apostrophes && !mark.closes);
            }
            let Some((opener, depth)) = open else {
                match mark.shape {
                    Shape::SingleOpen | Shape::SingleStraight if apostrophes => {}
                    Shape::Open => open = Some((mark, 1)),
                    Shape::Straight | Shape::Close => {
                        let orphan = mark.closes && !mark.opens;
                        if orphan && first && continued && mark.at > CONTINUED {
                            self.stretches.push(Stretch {
                                outer_start: 0,
                                start: 0,
                                end: mark.at,
                                outer_end: mark.at + mark.len,
                                shape: Shape::Open,
                                closed: true,
                            });
                        } else if !orphan
                            && (mark.shape == Shape::Straight || mark.opens)
                            && text.as_bytes().get(mark.at) != Some(&b'\'')
                        {
                            open = Some((mark, 1));
                        }
                    }
                    Shape::SingleOpen | Shape::SingleStraight if mark.opens => {
                        if let Some(closer) = self.single_end(text, at, mark) {
                            let end = self.marks[closer];
                            self.push(mark, end.at, end.at + end.len, true);
                            at = closer + 1;
                        }
                    }
                    Shape::CornerOpen => {
                        if let Some(closer) = self.corner_end(at) {
                            let end = self.marks[closer];
                            self.push(mark, end.at, end.at + end.len, true);
                            at = closer + 1;
                        }
                    }
                    _ => {}
                }
                first &= !matches!(mark.shape, Shape::Open | Shape::Straight | Shape::Close);
                continue;
            };
            let closes = match mark.shape {
                Shape::Close => true,
                Shape::Straight => !mark.opens || (mark.closes && opener.shape == Shape::Straight),
                Shape::Open => mark.closes && !mark.opens,
                _ => continue,
            };
            if closes && depth == 1 {
                self.push(opener, mark.at, mark.at + mark.len, true);
                open = None;
            } else if closes {
                open = Some((opener, depth - 1));
            } else if self.nests(at, depth) {
                open = Some((opener, depth + 1));
            } else {
                self.push(opener, mark.at, mark.at, false);
                open = Some((mark, 1));
            }
        }
        if let Some((opener, _)) = open {
            self.push(opener, text.len(), text.len(), false);
        }
        trim(&mut self.stretches, text);
    }

    fn push(&mut self, opener: Mark, end: usize, outer_end: usize, closed: bool) {
        self.stretches.push(Stretch {
            outer_start: opener.at,
            start: (opener.at + opener.len).min(end),
            end,
            outer_end,
            shape: opener.shape,
            closed,
        });
    }

    /// Whether an opener (the mark before `at`) inside an open stretch is a quotation within the quotation: then as many
    /// closers must follow before anything opens again.
    fn nests(&self, at: usize, depth: usize) -> bool {
        if depth > 3 {
            return false;
        }
        let double = |m: &&Mark| matches!(m.shape, Shape::Open | Shape::Close | Shape::Straight);
        let following = self.marks[at..].iter().take(SINGLE_REACH).filter(double);
        let closers = following
            .take(depth + 1)
            .take_while(|m| m.shape == Shape::Close || (m.closes && !m.opens))
            .count();
        closers > depth
    }

    /// The mark that ends a stretch in single marks: the first that follows a comma or the end of a sentence, else the first
    /// after which no letter stands, those after an s (which may be possessives) last.
    fn single_end(&self, text: &str, from: usize, opener: Mark) -> Option<usize> {
        let fits = |shape: Shape| match opener.shape {
            Shape::SingleOpen => shape == Shape::SingleClose,
            _ => shape == Shape::SingleStraight,
        };
        let mut best: Option<(u8, usize)> = None;
        for (i, mark) in self.marks.iter().enumerate().skip(from).take(SINGLE_REACH) {
            if fits(mark.shape) && mark.opens && !mark.closes {
                break;
            }
            if !fits(mark.shape) || !mark.closes || mark.at <= opener.at + opener.len {
                continue;
            }
            let rank = match text.as_bytes().get(mark.at - 1) {
                Some(b',' | b'.' | b'!' | b'?') => 0,
                Some(b's') => 2,
                _ => 1,
            };
            if best.is_none_or(|(r, _)| rank < r) {
                best = Some((rank, i));
            }
            if rank == 0 {
                break;
            }
        }
        best.map(|(_, i)| i)
    }

    fn corner_end(&self, from: usize) -> Option<usize> {
        let mut depth = 1;
        for (i, mark) in self.marks.iter().enumerate().skip(from).take(SINGLE_REACH) {
            match mark.shape {
                Shape::CornerOpen => depth += 1,
                Shape::CornerClose => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(i);
            }
        }
        None
    }
}

/// Spaces inside the marks are no part of the words.
fn trim(stretches: &mut Vec<Stretch>, text: &str) {
    for s in stretches.iter_mut() {
        let words = &text[s.start..s.end];
        let front = words.len() - words.trim_start().len();
        s.end = s.start + words.trim_end().len();
        s.start = (s.start + front).min(s.end);
        if !s.closed {
            s.outer_end = s.end;
        }
    }
    stretches.retain(|s| s.start < s.end);
}

/// Whether a mark right after another doubles it (““, '', ‘‘, `` but also "" where no word stands between).
fn merges(last: &Mark, shape: Shape, bytes: &[u8]) -> bool {
    match (last.shape, shape) {
        (Shape::SingleOpen, Shape::SingleOpen)
        | (Shape::SingleClose, Shape::SingleClose)
        | (Shape::SingleStraight, Shape::SingleStraight) => true,
        (Shape::Open, Shape::Open) | (Shape::Close, Shape::Close) => true,
        // An empty pair "" is no doubled mark.
        (Shape::Straight, Shape::Straight) => {
            let before = last.at.checked_sub(1).and_then(|i| bytes.get(i));
            let after = bytes.get(last.at + last.len + 1);
            let blank = |b: Option<&u8>| b.is_none_or(|b| b.is_ascii_whitespace());
            !(blank(before) && blank(after))
        }
        _ => false,
    }
}

fn shape(bytes: &[u8]) -> Option<(Shape, usize)> {
    Some(match bytes {
        [b'"', ..] => (Shape::Straight, 1),
        [b'\'', ..] => (Shape::SingleStraight, 1),
        [b'`', ..] => (Shape::Open, 1),
        [0xC2, 0xAB, ..] => (Shape::Open, 2),
        [0xC2, 0xBB, ..] => (Shape::Close, 2),
        [0xE2, 0x80, 0x9C | 0x9E | 0x9F, ..] => (Shape::Open, 3),
        [0xE2, 0x80, 0x9D, ..] => (Shape::Close, 3),
        [0xE2, 0x80, 0x98 | 0x9A | 0x9B, ..] => (Shape::SingleOpen, 3),
        [0xE2, 0x80, 0x99, ..] => (Shape::SingleClose, 3),
        [0xE3, 0x80, 0x88 | 0x8A | 0x8C | 0x8E, ..] => (Shape::CornerOpen, 3),
        [0xE3, 0x80, 0x89 | 0x8B | 0x8D | 0x8F, ..] => (Shape::CornerClose, 3),
        _ => return None,
    })
}
