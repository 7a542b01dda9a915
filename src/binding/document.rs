//! Canvases that become documents: what `js/document.js` and `js/svg-document.js` say of one, and its writing.

use napi::Env;
use napi::bindgen_prelude::Buffer;
use napi_derive::napi;

use super::canvas::to_buffer;
use super::task::Work;
use crate::backend::pdf::{About, Moment};
use crate::backend::svg::Look;
use crate::codec::Encoded;
use crate::error::Result;
use crate::stop::Stop;
use crate::surface::Pages;

/// What is to be written. What does not concern the format is not read.
#[napi(object, object_to_js = false)]
pub struct DocumentSettings {
    /// `'pdf'` or `'svg'`.
    pub format: String,
    /// Title, author, subject, keywords, creator and producer.
    pub about: Option<Vec<String>>,
    /// When it was made and changed: year, month, day, hour, minute and second in UTC.
    pub moments: Option<Vec<Vec<u32>>>,
    pub text_to_paths: Option<bool>,
    pub pretty: Option<bool>,
    pub relative_paths: Option<bool>,
    /// Checked to be a name.
    pub id_prefix: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
}

enum Format {
    Pdf(About),
    Svg(Look),
}

impl DocumentSettings {
    fn into_format(self) -> Format {
        if self.format == "svg" {
            return Format::Svg(Look {
                text_as_paths: self.text_to_paths.unwrap_or(false),
                compact: !self.pretty.unwrap_or(true),
                relative: self.relative_paths.unwrap_or(false),
                prefix: self.id_prefix.unwrap_or_default(),
                title: self.title.unwrap_or_default(),
                description: self.description.unwrap_or_default(),
            });
        }
        let about = self.about.unwrap_or_default();
        Format::Pdf(about_of(&about, &self.moments.unwrap_or_default()))
    }
}

fn about_of(texts: &[String], moments: &[Vec<u32>]) -> About {
    let text = |at: usize| texts.get(at).cloned().unwrap_or_default();
    let moment = |at: usize| {
        let parts: [u32; 6] = moments.get(at)?.as_slice().try_into().ok()?;
        Some(Moment(parts.map(|part| u16::try_from(part).unwrap_or(u16::MAX))))
    };
    About {
        title: text(0),
        author: text(1),
        subject: text(2),
        keywords: text(3),
        creator: text(4),
        producer: text(5),
        created: moment(0),
        modified: moment(1),
    }
}

/// A document on its way to a worker.
pub(super) struct Document {
    pages: Pages,
    format: Format,
    pub(super) stop: Stop,
}

impl Document {
    pub(super) fn new(pages: Pages, settings: DocumentSettings) -> Self {
        Self { pages, format: settings.into_format(), stop: Stop::default() }
    }
}

impl Work for Document {
    const NAME: &'static str = "writing a document";
    type Done = Encoded;
    type Js = Buffer;

    fn run(&mut self) -> Result<Encoded> {
        match &self.format {
            Format::Pdf(about) => self.pages.write_pdf(about, &self.stop),
            Format::Svg(look) => self.pages.write_svg(look, &self.stop),
        }
    }

    fn finish(&mut self, env: &Env, done: Encoded) -> Result<napi::Result<Buffer>> {
        Ok(to_buffer(env, done))
    }
}
