import {
  Canvas, Context2D, CanvasRenderingContext2D, GifDisposal, GifEncoder, GifStream, JPEGStream, PNGStream, SvgExportFlag,
  clearAllCache, convertSVGTextToPath, convertSVGTextToPathAsync, createCanvas, version,
} from '@scope/canvas';
import type { ContextOptions, EncodeAsyncOptions, EncodeFormat, EncodeOptions } from '@scope/canvas';
import * as everything from '@scope/canvas';
import { exactly } from './exactly';

exactly<string>()(version);
exactly<typeof Canvas>()(everything.Canvas);

// Making one.
const canvas = createCanvas(300, 150);
exactly<Canvas>()(canvas);
exactly<Canvas>()(createCanvas());
exactly<Canvas>()(createCanvas(1));
exactly<Canvas>()(new Canvas());
exactly<Canvas>()(new Canvas(1, 2));
// @ts-expect-error: sizes are numbers.
createCanvas('300', 150);
exactly<Canvas>()(new Canvas(1, 2, 'image'));
exactly<Canvas>()(new Canvas(1, 2, 'svg'));
exactly<Canvas>()(createCanvas(1, 2, SvgExportFlag.ConvertTextToPaths | SvgExportFlag.NoPrettyXML));
// @ts-expect-error: there are no such canvases.
new Canvas(1, 2, 'ps');
exactly<Buffer>()(canvas.getContent());
exactly<Buffer>()(canvas.toBuffer('svg', { textToPaths: true, idPrefix: 'a', title: 'T' }));
exactly<Promise<Buffer>>()(canvas.encode('image/svg+xml', { pretty: false, timeout: 5, priority: 'low' }));
// @ts-expect-error: of an SVG.
canvas.toBuffer('svg', { author: 'A' });
exactly<Buffer>()(convertSVGTextToPath('<svg/>'));
exactly<Promise<Buffer>>()(convertSVGTextToPathAsync(new Uint8Array(5), { signal: AbortSignal.timeout(5) }));
exactly<void>()(clearAllCache());

// Its size.
exactly<number>()(canvas.width);
exactly<number>()(canvas.height);
canvas.width = 10;
canvas.height = 10;
// @ts-expect-error: a number.
canvas.width = '10';

// Its context.
declare const someId: string;
exactly<CanvasRenderingContext2D>()(canvas.getContext('2d'));
exactly<CanvasRenderingContext2D>()(canvas.getContext('2d', { alpha: false }));
exactly<CanvasRenderingContext2D>()(canvas.getContext('2d', null));
exactly<CanvasRenderingContext2D | null>()(canvas.getContext('webgl'));
exactly<CanvasRenderingContext2D | null>()(canvas.getContext(someId));
exactly<Context2D>()(canvas.getContext('2d'));
exactly<typeof CanvasRenderingContext2D>()(Context2D);
exactly<CanvasRenderingContext2D>()(canvas.getContext('2d', { colorSpace: 'display-p3', colorType: 'float16' }));
exactly<boolean | undefined>()(({} as ContextOptions).alpha);
// @ts-expect-error: no such colour space.
canvas.getContext('2d', { colorSpace: 'rec2020' });
// @ts-expect-error: no such type.
canvas.getContext('2d', { colorType: 'float32' });
// @ts-expect-error: needs a name.
canvas.getContext();
// @ts-expect-error: alpha is a boolean.
canvas.getContext('2d', { alpha: 'no' });
// @ts-expect-error: contexts are made by canvases only.
new CanvasRenderingContext2D(canvas);
// @ts-expect-error: contexts are made by canvases only.
new Context2D();

