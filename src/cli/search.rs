//! `sosik search`: a query and its filters in, hits out.

use std::io::Write;

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};
use sosik::article::{Lang, PartialDate};
use sosik::hit::Results;
use sosik::passage::Kind;
use sosik::query::{Expr, Field};
use sosik::render::{json, text};
use sosik::search::{Group, Library, Request, Sort};

use super::{Outcome, Shared, terminal};

/// Find passages, and say whose words they are
///
/// All words of a query must lie in one passage; articles that hold them in several passages come below those. Headlines,
/// paragraphs and block quotations are searched; quotations inside them with --kind quotation or --speaker, readers'
/// comments with --comments.
#[derive(Args)]
#[command(after_long_help = "\
The query:
  coal exports         both words             coal OR iron         either word
  coal -iron           without iron           (a OR b) c           parentheses
  \"ration card\"        a phrase               \"ration card\"~5      within five words
  coal NEAR/8 border   at most eight between  export*              words that begin so
  inminbann~1          misspelt (or ~2)       =Kim                 this spelling only
  source:NAME  publisher:NAME  citing:NAME  speaker:NAME  kind:KIND  is:quoted
  after:D  before:D  date:2016-03..2016-04  lang:L  title:WORD  author:WORD

Examples:
  sosik search sanctions --source \"Daily NK\"
  sosik search '\"rice price*\" OR corn' --after 2016 --sort newest
  sosik search --quoted --publisher \"One Free Korea\" -c
  sosik search coal -- -iron            `--` before a word that begins with a dash
  sosik search coal --json | jq .passage.source.name")]
pub struct Cmd {
    /// Words and operators (`sosik search --help` tells of them)
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    /// Only words of this outlet, its own or quoted from it (repeatable: any of)
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    source: Vec<String>,
    /// Only articles that this outlet published (repeatable)
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    publisher: Vec<String>,
    /// Only words taken from somebody else
    #[arg(long, help_heading = "Filters")]
    quoted: bool,
    /// Only passages that name this outlet as their authority (repeatable)
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    citing: Vec<String>,
    /// Only quotations by this speaker (repeatable)
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    speaker: Vec<String>,
    /// Only headline, paragraph, block_quote, quotation or comment (repeatable)
    #[arg(long, value_name = "KIND", help_heading = "Filters")]
    kind: Vec<Kind>,
    /// Published on this day, month or year, or later
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    after: Option<PartialDate>,
    /// Published on this day, month or year, or earlier
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    before: Option<PartialDate>,
    /// Only this language: en, ko, ... (repeatable)
    #[arg(long, value_name = "LANG", value_parser = lang, help_heading = "Filters")]
    lang: Vec<Lang>,
    /// Readers' comments too
    #[arg(long, help_heading = "Filters")]
    comments: bool,

    /// No stems and no other spellings: the words as they are typed
    #[arg(long, help_heading = "Matching")]
    exact: bool,
    /// Stems, but no other spellings of names
    #[arg(long, help_heading = "Matching")]
    no_variants: bool,
    /// Say how the query was read and why each hit matched
    #[arg(long, help_heading = "Matching")]
    explain: bool,

    /// Hits to show [default: 10; with -l: all]
    #[arg(short = 'n', long = "limit", value_name = "N", help_heading = "Output")]
    limit: Option<usize>,
    /// Hits to pass over first
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Output")]
    offset: usize,
    /// Order of the hits: relevance, newest or oldest (undated ones last)
    #[arg(long, value_enum, value_name = "ORDER", default_value_t = SortArg::Relevance,
        hide_possible_values = true, help_heading = "Output")]
    sort: SortArg,
    /// One hit an article, or (none) every passage a hit
    #[arg(long, value_enum, value_name = "BY", default_value_t = GroupArg::Article,
        hide_possible_values = true, help_heading = "Output")]
    group: GroupArg,
    /// Only the paths of the files
    #[arg(
        short = 'l',
        long = "files-with-matches",
        conflicts_with = "json",
        overrides_with = "count",
        help_heading = "Output"
    )]
    files: bool,
    /// Only the count of passages and articles
    #[arg(
        short = 'c',
        long = "count",
        overrides_with = "files",
        help_heading = "Output"
    )]
    count: bool,
    /// JSON Lines
    #[arg(long, help_heading = "Output")]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SortArg {
    Relevance,
    Newest,
    Oldest,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum GroupArg {
    Article,
    None,
}

