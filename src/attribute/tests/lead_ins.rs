//! What a lead-in announces in plain text, and where it ends.

use super::check;

#[test]
fn a_letter_ends_where_its_writer_is_spoken_of() {
    check(
        "Harbour Morning Post",
        &[
            "| Mrs Oda wrote to the harbour master, Anders Loyd, in March. In a letter dated April 2, he replied:",
            "@Anders Loyd | Dear Mrs Oda: I have read your letter twice, and I cannot promise you a berth.",
            "@Anders Loyd | If I find one, you will have it the same day.",
            "| Loyd's office said on Friday that no berth had been found.",
        ],
    );
}

#[test]
fn a_paragraph_that_says_nothing_of_whose_it_is_goes_with_the_letter_if_the_paper_speaks_behind_it()
{
    check(
        "Harbour Morning Post",
        &[
            "| Mrs Hadley said that she had asked Anders Loyd, the attaché at the embassy, for the key. He replied by fax:",
            "@Anders Loyd | We acknowledge the letter of 15 February. The warehouse is being kept clean.",
            "@Anders Loyd | The matter of the key is for the visitor to consider. It is cold at present.",
            "| “It's a polite fax,” Mrs Hadley said.",
        ],
    );
}

#[test]
fn somebody_who_looks_back_on_it_is_not_the_one_who_was_announced() {
    check(
        "One Free Korea",
        &[
            "| One of my pupils, who writes under the name Quince, wrote last year about her first lift:",
            "@Quince | I stood in it and thought it was a waiting room.",
            "@Quince | I rode up and down until I understood it.",
            "| I read that twice, and then I took the stairs.",
        ],
    );
}

#[test]
fn the_law_that_was_named_is_what_the_resolution_means() {
    check(
        "One Free Korea",
        &[
            "| The exemption rests on paragraph 25 of resolution 2397 (2017). In the part that matters, the resolution provides as follows:",
            "resolution-2397-2017 | The measures are not intended to have consequences for the civilian population.",
            "resolution-2397-2017 | The Committee may, on a case-by-case basis, exempt any activity from them.",
            "| Two words deserve attention. “Exempt” has been read as “overlook.”",
        ],
    );
}

#[test]
fn a_contract_and_an_order_have_their_names() {
    check(
        "Harbour Morning Post",
        &[
            "| It depends on one clause. Clause 14 of the Songdok Overseas Property Policy says:",
            "songdok-overseas-property-policy | The Insurers shall not be liable for loss arising from confiscation.",
            "| The insurers declined to comment, and the ferry left without its bell.",
        ],
    );
    check(
        "Harbour Morning Post",
        &[
            "| The licence in the Pump and Well Order of 2014 was written for this, and says:",
            "pump-and-well-order-of-2014 | (a) Equipment for the removal of water may be exported without a licence.",
            "pump-and-well-order-of-2014 | (b) The exporter shall keep a record of the place for five years.",
            "| Our pumps cost more.",
        ],
    );
}

#[test]
fn words_that_are_taken_up_again_are_taken_up_by_the_publisher() {
    check(
        "One Free Korea",
        &[
            "| There is one case now, or rather “several.” Here's KCNA:",
            "kcna | A hole was made in our front which had been firmly defended for two years.",
            "kcna | The specimens collected from persons of a certain organization coincided with it, the headquarters concluded.",
            "| “A certain organization.” It is never the organization that one expects.",
        ],
    );
}

#[test]
fn a_body_that_nobody_knows_publishes_too() {
    check(
        "One Free Korea",
        &[
            "| The World Kite Federation has published this decision on the games:",
            "world-kite-federation | The Executive Board notes that the kites could not be transported within 48 hours.",
            "| You couldn't make it up.",
        ],
    );
    check(
        "One Free Korea",
        &[
            "| And to conclude, a passage from the annual letter of Amnok Barge Brokers, a firm in Zurich, to its clients:",
            "amnok-barge-brokers | We have been asked whether contracts are honoured. We recommend inquiring after the health of who signed.",
            "| I corresponded with two of them. The stamps are lovely.",
        ],
    );
}

#[test]
fn no_colon_is_needed_where_nothing_else_can_be_meant() {
    check(
        "One Free Korea",
        &[
            "| Kyodo's man in Beijing found two travellers who'd been inside. This is the heart of his piece.",
            "kyodo-news | A set lunch of cold noodles cost 8 euros in August, twice as much as before, the travelers said.",
            "| I nearly spat out my coffee.",
        ],
    );
    check(
        "두만강 읽기",
        &[
            "| 나는 못값이 오를 줄 알았다. 마지막으로 오늘 자 자유아시아방송 기사에서 한 대목 옮겨 둔다.",
            "radio-free-asia | 청진 수남시장에서는 슬레이트 한 장이 35위안에 팔린다고 한 주민이 말했다.",
            "| 거봐라. 못이 아니라 슬레이트였다. 이걸 못 맞히다니 부끄럽다.",
        ],
    );
}

