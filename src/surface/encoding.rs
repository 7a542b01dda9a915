//! Pictures as files, at once or in parts.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::check_whole;
use super::picture::Picture;
use super::strips::Strips;
use crate::codec::{EncodeOptions, Encoded, encode_in_parts, encode_unless};
use crate::error::{Error, ErrorKind, Result, guard};
use crate::list::DeferredPixels;
use crate::stop::Stop;

/// A file that is read in parts is made from strips where drawing the picture whole would take more memory than this.
const STRIPS_FROM: usize = 64 * 1024 * 1024;

impl Picture {
    /// All of the file. A picture that can be drawn is, because its canvas goes on from there; of others a strip at a time.
    pub fn encode(self: &Arc<Self>, stop: &Stop, options: &EncodeOptions) -> Result<Encoded> {
        stop.check()?;
        if check_whole(self.size()).is_err() {
            return encode_unless(stop, Strips::new(Arc::clone(self))?, options);
        }
        encode_unless(stop, &*self.pixels()?, options)
    }

    /// Gives the file to `drain` in parts, of which the last is returned.
    fn encode_in_parts(
        self: &Arc<Self>,
        stop: &Stop,
        options: &EncodeOptions,
        drain: &mut dyn FnMut(Encoded) -> Result<()>,
    ) -> Result<Encoded> {
        stop.check()?;
        let is_vast = check_whole(self.size()).is_err();
        // Strips are for who reads each row once.
        if is_vast || (options.reads_once() && self.bytes_to_draw() > STRIPS_FROM) {
            let mut strips = Strips::new(Arc::clone(self))?;
            return encode_in_parts(stop, &mut strips, options, drain);
        }
        encode_in_parts(stop, &mut &*self.pixels()?, options, drain)
    }
}

/// A file that is made as far as it is asked for.
///
/// The libraries that write files can't be left in the middle of one. So they run on a thread of the stream's own, which
/// does something only while somebody waits in [`Self::read`], and ends with the stream.
#[derive(Debug)]
pub struct EncodeStream {
    state: State,
    stop: Stop,
}

#[derive(Debug)]
enum State {
    /// What is to be done.
    Ready(Arc<Picture>, EncodeOptions),
    Running(Ends),
    Over,
}

/// The stream's ends of the channels to its thread.
#[derive(Debug)]
struct Ends {
    ask: SyncSender<()>,
    answers: Receiver<Result<Answer>>,
}

/// A part of the file, and whether it is the last.
#[derive(Debug)]
struct Answer {
    part: Encoded,
    is_last: bool,
}

impl EncodeStream {
    /// Nothing is done before somebody asks for a part.
    pub fn new(picture: Arc<Picture>, options: EncodeOptions) -> Self {
        Self { state: State::Ready(picture, options), stop: Stop::default() }
    }

    /// Ends the making of a part, from any thread.
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// The next part; `None` after the last. Waits for it: call it on a worker. After an error there is nothing more.
    pub fn read(&mut self) -> Result<Option<Encoded>> {
        let ends = match std::mem::replace(&mut self.state, State::Over) {
            State::Ready(picture, options) => self.begin(picture, options)?,
            State::Running(ends) => ends,
            State::Over => return Ok(None),
        };
        let gone = |_| Error::internal("the thread of a stream is gone");
        ends.ask.send(()).map_err(|_| Error::internal("the thread of a stream is gone"))?;
        let Answer { part, is_last } = ends.answers.recv().map_err(gone)??;
        if !is_last {
            self.state = State::Running(ends);
        }
        // The file may have ended with the part before.
        Ok((!part.bytes().is_empty()).then_some(part))
    }

    fn begin(&self, picture: Arc<Picture>, options: EncodeOptions) -> Result<Ends> {
        // The thread waits with each part until it is taken.
        let (ask, asked) = sync_channel(0);
        let (answer, answers) = sync_channel(0);
        let stop = self.stop.clone();
        let writer = Writer { asked, answer };
        let name = "canvas-stream".to_owned();
        let run = move || writer.run(picture, &stop, &options);
        thread::Builder::new().name(name).spawn(run).map_err(|cause| {
            Error::limit(format!("there can be no thread for another stream: {cause}"))
        })?;
        Ok(Ends { ask, answers })
    }
}

impl Drop for EncodeStream {
    fn drop(&mut self) {
        // A thread that is at work stops soon; one that waits is told by its channels.
        self.stop.request();
    }
}

/// The thread's ends of the channels.
struct Writer {
    asked: Receiver<()>,
    answer: SyncSender<Result<Answer>>,
}

impl Writer {
    fn run(&self, picture: Arc<Picture>, stop: &Stop, options: &EncodeOptions) {
        let last = self.wait().and_then(|()| {
            guard("encoding a canvas", || {
                picture.encode_in_parts(stop, options, &mut |part| {
                    self.give(Ok(Answer { part, is_last: false }))?;
                    self.wait()
                })
            })
        });
        // Whoever has the last part may count on all being free.
        drop(picture);
        // Nobody to tell is nobody to mind.
        let _ = self.give(last.map(|part| Answer { part, is_last: true }));
    }

    fn wait(&self) -> Result<()> {
        self.asked.recv().map_err(|_| nobody_reads())
    }

    fn give(&self, answer: Result<Answer>) -> Result<()> {
        self.answer.send(answer).map_err(|_| nobody_reads())
    }
}

