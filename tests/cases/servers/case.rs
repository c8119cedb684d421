use servers::servers::{OneOfTheRegionsHttps, Region, Server, TenantExampleOrg};
use servers::{Call, Client, ClientBuilder, Error};

use crate::support::{Recorder, ready};

/// Where a call goes by a client that is built like this.
fn goes<T: 'static, E: 'static + std::fmt::Debug>(
    with: impl FnOnce(ClientBuilder) -> ClientBuilder,
    call: impl FnOnce(&Client) -> Call<T, E>,
) -> String {
    let recorder = Recorder::answering(204, "");
    let client = with(Client::builder().transport(recorder.clone())).build().unwrap();
    match ready(call(&client)) {
        Err(Error::Refused(refused)) => refused.to_string(),
        _ => recorder.requests().remove(0).uri().to_string(),
    }
}

#[test]
fn the_first_server_with_a_host_is_the_default() {
    assert_eq!(Client::BASE_URL, "https://api.example.com/v1");
    // Of two that are the same, the one that protects credentials.
    assert_eq!(Server::default(), Server::ProductionHttps);
    assert_eq!(goes(|it| it, Client::things), "https://api.example.com/v1/things");
}

#[test]
fn a_server_is_chosen_with_its_variables() {
    let region = OneOfTheRegionsHttps::new();
    assert_eq!(goes(|it| it.server(region.clone()), Client::things), "https://eu.example.com:443/v1/things");
    let region = region.region(Region::UsEast).port("8443");
    assert_eq!(goes(|it| it.server(region), Client::things), "https://us-east.example.com:8443/v1/things");
    let tenant = TenantExampleOrg::new("acme");
    assert_eq!(goes(|it| it.server(tenant), Client::things), "https://acme.example.org/things");
}

#[test]
fn no_value_of_a_variable_leads_to_another_host() {
    for tenant in ["evil.com/", "evil.com#", "evil.com?", "a@evil.com", "evil.com\\", "evil.com:1", "", "a b"] {
        let server = Server::from(TenantExampleOrg::new(tenant));
        let built = Client::builder().transport(Recorder::answering(204, "")).server(server).build();
        assert!(built.is_err(), "{tenant}");
    }
}

#[test]
fn a_server_without_a_host_begins_where_the_caller_says() {
    let local = |it: ClientBuilder| it.server(Server::MachineItself).origin("http://localhost:1/proxy/");
    assert_eq!(goes(local, Client::things), "http://localhost:1/proxy/api/things");
    assert_eq!(goes(local, Client::health), "http://localhost:1/proxy/health");
    let builder = Client::builder().transport(Recorder::answering(204, ""));
    let refused = builder.server(Server::MachineItself).build().unwrap_err();
    let said = "option `origin`: is needed, or `base_url`: the description's server is \"/api\"";
    assert!(refused.to_string().ends_with(said), "{refused}");
}

#[test]
fn an_operation_goes_to_its_own_server() {
    assert_eq!(goes(|it| it, Client::upload), "https://uploads.example.com/up/uploads");
    assert_eq!(goes(|it| it, Client::replace), "https://a.example.net/uploads");
    // Without a host it is on the same one as the API.
    assert_eq!(goes(|it| it, Client::health), "https://api.example.com/health");
    let region = |it: ClientBuilder| it.server(OneOfTheRegionsHttps::new());
    assert_eq!(goes(region, Client::upload), "https://uploads.example.com/up/uploads");
    assert_eq!(goes(region, Client::health), "https://eu.example.com:443/health");
}

#[test]
fn a_base_url_is_for_all_operations() {
    let test = |it: ClientBuilder| it.server(OneOfTheRegionsHttps::new()).base_url("http://127.0.0.1:9/x");
    assert_eq!(goes(test, Client::things), "http://127.0.0.1:9/x/things");
    assert_eq!(goes(test, Client::upload), "http://127.0.0.1:9/x/uploads");
    assert_eq!(goes(test, Client::health), "http://127.0.0.1:9/x/health");
    assert_eq!(goes(test, Client::tenant), "http://127.0.0.1:9/x/tenant");
}

#[test]
fn a_call_has_a_base_url_of_its_own() {
    let own = |it: &Client| it.upload().base_url("https://other.example.com/y");
    assert_eq!(goes(|it| it.base_url("http://127.0.0.1:9"), own), "https://other.example.com/y/uploads");
    let bad = goes(|it| it, |it| it.upload().base_url("https://user:hidden@example.com"));
    assert_eq!(bad, "upload: nothing was sent: URL `base_url`: must have no user name and no password");
}

#[test]
fn a_server_that_nobody_knows_has_to_be_said() {
    let said = goes(|it| it, Client::tenant);
    assert!(said.starts_with("tenant: nothing was sent: URL `base_url`: is needed"), "{said}");
    let own = |it: &Client| it.tenant().base_url("https://acme.example.org/x");
    assert_eq!(goes(|it| it, own), "https://acme.example.org/x/tenant");
}
