//! Where the publisher takes the word again in plain text: in front of a credited run, and behind an announced one.

use super::check;

#[test]
fn who_takes_up_the_block_above_is_no_part_of_the_next() {
    check(
        "Heron Notes",
        &[
            "yonhap-news-agency | The supply of lamp oil has stabilized, an official in Sinuiju said on Friday. [Yonhap]",
            "| “Stabilized” says it well. It says that the lamps go out at the same hour.",
            "daily-nk | “We buy candles by the box,” a source in South Hamgyong Province said on the 12th. [Daily NK]",
        ],
    );
    check(
        "강가의 노트",
        &[
            "rodong-sinmun | 기슭에 가설막같은 집들을 늘어놓은것은 산에 대한 모욕이다. (로동신문, 2019.10.23)",
            "| “가설막”이라는 말은 조금 지나치지만 예쁜 집은 아니었다.",
            "daily-nk | 고성군의 한 소식통은 “창틀이 벌써 장마당에 나왔다”고 전했다. – 데일리NK",
        ],
    );
}

#[test]
fn a_label_that_opens_more_than_one_paragraph_is_the_publishers() {
    check(
        "Heron Notes",
        &[
            "| I keep a list of ferries. This is the third page of it.",
            "| Nampo. The old one has a padlock on it.",
            "amnok-courier | The landlord said the tenants had paid three months in advance and left after one. [Amnok Courier]",
            "| Rason. There are, or were, five of them, which depends upon who counts.",
            "joongang-ilbo | At least two of the five have posted signs saying that they are closed, a broker said on Monday. [Joongang Ilbo]",
            "| The fish. Nobody feeds them.",
        ],
    );
}

#[test]
fn no_run_reaches_over_a_line_that_no_sentence_ends() {
    check(
        "Heron Notes",
        &[
            "| A source in Musan said last week that the mill was closed.",
            "| WHAT THE MINISTRY SAID",
            "daily-nk | The mill will open in May, an official said on Monday. [Daily NK]",
        ],
    );
    check(
        "Heron Notes",
        &[
            "| Yonhap reports:",
            "yonhap-news-agency | The mill is closed, a ministry official told reporters on Friday.",
            "| What others said",
            "| An official said on Saturday that it would open again.",
        ],
    );
}

#[test]
fn nobody_changes_from_talk_to_print_amid_a_text() {
    check(
        "북방무역 카페",
        &[
            "| 회원님들 안녕하세요. 소식을 정리해서 올립니다.",
            "| 저도 처음 듣는 이야기라 조금 놀랐습니다.",
            "daily-nk | 나선 시장에서 쌀 1kg은 4,900원에 거래되고 있다고 함경북도 소식통이 12일 전했다.",
            "daily-nk | 이 소식통은 “환율이 더 오를 것”이라고 말했다. (데일리NK, 2018.9.13)",
            "| 다음은 자유아시아방송이 전한 내용입니다.",
            "radio-free-asia | 훈춘의 한 무역업자는 통관이 하루에 스무 대로 제한됐다고 말했다.",
            "| 생선은 벌써 상했을 것 같습니다.",
        ],
    );
}

#[test]
fn a_source_that_is_known_already_was_brought_in_above() {
    check(
        "Korea Week digest",
        &[
            "daily-nk | The price of a pair of winter boots in Chongjin has reached 28,000 won, nine months' official salary of a miner.",
            "daily-nk | Boots of the army are cheaper, the source said, but a civilian who is caught in them loses them. (Daily NK, 2009-10-9)",
        ],
    );
}

#[test]
fn who_weighs_other_outlets_against_it_is_not_the_one_who_was_announced() {
    for own in [
        "According to Daily NK, workers of the factory see it in a different way and said so on Monday.",
        "In other words, the officials said what they had said on Friday.",
        "This is consistent with what officials told Yonhap on Monday.",
        "Essays of this kind follow a visit by one to three days, officials said.",
        "An editorial in the JoongAng Ilbo argued that the number was wrong, and Yonhap reported on Monday that nobody had counted.",
    ] {
        let own = format!("| {own}");
        check(
            "Heron Notes",
            &[
                "| I missed this one. The Rodong Sinmun writes:",
                "rodong-sinmun | The officials concerned set forth the tasks of the factory.",
                &own,
                "| So it goes.",
            ],
        );
    }
}

