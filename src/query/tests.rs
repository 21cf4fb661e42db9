//! What a reader of queries can rely on: meanings, errors at their places, and law 4.

use proptest::prelude::*;

use super::*;

fn word(word: &str) -> Expr {
    Expr::Text(Text::Word {
        word: word.into(),
        exact: false,
    })
}

fn phrase(words: &str, slop: u32) -> Expr {
    Expr::Text(Text::Phrase {
        words: words.into(),
        slop,
    })
}

fn parse(query: &str) -> Expr {
    query.parse().unwrap_or_else(|e| panic!("{e}"))
}

/// The place and the beginning of what is said of a query that can't be read.
fn fault(query: &str) -> (usize, String) {
    let error = query.parse::<Expr>().expect_err(query);
    (error.at(), error.message().to_string())
}

#[track_caller]
fn fails(query: &str, at: usize, message: &str) {
    let (place, said) = fault(query);
    assert!(said.contains(message), "{query}: {said}");
    assert_eq!(place, at, "{query}: {said}");
}

fn date(s: &str) -> Option<PartialDate> {
    Some(s.parse().unwrap())
}

#[test]
fn words_side_by_side_are_joined_by_and_which_binds_tighter_than_or() {
    let ab = Expr::And(vec![word("a"), word("b")]);
    assert_eq!(parse("a b"), ab);
    assert_eq!(parse("a AND b"), ab);
    assert_eq!(parse("a b OR c"), Expr::Or(vec![ab.clone(), word("c")]));
    assert_eq!(
        parse("a (b OR c)"),
        Expr::And(vec![word("a"), Expr::Or(vec![word("b"), word("c")])])
    );
    assert_eq!(
        parse("a or b and not"),
        Expr::And(["a", "or", "b", "and", "not"].map(word).to_vec())
    );
    assert_eq!(parse("  "), Expr::All);
}

#[test]
fn not_and_dash_bind_tightest() {
    let not_b = Expr::not(word("b"));
    assert_eq!(
        parse("a -b c"),
        Expr::And(vec![word("a"), not_b.clone(), word("c")])
    );
    assert_eq!(parse("NOT b"), not_b);
    assert_eq!(
        parse("-(b OR c)"),
        Expr::not(Expr::Or(vec![word("b"), word("c")]))
    );
    assert_eq!(
        parse("-source:KCNA"),
        Expr::not(Expr::Field(Field::Source("KCNA".into())))
    );
    assert_eq!(parse("Jong-un"), word("Jong-un"));
}

#[test]
fn phrases_prefixes_spelling_and_exact_names() {
    assert_eq!(parse("\"coal trade\"~5"), phrase("coal trade", 5));
    assert_eq!(parse("“coal trade”"), phrase("coal trade", 0));
    assert_eq!(parse("defect*"), Expr::Text(Text::Prefix("defect".into())));
    assert_eq!(
        parse("misspelt~2"),
        Expr::Text(Text::Fuzzy("misspelt".into(), 2))
    );
    assert_eq!(
        parse("=Yanggang"),
        Expr::Text(Text::Word {
            word: "Yanggang".into(),
            exact: true
        })
    );
    assert_eq!(
        parse(r"\-a \AND a\*"),
        Expr::And(["-a", "AND", "a*"].map(word).to_vec())
    );
}

#[test]
fn near_joins_words_and_phrases() {
    let text = |e: Expr| match e {
        Expr::Text(t) => Box::new(t),
        e => panic!("{e}"),
    };
    let near = |a, n, b| Expr::Text(Text::Near(text(a), n, text(b)));
    assert_eq!(parse("a NEAR/8 b"), near(word("a"), 8, word("b")));
    assert_eq!(
        parse("x 석탄 NEAR/3 \"수출 금지\""),
        Expr::And(vec![
            word("x"),
            near(word("석탄"), 3, phrase("수출 금지", 0))
        ])
    );
    assert_eq!(
        parse("a NEAR/1 b NEAR/2 c"),
        near(near(word("a"), 1, word("b")), 2, word("c"))
    );
    assert_eq!(parse("-(a NEAR/1 b)").to_string(), "-(a NEAR/1 b)");
}

