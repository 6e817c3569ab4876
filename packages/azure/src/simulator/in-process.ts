// The same globals as in a deployment, so that the simulator matches it.
import "#globals";
import type { HttpHandler } from "@azure/functions";
import type { Timers } from "onefn/provider";
import { type Clock, reloading } from "onefn/simulator";
import type { AnyAzureFunction } from "../adapt.js";
import type { Adapt } from "../bind.js";
import type { AzureContext, Environment } from "../native.js";
import type { AzureOptions } from "../options.js";
import {
  type Callback,
  type FunctionMetadata,
  loadLibrary,
  type ProgrammingModel,
  startForwardServer,
} from "./library.js";
import { REGISTERED } from "./rpc-metadata.js";
import { makeSettleable, type SettleableData, settleable } from "./settleable.js";
import type {
  Registration,
  RpcData,
  RpcInvocation,
  RpcOutcome,
  RpcResult,
  RpcTriggering,
  Worker,
  WorkerHost,
} from "./worker.js";

/** Makes the deployed handlers: this package's functions, or replacements. */
export interface Adapter {
  createAdapt(environment: () => Environment): Adapt<AnyAzureFunction>;
  createStream(environment: () => Environment): Adapt;
}

/** @see https://learn.microsoft.com/en-us/azure/app-service/reference-app-settings */
const APP_SERVICE: Environment = {
  WEBSITE_SITE_NAME: "simulated",
  WEBSITE_INSTANCE_ID: "0000000000000000000000000000000000000000000000000000000000000000",
  WEBSITE_AUTH_ENABLED: "True",
  REGION_NAME: "West Europe",
};

/** Makes a handler of whatever is loaded, and refuses what it cannot carry. */
type Prepare = (functions: unknown, options: AzureOptions) => Handler;

type Handler = (input: unknown, context: AzureContext) => Promise<unknown>;

/**
 * The real `@azure/functions` in this process, called like Azure's worker calls it.
 *
 * @example
 * const simulator = createSimulator(inProcess({ createAdapt, createStream }));
 */
export function inProcess(adapter: Adapter): WorkerHost {
  return {
    async start(load, { streams, trigger, clock, adapt }): Promise<Worker> {
      const options = { ...(clock && { timers: timersOf(clock) }), ...adapt };
      const environment = () => ({ ...process.env, ...APP_SERVICE });
      const prepare = (streams ? adapter.createStream : adapter.createAdapt)(environment) as Prepare;
      if (trigger?.settles) await makeSettleable();
      const handler = reloading(load, (functions) => prepare(functions, options));
      const app = await startApp((input, context) => handler()(input, context), streams, trigger);
      const server = streams ? await startForwardServer(app.model) : undefined;
      return {
        functionName: app.metadata.name,
        lines: app.lines,
        prepare: handler,
        httpUri: server?.uri,
        sending: REGISTERED,
        invoke: (invocation) => invoke(app, invocation),
        trigger: (invocation) => triggered(app, invocation),
        close: async () => server?.close(),
      };
    },
  };
}

function timersOf(clock: Clock): Timers {
  return {
    Date: { now: () => clock.now() },
    setTimeout: (ring, ms) => setTimeout(ring, ms),
    clearTimeout: (timer) => clearTimeout(timer),
  };
}

interface App {
  readonly lines: string[];
  readonly model: ProgrammingModel;
  readonly metadata: FunctionMetadata;
  readonly callback: Callback;
}

/** An app with one function, which takes every request, or what a trigger delivers. */
async function startApp(
  handler: Handler,
  streams: boolean,
  registration: Registration | undefined,
): Promise<App> {
  const lines: string[] = [];
  const registered: Partial<Omit<App, "lines">> = {};
  await loadLibrary(
    {
      version: "4.0.0",
      hostVersion: "4.1040.0",
      setProgrammingModel: (model) => void Object.assign(registered, { model }),
      registerFunction: (metadata, callback) => void Object.assign(registered, { metadata, callback }),
      log: () => {},
    },
    ({ app, trigger }) => {
      app.setup({ enableHttpStream: streams });
      if (registration) {
        const { place, retries, settles, ...binding } = registration;
        const reading = settles ? { sdkBinding: true, autoCompleteMessages: false } : { dataType: "binary" };
        app.generic("simulated", {
          trigger: trigger.generic({ ...binding, ...place, ...reading, connection: "SIMULATED" }),
          ...(retries !== undefined && {
            retry: { strategy: "fixedDelay", maxRetryCount: retries, delayInterval: 100 },
          }),
          handler: handler as never,
        });
      } else {
        app.http("simulated", {
          methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
          authLevel: "anonymous",
          route: "{*path}",
          handler: handler as HttpHandler,
        });
      }
    },
  );
  return { lines, ...registered } as App;
}

/** One request. The answer may have left by another way. */
async function invoke(app: App, { http, ...invocation }: RpcInvocation): Promise<RpcResult | undefined> {
  const returnValue = await run(app, app.metadata, { ...invocation, data: { http } });
  return (returnValue as { readonly http: RpcResult } | undefined)?.http;
}

/** What a trigger delivers, to a function that is registered for its entity. The host logs what fails. */
async function triggered(app: App, { place, settling, ...invocation }: RpcTriggering): Promise<RpcOutcome> {
  const bindings = Object.entries(app.metadata.bindings).map(([name, binding]) => [
    name,
    { ...binding, ...place },
  ]);
  try {
    const returnValue = await run(
      app,
      { ...app.metadata, bindings: Object.fromEntries(bindings) },
      settling ? { ...invocation, data: settleable(settling) } : invocation,
    );
    return { status: "Success", returnValue };
  } catch (error) {
    app.lines.push(
      `Executed 'Functions.simulated' (Failed). ${error instanceof Error ? error.message : error}`,
    );
    return { status: "Failure", error };
  }
}

interface Invocation
  extends Pick<RpcTriggering, "invocationId" | "triggerMetadata" | "traceContext" | "retryContext"> {
  readonly data: RpcData | Pick<RpcInvocation, "http"> | SettleableData;
}

/**
 * What the worker does with one invocation. Lines logged after its end belong to no invocation: the host knows only
 * running ones.
 * @see https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/Channel/GrpcWorkerChannel.cs
 */
async function run(
  { lines, model, callback }: App,
  metadata: FunctionMetadata,
  { invocationId, data, ...request }: Invocation,
): Promise<unknown> {
  const [trigger = ""] = Object.keys(metadata.bindings).filter(
    (name) => metadata.bindings[name]?.direction === "in",
  );
  let running = true;
  const invocation = model.getInvocationModel({
    invocationId,
    metadata,
    request: { invocationId, inputData: [{ name: trigger, data }], ...request },
    log(_level: string, category: string, message: string) {
      if (running && category === "user") lines.push(message);
    },
  });
  try {
    const { context, inputs } = await invocation.getArguments();
    const result = await invocation.invokeFunction(context, inputs, callback);
    return (await invocation.getResponse(context, result)).returnValue;
  } finally {
    running = false;
  }
}
