//! Words for the act: tactic, stage, certainty, discourse, frame, responsibility, links.

vocabulary! {
    /// What was done: the most specific value that the text supports.
    Tactic {
        /// People are attacked with weapons, and no more specific value fits; a raid that is answered is still an assault.
        ArmedAssault,
        /// People on the move are attacked by surprise.
        Ambush,
        /// Two armed parties fire at each other.
        Clash,
        /// A device goes off: mine, roadside bomb, car bomb, thrown grenade as the only weapon.
        Bombing,
        /// A device goes off and its bearer dies by design.
        SuicideBombing,
        /// A vehicle is driven into people.
        VehicleRamming,
        /// Mortars, rockets, artillery or missiles from the ground.
        Shelling,
        /// Bombs, missiles or fire from aircraft, helicopters or drones.
        AirStrike,
        /// Poison or gas used as a weapon.
        ChemicalAttack,
        /// A person who is named or holds an office is singled out and attacked.
        Assassination,
        /// A person who is held is put to death.
        Execution,
        /// Many unarmed people are killed by an armed party at one place.
        Massacre,
        /// People are taken away by force.
        Kidnapping,
        /// People are held to force something.
        HostageTaking,
        /// People vanish, and an armed party or state is believed to hold them.
        Disappearance,
        /// Rape or other sexual violence.
        SexualViolence,
        /// People are beaten without firearms.
        Beating,
        /// Force against protesters.
        Crackdown,
        /// Property is set on fire.
        Arson,
        /// Property is taken by force.
        Looting,
        /// A crowd attacks people or property.
        MobViolence,
        /// A place or object is taken by force.
        Seizure,
        /// Violence that no other value names.
        OtherViolence,
    }
}

vocabulary! {
    /// Whether the incident is news of this report.
    Discourse {
        /// Told in headline or lead, or current (within three days of the main incident) and told with its own facts.
        News,
        /// Another identifiable incident with a place, date or count of its own.
        Background,
    }
}

vocabulary! {
    /// What sort of violence it is.
    Frame {
        /// By or against armed groups, states, parties, communities, for an ideology, or against UN, aid, press or officials.
        Political,
        /// Crime without a political side.
        Criminal,
        /// Police work against crime.
        LawEnforcement,
        /// Nobody meant it.
        Accident,
        /// The report does not tell.
        Unknown,
    }
}

vocabulary! {
    /// How far the act went.
    Stage {
        /// The blow fell, even without victims.
        Accomplished,
        /// Charged as an attempt; the outcome is not told.
        Attempted,
        /// Begun or prepared, but it failed or was stopped.
        Foiled,
        /// A threat addressed to someone.
        Threatened,
    }
}

vocabulary! {
    /// How sure the report is that it happened.
    Certainty {
        /// The report states it.
        Stated,
        /// Somebody says so, and the report does not adopt it.
        Alleged,
        /// Somebody concerned says that it did not happen.
        Denied,
    }
}

vocabulary! {
    /// What is known of who did it.
    ResponsibilityStatus {
        /// A party says that it did it.
        Claimed,
        /// An accused party says that it did not.
        Denied,
        /// Somebody names a party.
        Accused,
        /// The report says that nobody has claimed it.
        NoClaim,
        /// The report does not tell.
        Unknown,
    }
}

vocabulary! {
    /// How two incidents of one report belong together.
    LinkKind {
        /// Parts of one series of attacks.
        SameSeries,
        /// This one answers the other.
        Retaliation,
        /// The report says that no link is established.
        NoLinkEstablished,
    }
}
