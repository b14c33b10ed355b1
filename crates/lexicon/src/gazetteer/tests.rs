//! Tests of the gazetteer as a whole: its own data, layers, and damaged files.

use super::*;
use proptest::prelude::*;

fn row(name: &str, country: &str, id: &str) -> PlaceRow {
    PlaceRow {
        name: name.into(),
        aliases: Vec::new(),
        country: country.into(),
        admin1: "North".into(),
        admin2: String::new(),
        parent: String::new(),
        kind: PlaceKind::Settlement,
        lat: 12.345_67,
        lon: -45.678_91,
        radius_km: 3.5,
        population: 0,
        gazetteer_id: id.into(),
    }
}

fn small() -> Vec<u8> {
    let mut rows = vec![row("Tin Hama", "ML", "geonames:1"), row("Tin", "ML", "recount:tin"), row("Tin Hama", "NE", "geonames:2")];
    rows[0].aliases = vec!["TH".into(), "Tin-Hamma".into()];
    rows[2].population = 10;
    write_places(rows.into_iter()).unwrap()
}

fn small_gazetteer() -> Gazetteer {
    let mut gazetteer = Gazetteer::empty();
    gazetteer.add_layer(small()).unwrap();
    gazetteer
}

#[test]
fn the_builtin_file_is_whole() {
    let mut gazetteer = Gazetteer::empty();
    gazetteer.add_layer(BUILTIN.to_vec()).unwrap();
    assert!(gazetteer.len() > 250_000);
    assert!(BUILTIN.len() <= 16 << 20);
}

#[test]
fn well_known_names_lead_to_their_places() {
    let gazetteer = Gazetteer::builtin();
    let first = |name: &str| gazetteer.find(name).first().map(|id| gazetteer.place(*id));
    for (name, id) in [
        ("Douenza", "geonames:2458334"),
        ("Tombouctou", "geonames:2449067"),
        ("Timbuktu", "geonames:2449067"),
        ("El‘ad", "geonames:8428480"),
        ("Elad", "geonames:8428480"),
        ("Khan Sheikhoun", "geonames:168325"),
        ("Kramatorsk", "geonames:704508"),
        ("Chilpancingo", "geonames:3530870"),
        ("Jableh", "geonames:169304"),
    ] {
        assert_eq!(first(name).map(|place| place.gazetteer_id.to_string()).as_deref(), Some(id), "{name}");
    }
    for (name, country) in [
        ("Tartous", "SY"),
        ("Kremenchuk", "UA"),
        ("Palma", "MZ"),
        ("San Salvador", "SV"),
        ("Chalatenango", "SV"),
        ("Mali", "ML"),
        ("Gaza Strip", "PS"),
        ("Sadr City", "IQ"),
        ("Borno", "NG"),
        ("Helmand", "AF"),
        ("Syria", "SY"),
    ] {
        let places = gazetteer.find(name);
        assert!(places.iter().any(|id| gazetteer.place(*id).country == country), "{name} in {country}");
    }
}

#[test]
fn everyday_words_and_acronyms_are_marked() {
    let gazetteer = Gazetteer::builtin();
    assert!(gazetteer.longest(&["police", "said"]).is_some_and(|found| found.is_common));
    let found = gazetteer.longest(&["us"]).unwrap();
    assert!(found.candidates.iter().any(|candidate| candidate.needs_capitals && gazetteer.place(candidate.id).country == "US"));
}

#[test]
fn the_longest_name_wins_and_falls_back() {
    let gazetteer = small_gazetteer();
    let found = gazetteer.longest(&["tin", "hama", "market"]).unwrap();
    assert_eq!((found.words, found.candidates.len()), (2, 2));
    assert_eq!(gazetteer.place(found.candidates[0].id).country, "NE");
    assert_eq!(gazetteer.longest(&["tin", "roof"]).unwrap().words, 1);
    assert_eq!(gazetteer.longest(&["tin-hamma"]).unwrap().words, 1);
    assert_eq!(gazetteer.longest(&["tin", "-", "hamma"]).unwrap().words, 3);
    assert!(gazetteer.longest(&["ti"]).is_none());
    assert!(gazetteer.longest(&[",", "tin"]).is_none());
    assert!(gazetteer.longest(&[]).is_none());
    assert!(gazetteer.find_name("TH").unwrap().candidates[0].needs_capitals);
}

