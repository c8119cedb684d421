//! What is measured: objects and unions as data, from which come the document and the baseline.

/// An object: the name of its type and its members.
pub(crate) struct Shape {
    pub(crate) name: String,
    pub(crate) members: Vec<Member>,
}

pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
}

#[derive(Clone, Copy)]
pub(crate) enum Type {
    Text,
    Integer,
    Boolean,
    Texts,
    Object(&'static str),
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Presence {
    Required,
    Nullable,
    Optional,
    OptionalNullable,
}

/// A union: the name of its type, its branches, and how they are told apart.
pub(crate) struct Union {
    pub(crate) name: String,
    pub(crate) branches: Vec<Shape>,
    /// By the member `kind`, whose value is the branch's name; otherwise by the member `only…` of each branch.
    pub(crate) tagged: bool,
}

/// Sizes of objects, to see how the time for one member grows.
const SIZES: [usize; 3] = [50, 100, 200];
/// Numbers of branches, for the same reason, and the one that is compared with `untagged`.
const BRANCHES: [usize; 4] = [8, 25, 50, 100];

/// Every plain object.
pub(crate) fn shapes() -> Vec<Shape> {
    use Presence::{Nullable, Optional, OptionalNullable, Required};
    let owner =
        [("name", Type::Text, Required), ("email", Type::Text, Required), ("id", Type::Integer, Required)];
    let build = [
        ("id", Type::Text, Required),
        ("branch", Type::Text, Optional),
        ("sha", Type::Text, Required),
        ("number", Type::Integer, Required),
        ("attempts", Type::Integer, Optional),
        ("concluded", Type::Boolean, Required),
        ("owner", Type::Object("Owner"), Required),
        ("tags", Type::Texts, Optional),
        ("message", Type::Text, OptionalNullable),
        ("created_at", Type::Text, Required),
        ("stopped_at", Type::Text, Nullable),
    ];
    let mut shapes = vec![shape("Owner", &owner), shape("Build", &build)];
    shapes.extend(SIZES.map(|size| wide(&format!("Wide{size}"), size)));
    shapes
}

/// Every union.
pub(crate) fn unions() -> Vec<Union> {
    let mut unions = vec![union("ByKey2", 2, false), union("ByKey8", 8, false)];
    unions.extend(BRANCHES.map(|count| union(&format!("ByTag{count}"), count, true)));
    unions
}

fn shape(name: &str, members: &[(&str, Type, Presence)]) -> Shape {
    let members = members.iter().map(|(name, ty, presence)| member(name, *ty, *presence)).collect();
    Shape { name: name.to_owned(), members }
}

fn member(name: &str, ty: Type, presence: Presence) -> Member {
    Member { name: name.to_owned(), ty, presence }
}

/// An object of many members, whose names are of several lengths.
fn wide(name: &str, size: usize) -> Shape {
    const WORDS: [&str; 7] = ["id", "region", "replicas", "image_path", "url", "build_engine", "port"];
    const TYPES: [(Type, Presence); 4] = [
        (Type::Text, Presence::Required),
        (Type::Integer, Presence::Required),
        (Type::Text, Presence::Optional),
        (Type::Boolean, Presence::Required),
    ];
    let members = (0..size)
        .map(|index| {
            let (ty, presence) = TYPES[index % TYPES.len()];
            member(&format!("{}_{index}", WORDS[index % WORDS.len()]), ty, presence)
        })
        .collect();
    Shape { name: name.to_owned(), members }
}

/// Branches share most members, as real ones do, and each has one of its own.
fn union(name: &str, count: usize, tagged: bool) -> Union {
    let branch = |index: usize| {
        let mut members = vec![
            member("id", Type::Text, Presence::Required),
            member("project", Type::Text, Presence::Required),
            member("replicas", Type::Integer, Presence::Required),
            member("enabled", Type::Boolean, Presence::Required),
            member("region", Type::Text, Presence::Optional),
            member("port", Type::Integer, Presence::Optional),
            member("owner", Type::Object("Owner"), Presence::Required),
        ];
        members.push(member(&format!("only_{index}"), Type::Text, Presence::Required));
        Shape { name: format!("{name}Branch{index}"), members }
    };
    Union { name: name.to_owned(), branches: (0..count).map(branch).collect(), tagged }
}
