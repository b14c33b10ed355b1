//! Work on many threads, results in the order of the input.
//!
//! At most a window of items is under way: a slow item holds back the output, never the memory.

use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// How many items wait for each worker.
const WINDOW: usize = 8;

/// Gives each item that `produce` sends, worked on by one of `jobs` threads, to `take`, in the order of sending.
/// Ends early where `take` breaks.
pub(crate) fn in_order<T: Send, U: Send>(
    jobs: usize,
    produce: impl FnOnce(&mut dyn FnMut(T) -> ControlFlow<()>) + Send,
    work: impl Fn(T) -> U + Sync,
    mut take: impl FnMut(U) -> ControlFlow<()>,
) {
    let window = jobs * WINDOW;
    // Items go to the workers; a slot for each result goes to the taker at the same time.
    let (items, todo) = sync_channel::<(T, SyncSender<U>)>(window);
    let (slots, done) = sync_channel::<Receiver<U>>(window);
    let todo = Mutex::new(todo);
    thread::scope(|scope| {
        scope.spawn(move || produce(&mut |item| send(item, &items, &slots)));
        for _ in 0..jobs {
            scope.spawn(|| work_on(&todo, &work));
        }
        // The receiver of slots falls when this loop ends, and with it the producer's next send.
        for result in done.into_iter().map_while(|slot| slot.recv().ok()) {
            if take(result).is_break() {
                break;
            }
        }
    });
}

fn send<T, U>(item: T, items: &SyncSender<(T, SyncSender<U>)>, slots: &SyncSender<Receiver<U>>) -> ControlFlow<()> {
    let (result, slot) = sync_channel(1);
    let is_sent = slots.send(slot).is_ok() && items.send((item, result)).is_ok();
    if is_sent { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

fn work_on<T, U>(todo: &Mutex<Receiver<(T, SyncSender<U>)>>, work: &impl Fn(T) -> U) {
    loop {
        let Ok(next) = todo.lock().map(|todo| todo.recv()) else { return };
        let Ok((item, result)) = next else { return };
        // Where nobody waits for the result any more, the run has ended early.
        let _ = result.send(work(item));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn produce(n: usize) -> impl FnOnce(&mut dyn FnMut(usize) -> ControlFlow<()>) + Send {
        move |send| {
            for i in 0..n {
                if send(i).is_break() {
                    return;
                }
            }
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for jobs in [1, 2, 8] {
            let mut taken = Vec::new();
            let work = |i: usize| {
                thread::sleep(std::time::Duration::from_micros((i as u64 * 7919) % 300));
                i * 2
            };
            in_order(jobs, produce(200), work, |result| {
                taken.push(result);
                ControlFlow::Continue(())
            });
            assert_eq!(taken, (0..200).map(|i| i * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_taker_that_has_enough_ends_the_run() {
        let mut taken = 0;
        in_order(
            2,
            produce(100_000),
            |i| i,
            |_| {
                taken += 1;
                if taken == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(taken, 3);
    }
}
