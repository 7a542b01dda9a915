/// <reference types="node" />

// The public interface, written by hand. `__test__/api/declarations.test.js` holds it to what
// index.js exports, member by member; `__test__/types/` holds it to what compiles.
//
// `#private` stands for the private fields of a class: objects that only look alike are refused when
// they are drawn with, so they are refused here too.

import { Readable } from 'node:stream';

// ----- Canvas -----

/**
 * The name of a file format that can be written, or its MIME type. `'jpg'` is `'jpeg'`, `'tif'` is `'tiff'`; `'raw'` is
 * the pixels without a file around them.
 *
 * JPEG has no alpha: the picture stands on black, or on {@link EncodeOptions.background}. GIF shows what is at least half
 * opaque. An icon has 256 pixels on a side at most. JPEG, PNG (of `'float16'` canvases in 16 bits), WebP and TIFF keep the
 * canvas's colour space; AVIF, GIF, BMP and QOI are in sRGB.
 */
export type EncodeFormat =
  | 'png' | 'jpeg' | 'jpg' | 'webp' | 'avif' | 'gif' | 'bmp' | 'ico' | 'tiff' | 'tif' | 'qoi' | 'raw'
  | 'image/png' | 'image/jpeg' | 'image/webp' | 'image/avif' | 'image/gif' | 'image/bmp' | 'image/x-ms-bmp' | 'image/x-icon'
  | 'image/vnd.microsoft.icon' | 'image/tiff' | 'image/qoi' | 'image/x-qoi';

/**
 * What a canvas becomes: pixels, the pages of a PDF document, or an SVG document. The drawing of a canvas of the type `'pdf'`
 * or `'svg'` is kept as drawing, `toBuffer()` and `encode()` without a format give the document, and other formats a picture
 * of what is drawn. One unit is one point of a PDF, and one pixel of an SVG.
 */
export type CanvasType = 'image' | 'pdf' | 'svg';

/** How the rows of a PNG are prepared for compression. */
export type PNGFilter = 'none' | 'sub' | 'up' | 'average' | 'paeth' | 'adaptive';

/**
 * Options of {@link Canvas.encode} and its kin. What does not concern the format is ignored; a value out of its range is a
 * RangeError, one of a wrong type a TypeError.
 */
export interface EncodeOptions {
  /**
   * JPEG, WebP and AVIF: from 0 (small) to 1 (good). Default: 0.92 for JPEG, 0.8 for the others. For lossless WebP,
   * the effort to make the file small.
   */
  quality?: number | undefined;
  /**
   * All formats: an opaque CSS colour that the picture stands on. The file has eight bits a channel and no alpha then.
   * Default: none.
   */
  background?: string | undefined;
  /**
   * PNG and ICO: the deflate level, a whole number from 0 (nothing is compressed) to 9 (small). Default: 2 for an opaque
   * picture, 6 for one with alpha, 9 for one with a palette.
   */
  compressionLevel?: number | undefined;
  /**
   * PNG and ICO: a name, several, or a mask of {@link Canvas.PNG_ALL_FILTERS} and its kin. Of several, each row gets the
   * one of all five that seems best. Default: `'adaptive'`; with a palette `'none'`.
   */
  filters?: PNGFilter | readonly PNGFilter[] | number | undefined;
  /**
   * PNG, ICO and GIF: so many colours at most, 2 to 256, in a palette. A picture that has no more keeps them exactly.
   * Default: 256 for GIF; other files have no palette.
   */
  colors?: number | undefined;
  /**
   * PNG, ICO and GIF: the palette, 1 to 256 CSS colours, or four bytes of each: red, green, blue and alpha. Each pixel gets
   * the nearest.
   */
  palette?: readonly string[] | Uint8ClampedArray | Uint8Array | undefined;
  /** With a palette: how far a pixel's error is spread over its neighbours, 0 to 1. Default: 1; 0 for a given palette. */
  dither?: number | undefined;
  /** PNG with a palette: the index of the colour that a viewer may show behind the picture. Default: none. */
  backgroundIndex?: number | undefined;
  /** PNG, JPEG (up to 65,535) and TIFF: pixels per inch, from 1 to 1,000,000. Default: none. */
  resolution?: number | undefined;
  /**
   * PNG: what the file says of itself. Keywords have 1 to 79 characters of Latin-1, such as `Title`, `Author` and
   * `Description`; texts have 2^20 characters together at most, U+0000 not among them.
   */
  text?: Readonly<Record<string, string>> | undefined;
  /** JPEG: in several scans, so that all of the picture shows early. Takes 12 bytes of memory a pixel. Default: false. */
  progressive?: boolean | undefined;
  /**
   * JPEG: codes made for this picture, of which the file has 8 to 30 % less and writing it takes 1.5 to 4 times as long. The
   * pixels are the same. Progressive files always have them. Takes 12 bytes of memory a pixel. Default: false.
   */
  optimizeCoding?: boolean | undefined;
  /**
   * JPEG: how many pixels share a colour difference. True is `'4:2:0'` (two by two), false is `'4:4:4'` (none).
   * Default: `'4:2:0'`, and `'4:4:4'` at a quality of 1.
   */
  chromaSubsampling?: boolean | '4:4:4' | '4:2:2' | '4:2:0' | undefined;
  /** WebP: keep every pixel. Default: false. */
  lossless?: boolean | undefined;
  /** AVIF: the quality of alpha, from 0 to 1. Default: as `quality`. */
  alphaQuality?: number | undefined;
  /** AVIF: a whole number from 1 (slow, small files) to 10. Default: 9. */
  speed?: number | undefined;
  /**
   * Raw: `'bgra'` is blue, green, red and alpha, the colours multiplied by it, as Cairo's ARGB32 is on processors that
   * write the low byte first; `'rgba'` is red, green, blue and alpha, not multiplied. Default: `'bgra'`.
   */
  colorType?: 'bgra' | 'rgba' | undefined;
}

/**
 * How urgent asynchronous work is. What waits for a worker is begun in this order; within one, canvases and images take
 * turns. Every fourth start is of the next in order, so that nothing waits for ever.
 */
export type Priority = 'high' | 'normal' | 'low';

/** Options of {@link Canvas.encode}. */
export interface EncodeAsyncOptions extends EncodeOptions {
  /**
   * Calls the encoding off: it rejects at once with the signal's reason. What waits for its turn is freed then, what runs
   * stops at the next row.
   */
  signal?: AbortSignal | undefined;
  /** Milliseconds, from 1, until it rejects with a DOMException `TimeoutError` and its worker stops. Default: none. */
  timeout?: number | undefined;
  /** Default: `'normal'`. */
  priority?: Priority | undefined;
}

/** Options of {@link Canvas.encodeStream} and its kin. */
export interface EncodeStreamOptions extends EncodeOptions {
  /** Ends the stream with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds, from 1, until the stream ends with a DOMException `TimeoutError` if it was not read. Default: none. */
  timeout?: number | undefined;
  /** Of each part. Default: `'normal'`. */
  priority?: Priority | undefined;
}

/** Options of {@link Canvas.getContext}. */
export interface ContextOptions {
  /** False for a canvas that is opaque black at first and stays opaque. Default: true. */
  alpha?: boolean | undefined;
  /** What the pixels are in; colours and pictures are converted when they are drawn. Default: `'srgb'`. */
  colorSpace?: PredefinedColorSpace | undefined;
  /**
   * `'float16'`: half floats, 8 bytes a pixel instead of 4, which keep fine steps and values beyond 0 and 1.
   * Default: `'unorm8'`.
   */
  colorType?: 'unorm8' | 'float16' | undefined;
  /** Has no effect here. Default: false. */
  desynchronized?: boolean | undefined;
  /**
   * Light text is drawn a little heavier and dark text a little lighter than its glyphs cover pixels, so that both
   * look alike, as Chromium does it. False: exactly as they cover them. Not in the standard. Default: true.
   */
  textContrast?: boolean | undefined;
  /** Has no effect here. Default: false. */
  willReadFrequently?: boolean | undefined;
}

/** https://html.spec.whatwg.org/multipage/canvas.html#predefinedcolorspace */
export type PredefinedColorSpace = 'srgb' | 'display-p3';

/** What {@link CanvasRenderingContext2D.getContextAttributes} gives: every option as it was taken. */
export interface ContextAttributes {
  /** False for an opaque canvas. */
  alpha: boolean;
  /** What the pixels are in. */
  colorSpace: PredefinedColorSpace;
  /** How a channel is stored. */
  colorType: 'unorm8' | 'float16';
  /** As it was given. */
  desynchronized: boolean;
  /** As it was given. */
  willReadFrequently: boolean;
}

/**
 * A bitmap to draw on. It takes memory for pixels when they are needed, not when it is created: what is
 * drawn is recorded first.
 *
 * The garbage collector frees it; {@link Canvas.dispose} frees it at once.
 *
 * @example
 * ```js
 * const canvas = createCanvas(400, 200);
 * const ctx = canvas.getContext('2d');
 * ctx.fillStyle = 'teal';
 * ctx.fillRect(20, 20, 360, 160);
 * await fs.promises.writeFile('card.png', await canvas.encode('png'));
 * ```
 *
 * @see https://html.spec.whatwg.org/multipage/canvas.html#the-canvas-element
 */
export class Canvas extends EventTarget {
  #private;

  /** For {@link EncodeOptions.filters}: no filter. */
  static readonly PNG_NO_FILTERS: number;
  /** For {@link EncodeOptions.filters}: no filter. */
  readonly PNG_NO_FILTERS: number;
  /** The bit of the filter `none`. */
  static readonly PNG_FILTER_NONE: number;
  /** The bit of the filter `none`. */
  readonly PNG_FILTER_NONE: number;
  /** The bit of the filter `sub`. */
  static readonly PNG_FILTER_SUB: number;
  /** The bit of the filter `sub`. */
  readonly PNG_FILTER_SUB: number;
  /** The bit of the filter `up`. */
  static readonly PNG_FILTER_UP: number;
  /** The bit of the filter `up`. */
  readonly PNG_FILTER_UP: number;
  /** The bit of the filter `average`. */
  static readonly PNG_FILTER_AVG: number;
  /** The bit of the filter `average`. */
  readonly PNG_FILTER_AVG: number;
  /** The bit of the filter `paeth`. */
  static readonly PNG_FILTER_PAETH: number;
  /** The bit of the filter `paeth`. */
  readonly PNG_FILTER_PAETH: number;
  /** All of them. */
  static readonly PNG_ALL_FILTERS: number;
  /** All of them. */
  readonly PNG_ALL_FILTERS: number;

  /**
   * A transparent canvas.
   *
   * A canvas of more than 2^28 (268,435,456) pixels, which {@link Limits.maxCanvasPixels} has to allow, never has all of
   * them: its calls are kept, and {@link Canvas.encode}, {@link Canvas.encodeStream} and `getImageData` draw the rows they
   * need. It can't be drawn on another canvas.
   *
   * @param width - pixels from 0 to 65,535, fractions are cut off. Default: 300.
   * @param height - as width. Default: 150.
   * @param type - `'pdf'` or `'svg'` for a document, see {@link CanvasType}; or bits of {@link SvgExportFlag} for an SVG.
   * @throws RangeError for a side out of range; a {@link LimitError} for more pixels than {@link Limits.maxCanvasPixels}.
   * @throws DOMException `NotSupportedError` for another type.
   */
  constructor(width?: number, height?: number, type?: CanvasType | SvgExportFlag);

  /**
   * Width in pixels. Setting it, even to what it is, clears the canvas and gives the context its initial
   * state.
   *
   * @throws RangeError as the constructor does; negative values mean the default of 300.
   * @throws DOMException `InvalidStateError` when set after {@link Canvas.dispose}.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-canvas-width
   */
  get width(): number;
  set width(value: number);

  /**
   * Height in pixels. Setting it clears the canvas as {@link Canvas.width} does.
   *
   * @throws RangeError as the constructor does; negative values mean the default of 150.
   * @throws DOMException `InvalidStateError` when set after {@link Canvas.dispose}.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-canvas-height
   */
  get height(): number;
  set height(value: number);

  /**
   * The canvas's only drawing context, made by the first call, whose options count; null for any name
   * but `'2d'`.
   *
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-canvas-getcontext
   */
  getContext(contextId: '2d', options?: ContextOptions | null): CanvasRenderingContext2D;
  getContext(contextId: string, options?: ContextOptions | null): CanvasRenderingContext2D | null;

  /**
   * Encodes the canvas as it is now on a worker thread. What is drawn after the call does not show.
   *
   * @param format - Default: `'png'`.
   * @param options - quality from **0 to 100** as a number, or an object, whose `quality` is from **0 to
   *   1**. Formats without a quality ignore it.
   * @returns the file. Rejects with a TypeError for an unknown format; a RangeError for a number out of
   *   range or a met memory budget; a DOMException `IndexSizeError` for a canvas without pixels,
   *   `EncodingError` for one larger than the format allows (WebP: 16,383 pixels on a side, JPEG: 65,500, ICO: 256),
   *   `InvalidStateError` after {@link Canvas.dispose}, `TimeoutError` when `timeout` is over; `signal`'s reason when
   *   that is aborted. WebP and AVIF are finished in any case once they were begun, and their worker with them.
   *
   * @example
   * ```js
   * await canvas.encode('jpeg', 85);
   * await canvas.encode('webp', { quality: 0.85 });
   * await canvas.encode('webp', { lossless: true });
   * await canvas.encode('avif', { quality: 0.7, speed: 8 });
   * await canvas.encode('png', { compressionLevel: 9 });
   * await canvas.encode('png', { colors: 64, resolution: 300, text: { Title: 'Sales in May' } });
   * await canvas.encode('jpeg', { progressive: true, chromaSubsampling: false, background: 'white' });
   * await canvas.encode('gif');
   * await canvas.encode('png', { signal: request.signal, timeout: 2000 });
   * ```
   */
  encode(format?: EncodeFormat, options?: number | EncodeAsyncOptions): Promise<Buffer>;

  /** The document that a canvas of the type `'pdf'` is. A last page that nothing is on is left out. */
  encode(format: 'pdf' | 'application/pdf', options?: PDFOptions & EncodeControl): Promise<Buffer>;

  /** The document that a canvas of the type `'svg'` is. */
  encode(format: 'svg' | 'image/svg+xml', options?: SVGOptions & EncodeControl): Promise<Buffer>;

  /**
   * The file that {@link Canvas.encode} gives, made while it is read: a worker makes the next part, of some 64 KiB, only
   * when it is asked for. Of a canvas whose pixels would take more than 64 MiB, and that was not drawn yet, a strip of rows
   * at a time is drawn, so that memory stays small however large the canvas is; a PNG has alpha then unless the canvas is
   * opaque (`alpha: false`). PNG and ICO without a palette, JPEG without `progressive` and `optimizeCoding`, and raw pixels are made so; other
   * files need all pixels at once.
   *
   * It shows the canvas as it is now. Cancelling the stream frees everything.
   *
   * @param format - Default: `'png'`.
   * @param options - as {@link Canvas.encode}'s.
   * @throws as {@link Canvas.encode} rejects; what goes wrong later is the stream's error.
   *
   * @example
   * ```js
   * return new Response(canvas.encodeStream('png'), { headers: { 'content-type': 'image/png' } });
   * ```
   */
  encodeStream(format?: EncodeFormat, options?: number | EncodeStreamOptions): ReadableStream<Uint8Array>;

  /**
   * {@link Canvas.encodeStream} of a PNG as a Node stream.
   *
   * @example
   * ```js
   * await pipeline(canvas.createPNGStream(), fs.createWriteStream('poster.png'));
   * ```
   */
  createPNGStream(options?: EncodeStreamOptions): PNGStream;

  /** {@link Canvas.encodeStream} of a JPEG as a Node stream. */
  createJPEGStream(options?: EncodeStreamOptions): JPEGStream;

  /** {@link Canvas.createPNGStream} by its older name. */
  pngStream(options?: EncodeStreamOptions): PNGStream;

  /** A canvas of the type `'pdf'` as a document in a Node stream. */
  createPDFStream(options?: PDFOptions & EncodeControl): PDFStream;

  /** {@link Canvas.createPDFStream} by its older name. */
  pdfStream(options?: PDFOptions & EncodeControl): PDFStream;

  /** {@link Canvas.createJPEGStream} by its older name. */
  jpegStream(options?: EncodeStreamOptions): JPEGStream;

  /** {@link Canvas.encode} on this thread, which waits. Throws what that rejects with. */
  encodeSync(format?: EncodeFormat, options?: number | EncodeOptions): Buffer;
  encodeSync(format: 'pdf' | 'application/pdf', options?: PDFOptions): Buffer;
  encodeSync(format: 'svg' | 'image/svg+xml', options?: SVGOptions): Buffer;

  /** The same as {@link Canvas.encodeSync}, by the name other canvas packages use. */
  toBuffer(format?: EncodeFormat, options?: number | EncodeOptions): Buffer;
  toBuffer(format: 'pdf' | 'application/pdf', options?: PDFOptions): Buffer;
  toBuffer(format: 'svg' | 'image/svg+xml', options?: SVGOptions): Buffer;

  /**
   * The document of a canvas of the type `'svg'`, as {@link Canvas.toBuffer} gives it; named as @napi-rs/canvas has it.
   *
   * @throws DOMException `InvalidStateError` for canvases of other types.
   */
  getContent(): Buffer;

  /**
   * Encodes on a worker, as {@link Canvas.encode} does, and calls back as Node does.
   *
   * @param callback - called once, never before this returns.
   * @throws TypeError, RangeError for wrong arguments, at once.
   */
  toBuffer(
    callback: (error: Error | null, bytes?: Buffer) => void,
    format?: EncodeFormat,
    options?: number | EncodeOptions,
  ): void;

  /**
   * The encoded canvas as a `data:` URL; `'data:,'` for a canvas without pixels and
   * for one larger than the format allows.
   *
   * @param type - the MIME type; an unknown one means PNG. Default: `'image/png'`.
   * @param quality - from **0 to 1** for JPEG, WebP and AVIF; anything else means the format's default. Or
   *   {@link EncodeOptions}, of which the others are checked.
   * @throws DOMException `InvalidStateError` after {@link Canvas.dispose}.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-canvas-todataurl
   */
  toDataURL(type?: string, quality?: number | EncodeOptions): string;

  /** {@link Canvas.toDataURLAsync} with a callback, Node's way. */
  toDataURL(callback: DataURLCallback): void;
  toDataURL(type: string | undefined, callback: DataURLCallback): void;
  toDataURL(
    type: string | undefined,
    quality: number | EncodeOptions | undefined,
    callback: DataURLCallback,
  ): void;

