//! Owns the English words that reporting is made of: which verbs bring in somebody's words, and the small closed classes
//! (auxiliaries, determiners, prepositions, ...) by which a sentence is told apart without a tagger.
//! Refuses to attribute anything: `split` and `attribute` ask it, each for its own ends.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// What a word can be; several at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class(u32);

impl Class {
    /// None of the classes: a word of the open vocabulary.
    pub const OPEN: Class = Class(0);
    /// A verb that brings in direct speech (said, tells).
    pub const SAY: Class = Class(1);
    /// A verb that brings in words now and then (called, mocked).
    pub const WEAK: Class = Class(1 << 1);
    /// A participle in -ing of such a verb (saying).
    pub const ING: Class = Class(1 << 2);
    /// The bare form or infinitive of such a verb (say).
    pub const BARE: Class = Class(1 << 3);
    /// be, have, do, modals, and their negations.
    pub const AUX: Class = Class(1 << 4);
    /// the, a, his, this, some, numerals up to twelve.
    pub const DET: Class = Class(1 << 5);
    /// of, in, during.
    pub const PREP: Class = Class(1 << 6);
    /// and, but, because, while.
    pub const CONJ: Class = Class(1 << 7);
    /// he, she, they: can be a subject.
    pub const PRON: Class = Class(1 << 8);
    /// who, which, that, whose.
    pub const REL: Class = Class(1 << 9);
    /// also, later, then, recently, on weekdays' names too.
    pub const ADV: Class = Class(1 << 10);
    /// A noun for words said (statement, remarks, claim).
    pub const SPEECH_NOUN: Class = Class(1 << 11);
    /// A noun for one who speaks (spokesman, officials, critics).
    pub const PERSON: Class = Class(1 << 12);
    /// A title before a name (Mr., Sen., Gen.).
    pub const TITLE: Class = Class(1 << 13);
    /// A day or month: capitalised without being a name.
    pub const DATE: Class = Class(1 << 14);
    /// The past form of a reporting verb (said, told).
    pub const PAST: Class = Class(1 << 15);
    /// The -s form of a reporting verb (says).
    pub const PRES: Class = Class(1 << 16);

    /// The words of grammar, of which there are few and no more are made: they name nobody.
    pub const CLOSED: Class = Class::DET
        .or(Class::PREP)
        .or(Class::CONJ)
        .or(Class::PRON)
        .or(Class::REL)
        .or(Class::AUX)
        .or(Class::ADV);

    /// Whether it is in any of the classes of `other`.
    pub fn is(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both.
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// FNV-1a: the words are short and ours, so that speed counts and attacks do not.
#[derive(Debug, Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        let mut hash = self.0 ^ 0xcbf2_9ce4_8422_2325;
        for &byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.0 = hash;
    }
}

type Words = HashMap<Vec<u8>, Class, BuildHasherDefault<Fnv>>;

/// No word of the lexicon is longer, in bytes.
const LONGEST: usize = 16;

/// The classes of an English word, in any case, with or without the dot of an abbreviation.
pub fn class(word: &str) -> Class {
    let bytes = word.as_bytes();
    let bytes = bytes.strip_suffix(b".").unwrap_or(bytes);
    let mut lower = [0u8; LONGEST];
    let Some(lower) = lower.get_mut(..bytes.len()) else {
        return Class::OPEN;
    };
    lower.copy_from_slice(bytes);
    lower.make_ascii_lowercase();
    WORDS.get(&*lower).copied().unwrap_or(Class::OPEN)
}

/// Whether the word is a verb that brings in somebody's words, in any of its forms.
pub fn reports(word: &str) -> bool {
    class(word).is(Class::SAY.or(Class::WEAK))
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let mut put = |word: &str, class: Class| {
        let entry = words.entry(word.as_bytes().to_vec()).or_default();
        *entry = entry.or(class);
    };
    for (list, class) in [(SAY, Class::SAY), (WEAK, Class::WEAK)] {
        for entry in list.split_whitespace() {
            let mut parts = entry.split('/');
            let base = parts.next().unwrap_or("");
            let past = parts.next();
            let plain = base.to_ascii_lowercase();
            put(&plain, class.or(Class::BARE));
            put(&third_person(&plain), class.or(Class::PRES));
            put(&with_ending(base, "ing"), class.or(Class::ING));
            match past {
                None => put(&with_ending(base, "ed"), class.or(Class::PAST)),
                Some(past) => put(past, class.or(Class::PAST)),
            }
            for more in parts {
                put(more, class.or(Class::PAST));
            }
        }
    }
    for (list, class) in CLOSED {
        for word in list.split_whitespace() {
            put(word, *class);
        }
    }
    words
});

