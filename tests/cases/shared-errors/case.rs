use http::HeaderMap;
use shared_errors::operations::{GetCatHeaders, GetDogHeaders, NameCatHeaders};

#[test]
fn headers_of_several_groups_are_read_by_one_struct() {
    let headers = HeaderMap::from_iter([("x-left".parse().unwrap(), "3".parse().unwrap())]);
    let cat: GetCatHeaders<'_> = GetCatHeaders::of(&headers);
    let dog: GetDogHeaders<'_> = cat;
    assert_eq!(dog.x_left().unwrap().map(|left| left.get()), Some(3));
    assert_eq!(NameCatHeaders::of(&headers).x_mark().unwrap(), None);
}
