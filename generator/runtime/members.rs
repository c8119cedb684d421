//! Members of an object while it is read: a place for each, told by where the member stands in the table.
//!
//! A struct says what its members are in a tuple of [`Required`], [`Optional`] and [`Free`], a large one in a [`Chain`]
//! of tuples; [`WithRest`] keeps what the table does not have. Reading is written over these, so that it is not looked
//! at again for each struct.

use std::collections::BTreeMap;

use serde::de::MapAccess;

use super::decode::{Decode, seed};

/// A member that has to be there.
pub(crate) struct Required<T>(pub(crate) Option<T>);

/// A member that may be absent.
#[derive(Default)]
pub(crate) struct Optional<T>(pub(crate) T);

/// A member that may be absent, and whose null is a value.
pub(crate) struct Free<T>(pub(crate) Option<T>);

impl<T> Default for Required<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Default for Free<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// Where the value of a member goes that is being read.
pub(crate) trait Slot<'de, A: MapAccess<'de>> {
    /// Reads the value.
    fn read(&mut self, members: &mut A) -> Result<(), A::Error>;
}

impl<'de, T: Decode<'de>, A: MapAccess<'de>> Slot<'de, A> for Required<T> {
    fn read(&mut self, members: &mut A) -> Result<(), A::Error> {
        self.0 = Some(members.next_value_seed(seed())?);
        Ok(())
    }
}

impl<'de, T: Decode<'de>, A: MapAccess<'de>> Slot<'de, A> for Optional<T> {
    fn read(&mut self, members: &mut A) -> Result<(), A::Error> {
        self.0 = members.next_value_seed(seed())?;
        Ok(())
    }
}

impl<'de, T: Decode<'de>, A: MapAccess<'de>> Slot<'de, A> for Free<T> {
    fn read(&mut self, members: &mut A) -> Result<(), A::Error> {
        self.0 = Some(members.next_value_seed(seed())?);
        Ok(())
    }
}

/// The slots of a table.
pub(crate) type Slots<'p, 'de, A> = [Option<&'p mut dyn Slot<'de, A>>];

/// Where the members go that the table does not have.
pub(crate) trait Rest<'de, A: MapAccess<'de>> {
    /// Reads the value of one.
    fn read(&mut self, name: String, members: &mut A) -> Result<(), A::Error>;
}

impl<'de, T: Decode<'de>, A: MapAccess<'de>> Rest<'de, A> for BTreeMap<String, T> {
    fn read(&mut self, name: String, members: &mut A) -> Result<(), A::Error> {
        self.insert(name, members.next_value_seed(seed())?);
        Ok(())
    }
}

/// The place of the rest, if there is one.
pub(crate) type RestPlace<'p, 'de, A> = Option<&'p mut dyn Rest<'de, A>>;

/// A member of an object.
pub(crate) trait Member<'de>: Default {
    /// The place for its value.
    fn slot<'p, A: MapAccess<'de> + 'p>(&'p mut self) -> &'p mut (dyn Slot<'de, A> + 'p);

    /// Whether the object cannot do without it, and it was not there.
    #[inline]
    fn is_missing(&self) -> bool {
        false
    }
}

impl<'de, T: Decode<'de>> Member<'de> for Required<T> {
    #[inline]
    fn slot<'p, A: MapAccess<'de> + 'p>(&'p mut self) -> &'p mut (dyn Slot<'de, A> + 'p) {
        self
    }

    #[inline]
    fn is_missing(&self) -> bool {
        self.0.is_none()
    }
}

impl<'de, T: Decode<'de> + Default> Member<'de> for Optional<T> {
    #[inline]
    fn slot<'p, A: MapAccess<'de> + 'p>(&'p mut self) -> &'p mut (dyn Slot<'de, A> + 'p) {
        self
    }
}

impl<'de, T: Decode<'de>> Member<'de> for Free<T> {
    #[inline]
    fn slot<'p, A: MapAccess<'de> + 'p>(&'p mut self) -> &'p mut (dyn Slot<'de, A> + 'p) {
        self
    }
}

/// Members that stand next to each other in a table.
pub(crate) trait Members<'de>: Default {
    /// How many there are.
    const COUNT: usize;

    /// Says where each value goes, and where those without a slot.
    fn slots<'p, A: MapAccess<'de> + 'p>(
        &'p mut self,
        slots: &mut Slots<'p, 'de, A>,
    ) -> RestPlace<'p, 'de, A>;

    /// Where the first stands that is missing.
    fn missing(&self) -> Option<usize>;
}

