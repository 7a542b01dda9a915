//! A canvas that becomes a document: pages whose operations are kept.

use std::sync::Arc;

use super::picture::{Base, Picture};
use super::{MAX_DEPTH, Surface};
use crate::backend::pdf::{self, About, Link, Page, Place, Target};
use crate::backend::raster;
use crate::backend::svg::{self, Look};
use crate::codec::Encoded;
use crate::error::{Error, Result};
use crate::geom::{DeviceRect, Point, Rect, Size};
use crate::list::{DeferredPixels, DisplayList, Op, scaled};
use crate::mem::{Bitmap, Charge, Kind, Ledger};
use crate::stop::Stop;

/// The pages that are done, and what can be clicked on the one that is drawn on.
#[derive(Debug, Default)]
pub(super) struct Paper {
    done: Vec<Page>,
    links: Vec<Link>,
    places: Vec<Place>,
    /// For links and places.
    charge: Option<Charge>,
}

impl Paper {
    /// Nothing can be clicked on the page that is drawn on.
    pub(super) fn clear(&mut self) {
        self.links.clear();
        self.places.clear();
    }

    fn book(&mut self, ledger: &Arc<Ledger>, more: usize) -> Result<()> {
        match &mut self.charge {
            Some(charge) => charge.resize(charge.bytes() + more),
            none => {
                *none = Some(ledger.charge(Kind::Display, more)?);
                Ok(())
            }
        }
    }
}

/// All pages of a document as they were at one moment.
#[derive(Debug)]
pub struct Pages {
    pages: Vec<Page>,
    ledger: Arc<Ledger>,
}

impl Pages {
    /// The document as a PDF.
    pub fn write_pdf(&self, about: &About, stop: &Stop) -> Result<Encoded> {
        pdf::write(
            &self.ledger,
            &self.pages,
            about,
            &|ops, area, by| self.draw(ops, area, by),
            stop,
        )
    }

    /// The first page as an SVG.
    pub fn write_svg(&self, look: &Look, stop: &Stop) -> Result<Encoded> {
        let Some(page) = self.pages.first() else {
            return Err(Error::internal("a document has no page"));
        };
        let links: Vec<(Rect, String)> = page.links.iter().filter_map(address).collect();
        let drawing = svg::Drawing { list: &page.list, opaque: page.opaque, links: &links };
        svg::write(&self.ledger, &drawing, look, &|ops, area, by| self.draw(ops, area, by), stop)
    }

    fn draw(&self, ops: &[Op], area: &DeviceRect, scale: f64) -> Result<Option<Bitmap>> {
        let Some(list) = scaled(&self.ledger, ops, area, scale)? else { return Ok(None) };
        draw(&self.ledger, &list)
    }
}

/// Schemes that lead somewhere and run nothing.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The area and the address of a link out of the document that can be followed from any page it is put on.
fn address(link: &Link) -> Option<(Rect, String)> {
    let Target::Url(url) = &link.target else { return None };
    let (scheme, _) = url.split_once(':')?;
    let is_known = SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_known.then(|| (link.area, url.clone()))
}

fn draw(ledger: &Arc<Ledger>, list: &DisplayList) -> Result<Option<Bitmap>> {
    let (width, height) = list.size();
    let Some(size) = Size::new(width, height) else { return Ok(None) };
    super::check_whole(size)?;
    let mut bitmap = Bitmap::new(ledger, size)?;
    raster::draw(list, &mut bitmap, raster::Options::default())?;
    Ok(Some(bitmap))
}

impl Surface {
    /// From now on it is a page of a document; nothing that was drawn before is kept.
    pub fn become_paper(&mut self) {
        self.reset(self.width, self.height);
        self.paper = Some(Box::default());
    }

    /// The page is done, and another of that size begins.
    pub fn next_page(&mut self, width: u32, height: u32) -> Result<()> {
        let list = self.recorder.take()?;
        if let Some(paper) = &mut self.paper {
            let opaque = self.opaque;
            let links = std::mem::take(&mut paper.links);
            let places = std::mem::take(&mut paper.places);
            paper.done.push(Page { list, opaque, links, places });
        }
        (self.width, self.height) = (width, height);
        self.recorder.reset(width, height);
        Ok(())
    }

    /// An area in device space that leads somewhere; nothing on a canvas that is no document.
    pub fn add_link(&mut self, area: Rect, target: Target) -> Result<()> {
        let (Target::Url(text) | Target::Place(text)) = &target;
        let bytes = size_of::<Link>() + text.len();
        if let Some(paper) = &mut self.paper {
            paper.book(self.recorder.ledger(), bytes)?;
            paper.links.push(Link { area, target });
        }
        Ok(())
    }

    /// A place in device space that links lead to, as [`Self::add_link`].
    pub fn add_place(&mut self, at: Point, name: String) -> Result<()> {
        if let Some(paper) = &mut self.paper {
            paper.book(self.recorder.ledger(), size_of::<Place>() + name.len())?;
            paper.places.push(Place { at, name });
        }
        Ok(())
    }

