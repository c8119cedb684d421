//! t
#[test]
#[ignore = "p"]
fn x() { let u = std::env::var("PRISM_URL").unwrap(); println!("{u}"); assert!(u.len() < 3); }
