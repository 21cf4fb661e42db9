//! Invented pages in the layouts of the field: what is article, what is around it, whose comment it is.

use super::*;
use crate::article::InlineKind;
use crate::read::document::Facts;

fn page(html: &str) -> RawArticle {
    let (articles, skipped) = run(html.as_bytes());
    assert_eq!(skipped, Vec::<String>::new());
    articles.into_iter().next().unwrap()
}

fn run(bytes: &[u8]) -> (Vec<RawArticle>, Vec<String>) {
    let (mut articles, mut skipped) = (Vec::new(), Vec::new());
    let document = Document {
        path: "a/page.html",
        facts: &Facts::default(),
        size: None,
    };
    let result = read(bytes, &document, &mut |item| match item {
        Ok(article) => articles.push(article),
        Err(s) => skipped.push(s.reason),
    });
    skipped.extend(result.err().map(|e| e.to_string()));
    (articles, skipped)
}

/// The article's lines: role, depth of quotation and text.
fn body(article: &RawArticle) -> Vec<String> {
    let own = article.body.iter().filter(|b| b.comment.is_none());
    own.map(|b| {
        let role = match b.role {
            Role::Paragraph => "",
            Role::Heading => "# ",
            Role::Credit => "~ ",
            Role::Separator => "--- ",
            Role::Meta => "@ ",
        };
        format!("{}{role}{}", "> ".repeat(b.quotes.len()), b.text.text)
    })
    .collect()
}

fn comments(article: &RawArticle) -> Vec<(String, String)> {
    let of = |b: &RawBlock| Some((b.comment?, b.text.text.clone()));
    let all = article.body.iter().filter_map(of);
    all.map(|(n, text)| {
        (
            article.comments[n as usize]
                .author
                .clone()
                .unwrap_or("?".into()),
            text,
        )
    })
    .collect()
}

fn date(article: &RawArticle) -> String {
    article.published.map_or("none".into(), |d| d.to_string())
}

fn title(article: &RawArticle) -> &str {
    article.title.as_ref().map_or("", |t| &t.text)
}

const LONG: &str = "Traders who cross the river every week said that the price of rice rose by a third in the markets of the border towns.";
const MORE: &str = "Officials have not explained the shortage, and the militia, they said, has begun to check sacks at the station.";

#[test]
fn wordpress_post_with_sidebar_share_buttons_and_threaded_comments() {
    let html = format!(
        r##"<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>Rice at the river | Amnok Notes</title>
<meta property="og:title" content="Rice at the river | Amnok Notes"><meta property="og:site_name" content="Amnok Notes">
<link rel="canonical" href="https://amnok-notes.example/2016/04/08/rice/">
<meta property="article:published_time" content="2016-04-08T23:30:00+09:00"><meta property="article:modified_time" content="2019-01-01T00:00:00Z">
</head><body class="single has-sidebar comments-open"><div id="page" class="site">
<header id="masthead" class="site-header"><h1 class="site-title"><a href="/">Amnok Notes</a></h1><nav class="main-navigation"><ul><li><a href="/about">About this site</a></ul></nav></header>
<div id="content" class="site-content content-sidebar-wrap"><main id="main"><article id="post-12" class="post-12 post type-post status-publish hentry category-markets">
<header class="entry-header"><h1 class="entry-title">Rice at the river</h1><div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="2016-04-08T23:30:00+09:00">April 8, 2016</time><time class="updated" datetime="2019-01-01">January 1, 2019</time></span> <span class="byline">by <span class="author vcard"><a class="url fn n" href="/author/jane">Jane Roe</a></span></span></div></header>
<div class="entry-content"><p>{LONG}</p>
<p>According to the <em>Tumen Herald</em>:</p>
<blockquote cite="https://tumen.example/a"><p>{MORE}</p><p>&#8220;We wait,&#8221; one&nbsp;said.</p><p>&mdash; <cite>Tumen Herald</cite></p></blockquote>
<p>I doubt it, but see <a href="https://other.example/x">this  report</a>.</p>
<figure class="wp-caption"><img src="a.jpg"><figcaption class="wp-caption-text">Sacks at the station.</figcaption></figure>
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Click to share on Twitter</a></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3><p>An older post about rice that has a rather long teaser text, indeed.</p></div></div>
<footer class="entry-footer"><span class="tags-links">Tagged <a href="/t/rice">rice</a></span></footer></article>
<nav class="navigation post-navigation"><a href="/p">Previous: Salt</a></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts on &ldquo;Rice at the river&rdquo;</h2>
<ol class="comment-list"><li id="comment-1" class="comment byuser even thread-even depth-1 parent"><article id="div-comment-1" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><img alt="" class="avatar"><b class="fn">river_watcher</b> <span class="says">says:</span></div><div class="comment-metadata"><a href="#"><time datetime="2016-04-09T01:00:00+09:00">April 9, 2016 at 1:00 am</time></a></div></footer><div class="comment-content"><p>I saw the same thing in the south.</p><p>It is worse there.</p></div><div class="reply"><a href="#">Reply</a></div></article>
<ol class="children"><li id="comment-2" class="comment odd alt depth-2"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Jane</b> <span class="says">says:</span></div></footer><div class="comment-content"><p>Thank you.</p></div></article></li></ol></li></ol>
<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published.</p></form></div></div>
</main><aside id="secondary" class="widget-area"><section class="widget"><h2>About</h2><p>{MORE} {MORE} {MORE} {MORE} {MORE}</p></section></aside></div>
<footer id="colophon"><p>Proudly powered by WordPress</p></footer></div><div id="cookie-law-info-bar"><p>This site uses cookies to improve your experience, and lots of them.</p></div></body></html>"##
    );
    let article = page(&html);
    assert_eq!(title(&article), "Rice at the river");
    assert_eq!(article.publisher.as_deref(), Some("Amnok Notes"));
    assert_eq!(article.byline, ["Jane Roe"]);
    assert_eq!(date(&article), "2016-04-08");
    assert_eq!(
        article.url.as_deref(),
        Some("https://amnok-notes.example/2016/04/08/rice/")
    );
    assert_eq!(article.lang, Some(crate::article::Lang::EN));
    assert_eq!(
        body(&article),
        [
            LONG,
            "According to the Tumen Herald:",
            &format!("> {MORE}"),
            "> “We wait,” one\u{a0}said.",
            "> ~ — Tumen Herald",
            "I doubt it, but see this report.",
            "Sacks at the station.",
        ]
    );
    assert_eq!(
        article.quotes[0].cite.as_deref(),
        Some("https://tumen.example/a")
    );
    let link = &article.body[5];
    assert_eq!(link.inlines[0].span.of(&link.text.text), "this report");
    assert_eq!(
        link.inlines[0].kind,
        InlineKind::Link("https://other.example/x".into())
    );
    let said = [
        ("river_watcher", "I saw the same thing in the south."),
        ("river_watcher", "It is worse there."),
        ("Jane", "Thank you."),
    ];
    assert_eq!(
        comments(&article),
        said.map(|(a, t)| (a.to_string(), t.to_string()))
    );
}

