//! Blocks in plain text.

use super::{article, attributed, check, whose};
use crate::passage::Kind;

#[test]
fn a_bracket_credits_the_paragraph_that_it_ends() {
    check(
        "One Free Korea",
        &[
            "| I have been waiting for this story all week.",
            "daily-nk | “Rice went up again this month,” a trader in Hoeryong said on Tuesday. [Daily NK]",
            "| That does not surprise me.",
        ],
    );
}

#[test]
fn a_run_goes_back_to_where_the_publishers_voice_ends() {
    check(
        "One Free Korea",
        &[
            "| I have been waiting for this story all week.",
            "yonhap-news-agency | The ministry said on Monday that nine ships were turned back at the port of Rason.",
            "yonhap-news-agency | The spokesman added that the crews were sent home by bus.",
            "yonhap-news-agency | He said talks would go on. [Yonhap]",
            "| So much for that.",
        ],
    );
}

#[test]
fn an_elision_joins_what_it_parts() {
    check(
        "One Free Korea",
        &[
            "| You would not know it from the headlines.",
            "reuters | Cement shipments through the northern crossing fell by half in March. [….]",
            "reuters | Two importers blamed new inspections. [Reuters, A. Writer and B. Writer]",
            "| And there it is.",
        ],
    );
}

#[test]
fn an_elision_alone_on_its_line_joins_too() {
    check(
        "One Free Korea",
        &[
            "| You would not know it from the headlines.",
            "reuters | Cement shipments through the northern crossing fell by half in March, customs officials said.",
            "reuters | […]",
            "reuters | Two importers blamed new inspections. [Reuters]",
        ],
    );
}

#[test]
fn neighbouring_blocks_stay_apart() {
    let passages = check(
        "One Free Korea",
        &[
            "| We have two reports today.",
            "daily-nk | A source in North Hamgyong Province said on the 3rd that the market in Musan was shut. [Daily NK]",
            "rimjin-gang | Several vendors told our reporters that they now sell at home. [Rimjin-gang]",
            "daily-nk | “They come back at night,” the source said. [Daily NK]",
        ],
    );
    let blocks: Vec<u32> = passages.iter().filter_map(|p| p.block).collect();
    assert_eq!(blocks.len(), 3);
    assert!(blocks.windows(2).all(|w| w[0] != w[1]));
}

#[test]
fn the_publishers_silent_paragraph_between_blocks_stays_its_own() {
    check(
        "One Free Korea",
        &[
            "daily-nk | “No one buys shoes any more,” a resident of Sinuiju said. [Daily NK]",
            "| The shortage of hard currency has reached the shoe market, and it isn't over.",
            "daily-nk | “We wear them until they fall apart,” another resident said. [Daily NK]",
        ],
    );
}

#[test]
fn quoted_paragraphs_that_go_on_belong_together() {
    check(
        "One Free Korea",
        &[
            "| Here's a bit of good news, I suppose.",
            "daily-nk | A trader in Hyesan explained, “At first we thought that the fair would be called off.",
            "daily-nk | “Then the trucks came, and we sold everything in two hours.” [Daily NK]",
        ],
    );
}

#[test]
fn a_separator_a_heading_a_list_and_a_colon_bound_a_run() {
    for bound in [
        "~ ~ ~",
        "# Markets",
        "1. First of all, prices.",
        "The latest from the border:",
    ] {
        let own = format!("{}| {bound}", if bound.starts_with('~') { "-" } else { "" });
        check(
            "One Free Korea",
            &[
                "| A source in Musan said last week that the mill was closed.",
                &own,
                "daily-nk | “It will open in May,” an official said. [Daily NK]",
            ],
        );
    }
}