  /** {@link Canvas.toDataURL} encoded on a worker. */
  toDataURLAsync(type?: string, quality?: number | EncodeAsyncOptions): Promise<string>;

  /**
   * Encodes the canvas as it is now on a worker, and calls back with a Blob; with `null` for a canvas without
   * pixels and when encoding fails.
   *
   * @param callback - called once, never before this returns.
   * @param type - the MIME type; an unknown one means PNG. Default: `'image/png'`.
   * @param quality - from **0 to 1** for JPEG, WebP and AVIF; anything else means the format's default. Or
   *   {@link EncodeOptions}, of which the others are checked.
   * @throws TypeError when the callback is no function.
   * @throws DOMException `InvalidStateError` after {@link Canvas.dispose}.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-canvas-toblob
   */
  toBlob(callback: (blob: Blob | null) => void, type?: string, quality?: number | EncodeOptions): void;

  /**
   * A copy of all pixels: four bytes each, red, green, blue and alpha (not premultiplied), row by row
   * from the top left, in the canvas's colour space.
   *
   * @throws DOMException `InvalidStateError` after {@link Canvas.dispose}.
   */
  data(): Buffer;

  /** What kind of canvas this is. */
  get type(): CanvasType;

  /** Bytes of a row of {@link Canvas.data}. */
  get stride(): number;

  /** {@link Canvas.width}: there is no page that could show it in another size. */
  get clientWidth(): number;

  /** {@link Canvas.height}. */
  get clientHeight(): number;

  /** Where it is: at (0, 0), in its own size. */
  getBoundingClientRect(): DOMRect;

  /** Keeps what libraries written for pages put there; it has no effect. */
  get style(): CanvasStyle;
  set style(value: object | string);

  /**
   * Frees the pixels and everything recorded at once. What needs them throws from then on. Calling it
   * again does nothing.
   */
  dispose(): void;

  /** {@link Canvas.dispose}, for `using`. Where Node has `Symbol.dispose`: from 18.18. */
  [Symbol.dispose](): void;
}

/** Called with an error or with the URL. */
export type DataURLCallback = (error: Error | null, url?: string) => void;

/** {@link Canvas.style}: properties of any name, which nothing is styled by. */
export interface CanvasStyle {
  /** Sets a property by its name in CSS; an empty value removes it. */
  setProperty(name: string, value: string | null, priority?: string): void;
  /** The value; `''` where there is none. */
  getPropertyValue(name: string): string;
  /** `'important'` or `''`. */
  getPropertyPriority(name: string): string;
  /** Removes a property; gives its value. */
  removeProperty(name: string): string;
  /** What was set. */
  [name: string]: unknown;
}

/** A canvas as a PNG file that is made while it is read. */
export class PNGStream extends Readable {
  #private;

  /** Of the canvas as it is now. Options and errors are those of {@link Canvas.encodeStream}. */
  constructor(canvas: Canvas, options?: EncodeStreamOptions);
}

/** A canvas of the type `'pdf'` as a document, which is written on a worker when it is first read. */
export class PDFStream extends Readable {
  #private;

  /**
   * @param canvas - a canvas of the type `'pdf'`.
   * @param options - what the document says about itself; `signal`, `timeout` and `priority` as of {@link Canvas.encode}.
   * @throws TypeError for any other source.
   */
  constructor(canvas: Canvas, options?: PDFOptions & EncodeControl);
}

/**
 * What a PDF document says about itself. Texts are shown by viewers; nothing is said that is not given, so that the same
 * drawing gives the same bytes.
 */
export interface PDFOptions {
  /** Its title. */
  title?: string | undefined;
  /** Who wrote it. */
  author?: string | undefined;
  /** What it is about. */
  subject?: string | undefined;
  /** Words to find it by. */
  keywords?: string | undefined;
  /** The program it was first made with. */
  creator?: string | undefined;
  /** The program that made the PDF. Default: `'@scope/canvas'`. */
  producer?: string | undefined;
  /** When it was made: a year from 0 to 9999. */
  creationDate?: Date | undefined;
  /** When it was last changed: a year from 0 to 9999. */
  modDate?: Date | undefined;
}

/** How an SVG document is written. */
export interface SVGOptions {
  /**
   * Text becomes outlines, which look the same wherever they are shown. Else words are text at their places, which can be
   * searched, and look as the viewer's fonts of these names do. Default: as {@link SvgExportFlag} said, or false.
   */
  textToPaths?: boolean | undefined;
  /** Each element gets a line of its own. Default: as {@link SvgExportFlag} said, or true. */
  pretty?: boolean | undefined;
  /** Points of paths are told from the point before, which is shorter. Default: as {@link SvgExportFlag} said, or false. */
  relativePaths?: boolean | undefined;
  /**
   * What the names of definitions begin with, for several documents in one page: a letter and up to 63 letters, digits, `_`
   * and `-`. Default: `'d'`.
   */
  idPrefix?: string | undefined;
  /** `<title>`. Default: none. */
  title?: string | undefined;
  /** `<desc>`. Default: none. */
  description?: string | undefined;
}

/** How an SVG document is written, in bits for the third argument of {@link createCanvas}, as @napi-rs/canvas has it. */
export enum SvgExportFlag {
  /** {@link SVGOptions.textToPaths}. */
  ConvertTextToPaths = 1,
  /** Not {@link SVGOptions.pretty}. */
  NoPrettyXML = 2,
  /** {@link SVGOptions.relativePaths}. */
  RelativePathEncoding = 4,
}

/**
 * An SVG document with outlines for its text, drawn with the fonts that SVG pictures are drawn with: the bundled ones and
 * those that are registered now. It is written anew: style
 * sheets and references are resolved, and nothing is kept that does not show. The limits of SVG pictures hold.
 *
 * @param svg - the document as text or bytes, which may be gzip data.
 * @throws TypeError for anything else; a DOMException `EncodingError` for what is no SVG; a {@link LimitError}.
 */
export function convertSVGTextToPath(svg: string | ImageBytes): Buffer;

/** {@link convertSVGTextToPath} on a worker. Rejects with what that throws. */
export function convertSVGTextToPathAsync(svg: string | ImageBytes, options?: EncodeControl): Promise<Buffer>;

/** How asynchronous work is called off and queued. */
export interface EncodeControl {
  /** Calls it off: it rejects at once with the signal's reason, and the worker stops at the next operation. */
  signal?: AbortSignal | undefined;
  /** Milliseconds, from 1, until it rejects with a DOMException `TimeoutError`. Default: none. */
  timeout?: number | undefined;
  /** Default: `'normal'`. */
  priority?: Priority | undefined;
}

/**
 * A PDF document of several pages, as @napi-rs/canvas has it. One unit is one point, 1/72 inch.
 *
 * @example
 * const document = new PDFDocument({ title: 'Report' });
 * const context = document.beginPage(595, 842);
 * context.fillText('Hello', 40, 60);
 * document.endPage();
 * fs.writeFileSync('report.pdf', document.close());
 */
export class PDFDocument {
  #private;

  /**
   * @throws TypeError for metadata that is no object or has dates that are none.
   */
  constructor(metadata?: PDFOptions);

  /**
   * Begins a page, and gives the context to draw on it with: in its initial state, and the same one for all pages.
   *
   * @param width - in points, from 0 to 65,535.
   * @param height - in points.
   * @param content - drawing is clipped to this part of the page, and its corner is the origin.
   * @throws DOMException `InvalidStateError` before the page before has been ended and after {@link close}.
   */
  beginPage(
    width: number,
    height: number,
    content?: { left: number; top: number; right: number; bottom: number } | null,
  ): CanvasRenderingContext2D;

  /**
   * Ends the page: nothing more is drawn on it.
   * @throws DOMException `InvalidStateError` where no page has been begun.
   */
  endPage(): void;

  /**
   * The document, written now. It takes nothing more then.
   * @throws DOMException `InvalidStateError` for one without pages, and the second time.
   */
  close(): Buffer;

  /** {@link close}, written on a worker. */
  closeAsync(options?: EncodeControl): Promise<Buffer>;
}

/** A canvas as a JPEG file that is made while it is read. */
export class JPEGStream extends Readable {
  #private;

  /** Of the canvas as it is now. Options and errors are those of {@link Canvas.encodeStream}. */
  constructor(canvas: Canvas, options?: EncodeStreamOptions);
}

/** What becomes of a GIF's frame when its time is over. */
export declare const GifDisposal: {
  /** It stays. */
  readonly Keep: 0;
  /** Where it was becomes transparent. */
  readonly Background: 1;
  /** What was there before it comes back. */
  readonly Previous: 2;
};

/** Options of {@link GifEncoder}. */
export interface GifOptions {
  /** How often the animation is shown again: 0 for ever, -1 never, else 1 to 65,535 times. Default: 0. */
  repeat?: number | undefined;
  /** Colours of a frame, 2 to 256; one of 256 is for what a frame leaves as it is. Default: 256. */
  colors?: number | undefined;
  /** The palette of all frames, as {@link EncodeOptions.palette}; what is beyond 255 colours is left out. */
  palette?: readonly string[] | Uint8ClampedArray | Uint8Array | undefined;
  /** As {@link EncodeOptions.dither}; dots that come and go make animations restless and large. Default: 0. */
  dither?: number | undefined;
  /** Every frame has the palette that the first one gets: smaller files, for pictures of like colours. Default: false. */
  globalPalette?: boolean | undefined;
}

/** Options of {@link AnimationEncoder}. */
export interface AnimationOptions {
  /** `'image/png'` (APNG, also `'image/apng'`), `'image/webp'` or `'image/gif'`. Default: `'image/png'`. */
  type?: 'image/png' | 'image/apng' | 'image/webp' | 'image/gif' | undefined;
  /** How often the animation is shown again: 0 for ever, -1 never, else 1 to 65,535 times. Default: 0. */
  repeat?: number | undefined;
  /** Of WebP, 0 to 1; of lossless files, how much time is spent on making them small. Default: 0.8. */
  quality?: number | undefined;
  /** WebP that keeps every pixel. Default: false. */
  lossless?: boolean | undefined;
  /** Of PNG, as {@link EncodeOptions.compressionLevel}. Default: 6. */
  compressionLevel?: number | undefined;
  /** Of PNG, as {@link EncodeOptions.filters}. */
  filters?: EncodeOptions['filters'];
  /** Of PNG, as {@link EncodeOptions.resolution}. */
  resolution?: number | undefined;
  /** Of PNG, as {@link EncodeOptions.text}. */
  text?: EncodeOptions['text'];
  /** Of GIF, as {@link GifOptions.colors}. */
  colors?: number | undefined;
  /** Of GIF, as {@link GifOptions.palette}. */
  palette?: GifOptions['palette'];
  /** Of GIF, as {@link GifOptions.dither}. */
  dither?: number | undefined;
  /** Of GIF, as {@link GifOptions.globalPalette}. */
  globalPalette?: boolean | undefined;
}

/** Options of {@link AnimationEncoder.addFrame}. */
export interface GifFrameOptions {
  /**
   * Milliseconds until the next frame, 0 to 655,350. GIFs keep hundredths of a second, other files milliseconds; what is rounded off one frame is
   * added to another. Browsers take less than 20 ms for 100. Default: 100.
   */
  delay?: number | undefined;
  /** Where the frame's left edge lies, in pixels. Default: 0. */
  left?: number | undefined;
  /** Where the frame's top edge lies, in pixels. Default: 0. */
  top?: number | undefined;
  /**
   * The frame is drawn over what is there, and this becomes of it: a value of {@link GifDisposal} or its name. Default:
   * none, which is a frame that is all there is to be seen where it lies, transparent pixels included, until another one
   * comes.
   */
  disposal?: 0 | 1 | 2 | 'keep' | 'none' | 'background' | 'previous' | undefined;
  /** How urgent its encoding is. Default: `'normal'`. */
  priority?: Priority | undefined;
}

/** Pictures that can be frames: as they are at the call. */
export type GifFrame = Canvas | ImageBitmap | VideoFrame | ImageData;

/**
 * An animated PNG, WebP or GIF. Frames are encoded by workers, one after the other, each as the rectangle that it changes.
 * It holds the file so far and two or three pictures, which are counted.
 *
 * APNG keeps every pixel in 8 bits of sRGB, and so does WebP if it is `lossless`; in GIF, pixels that are less than half
 * opaque are transparent.
 *
 * @example
 * ```js
 * const encoder = new AnimationEncoder(320, 200, { type: 'image/webp', quality: 0.9 });
 * for (const value of values) {
 *   draw(ctx, value);
 *   await encoder.addFrame(canvas, { delay: 40 });
 * }
 * await fs.promises.writeFile('chart.webp', await encoder.finishAsync());
 * ```
 */
export class AnimationEncoder {
  #private;

  /**
   * @param width - pixels, 1 to 65,535, of WebP to 16,383.
   * @param height - pixels, the same.
   * @throws RangeError for a number out of range; TypeError for another type.
   */
  constructor(width: number, height: number, options?: AnimationOptions);

  /** Pixels. */
  get width(): number;
  /** Pixels. */
  get height(): number;
  /** Frames that were added since the last file was finished. */
  get frameCount(): number;

  /**
   * Adds a frame, which lies within the animation.
   *
   * @returns a promise kept when the frame is encoded. Whoever waits for it holds no more than one frame at a time; nobody
   *   has to: what goes wrong is thrown by {@link AnimationEncoder.finish} too.
   * @throws RangeError for a frame that does not fit, bytes that are too few or too many, or more frames than
   *   {@link Limits.maxFrames}; TypeError for what is no picture.
   */
  addFrame(frame: GifFrame, options?: GifFrameOptions): Promise<void>;
  /** A frame of `width * height` pixels: four bytes each, red, green, blue and alpha, not multiplied by it. */
  addFrame(pixels: ArrayBufferView | ArrayBufferLike, width: number, height: number, options?: GifFrameOptions): Promise<void>;

  /**
   * The file. Encodes on this thread what workers have not yet, and waits. The next frame is the first of another file.
   *
   * @throws DOMException `InvalidStateError` without a frame or after {@link AnimationEncoder.dispose}; RangeError for a met
   *   memory budget.
   */
  finish(): Buffer;
  /** The same on a worker. */
  finishAsync(): Promise<Buffer>;

  /** Frees everything now, or as soon as the frame is encoded that is being encoded. */
  dispose(): void;

  /** {@link AnimationEncoder.dispose}, for `using`. Where Node has `Symbol.dispose`: from 18.18. */
  [Symbol.dispose](): void;
}

/**
 * An animated GIF: an {@link AnimationEncoder} of that type, named as in @napi-rs/canvas.
 *
 * @example
 * ```js
 * const encoder = new GifEncoder(320, 200, { repeat: 0 });
 * for (const value of values) {
 *   draw(ctx, value);
 *   await encoder.addFrame(canvas, { delay: 40 });
 * }
 * await fs.promises.writeFile('chart.gif', await encoder.finishAsync());
 * ```
 */
export class GifEncoder extends AnimationEncoder {
  #private;

  /**
   * @param width - pixels, 1 to 65,535.
   * @param height - pixels, 1 to 65,535.
   * @throws RangeError for a number out of range.
   */
  constructor(width: number, height: number, options?: GifOptions);
}

/**
 * {@link GifEncoder} as a Node stream: parts of the file come as soon as they are known, so that its memory is that of two
 * or three pictures however many frames there are.
 *
 * @example
 * ```js
 * const stream = new GifStream(320, 200);
 * const done = pipeline(stream, response);
 * for (const value of values) {
 *   draw(ctx, value);
 *   await stream.addFrame(canvas, { delay: 40 });
 * }
 * stream.end();
 * await done;
 * ```
 */
export class GifStream extends Readable {
  #private;

  /** As {@link GifEncoder}'s. */
  constructor(width: number, height: number, options?: GifOptions);

  /** Frames that were added. */
  get frameCount(): number;

  /**
   * As {@link GifEncoder.addFrame}; the promise is also kept only when the reader has room for more.
   *
   * @throws DOMException `InvalidStateError` after {@link GifStream.end}.
   */
  addFrame(frame: GifFrame, options?: GifFrameOptions): Promise<void>;
  /** A frame of `width * height` pixels: four bytes each, red, green, blue and alpha, not multiplied by it. */
  addFrame(pixels: ArrayBufferView | ArrayBufferLike, width: number, height: number, options?: GifFrameOptions): Promise<void>;

  /** There are no more frames; kept when the last part has room. */
  end(): Promise<void>;
}

/**
 * `new Canvas(width, height)`.
 *
 * @param width - pixels from 0 to 65,535. Default: 300.
 * @param height - pixels from 0 to 65,535. Default: 150.
 * @param type - `'pdf'` or `'svg'` for a document, see {@link CanvasType}; or bits of {@link SvgExportFlag} for an SVG.
 * @throws as the constructor of {@link Canvas}.
 *
 * @example
 * ```js
 * const canvas = createCanvas(1200, 630);
 * const ctx = canvas.getContext('2d');
 * ```
 */
export function createCanvas(width?: number, height?: number, type?: CanvasType | SvgExportFlag): Canvas;

export { Canvas as CanvasElement };

/** The context of an {@link OffscreenCanvas}: every context's members. */
export class OffscreenCanvasRenderingContext2D extends CanvasRenderingContext2D {
  #private;
  protected constructor();
}

/**
 * A canvas as workers in browsers have it. It has all members of {@link Canvas} too.
 *
 * @see https://html.spec.whatwg.org/multipage/canvas.html#the-offscreencanvas-interface
 */
export class OffscreenCanvas extends Canvas {
  #private;

  /**
   * A transparent canvas.
   * @param width - pixels from 0 to 65,535, fractions are cut off.
   * @param height - as width.
   * @throws TypeError for a side that is negative or no number; else as the constructor of {@link Canvas}.
   */
  constructor(width: number, height: number);

  /** {@link Canvas.width}. Negative values are a TypeError. */
  get width(): number;
  set width(value: number);

  /** {@link Canvas.height}. Negative values are a TypeError. */
  get height(): number;
  set height(value: number);

  /**
   * The canvas's only drawing context, made by the first call, whose options count; null for the standard's other
   * contexts.
   * @throws TypeError for a context that the standard does not have.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-offscreencanvas-getcontext
   */
  getContext(contextId: '2d', options?: ContextOptions | null): OffscreenCanvasRenderingContext2D;
  getContext(contextId: string, options?: ContextOptions | null): OffscreenCanvasRenderingContext2D | null;

