//! Owns the way from bytes to text: UTF-8, UTF-16 and the legacy charsets of saved pages and old archives.
//! Refuses to mend: bytes that are damaged, or no plausible text in any charset, are an error that names the place.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Some bytes as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// Whether the text stands in the bytes as it is: byte `i` of `text` is byte `i + bom` of the file.
    pub verbatim: bool,
    /// Bytes of the byte order mark.
    pub bom: usize,
    /// The charset's name, as browsers spell it.
    pub encoding: &'static str,
}

/// Decodes a whole file. `declared` are the charsets that the server and the file name, the weightiest first: each is believed if
/// the bytes agree.
///
/// # Errors
/// If no charset gives plausible text; the words name the first bad byte (from 0) and its line.
pub fn decode<'a>(bytes: &'a [u8], declared: &[&str]) -> Result<Decoded<'a>, String> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        if encoding != UTF_8 {
            return utf16(bytes, encoding, bom).ok_or_else(|| {
                format!(
                    "not valid {}; convert it to UTF-8 or mend the file",
                    encoding.name()
                )
            });
        }
        return match std::str::from_utf8(&bytes[bom..]) {
            Ok(text) => Ok(utf8(text, bom)),
            Err(e) => Err(not_utf8(bytes, bom + e.valid_up_to())),
        };
    }
    let bad = match std::str::from_utf8(bytes) {
        Ok(text) if !text.as_bytes().iter().take(4096).any(|&b| b == 0) => {
            return Ok(utf8(text, 0));
        }
        Ok(text) => {
            return Ok(utf16_by_nuls(bytes).unwrap_or_else(|| utf8(text, 0)));
        }
        Err(e) => e.valid_up_to(),
    };
    if let Some(decoded) = utf16_by_nuls(bytes) {
        return Ok(decoded);
    }
    if is_damaged_utf8(bytes) {
        return Err(not_utf8(bytes, bad));
    }
    let declared = declared
        .iter()
        .filter_map(|label| Encoding::for_label(label.trim().as_bytes()))
        .filter(|e| e.is_ascii_compatible() && *e != UTF_8);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // A mebibyte tells; the decoding then looks at every byte.
    detector.feed(&bytes[..bytes.len().min(1 << 20)], bytes.len() <= 1 << 20);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    declared
        .chain([guessed])
        .find_map(|encoding| legacy(bytes, encoding))
        .ok_or_else(|| not_utf8(bytes, bad))
}

/// Whether bytes that hold NULs are UTF-16 all the same.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    match Encoding::for_bom(bytes) {
        Some((encoding, bom)) if encoding != UTF_8 => utf16(bytes, encoding, bom).is_some(),
        _ => utf16_by_nuls(bytes).is_some(),
    }
}

fn utf8(text: &str, bom: usize) -> Decoded<'_> {
    Decoded {
        text: Cow::Borrowed(text),
        verbatim: true,
        bom,
        encoding: UTF_8.name(),
    }
}

fn not_utf8(bytes: &[u8], at: usize) -> String {
    let line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count();
    format!("not valid UTF-8 at byte {at} (line {line}); convert it or mend the file")
}

/// UTF-16 without a mark shows NULs on one side of each ASCII character only.
fn utf16_by_nuls(bytes: &[u8]) -> Option<Decoded<'_>> {
    let head = &bytes[..bytes.len().min(64 << 10)];
    let mut nuls = [0usize; 2];
    for at in memchr::memchr_iter(0, head) {
        nuls[at % 2] += 1;
    }
    let (few, many) = (nuls[0].min(nuls[1]), nuls[0].max(nuls[1]));
    // Spaces and line ends alone make 5% of the characters of any text; some syllables (쌀, U+C300) have a NUL on the other side.
    if bytes.len() % 2 == 1 || many * 40 < head.len() || few * 4 > many {
        return None;
    }
    let encoding = if nuls[1] > nuls[0] {
        UTF_16LE
    } else {
        UTF_16BE
    };
    utf16(bytes, encoding, 0)
}

fn utf16<'a>(bytes: &'a [u8], encoding: &'static Encoding, bom: usize) -> Option<Decoded<'a>> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[bom..])?;
    let (mut all, mut odd) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        odd += usize::from(is_odd(c) || (c.is_ascii_control() && !c.is_ascii_whitespace()));
    }
    (odd * 20 <= all).then_some(Decoded {
        text,
        verbatim: false,
        bom,
        encoding: encoding.name(),
    })
}

/// Characters that no text of ours holds: unassigned, private, and planes of rare ideographs that random 16-bit numbers hit.
fn is_odd(c: char) -> bool {
    let known = c.is_alphanumeric() || c.is_whitespace() || c.is_ascii();
    !known
        && !matches!(c, '\u{80}'..='\u{33ff}' | '\u{fe00}'..='\u{fe6f}' | '\u{ff00}'..='\u{ffef}' | '\u{1f000}'..='\u{1faff}')
}

/// Text that was UTF-8 and lost or gained some bytes: its whole sequences are no accident.
/// Of the syllables of EUC-KR about one in three looks like a sequence, so those stay a minority there.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk
            .valid()
            .bytes()
            .filter(|b| matches!(b, 0xc2..=0xf4))
            .count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && whole >= broken
}

fn legacy<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Option<Decoded<'a>> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let plausible = if encoding.is_single_byte() {
        plausible_alphabet(&text)
    } else {
        plausible_ideographs(&text)
    };
    plausible.then_some(Decoded {
        text,
        verbatim: false,
        bom: 0,
        encoding: encoding.name(),
    })
}

