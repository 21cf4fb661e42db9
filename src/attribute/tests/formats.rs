//! Blocks that markup states.

use super::{article, attributed, check, whose};
use crate::passage::Kind;

#[test]
fn a_block_without_any_credit_is_not_known() {
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "? | > Nine ships were turned back.",
            "? | > They carried coal.",
            "| I did.",
        ],
    );
}

#[test]
fn a_credit_names_who_spoke_and_where_it_is_printed() {
    for (credit, source, speaker) in [
        (
            "— Rev. Paek Jun in the Joongang Ilbo, Nov. 9",
            "joongang-ilbo",
            "Rev. Paek Jun",
        ),
        (
            "— Mrs. Paek, 79, in the Chosun Ilbo",
            "chosun-ilbo",
            "Mrs. Paek",
        ),
        (
            "— a spokesman for Amnok Freight, in {Crane & Quay|https://quay.example/8}",
            "crane-quay",
            "a spokesman for Amnok Freight",
        ),
        (
            "— Witness 4, interviewed in Seoul, May 2013",
            "",
            "Witness 4",
        ),
        ("[S/2016/157, paras. 41–42]", "s-2016-157", ""),
    ] {
        let article = article(
            "One Free Korea",
            &[
                "I found this.",
                "> Nine ships were turned back.",
                credit,
                "I did.",
            ],
        );
        let passages = attributed(&article);
        let block = passages.iter().find(|p| p.kind == Kind::BlockQuote);
        let voice = block.and_then(|p| p.voice.attribution()).unwrap();
        let found = voice.source.as_ref().map_or("", |s| &s.id.0);
        let said = voice.speaker.as_ref().map_or("", |s| &s.name);
        assert_eq!((found, said), (source, speaker), "{credit}");
    }
}

#[test]
fn last_lines_of_a_block_that_name_whose_it_is() {
    for (block, lead_in, source, speaker) in [
        (
            "> Nine ships.\n> Three boats.\nVia Rope & Tar Monthly",
            "I found this.",
            "rope-tar-monthly",
            "",
        ),
        (
            "> Nine ships.\n\nFrom the JoongAng Ilbo of April 9",
            "I found this.",
            "joongang-ilbo",
            "",
        ),
        (
            "> Nine ships.\n\nHarbour Dues Law",
            "I found this.",
            "harbour-dues-law",
            "",
        ),
        (
            "> Nine ships.\n\nAmnok Evening Ledger",
            "I found this.",
            "amnok-evening-ledger",
            "",
        ),
        (
            "> Nine ships.",
            "The Law on the Keeping of Bees, Article 4:",
            "law-on-the-keeping-of-bees",
            "",
        ),
        (
            "> Nine ships.",
            "Last week the Bread & Salt Letter wrote this:",
            "bread-salt-letter",
            "",
        ),
        (
            "> Nine ships.",
            "A Reuters man who sat beside me wrote it up otherwise:",
            "reuters",
            "",
        ),
        (
            "> Nine ships.",
            "Our friends at Salt Rope, over in Yanji, take the long view:",
            "salt-rope",
            "",
        ),
        (
            "> Nine ships.",
            "Their purser, Mr. Ottokar Miller, told us on deck:",
            "",
            "Ottokar Miller",
        ),
        (
            "> Nine ships.\n\nFrom then on it rained",
            "I found this.",
            "",
            "",
        ),
        (
            "> Nine ships.\n\nVia the back door they left.",
            "I found this.",
            "",
            "",
        ),
    ] {
        let lines: Vec<String> = block
            .split("\n\n")
            .map(|p| format!("> {}", p.trim_start_matches("> ").replace("\n> ", "\n")))
            .collect();
        let mut paragraphs = vec![lead_in];
        paragraphs.extend(lines.iter().map(String::as_str));
        paragraphs.push("I did.");
        let article = article("One Free Korea", &paragraphs);
        let passages = attributed(&article);
        let block = passages.iter().find(|p| p.kind == Kind::BlockQuote);
        let voice = block.and_then(|p| p.voice.attribution()).unwrap();
        let found = voice.source.as_ref().map_or("", |s| &s.id.0);
        let said = voice.speaker.as_ref().map_or("", |s| &s.name);
        assert_eq!((found, said), (source, speaker), "{lead_in} {lines:?}");
    }
}

