//! Loose lead-ins of many hands: people, letters, reports, bodies and laws that a sentence or two before a block bring in.

use super::super::tests::{article, attributed};
use crate::passage::{Kind, Passage};

/// Whose the block is behind these paragraphs: its source, else its speaker in full, else nothing.
fn whose(before: &[&str], behind: &str) -> String {
    let mut lines = before.to_vec();
    lines.extend(["> Nine ships were turned back, and none said why.", behind]);
    let article = article("Quayside Notes", &lines);
    let passages = attributed(&article);
    let block = passages
        .iter()
        .find(|p| p.kind == Kind::BlockQuote)
        .unwrap();
    told(block)
}

fn told(block: &Passage) -> String {
    let voice = block.voice.attribution().unwrap();
    let speaker = voice
        .speaker
        .as_ref()
        .map(|s| s.full.as_deref().unwrap_or(&s.name));
    let source = voice.source.as_ref().map(|s| s.name.as_ref());
    match (speaker, source) {
        (Some(speaker), Some(source)) => format!("{speaker} in {source}"),
        (Some(speaker), None) => speaker.to_string(),
        (None, Some(source)) => source.to_string(),
        (None, None) => String::new(),
    }
}

/// Whose the last block is, behind these paragraphs.
fn last(before: &[&str]) -> String {
    let mut lines = before.to_vec();
    lines.push("> Nine ships were turned back, and none said why.");
    let article = article("Quayside Notes", &lines);
    let passages = attributed(&article);
    told(
        passages
            .iter()
            .rfind(|p| p.kind == Kind::BlockQuote)
            .unwrap(),
    )
}

