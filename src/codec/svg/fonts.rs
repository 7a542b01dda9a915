//! The faces that text in an SVG picture may use.

use std::fmt;
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, Source};

/// The faces that text in an SVG picture may use. Cheap to clone.
#[derive(Clone)]
pub struct SvgFonts {
    database: Arc<Database>,
    family: String,
}

impl SvgFonts {
    /// From the bytes of font files. The first face stands for every generic family and for any
    /// family that is not there; without faces, text is not drawn.
    pub fn new(fonts: &[&'static [u8]]) -> Self {
        let mut database = Database::new();
        for font in fonts {
            database.load_font_source(Source::Binary(Arc::new(*font)));
        }
        let first = database.faces().next().and_then(|face| face.families.first());
        let family = first.map(|(name, _)| name.clone()).unwrap_or_default();
        database.set_serif_family(family.clone());
        database.set_sans_serif_family(family.clone());
        database.set_cursive_family(family.clone());
        database.set_fantasy_family(family.clone());
        database.set_monospace_family(family.clone());
        Self { database: Arc::new(database), family }
    }

    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    pub(super) fn default_family(&self) -> &str {
        &self.family
    }
}

impl fmt::Debug for SvgFonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SvgFonts({} faces, {:?})", self.database.len(), self.family)
    }
}
