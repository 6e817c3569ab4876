// The globals as a deployment has them: what a simulator plays has to be what runs there.
import "#globals";
import { reloading } from "onefn/simulator";
import type { Adapt, AzureHandler } from "../bind.js";
import type { Environment } from "../native.js";
import {
  type Callback,
  type FunctionMetadata,
  loadLibrary,
  type ProgrammingModel,
  startForwardServer,
} from "./library.js";
import type { RpcInvocation, RpcResult, Worker, WorkerHost } from "./worker.js";

/** What makes the handlers that are deployed: this package's, or what shall take their place. */
export interface Adapter {
  createAdapt(environment: () => Environment): Adapt;
  createStream(environment: () => Environment): Adapt;
}

/** @see https://learn.microsoft.com/en-us/azure/app-service/reference-app-settings */
const APP_SERVICE: Environment = {
  WEBSITE_SITE_NAME: "simulated",
  WEBSITE_INSTANCE_ID: "0000000000000000000000000000000000000000000000000000000000000000",
  WEBSITE_AUTH_ENABLED: "True",
  REGION_NAME: "West Europe",
};

/**
 * The real `@azure/functions` in this process, called as Azure's worker calls it.
 *
 * @example
 * const simulator = createSimulator(inProcess({ createAdapt, createStream }));
 */
export function inProcess(adapter: Adapter): WorkerHost {
  return {
    async start(load, { streams, adapt: options = {} }): Promise<Worker> {
      const environment = () => ({ ...process.env, ...APP_SERVICE });
      const adapt = (streams ? adapter.createStream : adapter.createAdapt)(environment);
      const handler = reloading(load, (functions) => adapt(functions, options));
      const app = await startApp((request, context) => handler()(request, context), streams);
      const server = streams ? await startForwardServer(app.model) : undefined;
      return {
        lines: app.lines,
        prepare: handler,
        httpUri: server?.uri,
        invoke: (invocation) => invoke(app, invocation),
        close: async () => server?.close(),
      };
    },
  };
}

interface App {
  readonly lines: string[];
  readonly model: ProgrammingModel;
  readonly metadata: FunctionMetadata;
  readonly callback: Callback;
}

/** An app with one function, which takes every request. */
async function startApp(handler: AzureHandler, streams: boolean): Promise<App> {
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
    ({ app }) => {
      app.setup({ enableHttpStream: streams });
      app.http("simulated", {
        methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
        authLevel: "anonymous",
        route: "{*path}",
        handler,
      });
    },
  );
  return { lines, ...registered } as App;
}

/**
 * What the worker does with one invocation of the host's. What is logged after its end belongs to none: the host knows
 * running invocations alone.
 * @see https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/Channel/GrpcWorkerChannel.cs
 */
async function invoke(
  { lines, model, metadata, callback }: App,
  invocation: RpcInvocation,
): Promise<RpcResult | undefined> {
  const { invocationId, http, triggerMetadata, traceContext } = invocation;
  const [trigger = ""] = Object.keys(metadata.bindings).filter(
    (name) => metadata.bindings[name]?.direction === "in",
  );
  let running = true;
  const run = model.getInvocationModel({
    invocationId,
    metadata,
    request: { invocationId, inputData: [{ name: trigger, data: { http } }], triggerMetadata, traceContext },
    log(_level: string, category: string, message: string) {
      if (running && category === "user") lines.push(message);
    },
  });
  try {
    const { context, inputs } = await run.getArguments();
    const result = await run.invokeFunction(context, inputs, callback);
    const { returnValue } = await run.getResponse(context, result);
    return (returnValue as { readonly http: RpcResult } | undefined)?.http;
  } finally {
    running = false;
  }
}