fn nobody_reads() -> Error {
    Error::new(ErrorKind::Abort, "nobody reads the stream any more")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::{Context, Style};
    use crate::geom::Rect;
    use crate::mem::Ledger;
    use crate::paint::Color;
    use crate::surface::Surface;

    /// Stripes of many colours over a canvas of that size.
    fn striped(ledger: &Arc<Ledger>, width: u32, height: u32) -> Surface {
        let mut surface = Surface::new(ledger, width, height).unwrap();
        let mut context = Context::new(ledger).unwrap();
        for i in 0..200_u8 {
            context.state_mut().fill = Style::Color(Color::rgb(i, 255 - i, i / 2));
            let at = f64::from(i);
            let (w, h) = (f64::from(width), f64::from(height) / 150.0);
            let rect = Rect::new(at * 3.5, at * h * 0.75, w, h);
            surface.record(|out| context.fill_rect(out, rect)).unwrap();
        }
        surface
    }

    fn all(stream: &mut EncodeStream) -> (Vec<u8>, usize) {
        let (mut bytes, mut parts) = (Vec::new(), 0);
        while let Some(part) = stream.read().unwrap() {
            bytes.extend_from_slice(part.bytes());
            parts += 1;
        }
        (bytes, parts)
    }

    #[test]
    fn a_stream_is_the_file_in_parts() {
        let ledger = Ledger::new();
        for options in [EncodeOptions::png(1), EncodeOptions::JPEG, EncodeOptions::WEBP] {
            let mut surface = striped(&ledger, 1500, 1700);
            let picture = surface.snapshot().unwrap().unwrap();
            let whole = picture.encode(&Stop::default(), &options).unwrap();
            let (bytes, parts) = all(&mut EncodeStream::new(picture, options.clone()));
            assert!(bytes == whole.bytes(), "{options:?}");
            assert!(parts > 1 || bytes.len() < 100_000, "{options:?}: {parts}");
        }
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn strips_make_the_file_of_the_whole_and_no_bitmap_of_it() {
        let ledger = Ledger::new();
        // 80 MB of pixels, from which a stream keeps away.
        let mut surface = striped(&ledger, 4000, 5000);
        let picture = surface.snapshot().unwrap().unwrap();
        for options in [EncodeOptions::png(1), EncodeOptions::JPEG] {
            let (bytes, _) = all(&mut EncodeStream::new(Arc::clone(&picture), options.clone()));
            let peak = ledger.snapshot().peak;
            assert!(peak < 30_000_000, "{options:?}: {peak}");
            // The same picture drawn whole.
            let mut again = striped(&Ledger::new(), 4000, 5000);
            let other = again.snapshot().unwrap().unwrap();
            other.pixels().unwrap();
            let whole = other.encode(&Stop::default(), &options).unwrap();
            // Not known to be opaque before all of it is there, a PNG has alpha.
            let same = bytes == whole.bytes();
            assert!(same, "{options:?}: {} and {} bytes", bytes.len(), whole.bytes().len());
        }
    }

    #[test]
    fn a_stream_that_is_dropped_ends_its_thread_and_frees_everything() {
        let ledger = Ledger::new();
        for parts in 0..3 {
            let mut surface = striped(&ledger, 4000, 5000);
            let picture = surface.snapshot().unwrap().unwrap();
            let mut stream = EncodeStream::new(picture, EncodeOptions::png(1));
            for _ in 0..parts {
                assert!(stream.read().unwrap().is_some());
            }
            drop((stream, surface));
            // The thread is told when the channels go; until then it may hold its strip.
            for _ in 0..500 {
                if ledger.live() == 0 {
                    break;
                }
                thread::sleep(std::time::Duration::from_millis(10));
            }
            assert_eq!(ledger.live(), 0, "after {parts} parts");
        }
    }

    #[test]
    fn a_stream_ends_with_its_error() {
        let ledger = Ledger::new();
        let mut surface = striped(&ledger, 4000, 5000);
        let picture = surface.snapshot().unwrap().unwrap();
        ledger.set_budget(ledger.live() + 1000);
        let mut stream = EncodeStream::new(picture, EncodeOptions::JPEG);
        assert_eq!(stream.read().unwrap_err().kind(), ErrorKind::Limit);
        assert!(stream.read().unwrap().is_none());
        ledger.set_budget(usize::MAX);
        let picture = surface.snapshot().unwrap().unwrap();
        let mut stream = EncodeStream::new(picture, EncodeOptions::JPEG);
        assert!(stream.read().unwrap().is_some());
        stream.stop().request();
        assert_eq!(stream.read().unwrap_err().kind(), ErrorKind::Abort);
    }

    #[test]
    fn a_vast_canvas_is_encoded_and_never_drawn() {
        let ledger = Ledger::new();
        // 1.2 GB of pixels.
        let mut surface = striped(&ledger, 60_000, 5000);
        assert!(surface.is_vast());
        assert_eq!(surface.flush().unwrap_err().kind(), ErrorKind::Limit);
        let picture = surface.snapshot().unwrap().unwrap();
        assert_eq!(picture.pixels().unwrap_err().kind(), ErrorKind::Limit);
        let file = picture.encode(&Stop::default(), &EncodeOptions::JPEG).unwrap();
        assert!(file.bytes().len() > 100_000);
        assert!(ledger.snapshot().peak < 100_000_000, "{:?}", ledger.snapshot());
    }
}