#[test]
fn forms_of_brackets_that_credit() {
    let cases = [
        ("[Yonhap]", "yonhap-news-agency"),
        ("[Daily NK]", "daily-nk"),
        ("[DailyNK]", "daily-nk"),
        ("[The Daily NK]", "daily-nk"),
        ("[Reuters, A. Writer and B. Writer]", "reuters"),
        ("[A. Writer, Reuters]", "reuters"),
        ("[Yonhap, April 8, 2016]", "yonhap-news-agency"),
        ("[Yonhap, 8 Apr 2016]", "yonhap-news-agency"),
        ("[Yonhap News Agency]", "yonhap-news-agency"),
        ("(Yonhap, 2016-4-8)", "yonhap-news-agency"),
        ("(Daily NK)", "daily-nk"),
        ("(Yonhap)", "yonhap-news-agency"),
        ("[AP]", "associated-press"),
        ("(AP)", "associated-press"),
        ("[AFP]", "agence-france-presse"),
        ("[Joongang Ilbo]", "joongang-ilbo"),
        ("[RFA]", "radio-free-asia"),
        ("[NK News]", "nk-news"),
        ("[38 North]", "38-north"),
        ("[Amnok Courier]", "amnok-courier"),
        ("[Amnok Courier, B. Kim, 3 May 2019]", "amnok-courier"),
        ("[Tuman River Gazette]", "tuman-river-gazette"),
        ("[via Yonhap]", "yonhap-news-agency"),
        ("[Source: Yonhap]", "yonhap-news-agency"),
        ("[Yonhap] [emphasis added]", "yonhap-news-agency"),
        ("[Yonhap, emphasis mine]", "yonhap-news-agency"),
        ("[Yonhap; emphasis added]", "yonhap-news-agency"),
        ("[Yonhap].", "yonhap-news-agency"),
        ("[\"Prices Up,\" Daily NK, 4 May 2015]", "daily-nk"),
        ("[데일리NK]", "daily-nk"),
        ("[연합뉴스]", "yonhap-news-agency"),
        ("[로동신문]", "rodong-sinmun"),
        ("[압록강일보]", "압록강일보"),
        ("– Yonhap", "yonhap-news-agency"),
        ("— Daily NK, April 8", "daily-nk"),
        ("-- Reuters", "reuters"),
        ("- Yonhap", "yonhap-news-agency"),
        (
            "[AFP via Yonhap]",
            "agence-france-presse < yonhap-news-agency",
        ),
        (
            "[KCNA, translated by North Korea Leadership Watch]",
            "kcna < north-korea-leadership-watch",
        ),
        ("[KCNA via KCNA Watch]", "kcna < kcna-watch"),
        (
            "[Kyodo via Yonhap via AFP]",
            "kyodo-news < agence-france-presse < yonhap-news-agency",
        ),
        ("[KCNA, as quoted by Yonhap]", "kcna < yonhap-news-agency"),
        ("[KCNA quoting Rodong Sinmun]", "rodong-sinmun < kcna"),
    ];
    for (credit, expected) in cases {
        let block = format!(
            "{expected} | “The mill in Musan is closed,” an official said on Friday. {credit}"
        );
        let passages = check(
            "One Free Korea",
            &[
                "| I did not expect that.",
                &block,
                "| Nor that we would read it here.",
            ],
        );
        let block = passages
            .iter()
            .find(|p| p.kind == Kind::BlockQuote)
            .unwrap();
        let evidence = block.voice.attribution().unwrap().credit.as_ref().unwrap();
        assert!(!block.span.overlaps(evidence.span), "{credit}");
    }
}

#[test]
fn brackets_that_credit_nobody() {
    for bracket in [
        "[….]",
        "[...]",
        "[sic]",
        "[emphasis added]",
        "[emphasis mine]",
        "[translation]",
        "[Party-run publication]",
        "[overseas Chinese community]",
        "[Update: the ministry denies it]",
        "[1]",
        "[23]",
        "[photo]",
        "[Photo: Yonhap]",
        "[laughs]",
        "[NK]",
        "[38]",
        "[Kim Chol-su]",
        "[the regime]",
        "(KPA)",
        "(DPRK)",
        "(2014)",
        "(the Liberal Party)",
        "(photos accompanied)",
        "[Pyongyang]",
        "[Yonhap says 13]",
        "[not Yonhap]",
        "[H/T Yonhap]",
        "[See Yonhap]",
        "[Republic of Korea]",
        "(Wow!)",
        "[WPK]",
        "[Yonhap's]",
        "- not so",
        "– or so they say",
        "[more]",
        "[Ed.: Yonhap retracted this]",
        "[Workers' Party]",
    ] {
        let line =
            format!("| “The mill in Musan is closed,” an official said on Friday. {bracket}");
        check(
            "One Free Korea",
            &[
                "| The border was quiet on Friday.",
                &line,
                "| The mill opened in May.",
            ],
        );
    }
}