#[test]
fn blogger_post_whose_widget_holds_the_article() {
    let html = format!(
        r##"<html><head><title>The Far Bank: A short note on salt</title><meta content='blogger' name='generator'/>
<link href='http://farbank.example/2014/11/salt.html' rel='canonical'/><meta content='http://farbank.example/2014/11/salt.html' property='og:url'/><meta content='A short note on salt' property='og:title'/></head>
<body><div class='header section' id='header'><div class='widget Header'><h1 class='title'>The Far Bank</h1></div></div>
<div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'><h2 class='date-header'><span>Sunday, November 23, 2014</span></h2>
<div class='post hentry'><h3 class='post-title entry-title'>A short note on salt</h3><div class='post-body entry-content' id='post-body-1'>
<div class="separator"><img src="x.png"></div>{LONG}<br /><br />{MORE} Two lines<br>of one paragraph.<br><br><br><blockquote class="tr_bq">Salt is dear.<br><br>It will be dearer. [Tumen Herald]</blockquote><br />Well.<div style='clear: both;'></div></div>
<div class='post-footer'><span class='post-author vcard'>Posted by <span class='fn' itemprop='author'><span itemprop='name'>Minjun Doe</span></span></span> at <span class='post-timestamp'><a class='timestamp-link' href='x'><abbr class='published' title='2014-11-23T08:00:00+09:00'>8:00 AM</abbr></a></span><span class='post-labels'>Labels: <a href='/l'>salt</a></span></div></div></div>
<div class='comments' id='comments'><h4>1 comment:</h4><div class='comments-content'><ol id='top-ra'><li class='comment' id='c1'><div class='avatar-image-container'><img></div><div class='comment-block' id='c1-block'><div class='comment-header'><cite class='user'><a href='x'>hill walker</a></cite><span class='datetime secondary-text'><a href='x'>November 24, 2014 at 2:00 AM</a></span></div><p class='comment-content'>Not here.<br><br>Not yet.</p><span class='comment-actions secondary-text'><a href='x'>Reply</a></span></div></li></ol></div></div>
</div></div><div class='sidebar section'><div class='widget Profile'><h2>About Me</h2><p>I write about salt and rice and everything else that is sold at the markets over there.</p></div><div class='widget BlogArchive'><ul><li><a href='x'>2014</a></ul></div></div></body></html>"##
    );
    let article = page(&html);
    assert_eq!(title(&article), "A short note on salt");
    assert_eq!(article.byline, ["Minjun Doe"]);
    assert_eq!(date(&article), "2014-11-23");
    assert_eq!(
        article.publisher.as_deref(),
        Some("The Far Bank"),
        "the head's title and the banner agree"
    );
    let bare = html.replace("<h1 class='title'>The Far Bank</h1>", "");
    assert_eq!(
        page(&bare).publisher,
        None,
        "what stands before a colon in a title states nothing by itself"
    );
    assert_eq!(
        body(&article),
        [
            LONG,
            &format!("{MORE} Two lines\nof one paragraph."),
            "> Salt is dear.",
            "> It will be dearer. [Tumen Herald]",
            "Well."
        ]
    );
    assert_eq!(
        comments(&article),
        [
            ("hill walker".into(), "Not here.".into()),
            ("hill walker".into(), "Not yet.".to_string())
        ]
    );
}

