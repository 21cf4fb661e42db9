//! Owns plain text: the title, the lines that tell of the article, and where paragraphs begin and end.
//! Refuses to say who speaks in them.

use super::byline::{self, Told};
use super::content::Content;
use super::document::Document;
use super::imprint;
use super::indented::{self, Quotation};
use super::lines::{Line, joins, lines, wrap_width};
use super::nameplate::{self, MailHead};
use super::quoted;
use super::{Format, Sink, charset};
use crate::article::{QuoteMarkup, RawArticle, RawBlock, RawText, Role};
use crate::error::{Error, Result};

/// A first line of more characters is a paragraph, not a title.
const LONGEST_TITLE: usize = 200;

/// Reads the one article of a plain-text file.
///
/// # Errors
/// If the bytes are no text, or only white space.
pub(super) fn read(bytes: &[u8], document: &Document, sink: &mut Sink) -> Result<()> {
    let path = document.path;
    let declared = document.facts.charset.as_deref();
    let decoded = charset::decode(bytes, declared.as_slice()).map_err(|e| Error::file(path, e))?;
    let place = Some(decoded.bom as u64).filter(|_| decoded.verbatim);
    let mut lines = lines(&decoded.text);
    let mut article = RawArticle::new(document.origin(Format::Text, 0, bytes));
    let mut told = Told::default();
    let cut = Cut {
        text: &decoded.text,
        place,
        first_line: Some(1),
    };
    let mut meta = mail_head(&cut, &mut lines, &mut told, &mut article);
    let is_mail = !meta.is_empty();
    meta.extend(above_title(&decoded.text, &mut lines, &mut told));
    meta.extend(nameplate(&decoded.text, &mut lines, &mut told));
    if !is_mail && told.publisher.is_none() && imprint::repeats_name(&decoded.text, &lines) {
        let name = lines.remove(0);
        told.publisher = Some(decoded.text[name.range()].to_string());
        meta.push(name);
    }
    article
        .body
        .extend(meta.iter().map(|line| cut.block(line, Role::Meta)));
    if document.facts.title.is_none()
        && !is_mail
        && lines.len() > 1
        && decoded.text[lines[0].range()].chars().count() <= LONGEST_TITLE
        && !is_separator(&decoded.text[lines[0].range()])
    {
        let title = lines.remove(0);
        article.title = Some(cut.raw(title.start, title.end, title.number));
        let below: Vec<(&str, u32)> = (lines.iter().take(2))
            .map(|line| (line.of(&decoded.text), line.number))
            .collect();
        if told.publisher.is_none()
            && nameplate::name_below(title.of(&decoded.text), &below, title.number)
        {
            let name = lines.remove(0);
            told.publisher = Some(name.of(&decoded.text).to_string());
            article.body.push(cut.block(&name, Role::Meta));
        }
    }
    let (blocks, quotes) = cut.blocks(&lines, &mut told);
    article.body.extend(blocks);
    article.quotes = quotes;
    if told.published.is_none()
        && let Some(title) = &article.title
    {
        told.published = imprint::dated(&title.text);
    }
    if told.publisher.is_none() {
        let title = article.title.as_ref().map_or("", |title| &title.text);
        let from = lines.first().map_or(decoded.text.len(), |line| line.start);
        let named = imprint::series(title, &decoded.text[from..])
            .or_else(|| imprint::stated(&decoded.text, &lines));
        told.publisher = named.map(str::to_string);
    }
    told.give(&mut article);
    if article.body.is_empty() && article.title.is_none() {
        return Err(Error::file(path, "no text"));
    }
    sink(Ok(article));
    Ok(())
}

/// The paragraphs of a body without a title of its own (a record's text), and what its first lines tell.
pub(super) fn body(text: &str) -> Content {
    let mut told = Told::default();
    let cut = Cut {
        text,
        place: None,
        first_line: None,
    };
    let (blocks, quotes) = cut.blocks(&lines(text), &mut told);
    Content {
        blocks,
        quotes,
        told,
    }
}

/// A line of only marks that parts: `~ ~ ~`, `* * *`, `---`, `###`. Dots are an elision, not a parting.
pub(super) fn is_separator(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next() else {
        return false;
    };
    let alone = "*#~⁂◇◆○●□■※❖".contains(first);
    let mut count = 1;
    for c in marks {
        if !"~*-–—_=#+•·⁂◇◆○●□■※❖◦─━═".contains(c) {
            return false;
        }
        count += 1;
    }
    (alone || "-–—_=+•·─━═".contains(first) && count >= 3) && line.chars().count() <= 200
}

