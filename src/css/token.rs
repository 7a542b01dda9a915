//! CSS tokens: the part of CSS Syntax that values are written in.
//! <https://drafts.csswg.org/css-syntax-3/#tokenization>
//!
//! No CDO/CDC or brackets, `url()` only where it is asked for: a [`Token::Other`] stands for whatever no value here contains.
//! Reading is lazy and linear; a `Tokens` is a position in the text, so copying one is looking ahead.

use std::borrow::Cow;

/// One token. Names have their escapes resolved.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Whitespace,
    Ident(Cow<'a, str>),
    /// A name and its opening parenthesis.
    Function(Cow<'a, str>),
    Hash(Cow<'a, str>),
    String(Cow<'a, str>),
    Number(f64),
    Percent(f64),
    Dimension(f64, Cow<'a, str>),
    Comma,
    Open,
    Close,
    /// Any other single character.
    Other(char),
}

/// The tokens from some place in a text to its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// The next token that is not whitespace.
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        self.skip_whitespace();
        self.next_raw()
    }

    /// What `next` would give.
    pub(super) fn peek(&self) -> Option<Token<'a>> {
        let mut ahead = *self;
        ahead.next()
    }

    /// Takes the next token if it is `wanted`.
    pub(super) fn take(&mut self, wanted: &Token<'_>) -> bool {
        let mut ahead = *self;
        let found = ahead.next().is_some_and(|token| token == *wanted);
        if found {
            *self = ahead;
        }
        found
    }

    /// Takes the next token if it is this identifier, in any case.
    pub(super) fn take_ident(&mut self, wanted: &str) -> bool {
        let mut ahead = *self;
        let found =
            matches!(ahead.next(), Some(Token::Ident(name)) if name.eq_ignore_ascii_case(wanted));
        if found {
            *self = ahead;
        }
        found
    }

    /// Takes the closing parenthesis of a function, which the end of the text stands for too.
    pub(super) fn take_close(&mut self) -> bool {
        self.take(&Token::Close) || self.is_at_end()
    }

    /// Takes what follows `url(`, its closing parenthesis included: a string, or a bare address. False when
    /// it is neither. <https://drafts.csswg.org/css-syntax-3/#consume-url-token>
    pub(super) fn take_url(&mut self) -> bool {
        let text = self.rest.trim_start_matches(is_whitespace);
        if text.starts_with(['"', '\'']) {
            return matches!(self.next(), Some(Token::String(_))) && self.take_close();
        }
        let is_plain = |c: char| !matches!(c, '"' | '\'' | '(' | ')' | '\\') && !is_control(c);
        self.rest = text;
        while let Some(c) = self.rest.chars().next() {
            if starts_escape(self.rest) {
                self.rest = &self.rest[1..];
                self.escape();
            } else if is_whitespace(c) {
                self.rest = self.rest.trim_start_matches(is_whitespace);
                return self.rest.is_empty() || self.strip_close();
            } else if is_plain(c) {
                self.rest = &self.rest[c.len_utf8()..];
            } else {
                return self.strip_close();
            }
        }
        true
    }

    fn strip_close(&mut self) -> bool {
        let after = self.rest.strip_prefix(')');
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// Only whitespace and comments are left.
    pub(super) fn is_at_end(&self) -> bool {
        self.peek().is_none()
    }

    /// Takes whitespace and comments; tells whether there was whitespace.
    pub(super) fn skip_whitespace(&mut self) -> bool {
        let mut found = false;
        loop {
            self.skip_comments();
            let trimmed = self.rest.trim_start_matches(is_whitespace);
            if trimmed.len() == self.rest.len() {
                return found;
            }
            found = true;
            self.rest = trimmed;
        }
    }

    /// The next token, whitespace included.
    pub(super) fn next_raw(&mut self) -> Option<Token<'a>> {
        self.skip_comments();
        let first = self.rest.chars().next()?;
        if is_whitespace(first) {
            self.skip_whitespace();
            return Some(Token::Whitespace);
        }
        if starts_number(self.rest) {
            return Some(self.numeric());
        }
        if starts_ident(self.rest) {
            return Some(self.ident_like());
        }
        if first == '#' && self.rest[1..].starts_with(|c| is_name_char(c) || c == '\\') {
            self.rest = &self.rest[1..];
            return Some(Token::Hash(self.name()));
        }
        self.rest = &self.rest[first.len_utf8()..];
        Some(match first {
            '"' | '\'' => self.string(first),
            ',' => Token::Comma,
            '(' => Token::Open,
            ')' => Token::Close,
            other => Token::Other(other),
        })
    }

    /// A comment that is never closed takes the rest of the text.
    fn skip_comments(&mut self) {
        while let Some(inside) = self.rest.strip_prefix("/*") {
            self.rest = inside.find("*/").map_or("", |end| &inside[end + 2..]);
        }
    }

    fn numeric(&mut self) -> Token<'a> {
        let (digits, rest) = self.rest.split_at(number_len(self.rest));
        self.rest = rest;
        // Rust reads every number CSS can write, except that it has no use for a leading plus.
        let value = digits.parse::<f64>().unwrap_or(0.0);
        if let Some(after) = self.rest.strip_prefix('%') {
            self.rest = after;
            Token::Percent(value)
        } else if starts_ident(self.rest) {
            Token::Dimension(value, self.name())
        } else {
            Token::Number(value)
        }
    }

    fn ident_like(&mut self) -> Token<'a> {
        let name = self.name();
        match self.rest.strip_prefix('(') {
            Some(after) => {
                self.rest = after;
                Token::Function(name)
            }
            None => Token::Ident(name),
        }
    }

    /// <https://drafts.csswg.org/css-syntax-3/#consume-name>
    fn name(&mut self) -> Cow<'a, str> {
        let plain = self.rest.find(|c| !is_name_char(c)).unwrap_or(self.rest.len());
        let (head, rest) = self.rest.split_at(plain);
        self.rest = rest;
        if !starts_escape(self.rest) {
            return Cow::Borrowed(head);
        }
        let mut name = head.to_owned();
        while let Some(c) = self.rest.chars().next() {
            if starts_escape(self.rest) {
                self.rest = &self.rest[1..];
                name.push(self.escape());
            } else if is_name_char(c) {
                self.rest = &self.rest[c.len_utf8()..];
                name.push(c);
            } else {
                break;
            }
        }
        Cow::Owned(name)
    }

    /// The character an escape stands for; the backslash is already taken.
    /// <https://drafts.csswg.org/css-syntax-3/#consume-escaped-code-point>
    fn escape(&mut self) -> char {
        let hex = self.rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if hex == 0 {
            let Some(c) = self.rest.chars().next() else { return char::REPLACEMENT_CHARACTER };
            self.rest = &self.rest[c.len_utf8()..];
            return c;
        }
        let (digits, rest) = self.rest.split_at(hex);
        self.rest = rest
            .strip_prefix("\r\n")
            .unwrap_or_else(|| rest.strip_prefix(is_whitespace).unwrap_or(rest));
        u32::from_str_radix(digits, 16)
            .ok()
            .filter(|&code| code != 0)
            .and_then(char::from_u32)
            .unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// The rest of a string; a line end inside makes it a bad token, the end of the text closes it.
    fn string(&mut self, quote: char) -> Token<'a> {
        let stop = |c| c == quote || c == '\\' || is_newline(c);
        let mut text = Cow::Borrowed("");
        loop {
            let (plain, rest) = self.rest.split_at(self.rest.find(stop).unwrap_or(self.rest.len()));
            self.rest = rest;
            // The usual string is one plain piece and stays borrowed.
            if text.is_empty() {
                text = Cow::Borrowed(plain);
            } else {
                text += plain;
            }
            let Some(c) = self.rest.chars().next() else { return Token::String(text) };
            self.rest = &self.rest[c.len_utf8()..];
            if c == quote {
                return Token::String(text);
            }
            if c != '\\' {
                return Token::Other(c);
            }
            if let Some(after) = strip_newline(self.rest) {
                self.rest = after;
            } else if !self.rest.is_empty() {
                let c = self.escape();
                text.to_mut().push(c);
            }
        }
    }
}

fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0C')
}

fn strip_newline(text: &str) -> Option<&str> {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(is_newline))
}

pub(super) fn is_whitespace(c: char) -> bool {
    matches!(c, ' ' | '\t') || is_newline(c)
}

/// What no bare address contains: <https://drafts.csswg.org/css-syntax-3/#non-printable-code-point>
fn is_control(c: char) -> bool {
    matches!(c, '\x01'..='\x08' | '\x0B' | '\x0E'..='\x1F' | '\x7F')
}

fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || !c.is_ascii() || c == '\0'
}

fn is_name_char(c: char) -> bool {
    is_name_start(c) || c.is_ascii_digit() || c == '-'
}

fn starts_escape(text: &str) -> bool {
    text.strip_prefix('\\').is_some_and(|rest| !rest.starts_with(is_newline))
}

/// <https://drafts.csswg.org/css-syntax-3/#would-start-an-identifier>
fn starts_ident(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix('-') {
        return rest.starts_with(|c| is_name_start(c) || c == '-') || starts_escape(rest);
    }
    text.starts_with(is_name_start) || starts_escape(text)
}

/// Whether `text` is an identifier as it stands, with no escape needed.
pub(super) fn is_plain_ident(text: &str) -> bool {
    starts_ident(text) && text.chars().all(is_name_char)
}

