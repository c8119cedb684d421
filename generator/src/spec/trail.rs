//! The way from the document's root to a value during a walk, as a list on the stack.
//!
//! A walk over a large document visits a million values and reports a handful: the pointer is only built for those.

use crate::pointer::Pointer;

/// Where a walk stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trail<'a> {
    Root,
    Key(&'a Trail<'a>, &'a str),
    Index(&'a Trail<'a>, usize),
}

impl<'a> Trail<'a> {
    /// One member further.
    pub(super) fn key(&'a self, name: &'a str) -> Self {
        Self::Key(self, name)
    }

    /// One element further.
    pub(super) fn index(&'a self, index: usize) -> Self {
        Self::Index(self, index)
    }

    /// The name of the member that the walk stands on.
    pub(super) fn name(&self) -> Option<&'a str> {
        if let Self::Key(_, name) = self { Some(name) } else { None }
    }

    pub(super) fn pointer(&self) -> Pointer {
        let mut steps = Vec::new();
        let mut at = self;
        while let Self::Key(up, _) | Self::Index(up, _) = at {
            steps.push(at);
            at = up;
        }
        let mut pointer = Pointer::root();
        for step in steps.into_iter().rev() {
            match step {
                Self::Root => {}
                Self::Key(_, name) => pointer.push(name),
                Self::Index(_, index) => pointer.push(&index.to_string()),
            }
        }
        pointer
    }
}
