//! Owns the table of signs by which a paragraph sounds like reporting or like the publisher's own voice: patterns with weights.
//! Refuses to add them up (`register` does). The patterns see a paragraph without its quotations: `“Q”` stands for each,
//! `“q”` for one of three words or fewer; a curly apostrophe is a straight one.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use super::patterns::{pattern, pattern_set};
use super::turns::TURNS;

/// What a sign says beyond its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decides {
    /// Nothing.
    No,
    /// The voice is the publisher's own.
    Own,
    /// Likewise, but for outlets that say "we" of a country.
    We,
    /// Somebody is said to say something.
    Speaks,
    /// A sign of Korean: its weight in English is none.
    Korean,
}

/// A sign.
pub(super) struct Sign {
    regex: Regex,
    /// Tenths for (+) or against (-) reporting, for each time that it is seen.
    pub weight: i32,
    most: usize,
    /// What else it says.
    pub decides: Decides,
}

/// So many signs are looked for in one pass: the states of more would be too many to keep, and be made anew all the time.
const A_PASS: usize = 5;

struct Signs {
    passes: Vec<RegexSet>,
    each: Vec<Sign>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| Signs {
    passes: all()
        .collect::<Vec<_>>()
        .chunks(A_PASS)
        .map(|signs| pattern_set(signs.iter().map(|&&(source, ..)| source)))
        .collect(),
    each: all()
        .map(|&(source, weight, most, decides)| Sign {
            regex: pattern(source),
            weight,
            most,
            decides,
        })
        .collect(),
});

fn all() -> impl Iterator<Item = &'static (&'static str, i32, usize, Decides)> {
    TABLE.iter().chain(TURNS)
}

/// The signs seen in a paragraph without its quotations, each with how often it counts.
pub(super) fn seen(outside: &str) -> impl Iterator<Item = (&'static Sign, i32)> {
    let mut found: Vec<usize> = Vec::new();
    for (pass, signs) in SIGNS.passes.iter().enumerate() {
        let seen = signs.matches(outside);
        found.extend(seen.iter().map(|at| pass * A_PASS + at));
    }
    found.into_iter().map(move |at| {
        let sign = &SIGNS.each[at];
        let times = match sign.most {
            1 => 1,
            most => sign.regex.find_iter(outside).take(most).count(),
        };
        (sign, times as i32)
    })
}

const SPEECH_VERBS: &str = r"\b(?:said|told|added|explained|stressed|remarked|stated|emphasized|informed that|reported that|reported on|pointed out|noted that|confirmed that|confirmed|announced|warned|testified|relayed|revealed that|recalled|say that|says that|weighed in|announced that)\b";

/// A quotation with the words that say whose it is.
const CUED_SOURCE: &str = r"“[Qq]”,? (?:\p{L}[\p{L}' .-]{0,60} )?(?:said|says|told|added|explained|noted|noting|remarked|stressed|continued|concluded|recalled|lamented|complained|revealed|emphasized|reported|stated|warned|asked|relayed)\b|\b(?:said|says|told|added|explained|noted|noting|remarked|stressed|continued|concluded|recalled|lamented|complained|saying|adding|explaining|warning|quoted as saying|stating)(?: [\p{L}' .-]{0,40})?[,:]? ?(?:that )?“[Qq]";

/// What "I" counts for.
pub(super) const I: i32 = -40;
/// What "you" counts for.
pub(super) const YOU: i32 = -30;
/// What "we" counts for.
pub(super) const WE: i32 = -35;

