//! Animations of any frames, as another decoder plays them: exact where each frame has colours enough.
#![no_main]

use canvas::codec::{Animation, AnimationOptions, Colors, Disposal, Film, FrameOptions};
use canvas::geom::Size;
use canvas::mem::{Bitmap, Ledger};
use canvas::stop::Stop;
use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::{Bytes, play};

type Rgba = [u8; 4];

/// The most frames of one input.
const MOST_FRAMES: usize = 12;
/// Of either side.
const MOST_SIDE: usize = 24;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let ledger = Ledger::new();
    let width = 1 + bytes.below(MOST_SIDE);
    let height = 1 + bytes.below(MOST_SIDE);
    let (options, is_exact) = options(&mut bytes);
    let size = Size::new(width as u32, height as u32).unwrap();
    let mut animation = Animation::new(&ledger, size, options).unwrap();
    let mut model = Model { width, canvas: vec![[0; 4]; width * height], shown: Vec::new() };
    let mut file = Vec::new();
    for _ in 0..MOST_FRAMES {
        let (frame, pixels, options) = frame(&mut bytes, width, height);
        let bitmap = bitmap(&ledger, frame, &pixels);
        animation.add(&Stop::default(), &mut &bitmap, options).expect("a frame that fits");
        model.add(frame, &pixels, options);
        file.extend(animation.take().unwrap().iter().flat_map(|part| part.bytes().to_vec()));
        if bytes.is_empty() {
            break;
        }
    }
    animation.finish().expect("there is a frame");
    file.extend(animation.take().unwrap().iter().flat_map(|part| part.bytes().to_vec()));
    let (played, played_size) = play(&file);
    assert_eq!((played_size, played.len()), ((width, height), model.shown.len()));
    for (index, (shown, expected)) in played.iter().zip(&model.shown).enumerate() {
        let same = |(a, b): (&Rgba, &Rgba)| a[3] == b[3] && (!is_exact || a == b);
        assert!(shown.iter().zip(expected).all(same), "frame {index} shows something else");
    }
    drop(animation);
    assert_eq!(ledger.live(), 0, "bytes are left on the account");
});

/// With them an animation is exact or not.
fn options(bytes: &mut Bytes<'_>) -> (AnimationOptions, bool) {
    let dither = f32::from(bytes.byte()) / 255.0;
    let count = 2 + bytes.below(255) as u16;
    let global_palette = bytes.bit();
    let is_exact = count >= COLORS as u16 && !global_palette;
    let colors = match bytes.below(4) {
        0 => {
            let palette = (0..1 + bytes.below(255)).map(|_| bytes.take()).collect();
            return (AnimationOptions { repeats: None, colors: Colors::Given { palette, dither }, global_palette }, false);
        }
        _ => Colors::Most { count, dither },
    };
    let repeats = bytes.bit().then(|| u16::from(bytes.byte()));
    (AnimationOptions { repeats, colors, global_palette }, is_exact)
}

/// So many colours are in a frame.
const COLORS: usize = 64;

/// Left, top, width, height; the pixels; how it is shown.
fn frame(
    bytes: &mut Bytes<'_>,
    width: usize,
    height: usize,
) -> ([usize; 4], Vec<Rgba>, FrameOptions) {
    let (left, top) = (bytes.below(width), bytes.below(height));
    let (wide, tall) = (1 + bytes.below(width - left), 1 + bytes.below(height - top));
    let disposal = [None, Some(Disposal::Keep), Some(Disposal::Background), Some(Disposal::Previous)]
        [bytes.below(4)];
    let delay = bytes.number().abs().min(1e6);
    let delay = if delay.is_nan() { 0.0 } else { delay };
    let [step, seed, few] = bytes.take();
    let color = |index: usize| {
        let value = (index as u8).wrapping_mul(step | 1).wrapping_add(seed) % COLORS as u8;
        [value.wrapping_mul(4), few.wrapping_mul(value), 255 - value, if value % 5 == few % 7 { 0 } else { 255 }]
    };
    let mut pixels: Vec<Rgba> = (0..wide * tall).map(color).collect();
    for _ in 0..bytes.below(6) {
        let at = usize::from(u16::from_le_bytes(bytes.take())) % pixels.len();
        pixels[at] = color(bytes.below(COLORS));
    }
    let options = FrameOptions { left: left as u32, top: top as u32, delay, disposal };
    ([left, top, wide, tall], pixels, options)
}

fn bitmap(ledger: &std::sync::Arc<Ledger>, [_, _, wide, tall]: [usize; 4], pixels: &[Rgba]) -> Bitmap {
    let mut bitmap = Bitmap::new(ledger, Size::new(wide as u32, tall as u32).unwrap()).unwrap();
    for (to, pixel) in bitmap.data_mut().chunks_exact_mut(4).zip(pixels) {
        to.copy_from_slice(if pixel[3] == 0 { &[0; 4] } else { pixel });
    }
    bitmap
}

/// What a viewer should show, by the words of the options.
struct Model {
    width: usize,
    canvas: Vec<Rgba>,
    shown: Vec<Vec<Rgba>>,
}

impl Model {
    fn add(&mut self, [left, top, wide, _]: [usize; 4], pixels: &[Rgba], options: FrameOptions) {
        let before = self.canvas.clone();
        let at = |index: usize| (top + index / wide) * self.width + left + index % wide;
        for (index, pixel) in pixels.iter().enumerate() {
            let to = &mut self.canvas[at(index)];
            match (pixel[3], options.disposal) {
                (0, None) => *to = [0; 4],
                (0, _) => {}
                _ => *to = *pixel,
            }
        }
        self.shown.push(self.canvas.clone());
        match options.disposal {
            None | Some(Disposal::Keep) => {}
            Some(Disposal::Background) => {
                (0..pixels.len()).for_each(|index| self.canvas[at(index)] = [0; 4]);
            }
            Some(Disposal::Previous) => self.canvas = before,
        }
    }
}
