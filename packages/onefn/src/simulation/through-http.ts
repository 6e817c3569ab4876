import type { AdaptOptions } from "../adapter/options.js";
import type { EventOptions } from "../events/options.js";
import type { CallDeployment, HttpExchange, HttpWire } from "./call-wire.js";
import { inChunks } from "./chunked-body.js";
import type { RewriteRequest, WrittenRequest } from "./record-wire.js";
import type { Exchange, Load, SimulatorOptions } from "./wire.js";

/** What the functions are adapted with unless a deployment says otherwise: the platform has checked who calls. */
const CHECKED: EventOptions = { events: { verify: "platform" } };

/** Whoever calls by http. */
interface HttpCaller {
  readonly signal?: AbortSignal | undefined;
  readonly rewrite?: RewriteRequest | undefined;
}

/** How one source calls by http. */
interface Calling<Input, Output, Caller extends HttpCaller> {
  readonly trigger: string;
  /** @param path where the option `events` takes calls. */
  write(input: Input, path: string, caller: Caller): WrittenRequest;
  replyOf(answered: Answered, input: Input): Output;
}

/** An answer. It is the native result. */
export interface Answered {
  readonly status: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Deploys functions that are called by http, through a provider's wire for http.
 *
 * @param http the wire that carries the requests.
 */
export async function deployThroughHttp<Input, Output, Caller extends HttpCaller>(
  http: HttpWire,
  { trigger, write, replyOf }: Calling<Input, Output, Caller>,
  load: Load,
  { tap, adapt, ...options }: SimulatorOptions<Exchange<Input, Output | undefined>> = {},
): Promise<CallDeployment<Input, Output, Caller>> {
  const given: AdaptOptions & EventOptions = { ...CHECKED, ...adapt };
  // What the provider itself refuses reaches no function, and is no exchange.
  const told = new WeakMap<Request, Pick<HttpExchange, "error">>();
  const running = await http.deploy(load, {
    ...options,
    adapt: given,
    tap: ({ input, error }) => void told.set(input, { ...(error !== undefined && { error }) }),
  });
  const { path = "/" } = [given.events ?? []].flat()[0] ?? {};
  return {
    get lines() {
      return running.lines;
    },
    close: () => running.close(),
    async send(input, caller = {} as Caller) {
      const written = write(input, path, caller);
      const nativeEvent = caller.rewrite?.(written) ?? written;
      const request = toRequest(nativeEvent, caller);
      const nativeResult = await read(await running.send(request));
      const output = replyOf(nativeResult, input);
      const exchange = told.get(request);
      if (exchange) tap?.({ trigger, input, output, nativeEvent, nativeResult, ...exchange });
      return output;
    },
  };
}

/** A path below the one that takes calls. */
export function pathBelow(path: string, name: string | undefined): string {
  return name === undefined ? path : `${path.replace(/\/$/, "")}/${encodeURIComponent(name)}`;
}

function toRequest({ path, headers, body, chunked }: WrittenRequest, { signal }: HttpCaller): Request {
  const init = { method: "POST", headers, body: chunked ? inChunks(body) : body, signal, duplex: "half" };
  return new Request(`https://tasks.example${path}`, init as RequestInit);
}

async function read(response: Response): Promise<Answered> {
  return {
    status: response.status,
    contentType: response.headers.get("content-type") ?? "",
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
