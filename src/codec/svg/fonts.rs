//! The faces that text in an SVG picture may use.

use std::fmt;
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, FaceInfo, Family, ID, Query, Source};
use resvg::usvg::{Font, FontFamily, FontResolver};

/// The faces that text in an SVG picture may use. Cheap to clone.
#[derive(Clone)]
pub struct SvgFonts {
    database: Arc<Database>,
    family: String,
}

impl SvgFonts {
    /// From the bytes of font files. The first face stands for any family that is not there, and for the
    /// generic families that none is added for; without faces, text is not drawn.
    pub fn new(fonts: &[&'static [u8]]) -> Self {
        let mut database = Database::new();
        for font in fonts {
            database.load_font_source(Source::Binary(Arc::new(*font)));
        }
        let family = database.faces().next().map(family_of).unwrap_or_default();
        database.set_serif_family(family.clone());
        database.set_sans_serif_family(family.clone());
        database.set_cursive_family(family.clone());
        database.set_fantasy_family(family.clone());
        database.set_monospace_family(family.clone());
        Self { database: Arc::new(database), family }
    }

    /// Adds a face for `serif`.
    #[must_use]
    pub fn with_serif(mut self, font: &'static [u8]) -> Self {
        if let Some(family) = self.add(font) {
            Arc::make_mut(&mut self.database).set_serif_family(family);
        }
        self
    }

    /// Adds a face for `monospace`.
    #[must_use]
    pub fn with_monospace(mut self, font: &'static [u8]) -> Self {
        if let Some(family) = self.add(font) {
            Arc::make_mut(&mut self.database).set_monospace_family(family);
        }
        self
    }

    /// Adds the faces of a file; tells the family of the last.
    fn add(&mut self, font: &'static [u8]) -> Option<String> {
        let database = Arc::make_mut(&mut self.database);
        let added = database.load_font_source(Source::Binary(Arc::new(font)));
        added.last().and_then(|&id| database.face(id)).map(family_of)
    }

    /// Chooses faces by family alone, since each has one. That of `usvg` takes `serif` for a family that is not there.
    pub(super) fn resolver(&self) -> FontResolver<'_> {
        FontResolver {
            select_font: Box::new(|font, database| self.select(font, database)),
            ..FontResolver::default()
        }
    }

    fn select(&self, font: &Font, database: &Database) -> Option<ID> {
        let wanted = font.families().iter().map(|family| match family {
            FontFamily::Serif => Family::Serif,
            FontFamily::SansSerif => Family::SansSerif,
            FontFamily::Cursive => Family::Cursive,
            FontFamily::Fantasy => Family::Fantasy,
            FontFamily::Monospace => Family::Monospace,
            FontFamily::Named(name) => Family::Name(name),
        });
        let families: Vec<_> = wanted.chain([Family::Name(&self.family)]).collect();
        database.query(&Query { families: &families, ..Query::default() })
    }

    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    pub(super) fn default_family(&self) -> &str {
        &self.family
    }
}

fn family_of(face: &FaceInfo) -> String {
    face.families.first().map(|(name, _)| name.clone()).unwrap_or_default()
}

impl fmt::Debug for SvgFonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SvgFonts({} faces, {:?})", self.database.len(), self.family)
    }
}