/// says, replies, confesses.
fn third_person(base: &str) -> String {
    let sibilant = ["s", "x", "ch", "sh", "z"]
        .iter()
        .any(|e| base.ends_with(e));
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if sibilant => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

/// Regular -ed and -ing; verbs that double their last letter are written with a capital one (quiP).
fn with_ending(base: &str, ending: &str) -> String {
    if let Some(last) = base.chars().last().filter(char::is_ascii_uppercase) {
        let last = last.to_ascii_lowercase();
        let stem = base.to_ascii_lowercase();
        return format!("{stem}{last}{ending}");
    }
    match base.as_bytes() {
        [.., b'e', b'e'] if ending == "ing" => format!("{base}{ending}"),
        [.., b'e'] => format!("{}{ending}", &base[..base.len() - 1]),
        [.., b'a' | b'e' | b'o' | b'u', b'y'] => format!("{base}{ending}"),
        [.., b'y'] if ending == "ed" => format!("{}ied", &base[..base.len() - 1]),
        _ => format!("{base}{ending}"),
    }
}

/// Base forms; after a slash the past where it is irregular; a capital last letter is doubled.
const SAY: &str = "say/said tell/told ask add note explain write/wrote/written tweet retweet declare state announce argue insist \
    reply respond answer recall admiT acknowledge concede claim contend maintain assert warn predict quiP joke observe remark \
    comment continue conclude exclaim shout yell scream chant cry whisper mutter murmur boast braG complain lament confess \
    allege affirm reiterate repeat emphasize emphasise stress suggest recount report retort snaP deadpaN muse opine urge \
    demand vow pledge promise testify reveal disclose agree protest counter interject interrupt implore plead proclaim \
    pronounce profess rail rant read/read relate sigh speculate theorize post bloG email caution advise assure inform remind \
    clarify confirm deny hypothesize marvel wonder elaborate inquire chime crow gush grouse grumble fume thunder roar bellow \
    growl groan sneer scoff taunt tease sum volunteer venture reason posit interpose intone \
    gripe whine bemoan beG beseech exhort advocate swear/swore/sworn lecture preach \
    sermonize counsel enthuse rejoin shoot/shot fire pontificate riff ad-liB proffer stipulate recite dictate narrate utter mouth \
    question chuckle laugh smile nod sniff react";

const WEAK: &str = "call label duB brand term deem describe characterize characterise denounce decry condemn dismiss deride \
    ridicule accuse praise hail laud refeR cite quote compare liken invoke mention criticize criticise blast slam blame mock \
    bash rip attack lash tout credit portray depict paint cast think/thought believe feel/felt hope fear worry express \
    voice convey issue release publish consider view see/saw/seen conceive \
    regard pen argue vent rebuke scold chide chastise lambaste excoriate blister skewer zing taunt \
    nickname name title entitle entitled style christen welcome reject defend propose recommend \
    promote pitch mean/meant speak/spoke/spoken talk discuss address point go/went indicate hear/heard \
    understand/understood determine challenge apologize apologise \
    thank congratulate salute commend applaud admire endorse support lambast savage jaB needle ribbed razz swipe \
    assess judge cheer boo sing/sang/sung slur curse vilify malign invite instruct order \
    record broadcast text message signal hint imply underscore underline \
    estimate guess reckon prefer prompt";

const CLOSED: &[(&str, Class)] = &[
    (
        "is are was were be been being am has have had having do does did done will would can could may might must shall should \
         isn't aren't wasn't weren't hasn't haven't hadn't doesn't didn't don't won't wouldn't can't couldn't cannot not n't never",
        Class::AUX,
    ),
    (
        "the a an his her its their our my your this these those some any every each another other no both several many few all \
         most one two three four five six seven eight nine ten eleven twelve dozens hundreds thousands such",
        Class::DET,
    ),
    (
        "of in on at by for with from to into during after before about against among between through over under within without \
         toward towards upon via per despite amid amidst around near outside inside since until till like unlike as than off up \
         down out across along behind beneath beside besides beyond throughout alongside following regarding concerning versus",
        Class::PREP,
    ),
    (
        "and but or nor so yet because while although though if when whenever where whereas unless since until after before as \
         whether once even plus then",
        Class::CONJ,
    ),
    (
        "he she they it we i you who him her them us me himself herself themselves everyone everybody someone somebody nobody others",
        Class::PRON,
    ),
    (
        "who which that whose whom where when what why how",
        Class::REL,
    ),
    (
        "also later then now today yesterday tomorrow tonight again still once already soon ever even just only simply first \
         recently earlier repeatedly famously reportedly often always sometimes once twice thus here there instead \
         meanwhile however indeed finally eventually previously publicly privately openly explicitly specifically bluntly \
         flatly further furthermore moreover too perhaps maybe long since afterward afterwards subsequently immediately \
         initially originally personally basically essentially apparently likewise similarly additionally nonetheless \
         nevertheless therefore wryly back ultimately quickly sarcastically directly himself herself themselves itself all both",
        Class::ADV,
    ),
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september \
         october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun",
        Class::DATE,
    ),
    (
        "statement statements remark remarks claim claims comment comments words word speech quote quotes question questions \
         answer response reply interview letter email e-mail tweet tweets post message note warning argument assertion \
         declaration promise vow pledge call calls slogan motto phrase refrain line headline mantra rhetoric testimony \
         emails posts messages notes reports stories demands charge charges call-out editorial op-ed column essay book article report memo text texts caption motto chant chants catchphrase memoir",
        Class::SPEECH_NOUN,
    ),
    (
        "spokesman spokeswoman spokesperson spokespeople spokesmen official officials critics critic supporters supporter \
         analyst analysts expert experts aide aides adviser advisers advisor advisors source sources lawyer lawyers attorney \
         attorneys senator senators congressman congresswoman representative governor mayor president minister secretary \
         chairman chairwoman chair director professor author editor reporter reporters journalist journalists host anchor \
         moderator correspondent columnist activist activists protesters protester voter voters resident residents farmer \
         farmers worker workers soldier soldiers officer officers general commander leader leaders lawmaker lawmakers \
         politician politicians candidate candidates nominee campaign committee party group organization ministry government \
         agency department court judge judges justice police prosecutor prosecutors witness witnesses victim victims family \
         father mother son daughter brother sister wife husband woman man women men girl boy people person student students \
         teacher teachers scholar scholars economist economists strategist strategists operative operatives pollster \
         consultant consultants diplomat diplomats ambassador envoy negotiator negotiators delegate delegates delegation \
         defector defectors refugee refugees trader traders businessman businesswoman executive executives billionaire \
         owner founder member members friend friends colleague colleagues opponent opponents rival rivals democrat democrats \
         republican republicans conservative conservatives liberal liberals union company firm newspaper paper magazine \
         speaker observers observer insider insiders crowd audience authors researchers researcher scientist scientists historian \
         visitor visitors relative relatives manager managers broker brokers architect architects driver drivers fisherman fishermen \
         shopkeeper shopkeepers neighbour neighbours neighbor neighbors nurse nurses captain pilot sailor sailors guide engineer engineers \
         designer vendor vendors merchant merchants smuggler smugglers guard guards clerk cook chef pensioner veteran veterans volunteer \
         volunteers campaigner campaigners survivor survivors passenger passengers tourist tourists customer customers buyer buyers \
         miner miners grandmother grandfather uncle aunt cousin widow villager villagers guest guests retiree inmate prisoner \
         blogger bloggers writer writers novelist poet actor actress singer musician colonel monk nun pastor watcher watchers \
         doctor doctors priest bishop pope king queen prince candidate mogul businessman congressmen",
        Class::PERSON,
    ),
    (
        "mr mrs ms dr sen sens rep reps gov gen col lt sgt capt maj adm prof rev hon pres sir dame lord lady st messrs \
         cmdr brig cpl pvt supt det atty amb fr",
        Class::TITLE,
    ),
];

