//! What is a quotation and what is not, on invented sentences.

use super::split;
use crate::article::{
    Article, ArticleId, Block, CommentMarkup, Digest, Inline, InlineKind, Lang, Origin, Place,
    QuoteMarkup, Role, Span,
};
use crate::passage::{Kind, Passage};

/// An article of these paragraphs, each on a line of its own.
pub(crate) fn article(paragraphs: &[&str]) -> Article {
    let origin = Origin {
        path: "a.txt".into(),
        record: 0,
        format: "text".into(),
        digest: Digest::of(b""),
    };
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (line, paragraph) in paragraphs.iter().enumerate() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(paragraph);
        blocks.push(Block {
            role: Role::Paragraph,
            span: Span::new(start, text.len()),
            quotes: Vec::new(),
            comment: None,
            inlines: Vec::new(),
            place: Place {
                at: Some(start as u64),
                line: Some(line as u32 * 2 + 1),
            },
        });
    }
    Article {
        id: ArticleId::of("a.txt", 0),
        publisher: None,
        byline: Vec::new(),
        url: None,
        published: None,
        lang: None,
        title: None,
        text,
        blocks,
        quotes: Vec::new(),
        comments: Vec::new(),
        title_place: Place::default(),
        pages: Default::default(),
        origin,
    }
}

fn quotations(paragraphs: &[&str]) -> Vec<String> {
    let article = article(paragraphs);
    words(&article, &split(&article))
}

fn words(article: &Article, passages: &[Passage]) -> Vec<String> {
    passages
        .iter()
        .filter(|p| p.kind == Kind::Quotation)
        .map(|p| p.span.of(&article.text).to_string())
        .collect()
}

#[test]
fn every_mark_quotes_where_somebody_speaks() {
    for text in [
        "“It is closed,” he said.",
        "\"It is closed,\" he said.",
        "«It is closed,» he said.",
        "„It is closed,“ he said.",
        "``It is closed,'' he said.",
        "‘It is closed,’ he said.",
        "'It is closed,' he said.",
        "““It is closed,”” he said.",
        "\"\"It is closed,\"\" he said.",
        "“It is closed,“ he said.",
        "”It is closed,” he said.",
        "“It is closed,\" he said.",
        "“ It is closed, ” he said.",
    ] {
        assert_eq!(quotations(&[text]), ["It is closed,"], "{text}");
    }
}

#[test]
fn korean_marks_quote_with_a_particle_of_quoting() {
    assert_eq!(
        quotations(&["소식통은 “다리가 막혔다”고 전했다."]),
        ["다리가 막혔다"]
    );
    assert_eq!(
        quotations(&["소식통은 「다리가 막혔다」고 전했다."]),
        ["다리가 막혔다"]
    );
    assert_eq!(
        quotations(&["소식통은 ‘다리가 막혔다’고 전했다."]),
        ["다리가 막혔다"]
    );
    assert_eq!(
        quotations(&["김정은은 《다리를 열라》고 말하였다."]),
        ["다리를 열라"]
    );
}

#[test]
fn korean_titles_slogans_and_terms_are_no_quotations() {
    for text in [
        "영화 「다리」를 보았다.",
        "《로동신문》은 멀다.",
        "그는 ‘다리’ 앞에 섰다.",
        "《모두 다리로!》라는 구호를 들었다.",
        "“다리”는 길다.",
    ] {
        assert!(quotations(&[text]).is_empty(), "{text}");
    }
}

#[test]
fn scare_quotes_titles_and_nicknames_are_no_quotations() {
    for text in [
        "The “bridge” was closed.",
        "She appeared on “Meet the Town” twice.",
        "She appeared on Channel Four’s “Meet the Town.” Nobody saw it.",
        "Maria “Mitzi” Rivera closed the bridge.",
        "<img alt=\"A closed bridge over the river at night\">",
    ] {
        assert!(quotations(&[text]).is_empty(), "{text}");
    }
}