// Encoding.
const formats: EncodeFormat[] = ['png', 'jpeg', 'jpg', 'webp', 'image/png', 'image/jpeg', 'image/webp'];
const asyncOptions: EncodeAsyncOptions = { quality: 1, signal: AbortSignal.timeout(5), timeout: 100 };
exactly<Promise<Buffer>>()(canvas.encode('png', asyncOptions));
// @ts-expect-error
canvas.encodeSync('png', { signal: AbortSignal.timeout(5) });
const options: EncodeOptions = { quality: 0.5, compressionLevel: 9, lossless: true };
exactly<Promise<Buffer>>()(canvas.encode());
exactly<Promise<Buffer>>()(canvas.encode('png'));
exactly<Promise<Buffer>>()(canvas.encode('jpeg', 90));
exactly<Promise<Buffer>>()(canvas.encode('webp', options));
exactly<Promise<Buffer>>()(canvas.encode(undefined, { quality: undefined }));
exactly<Buffer>()(canvas.encodeSync());
exactly<Buffer>()(canvas.encodeSync('jpg', 90));
exactly<Buffer>()(canvas.encodeSync('webp', { lossless: true }));
exactly<Buffer>()(canvas.toBuffer());
exactly<Buffer>()(canvas.toBuffer('image/png', { compressionLevel: 1 }));
exactly<Buffer[]>()(formats.map((format) => canvas.toBuffer(format, 80)));
exactly<Promise<Buffer>>()(canvas.encode('gif', { colors: 16, dither: 0.5 }));
exactly<Buffer>()(canvas.toBuffer('png', { filters: canvas.PNG_ALL_FILTERS & ~Canvas.PNG_FILTER_SUB }));
exactly<Buffer>()(canvas.toBuffer('png', { filters: ['sub', 'up'], palette: ['red', '#0000'], text: { Title: 'x' } }));
exactly<Buffer>()(canvas.toBuffer('jpeg', { chromaSubsampling: false, progressive: true, background: 'white' }));
exactly<Buffer>()(canvas.toBuffer('raw', { colorType: 'rgba' }));
// @ts-expect-error: no such filter.
canvas.toBuffer('png', { filters: 'best' });
// @ts-expect-error: texts are strings.
canvas.toBuffer('png', { text: { Title: 5 } });
// @ts-expect-error: not a format that can be written.
canvas.encodeSync('image/avif');
// @ts-expect-error: any string may be no format.
canvas.toBuffer(someId);
// @ts-expect-error: a quality is a number.
canvas.encode('jpeg', '90');
// @ts-expect-error: a quality is a number.
canvas.encodeSync('jpeg', { quality: 'best' });
// @ts-expect-error: there is no such option.
canvas.toBuffer('png', { filter: 1 });

// data: URLs take any type, as in browsers.
exactly<string>()(canvas.toDataURL());
exactly<string>()(canvas.toDataURL('image/jpeg', 0.5));
exactly<string>()(canvas.toDataURL(someId));
// @ts-expect-error: a type is a string.
canvas.toDataURL(1);
exactly<string>()(canvas.toDataURL('image/jpeg', { quality: 0.5 }));
exactly<void>()(canvas.toDataURL((_error, url) => exactly<string | undefined>()(url)));
exactly<void>()(canvas.toDataURL('image/png', () => {}));
exactly<void>()(canvas.toDataURL('image/png', 0.5, () => {}));
exactly<Promise<string>>()(canvas.toDataURLAsync('image/png', 0.5));
// @ts-expect-error: a quality is a number.
canvas.toDataURL('image/jpeg', '0.5');

// Other packages' ways.
exactly<Buffer>()(canvas.toBuffer('raw'));
exactly<void>()(canvas.toBuffer((error) => exactly<Error | null>()(error)));
exactly<void>()(canvas.toBuffer(() => {}, 'image/jpeg', { quality: 0.5 }));
exactly<PNGStream>()(canvas.pngStream());
exactly<JPEGStream>()(new JPEGStream(canvas, { quality: 0.5 }));
canvas.style = { cursor: 'pointer' };
exactly<string>()(canvas.style.getPropertyValue('width'));
canvas.addEventListener('click', () => {});

exactly<Buffer>()(canvas.data());
exactly<void>()(canvas.dispose());
exactly<void>()(canvas[Symbol.dispose]());

// What `using` wants.
const disposable: { [Symbol.dispose](): void } = canvas;
disposable[Symbol.dispose]();

// The native class underneath is no part of the interface.
// @ts-expect-error: internal.
canvas.resize(1, 1);
// @ts-expect-error: internal.
canvas.setOpaque();
// @ts-expect-error: internal.
canvas.readPixels;

// Only real ones will do.
declare function take(value: Canvas): void;
declare const lookalike: { [Name in keyof Canvas]: Canvas[Name] };
// @ts-expect-error: has the members, but is none.
take(lookalike);

const gif = new GifEncoder(10, 10, { repeat: 0, globalPalette: true });
exactly<Promise<void>>()(gif.addFrame(canvas, { delay: 40, disposal: GifDisposal.Background }));
exactly<Promise<void>>()(gif.addFrame(new Uint8Array(400), 10, 10));
exactly<Buffer>()(gif.finish());
exactly<Promise<Buffer>>()(gif.finishAsync());
exactly<Promise<void>>()(new GifStream(10, 10).end());
// @ts-expect-error: bytes have a size.
gif.addFrame(new Uint8Array(400));
// @ts-expect-error: no such disposal.
gif.addFrame(canvas, { disposal: 'fade' });