#[test]
fn drupal_page_with_fields_and_a_submitted_line() {
    let html = format!(
        r##"<!DOCTYPE html><html><head><title>Border trade, month by month | Institute of River Studies</title><meta property="og:site_name" content="Institute of River Studies" /></head>
<body class="html not-front node-type-article"><div class="region region-header"><a id="logo" href="/">Home</a></div><div class="region-navigation"><ul class="menu"><li><a href="/p">Publications of the institute</a></li></ul></div>
<div id="main-wrapper"><div id="main" class="clearfix"><div id="breadcrumb"><a href="/">Home</a> » <a>Trade</a></div><div id="content" class="column"><h1 class="title" id="page-title">Border trade, month by month</h1>
<div id="node-3" class="node node-article"><div class="meta submitted">Submitted by <span rel="author">a. clerk</span> on Tue, 12/15/2015 - 10:00</div>
<div class="content clearfix"><div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">
<h2>What the figures say</h2><p>{LONG}</p><ul><li>Rice: up</li><li>Salt: down</li></ul><table><tr><th>Month</th><th>Tons</th></tr><tr><td>January</td><td>12</td></tr></table><p>{MORE}</p></div></div></div>
<div class="field field-name-field-tags"><ul><li><a href="/t">trade</a></li></ul></div></div><ul class="links inline"><li><a href="/l">Log in to post comments</a></li></ul></div></div>
<div class="region region-sidebar-second"><div class="block"><h2>Recent content</h2><p>A teaser of quite another article that must not be taken for this one.</p></div></div></div></div><div id="footer-wrapper"><p>Copyright Institute of River Studies, somewhere at the river, all rights reserved.</p></div></body></html>"##
    );
    let article = page(&html);
    assert_eq!(title(&article), "Border trade, month by month");
    assert_eq!(
        article.publisher.as_deref(),
        Some("Institute of River Studies")
    );
    assert_eq!(date(&article), "2015-12-15");
    assert_eq!(article.byline, ["a. clerk"]);
    assert_eq!(
        body(&article),
        [
            "# What the figures say",
            LONG,
            "Rice: up",
            "Salt: down",
            "Month\tTons",
            "January\t12",
            MORE
        ]
    );
}

#[test]
fn newspaper_page_with_json_ld_deck_pull_quote_and_related_list() {
    let html = format!(
        r##"<!doctype html><html lang="en"><head><title>River towns count sacks - The Harbor Ledger</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"x"}},{{"@type":"NewsArticle","headline":"River towns count sacks","datePublished":"2018-02-09T20:15:00Z","dateModified":"2018-03-01","author":[{{"@type":"Person","name":"Ann Smith"}},{{"@id":"#p2"}}],"publisher":{{"@id":"#org"}}}},{{"@type":"Person","@id":"#p2","name":"Bo Lee"}},{{"@type":"NewsMediaOrganization","@id":"#org","name":"The Harbor Ledger"}}]}}</script></head>
<body><header class="c-header"><nav><a href="/">News</a></nav></header><div class="l-wrap"><article class="story"><h1 class="story__headline">River towns count sacks</h1><p class="story__deck">Nobody knows who took the rest</p>
<div class="story__meta"><p class="byline">By Ann Smith and Bo Lee</p><time datetime="2018-02-10T05:15">February 10, 2018</time></div>
<div class="story__body"><p><span class="dateline">HARBOR, Feb. 10 (Tumen Wire)</span> — {LONG}</p><aside class="pullquote"><p>We count them twice.</p></aside><p>&ldquo;We count them twice,&rdquo; a clerk said.</p>
<div class="ad-slot">Advertisement</div><div class="newsletter-signup"><p>Sign up for the morning letter and never miss a thing again, we promise.</p></div><p>{MORE}</p><p>He called it <q>an old trick</q>.</p><h3>Related stories</h3><ul><li><a href="/1">Salt towns count nothing at all</a></li><li><a href="/2">Old tricks</a></li></ul></div></article>
<section class="most-popular"><h2>Most popular</h2><p>One more long teaser that has nothing to do with the river or the sacks in it.</p></section></div><footer><p>© The Harbor Ledger</p></footer></body></html>"##
    );
    let article = page(&html);
    assert_eq!(title(&article), "River towns count sacks");
    assert_eq!(article.publisher.as_deref(), Some("The Harbor Ledger"));
    assert_eq!(article.byline, ["Ann Smith", "Bo Lee"]);
    assert_eq!(
        date(&article),
        "2018-02-10",
        "the day that the page prints, not Greenwich's"
    );
    assert_eq!(
        body(&article),
        [
            "Nobody knows who took the rest",
            &format!("HARBOR, Feb. 10 (Tumen Wire) — {LONG}"),
            "> We count them twice.",
            "“We count them twice,” a clerk said.",
            MORE,
            "He called it an old trick.",
        ]
    );
    assert!(article.quotes[0].pull);
    let last = article.body.last().unwrap();
    assert_eq!(last.inlines[0].kind, InlineKind::Quote);
    assert_eq!(last.inlines[0].span.of(&last.text.text), "an old trick");
}

