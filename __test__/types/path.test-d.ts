import { FillType, Path2D, PathOp, StrokeCap, StrokeJoin } from '@scope/canvas';
import type { CanvasPath, CanvasRenderingContext2D, DOMMatrix2DInit, DOMPointInit } from '@scope/canvas';
import { exactly } from './exactly';

declare const ctx: CanvasRenderingContext2D;

const path = new Path2D();
exactly<Path2D>()(new Path2D(path));
exactly<Path2D>()(new Path2D('M0 0 L10 10'));
// @ts-expect-error: a path or path data.
new Path2D(5);
// @ts-expect-error: null would be read as path data.
new Path2D(null);

// Contexts and paths have the same methods.
const both: CanvasPath[] = [ctx, path];
for (const target of both) {
  exactly<void>()(target.closePath());
  exactly<void>()(target.moveTo(1, 2));
  exactly<void>()(target.lineTo(1, 2));
  exactly<void>()(target.quadraticCurveTo(1, 2, 3, 4));
  exactly<void>()(target.bezierCurveTo(1, 2, 3, 4, 5, 6));
  exactly<void>()(target.arcTo(1, 2, 3, 4, 5));
  exactly<void>()(target.arc(1, 2, 3, 4, 5));
  exactly<void>()(target.arc(1, 2, 3, 4, 5, true));
  exactly<void>()(target.ellipse(1, 2, 3, 4, 5, 6, 7));
  exactly<void>()(target.ellipse(1, 2, 3, 4, 5, 6, 7, false));
  exactly<void>()(target.rect(1, 2, 3, 4));
}

// Too few, or of another type.
// @ts-expect-error
path.moveTo(1);
// @ts-expect-error
path.lineTo();
// @ts-expect-error
path.quadraticCurveTo(1, 2, 3);
// @ts-expect-error
path.bezierCurveTo(1, 2, 3, 4, 5);
// @ts-expect-error
path.arcTo(1, 2, 3, 4);
// @ts-expect-error
path.arc(1, 2, 3, 4);
// @ts-expect-error
path.arc(1, 2, 3, 4, 5, 'left');
// @ts-expect-error
path.ellipse(1, 2, 3, 4, 5, 6);
// @ts-expect-error
path.rect(1, 2, 3);
// @ts-expect-error
path.moveTo('1', 2);

// roundRect's radii.
const corner: DOMPointInit = { x: 1 };
path.roundRect(0, 0, 10, 10);
path.roundRect(0, 0, 10, 10, 5);
path.roundRect(0, 0, 10, 10, corner);
path.roundRect(0, 0, 10, 10, [1]);
path.roundRect(0, 0, 10, 10, [1, { x: 2, y: 3 }, 4, corner]);
path.roundRect(0, 0, 10, 10, [1, 2] as const);
path.roundRect(0, 0, 10, 10, new Set([1, 2]));
path.roundRect(0, 0, 10, 10, new Float32Array(4));
// @ts-expect-error
path.roundRect(0, 0, 10);
// @ts-expect-error: text is no radius.
path.roundRect(0, 0, 10, 10, '5');
// @ts-expect-error: text is no radius in a list either.
path.roundRect(0, 0, 10, 10, ['5']);
// @ts-expect-error: a point has x and y.
path.roundRect(0, 0, 10, 10, { left: 1 });

// addPath's matrix.
const matrix: DOMMatrix2DInit = { a: 1, b: 0, c: 0, d: 1, e: 5, f: 5 };
exactly<void>()(path.addPath(path));
path.addPath(path, matrix);
path.addPath(path, { m11: 2, m22: 2 });
path.addPath(path, null);
// @ts-expect-error: paths only.
path.addPath('M0 0');
// @ts-expect-error: a matrix, not its numbers.
path.addPath(path, [1, 0, 0, 1, 0, 0]);
// @ts-expect-error: two dimensions only.
path.addPath(path, { m33: 1 });

// Operations.
exactly<Path2D>()(path.op(path, PathOp.Union));
exactly<Path2D>()(path.simplify().asWinding().trim(0, 0.5, true).dash(1, 2, 0).round(3).transform(matrix));
path.stroke();
path.stroke({ width: 2, cap: StrokeCap.Round, join: StrokeJoin.Bevel, miterLimit: 3 });
exactly<[number, number, number, number]>()(path.getBounds());
exactly<string>()(path.toSVGString());
exactly<boolean>()(path.equals(path));
path.setFillType(FillType.EvenOdd);
// @ts-expect-error: one of five.
path.op(path, 9);
// @ts-expect-error: a number.
path.stroke({ cap: 'round' });

// Only real ones will do.
declare const lookalike: { [Name in keyof Path2D]: Path2D[Name] };
// @ts-expect-error: has the members, but is none.
path.addPath(lookalike);
