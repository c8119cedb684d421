//! What of a document is not in the output, as it is listed: a document each, the whole list as its snapshot.

use generator::Stage;
use generator::config::{Config, Selector};
use generator::spec::Source;

#[test]
fn all_that_is_left_out_is_listed() {
    insta::with_settings!({ snapshot_path => "snapshots/left-out", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::glob!("..", "left-out/*.yaml", |path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let source = Source::open(path).unwrap().named(name.clone());
            let text = generator::print(&source, &Config::new("pets", name), Stage::LeftOut).unwrap();
            insta::assert_snapshot!("left-out", text);
        });
    });
}

#[test]
fn what_was_not_selected_is_not_left_out() {
    let source = Source::open(concat!(env!("CARGO_MANIFEST_DIR"), "/left-out/every-part.yaml").as_ref());
    let exclude = vec![Selector::Path("/pets".to_owned()), Selector::Operation("allPets".to_owned())];
    let all = Config { exclude, ..Config::new("pets", "pets.yaml") };
    assert!(generator::generate(source.as_ref().unwrap(), &all).is_err());
    let include = vec![Selector::Operation("addPet".to_owned())];
    let one = Config { include, ..Config::new("pets", "pets.yaml") };
    let generated = generator::generate(&source.unwrap(), &one).unwrap();
    let left_out: Vec<_> = generated.warnings.left_out().map(|found| found.message.as_str()).collect();
    assert!(left_out.iter().all(|message| !message.contains("filter")), "{left_out:?}");
    assert!(left_out.iter().any(|message| message.contains("text/plain")), "{left_out:?}");
}
