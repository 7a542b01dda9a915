import { createCanvas, layoutText, missingGlyphs, type TextBox, type TextSpan } from '../..';
import { exactly } from './exactly.js';

const ctx = createCanvas(1, 1).getContext('2d');
const spans: TextSpan[] = [{ text: 'a' }, { text: 'b', font: '10px serif', fillStyle: 'red' }];
const box: TextBox = layoutText(ctx, spans, { width: 10, maxLines: 2, align: 'center', ellipsis: '...' });
exactly<void>()(box.fill(0, 0));
exactly<string>()(layoutText(ctx, 'a').lines[0]!.text);
exactly<number[]>()(missingGlyphs({ clear: true }));
// @ts-expect-error no such alignment
layoutText(ctx, 'a', { align: 'middle' });
// @ts-expect-error what is laid out is made by layoutText
box.lines.push(box.lines[0]);
