//! What feeds and exports give: every field from where it stands, and nothing that was not published.

use crate::article::{InlineKind, RawArticle};
use crate::error::Skipped;
use crate::read::read_for_tests;

fn read(name: &str, xml: &str) -> (Vec<RawArticle>, Vec<Skipped>) {
    let (articles, skipped, outcome) = read_for_tests(name, xml.as_bytes());
    outcome.unwrap();
    (articles, skipped)
}

/// `title | publisher | authors | date | url | lang`.
fn facts(article: &RawArticle) -> String {
    let title = article.title.as_ref().map_or("-", |t| &t.text);
    let publisher = article.publisher.as_deref().unwrap_or("-");
    let date = article.published.map_or("-".to_string(), |d| d.to_string());
    let url = article.url.as_deref().unwrap_or("-");
    let lang = article.lang.map_or("-".to_string(), |l| l.to_string());
    format!(
        "{title} | {publisher} | {} | {date} | {url} | {lang}",
        article.byline.join(", ")
    )
}

/// Words, how deep they are quoted, and `c` for comments.
fn body(article: &RawArticle) -> Vec<String> {
    let shown = article.body.iter().map(|b| {
        let comment = if b.comment.is_some() { "c" } else { "" };
        format!("{}{comment}:{}", b.quotes.len(), b.text.text)
    });
    shown.collect()
}