/// Takes off lines that stand before the title and can't be one: `URL: ...`, an address, a day.
fn above_title(text: &str, lines: &mut Vec<Line>, told: &mut Told) -> Vec<Line> {
    let is_meta = |line: &Line| {
        let words = line.of(text);
        let label = words.split_once([':', '：']).is_some_and(|(label, _)| {
            [
                "url",
                "link",
                "date",
                "published",
                "source",
                "publisher",
                "author",
                "byline",
                "출처",
                "날짜",
                "주소",
            ]
            .contains(&label.trim().to_lowercase().as_str())
        });
        let day = crate::dates::alone(words).is_some_and(|d| d.day().is_some());
        label || day || words.starts_with("http://") || words.starts_with("https://")
    };
    let count = lines
        .iter()
        .take(6)
        .take_while(|line| is_meta(line) && told.line(line.of(text)))
        .count();
    lines.drain(..count).collect()
}

/// Takes off the head of a mail; what it tells is kept.
fn mail_head(
    cut: &Cut,
    lines: &mut Vec<Line>,
    told: &mut Told,
    article: &mut RawArticle,
) -> Vec<Line> {
    let first: Vec<(&str, u32)> = lines
        .iter()
        .take(20)
        .map(|line| (line.of(cut.text), line.number))
        .collect();
    let Some(MailHead {
        lines: count,
        subject,
        list,
        sender,
        date,
    }) = nameplate::mail_head(&first)
    else {
        return Vec::new();
    };
    if let Some(date) = date.and_then(crate::dates::parse) {
        told.published = Some(date);
    }
    let house = sender.and_then(nameplate::house);
    told.publisher = house.or(list).map(str::to_string);
    if let Some((words, at)) = subject.filter(|(words, _)| !words.is_empty()) {
        // "Amnok Morning Letter -- Thursday, 8 April 2016" is no title.
        let named = told.publisher.is_none() && told.line(words) && told.publisher.is_some();
        if !named {
            let end = lines[at].end;
            article.title = Some(cut.raw(end - words.len(), end, lines[at].number));
        }
    }
    if let Some(sender) = sender.filter(|name| !name.is_empty() && house.is_none()) {
        byline::authors(sender, &mut told.byline);
    }
    let titled = article.title.is_some();
    let subject = subject.filter(|_| titled).map(|(_, at)| at);
    let head = lines.drain(..count).enumerate();
    head.filter(|(at, _)| Some(*at) != subject)
        .map(|(_, line)| line)
        .collect()
}

/// Takes off the site's name and its motto, where they stand above the title.
fn nameplate(text: &str, lines: &mut Vec<Line>, told: &mut Told) -> Vec<Line> {
    let first: Vec<(&str, u32)> = lines
        .iter()
        .take(12)
        .map(|line| (line.of(text), line.number))
        .collect();
    let Some(title) = nameplate::title_below(&first) else {
        return Vec::new();
    };
    told.publisher = Some(first[0].0.to_string());
    for (line, _) in &first[1..title] {
        if !told.line(line)
            && let Some((_, day)) = crate::dates::find(line)
        {
            told.published = told.published.or(Some(day));
        }
    }
    lines.drain(..title).collect()
}

/// How a text becomes blocks.
struct Cut<'a> {
    text: &'a str,
    /// Where the text's first byte stands in the file, if it stands there verbatim.
    place: Option<u64>,
    /// The line of the file on which the text begins.
    first_line: Option<u32>,
}