#[test]
fn an_editors_bracket_at_a_blocks_end_is_no_word_of_it() {
    let article = article(
        "One Free Korea",
        &[
            "I found this.",
            "> Nine ships were turned back. [emphasis added]\n[KCNA, Feb. 15]",
            "I did.",
        ],
    );
    let passages = attributed(&article);
    let block = passages
        .iter()
        .find(|p| p.kind == Kind::BlockQuote)
        .unwrap();
    assert_eq!(block.span.of(&article.text), "Nine ships were turned back.");
}

#[test]
fn the_paper_is_the_one_just_named() {
    check(
        "One Free Korea",
        &[
            "| Daily NK reports from Musan this week.",
            "| The paper writes:",
            "daily-nk | > Nine ships were turned back.",
            "| I did not know that. Yonhap and Daily NK both reported on the second day.",
            "| The paper writes:",
            "? | > Nine more were turned back.",
        ],
    );
}

#[test]
fn credits_inside_and_behind() {
    for (inside, expected) in [
        ("They carried coal. [Daily NK]", "daily-nk"),
        (
            "They carried coal. (Yonhap, 2016-4-8)",
            "yonhap-news-agency",
        ),
        ("They carried coal. — Daily NK, April 8", "daily-nk"),
        ("They carried coal.\n— Daily NK, April 8", "daily-nk"),
        ("They carried coal. — Kim Chol-su", "@Kim Chol-su"),
        ("They carried coal. — Kim Chol-su, a trader", "@Kim Chol-su"),
        (
            "They carried coal. {Daily NK|https://www.dailynk.com/x}",
            "daily-nk",
        ),
        (
            "They carried coal. [{link|https://www.dailynk.com/x}]",
            "daily-nk",
        ),
        (
            "They carried coal. [{Hong|https://www.dailynk.com/x}]",
            "daily-nk",
        ),
        ("They carried coal. {cite:Daily NK}", "daily-nk"),
        (
            "They carried coal. — {cite:The Amnok Courier}",
            "amnok-courier",
        ),
        ("They carried coal. [Amnok Courier]", "amnok-courier"),
    ] {
        let last = format!("{expected} | > {inside}");
        let first = format!("{expected} | > Nine ships were turned back.");
        let passages = check(
            "One Free Korea",
            &["| I found this.", &first, &last, "| I did."],
        );
        assert!(
            passages
                .iter()
                .all(|p| p.kind != Kind::Paragraph || whose(p).is_empty())
        );
    }
    for line in [
        "[Daily NK]",
        "— Daily NK, April 8",
        "Source: Daily NK",
        "@ Daily NK",
        "@ — {Hong|https://dailynk.com/x}",
        "{Daily NK|https://dailynk.com/x}",
        "Daily NK",
    ] {
        for deep in ["> ", ""] {
            if deep.is_empty() && (line.starts_with('{') || line == "Daily NK") {
                continue;
            }
            let line = format!("- | {deep}{line}");
            check(
                "One Free Korea",
                &[
                    "| I found this.",
                    "daily-nk | > Nine ships were turned back.",
                    &line,
                    "| I did.",
                ],
            );
        }
    }
}

#[test]
fn the_address_of_a_block_names_its_outlet() {
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "| > cite=https://www.dailynk.com/english/1",
            "daily-nk | > Nine ships were turned back.",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "| > cite=https://freekorea.us/1",
            "? | > Nine ships were turned back.",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "| > cite=https://example.org/1",
            "? | > Nine ships were turned back.",
        ],
    );
}

