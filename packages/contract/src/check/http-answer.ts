import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import type { HttpDeployment, HttpWire } from "onefn/simulator";
import { type Answer, failureIn } from "./answer.js";
import { gapsOf } from "./gaps.js";
import { toSend } from "./sent-request.js";

/** Headers that gateways and servers add, change or drop themselves. */
const NOISE =
  /^(?:date|connection|keep-alive|transfer-encoding|content-length|server|via|alt-svc|age|x-powered-by|apigw-requestid|cf-.*|x-amz.*|x-cache|x-vercel-.*|x-nf-.*|x-cloud-trace-context|x-azure-.*|request-context)$/;

/** Sends a request and splits the response into parts. */
export async function httpAnswer(
  name: string,
  wire: HttpWire,
  deployment: HttpDeployment,
  given: Request,
): Promise<Answer> {
  const before = deployment.lines.length;
  const url = new URL(given.url);
  const { request, body, streamed } = await toSend(given);
  const parts = await partsOf(() => deployment.send(request));
  const failed = !/^[1-4]/.test(parts.status ?? "");
  return {
    wire: name,
    input: `${given.method} ${url.pathname}${url.search}${body ? ` ${shown(body)}` : ""}`,
    parts,
    log: failed ? failureIn(deployment.lines.slice(before)) : undefined,
    gaps: gapsOf({ url, body, streamed }, wire.capabilities),
  };
}

/** Characters of a body that tell one request from another. */
const SHOWN = 40;

function shown(body: Uint8Array): string {
  if (!isUtf8(body)) return `(${body.length} bytes)`;
  const text = new TextDecoder().decode(body).replaceAll(/\s+/g, " ");
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}

async function partsOf(send: () => Promise<Response>): Promise<Readonly<Record<string, string>>> {
  try {
    const response = await send();
    const body = new Uint8Array(await response.arrayBuffer());
    const cookies = response.headers.getSetCookie();
    return {
      status: String(response.status),
      ...Object.fromEntries([...response.headers].filter(isOwn).map(normal)),
      ...(cookies.length > 0 && { "set-cookie": [...cookies].sort().join("\n") }),
      body: isUtf8(body) ? new TextDecoder().decode(body) : describe(body),
    };
  } catch (error) {
    return { status: "no answer", error: String(error) };
  }
}

function isOwn([name]: readonly [string, string]): boolean {
  return name !== "set-cookie" && !NOISE.test(name);
}

/** Gateways write `text/plain; charset=utf-8` for `text/plain;charset=UTF-8`, and no space after a comma. */
function normal([name, value]: readonly [string, string]): [string, string] {
  return [
    name,
    name === "content-type" ? value.replaceAll(" ", "").toLowerCase() : value.replaceAll(", ", ","),
  ];
}

function describe(bytes: Uint8Array): string {
  return `${bytes.length} bytes, SHA-256 ${createHash("sha256").update(bytes).digest("hex")}`;
}
