use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::ops::Bound;
use std::time::Duration;

use choices::Client;
use choices::operations::FindHostParams;
use choices::types::{Host, HostRange, HostRoute, Sort};

use crate::support::{Recorder, ready};

const MACHINE: &str = r#"{"address":"10.0.0.1","uptime":{"secs":7,"nanos":8},"before":{"secs":1,"nanos":0},"kind":"vm","others":["10.0.0.2"],"named":{"a":"10.0.0.3"},"route":{"secs":5,"nanos":0},"price":1.5,"extra":{"a":1}}"#;

#[test]
fn types_of_others_are_read_and_written() {
    let machine: Host = serde_json::from_str(MACHINE).unwrap();
    assert_eq!(machine.address, Ipv4Addr::new(10, 0, 0, 1));
    assert_eq!(machine.uptime, Duration::new(7, 8));
    assert_eq!(machine.others, Some(vec![Ipv4Addr::new(10, 0, 0, 2)]));
    assert_eq!(machine.named, Some(BTreeMap::from([("a".to_owned(), Ipv4Addr::new(10, 0, 0, 3))])));
    assert_eq!(machine.route, Some(HostRoute::Span(Duration::from_secs(5))));
    assert_eq!(machine.extra, Some(serde_json::json!({ "a": 1 })));
    assert_eq!(machine.price, serde_json::Number::from_f64(1.5));
    assert_eq!(machine.kind, Sort::VirtualMachine);
    assert_eq!(serde_json::to_string(&machine).unwrap(), MACHINE);
    assert!(serde_json::from_str::<Host>(&MACHINE.replace("10.0.0.1", "10.0.0")).is_err());
}

#[test]
fn parameters_are_of_these_types_too() {
    let recorder = Recorder::answering(200, MACHINE);
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    let near = FindHostParams::new().near([Ipv4Addr::LOCALHOST]).limit(3);
    ready(client.find_host(&Ipv4Addr::new(10, 9, 8, 7), near)).unwrap();
    let sent = recorder.requests().remove(0);
    assert_eq!(sent.uri(), "https://example.com/machines/10.9.8.7?near=127.0.0.1&limit=3");
    // The pattern of the schema is the type's business now.
    ready(client.set_machine(&Ipv4Addr::LOCALHOST, Host::new(Ipv4Addr::LOCALHOST, Duration::ZERO, Sort::Metal))).unwrap();
}

#[test]
fn derives_are_added() {
    fn is_exact<T: Eq>() {}
    fn is_hashed<T: std::hash::Hash>() {}
    is_exact::<HostRoute>();
    is_exact::<Host>();
    is_hashed::<HostRoute>();
}

#[test]
fn an_enum_of_others_is_read_also_where_it_is_held_back() {
    for (text, edge) in [(r#""Unbounded""#, Bound::Unbounded), (r#"{"Included":3}"#, Bound::Included(3))] {
        for range in [format!(r#"{{"edge":{text},"below":1}}"#), format!(r#"{{"below":1,"edge":{text}}}"#)] {
            let machine = MACHINE.replace(r#""price""#, &format!(r#""range":{range},"price""#));
            let machine: Host = serde_json::from_str(&machine).unwrap();
            assert!(matches!(machine.range, Some(HostRange::Lower(lower)) if lower.edge == edge), "{range}");
        }
    }
}
