//! The registry as its users meet it: spellings, addresses, names in running text, and the user's own rules.

use super::*;

fn names(text: &str) -> Vec<(String, String, bool)> {
    let registry = Registry::builtin();
    let mentions = registry.mentions(text);
    mentions
        .iter()
        .map(|m| {
            (
                m.span.of(text).to_string(),
                m.source.id.clone(),
                m.ambiguous,
            )
        })
        .collect()
}

fn certain(text: &str) -> Vec<String> {
    names(text)
        .into_iter()
        .filter(|(_, _, ambiguous)| !ambiguous)
        .map(|(_, id, _)| id)
        .collect()
}

fn written() -> Registry {
    Registry::parse(include_str!("registry.toml"), "registry.toml").unwrap()
}

#[test]
fn the_table_compiled_in_is_what_people_wrote() {
    let made = table::write(written().sources());
    if std::env::var_os("BLESS").is_some() && made != table::BUILTIN {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/source/registry.tab");
        std::fs::write(path, &made).unwrap();
        return;
    }
    assert!(
        made == table::BUILTIN,
        "src/source/registry.tab is not made of src/source/registry.toml: BLESS=1 cargo test source::"
    );
    // A text that holds what parts the fields would not come back.
    let read: Vec<Source> = table::read(table::BUILTIN).collect();
    assert_eq!(read, written().sources());
}

#[test]
fn the_registry_compiled_in_can_be_read_and_contradicts_itself_nowhere() {
    let registry = written();
    assert!(registry.sources().len() >= 200);
    let mut ids = BTreeSet::new();
    for source in registry.sources() {
        assert!(ids.insert(&source.id), "{} twice", source.id);
        assert!(
            source
                .owner
                .as_ref()
                .is_none_or(|o| registry.by_id(o).is_some()),
            "owner of {}",
            source.id
        );
        let certain = std::iter::once(&source.name)
            .chain(&source.aliases)
            .chain(&source.native);
        for spelling in certain {
            assert_eq!(
                registry.may_mean(spelling).len(),
                1,
                "{spelling} ({}) has two owners",
                source.id
            );
        }
        for domain in &source.domains {
            assert_eq!(
                registry.of_url(domain).map(|s| &s.id),
                Some(&source.id),
                "{domain}"
            );
        }
        let doubtful = source.ambiguous.iter().any(|a| key(a) == key(&source.name));
        assert_eq!(
            registry.named(&source.name).is_some(),
            !doubtful,
            "{}",
            source.name
        );
    }
}

#[test]
fn every_spelling_of_a_name_leads_to_one_outlet() {
    let registry = Registry::builtin();
    for (spelling, id) in [
        ("Joongang Ilbo", "joongang-ilbo"),
        ("JOONGANG", "joongang-ilbo"),
        ("daily nk", "daily-nk"),
        ("The DailyNK", "daily-nk"),
        ("데일리NK", "daily-nk"),
        ("로동신문", "rodong-sinmun"),
        ("노동신문", "rodong-sinmun"),
        ("朝鮮中央通信", "kcna"),
        ("Chosŏn Chungang T’ongsinsa", "kcna"),
        ("聯合ニュース", "yonhap-news-agency"),
        ("one-free-korea", "one-free-korea"),
        ("The Guardian", "guardian"),
        ("the marmot's hole", "marmots-hole"),
    ] {
        assert_eq!(
            registry.named(spelling).map(|s| s.id.as_str()),
            Some(id),
            "{spelling}"
        );
    }
    for doubtful in [
        "AP",
        "Post",
        "the Times",
        "NK",
        "38",
        "RFC",
        "Guardian",
        "link",
        "MBC",
        "nobody",
    ] {
        assert_eq!(registry.named(doubtful), None, "{doubtful}");
    }
    assert_eq!(registry.may_mean("AP").len(), 1);
    assert!(registry.may_mean("the Times").len() > 2);
}

