//! How deep and how large a document is once all its references are followed.
//!
//! `usvg` follows `use`, `mask`, `clip-path`, `pattern`, `marker` and `filter` by recursion, and copies
//! what they name, so a short file can ask for any depth and any size. Both are bounded here on the
//! parsed XML, by a walk without recursion, before `usvg` sees it. Style sheets count too: a rule's
//! selector is read loosely, so that an element may be taken to match that doesn't, never the reverse.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node};

use super::super::{Format, expand};
use crate::codec::Limits;
use crate::error::{Error, Result};

/// Bytes of a `data:` URL that count as a node: each time its element is followed they are decoded anew.
const DATA_NODE: u64 = 256;

/// The most octaves of turbulence, each of which costs as much as the first; the ninth is too faint to be seen.
const MAX_OCTAVES: f64 = 255.0;

/// Vertices of a path that count as a node.
const VERTICES_NODE: u64 = 16;

/// Nanoseconds of `usvg` for an element, a character of text, and a test of an element against a selector.
const ELEMENT: u64 = 2_000;
const CHARACTER: u64 = 25_000;
const TEST: u64 = 30;
/// Within one text each part is looked for among all parts and characters, and each character among all.
const PART_OF_TEXT: u64 = 400;
const PAIR_OF_CHARACTERS: u64 = 1;

/// What parsing documents takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cost {
    pub(super) nodes: u64,
    pub(super) nanoseconds: u64,
}

/// Refuses a document that would become too deep or too large, or whose parsing would take too long, counting what
/// `before` it was taken; gives the sum.
pub(super) fn check(document: &Document<'_>, before: Cost, limits: &Limits) -> Result<Cost> {
    let graph = Graph::new(document);
    if graph.has_deep_cycle() {
        return Err(expand::broken(Format::Svg, "its elements name each other in a circle"));
    }
    check_octaves(document)?;
    let root = graph.measure();
    limits.check_svg_depth(root.depth.into())?;
    let nodes = before.nodes.saturating_add(root.weight);
    limits.check_svg_nodes(nodes)?;
    let tests = tests(document, root.depth).saturating_mul(graph.elements.len() as u64);
    let elements = root.weight.saturating_mul(ELEMENT);
    let parsing = tests.saturating_mul(TEST).saturating_add(elements).saturating_add(root.text);
    let nanoseconds = before.nanoseconds.saturating_add(parsing);
    limits.check_svg_time(nanoseconds / 1_000_000)?;
    Ok(Cost { nodes, nanoseconds })
}

fn check_octaves(document: &Document<'_>) -> Result<()> {
    let counts = nodes(document).filter_map(|node| node.attribute("numOctaves"));
    if counts.filter_map(|text| text.trim().parse::<f64>().ok()).all(|count| count <= MAX_OCTAVES) {
        return Ok(());
    }
    Err(Error::limit(format!(
        "the SVG picture asks for turbulence of more than the {MAX_OCTAVES} octaves allowed"
    )))
}

/// An element's measures, those of what it holds and names included.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    depth: u32,
    weight: u64,
    /// Vertices of paths, each of which may carry a marker.
    vertices: u64,
    /// Characters of text, and the elements that they are in.
    characters: u64,
    parts: u64,
    /// Nanoseconds for whole texts.
    text: u64,
}

impl Measure {
    fn add(&mut self, inner: Self) {
        self.add_marker(inner, 1);
        self.vertices = self.vertices.saturating_add(inner.vertices);
        self.characters = self.characters.saturating_add(inner.characters);
        self.parts = self.parts.saturating_add(inner.parts);
    }

    /// A marker's own paths are not marked by what names it.
    fn add_marker(&mut self, marker: Self, times: u64) {
        self.depth = self.depth.max(marker.depth.saturating_add(1));
        self.weight = self.weight.saturating_add(marker.weight.saturating_mul(times));
        self.text = self.text.saturating_add(marker.text.saturating_mul(times));
    }

    /// All that is below is one text.
    fn end_text(&mut self) {
        let (parts, characters) =
            (std::mem::take(&mut self.parts), std::mem::take(&mut self.characters));
        let found = parts.saturating_mul(parts.saturating_mul(8).saturating_add(characters));
        let pairs = characters.saturating_mul(characters).saturating_mul(PAIR_OF_CHARACTERS);
        self.text = [found.saturating_mul(PART_OF_TEXT), pairs]
            .into_iter()
            .fold(characters.saturating_add(1).saturating_mul(CHARACTER), u64::saturating_add)
            .saturating_add(self.text);
    }
}

#[derive(Default)]
struct Element {
    own: Measure,
    is_marker: bool,
    is_text: bool,
    /// What is drawn wherever it is named.
    is_resource: bool,
    is_filter: bool,
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

