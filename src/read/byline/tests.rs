use super::*;

/// `byline; publisher; date`, or `no` where the line is none.
fn told(line: &str) -> String {
    let mut told = Told::default();
    if !told.line(line) {
        return "no".into();
    }
    let date = told.published.map(|d| d.to_string());
    format!(
        "{}; {}; {}",
        told.byline.join("+"),
        told.publisher.unwrap_or_default(),
        date.unwrap_or_default()
    )
}

#[test]
fn bylines_name_author_publisher_and_date() {
    for (line, expected) in [
        (
            "By Jane Miller, Amnok Courier, April 8, 2016",
            "Jane Miller; Amnok Courier; 2016-04-08",
        ),
        (
            "By Jane Miller, Border Lamp, 8 April 2016",
            "Jane Miller; Border Lamp; 2016-04-08",
        ),
        (
            "By JANE MILLER | Amnok Courier | 2016-04-08",
            "JANE MILLER; Amnok Courier; 2016-04-08",
        ),
        (
            "Amnok Courier | Jane Miller | 2016-04-08",
            "Jane Miller; Amnok Courier; 2016-04-08",
        ),
        (
            "Border Lamp | Jane Miller | April 2016",
            "Jane Miller; Border Lamp; 2016-04",
        ),
        (
            "Amnok Courier, Friday, April 8, 2016",
            "; Amnok Courier; 2016-04-08",
        ),
        ("Border Lamp, 2016", "; Border Lamp; 2016"),
        ("Daily NK - April 8, 2016", "; Daily NK; 2016-04-08"),
        (
            "Dr. med. Jane Roe / 18.4.2016",
            "Dr. med. Jane Roe; ; 2016-04-18",
        ),
        (
            "By Jane Miller and Kim Chol-su",
            "Jane Miller+Kim Chol-su; ; ",
        ),
        ("*By Jane Miller*", "Jane Miller; ; "),
        (
            "By Jane Miller, Staff Writer, April 8, 2016",
            "Jane Miller; ; 2016-04-08",
        ),
        (
            "By Jane Miller, Seoul, April 8, 2016",
            "Jane Miller; ; 2016-04-08",
        ),
        ("Seoul, April 8, 2016", "; ; 2016-04-08"),
        ("DANDONG, April 8, 2016", "; ; 2016-04-08"),
        ("John Miller, April 8, 2016", "; ; 2016-04-08"),
        ("April 8, 2016", "; ; 2016-04-08"),
        ("- 2016년 4월 8일", "; ; 2016-04-08"),
        ("노동신문 사설 - 1966년 01월 01일", "; 노동신문; 1966-01-01"),
        ("공동사설 - 2006년 1월 1일", "; ; 2006-01-01"),
        (
            "Jane Miller | Border Lamp | April 2016",
            "Jane Miller; Border Lamp; 2016-04",
        ),
        (
            "<압록강신문>, <청년보> 공동사설 - 2001년 1월 1일",
            "; ; 2001-01-01",
        ),
        (
            "Amnok Courier and Border Post, Yalu Times, April 2016",
            "; ; 2016-04",
        ),
        (
            "Amnok Courier, Jane Miller, April 2016",
            "Jane Miller; Amnok Courier; 2016-04",
        ),
        ("Updated: April 9, 2016", "; ; "),
        ("Source: Amnok Courier", "; Amnok Courier; "),
        ("출처: 압록강일보", "; 압록강일보; "),
        ("기자 김철수", "김철수; ; "),
        ("김철수 기자", "김철수; ; "),
        ("김철수 기자 chol@example.com", "김철수; ; "),
        ("(단둥=압록강일보) 김철수 기자 =", "김철수; 압록강일보; "),
        (
            "압록강일보 | 김철수 기자 | 2016.04.08",
            "김철수; 압록강일보; 2016-04-08",
        ),
        ("https://example.com/2016/a", "; ; "),
        (
            "Harbour Morning Post | Staff and agencies | 2016-04-08",
            "; Harbour Morning Post; 2016-04-08",
        ),
        (
            "Buckets Across the Amnok, programme office, 8 April 2016",
            "; Buckets Across the Amnok; 2016-04-08",
        ),
        (
            "*The Amnok Post, no. 61 — 8 April 2016 — by Jane Miller-Roe*",
            "Jane Miller-Roe; The Amnok Post; 2016-04-08",
        ),
        (
            "AMNOK CLIPS / compiled by J. Miller / 8 April 2016",
            "J. Miller; AMNOK CLIPS; 2016-04-08",
        ),
        (
            "Margins of the Amnok (weblog of a reading group), 8 April 2016",
            "; Margins of the Amnok; 2016-04-08",
        ),
        (
            "압록신문  입력 2016-04-08 09:31  수정 2016-04-09 11:02",
            "; 압록신문; 2016-04-08",
        ),
        (
            "Jane Miller's thesis diary, 23.11.2018",
            "; Jane Miller's thesis diary; 2018-11-23",
        ),
        (
            "Posted by Jane Miller in Old Rails & Older Boats on the 8th of April, 2016",
            "Jane Miller; Old Rails & Older Boats; 2016-04-08",
        ),
        (
            "Filed by J. Miller-Roe for Ninth Parallel, Friday 8 April 2016",
            "J. Miller-Roe; Ninth Parallel; 2016-04-08",
        ),
        (
            "Living Stone Fellowship of Yanji - from Pastor Dale - April 8, 2016",
            "Pastor Dale; Living Stone Fellowship of Yanji; 2016-04-08",
        ),
        (
            "Imagery notes by J. Miller - 2016/04/08 - PixelsNorth",
            "J. Miller; PixelsNorth; 2016-04-08",
        ),
        (
            "The Border Scale, 8 Apr 2016 (figures of 2-5 Apr)",
            "; The Border Scale; 2016-04-08",
        ),
        ("north_by_east, 8 April 2016", "north_by_east; ; 2016-04-08"),
        (
            "The Amnok Corner. A weblog for collectors of coins",
            "; The Amnok Corner; ",
        ),
        (
            "8th April 2016. Posted by: J. van Miller",
            "J. van Miller; ; 2016-04-08",
        ),
        (
            "By Jane Miller, Altoona PA, April 8, 2016",
            "Jane Miller; ; 2016-04-08",
        ),
        (
            "*Two Oars is a blog that says it. 8 April 2016.*",
            "; Two Oars; 2016-04-08",
        ),
        (
            "Dust & Comet, a newsletter for star parties. 8 April 2016. Editor: Jane Roe",
            "; Dust & Comet; 2016-04-08",
        ),
        (
            "Posted on Warpweft by Josepha M. on Friday, April 8th, 2016",
            "Josepha M.; Warpweft; 2016-04-08",
        ),
        ("강가 갯벌 일지, 2016-04-08", "; 강가 갯벌 일지; 2016-04-08"),
        ("강가 메모 | 2016년 4월 8일", "; 강가 메모; 2016-04-08"),
        (
            "Letters from Hyesan, 8 April 2016",
            "; Letters from Hyesan; 2016-04-08",
        ),
        (
            "From: Jane Miller, Miller & Roe LLP (Yanji)",
            "Jane Miller; Miller & Roe LLP; ",
        ),
    ] {
        assert_eq!(told(line), expected, "{line}");
    }
}