#[test]
fn a_gloss_or_a_bracket_amid_the_text_credits_nobody() {
    for text in [
        "The statement was carried by the Korean Central News Agency (KCNA).",
        "The statement was carried by the Korean Central News Agency [KCNA]",
        "He works for the agency [Yonhap].",
        "The report [Yonhap] was withdrawn on Friday.",
        "The paper [Daily NK] said that “prices rose [Daily NK]”",
        "“They told the reporter [Daily NK]”",
        "The broadcaster (KBS) showed it.",
    ] {
        check("One Free Korea", &[&format!("| {text}")]);
    }
}

#[test]
fn the_credit_is_in_no_span_and_an_elision_is() {
    let article = article(
        "One Free Korea",
        &[
            "I wonder.",
            "Prices rose. [….]",
            "The source said so.  [Daily NK]",
        ],
    );
    let words: Vec<&str> = attributed(&article)
        .iter()
        .map(|p| p.span.of(&article.text))
        .collect();
    assert_eq!(words[2..], ["Prices rose. [….]", "The source said so."]);
}

#[test]
fn the_same_again_is_the_outlet_last_credited() {
    for same in [
        "[ibid.]",
        "[Ibid.]",
        "[Id.]",
        "[id.]",
        "[link]",
        "[Same]",
        "[same source]",
        "[Link]",
    ] {
        let second = format!("daily-nk | “They opened it again,” the source said. {same}");
        check(
            "One Free Korea",
            &[
                "daily-nk | “They closed the mill,” a source said. [Daily NK]",
                "| I am not so sure of that.",
                &second,
            ],
        );
    }
    check(
        "One Free Korea",
        &["| “They opened it again,” the source said. [ibid.]"],
    );
}

#[test]
fn a_credit_on_a_line_of_its_own() {
    for line in [
        "[Daily NK]",
        "Source: Daily NK",
        "– Daily NK",
        "(Daily NK)",
        "[Daily NK, 4 May 2015]",
        "— Daily NK, May 4",
        "SOURCE: Daily NK",
        "출처: 데일리NK",
    ] {
        let line = format!("- | {line}");
        check(
            "One Free Korea",
            &[
                "| I did not expect that.",
                "daily-nk | A source in Musan said on Monday that the mill was closed.",
                "daily-nk | “It will open in May,” the source said.",
                &line,
                "| I would not count on it.",
            ],
        );
    }
}

#[test]
fn a_credit_on_the_last_line_of_a_paragraph() {
    let article = article(
        "One Free Korea",
        &["“It will open in May,” a source said.\n[Daily NK]\nI would not count on it."],
    );
    let found: Vec<(String, &str)> = attributed(&article)
        .iter()
        .filter(|p| p.kind != Kind::Quotation)
        .map(|p| (whose(p), p.span.of(&article.text)))
        .collect();
    assert_eq!(
        found[1],
        (
            "daily-nk < one-free-korea".to_string(),
            "“It will open in May,” a source said."
        )
    );
    assert_eq!(found[2], (String::new(), "I would not count on it."));
}

#[test]
fn ambiguous_names_credit_only_after_the_full_one() {
    check(
        "One Free Korea",
        &[
            "| The New York Times has looked into this, and I recommend the whole of it.",
            "new-york-times | “We never saw the ship,” a port official said. [Times]",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| I give up.",
            "| “We never saw the ship,” a port official said. [Times]",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| I give up.",
            "| “We never saw the ship,” a port official said. [Post]",
        ],
    );
}

#[test]
fn a_quotation_that_the_publisher_leads_in_is_credited_alone() {
    let passages = check(
        "One Free Korea",
        &[
            "| I must admit that I laughed when I read this: “The mill was never closed for a day.” [Daily NK]",
        ],
    );
    let quotation = passages.iter().find(|p| p.kind == Kind::Quotation).unwrap();
    assert_eq!(whose(quotation), "daily-nk < one-free-korea");
}

