import { contractFunctions } from "@onefn/contract/functions";
import { adapt } from "@onefn/vercel";

/** What the test on the outside and this program in the Edge runtime tell each other. */
export interface EdgeProgram {
  deploy(
    functions: keyof typeof contractFunctions,
    options: object,
    log: (line: string, requestId: string) => void,
  ): number;
  invoke(
    deployment: number,
    request: EdgeRequest,
    waitUntil: (promise: Promise<unknown>) => void,
  ): Promise<Response>;
}

export interface EdgeRequest {
  readonly url: string;
  readonly method: string;
  /** As JSON, since objects of another realm are not those of this one. */
  readonly headers: string;
  /** In base64. */
  readonly body: string | null;
}

const deployments: ReturnType<typeof adapt>[] = [];

const program: EdgeProgram = {
  deploy: (functions, options, log) =>
    deployments.push(
      adapt(contractFunctions[functions] as typeof contractFunctions.http, {
        ...options,
        log: (line, { requestId }) => log(line, requestId),
      }),
    ) - 1,
  invoke(deployment, { url, method, headers, body }, waitUntil) {
    const bytes = body === null ? null : Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
    const request = new Request(url, { method, headers: JSON.parse(headers), body: bytes });
    const { fetch } = deployments[deployment] as (typeof deployments)[0];
    return fetch(request, { waitUntil });
  },
};

Object.assign(globalThis, { program });
