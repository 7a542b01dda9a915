'use strict';

// loadImage() over HTTP: redirects, hosts, protocols, addresses, statuses.

const assert = require('node:assert/strict');
const dns = require('node:dns');
const { describe, test } = require('node:test');
const { pathToFileURL } = require('node:url');
const zlib = require('node:zlib');

const { Image, loadImage, setLimits } = require('../../index.js');
const { hostList } = require('../../js/loading/access.js');
const { publicLookup } = require('../../js/loading/addresses.js');
const { fetchUrl } = require('../../js/loading/http.js');
const { fixturePath, solidPng } = require('../helpers/fixtures.js');
const { withServer } = require('../helpers/server.js');

const PNG = solidPng(6, 5, 'red');
const open = { allowPrivateAddresses: true };
const portOf = (url) => new URL(url).port;
const limit = (name, actual) => ({ name: 'RangeError', code: 'ERR_LIMIT', limit: name, ...(actual === undefined ? {} : { actual }) });

/** A server that leads `/n` to `/n-1`, has the picture at `/0`, and counts what it is asked. */
function withChain(run, { status = 302, leadTo = (n) => `/${n}` } = {}) {
  const asked = [];
  const handler = (request, response) => {
    asked.push(request.url);
    const n = Number(request.url.slice(1));
    if (n === 0) return response.end(PNG);
    response.writeHead(status, { location: leadTo(n - 1, request) }).end('this body is never read');
  };
  return withServer(handler, (url) => run(url, asked));
}

describe('redirects', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    test(`${status} is followed`, () => withChain(async (url) => {
      assert.equal((await loadImage(`${url}/1`, open)).naturalWidth, 6);
    }, { status }));
  }
  test('as many as maxRedirects are followed, not one more', () => withChain(async (url, asked) => {
    await loadImage(`${url}/5`, open);
    await assert.rejects(loadImage(`${url}/6`, open), { ...limit('maxRedirects', 6), allowed: 5, message: /maxRedirects/ });
    await loadImage(`${url}/2`, { ...open, maxRedirects: 2 });
    await assert.rejects(loadImage(`${url}/3`, { ...open, maxRedirects: 2 }), limit('maxRedirects', 3));
    asked.length = 0;
    await loadImage(`${url}/0`, { ...open, maxRedirects: 0 });
    await assert.rejects(loadImage(`${url}/1`, { ...open, maxRedirects: 0 }), limit('maxRedirects', 1));
    assert.deepEqual(asked, ['/0', '/1']);
  }));
  test('many of them leave no warning', () => withChain(async (url) => {
    const warnings = [];
    const keep = (warning) => warnings.push(warning.message);
    process.on('warning', keep);
    try {
      await loadImage(`${url}/40`, { ...open, maxRedirects: 40 });
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('warning', keep);
    }
    assert.deepEqual(warnings, []);
  }));
  test('a loop ends', () => withServer((request, response) => response.writeHead(302, { location: request.url }).end(), async (url) => {
    await assert.rejects(loadImage(url, open), limit('maxRedirects'));
  }));
  test('addresses are read as URLs relative to the one before, as UTF-8', async () => {
    const asked = [];
    const handler = (request, response) => {
      asked.push(request.url);
      if (asked.length > 1) return response.end(PNG);
      response.writeHead(302, { location: Buffer.from('../ü/b.png?c').toString('latin1') }).end();
    };
    await withServer(handler, (url) => loadImage(`${url}/x/y/z`, open));
    assert.deepEqual(asked, ['/x/y/z', '/x/%C3%BC/b.png?c']);
  });
  for (const [name, headers] of [['without an address', {}], ['with an address that is none', { location: 'http://[' }]]) {
    test(`one ${name} is an error with the status`, () => withServer((_, response) => response.writeHead(302, headers).end(PNG), async (url) => {
      await assert.rejects(loadImage(url, open), { name: 'Error', status: 302, message: /302/ });
    }));
  }
  test('to other schemes are refused, whatever is allowed', async () => {
    const file = pathToFileURL(fixturePath('png-rgb8.png')).href;
    for (const location of [file, `data:image/png;base64,${PNG.toString('base64')}`, URL.createObjectURL(new Blob([PNG])), 'ftp://127.0.0.1/', 'javascript:1']) {
      await withServer((_, response) => response.writeHead(302, { location }).end(), async (url) => {
        await assert.rejects(loadImage(url, open), { name: 'Error', message: /led to a \w+: URL/ });
      });
    }
  });
  test('to a host that is not allowed are refused before it is asked', () => withServer((_, response) => response.end(PNG), async (other, server) => {
    let asked = 0;
    server.on('connection', () => { asked++; });
    await withServer((_, response) => response.writeHead(302, { location: `http://localhost:${portOf(other)}/` }).end(), async (url) => {
      await loadImage(url, { ...open, hosts: ['127.0.0.1', 'localhost'] });
      assert.equal(asked, 1);
      await assert.rejects(loadImage(url, { ...open, hosts: ['127.0.0.1'] }), limit('hosts', 'localhost'));
      assert.equal(asked, 1);
    });
  }));
  test('to a URL with a password or a port of other services are refused', async () => {
    for (const location of ['http://user:secret@127.0.0.1/', 'http://127.0.0.1:25/']) {
      await withServer((_, response) => response.writeHead(302, { location }).end(), async (url) => {
        await assert.rejects(loadImage(url, open), (error) => error instanceof TypeError && !error.message.includes('secret'));
      });
    }
  });
});

