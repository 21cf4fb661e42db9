//! Which frames make an outlet an authority or interviewer, on invented sentences.

use super::*;

fn frame_of(text: &str, name: &str) -> Option<Frame> {
    let at = text.find(name).expect("the name stands there");
    frame(
        text,
        Span::new(0, text.len()),
        Span::new(at, at + name.len()),
    )
}

#[test]
fn an_outlet_that_reports_is_an_authority() {
    for text in [
        "Yonhap is reporting that the bridge was closed.",
        "Yonhap reported Friday that the bridge was closed.",
        "According to Yonhap, the bridge was closed.",
        "The bridge was closed, according to the Yonhap.",
        "Citing an unnamed official, Yonhap said the bridge was closed.",
        "Experts cited by Yonhap doubt it.",
        "Yonhap, citing a trader, said the bridge was closed.",
        "The bridge, Yonhap reports, was closed.",
        "Yonhap has reported that the bridge was closed.",
        "The claim was first reported by Yonhap.",
        "The Yonhap report says the bridge was closed.",
        "Yonhap, which first reported it, spoke of two bridges.",
        "The Yonhap bulletin of 28 July reported two bridges.",
    ] {
        assert_eq!(frame_of(text, "Yonhap"), Some(Frame::Authority), "{text}");
    }
}

#[test]
fn an_outlet_that_somebody_talks_to_is_an_interviewer() {
    for text in [
        "A trader told Daily NK that prices rose.",
        "Prices rose, he said in a telephone interview with Daily NK.",
        "She spoke to Daily NK on condition of anonymity.",
    ] {
        assert_eq!(
            frame_of(text, "Daily NK"),
            Some(Frame::Interviewer),
            "{text}"
        );
    }
}

#[test]
fn what_an_outlet_does_not_report_cites_nothing() {
    for text in [
        "Yonhap did not report the closure.",
        "Yonhap has not reported the closure.",
        "Yonhap will report on it.",
        "The closure was not reported by Yonhap.",
        "He never told Yonhap about it.",
        "The ministry denied a Yonhap report.",
        "If Yonhap reports it, few will read it.",
        "He works for Yonhap.",
        "The Yonhap building was closed.",
        "Yonhap was reported to be in trouble.",
        "Yonhap hired a trader.",
        "Yonhap has reported nothing of the kind.",
        "A man at Yonhap, who knows the bridge, said so.",
    ] {
        assert_eq!(frame_of(text, "Yonhap"), None, "{text}");
    }
}

#[test]
fn korean_frames_are_told_by_particles() {
    for (text, name, expected) in [
        (
            "연합뉴스에 따르면 다리가 막혔다.",
            "연합뉴스",
            Some(Frame::Authority),
        ),
        (
            "연합뉴스는 다리가 막혔다고 보도했다.",
            "연합뉴스",
            Some(Frame::Authority),
        ),
        (
            "연합뉴스는 다리가 막혔다고 보도했지만, 당국은 언급하지 않았다.",
            "연합뉴스",
            Some(Frame::Authority),
        ),
        (
            "소식통은 자유아시아방송(RFA)에 다리가 막혔다고 전했다.",
            "자유아시아방송",
            Some(Frame::Interviewer),
        ),
        ("연합뉴스는 이를 보도하지 않았다.", "연합뉴스", None),
        (
            "소식통은 데일리NK에 쌀값이 올랐다고 전했다.",
            "데일리NK",
            Some(Frame::Interviewer),
        ),
        (
            "소식통은 데일리NK와의 통화에서 쌀값을 말했다.",
            "데일리NK",
            Some(Frame::Interviewer),
        ),
        ("연합뉴스 사옥이 있다.", "연합뉴스", None),
    ] {
        assert_eq!(frame_of(text, name), expected, "{text}");
    }
}
