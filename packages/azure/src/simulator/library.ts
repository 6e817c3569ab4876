import { once } from "node:events";
import { Server } from "node:http";
import Module, { createRequire } from "node:module";
import { OnefnError } from "onefn/provider";

type Library = typeof import("@azure/functions");

/**
 * The part of `@azure/functions-core` that HTTP needs, as the worker provides it to the library.
 * @see https://github.com/Azure/azure-functions-nodejs-worker/blob/v4.x/types-core/index.d.ts
 */
export interface CoreApi {
  readonly version: string;
  readonly hostVersion: string;
  setProgrammingModel(model: ProgrammingModel): void;
  registerFunction(metadata: FunctionMetadata, callback: Callback): void;
  log(level: string, category: string, message: string): void;
}

/** How the worker calls the library. */
export interface ProgrammingModel {
  getCapabilities(capabilities: object): Promise<{ readonly HttpUri?: string }>;
  getInvocationModel(context: object): InvocationModel;
}

/** How the worker runs one invocation. */
interface InvocationModel {
  getArguments(): Promise<{ readonly context: unknown; readonly inputs: readonly unknown[] }>;
  invokeFunction(context: unknown, inputs: readonly unknown[], callback: Callback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ readonly returnValue?: unknown }>;
}

/** A function as the library registers it. */
export interface FunctionMetadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, { readonly type: string; readonly direction: string }>>;
}

export type Callback = (...inputs: readonly unknown[]) => unknown;

interface Loader {
  _load(request: string, ...rest: readonly unknown[]): unknown;
  _cache: Record<string, { readonly exports: unknown } | undefined>;
}

const loader = Module as unknown as Loader;
let file: string | undefined;

/**
 * A copy of the library for one app, because each is set up only once. While `setUp` runs, the copy finds the
 * worker's API under its virtual name, as in Azure's own worker.
 */
export async function loadLibrary(core: CoreApi, setUp: (library: Library) => void): Promise<void> {
  file ??= await fileOfLibrary();
  const { _load } = loader;
  const original = loader._cache[file];
  loader._load = (request, ...rest) =>
    request === "@azure/functions-core" ? core : _load.call(loader, request, ...rest);
  try {
    delete loader._cache[file];
    setUp(createRequire(file)(file) as Library);
  } finally {
    loader._load = _load;
    loader._cache[file] = original;
  }
}

/** The package through which the library makes the objects of SDKs. Both have one copy of it. */
export async function loadExtensions(): Promise<Extensions> {
  file ??= await fileOfLibrary();
  return createRequire(file)("@azure/functions-extensions-base") as Extensions;
}

/** The part of it that is used here. */
interface Extensions {
  readonly ResourceFactoryResolver: {
    getInstance(): {
      hasResourceFactory(source: string): boolean;
      registerResourceFactory(source: string, factory: (data: never) => unknown): void;
    };
  };
}

async function fileOfLibrary(): Promise<string> {
  try {
    // Built as CommonJS, this is a `require`, which returns no default.
    const library: { readonly default?: unknown } = await import("@azure/functions");
    const [found] =
      Object.entries(loader._cache).find(([, module]) => module?.exports === (library.default ?? library)) ??
      [];
    if (found) return found;
    throw new Error("it is not among the modules that were loaded");
  } catch (cause) {
    throw new OnefnError(
      "ONEFN_NOT_INSTALLED",
      "[onefn/azure] The simulator runs the real @azure/functions, which could not be loaded. " +
        "Install it: npm install --save-dev @azure/functions@4. (In Jest, which isolates modules, it cannot " +
        "be loaded at all: use node:test or vitest there.)",
      { cause },
    );
  }
}

/** A server to which requests are forwarded. */
export interface ForwardServer {
  /** Where it listens, on loopback only. */
  readonly uri: string;
  close(): Promise<void>;
}

/** Starts the server of an app with `enableHttpStream`. The library would listen on every interface. */
export async function startForwardServer(model: ProgrammingModel): Promise<ForwardServer | undefined> {
  const listen = Server.prototype.listen as (this: Server, ...args: readonly unknown[]) => Server;
  let server: Server | undefined;
  Server.prototype.listen = function (this: Server, ...args: readonly unknown[]) {
    server = this;
    return listen.call(this, 0, "127.0.0.1", args.at(-1));
  };
  let capabilities: ReturnType<ProgrammingModel["getCapabilities"]>;
  try {
    capabilities = model.getCapabilities({});
  } finally {
    Server.prototype.listen = listen;
  }
  const { HttpUri } = await capabilities;
  const running = server;
  if (HttpUri === undefined || !running) return undefined;
  return {
    uri: `http://127.0.0.1:${new URL(HttpUri).port}/`,
    async close() {
      running.closeAllConnections();
      running.close();
      await once(running, "close");
    },
  };
}
