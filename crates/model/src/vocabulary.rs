//! The closed vocabularies of the codebook (CODEBOOK §3). Each value has one published word.

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(
                #[doc = concat!("`", $word, "`")]
                $variant
            ),+
        }

        impl $name {
            /// Every value, in the codebook's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The published word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value of a published word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }
    };
}

vocabulary! {
    /// What was done.
    Tactic {
        ArmedAssault = "armed_assault", Ambush = "ambush", Clash = "clash", Bombing = "bombing",
        SuicideBombing = "suicide_bombing", VehicleRamming = "vehicle_ramming", Shelling = "shelling",
        AirStrike = "air_strike", ChemicalAttack = "chemical_attack", Assassination = "assassination",
        Execution = "execution", Massacre = "massacre", Kidnapping = "kidnapping", HostageTaking = "hostage_taking",
        Disappearance = "disappearance", SexualViolence = "sexual_violence", Beating = "beating",
        Crackdown = "crackdown", Arson = "arson", Looting = "looting", MobViolence = "mob_violence",
        Seizure = "seizure", OtherViolence = "other_violence",
    }
}

vocabulary! {
    /// News of this report, or told as background.
    Discourse { News = "news", Background = "background" }
}

vocabulary! {
    /// What sort of violence it is.
    Frame {
        Political = "political", Criminal = "criminal", LawEnforcement = "law_enforcement", Accident = "accident",
        Unknown = "unknown",
    }
}

vocabulary! {
    /// How far the act went.
    Stage { Accomplished = "accomplished", Attempted = "attempted", Foiled = "foiled", Threatened = "threatened" }
}

vocabulary! {
    /// How sure the report is.
    Certainty { Stated = "stated", Alleged = "alleged", Denied = "denied" }
}

vocabulary! {
    /// A party's part in the incident.
    Stance { Initiator = "initiator", Target = "target", Responder = "responder", Unclear = "unclear" }
}

vocabulary! {
    /// What sort of party.
    PartyKind {
        StateForces = "state_forces", RebelGroup = "rebel_group", PoliticalMilitia = "political_militia",
        IdentityMilitia = "identity_militia", CriminalGroup = "criminal_group", ExternalForces = "external_forces",
        Rioters = "rioters", Protesters = "protesters", Civilians = "civilians",
        UnidentifiedArmed = "unidentified_armed", Individual = "individual", Unknown = "unknown",
    }
}

vocabulary! {
    /// What became of a person.
    Outcome {
        Killed = "killed", Wounded = "wounded", Harmed = "harmed", Abducted = "abducted", Released = "released",
        Rescued = "rescued", Missing = "missing", Detained = "detained", Displaced = "displaced",
    }
}

vocabulary! {
    /// Which side a casualty stood on.
    Side { Victim = "victim", Initiator = "initiator", Unclear = "unclear" }
}

vocabulary! {
    /// What a casualty was.
    Role {
        Peacekeeper = "peacekeeper", Soldier = "soldier", Police = "police", SecurityGuard = "security_guard",
        Militia = "militia", Combatant = "combatant", UnStaff = "un_staff", AidWorker = "aid_worker",
        Contractor = "contractor", Medic = "medic", Journalist = "journalist", Official = "official",
        Politician = "politician", Diplomat = "diplomat", Judge = "judge", Religious = "religious",
        Teacher = "teacher", Student = "student", Worker = "worker", Trader = "trader", Driver = "driver",
        Passenger = "passenger", Tourist = "tourist", Prisoner = "prisoner", Civilian = "civilian",
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What sort of object was hit.
    ObjectKind {
        MilitaryBase = "military_base", UnBase = "un_base", PolicePost = "police_post", Checkpoint = "checkpoint",
        Convoy = "convoy", GovernmentBuilding = "government_building", School = "school", Hospital = "hospital",
        PlaceOfWorship = "place_of_worship", Market = "market", HotelRestaurant = "hotel_restaurant",
        Transport = "transport", Aircraft = "aircraft", Vessel = "vessel", Infrastructure = "infrastructure",
        OilGas = "oil_gas", Media = "media", Business = "business", Home = "home", Village = "village",
        CampForDisplaced = "camp_for_displaced", Diplomatic = "diplomatic", Ngo = "ngo", Vehicle = "vehicle",
        Other = "other",
    }
}

vocabulary! {
    /// What was done to an object.
    Effect {
        Attacked = "attacked", Damaged = "damaged", Destroyed = "destroyed", Seized = "seized", Retaken = "retaken",
    }
}

vocabulary! {
    /// What was used.
    WeaponKind {
        Firearm = "firearm", Grenade = "grenade", Explosive = "explosive", CarBomb = "car_bomb",
        SuicideVest = "suicide_vest", Ied = "ied", Landmine = "landmine", Mortar = "mortar", Rocket = "rocket",
        Artillery = "artillery", Missile = "missile", Aircraft = "aircraft", Helicopter = "helicopter",
        Drone = "drone", Blade = "blade", Vehicle = "vehicle", Fire = "fire", Chemical = "chemical", Other = "other",
    }
}

vocabulary! {
    /// Who says it.
    SourceKind {
        Official = "official", Military = "military", Police = "police", Medical = "medical", Un = "un", Ngo = "ngo",
        Monitor = "monitor", Witness = "witness", Media = "media", Group = "group", Unknown = "unknown",
    }
}

vocabulary! {
    /// Whether a figure stands.
    Status {
        Adopted = "adopted", Rival = "rival", PerpetratorClaim = "perpetrator_claim", Superseded = "superseded",
    }
}

vocabulary! {
    /// What is known of who did it.
    ResponsibilityStatus {
        Claimed = "claimed", Denied = "denied", Accused = "accused", NoClaim = "no_claim", Unknown = "unknown",
    }
}

vocabulary! {
    /// How two incidents belong together.
    LinkKind { SameSeries = "same_series", Retaliation = "retaliation", NoLinkEstablished = "no_link_established" }
}

vocabulary! {
    /// What a speaker does by speaking.
    StatementAct {
        Condemn = "condemn", Claim = "claim", Deny = "deny", Accuse = "accuse", Commend = "commend",
        Threaten = "threaten", Warn = "warn", Appeal = "appeal", Announce = "announce", Mourn = "mourn",
    }
}

vocabulary! {
    /// What sort of surroundings a sentence tells.
    ContextKind {
        Mission = "mission", Intervention = "intervention", Insurgency = "insurgency", Toll = "toll", Risk = "risk",
        Other = "other",
    }
}

vocabulary! {
    /// How a total came about.
    TotalFrom { Stated = "stated", Sum = "sum", Refined = "refined" }
}

vocabulary! {
    /// Whether the casualty is of age.
    Age { Adult = "adult", Child = "child" }
}

vocabulary! {
    /// The casualty's sex.
    Sex { Female = "f", Male = "m" }
}

vocabulary! {
    /// Where an organisation's worker comes from.
    Staff { National = "national", International = "international" }
}