#[test]
fn an_address_leads_to_its_outlet_by_the_longest_domain() {
    let registry = Registry::builtin();
    let of = |url: &str| registry.of_url(url).map(|s| s.id.as_str());
    assert_eq!(
        of("https://www.dailynk.com/english/read.php?num=1"),
        Some("daily-nk")
    );
    assert_eq!(
        of("http://english.yna.co.kr:80/a#b"),
        Some("yonhap-news-agency")
    );
    assert_eq!(of("https://www.nknews.org/2016/04/x"), Some("nk-news"));
    assert_eq!(of("https://www.nknews.org/pro/x"), Some("nk-pro"));
    assert_eq!(
        of("koreajoongangdaily.joins.com/a"),
        Some("korea-joongang-daily")
    );
    assert_eq!(of("//m.joins.com/a"), Some("joongang-ilbo"));
    assert_eq!(
        of("https://web.archive.org/web/20160408120000/http://www.rfa.org/korean/1"),
        Some("radio-free-asia")
    );
    for none in [
        "mailto:desk@reuters.com",
        "/2016/04/x",
        "notreuters.com",
        "https://example.com/reuters.com",
        "",
        "javascript:void(0)",
        "http://",
        "@",
        "a.b:c@",
    ] {
        assert_eq!(of(none), None, "{none}");
    }
}

#[test]
fn names_in_running_text_are_whole_words() {
    assert_eq!(
        certain("Yonhap reported, and The Daily NK's source told Reuters."),
        ["yonhap-news-agency", "daily-nk", "reuters"]
    );
    assert_eq!(
        certain("the Korea Times, THE CHOSUN ILBO, the chosun ilbo, Joongang Ilbo"),
        ["korea-times", "chosun-ilbo", "joongang-ilbo"],
        "names are no common words"
    );
    assert_eq!(
        certain("Yonhap Newsroom"),
        ["yonhap-news-agency"],
        "the longer name is no word, the shorter is"
    );
    assert_eq!(
        certain("Yonhapper, KBSX, reuters.com, Reuters.com, Tassel, nhk, bloomberg"),
        Vec::<String>::new()
    );
    assert_eq!(
        certain("(AFP/Reuters) [KCNA]—TASS"),
        ["agence-france-presse", "reuters", "kcna", "tass"]
    );
    assert_eq!(certain("The Marmot’s Hole"), ["marmots-hole"]);
    assert_eq!(names("KCNA Watch")[0].1, "kcna-watch");
}

#[test]
fn korean_names_bear_particles_and_are_no_parts_of_other_words() {
    assert_eq!(
        certain("연합뉴스에 따르면 조선일보는 로동신문이 아니라 노동신문을 인용했다"),
        [
            "yonhap-news-agency",
            "chosun-ilbo",
            "rodong-sinmun",
            "rodong-sinmun"
        ]
    );
    assert_eq!(
        certain("KBS는 AP통신과 중앙일보의 보도를"),
        ["kbs", "associated-press", "joongang-ilbo"]
    );
    assert_eq!(certain("연합뉴스TV가"), ["yonhap-news-tv"]);
    assert_eq!(
        certain("새조선일보, 한국경제가 어렵다, 메아리가 울렸다, 중앙일보본"),
        Vec::<String>::new()
    );
}

#[test]
fn ambiguous_spellings_are_marked_as_such() {
    let found = names("AP and the Times said; Post too; ap and times did not");
    assert_eq!(
        found
            .iter()
            .map(|(s, _, a)| (s.as_str(), *a))
            .collect::<Vec<_>>(),
        [("AP", true), ("the Times", true), ("Post", true)]
    );
}

const RULES: &str = r#"
forbid = ["Post"]

[[source]]
name = "Amnok Courier"
domains = ["courier.example", "blogs.example/amnok"]

[[source]]
name = "Yonhap News Agency"
ambiguous = ["Yonhap"]

[[folder]]
glob = "ofk/**"
publisher = "OneFreeKorea"

[[folder]]
glob = "mixed"
publisher = "Tumen Wire"
lang = "ko"
override = true

