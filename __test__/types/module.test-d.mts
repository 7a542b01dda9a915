// From an ES module: named imports and the default one.

import canvas, { Context2D, createCanvas, loadImage } from '@scope/canvas';
import type { Canvas, Image } from '@scope/canvas';
import { exactly } from './exactly.js';

exactly<Canvas>()(createCanvas(1, 1));
exactly<Promise<Image>>()(loadImage('a.png'));
exactly<typeof createCanvas>()(canvas.createCanvas);
exactly<typeof Context2D>()(canvas.CanvasRenderingContext2D);
// @ts-expect-error: there is no such export.
canvas.toBuffer;