#[test]
fn fields_take_bare_and_quoted_values() {
    let both = parse("coal source:\"Daily NK\" publisher:자유아시아방송");
    let fields = [
        Field::Source("Daily NK".into()),
        Field::Publisher("자유아시아방송".into()),
    ]
    .map(Expr::Field);
    assert_eq!(both, Expr::and([word("coal")].into_iter().chain(fields)));
    let one = |field| Expr::Field(field);
    assert_eq!(
        parse("kind:block_quote"),
        one(Field::Kind(Kind::BlockQuote))
    );
    assert_eq!(parse("is:quoted"), one(Field::Quoted));
    assert_eq!(parse("lang:ko"), one(Field::Lang(Lang::KO)));
    assert_eq!(
        parse("date:2016-03..2016-04"),
        one(Field::Date(date("2016-03"), date("2016-04")))
    );
    assert_eq!(
        parse("date:2016"),
        one(Field::Date(date("2016"), date("2016")))
    );
    assert_eq!(parse("date:2016.."), parse("after:2016"));
    assert_eq!(parse("date:..2016-04-08"), parse("before:2016-04-08"));
    assert_eq!(
        parse("title:sanction*"),
        one(Field::Title(Text::Prefix("sanction".into())))
    );
    assert_eq!(
        parse("author:“A. Writer”"),
        one(Field::Author(Text::Phrase {
            words: "A. Writer".into(),
            slop: 0
        }))
    );
}

#[test]
fn addresses_and_times_are_words() {
    for text in ["http://example.org/a", "12:30", "https://example.org"] {
        assert_eq!(parse(text), word(text));
    }
}

#[test]
fn nothing_is_dropped_in_silence() {
    fails("a OR", 4, "missing");
    fails("OR a", 0, "both sides");
    fails("a AND OR b", 6, "both sides");
    fails("a NOT", 2, "leave out");
    fails("a - b", 2, "right after it");
    fails("a --source b", 2, "flags");
    fails("()", 1, "nothing between");
    fails("(a OR b", 0, "never closed");
    fails("a b)", 3, "no (");
    fails("\"coal trade", 0, "never closed");
    fails("a \"\"", 2, "nothing between the quotes");
    fails("*", 0, "beginning of a word");
    fails("a*b", 1, "at the end");
    fails("coal~", 4, "~1 or ~2");
    fails("coal~3", 4, "~1 or ~2");
    fails("18~1", 2, "letters");
    fails("김정은~1", 9, "letters");
    fails("=", 0, "one word");
    fails("a NEAR b", 2, "NEAR/8");
    fails("a NEAR/x b", 7, "number");
    fails("NEAR/8 b", 0, "both sides");
    fails("a NEAR/8", 8, "missing");
    fails("-a NEAR/8 b", 0, "-(a NEAR/8 b)");
    fails("(a OR b) NEAR/8 c", 0, "not groups");
    fails("a && b", 2, "AND, OR and NOT");
    fails("+coal", 0, "required");
    fails("a\\", 1, "backslash");
}

#[test]
fn fields_that_cannot_be_meant_are_errors() {
    fails("coal foo:bar", 5, "quote it to search the words");
    fails("outlet:KCNA", 0, "did you mean source:?");
    fails("pubilsher:KCNA", 0, "did you mean publisher:?");
    fails("source: KCNA", 7, "right after the colon");
    fails("source:Daily*", 12, "whole value");
    fails("kind:heading", 5, "headline, paragraph");
    fails("is:new", 3, "is:quoted");
    fails("lang:korea", 5, "two letters");
    fails("after:yesterday", 6, "2016-04-08");
    fails("date:2017..2016", 5, "date:2016..2017");
    fails("after:2017 coal before:2016", 16, "reversed");
    fails("date:2016-02-30", 5, "no date");
}

#[test]
fn a_blank_value_of_a_field_is_no_value() {
    fails(r"source:\ ", 7, "more than a space");
    fails("coal publisher:\\\u{b}", 15, "more than a space");
    fails("speaker:\\\u{3000}", 8, "more than a space");
}

#[test]
fn dates_that_leave_no_day_are_an_error_also_where_groups_are_joined_to_one() {
    fails("date:1800.. before:0870", 12, "reversed");
    fails("(date:1800.. coal) before:0870", 19, "reversed");
    fails("before:0870 (coal (iron after:1800))", 12, "reversed");
    fails("date:2016 coal date:2017-03", 15, "reversed");
    assert!("date:2016 OR date:2017".parse::<Expr>().is_ok());
    assert!("date:2016 -after:2016-05".parse::<Expr>().is_ok());
    let flag = Expr::Field(Field::Date(date("2017"), None));
    assert!(parse("coal date:2016").narrowed([flag.clone()]).is_err());
    assert_eq!(
        parse("coal").narrowed([flag]).unwrap().to_string(),
        "coal after:2017"
    );
}