impl Cut<'_> {
    fn raw(&self, start: usize, end: usize, number: u32) -> RawText {
        RawText {
            text: self.text[start..end].to_string(),
            at: self.place.map(|place| place + start as u64),
            line: self.first_line.map(|first| first + number),
        }
    }

    fn block(&self, line: &Line, role: Role) -> RawBlock {
        RawBlock {
            role,
            ..RawBlock::paragraph(self.raw(line.start, line.end, line.number))
        }
    }

    /// Paragraphs, and the block quotations that `>` marks or that are set off from the margin.
    fn blocks(&self, lines: &[Line], told: &mut Told) -> (Vec<RawBlock>, Vec<QuoteMarkup>) {
        let mut blocks = Vec::new();
        let mut quotes = Vec::new();
        let metas = metas(self.text, lines, told);
        let head = metas.iter().rposition(|&meta| meta).map_or(0, |at| at + 1);
        for (line, &meta) in lines[..head].iter().zip(&metas) {
            let role = match meta {
                true => Role::Meta,
                false => self.role(line),
            };
            blocks.push(self.block(line, role));
        }
        let body = &lines[head..];
        if let Some(first) = body.first() {
            told.published = told
                .published
                .or_else(|| byline::dateline(first.of(self.text)));
        }
        let set_off = indented::quotations(self.text, body);
        let mut is_quoted: Vec<bool> = body.iter().map(|l| is_marked(l.of(self.text))).collect();
        set_off.iter().for_each(|q| is_quoted[q.lines()].fill(true));
        // What is quoted is wrapped at a width of its own.
        let own = body.iter().zip(&is_quoted).filter(|(_, quoted)| !**quoted);
        let width = wrap_width(self.text, &own.map(|(line, _)| *line).collect::<Vec<_>>());
        let mut at = 0;
        let mut set_off = set_off.into_iter().peekable();
        while at < body.len() {
            if let Some(quotation) = set_off.next_if(|q| q.lines().start == at) {
                at = quotation.lines().end;
                self.set_off(quotation, body, &mut blocks, &mut quotes);
                continue;
            }
            let until = set_off.peek().map_or(body.len(), |q| q.lines().start);
            let marked = is_marked(body[at].of(self.text));
            let same = |line: &&Line| is_marked(line.of(self.text)) == marked;
            let part = &body[at..at + body[at..until].iter().take_while(same).count()];
            at += part.len();
            let words = || part.iter().map(|line| (line.of(self.text), line.number));
            if marked && quoted::is_quotation(words()) {
                quoted::blocks(words(), self.first_line, &mut blocks, &mut quotes);
            } else {
                self.unmarked(part, width, &mut blocks);
            }
        }
        (blocks, quotes)
    }

    fn set_off(
        &self,
        quotation: Quotation,
        body: &[Line],
        blocks: &mut Vec<RawBlock>,
        quotes: &mut Vec<QuoteMarkup>,
    ) {
        let number = quotes.len() as u32;
        quotes.push(QuoteMarkup::default());
        for paragraph in quotation.paragraphs {
            let (first, last) = (&body[paragraph.start], &body[paragraph.end - 1]);
            blocks.push(RawBlock {
                quotes: vec![number],
                ..RawBlock::paragraph(self.raw(first.start, last.end, first.number))
            });
        }
    }

    fn unmarked(&self, body: &[Line], width: Option<usize>, blocks: &mut Vec<RawBlock>) {
        let Some(width) = width else {
            blocks.extend(body.iter().map(|line| self.block(line, self.role(line))));
            return;
        };
        let parted = body.windows(2).any(|two| two[1].number > two[0].number + 1);
        let mut at = 0;
        while at < body.len() {
            let first = &body[at];
            let mut end = at + 1;
            while end < body.len() && joins(self.text, &body[end - 1], &body[end], width, parted) {
                end += 1;
            }
            let role = if end == at + 1 {
                self.role(first)
            } else {
                Role::Paragraph
            };
            let last = &body[end - 1];
            blocks.push(RawBlock {
                role,
                ..RawBlock::paragraph(self.raw(first.start, last.end, first.number))
            });
            at = end;
        }
    }

    fn role(&self, line: &Line) -> Role {
        match is_separator(line.of(self.text)) {
            true => Role::Separator,
            false => Role::Paragraph,
        }
    }
}

/// Whether a line begins with the mark of mails for what is quoted.
fn is_marked(line: &str) -> bool {
    line.starts_with('>')
}

