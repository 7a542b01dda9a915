//! How deep and how large a document is once all its references are followed.
//!
//! `usvg` follows `use`, `mask`, `clip-path`, `pattern`, `marker` and `filter` by recursion, and copies
//! what they name, so a short file can ask for any depth and any size. Both are bounded here on the
//! parsed XML, by a walk without recursion, before `usvg` sees it. Style sheets count too: a rule's
//! selector is read loosely, so that an element may be taken to match that doesn't, never the reverse.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node};

use crate::error::{Error, Result};

/// The deepest nesting, references included. Drawing programs stay below 50; a level costs `usvg` and
/// `resvg` up to some 5 KB of stack, and [`render`](super::render) gives them 32 MB.
const MAX_DEPTH: u32 = 512;
/// The most elements, characters of text and marked path vertices, references followed. The largest
/// maps have some 100,000 elements; each becomes about a kilobyte.
const MAX_WEIGHT: u64 = 500_000;

/// Refuses a document that would become too deep or too large.
pub(super) fn check(document: &Document<'_>) -> Result<()> {
    let graph = Graph::new(document);
    let root = graph.measure();
    if root.depth > MAX_DEPTH {
        let message = format!("the SVG picture is nested more than the {MAX_DEPTH} levels allowed");
        return Err(Error::limit(message));
    }
    if root.weight > MAX_WEIGHT {
        return Err(Error::limit(format!(
            "the SVG picture has {} elements and characters once its references are followed: \
             {MAX_WEIGHT} are allowed",
            root.weight
        )));
    }
    Ok(())
}

/// An element's measures, those of what it holds and names included.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    depth: u32,
    weight: u64,
    /// Vertices of paths, each of which may carry a marker.
    vertices: u64,
}

impl Measure {
    fn add(&mut self, inner: Self) {
        self.add_marker(inner, 1);
        self.vertices = self.vertices.saturating_add(inner.vertices);
    }

    /// A marker's own paths are not marked by what names it.
    fn add_marker(&mut self, marker: Self, times: u64) {
        self.depth = self.depth.max(marker.depth.saturating_add(1));
        self.weight = self.weight.saturating_add(marker.weight.saturating_mul(times));
    }
}

#[derive(Default)]
struct Element {
    own: Measure,
    is_marker: bool,
    /// Children first, then what attributes and style sheets name.
    edges: Vec<usize>,
}

struct Graph {
    /// By the document's node index; what is no element stays empty.
    elements: Vec<Element>,
}

impl Graph {
    fn new(document: &Document<'_>) -> Self {
        let rules = Rules::of(document);
        let ids: HashMap<&str, usize> =
            nodes(document).rev().filter_map(|n| Some((n.attribute("id")?, index(n)))).collect();
        let mut elements = Vec::new();
        for node in nodes(document) {
            let at = index(node);
            elements.resize_with(elements.len().max(at + 1), Element::default);
            elements[at] = element(node, &rules, &ids);
        }
        Self { elements }
    }

    /// The measure of the root element, by a depth-first walk that visits each element once. An edge
    /// back to an element still being measured is a cycle, which `usvg` breaks as well.
    fn measure(&self) -> Measure {
        let Some(root) = self.elements.iter().position(|e| e.own.weight > 0) else {
            return Measure::default();
        };
        let mut done: Vec<Option<Measure>> = vec![None; self.elements.len()];
        let mut entered = vec![false; self.elements.len()];
        let mut stack = vec![(root, 0)];
        entered[root] = true;
        while let Some((at, edge)) = stack.pop() {
            if let Some(&inner) = self.elements[at].edges.get(edge) {
                stack.push((at, edge + 1));
                if !entered[inner] {
                    entered[inner] = true;
                    stack.push((inner, 0));
                }
            } else {
                done[at] = Some(self.sum(at, &done));
            }
        }
        done[root].unwrap_or_default()
    }

