//! The `CanvasFilters` mixin.
//! <https://html.spec.whatwg.org/multipage/canvas.html#canvasfilters>

use super::Context;

impl Context {
    /// Sets `filter`; false and no change when `value` doesn't parse. Font-relative lengths refer to the
    /// font of now: as in Chromium, a later one changes nothing.
    pub fn set_filter(&mut self, value: &str) -> bool {
        let em = self.state().text.font.size_px;
        let Some(filter) = crate::css::filter::parse(value, em) else { return false };
        self.state_mut().set_filter(filter);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mem::Ledger;
    use crate::paint::FilterFunction;

    #[test]
    fn a_filter_is_saved_restored_and_reset_and_keeps_its_ems() {
        let mut context = Context::new(&Ledger::new()).unwrap();
        let now = |context: &Context| context.state().filter().map(|f| f.functions().to_vec());
        assert_eq!(now(&context), None);
        assert!(context.set_filter("blur(2em)"));
        context.save();
        assert!(context.set_font("30px serif"));
        assert!(!context.set_filter("blur(-1px)"));
        assert_eq!(now(&context), Some(vec![FilterFunction::Blur(20.0)]));
        assert!(context.set_filter("blur(1em)"));
        assert_eq!(now(&context), Some(vec![FilterFunction::Blur(30.0)]));
        context.restore();
        assert_eq!(now(&context), Some(vec![FilterFunction::Blur(20.0)]));
        assert!(context.set_filter("url(#x)"));
        assert_eq!(now(&context), None);
        assert!(context.set_filter("invert(1)"));
        context.reset();
        assert_eq!(now(&context), None);
    }
}