/// Pattern, weight, how often it counts at most, what it decides. Weights were set by hand on invented posts and one real one;
/// they are of three sizes: 20 and more for what hardly ever errs, about 10 for a good sign, 3 to 6 for a leaning.
const TABLE: &[(&str, i32, usize, Decides)] = &[
    // The writer and the reader.
    (
        r"(?:^|[^\p{Lu}\p{Ll}.] ?|[a-z,;:—–(] ?)\bI(?:'(?:m|ve|d|ll))?\b(?:[ ,]+[a-z]|$)|\b(?:[Mm]y|[Mm]yself|me)\b",
        I,
        1,
        Decides::Own,
    ),
    (
        r"\b(?:[Ww]e|[Ww]e'(?:re|ve|ll|d)|[Oo]ur|[Oo]urs|us|[Oo]urselves|[Ll]et's)\b",
        WE,
        1,
        Decides::We,
    ),
    (
        r"\b(?:[Yy]ou|[Yy]our|[Yy]ou'(?:re|ve|ll|d)|[Yy]ourself|[Yy]ours)\b",
        YOU,
        1,
        Decides::Own,
    ),
    (
        r"(?:^|\s)(?:나는|나도|내가|나의|내|저는|저도|제가|필자는|필자가|필자도|필자|독자 여러분|독자분|여러분)(?:\s|께)|^(?:우리는|우리가|독자)|주시기 바란다|주시기 바랍니다",
        -35,
        1,
        Decides::Own,
    ),
    (
        r"(?:까|나|지|랴)\.(?:\s|$)|[?]|(?:싶다|듯하다|모른다|아닐까|셈이다|모양이다|법이다|겠다|것 같다|뿐이다)\.|(?:^|\s)(?:우리|그대로 옮긴|재미있|물론|아무튼|어쨌든)",
        0,
        1,
        Decides::Korean,
    ),
    (
        r"(?:전해졌다|알려졌다|추정된다|관측된다|나타났다|확인됐다|확인되었다|드러났다|파악됐다|보인다)\.|것으로 (?:전해|알려|추정|보|파악)",
        12,
        1,
        Decides::No,
    ),
    (
        r"(?:부끄럽다|궁금하다|답답하다|우습다|놀랍다|씁쓸하다|고맙다|반갑다|재미있다|다행이다|농담이다)\.(?:\s|$)|^(?:거봐|그러게|글쎄|아니나 다를까)|다니[.,!]",
        -30,
        1,
        Decides::Own,
    ),
    // What has just happened.
    (
        r"^[^.“]{4,90}\b(?:has|have) (?:\p{L}+ly )?(?:also )?(?:been )?(?:\p{L}+ed|begun|become|fallen|risen|taken|given|sent|told|found|cut|put|sold|built|bought|gone|grown|made|lost|left|met|paid|set|shut|laid)\b",
        5,
        1,
        Decides::No,
    ),
    // Figures that change.
    (
        r"\b(?:fell|rose|dropped|climbed|doubled|tripled|halved|declined|increased|jumped|grew|shrank)\b[^.]{0,60}\d",
        5,
        1,
        Decides::No,
    ),
    // Pyongyang's register.
    (
        r"\bComrade \p{Lu}|\b(?:dear|great|respected|supreme) (?:leader|[Mm]arshal|Comrade)\b|\bofficials concerned\b|\bhighly (?:appreciated|praised)\b|\bset forth (?:the )?tasks?\b|\bby the might of\b|\bwith due regard to\b|\bservicepersons\b|\bloved by the (?:people|citizens)\b|\bdevot(?:e|es|ed|ing) (?:themselves|himself|herself) to\b|\bland of (?:plenty|bliss)\b|\b(?:absolute|profound|unbounded|boundless|ardent|deep) (?:support|trust|reverence|loyalty|emotion)\b|\bround the clock\b|\b(?:heroic|entire|all the) (?:people|army|voters|Korean people|officials|workers|party members)\b|^All the (?:voters|people|officials|workers|servicemen)\b|\bturn(?:s|ed|ing)? out quality\b|\bworking people\b|\bon-the-spot guidance\b|\bfield guidance\b|\bsingle-minded\b|\bfatherland\b|\bthe whole country\b|\b(?:is|are) (?:vigorously|dynamically|successfully|full of)\b|\bunprecedented(?:ly)? (?:rich|upsurge|feat)|\bsouth Korean? (?:puppet|authorities)|\b(?:the|its) south side\b",
        14,
        1,
        Decides::No,
    ),
    // A report's own organ is its subject.
    (
        r"^(?:In [^,]{3,40}, )?[Tt]he (?:Panel|Commission|Committee|Council|Group of Experts|Special Rapporteur|Group) (?:\p{L}+ly )?(?:recall|note|find|found|has|recommend|consider|receive|observe|obtain|request|conclude|trace|investigate|believe|view|remain)",
        14,
        1,
        Decides::No,
    ),
    // What an article says of itself.
    (
        r"(?i)\bwhat follows\b|\b(?:this|the following) (?:page|list|roundup|summary|digest|newsletter|column|entry|essay|collection)\b|^this is (?:a|the|from|how|what)\b|\b(?:other|better|worse) half of (?:this|the) story\b",
        -16,
        1,
        Decides::No,
    ),
    (
        r"(?i)\b(?:this|previous|earlier|last|recent|next|my|another) (?:blog )?post\b|\bthis (?:blog|site|space)\b|\bh/t\b|\bhat tip\b|^update\b|\bread (?:the )?(?:rest|more|whole|full|it all|all of it)\b|\bat the link\b|\bclick\b|\bfeel free\b|\bin the comments\b|\bstay tuned\b|^(?:see also|related|more here|discuss|on a (?:related|different|lighter) note)\b",
        -40,
        1,
        Decides::Own,
    ),
    // Reports weighed against each other; what the text calls itself.
    (
        r"(?i)^(?:both|the (?:two|three)|these (?:two|three)|neither|all three|either) (?:of these )?(?:reports?|stories|accounts|statements|figures|articles|dispatches|items|claims|versions|sources|numbers)\b",
        -36,
        1,
        Decides::No,
    ),
    (
        r"(?i)\b(?:this|the present|my|our) (?:note|memo|memorandum|letter|column|bulletin|digest|series|newsletter|briefing|roundup)\b",
        -16,
        1,
        Decides::No,
    ),
    // Mocking titles: "His Corpulency", "Her Serenity"; those that people bear are none.
    (
        r"\b(?:His|Her|Their) (?:\p{Lu}\p{Ll}+ )?\p{Lu}\p{Ll}+(?:[ae]ncy|[ae]nce|ity|osity|ness|itude|hood|ship)\b",
        -40,
        1,
        Decides::Own,
    ),
    // Questions, exclamations, asides.
    (r"[^”]\?(?:\s|$)", -20, 2, Decides::No),
    (r"[^”]!(?:\s|$)", -20, 2, Decides::No),
    (
        r"\b(?:[Ii]t|[Tt]hat|[Ww]hat|[Tt]here|[Hh]ere|[Hh]e|[Ss]he|[Ww]ho|[Tt]his|[Ww]here|[Hh]ow)'s\b|\b\p{L}+n't\b|\b\p{L}+'(?:re|ve|ll)\b",
        -12,
        2,
        Decides::No,
    ),
    (r"\((?:[a-z][^()]{6,})\)", -5, 2, Decides::No),
    (r"“q”", -6, 2, Decides::No),
    (
        r"(?:^|[.!?…”] )(?:And|But|So|Yet|Or|Because|Nor|Which|Not that|Not exactly|Hence|Thus)\b",
        -7,
        2,
        Decides::No,
    ),
    // Evaluation.
    (
        r"(?:^|[.!?…”] )(?:Shockingly|Sadly|Unfortunately|Fortunately|Thankfully|Surprisingly|Unsurprisingly|Predictably|Ironically|Of course|Clearly|Obviously|Naturally|Presumably|Apparently|Admittedly|Frankly|Honestly|Hopefully|Interestingly|Curiously|Amusingly|Tellingly|Remarkably|Strangely|Oddly|Alas|No wonder|No doubt|Never mind|Well|Anyway|Perhaps|Maybe|Either way|All of this|All this|All told|None of|In other words|In short|By the way|To be sure|To be fair|For what it's worth|That said|Then again|Even so|Granted|Indeed|Sure|Needless to say|Not surprisingly|Worse|Better|Strange|Odd|Interesting|Imagine|Consider|Recall|Remember|Note|Compare|Again|Enough|Little wonder|Small wonder|Which brings|Speaking of|As (?:noted|readers|always|usual|expected))\b",
        -14,
        2,
        Decides::No,
    ),
    (
        r"^(?:Meanwhile|Elsewhere|Now|Still|There (?:is|was|are|were) (?:only|another|also|no|little|much|more|a)|For (?:poor|the|those|most)|What(?:'s| is| was)|The (?:problem|point|question|truth|lesson|trouble|upshot|bottom line|good news|bad news|irony|best|real|key|answer|story|report|article|piece|paper|news|result|post|whole)\b)",
        -8,
        1,
        Decides::No,
    ),
    (
        r"(?i)\b(?:surely|frankly|hardly|supposedly|so-called|absurd\w*|ridiculous\w*|extraordinary|astonish\w+|remarkabl\w+|idiot\w*|thug\w*|tyran\w+|despot\w*|loot\w*|apologists?|merely|shocking\w*|horrif\w+|disgust\w+|outrag\w+|pathetic|cynical\w*|amusing\w*|fascinat\w+|curious\w*|delicious\w*|snark|inexplicabl\w+|unsurprising\w*|presumably|admittedly|arguably|conceivably|evidently|plainly|effectively|pretty much|sort of|kind of|of sorts|at long last|for once|good luck|big deal|wishful|nonsense|silly|foolish|clever|brilliant|terrific|wonderful|awful|terrible)\b",
        -8,
        2,
        Decides::No,
    ),
    (
        r"(?i)\b(?:worth (?:reading|noting|watching|asking|remembering)|seems? to me|no one (?:should|ought)|needs? to|should|ought to|must|might (?:want|explain)|may (?:have|be|explain|well)|could (?:also|blame|mean|explain)|appears? to|seems? (?:to|like|that))\b",
        -4,
        2,
        Decides::No,
    ),
    // Reports spoken of from outside.
    (
        r"(?i)\b(?:this|these|those|various|several|other|recent|new|more|two|three|latest|such|both|that|the) (?:news |press |media )?(?:reports?|stories|accounts|articles|dispatch(?:es)?) (?:\w+ )?(?:come|comes|suggest|suggests|have|has|is|are|claim|claims|say|says|follow|follows|add|adds|also|goes|emerged|note|notes|fits|support|contradict\w*|confirm\w*)\b",
        -25,
        1,
        Decides::No,
    ),
    // Reporting.
    (CUED_SOURCE, 20, 1, Decides::Speaks),
    (
        r"(?i)\b(?:a|an|one|another|the|several|multiple|some|two|three|inside|local|many|other|anonymous|unnamed|its|their) (?:[\p{L}-]+ ){0,3}?(?:sources?|residents?|insiders?|informants?|reporters?|officials?|defectors?|traders?|cadres?|merchants?|witness(?:es)?|spokes(?:man|woman|person|people)|experts?|analysts?|watchers?|researchers?|diplomats?|lawmakers?|observers?|smugglers?|brokers?|vendors?|students?|farmers?|soldiers?|workers?|activists?|professors?|engineers?|drivers?|wom[ae]n|m[ae]n|mothers?|fathers?|couples?|teachers?|nurses?|doctors?|neighbou?rs?|businessm[ae]n|owners?|managers?|guards?|fisherm[ea]n|clerks?|managers?|aides?|envoys?|negotiators?|broadcasters?|correspondents?) (?:[A-Za-z0-9 ,'-]{0,60}?)(?:said|says?|told|explained|added|noted|report|reported|informed|weighed in|relayed|confirmed|claimed|continued|testified|recalled|lamented|complained|revealed|stated|remarked|warned|stressed|indicated)\b",
        15,
        1,
        Decides::No,
    ),
    (
        r"(?i)\b(?:told|telling|interviews? with|spoke (?:to|with)|speaking (?:to|with)|informed) (?:the )?(?:reporters?|a press briefing|journalists|\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+){0,3})",
        10,
        1,
        Decides::No,
    ),
    (
        r"(?i)\b(?:on condition of anonymity|who asked not to be (?:named|identified)|declined to (?:comment|be named)|requested anonymity|speaking anonymously)\b",
        20,
        1,
        Decides::No,
    ),
    (
        r"(?i)\b(?:declined to (?:confirm|comment|elaborate|say|discuss|give|answer)|(?:did not|didn't|has not|have not) (?:immediately )?(?:respond|responded|replied|reply) to|could not (?:immediately )?be reached|refused to comment|denied (?:the|any|that|having))\b",
        10,
        1,
        Decides::No,
    ),
    // How offices speak of their meetings.
    (
        r"\bexpressed (?:the|his|her|its|their) (?:belief|hope|conviction|gratitude|condolences|readiness)\b|\bcordial atmosphere\b|\bexchange of views\b|\bwarm congratulations\b",
        10,
        1,
        Decides::No,
    ),
    (SPEECH_VERBS, 10, 2, Decides::Speaks),
    (
        r"(?i)\breportedly\b|\bis (?:reportedly )?(?:said|reported|known|believed|understood) (?:that|to)\b|\bare (?:said|reported|known|believed|understood) to\b",
        6,
        2,
        Decides::No,
    ),
    (
        r"\b[Aa]ccording to (?:an? |the |several |multiple |one |official |its |government |\p{Ll}+ (?:documents|records|data|figures|officials|sources|experts|media|reports|filings|estimates)\b)",
        10,
        1,
        Decides::No,
    ),
    (
        r"(?i)\b(?:on|last|this|late|early|since) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
        11,
        1,
        Decides::No,
    ),
    (
        r"\b(?:[Oo]n|[Ss]ince|[Ff]rom|[Bb]y|[Ii]n) (?:the \d{1,2}(?:st|nd|rd|th)|(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)(?: \d{1,2})?)\b",
        4,
        1,
        Decides::No,
    ),
    (
        r"\b(?:percent|per cent|kilograms?|kilomet(?:er|re)s?|tons?|tonnes|won|yuan|dollars|kg)\b",
        4,
        1,
        Decides::No,
    ),
    (
        r"\b\p{Lu}\p{Ll}+(?: County| Province| City|, \p{Lu}\p{Ll}+ Province)\b",
        3,
        1,
        Decides::No,
    ),
    (
        r"(?:라고|다고|고) (?:말했다|전했다|밝혔다|설명했다|덧붙였다|강조했다|보도했다|지적했다|주장했다)|소식통|관계자는",
        15,
        2,
        Decides::Speaks,
    ),
    (r"^\[\p{Lu}\]\p{Ll}", 30, 1, Decides::No),
    (
        r"\b(?:Foreign|Prime|Vice|Defense|Unification|Deputy|Finance) (?:\p{Lu}\p{Ll}+ )?(?:Minister|Secretary|President|Director) \p{Lu}|\b(?:President|Premier|Chairman|Gen\.|Sen\.|Rep\.|Ambassador|Secretary of State) \p{Lu}\p{Ll}+|\p{Lu}[\p{L}-]+, \d\d,",
        5,
        1,
        Decides::No,
    ),
    (
        r"\b(?:has|have|was|were|had) (?:been |reportedly )(?:\p{L}+ly )?(?:seen|ordered|instructed|told|banned|arrested|detained|executed|sentenced|dispatched|deployed|observed|spotted|reported|confirmed|informed|mobilized|sent|found|forced|required|caught|distributed|suspended|raided|dismissed|replaced|moved|completed|installed|removed)\b",
        5,
        1,
        Decides::No,
    ),
    (
        r"(?i)\b(?:said|says|say) (?:so|it all|as much|nothing|something about|a lot)\b|^translation:|^(?:in )?other words",
        -16,
        1,
        Decides::No,
    ),
    (r"; ", -4, 2, Decides::No),
    // Who speaks of "one" is an essayist.
    (
        r"\b[Oo]ne (?:can|could|may|might|must|should|would|wonders|hopes|suspects)\b",
        -20,
        1,
        Decides::No,
    ),
    // What only who writes the page does with reports.
    (
        r"(?:찾아|모아|골라|옮겨|적어|읽어) ?(?:보았다|봤다|본다|둔다|두었다|온다|왔다|놓는다)\.(?:\s|$)|(?:^|\s)(?:보자|옮긴다|덧붙인다)\.(?:\s|$)",
        -35,
        1,
        Decides::Own,
    ),
    (
        r"^(?:A|The|One|Another|This) (?:\p{Ll}+ )?(?:survey|study|poll|report|paper|analysis)\b",
        -8,
        1,
        Decides::No,
    ),
    (
        r"\bsources? (?:report|say|inside|within)\b|\baccording to (?:\p{L}+ ){0,3}sources?\b",
        8,
        1,
        Decides::No,
    ),
    (
        r"\b(?:was|were) \p{L}+(?:ed|en|cut|put|set|shut|held|sent|told)\b",
        3,
        2,
        Decides::No,
    ),
    (
        r"(?i)\b(?:a|the) (?:pity|shame|disgrace|farce|joke|scam|lie|mess|gulag|racket)\b|\bof course\b|\bisn't\b.{1,40}\bit\b",
        -8,
        1,
        Decides::No,
    ),
];
