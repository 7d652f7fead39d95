//! What is readable in a ledger but wrong.

use std::num::NonZeroU32;

use crate::date::Date;
use crate::digest::Digest;
use crate::message::catalogue;

catalogue! {
    /// What is wrong with an entry (疑点): never a reason to refuse it; whether it counts is said here.
    #[doc(alias = "疑点")]
    pub enum ResultDoubt {
        /// A draw that the record does not have.
        UnknownDraw { /** The draw id. */ draw: String }
            = "results.unknown_draw",
            en: "the record has no draw `{draw}`; the result does not count",
            zh: "抽取记录中没有`{draw}`；该结果不计入";
        /// A target that was never on the list.
        NotOnTheList { /** The draw id. */ draw: String, /** The target. */ target: String }
            = "results.not_on_the_list",
            en: "`{target}` was not drawn by {draw}; the result does not count",
            zh: "`{target}`不在{draw}的抽查名单中；该结果不计入";
        /// A target that was replaced.
        TakenOffTheList { /** The draw id. */ draw: String, /** The target. */ target: String }
            = "results.taken_off_the_list",
            en: "`{target}` was replaced on the list of {draw}; the result is kept and does not count",
            zh: "`{target}`已在{draw}中补抽替换；该结果保留，不计入";
        /// Entered by an agency that is not on the team.
        OtherAgency { /** Who entered it. */ agency: String, /** Who should. */ expected: String }
            = "results.other_agency",
            en: "`{agency}` entered a result that is for {expected} to enter; it does not count",
            zh: "`{agency}`录入的结果应由{expected}录入（谁检查、谁录入）；该结果不计入";
        /// An inspector who is not on the team.
        NotOnTheTeam { /** The inspector. */ inspector: String }
            = "results.not_on_the_team",
            en: "`{inspector}` is not on the team that was assigned",
            zh: "`{inspector}`不在选派的检查组内";
        /// One inspector alone.
        TooFewInspectors { /** How many. */ found: usize }
            = "results.too_few_inspectors",
            en: "{found} inspected; an inspection needs two",
            zh: "检查人员{found}人；检查人员不得少于两人";
        /// An item that the task does not have.
        UnknownItem { /** Its place. */ item: NonZeroU32, /** How many the task has. */ items: usize }
            = "results.unknown_item",
            en: "there is no item {item}; the task has {items}",
            zh: "没有第{item}项；该任务共{items}项";
        /// An item without an answer.
        MissingItem { /** Its place. */ item: NonZeroU32 }
            = "results.missing_item",
            en: "item {item} of the task has no answer",
            zh: "第{item}项未填写检查情况";
        /// An item that says otherwise than the outcome.
        Contradiction { /** Its place. */ item: NonZeroU32 }
            = "results.contradiction",
            en: "the outcome is that no problem was found, but item {item} tells of one",
            zh: "检查结果为未发现问题，但第{item}项有问题";
        /// Visited before or after the window.
        OutsideWindow { /** Its first day. */ from: Date, /** Its last day. */ to: Date }
            = "results.outside_window",
            en: "the visit was not within {from} to {to}",
            zh: "检查不在{from}至{to}期间";
        /// Entered before the visit ended.
        EnteredBeforeVisit { /** When it was entered. */ entered: Date, /** When the visit ended. */ visited: Date }
            = "results.entered_before_visit",
            en: "entered on {entered}, before the visit ended on {visited}",
            zh: "{entered}录入，早于检查结束日{visited}";
        /// Entered late: what was not entered on time counts as not done.
        EnteredLate { /** When it was entered. */ entered: Date, /** Until when it should have been. */ deadline: Date }
            = "results.entered_late",
            en: "entered on {entered}, after {deadline}; the inspection counts as not done",
            zh: "{entered}录入，晚于{deadline}；视为未完成检查任务";
        /// A correction of what is not there.
        CorrectsUnknown { /** What it names. */ result: Digest }
            = "results.corrects_unknown",
            en: "corrects {result}, which is no result of the ledger",
            zh: "所更正的{result}不是登记簿中的检查结果";
        /// A correction of another visit's result.
        CorrectsOther { /** What it names. */ result: Digest }
            = "results.corrects_other",
            en: "corrects {result}, which is of another draw or target",
            zh: "所更正的{result}属于另一任务或检查对象";
        /// A correction dated before what it corrects.
        CorrectsLater { /** What it names. */ result: Digest }
            = "results.corrects_later",
            en: "corrects {result}, which was entered later",
            zh: "所更正的{result}录入在后";
        /// A correction that was not made public.
        CorrectionUnpublished {}
            = "results.correction_unpublished",
            en: "corrects a published result and is not published itself",
            zh: "更正了已公示的结果，而更正后的结果尚未公示";
        /// A publication of what is not there.
        PublicationOfUnknown { /** What it names. */ result: Digest }
            = "results.publication_of_unknown",
            en: "publishes {result}, which is no result of the ledger",
            zh: "所公示的{result}不是登记簿中的检查结果";
        /// Published by an agency that is not on the team.
        PublishedByOther { /** Who published it. */ agency: String, /** Who should. */ expected: String }
            = "results.published_by_other",
            en: "`{agency}` published a result that is for {expected} to publish; the publication does not count",
            zh: "`{agency}`公示的结果应由{expected}公示（谁检查、谁公开）；该公示不计入";
        /// Published before it was entered.
        PublishedBeforeEntry { /** When it was published. */ published: Date, /** When it was entered. */ entered: Date }
            = "results.published_before_entry",
            en: "published on {published}, before it was entered on {entered}",
            zh: "{published}公示，早于录入日{entered}";
        /// Published late.
        PublishedLate { /** When it was published. */ published: Date, /** Until when it should have been. */ deadline: Date }
            = "results.published_late",
            en: "published on {published}, after {deadline}",
            zh: "{published}公示，晚于{deadline}";
        /// A hand-over of what is not there.
        HandOverOfUnknown { /** What it names. */ result: Digest }
            = "results.hand_over_of_unknown",
            en: "hands over {result}, which is no result of the ledger",
            zh: "所移交的{result}不是登记簿中的检查结果";
        /// Handed over by an agency that is not on the team.
        HandedOverByOther { /** Who handed it over. */ agency: String, /** Who should. */ expected: String }
            = "results.handed_over_by_other",
            en: "`{agency}` handed over a case that is for {expected} to hand over",
            zh: "`{agency}`移交的事项应由{expected}移交";
        /// Handed over before the result was entered.
        HandedOverBeforeEntry { /** When it was handed over. */ handed_over: Date, /** When the result was entered. */ entered: Date }
            = "results.handed_over_before_entry",
            en: "handed over on {handed_over}, before the result was entered on {entered}",
            zh: "{handed_over}移交，早于结果录入日{entered}";
        /// A receipt or an end of a hand-over that is not there.
        HandOverUnknown { /** What it names. */ hand_over: Digest }
            = "results.hand_over_unknown",
            en: "names {hand_over}, which is no hand-over of the ledger",
            zh: "所称的{hand_over}不是登记簿中的移交";
        /// Taken over by another station.
        TakenOverByOther { /** Who took over. */ agency: String, /** Who should. */ to: String }
            = "results.taken_over_by_other",
            en: "`{agency}` took over what was handed to `{to}`",
            zh: "移交给`{to}`的事项由`{agency}`接收";
        /// Closed by another station.
        ClosedByOther { /** Who closed it. */ agency: String, /** Who should. */ to: String }
            = "results.closed_by_other",
            en: "`{agency}` closed what was handed to `{to}`",
            zh: "移交给`{to}`的事项由`{agency}`办结";
        /// Taken over or closed before it was handed over.
        StepBeforeHandOver { /** When. */ day: Date, /** When it was handed over. */ handed_over: Date }
            = "results.step_before_hand_over",
            en: "dated {day}, before the hand-over on {handed_over}",
            zh: "日期{day}早于移交日{handed_over}";
        /// Closed without a receipt.
        ClosedBeforeTakenOver { /** When. */ closed: Date }
            = "results.closed_before_taken_over",
            en: "closed on {closed} without having been taken over by then",
            zh: "{closed}办结，此前未登记接收";
        /// A second receipt or end of one hand-over.
        StepRepeated { /** The hand-over. */ hand_over: Digest }
            = "results.step_repeated",
            en: "the hand-over {hand_over} has an earlier entry of the same kind",
            zh: "移交{hand_over}已有同类登记";
    }
}

/// What is wrong with an entry (疑点), and which entry it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "疑点")]
pub struct ResultFinding {
    /// The digest of the entry.
    pub entry: Digest,
    /// Draw and target of the result that the entry is, or that it names; none if the ledger has no such result.
    pub about: Option<(String, String)>,
    /// What is wrong.
    pub doubt: ResultDoubt,
}
