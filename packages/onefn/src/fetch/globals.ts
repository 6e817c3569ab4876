import { take } from "./body.js";
import { Headers } from "./headers.js";
import { replaceGlobal } from "./identity.js";
import { loadNativeResponse } from "./native-response.js";
import { optionsOf, Request } from "./request.js";
import { Response } from "./response.js";

/** Whether light Requests pass everywhere; else {@link createRequest} makes native ones. */
export let installed = false;

let fast = false;
let nativeFetch = globalThis.fetch;

/**
 * Puts the light Request in the place of the global one, and lets `fetch` take it: Node 24's own classes read
 * private members of what they are given, so that no other object can stand for a native Request there.
 * The environment variable `ONEFN_GLOBALS=off` leaves the globals alone.
 */
export function installGlobals(): void {
  if (installed || process.env.ONEFN_GLOBALS === "off") return;
  installed = true;
  nativeFetch = globalThis.fetch;
  replaceGlobal("Request", Request);
  globalThis.fetch = async function fetch(input, init) {
    return isLight(input)
      ? nativeFetch(...fetchArguments(new Request(input, init)))
      : nativeFetch(input, init);
  };
}

/** Puts the light Response and Headers in the place of the global ones too, under the same condition. */
export function installFast(): void {
  installGlobals();
  if (fast || !installed) return;
  fast = true;
  const native = replaceGlobal("Response", Response) as typeof globalThis.Response | undefined;
  replaceGlobal("Headers", Headers);
  // Where it was lost with the global, only an answer of fetch still leads to Node's own class.
  loadNativeResponse(
    async () => native ?? ((await nativeFetch("data:,")).constructor as typeof globalThis.Response),
  );
}

/** What a native Request or fetch is given for a light Request, whose body is read then. */
export function fetchArguments(request: Request): [url: string, init: RequestInit] {
  const { url, method, headers, signal } = request;
  const source = take(request);
  // As bytes: a string would bring its content type.
  const body = typeof source === "string" ? Buffer.from(source) : source;
  return [url, { ...optionsOf(request), method, headers: [...headers], signal, body } as RequestInit];
}

function isLight(input: unknown): boolean {
  return typeof input === "object" && input !== null && optionsOf(input) !== undefined;
}
