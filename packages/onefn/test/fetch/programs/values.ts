import type { Kit } from "./calls.js";
import type { Random } from "./random.js";

export const NAMES: readonly unknown[] = [
  "a",
  "x-a",
  "X-A",
  "x-b",
  "Content-Type",
  "content-type",
  "cookie",
  "Cookie",
  "Set-Cookie",
  "set-cookie",
  "constructor",
  "__proto__",
  "",
  "a b",
  "a:",
  "é",
  "\u212Aey",
  "☃",
  "a\r\n",
  5,
  null,
  undefined,
];

export const VALUES: readonly unknown[] = [
  "1",
  "2, 3",
  "",
  " padded\t",
  "\r\nfolded",
  "in\r\nner",
  "nul\0",
  "é",
  "☃",
  "\x01\x7f",
  "text/plain; charset=UTF-8",
  "application/json",
  "a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
  7,
  null,
  undefined,
  Symbol("s"),
];

const URLS: readonly unknown[] = [
  "http://example.com",
  "https://example.com:8443/a/../b?c=d&e=%20#f",
  "http://user:secret@example.com/",
  "/relative",
  "",
  "not a url",
  "data:text/plain,x",
  "http://exämple.com/ü?ü",
  undefined,
  null,
  5,
  Symbol("s"),
  {},
];

export function makeUrl(random: Random): unknown {
  return random.chance(0.6)
    ? random.pick(URLS.slice(0, 2))
    : random.chance(0.2)
      ? new URL("http://example.com/object")
      : random.pick(URLS);
}

const METHODS: readonly unknown[] = [
  "GET",
  "get",
  "POST",
  "pOsT",
  "PUT",
  "PATCH",
  "DELETE",
  "delete",
  "HEAD",
  "OPTIONS",
  "TRACE",
  "connect",
  "CUSTOM",
  "cu stom",
  "",
  "ï",
  null,
  5,
];

const OPTIONS: Readonly<Record<string, readonly unknown[]>> = {
  mode: ["cors", "no-cors", "same-origin", "navigate", "bogus", null],
  credentials: ["omit", "same-origin", "include", "", "bogus"],
  cache: ["default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached", "bogus"],
  redirect: ["follow", "error", "manual", "bogus"],
  referrer: ["", "about:client", "http://example.org/page", "nowhere", 5],
  referrerPolicy: ["", "origin", "no-referrer", "bogus"],
  integrity: ["", "sha256-abc", null, 5],
  keepalive: [true, false, 0, "yes", null],
  window: [null, undefined, {}, 5],
  duplex: ["half", "full", null],
  priority: ["high", "auto", "bogus"],
  unknown: [1],
};

export function makeRequestInit(kit: Kit, random: Random): unknown {
  if (random.chance(0.03)) return random.pick([null, undefined, 5, "init", () => 1, Symbol("s")]);
  const init: Record<string, unknown> = {};
  if (random.chance(0.6))
    init.method = random.chance(0.7) ? random.pick(["POST", "PUT", "PATCH"]) : random.pick(METHODS);
  if (random.chance(0.5)) init.headers = makeHeadersInit(kit, random);
  if (random.chance(0.5)) init.body = makeBody(kit, random);
  if (random.chance(0.4)) init.duplex = "half";
  for (const [name, values] of Object.entries(OPTIONS))
    if (random.chance(0.07)) init[name] = random.pick(values);
  if (random.chance(0.1)) {
    init.signal = random.pick([
      null,
      undefined,
      AbortSignal.abort("why"),
      new AbortController().signal,
      {},
      5,
      "x",
    ]);
  }
  return init;
}

export function makeResponseInit(kit: Kit, random: Random): unknown {
  if (random.chance(0.05)) return random.pick([null, undefined, 5, "init", () => 1]);
  const init: Record<string, unknown> = {};
  if (random.chance(0.6)) {
    init.status = random.pick([
      200,
      201,
      204,
      205,
      304,
      404,
      599,
      600,
      199,
      101,
      0,
      "404",
      200.7,
      65736,
      NaN,
      null,
      undefined,
      -1,
    ]);
  }
  if (random.chance(0.3))
    init.statusText = random.pick(["OK", "", "é", "☃", "a\r\nb", "tab\t", null, undefined, 5]);
  if (random.chance(0.6)) init.headers = makeHeadersInit(kit, random);
  return init;
}