#[test]
fn the_caret_stands_under_the_place_also_behind_wide_chars() {
    let error = "석탄 foo:bar".parse::<Expr>().unwrap_err().to_string();
    let (query, caret) = error.split_once('\n').unwrap();
    assert_eq!(query, "석탄 foo:bar");
    assert!(caret.starts_with("     ^ unknown field foo:"), "{caret}");
}

#[test]
fn queries_have_limits() {
    fails(&"a ".repeat(60_000), 0, "100000 bytes");
    fails(&"a ".repeat(10_001), 20_000, "10000 words");
    fails(&"(".repeat(50_000), 200, "deep");
    fails(&"NOT ".repeat(1000), 800, "deep");
    assert!(("a NEAR/1 ".repeat(5000) + "a").parse::<Expr>().is_err());
    let chain = |nears: usize| "a NEAR/1 ".repeat(nears) + "a";
    assert!(chain(16).parse::<Expr>().is_ok());
    fails(&chain(17), 2 + 16 * 9, "more than 16 NEARs");
    let nested = format!("({}) NEAR/1 ({})", chain(8), chain(8));
    fails(&nested, chain(8).len() + 3, "more than 16 NEARs");
    assert!(
        parse(
            "a OR "
                .repeat(5000)
                .replace("a OR a OR ", "a OR b c OR ")
                .trim_end_matches(" OR ")
        )
        .to_string()
        .len()
            > 10_000
    );
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z가-힣]{1,6}",
        "[-=+!&|*~:\\\\\"“() a-cAND/0-9\u{301}\u{3000}]{1,8}",
        "(AND|OR|NOT|NEAR|NEAR/8|source:x|http://a|12:30)",
        any::<String>().prop_filter("empty", |s| !s.is_empty()),
    ]
}

fn text() -> impl Strategy<Value = Text> {
    let leaf = prop_oneof![
        (typed(), any::<bool>()).prop_map(|(word, exact)| Text::Word { word, exact }),
        (
            typed().prop_filter("blank", |w| !w.trim().is_empty()),
            0..100u32
        )
            .prop_map(|(words, slop)| Text::Phrase { words, slop }),
        typed()
            .prop_filter("a letter", |w| w.chars().any(char::is_alphanumeric))
            .prop_map(Text::Prefix),
        ("[a-zéа-я]{3,8}", 1..3u8).prop_map(|(word, n)| Text::Fuzzy(word, n)),
    ];
    leaf.boxed()
}

fn near() -> impl Strategy<Value = Text> {
    text().prop_recursive(3, 8, 2, |inner| {
        (inner.clone(), 0..100u32, inner)
            .prop_map(|(a, n, b)| Text::Near(Box::new(a), n, Box::new(b)))
    })
}

fn field() -> impl Strategy<Value = Field> {
    let name = || typed().prop_filter("blank", |n| !n.trim().is_empty());
    let day = |years: std::ops::Range<u16>| {
        (
            years,
            proptest::option::of(1..13u8),
            proptest::option::of(1..29u8),
        )
            .prop_map(|(y, m, d)| PartialDate::new(y, m, m.and(d)))
    };
    prop_oneof![
        name().prop_map(Field::Source),
        name().prop_map(Field::Publisher),
        name().prop_map(Field::Citing),
        name().prop_map(Field::Speaker),
        (0..5usize).prop_map(|k| Field::Kind(Kind::ALL[k])),
        Just(Field::Quoted),
        (day(1..2000), day(2000..9999)).prop_map(|(a, b)| Field::Date(a, b)),
        day(1..2000).prop_map(|d| Field::Date(d, None)),
        day(2000..9999).prop_map(|d| Field::Date(None, d)),
        Just(Field::Lang(Lang::KO)),
        text().prop_map(Field::Title),
        text().prop_map(Field::Author),
    ]
}

fn expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![3 => near().prop_map(Expr::Text), 1 => field().prop_map(Expr::Field)];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Expr::and),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Expr::or),
            inner.prop_map(Expr::not),
        ]
    })
}

