use statuses::operations::{ArchiveError, OrdersError, OrdersSuccess};
use statuses::types::Order;
use statuses::{Client, Error};

use crate::support::{Recorder, ready};

fn client(status: u16, body: &str) -> Client {
    Client::builder().transport(Recorder::answering(status, body)).build().unwrap()
}

#[test]
fn each_status_has_its_type() {
    let ok = ready(client(200, r#"{"id": "1"}"#).orders()).unwrap();
    assert!(matches!(ok.body(), OrdersSuccess::Ok(order) if order.id.as_deref() == Some("1")));
    assert!(matches!(ready(client(202, "").orders()).unwrap().body(), OrdersSuccess::Accepted));
    let error = |status: u16, body: &str| match ready(client(status, body).orders()).unwrap_err() {
        Error::Api(answer) => answer.into_body(),
        other => panic!("{other}"),
    };
    assert!(matches!(error(404, r#"{"what": "it"}"#), OrdersError::NotFound(_)));
    assert!(matches!(error(422, r#"{"fields": ["a"]}"#), OrdersError::UnprocessableContent(_)));
    assert!(matches!(error(410, "gone"), OrdersError::ClientError(text) if text == "gone"));
    assert!(matches!(error(500, "{}"), OrdersError::Other(_)));
}

#[test]
fn a_status_that_is_not_described_is_kept_whole() {
    let error = ready(client(500, "oops").order(Some(Order::new().note("n")))).unwrap_err();
    let Error::Undescribed(answer) = error else { panic!("{error}") };
    assert_eq!((answer.status().as_u16(), answer.text().as_ref()), (500, "oops"));
    let mut receipt = ready(client(200, "%PDF").order(None)).unwrap();
    assert_eq!(ready(receipt.bytes()).unwrap().as_ref(), b"%PDF");
    assert_eq!(*ready(client(200, "fine").health()).unwrap(), "fine");
}

#[test]
fn a_redirect_is_what_an_operation_without_another_success_is_for() {
    let redirect = ready(client(302, "<a href=elsewhere>").archive()).unwrap();
    assert_eq!((redirect.status().as_u16(), redirect.body()), (302, &()));
    // The default describes errors: that of a success nobody has said.
    assert_eq!(ready(client(200, "{}").archive()).unwrap().into_body(), ());
    for (status, body) in [(304, ""), (500, "{}")] {
        let Err(Error::Api(answer)) = ready(client(status, body).archive()) else { panic!("{status}") };
        assert_eq!(matches!(answer.body(), ArchiveError::NotModified), status == 304);
    }
    let again = |status| ready(client(status, "<html>").archive_again()).map(statuses::Response::into_body);
    assert_eq!((again(303).unwrap(), again(307).unwrap()), ((), ()));
    assert!(matches!(again(304), Err(Error::Undescribed(_))));
    // Where a success is described, a redirect is none.
    assert!(matches!(ready(client(302, "{}").orders()), Err(Error::Api(_))));
}
