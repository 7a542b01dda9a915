//! What text does with a font file.

use canvas::context::{Context, TextToDraw};
use canvas::css::font;
use canvas::css::{FontShorthand, VariantCaps};
use canvas::geom::Point;
use canvas::backend::pdf::About;
use canvas::mem::Ledger;
use canvas::paint::Keyword;
use canvas::surface::Surface;
use canvas::text::FontDatabase;

const BUDGET: usize = 256 << 20;
const SIDE: u32 = 120;
/// Scripts that fonts have rules for, emoji in sequences, and marks without letters.
const TEXTS: [&str; 8] = [
    "AVATAR office fi 0/12",
    "e\u{301}\u{327} \u{301}\u{302}a\u{200D}b",
    "\u{633}\u{644}\u{627}\u{645} \u{5E9}\u{5C1}\u{5DC}\u{5D5}\u{5DD} 12",
    "\u{915}\u{94D}\u{937}\u{93F} \u{995}\u{9CD}\u{9B0} \u{E01}\u{E33}",
    "\u{65E5}\u{672C}\u{3001}\u{300C}\u{304B}\u{3099}\u{300D} \u{D55C}",
    "\u{1F600}\u{1F44D}\u{1F3FD} \u{1F469}\u{200D}\u{1F4BB} \u{1F1E9}\u{1F1EA} 1\u{FE0F}\u{20E3}",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "\u{E000}\u{E001}\u{E002}\u{10FFFD}",
];
/// Wishes that set axes, make styles up, and ask for features.
const FONTS: [&str; 5] = [
    "14px F",
    "italic 700 33.3px F",
    "350 condensed 64px F",
    "300px F",
    "small-caps 9px F",
];

/// Registers bytes as a font, draws and measures with it, and lets it go. Returns whether it was a font.
pub fn draw_with_font(data: &[u8]) -> bool {
    let ledger = Ledger::new();
    ledger.set_budget(BUDGET);
    let is_font = draw(data, &ledger);
    assert_eq!(ledger.live(), 0, "bytes are still on the account");
    is_font
}

fn draw(data: &[u8], ledger: &std::sync::Arc<Ledger>) -> bool {
    let mut fonts = FontDatabase::new(ledger);
    if fonts.register(data.to_vec(), Some("F")).is_err() {
        return false;
    }
    let mut surface = Surface::new(ledger, SIDE, SIDE).unwrap();
    let mut context = Context::new(ledger).unwrap();
    for (i, wish) in FONTS.iter().enumerate() {
        context.set_font(wish);
        context.set_font_variant_caps(VariantCaps::TABLE[i % VariantCaps::TABLE.len()].0);
        for (j, text) in TEXTS.iter().enumerate() {
            let _ = context.measure_text(&fonts, text);
            let at = Point::new(j as f64 * 7.3, 60.0);
            let text = TextToDraw { text, at, max_width: (j == 2).then_some(50.0) };
            let _ = surface.record(|out| context.fill_text(out, &fonts, text));
            if i == 1 {
                let _ = surface.record(|out| context.stroke_text(out, &fonts, text));
            }
        }
        let _ = surface.pixels();
    }
    let known: FontShorthand = font::parse("14px F").unwrap();
    fonts.axes(&known);
    fonts.families();
    fonts.remove_all();
    true
}

/// Registers bytes as a font and shows the letters of many scripts with it in a document; the document, if it was a font.
pub fn document_with_font(data: &[u8]) -> Option<Vec<u8>> {
    let ledger = Ledger::new();
    let file = document(data, &ledger);
    assert_eq!(ledger.live(), 0, "bytes are still on the account");
    file
}

fn document(data: &[u8], ledger: &std::sync::Arc<Ledger>) -> Option<Vec<u8>> {
    let mut fonts = FontDatabase::new(ledger);
    fonts.register(data.to_vec(), Some("F")).ok()?;
    let mut surface = Surface::new(ledger, SIDE, SIDE).unwrap();
    surface.become_paper();
    let mut context = Context::new(ledger).unwrap();
    for (i, wish) in FONTS.iter().enumerate() {
        context.set_font(wish);
        for text in TEXTS {
            let text = TextToDraw { text, at: Point::new(10.0, 60.0), max_width: None };
            let _ = if i % 2 == 0 {
                surface.record(|out| context.fill_text(out, &fonts, text))
            } else {
                surface.record(|out| context.stroke_text(out, &fonts, text))
            };
        }
    }
    let pages = surface.pages(true).expect("there is room for a copy");
    Some(crate::written(&pages, &About::default()))
}