  /**
   * The canvas's picture, which is not copied: the canvas is blank then, and the context keeps its state.
   * @throws DOMException `InvalidStateError` without a context, without pixels, and after {@link Canvas.dispose}.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-offscreencanvas-transfertoimagebitmap
   */
  transferToImageBitmap(): ImageBitmap;

  /**
   * The canvas as it is now as a file, encoded on a worker.
   * @param options - `type`, the MIME type: an unknown one means PNG; `quality` from **0 to 1**; `signal`, `timeout` and
   *   `priority` as of {@link Canvas.encode}.
   * @returns rejects with a DOMException `InvalidStateError` without a context, `IndexSizeError` without pixels,
   *   `EncodingError` for a picture that the format can't hold, `TimeoutError` when `timeout` is over; `signal`'s reason.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-offscreencanvas-converttoblob
   */
  convertToBlob(options?: EncodeAsyncOptions & { type?: string | undefined }): Promise<Blob>;
}

/** A picture as other threads can be sent it: {@link ImageBitmap.toMessage}. */
export interface ImageBitmapMessage {
  /** Says what it is. */
  kind: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** What the pixels are in. */
  colorSpace: PredefinedColorSpace;
  /** How a channel is stored. */
  colorType: 'unorm8' | 'float16';
  /** Rows of pixels as they are stored: the colours multiplied by alpha. */
  pixels: ArrayBuffer | SharedArrayBuffer;
}

/**
 * A picture that is decoded and can be drawn at once; {@link createImageBitmap} and
 * {@link OffscreenCanvas.transferToImageBitmap} make it.
 *
 * The garbage collector frees it; {@link ImageBitmap.close} frees it at once.
 *
 * @see https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#imagebitmap
 */
export class ImageBitmap {
  #private;
  private constructor();

  /** Width in pixels; 0 once closed. */
  get width(): number;

  /** Height in pixels; 0 once closed. */
  get height(): number;

  /**
   * Frees the pixels at once. Drawing the bitmap throws from then on.
   * @see https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#dom-imagebitmap-close
   */
  close(): void;

  /** {@link ImageBitmap.close}, by the name of the other classes. */
  dispose(): void;

  /** {@link ImageBitmap.close}, for `using`. Where Node has `Symbol.dispose`: from 18.18. */
  [Symbol.dispose](): void;

  /**
   * A copy of the pixels that can be posted to another thread, which makes an ImageBitmap of it again. Nothing is lost,
   * and one that never arrives is freed like any other message.
   *
   * @param options - `shared`: in shared memory, for several receivers; else to be in the list of what is transferred.
   *   Default: false.
   * @throws DOMException `InvalidStateError` once closed.
   *
   * @example
   * ```js
   * const message = bitmap.toMessage();
   * worker.postMessage(message, [message.pixels]);
   * // in the worker
   * parentPort.on('message', (message) => ctx.drawImage(ImageBitmap.fromMessage(message), 0, 0));
   * ```
   */
  toMessage(options?: { shared?: boolean | undefined }): ImageBitmapMessage;

  /**
   * The bitmap of a message, whose pixels are copied. Whatever bytes it has, they make a picture.
   * @throws TypeError for what is no such message; RangeError for sides or pixels that don't fit; a {@link LimitError}
   *   for more pixels than {@link Limits.maxCanvasPixels}.
   */
  static fromMessage(message: ImageBitmapMessage): ImageBitmap;
}

/** https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#imagebitmapoptions */
export interface ImageBitmapOptions {
  /** `'flipY'`: upside down. Default: `'from-image'`. */
  imageOrientation?: 'from-image' | 'flipY' | 'none' | undefined;
  /** Has no effect: pixels are stored multiplied by alpha in any case. */
  premultiplyAlpha?: 'none' | 'premultiply' | 'default' | undefined;
  /**
   * `'none'` takes the numbers of a file (bytes, a Blob) as sRGB, whatever colour space it says they are in. What is
   * decoded already stays as it is. Default: `'default'`, which converts them to sRGB.
   */
  colorSpaceConversion?: 'none' | 'default' | undefined;
  /** Width of the result. Default: what keeps the shape. */
  resizeWidth?: number | undefined;
  /** Height of the result. Default: what keeps the shape. */
  resizeHeight?: number | undefined;
  /** Default: `'low'`. */
  resizeQuality?: 'pixelated' | 'low' | 'medium' | 'high' | undefined;
  /** Calls it off: it rejects at once with the signal's reason, and decoding and drawing stop. Not in the standard. */
  signal?: AbortSignal | undefined;
  /** Milliseconds, from 1, until it rejects with a DOMException `TimeoutError`. Default: none. Not in the standard. */
  timeout?: number | undefined;
  /** Default: `'normal'`. Not in the standard. */
  priority?: Priority | undefined;
}

/** What {@link createImageBitmap} takes: the standard's sources, and bytes of a file. */
export type ImageBitmapSource = Canvas | Image | ImageBitmap | VideoFrame | ImageData | Blob | ImageBytes;

/**
 * A bitmap of a picture, or of a part of it, as it is now, decoded and drawn on a worker thread.
 *
 * An image whose bytes are being decoded is waited for, which browsers refuse.
 *
 * @param source - where from.
 * @param options - turned over, or in another size.
 * @returns rejects with a DOMException `InvalidStateError` for a source without pixels, that is closed, or can't be
 *   decoded; a RangeError for a part without area, or a result larger than a canvas may be; a TypeError for other
 *   sources and options; `TimeoutError` when `timeout` is over; `signal`'s reason when it is aborted.
 * @see https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#dom-createimagebitmap
 */
export function createImageBitmap(source: ImageBitmapSource, options?: ImageBitmapOptions): Promise<ImageBitmap>;
/**
 * @param sx - left edge of the part; what is outside of the source is transparent.
 * @param sy - top edge of the part.
 * @param sw - width of the part; negative to the left.
 * @param sh - height of the part; negative upwards.
 */
export function createImageBitmap(
  source: ImageBitmapSource,
  sx: number,
  sy: number,
  sw: number,
  sh: number,
  options?: ImageBitmapOptions,
): Promise<ImageBitmap>;

// ----- Frames of animations -----

/** What {@link ImageDecoder} is made of. https://www.w3.org/TR/webcodecs/#imagedecoderinit-interface */
export interface ImageDecoderInit {
  /** The media type of the data, without parameters, such as `'image/gif'`. */
  type: string;
  /**
   * The file, which is copied, or what it is read from within {@link Limits.fetchTimeout}: a web stream, a Node stream, a
   * Blob, a Response. The last three are not in the standard.
   */
  data: ImageBytes | ReadableStream | NodeJS.ReadableStream | Blob | Response;
  /** `'none'` takes the numbers as sRGB, whatever colour space the file says they are in. Default: `'default'`. */
  colorSpaceConversion?: 'none' | 'default' | undefined;
  /** A hint that is not heeded: frames have the size of the file. */
  desiredWidth?: number | undefined;
  /** A hint that is not heeded. */
  desiredHeight?: number | undefined;
  /** A hint that is not heeded: a file with an animation gives its frames. */
  preferAnimation?: boolean | undefined;
  /** Buffers that are detached when the data has been copied. */
  transfer?: ArrayBuffer[] | undefined;
}

/** Which frame. https://www.w3.org/TR/webcodecs/#imagedecodeoptions-interface */
export interface ImageDecodeOptions {
  /** From 0. Default: 0. */
  frameIndex?: number | undefined;
  /** A hint that is not heeded: only complete frames are given. */
  completeFramesOnly?: boolean | undefined;
  /** Calls it off: it rejects with the signal's reason, and decoding stops. Not in the standard. */
  signal?: AbortSignal | undefined;
  /** Default: `'normal'`. Not in the standard. */
  priority?: Priority | undefined;
}

/** https://www.w3.org/TR/webcodecs/#imagedecoderesult-interface */
export interface ImageDecodeResult {
  /** The whole picture as it is to be seen. Whoever has it closes it. */
  image: VideoFrame;
  /** Always true. */
  complete: boolean;
}

/** The frames of a file. https://www.w3.org/TR/webcodecs/#imagetrack-interface */
export class ImageTrack {
  #private;
  private constructor();

  /** There are several frames. (Chromium says so of each GIF file, as its data may go on.) */
  get animated(): boolean;
  /** How many frames there are. */
  get frameCount(): number;
  /** How often they are shown again; `Infinity` for ever. */
  get repetitionCount(): number;
  /** Whether frames can be decoded. */
  get selected(): boolean;
  set selected(value: boolean);
}

/** The tracks of a file, of which there is one. https://www.w3.org/TR/webcodecs/#imagetracklist-interface */
export class ImageTrackList {
  #private;
  private constructor();

  [index: number]: ImageTrack;
  /** How many there are: 0 before they are known, and when the decoder is closed. */
  get length(): number;
  /** The index of the track that is decoded, or -1. */
  get selectedIndex(): number;
  /** The track that is decoded. */
  get selectedTrack(): ImageTrack | null;
  /**
   * Kept when the frames are known. Rejects with a DOMException: `NotSupportedError` for a type that can't be decoded,
   * `EncodingError` for data that is no such picture, `AbortError` when the decoder is closed before; with a
   * {@link LimitError}; with what went wrong when the data was read.
   */
  get ready(): Promise<undefined>;
  /** The tracks. */
  [Symbol.iterator](): IterableIterator<ImageTrack>;
}

/**
 * The frames of an animated GIF, PNG or WebP file, one at a time; of other files, their picture.
 *
 * Nothing is decoded before it is asked for. Workers do it, in the order of the calls. Most frames are drawn on the one
 * before, so one picture is kept: going forwards costs a frame each, going back begins again at the last frame that covers
 * everything. Times are those of the file: a player shows frames of 10 ms and less for 100 ms, as browsers do.
 *
 * The garbage collector frees it; {@link ImageDecoder.close} frees it at once.
 *
 * @example
 * ```js
 * const decoder = new ImageDecoder({ type: 'image/gif', data: await fs.promises.readFile('cat.gif') });
 * await decoder.tracks.ready;
 * const { frameCount } = decoder.tracks.selectedTrack;
 * for (let frameIndex = 0; frameIndex < frameCount; frameIndex++) {
 *   const { image } = await decoder.decode({ frameIndex });
 *   ctx.drawImage(image, 0, 0);
 *   image.close();
 * }
 * decoder.close();
 * ```
 *
 * @see https://www.w3.org/TR/webcodecs/#imagedecoder-interface
 */
export class ImageDecoder {
  #private;

  /**
   * @throws TypeError for members that are missing or of another type, and for data without bytes; a {@link LimitError}
   *   for more bytes than {@link Limits.maxInputBytes}, and for a met memory budget.
   */
  constructor(init: ImageDecoderInit);

  /** Whether pictures of that media type can be decoded. SVG is none of them. */
  static isTypeSupported(type: string): Promise<boolean>;

  /** The media type, in lower case; empty when the decoder is closed. */
  get type(): string;
  /** All data is there. */
  get complete(): boolean;
  /** Kept when all data is there; rejects as {@link ImageTrackList.ready} does if that fails before. */
  get completed(): Promise<undefined>;
  /** What was found in the file. */
  get tracks(): ImageTrackList;

  /**
   * A frame.
   *
   * @returns rejects with a RangeError for a frame that is not there; a DOMException: `EncodingError` for one that is
   *   damaged (Chromium rejects with a RangeError where data is missing), `InvalidStateError` when the decoder is closed
   *   or its track not selected, `AbortError` when it is reset or closed before; a {@link LimitError}; as
   *   {@link ImageTrackList.ready} does.
   */
  decode(options?: ImageDecodeOptions): Promise<ImageDecodeResult>;

  /** Calls off all decodes. */
  reset(): void;

  /** Calls off all decodes and frees everything. */
  close(): void;

  /** {@link ImageDecoder.close}, for `using`. Where Node has `Symbol.dispose`: from 18.18. */
  [Symbol.dispose](): void;
}

/** How pixels are in memory. https://www.w3.org/TR/webcodecs/#enumdef-videopixelformat */
export type VideoPixelFormat = 'RGBA' | 'RGBX' | 'BGRA' | 'BGRX';

/** Where a plane is in memory. */
export interface PlaneLayout {
  /** Bytes before it. */
  offset: number;
  /** Bytes of a row. */
  stride: number;
}

/** What a {@link VideoFrame} is besides its pixels. https://www.w3.org/TR/webcodecs/#dictdef-videoframeinit */
export interface VideoFrameInit {
  /** Microseconds. Default: that of a frame which it is made of; else it must be given. */
  timestamp?: number | undefined;
  /** Microseconds. */
  duration?: number | undefined;
  /** `'discard'`: its {@link VideoFrame.format} has no alpha. Default: `'keep'`. */
  alpha?: 'keep' | 'discard' | undefined;
  /** The part that is taken. Default: all. */
  visibleRect?: DOMRectInit | undefined;
  /** The size it is drawn in, given with `displayHeight`. Default: that of its pixels. */
  displayWidth?: number | undefined;
  /** The size it is drawn in. */
  displayHeight?: number | undefined;
}

/** The same for pixels in memory. https://www.w3.org/TR/webcodecs/#dictdef-videoframebufferinit */
export interface VideoFrameBufferInit extends VideoFrameInit {
  /** Formats of films, such as `I420`, are refused with a DOMException `NotSupportedError`. */
  format: VideoPixelFormat;
  /** Pixels. */
  codedWidth: number;
  /** Pixels. */
  codedHeight: number;
  /** Microseconds. */
  timestamp: number;
  /** Where they are. Default: rows without gaps. */
  layout?: PlaneLayout[] | undefined;
}

/** What {@link VideoFrame.copyTo} copies. https://www.w3.org/TR/webcodecs/#dictdef-videoframecopytooptions */
export interface VideoFrameCopyToOptions {
  /** Default: all. */
  rect?: DOMRectInit | undefined;
  /** Where to. Default: rows without gaps. */
  layout?: PlaneLayout[] | undefined;
  /** Default: {@link VideoFrame.format}. */
  format?: VideoPixelFormat | undefined;
}

/** https://www.w3.org/TR/webcodecs/#video-color-space */
export interface VideoColorSpace {
  /** `'bt709'`, which are sRGB's; null once closed. */
  readonly primaries: string | null;
  /** `'iec61966-2-1'`, which is sRGB's. */
  readonly transfer: string | null;
  /** `'rgb'`. */
  readonly matrix: string | null;
  /** True. */
  readonly fullRange: boolean | null;
  /** Its members. */
  toJSON(): { primaries: string | null; transfer: string | null; matrix: string | null; fullRange: boolean | null };
}

/**
 * A picture with a time: what {@link ImageDecoder} gives, and whatever takes an {@link ImageBitmap} takes too. Its pixels
 * are of 8 bits in sRGB; one that is made of a part of a picture has that part only, so {@link VideoFrame.codedRect} and
 * {@link VideoFrame.visibleRect} are the same.
 *
 * The garbage collector frees it; {@link VideoFrame.close} frees it at once.
 *
 * @see https://www.w3.org/TR/webcodecs/#videoframe-interface
 */
export class VideoFrame {
  #private;

  /**
   * A frame of a picture as it is now.
   * @throws TypeError for what is no picture, without a time, or for a part that does not lie within it; DOMException
   *   `InvalidStateError` for a source without pixels or that is closed.
   */
  constructor(source: Image | Canvas | ImageBitmap | VideoFrame, init?: VideoFrameInit);
  /** A frame of pixels in memory, which are copied. */
  constructor(data: ArrayBufferView | ArrayBufferLike, init: VideoFrameBufferInit);

  /** How its pixels are given by default; null once closed. */
  get format(): VideoPixelFormat | null;
  /** Width of its pixels; 0 once closed. */
  get codedWidth(): number;
  /** Height of its pixels; 0 once closed. */
  get codedHeight(): number;
  /** All its pixels; null once closed. */
  get codedRect(): DOMRectReadOnly | null;
  /** The same. */
  get visibleRect(): DOMRectReadOnly | null;
  /** The width it is drawn in; 0 once closed. */
  get displayWidth(): number;
  /** The height it is drawn in; 0 once closed. */
  get displayHeight(): number;
  /** 0: pictures are upright. */
  get rotation(): number;
  /** False. */
  get flip(): boolean;
  /** Microseconds. */
  get timestamp(): number;
  /** Microseconds; null where it is not known. */
  get duration(): number | null;
  /** SRGB. */
  get colorSpace(): VideoColorSpace;

  /** None. */
  metadata(): object;

  /**
   * Bytes that {@link VideoFrame.copyTo} needs with these options.
   * @throws as copyTo.
   */
  allocationSize(options?: VideoFrameCopyToOptions): number;

  /**
   * Writes its pixels, not multiplied by alpha.
   * @returns where they are; rejects with a TypeError for memory that is too small, and for a part, a layout or a format
   *   that is none; DOMException `NotSupportedError` for formats of films, `InvalidStateError` once closed.
   */
  copyTo(destination: ArrayBufferView | ArrayBufferLike, options?: VideoFrameCopyToOptions): Promise<PlaneLayout[]>;

  /**
   * A frame of the same pixels, to be closed by itself.
   * @throws DOMException `InvalidStateError` once closed.
   */
  clone(): VideoFrame;

  /** Frees the pixels at once. Drawing it throws from then on. */
  close(): void;

  /** {@link VideoFrame.close}, for `using`. Where Node has `Symbol.dispose`: from 18.18. */
  [Symbol.dispose](): void;
}

// ----- Geometry -----

/** A point; a number that is left out is 0. https://drafts.fxtf.org/geometry/#dictdef-dompointinit */
export interface DOMPointInit {
  /** Default: 0. */
  x?: number | undefined;
  /** Default: 0. */
  y?: number | undefined;
  /** Default: 0. Nothing is drawn by it. */
  z?: number | undefined;
  /** The perspective. Default: 1. Nothing is drawn by it. */
  w?: number | undefined;
}

/**
 * A two-dimensional matrix, each number by either of its names: x' = a x + c y + e, y' = b x + d y + f.
 * What is left out is as in the identity. Two names of one number that differ are a TypeError.
 * https://drafts.fxtf.org/geometry/#dictdef-dommatrix2dinit
 */
