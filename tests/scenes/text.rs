//! Text in the bundled font.

use canvas::geom::Point;
use canvas::paint::GradientGeometry;
use canvas::text::{TextAlign, TextBaseline};

use super::{Pen, Scene};

pub fn scenes() -> Vec<Scene> {
    vec![
        Scene::new("text-small", small),
        Scene::new("text-large", large),
        Scene::new("text-huge", huge),
        Scene::new("text-turned", turned),
        Scene::new("text-stroke", stroke),
        Scene::new("text-gradient", gradient),
        Scene::new("text-align", align),
        Scene::new("text-baseline", baseline),
        Scene::new("text-max-width", max_width),
        Scene::new("text-white-space", white_space),
        Scene::new("text-spacing", spacing),
        Scene::new("text-clipped-and-transparent", clipped),
    ]
}

fn small(p: &mut Pen) {
    for (i, size) in [8, 10, 12, 13, 14].iter().enumerate() {
        p.font(&format!("{size}px sans-serif")).text("Hamburg 10", 3.0, 12.0 + 15.0 * i as f64);
    }
}

fn large(p: &mut Pen) {
    p.font("48px sans-serif").fill_style("#004d40").text("Rag", -2.0, 54.0);
}

fn huge(p: &mut Pen) {
    p.font("150px sans-serif").fill_style("#bf360c").text("&", -8.0, 76.0);
}

fn turned(p: &mut Pen) {
    p.call("translate", &[8.0, 66.0]).call("rotate", &[-0.7]);
    p.font("20px sans-serif").text("Slope", 0.0, 0.0);
}

fn stroke(p: &mut Pen) {
    p.font("44px sans-serif").call("lineWidth", &[1.5]).stroke_style("#283593");
    p.stroke_text("Bo8", 0.0, 54.0);
}

fn gradient(p: &mut Pen) {
    let geometry =
        GradientGeometry::Linear { from: Point::new(0.0, 20.0), to: Point::new(0.0, 60.0) };
    p.fill_gradient(geometry, &[(0.0, "#f00"), (0.5, "#ff0"), (1.0, "#00f")]);
    p.font("40px sans-serif").text("Sky", 4.0, 54.0);
}

fn align(p: &mut Pen) {
    p.fill_style("#e57373").call("fillRect", &[40.0, 0.0, 1.0, 80.0]);
    p.fill_style("#000").font("12px sans-serif");
    for (i, name) in ["left", "center", "right", "start", "end"].iter().enumerate() {
        p.keyword::<TextAlign>("textAlign", name).text(name, 40.0, 12.0 + 15.0 * i as f64);
    }
}

fn baseline(p: &mut Pen) {
    p.fill_style("#e57373").call("fillRect", &[0.0, 40.0, 80.0, 1.0]);
    p.fill_style("#000").font("16px sans-serif");
    let names = ["top", "hanging", "middle", "alphabetic", "ideographic", "bottom"];
    for (i, name) in names.iter().enumerate() {
        p.keyword::<TextBaseline>("textBaseline", name).text("x", 4.0 + 13.0 * i as f64, 40.0);
    }
}

fn max_width(p: &mut Pen) {
    p.font("20px sans-serif").text("Condensed", 2.0, 22.0);
    p.text_within("Condensed", 2.0, 46.0, Some(60.0)).text_within("Wide", 2.0, 70.0, Some(200.0));
}

fn white_space(p: &mut Pen) {
    // Tabs and line ends are spaces.
    p.font("14px sans-serif")
        .text("a b", 4.0, 20.0)
        .text("a\tb", 4.0, 40.0)
        .text("a\nb", 4.0, 60.0);
}

fn spacing(p: &mut Pen) {
    p.font("12px sans-serif").spacing("4px", "0px").text("wide to", 2.0, 14.0);
    p.spacing("-0.2em", "1em").text("close a b", 2.0, 34.0);
    p.spacing("-20px", "0px").text("back", 66.0, 54.0);
    p.spacing("3px", "0px").keyword::<TextAlign>("textAlign", "right").text("right", 78.0, 74.0);
}

fn clipped(p: &mut Pen) {
    p.call("beginPath", &[]).circle(40.0, 40.0, 30.0).clip().call("globalAlpha", &[0.6]);
    p.font("36px sans-serif").text("MWMW", -8.0, 40.0).text("gjpq", 0.0, 68.0);
}