describe('allowPrivateAddresses', () => {
  /** Rejects without a connection to the server. */
  const refused = (host) => withServer((_, response) => response.end(PNG), async (url, server) => {
    let connections = 0;
    server.on('connection', () => { connections++; });
    const address = `http://${host}:${portOf(url)}/`;
    await assert.rejects(loadImage(address), { ...limit('allowPrivateAddresses'), allowed: false, message: /allowPrivateAddresses/ });
    assert.equal(connections, 0);
    assert.equal((await loadImage(address, open)).naturalWidth, 6);
    assert.equal(connections, 1);
  });
  for (const host of ['127.0.0.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', 'localhost']) {
    test(`http://${host} is refused by default, and can be allowed`, () => refused(host));
  }
  test('holds Image.src', () => withServer((_, response) => response.end(PNG), async (url) => {
    const image = new Image();
    image.src = url;
    await assert.rejects(image.decode(), limit('allowPrivateAddresses', '127.0.0.1'));
    setLimits(open);
    try {
      image.src = url;
      await image.decode();
      await assert.rejects(loadImage(url, { allowPrivateAddresses: false }), limit('allowPrivateAddresses'));
    } finally {
      setLimits({ allowPrivateAddresses: false });
    }
  }));
});

// fetchUrl() takes a function that resolves names; these stand for what name servers might say.
describe('names that mean addresses', () => {
  const OPTIONS = { maxInputBytes: 1e6, maxRedirects: 5, hosts: null, protocols: ['http:'], allowPrivateAddresses: false };
  const saying = (...addresses) => {
    const names = [];
    const lookup = (name, options, callback) => {
      names.push(name);
      const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      if (options.all) callback(null, all);
      else callback(null, all[0].address, all[0].family);
    };
    return { lookup, names };
  };
  const fetchAs = (url, lookup, options) => fetchUrl(url, { ...OPTIONS, signal: new AbortController().signal, lookup, ...options });

  test('the connection is made to what the look-up gave, which is asked once', () => withServer((request, response) => response.end(request.headers.host), async (url) => {
    const { lookup, names } = saying('127.0.0.1');
    const bytes = await fetchAs(`http://pictures.example:${portOf(url)}/`, lookup, open);
    assert.equal(bytes.toString(), `pictures.example:${portOf(url)}`);
    assert.deepEqual(names, ['pictures.example']);
  }));
  for (const addresses of [['127.0.0.1'], ['10.0.0.1', '192.168.0.1'], ['::1'], ['169.254.169.254'], ['fd00:ec2::254'], []]) {
    test(`a name that means ${addresses.join(' and ') || 'nothing'} is refused`, async () => {
      const { lookup } = saying(...addresses);
      await assert.rejects(fetchAs('http://pictures.example/', lookup), { ...limit('allowPrivateAddresses'), message: /pictures\.example/ });
    });
  }
  test('a redirect to such a name is refused', () => withChain(async (url) => {
    const { lookup, names } = saying('127.0.0.1');
    // The first name is allowed by a look-up of its own, as if it were public.
    const first = (name, options, callback) => (name === 'public.example' ? saying('127.0.0.1').lookup(name, options, callback) : publicLookup(lookup)(name, options, callback));
    await assert.rejects(fetchAs(`http://public.example:${portOf(url)}/1`, first, open), limit('allowPrivateAddresses', '127.0.0.1'));
    assert.deepEqual(names, ['private.example']);
  }, { leadTo: (n, request) => `http://private.example:${request.socket.localPort}/${n}` }));
  test('of mixed addresses the public ones are left', async () => {
    const { lookup } = saying('10.0.0.1', '93.184.215.14', '::1', '2606:2800:21f:cb07:6820:80da:af6b:8b2c');
    const found = (options) => new Promise((resolve, reject) => {
      publicLookup(lookup)('mixed.example', options, (error, ...result) => (error ? reject(error) : resolve(result)));
    });
    assert.deepEqual((await found({ all: true }))[0].map(({ address }) => address), ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c']);
    assert.deepEqual(await found({}), ['93.184.215.14', 4]);
  });
  test('a name that means nothing is an error that names it', async () => {
    const lookup = (name, options, callback) => callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: dns.NOTFOUND }));
    await assert.rejects(fetchAs('http://nowhere.example/', lookup), { code: 'ENOTFOUND', message: /nowhere\.example/ });
  });
});

