'use strict';

// Resident memory of this process and of a child, in bytes.

const fs = require('node:fs');

const KIB = 1024;

function field(text, name) {
  const match = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text);
  return match ? Number(match[1]) * KIB : null;
}

function fromStatus(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    return { now: field(text, 'VmRSS'), peak: field(text, 'VmHWM') };
  } catch {
    return null;
  }
}

/** `{ now, peak }` of this process. Off Linux the peak is what getrusage knows. */
function memory() {
  const status = process.platform === 'linux' ? fromStatus('self') : null;
  if (status) return status;
  return { now: process.memoryUsage().rss, peak: process.resourceUsage().maxRSS * KIB };
}

/** Peak of another process so far, or null where the system does not say. */
function peakOf(pid) {
  const status = process.platform === 'linux' ? fromStatus(pid) : null;
  return status ? status.peak : null;
}

module.exports = { memory, peakOf };
