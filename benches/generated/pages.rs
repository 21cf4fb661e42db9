//! Lays an article out in a format, as the field's programs do. Refuses to know where the file goes.

use std::fmt::Write;

use serde_json::json;

use super::article::{Article, Block, day};

/// What stands around the articles of a saved page.
const MENU: &str = "<a href=\"/port\">Port</a></li><li><a href=\"/market\">Market</a></li><li><a href=\"/letters\">Letters</a>";
const SCRIPT: &str = "<script>window.dataLayer=window.dataLayer||[];function tag(){dataLayer.push(arguments)}tag('js',new Date());</script>\n";

/// Plain text: title, byline, paragraphs; blocks between a lead-in and a bracket.
pub fn text(article: &Article) -> String {
    let mut out = format!(
        "{}\nBy {}, {}, {}\n",
        article.title,
        article.author,
        article.outlet,
        day(article)
    );
    for block in &article.blocks {
        out.push('\n');
        match block {
            Block::Own(text) => out.push_str(text),
            Block::Lifted(text, outlet) => {
                write!(out, "{outlet} reports:\n\n{text} [{outlet}]").expect("a string");
            }
        }
        out.push('\n');
    }
    out
}

/// Markdown with front matter; blocks behind `>`.
pub fn markdown(article: &Article) -> String {
    let mut out = format!(
        "---\ntitle: \"{}\"\nauthor: \"{}\"\npublisher: \"{}\"\ndate: {}\n---\n",
        article.title,
        article.author,
        article.outlet,
        day(article)
    );
    for block in &article.blocks {
        match block {
            Block::Own(text) => write!(out, "\n{text}\n"),
            Block::Lifted(text, outlet) => write!(out, "\n> {text}\n>\n> — {outlet}\n"),
        }
        .expect("a string");
    }
    out
}

/// The blocks as HTML.
fn body(article: &Article) -> String {
    let mut out = String::new();
    for block in &article.blocks {
        match block {
            Block::Own(text) => writeln!(out, "<p>{text}</p>"),
            Block::Lifted(text, outlet) => {
                writeln!(
                    out,
                    "<blockquote><p>{text}</p><cite>{outlet}</cite></blockquote>"
                )
            }
        }
        .expect("a string");
    }
    out
}

fn address(article: &Article) -> String {
    let host = article.outlet.to_lowercase().replace(' ', "");
    let day = day(article).replace('-', "/");
    format!("https://{host}.example/{day}/{:06}", article.number)
}

/// A saved page: metadata, menus, scripts, the article, what is read most, a foot.
pub fn html(article: &Article) -> String {
    let Article {
        title,
        outlet,
        author,
        lang,
        number,
        ..
    } = article;
    let (day, address, body) = (day(article), address(article), body(article));
    let linked = json!({"@context": "https://schema.org", "@type": "NewsArticle", "headline": title,
        "datePublished": format!("{day}T06:30:00+09:00"), "author": {"@type": "Person", "name": author},
        "publisher": {"@type": "Organization", "name": outlet}});
    let mut most = String::new();
    for at in 1..=8 {
        writeln!(most, "<li><a href=\"/most/{}\">A headline that many read</a> <span class=\"n\">{at}</span></li>", number + at)
            .expect("a string");
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} | {outlet}</title>\n\
         <meta property=\"og:title\" content=\"{title}\">\n<meta property=\"og:site_name\" content=\"{outlet}\">\n\
         <link rel=\"canonical\" href=\"{address}\">\n<link rel=\"stylesheet\" href=\"/style.css\">\n\
         <script type=\"application/ld+json\">{linked}</script>\n{SCRIPT}</head>\n<body>\n\
         <header><a href=\"/\">{outlet}</a><nav><ul><li>{MENU}</li></ul></nav></header>\n<main><article>\n<h1>{title}</h1>\n\
         <p class=\"byline\">By {author}</p>\n<time datetime=\"{day}\">{day}</time>\n{body}</article></main>\n\
         <aside><h2>Most read</h2><ol>\n{most}</ol></aside>\n{SCRIPT}<footer>{outlet} · All rights reserved</footer>\n</body>\n</html>\n"
    )
}

/// A line of JSON.
pub fn json_line(article: &Article) -> String {
    let mut line =
        json!({"title": article.title, "publisher": article.outlet, "author": article.author,
        "date": day(article), "url": address(article), "html": body(article)})
        .to_string();
    line.push('\n');
    line
}

/// The first row of a table.
pub const COLUMNS: &str = "title,publisher,author,date,url,text\n";

/// A row of a table.
pub fn row(article: &Article) -> String {
    let text: Vec<String> = article.blocks.iter().map(paragraph).collect();
    let fields = [
        &article.title,
        article.outlet,
        article.author,
        &day(article),
        &address(article),
        &text.join("\n\n"),
    ];
    let quoted = fields.map(|field| format!("\"{}\"", field.replace('"', "\"\"")));
    quoted.join(",") + "\n"
}

fn paragraph(block: &Block) -> String {
    match block {
        Block::Own(text) => text.clone(),
        Block::Lifted(text, outlet) => format!("{outlet} reports:\n\n{text} [{outlet}]"),
    }
}

/// What a feed and a blog's export begin with; their items may lie in one channel, since each names its publisher by its address.
pub const CHANNEL: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n<title>Solgae Watch</title>\n\
    <link>https://solgaewatch.example</link>\n";
/// What makes a channel a blog's export.
pub const EXPORT: &str = "<wp:wxr_version>1.2</wp:wxr_version>\n";
/// What a channel ends with.
pub const CHANNEL_END: &str = "</channel>\n</rss>\n";

/// An item of a channel.
pub fn item(article: &Article) -> String {
    let (title, author, day) = (&article.title, article.author, day(article));
    format!(
        "<item>\n<title>{title}</title>\n<link>{}</link>\n<dc:date>{day}T06:30:00Z</dc:date>\n<dc:creator><![CDATA[{author}]]></dc:creator>\n\
         <content:encoded><![CDATA[{}]]></content:encoded>\n<wp:post_id>{}</wp:post_id>\n<wp:post_date><![CDATA[{day} 06:30:00]]></wp:post_date>\n\
         <wp:status><![CDATA[publish]]></wp:status>\n<wp:post_type><![CDATA[post]]></wp:post_type>\n</item>\n",
        address(article),
        body(article),
        article.number
    )
}