impl<'de> Members<'de> for () {
    const COUNT: usize = 0;

    fn slots<'p, A: MapAccess<'de> + 'p>(&'p mut self, _: &mut Slots<'p, 'de, A>) -> RestPlace<'p, 'de, A> {
        None
    }

    fn missing(&self) -> Option<usize> {
        None
    }
}

macro_rules! tuples {
    ($($count:literal: $($member:ident $index:tt $slot:ident),+;)*) => {$(
        impl<'de, $($member: Member<'de>),+> Members<'de> for ($($member,)+) {
            const COUNT: usize = $count;

            #[inline]
            fn slots<'p, A: MapAccess<'de> + 'p>(
                &'p mut self,
                slots: &mut Slots<'p, 'de, A>,
            ) -> RestPlace<'p, 'de, A> {
                if let [$($slot,)+ ..] = slots {
                    $(*$slot = Some(self.$index.slot());)+
                }
                None
            }

            #[inline]
            fn missing(&self) -> Option<usize> {
                $(if self.$index.is_missing() { return Some($index); })*
                None
            }
        }
    )*};
}

tuples! {
    1: M0 0 s0;
    2: M0 0 s0, M1 1 s1;
    3: M0 0 s0, M1 1 s1, M2 2 s2;
    4: M0 0 s0, M1 1 s1, M2 2 s2, M3 3 s3;
    5: M0 0 s0, M1 1 s1, M2 2 s2, M3 3 s3, M4 4 s4;
    6: M0 0 s0, M1 1 s1, M2 2 s2, M3 3 s3, M4 4 s4, M5 5 s5;
    7: M0 0 s0, M1 1 s1, M2 2 s2, M3 3 s3, M4 4 s4, M5 5 s5, M6 6 s6;
    8: M0 0 s0, M1 1 s1, M2 2 s2, M3 3 s3, M4 4 s4, M5 5 s5, M6 6 s6, M7 7 s7;
    9: M0 0 s0, M1 1 s1, M2 2 s2, M3 3 s3, M4 4 s4, M5 5 s5, M6 6 s6, M7 7 s7, M8 8 s8;
    10: M0 0 s0, M1 1 s1, M2 2 s2, M3 3 s3, M4 4 s4, M5 5 s5, M6 6 s6, M7 7 s7, M8 8 s8, M9 9 s9;
    11: M0 0 s0, M1 1 s1, M2 2 s2, M3 3 s3, M4 4 s4, M5 5 s5, M6 6 s6, M7 7 s7, M8 8 s8, M9 9 s9, M10 10 s10;
    12: M0 0 s0, M1 1 s1, M2 2 s2, M3 3 s3, M4 4 s4, M5 5 s5, M6 6 s6, M7 7 s7, M8 8 s8, M9 9 s9, M10 10 s10, M11 11 s11;
}

/// Members with others behind them.
#[derive(Default)]
pub(crate) struct Chain<M, N>(pub(crate) M, pub(crate) N);

impl<'de, M: Members<'de>, N: Members<'de>> Members<'de> for Chain<M, N> {
    const COUNT: usize = M::COUNT + N::COUNT;

    #[inline]
    fn slots<'p, A: MapAccess<'de> + 'p>(
        &'p mut self,
        slots: &mut Slots<'p, 'de, A>,
    ) -> RestPlace<'p, 'de, A> {
        let (first, behind) = slots.split_at_mut_checked(M::COUNT)?;
        self.0.slots(first);
        self.1.slots(behind);
        None
    }

    #[inline]
    fn missing(&self) -> Option<usize> {
        self.0.missing().or_else(|| self.1.missing().map(|at| M::COUNT + at))
    }
}

/// All members of a table, and those of the object that it does not have.
pub(crate) struct WithRest<M, T>(pub(crate) M, pub(crate) BTreeMap<String, T>);

impl<M: Default, T> Default for WithRest<M, T> {
    fn default() -> Self {
        Self(M::default(), BTreeMap::new())
    }
}

impl<'de, M: Members<'de>, T: Decode<'de>> Members<'de> for WithRest<M, T> {
    const COUNT: usize = M::COUNT;

    #[inline]
    fn slots<'p, A: MapAccess<'de> + 'p>(
        &'p mut self,
        slots: &mut Slots<'p, 'de, A>,
    ) -> RestPlace<'p, 'de, A> {
        self.0.slots(slots);
        Some(&mut self.1)
    }

    #[inline]
    fn missing(&self) -> Option<usize> {
        self.0.missing()
    }
}
