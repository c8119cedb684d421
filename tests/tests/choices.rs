//! What a program that calls the generator is told of its choices.

use generator::config::{Config, Selector};
use generator::spec::{self, Source, Style};

#[test]
fn a_choice_that_is_for_nothing_is_told_by_its_keys() {
    let document = "
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get: {operationId: listPets, tags: [pets], responses: {'204': {description: None.}}}
";
    let source = Source::new("pets.yaml", document);
    let include = vec![Selector::Tag("pets".to_owned()), Selector::Operation("listPet".to_owned())];
    let config = Config { include, ..Config::new("pets", "pets.yaml") };
    let told = match generator::generate(&source, &config) {
        Ok(_) => "nothing".to_owned(),
        Err(faults) => spec::render(&faults, &source, Style::default()),
    };
    for part in [
        "error[unmatched-choice]: no operation is called `listPet`",
        "in the option /include/1",
        "`listPets`",
    ] {
        assert!(told.contains(part), "{told}");
    }
}
