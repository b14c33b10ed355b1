//! Words for the report itself: its date, its sources, what is said and what surrounds it.

vocabulary! {
    /// Where the publication date comes from.
    PublishedFrom {
        /// The user or the row said so.
        Given,
        /// The page's own metadata.
        Metadata,
        /// The report's dateline.
        Dateline,
    }
}

vocabulary! {
    /// What sort of source says it.
    SourceKind {
        /// Government or local authority.
        Official,
        /// Armed forces of a state.
        Military,
        /// Police.
        Police,
        /// Hospital, doctor, rescue service.
        Medical,
        /// United Nations.
        Un,
        /// Aid or rights organisation.
        Ngo,
        /// Organisation that watches a conflict.
        Monitor,
        /// Eyewitness, resident, survivor.
        Witness,
        /// Another outlet.
        Media,
        /// Armed group or party to the conflict that is no state.
        Group,
        /// The report does not tell.
        Unknown,
    }
}

vocabulary! {
    /// What a speaker does by speaking.
    StatementAct {
        /// Speaks against the act.
        Condemn,
        /// Says that they did it, or gives the perpetrators' own figure.
        Claim,
        /// Says that they did not, or that it did not happen.
        Deny,
        /// Names somebody as responsible.
        Accuse,
        /// Praises an answer or a helper.
        Commend,
        /// Announces violence.
        Threaten,
        /// Foretells danger.
        Warn,
        /// Asks for something.
        Appeal,
        /// Announces a measure or a fact.
        Announce,
        /// Offers condolences.
        Mourn,
    }
}

vocabulary! {
    /// What sort of surroundings a sentence tells.
    ContextKind {
        /// A peace mission or its mandate.
        Mission,
        /// Foreign armies in the country.
        Intervention,
        /// The armed conflict that the incident is part of.
        Insurgency,
        /// The dead and wounded of a war or a stretch of months.
        Toll,
        /// Warnings and dangers.
        Risk,
        /// Anything else.
        Other,
    }
}

vocabulary! {
    /// How much a finding matters.
    Level {
        /// Worth knowing.
        Info,
        /// A reviewer should look.
        Warning,
    }
}
