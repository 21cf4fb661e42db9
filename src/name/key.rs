//! Owns the key under which the table finds a spelling: its consonants, by classes, so that the hundreds of spellings of a name
//! have a handful of keys. Refuses to decide: whether a name is written so, [`super::writing`] says.

/// The key of words that stand one after another. Korean and Chinese stand for themselves.
pub(super) fn of(words: &[&str]) -> String {
    words.iter().fold(String::new(), |mut key, word| {
        write(word, &mut key);
        key
    })
}

/// Appends a word's key.
fn write(word: &str, key: &mut String) {
    if !word.is_ascii() {
        key.push_str(word);
        return;
    }
    let bytes = word.as_bytes();
    let mut last = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let before = at.checked_sub(1).map(|b| bytes[b]);
        let class = match byte {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'w' | b'y' | b'h' => {
                last = 0;
                continue;
            }
            b'c' if bytes.get(at + 1) == Some(&b'h') => b'c',
            b'j' => b'c',
            b'g' if before == Some(b'n') => continue,
            b'g' | b'c' | b'q' => b'k',
            b'd' => b't',
            b'b' => b'p',
            b'r' => b'l',
            other => other,
        };
        if class != last || class.is_ascii_digit() {
            key.push(char::from(class));
        }
        last = class;
    }
}