#[test]
fn a_no_break_space_before_a_weekday_cuts_no_character() {
    assert_eq!(
        told("Amnok Courier,\u{a0}Friday, April 8, 2016"),
        "; Amnok Courier; 2016-04-08"
    );
}

#[test]
fn sentences_are_no_bylines() {
    for line in [
        "By Friday, April 8, 2016, thirteen workers had left.",
        "By 2016, the market was closed",
        "On April 8, 2016, the ministry announced the arrival.",
        "Thirteen people, 12 of them women, left in April 2016.",
        "SEOUL, April 8, 2016 (Yonhap) -- Thirteen people left.",
        "Kim said, \"Rice is dear.\"",
        "By and large, prices rose",
        "Rice, maize, salt",
        "Markets and prices",
        "동포여러분!",
        "그는 2016년 4월 8일 단둥에 왔다.",
        "해 제",
        "새해 2016년을 맞으며 《압록강신문》 사설 발표",
        "원 문",
        "Politics | Economy | Society",
        "The market reopened, traders said, in April 2016",
        "From: Jane Miller",
        "From: the people of Hyesan, with love",
        "Amnok Notes",
        "Hyesan, the markets, April 2016",
        "The market. A man who sells salt",
        "Two people in Hyesan, April 2016, had heard of it",
    ] {
        assert_eq!(told(line), "no", "{line}");
    }
}

#[test]
fn where_a_paper_was_issued_is_not_who_issued_it() {
    for line in [
        "Issued in Marusan, 6 March 2014.",
        "Printed at Baram, 2 May 2011",
    ] {
        let mut told = Told::default();
        assert!(told.line(line) && told.published.is_some(), "{line}");
        assert_eq!(told.publisher, None, "{line}");
    }
    let mut told = Told::default();
    assert!(told.line("United Press, 6 March 2014"));
    assert_eq!(told.publisher.as_deref(), Some("United Press"));
}

#[test]
fn above_a_day_an_outlet_needs_none_beside_it_and_a_name_says_nothing() {
    let publisher = |line: &str| {
        let mut told = Told::default();
        told.line_above_day(line)
            .then_some(told.publisher)
            .flatten()
    };
    assert_eq!(publisher("Amnok Notes"), Some("Amnok Notes".into()));
    assert_eq!(
        publisher("Working note 14, Institute for Border Prices (Yanji)"),
        Some("Institute for Border Prices".into())
    );
    for line in ["Lettice Harcourt", "Markets Reopen", "A quiet week"] {
        assert_eq!(publisher(line), None, "{line}");
    }
}

#[test]
fn a_dateline_dates_only_with_its_year() {
    let date = |text| dateline(text).map(|d| d.to_string());
    assert_eq!(
        date("SEOUL, April 8, 2016 (Amnok Wire) -- Rice rose."),
        Some("2016-04-08".into())
    );
    assert_eq!(
        date("Pyongyang, January 1, Juche 113 (2024) (KCNA) -- Rice rose."),
        Some("2024-01-01".into())
    );
    assert_eq!(
        date("SEOUL, April 8 (Amnok Wire) -- Rice rose in April 2016."),
        None
    );
    assert_eq!(
        date("Markets, in April 2016 and later, were closed - so they say."),
        None
    );
}
