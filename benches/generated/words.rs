//! Invented words with Zipfian frequencies, over a vocabulary that grows with the corpus (Heaps), and sentences of them.
//! The commonest are English words of grammar, as in real text, so that languages are told and cues of speech found.

use super::random::Random;

const GRAMMAR: &str = "the of to and a in that is for on it with as was by at from he his be this have they which but not are \
                       an their who has were its more had she will one after about would there when been than two if out";
const ONSETS: [&str; 16] = [
    "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "ch",
];
const NUCLEI: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
const CODAS: [&str; 8] = ["", "n", "r", "s", "l", "t", "nd", "rk"];
const SYLLABLES: &str = "가나다라마바사아자차카타파하고노도로모보소오조초기니디리미비시이지치구누두루무부수우주추정은조선북남중앙통신강산성경원동";
const PARTICLES: [&str; 9] = ["은", "는", "을", "에", "의", "에서", "으로", "", ""];

/// The words of a corpus, the commonest first.
pub struct Vocabulary {
    latin: Vec<Box<str>>,
    hangul: Vec<Box<str>>,
}

impl Vocabulary {
    /// The words of so many articles: by Heaps' law as many as the root of the corpus' words, times 60.
    pub fn new(articles: usize) -> Vocabulary {
        let size = 60 * ((articles * 700) as f64).sqrt() as usize;
        let grammar = GRAMMAR.split_whitespace().map(Box::from);
        let syllables: Vec<char> = SYLLABLES.chars().collect();
        Vocabulary {
            latin: grammar.chain((0..size).map(latin)).collect(),
            hangul: (0..size / 8).map(|rank| hangul(rank, &syllables)).collect(),
        }
    }

    fn word(&self, random: &mut Random) -> &str {
        &self.latin[zipf(self.latin.len(), random)]
    }

    /// A sentence without its closing mark.
    pub fn sentence(&self, words: usize, random: &mut Random) -> String {
        let mut sentence = String::with_capacity(words * 8);
        for at in 0..words {
            let word = self.word(random);
            if at == 0 {
                sentence.extend(word.chars().next().map(|c| c.to_ascii_uppercase()));
                sentence.push_str(&word[1..]);
            } else {
                sentence.push_str(if random.chance(0.06) { ", " } else { " " });
                sentence.push_str(word);
            }
        }
        sentence
    }

    /// A Korean sentence, closing mark and all: words with particles, and a verb.
    pub fn korean(&self, words: usize, random: &mut Random) -> String {
        let mut sentence = String::with_capacity(words * 12);
        for _ in 0..words {
            sentence.push_str(&self.hangul[zipf(self.hangul.len(), random)]);
            sentence.push_str(random.pick(&PARTICLES));
            sentence.push(' ');
        }
        sentence + random.pick(&["했다.", "있다.", "밝혔다.", "되었다."])
    }
}

/// A rank below `n`: the inverse of the integral of 1/(r + 2.7), Zipf with Mandelbrot's shift.
fn zipf(n: usize, random: &mut Random) -> usize {
    let (size, shift) = (n as f64, 2.7);
    let rank = ((size / shift + 1.0).powf(random.share()) * shift - shift) as usize;
    rank.min(n - 1)
}

/// The word of a rank: pronounceable, of one to three syllables, shorter for the commoner ones.
fn latin(rank: usize) -> Box<str> {
    let mut random = Random::new(rank as u64);
    let syllables = 1 + (rank > 150) as usize + (rank > 20_000) as usize;
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(random.pick(&ONSETS));
        word.push_str(random.pick(&NUCLEI));
        word.push_str(random.pick(&CODAS));
    }
    word.into()
}

fn hangul(rank: usize, syllables: &[char]) -> Box<str> {
    let mut random = Random::new(rank as u64 + 7);
    let length = 1 + (rank > 20) as usize + random.below(2) + (rank > 2000) as usize;
    let word: String = (0..length)
        .map(|_| syllables[random.below(syllables.len())])
        .collect();
    word.into()
}
