//! Pictures as SVG, drawn from plain numbers.

use std::fmt::Write;

/// A picture under construction, in points from the upper left.
pub struct Picture {
    width: f64,
    height: f64,
    body: String,
}

impl Picture {
    /// A white picture of a size.
    pub fn new(width: f64, height: f64) -> Self {
        Picture { width, height, body: String::new() }
    }

    /// A straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str, thick: f64) {
        let ((x, y), (u, v)) = (from, to);
        let _ = writeln!(
            self.body,
            r#"<line x1="{x:.1}" y1="{y:.1}" x2="{u:.1}" y2="{v:.1}" stroke="{colour}" stroke-width="{thick}"/>"#
        );
    }

    /// A filled circle.
    pub fn dot(&mut self, (x, y): (f64, f64), radius: f64, colour: &str) {
        let _ = writeln!(self.body, r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius}" fill="{colour}"/>"#);
    }

    /// A filled rectangle with a text that shows under the pointer.
    pub fn cell(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), colour: &str, told: &str) {
        let told = escaped(told);
        let _ = writeln!(
            self.body,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" fill="{colour}"><title>{told}</title></rect>"#
        );
    }

    /// A text that begins (`start`), stands (`middle`) or ends (`end`) at a point.
    pub fn text(&mut self, (x, y): (f64, f64), anchor: &str, text: &str) {
        let text = escaped(text);
        let _ = writeln!(self.body, r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#);
    }

    /// The file.
    pub fn finish(self) -> String {
        let Picture { width, height, body } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
             font-family=\"sans-serif\" font-size=\"11\">\n\
             <rect width=\"{width:.0}\" height=\"{height:.0}\" fill=\"white\"/>\n{body}</svg>\n"
        )
    }
}

/// A text as it may stand in XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::Picture;

    #[test]
    fn texts_are_escaped() {
        let mut picture = Picture::new(10.0, 10.0);
        picture.text((1.0, 2.0), "start", "a < b & \"c\"");
        assert!(picture.finish().contains("a &lt; b &amp; &quot;c&quot;</text>"));
    }
}