#[test]
fn quotations_take_source_and_carriers_from_where_they_stand() {
    let passages = check(
        "One Free Korea",
        &[
            "| I asked him, and “never” was all he said.",
            "agence-france-presse < yonhap-news-agency | “The mill is closed,” an official said. [AFP via Yonhap]",
        ],
    );
    let found: Vec<String> = passages
        .iter()
        .filter(|p| p.kind == Kind::Quotation)
        .map(whose)
        .collect();
    assert_eq!(
        found,
        [
            "one-free-korea",
            "agence-france-presse < one-free-korea < yonhap-news-agency"
        ]
    );
}

#[test]
fn lead_ins_announce_what_follows() {
    for (lead_in, expected) in [
        ("According to the Daily NK:", "daily-nk"),
        ("From the Joongang Ilbo:", "joongang-ilbo"),
        ("Via Yonhap:", "yonhap-news-agency"),
        ("Here's Reuters:", "reuters"),
        ("Here’s Reuters:", "reuters"),
        ("Yonhap reports:", "yonhap-news-agency"),
        ("The Daily NK has more on the mill:", "daily-nk"),
        (
            "The Chosun Ilbo, citing an unnamed official, reports:",
            "chosun-ilbo",
        ),
        (
            "AFP via Yonhap:",
            "agence-france-presse < yonhap-news-agency",
        ),
        ("According to the Amnok Courier:", "amnok-courier"),
        (
            "Yonhap has more. Here is the key passage:",
            "yonhap-news-agency",
        ),
        ("AP reports:", "associated-press"),
    ] {
        let lead_in = format!("| {lead_in}");
        let block = format!(
            "{expected} | The mill in Musan was closed on Friday after a fire, officials said."
        );
        check(
            "One Free Korea",
            &[
                "| I missed this one.",
                &lead_in,
                &block,
                "| I wonder who will pay for that.",
            ],
        );
        let lead_in = lead_in.to_string();
        let block = format!("{expected} | > The mill in Musan was closed on Friday after a fire.");
        check(
            "One Free Korea",
            &[
                "| I missed this one.",
                &lead_in,
                &block,
                "| I wonder who will pay for that.",
            ],
        );
    }
}

#[test]
fn a_lead_ins_run_ends_where_reporting_ends() {
    check(
        "One Free Korea",
        &[
            "| Yonhap reports:",
            "yonhap-news-agency | “The mill is closed,” a ministry official told reporters on Friday.",
            "yonhap-news-agency | The official said that it would open again in May.",
            "| Every year the same promise, and every year the same mill.",
            "| Yonhap did not say who owns it.",
        ],
    );
}

#[test]
fn colons_that_announce_no_outlet() {
    for lead_in in [
        "Yonhap did not report the rest:",
        "There are two things to say about prices:",
        "Here is what I think of the Daily NK and Yonhap:",
        "What Yonhap never reports:",
    ] {
        check(
            "One Free Korea",
            &[
                &format!("| {lead_in}"),
                "| The mill in Musan was closed on Friday.",
            ],
        );
    }
}

#[test]
fn the_publishers_sentence_about_an_outlet_is_its_own() {
    check(
        "One Free Korea",
        &[
            "| Yonhap is reporting this morning that nine ships were turned back on Monday, and a source said so too.",
            "yonhap-news-agency | “We turned them back,” a ministry official told reporters. [Yonhap]",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| According to the Daily NK, officials said on Monday that the mill in Musan was closed.",
            "daily-nk | “It will open in May,” an official said. [Daily NK]",
        ],
    );
}

#[test]
fn a_dateline_amid_the_text_opens_a_block() {
    check(
        "One Free Korea",
        &[
            "| I am told that this is news.",
            "yonhap-news-agency | SEOUL, April 8 (Yonhap) -- Nine ships were turned back on Friday, officials said.",
            "yonhap-news-agency | The ships will return, the officials said on Friday.",
            "| I doubt it.",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| I am told that this is news.",
            "| From the Korea Herald:",
            "yonhap-news-agency < korea-herald | SEOUL, April 8 (Yonhap) -- Nine ships were turned back on Friday, officials said.",
            "| I doubt it.",
        ],
    );
}

