//! Words for people and their numbers.

vocabulary! {
    /// A party's part in the incident.
    Stance {
        /// It struck.
        Initiator,
        /// It was struck.
        Target,
        /// It came to answer.
        Responder,
        /// The report does not tell.
        Unclear,
    }
}

vocabulary! {
    /// What sort of party it is.
    PartyKind {
        /// Army, police and other forces of the state where it happens.
        StateForces,
        /// An armed group that fights a state.
        RebelGroup,
        /// An armed group that serves a party, ruler or cause without fighting the state.
        PoliticalMilitia,
        /// An armed group of a community: ethnic, religious, local.
        IdentityMilitia,
        /// A gang or cartel.
        CriminalGroup,
        /// UN missions and armies of other states.
        ExternalForces,
        /// A crowd that uses violence.
        Rioters,
        /// A crowd that does not.
        Protesters,
        /// Unarmed people.
        Civilians,
        /// Armed people whom the report does not identify.
        UnidentifiedArmed,
        /// One person acting alone.
        Individual,
        /// The report does not tell.
        Unknown,
    }
}

vocabulary! {
    /// What became of people.
    Outcome {
        /// Dead.
        Killed,
        /// Hurt and alive.
        Wounded,
        /// Killed or wounded, not told apart.
        Harmed,
        /// Taken or held by force.
        Abducted,
        /// Let go by those who held them.
        Released,
        /// Freed by others, or escaped.
        Rescued,
        /// Not found.
        Missing,
        /// Arrested.
        Detained,
        /// Driven from their homes.
        Displaced,
    }
}

vocabulary! {
    /// Which side a casualty stood on; the sides are never added together.
    Side {
        /// Struck by the initiators.
        Victim,
        /// One of those who struck.
        Initiator,
        /// The report does not tell.
        Unclear,
    }
}

vocabulary! {
    /// What a casualty was.
    Role {
        /// Soldier or police of a peace mission.
        Peacekeeper,
        /// Soldier of a state.
        Soldier,
        /// Police officer.
        Police,
        /// Guard who is neither soldier nor police.
        SecurityGuard,
        /// Member of a pro-state or community militia.
        Militia,
        /// Fighter of an armed group.
        Combatant,
        /// Civilian staff of the United Nations.
        UnStaff,
        /// Staff of an aid organisation.
        AidWorker,
        /// Person under contract to a force or mission.
        Contractor,
        /// Doctor, nurse, ambulance or rescue worker.
        Medic,
        /// Reporter, editor, camera operator.
        Journalist,
        /// Holder of a state office.
        Official,
        /// Member or candidate of a party or parliament.
        Politician,
        /// Diplomat or embassy staff.
        Diplomat,
        /// Judge or prosecutor.
        Judge,
        /// Cleric or worshipper.
        Religious,
        /// Teacher or lecturer.
        Teacher,
        /// Pupil or student.
        Student,
        /// Person at work: labourer, farmer, miner, engineer.
        Worker,
        /// Shopkeeper, trader, vendor.
        Trader,
        /// Driver.
        Driver,
        /// Passenger.
        Passenger,
        /// Tourist or foreign visitor.
        Tourist,
        /// Prisoner or detainee.
        Prisoner,
        /// Unarmed person without a more specific role.
        Civilian,
        /// The report does not tell.
        Unknown,
    }
}

vocabulary! {
    /// Whether a figure stands; only `adopted` enters totals.
    Status {
        /// The figure of the source that the report follows.
        Adopted,
        /// Another source's figure.
        Rival,
        /// What the perpetrators say of their victims: never a count.
        PerpetratorClaim,
        /// An earlier figure that the report itself corrects.
        Superseded,
    }
}

vocabulary! {
    /// How a total came about.
    TotalFrom {
        /// The report states it.
        Stated,
        /// Added up from disjoint parts.
        Sum,
        /// A rounded figure made exact by another figure compatible with it.
        Refined,
    }
}

vocabulary! {
    /// Whether the casualties are of age.
    Age {
        /// Adults.
        Adult,
        /// Children.
        Child,
    }
}

vocabulary! {
    /// The casualties' sex.
    Sex {
        /// Women and girls.
        Female,
        /// Men and boys.
        Male,
    }
}

vocabulary! {
    /// Where an organisation's workers come from.
    Staff {
        /// From the country itself.
        National,
        /// From abroad.
        International,
    }
}

vocabulary! {
    /// How the report puts a number.
    CountForm {
        /// One number: "seven".
        Exact,
        /// A floor: "at least 12".
        AtLeast,
        /// A ceiling: "up to 30".
        AtMost,
        /// A number and its surroundings: "about 40", "nearly 40".
        About,
        /// From one number to another: "10 to 15", or two credible sources.
        Range,
        /// A word without a number: "dozens", "several", a bare plural.
        Vague,
        /// The report says that there was nobody.
        None,
    }
}
