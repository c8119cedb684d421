//! One of several.

/// The name of one of several, in camel case. What is its own singular, or no plural at all, is an item.
pub(in crate::plan) fn singular(plural: &str) -> String {
    let stem = |cut: usize, ending: &str| format!("{}{ending}", &plural[..plural.len() - cut]);
    let ends = |endings: &[&str]| endings.iter().any(|ending| plural.ends_with(ending));
    let last = plural.rfind(|c: char| c.is_ascii_uppercase()).map_or(plural, |start| &plural[start..]);
    if UNCHANGED.contains(&last.to_ascii_lowercase().as_str()) {
        format!("{plural}Item")
    } else if ends(&["ies"]) && last.len() > 4 && !WITH_IE.contains(&last.to_ascii_lowercase().as_str()) {
        stem(3, "y")
    } else if ends(&["sses", "xes", "ches", "shes"]) || WITH_S.contains(&last.to_ascii_lowercase().as_str()) {
        stem(2, "")
    } else if ends(&["s"]) && !ends(&["ss", "us", "is"]) {
        stem(1, "")
    } else {
        format!("{plural}Item")
    }
}

/// Words that are the same for one and for several.
const UNCHANGED: [&str; 4] = ["news", "series", "species", "means"];

/// Words whose singular ends with `ie`.
const WITH_IE: [&str; 16] = [
    "brownies",
    "calories",
    "cookies",
    "foodies",
    "freebies",
    "genies",
    "hoodies",
    "movies",
    "newbies",
    "pixies",
    "prairies",
    "rookies",
    "selfies",
    "smoothies",
    "sorties",
    "zombies",
];

/// Words whose singular ends with `s`.
const WITH_S: [&str; 13] = [
    "aliases", "atlases", "biases", "bonuses", "buses", "campuses", "canvases", "censuses", "focuses",
    "lenses", "radiuses", "statuses", "viruses",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_has_the_name_of_one() {
        for (plural, one) in [
            ("PetNames", "PetName"),
            ("Categories", "Category"),
            ("Ties", "Tie"),
            ("UserCookies", "UserCookie"),
            ("TimeSeries", "TimeSeriesItem"),
            ("Species", "SpeciesItem"),
            ("Addresses", "Address"),
            ("Boxes", "Box"),
            ("HttpStatuses", "HttpStatus"),
            ("Houses", "House"),
            ("Status", "StatusItem"),
            ("Data", "DataItem"),
        ] {
            assert_eq!(singular(plural), one);
        }
    }
}
