//! What a pattern can ask of a chunk: one bit each.

/// A set of traits.
pub(crate) type Traits = u64;

macro_rules! traits {
    ($($(#[$meta:meta])* $name:ident = $bit:literal, $key:literal, $word:literal;)+) => {
        $($(#[$meta])* pub(crate) const $name: Traits = 1 << $bit;)+

        /// Every trait with its word.
        pub(crate) const NAMES: &[(Traits, &str)] = &[$(($name, $word)),+];

        /// The trait that a pattern's `key=word` asks for; the sort of chunk has the empty key.
        pub(crate) fn named(key: &str, word: &str) -> Option<Traits> {
            match (key, word) {
                $(($key, $word) => Some($name),)+
                _ => None,
            }
        }
    };
}

traits! {
    /// Noun group.
    NG = 0, "", "NG";
    /// Verb group.
    VG = 1, "", "VG";
    /// Preposition.
    P = 2, "", "P";
    /// Comma.
    COMMA = 3, "", "COMMA";
    /// "and", "or", "but".
    AND = 4, "", "AND";
    /// A date.
    WHEN = 5, "", "WHEN";
    /// "dead", "wounded", "missing" said of somebody.
    HARM = 6, "", "HARM";
    /// "who", "which", "that".
    REL = 7, "", "REL";
    /// "when", "after", "as".
    SUB = 8, "", "SUB";
    /// Colon, dash or semicolon.
    BREAK = 9, "", "BREAK";
    /// Any other mark.
    MARK = 10, "", "MARK";
    /// Any other word.
    WORD = 11, "", "W";
    /// A quotation mark.
    QUOTE = 12, "", "QUOTE";
    /// People.
    PERSON = 16, "kind", "person";
    /// A named group, mission, agency or force.
    GROUP = 17, "kind", "group";
    /// A place.
    PLACE = 18, "kind", "place";
    /// Something that is attacked.
    OBJECT = 19, "kind", "object";
    /// Something that is used.
    WEAPON = 20, "kind", "weapon";
    /// A number alone.
    NUMBER = 21, "kind", "number";
    /// A noun of violence.
    ACT = 22, "kind", "act";
    /// "they", "he", "it".
    PRONOUN = 23, "kind", "pronoun";
    /// A name of no list.
    NAME = 24, "kind", "name";
    /// People who, by the word, attack.
    INITIATOR = 25, "kind", "initiator";
    /// Any other thing.
    OTHER = 26, "kind", "other";
    /// Holds a count of people.
    COUNTED = 27, "kind", "counted";
    /// Finite, not passive.
    ACTIVE = 32, "voice", "active";
    /// Passive.
    PASSIVE = 33, "voice", "passive";
    /// "killed": past or participle.
    PAST = 34, "voice", "past";
    /// "killing"
    ING = 35, "voice", "ing";
    /// "to kill"
    INF = 36, "voice", "inf";
    /// "was", "were" as full verb.
    BE = 37, "voice", "be";
    /// "did not", "never".
    NEGATED = 40, "mood", "negated";
    /// "may have", "could".
    POSSIBLE = 41, "mood", "possible";
    /// "will"
    FUTURE = 42, "mood", "future";
    /// "had killed"
    PERFECT = 43, "mood", "perfect";
    /// "have killed"
    PRESENT_PERFECT = 44, "mood", "present_perfect";
}
