'use strict';

// What all three libraries draw, and how: electricity of a made-up town, in gigawatt-hours a month.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const SOURCES = [
  { name: 'Solar', color: '#f2a93b', values: [8, 13, 24, 35, 44, 49, 51, 45, 32, 20, 10, 6] },
  { name: 'Wind', color: '#3f8fd2', values: [42, 39, 37, 30, 25, 21, 19, 22, 28, 36, 40, 45] },
  { name: 'Water', color: '#2fa58b', values: [18, 19, 26, 31, 33, 28, 23, 19, 17, 18, 19, 18] },
];

const DEMAND = { name: 'Demand', color: '#d8483e', values: [84, 78, 76, 69, 66, 68, 74, 73, 69, 73, 80, 88] };

const TITLE = 'Where the power comes from';
const UNIT = 'GWh a month';
const FONT = 'sans-serif';
const SIZE = { width: 860, height: 480 };
const COLOR = { paper: '#ffffff', ink: '#26324a', soft: '#6d788e', grid: '#e4e8ef' };

module.exports = { COLOR, DEMAND, FONT, MONTHS, SIZE, SOURCES, TITLE, UNIT };