impl Cmd {
    pub fn run(self, shared: &Shared) -> anyhow::Result<Outcome> {
        let query = self.whole_query()?;
        let library = Library::open(&shared.index())?;
        let results = library.search(&self.request(query))?;
        // With --json --explain the summary holds them.
        for line in results
            .notes
            .iter()
            .filter(|_| !(self.json && self.explain))
        {
            terminal::note(line);
        }
        let mut out = terminal::stdout();
        match (self.count, self.files, self.json) {
            (true, _, true) => json::summary(&mut out, &results, 0, self.explain)?,
            (true, ..) => writeln!(out, "{}", text::counts(&results))?,
            (_, true, _) => text::paths(&mut out, &results)?,
            (.., true) => json::results(&mut out, &results, self.offset, self.explain)?,
            _ => {
                let look = shared.look.look(library.corpus_root());
                text::results(&mut out, &results, &look)?;
            }
        }
        out.flush()?;
        if results.articles == 0 {
            for line in &results.hints {
                terminal::note(line);
            }
            return Ok(Outcome::Nothing);
        }
        if !self.count && !self.files && !self.json {
            terminal::note(&self.footer(&results));
        }
        Ok(Outcome::Done)
    }

    fn request(&self, query: Expr) -> Request {
        let limit = match self.limit {
            // The counts need no hits, but one: `-c` costs what a search for one hit costs.
            _ if self.count => 1,
            Some(limit) => limit,
            None if self.files => ALL,
            None => 10,
        };
        Request {
            offset: self.offset,
            limit,
            sort: match self.sort {
                SortArg::Relevance => Sort::Relevance,
                SortArg::Newest => Sort::Newest,
                SortArg::Oldest => Sort::Oldest,
            },
            group: match self.group {
                GroupArg::Article => Group::Article,
                GroupArg::None => Group::None,
            },
            comments: self.comments,
            exact: self.exact,
            no_variants: self.no_variants,
            explain: self.explain,
            ..Request::new(query)
        }
    }

    /// The query with the filters of flags joined to it.
    fn whole_query(&self) -> anyhow::Result<Expr> {
        let typed = self.query.join(" ");
        let query = typed.parse::<Expr>().map_err(|e| anyhow!("{e}"))?;
        let mut parts = Vec::new();
        parts.extend(any(&self.source, |name| Field::Source(name.clone())));
        parts.extend(any(&self.publisher, |name| Field::Publisher(name.clone())));
        parts.extend(self.quoted.then_some(Expr::Field(Field::Quoted)));
        parts.extend(any(&self.citing, |name| Field::Citing(name.clone())));
        parts.extend(any(&self.speaker, |name| Field::Speaker(name.clone())));
        parts.extend(any(&self.kind, |kind| Field::Kind(*kind)));
        if let (Some(after), Some(before)) = (self.after, self.before)
            && after.first_day() > before.last_day()
        {
            bail!(
                "--after {after} lies behind --before {before}: nothing was published then; swap them?"
            );
        }
        if self.after.is_some() || self.before.is_some() {
            parts.push(Expr::Field(Field::Date(self.after, self.before)));
        }
        parts.extend(any(&self.lang, |lang| Field::Lang(*lang)));
        match query.narrowed(parts).map_err(|e| anyhow!("{e}"))? {
            Expr::All => {
                bail!("nothing to search for: give words or a filter, such as --source NAME")
            }
            query => Ok(query),
        }
    }

    fn footer(&self, results: &Results) -> String {
        let shown = results.hits.len();
        let of = match self.group {
            GroupArg::Article => (results.articles, "articles"),
            GroupArg::None => (results.passages, "passages"),
        };
        let next = self.offset.saturating_add(shown);
        let mut line = text::counts(results);
        if self.offset as u64 >= of.0 {
            line.push_str(&format!(
                "; --offset {} passes over all of them",
                self.offset
            ));
        } else if shown > 0 && (next as u64) < of.0 {
            line.push_str(&format!(
                "; {shown} of {} {} shown, --offset {next} for the next",
                of.0, of.1
            ));
        }
        line
    }
}

/// More hits than any index holds, and few enough to count with.
const ALL: usize = u32::MAX as usize;

fn any<T>(values: &[T], field: impl Fn(&T) -> Field) -> Option<Expr> {
    let mut fields: Vec<Expr> = values.iter().map(|v| Expr::Field(field(v))).collect();
    match fields.len() {
        0 => None,
        1 => fields.pop(),
        _ => Some(Expr::Or(fields)),
    }
}

fn lang(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag)
        .ok_or_else(|| format!("{tag:?} is no language: write two letters, such as en or ko"))
}