/// Abbreviations whose dot ends no sentence, beside titles, months and single letters.
const DOTTED: &str = "no nos vs inc corp co ltd jr sr etc al calif fla mass ariz colo conn del ga ill ind kan ky la md mich minn miss \
    mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ala ark ave blvd dept est fig ft gov mt op cit ed eds vol pp ca cf e.g i.e \
    a.m p.m u.s u.n u.k d.c ph.d";

static NO_END: LazyLock<Words> = LazyLock::new(|| {
    let words = DOTTED.split_whitespace();
    words
        .map(|w| (w.as_bytes().to_vec(), Class::TITLE))
        .collect()
});

/// Whether a dot after `word` (without it) belongs to an abbreviation and ends no sentence by itself.
pub fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '[', '"', '“', '‘']);
    let word = word.rsplit(['-', '–']).next().unwrap_or(word);
    let mut chars = word.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let rest = chars.as_str();
    if rest.is_empty() {
        // An initial; but "I." is the pronoun.
        return first.is_uppercase() && first != 'I' || first.is_ascii_lowercase() && first != 'i';
    }
    if word.len() > LONGEST {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    let class = class(&lower);
    let dotted_initials = rest.starts_with('.') && word.len() <= 7;
    dotted_initials
        || class.is(Class::TITLE)
        || (class.is(Class::DATE)
            && word.len() <= 4
            && lower != "may"
            && lower != "june"
            && lower != "july"
            && lower != "sat"
            && lower != "sun")
        || NO_END.contains_key(lower.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_reporting_verbs_are_known() {
        for word in [
            "said", "says", "saying", "Told", "replied", "quipped", "wrote", "begged",
        ] {
            assert!(class(word).is(Class::SAY), "{word}");
        }
        assert!(!reports("table"));
        assert!(class("Sen.").is(Class::TITLE));
    }

    #[test]
    fn a_dot_after_an_abbreviation_ends_no_sentence() {
        for word in ["Sen", "R-Ill", "U.S", "J", "Mr", "Jan"] {
            assert!(is_abbreviation(word), "{word}");
        }
        for word in ["I", "home", "", "may"] {
            assert!(!is_abbreviation(word), "{word}");
        }
    }
}