[[domain]]
domain = "mirror.example"
publisher = "Tumen Wire"
override = true
"#;

#[test]
fn the_user_adds_corrects_and_forbids() {
    let registry = Registry::with_rules(RULES).unwrap();
    let of = |path: &str, stated: Option<&str>, url: Option<&str>| {
        registry
            .publisher_for(path, stated, url)
            .map(|s| s.id.0.to_string())
    };
    let is = |id: &str| Some(id.to_string());
    assert_eq!(of("ofk/a/b.txt", None, None), is("one-free-korea"));
    assert_eq!(
        of("ofk/a.txt", Some("Daily NK"), None),
        is("daily-nk"),
        "what a file states beats a rule"
    );
    assert_eq!(
        of("mixed/a/b.txt", Some("Daily NK"), None),
        is("tumen-wire"),
        "but not one that overrides"
    );
    assert_eq!(
        of(
            "x/a.txt",
            Some("Daily NK"),
            Some("https://www.mirror.example/a")
        ),
        is("tumen-wire")
    );
    assert_eq!(
        of("x/a.txt", None, Some("https://courier.example/a")),
        is("amnok-courier")
    );
    assert_eq!(
        of("x/a.txt", None, Some("https://blogs.example/amnok/2016/a")),
        is("amnok-courier")
    );
    assert_eq!(
        of("x/a.txt", None, Some("https://blogs.example/other")),
        None
    );
    assert_eq!(of("daily-nk/a.txt", None, None), is("daily-nk"));
    assert_eq!(of("데일리NK/a.txt", None, None), is("daily-nk"));
    assert_eq!(
        of("tumen wire/a.txt", None, None),
        is("tumen-wire"),
        "a rule makes its outlet known"
    );
    for nobody in [
        "post/a.txt",
        "nk/a.txt",
        "daily-nk.txt",
        "link/a.txt",
        "times/a.txt",
    ] {
        assert_eq!(of(nobody, None, None), None, "{nobody}");
    }
    assert_eq!(
        of("x/a.txt", Some("Sinuiju Post-Dispatch"), None),
        is("sinuiju-post-dispatch"),
        "unknown outlets keep their printed name"
    );
    assert_eq!(
        of(
            "x/a.txt",
            Some("WordPress.com"),
            Some("https://www.rfa.org/a")
        ),
        is("radio-free-asia"),
        "a platform publishes nothing"
    );
    assert_eq!(of("x/a.txt", Some("Post"), None), None);
    assert_eq!(
        of("x/a.txt", Some("데일리NK | Daily NK"), None),
        is("daily-nk")
    );
    assert_eq!(of("x/a.txt", Some("dailynk.com"), None), is("daily-nk"));
    assert_eq!(
        registry.lang_for("mixed/a.txt"),
        Some((crate::article::Lang::KO, true))
    );
    assert_eq!(registry.named("Yonhap"), None);
    assert_eq!(
        registry.named("Yonhap News").map(|s| s.id.as_str()),
        Some("yonhap-news-agency")
    );
    assert!(
        registry
            .mentions("The Washington Post; the Post")
            .iter()
            .all(|m| m.span.len() > 8)
    );
}

#[test]
fn what_lies_in_an_archive_belongs_to_its_folder_or_to_the_archives() {
    let rules = r#"
        [[source]]
        name = "Solgae Watch"
        [[folder]]
        glob = "exports/watch-*.zip"
        publisher = "Solgae Watch"
    "#;
    let registry = Registry::with_rules(rules).unwrap();
    let publisher = |path: &str| {
        let found = registry.publisher_for(path, None, None);
        found.map(|p| p.name.to_string()).unwrap_or_default()
    };
    assert_eq!(
        publisher("boxes.zip!solgae-watch/2017/a.md"),
        "Solgae Watch"
    );
    assert_eq!(
        publisher("solgae-watch/boxes.zip!2017/a.md"),
        "Solgae Watch"
    );
    assert_eq!(publisher("exports/watch-1.zip!a.md"), "Solgae Watch");
    assert_eq!(
        publisher("exports/watch-1.zip!posts/2017/a.md"),
        "Solgae Watch"
    );
    assert_eq!(publisher("exports/other.zip!posts/a.md"), "");
    assert_eq!(publisher("boxes.zip!a.md"), "");
}