#[test]
fn a_dateline_that_opens_the_article_makes_it_a_reprint() {
    for opening in [
        "SEOUL, April 8 (Yonhap) --",
        "SEOUL (Yonhap) —",
        "(서울=연합뉴스) 김철수 기자 =",
        "【서울=연합뉴스】",
        "[서울=연합뉴스]",
    ] {
        let first =
            format!("yonhap-news-agency | {opening} Nine ships were turned back on Friday.");
        let passages = check(
            "Korea Herald",
            &[
                "-| % By A. Writer",
                &first,
                "yonhap-news-agency | They carried coal.",
                "yonhap-news-agency | # At sea",
                "yonhap-news-agency | They will return.",
            ],
        );
        assert!(passages.iter().all(|p| p.kind != Kind::BlockQuote));
    }
    check(
        "KCNA",
        &[
            "| Pyongyang, December 24 (KCNA) -- The mill was opened.",
            "| Our people rejoiced.",
        ],
    );
    check(
        "",
        &[
            "kcna | Pyongyang, December 24 (KCNA) -- The mill was opened.",
            "kcna | Our people rejoiced.",
        ],
    );
    check(
        "",
        &["kcna | [평양 12월 24일발 조선중앙통신] 제분소가 문을 열었다."],
    );
    check(
        "Korea Herald",
        &["kyodo-news < yonhap-news-agency | (도쿄 교도통신=연합뉴스) 배가 돌아왔다."],
    );
    check(
        "Korea Herald",
        &[
            "| SEOUL (Musan) — Nine ships were turned back.",
            "| Pyongyang (AP) is far.",
        ],
    );
}

#[test]
fn copyright_and_closing_lines() {
    check(
        "Korea Herald",
        &[
            "agence-france-presse | Nine ships were turned back on Friday.",
            "- | Copyright 2016 AFP. All rights reserved.",
        ],
    );
    check(
        "Korea Herald",
        &[
            "yonhap-news-agency | Nine ships were turned back on Friday.",
            "yonhap-news-agency | They will return. (Yonhap)",
        ],
    );
    check(
        "Korea Herald",
        &[
            "| Nine ships were turned back on Friday.",
            "| Photo copyright AFP",
        ],
    );
    check(
        "Korea Herald",
        &[
            "| Nine ships were turned back on Friday.",
            "| © Korea Herald",
        ],
    );
    check(
        "Korea Herald",
        &[
            "| Nine ships were turned back on Friday.",
            "| They will return. (Korea Herald)",
        ],
    );
}

#[test]
fn korean_posts() {
    check(
        "One Free Korea",
        &[
            "| 나는 이 기사를 어제 읽었다.",
            "daily-nk | 함경북도 소식통은 3일 “제분소가 문을 닫았다”고 말했다.",
            "daily-nk | 소식통은 “5월에 다시 연다”고 전했다. [데일리NK]",
            "| 우리는 더 기다려야 한다.",
        ],
    );
}

#[test]
fn comments_beneath_a_heading_or_with_names_and_times() {
    for (heading, first) in [
        ("| 3 Comments", "?"),
        ("| Leave a Reply", "?"),
        ("| 2 responses to A title", "?"),
        ("| Comments:", "?"),
    ] {
        let first = format!("{first} | Nonsense, as always.");
        let passages = check(
            "One Free Korea",
            &[
                "| Nine ships were turned back.",
                heading,
                &first,
                "? | Not so. [Yonhap]",
            ],
        );
        assert_eq!(
            passages.iter().filter(|p| p.kind == Kind::Comment).count(),
            2
        );
    }
    let passages = check(
        "One Free Korea",
        &[
            "| Nine ships were turned back.",
            "@Chol | Chol says on April 8, 2016 at 9:12 am: Nonsense.",
            "@Chol | As always.",
        ],
    );
    assert_eq!(
        passages.iter().filter(|p| p.kind == Kind::Comment).count(),
        2
    );
}