    fn sum(&self, at: usize, done: &[Option<Measure>]) -> Measure {
        let element = &self.elements[at];
        let mut total = element.own;
        for &inner in &element.edges {
            let measure = done[inner].unwrap_or_default();
            // Children come first, so by the time of a marker all vertices below are known.
            if self.elements[inner].is_marker {
                total.add_marker(measure, total.vertices.max(1));
            } else {
                total.add(measure);
            }
        }
        total
    }
}

fn nodes<'a, 'input>(
    document: &'a Document<'input>,
) -> impl DoubleEndedIterator<Item = Node<'a, 'input>> {
    document.descendants().filter(Node::is_element)
}

fn index(node: Node<'_, '_>) -> usize {
    node.id().get_usize()
}

fn element(node: Node<'_, '_>, rules: &Rules<'_>, ids: &HashMap<&str, usize>) -> Element {
    let name = node.tag_name().name();
    let children = node.children().filter(Node::is_element).map(index);
    let mut edges: Vec<usize> = children.collect();
    let mut vertices = 0;
    for attribute in node.attributes() {
        let value = attribute.value();
        match attribute.name() {
            "href" => edges.extend(value.trim().strip_prefix('#').and_then(|id| ids.get(id))),
            "d" | "points" => vertices += most_vertices(value),
            _ => edges.extend(urls(value).filter_map(|id| ids.get(id))),
        }
    }
    edges.extend(rules.of_element(node).filter_map(|id| ids.get(id)));
    let characters = if matches!(name, "text" | "tspan" | "textPath" | "a" | "tref") {
        node.children().filter_map(|n| n.text().filter(|_| n.is_text())).map(str::len).sum()
    } else {
        0
    };
    let own = Measure { depth: 1, weight: 1 + characters as u64, vertices };
    Element { own, is_marker: name == "marker", edges }
}

/// The vertices of path data, from above: one for each run of digits (a vertex has at least one number,
/// arcs become fewer curves than they have numbers) and one for each closing of a path.
fn most_vertices(data: &str) -> u64 {
    let mut last = b' ';
    let mut count = 0;
    for byte in data.bytes() {
        let starts = byte.is_ascii_digit() && !last.is_ascii_digit();
        count += u64::from(starts || matches!(byte, b'z' | b'Z'));
        last = byte;
    }
    count
}

/// The ids in a value's `url(#id)`.
fn urls(value: &str) -> impl Iterator<Item = &str> {
    value.split("url(").skip(1).filter_map(|rest| {
        let inside = rest.split(')').next()?.trim_matches(|c: char| " \t\r\n'\"".contains(c));
        inside.strip_prefix('#')
    })
}

/// What style sheets make elements name: ids by a simple selector (`.class`, `#id`, `tag`, `*`).
struct Rules<'a>(HashMap<&'a str, Vec<&'a str>>);

impl<'a> Rules<'a> {
    fn of(document: &'a Document<'_>) -> Self {
        let mut rules = Self(HashMap::new());
        let sheets = nodes(document).filter(|node| node.tag_name().name() == "style");
        for text in sheets.flat_map(|sheet| sheet.children()).filter_map(|node| node.text()) {
            for rule in text.split('}') {
                let (selectors, declarations) = rule.rsplit_once('{').unwrap_or_default();
                let ids: Vec<&str> = urls(declarations).collect();
                if !ids.is_empty() {
                    rules.add(selectors, &ids);
                }
            }
        }
        rules
    }

