//! XML text: elements in elements, and whatever characters in attributes and between tags.

use std::fmt::{Display, Write};

/// XML that is being written. What is opened is closed by `close`, in order.
pub(super) struct Xml {
    out: String,
    open: Vec<Element>,
    pretty: bool,
    /// The tag of the last element has not been ended.
    in_tag: bool,
}

struct Element {
    name: &'static str,
    /// White space between its children would show.
    inline: bool,
    has_text: bool,
}

impl Xml {
    /// A document; `pretty` gives each element a line.
    pub(super) fn new(pretty: bool) -> Self {
        let out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        Self { out, open: Vec::new(), pretty, in_tag: false }
    }

    /// Bytes it occupies.
    pub(super) fn bytes(&self) -> usize {
        self.out.capacity()
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: &'static str) -> &mut Self {
        self.begin(name, false)
    }

    /// Begins an element between whose children no white space is put.
    pub(super) fn open_inline(&mut self, name: &'static str) -> &mut Self {
        self.begin(name, true)
    }

    fn begin(&mut self, name: &'static str, inline: bool) -> &mut Self {
        self.end_tag();
        let within = self.open.last().is_some_and(|element| element.inline);
        if !within {
            self.new_line();
        }
        self.out.push('<');
        self.out.push_str(name);
        self.open.push(Element { name, inline: inline || within, has_text: false });
        self.in_tag = true;
        self
    }

    /// An attribute of the element that was just opened. The value is of characters that mean nothing in XML.
    pub(super) fn attr(&mut self, name: &str, value: impl Display) -> &mut Self {
        // Writing to a string can't fail.
        let _ = write!(self.out, " {name}=\"{value}\"");
        self
    }

    /// An attribute of any characters.
    pub(super) fn text_attr(&mut self, name: &str, value: &str) -> &mut Self {
        self.attr(name, Escaped(value))
    }

    /// An attribute of what `write` adds, which is of characters that mean nothing in XML.
    pub(super) fn attr_of(&mut self, name: &str, write: impl FnOnce(&mut String)) -> &mut Self {
        let _ = write!(self.out, " {name}=\"");
        write(&mut self.out);
        self.out.push('"');
        self
    }

    /// Letters in the element.
    pub(super) fn text(&mut self, letters: &str) -> &mut Self {
        self.end_tag();
        if let Some(element) = self.open.last_mut() {
            element.has_text = true;
        }
        let _ = write!(self.out, "{}", Escaped(letters));
        self
    }

    /// Ends the element that was opened last.
    pub(super) fn close(&mut self) {
        let Some(element) = self.open.pop() else { return };
        if self.in_tag {
            self.out.push_str("/>");
            self.in_tag = false;
            return;
        }
        if !element.inline && !element.has_text {
            self.new_line();
        }
        let _ = write!(self.out, "</{}>", element.name);
    }

    /// The document, all elements ended.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.new_line();
        self.out
    }

    fn end_tag(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            self.out.push('>');
        }
    }

    fn new_line(&mut self) {
        if self.pretty {
            self.out.push('\n');
            // Groups in groups in groups: what is deep is not moved on for ever.
            self.out.extend(std::iter::repeat_n(' ', self.open.len().min(20)));
        }
    }
}

/// Characters as XML has them. Those that it can't have become U+FFFD.
/// <https://www.w3.org/TR/xml/#charsets>
struct Escaped<'t>(&'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                // As they are they would be read as spaces.
                '\t' => f.write_str("&#9;")?,
                '\n' => f.write_str("&#10;")?,
                '\r' => f.write_str("&#13;")?,
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_have_lines_and_text_has_none() {
        let mut xml = Xml::new(true);
        xml.open("svg").attr("width", 5);
        xml.open("g");
        xml.open_inline("text");
        xml.open("tspan").text("a");
        xml.close();
        xml.text(" ").open("tspan").text("b");
        xml.close();
        xml.close();
        xml.open("rect");
        let wanted = "\n<svg width=\"5\">\n <g>\n  <text><tspan>a</tspan> <tspan>b</tspan></text>\n  <rect/>\n </g>\n</svg>\n";
        assert_eq!(xml.finish().split_once("?>").unwrap().1, wanted);
        let mut xml = Xml::new(false);
        xml.open("svg").open("g");
        assert_eq!(xml.finish().split_once("?>").unwrap().1, "<svg><g/></svg>");
    }

    #[test]
    fn no_letters_end_a_tag() {
        let mut xml = Xml::new(false);
        xml.open("a").text_attr("b", "\"><script>&\n\u{0}\u{b}").text("]]>\u{ffff}<i>");
        let written = xml.finish();
        let wanted = "<a b=\"&quot;&gt;&lt;script&gt;&amp;&#10;\u{fffd}\u{fffd}\">]]&gt;\u{fffd}&lt;i&gt;</a>";
        assert_eq!(written.split_once("?>").unwrap().1, wanted);
    }
}
