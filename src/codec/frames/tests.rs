use super::*;

type Rgba = [u8; 4];

const CLEAR: Rgba = [0; 4];
const RED: Rgba = [255, 0, 0, 255];
const GREEN: Rgba = [0, 255, 0, 255];
const BLUE: Rgba = [0, 0, 255, 255];

/// A frame of one colour.
#[derive(Clone, Copy)]
struct Plain {
    place: (u16, u16, u16, u16),
    color: Rgba,
    disposal: Disposal,
    blend: Blend,
    /// Hundredths of a second.
    delay: u16,
}

fn plain(place: (u16, u16, u16, u16), color: Rgba, disposal: Disposal) -> Plain {
    Plain { place, color, disposal, blend: Blend::Over, delay: 5 }
}

fn gif(size: (u16, u16), frames: &[Plain]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let colors = [RED, GREEN, BLUE];
    let palette: Vec<u8> = colors.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect();
    let mut encoder = ::gif::Encoder::new(&mut bytes, size.0, size.1, &palette).unwrap();
    encoder.set_repeat(::gif::Repeat::Finite(3)).unwrap();
    for Plain { place: (left, top, width, height), color, disposal, delay, .. } in frames {
        let index = colors.iter().position(|known| known == color);
        let frame = ::gif::Frame {
            delay: *delay,
            dispose: match disposal {
                Disposal::Keep => ::gif::DisposalMethod::Keep,
                Disposal::Background => ::gif::DisposalMethod::Background,
                Disposal::Previous => ::gif::DisposalMethod::Previous,
            },
            transparent: Some(3),
            left: *left,
            top: *top,
            width: *width,
            height: *height,
            buffer: vec![index.unwrap_or(3) as u8; usize::from(*width) * usize::from(*height)]
                .into(),
            ..::gif::Frame::default()
        };
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    bytes
}

fn apng((width, height): (u16, u16), frames: &[Plain]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, width.into(), height.into());
    encoder.set_color(::png::ColorType::Rgba);
    encoder.set_animated(frames.len() as u32, 4).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for Plain { place: (left, top, width, height), color, disposal, blend, delay } in frames {
        writer.set_frame_delay(*delay, 100).unwrap();
        // Each of both is checked against what the other one is.
        writer.set_frame_position(0, 0).unwrap();
        writer.set_frame_dimension((*width).into(), (*height).into()).unwrap();
        writer.set_frame_position((*left).into(), (*top).into()).unwrap();
        writer
            .set_dispose_op(match disposal {
                Disposal::Keep => ::png::DisposeOp::None,
                Disposal::Background => ::png::DisposeOp::Background,
                Disposal::Previous => ::png::DisposeOp::Previous,
            })
            .unwrap();
        writer
            .set_blend_op(match blend {
                Blend::Over => ::png::BlendOp::Over,
                Blend::Replace => ::png::BlendOp::Source,
            })
            .unwrap();
        let data = color.repeat(usize::from(*width) * usize::from(*height));
        writer.write_image_data(&data).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

/// What the standards say is shown after each frame, worked out on a plain array.
fn expected((width, height): (u16, u16), frames: &[Plain]) -> Vec<Vec<Rgba>> {
    let (width, height) = (usize::from(width), usize::from(height));
    let mut canvas = vec![CLEAR; width * height];
    let mut shown = Vec::new();
    for Plain { place: (left, top, w, h), color, disposal, blend, .. } in frames {
        let before = canvas.clone();
        let [left, top, w, h] = [*left, *top, *w, *h].map(usize::from);
        let inside = |i: usize| {
            let (x, y) = (i % width, i / width);
            (left..left + w).contains(&x) && (top..top + h).contains(&y)
        };
        for (_, pixel) in canvas.iter_mut().enumerate().filter(|(i, _)| inside(*i)) {
            if *blend == Blend::Replace || color[3] == 255 {
                *pixel = *color;
            }
        }
        shown.push(canvas.clone());
        match disposal {
            Disposal::Keep => {}
            Disposal::Previous => canvas = before,
            Disposal::Background => {
                canvas
                    .iter_mut()
                    .enumerate()
                    .filter(|(i, _)| inside(*i))
                    .for_each(|(_, p)| *p = CLEAR);
            }
        }
    }
    shown
}

fn open(ledger: &Arc<Ledger>, bytes: &[u8], limits: &Limits) -> Result<Frames> {
    let input = Block::copy_of(ledger, Kind::Input, bytes).unwrap();
    let format = Format::sniff(bytes).unwrap();
    Frames::open(&Stop::default(), (input, format), (limits.clone(), false), ledger)
}

fn pixels(frames: &mut Frames, frame: usize) -> Vec<Rgba> {
    frames.frame(&Stop::default(), frame).unwrap().data().as_chunks().0.to_vec()
}

const SIZE: (u16, u16) = (4, 3);

/// All disposals, whole pictures and parts, odd places, what lets through and what does not.
fn story() -> Vec<Plain> {
    use Disposal::{Background, Keep, Previous};
    vec![
        plain((0, 0, 4, 3), RED, Keep),
        plain((1, 1, 2, 1), GREEN, Previous),
        plain((3, 0, 1, 3), BLUE, Background),
        plain((0, 2, 3, 1), CLEAR, Keep),
        plain((0, 0, 4, 3), GREEN, Background),
        plain((2, 1, 1, 2), BLUE, Previous),
        plain((1, 0, 1, 1), RED, Keep),
        plain((0, 0, 1, 1), BLUE, Keep),
    ]
}

#[test]
fn every_frame_is_the_same_in_whatever_order_it_is_asked_for() {
    let replaced: Vec<Plain> =
        story().into_iter().map(|frame| Plain { blend: Blend::Replace, ..frame }).collect();
    for (file, story) in [
        (gif(SIZE, &story()), story()),
        (apng(SIZE, &story()), story()),
        (apng(SIZE, &replaced), replaced),
    ] {
        let ledger = Ledger::new();
        let mut frames = open(&ledger, &file, &Limits::default()).unwrap();
        let expected = expected(SIZE, &story);
        assert_eq!(frames.count(), 8);
        let forwards = (0..8).collect::<Vec<_>>();
        let orders = [&forwards[..], &[7, 6, 5, 4, 3, 2, 1, 0], &[3, 3, 5, 1, 7, 2, 6, 0, 4, 7]];
        for order in orders {
            for frame in order {
                assert_eq!(pixels(&mut frames, *frame), expected[*frame], "{frame} of {order:?}");
            }
        }
        // Held while the next ones are drawn, none changes.
        let held: Vec<_> =
            forwards.iter().map(|frame| frames.frame(&Stop::default(), *frame).unwrap()).collect();
        for (bitmap, expected) in held.iter().zip(&expected) {
            assert_eq!(bitmap.data(), expected.as_flattened());
        }
        drop((held, frames));
        assert_eq!(ledger.live(), 0);
    }
}

#[test]
fn times_and_repetitions_are_as_browsers_tell_them() {
    let delays = [0, 1, 10];
    let story: Vec<Plain> = delays
        .iter()
        .map(|delay| Plain { delay: *delay, ..plain((0, 0, 1, 1), RED, Disposal::Keep) })
        .collect();
    // A PNG says how often it is played, a GIF how often again.
    for file in [gif((1, 1), &story), apng((1, 1), &story)] {
        let frames = open(&Ledger::new(), &file, &Limits::default()).unwrap();
        let moments: Vec<_> = (0..4).map(|frame| frames.moment(frame)).collect();
        let moment = |start, duration| Some(Moment { start, duration: Some(duration) });
        assert_eq!(moments, [moment(0, 0), moment(0, 10_000), moment(10_000, 100_000), None]);
        assert_eq!(frames.repeats(), Some(3));
    }
    let mut still = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut still, 2, 1);
    encoder.set_color(::png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data([RED, GREEN].as_flattened()).unwrap();
    writer.finish().unwrap();
    let mut frames = open(&Ledger::new(), &still, &Limits::default()).unwrap();
    assert_eq!((frames.count(), frames.repeats()), (1, Some(0)));
    assert_eq!(frames.moment(0), Some(Moment { start: 0, duration: None }));
    assert_eq!(pixels(&mut frames, 0), [RED, GREEN]);
    assert_eq!(frames.frame(&Stop::default(), 1).unwrap_err().kind(), ErrorKind::Range);
}

#[test]
fn no_more_than_one_picture_is_kept_and_it_can_be_let_go() {
    let story = vec![plain((0, 0, 100, 100), RED, Disposal::Keep); 5];
    let file = gif((100, 100), &story);
    let ledger = Ledger::new();
    let mut frames = open(&ledger, &file, &Limits::default()).unwrap();
    let before = ledger.live();
    for frame in 0..5 {
        drop(frames.frame(&Stop::default(), frame).unwrap());
        assert_eq!(ledger.live() - before, 40_000, "{frame}");
    }
    frames.shrink();
    assert_eq!(ledger.live(), before);
    // A refusal costs nothing, and the frame is there when there is room.
    ledger.set_budget(ledger.live() + 10_000);
    assert_eq!(frames.frame(&Stop::default(), 4).unwrap_err().kind(), ErrorKind::Limit);
    ledger.set_budget(usize::MAX);
    assert!(frames.frame(&Stop::default(), 4).is_ok());
}

#[test]
fn limits_hold_and_damage_costs_the_frames_after_it() {
    let story = vec![plain((0, 0, 2, 2), RED, Disposal::Keep); 5];
    for file in [gif((2, 2), &story), apng((2, 2), &story)] {
        let limits = Limits { max_frames: 4, ..Limits::default() };
        let ledger = Ledger::new();
        let refused = open(&ledger, &file, &limits).err().unwrap();
        assert_eq!(refused.limit_met().map(|met| met.name), Some("maxFrames"));
        assert_eq!(ledger.live(), 0);
        let whole = file.len();
        for length in 0..whole {
            let Some(Format::Gif | Format::Png) = Format::sniff(&file[..length]) else { continue };
            let Ok(mut frames) = open(&ledger, &file[..length], &Limits::default()) else {
                continue;
            };
            for frame in 0..frames.count() {
                if let Ok(bitmap) = frames.frame(&Stop::default(), frame) {
                    assert_eq!(bitmap.data(), [RED; 4].as_flattened(), "{length}: {frame}");
                }
            }
        }
        assert_eq!(ledger.live(), 0);
    }
}

#[test]
fn a_frame_without_end_is_not_unpacked_for_one_pixel() {
    // Uncounted pixels, one of which is on the picture.
    let mut huge = gif((1, 1), &[plain((0, 0, 1, 1), RED, Disposal::Keep); 2]);
    let second = huge.iter().rposition(|byte| *byte == 0x2C).unwrap();
    huge[second + 5..second + 9].copy_from_slice(&[0xFF; 4]);
    let ledger = Ledger::new();
    let mut frames = open(&ledger, &huge, &Limits::default()).unwrap();
    assert_eq!(pixels(&mut frames, 0), [RED]);
    let error = frames.frame(&Stop::default(), 1).unwrap_err();
    assert_eq!(error.limit_met().map(|met| met.name), Some("maxSide"));
}

#[test]
fn work_that_is_called_off_ends_and_the_next_is_whole() {
    let mut frames = open(&Ledger::new(), &gif(SIZE, &story()), &Limits::default()).unwrap();
    let stop = Stop::default();
    stop.request();
    assert_eq!(frames.frame(&stop, 3).unwrap_err().kind(), ErrorKind::Abort);
    assert_eq!(pixels(&mut frames, 3), expected(SIZE, &story())[3]);
}

#[test]
fn another_format_than_was_said_is_refused() {
    let ledger = Ledger::new();
    let file = gif((1, 1), &[plain((0, 0, 1, 1), RED, Disposal::Keep)]);
    let input = Block::copy_of(&ledger, Kind::Input, &file).unwrap();
    let how = (Limits::default(), false);
    let error = Frames::open(&Stop::default(), (input, Format::Png), how, &ledger).err().unwrap();
    assert_eq!(error.message(), "the data is a GIF picture, not PNG");
}

/// The last code of a frame of one colour stands for many rows.
#[test]
fn frames_of_one_colour_are_whole_in_every_size() {
    for width in [1, 2, 3, 7, 9, 16, 31, 64, 100_u16] {
        for height in [1, 2, 5, 9, 40_u16] {
            let story = [plain((0, 0, width, height), RED, Disposal::Keep); 2];
            let count = usize::from(width) * usize::from(height);
            let mut interlaced = gif((width, height), &story);
            for at in 0..interlaced.len() - 10 {
                let descriptor = [0x2C, 0, 0, 0, 0, width.to_le_bytes()[0], width.to_le_bytes()[1]];
                if interlaced[at..].starts_with(&descriptor) {
                    interlaced[at + 9] |= 0x40;
                }
            }
            for file in [gif((width, height), &story), interlaced] {
                let ledger = Ledger::new();
                let mut frames = open(&ledger, &file, &Limits::default()).unwrap();
                for frame in 0..2 {
                    assert!(pixels(&mut frames, frame) == vec![RED; count], "{width}x{height}");
                }
                let header = read(&file, &Limits::default()).unwrap();
                let fonts = SvgFonts::new(&[]);
                let limits = Limits::default();
                let first = crate::codec::decode(&file, &header, &limits, &fonts, &ledger);
                assert_eq!(first.unwrap().data(), vec![RED; count].as_flattened());
            }
        }
    }
}
