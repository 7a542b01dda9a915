//! A GIF as its standard has it shown.

use gif::{ColorOutput, DecodeOptions, DisposalMethod};

/// The pixels of each moment, straight; and the width and height.
pub fn play(file: &[u8]) -> (Vec<Vec<[u8; 4]>>, (usize, usize)) {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    options.check_frame_consistency(true);
    let mut decoder = options.read_info(file).expect("a GIF that can be read");
    let (width, height) = (usize::from(decoder.width()), usize::from(decoder.height()));
    let mut canvas = vec![[0; 4]; width * height];
    let mut shown = Vec::new();
    while let Some(frame) = decoder.read_next_frame().expect("a frame that can be read") {
        let before = canvas.clone();
        let wide = usize::from(frame.width);
        let at = |index: usize| {
            (usize::from(frame.top) + index / wide) * width + usize::from(frame.left) + index % wide
        };
        for (index, pixel) in frame.buffer.as_chunks::<4>().0.iter().enumerate() {
            if pixel[3] != 0 {
                canvas[at(index)] = *pixel;
            }
        }
        shown.push(canvas.clone());
        match frame.dispose {
            DisposalMethod::Background => {
                (0..frame.buffer.len() / 4).for_each(|index| canvas[at(index)] = [0; 4]);
            }
            DisposalMethod::Previous => canvas = before,
            _ => {}
        }
    }
    (shown, (width, height))
}