const EXPORT: &str = r#"<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file. -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Quayside Notes</title><link>https://quayside.example</link><language>en-US</language>
<wp:author><wp:author_login><![CDATA[edda]]></wp:author_login><wp:author_display_name><![CDATA[Edda Voss]]></wp:author_display_name></wp:author>
<item>
<title>Fog &amp; salt</title><link>https://quayside.example/fog</link><pubDate>Thu, 07 Apr 2016 23:30:00 +0000</pubDate>
<dc:creator><![CDATA[edda]]></dc:creator>
<content:encoded><![CDATA[One paragraph,
two lines.

<blockquote>Quoted <a href="/tide">words</a>.

More of them.</blockquote>
[gallery ids="1,2"]
An end with ]]]]><![CDATA[> a mark. [Baram Courier]]]></content:encoded>
<excerpt:encoded><![CDATA[Nobody reads this.]]></excerpt:encoded>
<wp:post_id>77</wp:post_id><wp:post_date><![CDATA[2016-04-08 08:30:00]]></wp:post_date><wp:post_date_gmt>2016-04-07 23:30:00</wp:post_date_gmt>
<wp:status><![CDATA[publish]]></wp:status><wp:post_type><![CDATA[post]]></wp:post_type>
<wp:comment><wp:comment_author><![CDATA[Ivo]]></wp:comment_author><wp:comment_content><![CDATA[Well said.]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type></wp:comment>
<wp:comment><wp:comment_author>Spam</wp:comment_author><wp:comment_content>Buy.</wp:comment_content><wp:comment_approved>spam</wp:comment_approved></wp:comment>
<wp:comment><wp:comment_author>Waits</wp:comment_author><wp:comment_content>Wait.</wp:comment_content><wp:comment_approved>0</wp:comment_approved></wp:comment>
<wp:comment><wp:comment_author>Other blog</wp:comment_author><wp:comment_content>[...] said [...]</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type>pingback</wp:comment_type></wp:comment>
</item>
<item><title>A draft</title><content:encoded>No.</content:encoded><wp:post_id>78</wp:post_id><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>A secret</title><content:encoded>No.</content:encoded><wp:status>private</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>Locked</title><content:encoded>No.</content:encoded><wp:status>publish</wp:status><wp:post_password>x</wp:post_password><wp:post_type>post</wp:post_type></item>
<item><title>A picture</title><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type></item>
<item><title>A menu</title><wp:status>publish</wp:status><wp:post_type>nav_menu_item</wp:post_type></item>
<item><title>About</title><content:encoded>A page.</content:encoded><dc:creator>nobody</dc:creator><wp:post_id>2</wp:post_id><wp:status>publish</wp:status><wp:post_type>page</wp:post_type><wp:post_date>0000-00-00 00:00:00</wp:post_date></item>
</channel></rss>"#;

#[test]
fn an_export_gives_what_was_published_with_the_sites_own_day_and_names() {
    let (articles, skipped) = read("blog.xml", EXPORT);
    assert!(skipped.is_empty(), "{skipped:?}");
    let found: Vec<String> = articles.iter().map(facts).collect();
    assert_eq!(
        found,
        [
            "Fog & salt | Quayside Notes | Edda Voss | 2016-04-08 | https://quayside.example/fog | en",
            "About | Quayside Notes | nobody | - | - | en",
        ]
    );
    assert_eq!(
        body(&articles[0]),
        [
            "0:One paragraph,\ntwo lines.",
            "1:Quoted words.",
            "1:More of them.",
            "0:An end with ]]> a mark. [Baram Courier]",
            "0c:Well said.",
        ]
    );
    assert_eq!(articles[0].comments[0].author.as_deref(), Some("Ivo"));
    assert_eq!(
        (articles[0].origin.record, articles[1].origin.record),
        (77, 2)
    );
    let link = &articles[0].body[1].inlines[0].kind;
    assert_eq!(
        *link,
        InlineKind::Link("https://quayside.example/tide".into())
    );
    assert_eq!(articles[0].origin.format, "wordpress");
}

#[test]
fn rss_prefers_the_whole_text_and_names_whom_it_passes_on() {
    let xml = r#"<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Solgae Watch</title><link>https://solgae.example/</link><language>en</language><lastBuildDate>Mon, 01 Jan 2024 00:00:00 GMT</lastBuildDate>
<item><title>Salt &amp;amp; oil</title><link>https://solgae.example/salt</link><pubDate>Fri, 08 Apr 2016 10:00:00 +0900</pubDate><author>hana@solgae.example (Hana Merrow)</author><description>Short.</description><content:encoded><![CDATA[<p>Long.</p><blockquote cite="/q"><p>Quoted.</p></blockquote>]]></content:encoded></item>
<item><guid>https://solgae.example/?p=2</guid><description>&lt;p&gt;A summary alone.&lt;/p&gt;</description><source url="https://baram.example/feed">Baram Courier</source></item>
<item><title>No words</title><guid isPermaLink="false">tag:2</guid></item><item></item></channel></rss>"#;
    let (articles, skipped) = read("feed.rss", xml);
    let found: Vec<String> = articles.iter().map(facts).collect();
    assert_eq!(
        found,
        [
            "Salt & oil | Solgae Watch | Hana Merrow | 2016-04-08 | https://solgae.example/salt | en",
            "- | Baram Courier |  | - | https://solgae.example/?p=2 | en",
            "No words | Solgae Watch |  | - | - | en",
        ]
    );
    assert_eq!(body(&articles[0]), ["0:Long.", "1:Quoted."]);
    assert_eq!(
        articles[0].quotes[0].cite.as_deref(),
        Some("https://solgae.example/q")
    );
    assert_eq!((skipped.len(), skipped[0].reason.as_str()), (1, "no text"));
}

#[test]
fn atom_knows_published_from_updated_and_reads_xhtml() {
    let xml = r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko" xml:base="https://marusan.example/blog/"><title type="html">Marusan &lt;b&gt;Sinmun&lt;/b&gt;</title><link rel="self" href="feed.xml"/><link href="/"/><author><name>김철수</name></author>
<entry><title>쌀값</title><link rel="replies" href="r"/><link href="2016/rice"/><published>2016-04-08T23:00:00+09:00</published><updated>2020-01-01T00:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>시장에서 <em>쌀값</em>이 올랐다.</p><blockquote>인용.</blockquote></div></content></entry>
<entry><title type="text">a &lt; b</title><author><name>이영희</name></author><updated>2020-01-01T00:00:00Z</updated><summary>요약.</summary><source><title>바람신문</title></source></entry></feed>"#;
    let (articles, _) = read("atom.xml", xml);
    let found: Vec<String> = articles.iter().map(facts).collect();
    assert_eq!(
        found,
        [
            "쌀값 | Marusan Sinmun | 김철수 | 2016-04-08 | https://marusan.example/blog/2016/rice | ko",
            "a < b | 바람신문 | 이영희 | - | - | ko",
        ]
    );
    assert_eq!(body(&articles[0]), ["0:시장에서 쌀값이 올랐다.", "1:인용."]);
}

#[test]
fn rdf_with_prefixes_of_its_own_and_json_feed() {
    let xml = r#"<!DOCTYPE rdf:RDF [<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1//EN" "http://x.example/lat1.ent">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rss="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/"><rss:channel rdf:about="https://x.example/"><rss:title>Tidewater Review</rss:title><d:language>en</d:language></rss:channel><rss:item rdf:about="https://x.example/1"><rss:title>Caf&eacute;</rss:title><rss:link>https://x.example/1</rss:link><rss:description>Words &amp; R&D.</rss:description><d:date>2016-04-08</d:date><d:creator>Ann Smith</d:creator></rss:item></rdf:RDF>"#;
    let (articles, _) = read("feed", xml);
    assert_eq!(
        facts(&articles[0]),
        "Café | Tidewater Review | Ann Smith | 2016-04-08 | https://x.example/1 | en"
    );
    assert_eq!(body(&articles[0]), ["0:Words & R&D."]);
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Northlight Wire", "home_page_url": "https://n.example/", "language": "en", "items": [{"id": "1", "url": "/a", "title": "Coal", "content_html": "<p>One.</p><blockquote>Two.</blockquote>", "date_published": "2016-04-08T10:00:00+09:00", "date_modified": "2020-01-01T00:00:00Z", "authors": [{"name": "Bo Lee"}]}, {"id": "2", "content_text": "Three."}, {"id": "3"}]}"#;
    let (articles, skipped) = read("feed.json", json);
    assert_eq!(
        facts(&articles[0]),
        "Coal | Northlight Wire | Bo Lee | 2016-04-08 | https://n.example/a | en"
    );
    assert_eq!(
        (body(&articles[0]).len(), articles.len(), skipped.len()),
        (2, 2, 1)
    );
}

#[test]
fn a_broken_item_is_named_by_its_line_and_the_rest_goes_on() {
    let xml = "<rss><channel><title>T</title>\n<item><title>One</title></item>\n<item><title>Two</b></item>\n<item><title>Three &lol; </title></item>\n<item>\n<description>cut off";
    let (articles, skipped) = read("feed.xml", xml);
    let titles: Vec<&str> = articles
        .iter()
        .map(|a| a.title.as_ref().unwrap().text.as_str())
        .collect();
    assert_eq!(titles, ["One", "Three &lol;"]);
    let places: Vec<&str> = skipped.iter().map(|s| s.path.as_str()).collect();
    assert_eq!(places, ["feed.xml:3", "feed.xml:6"]);
    let bomb = format!(
        "<!DOCTYPE rss [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]>\n{}",
        xml.replace("&lol;", "&b;")
    );
    let (articles, skipped) = read("feed.xml", &bomb);
    assert_eq!((articles.len(), skipped.len()), (1, 3));
    assert!(
        skipped
            .iter()
            .any(|s| s.reason.contains("&b;") && s.reason.contains("never expanded"))
    );
}

#[test]
fn xml_of_other_kinds_is_passed_over_and_empty_feeds_are_named() {
    let (_, _, outcome) = read_for_tests(
        "map.xml",
        b"<?xml version='1.0'?><urlset><url>x</url></urlset>",
    );
    assert_eq!(outcome.unwrap(), crate::read::Outcome::Binary);
    let (_, _, outcome) =
        read_for_tests("a.rss", b"<rss><channel><title>T</title></channel></rss>");
    assert_eq!(
        outcome.unwrap_err().to_string(),
        "a.rss: a feed without items"
    );
}

#[test]
fn an_export_is_read_in_bounded_memory_and_an_item_above_the_limit_is_named() {
    let item = EXPORT[EXPORT.find("<item>").unwrap()..]
        .split("</item>")
        .next()
        .unwrap();
    let long = item.replace("One paragraph", &"word ".repeat(1 << 20));
    let export = EXPORT.replacen("<item>", &format!("{long}</item><item>"), 1);
    let (articles, skipped) = read("blog.xml", &export);
    assert_eq!((articles.len(), skipped.len()), (2, 1));
    assert!(
        skipped[0].reason.contains("--max-article-size"),
        "{skipped:?}"
    );
}
