'use strict';

// Scripts other than Latin, and lines of several.

const { TEXT, group, lines } = require('./support.js');

const FAMILIES = ['Arabic', 'Hebrew', 'Devanagari', 'Bengali', 'Thai', 'Japanese', 'Korean'];
const families = FAMILIES.map((name) => `Test ${name}`);

const TEXTS = {
  arabic: ['Arabic', ['السلام عليكم', 'العربية: ١٢٣', 'لا إله محمّد']],
  persian: ['Arabic', ['فارسی ۱۲۳', 'می‌خواهم پنج']],
  hebrew: ['Hebrew', ['שלום עולם', 'בְּרֵאשִׁית בָּרָא']],
  devanagari: ['Devanagari', ['नमस्ते दुनिया', 'क्षत्रिय कर्म र्कि', 'हिन्दी १२३']],
  bengali: ['Bengali', ['বাংলা ভাষা', 'ক্ষমা কৌশল র্ক', 'শ্রী ১২৩']],
  thai: ['Thai', ['สวัสดีชาวโลก', 'น้ำใจ ที่นี่ ปู่']],
  han: ['Japanese', ['日本国東京', '漢字学校電話', '永遠風雲']],
  kana: ['Japanese', ['ひらがなカタカナ', '「ありがとう」。', 'パーティー']],
  hangul: ['Korean', ['안녕 세상', '대한 한국 서울', '훈민정음']],
};

const scenes = {};
for (const [name, [family, texts]] of Object.entries(TEXTS)) {
  scenes[name] = lines(200, texts.length * 40, { font: `24px "Test ${family}"` }, texts);
  scenes[`${name}-small`] = lines(130, texts.length * 24, { font: `13px "Test ${family}"` }, texts);
}
const list = (px) => `${px}px "Test Sans", ${families.map((name) => `"${name}"`).join(', ')}`;
scenes['many-in-one-line'] = lines(560, 76, { font: list(22) }, [
  'Hello שלום سلام नमस्ते 日本 한국 สวัสดี',
  'ok? নমস্কার «Äpfel» カナ 123 १२३ ١٢٣',
]);
scenes['many-in-one-line-small'] = lines(340, 52, { font: list(13) }, [
  'Hello שלום سلام नमस्ते 日本 한국 สวัสดี',
  'ok? নমস্কার «Äpfel» カナ 123 १२३ ١٢٣',
]);

module.exports = group({ scenes, families: ['Test Sans', ...families], limits: TEXT });
