import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import type { HttpDeployment } from "onefn/simulator";
import { type Answer, failureIn } from "./answer.js";

/** Headers that gateways and servers add, change or drop on their own. */
const NOISE =
  /^(?:date|connection|keep-alive|transfer-encoding|content-length|server|via|alt-svc|age|x-powered-by|apigw-requestid|cf-.*|x-amz.*|x-cache|x-vercel-.*|x-nf-.*|x-cloud-trace-context|x-azure-.*|request-context)$/;

/** Sends a request and takes the answer apart. */
export async function httpAnswer(
  wire: string,
  deployment: HttpDeployment,
  request: Request,
): Promise<Answer> {
  const before = deployment.lines.length;
  const input = `${request.method} ${request.url.slice(new URL(request.url).origin.length)}`;
  const parts = await partsOf(() => deployment.send(request.clone()));
  const failed = !/^[1-4]/.test(parts.status ?? "");
  return { wire, input, parts, log: failed ? failureIn(deployment.lines.slice(before)) : undefined };
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

/** Gateways write `text/plain; charset=utf-8` for `text/plain;charset=UTF-8`, and no space after a joining comma. */
function normal([name, value]: readonly [string, string]): [string, string] {
  return [
    name,
    name === "content-type" ? value.replaceAll(" ", "").toLowerCase() : value.replaceAll(", ", ","),
  ];
}

function describe(bytes: Uint8Array): string {
  return `${bytes.length} bytes, SHA-256 ${createHash("sha256").update(bytes).digest("hex")}`;
}