#[test]
fn what_a_colon_announces_of_the_publishers_own_stays_his() {
    check(
        "One Free Korea",
        &[
            "| He took his time, and he gave three reasons:",
            "| The harbour was closed, the barge was full, and the captain had a cold.",
        ],
    );
    check(
        "Harbour Morning Post",
        &[
            "| The minister added:",
            "| “The harbour is closed, and I have closed it.”",
        ],
    );
}

#[test]
fn wrapped_lines_hide_no_lead_in() {
    check(
        "One Free Korea",
        &[
            "| I looked for it for a week, with a lamp and a list, and here it is. In the\nwords of a piece that was printed in the second edition of that Monday's\nYonhap:",
            "yonhap-news-agency | A boat with four people aboard was turned back in fog on Sunday,\nthe coast guard said.",
            "| I have been in that fog.",
        ],
    );
}

#[test]
fn a_first_person_whom_a_credit_ends_goes_back_to_the_lead_in() {
    check(
        "One Free Korea",
        &[
            "| Han Mi-rae spoke in The Hague last month. The Dutch paper Dageraad printed part of her speech:",
            "dageraad | They counted us at four in the morning. I was number 317.",
            "dageraad | I want someone to read out the numbers. I know eighty of them. [Dageraad, 20 April]",
            "| We have nothing to add.",
        ],
    );
}

#[test]
fn a_letter_or_a_note_between_marks_is_a_block() {
    check(
        "Heron Notes",
        &[
            "| Ok-ju's letter came on the 14th. Some of you will remember her. She writes:",
            "@Ok-ju | “They made us stand along the bank until it was light. I held my coat against the river.",
            "@Ok-ju | “At five a man came and thanked us.”",
            "| I've changed nothing but the name.",
        ],
    );
    check(
        "Heron Notes",
        &[
            "| He has since sent me this, from an insurer's newsletter:",
            "? | “Clients should assume that no goods will clear before autumn. Contracts remain in suspense.”",
            "| I thanked him.",
        ],
    );
    // What somebody says stays speech in the publisher's paragraph.
    check(
        "Heron Notes",
        &[
            "| Her neighbour told us:",
            "| “The harbour is closed, and he has closed it.”",
        ],
    );
}

#[test]
fn an_outlets_own_writer_is_named_with_it() {
    let passages = check(
        "Heron Notes",
        &[
            "| As the AP's Lucia Farro wrote on Tuesday:",
            "associated-press | “Absence is the one thing they have no form for. They can do guidance and they can do grief.”",
            "| I wish that I had written it.",
        ],
    );
    let block = passages.iter().find(|p| p.block.is_some()).unwrap();
    let speaker = block.voice.attribution().unwrap().speaker.as_ref().unwrap();
    assert_eq!(speaker.name, "Lucia Farro");
}

#[test]
fn of_several_outlets_the_last_clause_says_whose_words_they_are() {
    check(
        "Heron Notes",
        &[
            "| Daily NK won't say, but a paper of the Korea Development Institute will, and the Hankyoreh has boiled it down:",
            "hankyoreh | A trader on the line makes on average 9,000 won a trip.",
            "| I have carried those bundles.",
        ],
    );
}

#[test]
fn the_report_that_an_article_is_about_needs_no_name() {
    check(
        "Heron Notes",
        &[
            "| The midterm report of the Panel of Experts appeared this month. Lloyd's List noted it.",
            "| Second, the report is frank about money. Its paragraph on brokers runs:",
            "un-panel-of-experts | Brokers in two States demanded payment in advance, in cash or in kind.",
            "| My guess is squid.",
        ],
    );
}

#[test]
fn what_the_publisher_wrote_before_is_his_own_and_one_paragraph() {
    check(
        "Harbour Morning Post",
        &[
            "| In our editorial of February 12 we wrote:",
            "harbour-morning-post | The bridge was a window in a wall. Those who close it should say how the room is to be aired.",
            "| The government has not said it.",
        ],
    );
}

#[test]
fn pyongyang_says_we_in_its_second_paragraph_too() {
    check(
        "Harbour Morning Post",
        &[
            "| According to the North's Korean Central News Agency:",
            "kcna | The families are not a matter for the season of winter, and nothing has come from the south side but shells.",
            "kcna | If the south side will discuss our proposals as well, both sides may sit down together.",
            "| In this reporter's reading, the word that counts is “both.”",
        ],
    );
}
