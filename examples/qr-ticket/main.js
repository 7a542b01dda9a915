'use strict';

// One ticket.

const { main } = require('../run');
const { drawTicket } = require('./ticket');

const TICKET = {
  act: 'THE OPEN AIR ORCHESTRA',
  title: 'Midsummer Night',
  place: 'Lakeside Stage',
  date: '20 June 2026, 21:30',
  fields: [['Gate', 'B'], ['Row', '12'], ['Seat', '34'], ['Price', '€ 42']],
  code: 'MN26-B1234',
};

const draw = () => drawTicket(TICKET);

main(module, draw);

module.exports = { TICKET, draw };
