//! The features by name.

/// What a feature can say; training never lets it say the opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It speaks for one incident.
    For,
    /// It speaks against one incident.
    Against,
    /// It can do either.
    Free,
    /// With it one incident is out of the question; no training changes its points.
    Forbids,
}

impl Direction {
    /// What a feature that forbids takes: more than all others together can give.
    pub const FORBIDDEN: i32 = -20_000;
}

macro_rules! features {
    ($( $(#[doc = $meaning:literal])+ $name:ident = $word:literal $direction:ident ),+ $(,)?) => {
        /// Something that holds for a pair of tellings.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature {
            $( $(#[doc = $meaning])+ $name ),+
        }

        impl Feature {
            /// Every feature, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name in the file of weights.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// What it means, as a sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($meaning),+).trim_ascii()),+ }
            }

            /// What it can say.
            pub fn direction(self) -> Direction {
                match self { $(Self::$name => Direction::$direction),+ }
            }

            /// The feature of a name.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|feature| feature.as_str() == word)
            }
        }
    };
}

features! {
    /// Two tellings are rarely one incident.
    Always = "always" Free,
    /// Both give the same single day.
    DaySame = "day.same" For,
    /// Their stretches of days share a day.
    DayShared = "day.shared" For,
    /// Both tell a single day, and not the same.
    DayTold = "day.told-other" Against,
    /// Two or more days lie between them.
    DayGap2 = "day.gap-2" Against,
    /// Four or more days lie between them.
    DayGap4 = "day.gap-4" Against,
    /// Eight or more days lie between them.
    DayGap8 = "day.gap-8" Against,
    /// One of them gives no day.
    DayUnknown = "day.unknown" Free,
    /// The day of one is assumed from its publication, and the other's lies up to three days before it.
    DayAssumedLater = "day.assumed-later" For,
    /// One happens after the other was published.
    DayAfterPublication = "day.after-publication" Against,
    /// Published on the same day.
    PublishedSame = "published.same" For,
    /// Published two or more days apart.
    PublishedGap2 = "published.gap-2" Against,
    /// Published four or more days apart.
    PublishedGap4 = "published.gap-4" Against,
    /// Published eight or more days apart.
    PublishedGap8 = "published.gap-8" Against,
    /// Published thirty or more days apart.
    PublishedGap30 = "published.gap-30" Against,
    /// The places have one name and lie within a few kilometres.
    PlaceSame = "place.same" For,
    /// The places lie more than ten kilometres apart, and neither holds the other.
    PlaceGap10 = "place.gap-10" Against,
    /// The places lie more than forty kilometres apart, and neither holds the other.
    PlaceGap40 = "place.gap-40" Against,
    /// The places lie more than 150 kilometres apart, and neither holds the other.
    PlaceGap150 = "place.gap-150" Against,
    /// Both name a place on the map, and more than forty kilometres lie between the two.
    PlaceApart40 = "place.apart-40" Against,
    /// Both name a place on the map, and more than 150 kilometres lie between the two.
    PlaceApart150 = "place.apart-150" Against,
    /// One place is an area that holds the other.
    PlaceHolds = "place.holds" Free,
    /// One place is the country of the other.
    PlaceCountry = "place.country" Free,
    /// Both know no more than the same country.
    PlaceOnlyCountry = "place.only-country" Free,
    /// The places lie in two countries.
    PlaceOtherCountry = "place.other-country" Against,
    /// One names no place, and its parties belong to the country of the other.
    PlaceImplied = "place.implied" Free,
    /// One of them names no place, and nothing else tells the country.
    PlaceUnknown = "place.unknown" Free,
    /// Both name parts of a city, and not the same.
    PlaceOtherDistrict = "place.other-district" Against,
    /// Both name the same region of the country.
    RegionSame = "region.same" For,
    /// They name two regions of the country.
    RegionOther = "region.other" Against,
    /// The tactics are the same.
    TacticSame = "tactic.same" For,
    /// The tactics differ, and no careful reader would exchange them.
    TacticOther = "tactic.other" Against,
    /// Both name an initiator, and one is the same.
    InitiatorSame = "initiator.same" For,
    /// Both name initiators, and none is the same.
    InitiatorOther = "initiator.other" Against,
    /// Both name a target, and one is the same.
    TargetSame = "target.same" For,
    /// Both name targets, and none is the same.
    TargetOther = "target.other" Against,
    /// An object of one sort was hit.
    ObjectSame = "object.same" For,
    /// Objects of different sorts were hit.
    ObjectOther = "object.other" Against,
    /// A weapon of one sort was used.
    WeaponSame = "weapon.same" For,
    /// Weapons of different sorts were used.
    WeaponOther = "weapon.other" Against,
    /// The same number of dead.
    KilledSame = "killed.same" For,
    /// The same number of dead, four or more.
    KilledSameSome = "killed.same-some" For,
    /// The same number of dead, ten or more.
    KilledSameMany = "killed.same-many" For,
    /// The numbers of dead can both be true.
    KilledCompatible = "killed.compatible" For,
    /// The later report has more dead, up to twice as many.
    KilledGrown = "killed.grown" Free,
    /// The later report has fewer dead, down to half as many.
    KilledShrunk = "killed.shrunk" Against,
    /// The later report has more than twice as many dead.
    KilledMore = "killed.more" Free,
    /// The numbers of dead are more than twice apart, and the later report has not more.
    KilledOther = "killed.other" Against,
    /// One tells of dead, the other says that there were none.
    KilledDenied = "killed.denied" Against,
    /// The same number of wounded.
    WoundedSame = "wounded.same" For,
    /// The numbers of wounded are within a factor of two.
    WoundedCompatible = "wounded.compatible" For,
    /// The later report has more than twice as many wounded.
    WoundedMore = "wounded.more" Free,
    /// The numbers of wounded are more than twice apart, and the later report has not more.
    WoundedOther = "wounded.other" Against,
    /// The same number of another outcome: abducted, or initiators killed.
    OtherCountSame = "count.same" For,
    /// Numbers of another outcome differ.
    OtherCountOther = "count.other" Against,
    /// The words are alike by 0.06 or more.
    Words6 = "words.6" For,
    /// The words are alike by 0.12 or more.
    Words12 = "words.12" For,
    /// The words are alike by 0.18 or more.
    Words18 = "words.18" For,
    /// The words are alike by 0.25 or more.
    Words25 = "words.25" For,
    /// The words are alike by 0.40 or more.
    Words40 = "words.40" For,
    /// The words are alike by 0.60 or more.
    Words60 = "words.60" For,
    /// The shared words are a coincidence of 12 bits or more.
    Shared12 = "shared.12" For,
    /// The shared words are a coincidence of 20 bits or more.
    Shared20 = "shared.20" For,
    /// The shared words are a coincidence of 30 bits or more.
    Shared30 = "shared.30" For,
    /// The shared words are a coincidence of 45 bits or more.
    Shared45 = "shared.45" For,
    /// The shared words are a coincidence of 70 bits or more.
    Shared70 = "shared.70" For,
    /// The shared words are a coincidence of 110 bits or more.
    Shared110 = "shared.110" For,
    /// One rare name or more is shared.
    Names1 = "names.1" For,
    /// Two rare names or more are shared.
    Names2 = "names.2" For,
    /// Three rare names or more are shared.
    Names3 = "names.3" For,
    /// Five rare names or more are shared.
    Names5 = "names.5" For,
    /// No rare name is shared, though both have three or more.
    NamesNone = "names.none" Against,
    /// A full name is shared.
    FullName = "names.full" For,
    /// Two or more full names are shared.
    FullNames = "names.full-2" For,
    /// One is a copy of the other, or a light rewrite.
    Copied = "words.copied" For,
    /// One of the reports is no longer than a headline.
    Headline = "length.headline" Free,
    /// Both reports are no longer than headlines.
    Headlines = "length.headlines" Free,
    /// One is recalled as background.
    Background = "discourse.background" Free,
    /// Both are recalled as background.
    Backgrounds = "discourse.backgrounds" Free,
    /// Day and place are the same.
    DayAndPlace = "both.day-and-place" For,
    /// Day and number of dead are the same.
    DayAndKilled = "both.day-and-killed" For,
    /// Place and number of dead are the same.
    PlaceAndKilled = "both.place-and-killed" For,
    /// The place is the same and the words are alike by 0.12 or more.
    PlaceAndWords = "both.place-and-words" For,
    /// The place is the same and a rare name is shared.
    PlaceAndNames = "both.place-and-names" For,
    /// They share a day and the words are alike by 0.18 or more.
    DayAndWords = "both.day-and-words" For,
    /// One place is no more than an area around the other, and the number of dead is the same.
    CoarseAndKilled = "both.coarse-and-killed" For,
    /// One place is no more than an area around the other, and the words are alike by 0.18 or more.
    CoarseAndWords = "both.coarse-and-words" For,
    /// One place is no more than an area around the other, and the numbers of dead differ.
    CoarseOtherKilled = "both.coarse-other-killed" Against,
    /// One place is no more than an area around the other, and the words are alike by less than 0.12.
    CoarseOtherWords = "both.coarse-other-words" Against,
    /// Both are headlines whose words are alike by 0.25 or more.
    HeadlinesAlike = "both.headlines-alike" For,
    /// Both are headlines with the same number of dead.
    HeadlinesAndKilled = "both.headlines-and-killed" For,
    /// Both are headlines with numbers of dead that differ.
    HeadlinesOtherKilled = "both.headlines-other-killed" Against,
    /// Both are headlines, published on different days.
    HeadlinesOtherDay = "both.headlines-other-day" Against,
    /// The places on the map lie more than 150 kilometres apart, and no full name and not two rare names are shared.
    ApartOtherNames = "both.apart-other-names" Forbids,
}
