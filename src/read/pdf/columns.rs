//! Owns the reading order of the words of a page that comes without one: lines, columns, blocks. Refuses tables: their columns are read
//! one after the other.

use super::page::{Block, Line, Word};

/// A gutter is at least this much of a line's height.
const GUTTER: f32 = 0.7;
/// Columns in columns in columns.
const DEEPEST: usize = 3;

/// The blocks of a page's words, in the order in which people read them.
pub(super) fn blocks(words: Vec<Word>) -> Vec<Block> {
    let mut blocks = Vec::new();
    read(words, 0, &mut blocks);
    blocks
}

fn read(words: Vec<Word>, depth: usize, out: &mut Vec<Block>) {
    let rows = rows(words);
    let Some((left, right)) = gutter(&rows).filter(|_| depth < DEEPEST) else {
        return lines(rows, out);
    };
    // Rows that go across part the page into bands; in each the left column is read before the right.
    let middle = (left + right) / 2.0;
    let (mut lefts, mut rights, mut across) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        let crosses = row
            .iter()
            .any(|w| w.area.left < right - 0.5 && w.area.right > left + 0.5);
        if crosses {
            read_columns(&mut lefts, &mut rights, depth, out);
            across.push(row);
            continue;
        }
        lines(std::mem::take(&mut across), out);
        let (l, r): (Vec<Word>, Vec<Word>) = row.into_iter().partition(|w| w.area.left < middle);
        lefts.extend(l);
        rights.extend(r);
    }
    lines(across, out);
    read_columns(&mut lefts, &mut rights, depth, out);
}

fn read_columns(lefts: &mut Vec<Word>, rights: &mut Vec<Word>, depth: usize, out: &mut Vec<Block>) {
    read(std::mem::take(lefts), depth + 1, out);
    read(std::mem::take(rights), depth + 1, out);
}

/// Words in rows from top to bottom, each from left to right.
fn rows(mut words: Vec<Word>) -> Vec<Vec<Word>> {
    words.sort_by(|a, b| {
        a.area
            .bottom
            .total_cmp(&b.area.bottom)
            .then(a.area.left.total_cmp(&b.area.left))
    });
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let row = rows.last_mut().filter(|row| {
            let base = row[0].area.bottom;
            word.area.bottom - base < 0.4 * word.area.height().min(row[0].area.height())
        });
        match row {
            Some(row) => row.push(word),
            None => rows.push(vec![word]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.area.left.total_cmp(&b.area.left));
    }
    rows
}

/// The widest strip, from top to bottom, that nearly no word crosses while much stands on both sides of it.
fn gutter(rows: &[Vec<Word>]) -> Option<(f32, f32)> {
    let words = || rows.iter().flatten();
    let count = words().count();
    if rows.len() < 4 || count < 16 {
        return None;
    }
    let from = words().map(|w| w.area.left).fold(f32::MAX, f32::min);
    let to = words().map(|w| w.area.right).fold(f32::MIN, f32::max);
    let width = (to - from).clamp(1.0, 10_000.0) as usize + 1;
    let mut cover = vec![0u32; width];
    let place = |x: f32| ((x - from).max(0.0) as usize).min(width - 1);
    for word in words() {
        (place(word.area.left)..=place(word.area.right)).for_each(|x| cover[x] += 1);
    }
    let few = (rows.len() / 8).max(1) as u32;
    let size = words().map(|w| w.area.height()).sum::<f32>() / count as f32;
    let mut best: Option<(f32, f32)> = None;
    let mut x = 0;
    while x < width {
        let end = (x..width).find(|&x| cover[x] > few).unwrap_or(width);
        let (left, right) = (from + x as f32, from + end as f32);
        let left_of = words()
            .filter(|_| end > x)
            .filter(|w| w.area.right <= left + 1.0)
            .count();
        let right_of = words()
            .filter(|_| end > x)
            .filter(|w| w.area.left >= right - 1.0)
            .count();
        let both = left_of * 5 >= count && right_of * 5 >= count;
        if both && right - left >= GUTTER * size && best.is_none_or(|(l, r)| right - left > r - l) {
            best = Some((left, right));
        }
        x = end + 1;
    }
    best
}

/// Adds rows as blocks of lines: a new one where the distance grows or the letters change their size.
fn lines(rows: Vec<Vec<Word>>, out: &mut Vec<Block>) {
    let lines: Vec<Line> = rows.iter().filter_map(|row| Line::of(row)).collect();
    let mut pitches: Vec<f32> = lines
        .windows(2)
        .map(|pair| pair[1].area.bottom - pair[0].area.bottom)
        .collect();
    pitches.sort_by(f32::total_cmp);
    // The lower third: of three lines two may stand apart.
    let usual = pitches.get(pitches.len() / 3).copied().unwrap_or(0.0);
    let mut block = Block::default();
    for line in lines {
        if let Some(last) = block.lines.last() {
            let pitch = line.area.bottom - last.area.bottom;
            let resized = (line.size - last.size).abs() > 0.12 * last.size;
            if pitch > 1.35 * usual.max(line.size) || resized {
                out.push(std::mem::take(&mut block));
            }
        }
        block.lines.push(line);
    }
    if !block.lines.is_empty() {
        out.push(block);
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::Area;
    use super::*;

    /// Words of 5 points a letter from `left` on, ten points high.
    fn row(text: &str, left: f32, top: f32) -> Vec<Word> {
        let mut x = left;
        let words = text.split(' ').map(|text| {
            let area = Area {
                left: x,
                top,
                right: x + 5.0 * text.len() as f32,
                bottom: top + 10.0,
            };
            x = area.right + 3.0;
            Word {
                area,
                text: text.to_string(),
            }
        });
        words.collect()
    }

    fn order(words: Vec<Word>) -> Vec<String> {
        let blocks = blocks(words);
        let texts = blocks.iter().map(|b| {
            b.lines
                .iter()
                .map(|l| l.text.as_str())
                .collect::<Vec<_>>()
                .join(" / ")
        });
        texts.collect()
    }

    #[test]
    fn two_columns_under_a_headline_are_read_one_after_the_other() {
        let mut words = row(
            "A headline that goes across the whole page of the paper",
            0.0,
            0.0,
        );
        for n in 0..6 {
            let top = 30.0 + 12.0 * n as f32;
            words.extend(row(&format!("left words of row {n}"), 0.0, top));
            words.extend(row(&format!("right words of row {n}"), 160.0, top + 0.3));
        }
        let left: Vec<String> = (0..6).map(|n| format!("left words of row {n}")).collect();
        let right: Vec<String> = (0..6).map(|n| format!("right words of row {n}")).collect();
        let headline = "A headline that goes across the whole page of the paper".to_string();
        assert_eq!(
            order(words),
            [headline, left.join(" / "), right.join(" / ")]
        );
    }

    #[test]
    fn one_column_stays_one_and_gaps_part_blocks() {
        let mut words = Vec::new();
        let texts = [
            "plain words fill the whole of this row",
            "and the next has others of other lengths",
            "so that no strip is free of them all",
            "which is how a page looks",
            "and a block below a gap",
        ];
        for (n, text) in texts.iter().enumerate() {
            words.extend(row(
                text,
                0.0,
                12.0 * n as f32 + if n == 4 { 20.0 } else { 0.0 },
            ));
        }
        assert_eq!(order(words), [texts[..4].join(" / "), texts[4].to_string()]);
    }
}
