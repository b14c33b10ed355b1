//! Invented reports: short, with real towns and invented names, the same for the same number.

use recount::{Date, Document, PublishedFrom};

/// A word that a few reports in a hundred have.
pub(super) const RARE_WORD: &str = "granary";

/// How many incidents a day has.
const A_DAY: usize = 60;

/// Towns with their countries, the most violent first.
const TOWNS: [(&str, &str); 24] = [
    ("Gao", "Mali"),
    ("Maiduguri", "Nigeria"),
    ("Mosul", "Iraq"),
    ("Kandahar", "Afghanistan"),
    ("Aleppo", "Syria"),
    ("Mogadishu", "Somalia"),
    ("Goma", "Congo"),
    ("Peshawar", "Pakistan"),
    ("Kidal", "Mali"),
    ("Kirkuk", "Iraq"),
    ("Jalalabad", "Afghanistan"),
    ("Homs", "Syria"),
    ("Bunia", "Congo"),
    ("Quetta", "Pakistan"),
    ("Mopti", "Mali"),
    ("Damaturu", "Nigeria"),
    ("Baidoa", "Somalia"),
    ("Bambari", "Central African Republic"),
    ("Cali", "Colombia"),
    ("Davao", "Philippines"),
    ("Djibo", "Burkina Faso"),
    ("Tillaberi", "Niger"),
    ("Taiz", "Yemen"),
    ("Benghazi", "Libya"),
];

const SYLLABLES: [&str; 24] = [
    "ba", "tes", "mo", "lin", "ka", "ren", "shi", "do", "al", "sa", "fi", "ra", "ton", "be", "mar", "sul", "ne", "po", "ga", "dar", "vi",
    "lo", "mer", "hu",
];
const PEOPLE: [&str; 6] = ["guards", "farmers", "soldiers", "traders", "policemen", "villagers"];
const ACTS: [&str; 4] = ["Gunmen killed", "A roadside bomb killed", "Rebels ambushed and killed", "A suicide bomber killed"];
const OBJECTS: [&str; 6] = ["market", "bridge", "school", "clinic", "checkpoint", "granary"];

/// The reports, one after the other.
pub(super) struct Stories {
    seed: u64,
    incidents: usize,
    incident: usize,
    /// The reports of the present incident that are still to come.
    ahead: Vec<Document>,
}

impl Stories {
    pub(super) fn new(incidents: usize) -> Self {
        Self { seed: 0x5EED_0F50_0000_0002, incidents, incident: 0, ahead: Vec::new() }
    }

    /// How many incidents were told of.
    pub(super) fn incident(&self) -> usize {
        self.incident
    }

    fn next_number(&mut self, below: usize) -> usize {
        // xorshift: the same numbers on every machine.
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed >> 20) as usize % below
    }

    /// A town: the second half as often as the first, the third a third as often.
    fn town(&mut self) -> (&'static str, &'static str) {
        const SCALE: usize = 10_000;
        let all: usize = (1..=TOWNS.len()).map(|rank| SCALE / rank).sum();
        let mut point = self.next_number(all);
        for (rank, town) in (1..).zip(TOWNS) {
            match point.checked_sub(SCALE / rank) {
                Some(rest) => point = rest,
                None => return town,
            }
        }
        TOWNS[0]
    }

    fn name(&mut self) -> String {
        let mut name: String = (0..3).map(|_| SYLLABLES[self.next_number(SYLLABLES.len())]).collect();
        name[..1].make_ascii_uppercase();
        name
    }

    /// One to three reports of one incident, each a day after the other, with a toll that may grow.
    fn tell(&mut self) {
        let (town, country) = self.town();
        let day = self.incident / A_DAY;
        let (act, people) = (ACTS[self.next_number(ACTS.len())], PEOPLE[self.next_number(PEOPLE.len())]);
        let object = OBJECTS[self.next_number(OBJECTS.len())];
        let (mayor, street) = (format!("{} {}", self.name(), self.name()), self.name());
        let mut killed = 2 + self.next_number(8);
        for i in 0..1 + self.next_number(3) {
            let text = format!(
                "{act} {killed} {people} at the {object} of {street} in {town}, {country}, on {}, the mayor {mayor} said. \
                 It was the {} report of the day from the district.",
                weekday(day),
                ["first", "second", "third"][i]
            );
            let mut document = Document::new(format!("{}-{i}", self.incident), None, text);
            document.published = Some(date(day + i));
            document.published_from = Some(PublishedFrom::Given);
            self.ahead.push(document);
            killed += self.next_number(3);
        }
        self.ahead.reverse();
        self.incident += 1;
    }
}

impl Iterator for Stories {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        if self.ahead.is_empty() && self.incident < self.incidents {
            self.tell();
        }
        self.ahead.pop()
    }
}

/// The day so many days after the first of 2010.
fn date(day: usize) -> Date {
    // Years of 336 days, months of 28: the calendar does not matter, only that days follow each other.
    let (year, rest) = (2010 + day / 336, day % 336);
    Date::constant(year as i16, 1 + (rest / 28) as i8, 1 + (rest % 28) as i8)
}

fn weekday(day: usize) -> String {
    date(day).strftime("%A").to_string()
}