/// Which of the first lines tell of the article. One line that does not (a standfirst) may stand among them.
fn metas(text: &str, lines: &[Line], told: &mut Told) -> Vec<bool> {
    let mut metas: Vec<bool> = Vec::new();
    for (at, line) in lines.iter().enumerate().take(6) {
        let before = told.clone();
        // A line of its author may stand between.
        let is_by = |l: &&Line| byline::BY.is_match(l.of(text)) && l.of(text).len() < 80;
        let below = at + 1 + usize::from(lines.get(at + 1).filter(is_by).is_some());
        let day_below = lines
            .get(below)
            .is_some_and(|l| crate::dates::alone(l.of(text)).is_some());
        let meta = match day_below {
            true => told.line_above_day(line.of(text)),
            false => told.line(line.of(text)),
        };
        let strangers = metas.iter().filter(|&&meta| !meta).count();
        // "Jane Roe" and "Analyst in Asian Affairs" may stand above the day.
        let short = |l: &Line| l.of(text).len() < 50 && !l.of(text).ends_with(['.', '!', '?', ':']);
        let most = if lines[..=at].iter().all(short) { 2 } else { 1 };
        if !meta && strangers >= most {
            break;
        }
        // Below a line of running text only what is certain counts: an author, or a day with a publisher or alone.
        let part = [
            "Section",
            "Department",
            "Division",
            "Unit",
            "Branch",
            "Desk",
        ];
        let outlet_above_day = day_below
            && told.publisher != before.publisher
            && !part.iter().any(|end| line.of(text).ends_with(end));
        if meta
            && strangers > 0
            && !outlet_above_day
            && told.byline == before.byline
            && told.published == before.published
        {
            *told = before;
            break;
        }
        metas.push(meta);
    }
    metas
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_text_for_tests as article;

    fn body(article: &RawArticle) -> Vec<(Role, &str)> {
        article
            .body
            .iter()
            .map(|b| (b.role, b.text.text.as_str()))
            .collect()
    }

    #[test]
    fn an_outlet_stands_above_its_author_and_the_day() {
        let text = "The Amnok Post\nby Jane Miller-Roe\n8 April 2016\n\nThe ferry was late, as it had been before.\n";
        let told = super::body(text).told;
        assert_eq!(told.publisher.as_deref(), Some("The Amnok Post"));
        assert_eq!(told.byline, ["Jane Miller-Roe"]);
    }

    #[test]
    fn title_byline_and_a_paragraph_a_line() {
        let text = "\u{feff}Rice prices rise at the border\r\nBy Jane Miller, Amnok Courier, April 8, 2016\r\n\r\nTraders said rice is dear. It was cheap before.\r\nA second paragraph follows here.\r\n~ ~ ~\r\n  A third one. [Border Post]  \r\n";
        let article = article(text);
        let title = article.title.clone().unwrap();
        assert_eq!(
            (title.text.as_str(), title.at, title.line),
            ("Rice prices rise at the border", Some(3), Some(1))
        );
        assert_eq!(
            body(&article),
            [
                (Role::Meta, "By Jane Miller, Amnok Courier, April 8, 2016"),
                (
                    Role::Paragraph,
                    "Traders said rice is dear. It was cheap before."
                ),
                (Role::Paragraph, "A second paragraph follows here."),
                (Role::Separator, "~ ~ ~"),
                (Role::Paragraph, "A third one. [Border Post]"),
            ]
        );
        assert_eq!(article.publisher.as_deref(), Some("Amnok Courier"));
        assert_eq!(article.byline, ["Jane Miller"]);
        assert_eq!(
            article.published.map(|d| d.to_string()).as_deref(),
            Some("2016-04-08")
        );
        for block in &article.body {
            let at = block.text.at.unwrap() as usize;
            assert_eq!(&text[at..at + block.text.text.len()], block.text.text);
        }
        assert_eq!(article.body[4].text.line, Some(7));
    }

    #[test]
    fn wrapped_paragraphs_keep_their_line_ends() {
        let text = "Title\n\nTraders at the border said on Monday that the price of rice had\nrisen for the third week, and that few of them could still buy it\nin the market of the town.\n\nA resident of the province, who travels to the market each week,\nsaid that the same was true of maize and salt. [Amnok Courier]\n\n- rice, which is dear\n- maize, which is dearer\n";
        let article = article(text);
        let found = body(&article);
        assert!(
            found[0].1.starts_with("Traders at") && found[0].1.ends_with("market of the town.")
        );
        assert_eq!(found[0].1.lines().count(), 3);
        assert!(found[1].1.ends_with("salt. [Amnok Courier]"));
        assert_eq!(found.len(), 4, "{found:?}");
        assert_eq!(article.body[1].text.line, Some(7));
    }

    #[test]
    fn wrapped_text_without_empty_lines_ends_paragraphs_at_short_lines() {
        let text = "Title\nTraders at the border said on Monday that the price of rice had\nrisen for the third week, and that few of them could still buy it\nin the market.\nA resident of the province, who travels to the market each week,\nsaid that the same was true of maize and of salt, and that nobody\nknew why.\n";
        assert_eq!(body(&article(text)).len(), 2);
    }

    #[test]
    fn lists_verses_and_single_paragraphs_are_not_glued() {
        let lists = "Title\nRice\nMaize and other grain\nSalt from the coast\nFish\n";
        assert_eq!(body(&article(lists)).len(), 4);
        let headlines = "Title\nTraders Stay Away From the Market at the Border Crossing\nPolice Close Three Markets in the Province of the North\nRice Dearer Than at Any Time Since the Year Before Last\n";
        assert_eq!(body(&article(headlines)).len(), 3);
    }

    #[test]
    fn what_is_the_title_and_what_is_not() {
        let alone = article("Only one line, which is the article.\n");
        assert_eq!((alone.title, alone.body.len()), (None, 1));
        let long = format!(
            "{}\nSecond paragraph.\n",
            "a very long first line ".repeat(12)
        );
        let long = article(&long);
        assert_eq!((long.title, long.body.len()), (None, 2));
        let sentence = article("The title ends like a sentence.\nThe body.\n");
        assert_eq!(
            sentence.title.unwrap().text,
            "The title ends like a sentence."
        );
        let above =
            article("URL: https://example.com/a\nDate: 8 April 2016\n\nThe title\n\nThe body.\n");
        assert_eq!(above.title.unwrap().text, "The title");
        assert_eq!(above.url.as_deref(), Some("https://example.com/a"));
        let korean = article("신년의 인사 \n  \n- 2016년 4월 8일 \n해 제\n\n동포여러분!\n");
        assert_eq!(
            korean.published.map(|d| d.to_string()).as_deref(),
            Some("2016-04-08")
        );
        assert_eq!(korean.body.len(), 3);
    }

    #[test]
    fn what_a_mail_marks_is_quoted() {
        let text = "From: Jane Roe <roe@kiln.example>\nDate: Tue, 11 Nov 2008 09:42:17 +0000\nSubject: [KILN-L] Wet clay\n\nPiet wrote:\n\n> The clay of the river is wet, and it was\n> wet before.\n>\n>> Who said so?\n\n> short\n\nSo it is.\n";
        let article = article(text);
        assert_eq!(article.publisher.as_deref(), Some("KILN-L"));
        assert_eq!(
            article.title.as_ref().map(|t| t.text.as_str()),
            Some("Wet clay")
        );
        let found: Vec<_> = (article.body.iter())
            .filter(|b| b.role == Role::Paragraph)
            .map(|b| (b.text.text.as_str(), b.quotes.len(), b.text.line))
            .collect();
        assert_eq!(
            found,
            [
                ("Piet wrote:", 0, Some(5)),
                (
                    "The clay of the river is wet, and it was\nwet before.",
                    1,
                    Some(7)
                ),
                ("Who said so?", 2, Some(10)),
                ("short", 1, Some(12)),
                ("So it is.", 0, Some(14)),
            ]
        );
        assert_eq!(article.quotes.len(), 3);
    }

    #[test]
    fn a_sites_name_above_the_title_publishes() {
        let found = article(
            "The Amnok Corner\nSomebody has to count them\n\nSacks, counted\nby Jane Roe. Posted 8 April 2016, 22.10\n\nThe sacks were counted.\n",
        );
        assert_eq!(found.publisher.as_deref(), Some("The Amnok Corner"));
        assert_eq!(found.title.unwrap().text, "Sacks, counted");
        assert_eq!(found.byline, ["Jane Roe"]);
        assert_eq!(
            found.published.map(|d| d.to_string()).as_deref(),
            Some("2016-04-08")
        );
    }

    #[test]
    fn a_long_text_and_a_long_line_are_read_in_one_pass() {
        let long = format!(
            "Title\n{}\n{}",
            "word ".repeat(400_000),
            "A line.\n".repeat(100_000)
        );
        assert_eq!(article(&long).body.len(), 100_001);
    }
}
