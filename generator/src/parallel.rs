//! The same work for many things, on all cores.

use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

use crate::limits;

/// Does some work for each thing; the results are in the order of the things, whoever did them.
///
/// Each worker has the stack that [`with_room`](crate::stack::with_room) gives. Where no thread can be had, fewer do it.
pub(crate) fn map<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match things.get(index) {
                Some(thing) => done.push((index, work(thing))),
                None => return done,
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut done = thread::scope(|scope| {
        let start = |_| Builder::new().stack_size(limits::STACK).spawn_scoped(scope, worker).ok();
        let helpers: Vec<_> = (1..cores.min(things.len())).filter_map(start).collect();
        let mut done = worker();
        for helper in helpers {
            done.extend(helper.join().unwrap_or_else(|payload| panic::resume_unwind(payload)));
        }
        done
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_things() {
        let things: Vec<u64> = (0..500).collect();
        // The first take longest, so that whoever is second ends first.
        let work = |thing: &u64| (0..(500 - thing) * 100).fold(*thing, |sum, step| sum ^ (step & 1)) & !1;
        assert_eq!(map(&things, work), things.iter().map(work).collect::<Vec<_>>());
        assert_eq!(map(&[], |thing: &u64| *thing), Vec::<u64>::new());
    }
}