#[test]
fn a_record_comes_back_as_it_was_written() {
    let gazetteer = small_gazetteer();
    let place = gazetteer.place(gazetteer.find("Tin")[0]);
    assert_eq!((place.name, place.country, place.admin1, place.admin2), ("Tin", "ML", Some("North"), None));
    assert_eq!((place.lat, place.lon, place.radius_km), (12.3457, -45.6789, 3.5));
    assert_eq!(place.gazetteer_id.to_string(), "recount:tin");
}

#[test]
fn a_layer_replaces_places_of_the_same_lasting_name() {
    let mut gazetteer = small_gazetteer();
    let mut better = row("Tin Hama", "ML", "geonames:1");
    better.radius_km = 9.0;
    gazetteer.add_layer(write_places(std::iter::once(better)).unwrap()).unwrap();
    let places = gazetteer.find("Tin Hama");
    assert_eq!(places.len(), 2);
    assert_eq!(gazetteer.place(places[0]).radius_km, 9.0);
}

#[test]
fn the_order_of_rows_changes_no_byte() {
    let rows = [row("B", "ML", "geonames:1"), row("A", "ML", "geonames:2"), row("A", "BF", "geonames:3")];
    let forwards = write_places(rows.clone().into_iter()).unwrap();
    assert_eq!(forwards, write_places(rows.into_iter().rev()).unwrap());
}

#[test]
fn strange_files_are_told_apart() {
    let mut gazetteer = Gazetteer::empty();
    assert_eq!(gazetteer.add_layer(b"name\tlat\tlon\n".to_vec()), Err(PlacesError::NotPlaces));
    let mut newer = small();
    newer[8] = 9;
    assert_eq!(gazetteer.add_layer(newer), Err(PlacesError::Version(9)));
    let cut = small()[..100].to_vec();
    assert!(matches!(gazetteer.add_layer(cut), Err(PlacesError::Length { found: 100, .. })));
}

proptest! {
    #[test]
    fn a_changed_byte_is_an_error(at in any::<prop::sample::Index>(), flip in 1..=255u8) {
        let mut bytes = small();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        // The last sixteen bytes of the header are reserved and mean nothing.
        prop_assert!((48..64).contains(&at) || (12..16).contains(&at) || Gazetteer::empty().add_layer(bytes).is_err());
    }

    #[test]
    fn any_bytes_are_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200), keeps_header in any::<bool>()) {
        let mut file = if keeps_header { small()[..places::HEADER].to_vec() } else { Vec::new() };
        file.extend(bytes);
        prop_assert!(Gazetteer::empty().add_layer(file).is_err());
    }

    #[test]
    fn any_words_can_be_looked_up(words in prop::collection::vec("\\PC{0,8}", 0..4)) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if let Some(found) = Gazetteer::builtin().longest(&words) {
            prop_assert!(found.words >= 1 && found.words <= words.len() && !found.candidates.is_empty());
        }
    }

    #[test]
    fn every_name_that_is_written_is_found(names in prop::collection::vec("[A-Zé][a-z]{1,6}( [A-Z][a-z]{1,5})?", 1..20)) {
        let rows = names.iter().enumerate().map(|(i, name)| row(name, "ML", &format!("geonames:{i}")));
        let mut gazetteer = Gazetteer::empty();
        gazetteer.add_layer(write_places(rows).unwrap()).unwrap();
        for name in &names {
            prop_assert!(gazetteer.find(name).iter().any(|id| gazetteer.place(*id).name == name));
        }
    }
}
