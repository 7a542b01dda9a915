'use strict';

// Paper.js, through jsdom: boolean operations, text and a raster.

const paper = require('paper');

module.exports = async () => {
  paper.setup(new paper.Size(300, 200));
  const circle = new paper.Path.Circle(new paper.Point(100, 90), 60);
  circle.fillColor = 'hotpink';
  circle.strokeColor = 'black';
  const box = new paper.Path.Rectangle(new paper.Rectangle(100, 60, 120, 90));
  box.fillColor = new paper.Color(0.5, 0.8, 0.9, 0.8);
  const both = circle.intersect(box);
  both.fillColor = { gradient: { stops: ['purple', 'white'] }, origin: both.bounds.topLeft, destination: both.bounds.bottomRight };
  const text = new paper.PointText(new paper.Point(20, 190));
  Object.assign(text, { content: 'paper.js', fontSize: 24, fontFamily: 'sans-serif' });
  both.rasterize().position = new paper.Point(260, 40);
  paper.view.update();
  return Buffer.from(paper.view.element.toDataURL().split(',')[1], 'base64');
};
