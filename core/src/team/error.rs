//! Why a team cannot be.

use super::SlotNeed;
use crate::message::catalogue;

catalogue! {
    /// Why a rule for teams cannot be.
    pub enum TeamError {
        /// Fewer than 2 inspectors or more than 100.
        BadSize { /** How many. */ size: u32 }
            = "team.bad_size",
            en: "a team has 2 to 100 inspectors, not {size}",
            zh: "检查组为2至100人，不能是{size}人";
        /// An entry for no place, or one that asks for nothing.
        EmptyEntry {}
            = "team.empty_entry",
            en: "each entry of `slots` is for at least one place and asks for an agency, a qualification or a leader",
            zh: "`slots`的每一项至少1人，并须要求部门、专业资格或组长";
        /// Two entries that ask for the same, so that the same team could be written in two ways.
        AskedTwice { /** What both ask for. */ need: SlotNeed }
            = "team.asked_twice",
            en: "two entries of `slots` ask for `{need}`; give it once with their sum",
            zh: "`slots`中有两项都要求`{need}`；请合为一项";
        /// More places with demands than inspectors.
        TooManyPlaces { /** Places that ask for something. */ places: u64, /** How many inspectors. */ size: u32 }
            = "team.too_many_places",
            en: "the entries of `slots` are for {places} inspectors, but the team has {size}",
            zh: "`slots`各项共{places}人，但检查组只有{size}人";
        /// A joint team with a place that belongs to no agency.
        AgenciesLeavePlaces { /** Places that ask for something. */ places: u64, /** How many inspectors. */ size: u32 }
            = "team.agencies_leave_places",
            en: "where an agency is asked for, each sends its own people: the entries of `slots` are for {places} of {size}",
            zh: "要求部门时，各部门各派其人：`slots`各项共{places}人，检查组为{size}人，须相等";
        /// An agency or a qualification that could be spelled in two ways or not be seen.
        BadText { /** The text. */ text: String }
            = "team.bad_text",
            en: "`{text}` does not do as an agency or qualification: it is not empty, has no white space around it and no control character",
            zh: "`{text}`不能作部门或专业资格：不得为空，首尾不得有空白，不得含控制字符";
    }
}
