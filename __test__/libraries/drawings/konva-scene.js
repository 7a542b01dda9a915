'use strict';

// What both of Konva's backends draw.

const SPHERE = {
  fillRadialGradientStartPoint: { x: -15, y: -15 },
  fillRadialGradientStartRadius: 0,
  fillRadialGradientEndRadius: 50,
  fillRadialGradientColorStops: [0, 'white', 1, 'purple'],
};

module.exports = async (Konva) => {
  const stage = new Konva.Stage({ width: 400, height: 300 });
  const layer = new Konva.Layer();
  stage.add(layer);
  const box = { x: 20, y: 20, width: 150, height: 100, fill: 'tomato', stroke: 'black', strokeWidth: 4, cornerRadius: 15 };
  layer.add(new Konva.Rect({ ...box, shadowBlur: 10, shadowOffsetX: 4 }));
  layer.add(new Konva.Star({ x: 280, y: 90, numPoints: 6, innerRadius: 30, outerRadius: 70, fill: 'gold', stroke: 'navy', rotation: 10 }));
  layer.add(new Konva.Text({ x: 20, y: 200, text: 'Konva', fontSize: 48, fontFamily: 'sans-serif', fill: 'teal' }));
  const circle = new Konva.Circle({ x: 300, y: 230, radius: 50, ...SPHERE });
  layer.add(circle);
  circle.cache({ offset: 20 });
  circle.filters([Konva.Filters.Blur]);
  circle.blurRadius(6);
  layer.draw();
  const url = stage.toDataURL();
  stage.destroy();
  return Buffer.from(url.split(',')[1], 'base64');
};
