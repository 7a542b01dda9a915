//! A PDF document from the display lists of its pages. <https://www.iso.org/standard/51502.html> (PDF 1.7)
//!
//! Paths, strokes, clips, linear and radial gradients, patterns, pictures and blend modes are PDF's own; text is text, in
//! embedded parts of its fonts. What PDF has no words for is drawn as pixels by whoever asked for the document (`DrawPixels`):
//! a shadow, a filter, a conic gradient, glyphs of several colours alone, and what replaces or erases pixels together with
//! all that lies below it.
//!
//! One unit of a canvas is one point. All pages share one dictionary of resources.

mod clips;
mod fonts;
mod images;
mod inks;
mod page;
mod text;

use std::sync::Arc;

use pdf_writer::writers::{Destination, Resources};
use pdf_writer::{Date, Finish, Name, Pdf, Rect as PdfRect, Ref, Str, TextStr};

use crate::codec::Encoded;
use crate::error::Result;
use crate::geom::{Point, Rect, Transform};
use crate::list::{DisplayList, DrawPixels};
use crate::mem::{Charge, Kind, Ledger};
use crate::stop::Stop;
use fonts::Fonts;
use images::Images;
use inks::Inks;
use page::PageWriter;

/// What is drawn on a page, and what can be clicked on it.
#[derive(Debug)]
pub struct Page {
    /// The drawing.
    pub list: DisplayList,
    /// The page begins black.
    pub opaque: bool,
    /// Places that lead somewhere.
    pub links: Vec<Link>,
    /// Places with names.
    pub places: Vec<Place>,
}

/// An area of a page that leads somewhere.
#[derive(Clone, Debug)]
pub struct Link {
    /// In device space.
    pub area: Rect,
    /// Where to.
    pub target: Target,
}

/// Where a link leads to.
#[derive(Clone, Debug)]
pub enum Target {
    /// An address.
    Url(String),
    /// A place of the document.
    Place(String),
}

/// A place of a page that links lead to.
#[derive(Clone, Debug)]
pub struct Place {
    /// What links call it.
    pub name: String,
    /// In device space.
    pub at: Point,
}

/// What a document says about itself. Empty texts are left out.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// `Title`.
    pub title: String,
    /// `Author`.
    pub author: String,
    /// `Subject`.
    pub subject: String,
    /// `Keywords`.
    pub keywords: String,
    /// `Creator`: the program that the document was first made with.
    pub creator: String,
    /// `Producer`: the program that made the PDF.
    pub producer: String,
    /// `CreationDate`.
    pub created: Option<Moment>,
    /// `ModDate`.
    pub modified: Option<Moment>,
}

/// A moment in UTC: year, month, day, hour, minute, second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(pub [u16; 6]);

/// Writes a document of these pages.
pub fn write(
    ledger: &Arc<Ledger>,
    pages: &[Page],
    about: &About,
    draw: &DrawPixels<'_>,
    stop: &Stop,
) -> Result<Encoded> {
    let mut without = Vec::new();
    loop {
        let mut writer = Writer::new(ledger)?;
        writer.fonts.refuse(&without);
        let tree = writer.next();
        let mut kids = Vec::new();
        let mut places = Vec::new();
        for page in pages {
            stop.check()?;
            let id = writer.next();
            kids.push(id);
            let (_, height) = page.list.size();
            let up = |place: &Place| f64::from(height) - place.at.y;
            places.extend(page.places.iter().map(|place| (place, id, up(place))));
            writer.page(id, tree, page, draw, stop)?;
        }
        // What can't be embedded shows only when all glyphs are known. Then it is all written once more.
        let broken = writer.fonts.make_programs();
        if broken.is_empty() {
            return writer.finish(tree, &kids, places, about);
        }
        without.extend(broken);
    }
}

/// The parts of the file that are there, and what all pages share.
struct Writer {
    pdf: Pdf,
    last: i32,
    resources: Ref,
    fonts: Fonts,
    images: Images,
    inks: Inks,
    charge: Charge,
}

impl Writer {
    fn new(ledger: &Arc<Ledger>) -> Result<Self> {
        Ok(Self {
            pdf: Pdf::new(),
            last: 1,
            resources: Ref::new(1),
            fonts: Fonts::default(),
            images: Images::default(),
            inks: Inks::default(),
            charge: ledger.charge(Kind::Encoded, 0)?,
        })
    }

    /// The number of an object that is still to be written.
    fn next(&mut self) -> Ref {
        self.last += 1;
        Ref::new(self.last)
    }

    fn ledger(&self) -> &Arc<Ledger> {
        self.charge.ledger()
    }

    /// Books what is written so far and `more` that will be.
    fn book(&mut self, more: usize) -> Result<()> {
        self.charge.resize(self.pdf.len().saturating_add(more))
    }