    /// All pages as they are now, for drawing goes on. Without the last one where `ended` and nothing is on it.
    pub fn pages(&mut self, ended: bool) -> Result<Pages> {
        let ledger = Arc::clone(self.recorder.ledger());
        let mut pages = Vec::new();
        let Some(paper) = &self.paper else { return Ok(Pages { pages, ledger }) };
        for Page { list, opaque, links, places } in &paper.done {
            let (links, places) = (links.clone(), places.clone());
            pages.push(Page { list: list.copy()?, opaque: *opaque, links, places });
        }
        let is_over = ended && self.recorder.is_empty() && paper.links.is_empty();
        if !is_over || pages.is_empty() {
            let (links, places) = (paper.links.clone(), paper.places.clone());
            let list = self.recorder.list().copy()?;
            pages.push(Page { list, opaque: self.opaque, links, places });
        }
        Ok(Pages { pages, ledger })
    }

    /// What a page shows now; its operations stay.
    pub(super) fn copy(&mut self, size: Size) -> Result<Arc<Picture>> {
        let list = self.recorder.list().copy()?;
        let depth = list.depth() + 1;
        let options = raster::Options { opaque: self.opaque, ..raster::Options::default() };
        let picture = Picture::recorded((size, self.format), Base::Blank, list, depth, options);
        // A page drawn on itself again and again.
        if depth >= MAX_DEPTH {
            picture.pixels()?;
        }
        Ok(picture)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::{Context, Style};
    use crate::mem::PixelFormat;
    use crate::paint::{Color, CompositeMode};

    struct Sheet {
        ledger: Arc<Ledger>,
        surface: Surface,
        context: Context,
    }

    impl Sheet {
        fn new() -> Self {
            let ledger = Ledger::new();
            let mut surface = Surface::new(&ledger, 200, 100).unwrap();
            surface.become_paper();
            let context = Context::new(&ledger).unwrap();
            Self { ledger, surface, context }
        }

        fn fill(&mut self, color: Color, rect: Rect) {
            self.context.state_mut().fill = Style::Color(color);
            self.surface.record(|out| self.context.fill_rect(out, rect)).unwrap();
        }

        fn write(&mut self) -> Vec<u8> {
            let pages = self.surface.pages(true).unwrap();
            pages.write_pdf(&About::default(), &Stop::default()).unwrap().bytes().to_vec()
        }
    }

    fn count(bytes: &[u8], what: &str) -> usize {
        bytes.windows(what.len()).filter(|part| *part == what.as_bytes()).count()
    }

    const RED: Color = Color::rgb(255, 0, 0);
    const PART: Rect = Rect::new(10.0, 10.0, 50.0, 50.0);

    #[test]
    fn operations_stay_however_many_there_are_and_whoever_looks() {
        let mut sheet = Sheet::new();
        for i in 0..10_000 {
            sheet.fill(RED, Rect::new(f64::from(i % 190), 10.0, 5.0, 5.0));
        }
        let pixels = sheet.surface.pixels().unwrap().unwrap();
        assert_eq!(pixels.pixel(12, 12), Some([255, 0, 0, 255]));
        drop(pixels);
        let mut pixel = [0; 4];
        let at = DeviceRect { left: 12, top: 12, right: 13, bottom: 13 };
        sheet.surface.read(at, &mut pixel, PixelFormat::default()).unwrap();
        assert_eq!(pixel, [255, 0, 0, 255]);
        assert_eq!(sheet.surface.pages(false).unwrap().pages[0].list.ops().len(), 10_000);
        sheet.surface.reset(200, 100);
        assert_eq!(sheet.ledger.live(), 0);
    }

    #[test]
    fn pages_have_their_own_sizes_and_the_last_one_may_be_left_out() {
        let mut sheet = Sheet::new();
        sheet.fill(RED, PART);
        sheet.surface.next_page(300, 400).unwrap();
        sheet.fill(RED, PART);
        let two = sheet.write();
        assert!(two.starts_with(b"%PDF-1.") && two.trim_ascii_end().ends_with(b"%%EOF"));
        assert_eq!(
            (count(&two, "/MediaBox [0 0 200 100]"), count(&two, "/MediaBox [0 0 300 400]")),
            (1, 1)
        );
        sheet.surface.next_page(300, 400).unwrap();
        assert_eq!(count(&sheet.write(), "/MediaBox"), 2);
        assert_eq!(sheet.surface.pages(false).unwrap().pages.len(), 3);
    }

    #[test]
    fn only_what_has_no_words_becomes_pixels() {
        let mut sheet = Sheet::new();
        sheet.fill(RED.with_alpha(0.5), PART);
        sheet.context.state_mut().composite = CompositeMode::Multiply;
        sheet.fill(RED, PART);
        let own = sheet.write();
        assert_eq!((count(&own, "/Image"), count(&own, "/Multiply")), (0, 1));
        sheet.context.state_mut().composite = CompositeMode::Xor;
        sheet.fill(RED, Rect::new(100.0, 10.0, 5.0, 5.0));
        assert_eq!(count(&sheet.write(), "/Image"), 0, "nothing is below");
        sheet.fill(RED, PART);
        assert_eq!(count(&sheet.write(), "/Subtype /Image"), 2, "colours and alpha of all below");
    }
}
