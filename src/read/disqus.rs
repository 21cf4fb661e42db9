//! Owns the comments that Disqus exports (XML): a thread's comments become those of an article under the thread's address and title.
//! Refuses deleted comments and spam, threads without comments (each page that was ever opened has one), and a thread's day, which
//! is that of its first visit.

use std::collections::HashMap;

use super::document::Document;
use super::meter::Meter;
use super::xml::{Declared, Tree};
use super::{Format, Sink, charset, content};
use crate::article::{Origin, RawArticle, RawText};
use crate::error::{Error, Result, Skipped};

/// The address of the export's own names, by which it is told.
pub(super) const NAMESPACE: &str = "disqus.com/disqus-internals";

/// Reads an article for each thread with comments.
///
/// # Errors
/// If the bytes are no text, or the export has not one comment and is broken.
pub(super) fn read(
    bytes: &[u8],
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let xml = charset::decode(bytes, &[]).map_err(|e| Error::file(path, e))?;
    let declared = Declared::of(&xml.text);
    let (tree, fault) = Tree::head(&xml.text, &declared, &str::to_string);
    let root = tree.children(0).next().unwrap_or(0);
    let mut comments: HashMap<&str, Vec<usize>> = HashMap::new();
    let shown = |at: &usize| {
        let is = |name: &str| tree.line(*at, name).as_deref() == Some("true");
        !is("isDeleted") && !is("isSpam")
    };
    for post in tree.named(root, "post").filter(shown) {
        let thread = tree.named(post, "thread").next();
        if let Some(thread) = thread.and_then(|at| tree.attribute(at, ID)) {
            comments.entry(thread).or_default().push(post);
        }
    }
    let mut any = false;
    for (number, thread) in tree.named(root, "thread").enumerate() {
        let id = tree.attribute(thread, ID).unwrap_or_default();
        let Some(posts) = comments.remove(id).filter(|_| shown(&thread)) else {
            continue;
        };
        any = true;
        let written: String = posts.iter().map(|&post| tree.inner(post)).collect();
        if let Err(reason) = meter.limits.check(written.len() as u64) {
            let path = path.to_string();
            let reason = format!("thread {id}: {reason}");
            sink(Err(Skipped { path, reason }));
            continue;
        }
        let origin = document.origin(Format::Disqus, number as u32, written.as_bytes());
        let article = article(&tree, thread, &posts, origin);
        if !article.body.is_empty() {
            sink(Ok(article));
        }
    }
    let reason = match fault {
        Some((line, said)) => format!("line {}: {said}; what stands before is indexed", line + 1),
        None if !comments.is_empty() => "comments of threads that are not in this export".into(),
        None => return Ok(()),
    };
    if !any {
        return Err(Error::file(path, reason));
    }
    sink(Err(Skipped {
        path: path.to_string(),
        reason,
    }));
    Ok(())
}

/// The attribute that names a thread.
const ID: &str = "dsq:id";

fn article(tree: &Tree, thread: usize, posts: &[usize], origin: Origin) -> RawArticle {
    let mut article = RawArticle::new(origin);
    article.url = tree.line(thread, "link");
    article.title = tree.line(thread, "title").map(|title| RawText {
        text: htmlize::unescape(&title).into_owned(),
        ..RawText::default()
    });
    for &post in posts {
        let words = tree.named(post, "message").next();
        let words = words.map(|at| tree.words(at)).unwrap_or_default();
        let author = tree.named(post, "author").next();
        let author = author.and_then(|at| tree.line(at, "name"));
        content::add_comment(&mut article, author, &words);
    }
    let url = article.url.clone();
    content::place(&mut article, None, url.as_deref());
    article
}

#[cfg(test)]
mod tests {
    use super::super::read_for_tests;

    const HEAD: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="1"><forum>solgae</forum><title>General</title></category>
<thread dsq:id="10"><id>x</id><link>http://solgae.example/2016/buoys/</link><title>Buoys &amp;amp; bells</title><createdAt>2019-01-02T00:00:00Z</createdAt><author><name>Hana Merrow</name></author><isDeleted>false</isDeleted></thread>
<thread dsq:id="11"><id/><link>http://solgae.example/silent/</link><title>Silent</title></thread>
"#;

    fn post(thread: u32, state: &str, name: &str, words: &str) -> String {
        format!(
            "<post dsq:id=\"9{thread}\"><message><![CDATA[<p>{words}</p>]]></message><createdAt>2016-03-04T00:00:00Z</createdAt>{state}<author><name>{name}</name></author><thread dsq:id=\"{thread}\"/></post>\n"
        )
    }

    #[test]
    fn a_threads_comments_are_those_of_the_article_at_its_address() {
        let export = format!(
            "{HEAD}{}{}{}{}</disqus>",
            post(
                10,
                "<isDeleted>false</isDeleted><isSpam>false</isSpam>",
                "Ivo",
                "The bells rang.</p><p>All night."
            ),
            post(10, "<isDeleted>true</isDeleted>", "Gone", "Never mind."),
            post(10, "<isSpam>true</isSpam>", "Spam", "Buy."),
            post(10, "", "Edda", "Not here."),
        );
        let (articles, skipped, outcome) = read_for_tests("export.xml", export.as_bytes());
        assert!(skipped.is_empty() && outcome.is_ok(), "{skipped:?}");
        let [article] = articles.as_slice() else {
            panic!("{articles:?}")
        };
        assert_eq!(article.title.as_ref().unwrap().text, "Buoys & bells");
        assert_eq!(
            article.url.as_deref(),
            Some("http://solgae.example/2016/buoys/")
        );
        assert_eq!(
            article.published, None,
            "a thread's day is no day of publication"
        );
        assert!(
            article.byline.is_empty(),
            "who opened a thread wrote no article"
        );
        let words = article
            .body
            .iter()
            .map(|b| (b.comment, b.text.text.as_str()));
        assert_eq!(
            words.collect::<Vec<_>>(),
            [
                (Some(0), "The bells rang."),
                (Some(0), "All night."),
                (Some(1), "Not here.")
            ]
        );
        let names = article.comments.iter().map(|c| c.author.as_deref());
        assert_eq!(names.collect::<Vec<_>>(), [Some("Ivo"), Some("Edda")]);
    }

    #[test]
    fn an_export_that_breaks_off_gives_what_stands_before_and_says_so() {
        let export = format!(
            "{HEAD}{}<post dsq:id=\"3\"><mess",
            post(10, "", "Ivo", "The bells rang.")
        );
        let (articles, skipped, _) = read_for_tests("export.xml", export.as_bytes());
        assert_eq!(articles.len(), 1);
        assert!(
            skipped[0].reason.contains("what stands before is indexed"),
            "{skipped:?}"
        );
    }
}
