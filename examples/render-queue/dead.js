'use strict';

// The dead letters on the command line:
//   npm run dead                 lists them, oldest first
//   npm run dead -- <id> …       puts these back into the queue, once what was wrong is mended

const { revive } = require('./dead-letters');
const { openQueues } = require('./queues');
const { readSettings } = require('./settings');

const SHOWN = 100;

async function list({ dead }) {
  const letters = await dead.getJobs(['waiting'], 0, SHOWN - 1, true);
  for (const { id, data } of letters) {
    console.log(`${id}  ${data.failedAt}  ${data.attempts} attempts  ${data.reason}  (${JSON.stringify(data.card.title)})`);
  }
  console.log(`${await dead.getJobCountByTypes('waiting')} dead letters`);
}

async function reviveAll(queues, ids) {
  for (const id of ids) {
    if (await revive(queues, id)) console.log(`${id} is in the queue again`);
    else throw new Error(`no dead letter has the id ${id}`);
  }
}

async function main(ids) {
  const queues = await openQueues(readSettings());
  try {
    await (ids.length === 0 ? list(queues) : reviveAll(queues, ids));
  } finally {
    await queues.close();
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
