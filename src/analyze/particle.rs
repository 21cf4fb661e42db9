//! Owns the particles that Korean nouns take: which one a word ends with, and which may follow a syllable.
//! Refuses to know nouns: what remains need not be a word.

/// What a particle needs before it: most have two shapes, after a consonant and after a vowel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Any,
    Consonant,
    Vowel,
    /// 로 also follows ㄹ.
    VowelOrRieul,
}

/// Particles and endings that a noun takes, the longest first.
const PARTICLES: &[(&str, After)] = &[
    ("으로부터", After::Consonant),
    ("에게서는", After::Any),
    ("들에게는", After::Any),
    ("들로부터", After::Any),
    ("으로서의", After::Consonant),
    ("으로서는", After::Consonant),
    ("로부터", After::VowelOrRieul),
    ("들에게", After::Any),
    ("들에서", After::Any),
    ("들까지", After::Any),
    ("들이라", After::Any),
    ("들이며", After::Any),
    ("들처럼", After::Any),
    ("들보다", After::Any),
    ("들만이", After::Any),
    ("에서는", After::Any),
    ("에서도", After::Any),
    ("에서의", After::Any),
    ("에서와", After::Any),
    ("에서만", After::Any),
    ("에게는", After::Any),
    ("에게도", After::Any),
    ("에게서", After::Any),
    ("에게로", After::Any),
    ("까지의", After::Any),
    ("까지도", After::Any),
    ("까지는", After::Any),
    ("부터의", After::Any),
    ("께서는", After::Any),
    ("께서도", After::Any),
    ("로서의", After::VowelOrRieul),
    ("로서는", After::VowelOrRieul),
    ("으로서", After::Consonant),
    ("으로써", After::Consonant),
    ("이라고", After::Consonant),
    ("이라는", After::Consonant),
    ("이라면", After::Consonant),
    ("이라도", After::Consonant),
    ("으로는", After::Consonant),
    ("으로도", After::Consonant),
    ("으로의", After::Consonant),
    ("들에", After::Any),
    ("들로", After::Any),
    ("이란", After::Consonant),
    ("로서", After::VowelOrRieul),
    ("로써", After::VowelOrRieul),
    ("로는", After::VowelOrRieul),
    ("로도", After::VowelOrRieul),
    ("로의", After::VowelOrRieul),
    ("들은", After::Any),
    ("들이", After::Any),
    ("들을", After::Any),
    ("들의", After::Any),
    ("들과", After::Any),
    ("들도", After::Any),
    ("들만", After::Any),
    ("에서", After::Any),
    ("에게", After::Any),
    ("에는", After::Any),
    ("에도", After::Any),
    ("에로", After::Any),
    ("에만", After::Any),
    ("께서", After::Any),
    ("까지", After::Any),
    ("부터", After::Any),
    ("보다", After::Any),
    ("처럼", After::Any),
    ("만이", After::Any),
    ("만은", After::Any),
    ("만을", After::Any),
    ("만의", After::Any),
    ("으로", After::Consonant),
    ("라고", After::Vowel),
    ("라는", After::Vowel),
    ("라면", After::Vowel),
    ("이다", After::Any),
    ("이며", After::Consonant),
    ("이자", After::Consonant),
    ("이나", After::Consonant),
    ("이여", After::Consonant),
    ("인데", After::Any),
    ("과의", After::Consonant),
    ("와의", After::Vowel),
    ("과는", After::Consonant),
    ("와는", After::Vowel),
    ("과도", After::Consonant),
    ("와도", After::Vowel),
    ("란", After::Vowel),
    ("은", After::Consonant),
    ("는", After::Vowel),
    ("이", After::Consonant),
    ("가", After::Vowel),
    ("을", After::Consonant),
    ("를", After::Vowel),
    ("의", After::Any),
    ("에", After::Any),
    ("께", After::Any),
    ("로", After::VowelOrRieul),
    ("와", After::Vowel),
    ("과", After::Consonant),
    ("도", After::Any),
    ("만", After::Any),
    ("들", After::Any),
    ("며", After::Vowel),
    ("나", After::Vowel),
    ("여", After::Vowel),
];

/// The run without a particle at its end, where at least two syllables remain.
pub(super) fn strip(run: &[char]) -> Option<&[char]> {
    strip_to(run, 2)
}

/// The run without a particle at its end, where at least so many syllables remain.
pub(super) fn strip_to(run: &[char], least: usize) -> Option<&[char]> {
    PARTICLES.iter().find_map(|(particle, after)| {
        let rest = run.len().checked_sub(particle.chars().count())?;
        let (noun, end) = run.split_at_checked(rest.max(least))?;
        let fits = end.iter().copied().eq(particle.chars()) && follows(*noun.last()?, *after);
        fits.then_some(noun)
    })
}

fn follows(syllable: char, after: After) -> bool {
    if !('\u{ac00}'..='\u{d7a3}').contains(&syllable) {
        return false;
    }
    // Composed syllables lie in rows of 28 finals; the first of a row has none, the ninth is ㄹ (Unicode 3.12).
    let last = (syllable as u32 - 0xac00) % 28;
    match after {
        After::Any => true,
        After::Consonant => last != 0,
        After::Vowel => last == 0,
        After::VowelOrRieul => last == 0 || last == 8,
    }
}

/// The syllables with which a particle after `syllable` may begin, each once.
pub(super) fn beginnings(syllable: char) -> Vec<char> {
    let mut first: Vec<char> = PARTICLES
        .iter()
        .filter(|(_, after)| follows(syllable, *after))
        .filter_map(|(particle, _)| particle.chars().next())
        .collect();
    first.sort_unstable();
    first.dedup();
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noun(word: &str) -> String {
        let run: Vec<char> = word.chars().collect();
        strip(&run).unwrap_or(&run).iter().collect()
    }

    #[test]
    fn the_longest_particle_that_can_follow_is_cut_off() {
        let nouns = [
            "인민들은",
            "평양에서는",
            "공장으로부터",
            "로동당이",
            "신의주로",
            "서울로",
        ]
        .map(noun);
        assert_eq!(nouns, ["인민", "평양", "공장", "로동당", "신의주", "서울"]);
    }

    #[test]
    fn the_longest_come_first() {
        assert!(PARTICLES.is_sorted_by_key(|(p, _)| std::cmp::Reverse(p.chars().count())));
    }

    #[test]
    fn a_syllable_that_only_looks_like_a_particle_stays() {
        assert_eq!(noun("인민군가"), "인민군가", "가 follows vowels only");
        assert_eq!(noun("국가"), "국가", "one syllable is no noun to look for");
    }
}
