//! The faces that text in an SVG picture may use.

use std::fmt;
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, FaceInfo, Family, ID, Language, Query, Source, Weight};
use resvg::usvg::{Font, FontFamily, FontResolver};

/// The faces that text in an SVG picture may use. Cheap to clone.
#[derive(Clone)]
pub struct SvgFonts {
    database: Arc<Database>,
    family: String,
}

/// A font file that somebody has registered.
pub struct SvgFont {
    /// The file, which is let go of with the last picture that may need it.
    pub bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
    /// A family that it is found under.
    pub name: Option<String>,
    /// It is not found under its own names.
    pub has_no_other: bool,
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

    /// Adds fonts to be found by family, weight, stretch and style, and for characters that others lack.
    #[must_use]
    pub fn with_registered(mut self, fonts: impl IntoIterator<Item = SvgFont>) -> Self {
        for SvgFont { bytes, name, has_no_other } in fonts {
            let database = Arc::make_mut(&mut self.database);
            for id in database.load_font_source(Source::Binary(bytes)) {
                let Some(mut face) = database.face(id).cloned() else { continue };
                let Some(name) = &name else { continue };
                let name = (name.clone(), Language::English_UnitedStates);
                if has_no_other {
                    face.families.clear();
                }
                face.families.insert(0, name);
                database.remove_face(id);
                database.push_face_info(face);
            }
        }
        self
    }

    /// That of `usvg` takes `serif` for a family that is not there, and looks for names letter by letter.
    pub(super) fn resolver(&self) -> FontResolver<'_> {
        FontResolver {
            select_font: Box::new(|font, database| self.select(font, database)),
            ..FontResolver::default()
        }
    }

    fn select(&self, font: &Font, database: &Database) -> Option<ID> {
        let named = |name: &str| {
            let mut names = database.faces().flat_map(|face| &face.families);
            names.find(|(known, _)| known.to_lowercase() == name.to_lowercase())
        };
        let wanted = font.families().iter().map(|family| match family {
            FontFamily::Serif => Family::Serif,
            FontFamily::SansSerif => Family::SansSerif,
            FontFamily::Cursive => Family::Cursive,
            FontFamily::Fantasy => Family::Fantasy,
            FontFamily::Monospace => Family::Monospace,
            FontFamily::Named(name) => Family::Name(named(name).map_or(name, |(known, _)| known)),
        });
        let families: Vec<_> = wanted.chain([Family::Name(&self.family)]).collect();
        let weight = Weight(font.weight());
        database.query(&Query {
            families: &families,
            weight,
            stretch: font.stretch().into(),
            style: font.style().into(),
        })
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
