//! `color-mix()`. <https://drafts.csswg.org/css-color-5/#color-mix>

use super::interpolation::{Hues, mix};
use super::space::Space;
use super::{SpecifiedColor, take_at};
use crate::css::token::{Token, Tokens};
use crate::css::value::{self, Known, Unit};

/// The rest of the function, whose opening parenthesis is taken.
pub(super) fn take(tokens: &mut Tokens<'_>, depth: u32) -> Option<SpecifiedColor> {
    let (space, hues) = method(tokens)?;
    let (first, p1) = part(tokens, depth)?;
    if !tokens.take(&Token::Comma) {
        return None;
    }
    let (second, p2) = part(tokens, depth)?;
    if !tokens.take_close() {
        return None;
    }
    let (p1, p2) = match (p1, p2) {
        (None, None) => (50.0, 50.0),
        (Some(p1), None) => (p1, 100.0 - p1),
        (None, Some(p2)) => (100.0 - p2, p2),
        (Some(p1), Some(p2)) => (p1, p2),
    };
    let sum = p1 + p2;
    let way = if sum == 0.0 { 0.5 } else { p2 / sum };
    let mut color = mix(space, hues, [first, second], way as f32);
    color.alpha *= (sum / 100.0).min(1.0) as f32;
    // Mixes of legacy colours are none: they keep their precision.
    Some(if color.is_legacy() { color.converted(Space::Srgb) } else { color })
}

/// `in <space> [<which> hue]? ,`, or nothing: Oklab.
fn method(tokens: &mut Tokens<'_>) -> Option<(Space, Hues)> {
    if !tokens.take_ident("in") {
        return Some((Space::Oklab, Hues::Shorter));
    }
    let Token::Ident(name) = tokens.next()? else { return None };
    let space = Space::of_mixing(&name.to_ascii_lowercase())?;
    let hues = if tokens.take(&Token::Comma) {
        return Some((space, Hues::Shorter));
    } else {
        hues(tokens)?
    };
    let is_round = space.hue().is_some();
    (is_round && tokens.take_ident("hue") && tokens.take(&Token::Comma)).then_some((space, hues))
}

fn hues(tokens: &mut Tokens<'_>) -> Option<Hues> {
    let Token::Ident(name) = tokens.next()? else { return None };
    Some(match name.to_ascii_lowercase().as_str() {
        "shorter" => Hues::Shorter,
        "longer" => Hues::Longer,
        "increasing" => Hues::Increasing,
        "decreasing" => Hues::Decreasing,
        _ => return None,
    })
}

/// A colour and its percentage, in any order.
fn part(tokens: &mut Tokens<'_>, depth: u32) -> Option<(SpecifiedColor, Option<f64>)> {
    let before = percentage(tokens)?;
    let color = take_at(tokens, depth + 1)?;
    let share = if before.is_some() { before } else { percentage(tokens)? };
    Some((color, share))
}

/// The outer `None` is an error: a percentage out of range, unless it is computed; the inner one that none is
/// there.
fn percentage(tokens: &mut Tokens<'_>) -> Option<Option<f64>> {
    let mut ahead = *tokens;
    let is_computed = matches!(ahead.peek(), Some(Token::Function(_)));
    let units = |unit: &str| value::percent(unit);
    let Some(quantity) = value::take_quantity(&mut ahead, Known::units(&units)) else {
        return Some(None);
    };
    if quantity.unit != Unit::PERCENT {
        return None;
    }
    *tokens = ahead;
    let within = value::within(quantity.value, 0.0, 100.0);
    (is_computed || within == quantity.value).then_some(Some(within))
}
