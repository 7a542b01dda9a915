// A small server that draws, as it would be bundled. It asks itself for a picture, prints what came, and ends.

import http from 'node:http';
import { createCanvas, loadImage } from '@scope/canvas';

async function picture(request, response) {
  const canvas = createCanvas(20, 10);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ff8000';
  context.fillRect(0, 0, 10, 10);
  response.writeHead(200, { 'content-type': 'image/png' });
  response.end(await canvas.encode('png'));
}

async function pixelsOf(file) {
  const image = await loadImage(file);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const pixel = (x) => [...context.getImageData(x, 5, 1, 1).data];
  return { size: [image.width, image.height], painted: pixel(5), empty: pixel(15) };
}

/** The addons that this process has loaded. */
function addons() {
  process.report.excludeNetwork = true;
  const { sharedObjects } = process.report.getReport();
  return sharedObjects.filter((file) => file.endsWith('.node'));
}

const server = http.createServer((request, response) => {
  picture(request, response).catch((error) => response.destroy(error));
});

server.listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`);
  const file = Buffer.from(await response.arrayBuffer());
  console.log(JSON.stringify({ ...(await pixelsOf(file)), type: response.headers.get('content-type'), addons: addons() }));
  server.close();
  server.closeAllConnections();
});
