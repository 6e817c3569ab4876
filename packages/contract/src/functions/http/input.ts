import { http, json, text } from "onefn";
import { toBase64 } from "../base64.js";

/** What `/echo` reports of the request that it received. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  /** Pairs of the query, decoded. */
  readonly query: readonly (readonly [string, string])[];
  readonly headers: readonly (readonly [string, string])[];
  readonly hasBody: boolean;
  /** The body's bytes in base64. */
  readonly body: string;
}

/** Answers with what it saw, as JSON. */
export async function see(request: Request): Promise<Response> {
  const seen: SeenRequest = {
    method: request.method,
    url: request.url,
    query: [...new URL(request.url).searchParams],
    headers: [...request.headers],
    hasBody: request.body !== null,
    body: toBase64(new Uint8Array(await request.arrayBuffer())),
  };
  return json(seen);
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** A file's fields as JSON values. */
async function describeField(value: string | File): Promise<unknown> {
  if (typeof value === "string") return value;
  const body = toBase64(new Uint8Array(await value.arrayBuffer()));
  return { file: value.name, type: value.type, body };
}

/** The text of a body, read four bytes at a time into its own buffers. */
async function readByob(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const reader = body?.getReader({ mode: "byob" });
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const piece = await reader?.read(new Uint8Array(4));
    if (!piece || piece.done) return text + decoder.decode();
    text += decoder.decode(piece.value, { stream: true });
  }
}

/** Functions that read their input in every way that the Fetch standard has. */
export const inputFunctions = {
  echo: http({ path: "/echo" }, see),
  echoBelow: http({ path: "/echo/*" }, see),
  copied: http({ path: "/copied" }, (request) => see(new Request(request))),
  header: http({ path: "/header/:name" }, (request, { params }) => json(request.headers.get(params.name))),
  body: http({ path: "/body", methods: ["POST"] }, async (request) => {
    const type = request.headers.get("content-type");
    return new Response(
      await request.arrayBuffer(),
      type === null ? {} : { headers: { "content-type": type } },
    );
  }),
  digest: http({ path: "/digest", methods: ["POST"] }, async (request) => {
    const bytes = await request.arrayBuffer();
    return json({ size: bytes.byteLength, sha256: await sha256(bytes) });
  }),
  text: http({ path: "/text", methods: ["POST"] }, async (request) => text(await request.text())),
  json: http({ path: "/json", methods: ["POST"] }, async (request) => json(await request.json())),
  blob: http({ path: "/blob", methods: ["POST"] }, async (request) => {
    const blob = await request.blob();
    return json({ type: blob.type, body: toBase64(new Uint8Array(await blob.arrayBuffer())) });
  }),
  form: http({ path: "/form", methods: ["POST"] }, async (request) => {
    const form = await request.formData();
    const fields: unknown[] = [];
    for (const [name, value] of form.entries()) fields.push([name, await describeField(value)]);
    return json(fields);
  }),
  pieces: http({ path: "/pieces", methods: ["POST"] }, async (request) => {
    let size = 0;
    for await (const piece of request.body ?? []) size += (piece as Uint8Array).byteLength;
    return json({ size, used: request.bodyUsed });
  }),
  byob: http({ path: "/byob", methods: ["POST"] }, async ({ body }) => json(await readByob(body))),
  byobLimited: http({ path: "/byob-limited", methods: ["POST"], bodyLimit: 1000 }, async ({ body }) =>
    json(await readByob(body)),
  ),
  unread: http({ path: "/unread", methods: ["POST"] }, () => text("did not look")),
};