export interface DOMMatrix2DInit {
  /** Default: 1. */
  a?: number | undefined;
  /** Default: 0. */
  b?: number | undefined;
  /** Default: 0. */
  c?: number | undefined;
  /** Default: 1. */
  d?: number | undefined;
  /** Default: 0. */
  e?: number | undefined;
  /** Default: 0. */
  f?: number | undefined;
  /** Another name of `a`. */
  m11?: number | undefined;
  /** Another name of `b`. */
  m12?: number | undefined;
  /** Another name of `c`. */
  m21?: number | undefined;
  /** Another name of `d`. */
  m22?: number | undefined;
  /** Another name of `e`. */
  m41?: number | undefined;
  /** Another name of `f`. */
  m42?: number | undefined;
}

/**
 * A matrix of any kind, for {@link DOMMatrixReadOnly.multiply} and its kin. What is left out is as in the identity.
 * Two names of one number that differ are a TypeError, and so is `is2D` with a number of a three-dimensional matrix.
 * https://drafts.fxtf.org/geometry/#dictdef-dommatrixinit
 */
export interface DOMMatrixInit extends DOMMatrix2DInit {
  /** Default: whether the numbers allow it. */
  is2D?: boolean | undefined;
  /** Default: 0. */
  m13?: number | undefined;
  /** Default: 0. */
  m14?: number | undefined;
  /** Default: 0. */
  m23?: number | undefined;
  /** Default: 0. */
  m24?: number | undefined;
  /** Default: 0. */
  m31?: number | undefined;
  /** Default: 0. */
  m32?: number | undefined;
  /** Default: 1. */
  m33?: number | undefined;
  /** Default: 0. */
  m34?: number | undefined;
  /** Default: 0. */
  m43?: number | undefined;
  /** Default: 1. */
  m44?: number | undefined;
}

/** A rectangle. https://drafts.fxtf.org/geometry/#dictdef-domrectinit */
export interface DOMRectInit {
  /** Default: 0. */
  x?: number | undefined;
  /** Default: 0. */
  y?: number | undefined;
  /** Default: 0. */
  width?: number | undefined;
  /** Default: 0. */
  height?: number | undefined;
}

/** A quadrilateral. https://drafts.fxtf.org/geometry/#dictdef-domquadinit */
export interface DOMQuadInit {
  /** Default: the origin. */
  p1?: DOMPointInit | null | undefined;
  /** Default: the origin. */
  p2?: DOMPointInit | null | undefined;
  /** Default: the origin. */
  p3?: DOMPointInit | null | undefined;
  /** Default: the origin. */
  p4?: DOMPointInit | null | undefined;
}

/**
 * A matrix of 4 by 4 numbers that can't be changed, or of 2 by 3 that act as one. The methods give new matrices;
 * what they add applies to points first, as with the transform of a context.
 *
 * @see https://drafts.fxtf.org/geometry/#DOMMatrix
 */
export class DOMMatrixReadOnly {
  #private;

  /**
   * @param init - a list of 6 numbers, a to f, or of 16, m11, m12 to m44; or a list of CSS transform functions with
   *   absolute units. Default: the identity.
   * @throws TypeError for a list of another length.
   * @throws DOMException `SyntaxError` for a string that is no such list.
   * @see https://drafts.fxtf.org/geometry/#dom-dommatrixreadonly-dommatrixreadonly
   */
  constructor(init?: string | Iterable<number>);

  /**
   * A matrix with these numbers.
   * @throws TypeError when they contradict each other.
   */
  static fromMatrix(other?: DOMMatrixInit | null): DOMMatrixReadOnly;
  /**
   * A matrix of 6 or 16 numbers.
   * @throws TypeError for another length or kind of array.
   */
  static fromFloat32Array(array32: Float32Array): DOMMatrixReadOnly;
  /**
   * A matrix of 6 or 16 numbers.
   * @throws TypeError for another length or kind of array.
   */
  static fromFloat64Array(array64: Float64Array): DOMMatrixReadOnly;

  /** The same as `m11`. */
  get a(): number;
  /** The same as `m12`. */
  get b(): number;
  /** The same as `m21`. */
  get c(): number;
  /** The same as `m22`. */
  get d(): number;
  /** The same as `m41`. */
  get e(): number;
  /** The same as `m42`. */
  get f(): number;
  /** In row 1 and column 1, as matrices are written. */
  get m11(): number;
  /** In row 2 and column 1, as matrices are written. */
  get m12(): number;
  /** In row 3 and column 1, as matrices are written. */
  get m13(): number;
  /** In row 4 and column 1, as matrices are written. */
  get m14(): number;
  /** In row 1 and column 2, as matrices are written. */
  get m21(): number;
  /** In row 2 and column 2, as matrices are written. */
  get m22(): number;
  /** In row 3 and column 2, as matrices are written. */
  get m23(): number;
  /** In row 4 and column 2, as matrices are written. */
  get m24(): number;
  /** In row 1 and column 3, as matrices are written. */
  get m31(): number;
  /** In row 2 and column 3, as matrices are written. */
  get m32(): number;
  /** In row 3 and column 3, as matrices are written. */
  get m33(): number;
  /** In row 4 and column 3, as matrices are written. */
  get m34(): number;
  /** In row 1 and column 4, as matrices are written. */
  get m41(): number;
  /** In row 2 and column 4, as matrices are written. */
  get m42(): number;
  /** In row 3 and column 4, as matrices are written. */
  get m43(): number;
  /** In row 4 and column 4, as matrices are written. */
  get m44(): number;
  /** Whether it was made of 2 by 3 numbers and has stayed so. */
  get is2D(): boolean;
  /** Whether it leaves every point where it is. */
  get isIdentity(): boolean;

  /** With a move, in pixels. Default: 0 each. */
  translate(tx?: number, ty?: number, tz?: number): DOMMatrix;
  /**
   * With a scale about a point.
   * @param scaleX - Default: 1.
   * @param scaleY - Default: scaleX.
   * @param scaleZ - Default: 1.
   */
  scale(scaleX?: number, scaleY?: number, scaleZ?: number, originX?: number, originY?: number, originZ?: number): DOMMatrix;
  /**
   * The same as `scale(scaleX, scaleY)`, with 1 for a scaleY that is left out.
   * @deprecated
   */
  scaleNonUniform(scaleX?: number, scaleY?: number): DOMMatrix;
  /** With the same scale along all axes, about a point. */
  scale3d(scale?: number, originX?: number, originY?: number, originZ?: number): DOMMatrix;
  /** With a turn in **degrees** about the z axis; or, with more than one number, about x, then y, then z. */
  rotate(rotX?: number, rotY?: number, rotZ?: number): DOMMatrix;
  /** With the turn that takes the x axis to this direction. */
  rotateFromVector(x?: number, y?: number): DOMMatrix;
  /** With a turn in **degrees** about an axis through the origin. */
  rotateAxisAngle(x?: number, y?: number, z?: number, angle?: number): DOMMatrix;
  /** With a skew along the x axis by an angle in **degrees**. */
  skewX(sx?: number): DOMMatrix;
  /** With a skew along the y axis by an angle in **degrees**. */
  skewY(sy?: number): DOMMatrix;
  /**
   * This matrix times another, which applies to points first.
   * @throws TypeError when its numbers contradict each other.
   */
  multiply(other?: DOMMatrixInit | null): DOMMatrix;
  /** With left and right exchanged first. */
  flipX(): DOMMatrix;
  /** With top and bottom exchanged first. */
  flipY(): DOMMatrix;
  /** The way back; all NaN and not 2D where there is none. */
  inverse(): DOMMatrix;

  /** Where a point goes. */
  transformPoint(point?: DOMPointInit | null): DOMPoint;
  /** The 16 numbers m11, m12 to m44. */
  toFloat32Array(): ReturnType<typeof Float32Array.of>;
  /** The 16 numbers m11, m12 to m44. */
  toFloat64Array(): ReturnType<typeof Float64Array.of>;
  /**
   * As CSS has it: `matrix(a, b, c, d, e, f)`, or `matrix3d()` with 16 numbers.
   * @throws DOMException `InvalidStateError` for a number that is not finite.
   */
  toString(): string;
  /** All attributes. */
  toJSON(): { [Name in Exclude<keyof DOMMatrixInit, 'is2D'>]-?: number } & { is2D: boolean; isIdentity: boolean };
}

/**
 * A matrix that can be changed; the methods whose names end in Self do, and give it back.
 *
 * @example
 * ```js
 * const matrix = new DOMMatrix('rotate(30deg)').translateSelf(10, 20);
 * ctx.setTransform(matrix);
 * const { x, y } = matrix.inverse().transformPoint({ x: 5, y: 5 });
 * ```
 *
 * @see https://drafts.fxtf.org/geometry/#DOMMatrix
 */
export class DOMMatrix extends DOMMatrixReadOnly {
  #private;

  /** As {@link DOMMatrixReadOnly}'s. */
  constructor(init?: string | Iterable<number>);

  /** As {@link DOMMatrixReadOnly.fromMatrix}. */
  static fromMatrix(other?: DOMMatrixInit | null): DOMMatrix;
  /** As {@link DOMMatrixReadOnly.fromFloat32Array}. */
  static fromFloat32Array(array32: Float32Array): DOMMatrix;
  /** As {@link DOMMatrixReadOnly.fromFloat64Array}. */
  static fromFloat64Array(array64: Float64Array): DOMMatrix;

  /** The same as `m11`. */
  get a(): number;
  set a(value: number);
  /** The same as `m12`. */
  get b(): number;
  set b(value: number);
  /** The same as `m21`. */
  get c(): number;
  set c(value: number);
  /** The same as `m22`. */
  get d(): number;
  set d(value: number);
  /** The same as `m41`. */
  get e(): number;
  set e(value: number);
  /** The same as `m42`. */
  get f(): number;
  set f(value: number);
  /** In row 1 and column 1, as matrices are written. */
  get m11(): number;
  set m11(value: number);
  /** In row 2 and column 1, as matrices are written. */
  get m12(): number;
  set m12(value: number);
  /** In row 3 and column 1, as matrices are written. */
  get m13(): number;
  set m13(value: number);
  /** In row 4 and column 1, as matrices are written. */
  get m14(): number;
  set m14(value: number);
  /** In row 1 and column 2, as matrices are written. */
  get m21(): number;
  set m21(value: number);
  /** In row 2 and column 2, as matrices are written. */
  get m22(): number;
  set m22(value: number);
  /** In row 3 and column 2, as matrices are written. */
  get m23(): number;
  set m23(value: number);
  /** In row 4 and column 2, as matrices are written. */
  get m24(): number;
  set m24(value: number);
  /** In row 1 and column 3, as matrices are written. */
  get m31(): number;
  set m31(value: number);
  /** In row 2 and column 3, as matrices are written. */
  get m32(): number;
  set m32(value: number);
  /** In row 3 and column 3, as matrices are written. */
  get m33(): number;
  set m33(value: number);
  /** In row 4 and column 3, as matrices are written. */
  get m34(): number;
  set m34(value: number);
  /** In row 1 and column 4, as matrices are written. */
  get m41(): number;
  set m41(value: number);
  /** In row 2 and column 4, as matrices are written. */
  get m42(): number;
  set m42(value: number);
  /** In row 3 and column 4, as matrices are written. */
  get m43(): number;
  set m43(value: number);
  /** In row 4 and column 4, as matrices are written. */
  get m44(): number;
  set m44(value: number);

  /**
   * Becomes itself times another, which applies to points first.
   * @throws TypeError when its numbers contradict each other.
   */
  multiplySelf(other?: DOMMatrixInit | null): this;
  /**
   * Becomes another times itself, which applies to points first.
   * @throws TypeError when its numbers contradict each other.
   */
  preMultiplySelf(other?: DOMMatrixInit | null): this;
  /** As {@link DOMMatrixReadOnly.translate}. */
  translateSelf(tx?: number, ty?: number, tz?: number): this;
  /** As {@link DOMMatrixReadOnly.scale}. */
  scaleSelf(scaleX?: number, scaleY?: number, scaleZ?: number, originX?: number, originY?: number, originZ?: number): this;
  /** As {@link DOMMatrixReadOnly.scale3d}. */
  scale3dSelf(scale?: number, originX?: number, originY?: number, originZ?: number): this;
  /** As {@link DOMMatrixReadOnly.rotate}. */
  rotateSelf(rotX?: number, rotY?: number, rotZ?: number): this;
  /** As {@link DOMMatrixReadOnly.rotateFromVector}. */
  rotateFromVectorSelf(x?: number, y?: number): this;
  /** As {@link DOMMatrixReadOnly.rotateAxisAngle}. */
  rotateAxisAngleSelf(x?: number, y?: number, z?: number, angle?: number): this;
  /** As {@link DOMMatrixReadOnly.skewX}. */
  skewXSelf(sx?: number): this;
  /** As {@link DOMMatrixReadOnly.skewY}. */
  skewYSelf(sy?: number): this;
  /** As {@link DOMMatrixReadOnly.inverse}. */
  invertSelf(): this;
  /**
   * Becomes what a list of CSS transform functions says.
   * @throws DOMException `SyntaxError` for a string that is no such list.
   */
  setMatrixValue(transformList: string): this;
}

/** A point that can't be changed. https://drafts.fxtf.org/geometry/#DOMPoint */
export class DOMPointReadOnly {
  #private;

  /** Default: 0, 0, 0, 1. */
  constructor(x?: number, y?: number, z?: number, w?: number);

  /** A point with these numbers. */
  static fromPoint(other?: DOMPointInit | null): DOMPointReadOnly;

  /** To the right. */
  get x(): number;
  /** Downwards. */
  get y(): number;
  /** Towards the viewer. */
  get z(): number;
  /** The perspective. */
  get w(): number;

  /**
   * Where a matrix takes it.
   * @throws TypeError when the matrix contradicts itself.
   */
  matrixTransform(matrix?: DOMMatrixInit | null): DOMPoint;
  /** All attributes. */
  toJSON(): { x: number; y: number; z: number; w: number };
}

/** A point. https://drafts.fxtf.org/geometry/#DOMPoint */
export class DOMPoint extends DOMPointReadOnly {
  #private;

  /** Default: 0, 0, 0, 1. */
  constructor(x?: number, y?: number, z?: number, w?: number);

  /** A point with these numbers. */
  static fromPoint(other?: DOMPointInit | null): DOMPoint;

  /** To the right. */
  get x(): number;
  set x(value: number);
  /** Downwards. */
  get y(): number;
  set y(value: number);
  /** Towards the viewer. */
  get z(): number;
  set z(value: number);
  /** The perspective. */
  get w(): number;
  set w(value: number);
}

/** A rectangle that can't be changed. https://drafts.fxtf.org/geometry/#DOMRect */
export class DOMRectReadOnly {
  #private;

  /** Default: 0 each. Width and height may be negative. */
  constructor(x?: number, y?: number, width?: number, height?: number);

  /** A rectangle with these numbers. */
  static fromRect(other?: DOMRectInit | null): DOMRectReadOnly;

  /** Where it begins, to the right. */
  get x(): number;
  /** Where it begins, downwards. */
  get y(): number;
  /** How far it reaches to the right. */
  get width(): number;
  /** How far it reaches down. */
  get height(): number;
  /** The lesser of `y` and `y + height`. */
  get top(): number;
  /** The greater of `x` and `x + width`. */
  get right(): number;
  /** The greater of `y` and `y + height`. */
  get bottom(): number;
  /** The lesser of `x` and `x + width`. */
  get left(): number;

  /** All attributes. */
  toJSON(): { [Name in keyof DOMRectInit | 'top' | 'right' | 'bottom' | 'left']-?: number };
}

/** A rectangle. https://drafts.fxtf.org/geometry/#DOMRect */
export class DOMRect extends DOMRectReadOnly {
  #private;

  /** Default: 0 each. Width and height may be negative. */
  constructor(x?: number, y?: number, width?: number, height?: number);

  /** A rectangle with these numbers. */
  static fromRect(other?: DOMRectInit | null): DOMRect;

  /** Where it begins, to the right. */
  get x(): number;
  set x(value: number);
  /** Where it begins, downwards. */
  get y(): number;
  set y(value: number);
  /** How far it reaches to the right. */
  get width(): number;
  set width(value: number);
  /** How far it reaches down. */
  get height(): number;
  set height(value: number);
}

/** Four points, of which each can be changed. https://drafts.fxtf.org/geometry/#DOMQuad */
export class DOMQuad {
  #private;

  /** Copies of the points. Default: the origin each. */
  constructor(p1?: DOMPointInit | null, p2?: DOMPointInit | null, p3?: DOMPointInit | null, p4?: DOMPointInit | null);

  /** The corners of a rectangle, clockwise from the top left. */
  static fromRect(other?: DOMRectInit | null): DOMQuad;
  /** Copies of the points. */
  static fromQuad(other?: DOMQuadInit | null): DOMQuad;

  /** The first point. */
  get p1(): DOMPoint;
  /** The second point. */
  get p2(): DOMPoint;
  /** The third point. */
  get p3(): DOMPoint;
  /** The fourth point. */
  get p4(): DOMPoint;

  /** The smallest upright rectangle around the points. */
  getBounds(): DOMRect;
  /** The points. */
  toJSON(): { p1: DOMPoint; p2: DOMPoint; p3: DOMPoint; p4: DOMPoint };
}

// ----- Paths -----

/**
 * The methods that build a path, on contexts and on {@link Path2D}. Lengths are pixels before the
 * transform, angles are radians, clockwise from the positive x axis. A call with a number that is not
 * finite does nothing; one with too few arguments throws a TypeError.
 *
 * @see https://html.spec.whatwg.org/multipage/canvas.html#canvaspath
 */
export interface CanvasPath {
  /**
   * Ends the subpath with a line to its start, where the next one begins.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-closepath
   */
  closePath(): void;

  /**
   * Begins a subpath.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-moveto
   */
  moveTo(x: number, y: number): void;

  /**
   * A straight line.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-lineto
   */
  lineTo(x: number, y: number): void;

  /**
   * A quadratic Bézier curve with one control point.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-quadraticcurveto
   */
  quadraticCurveTo(cpx: number, cpy: number, x: number, y: number): void;

  /**
   * A cubic Bézier curve with two control points.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-beziercurveto
   */
  bezierCurveTo(cp1x: number, cp1y: number, cp2x: number, cp2y: number, x: number, y: number): void;

  /**
   * A line towards the first point, and an arc that turns it towards the second.
   * @throws DOMException `IndexSizeError` for a negative radius.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-arcto
   */
  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void;

