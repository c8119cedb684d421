//! Every way in which a document can be wrong, as one table: code, severity, meaning.

use crate::diagnostic::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $meaning:literal;)*) => {
        /// A stable name for one kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as it is printed.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Whether generation stops.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// Whether a document alone can have it: not what is said of the user's choices, and no note.
            pub fn is_of_documents(self) -> bool {
                !self.is_note() && !matches!(self, Self::UnmatchedChoice | Self::BadChoice)
            }

            /// Whether there is no warning of it, and it is only told to who asks what is left out.
            pub fn is_note(self) -> bool {
                matches!(self, Self::NotGenerated | Self::NotNeeded)
            }

            /// What it means, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            /// More than that: why it matters, and an example that has the fault beside one that has not.
            pub fn explanation(self) -> Explanation {
                Explanation::of(self.name())
            }
        }
    };
}

codes! {
    Unreadable "unreadable" Error "The file cannot be read as UTF-8 text.";
    Syntax "syntax" Error "The text is neither YAML nor JSON.";
    LimitExceeded "limit-exceeded" Error "The document is larger or nested deeper than the stated limits.";
    DuplicateKey "duplicate-key" Error "A mapping has the same key twice.";
    UnsupportedVersion "unsupported-version" Error "The document is not OpenAPI 3.0 or 3.1, or does not say what it is.";
    UnknownKeyword "unknown-keyword" Warning "A member that OpenAPI does not know at this place; it has no effect.";
    Repaired "repaired" Warning "A fault that leaves one clear meaning; the document is read as it was meant.";
    MissingMember "missing-member" Error "A member that OpenAPI requires is not there.";
    WrongType "wrong-type" Error "A value has another JSON type than OpenAPI wants at this place.";
    UnknownType "unknown-type" Error "A schema's `type` is not one of JSON Schema's.";
    UnknownValue "unknown-value" Error "A member has a value that OpenAPI does not list for it.";
    UnknownReference "unknown-reference" Error "A `$ref` points at nothing.";
    RemoteReference "remote-reference" Error "A `$ref` leaves the document.";
    WrongReference "wrong-reference" Error "A `$ref` stands where none is allowed, or points at another kind of thing than is wanted.";
    CyclicReference "cyclic-reference" Error "References form a cycle without anything in it.";
    IgnoredSibling "ignored-sibling" Warning "A member beside `$ref` has no effect in OpenAPI 3.0.";
    NumberOutOfRange "number-out-of-range" Warning "A number is larger than any integer or float can hold; the bound is dropped.";
    BadPath "bad-path" Error "A path does not begin with `/`, or its template cannot be read.";
    BadName "bad-name" Error "A name is empty, or HTTP does not allow it at this place.";
    OddName "odd-name" Warning "A component's name has characters that OpenAPI does not allow; it is used as it stands.";
    BadUrl "bad-url" Warning "A URL has characters that no URL has.";
    BadServer "bad-server" Warning "A server's URL is none that a client can call.";
    UndeclaredVariable "undeclared-variable" Warning "A server's URL names a variable that is not declared; callers have to say it.";
    UnusedVariable "unused-variable" Warning "A variable of a server is declared but not in its URL.";
    BadParameter "bad-parameter" Error "A parameter contradicts itself, or does not say how it is sent.";
    DuplicateParameter "duplicate-parameter" Error "An operation has two parameters of one name at one place.";
    UndeclaredParameter "undeclared-parameter" Error "A path template names a parameter that is not declared, but much like one that is.";
    UnusedParameter "unused-parameter" Warning "A path parameter is declared but not in the path template.";
    DuplicateOperation "duplicate-operation" Error "An operation is given twice: two paths that have it differ only in the names of parameters.";
    BadStatus "bad-status" Error "A response's key is not a status code, a range such as `4XX`, or `default`.";
    UnknownScheme "unknown-scheme" Error "A security requirement names a scheme that is not defined.";
    UnknownOperation "unknown-operation" Warning "A link names an operation that the document does not have.";
    UnusedEncoding "unused-encoding" Warning "An encoding is given for a member that its body does not have.";
    SkippedOperation "skipped-operation" Warning "An operation uses something that is not supported and is left out.";
    Unsupported "unsupported" Warning "Something is not supported here; what is done instead is said.";
    InseparableUnion "inseparable-union" Warning "Nothing in the data tells two branches of a union apart.";
    UnlistedMapping "unlisted-mapping" Warning "A discriminator maps a value to a schema that is no branch of its union.";
    ConflictingAllOf "conflicting-all-of" Warning "Parts of an `allOf` contradict each other: no value meets all of them.";
    EmptyUnion "empty-union" Error "A `oneOf` or `anyOf` has no branch that a value could match.";
    BadEnum "bad-enum" Error "An `enum` is empty, or its values do not have one type.";
    DuplicateEnumValue "duplicate-enum-value" Warning "An `enum` lists a value twice.";
    BadDefault "bad-default" Warning "A default is not among the values that are allowed.";
    UndeclaredProperty "undeclared-property" Warning "A required name is not among the properties.";
    BadBounds "bad-bounds" Error "A lower bound is above the upper bound.";
    NotGenerated "not-generated" Warning "Something has no use in the output; it is listed among what is left out.";
    NotNeeded "not-needed" Warning "Something is not in the output because that can do without; it is listed among what is left out.";
    UnmatchedChoice "unmatched-choice" Error "An option selects, names or maps something that the document does not have.";
    BadChoice "bad-choice" Error "An option says what cannot be.";
    UncheckedPattern "unchecked-pattern" Warning "A pattern cannot be checked before sending; it is only documented.";
    BadExample "bad-example" Warning "An example does not fit its schema; no Rust example is made from it.";
}

/// The sections of all codes.
const EXPLANATIONS: &str = include_str!("codes.md");

/// What there is to say about a code. Examples leave out `openapi`, `info` and `paths` where they do not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// Severity and meaning, as the section repeats them.
    pub heading: &'static str,
    /// Some sentences; none where the meaning says it all.
    pub text: &'static str,
    /// Part of a document that has the fault. In `unreadable` alone, `\xE9` stands for a byte.
    pub wrong: &'static str,
    /// The same part without it.
    pub right: &'static str,
}

impl Explanation {
    /// Reads the section of a code. That all of them are there and well-formed is held by a test.
    fn of(name: &str) -> Self {
        let sections = EXPLANATIONS.split("\n## ").skip(1);
        let own = sections.filter_map(|section| section.split_once("\n\n")).find(|(title, _)| *title == name);
        let Some((_, section)) = own else { return Self::default() };
        let (prose, examples) = section.split_once("\n```").unwrap_or((section, ""));
        let (heading, text) = prose.trim().split_once("\n\n").unwrap_or((prose.trim(), ""));
        let mut blocks = examples.split("\n```").map(|block| block.split_once('\n').unwrap_or_default().1);
        let wrong = blocks.next().unwrap_or_default();
        Self { heading, text, wrong, right: blocks.nth(1).unwrap_or_default() }
    }
}