/// <https://drafts.csswg.org/css-syntax-3/#starts-with-a-number>
fn starts_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = unsigned.strip_prefix('.').unwrap_or(unsigned);
    digits.starts_with(|c: char| c.is_ascii_digit())
}

/// <https://drafts.csswg.org/css-syntax-3/#consume-number>
fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes.get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let sign = |at: usize| usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
    let mut len = sign(0);
    len += digits(len);
    if bytes.get(len) == Some(&b'.') && digits(len + 1) > 0 {
        len += 1 + digits(len + 1);
    }
    if matches!(bytes.get(len), Some(b'e' | b'E')) {
        let exponent = len + 1 + sign(len + 1);
        if digits(exponent) > 0 {
            len = exponent + digits(exponent);
        }
    }
    len
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Token<'_>> {
        let mut tokens = Tokens::new(text);
        std::iter::from_fn(|| tokens.next()).collect()
    }

    fn ident(name: &str) -> Token<'_> {
        Token::Ident(name.into())
    }

    #[test]
    fn numbers_end_where_css_ends_them() {
        use Token::{Number, Other, Percent};
        assert_eq!(all("1+2-.5"), [Number(1.0), Number(2.0), Number(-0.5)]);
        assert_eq!(all("+1.5e3% 1."), [Percent(1500.0), Number(1.0), Other('.')]);
        assert_eq!(all("1e3em"), [Token::Dimension(1000.0, "em".into())]);
        assert_eq!(all("1em"), [Token::Dimension(1.0, "em".into())]);
        assert_eq!(all("1e-x"), [Token::Dimension(1.0, "e-x".into())]);
        assert_eq!(all("1e999"), [Number(f64::INFINITY)]);
    }

    #[test]
    fn names_take_escapes_and_all_of_unicode() {
        assert_eq!(all("r\\65 d"), [ident("red")]);
        assert_eq!(all("\\72\\65\\64"), [ident("red")]);
        assert_eq!(all("-x --y é -"), [ident("-x"), ident("--y"), ident("é"), Token::Other('-')]);
        assert_eq!(all("\\0"), [ident("\u{FFFD}")]);
        assert_eq!(all("a\\"), [ident("a\u{FFFD}")]);
        assert_eq!(all("rgb("), [Token::Function("rgb".into())]);
        assert_eq!(all("#12 #"), [Token::Hash("12".into()), Token::Other('#')]);
    }

    #[test]
    fn comments_vanish_and_may_stay_open() {
        assert_eq!(all("a/**/b/* c"), [ident("a"), ident("b")]);
        assert!(all("/*").is_empty());
        assert_eq!(all("/ *"), [Token::Other('/'), Token::Other('*')]);
    }

    #[test]
    fn addresses() {
        for (text, wanted) in [
            ("#x)", true),
            (" 'a b' )", true),
            ("\"a", true),
            ("", true),
            (" a/b?c ", true),
            ("a\\)b)", true),
            ("a b)", false),
            ("'a' b)", false),
            ("a'b)", false),
            ("a(b)", false),
            ("a\x01)", false),
        ] {
            let mut tokens = Tokens::new(text);
            assert_eq!(tokens.take_url() && tokens.is_at_end(), wanted, "{text}");
        }
    }

    #[test]
    fn strings() {
        let string = |text: &'static str| Token::String(text.into());
        assert_eq!(all(r#""a b" 'c"d'"#), [string("a b"), string("c\"d")]);
        assert_eq!(all(r#""a\"b\41 c""#), [string("a\"bAc")]);
        assert_eq!(all("\"a\\\nb\""), [string("ab")]);
        assert_eq!(all("\"open"), [string("open")]);
        assert_eq!(all("\"open\\"), [string("open")]);
        assert_eq!(all("\"a\nb"), [Token::Other('\n'), ident("b")]);
    }
}