/// What is beyond ASCII is mostly syllables, ideographs and kana, and these stand mostly beside each other.
fn plausible_ideographs(text: &str) -> bool {
    let (mut all, mut letters, mut lonely) = (0usize, 0usize, 0usize);
    let is_letter = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        all += usize::from(!c.is_ascii());
        if is_letter(c) {
            letters += 1;
            let after = chars.peek().copied().unwrap_or(' ');
            lonely += usize::from(!is_letter(before) && !is_letter(after));
        }
        before = c;
    }
    letters * 10 >= all * 6 && lonely * 2 <= letters && letters > 1
}

/// Nine in ten of what is beyond ASCII is a letter within a word, a word that is one letter, or typography.
fn plausible_alphabet(text: &str) -> bool {
    let (mut all, mut bad, mut ascii, mut foreign) = (0usize, 0usize, 0usize, 0usize);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        ascii += usize::from(c.is_ascii_alphabetic());
        if !c.is_ascii() {
            all += 1;
            bad += usize::from(!fits(before, c, after));
            foreign += usize::from(c.is_alphabetic() && is_beyond_latin(c));
        }
        before = c;
    }
    // A stray byte or three in English text can be "Russian"; a Russian page shows it all over.
    let foreign_page = foreign == 0 || (foreign >= 8 && foreign * 10 >= ascii);
    bad * 10 <= all && foreign_page
}

fn fits(before: char, c: char, after: char) -> bool {
    const TYPOGRAPHY: &str = "\u{a0}‘’‚“”„†‡•…‰‹›€–—™«»©®°±²³·¹º¼½¾¿¡§¶£¥¢´×";
    const WORDS: &str = "àáâåäæèéêìíîòóôöøùúýÀÁÂÅÄÆÈÉÊÌÍÎÒÓÔÖØÙÚÝ";
    if c.is_control() {
        return false;
    }
    if !c.is_alphabetic() {
        return TYPOGRAPHY.contains(c);
    }
    if !before.is_alphabetic() && !after.is_alphabetic() {
        return WORDS.contains(c);
    }
    // An Icelandic run such as `ÿþ` is what stray high bytes look like; within a word of ASCII letters it may stand.
    let rare = |c: char| "ÿþðÞÐŸ".contains(c);
    !rare(c) || before.is_ascii_alphabetic() || after.is_ascii_alphabetic()
}

fn is_beyond_latin(c: char) -> bool {
    c > '\u{24f}'
}

#[cfg(test)]
mod tests {
    use super::*;

    const KOREAN: &str = "압록강 신문은 8일 국경 지역의 시장에서 쌀값이 올랐다고 보도했다.\n주민들은 “장사가 안 된다”고 말했다.\n";

    #[test]
    fn utf8_is_borrowed_and_its_mark_is_stripped() {
        let decoded = decode("\u{feff}쌀값".as_bytes(), &["euc-kr"]).unwrap();
        assert_eq!(
            (&*decoded.text, decoded.bom, decoded.verbatim),
            ("쌀값", 3, true)
        );
    }

    #[test]
    fn korean_archives_in_euc_kr_and_cp949_are_read() {
        let (bytes, _, _) = encoding_rs::EUC_KR.encode(KOREAN);
        for declared in [&[][..], &["ks_c_5601-1987"], &["utf-8", "euc-kr"]] {
            let decoded = decode(&bytes, declared).unwrap();
            assert_eq!(decoded.text, KOREAN);
            assert_eq!((decoded.encoding, decoded.verbatim), ("EUC-KR", false));
        }
        // 똠 and 햏 are beyond EUC-KR, in CP949 only.
        let odd = "똠방각하 햏햏 펲시 시장의 쌀값은 그대로라고 한다. 주민들의 말이다.";
        let (bytes, _, lost) = encoding_rs::EUC_KR.encode(odd);
        assert!(!lost);
        assert_eq!(decode(&bytes, &[]).unwrap().text, odd);
    }

    #[test]
    fn western_pages_in_windows_1252_are_read() {
        let text = "The café’s owner – a “trader” – said it cost €40 à la carte.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(decode(&bytes, &[]).unwrap().text, text);
    }

    #[test]
    fn utf16_is_told_by_mark_or_by_nuls() {
        for text in [KOREAN, "Rice prices rose at the border.\r\n"] {
            let units: Vec<u16> = text.encode_utf16().collect();
            let le: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
            let be: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
            for bytes in [[&b"\xff\xfe"[..], &le].concat(), le, be] {
                assert!(is_utf16(&bytes));
                assert_eq!(decode(&bytes, &[]).unwrap().text, text);
            }
        }
        assert!(!is_utf16(&[0; 4096]));
    }

    #[test]
    fn damaged_utf8_is_named_with_its_place() {
        let mut bytes = "첫 줄\n둘째 줄은 “상했다”\n".as_bytes().to_vec();
        bytes.insert(11, 0xff);
        let reason = decode(&bytes, &[]).unwrap_err();
        assert_eq!(
            reason,
            "not valid UTF-8 at byte 11 (line 2); convert it or mend the file"
        );
    }

    #[test]
    fn stray_bytes_are_no_text() {
        assert!(decode(b"hello \xff\xfe world", &[]).is_err());
        assert!(decode(b"Title\n\nA line \x81\x8d\x9d of it.\n", &[]).is_err());
    }
}
