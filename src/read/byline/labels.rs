//! Owns lines that hold several labelled facts, as East Asian and Russian pages print them below a title:
//! `2012年12月18日 09:26　来源：...　作者：...`. Refuses labels that it does not know, and lines that say anything beside.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Told;
use crate::dates;

static LABELS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[\s\u{a0}\u{3000}|/·,，（(\[【]|\d)",
        r"(?:(?P<author>作者|记者|記者|本报记者|文|撰文|著者|執筆|執筆者|筆者|автор|текст|auteur|autor|autore|texte|author|by|글쓴이|작성자|기자)",
        r"|(?P<source>文章来源|稿件来源|信息来源|来源|來源|出典|источник|출처)",
        r"|(?P<date>发布时间|发布日期|发表时间|发表日期|更新时间|时间|日期|時間|公開日|掲載日|投稿日|дата|опубликовано|date|작성일|등록일|입력)",
        r"|(?P<other>责任编辑|責任編輯|编辑|編集|点击数?|浏览(?:次数)?|阅读|字号|字体|评论|点击率|просмотров|조회(?:수)?|hits|views))",
        r"\s?[:：]",
    ))
    .expect("a fixed pattern")
});

/// Takes in such a line; false if it is none, and then nothing is taken.
pub(super) fn line(line: &str, told: &mut Told) -> bool {
    let lower = line.to_lowercase();
    if lower.len() != line.len() || !lower.contains([':', '：']) {
        return false;
    }
    let labels: Vec<_> = LABELS.captures_iter(&lower).collect();
    // A clock may touch the label behind it.
    let start = |found: &Captures| {
        let named = ["author", "source", "date", "other"];
        named
            .iter()
            .find_map(|name| found.name(name))
            .map(|m| m.start())
    };
    let Some(first) = labels.first().and_then(start) else {
        return false;
    };
    let head = line[..first].trim_matches(blank);
    let day_first = dates::alone(head).is_some();
    let eastern = !lower.is_ascii();
    if !eastern || !(day_first || head.is_empty() && labels.len() > 1) {
        return false;
    }
    let mut found = Told {
        published: dates::alone(head),
        ..Told::default()
    };
    let ends = labels.iter().skip(1).filter_map(start).chain([line.len()]);
    for (label, end) in labels.iter().zip(ends) {
        let Some(start) = label.get(0).map(|whole| whole.end()) else {
            continue;
        };
        let value = line[start..end].trim_matches(blank);
        let short = !value.is_empty() && value.chars().count() <= 40;
        if label.name("author").is_some() && short {
            let names = value.split(['、', '，', ',', '\u{3000}']);
            let names = names.map(str::trim).filter(|name| !name.is_empty());
            found.byline.extend(names.map(str::to_string));
        } else if label.name("source").is_some() && short {
            found.publisher = Some(value.to_string());
        } else if label.name("date").is_some() {
            found.published = found.published.or_else(|| dates::alone(value));
        } else if !short && !value.is_empty() {
            return false;
        }
    }
    if told.byline.is_empty() {
        told.byline = found.byline;
    }
    told.publisher = told.publisher.take().or(found.publisher);
    told.published = told.published.or(found.published);
    true
}

/// What stands around a value and is not of it.
fn blank(c: char) -> bool {
    c.is_whitespace() || "|/·,，()（）[]【】".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(Vec<String>, Option<String>, Option<String>)> {
        let mut told = Told::default();
        let taken = line(text, &mut told);
        taken.then(|| {
            let day = told.published.map(|d| d.to_string());
            (told.byline, told.publisher, day)
        })
    }

    #[test]
    fn several_facts_in_one_line() {
        let all = |who: &str, outlet: &str, day: &str| {
            Some((
                vec![who.to_string()],
                Some(outlet.to_string()),
                Some(day.to_string()),
            ))
        };
        assert_eq!(
            told("2012年12月18日 09:26　来源：鸭绿观察　作者：岳某"),
            all("岳某", "鸭绿观察", "2012-12-18")
        );
        assert_eq!(
            told("作者：岳某　文章来源：鸭绿观察　点击数：120　更新时间：2012-12-18"),
            all("岳某", "鸭绿观察", "2012-12-18")
        );
        assert_eq!(
            told("时间:2018-09-12 10:21来源:鸭绿观察 作者:岳某 点击:128次"),
            all("岳某", "鸭绿观察", "2018-09-12")
        );
        assert_eq!(told("老褚说：时间：不够"), None);
        assert_eq!(told("作者：岳某"), None);
        assert_eq!(told("Date: one, author: two"), None);
    }
}
