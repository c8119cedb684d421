//! Files on disk against what they should say.

use std::fs;
use std::io::ErrorKind;

use super::*;
use crate::mark::{header, markdown_header};

const DOCUMENT: &str = "openapi.yaml";

fn ours(text: &str) -> String {
    format!("{}{text}", header(DOCUMENT))
}

fn files(texts: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    for (path, text) in texts {
        files.insert(*path, Content::Text(ours(text)));
    }
    files
}

fn folder(texts: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in texts {
        let target = dir.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, text).unwrap();
    }
    dir
}

/// One word and the path for each change.
fn summary(changes: &[Change]) -> Vec<String> {
    let line = |change: &Change| match change {
        Change::Missing { path, .. } => format!("missing {path}"),
        Change::Different { path, .. } => format!("different {path}"),
        Change::Stale { path, .. } => format!("stale {path}"),
        Change::Foreign { path, reason } => format!("foreign {path} {reason}"),
    };
    changes.iter().map(line).collect()
}

#[test]
fn a_new_folder_is_written_and_then_fresh() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("a/new/folder");
    let files = files(&[("src/lib.rs", ""), ("src/types/build.rs", "")]);
    let changes = files.compare(&out).unwrap();
    assert_eq!(summary(&changes), ["missing src/lib.rs", "missing src/types/build.rs"]);
    apply(&changes, &out).unwrap();
    assert_eq!(files.compare(&out).unwrap(), []);
    assert_eq!(fs::read_to_string(out.join("src/lib.rs")).unwrap(), ours(""));
    assert_eq!(fs::read_dir(out.join("src")).unwrap().count(), 2, "no temporary file stays behind");
}

#[test]
fn what_codegen_no_longer_writes_goes_with_its_empty_folders() {
    let dir =
        folder(&[("src/lib.rs", &ours("old")), ("src/a/b/gone.rs", &ours("")), ("src/a/kept.rs", &ours(""))]);
    let files = files(&[("src/lib.rs", "new"), ("src/a/kept.rs", "")]);
    let changes = files.compare(dir.path()).unwrap();
    assert_eq!(summary(&changes), ["stale src/a/b/gone.rs", "different src/lib.rs"]);
    apply(&changes, dir.path()).unwrap();
    assert!(!dir.path().join("src/a/b").exists());
    assert!(dir.path().join("src/a/kept.rs").exists());
    assert_eq!(files.compare(dir.path()).unwrap(), []);
}

#[test]
fn a_file_of_the_user_in_src_stops_everything() {
    let dir = folder(&[("src/mine.rs", "fn mine() {}"), ("src/lib.rs", "mod mine;")]);
    let files = files(&[("src/lib.rs", ""), ("src/new.rs", "")]);
    let changes = files.compare(dir.path()).unwrap();
    assert_eq!(
        summary(&changes),
        [
            "foreign src/lib.rs is not written by codegen",
            "foreign src/mine.rs is not written by codegen",
            "missing src/new.rs"
        ]
    );
    assert_eq!(apply(&changes, dir.path()).unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert!(!dir.path().join("src/new.rs").exists());
    assert_eq!(fs::read_to_string(dir.path().join("src/lib.rs")).unwrap(), "mod mine;");
}

#[test]
fn what_lies_beside_src_is_the_users() {
    let dir = folder(&[
        ("examples/mine.rs", ""),
        ("tests/mine.rs", &ours("copied by the user")),
        ("README.md", "# Mine"),
        ("src/lib.rs", &ours("")),
        ("src/.lib.rs.swp", "an editor's"),
    ]);
    let files = files(&[("src/lib.rs", ""), ("README.md", "ours")]);
    assert_eq!(files.compare(dir.path()).unwrap(), []);
}

#[test]
fn a_readme_with_our_first_line_is_kept_up() {
    let dir = folder(&[("README.md", &format!("{}old", markdown_header(DOCUMENT)))]);
    let mut files = Files::new();
    files.insert("README.md", Content::Text(format!("{}new", markdown_header(DOCUMENT))));
    assert_eq!(summary(&files.compare(dir.path()).unwrap()), ["different README.md"]);
}

#[test]
fn line_ends_are_no_difference() {
    let dir = folder(&[("src/lib.rs", &ours("a\nb\n").replace('\n', "\r\n"))]);
    assert_eq!(files(&[("src/lib.rs", "a\nb\n")]).compare(dir.path()).unwrap(), []);
    let changes = files(&[("src/lib.rs", "a\nc\n")]).compare(dir.path()).unwrap();
    assert!(matches!(&changes[..], [Change::Different { old, .. }] if !old.contains('\r')));
}

#[test]
fn a_path_that_leaves_the_folder_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    for path in [
        "../lib.rs",
        "src/../../lib.rs",
        "/lib.rs",
        "src//lib.rs",
        "./lib.rs",
        "",
        "c:/lib.rs",
        "src\\lib.rs",
    ] {
        let mut files = Files::new();
        files.insert(path, Content::Text(ours("")));
        assert_eq!(files.compare(dir.path()).unwrap_err().kind(), ErrorKind::InvalidInput, "{path}");
        let change = Change::Missing { path: path.to_owned(), new: String::new() };
        assert_eq!(change.apply(dir.path()).unwrap_err().kind(), ErrorKind::InvalidInput, "{path}");
    }
}

