import { adapt as aws, stream as awsStream } from "@onefn/aws";
import { inProcess as awsInProcess, createSimulator as createAws } from "@onefn/aws/simulator";
import * as azure from "@onefn/azure/simulator";
import { adapt as cloudflare } from "@onefn/cloudflare";
import {
  inProcess as cloudflareInProcess,
  createSimulator as createCloudflare,
} from "@onefn/cloudflare/simulator";
import { adapt as cloudflareTasks } from "@onefn/cloudflare/task";
import * as gcp from "@onefn/gcp/simulator";
import { adapt as netlify } from "@onefn/netlify";
import { adapt as netlifyEvents } from "@onefn/netlify/event/platform-events";
import { adapt as netlifyIdentity } from "@onefn/netlify/identity/identity-events";
import { adapt as netlifySchedules } from "@onefn/netlify/schedule/scheduled-functions";
import {
  createSimulator as createNetlify,
  inProcess as netlifyInProcess,
  workloadsInProcess,
} from "@onefn/netlify/simulator";
import { adapt as netlifyBackground } from "@onefn/netlify/task/background-functions";
import { adapt as netlifyV1 } from "@onefn/netlify/v1";
import { adapt as adaptSchedules } from "@onefn/server/schedule";
import {
  createSchedulesHost,
  createSimulator as createServer,
  pollsInProcess,
} from "@onefn/server/simulator";
import { adapt as vercel } from "@onefn/vercel";
import { createSimulator as createVercel, inProcess as vercelInProcess } from "@onefn/vercel/simulator";
import type { Simulator } from "onefn/simulator";
import type { Breaking } from "./harness.js";
import type { Native } from "./mutant.js";
import { brokenServer } from "./server-border.js";

/** An adapter that is broken at its border: its arguments, and what it returns or throws. */
function around({ change, has, prepare }: Breaking, adapt: Native): Native {
  return (functions: Native, options: Native) => {
    const handler = adapt(...prepare(functions, options));
    return async (event: Native, context: Native, ...rest: readonly Native[]) => {
      try {
        const given = (await change("event", event)) ?? null;
        const told = context === undefined ? context : change("context", context);
        return await change("result", await handler(given, told, ...rest), event);
      } catch (error) {
        if (!has("thrown")) throw error;
        return change("thrown", error, event);
      }
    };
  };
}

/** The same for an adapter that writes its answer: Node's request and response are changed in place. */
function aroundWriting({ change, prepare }: Breaking, adapt: Native): Native {
  return (functions: Native, options: Native) => {
    const handler = adapt(...prepare(functions, options));
    return (request: Native, response: Native) => {
      change("event", request);
      change("sink", response);
      return handler(request, response);
    };
  };
}

/** A Worker's entrypoint, whose methods are broken. */
function aroundTasks({ change, has, prepare }: Breaking): Native {
  return (functions: Native, options: Native) => {
    const Real: Native = cloudflareTasks(...prepare(functions, options));
    class Tasks extends Real {}
    for (const name of Object.getOwnPropertyNames(Real.prototype)) {
      if (name === "constructor") continue;
      (Tasks.prototype as Native)[name] = async function (input: Native) {
        try {
          return await change("result", await Real.prototype[name].call(this, change("event", input)), input);
        } catch (error) {
          if (!has("thrown")) throw error;
          return change("thrown", error, input);
        }
      };
    }
    return Tasks;
  };
}

const REQUEST_CONTEXT = Symbol.for("@vercel/request-context");

/** Vercel passes the context in a global, which is replaced before each call. */
function aroundVercel(breaking: Breaking): Native {
  const broken = around(breaking, (...args: Parameters<typeof vercel>) => vercel(...args).fetch);
  return (functions: Native, options: Native) => {
    const handler = broken(functions, options);
    return {
      fetch(request: Native) {
        const seen = breaking.change("context", (globalThis as Native)[REQUEST_CONTEXT].get());
        const value = { get: () => seen };
        Object.defineProperty(globalThis, REQUEST_CONTEXT, { value, configurable: true });
        return handler(request);
      },
    };
  };
}

/** Each provider, with an adapter that is broken in one way. */
export const borders = {
  aws: (breaking) =>
    createAws(
      awsInProcess({
        adapt: around(breaking, aws),
        stream(functions: never, options: object) {
          const handler = awsStream(...breaking.prepare(functions, options));
          const run = (event: Native, sink: Native, context: Native) =>
            handler(event, breaking.change("sink", sink), context);
          return Object.assign(run, handler);
        },
      }),
    ),
  azure: (breaking) =>
    azure.createSimulator(
      azure.inProcess({
        createAdapt: (environment) => around(breaking, azure.createAdapt(environment)),
        createStream: (environment) => around(breaking, azure.createStream(environment)),
      }),
    ),
  cloudflare: (breaking) =>
    createCloudflare(
      cloudflareInProcess((functions, options) => {
        const handlerOf = (name: "fetch" | "queue" | "scheduled") => {
          const adapt = (...args: Parameters<typeof cloudflare>) => {
            const { [name]: handle } = cloudflare(...args) as Native;
            // The context is the third argument here.
            return (event: Native, ctx: Native, env: Native) => handle(event, env, ctx);
          };
          const handler = around(breaking, adapt)(functions, options);
          return (event: Native, env: Native, ctx: Native) => handler(event, ctx, env);
        };
        return {
          fetch: handlerOf("fetch"),
          queue: handlerOf("queue"),
          scheduled: handlerOf("scheduled"),
        };
      }, aroundTasks(breaking)),
    ),
  gcp: (breaking) =>
    gcp.createSimulator(
      gcp.inProcess((environment) => aroundWriting(breaking, gcp.createAdapt(environment))),
    ),
  netlify: (breaking) =>
    createNetlify(
      netlifyInProcess({ adapt: around(breaking, netlify), adaptV1: around(breaking, netlifyV1) }),
      workloadsInProcess((bind) => around(breaking, bind)),
      netlifyInProcess({ adapt: around(breaking, netlifySchedules), adaptV1: netlifyV1 }),
      netlifyInProcess({ adapt: around(breaking, netlifyBackground), adaptV1: netlifyV1 }),
      netlifyInProcess({ adapt: around(breaking, netlifyIdentity), adaptV1: netlifyV1 }),
      netlifyInProcess({ adapt: around(breaking, netlifyEvents), adaptV1: netlifyV1 }),
    ),
  server: (breaking) =>
    createServer(
      brokenServer(breaking),
      "node",
      { ...pollsInProcess, client: (client) => breaking.change("sink", client) },
      createSchedulesHost(((functions: Native, options: Native) =>
        adaptSchedules(...breaking.prepare(functions, options))) as typeof adaptSchedules),
    ),
  vercel: (breaking) => createVercel(vercelInProcess(aroundVercel(breaking))),
} satisfies Readonly<Record<string, (breaking: Breaking) => Simulator>>;
