//! Makes the article of a number: the same for the same size of corpus, whatever was made before it.

use super::planted::{CREDITED, How, PLANTED, SPEAKER, date};
use super::random::Random;
use super::words::Vocabulary;

/// Outlets, all invented; `sources.toml` of the corpus declares them.
pub const OUTLETS: [&str; 8] = [
    "Solgae Watch",
    "Baram Courier",
    CREDITED,
    "Harbour Ledger",
    "Quayside Notes",
    "Tidewater Review",
    "Marusan Sinmun",
    "Brackwater Weekly",
];
/// People, all invented, each in the spellings that the press might use.
pub const PEOPLE: [&[&str]; 8] = [
    &["Han Mirae", "Han Mi-rae", "Han Mi Rae", "한미래"],
    &["Ok Tae-rim", "Ok Thae Rim", "Ok T'aerim", "옥태림"],
    &["Myong Sun-ok", "Myung Soon-ok", "Myŏng Sunok"],
    &["Paeng Ju-ri", "Paeng Juri", "P'aeng Chu-ri", "팽주리"],
    &["Cha Do-yun", "Cha Toyun", "Ch'a To-yun"],
    &["Tak Il-hwa", "T'ak Irhwa", "탁일화"],
    &["Ban So-ra", "Pan Sora", "반소라"],
    &["Ki Won-san", "Ki Wŏnsan", "기원산"],
];
/// Places, each in spellings of the press.
pub const PLACES: [&[&str]; 3] = [
    &["Chongjin", "Ch'ŏngjin", "Cheongjin", "청진"],
    &["Hyesan", "Hyesan City", "혜산"],
    &["Sinuiju", "Sinŭiju", "Shinuiju", "신의주"],
];

/// An article before it has a format.
pub struct Article {
    /// Its number; copies have that of what they copy.
    pub number: usize,
    /// Its headline.
    pub title: String,
    /// Who published it.
    pub outlet: &'static str,
    /// Who wrote it.
    pub author: &'static str,
    /// Its paragraphs and blocks.
    pub blocks: Vec<Block>,
    /// `en` or `ko`.
    pub lang: &'static str,
}

/// A part of an article.
pub enum Block {
    /// The publisher's own paragraph.
    Own(String),
    /// A paragraph lifted from the outlet named.
    Lifted(String, &'static str),
}

/// The article of a number. One in 33 is nearly, one in 100 exactly the one before it.
pub fn article(words: &Vocabulary, number: usize) -> Article {
    let mut article = if number % 100 == 61 {
        copied(words, number - 1)
    } else {
        copied(words, number)
    };
    let mut random = Random::new(number as u64 ^ 0x5eed);
    for planted in PLANTED.iter().filter(|p| p.is_in(number)) {
        if matches!(planted.how, How::Block) && article.outlet == CREDITED {
            article.outlet = OUTLETS[0];
        }
        let (what, filler) = (planted.text, words.sentence(6, &mut random));
        article.blocks.push(match planted.how {
            How::Own => Block::Own(format!("{filler} the {what} here.")),
            How::Block => Block::Lifted(format!("{filler} the {what} as it was found."), CREDITED),
            How::Quotation => {
                Block::Own(format!("“{filler} the {what} must hold,” {SPEAKER} said."))
            }
            How::Korean => Block::Own(format!("{what}에서 {}", words.korean(8, &mut random))),
        });
    }
    article
}

fn copied(words: &Vocabulary, number: usize) -> Article {
    if number % 33 != 32 {
        return fresh(words, number);
    }
    let mut article = fresh(words, number - 1);
    article.number = number;
    article.outlet = OUTLETS[number % OUTLETS.len()];
    if let Some(Block::Own(text)) = article.blocks.first_mut() {
        text.push_str(" It was updated.");
    }
    article
}

fn fresh(words: &Vocabulary, number: usize) -> Article {
    let random = &mut Random::new(number as u64);
    let korean = number % 20 == 7;
    let mut article = Article {
        number,
        title: if korean {
            words.korean(4, random)
        } else {
            words.sentence(7, random)
        },
        outlet: random.pick(&OUTLETS),
        author: spelling(&PEOPLE, random),
        blocks: Vec::new(),
        lang: if korean { "ko" } else { "en" },
    };
    let wanted = (600.0 * (0.6 * random.normal()).exp()).clamp(60.0, 8000.0);
    // Half a paragraph, by which the last one goes beyond what is wanted.
    let mut written = 33;
    while (written as f64) < wanted {
        let text = if korean {
            korean_paragraph(words, random)
        } else {
            paragraph(words, random)
        };
        written += text.split(' ').count();
        // Credits at the end of what is lifted; never two outlets' blocks side by side, which only markup could tell apart.
        let follows_own = matches!(article.blocks.last(), Some(Block::Own(_)));
        article.blocks.push(if follows_own && random.chance(0.12) {
            Block::Lifted(text, other(article.outlet, random))
        } else {
            Block::Own(text)
        });
    }
    article
}

fn paragraph(words: &Vocabulary, random: &mut Random) -> String {
    let mut paragraph = String::new();
    for _ in 0..3 + random.below(3) {
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        let length = 8 + random.below(18);
        let sentence = words.sentence(length, random);
        let text = match random.below(100) {
            0..8 => format!("“{sentence},” {} said.", spelling(&PEOPLE, random)),
            8..12 => {
                let (place, who) = (spelling(&PLACES, random), spelling(&PEOPLE, random));
                format!("In {place}, {who} told reporters: “{sentence}.”")
            }
            12..16 => format!("{sentence}, {} reported.", random.pick(&OUTLETS)),
            16..26 => format!("{sentence} in {}.", spelling(&PLACES, random)),
            _ => format!("{sentence}."),
        };
        paragraph.push_str(&text);
    }
    paragraph
}

fn korean_paragraph(words: &Vocabulary, random: &mut Random) -> String {
    let sentences: Vec<String> = (0..3 + random.below(3))
        .map(|_| {
            let length = 6 + random.below(10);
            words.korean(length, random)
        })
        .collect();
    sentences.join(" ")
}

/// An outlet to lift from: nobody credits itself.
fn other(outlet: &str, random: &mut Random) -> &'static str {
    let drawn = random.below(OUTLETS.len());
    if OUTLETS[drawn] == outlet {
        return OUTLETS[(drawn + 1) % OUTLETS.len()];
    }
    OUTLETS[drawn]
}

/// A name in one of its spellings.
fn spelling(names: &[&'static [&'static str]], random: &mut Random) -> &'static str {
    let spellings = random.pick(names);
    random.pick(spellings)
}

/// The day of an article, as `2016-04-08`.
pub fn day(article: &Article) -> String {
    let (year, month, day) = date(article.number);
    format!("{year}-{month:02}-{day:02}")
}