    fn page(
        &mut self,
        id: Ref,
        tree: Ref,
        page: &Page,
        draw: &DrawPixels<'_>,
        stop: &Stop,
    ) -> Result<()> {
        let (width, height) = page.list.size();
        let content = PageWriter::new(self, draw, page).write(stop)?;
        let content_id = self.packed(&content)?;
        let size = [width, height].map(|side| side.max(1) as f32);
        let links: Vec<Ref> = page.links.iter().map(|link| self.link(link, height)).collect();
        let mut written = self.pdf.page(id);
        written.parent(tree).media_box(PdfRect::new(0.0, 0.0, size[0], size[1]));
        written.contents(content_id).annotations(links);
        // Colours are mixed as on a canvas.
        written.group().transparency().isolated(true).color_space().device_rgb();
        written.pair(Name(b"Resources"), self.resources);
        written.finish();
        self.book(0)
    }

    /// A stream that is packed already.
    fn packed(&mut self, bytes: &[u8]) -> Result<Ref> {
        self.book(bytes.len().saturating_mul(2))?;
        let id = self.next();
        self.pdf.stream(id, bytes).filter(pdf_writer::Filter::FlateDecode);
        Ok(id)
    }

    fn link(&mut self, link: &Link, height: u32) -> Ref {
        let id = self.next();
        let Rect { x, y, width, height: tall } = link.area;
        let top = f64::from(height) - y;
        let area = [x, top - tall, x + width, top].map(single);
        let mut written = self.pdf.annotation(id);
        written.subtype(pdf_writer::types::AnnotationType::Link);
        written.rect(PdfRect::new(area[0], area[1], area[2], area[3])).border(0.0, 0.0, 0.0, None);
        written.flags(pdf_writer::types::AnnotationFlags::PRINT);
        let mut action = written.action();
        match &link.target {
            Target::Url(url) => {
                action.action_type(pdf_writer::types::ActionType::Uri).uri(Str(url.as_bytes()));
            }
            Target::Place(name) => {
                action.action_type(pdf_writer::types::ActionType::GoTo);
                action.pair(Name(b"D"), Str(name.as_bytes()));
            }
        }
        action.finish();
        written.finish();
        id
    }

    fn finish(
        mut self,
        tree: Ref,
        kids: &[Ref],
        mut places: Vec<(&Place, Ref, f64)>,
        about: &About,
    ) -> Result<Encoded> {
        let (catalog, info) = (self.next(), self.next());
        let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
        self.pdf.pages(tree).kids(kids.iter().copied()).count(count);
        Fonts::finish(&mut self)?;
        let mut shared = self.pdf.indirect(self.resources).start::<Resources<'_>>();
        self.fonts.list(&mut shared);
        self.images.list(&mut shared);
        self.inks.list(&mut shared);
        shared.finish();
        // Readers look names up by their order.
        places.sort_by(|a, b| a.0.name.as_bytes().cmp(b.0.name.as_bytes()));
        places.dedup_by(|later, first| later.0.name == first.0.name);
        let targets: Vec<(&str, Ref)> = places
            .into_iter()
            .map(|(place, page, y)| {
                let id = self.next();
                let written = self.pdf.indirect(id).start::<Destination<'_>>();
                written.page(page).xyz(single(place.at.x), single(y), None);
                (place.name.as_str(), id)
            })
            .collect();
        let mut written = self.pdf.catalog(catalog);
        written.pages(tree);
        if !targets.is_empty() {
            let mut names = written.names();
            let mut tree = names.destinations();
            let mut list = tree.names();
            for (name, id) in targets {
                list.insert(Str(name.as_bytes()), id);
            }
        }
        written.finish();
        about.write(&mut self.pdf, info);
        self.book(0)?;
        let bytes = self.pdf.finish();
        self.charge.resize(bytes.capacity())?;
        Ok(Encoded::new(bytes, self.charge))
    }
}

impl About {
    fn write(&self, pdf: &mut Pdf, id: Ref) {
        let mut info = pdf.document_info(id);
        let texts = [
            (&b"Title"[..], &self.title),
            (b"Author", &self.author),
            (b"Subject", &self.subject),
            (b"Keywords", &self.keywords),
            (b"Creator", &self.creator),
            (b"Producer", &self.producer),
        ];
        for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            info.pair(Name(name), TextStr(text));
        }
        self.created.map(|moment| info.creation_date(moment.date()));
        self.modified.map(|moment| info.modified_date(moment.date()));
    }
}

impl Moment {
    fn date(self) -> Date {
        let [year, rest @ ..] = self.0;
        let [month, day, hour, minute, second] = rest.map(|part| part.min(255) as u8);
        Date::new(year)
            .month(month)
            .day(day)
            .hour(hour)
            .minute(minute)
            .second(second)
            .utc_offset_hour(0)
    }
}

/// A number as readers of PDF have it: of single precision, always one, and no larger than whole numbers of 32 bits.
fn single(value: f64) -> f32 {
    const MOST: f64 = 2_147_483_520.0;
    let number = value.clamp(-MOST, MOST) as f32;
    if number.is_nan() { 0.0 } else { number }
}

/// As PDF writes it.
fn matrix(t: &Transform) -> [f32; 6] {
    [t.a, t.b, t.c, t.d, t.e, t.f].map(single)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_readers_take() {
        assert_eq!([0.25, -1e6].map(single), [0.25, -1e6]);
        let edges = [f64::MAX, f64::INFINITY, -2_147_483_648.0, -1e300, f64::NAN];
        let most = 2_147_483_520.0;
        assert_eq!(edges.map(single), [most, most, -most, -most, 0.0]);
    }
}
