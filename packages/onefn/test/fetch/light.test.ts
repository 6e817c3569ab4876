import { beforeAll, describe, expect, test } from "vitest";
import {
  createRequest,
  createResponse,
  headerEntries,
  installGlobals,
  takeBody,
  takeBuffered,
} from "../../src/fetch/node.js";
import { sourceOf } from "./programs/source.js";

beforeAll(installGlobals);

function entriesOf(response: Response): [string, string][] {
  const entries: [string, string][] = [];
  headerEntries(response, (name, value) => entries.push([name, value]));
  return entries;
}

describe("a request over a source", () => {
  test("asks the source for nothing that nobody reads", () => {
    const asked: string[] = [];
    const source = new Proxy(sourceOf({ headers: [["a", "1"]], body: "x" }), {
      get: (target, name, receiver) => {
        asked.push(String(name));
        return Reflect.get(target, name, receiver);
      },
    });
    const request = createRequest(source);
    expect(asked).toEqual([]);
    expect(request.headers.get("a")).toBe("1");
    expect(asked).toEqual(["header"]);
  });

  test("presents decoded UTF-8 as the bytes that came", () => {
    const { headers } = createRequest(sourceOf({ headers: [["x-name", "Zoë ☃"]] }));
    const bytes = Buffer.from("Zoë ☃").toString("latin1");
    expect(headers.get("x-name")).toBe(bytes);
    expect([...headers]).toEqual([["x-name", bytes]]);
  });

  test.each(["__proto__", "constructor", "toString"])("has no header %s because objects have one", (name) => {
    const parsed = JSON.parse('{"host":"example.com"}') as Record<string, string>;
    const source = { ...sourceOf(), header: (name: string) => parsed[name] ?? null };
    expect(createRequest(source).headers.get(name)).toBeNull();
    expect(createRequest(source).headers.has(name)).toBe(false);
  });

  test("lists, changes and counts repeated headers as Headers do", () => {
    const { headers } = createRequest(
      sourceOf({
        headers: [
          ["b", "1"],
          ["a", "2"],
          ["b", "3"],
        ],
      }),
    );
    expect([...headers]).toEqual([
      ["a", "2"],
      ["b", "1, 3"],
    ]);
    headers.append("a", "4");
    headers.delete("b");
    expect([headers.get("a"), headers.has("b")]).toEqual(["2, 4", false]);
  });

  test("can be read once", async () => {
    const request = createRequest(sourceOf({ body: '{"a":1}' }));
    expect(request.bodyUsed).toBe(false);
    const reading = request.json();
    expect(request.bodyUsed).toBe(true);
    expect(await reading).toEqual({ a: 1 });
    await expect(request.text()).rejects.toThrow(TypeError);
    expect(() => request.clone()).toThrow(TypeError);
  });

  test("can be read as often as one likes where there is no body", async () => {
    const request = createRequest(sourceOf({ method: "GET" }));
    expect([request.body, await request.text(), await request.text(), request.bodyUsed]).toEqual([
      null,
      "",
      "",
      false,
    ]);
  });

  test.each(["text", "arrayBuffer", "bytes", "blob"] as const)(
    "reads a body that is arriving: %s",
    async (how) => {
      const arriving = {
        bytes: async () => Buffer.from("late"),
        stream: () => new Blob(["late"]).stream() as ReadableStream<Uint8Array>,
      };
      const request = createRequest(sourceOf({ body: arriving })) as Request &
        Record<typeof how, () => Promise<string>>;
      expect(await new Response(await request[how]()).text()).toBe("late");
      const streamed = createRequest(sourceOf({ body: arriving }));
      expect(await new Response(streamed.body).text()).toBe("late");
      expect(streamed.bodyUsed).toBe(true);
    },
  );

  test("passes on the error of a body that fails to arrive", async () => {
    const failed = {
      bytes: () => Promise.reject(new RangeError("too large")),
      stream: () => new ReadableStream(),
    };
    await expect(createRequest(sourceOf({ body: failed })).json()).rejects.toThrow(RangeError);
  });

  test("gives a buffer that nobody shares", async () => {
    const pooled = Buffer.from("pooled");
    const buffer = await createRequest(sourceOf({ body: pooled })).arrayBuffer();
    expect(buffer.byteLength).toBe(6);
    new Uint8Array(buffer).fill(0);
    expect(pooled.toString()).toBe("pooled");
  });
});