  /**
   * An arc of a circle about x, y, with a line to its start.
   * @param counterclockwise - Default: false.
   * @throws DOMException `IndexSizeError` for a negative radius.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-arc
   */
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number, counterclockwise?: boolean): void;

  /**
   * An arc of an ellipse about x, y, with a line to its start.
   * @param rotation - of the ellipse's axes, in radians.
   * @param counterclockwise - Default: false.
   * @throws DOMException `IndexSizeError` for a negative radius.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-ellipse
   */
  ellipse(
    x: number,
    y: number,
    radiusX: number,
    radiusY: number,
    rotation: number,
    startAngle: number,
    endAngle: number,
    counterclockwise?: boolean,
  ): void;

  /**
   * A closed rectangle. Width and height may be negative.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-rect
   */
  rect(x: number, y: number, w: number, h: number): void;

  /**
   * A closed rectangle with rounded corners.
   * @param radii - one radius, or a list of 1 to 4: all; upper left and lower right, the others; upper
   *   left, both of the other diagonal, lower right; clockwise from the upper left. A point has the
   *   radii along x and y. Radii that don't fit are scaled down together. Default: 0.
   * @throws RangeError for a negative radius, or a list of none or more than four.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-roundrect
   */
  roundRect(
    x: number,
    y: number,
    w: number,
    h: number,
    radii?: number | DOMPointInit | Iterable<number | DOMPointInit>,
  ): void;
}

// The methods of CanvasPath.
export interface Path2D extends CanvasPath {}

/**
 * A path to be drawn many times, on any canvas.
 *
 * @example
 * ```js
 * const star = new Path2D('M0 -10 L6 8 L-9 -3 L9 -3 L-6 8 Z');
 * ctx.fill(star, 'evenodd');
 * ```
 *
 * @see https://html.spec.whatwg.org/multipage/canvas.html#path2d-objects
 */
export class Path2D {
  #private;

  /**
   * @param path - a path to copy, or SVG path data, which counts up to its first error. Default: an
   *   empty path.
   */
  constructor(path?: Path2D | string);

  /**
   * Adds a copy of a path.
   * @param transform - applied to the copy; one with a number that is not finite adds nothing. Default:
   *   the identity.
   * @throws TypeError when path is no Path2D, or the matrix contradicts itself.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-path2d-addpath
   */
  addPath(path: Path2D, transform?: DOMMatrix2DInit | null): void;

  // What follows is not in the standard. The methods that change a path return it. They take and make 262,144
  // segments at most, and throw a RangeError for more, or when the memory budget is met.

  /**
   * What the operation keeps of the areas of this path and another, each by its fill type. Curves stay curves. The
   * result has no crossings, is right under both fill rules, and its fill type is even-odd.
   * @throws TypeError when path is no Path2D, or for another operation.
   * @throws RangeError also when the outlines cross more than half a million times.
   */
  op(path: Path2D, operation: PathOp): this;

  /**
   * The same area without crossings, as {@link Path2D.op} makes it.
   * @throws RangeError also when the outlines cross more than half a million times.
   */
  simplify(): this;

  /**
   * The same area under the rule `'nonzero'`: an even-odd path is simplified, another one stays as it is.
   * @throws RangeError also when the outlines cross more than half a million times.
   */
  asWinding(): this;

  /**
   * The outline of the path's stroke. A width that is not above 0, or a number that is not finite, changes nothing.
   * @throws TypeError for another cap or join.
   * @throws RangeError for a coordinate or a width above 10,000,000, beyond which the outline would be bent.
   */
  stroke(options?: StrokeOptions): this;

  /**
   * Moves every point. A matrix with a number that is not finite changes nothing.
   * @throws TypeError when the matrix contradicts itself.
   * @throws RangeError also when a point would be beyond all numbers.
   */
  transform(matrix: DOMMatrix2DInit | null): this;

  /**
   * What lies between two fractions of the whole length, each from 0 to 1.
   * @param isComplement - keeps what does not lie there: from `end` on, then up to `start`. Default: false.
   */
  trim(start: number, end: number, isComplement?: boolean): this;

  /**
   * Cut into dashes, anew in each subpath. Negative numbers, and those that are not finite, change nothing.
   * @param on - length of a dash.
   * @param off - length of a gap.
   * @param phase - where in dash and gap a subpath starts.
   */
  dash(on: number, off: number, phase: number): this;

  /**
   * Makes corners between two lines round.
   * @param radius - how far before a corner its curve begins, or in the middle of a line shorter than two. One that
   *   is not above 0 changes nothing.
   */
  round(radius: number): this;

  /** Left, top, right and bottom of the control points of all that has a length. */
  getBounds(): [left: number, top: number, right: number, bottom: number];

  /** Left, top, right and bottom of the curves themselves. */
  computeTightBounds(): [left: number, top: number, right: number, bottom: number];

  /**
   * Both have the same segments and the same fill type.
   * @throws TypeError when path is no Path2D.
   */
  equals(path: Path2D): boolean;

  /** SVG path data in absolute coordinates, of which the constructor makes the same path. */
  toSVGString(): string;

  /** The fill type. The context doesn't look at it: its methods take a fill rule. Default: winding. */
  getFillType(): FillType;

  /** The rule in the fill type, as {@link Context2D.fill} takes it. */
  getFillTypeString(): CanvasFillRule;

  /**
   * What operations take as the inside.
   * @throws TypeError for another number.
   */
  setFillType(type: FillType): void;
}

/** What {@link Path2D.op} keeps of two areas. */
export enum PathOp {
  /** The first without the second. */
  Difference = 0,
  /** What lies in both. */
  Intersect = 1,
  /** What lies in either. */
  Union = 2,
  /** What lies in one only. */
  Xor = 3,
  /** The second without the first. */
  ReverseDifference = 4,
}

/** What operations take as the inside of a path. */
export enum FillType {
  /** Where the path winds around a point. */
  Winding = 0,
  /** Where it does so an odd number of times. */
  EvenOdd = 1,
  /** Everything but {@link FillType.Winding}. */
  InverseWinding = 2,
  /** Everything but {@link FillType.EvenOdd}. */
  InverseEvenOdd = 3,
}

/** The corners of {@link Path2D.stroke}. */
export enum StrokeJoin {
  /** Outer edges meet, up to the miter limit. */
  Miter = 0,
  /** A circle around the corner. */
  Round = 1,
  /** A straight cut. */
  Bevel = 2,
}

/** The ends of {@link Path2D.stroke}. */
export enum StrokeCap {
  /** Ends at the line's end. */
  Butt = 0,
  /** A half circle beyond the end. */
  Round = 1,
  /** A half square beyond the end. */
  Square = 2,
}

/** How {@link Path2D.stroke} draws lines. */
export interface StrokeOptions {
  /** Default: 1. */
  width?: number;
  /** Default: 4. */
  miterLimit?: number;
  /** Default: butt. */
  cap?: StrokeCap;
  /** Default: miter. */
  join?: StrokeJoin;
}

// ----- Context -----

/** Which points are inside a path. https://html.spec.whatwg.org/multipage/canvas.html#fill-rule */
export type CanvasFillRule = 'nonzero' | 'evenodd';

/** The ends of lines. https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-linecap */
export type CanvasLineCap = 'butt' | 'round' | 'square';

/** The corners of lines. https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-linejoin */
export type CanvasLineJoin = 'miter' | 'round' | 'bevel';

/**
 * Where a text's point is along it; `start` and `end` depend on the direction.
 * https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-textalign
 */
export type CanvasTextAlign = 'start' | 'end' | 'left' | 'right' | 'center';

/** The line of the font a text's point is on. https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-textbaseline */
export type CanvasTextBaseline = 'top' | 'hanging' | 'middle' | 'alphabetic' | 'ideographic' | 'bottom';

/** The direction of text; `inherit` is left to right. https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-direction */
export type CanvasDirection = 'ltr' | 'rtl' | 'inherit';

/** Whether pairs of letters are kerned; with `normal` letters and spaces too. https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-fontkerning */
export type CanvasFontKerning = 'auto' | 'normal' | 'none';

/** How wide a face is wanted. https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-fontstretch */
export type CanvasFontStretch =
  | 'ultra-condensed'
  | 'extra-condensed'
  | 'condensed'
  | 'semi-condensed'
  | 'normal'
  | 'semi-expanded'
  | 'expanded'
  | 'extra-expanded'
  | 'ultra-expanded';

/** Which letters are capitals of another size. https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-fontvariantcaps */
export type CanvasFontVariantCaps =
  | 'normal'
  | 'small-caps'
  | 'all-small-caps'
  | 'petite-caps'
  | 'all-petite-caps'
  | 'unicase'
  | 'titling-caps';

/** What matters most when text is drawn. https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-textrendering */
export type CanvasTextRendering = 'auto' | 'optimizeSpeed' | 'optimizeLegibility' | 'geometricPrecision';

/** How scaled pictures are sampled. https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-imagesmoothingquality */
export type ImageSmoothingQuality = 'low' | 'medium' | 'high';

/**
 * How what is drawn meets what is there: the compositing operators, then the blend modes.
 * https://drafts.fxtf.org/compositing/#compositemode
 */
export type GlobalCompositeOperation =
  | 'source-over'
  | 'source-in'
  | 'source-out'
  | 'source-atop'
  | 'destination-over'
  | 'destination-in'
  | 'destination-out'
  | 'destination-atop'
  | 'lighter'
  | 'copy'
  | 'clear'
  | 'xor'
  | 'multiply'
  | 'screen'
  | 'overlay'
  | 'darken'
  | 'lighten'
  | 'color-dodge'
  | 'color-burn'
  | 'hard-light'
  | 'soft-light'
  | 'difference'
  | 'exclusion'
  | 'hue'
  | 'saturation'
  | 'color'
  | 'luminosity';

/** How a pattern goes on. https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-createpattern */
export type PatternRepetition = 'repeat' | 'repeat-x' | 'repeat-y' | 'no-repeat';

/** What {@link CanvasRenderingContext2D.drawImage} draws and patterns are made of. */
export type CanvasImageSource = Image | Canvas | ImageBitmap | VideoFrame | ForeignCanvas;

/** A canvas of another package. */
export interface ForeignCanvas {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Gives a context whose `getImageData()` reads it. */
  getContext(contextId: '2d'): unknown;
}

// The methods of CanvasPath, on the context's current path.
export interface CanvasRenderingContext2D extends CanvasPath {}

/**
 * What draws on a canvas; {@link Canvas.getContext} makes it.
 *
 * Lengths are pixels before the transform, angles are radians, clockwise from the positive x axis. As in
 * browsers, a drawing call with a number that is not finite does nothing, an attribute given a value it
 * doesn't allow keeps what it has, and a call with too few arguments throws a TypeError.
 *
 * Calls are recorded and run many at a time, so an error that only running them can show (a met memory
 * budget, a disposed canvas) may be thrown by a later call.
 *
 * @see https://html.spec.whatwg.org/multipage/canvas.html#canvasrenderingcontext2d
 */
export class CanvasRenderingContext2D {
  #private;
  protected constructor();

  /**
   * The canvas this draws on. Not of the standard: it can be set, which changes only what is read here.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-canvas
   */
  get canvas(): Canvas;
  set canvas(value: unknown);

  // State

  /**
   * Saves the state: transform, clip, and every attribute below.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-save
   */
  save(): void;

  /**
   * Takes back the state saved last; nothing when none is saved.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-restore
   */
  restore(): void;

  /**
   * Clears the canvas and gives the context its initial state.
   * @throws DOMException `InvalidStateError` after the canvas was disposed of.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-reset
   */
  reset(): void;

  /**
   * Ends the page and begins the next one, on a canvas of the type `'pdf'`. The state stays as it is.
   *
   * @param width - of the next page in points. Default: that of this one.
   * @param height - of the next page in points. Default: that of this one.
   * @throws DOMException `InvalidStateError` on any other canvas; RangeError as the constructor of {@link Canvas}.
   */
  addPage(width?: number, height?: number): void;

  /**
   * A click on that part of a PDF's page opens an address. Edges are in user space; nothing on other canvases.
   * @param url - any address, of which viewers know some; it is written in ASCII, as browsers have it. One that a click would
   * run (`javascript:`, `vbscript:`, `data:`) is left out.
   */
  annotateLinkUrl(left: number, top: number, right: number, bottom: number, url: string): void;

  /** A click on that part of a PDF's page leads to the place of that name: {@link annotateNamedDestination}. */
  annotateLinkToDestination(left: number, top: number, right: number, bottom: number, name: string): void;

  /** Names a place of a PDF's page, in user space. The first of several places of a name counts. */
  annotateNamedDestination(x: number, y: number, name: string): void;

  /**
   * The options the context was made with, defaults included.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-canvas-getcontextattributes
   */
  getContextAttributes(): ContextAttributes;

  /**
   * False: no context is ever lost here.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-iscontextlost
   */
  isContextLost(): boolean;

  // Transforms

  /**
   * Scales what is drawn from now on.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-scale
   */
  scale(x: number, y: number): void;

  /**
   * Rotates what is drawn from now on.
   * @param angle - radians, clockwise.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-rotate
   */
  rotate(angle: number): void;

  /**
   * Moves what is drawn from now on.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-translate
   */
  translate(x: number, y: number): void;

  /**
   * Multiplies the transform by a matrix: x' = a x + c y + e, y' = b x + d y + f.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-transform
   */
  transform(a: number, b: number, c: number, d: number, e: number, f: number): void;

  /**
   * Replaces the transform: x' = a x + c y + e, y' = b x + d y + f.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-settransform
   */
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;

  /**
   * Replaces the transform.
   * @param transform - Default: the identity.
   * @throws TypeError when the matrix contradicts itself.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-settransform-matrix
   */
  setTransform(transform?: DOMMatrix2DInit | null): void;

  /**
   * A copy of the current transform, which runs what was recorded before it.
   * @throws DOMException `InvalidStateError` after the canvas was disposed of.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-gettransform
   */
  getTransform(): DOMMatrix;

  /**
   * The current transform as an attribute: reads as {@link CanvasRenderingContext2D.getTransform}, sets as
   * {@link CanvasRenderingContext2D.setTransform}. No browser has it any more; for libraries that ask for it.
   * @throws TypeError when the matrix contradicts itself.
   */
  get currentTransform(): DOMMatrix;
  set currentTransform(value: DOMMatrix2DInit | null | undefined);

  /**
   * Replaces the transform by the identity.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-resettransform
   */
  resetTransform(): void;

  // Compositing

  /**
   * The opacity of what is drawn, from 0 to 1. Default: 1.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-globalalpha
   */
  get globalAlpha(): number;
  set globalAlpha(value: number);

  /**
   * How what is drawn meets what is there. Default: `'source-over'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-globalcompositeoperation
   */
  get globalCompositeOperation(): GlobalCompositeOperation;
  set globalCompositeOperation(value: GlobalCompositeOperation);

  /**
   * Whether scaled pictures are smoothed; if not, each pixel shows as a rectangle. Default: true.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-imagesmoothingenabled
   */
  get imageSmoothingEnabled(): boolean;
  set imageSmoothingEnabled(value: boolean);

  /**
   * How well scaled pictures are smoothed. Default: `'low'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-imagesmoothingquality
   */
  get imageSmoothingQuality(): ImageSmoothingQuality;
  set imageSmoothingQuality(value: ImageSmoothingQuality);

  // Shadows

  /**
   * The colour of the shadow of what is drawn. Strings that are no colour change nothing. Default:
   * transparent black, which is no shadow.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-shadowcolor
   */
  get shadowColor(): string;
  set shadowColor(value: string);

  /**
   * Twice the standard deviation of the shadow's blur, in pixels of the canvas whatever the transform.
   * Negative and non-finite values change nothing; more than 270 blurs like 270. Default: 0.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-shadowblur
   */
  get shadowBlur(): number;
  set shadowBlur(value: number);

  /**
   * How far the shadow falls to the right, in pixels of the canvas whatever the transform. Non-finite
   * values change nothing. Default: 0.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-shadowoffsetx
   */
  get shadowOffsetX(): number;
  set shadowOffsetX(value: number);

  /**
   * How far the shadow falls down; see `shadowOffsetX`. Default: 0.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-shadowoffsety
   */
  get shadowOffsetY(): number;
  set shadowOffsetY(value: number);

  // Filters

  /**
   * What everything drawn goes through before its shadow is thrown and it is composited: a list of `blur()`,
   * `brightness()`, `contrast()`, `drop-shadow()`, `grayscale()`, `hue-rotate()`, `invert()`, `opacity()`,
   * `saturate()` and `sepia()`, as in CSS, or `'none'`. Lengths are in pixels of the canvas whatever the transform;
   * `em` is the font's size when this is set, `rem` 16 pixels, units of a viewport are 0. A blur of more than
   * 532 pixels blurs like 532. `url()` is read and does nothing. Reads back as it was set; strings that are no
   * filter and lists of more than 32 functions change nothing. `clearRect` and `putImageData` ignore it.
   * Default: `'none'`.
   * @throws RangeError from drawing methods or when pixels are read, where the memory budget does not allow the pixels
   *   it works on.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-filter
   */
  get filter(): string;
  set filter(value: string);

  // Fill and stroke styles

  /**
   * What fills are drawn with: a CSS colour, a gradient or a pattern. Names, `rgb()`, `hsl()` and `hwb()` read back
   * as `#rrggbb`, or `rgba(…)` where they are not opaque; all other colours in their own space, mixes and relative
   * colours too. `currentcolor` is black, system colours are those of a light page. Default: `'#000000'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-fillstyle
   */
  get fillStyle(): string | CanvasGradient | CanvasPattern;
  set fillStyle(value: string | CanvasGradient | CanvasPattern);

  /**
   * What strokes are drawn with, as {@link CanvasRenderingContext2D.fillStyle}. Default: `'#000000'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-strokestyle
   */
  get strokeStyle(): string | CanvasGradient | CanvasPattern;
  set strokeStyle(value: string | CanvasGradient | CanvasPattern);

  /**
   * A gradient along a line, in the coordinates of the call that draws with it.
   * @throws TypeError for a number that is not finite.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-createlineargradient
   */
  createLinearGradient(x0: number, y0: number, x1: number, y1: number): CanvasGradient;

  /**
   * A gradient between two circles, in the coordinates of the call that draws with it.
   * @throws TypeError for a number that is not finite.
   * @throws DOMException `IndexSizeError` for a negative radius.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-createradialgradient
   */
  createRadialGradient(x0: number, y0: number, r0: number, x1: number, y1: number, r1: number): CanvasGradient;