describe('hosts', () => {
  const RULES = [
    ['http://example.com/', ['example.com'], true],
    ['http://EXAMPLE.com.:8080/', ['example.com'], true],
    ['http://example.com/', ['example.com.'], true],
    ['http://a.example.com/', ['example.com'], false],
    ['http://a.example.com/', ['*.example.com'], true],
    ['http://a.b.example.com/', ['other', '*.example.com'], true],
    ['http://example.com/', ['*.example.com'], false],
    ['http://badexample.com/', ['*.example.com', 'example.com'], false],
    ['http://example.com.evil.test/', ['*.example.com', 'example.com'], false],
    ['http://evil.test/?example.com', ['example.com'], false],
    ['http://evil.test\\@example.com/', ['example.com'], false],
    ['http://bücher.example/', ['BÜCHER.example'], true],
    ['http://2130706433/', ['127.0.0.1'], true],
    ['http://[0:0::1]/', ['[::1]'], true],
    ['http://example.com/', [], false],
  ];
  for (const [url, hosts, isAllowed] of RULES) {
    test(`${JSON.stringify(hosts)} ${isAllowed ? 'allow' : 'refuse'} ${url}`, async () => {
      // What comes after the check of hosts: names are looked up, addresses held to the next limit.
      const lookup = (name, options, callback) => callback(new Error('looked up'));
      const limits = { maxRedirects: 0, protocols: ['http:'], hosts: hostList(hosts, 'hosts'), allowPrivateAddresses: false };
      const error = await fetchUrl(url, { ...limits, lookup, signal: new AbortController().signal }).catch((reason) => reason);
      const isPassed = error.limit === 'allowPrivateAddresses' || error.message === 'looked up';
      assert.deepEqual([isPassed, error.limit === 'hosts'], [isAllowed, !isAllowed], error.message);
    });
  }
  test('hold neither files nor data', async () => {
    await loadImage(fixturePath('png-rgb8.png'), { hosts: [] });
    await loadImage(`data:;base64,${PNG.toString('base64')}`, { hosts: [] });
  });
});