#[test]
fn what_is_wrong_in_sources_toml_is_named_with_its_line() {
    for (text, said) in [
        (
            "[[source]]\nname = \"A\"\nalias = [\"B\"]\n",
            "sources.toml:3: unknown field `alias`",
        ),
        (
            "[[folder]]\nglob = \"a/[\"\npublisher = \"A\"\n",
            "sources.toml:2: error parsing glob",
        ),
        (
            "[[folder]]\nglob = \"a\"\n\npublisher = \"the Times\"\n",
            "sources.toml:4: \"the Times\" may mean",
        ),
        (
            "[[folder]]\nglob = \"a\"\nlang = \"klingon!\"\n",
            "sources.toml:3: \"klingon!\" is no language",
        ),
        ("x = \n", "sources.toml:1:"),
        (
            "[[folder]]\nglob = \"a\"\n",
            "sources.toml:2: a folder needs a publisher or a lang",
        ),
    ] {
        let error = Registry::with_rules(text).unwrap_err().to_string();
        assert!(error.starts_with(said), "{error}");
    }
}

#[test]
fn a_fingerprint_changes_with_the_rules_only() {
    let builtin = Registry::builtin().fingerprint();
    assert_eq!(
        Registry::with_rules("# a remark\n").unwrap().fingerprint(),
        builtin
    );
    assert_ne!(Registry::with_rules(RULES).unwrap().fingerprint(), builtin);
    assert_ne!(
        Registry::with_rules("forbid = [\"Post\"]")
            .unwrap()
            .fingerprint(),
        builtin
    );
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(Registry::load(dir.path()).unwrap().fingerprint(), builtin);
    std::fs::write(dir.path().join("sources.toml"), RULES).unwrap();
    assert_eq!(
        Registry::load(dir.path()).unwrap().fingerprint(),
        Registry::with_rules(RULES).unwrap().fingerprint()
    );
}

#[test]
fn unknown_names_are_met_with_the_nearest_known() {
    assert_eq!(Registry::builtin().nearest("Dialy NK", 1), ["Daily NK"]);
}

#[test]
fn what_is_wrong_in_corrections_is_told_with_its_line() {
    for (text, said) in [
        (
            "[[correction]]\narticle = 'a.txt'\ntext = 'Rice'\n",
            "corrections.toml:3: a correction needs a source",
        ),
        (
            "[[correction]]\narticle = 'a.txt'\ntext = '…'\nsource = 'own'\n",
            "corrections.toml:3: a correction's text needs words",
        ),
        (
            "[[correction]]\narticle = 'a.txt'\ntext = 'Rice'\nsource = 'the Times'\n",
            "corrections.toml:4: \"the Times\" may mean",
        ),
        (
            "[[correction]]\narticle = 'a.txt'\ntext = 'Rice'\nsauce = 'own'\n",
            "corrections.toml:4: unknown field",
        ),
    ] {
        let mut registry = Registry::with_rules("").unwrap();
        let error = registry.correct(text).unwrap_err().to_string();
        assert!(error.starts_with(said), "{error}");
    }
}

#[test]
fn the_same_rules_are_the_same_in_every_run() {
    let rules = "[[folder]]\nglob = \"a*/**\"\npublisher = \"Amnok Courier\"\n\n[[columns]]\nfiles = \"*.csv\"\ntitle = \"kop\"\n";
    let fingerprint = || Registry::with_rules(rules).unwrap().fingerprint();
    assert_eq!(fingerprint(), fingerprint());
    let other = Registry::with_rules(&rules.replace("a*", "b*")).unwrap();
    assert_ne!(fingerprint(), other.fingerprint());
}