#[test]
fn korean_portal_that_carries_another_outlets_article() {
    let html = r##"<!DOCTYPE html><html lang="ko"><head><meta charset="euc-kr"><title>국경 시장 쌀값 올라 : 네이버 뉴스</title>
<meta property="og:title" content="국경 시장 쌀값 올라"><meta property="og:site_name" content="네이버 뉴스"><meta property="og:article:author" content="압록강신문 | 네이버"></head>
<body><div id="header" role="banner"><ul class="Nlnb_menu_list"><li><a href="/p">정치</a></li></ul></div><div class="newsct"><div class="media_end_head"><h2 id="title_area" class="media_end_head_headline"><span>국경 시장 쌀값 올라</span></h2>
<div class="media_end_head_info_datestamp"><em class="media_end_head_info_datestamp_term">입력</em><span class="media_end_head_info_datestamp_time _ARTICLE_DATE_TIME">2021.03.05. 오전 9:12</span><em>수정</em><span class="_ARTICLE_MODIFY_DATE_TIME">2021.03.06. 오전 1:00</span></div></div>
<div id="newsct_article" class="newsct_article _article_body"><article id="dic_area" class="go_trans _article_content">(혜산=압록강신문) 홍길순 기자 = 국경 지역 시장에서 쌀값이 크게 올랐다고 상인들이 5일 전했다.<br><br>한 상인은 &quot;장사가 안 된다&quot;고 말했다.<br><br><span class="end_photo_org"><img><em class="img_desc">시장 모습</em></span>당국은 아무런 설명도 하지 않았다.</article></div>
<div class="media_end_linked_more"><h3>이 기사와 관련된 뉴스</h3><p>전혀 다른 기사의 긴 소개 글이 여기에 들어 있으나 본문은 아니다.</p></div>
<div class="u_cbox" id="cbox_module"><ul class="u_cbox_list"><li class="u_cbox_comment"><div class="u_cbox_info"><span class="u_cbox_nick">강변**</span></div><div class="u_cbox_text_wrap"><span class="u_cbox_contents">우리 동네도 그렇다.</span></div><span class="u_cbox_date">2021.03.05</span></li></ul></div></div></body></html>"##;
    let (bytes, _, _) = encoding_rs::EUC_KR.encode(html);
    let (articles, skipped) = run(&bytes);
    assert_eq!(skipped, Vec::<String>::new());
    let article = &articles[0];
    assert_eq!(title(article), "국경 시장 쌀값 올라");
    assert_eq!(article.publisher.as_deref(), Some("압록강신문"));
    assert_eq!(date(article), "2021-03-05");
    assert_eq!(
        body(article),
        [
            "(혜산=압록강신문) 홍길순 기자 = 국경 지역 시장에서 쌀값이 크게 올랐다고 상인들이 5일 전했다.",
            "한 상인은 \"장사가 안 된다\"고 말했다.",
            "시장 모습",
            "당국은 아무런 설명도 하지 않았다."
        ]
    );
    assert_eq!(
        comments(article),
        [("강변**".to_string(), "우리 동네도 그렇다.".to_string())]
    );
}

#[test]
fn old_table_layout_without_any_class() {
    let html = format!(
        r##"<HTML><HEAD><TITLE>Letters from the river</TITLE></HEAD><BODY BGCOLOR=white><!-- saved from url=(0030)http://www.letters.example/17.htm --><TABLE WIDTH=100%><TR><TD WIDTH=150><A HREF=1.htm>Home</A><BR><A HREF=2.htm>All the letters</A><BR><A HREF=3.htm>Contact</A></TD>
<TD><FONT SIZE=5><B>Letters from the river</B></FONT><P><I>{LONG}</I><P>{MORE}<HR><P>Third paragraph, <B>with</B> bold words that say nothing new.<PRE>one  line
two lines

next</PRE></TD></TR></TABLE></BODY></HTML>"##
    );
    let article = page(&html);
    assert_eq!(title(&article), "Letters from the river");
    assert_eq!(
        article.url.as_deref(),
        Some("http://www.letters.example/17.htm")
    );
    assert_eq!(
        body(&article),
        [
            LONG,
            MORE,
            "--- * * *",
            "Third paragraph, with bold words that say nothing new.",
            "one  line\ntwo lines",
            "next"
        ]
    );
}

