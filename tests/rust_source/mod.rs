//! Rust source as tokens and comments, so that a word in a comment or a string is not taken for code.
//! As much of the language as the crate's own sources need.

/// A token with the line it stands on, from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// A source file taken apart.
#[derive(Debug, Default)]
pub struct Source {
    /// Identifiers, lifetimes (with their quote), `::`, and single characters of everything else;
    /// literals are left out.
    pub tokens: Vec<Token>,
    /// The text of each comment and its last line.
    pub comments: Vec<Token>,
}

impl Source {
    pub fn parse(text: &str) -> Self {
        let mut lexer = Lexer { rest: text, line: 1, source: Self::default() };
        while lexer.step() {}
        lexer.source
    }

    pub fn text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| &t.text)
    }
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    source: Source,
}

impl<'a> Lexer<'a> {
    /// Takes the next token, comment or literal; false at the end.
    fn step(&mut self) -> bool {
        let Some(first) = self.rest.chars().next() else { return false };
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.comment(end);
        } else if self.rest.starts_with("/*") {
            self.comment(block_comment(self.rest));
        } else if let Some(end) = string(self.rest) {
            self.take(end);
        } else if first == '\'' {
            self.quote();
        } else if first.is_alphabetic() || first == '_' {
            let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            self.token(end.unwrap_or(self.rest.len()));
        } else if first.is_ascii_digit() {
            let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            self.take(end.unwrap_or(self.rest.len()));
        } else if first.is_whitespace() {
            self.take(first.len_utf8());
        } else {
            self.token(if self.rest.starts_with("::") { 2 } else { first.len_utf8() });
        }
        true
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        self.line += taken.matches('\n').count();
        taken
    }

    fn token(&mut self, bytes: usize) {
        let line = self.line;
        let text = self.take(bytes).to_owned();
        self.source.tokens.push(Token { text, line });
    }

    fn comment(&mut self, bytes: usize) {
        let text = self.take(bytes).to_owned();
        self.source.comments.push(Token { text, line: self.line });
    }

    /// A lifetime, or else a character.
    fn quote(&mut self) {
        let name = &self.rest[1..];
        let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
        if end > 0 && !name[end..].starts_with('\'') {
            self.token(1 + end);
        } else {
            self.take(1 + closing(name, '\''));
        }
    }
}

/// Bytes up to and with the closing quote, backslashes obeyed.
fn closing(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return i + 1,
            _ => {}
        }
    }
    text.len()
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let step = match rest {
            [b'/', b'*', ..] => {
                depth += 1;
                2
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of the string literal that `text` starts with: plain, raw, of bytes or for C.
fn string(text: &str) -> Option<usize> {
    let prefix = ["", "b", "c", "r", "br", "cr"]
        .into_iter()
        .rev()
        .find(|p| text.strip_prefix(p).is_some_and(|t| t.starts_with('"') || raw(p, t)))?;
    let rest = &text[prefix.len()..];
    if !prefix.ends_with('r') {
        return Some(prefix.len() + 1 + closing(&rest[1..], '"'));
    }
    let hashes = rest.find('"')?;
    let end = format!("\"{}", &rest[..hashes]);
    let body = &rest[hashes + 1..];
    let length = body.find(&end).map_or(body.len(), |i| i + end.len());
    Some(prefix.len() + hashes + 1 + length)
}

fn raw(prefix: &str, rest: &str) -> bool {
    prefix.ends_with('r') && rest.starts_with('#') && rest.trim_start_matches('#').starts_with('"')
}