    fn add(&mut self, selectors: &'a str, ids: &[&'a str]) {
        for selector in selectors.split(',') {
            // The last part decides which element is styled; a comment's words only match more.
            let last =
                selector.split([' ', '\t', '\r', '\n', '>', '+', '/']).rfind(|s| !s.is_empty());
            let last = last.unwrap_or("*");
            let key = match last.find(['.', '#']) {
                Some(at) => {
                    let end = last[at + 1..].find(['.', '#', '[', ':']).map(|n| at + 1 + n);
                    &last[at..end.unwrap_or(last.len())]
                }
                None if last.contains(['[', ':', '*']) => "*",
                None => last,
            };
            self.0.entry(key).or_default().extend(ids);
        }
    }

    fn of_element(&self, node: Node<'_, '_>) -> impl Iterator<Item = &'a str> {
        let of = |key: &str| self.0.get(key).into_iter().flatten().copied();
        let mut named: Vec<&str> = of("*").chain(of(node.tag_name().name())).collect();
        if !self.0.is_empty() {
            let classes = node.attribute("class").unwrap_or_default().split_ascii_whitespace();
            classes.for_each(|class| named.extend(of(&format!(".{class}"))));
            node.attribute("id").into_iter().for_each(|id| named.extend(of(&format!("#{id}"))));
        }
        named.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn measure(body: &str) -> (u32, u64) {
        let text = format!("<svg xmlns:xlink='http://www.w3.org/1999/xlink'>{body}</svg>");
        let document = Document::parse(&text).unwrap();
        let Measure { depth, weight, .. } = Graph::new(&document).measure();
        (depth, weight)
    }

    /// Groups `a0` to `an`, each of which `name`s the next one twice.
    fn chain(n: u32, refer: impl Fn(u32) -> String) -> String {
        (0..n).fold(String::new(), |mut text, i| {
            let next = refer(i + 1);
            let _ = write!(text, "<g id='a{i}'>{next}{next}</g>");
            text
        })
    }

    #[test]
    fn nesting_and_text_count() {
        assert_eq!(measure(""), (1, 1));
        assert_eq!(measure("<g><g/></g><g/>"), (3, 4));
        assert_eq!(measure("<title>long</title><text>four<tspan>ab</tspan></text>"), (3, 10));
    }

    #[test]
    fn references_of_every_kind_multiply() {
        let kinds: [&dyn Fn(u32) -> String; 4] = [
            &|i| format!("<use xlink:href='#a{i}'/>"),
            &|i| format!("<use href=' #a{i}'/>"),
            &|i| format!("<g mask='url(#a{i})'/>"),
            &|i| format!("<g style='fill:red;clip-path:url( \"#a{i}\" )'/>"),
        ];
        for kind in kinds {
            let (depth, weight) = measure(&chain(30, kind));
            assert!(depth >= 60, "{depth}");
            assert!(weight > 1 << 30, "{weight}");
        }
    }

    #[test]
    fn style_sheets_are_followed() {
        let rules = (0..31).fold(String::new(), |mut text, i| {
            let _ = writeln!(text, "g > .b{i}:hover, x {{ mask: url(#a{i}) }}");
            text
        });
        let body = chain(30, |i| format!("<g class='q b{i}'/>"));
        let (depth, weight) = measure(&format!("<style>{rules}</style>{body}"));
        assert!(depth >= 60 && weight > 1 << 30, "{depth} {weight}");
        let all = "<style>* { fill: url(#p) }</style><pattern id='p'><g/></pattern><path/>";
        assert_eq!(measure(all).0, 4);
    }

    #[test]
    fn markers_count_once_a_vertex() {
        let marker = "<marker id='m'><g/><g/></marker>";
        let path = format!("<path d='{}' marker-mid='url(#m)'/>", "L0 5.5z".repeat(100));
        assert_eq!(measure(&format!("{marker}{path}")).1, 1 + 3 + 1 + 400 * 3);
    }

    #[test]
    fn cycles_end() {
        assert!(measure("<g id='a'><use href='#a'/></g>").1 < 10);
        assert!(measure("<mask id='a' mask='url(#b)'/><mask id='b' mask='url(#a)'/>").1 < 10);
    }

    #[test]
    fn the_limits_are_named() {
        let deep = format!("{}{}", "<g>".repeat(600), "</g>".repeat(600));
        let error = check(&Document::parse(&deep).unwrap()).unwrap_err();
        assert!(error.message().contains("512 levels"), "{error}");
        let wide = format!("<svg>{}</svg>", chain(30, |i| format!("<use href='#a{i}'/>")));
        let error = check(&Document::parse(&wide).unwrap()).unwrap_err();
        assert!(error.message().contains("500000 are allowed"), "{error}");
    }
}