    /// Whether there is a circle that `usvg` does not break but follows until the stack ends: it knows
    /// those of one pattern, mask, clip path or marker, and of `use`, but not through two of these, nor
    /// through a filter.
    fn has_deep_cycle(&self) -> bool {
        self.circles().iter().any(|circle| {
            let count = |is: fn(&Element) -> bool| {
                circle.iter().filter(|&&at| is(&self.elements[at])).count()
            };
            count(|e| e.is_filter) > 0 || count(|e| e.is_resource) > 1
        })
    }

    /// The sets of elements of which each leads to all others, by Tarjan's walk without recursion:
    /// https://doi.org/10.1137/0201010. Single elements are no circles here: one that names itself alone
    /// is known to `usvg`.
    fn circles(&self) -> Vec<Vec<usize>> {
        let count = self.elements.len();
        let (mut found, mut path, mut walk) = (Vec::new(), Vec::new(), Vec::new());
        // The order in which elements were entered, from 1, and the first that each leads back to.
        let (mut order, mut first) = (vec![0_usize; count], vec![0_usize; count]);
        let mut is_on_path = vec![false; count];
        let mut entered = 0;
        for start in 0..count {
            if order[start] == 0 {
                walk.push((start, 0));
            }
            while let Some((at, edge)) = walk.pop() {
                if edge == 0 {
                    entered += 1;
                    (order[at], first[at]) = (entered, entered);
                    path.push(at);
                    is_on_path[at] = true;
                }
                if let Some(&inner) = self.elements[at].edges.get(edge) {
                    walk.push((at, edge + 1));
                    if order[inner] == 0 {
                        walk.push((inner, 0));
                    } else if is_on_path[inner] {
                        first[at] = first[at].min(order[inner]);
                    }
                    continue;
                }
                if let Some(&(outer, _)) = walk.last() {
                    first[outer] = first[outer].min(first[at]);
                }
                if first[at] == order[at] {
                    let from = path.iter().rposition(|&one| one == at).unwrap_or(0);
                    let circle = path.split_off(from);
                    circle.iter().for_each(|&one| is_on_path[one] = false);
                    if circle.len() > 1 {
                        found.push(circle);
                    }
                }
            }
        }
        found
    }