describe("a response that is sent", () => {
  test("comes apart as it was made, each cookie by itself", () => {
    const headers = [
      ["Set-Cookie", "a=1; Expires=Thu, 01 Jan 1970"],
      ["X-A", "1"],
      ["x-a", "2"],
      ["set-cookie", "b"],
    ];
    const response = createResponse("text", { status: 201, headers: headers as [string, string][] });
    expect(entriesOf(response)).toEqual([
      ["set-cookie", "a=1; Expires=Thu, 01 Jan 1970"],
      ["x-a", "1, 2"],
      ["set-cookie", "b"],
      ["content-type", "text/plain;charset=UTF-8"],
    ]);
    expect(takeBody(response)).toBe("text");
    expect(response.bodyUsed).toBe(true);
    expect(() => takeBody(response)).toThrow(TypeError);
  });

  test("sends what was changed after it was made", () => {
    const response = createResponse(null);
    response.headers.append("set-cookie", "a=1");
    response.headers.append("set-cookie", "b=2");
    expect(entriesOf(response)).toEqual([
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ]);
  });

  test("hands out bytes without a copy, and streams as they are", async () => {
    const bytes = new Uint8Array([1, 2]);
    expect(takeBuffered(createResponse(bytes))).toBe(bytes);
    const stream = new Blob(["streamed"]).stream() as ReadableStream<Uint8Array>;
    expect(takeBody(createResponse(stream))).toBe(stream);
    const whole = await takeBuffered(
      createResponse(new Blob(["streamed"]).stream() as ReadableStream<Uint8Array>),
    );
    expect(Buffer.from(whole as Uint8Array).toString()).toBe("streamed");
    expect(takeBuffered(createResponse(null))).toBeNull();
    expect(takeBuffered(createResponse(""))).toBe("");
  });

  test("may be any other implementation's", async () => {
    const response = new Response("native", { headers: { "x-a": "1" } });
    expect(entriesOf(response)).toContainEqual(["x-a", "1"]);
    expect(Buffer.from((await takeBuffered(response)) as Uint8Array).toString()).toBe("native");
    expect(() => takeBody(response)).toThrow(TypeError);
    expect(takeBuffered(new Response(null))).toBeNull();
  });

  test("is refused once somebody reads it", () => {
    const response = createResponse("text");
    response.body?.getReader();
    expect(() => takeBody(response)).toThrow(TypeError);
  });

  test.each(["a\r\nb", "a\nb", "a\0b", "☃"])("is never made with a header value such as %j", (value) => {
    expect(() => createResponse(null, { headers: { "x-a": value } })).toThrow(TypeError);
    expect(() => createResponse(null, { headers: [["x-a", value]] })).toThrow(TypeError);
    expect(() => createResponse(null, { statusText: value })).toThrow(TypeError);
  });

  test.each(["", "a b", "a:", "a\r\nb", "é", "\u212aey"])(
    "is never made with a header name such as %j",
    (name) => {
      expect(() => createResponse(null, { headers: { [name]: "1" } })).toThrow(TypeError);
    },
  );

  test.each([0, 101, 199, 600, Number.NaN])("is never made with status %d", (status) => {
    expect(() => createResponse(null, { status })).toThrow(RangeError);
  });

  test.each([204, 205, 304])("has no body with status %d", (status) => {
    expect(createResponse(null, { status }).status).toBe(status);
    expect(() => createResponse("", { status })).toThrow(TypeError);
  });

  test("loses lone surrogates as its UTF-8 would", () => {
    expect(takeBody(createResponse("\ud800"))).toBe("\ufffd");
  });
});
