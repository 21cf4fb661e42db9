//! A corpus made up anew at each run, the same for the same size: invented words with Zipfian frequencies over a vocabulary that
//! grows with the corpus (Heaps), articles with a median of 600 words, blocks with credits, quotations, near-copies, one in
//! twenty Korean, and planted words whose counts are known.

use std::fs;
use std::io::Write;
use std::path::Path;

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
pub struct Random(u64);

impl Random {
    /// A sequence of its own for each seed.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// Uniform in 0..1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn chance(&mut self, p: f64) -> bool {
        self.share() < p
    }

    /// Normal, by the sum of twelve.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}

/// In one article of a thousand.
pub const RARE: &str = "zuvexorin";
/// In one article of ten.
pub const COMMON: &str = "balquet";

const OUTLETS: [&str; 6] = [
    "Solgae Watch",
    "Baram Courier",
    "Northlight Wire",
    "Harbour Ledger",
    "Quayside Notes",
    "Tidewater Review",
];
const NAMES: [&str; 8] = [
    "Han Mirae",
    "Ok Tae-rim",
    "Myong Sun-ok",
    "Paeng Ju-ri",
    "Cha Do-yun",
    "Tak Il-hwa",
    "Ban So-ra",
    "Ki Won-san",
];
const HANGUL: &str = "가나다라마바사아자차카타파하고노도로모보소오조초기니디리미비시이지치구누두루무부수우주추정은조선북남중앙통신";

/// The word of rank `rank`: pronounceable, of one to four syllables, shorter for the commoner ones.
fn word(rank: usize) -> String {
    const ONSETS: [&str; 16] = [
        "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "ch",
    ];
    const NUCLEI: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
    const CODAS: [&str; 8] = ["", "n", "r", "s", "l", "t", "nd", "rk"];
    let mut random = Random::new(rank as u64 * 7919 + 17);
    let syllables = 1 + (rank > 40) as usize + (rank > 3000) as usize + (rank > 100_000) as usize;
    (0..syllables)
        .map(|_| {
            format!(
                "{}{}{}",
                ONSETS[random.below(16)],
                NUCLEI[random.below(8)],
                CODAS[random.below(8)]
            )
        })
        .collect()
}

/// A source of words with Zipfian frequencies.
pub struct Vocabulary {
    words: Vec<String>,
    random: Random,
}

impl Vocabulary {
    fn new(articles: usize, seed: u64) -> Vocabulary {
        let size = 60 * ((articles * 600) as f64).sqrt() as usize;
        Vocabulary {
            words: (0..size).map(word).collect(),
            random: Random::new(seed),
        }
    }

    fn next(&mut self) -> &str {
        // The inverse of the integral of 1/(r + 2.7): Zipf with Mandelbrot's shift.
        let (n, shift) = (self.words.len() as f64, 2.7);
        let rank = ((n / shift).powf(self.random.share()) * shift - shift) as usize;
        &self.words[rank.min(self.words.len() - 1)]
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut sentence = String::new();
        for at in 0..words {
            if at > 0 {
                sentence.push_str(if self.random.chance(0.06) { ", " } else { " " });
            }
            let word = self.next().to_string();
            if at == 0 {
                sentence.extend(word.chars().next().map(|c| c.to_ascii_uppercase()));
                sentence.push_str(&word[1..]);
            } else {
                sentence.push_str(&word);
            }
        }
        sentence
    }

    fn paragraph(&mut self) -> String {
        let sentences = 2 + self.random.below(4);
        let mut paragraph = String::new();
        for _ in 0..sentences {
            let length = 8 + self.random.below(20);
            let sentence = self.sentence(length);
            if self.random.chance(0.12) {
                let name = NAMES[self.random.below(NAMES.len())];
                paragraph.push_str(&format!("“{sentence},” {name} said. "));
            } else {
                paragraph.push_str(&sentence);
                paragraph.push_str(". ");
            }
        }
        paragraph.trim_end().to_string()
    }

    fn korean_paragraph(&mut self) -> String {
        let syllables: Vec<char> = HANGUL.chars().collect();
        let mut paragraph = String::new();
        for _ in 0..30 + self.random.below(40) {
            for _ in 0..1 + self.random.below(5) {
                paragraph.push(syllables[self.random.below(syllables.len())]);
            }
            paragraph.push_str(["은 ", "는 ", "을 ", "에 ", "의 ", " ", " "][self.random.below(7)]);
        }
        format!("{}다.", paragraph.trim_end())
    }
}

/// Writes `articles` articles as text files into `folder`, 500 a sub-folder; returns the bytes written.
pub fn write(folder: &Path, articles: usize) -> std::io::Result<u64> {
    let mut words = Vocabulary::new(articles, articles as u64);
    let (mut bytes, mut last) = (0, String::new());
    for number in 0..articles {
        let within = folder.join(format!("part-{:04}", number / 500));
        if number % 500 == 0 {
            fs::create_dir_all(&within)?;
        }
        let text = if number % 33 == 32 {
            last.replacen(". ", ". Again. ", 1)
        } else {
            article(&mut words, number)
        };
        fs::File::create(within.join(format!("{number:06}.txt")))?.write_all(text.as_bytes())?;
        bytes += text.len() as u64;
        last = text;
    }
    Ok(bytes)
}

fn article(words: &mut Vocabulary, number: usize) -> String {
    let korean = number % 20 == 7;
    let outlet = OUTLETS[words.random.below(OUTLETS.len())];
    let name = NAMES[words.random.below(NAMES.len())];
    let date = format!(
        "{}-{:02}-{:02}",
        2010 + words.random.below(14),
        1 + words.random.below(12),
        1 + words.random.below(28)
    );
    let mut text = format!("{}\nBy {name}, {outlet}, {date}\n", words.sentence(7));
    let wanted = (600.0 * (0.6 * words.random.normal()).exp()) as usize;
    let mut written = 0;
    while written < wanted.clamp(60, 8000) {
        let paragraph = if korean {
            words.korean_paragraph()
        } else {
            words.paragraph()
        };
        written += paragraph.split(' ').count();
        text.push_str(&paragraph);
        if words.random.chance(0.08) {
            text.push_str(&format!(
                " [{}]",
                OUTLETS[words.random.below(OUTLETS.len())]
            ));
        }
        text.push('\n');
    }
    for (planted, every) in [(RARE, 1000), (COMMON, 10)] {
        if number % every == 3 {
            text.push_str(&format!("The {planted} {} here.\n", words.next()));
        }
    }
    text
}