#[test]
fn paragraphs_of_a_report_that_say_nothing_go_with_it_up_to_the_publisher() {
    check(
        "Heron Notes",
        &[
            "| I have had a soft spot for palaces since I was a child in Graz.",
            "| My own palace has two rooms and a stove, and I can't complain.",
            "| Guess who built this one. The Chosun Ilbo reports:",
            "chosun-ilbo | The palace was built by some 120 workers, who lived in barracks on the site and were never seen in town.",
            "chosun-ilbo | Local builders complain that they had never been asked for an offer.",
            "chosun-ilbo | The company that was to supply the bricks went bankrupt last year.",
            "| My friends there say the thing looks like an airport.",
        ],
    );
}

#[test]
fn credits_in_forms_that_stand_behind_a_sentence() {
    check(
        "Heron Notes",
        &[
            "| I promised you the trade figures.",
            "bloomberg | China imported 0.9 million tons of anthracite in February, because traders had been paid late. Source: Bloomberg",
            "| So much for coal.",
            "agence-france-presse | The index closed down 0.05 percent on Monday, a dealer said.",
            "- | Copyright AFP",
            "| No one I know sold anything.",
            "tass | Thirty-nine foreigners flew to Vladivostok on Monday after a month of quarantine. (TASS, 9 March)",
            "| I have nobody left to call.",
            "qzx | The hotel had charged them for the sauna, one of them said on Friday. (QZX)",
            "| Good night, all of you.",
        ],
    );
    check(
        "Heron Notes",
        &[
            "| I have written of (see above) parties before.",
            "| The hotel was charged by the committee, one of them said on Friday. (QZX)",
        ],
    );
}

#[test]
fn a_name_that_several_papers_bear_stays_as_printed_where_a_day_says_that_it_is_one() {
    check(
        "Reel 44",
        &[
            "| I keep the reels in the cellar.",
            "times | She drank it, thanked the porter, and walked out again, embassy sources said. (The Times, 9 May 1968)",
            "| I've thought about that glass of water for years.",
            "kyodo-news | The tent was sold on Monday, officials said. (Kyodo, 3 June 1979)",
            "| I have seen the tent.",
            "reuters | The camel died on Tuesday, its keeper said. (Reuters, 5 May 1981)",
        ],
    );
}

#[test]
fn the_text_says_that_a_name_is_a_journals() {
    check(
        "Heron Notes",
        &[
            "| I was stuck in one for four hours.",
            "daily-nk | Power comes on from six to nine, a resident said on Monday. [Daily NK]",
            "| I thought of that in my lift.",
            "crane-world | A lift makes about 300 trips a day, the trade journal Crane World reckons, and each wears the brake. [Crane World]",
        ],
    );
}

#[test]
fn who_made_a_wires_report_is_no_word_of_it_and_its_end() {
    check(
        "Harbour Morning Post",
        &[
            "reuters | SEOUL, Sept 3 (Reuters) - The largest bus factory has built a trolley bus, state media said on Monday.",
            "reuters | It was tested at night on the streets.",
            "- | (Reporting by Ahn Mira; Editing by Colin Basco)",
            "| Our own trolley was sold in 1961.",
        ],
    );
    check(
        "Harbour Morning Post",
        &[
            "associated-press | DANDONG, China (AP) -- Customs officers have begun to open every second container, traders said Tuesday.",
            "- | Associated Press writer Pyo Dae in Seoul contributed to this report.",
            "| The toothpaste in question is made here.",
        ],
    );
}

#[test]
fn comments_end_where_a_form_begins() {
    let passages = check(
        "Heron Notes",
        &[
            "| Nine ships were turned back.",
            "| 3 Comments",
            "- | 1 mudlark March 2, 2009 at 8:14 pm",
            "@mudlark | You should see the spoons.",
            "- | 2 Ilse March 2, 2009 at 9:40 pm",
            "@Ilse | In our village rice is sold by the cup as well.",
            "@Ilse | Ten if you count the broken ones.",
            "- | Leave a Comment",
            "- | Name *",
            "- | Website",
            "- | Next post: Open Thread",
        ],
    );
    let comments = passages
        .iter()
        .filter(|p| p.kind == crate::passage::Kind::Comment);
    assert_eq!(comments.count(), 3);
}