#[test]
fn an_apostrophe_is_no_mark() {
    for text in [
        "The workers’ union and the drivers’ union met in the mayor’s house.",
        "The workers' union and the drivers' union met in the mayor's house.",
        "’Twas the summer of ’69 and rock ’n’ roll.",
        "Rock 'n' roll of the '60s wasn't the drivers' thing.",
    ] {
        assert!(quotations(&[text]).is_empty(), "{text}");
    }
    assert_eq!(
        quotations(&["‘The drivers’ union won’t go,’ he said."]),
        ["The drivers’ union won’t go,"]
    );
}

#[test]
fn inner_quotations_belong_to_the_outer_one() {
    assert_eq!(
        quotations(&["“He told me, ‘It is closed,’ and left,” she said."]),
        ["He told me, ‘It is closed,’ and left,"]
    );
    assert_eq!(
        quotations(&["“He told me, “It is closed,” and left,” she said."]),
        ["He told me, “It is closed,” and left,"]
    );
}

#[test]
fn an_edit_in_brackets_stays() {
    assert_eq!(
        quotations(&["He noted that “[t]he bridge [….] is closed.”"]),
        ["[t]he bridge [….] is closed."]
    );
}

#[test]
fn what_is_never_closed_ends_with_its_paragraph() {
    assert_eq!(
        quotations(&["He said, “The bridge is closed.", "Nobody went there."]),
        ["The bridge is closed."]
    );
}

#[test]
fn speech_that_reopens_gives_a_quotation_a_paragraph() {
    let paragraphs = [
        "“The bridge is closed.",
        "“Nobody goes there.",
        "“So it is,” he said.",
    ];
    assert_eq!(
        quotations(&paragraphs),
        ["The bridge is closed.", "Nobody goes there.", "So it is,"]
    );
}

#[test]
fn q_elements_quote_without_marks() {
    let mut article = article(&["He said it is closed for good."]);
    article.blocks[0].inlines.push(Inline {
        span: Span::new(8, 20),
        kind: InlineKind::Quote,
    });
    assert_eq!(words(&article, &split(&article)), ["it is closed"]);
}

#[test]
fn passages_nest_and_know_their_container() {
    let article = article(&[
        "“It is closed,” he said. “For good,” he added.",
        "Nobody went.",
    ]);
    let passages = split(&article);
    let kinds: Vec<_> = passages.iter().map(|p| (p.kind, p.within)).collect();
    assert_eq!(
        kinds,
        [
            (Kind::Paragraph, None),
            (Kind::Quotation, Some(0)),
            (Kind::Quotation, Some(0)),
            (Kind::Paragraph, None)
        ]
    );
    assert_eq!(
        passages[1].place,
        Place {
            at: Some(3),
            line: Some(1)
        }
    );
}

#[test]
fn markup_blocks_and_comments_are_told() {
    let mut article = article(&[
        "Before.",
        "One.",
        "Two.",
        "Deep.",
        "“No,” he said.",
        "By A. Writer",
    ]);
    article.quotes = vec![QuoteMarkup::default(), QuoteMarkup::default()];
    article.comments = vec![CommentMarkup::default()];
    for (block, quotes) in [(1, vec![0]), (2, vec![0]), (3, vec![0, 1])] {
        article.blocks[block].quotes = quotes;
    }
    article.blocks[4].comment = Some(0);
    article.blocks[5].role = Role::Meta;
    let kinds: Vec<_> = split(&article)
        .iter()
        .map(|p| (p.kind, p.block, p.within))
        .collect();
    assert_eq!(
        kinds,
        [
            (Kind::Paragraph, None, None),
            (Kind::BlockQuote, Some(1), None),
            (Kind::BlockQuote, Some(1), None),
            (Kind::BlockQuote, Some(3), Some(1)),
            (Kind::Comment, None, None),
        ]
    );
}

#[test]
fn the_language_is_told_by_letters() {
    let article = article(&["The bridge is closed.", "다리가 막혔다. KCNA", "…"]);
    let langs: Vec<_> = split(&article).iter().map(|p| p.lang).collect();
    assert_eq!(langs, [Some(Lang::EN), Some(Lang::KO), None]);
}
