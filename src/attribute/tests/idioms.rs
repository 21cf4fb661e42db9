//! Idioms that other posts than the first ones had: who announces a block, whom a bracket may name, where a run begins.

use super::{attributed, check, whose};
use crate::passage::Kind;

#[test]
fn a_bracket_credits_a_name_of_any_make_where_the_article_credits_by_brackets() {
    check(
        "One Free Korea",
        &[
            "| I read three things.",
            "daily-nk | A trader said on Monday that rice fell. [Daily NK]",
            "| I doubt it.",
            "hauptstadtblatt | The mission denies that a sale was planned. [Hauptstadtblatt]",
            "| I believe that.",
            "frontier-goods-ordinance | Goods may pass. [Frontier Goods Ordinance]",
        ],
    );
    // Where it does not, a bracket may be anything.
    check(
        "One Free Korea",
        &["| Goods may pass. [Frontier Goods Scheme]"],
    );
}

#[test]
fn an_outlet_s_name_that_begins_like_an_editor_s_remark_credits() {
    check(
        "One Free Korea",
        &[
            "| I watched it.",
            "kctv < yonhap-news-agency | A storm came on Monday, an official said. [Korean Central Television, via Yonhap]",
        ],
    );
}

#[test]
fn of_a_law_and_its_section_the_law_is_the_source() {
    check(
        "One Free Korea",
        &[
            "| I looked it up.",
            "songdok-port-regulations | > A vessel shall report its name.",
            "- | > — Article 9, Songdok Port Regulations",
        ],
    );
}

#[test]
fn whoever_announces_a_block_speaks_in_it() {
    check(
        "One Free Korea",
        &[
            "| A retired signalman said:",
            "@A retired signalman | > Corn.",
            "| Nurse Kwon Mi-ok, who has worked here since 2006, wrote in her notebook:",
            "@Nurse Kwon Mi-ok | > They all say corn.",
            "| As a forwarder in Busan explained:",
            "@a forwarder in Busan | > Fourteen days of what?",
            "| A woman who sells mushrooms told me how it works:",
            "@A woman | > They come at night.",
            "| 역무원 한 분은 이렇게 말했다.",
            "@역무원 한 분 | > 기차는 쉬는 것이다.",
        ],
    );
}

#[test]
fn a_label_that_says_something_is_nobody() {
    check(
        "One Free Korea",
        &[
            "| The poster on the door said:",
            "? | > No songs before noon.",
        ],
    );
}

#[test]
fn what_a_person_writes_in_an_outlet_is_the_outlet_s() {
    check(
        "One Free Korea",
        &[
            "| Over at 38 North, Joel Person writes:",
            "38-north | > Paint was seen.",
            "| Here's what the Chosun Ilbo has:",
            "chosun-ilbo | > Umbrellas are a sign of status.",
            "| My favourite export made the news! AFP via Yonhap has the numbers:",
            "agence-france-presse < yonhap-news-agency | > Wickerwork is up.",
            "| 연합뉴스는 이렇게 보도했다.",
            "yonhap-news-agency | > 열차가 군사분계선을 넘었다.",
            "| 로동신문은 다음과 같이 전했다.",
            "rodong-sinmun | > 어로공들이 청어대풍을 안아왔다.",
        ],
    );
}

#[test]
fn the_first_words_of_a_report_are_found_by_what_leans_on_them() {
    check(
        "One Free Korea",
        &[
            "| I have read about noodles for a week.",
            "chosun-ilbo | Restaurants serving cold noodles reported record sales over the weekend.",
            "chosun-ilbo | “We ran out of buckwheat,” said Son Kyung-ja, 61, who runs one. [Chosun Ilbo]",
            "| And the bill goes to whom?",
            "daily-nk | 염전의 생산량이 크게 줄어든 것으로 전해졌다.",
            "daily-nk | 현지 소식통은 “비가 그치지 않았다”고 말했다. [데일리NK]",
        ],
    );
}

#[test]
fn a_maxim_above_a_credited_paragraph_stays_the_publisher_s() {
    check(
        "One Free Korea",
        &[
            "| I have shortened these.",
            "rimjin-gang | The price of a sick note is 30 yuan, a woman said. [Rimjin-gang]",
            "| A sick note is a good investment in a country of battles.",
            "daily-nk | Cadres are leaving for trading companies, a source said on Friday. [Daily NK]",
        ],
    );
}

#[test]
fn who_speaks_of_an_outlet_by_name_is_not_that_outlet() {
    check(
        "One Free Korea",
        &[
            "| I tried to add.",
            "| The Chosun Ilbo spoke to the man who ran the count, and he is frank.",
            "chosun-ilbo | “We were told not to publish the sum,” said Pell Arden, who led it. [Chosun Ilbo]",
        ],
    );
}

