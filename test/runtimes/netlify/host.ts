import {
  type Arrival,
  type HostOptions,
  type Invoked,
  lambdaEvent,
  type NetlifyHost,
} from "@onefn/netlify/simulator";
import { send } from "@onefn/server/simulator";
import type { Load } from "onefn/simulator";
import { realServer } from "../harness/real-server.js";
import type { ServerCommand } from "../harness/server-process.js";

/** A host whose processes have to be stopped. */
export interface RealNetlify extends NetlifyHost {
  /** How many processes have ended by themselves. */
  readonly crashes: number;
  stop(): Promise<void>;
}

/**
 * Runs the simulator's functions in Netlify's dev server.
 *
 * @param command tells how functions are served with these options.
 */
export function realNetlify(command: (load: Load, options: HostOptions) => ServerCommand): RealNetlify {
  const servers = realServer(command);
  return {
    async start(load, options) {
      const { url, lines, close } = await servers.start(load, options);
      return { lines, close, invoke: (arrival) => dispatch(arrival, url) };
    },
    get crashes() {
      return servers.crashes;
    },
    stop: () => servers.stop(),
  };
}

const ORIGIN = /^https?:\/\/[^/]+/;

/** Sends what has passed Netlify's network by HTTP, its target and its headers but for one as they are. */
async function dispatch(arrival: Arrival, to: string): Promise<Invoked> {
  const { method, url, body, signal } = arrival;
  // The dev server takes the whole of it for the client's address.
  const forwarded = arrival.headers.find(([name]) => name === "client-ip")?.[1] as string;
  const headers = arrival.headers.filter(([name]) => name !== "x-forwarded-for");
  const identity = lambdaEvent(arrival).headers["x-nf-identity-info"] as string;
  const response = await send({
    request: new Request(to, { method, body, signal } as RequestInit),
    caller: {
      target: url.replace(ORIGIN, ""),
      rawHeaders: [...headers, ["x-forwarded-for", forwarded], ["x-nf-identity-info", identity]],
    },
    to,
    connected() {},
    answered() {},
  });
  const head = { status: response.status, headers: [...response.headers] };
  return { nativeResult: head, response: { ...head, body: response.body } };
}