export function makeHeadersInit(kit: Kit, random: Random): unknown {
  const pairs = Array.from({ length: random.below(5) }, () => [makeName(random), makeValue(random)]);
  switch (random.below(8)) {
    case 0:
      return random.pick([
        undefined,
        null,
        5,
        "x",
        true,
        [["a"]],
        [["a", "b", "c"]],
        ["ab"],
        [5],
        [[]],
        new Map([["m", "1"]]),
      ]);
    case 1:
    case 2:
      return pairs;
    case 3:
      return new Set(pairs);
    case 4: {
      const headers = new kit.Headers();
      for (const [name, value] of pairs) {
        try {
          headers.append(name as string, value as string);
        } catch {
          // Only what is valid can be in Headers.
        }
      }
      return headers;
    }
    case 5:
      return Object.create({ inherited: "1" }, { own: { value: "1", enumerable: true } });
    default: {
      const record: Record<string, unknown> = Object.create(null);
      for (const [name, value] of pairs) if (name !== "__proto__") record[String(name)] = value;
      return record;
    }
  }
}

export function makeName(random: Random): unknown {
  return random.chance(0.85) ? random.pick(NAMES.slice(0, 12)) : random.pick(NAMES);
}

export function makeValue(random: Random): unknown {
  return random.chance(0.85) ? random.pick(VALUES.slice(0, 4)) : random.pick(VALUES);
}

const BYTES = [104, 195, 169, 0, 255, 254, 226, 152];

/** Each call makes its own: streams and forms can be read once. */
export function makeBody(kit: Kit, random: Random): unknown {
  const makers: readonly (() => unknown)[] = [
    () => null,
    () => undefined,
    () => "",
    () => "text",
    () => "héllo ☃ \u{1f600}",
    () => "\ufeffmarked",
    () => "lone \ud800 surrogate",
    () => '{"json":[1,2,{"a":null}]}',
    () => "a=1&b=%20x+y",
    () => new Uint8Array(BYTES),
    () => new Uint8Array([0xef, 0xbb, 0xbf, 0x61]),
    () => new Uint8Array(BYTES).buffer,
    () => new DataView(new Uint8Array(BYTES).buffer, 1, 3),
    () => new Uint16Array([1, 2, 3]),
    () => Buffer.from("buffer"),
    () => new Blob(["blob ", new Uint8Array([1, 2])], { type: "Text/X; a=B" }),
    () => new Blob([]),
    () => new File(["file"], "a.txt"),
    () => new URLSearchParams({ a: "1 2", b: "é" }),
    () => makeForm(),
    () => new Blob(["streamed"]).stream(),
    () => streamOf(["text", "is", "no", "bytes"]),
    () => streamOf([new Uint8Array([1, 2]), new Uint8Array(0), new Uint8Array([3])]),
    () => {
      const stream = streamOf([]);
      stream.getReader();
      return stream;
    },
    () =>
      new ReadableStream({
        pull() {
          throw new RangeError("broken");
        },
      }),
    () => iterate(),
    () => new kit.Response("inner").body,
    () => 5,
    () => true,
    () => ({}),
    () => [1, 2],
    () => () => 1,
    () => Symbol("s"),
  ];
  return random.pick(makers)();
}

function makeForm(): FormData {
  const form = new FormData();
  form.append('na"me\n', "line\nbreak");
  form.append("file", new File(["content"], 'a"b.txt', { type: "text/x" }));
  form.append("blob", new Blob([new Uint8Array([0, 255])]));
  return form;
}

function streamOf(chunks: readonly unknown[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function* iterate(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array([1]);
  yield new Uint8Array([2]);
}