#[test]
fn a_sentence_that_begins_as_a_label_does_is_kept() {
    let article = page(concat!(
        "<html><head><title>Nets</title></head><body><article><h1>Nets</h1>",
        "<p>The netmakers of Marusan have been told to hand in their needles by the end of the week, two of them said.</p>",
        "<p>More in sorrow than in anger, they did.</p><p>Most read nothing into it.</p>",
        "<p>Most read this week</p><ul><li><a href=\"/1\">Herring</a></li><li><a href=\"/2\">Kelp</a></li></ul>",
        "</article></body></html>",
    ));
    let kept = body(&article);
    assert_eq!(
        kept[1..],
        [
            "More in sorrow than in anger, they did.",
            "Most read nothing into it."
        ]
    );
}

#[test]
fn quotations_nest_and_their_credits_are_told_apart() {
    let html = format!(
        r##"<article><h1>Whose words</h1><p>{LONG}</p><p>{MORE}</p><blockquote><p>Outer words, of some length.</p><blockquote cite="http://in.example">Inner words.<footer>A clerk, <cite>River Act</cite></footer></blockquote><p>Outer again.</p></blockquote>
<figure><blockquote>In a figure.</blockquote><figcaption>The Ledger</figcaption></figure><blockquote>First line<br>— <cite>Ann</cite></blockquote><blockquote>Words.</blockquote><p>via <cite>Tumen Wire</cite></p></article>"##
    );
    let article = page(&html);
    assert_eq!(
        body(&article)[2..],
        [
            "> Outer words, of some length.",
            "> > Inner words.",
            "> > ~ A clerk, River Act",
            "> Outer again.",
            "> In a figure.",
            "~ The Ledger",
            "> First line",
            "> ~ — Ann",
            "> Words.",
            "~ via Tumen Wire",
        ]
    );
    let inner = &article.body[3];
    assert_eq!(
        inner
            .quotes
            .iter()
            .map(|&q| article.quotes[q as usize].cite.as_deref())
            .collect::<Vec<_>>(),
        [None, Some("http://in.example")]
    );
}

#[test]
fn disqus_and_old_blogger_comments() {
    let disqus = format!(
        r##"<article><p>{LONG}</p><p>{MORE}</p></article><div id="disqus_thread"><ul class="post-list"><li class="post"><div class="post-content"><header><span class="author">fisher</span><a class="time-ago">a year ago</a></header><div class="post-message"><p>Good catch.</p></div><footer><a>Reply</a></footer></div><ul class="children"><li class="post"><div class="post-content"><header><span class="author">clerk</span></header><div class="post-message"><p>Thanks.</p></div></div></li></ul></li></ul></div>"##
    );
    let article = page(&disqus);
    assert_eq!(body(&article), [LONG, MORE]);
    assert_eq!(
        comments(&article),
        [
            ("fisher".into(), "Good catch.".into()),
            ("clerk".into(), "Thanks.".to_string())
        ]
    );
    let old = format!(
        r##"<div class="post-body entry-content"><p>{LONG}</p><p>{MORE}</p></div><div id="comments"><dl id="comments-block"><dt class="comment-author" id="c1">ferry man said...</dt><dd class="comment-body"><p>So it is.</p></dd><dd class="comment-footer"><span class="comment-timestamp">8:10 AM</span></dd></dl></div>"##
    );
    let article = page(&old);
    assert_eq!(body(&article), [LONG, MORE]);
    assert_eq!(
        comments(&article),
        [("ferry man".to_string(), "So it is.".to_string())]
    );
}

#[test]
fn a_truncated_page_is_read_and_named() {
    let head =
        format!("<html><head><title>Sacks</title></head><body><div><p>{LONG}</p><p>{MORE}</p>");
    for (tail, reason) in [
        ("<p class=\"x", "inside a tag"),
        ("<a href='http://exa", "inside a tag"),
        ("<!-- a note", "inside a comment"),
        ("<script>var a", "inside a script"),
        ("<p>and then the off", "inside a <div> that is never closed"),
        ("</div><p>and then the off", "in the middle of a sentence"),
    ] {
        let (articles, skipped) = run(format!("{head}{tail}").as_bytes());
        assert_eq!(articles.len(), 1, "{tail}");
        assert_eq!(body(&articles[0])[..2], [LONG, MORE], "{tail}");
        assert_eq!(
            skipped,
            [format!(
                "truncated HTML: ends {reason}; what stands before is indexed"
            )]
        );
    }
    let cut_in_a_char = format!("{head}</div></body></html>쌀").into_bytes();
    assert_eq!(
        run(&cut_in_a_char[..cut_in_a_char.len() - 1]).1,
        Vec::<String>::new()
    );
    assert_eq!(
        run(b"<html><head><title>x</title><script>var").1,
        ["a/page.html: truncated HTML: ends inside a script, before any text"]
    );
}

