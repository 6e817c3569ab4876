import Module from "node:module";
import { onTestFinished } from "vitest";

/** A function as the library hands it to Azure's worker. */
export interface Registered {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly retryOptions?: unknown;
  readonly callback: (...inputs: readonly unknown[]) => unknown;
}

const registered: Registered[] = [];

/** What Azure's worker gives the library, which asks for it when something is first registered. */
const worker = {
  version: "4.0.0",
  hostVersion: "4.1040.0",
  setProgrammingModel: () => {},
  registerFunction: (metadata: Omit<Registered, "callback">, callback: Registered["callback"]) =>
    void registered.push({ ...metadata, callback }),
  log: () => {},
};

/** Stands in for Azure's worker until the test is over; gives what is registered with it. */
export function standInForWorker(): readonly Registered[] {
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  loader._load = (request, ...rest) =>
    request === "@azure/functions-core" ? worker : load.call(loader, request, ...rest);
  registered.length = 0;
  onTestFinished(() => {
    loader._load = load;
  });
  return registered;
}
