//! How often a report speaks of each country.

/// How often the report speaks of each country.
#[derive(Debug, Clone, Default)]
pub struct Votes {
    countries: Vec<(String, i64)>,
}

impl Votes {
    /// Adds weight to a country.
    pub fn add(&mut self, country: &str, weight: i64) {
        if country.is_empty() {
            return;
        }
        match self.countries.iter_mut().find(|(known, _)| known == country) {
            Some((_, sum)) => *sum += weight,
            None => self.countries.push((country.to_owned(), weight)),
        }
    }

    /// The weight of a country.
    pub(super) fn of(&self, country: &str) -> i64 {
        self.countries.iter().find(|(known, _)| known == country).map_or(0, |(_, sum)| *sum)
    }

    /// The weight of all countries together.
    pub(super) fn total(&self) -> i64 {
        self.countries.iter().map(|(_, sum)| *sum).sum()
    }

    /// The countries in order of their first vote.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, i64)> {
        self.countries.iter().map(|(country, sum)| (country.as_str(), *sum))
    }

    /// The country with most weight.
    pub fn first(&self) -> Option<&str> {
        self.countries.iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))).map(|(country, _)| country.as_str())
    }
}
