//! Invented reports: short, with real towns and invented names, the same for the same number.

use recount::{Date, Document, PublishedFrom};

/// A word that a few reports in a hundred have.
pub(super) const RARE_WORD: &str = "granary";

/// How many incidents a day has: about as many as the Uppsala programme counts over the world.
const A_DAY: usize = 25;

/// Towns by country, the most violent first.
const TOWNS: &str = "Mali: Gao, Kidal, Mopti, Timbuktu, Menaka, Segou, Tessalit, Ansongo
Nigeria: Maiduguri, Damaturu, Jos, Kaduna, Kano, Yola, Mubi, Potiskum
Iraq: Mosul, Kirkuk, Ramadi, Fallujah, Tikrit, Baqubah, Samarra, Basra
Afghanistan: Kandahar, Jalalabad, Kunduz, Herat, Ghazni, Farah, Gardez, Asadabad
Syria: Aleppo, Homs, Idlib, Hama, Raqqa, Daraa, Palmyra, Manbij
Somalia: Mogadishu, Baidoa, Kismayo, Galkayo, Bosaso, Beledweyne, Jowhar, Merca
Congo: Goma, Bunia, Beni, Butembo, Bukavu, Uvira, Kalemie, Kisangani
Pakistan: Peshawar, Quetta, Bannu, Kohat, Mardan, Turbat, Zhob, Karachi
Burkina Faso: Djibo, Dori, Kaya, Ouahigouya, Fada N'gourma, Gorom-Gorom, Nouna, Tenkodogo
Niger: Tillaberi, Diffa, Tahoua, Ayorou, Agadez, Zinder, Maradi, Dosso
Yemen: Taiz, Aden, Marib, Saada, Hodeidah, Ibb, Zinjibar, Mukalla
Libya: Benghazi, Derna, Sirte, Sabha, Misrata, Tobruk, Ajdabiya, Zawiya
Colombia: Cali, Tumaco, Popayan, Arauca, Cucuta, Quibdo, Florencia, Neiva
Philippines: Davao, Marawi, Cotabato, Zamboanga, Jolo, Iligan, Butuan, Ozamiz
Central African Republic: Bambari, Bria, Bangassou, Bossangoa, Obo, Birao, Bouar, Kaga Bandoro
Mozambique: Pemba, Palma, Macomia, Nampula, Montepuez, Mueda, Quelimane, Nacala
Cameroon: Bamenda, Kumba, Maroua, Buea, Kumbo, Mora, Limbe, Garoua
Ethiopia: Mekele, Gondar, Adigrat, Dessie, Axum, Jimma, Nekemte, Harar
Sudan: Nyala, Kadugli, Geneina, Zalingei, Kutum, Damazin, Kassala, Port Sudan
Myanmar: Sittwe, Lashio, Myitkyina, Loikaw, Hakha, Bhamo, Magway, Monywa";

const SYLLABLES: [&str; 24] = [
    "ba", "tes", "mo", "lin", "ka", "ren", "shi", "do", "al", "sa", "fi", "ra", "ton", "be", "mar", "sul", "ne", "po", "ga", "dar", "vi",
    "lo", "mer", "hu",
];
const PEOPLE: [&str; 6] = ["guards", "farmers", "soldiers", "traders", "policemen", "villagers"];
const ACTS: [&str; 4] = ["Gunmen killed", "A roadside bomb killed", "Rebels ambushed and killed", "A suicide bomber killed"];
const OBJECTS: [&str; 12] =
    ["market", "bridge", "school", "clinic", "checkpoint", "granary", "bakery", "mosque", "well", "sawmill", "hotel", "quarry"];
/// What stories add; `~` is a name.
const MORE: [&str; 12] = [
    "Smoke rose over the ~ quarter until evening, a shopkeeper said.",
    "Colonel ~ said that patrols were doubled along the river.",
    "Lorries waited for hours at the ~ junction.",
    "A nurse named ~ carried the injured to a tent behind the pharmacy.",
    "The radio station ~ played no music for the rest of the day.",
    "Pupils of the ~ academy were sent home before noon.",
    "An imam, ~, called for calm after the prayer.",
    "Fishermen from ~ found a burnt motorcycle in the reeds.",
    "The telephone network of ~ was cut for the night.",
    "A cousin of the victims, ~, had left the place minutes before.",
    "Harvest work around ~ has stopped since.",
    "The trader ~ lost his stock of rice and cloth.",
];

/// The reports, one after the other.
pub(super) struct Stories {
    seed: u64,
    /// Towns with their countries, the most violent first.
    towns: Vec<(&'static str, &'static str)>,
    incidents: usize,
    incident: usize,
    /// The reports of the present incident that are still to come.
    ahead: Vec<Document>,
}

impl Stories {
    pub(super) fn new(incidents: usize) -> Self {
        let rows: Vec<(&str, Vec<&str>)> =
            TOWNS.lines().filter_map(|line| line.split_once(": ")).map(|(country, towns)| (country, towns.split(", ").collect())).collect();
        let most = rows.iter().map(|row| row.1.len()).max().unwrap_or_default();
        let of_rank = |i: usize| rows.iter().filter_map(move |(country, towns)| Some((*towns.get(i)?, *country)));
        let towns = (0..most).flat_map(of_rank).collect();
        Self { seed: 0x5EED_0F50_0000_0002, towns, incidents, incident: 0, ahead: Vec::new() }
    }

    /// How many incidents were told of.
    pub(super) fn incident(&self) -> usize {
        self.incident
    }

    /// A number below another, at random.
    pub(super) fn next_number(&mut self, below: usize) -> usize {
        // xorshift: the same numbers on every machine.
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed >> 20) as usize % below
    }

    /// A town and its country. Towns at the top are much more violent than those at the end, the first of a country more
    /// than the last.
    fn town(&mut self) -> (&'static str, &'static str) {
        const SCALE: usize = 100_000;
        const FLATTENED: usize = 6;
        let weight = |rank: usize| SCALE / (rank + FLATTENED);
        let n = self.towns.len();
        let mut point = self.next_number((0..n).map(weight).sum());
        for rank in 0..n {
            match point.checked_sub(weight(rank)) {
                Some(rest) => point = rest,
                None => return self.towns[rank],
            }
        }
        self.towns[0]
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
            let more =
                [MORE[self.next_number(MORE.len())].replace('~', &self.name()), MORE[self.next_number(MORE.len())].replace('~', &street)];
            let text = format!(
                "{act} {killed} {people} at the {object} of {street} in {town}, {country}, on {}, the mayor {mayor} said. {}",
                weekday(day),
                more.join(" ")
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
