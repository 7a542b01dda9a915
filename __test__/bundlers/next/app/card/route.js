import { createCanvas } from '@scope/canvas';

// Drawn for each request, not when the site is built.
export const dynamic = 'force-dynamic';

export async function GET() {
  const canvas = createCanvas(20, 10);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ff8000';
  context.fillRect(0, 0, 10, 10);
  return new Response(await canvas.encode('png'), { headers: { 'content-type': 'image/png' } });
}