    /// The measure of the root element, by a depth-first walk that visits each element once. An edge
    /// back to an element still being measured is a cycle of those that `usvg` breaks as well.
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
        if element.is_text {
            total.end_text();
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
    let (mut vertices, mut data) = (0, 0);
    for attribute in node.attributes() {
        let value = attribute.value();
        match attribute.name() {
            "href" => {
                edges.extend(value.trim().strip_prefix('#').and_then(|id| ids.get(id)));
                data += value.len() as u64 / DATA_NODE;
            }
            "d" | "points" => {
                vertices += most_vertices(value);
                data += vertices / VERTICES_NODE;
            }
            _ => edges.extend(urls(value).filter_map(|id| ids.get(id))),
        }
    }
    edges.extend(rules.of_element(node).filter_map(|id| ids.get(id)));
    let is_part = matches!(name, "text" | "tspan" | "textPath" | "a" | "tref");
    let characters = if is_part {
        node.children().filter_map(|n| n.text().filter(|_| n.is_text())).map(str::len).sum()
    } else {
        0
    };
    let characters = characters as u64;
    let weight = 1 + characters + data;
    let own = Measure { depth: 1, weight, vertices, characters, parts: is_part.into(), text: 0 };
    let is_filter = name == "filter";
    let is_resource = matches!(name, "pattern" | "mask" | "clipPath" | "marker");
    let (is_marker, is_text) = (name == "marker", name == "text");
    Element { own, is_marker, is_text, is_resource, is_filter, edges }
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

/// How often an element is tested against the parts of selectors, from above: one that asks for an ancestor tries all
/// `depth` of them, and for each the parts before it.
fn tests(document: &Document<'_>, depth: u32) -> u64 {
    let sheets = nodes(document).filter(|node| node.tag_name().name() == "style");
    let texts = sheets.flat_map(|sheet| sheet.children()).filter_map(|node| node.text());
    let of_selector = |selector: &str| {
        let parts =
            selector.split([' ', '\t', '\r', '\n', '>', '+']).filter(|part| !part.is_empty());
        let ancestors = u32::try_from(parts.count().saturating_sub(1)).unwrap_or(u32::MAX);
        u64::from(depth.max(2)).saturating_pow(ancestors)
    };
    let rules = texts.flat_map(|text| text.split('}'));
    let selectors = rules.flat_map(|rule| rule.split('{').next().unwrap_or_default().split(','));
    selectors.map(of_selector).fold(0, u64::saturating_add)
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
        assert_eq!(measure(&format!("{marker}{path}")).1, 1 + 3 + 1 + 400 / 16 + 400 * 3);
    }

    #[test]
    fn cycles_end() {
        assert!(measure("<g id='a'><use href='#a'/></g>").1 < 10);
        assert!(measure("<mask id='a' mask='url(#b)'/><mask id='b' mask='url(#a)'/>").1 < 10);
    }

    fn refusal(body: &str) -> String {
        let text = format!("<svg>{body}</svg>");
        let document = Document::parse(&text).unwrap();
        let refused = check(&document, Cost::default(), &Limits::default());
        refused.map_or_else(|error| error.message().to_owned(), |_| String::new())
    }

    #[test]
    fn circles_that_usvg_follows_are_refused() {
        let circles = [
            "<mask id='a'><g mask='url(#b)'/></mask><mask id='b'><g mask='url(#a)'/></mask>",
            "<pattern id='a'><g mask='url(#b)'/></pattern><mask id='b'><g fill='url(#a)'/></mask>",
            "<pattern id='a' href='#b'/><pattern id='b'><g fill='url(#a)'/></pattern>",
            "<filter id='f'><feImage href='#a'/></filter><g id='a'><g filter='url(#f)'/></g>",
            "<style>*{mask:url(#m);fill:url(#p)}</style><mask id='m'><g/></mask><pattern id='p'><g/></pattern>",
        ];
        for circle in circles {
            assert!(refusal(circle).contains("in a circle"), "{circle}");
        }
    }

    #[test]
    fn circles_that_usvg_breaks_and_what_is_none_are_not() {
        let fine = [
            "<g id='a'><use href='#a'/></g>",
            "<pattern id='a'><g fill='url(#a)'/></pattern><g fill='url(#a)'/>",
            "<mask id='m'><use href='#r'/></mask><g id='r' mask='url(#m)'/>",
            "<mask id='a'><g/></mask><mask id='b' mask='url(#a)'><g fill='url(#p)' mask='url(#a)'/></mask>\
             <pattern id='p'><g mask='url(#a)'/></pattern><g mask='url(#b)' fill='url(#p)'/>",
        ];
        for body in fine {
            assert_eq!(refusal(body), "", "{body}");
        }
    }

    #[test]
    fn octaves_are_bounded() {
        assert_eq!(refusal("<feTurbulence numOctaves='255'/><feTurbulence numOctaves='x'/>"), "");
        assert!(refusal("<feTurbulence numOctaves=' 256'/>").contains("255 octaves"));
    }

    #[test]
    fn the_limits_are_named() {
        let deep = format!("{}{}", "<g>".repeat(600), "</g>".repeat(600));
        let limits = Limits::default();
        let error = check(&Document::parse(&deep).unwrap(), Cost::default(), &limits).unwrap_err();
        assert!(error.message().contains("600 levels deep: maxSvgDepth allows 512"), "{error}");
        let wide = format!("<svg>{}</svg>", chain(30, |i| format!("<use href='#a{i}'/>")));
        let error = check(&Document::parse(&wide).unwrap(), Cost::default(), &limits).unwrap_err();
        assert!(error.message().contains("maxSvgNodes allows 500000"), "{error}");
    }

    #[test]
    fn what_came_before_counts() {
        let document = Document::parse("<svg><g/><g/></svg>").unwrap();
        let limits = Limits { max_svg_nodes: 5, ..Limits::default() };
        let before = |nodes| Cost { nodes, nanoseconds: 0 };
        assert_eq!(check(&document, before(2), &limits).unwrap().nodes, 5);
        assert!(check(&document, before(3), &limits).is_err());
        let before = Cost { nodes: 0, nanoseconds: limits.max_svg_time * 1_000_000 + 1_000_000 };
        let error = check(&document, before, &limits).unwrap_err();
        assert_eq!(error.limit_met().unwrap().name, "maxSvgTime");
    }

    #[test]
    fn slow_texts_and_style_sheets_are_refused() {
        let refused = |body: &str| {
            let text = format!("<svg>{body}</svg>");
            let cost = check(&Document::parse(&text).unwrap(), Cost::default(), &Limits::default());
            cost.is_err_and(|error| error.limit_met().is_some_and(|met| met.name == "maxSvgTime"))
        };
        assert!(refused(&format!("<text>{}</text>", "word ".repeat(20_000))));
        assert!(refused(&format!("<text>{}</text>", "<tspan>word</tspan>".repeat(2000))));
        assert!(!refused(&"<text>word</text>".repeat(5000)));
        let rules =
            |selector: &str| format!("<style>{}</style>", format!("{selector} {{}}").repeat(1000));
        let deep = format!("{}{}", "<g>".repeat(100), "</g>".repeat(100));
        assert!(refused(&(rules(".a .b .c") + &deep)));
        assert!(!refused(&(rules(".a, .b") + &deep)));
    }

    #[test]
    fn pictures_inside_count_by_their_bytes() {
        let image = format!("<image id='a' href='data:,{}'/>", "x".repeat(1000));
        assert_eq!(measure(&format!("{image}<use href='#a'/><use href='#a'/>")).1, 1 + 2 + 3 * 4);
    }
}