#[test]
fn folders_files_and_bytes_in_the_way_are_foreign() {
    let dir = folder(&[("src/lib.rs/x", &ours("")), ("src/types", &ours(""))]);
    fs::write(dir.path().join("src/bytes.rs"), [0xff, 0xfe]).unwrap();
    let files = files(&[("src/lib.rs", ""), ("src/types/build.rs", "")]);
    assert_eq!(
        summary(&files.compare(dir.path()).unwrap()),
        [
            "foreign src/bytes.rs is not UTF-8 text",
            "foreign src/lib.rs is not a regular file",
            "stale src/lib.rs/x",
            "stale src/types",
            "foreign src/types is not a folder"
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_are_never_followed() {
    use std::os::unix::fs::symlink;

    let elsewhere = folder(&[("lib.rs", &ours("")), ("build.rs", &ours(""))]);
    let dir = folder(&[("src/lib.rs", &ours(""))]);
    symlink(elsewhere.path(), dir.path().join("src/types")).unwrap();
    let files = files(&[("src/lib.rs", ""), ("src/types/build.rs", "new"), ("src/types/new.rs", "")]);
    let changes = files.compare(dir.path()).unwrap();
    assert_eq!(summary(&changes), ["foreign src/types is a symbolic link"]);
    let change = Change::Stale { path: "src/types/build.rs".to_owned(), old: String::new() };
    assert_eq!(change.apply(dir.path()).unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert!(elsewhere.path().join("build.rs").exists());
}

#[cfg(unix)]
#[test]
fn new_files_have_usual_permissions_and_old_ones_keep_theirs() {
    use std::os::unix::fs::PermissionsExt;

    let dir = folder(&[("src/old.rs", &ours("old"))]);
    let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(dir.path().join("src/old.rs"), PermissionsExt::from_mode(0o640)).unwrap();
    fs::write(dir.path().join("usual"), "").unwrap();
    apply(&files(&[("src/old.rs", "new"), ("src/new.rs", "")]).compare(dir.path()).unwrap(), dir.path())
        .unwrap();
    assert_eq!(mode("src/old.rs"), 0o640);
    assert_eq!(mode("src/new.rs"), mode("usual"));
}

#[test]
fn a_document_name_stays_in_its_comment() {
    let header = header("a\nfn main() {}\r\u{202e}--><b>\u{2028}.yaml");
    assert_eq!(
        header,
        "// @generated by cargo xtask codegen from a?fn main() {}??--??b??.yaml. Do not edit.\n"
    );
    assert!(is_ours(&header));
    assert!(!is_ours(&format!("\n{header}")));
}
