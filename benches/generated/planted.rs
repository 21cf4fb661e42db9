//! Words that stand in articles whose numbers are known, so that a bench can check that it measures the right answers.

/// A text that is planted in every so-manyth article.
pub struct Planted {
    /// What is planted.
    pub text: &'static str,
    every: usize,
    at: usize,
    /// As what it stands there.
    pub how: How,
}

/// As what something is planted.
pub enum How {
    /// The publisher's own words.
    Own,
    /// A block, credited to [`CREDITED`].
    Block,
    /// A direct quotation of [`SPEAKER`].
    Quotation,
    /// The publisher's own words, in Korean, before a particle.
    Korean,
}

impl Planted {
    const fn new(text: &'static str, every: usize, at: usize, how: How) -> Planted {
        Planted {
            text,
            every,
            at,
            how,
        }
    }

    /// Whether the article of this number has it, once.
    pub fn is_in(&self, number: usize) -> bool {
        number % self.every == self.at
    }
}

/// The outlet that planted blocks are credited to.
pub const CREDITED: &str = "Northlight Wire";
/// Who speaks planted quotations.
pub const SPEAKER: &str = "Edda Wimborne";

/// All that is planted, each also in the smallest corpus. A phrase stands somewhere else with its words turned round, and the word
/// of blocks in a publisher's own voice too, so that a search which does not look closely finds too many.
pub const PLANTED: [Planted; 9] = [
    Planted::new("zuvexorin", 1000, 3, How::Own),
    Planted::new("haldrenox", 100, 13, How::Own),
    Planted::new("balquet", 10, 3, How::Own),
    Planted::new("velmorin tasquad", 50, 23, How::Own),
    Planted::new("tasquad velmorin", 100, 71, How::Own),
    Planted::new("quorvessa", 40, 17, How::Block),
    Planted::new("quorvessa", 40, 35, How::Own),
    Planted::new("tromvelquist", 200, 43, How::Quotation),
    Planted::new("구름나루", 20, 7, How::Korean),
];

/// The day of an article: fourteen years, each of which has a share of what is planted.
pub fn date(number: usize) -> (usize, usize, usize) {
    let tens = number / 10;
    (
        2010 + tens % 14,
        1 + tens / 14 % 12,
        1 + (tens / 168 + number) % 28,
    )
}