#[test]
fn sloppy_pages_are_whole() {
    for html in [
        format!("<p>{LONG}<p>{MORE}"),
        format!("<html><body><p>{LONG}<p>{MORE}"),
        format!("<html><body><ul><li>{LONG}<li>{MORE}</ul>"),
        format!("<html><body><div><p>{LONG}</p></body>"),
        format!("<html><p>{LONG}</p><p>{MORE}</p></html><!-- cached"),
        format!("<div><p>{LONG}</p><p>1 < 2 && 3 > 2, said the & clerk"),
    ] {
        let (articles, skipped) = run(html.as_bytes());
        assert_eq!((articles.len(), skipped), (1, vec![]), "{html}");
    }
}

#[test]
fn a_page_without_text_is_named() {
    for html in [
        "<html><body><div id=root></div><script src=a.js></script></body></html>",
        "<html></html>",
        "<body><nav><a href=x>Home</a></nav></body>",
    ] {
        assert_eq!(
            run(html.as_bytes()).1,
            ["a/page.html: no text in this page (made by scripts? save it from a browser)"]
        );
    }
}

#[test]
fn hostile_nesting_is_read_in_linear_time() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<blockquote>", "</blockquote>"),
        ("<ul><li class=comment>", ""),
        ("<b><p>", ""),
        ("<table><tr><td>", ""),
        ("<a href=x>", "</a>"),
        ("<q>", ""),
        ("<cite class=author>", ""),
    ] {
        let html = format!(
            "<html><body>{}<p>{LONG}</p>{}</body></html>",
            open.repeat(20_000),
            close.repeat(20_000)
        );
        let (articles, _) = run(html.as_bytes());
        assert_eq!(articles.len(), 1, "{open}");
    }
    let marks = format!("<p>{LONG}</p>{}", "<".repeat(200_000));
    assert_eq!(run(marks.as_bytes()).0.len(), 1);
    let attributes = format!("<p {}>{LONG}</p>", "a=1 class=x ".repeat(100_000));
    assert_eq!(run(attributes.as_bytes()).0.len(), 1);
}

#[test]
fn a_fragment_keeps_its_blocks() {
    let (blocks, quotes) = fragment_blocks(
        "<p>One &amp; two</p><blockquote>Three</blockquote>four<br/><br/>five<script>x</script>",
    );
    let texts: Vec<_> = blocks
        .iter()
        .map(|b| (b.text.text.as_str(), b.quotes.len()))
        .collect();
    assert_eq!(
        texts,
        [("One & two", 0), ("Three", 1), ("four", 0), ("five", 0)]
    );
    assert_eq!(quotes.len(), 1);
}