#[track_caller]
fn all(cases: &[(&[&str], &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(before, expected)| {
            let found = whose(before, "I did.");
            (found != *expected).then(|| format!("{before:?}\n    {found:?}, not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_person_of_whom_the_sentence_tells_anything_speaks() {
    all(&[
        (
            &["Its archivist, Frau Dr. Olga Brandmeier, was kinder than I deserved:"],
            "Dr. Olga Brandmeier",
        ),
        (
            &["I phoned the owner of the yard, Bram Okafor, on Tuesday."],
            "Bram Okafor",
        ),
        (
            &["A porter at the station has another theory:"],
            "A porter at the station",
        ),
        (
            &["Nobody puts it better than Ho Yun, who was there:"],
            "Ho Yun",
        ),
        (
            &["I leave the last word to the night watchman:"],
            "the night watchman",
        ),
        (
            &[
                "The pilot, Ivo Tarn, has steered past that light for thirty years.",
                "He sent me this:",
            ],
            "Ivo Tarn",
        ),
        (
            &[
                "Since then a reader in Solgae has written to correct me. Her name's Mi-ok, and she sells rope:",
            ],
            "Mi-ok",
        ),
        (
            &[
                "I asked Professor Hwang Se-jin, who has counted them. His answer came on a postcard:",
            ],
            "Hwang Se-jin",
        ),
        (
            &[
                "One of you, Mi-ran, sent something longer, which I print with her name because she wants it:",
            ],
            "Mi-ran",
        ),
        (
            &[
                "A ticket clerk in Marusan (I won't name him) wrote back when I asked for two berths:",
            ],
            "A ticket clerk in Marusan",
        ),
        (
            &["Two days later the harbour master replied."],
            "the harbour master",
        ),
        (
            &["My aunt kept a diary. On 3 May 1951 she wrote:"],
            "My aunt",
        ),
        (
            &["Ada Quill of the dockers' union described the shed to us in March."],
            "Ada Quill",
        ),
        (
            &[
                "There is one man who saw it all, the signalman Nils Dahl. I visited him in his hut.",
            ],
            "Nils Dahl",
        ),
        (&["Let Ho Yun tell it:"], "Ho Yun"),
        (&["As one of the guards told me:"], "one of the guards"),
    ]);
}

#[test]
fn the_one_whose_letter_or_report_it_is() {
    all(&[
        (&["Kim Ho-jun's letter of 4 May is blunt."], "Kim Ho-jun"),
        (
            &["In March Pak Jin wrote to the town council. The letter is short:"],
            "Pak Jin",
        ),
        (
            &["An e-mail from my cousin in Marusan puts it another way:"],
            "my cousin in Marusan",
        ),
        (
            &[
                "The Harbour Inspectorate published its findings in June. The report is dry, but one passage stays with you:",
            ],
            "Harbour Inspectorate",
        ),
        (
            &[
                "There's a passage in the last report of the Harbour Inspectorate that I think about a lot. Paragraph 61:",
            ],
            "Harbour Inspectorate",
        ),
        (
            &[
                "I wrote to my councillor, who forwarded it to the Harbour Inspectorate, which sent the following, and I print it in full:",
            ],
            "Harbour Inspectorate",
        ),
    ]);
}

#[test]
fn bodies_and_outlets_that_the_sentence_is_about() {
    all(&[
        (
            &[
                "The European Association of Lighthouses was less vague last year, when it told its members in a circular:",
            ],
            "European Association of Lighthouses",
        ),
        (
            &["The news came on Sunday, from Reuters itself:"],
            "Reuters",
        ),
        (
            &[
                "The National Quay Inspectorate, in an annual report that deserves more readers, explains how it dealt with the last owner:",
            ],
            "National Quay Inspectorate",
        ),
        (
            &[
                "Reuters looked into the same yard in May. Its report is behind a paywall, but the key passage is this:",
            ],
            "Reuters",
        ),
        (
            &["Here is the Guardian's man, who got in with a tour:"],
            "The Guardian",
        ),
        (
            &["The Straits Times followed with the local angle."],
            "Straits Times",
        ),
        (
            &["Reuters said last week that the yard was idle, and quoted a security source:"],
            "Reuters",
        ),
        (&["CraneDesk had better luck:"], "CraneDesk"),
    ]);
}

#[test]
fn a_work_goes_with_who_wrote_it_and_an_outlet_with_whom_it_asked() {
    all(&[
        (
            &[
                "In her memoir Salt Stairs, which I keep lending out, the pilot Ada Quill remembers the dock:",
            ],
            "Ada Quill in Salt Stairs",
        ),
        (
            &["Bo Lind, who sold the boat, told Reuters in March:"],
            "Bo Lind in Reuters",
        ),
        (
            &["My friend Bo Lind of the Linie 7 blog was there last autumn:"],
            "Bo Lind in Linie 7",
        ),
        (
            &["My colleague Ada Quill wrote here last year:"],
            "Ada Quill in Quayside Notes",
        ),
    ]);
}

#[test]
fn a_lead_in_that_goes_on_means_whose_the_block_before_was() {
    for (lead_in, expected) in [
        ("He goes on:", "Bram Okafor"),
        ("And on page 31:", "Bram Okafor"),
        ("That made me sit up. The letter continues:", "Bram Okafor"),
        ("I found this on a forum, and I have lost the page:", ""),
        ("My own view is different, as I told the council.", ""),
    ] {
        let before = [
            "Bram Okafor writes from Marusan:",
            "> The rope is old.",
            "> It was never new.",
            lead_in,
        ];
        assert_eq!(last(&before), expected, "{lead_in}");
    }
}

#[test]
fn a_body_named_for_short_is_the_one_named_in_full() {
    all(&[(
        &[
            "The Panel of Ferries published its list in May. It is long, and it has been called a threat.",
            "The Panel is careful about the reasons:",
        ],
        "Panel of Ferries",
    )]);
}

#[test]
fn laws_and_resolutions() {
    all(&[
        (
            &["Resolution 4711, which was the first to mention rope, is admirably brief."],
            "Resolution 4711",
        ),
        (
            &[
                "The duty is contained in Security Council resolution 4711.",
                "The text left little room. Operative paragraph 8 of that resolution reads:",
            ],
            "Security Council resolution 4711",
        ),
    ]);
}

#[test]
fn the_publishers_own_earlier_words() {
    all(&[
        (
            &["Two winters ago I wrote on this site, with all the confidence of a beginner:"],
            "Quayside Notes",
        ),
        (
            &["This is how we summed it up in note 6:"],
            "Quayside Notes",
        ),
    ]);
}

#[test]
fn nobody_where_nobody_is_brought_in() {
    all(&[
        (&["I have thought about this for years."], ""),
        (
            &["Reuters and Yonhap both looked at the yard, and both came away with nothing."],
            "",
        ),
        (
            &["I was in Marusan with Bram Okafor and Ada Quill that week."],
            "",
        ),
        (&["Bram Okafor would not say a word about it."], ""),
        (
            &["The rope is tarred twice and hung for a week. The old rule has it so:"],
            "",
        ),
    ]);
}

#[test]
fn a_sentence_behind_the_block_looks_back() {
    for (behind, expected) in [
        (
            "(That's from {Radio Free Asia|https://radio.example/quay}, who to my joy have a reporter on the quay.)",
            "Radio Free Asia",
        ),
        ("So writes Ada Quill, and she should know.", "Ada Quill"),
        ("That is how the Rodong Sinmun put it.", "Rodong Sinmun"),
        ("Reuters was not there either.", ""),
    ] {
        assert_eq!(whose(&["No longer:"], behind), expected, "{behind}");
    }
}

#[test]
fn a_trade_an_age_or_an_owner_before_or_behind_a_name() {
    all(&[
        (
            &["Retired harbour pilot Bo Lind is less impressed:"],
            "Bo Lind",
        ),
        (&["Lee, 43, a net mender from Solgae, was there:"], "Lee"),
        (
            &["One of the women, whom I'll call Mrs. Jang, remembered it this way:"],
            "Mrs. Jang",
        ),
        (&["From a note that a reader named Tolga left:"], "Tolga"),
        (
            &["Bo Lind's aunt, on the telephone, as he took it down for me:"],
            "Bo Lind's aunt",
        ),
        (
            &["The mayor's spokeswoman would only say this:"],
            "The mayor's spokeswoman",
        ),
        (
            &["At the exit lies a guest book. A Danish couple had written:"],
            "A Danish couple",
        ),
        (
            &["The best account comes from a drunk Finn on the night ferry:"],
            "a drunk Finn",
        ),
    ]);
}

#[test]
fn a_body_in_small_letters_is_a_source_and_no_person() {
    all(&[
        (
            &["The coast guard released a short account of the chase:"],
            "coast guard",
        ),
        (&["According to the supreme command:"], "supreme command"),
        (
            &["The Foreign Ministry in Beijing had its answer ready:"],
            "Foreign Ministry",
        ),
        (
            &["The Danish embassy was more forthcoming than I had expected:"],
            "Danish embassy",
        ),
    ]);
}

#[test]
fn who_writes_in_an_outlet_goes_with_it() {
    all(&[
        (
            &["The Guardian's Ada Quill has the detail that matters:"],
            "Ada Quill in The Guardian",
        ),
        (
            &["Bo Lind, in the Guardian, put it well:"],
            "Bo Lind in The Guardian",
        ),
        (
            &["Speaking to Reuters, one pilot called it theatre:"],
            "one pilot in Reuters",
        ),
        (
            &[
                "Ada Quill, the deputy director with the sharp pen, was first. Her statement came through Reuters in the evening:",
            ],
            "Ada Quill in Reuters",
        ),
    ]);
}

#[test]
fn a_line_that_says_nothing_goes_on_with_whom_the_sentences_before_brought_in() {
    all(&[
        (
            &[
                "I met Mrs. Paek in a café near the station. She was early. She ordered nothing. Then, without being asked:",
            ],
            "Mrs. Paek",
        ),
        (
            &[
                "The Harbour Inspectorate released its estimate on Friday. The footnotes are the best part. Footnote 6:",
            ],
            "Harbour Inspectorate",
        ),
        (
            &[
                "Resolution 4711 was adopted on Friday.",
                "The draft had twelve months; the text that was adopted has twenty-four:",
            ],
            "Resolution 4711",
        ),
    ]);
}

#[test]
fn without_a_colon_whoever_has_the_floor_or_shrugs_speaks_and_no_other() {
    all(&[
        (
            &["Ambassador Bo Lind had the floor next."],
            "Ambassador Bo Lind",
        ),
        (
            &["Asked whether he regretted it, the former pilot shrugged."],
            "the former pilot",
        ),
        (&["The clerk himself was paid in beef."], ""),
    ]);
}

#[test]
fn what_reads_so_is_what_was_just_named_and_not_the_block_before() {
    let before = [
        "Bram Okafor writes from Marusan:",
        "> The rope is old.",
        "My own notebook has the caption of the door. It reads, in full:",
    ];
    assert_eq!(last(&before), "");
}

#[test]
fn a_sentence_behind_the_block_looks_back_in_many_words() {
    for (behind, expected) in [
        (
            "That last one is from Radio Free Asia, whose report you should read.",
            "Radio Free Asia",
        ),
        ("Taken from a Reuters feature on rope.", "Reuters"),
        ("I found that in the Guardian.", "The Guardian"),
        (
            "The quote is from Reuters, and the duck is real.",
            "Reuters",
        ),
        ("Answer: Ada Quill, in 1998.", "Ada Quill"),
        ("That's Reuters, on Friday.", "Reuters"),
        ("That is Ada Quill's problem, not mine.", ""),
        ("It was Ada Quill who built the shed.", ""),
        ("That is a trader's answer.", ""),
    ] {
        assert_eq!(whose(&["No longer:"], behind), expected, "{behind}");
    }
}

#[test]
fn an_outlet_that_carried_a_bodys_statement_is_a_carrier() {
    all(&[(
        &["On Thursday Reuters carried a statement by the Solgae Rowing Society, which said:"],
        "Solgae Rowing Society",
    )]);
}

#[test]
fn an_outlet_of_which_only_the_kind_is_said() {
    all(&[
        (&["A Danish magazine has reported it."], ""),
        (&["A Danish magazine has the whole story:"], ""),
    ]);
}

#[test]
fn who_copies_words_is_not_whose_they_are_and_a_kind_of_law_is_one() {
    all(&[
        (
            &[
                "I close with the poet Bo Lind, as is my custom. Mr. Hwang copied these lines from the rock above the fall:",
            ],
            "Bo Lind",
        ),
        (
            &["The nearest that I have found is the criminal code:"],
            "criminal code",
        ),
    ]);
}

#[test]
fn credits_inside_a_block_in_many_hands() {
    for (credit, expected) in [
        (
            "— Former resident of Solgae, interviewed in May",
            "Former resident of Solgae",
        ),
        ("— a teacher in Solgae", "a teacher in Solgae"),
        ("— Admiral Bo Lind (ret.)", "Bo Lind"),
        ("~ Ada Quill, violinist", "Ada Quill"),
        (
            "— Amnok Telecom, interim financial statements",
            "Amnok Telecom",
        ),
        ("(quoted in Reuters, 3 May 2014)", "Reuters"),
    ] {
        let block = format!("> {credit}");
        let lines = [
            "Some light reading.",
            "> Nine ships were turned back.",
            &block,
            "I did.",
        ];
        let article = article("Quayside Notes", &lines);
        let passages = attributed(&article);
        let block = passages.iter().find(|p| p.kind == Kind::BlockQuote);
        assert_eq!(told(block.unwrap()), expected, "{credit}");
    }
}