#[test]
fn comments_by_their_sound_need_many_signs() {
    let post = [
        "| One.",
        "| Nine ships were turned back.",
        "| They carried coal.",
        "| The port was closed.",
        "| So it ends.",
    ];
    let mut lines = post.to_vec();
    lines.extend([
        "? | I'm guessing they will be back by June, like every year.",
        "? | Here is a map of the port: http://example.org/map",
        "? | Yeah, that map ain't right.",
        "? | One can only hope that somebody checks.",
    ]);
    check("One Free Korea", &lines);
    let mut lines = post.to_vec();
    lines.extend([
        "| I think that they will be back.",
        "| I hope not.",
        "| I suspect that nobody checks.",
    ]);
    check("One Free Korea", &lines);
}

#[test]
fn a_minute_in_the_news_is_no_comment() {
    check(
        "One Free Korea",
        &[
            "| Nine ships were turned back.",
            "| The spokesman said on April 8, 2016 at 9:12 am that they would return.",
            "| Comments by the ministry were not to be had.",
        ],
    );
}

#[test]
fn blogs_sign_posts_that_send_the_reader_on() {
    check(
        "One Free Korea",
        &[
            "| I found this.",
            "daily-nk | “We sold everything,” a trader in Hyesan said on Friday. [Daily NK]",
            "| You can read more at the link.",
            "| H/t to a friend in Seoul.",
            "reuters | “Nothing was sold,” an official told reporters. [Reuters]",
        ],
    );
}

#[test]
fn a_wires_round_up_and_a_blogs_answer() {
    check(
        "Korea Herald",
        &[
            "yonhap-news-agency | SEOUL, April 8 (Yonhap) -- Nine ships were turned back on Friday.",
            "yonhap-news-agency | PARIS, April 8 (Yonhap) -- The minister arrived.",
        ],
    );
    check(
        "One Free Korea",
        &[
            "yonhap-news-agency | SEOUL, April 8 (Yonhap) -- Nine ships were turned back on Friday.",
            "| I wonder what my readers make of that.",
            "| They carried coal.",
        ],
    );
}

#[test]
fn what_a_lead_in_has_somebody_say_may_be_said_by_an_i() {
    check(
        "One Free Korea",
        &[
            "| I looked for goats all week. Over at Radio Free Asia they found somebody who counts them, and this is what he told them:",
            "radio-free-asia | Of the 340 goats on the sheet we have 190, and my brother lends us the others.",
            "| I read that twice.",
        ],
    );
}

#[test]
fn a_law_that_a_lead_in_quotes_goes_on_while_it_commands() {
    check(
        "One Free Korea",
        &[
            "| I looked it up. Article 31 of the Forestry Regulation now reads:",
            "forestry-regulation | A permit shall be presented for renewal within sixty days.",
            "forestry-regulation | Timber that was felled before shall belong to the county.",
            "| The sixty days run out in May, on my count.",
        ],
    );
}

#[test]
fn reports_weighed_against_each_other_are_weighed_by_the_publisher() {
    check(
        "One Free Korea",
        &[
            "| I found two figures. Via Yonhap:",
            "yonhap-news-agency | China imported no coal in August, according to figures released on Saturday.",
            "yonhap-news-agency | Trade in other goods rose 3.1 percent on the month, led by wigs.",
            "| The two statements can both be true if the coal was declared as Russian.",
        ],
    );
}

#[test]
fn behind_a_wires_own_end_the_paper_speaks_again() {
    check(
        "Harbour Morning Post",
        &[
            "yonhap-news-agency | SEOUL, April 8 (Yonhap) -- The ferry to Niigata may sail again, officials said Saturday.",
            "yonhap-news-agency | Japan has banned such calls since 2006.",
            "- | (END)",
            "| The Harbour Morning Post asked the port office for comment.",
        ],
    );
}

#[test]
fn a_run_begins_with_the_paragraph_that_says_who_has_it_so() {
    check(
        "Heron Notes",
        &[
            "| I have kept a list of these weirs since my school days.",
            "| The weirs were built between 1931 and 1934. They have six gates, of which the third never closed.",
            "yonhap-news-agency | Anglers along the lower Namdae say the gates now stay shut for up to four hours a day for want of current, and that the toll is due again when they open.",
            "yonhap-news-agency | “If you turn back, you lose. If you stay, you pay twice,” said a woman who carries eggs to the far bank. [Yonhap]",
            "| I have paid twice myself.",
        ],
    );
}