describe('protocols', () => {
  const file = fixturePath('png-rgb8.png');
  const SOURCES = {
    'data:': [`data:;base64,${PNG.toString('base64')}`, `DATA:;base64,${PNG.toString('base64')}`],
    'file:': [file, pathToFileURL(file).href, pathToFileURL(file).href.replace('file', 'FILE')],
    'blob:': [URL.createObjectURL(new Blob([PNG]))],
  };
  const all = ['http:', 'https:', 'data:', 'blob:', 'file:'];
  for (const [protocol, sources] of Object.entries(SOURCES)) {
    const others = all.filter((one) => one !== protocol);
    test(`${protocol} is read where it is allowed`, async () => {
      for (const source of sources) {
        await loadImage(source, { protocols: [protocol] });
        await assert.rejects(loadImage(source, { protocols: others }), { ...limit('protocols', protocol), allowed: others });
      }
    });
  }
  test('http: and https: too, at each redirect', () => withChain(async (url) => {
    await loadImage(`${url}/0`, { ...open, protocols: ['http:'] });
    await assert.rejects(loadImage(`${url}/0`, { ...open, protocols: ['https:'] }), limit('protocols', 'http:'));
    await assert.rejects(loadImage(`${url}/1`, { ...open, protocols: ['http:'] }), limit('protocols', 'https:'));
  }, { leadTo: () => 'https://127.0.0.1/' }));
  test('what only looks like a URL is a file', async () => {
    for (const source of [' http://127.0.0.1/', '\thttp://127.0.0.1/', 'C:\\a.png', '//127.0.0.1/a.png', '\0data:,', 'http', ' data:,']) {
      await assert.rejects(loadImage(source, { protocols: ['http:', 'https:', 'data:'] }), limit('protocols', 'file:'), source);
    }
  });
  test('other schemes are refused by their name', async () => {
    for (const source of ['ftp://example.com/a.png', 'GOPHER://a', 'ws://a']) {
      await assert.rejects(loadImage(source), limit('protocols', `${source.split(':')[0].toLowerCase()}:`));
    }
  });
  test('bytes and SVG text are no places', async () => {
    await loadImage(PNG, { protocols: [] });
    await loadImage('<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>', { protocols: [] });
    await loadImage(new Response(PNG), { protocols: [] });
  });
  test('hold Image.src by the limit', async () => {
    const before = setLimits();
    try {
      setLimits({ protocols: ['https:'] });
      const image = new Image();
      for (const source of [file, 'data:,aaaa']) {
        image.src = source;
        await assert.rejects(image.decode(), limit('protocols'));
      }
    } finally {
      setLimits(before);
    }
  });
});

describe('answers', () => {
  test('the content counts, not its type', () => withServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PNG), async (url) => {
    assert.equal((await loadImage(url, open)).naturalWidth, 6);
  }));
  for (const status of [204, 206, 304, 400, 404, 429, 500, 503]) {
    test(`status ${status} gives no picture`, () => withServer((_, response) => response.writeHead(status).end(status === 204 || status === 304 ? '' : PNG), async (url) => {
      await assert.rejects(loadImage(url, open), status === 204 ? { name: 'EncodingError' } : { name: 'Error', status, message: new RegExp(status) });
    }));
  }
  test('a refused connection tells its code and the URL', async () => {
    const gone = await withServer(() => {}, (url) => url);
    await assert.rejects(loadImage(gone, open), (error) => error.code === 'ECONNREFUSED' && error.message.includes(gone) && error.cause instanceof Error);
  });
  for (const [name, source] of [['a user', 'http://user@127.0.0.1/'], ['a password', 'http://:secret@127.0.0.1/']]) {
    test(`a URL with ${name} is a TypeError that does not tell it`, async () => {
      await assert.rejects(loadImage(source, open), (error) => error instanceof TypeError && !/secret|user@/.test(error.message));
    });
  }
  test('what is asked says that bodies are wanted as they are', async () => {
    let headers;
    await withServer((request, response) => { headers = request.headers; response.end(PNG); }, (url) => loadImage(url, open));
    assert.equal(headers['accept-encoding'], 'identity');
    assert.equal(headers.connection, 'close');
  });
  const PACKED = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync };
  for (const [encoding, pack] of Object.entries(PACKED)) {
    const answer = (bytes) => (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bytes);
    test(`a body in ${encoding} is unpacked all the same`, () => withServer(answer(pack(PNG)), async (url) => {
      assert.equal((await loadImage(url, open)).naturalWidth, 6);
    }));
    test(`one in ${encoding} that unpacks to too much is a met limit`, () => withServer(answer(pack(Buffer.alloc(50e6))), async (url) => {
      await assert.rejects(loadImage(url, { ...open, maxInputBytes: 1e6 }), limit('maxInputBytes'));
    }));
    test(`one in ${encoding} that is cut or broken is an error`, async () => {
      const packed = pack(PNG);
      for (const bytes of [packed.subarray(0, -9), Buffer.from('not packed at all')]) {
        await withServer(answer(bytes), async (url) => assert.rejects(loadImage(url, open), { message: /fetching .* failed/ }));
      }
    });
  }
  test('an unknown encoding is an error', () => withServer((_, response) => response.writeHead(200, { 'content-encoding': 'zip' }).end(PNG), async (url) => {
    await assert.rejects(loadImage(url, open), { message: /encoding 'zip'/ });
  }));
});
