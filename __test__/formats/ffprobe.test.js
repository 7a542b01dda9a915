'use strict';

// What FFmpeg's ffprobe says of the files that are written here: which they are, how large, and how many frames they have.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, describe, test } = require('node:test');

const { AnimationEncoder, createCanvas } = require('../../index.js');
const { findProgram } = require('../../examples/programs');

const skip = process.platform === 'linux' ? false : 'FFmpeg is installed on Linux only';
const program = skip ? null : findProgram(['ffprobe'], 'These tests need ffprobe: apt-get install ffmpeg.', () => {}, 'ffmpeg');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-ffprobe-'));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

const SIZE = [80, 60];
const FRAMES = 7;

/** Codec, width, height, pixel format and number of frames of a file. */
function probed(name, bytes) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, bytes);
  const show = 'stream=codec_name,width,height,pix_fmt,nb_read_frames';
  const { status, stdout, stderr } = spawnSync(program, ['-v', 'error', '-count_frames', '-show_entries', show, '-of', 'json', file]);
  assert.equal(`${stderr}`, '');
  assert.equal(status, 0);
  const { streams: [{ codec_name: codec, width, height, pix_fmt: pixels, nb_read_frames: frames }] } = JSON.parse(stdout);
  return [codec, width, height, pixels, Number(frames)];
}

function picture() {
  const canvas = createCanvas(...SIZE);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = 'red';
  ctx.fillRect(0, 0, 40, 40);
  return canvas;
}

const PICTURES = [
  ['png', {}, 'png', 'rgba'], ['png', { colors: 16 }, 'png', 'pal8'], ['jpeg', {}, 'mjpeg', 'yuvj420p'], ['jpeg', { progressive: true }, 'mjpeg', 'yuvj420p'],
  ['jpeg', { chromaSubsampling: '4:4:4' }, 'mjpeg', 'yuvj444p'], ['webp', {}, 'webp', 'yuva420p'], ['webp', { lossless: true }, 'webp', 'argb'],
  ['avif', {}, 'av1', 'yuv444p10le'], ['gif', {}, 'gif', 'bgra'], ['bmp', {}, 'bmp', 'bgra'], ['tiff', {}, 'tiff', 'rgba'], ['qoi', {}, 'qoi', 'rgba'],
];

describe('ffprobe knows', { skip }, () => {
  for (const [format, options, codec, pixels] of PICTURES) {
    test(`${format} ${JSON.stringify(options)}`, () => {
      const [name, ...rest] = probed(`picture.${format}`, picture().encodeSync(format, options));
      assert.deepEqual([name, ...rest.slice(0, 3)], [codec, ...SIZE, pixels]);
    });
  }

  // Of WebP it reads still pictures only.
  for (const [type, codec] of [['image/png', 'apng'], ['image/gif', 'gif']]) {
    test(`an animated ${type}`, () => {
      const encoder = new AnimationEncoder(...SIZE, { type });
      const canvas = picture();
      for (let i = 0; i < FRAMES; i++) {
        canvas.getContext('2d').fillRect(i * 8, i * 5, 20, 20);
        encoder.addFrame(canvas, { delay: 40 });
      }
      const [name, width, height, , frames] = probed(`animation.${codec}`, encoder.finish());
      assert.deepEqual([name, width, height, frames], [codec, ...SIZE, FRAMES]);
    });
  }
});
