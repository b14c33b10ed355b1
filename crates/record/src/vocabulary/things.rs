//! Words for objects, weapons, places and times of day.

vocabulary! {
    /// What sort of object was hit.
    ObjectKind {
        /// Base, barracks or camp of an army.
        MilitaryBase,
        /// Base, camp or office of a UN mission.
        UnBase,
        /// Police station or post.
        PolicePost,
        /// Checkpoint or border post.
        Checkpoint,
        /// Vehicles travelling together.
        Convoy,
        /// Ministry, court, town hall, prison.
        GovernmentBuilding,
        /// School or university.
        School,
        /// Hospital, clinic, ambulance station.
        Hospital,
        /// Mosque, church, temple, shrine.
        PlaceOfWorship,
        /// Market or shopping centre.
        Market,
        /// Hotel, restaurant, café, bar.
        HotelRestaurant,
        /// Bus, train, station, port, airport.
        Transport,
        /// Aircraft or helicopter.
        Aircraft,
        /// Ship or boat.
        Vessel,
        /// Bridge, road, water, power, telephone.
        Infrastructure,
        /// Oil or gas well, pipeline, refinery.
        OilGas,
        /// Office of a newspaper, radio or television.
        Media,
        /// Shop, factory, bank, mine.
        Business,
        /// House or flat.
        Home,
        /// A whole village.
        Village,
        /// Camp for refugees or displaced people.
        CampForDisplaced,
        /// Embassy or consulate.
        Diplomatic,
        /// Office of an aid organisation.
        Ngo,
        /// A single vehicle.
        Vehicle,
        /// Anything else.
        Other,
    }
}

vocabulary! {
    /// What became of an object.
    Effect {
        /// Attacked; nothing more is told.
        Attacked,
        /// Damaged.
        Damaged,
        /// Destroyed.
        Destroyed,
        /// Taken by the initiators.
        Seized,
        /// Taken back.
        Retaken,
    }
}

vocabulary! {
    /// What was used.
    WeaponKind {
        /// Gun or rifle.
        Firearm,
        /// Grenade, thrown or launched.
        Grenade,
        /// Explosive of no more specific kind.
        Explosive,
        /// Explosives in a vehicle.
        CarBomb,
        /// Explosives worn on the body.
        SuicideVest,
        /// Improvised device, roadside bomb.
        Ied,
        /// Landmine.
        Landmine,
        /// Mortar.
        Mortar,
        /// Rocket.
        Rocket,
        /// Artillery or tank.
        Artillery,
        /// Missile.
        Missile,
        /// Aeroplane.
        Aircraft,
        /// Helicopter.
        Helicopter,
        /// Drone.
        Drone,
        /// Knife, machete, axe.
        Blade,
        /// Vehicle driven into people.
        Vehicle,
        /// Fire.
        Fire,
        /// Poison or gas.
        Chemical,
        /// Anything else.
        Other,
    }
}

vocabulary! {
    /// What sort of place it is.
    PlaceKind {
        /// City, town or village.
        Settlement,
        /// Part of a city.
        District,
        /// Province, state or informal region: an area, not a point.
        Region,
        /// Country: an area, not a point.
        Country,
        /// Camp, base, crossing or building with a name.
        Facility,
        /// Mountain, river, lake or sea.
        Natural,
    }
}

vocabulary! {
    /// How the act lies to the named place.
    Relation {
        /// In it.
        In,
        /// Near it.
        Near,
        /// Between it and another place.
        Between,
        /// In a direction from it.
        Direction,
    }
}

vocabulary! {
    /// A part of the day that the report names.
    PartOfDay {
        /// Before noon.
        Morning,
        /// From noon on.
        Afternoon,
        /// The end of the day.
        Evening,
        /// The dark hours; "overnight" also leaves the day open.
        Night,
    }
}
