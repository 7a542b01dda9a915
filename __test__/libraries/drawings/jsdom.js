'use strict';

// jsdom: canvas elements, images and patterns in a page's own script.

const { JSDOM } = require('jsdom');
const { createCanvas } = require('canvas');

function picture() {
  const canvas = createCanvas(40, 30);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = 'crimson';
  ctx.fillRect(0, 0, 40, 30);
  ctx.fillStyle = 'white';
  ctx.fillRect(10, 10, 20, 10);
  return canvas.toDataURL();
}

const PAGE = `
  <canvas id="main" width="300" height="200"></canvas><img id="image">
  <script>
    const canvas = document.getElementById('main');
    const ctx = canvas.getContext('2d');
    if (ctx.canvas !== canvas) throw new Error('the context has another canvas');
    ctx.fillStyle = 'orange';
    ctx.fillRect(10, 10, 100, 80);
    ctx.font = '32px sans-serif';
    ctx.fillStyle = 'black';
    ctx.fillText('jsdom', 15, 140);
    const image = document.getElementById('image');
    image.onload = () => {
      ctx.drawImage(image, 130, 20);
      ctx.fillStyle = ctx.createPattern(image, 'repeat');
      ctx.fillRect(150, 100, 130, 80);
      const other = document.createElement('canvas');
      other.width = other.height = 30;
      other.getContext('2d').fillRect(0, 0, 15, 30);
      ctx.drawImage(other, 250, 20);
      canvas.toBlob((blob) => done(canvas.toDataURL(), blob.type, blob.size));
    };
    image.src = ${JSON.stringify(picture())};
  </script>`;

module.exports = () => new Promise((resolve, reject) => {
  const beforeParse = (window) => {
    window.done = (url, type, size) => {
      const png = Buffer.from(url.split(',')[1], 'base64');
      if (type === 'image/png' && size === png.length) resolve(png);
      else reject(new Error(`the blob is ${size} bytes of ${type}, not ${png.length} of a PNG`));
    };
    window.onerror = reject;
  };
  new JSDOM(PAGE, { resources: 'usable', runScripts: 'dangerously', beforeParse });
});
