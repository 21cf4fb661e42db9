//! Owns the sentence before a block that says whose it is: "According to the Daily NK:", "Yonhap reports:". Refuses an
//! outlet that is only spoken of.

use std::sync::LazyLock;

use regex::Regex;

use super::credit::pattern;

/// Behind an outlet's name: it is said to report.
pub(super) static REPORTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:'s|’s)?(?: also| now| just| recently| has| have| had| is| was| are| then| later| today| yesterday| this \w+| on \w+| last \w+| correspondent| reporter| article| report| story| piece| editorial){0,3} ",
        r"(?:reports?|reported|reporting|writes?|wrote|says|said|notes?|noted|explains?|explained|claims?|claimed|publish(?:es|ed)|carries|carried|runs?|ran|tells?|adds?|added|quotes?|quoted|quoting|describes?|described|finds?|found|puts? it|has (?:more|the|this|a|an|another|published|interviewed|details)|interviewed|goes on|continues?|continued|cites?|cited|citing|summari[sz]es?|observes?|argues?|suggests?|translates?|posts?|posted)\b"
    ))
});

/// Before an outlet's name: it is named as the authority.
pub(super) static ACCORDING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:according to|as reported (?:by|in)|reported (?:by|in)|reports? (?:by|in|from)|cited by|quoted (?:by|in)|via|per|courtesy of|citing|story (?:by|in|from)|article (?:by|in|from)|piece (?:by|in|from)) (?:the |an? |\w+ )?(?:[“”] ?)?$",
    )
});

/// Before an outlet's name: it is the one that was spoken to.
pub(super) static INTERVIEWS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:told|telling|tells|interview(?:s|ed)? (?:with|by)|interview (?:given|granted) to|spoke (?:to|with)|speaking (?:to|with)|informed|call with|talked (?:to|with)|contacted by) (?:the )?$",
    )
});