  /**
   * A gradient around a point, clockwise, in the coordinates of the call that draws with it.
   * @param startAngle - where it starts, in radians from the positive x axis.
   * @throws TypeError for a number that is not finite.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-createconicgradient
   */
  createConicGradient(startAngle: number, x: number, y: number): CanvasGradient;
  /**
   * A pattern of what a picture shows now, from the origin of the coordinates of the call that draws with
   * it. {@link CanvasRenderingContext2D.imageSmoothingEnabled} and its quality apply when it is drawn.
   * @param repetition - along which axes it goes on; null and `''` are `'repeat'`.
   * @returns null for an image without a source, or one that is still being fetched.
   * @throws TypeError for a source that is no picture.
   * @throws DOMException `SyntaxError` for another repetition, `InvalidStateError` for a broken or disposed
   *   image, or a canvas without pixels.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-createpattern
   */
  createPattern(image: CanvasImageSource, repetition: PatternRepetition | '' | null): CanvasPattern | null;

  // Rectangles

  /**
   * Makes a rectangle transparent; black where the canvas has no alpha.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-clearrect
   */
  clearRect(x: number, y: number, w: number, h: number): void;

  /**
   * Fills a rectangle. The current path stays.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-fillrect
   */
  fillRect(x: number, y: number, w: number, h: number): void;

  /**
   * Strokes a rectangle. The current path stays.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-strokerect
   */
  strokeRect(x: number, y: number, w: number, h: number): void;

  // Paths

  /**
   * Empties the current path.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-beginpath
   */
  beginPath(): void;

  /**
   * Fills the current path, or one that is given.
   * @param fillRule - Default: `'nonzero'`.
   * @throws TypeError for another fill rule.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-fill
   */
  fill(fillRule?: CanvasFillRule): void;
  fill(path: Path2D, fillRule?: CanvasFillRule): void;

  /**
   * Strokes the current path, or one that is given.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-stroke
   */
  stroke(): void;
  stroke(path: Path2D): void;

  /**
   * Draws only inside the current path, or one that is given, and inside the clip there is already,
   * until that is restored.
   * @param fillRule - Default: `'nonzero'`.
   * @throws TypeError for another fill rule.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-clip
   */
  clip(fillRule?: CanvasFillRule): void;
  clip(path: Path2D, fillRule?: CanvasFillRule): void;

  /**
   * Whether a point is inside the current path, or one that is given; one on the path is. The transform moves a
   * given path, and neither the current one nor the point. Under a transform that has no inverse nothing is inside.
   * @param x - from the canvas's left edge, in pixels; a number that is not finite is nowhere.
   * @param y - from the upper edge.
   * @param fillRule - Default: `'nonzero'`.
   * @throws TypeError for another fill rule.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-ispointinpath
   */
  isPointInPath(x: number, y: number, fillRule?: CanvasFillRule): boolean;
  isPointInPath(path: Path2D, x: number, y: number, fillRule?: CanvasFillRule): boolean;

  /**
   * Whether a point is inside what {@link Context2D.stroke} would draw, dashes, caps and joins included.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-ispointinstroke
   */
  isPointInStroke(x: number, y: number): boolean;
  isPointInStroke(path: Path2D, x: number, y: number): boolean;

  // Line styles

  /**
   * The width of strokes, more than 0. Default: 1.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-linewidth
   */
  get lineWidth(): number;
  set lineWidth(value: number);

  /**
   * The ends of strokes. Default: `'butt'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-linecap
   */
  get lineCap(): CanvasLineCap;
  set lineCap(value: CanvasLineCap);

  /**
   * The corners of strokes. Default: `'miter'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-linejoin
   */
  get lineJoin(): CanvasLineJoin;
  set lineJoin(value: CanvasLineJoin);

  /**
   * How far a pointed corner may reach, in halves of the line width, before it is cut; more than 0.
   * Default: 10.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-miterlimit
   */
  get miterLimit(): number;
  set miterLimit(value: number);

  /**
   * The lengths of dashes and gaps in turn. An empty list means a solid line (the default), an odd one is
   * repeated to make it even, one with a negative number or one that is not finite is ignored.
   * @throws TypeError for what is no list.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-setlinedash
   */
  setLineDash(segments: Iterable<number>): void;

  /**
   * A copy of the dashes, always an even number of them.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-getlinedash
   */
  getLineDash(): number[];

  /**
   * Where in the dashes a line begins. Default: 0.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-linedashoffset
   */
  get lineDashOffset(): number;
  set lineDashOffset(value: number);

  // Text

  /**
   * The font as CSS writes it, for example `'italic 700 24px "Noto Sans", sans-serif'`. Families that are
   * not known are passed over; the bundled Noto Sans is the last resort. Default: `'10px sans-serif'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-font
   */
  get font(): string;
  set font(value: string);

  /**
   * Where a text's point is along it. Default: `'start'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-textalign
   */
  get textAlign(): CanvasTextAlign;
  set textAlign(value: CanvasTextAlign);

  /**
   * The line of the font a text's point is on. Default: `'alphabetic'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-textbaseline
   */
  get textBaseline(): CanvasTextBaseline;
  set textBaseline(value: CanvasTextBaseline);

  /**
   * The side that `textAlign`'s `start` and `end` mean. Default: `'inherit'`, which is left to right.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-direction
   */
  get direction(): CanvasDirection;
  set direction(value: CanvasDirection);

  /**
   * The space added after each letter: one CSS length, also below 0, that follows later changes of the font where
   * its unit does. Units of a viewport are 0; what is no length, or is computed, is ignored. Default: `'0px'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-letterspacing
   */
  get letterSpacing(): string;
  set letterSpacing(value: string);

  /**
   * The space added after each space, as `letterSpacing` is. Default: `'0px'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-wordspacing
   */
  get wordSpacing(): string;
  set wordSpacing(value: string);

  /**
   * OpenType features, turned on, off, or to a number: `'"smcp", "liga" 0'`. They count after those that the other
   * attributes and a `FontFace` ask for. What doesn't parse is ignored, and setting `font` leaves them. Default:
   * `'normal'`. Not of the standard; named and written as in CSS.
   * @see https://drafts.csswg.org/css-fonts-4/#font-feature-settings-prop
   */
  get fontFeatureSettings(): string;
  set fontFeatureSettings(value: string);

  /**
   * Places of a variable font's axes, as the font numbers them: `'"wght" 350, "GRAD" 50'`. They count before `font`
   * and what a `FontFace` asks for, and are held within what the font has. What doesn't parse is ignored, and setting
   * `font` leaves them. Default: `'normal'`. Not of the standard; named and written as in CSS.
   * @see https://drafts.csswg.org/css-fonts-4/#font-variation-settings-def
   */
  get fontVariationSettings(): string;
  set fontVariationSettings(value: string);

  /**
   * Whether pairs of letters are kerned. Default: `'auto'`, which kerns, but not with the spaces beside them.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-fontkerning
   */
  get fontKerning(): CanvasFontKerning;
  set fontKerning(value: CanvasFontKerning);

  /**
   * How wide the face should be, of those registered. Setting `font` sets it too. Default: `'normal'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-fontstretch
   */
  get fontStretch(): CanvasFontStretch;
  set fontStretch(value: CanvasFontStretch);

  /**
   * Which letters are capitals of another size: the font's own small capitals where it has them, else capitals that are
   * made smaller. Setting `font` sets it too. Default: `'normal'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-fontvariantcaps
   */
  get fontVariantCaps(): CanvasFontVariantCaps;
  set fontVariantCaps(value: CanvasFontVariantCaps);

  /**
   * What matters most when text is drawn: `'optimizeSpeed'` makes no ligatures, `'optimizeLegibility'` kerns letters with
   * spaces too, `'geometricPrecision'` does the same and draws glyphs as they are, not fitted to the rows of pixels. Text
   * is placed with all precision in any case. Default: `'auto'`.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-textrendering
   */
  get textRendering(): CanvasTextRendering;
  set textRendering(value: CanvasTextRendering);

  /**
   * The language of the text, a tag such as `'sr'`, or any string: fonts that have letters of their own for the language
   * show them. Default: `'inherit'`, which is none.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-lang
   */
  get lang(): string;
  set lang(value: string);

  /**
   * Fills a text.
   * @param maxWidth - a wider text is condensed to this width; 0 or less draws nothing. Default: none.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-filltext
   */
  fillText(text: string, x: number, y: number, maxWidth?: number): void;

  /**
   * Strokes the outlines of a text.
   * @param maxWidth - as for {@link CanvasRenderingContext2D.fillText}.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-stroketext
   */
  strokeText(text: string, x: number, y: number, maxWidth?: number): void;

  /**
   * The size of a text as it would be drawn, before the transform. With `ranges`, which is not of the standard and
   * takes some more time, the result also answers about parts of the text.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-measuretext
   */
  measureText(text: string, options?: { ranges?: boolean }): TextMetrics;

  // Pictures

  /**
   * Draws a picture: in its own size at dx, dy; scaled to dw by dh; or the part of it at sx, sy of sw by
   * sh, scaled. An image whose bytes are still on their way draws nothing; one being decoded is waited
   * for. Canvases of other packages are read by their `getImageData()`.
   * @throws TypeError for another source or number of arguments.
   * @throws DOMException `InvalidStateError` for an image that is broken or disposed of, a closed bitmap, or a canvas
   *   without pixels.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-drawimage
   */
  drawImage(image: CanvasImageSource, dx: number, dy: number): void;
  drawImage(image: CanvasImageSource, dx: number, dy: number, dw: number, dh: number): void;
  drawImage(
    image: CanvasImageSource,
    sx: number,
    sy: number,
    sw: number,
    sh: number,
    dx: number,
    dy: number,
    dw: number,
    dh: number,
  ): void;

  // Pixels

  /**
   * Transparent black pixels of a size (the sign does not count), or of another one's size and format. The
   * default colour space is the canvas's.
   * @throws DOMException `IndexSizeError` for a size of 0.
   * @throws TypeError for a size beyond 32 bits.
   * @throws RangeError for more than 2^32 bytes.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-createimagedata
   */
  createImageData(sw: number, sh: number, settings?: ImageDataSettings | null): ImageData;
  createImageData(sw: number, sh: number, settings: Float16Settings): ImageData<HalfFloats>;
  createImageData<Data extends Uint8ClampedArray | HalfFloats>(imageData: ImageData<Data>): ImageData<Data>;

  /**
   * A copy of pixels; the transform and the clip don't count. Those beyond the canvas are transparent
   * black. Negative sizes reach left and up. The default colour space is the canvas's; bytes hold what is
   * between 0 and 1.
   * @throws DOMException `IndexSizeError` for a size of 0, `InvalidStateError` after the canvas was
   *   disposed of, `NotSupportedError` for half floats without `Float16Array`.
   * @throws TypeError for a number beyond 32 bits.
   * @throws RangeError for more than 2^32 bytes.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-getimagedata
   */
  getImageData(sx: number, sy: number, sw: number, sh: number, settings: Float16Settings): ImageData<HalfFloats>;
  getImageData(sx: number, sy: number, sw: number, sh: number, settings?: ImageDataSettings | null): ImageData;

  /**
   * Replaces pixels; transform, clip, opacity and compositing don't count. The dirty rectangle limits
   * which of the data's pixels are put. Other formats than the canvas's are converted.
   * @throws TypeError for other data, or a number beyond 32 bits.
   * @throws DOMException `InvalidStateError` for data whose buffer is detached.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-putimagedata
   */
  putImageData(imageData: ImageData<UnsharedBytes | HalfFloats>, dx: number, dy: number): void;
  putImageData(
    imageData: ImageData<UnsharedBytes | HalfFloats>,
    dx: number,
    dy: number,
    dirtyX: number,
    dirtyY: number,
    dirtyWidth: number,
    dirtyHeight: number,
  ): void;
}

export { CanvasRenderingContext2D as Context2D };

/**
 * A gradient, for `fillStyle` and `strokeStyle`; a context makes it. Stops added later show in what is
 * drawn later. Without stops it draws nothing.
 *
 * @example
 * ```js
 * const sky = ctx.createLinearGradient(0, 0, 0, 200);
 * sky.addColorStop(0, 'skyblue');
 * sky.addColorStop(1, 'white');
 * ctx.fillStyle = sky;
 * ```
 *
 * @see https://html.spec.whatwg.org/multipage/canvas.html#canvasgradient
 */
export class CanvasGradient {
  #private;
  private constructor();

  /**
   * Adds a colour.
   * @param offset - from 0 (the start) to 1 (the end).
   * @param color - a CSS colour. Where one stop is not a name, hexadecimal, `rgb()`, `hsl()` or `hwb()`, colours are
   * mixed in Oklab instead of sRGB.
   * @throws TypeError for an offset that is not finite.
   * @throws DOMException `IndexSizeError` for an offset out of range, `SyntaxError` for what is no colour.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-canvasgradient-addcolorstop
   */
  addColorStop(offset: number, color: string): void;
}

/**
 * A picture that is repeated, for `fillStyle` and `strokeStyle`; a context makes it.
 *
 * @example
 * ```js
 * const tiles = ctx.createPattern(image, 'repeat');
 * tiles.setTransform({ a: 0.5, d: 0.5 });
 * ctx.fillStyle = tiles;
 * ```
 *
 * @see https://html.spec.whatwg.org/multipage/canvas.html#canvaspattern
 */
export class CanvasPattern {
  #private;
  private constructor();

  /**
   * Places the picture for what is drawn later. With a matrix that can't be inverted, or a number that is
   * not finite, the pattern draws nothing.
   * @param transform - from the picture's pixels to the coordinates of the call that draws. Default: the
   *   identity.
   * @throws TypeError when the matrix contradicts itself.
   * @see https://html.spec.whatwg.org/multipage/canvas.html#dom-canvaspattern-settransform
   */
  setTransform(transform?: DOMMatrix2DInit | null): void;
}

/**
 * The size of a text, in pixels before the transform, measured from the point it would be drawn at.
 * {@link CanvasRenderingContext2D.measureText} makes it.
 *
 * @see https://html.spec.whatwg.org/multipage/canvas.html#textmetrics
 */
export class TextMetrics {
  #private;
  private constructor();

  /**
   * Where a part of the text is: a rectangle for each run of one direction, from left to right, as high as the font's
   * lines. `start` and `end` count UTF-16 code units; letters that are cut in two count whole. An empty range gives the
   * place of a caret, without width. Ligatures are divided evenly.
   * @throws DOMException `InvalidStateError` unless the text was measured with `ranges`.
   * @throws DOMException `IndexSizeError` for a `start` or `end` beyond the text.
   */
  getSelectionRects(start: number, end: number): DOMRectReadOnly[];
  /**
   * The box around the ink of the letters that start within a part of the text.
   * @throws DOMException `InvalidStateError` unless the text was measured with `ranges`.
   * @throws DOMException `IndexSizeError` for a `start` that is not in the text, or an `end` beyond it.
   */
  getActualBoundingBox(start: number, end: number): DOMRectReadOnly;
  /**
   * The code unit that a caret nearest to `offset` pixels from the point would stand before.
   * @throws DOMException `InvalidStateError` unless the text was measured with `ranges`.
   */
  getIndexFromOffset(offset: number): number;

  /** How far the next text would be moved on. */
  get width(): number;
  /** From the point to the left end of the ink; positive to the left. */
  get actualBoundingBoxLeft(): number;
  /** From the point to the right end of the ink; positive to the right. */
  get actualBoundingBoxRight(): number;
  /** From `textBaseline` up to the font's highest line. */
  get fontBoundingBoxAscent(): number;
  /** From `textBaseline` down to the font's lowest line. */
  get fontBoundingBoxDescent(): number;
  /** From `textBaseline` up to the top of the ink. */
  get actualBoundingBoxAscent(): number;
  /** From `textBaseline` down to the bottom of the ink. */
  get actualBoundingBoxDescent(): number;
  /** From `textBaseline` up to the top of the em square. */
  get emHeightAscent(): number;
  /** From `textBaseline` down to the bottom of the em square. */
  get emHeightDescent(): number;
  /** From `textBaseline` up to the hanging baseline. */
  get hangingBaseline(): number;
  /** From `textBaseline` up to the alphabetic baseline. */
  get alphabeticBaseline(): number;
  /** From `textBaseline` up to the ideographic baseline. */
  get ideographicBaseline(): number;
}

/** Options of {@link ImageData}. */
export interface ImageDataSettings {
  /** Default: `'srgb'`; for those a context makes, the canvas's. */
  colorSpace?: PredefinedColorSpace | undefined;
  /**
   * Bytes, or half floats of which 1 is full. Those need `Float16Array`, which Node.js has from version 24
   * on. Default: `'rgba-unorm8'`.
   */
  pixelFormat?: 'rgba-unorm8' | 'rgba-float16' | undefined;
}

/** Settings that ask for half floats. */
export type Float16Settings = ImageDataSettings & { pixelFormat: 'rgba-float16' };

/** `Float16Array`, where the type library knows it. */
export type HalfFloats = typeof globalThis extends { Float16Array: { new (length: number): infer Halves } } ? Halves : never;

/** `Uint8ClampedArray` of memory that is not shared, where the type library tells that apart (from TypeScript 5.7 on). */
export type UnsharedBytes = ReturnType<typeof Uint8ClampedArray.of>;

/**
 * Pixels in JavaScript's own memory: four numbers each, red, green, blue and alpha (not premultiplied), row
 * by row from the top left.
 *
 * @see https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#imagedata
 */
export class ImageData<Data extends Uint8ClampedArray | HalfFloats = UnsharedBytes> {
  #private;

  /**
   * Transparent black pixels.
   * @throws DOMException `IndexSizeError` for a size of 0, `NotSupportedError` for half floats without
   *   `Float16Array`.
   * @throws TypeError for an unknown colour space or pixel format.
   * @throws RangeError for more than 2^32 bytes.
   */
  constructor(sw: number, sh: number, settings?: ImageDataSettings | null);

  /**
   * Pixels in an array that is there already, and is not copied.
   * @param sh - must be what the array's length says, if it is given.
   * @throws DOMException `InvalidStateError` for a length that is no whole number of pixels or is 0, and
   *   for another pixel format than the array's,
   *   `IndexSizeError` for one that is no whole number of rows, or not the height given, and for another kind
   *   of array.
   */
  constructor(data: Uint8ClampedArray, sw: number, sh?: number, settings?: ImageDataSettings | null);
  constructor(data: Data, sw: number, sh: number | undefined, settings: Float16Settings);

  /** Width in pixels. */
  get width(): number;
  /** Height in pixels. */
  get height(): number;
  /** The pixels; what is written here shows when they are put. */
  get data(): Data;
  /** What the numbers mean. */
  get colorSpace(): PredefinedColorSpace;
  /** What kind of numbers they are. */
  get pixelFormat(): 'rgba-unorm8' | 'rgba-float16';
}