#[test]
fn names_and_dates_above_comments_are_no_words_of_readers() {
    let article = super::article(
        "One Free Korea",
        &[
            "A good winter is cold.",
            "Be warm.",
            "3 Comments",
            "Marguerite says:",
            "June 8, 2015 at 9:14 am",
            "Lovely post.",
            "Corvin",
            "June 9, 2015 at 7:02 am",
            "I think so too.",
        ],
    );
    let passages = attributed(&article);
    let comments = passages.iter().filter(|p| p.kind == Kind::Comment);
    let comments: Vec<_> = comments
        .map(|p| (whose(p), p.span.of(&article.text)))
        .collect();
    assert_eq!(
        comments,
        [
            ("@Marguerite < one-free-korea".to_string(), "Lovely post."),
            ("@Corvin < one-free-korea".to_string(), "I think so too."),
        ]
    );
}

#[test]
fn a_caption_above_a_dateline_does_not_hide_a_reprint() {
    check(
        "Harbour Morning Post",
        &[
            "| Divers prepare to descend. Photo: AFP",
            "agence-france-presse | SOKCHO, South Korea (AFP) - Divers have found a wreck, the team said.",
            "agence-france-presse | The boat lies upright at 41 metres.",
            "- | Copyright 2016 AFP. All rights reserved.",
        ],
    );
}

#[test]
fn a_whole_text_that_a_wire_prints_is_of_the_outlet_that_it_names() {
    check(
        "",
        &[
            "kcna < yonhap-news-agency | 다음은 조선중앙통신이 1일 보도한 공동사설 전문.",
            "kcna < yonhap-news-agency | 새해를 맞이하여 진군이 시작되었다.",
            "- | <저작권자(c)연합뉴스. 무단전재-재배포금지.>",
        ],
    );
}

#[test]
fn the_sentence_that_only_hands_on_means_the_one_outlet_or_person_named_before_it() {
    check(
        "Heron Notes",
        &[
            "| I was late again. Yonhap went out to the weir in person. My translation:",
            "yonhap-news-agency | > The weir was opened on Friday.",
            "| Yonhap and Reuters went out to the weir. My translation:",
            "? | > The weir was shut on Sunday.",
            "| I asked my old teacher, Dr. Ida Lund. She wrote back within the day. I quote what matters:",
            "@Dr. Ida Lund | > The weir leaks where it always leaked.",
            "| I asked Dr. Ida Lund and Mr. Per Falk, and they wrote back. I quote what matters:",
            "? | > The weir never leaked.",
        ],
    );
}

#[test]
fn ibid_in_a_block_means_what_the_block_credited_above_and_a_day_may_follow_it() {
    check(
        "Heron Notes",
        &[
            "yonhap-news-agency | > The first weir stands. [Yonhap]",
            "| I have crossed it.",
            "reuters | > The second weir was painted green in May. [Reuters]",
            "reuters | > Nobody had ordered green. [ibid., May 12]",
        ],
    );
}

#[test]
fn a_work_is_known_by_the_place_in_it_that_stands_behind_its_name() {
    check(
        "One Free Korea",
        &[
            "| The manual is old.",
            "snow-reading-for-pilots | > Report the absence of snow, and nothing else.",
            "- | > — Snow Reading for Pilots (Air Corps, 1974), p. 61",
            "| And the same book goes on.",
            "snow-reading-for-pilots | > Report the hour.",
            "- | > (Ibid., pp. 63-64)",
            "| The law has no such word.",
            "압록항-관리규정 | > 배는 이름을 알린다.",
            "- | > (압록항 관리규정, 2009년 수정보충)",
            "| His letter came in spring.",
            "@Gil-su | > The boat did not sink.",
            "- | > — Gil-su, undated",
        ],
    );
}

#[test]
fn korean_lead_ins_in_polite_speech() {
    check(
        "One Free Korea",
        &[
            "| 먼저 데일리NK입니다.",
            "daily-nk | > 도서관이 책을 거뒀다.",
            "| 조선중앙통신은 물론 다르게 말합니다. 아래는 10월 21일 자입니다.",
            "kcna | > 도서관들이 새로 꾸려졌다.",
            "| 제 이웃 정 선생에게 물었더니 웃으며 이렇게 말해 주었습니다.",
            "@정 선생 | > 버섯 책이에요.",
        ],
    );
}

#[test]
fn whatever_a_line_before_a_block_says_it_is_from() {
    check(
        "One Free Korea",
        &[
            "| I own the yearbook. From Mill's Yearbook of Aircraft:",
            "mills-yearbook-of-aircraft | > There are three hundred of them.",
            "| Min-ji (not her real name), 22, formerly of Tokchon, told us in Gwangju in May:",
            "@Min-ji | > A brick is two kilos.",
        ],
    );
}

#[test]
fn korean_works_between_title_marks_and_laws_of_a_line() {
    check(
        "One Free Korea",
        &[
            "| 고성군의 「마을에 드리는 글」에는 이렇게 적혀 있다.",
            "마을에-드리는-글 | > 관광 중단은 길어야 석 달입니다.",
            "| 보고서 『시장의 조세』에서:",
            "시장의-조세 | > 매대는 백만 개다.",
            "| 항구의 지위에 관한 협약 제33조:",
            "항구의-지위에-관한-협약 | > 체약국은 배를 돌려보내지 아니한다.",
            "| 전직 시장관리원 한 분이 나에게 한 말이 제일 쓸모 있었다.",
            "@전직 시장관리원 한 분 | > 작은 자루는 우리 겁니다.",
        ],
    );
}
