//! What can be pressed, selected or sent about oneself.

use super::CustomId;
use super::acts::acts;

acts! {
    /// Each carries nothing: it is about whoever presses.
    MemberIdent {
        /// What one wants to do, by situation.
        Help => "m.help",
        /// One of these was chosen.
        HelpPick => "m.help.pick",
        /// One's own page.
        Me => "m.me",
        /// How one is told things.
        Tell => "m.tell",
        TellDirect => "m.tell.dm",
        TellMention => "m.tell.mention",
        TellNothing => "m.tell.none",
        /// The form of one's own quiet time, and the button that opens it.
        Quiet => "m.quiet",
        QuietOff => "m.quiet.off",
        /// What is kept about oneself, and the file of it.
        Data => "m.data",
        DataFile => "m.data.file",
        /// What staff have looked at.
        Looks => "m.looks",
        /// What goes when one has it erased; whether one is sure; it begins.
        Erase => "m.erase",
        EraseSure => "m.erase.sure",
        EraseYes => "m.erase.yes",
        /// What is kept, and that one does not agree to it.
        Consent => "m.consent",
        Refuse => "m.refuse",
        /// The programmes to which one belongs, and the select of them.
        Programmes => "m.programmes",
        ProgrammesSet => "m.programmes.set",
        /// What one is interested in, and the select of it.
        Interests => "m.interests",
        InterestsSet => "m.interests.set",
    }
}

impl MemberIdent {
    pub(super) fn parts(self) -> (&'static str, Vec<String>) {
        (self.name(), Vec::new())
    }

    pub(super) fn decode(name: &str, arguments: &[&str]) -> Option<CustomId> {
        let found = Self::from_name(name).filter(|_| arguments.is_empty());
        found.map(CustomId::Member)
    }
}