/// A piece of what people and machines type: each mark of the grammar, alone and with what it belongs to.
fn piece() -> impl Strategy<Value = String> {
    let of = |pieces: &'static [&'static str]| prop::sample::select(pieces).prop_map(String::from);
    let field = of(&[
        "source:",
        "publisher:",
        "citing:",
        "speaker:",
        "kind:",
        "is:",
        "after:",
        "before:",
        "date:",
        "lang:",
        "title:",
        "author:",
        "Source:",
        "colour:",
        "http:",
        "12:",
    ]);
    let date = of(&[
        "0870",
        "1800..",
        "..1950",
        "1800..1900",
        "2016-04",
        "2016-04-08",
        "2016-04-08..2017",
    ]);
    let value = of(&[
        "headline",
        "quoted",
        "ko",
        "KCNA",
        "\"Daily NK\"",
        "“가 나”",
        "x-y.z_1",
    ]);
    let mark = of(&[
        "(", ")", "-", "=", "*", "~", "~1", "~2", "~17", "\"", "“", "\\", "\\\\", ":", "..", "/",
        "+", "!", "&&", "|", "\u{301}", "\u{3000}", "\u{1b}", "\0",
    ]);
    let operator = of(&[
        " AND ", " OR ", " NOT ", " NEAR/8 ", " NEAR ", "AND", "OR", "NOT", "NEAR/2",
    ]);
    let escaped = any::<char>().prop_map(|c| format!("\\{c}"));
    prop_oneof![
        4 => "[a-z가-힣]{1,4}", 3 => Just(" ".to_string()), 3 => field, 3 => date, 2 => value, 4 => mark, 3 => operator,
        1 => escaped, 1 => of(&["\\ ", "\\\t", "\\\u{b}", "\\("]), 1 => any::<char>().prop_map(String::from),
    ]
}

/// Queries as people build them: most of them can be read, whatever stands in them.
fn built() -> impl Strategy<Value = String> {
    let of = |pieces: &'static [&'static str]| prop::sample::select(pieces).prop_map(String::from);
    let dates = of(&[
        "after:1900",
        "before:1850",
        "date:1800..1950",
        "date:..0870",
        "date:1999-02..",
        "date:1850-04-08",
    ]);
    let leaf = prop_oneof![
        2 => "[a-z]{1,3}", 2 => dates, 1 => prop::collection::vec(piece(), 1..3).prop_map(|p| p.concat()),
    ];
    leaf.prop_recursive(2, 8, 3, move |inner| {
        let three = (inner.clone(), inner.clone(), inner);
        let shape = of(&[
            "{a} {b}",
            "{a} ({b} {c})",
            "({a} {b}) {c}",
            "{a} OR {b} {c}",
            "{a} NEAR/3 {b}",
            "{a} -({b} {c})",
        ]);
        (three, shape).prop_map(|((a, b, c), shape)| {
            shape
                .replace("{a}", &a)
                .replace("{b}", &b)
                .replace("{c}", &c)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn what_is_read_of_any_pieces_prints_back_the_same(query in prop_oneof![
        prop::collection::vec(piece(), 1..10).prop_map(|p| p.concat()),
        built(),
    ]) {
        if let Ok(expr) = query.parse::<Expr>() {
            let printed = expr.to_string();
            let read = printed.parse::<Expr>().map_err(|e| TestCaseError::fail(format!("{query:?} -> {e}")))?;
            prop_assert_eq!(read, expr, "{:?} -> {}", query, printed);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_printed_is_read_back_the_same(expr in expr()) {
        let printed = expr.to_string();
        let read = printed.parse::<Expr>().map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(read, expr, "{}", printed);
    }

    #[test]
    fn any_string_is_read_or_an_error_at_a_place(query in prop_oneof![
        any::<String>(),
        prop::collection::vec(prop_oneof![typed(), Just(" ".to_string()), Just("~".into()), Just("\"".into())], 0..12).prop_map(|v| v.concat()),
    ]) {
        match query.parse::<Expr>() {
            Ok(expr) => prop_assert_eq!(expr.to_string().parse::<Expr>().ok(), Some(expr)),
            Err(error) => {
                prop_assert!(query.is_char_boundary(error.at()));
                prop_assert_eq!(error.to_string().lines().count(), 2);
            }
        }
    }
}