/**
 * {@link ImageData} by a function, as other canvas packages have it: transparent black pixels, or those of an array.
 *
 * @throws as the constructor.
 */
export function createImageData(sw: number, sh: number, settings?: ImageDataSettings | null): ImageData;
export function createImageData(
  data: Uint8ClampedArray,
  sw: number,
  sh?: number,
  settings?: ImageDataSettings | null,
): ImageData;

// ----- Image -----

/** A file's bytes in memory: a Buffer, a typed array, a DataView, an ArrayBuffer or a shared one. */
export type ImageBytes = ArrayBufferView | ArrayBufferLike;

/**
 * Where an image comes from: the bytes of a file, or a string: a path, a `data:`, `blob:`, `file:`, `http:` or
 * `https:` URL, or the text of an SVG (which begins with `<svg`, `<?xml`, `<!doctype svg` or a comment). PNG, JPEG,
 * GIF and WebP (their first frame), AVIF, BMP, ICO, TIFF and SVG are told by content, not by name or type. Colours are
 * converted to sRGB from the space that the file says they are in, by an ICC profile or, in PNG, by code points or a curve;
 * a profile that can't be read, or has more than 10 MB, is none.
 *
 * Strings are followed as {@link Limits.protocols}, {@link Limits.hosts} and {@link Limits.allowPrivateAddresses}
 * allow: a path is as good as a `file:` URL. Text from users needs `protocols` without `file:`.
 */
export type ImageSource = string | URL | ImageBytes;

/**
 * What {@link loadImage} reads from beside {@link ImageSource}: a Blob or File, a Response with a status of success
 * whose body was not read yet, or a stream of bytes. A stream is read to its end, and ended when reading fails.
 */
export type ReadableSource = Blob | Response | ReadableStream<Uint8Array> | NodeJS.ReadableStream;

/**
 * A picture to draw. {@link loadImage} is the shorter way to one.
 *
 * The garbage collector frees it; {@link Image.dispose} frees it at once.
 *
 * @example
 * ```js
 * const image = new Image();
 * image.onload = () => ctx.drawImage(image, 0, 0);
 * image.onerror = (error) => console.error(error);
 * image.src = await fs.promises.readFile('photo.jpg');
 * ```
 *
 * @see https://html.spec.whatwg.org/multipage/embedded-content.html#the-img-element
 */
export class Image extends EventTarget {
  #private;

  /** Of {@link Image.dataMode}: the pixels. */
  static readonly MODE_IMAGE: 1;
  /** Of {@link Image.dataMode}: the file. */
  static readonly MODE_MIME: 2;

  /**
   * An image without a source.
   * @param width - what {@link Image.width} says. Default: the picture's own.
   * @param height - what {@link Image.height} says. Default: the picture's own.
   * @see https://html.spec.whatwg.org/multipage/embedded-content.html#dom-image
   */
  constructor(width?: number, height?: number);

  /**
   * The source; `''` at first. Setting it frees the old picture and starts to load the new one: bytes,
   * `data:` URLs and the text of an SVG are read at once, so that the size is known when this returns, and decoded
   * on a worker thread; files and other URLs are read meanwhile. A URL object reads back as its text. Failures are
   * told by {@link Image.onerror} and {@link Image.decode}.
   *
   * Bytes are copied: they may change afterwards. One or two of them, or none, are no picture in any
   * format and only empty the image, without an event.
   * @throws DOMException `InvalidStateError` when set after {@link Image.dispose}.
   * @see https://html.spec.whatwg.org/multipage/embedded-content.html#dom-img-src
   */
  get src(): string | ImageBytes;
  set src(value: ImageSource);

  /**
   * What is kept of a source that is set afterwards: with {@link Image.MODE_MIME}, the bytes of a JPEG file beside its
   * pixels (which are there in any case). PDF and SVG documents then have the file itself wherever the image is drawn,
   * once, instead of its pixels: far smaller, and made sooner. What the file says of where and when it was taken goes with
   * it. Files of inks, with another orientation, or with a colour profile that is not sRGB's are not kept. As in
   * node-canvas. Default: `Image.MODE_IMAGE`.
   * @throws RangeError for other values.
   */
  get dataMode(): number;
  set dataMode(value: number);

  /**
   * The source if it is a string, else `''`.
   * @see https://html.spec.whatwg.org/multipage/embedded-content.html#dom-img-currentsrc
   */
  get currentSrc(): string;

  /**
   * Called when the picture is decoded, unless another source was set meanwhile. Then listeners get an event `load`.
   * @see https://html.spec.whatwg.org/multipage/webappapis.html#handler-onload
   */
  onload: ((this: Image) => void) | null;

  /**
   * Called with the reason when the source can't be read or decoded, unless another source was set
   * meanwhile. Then listeners get an event `error`, whose `error` is the reason.
   * @see https://html.spec.whatwg.org/multipage/webappapis.html#handler-onerror
   */
  onerror: ((this: Image, error: Error) => void) | null;

  /**
   * Waits until the picture is decoded.
   * @returns a promise that rejects with what {@link Image.onerror} is told, and with a DOMException
   *   `EncodingError` when there is no source or another one is set meanwhile.
   * @see https://html.spec.whatwg.org/multipage/embedded-content.html#dom-img-decode
   */
  decode(): Promise<void>;

  /**
   * False while a source is read or decoded; true after that, also when it failed, and before any. Also
   * false when the image was emptied by too few bytes.
   * @see https://html.spec.whatwg.org/multipage/embedded-content.html#dom-img-complete
   */
  get complete(): boolean;

  /**
   * The width the image is drawn with, in pixels. Default: {@link Image.naturalWidth}.
   * @see https://html.spec.whatwg.org/multipage/embedded-content.html#dom-img-width
   */
  get width(): number;
  set width(value: number);

  /**
   * The height the image is drawn with, in pixels. Default: {@link Image.naturalHeight}.
   * @see https://html.spec.whatwg.org/multipage/embedded-content.html#dom-img-height
   */
  get height(): number;
  set height(value: number);

  /**
   * The picture's width in pixels, turned as its EXIF orientation says; 0 without a picture.
   * @see https://html.spec.whatwg.org/multipage/embedded-content.html#dom-img-naturalwidth
   */
  get naturalWidth(): number;

  /**
   * The picture's height in pixels, turned as its EXIF orientation says; 0 without a picture.
   * @see https://html.spec.whatwg.org/multipage/embedded-content.html#dom-img-naturalheight
   */
  get naturalHeight(): number;

  /**
   * Text for those who can't see the picture; kept, not used. Default: `''`.
   * @see https://html.spec.whatwg.org/multipage/embedded-content.html#dom-img-alt
   */
  alt: string;

  /**
   * Frees the picture at once. Drawing it or setting another source throws from then on. Calling it
   * again does nothing.
   */
  dispose(): void;

  /** {@link Image.dispose}, for `using`. Where Node has `Symbol.dispose`: from 18.18. */
  [Symbol.dispose](): void;
}

/** Options of {@link loadImage}: a signal, and limits for this call. */
export interface LoadImageOptions {
  /** {@link Image.dataMode} of the image. Default: `Image.MODE_IMAGE`. */
  dataMode?: number | undefined;
  /** Of the decoding. Default: `'normal'`. */
  priority?: Priority | undefined;
  /** Rejects with the signal's reason when it is aborted; fetching and reading stop, connections and streams are closed. */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds that all of it may take: reading, with redirects, waiting and decoding. A whole number of at least 1.
   * Default: reading alone has the limit `fetchTimeout`.
   */
  timeout?: number | undefined;
  /** The most bytes the file may have, in place of the limit of that name: a whole number of at least 1. */
  maxInputBytes?: number | undefined;
  /** How many redirects are followed, in place of the limit of that name: a whole number of at least 0. */
  maxRedirects?: number | undefined;
  /** What may be read from, in place of the limit of that name. */
  protocols?: readonly SourceProtocol[] | undefined;
  /** The hosts that may be fetched from, in place of the limit of that name. */
  hosts?: readonly string[] | null | undefined;
  /** Whether private addresses may be fetched from, in place of the limit of that name. */
  allowPrivateAddresses?: boolean | undefined;
  /** The most pixels, beside the limit of that name, which still holds. A whole number of at least 1. */
  maxPixels?: number | undefined;
  /** The longest side in pixels, beside the limit of that name, which still holds. A whole number of at least 1. */
  maxSide?: number | undefined;
  /** Bytes of working memory, beside the limit of that name, which still holds. A whole number of at least 1. */
  maxScratch?: number | undefined;
  /** Parts of an animated WebP file, beside the limit of that name, which still holds. A whole number of at least 1. */
  maxFrames?: number | undefined;
  /** Bytes of SVG text, beside the limit of that name, which still holds. A whole number of at least 1. */
  maxSvgBytes?: number | undefined;
  /** Nodes of an SVG picture, beside the limit of that name, which still holds. A whole number of at least 1. */
  maxSvgNodes?: number | undefined;
  /** Nesting of an SVG picture, beside the limit of that name, which still holds. From 1 to 512. */
  maxSvgDepth?: number | undefined;
  /** Milliseconds for an SVG picture, beside the limit of that name, which still holds. A whole number of at least 1. */
  maxSvgTime?: number | undefined;
}

/**
 * Loads and decodes a picture.
 *
 * @returns the image, ready to draw. Rejects with a TypeError for another kind of source, a path that is no regular
 *   file, or a URL with a password; a {@link LimitError} for a limit that is passed; a RangeError for an option out of
 *   range or a met memory budget; a DOMException `EncodingError` for what is no picture or a damaged one,
 *   `TimeoutError` for reading that took too long, or the signal's reason; an Error for a file or URL that can't be
 *   read, with `status` where a server answered with another status than success, else mostly with `code`.
 *
 * @example
 * ```js
 * const photo = await loadImage('photo.jpg');
 * const avatar = await loadImage('https://example.org/a.png', {
 *   signal: request.signal,
 *   timeout: 5000,
 *   maxPixels: 4_000_000,
 * });
 * // Of a string that a user gave:
 * const picture = await loadImage(text, { protocols: ['https:', 'data:'], maxInputBytes: 5_000_000 });
 * ```
 */
export function loadImage(source: ImageSource | ReadableSource, options?: LoadImageOptions | null): Promise<Image>;

// ----- Fonts -----

/** A family in {@link FontRegistry.families}. */
export interface FontFamily {
  /** The name, as `ctx.font` takes it. */
  family: string;
  /** One for each face. */
  styles: FontFamilyStyle[];
}

/** What a face of a family is like. */
export interface FontFamilyStyle {
  /** 1 to 1000; 400 is normal, 700 is bold. */
  weight: number;
  /** The keyword of its width, for example `'condensed'`. */
  width: string;
  /** `'normal'`, `'italic'` or `'oblique'`. */
  style: string;
}

/** What a registration gives: by this the font is removed again. */
export interface FontKey {
  /** Names the registration, in this thread. */
  readonly typefaceId: number;
  /** The families the font can be used by, the alias first. */
  readonly families: readonly string[];
}

/** An axis of a variable font. */
export interface FontVariationAxis {
  /** The four letters of its name as a 32-bit number: 0x77676874 is `wght`. */
  tag: number;
  /** Where it stands. */
  value: number;
  /** The least place. */
  min: number;
  /** The greatest place. */
  max: number;
  /** Where it stands when nothing is wanted. */
  def: number;
  /** Not meant to be shown to users. */
  hidden: boolean;
}

/** What {@link GlobalFonts} can do. */
export interface FontRegistry {
  /**
   * Registers a TTF, OTF, TTC, WOFF or WOFF2 file. The same file again is kept once, and with the same alias it is the
   * same registration.
   * @param font - the file's bytes, which are copied.
   * @param alias - another family name for the font; that of a generic family (`'serif'`) makes it the font for that.
   * @returns the key by which it is removed, and the family names.
   * @throws TypeError for what is no bytes.
   * @throws RangeError for more bytes than the limit `maxInputBytes`, more than 4,096 fonts, or a met
   *   memory budget.
   * @throws DOMException `EncodingError` for what is no font.
   */
  register(font: ImageBytes, alias?: string | null): FontKey;

  /**
   * Opens a file and registers it. A file of 1 MiB and more is mapped, so that only what is needed of it is read: such
   * a file may be replaced by another, but must not be cut short while it is registered.
   * @param path - a path, or a `file:` URL as an object.
   * @param alias - another family name for the font.
   * @returns the key by which it is removed, and the family names.
   * @throws what {@link FontRegistry.register} throws, a TypeError for what is no regular file, or the
   *   Error of a file that can't be read.
   */
  registerFromPath(path: string | URL, alias?: string | null): FontKey;

  /**
   * Registers the font files of a folder and of the folders in it, each under its own names. What is no font is
   * passed over.
   * @returns how many were registered.
   * @throws TypeError for what is no folder, or the Error of one that can't be read.
   */
  loadFontsFromDir(path: string | URL): number;

  /**
   * Switches installed fonts on, which they are by default, and looks for them now instead of when they are first
   * needed.
   * @returns how many faces are installed.
   */
  loadSystemFonts(): number;

  /**
   * Gives a family another name, also that of a generic family: `setAlias('Inter', 'sans-serif')`.
   * @returns false if there is no such family.
   */
  setAlias(family: string, alias: string): boolean;

  /** Takes a font away and frees it, when no text that was drawn needs it any more. False if it is not there. */
  remove(key: FontKey): boolean;

  /** Takes fonts away; tells how many were there. */
  removeBatch(keys: Iterable<FontKey>): number;

  /** Takes all fonts away that were registered, and the aliases, not the faces in {@link fonts}; tells how many. */
  removeAll(): number;

  /** Whether a family is registered, bundled or installed; case does not count. */
  has(name: string): boolean;

  /**
   * The axes of the face of a family that is nearest to what is wanted; none for what can't be varied or is not known.
   * @param weight - 1 to 1000. Default: 400.
   * @param width - 1 to 9. Default: 5.
   * @param slant - 0 upright, 1 italic, 2 oblique. Default: 0.
   */
  getVariationAxes(family: string, weight?: number, width?: number, slant?: number): FontVariationAxis[];

  /** Whether that face can be varied. */
  hasVariations(family: string, weight?: number, width?: number, slant?: number): boolean;

  /** The families that text can be drawn in: those registered, the bundled ones, those installed. */
  get families(): FontFamily[];

  /**
   * Whether installed fonts are used: for families of their names, and for characters that no other font has. Generic
   * families mean the bundled fonts whatever is installed. Default: true, or false where the environment variable
   * `DISABLE_SYSTEM_FONTS_LOAD` is set when the package is loaded.
   */
  get systemFonts(): boolean;
  set systemFonts(uses: boolean);
}

/**
 * The fonts that every canvas of this thread draws text in.
 *
 * @example
 * ```js
 * GlobalFonts.registerFromPath('fonts/Inter-Bold.ttf', 'Headline');
 * ctx.font = '48px Headline';
 * ```
 */
export const GlobalFonts: FontRegistry;

/** What {@link registerFont} registers a file as. */
export interface RegisteredFace {
  /** The family, by which alone it is found. */
  family: string;
  /** As the CSS descriptor `font-weight`. Default: what the file says. */
  weight?: string | number | null;
  /** As the CSS descriptor `font-style`. Default: what the file says. */
  style?: string | null;
}

/**
 * Registers a file as a face of a family, as node-canvas has it.
 * @throws what {@link FontRegistry.registerFromPath} throws, a TypeError without a family, or a DOMException
 *   `SyntaxError` for a weight or style that is none.
 */
export function registerFont(path: string | URL, face: RegisteredFace): void;

/** Takes all fonts away that were registered, not the faces in {@link fonts}. */
export function deregisterAllFonts(): void;

/** What is shown until a font is there, in pages. https://drafts.csswg.org/css-fonts-4/#font-display-desc */
export type FontDisplay = 'auto' | 'block' | 'fallback' | 'optional' | 'swap';

/** How far a face is. https://drafts.csswg.org/css-font-loading-3/#dom-fontface-status */
export type FontFaceLoadStatus = 'unloaded' | 'loading' | 'loaded' | 'error';

/** How far a set is. https://drafts.csswg.org/css-font-loading-3/#dom-fontfaceset-status */
export type FontFaceSetLoadStatus = 'loading' | 'loaded';

/** What a face is to CSS. https://drafts.csswg.org/css-font-loading-3/#dictdef-fontfacedescriptors */
export interface FontFaceDescriptors {
  /** `normal`, `italic`, `oblique`, or `oblique` with one or two angles. Default: `'normal'`. */
  style?: string;
  /** One weight or two, between which a variable font varies; `auto` asks the font. Default: `'normal'`. */
  weight?: string;
  /** One width or two; `auto` asks the font. Default: `'normal'`. */
  stretch?: string;
  /** The characters it is used for. Default: `'U+0-10FFFF'`. */
  unicodeRange?: string;
  /** OpenType features, for example `'"smcp", "liga" 0'`. Default: `'normal'`. */
  featureSettings?: string;
  /** Places of axes, for example `'"GRAD" 80'`. Default: `'normal'`. */
  variationSettings?: string;
  /** Kept, and changes nothing: text is never drawn later. Default: `'auto'`. */
  display?: string;
  /** Percent of the em instead of the font's ascent. Default: `'normal'`. */
  ascentOverride?: string;
  /** Percent of the em instead of the font's descent. Default: `'normal'`. */
  descentOverride?: string;
  /** Kept, and changes nothing: a canvas has no lines. Default: `'normal'`. */
  lineGapOverride?: string;
}

/**
 * A face of a family, with what CSS is to know of it. Text is drawn in it once it is loaded and in {@link fonts}.
 * @see https://drafts.csswg.org/css-font-loading-3/#fontface-interface
 *
 * @example
 * ```js
 * const face = new FontFace('Inter', 'url(https://example.com/inter.woff2)', { weight: '100 900' });
 * fonts.add(await face.load());
 * ctx.font = '650 48px Inter';
 * ```
 */