#[test]
fn lead_ins_of_people_laws_and_reports() {
    for (lead_in, expected) in [
        (
            "Section 104 of the Sanctions Act provides:",
            "sanctions-act",
        ),
        (
            "Here is paragraph 29 of Resolution 2270:",
            "resolution-2270",
        ),
        (
            "The UN Panel of Experts found in its latest report:",
            "un-panel-of-experts",
        ),
        (
            "The ministry's spokesman said:",
            "@The ministry's spokesman",
        ),
        ("Gen. Pak Chol-su put it this way:", "@Gen. Pak Chol-su"),
        ("As Kim Min-ji of the Daily NK writes:", "daily-nk"),
        ("A reader writes:", "@A reader"),
        (
            "I liked {this report|https://www.dailynk.com/1} very much:",
            "daily-nk",
        ),
        ("As I wrote in 2014:", "one-free-korea"),
        (
            "The Daily NK reports that nine ships were turned back.",
            "daily-nk",
        ),
        ("KCNA, via Yonhap:", "kcna < yonhap-news-agency"),
        ("Yonhap quotes KCNA as saying:", "kcna < yonhap-news-agency"),
        ("I don't believe what Yonhap says about this.", "?"),
        ("I read the Daily NK every day.", "?"),
        ("Nine ships were turned back.", "?"),
        ("He told Yonhap that it was over.", "?"),
    ] {
        let lead_in = format!("| {lead_in}");
        let block = format!("{expected} | > Nine ships shall be turned back.");
        check("One Free Korea", &[&lead_in, &block, "| So there."]);
    }
}

#[test]
fn reading_on_names_the_outlet_by_its_link() {
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "daily-nk | > Nine ships were turned back.",
            "| Read the rest {here|https://www.dailynk.com/1}.",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "daily-nk | > Nine ships were turned back.",
            "| You can read more at the Daily NK.",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "? | > Nine ships were turned back.",
            "| You can read more at the link.",
        ],
    );
}

#[test]
fn nested_blocks_have_their_own_credit_or_none() {
    check(
        "One Free Korea",
        &[
            "| The Daily NK reports:",
            "daily-nk | > Nine ships were turned back. KCNA said:",
            "kcna < daily-nk | >> The enemy's ships fled.",
            "daily-nk | > They carried coal.",
            "| So there.",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| The Daily NK reports:",
            "daily-nk | > Nine ships were turned back.",
            "? < daily-nk | >> The ships fled.",
        ],
    );
}

#[test]
fn a_wires_dateline_in_a_block() {
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "yonhap-news-agency | > SEOUL, April 8 (Yonhap) -- Nine ships were turned back.",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| From the Korea Herald:",
            "yonhap-news-agency < korea-herald | > SEOUL, April 8 (Yonhap) -- Nine ships were turned back.",
        ],
    );
}

#[test]
fn an_interviewer_is_the_source_only_of_a_block_without_credit() {
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "daily-nk | > “They fled,” a sailor told Daily NK on Friday.",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "reuters | > “They fled,” a sailor told Daily NK on Friday. [Reuters]",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "? | > “They fled,” a sailor told Daily NK and told Yonhap.",
        ],
    );
}

#[test]
fn pull_quotes_are_the_articles_own() {
    check(
        "One Free Korea",
        &[
            "| Nine ships were turned back at the port of Rason last week, and nobody will say why.",
            "| > nobody will say why, nine ships",
            "| > pull",
            "| > Nine ships were turned back at the port of Rason",
        ][..1],
    );
    let passages = check(
        "One Free Korea",
        &[
            "| Nine ships were turned back at the port of Rason last week, and nobody will say why.",
            "| > Nine ships were turned back at the port of Rason",
        ],
    );
    assert!(passages.iter().all(|p| p.kind != Kind::BlockQuote));
}

#[test]
fn comments_are_their_writers() {
    let article = article(
        "One Free Korea",
        &[
            "I found this.",
            "C: Nonsense, as always. [Yonhap]",
            "C: “Never,” he said.",
        ],
    );
    let passages = attributed(&article);
    let comments: Vec<String> = passages
        .iter()
        .filter(|p| p.kind == Kind::Comment)
        .map(whose)
        .collect();
    assert_eq!(comments, ["@reader1 < one-free-korea"; 2]);
}