#[test]
fn dates_of_change_capture_and_archive_are_not_taken() {
    let of = |head: &str| {
        date(&page(&format!(
            "<html><head>{head}</head><body><article><h1>Sacks</h1><p>{LONG}</p><p>{MORE}</p></article></body></html>"
        )))
    };
    assert_eq!(
        of(
            r#"<meta property="article:modified_time" content="2019-01-01"><meta property="og:updated_time" content="2019-01-01">"#
        ),
        "none"
    );
    assert_eq!(
        of(r#"<meta http-equiv="last-modified" content="2019-01-01">"#),
        "none"
    );
    assert_eq!(
        of(r#"<link rel="canonical" href="http://a.example/2016/04/08/sacks.html">"#),
        "2016-04-08"
    );
    assert_eq!(
        of(
            r#"<link rel="canonical" href="https://web.archive.org/web/20190101000000/http://a.example/2016/04/sacks">"#
        ),
        "2016-04"
    );
    assert_eq!(
        of(
            r#"<!-- Page saved with SingleFile url: https://a.example/sacks saved date: Fri Jan 01 2021 -->"#
        ),
        "none"
    );
    assert_eq!(of(r#"<meta name="DC.date.issued" content="2016">"#), "2016");
}

#[test]
fn unnamed_divs_are_paragraphs_and_the_title_shows_which_column_is_the_article() {
    let article = page(&format!(
        r##"<!doctype html><html lang=en><head><title>Salt at sea — Harbor Ledger</title><meta name="author" content="Staff"><meta property="og:site_name" content="Harbor Ledger"></head><body>
<div class="topbar"><a href=/>Home</a> <a href=/w>World</a></div><div class="wrap"><div class="col-8"><h1>Salt at sea</h1><div class="by">By JANE ROE</div><div class="dt">Published: 8 April 2016, 10:15 | Updated: 9 April 2016</div>
<div class="c1"><div class="x">{LONG}</div><div class="x">{MORE}</div><div class="x"><i>Short one.</i></div><div class=x>[Tumen Wire]</div></div></div>
<div class="col-4"><h4>Other articles</h4><div class="t"><a href=/1>One more teaser of some length which is a link to another piece</a></div><div>Weather: cold, with some rain in the evening hours tonight.</div></div></div><div class="bottom">Harbor Ledger, 12 Pier Road. All rights reserved. Call us at any time.</div></body></html>"##
    ));
    assert_eq!(
        body(&article),
        [
            "@ By JANE ROE",
            "@ Published: 8 April 2016, 10:15 | Updated: 9 April 2016",
            LONG,
            MORE,
            "Short one.",
            "[Tumen Wire]"
        ]
    );
    assert_eq!(
        (title(&article), date(&article).as_str()),
        ("Salt at sea", "2016-04-08")
    );
    assert_eq!(article.byline, ["JANE ROE"]);
}

#[test]
fn korean_newspaper_system_with_deck_tags_writer_box_and_copyright() {
    let article = page(
        r##"<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>쌀값 올라 &lt; 경제 &lt; 기사본문 - 압록강신문</title><meta property="og:site_name" content="압록강신문"><meta property="og:title" content="쌀값 올라 - 압록강신문"></head><body>
<header id="user-header"><nav>메뉴</nav></header><div id="article-view"><header class="article-view-header"><h3 class="heading">쌀값 올라</h3><h4 class="subheading">국경 시장 상인들 전해</h4><article class="item"><ul class="infomation"><li>기자명 홍길순 기자</li><li>입력 2020.02.03 09:00</li><li>수정 2020.02.04 10:00</li></ul></article></header>
<section id="article-view-content" class="article-view-body"><article id="article-view-content-div" class="article-veiw-body view-page" itemprop="articleBody"><figure class="photo-layout"><img><figcaption>국경의 시장. 사진=압록강신문</figcaption></figure><p>국경 지역 시장에서 쌀값이 크게 올랐다고 상인들이 전했다.</p><p>당국은 설명이 없었다.</p></article><article class="tag-group"><a href="#">#쌀값</a></article><div class="view-copyright"><p>저작권자 © 압록강신문 무단전재 및 재배포 금지</p></div><article class="writer"><strong class="name">홍길순 기자</strong><a>다른기사 보기</a></article></section><section class="relation"><h5>관련기사</h5><ul><li><a href=x>소금값도 올라</a></li></ul></section>
<div id="reply" class="article-reply"><h4>댓글 0</h4><form>댓글입력</form></div></div></body></html>"##,
    );
    assert_eq!(
        body(&article),
        [
            "# 국경 시장 상인들 전해",
            "국경의 시장. 사진=압록강신문",
            "국경 지역 시장에서 쌀값이 크게 올랐다고 상인들이 전했다.",
            "당국은 설명이 없었다."
        ]
    );
    assert_eq!(
        (title(&article), article.publisher.as_deref()),
        ("쌀값 올라", Some("압록강신문"))
    );
}

#[test]
fn old_page_of_line_breaks_with_a_menu_at_its_end() {
    let article = page(&format!(
        r##"<html><head><title>Old page</title></head><body>{LONG}<br><br>{MORE}<br><br><center>* * *</center><br>"Quoted," he said.<br><i>[Tumen Wire]</i><br><br><a href=a>Back</a> | <a href=b>Next</a></body></html>"##
    ));
    assert_eq!(
        body(&article),
        [
            LONG,
            MORE,
            "--- * * *",
            "\"Quoted,\" he said.\n[Tumen Wire]"
        ]
    );
}

#[test]
fn blog_of_a_korean_host_with_its_other_posts_and_comments() {
    let article = page(
        r##"<html lang=ko><head><meta property="og:site_name" content="강변 기록"><meta property="og:title" content="소금 이야기"><title>소금 이야기 :: 강변 기록</title></head><body><div id="head"><h1><a href="/">강변 기록</a></h1></div><div id="content"><div class="entry"><div class="titleWrap"><h2><a href="/12">소금 이야기</a></h2><span class="date">2019. 3. 4. 12:00</span></div><div class="article"><div class="tt_article_useless_p_margin contents_style"><p>오늘 시장에 갔더니 소금이 없었다고 한다. 이유는 아무도 모른다.</p><p>내일 다시 가 보기로 했다는 사람들이 많았다.</p><div class="container_postbtn"><button>공감</button></div><div class="another_category"><h4>다른 글</h4><table><tr><th><a href=x>쌀 이야기</a></th></tr></table></div></div></div><div class="tagTrail"><span>태그</span><a>소금</a></div><div class="comment"><div class="commentList"><ol><li><div class="rp_general"><span class="name">나그네</span><span class="date">2019.03.05</span><p>저도 못 샀어요.</p></div></li></ol></div></div></div></div></body></html>"##,
    );
    assert_eq!(
        body(&article),
        [
            "오늘 시장에 갔더니 소금이 없었다고 한다. 이유는 아무도 모른다.",
            "내일 다시 가 보기로 했다는 사람들이 많았다."
        ]
    );
    assert_eq!(date(&article), "2019-03-04");
    assert_eq!(
        comments(&article),
        [("나그네".to_string(), "저도 못 샀어요.".to_string())]
    );
}

#[test]
fn a_blogs_home_page_is_an_article_for_each_post() {
    let post = |n: u32, title: &str, text: &str| {
        format!(
            r##"<div class="post-{n} post type-post hentry"><h2 class="entry-title"><a href="/2016/04/{n}/" rel="bookmark">{title}</a></h2>
<div class="entry-meta"><time class="entry-date" datetime="2016-04-{n:02}">x</time> by <span class="author vcard"><a class="fn">Jane Roe</a></span></div>
<div class="entry-content"><p>{text}</p><h2>A section</h2><p>{text}</p></div></div>"##
        )
    };
    let html = format!(
        r##"<html lang="en"><head><title>The Far Bank</title><meta property="og:site_name" content="The Far Bank"><link rel="canonical" href="https://farbank.example/"></head>
<body class="home blog"><h1 class="site-title">The Far Bank</h1><div id="content">{}{}</div><div id="sidebar"><h2><a href="/a">Archive</a></h2></div></body></html>"##,
        post(8, "Salt again", LONG),
        post(3, "Rice again", MORE)
    );
    let (articles, skipped) = run(html.as_bytes());
    assert_eq!(skipped, Vec::<String>::new());
    let told: Vec<_> = articles
        .iter()
        .map(|a| {
            let url = a.url.as_deref().unwrap_or("none");
            (a.origin.record, title(a), date(a), url, body(a).len())
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                0,
                "Salt again",
                "2016-04-08".to_string(),
                "https://farbank.example/2016/04/8/",
                3
            ),
            (
                1,
                "Rice again",
                "2016-04-03".to_string(),
                "https://farbank.example/2016/04/3/",
                3
            )
        ]
    );
    assert!(
        articles
            .iter()
            .all(|a| a.byline == ["Jane Roe"] && a.publisher.as_deref() == Some("The Far Bank"))
    );
}

#[test]
fn teasers_beside_an_article_are_no_articles() {
    let html = format!(
        r##"<html><body><article class="post"><h1 class="entry-title">Salt again</h1><div class="entry-content"><p>{LONG}</p><p>{MORE}</p></div></article>
<section><article class="post"><h2><a href="/b">Rice again</a></h2><p>Rice is dear.</p></article><article class="post"><h2><a href="/c">Coal again</a></h2><p>Coal is dear.</p></article></section></body></html>"##
    );
    let article = page(&html);
    assert_eq!(title(&article), "Salt again");
    assert_eq!(body(&article), [LONG, MORE]);
}

#[test]
fn themes_that_keep_the_h1_for_the_site_and_print_the_byline_in_small() {
    let html = format!(
        r##"<html><head><title>The Far Bank &raquo; Salt again</title></head><body><div id="header"><h1><a href="/">The Far Bank</a></h1></div>
<div id="content"><div class="post" id="post-8"><h2><a href="/?p=8" rel="bookmark">Salt again</a></h2><small>November 3rd, 2009 by Jane Roe</small>
<div class="entry"><p>{LONG}</p><p>{MORE}</p><p class="postmetadata alt"><small>This entry was posted on Tuesday, November 3rd, 2009 at 4:12 pm. You can follow any responses.</small></p></div></div></div></body></html>"##
    );
    let article = page(&html);
    assert_eq!(title(&article), "Salt again");
    assert_eq!(article.publisher.as_deref(), Some("The Far Bank"));
    assert_eq!(article.byline, ["Jane Roe"]);
    assert_eq!(date(&article), "2009-11-03");
    assert_eq!(
        body(&article),
        ["@ November 3rd, 2009 by Jane Roe", LONG, MORE]
    );
}

#[test]
fn the_reporters_line_and_the_sites_own_copyright_are_no_text() {
    let html = "<html lang=ko><head><title>소금값</title><meta property='og:title' content='소금값'><meta property='og:site_name' content='강변일보'></head><body><div id='articleBody'>\
        강변 시장에서 소금값이 한 달 사이에 두 배로 올랐다고 상인들이 말했다.<br><br>관리들은 이유를 밝히지 않았으며 검문소는 자루를 뒤지기 시작했다.<br><br>홍보람 기자 boram@river.example<br><br>ⓒ 강변일보, 무단전재 및 재배포 금지</div></body></html>";
    let article = page(html);
    assert_eq!(article.byline, ["홍보람"]);
    let roles: Vec<Role> = article.body.iter().map(|b| b.role).collect();
    assert_eq!(
        roles,
        [Role::Paragraph, Role::Paragraph, Role::Meta, Role::Meta]
    );
}

#[test]
fn who_wrote_what_a_forum_quotes_is_no_word_of_it() {
    let page = "<html><body><article><h1>Boots</h1><p>The piece is no longer online, and I have looked for it long enough.</p><blockquote><div><cite>Amnok Ilbo, 4 December 2010 wrote:</cite>Units received shoes in place of boots this winter, a sergeant said.</div></blockquote><p>So they did, and the shoes were no better than the boots had been.</p></article></body></html>";
    let found = body(&self::page(page));
    assert!(
        found
            .iter()
            .any(|block| block.contains("~ ") && block.ends_with("wrote:"))
            && found
                .iter()
                .any(|block| block.contains("Units received") && !block.contains("wrote")),
        "{found:?}"
    );
}