export class FontFace {
  /**
   * @param family - the family's name.
   * @param source - a list as CSS has it: `url()` of a path, `file:`, `data:` or `http(s):` URL, the first that is a
   *   font counts (`local()` is passed over); or the bytes of a TTF, OTF, WOFF or WOFF2 file. Bytes of TTF and OTF are
   *   loaded when the constructor returns.
   * @param descriptors - what is not right makes `status` be `'error'` and `loaded` reject with a `SyntaxError`, and so
   *   does what is no font.
   */
  constructor(family: string, source: string | ImageBytes, descriptors?: FontFaceDescriptors | null);
  /** The family's name, as CSS writes it. */
  get family(): string;
  set family(value: string);
  /** Setting this and the other descriptors to what does not parse throws a DOMException `SyntaxError`. */
  get style(): string;
  set style(value: string);
  /** See {@link FontFaceDescriptors.weight}. */
  get weight(): string;
  set weight(value: string);
  /** See {@link FontFaceDescriptors.stretch}. */
  get stretch(): string;
  set stretch(value: string);
  /** See {@link FontFaceDescriptors.unicodeRange}. */
  get unicodeRange(): string;
  set unicodeRange(value: string);
  /** See {@link FontFaceDescriptors.featureSettings}. */
  get featureSettings(): string;
  set featureSettings(value: string);
  /** See {@link FontFaceDescriptors.variationSettings}. */
  get variationSettings(): string;
  set variationSettings(value: string);
  /** See {@link FontFaceDescriptors.display}. */
  get display(): FontDisplay;
  set display(value: string);
  /** See {@link FontFaceDescriptors.ascentOverride}. */
  get ascentOverride(): string;
  set ascentOverride(value: string);
  /** See {@link FontFaceDescriptors.descentOverride}. */
  get descentOverride(): string;
  set descentOverride(value: string);
  /** See {@link FontFaceDescriptors.lineGapOverride}. */
  get lineGapOverride(): string;
  set lineGapOverride(value: string);
  /** How far it is. */
  get status(): FontFaceLoadStatus;
  /** Fulfilled with the face; rejected with a DOMException `NetworkError` or `SyntaxError`, or a RangeError for a limit. */
  get loaded(): Promise<FontFace>;
  /** Loads what `url()` names, once; gives {@link FontFace.loaded}. */
  load(): Promise<FontFace>;
}

/** What a {@link FontFaceSetLoadEvent} is made with. */
export interface FontFaceSetLoadEventInit {
  /** Default: false. */
  bubbles?: boolean;
  /** Default: false. */
  cancelable?: boolean;
  /** Default: false. */
  composed?: boolean;
  /** Default: none. */
  fontfaces?: Iterable<FontFace>;
}

/** Tells which faces were loaded or were not. https://drafts.csswg.org/css-font-loading-3/#fontfacesetloadevent */
export class FontFaceSetLoadEvent extends Event {
  /** An event that a script makes. */
  constructor(type: string, init?: FontFaceSetLoadEventInit | null);
  /** Frozen. */
  get fontfaces(): readonly FontFace[];
}

/** A listener of a {@link FontFaceSet}. */
export type FontFaceSetHandler = (this: FontFaceSet, event: FontFaceSetLoadEvent) => void;

/**
 * The faces that text is drawn in, before the fonts of {@link GlobalFonts}.
 * @see https://drafts.csswg.org/css-font-loading-3/#FontFaceSet-interface
 */
export class FontFaceSet extends EventTarget {
  private constructor();
  /** Adds a face. */
  add(face: FontFace): FontFaceSet;
  /** Takes a face away; false if it is not there. */
  delete(face: FontFace): boolean;
  /** Takes all away. */
  clear(): void;
  /** Whether a face is there. */
  has(face: FontFace): boolean;
  /** How many there are. */
  get size(): number;
  /** Whether all faces of the set that a text in this font needs are loaded; true also when it needs none of them. */
  check(font: string, text?: string): boolean;
  /** Loads the faces of the set that a text in this font needs. */
  load(font: string, text?: string): Promise<FontFace[]>;
  /** Fulfilled when nothing is loading. */
  get ready(): Promise<FontFaceSet>;
  /** Whether a face is loading. */
  get status(): FontFaceSetLoadStatus;
  /** Called when a face begins to load. */
  get onloading(): FontFaceSetHandler | null;
  set onloading(value: FontFaceSetHandler | null);
  /** Called when nothing is loading any more, with the faces that were loaded. */
  get onloadingdone(): FontFaceSetHandler | null;
  set onloadingdone(value: FontFaceSetHandler | null);
  /** Called with the faces that could not be loaded, if there are any. */
  get onloadingerror(): FontFaceSetHandler | null;
  set onloadingerror(value: FontFaceSetHandler | null);
  /** Pairs of a face and itself. */
  entries(): IterableIterator<[FontFace, FontFace]>;
  /** Calls back with each face. */
  forEach(callback: (face: FontFace, same: FontFace, set: FontFaceSet) => void, thisArg?: unknown): void;
  /** The faces. */
  keys(): IterableIterator<FontFace>;
  /** The faces. */
  values(): IterableIterator<FontFace>;
  /** The faces. */
  [Symbol.iterator](): IterableIterator<FontFace>;
}

/** The faces of this thread, as `document.fonts` in browsers. */
export const fonts: FontFaceSet;

/** For {@link missingGlyphs}. */
export interface MissingGlyphsOptions {
  /** Forget them, so that the next call tells what was missing since this one. Default: false. */
  clear?: boolean | null;
}

/**
 * The code points that `fillText` and `strokeText` of this thread drew as boxes because no font has them,
 * without repetition and in order; at most 4,096. A server can log them to see which fonts it needs.
 *
 * @example
 * ```js
 * const missing = missingGlyphs({ clear: true });
 * if (missing.length > 0) console.warn('no font for', String.fromCodePoint(...missing));
 * ```
 */
export function missingGlyphs(options?: MissingGlyphsOptions | null): number[];

// ----- Text in lines -----

/** A part of a text in its own style, for {@link layoutText}. What is left out is as the context has it. */
export interface TextSpan {
  /** What is shown. */
  text: string;
  /** As {@link CanvasRenderingContext2D.font}. */
  font?: string;
  /** As {@link CanvasRenderingContext2D.fillStyle}. */
  fillStyle?: string | CanvasGradient | CanvasPattern;
  /** As {@link CanvasRenderingContext2D.strokeStyle}. */
  strokeStyle?: string | CanvasGradient | CanvasPattern;
  /** As {@link CanvasRenderingContext2D.letterSpacing}. */
  letterSpacing?: string;
  /** As {@link CanvasRenderingContext2D.wordSpacing}. */
  wordSpacing?: string;
  /** As {@link CanvasRenderingContext2D.fontKerning}. */
  fontKerning?: CanvasRenderingContext2D['fontKerning'];
  /** As {@link CanvasRenderingContext2D.fontStretch}. */
  fontStretch?: CanvasRenderingContext2D['fontStretch'];
  /** As {@link CanvasRenderingContext2D.fontVariantCaps}. */
  fontVariantCaps?: CanvasRenderingContext2D['fontVariantCaps'];
  /** As {@link CanvasRenderingContext2D.fontFeatureSettings}. */
  fontFeatureSettings?: string;
  /** As {@link CanvasRenderingContext2D.fontVariationSettings}. */
  fontVariationSettings?: string;
  /** As {@link CanvasRenderingContext2D.textRendering}. */
  textRendering?: CanvasRenderingContext2D['textRendering'];
  /** As {@link CanvasRenderingContext2D.lang}. */
  lang?: string;
}

/** For {@link layoutText}. */
export interface TextBoxOptions {
  /** Pixels a line may be wide. Default: no limit, so that only line feeds end lines. */
  width?: number | null;
  /** The lines shown at most; the last one ends with the ellipsis when there would be more. Default: all. */
  maxLines?: number | null;
  /** What stands for the text left out. Default: `'…'`. */
  ellipsis?: string | null;
  /** Where lines stand in the box. `start` and `end` follow the context's `direction`. Default: `start`. */
  align?: 'start' | 'end' | 'left' | 'right' | 'center';
  /** Pixels from one baseline to the next. Default: as high as the fonts of each line ask for. */
  lineHeight?: number | null;
}

/** A line of a {@link TextBox}. */
export interface TextBoxLine {
  /** What the line shows. */
  readonly text: string;
  /** Where it starts in the whole text, in UTF-16 code units. */
  readonly start: number;
  /** Where it ends in the whole text, without the spaces at its end. */
  readonly end: number;
  /** Pixels from the box's left side to the left end of the line. */
  readonly x: number;
  /** Pixels from the box's top to the alphabetic baseline. */
  readonly baseline: number;
  /** Pixels. */
  readonly width: number;
  /** Pixels above the baseline that the line's fonts ask for. */
  readonly ascent: number;
  /** Pixels below the baseline that the line's fonts ask for. */
  readonly descent: number;
}

/** What {@link layoutText} makes. */
export interface TextBox {
  /** Of the widest line, in pixels. */
  readonly width: number;
  /** Of all lines, in pixels. */
  readonly height: number;
  /** Whether `maxLines` left out some of the text. */
  readonly truncated: boolean;
  /** From top to bottom; at least one. */
  readonly lines: readonly TextBoxLine[];
  /** Fills the text with the box's upper left corner at a point. */
  fill(x: number, y: number): void;
  /** Strokes the text with the box's upper left corner at a point. */
  stroke(x: number, y: number): void;
}

/**
 * Breaks a text into lines, by the rules of Unicode; a word too long for a line is broken anywhere. Not
 * part of the standard. Styles come from the context as it is now and from the spans; draw with the same
 * ones. Each span of a line is brought into the order of its scripts for itself.
 *
 * @param text - a string, or parts of a text in their own styles.
 * @throws TypeError for what is no context, no text or no option; RangeError for a size that is not more
 *   than 0.
 * @see https://www.unicode.org/reports/tr14/
 *
 * @example
 * ```js
 * ctx.font = '16px Inter';
 * const box = layoutText(ctx, article.summary, { width: 320, maxLines: 3 });
 * box.fill(24, 24);
 * ```
 */
export function layoutText(
  context: CanvasRenderingContext2D,
  text: string | Iterable<TextSpan>,
  options?: TextBoxOptions | null,
): TextBox;

// ----- Memory and limits -----

/** Bytes by what they are for. */
export interface MemoryByKind {
  /** Pixels of canvases and images. */
  pixels: number;
  /** Encoded files on their way to JavaScript. */
  encoded: number;
  /** Copies of image files that are being decoded. */
  input: number;
  /** Recorded drawing calls, paths, clips and gradients. */
  display: number;
  /** Working memory of codecs and drawing. */
  scratch: number;
  /** Registered fonts, but for files that are mapped. */
  font: number;
}

/** What {@link memoryUsage} tells: bytes of this thread, where nothing else is said. */
export interface MemoryUsage {
  /** Alive now, all kinds. */
  live: number;
  /** The most that was ever alive at once. */
  peak: number;
  /** The most that may be alive at once; Infinity when there is no such limit. */
  budget: number;
  /** How many bitmaps are alive. A count, not bytes. */
  bitmaps: number;
  /** `live` by kind. */
  bytesByKind: MemoryByKind;
  /** Free pages kept to be used again; of the whole process, and not part of `live`. */
  pool: number;
  /** What V8 was told of by this package, so that it collects garbage in time. */
  reported: number;
  /** The external memory that V8 knows of, from all packages and Node itself. */
  v8: number;
}

/**
 * What native memory is alive on this thread. Memory of objects that were garbage collected is freed
 * first.
 *
 * @example
 * ```js
 * const { live, bitmaps } = memoryUsage();
 * console.log(`${bitmaps} bitmaps, ${live} bytes`);
 * ```
 */
export function memoryUsage(): MemoryUsage;

/**
 * Sets the most native memory that may be alive at once on this thread. What would pass it first makes
 * V8 collect garbage, and throws a RangeError (or rejects with it) if that is not enough. What is alive
 * already stays.
 *
 * @param bytes - 0 or more; Infinity for no such limit, as at first.
 * @throws RangeError for a negative number or NaN.
 */
export function setMemoryBudget(bytes: number): void;

/**
 * Frees what is only kept to be found again: glyphs and texts that were drawn lately, smaller versions of pictures, and blocks
 * of free memory. Drawing looks the same after it. There is no need to call it: all of that is bounded, and what is large is
 * freed by itself.
 */
export function clearAllCache(): void;

/** Counters of one kind of work, from the start of the thread. */
export interface WorkStats {
  /** Asked for. */
  begun: number;
  /** Ended well. */
  done: number;
  /** Ended with an error. */
  failed: number;
  /** Called off or late. */
  aborted: number;
  /** Milliseconds that it waited for its turn, in sum. */
  waitedMs: number;
  /** Milliseconds from its turn to its end, in sum. */
  workedMs: number;
  /** Bytes of files that were read. */
  bytesIn: number;
  /** Bytes of files that were made. */
  bytesOut: number;
  /** How many were done of each format. */
  formats: Record<string, number>;
}

/** What {@link stats} tells. */
export interface Stats {
  /** Jobs of this thread that wait for their turn. */
  waiting: number;
  /** Jobs of this thread whose end it has not heard of. */
  running: number;
  /** Jobs that run, of the whole process. */
  runningInProcess: number;
  /** Pictures decoded. */
  decode: WorkStats;
  /** Canvases encoded; each part of a stream counts. */
  encode: WorkStats;
  /** Bitmaps drawn for {@link createImageBitmap}. */
  draw: WorkStats;
  /** Packed fonts (WOFF, WOFF2) read. */
  font: WorkStats;
  /** Files, URLs and streams read, before they are decoded. */
  load: WorkStats;
}

/**
 * What the asynchronous work of this thread has been so far.
 *
 * The end of each piece is also published on the channels `@scope/canvas:decode`, `:draw`, `:encode`, `:font` and `:load`
 * of `node:diagnostics_channel`, as an object with `kind`, `format`, `priority`, `waitedMs`, `workedMs`, `bytesIn`, `bytesOut`
 * and, where it failed, `error`; and written to stderr with `NODE_DEBUG=canvas` in the environment.
 *
 * @example
 * ```js
 * const { waiting, encode } = stats();
 * if (waiting > 100) response.writeHead(503, { 'retry-after': '1' }).end();
 * ```
 */
export function stats(): Stats;

/** The schemes of {@link Limits.protocols}. Paths count as `file:`. */
export type SourceProtocol = 'http:' | 'https:' | 'data:' | 'blob:' | 'file:';

/**
 * What input may cost, and where it may come from. Checked before memory is taken and before anything is read or
 * connected to; passing one is a {@link LimitError}, but for `fetchTimeout`, which is a DOMException `TimeoutError`.
 */
export interface Limits {
  /** Pixels of one canvas; at most 65,535 squared. Default: 268,435,456 (2^28), as in Chromium. */
  maxCanvasPixels: number;
  /**
   * Jobs (decodes, encodes, parts of streams, fonts to unpack) that run at once, in the whole process: setting it sets it
   * for all threads. A thread whose jobs all wait runs one in any case. Default: the number of processors.
   */
  maxConcurrent: number;
  /** Jobs of this thread that may wait for their turn; another one is refused before it takes memory. Default: 10,000. */
  maxQueued: number;
  /** Bytes of one image or font file. Default: 268,435,456 (256 MiB). */
  maxInputBytes: number;
  /** Milliseconds that reading an image or font may take, fetched, streamed or from a file. Default: 30,000. */
  fetchTimeout: number;
  /** How many redirects a fetch follows; each is held to all limits. Default: 5. */
  maxRedirects: number;
  /** What strings may be read from. Default: `["http:","https:","data:","blob:","file:"]`, which is all. */
  protocols: readonly SourceProtocol[];
  /**
   * The hosts that may be fetched from, on any port: names and addresses as in a URL; `*.example.com` means all names
   * below that one, but not itself. null for all hosts. Default: `null`.
   */
  hosts: readonly string[] | null;
  /**
   * Whether addresses may be fetched from that are not of the public internet: loopback, private, link-local (where
   * clouds keep their metadata), shared, unique local, multicast, reserved. The address that a connection is made to is
   * what counts, whatever the name. Default: `false`.
   */
  allowPrivateAddresses: boolean;
  /** Pixels of an image. Default: 268,435,456 (2^28). */
  maxPixels: number;
  /** The longest side of an image in pixels; at most 2^32 - 1. Default: 32,767. */
  maxSide: number;
  /** Bytes of working memory of one decoder, beside the pixels. Default: 536,870,912 (512 MiB). */
  maxScratch: number;
  /**
   * Parts of an animated WebP file: frames, and whatever else it has. They are counted before the first frame is read; of
   * other formats nothing behind the first frame is looked at. And the frames of a {@link GifEncoder}. Default: 65,536.
   */
  maxFrames: number;
  /** Bytes of the text of an SVG picture, unpacked if it is packed. Default: 33,554,432 (32 MiB). */
  maxSvgBytes: number;
  /**
   * Elements and characters of text in an SVG picture, once its references are followed (`use`, masks, patterns, markers),
   * with those of the SVG pictures inside it. 16 points of a path and 256 bytes of a `data:` URL count as one.
   * Default: 500,000.
   */
  maxSvgNodes: number;
  /** Levels of nesting in an SVG picture, references included; at most 512. Default: 512. */
  maxSvgDepth: number;
  /**
   * Milliseconds that one SVG picture may take, estimated before it is parsed and before it is drawn, from above and for a
   * processor of 2020, and measured while it is drawn. Default: 5,000.
   */
  maxSvgTime: number;
}

/** The error of a source that a limit refuses, and of memory that the budget does not allow. */
export interface LimitError extends RangeError {
  /** Tells these errors from other RangeErrors. */
  code: 'ERR_LIMIT';
  /** The limit's name; `'memoryBudget'` is that of {@link setMemoryBudget}. */
  limit: keyof Limits | 'memoryBudget';
  /**
   * What was met: a number as far as it was counted, or the scheme, host or address. undefined where a decoder gave up
   * without knowing (`maxScratch`, `maxSvgNodes`).
   */
  actual: number | string | undefined;
  /** The limit as it was. */
  allowed: Limits[keyof Limits];
}

/** Some of the {@link Limits}. */
export type LimitChanges = { [Name in keyof Limits]?: Limits[Name] | undefined };

/**
 * Changes limits of this thread, for loads that begin from now on; those left out stay.
 *
 * @returns all limits as they are now.
 * @throws TypeError for an unknown name, or a value of another type than the limit's where that is no number.
 * @throws RangeError for what is no whole number of at least 1 (`maxRedirects`: 0; `maxSvgDepth`: to 512), an unknown scheme, or what is no
 *   host. Nothing is changed then.
 *
 * @example
 * ```js
 * setLimits({ maxPixels: 50_000_000, maxInputBytes: 20 * 1024 * 1024 });
 * setLimits({ protocols: ['https:'], hosts: ['images.example.com', '*.cdn.example.net'] });
 * ```
 */
export function setLimits(changes?: LimitChanges | null): Limits;

/** The version of this package, for example `'0.1.0'`. */
export const version: string;
