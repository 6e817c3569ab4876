import { AsyncLocalStorage } from "node:async_hooks";
import { Buffer } from "node:buffer";
import type { NetlifyContext } from "../platform.js";

const identities = new AsyncLocalStorage<object>();

/** Runs a function where Netlify's packages find the request's identity. */
export function withIdentity<T>(identity: object, call: () => T): T {
  Object.defineProperty(globalThis, "netlifyIdentityContext", {
    get: () => identities.getStore() ?? null,
    configurable: true,
  });
  return identities.run(identity, call);
}

/** The context of one request, and the work given to it. */
export class PlayedContext implements NetlifyContext {
  readonly ip: string;
  readonly geo: NonNullable<NetlifyContext["geo"]>;
  readonly requestId: string;
  readonly account: { readonly id: string };
  readonly deploy: { readonly id: string; readonly context: string; readonly published: boolean };
  readonly site = {
    id: "0d3a9d2f-ef94-4380-93df-27ee400e2048",
    name: "simulated",
    url: "https://simulated.netlify.app",
  };
  readonly server: { readonly region: string };
  readonly params = {};
  readonly url: URL;
  readonly #work: Promise<unknown>[] = [];

  constructor(url: string, headers: Headers, region: string) {
    const read = (name: string) => headers.get(`x-nf-${name}`) ?? "";
    const { postal_code: postalCode, ...geo } = JSON.parse(Buffer.from(read("geo"), "base64").toString());
    this.url = new URL(url);
    this.ip = read("client-connection-ip");
    this.geo = { ...geo, postalCode };
    this.requestId = read("request-id");
    this.account = { id: read("account-id") };
    this.deploy = {
      id: read("deploy-id"),
      context: read("deploy-context"),
      published: read("deploy-published") === "1",
    };
    this.server = { region };
  }

  /** Work that fails ends nothing else. */
  waitUntil(promise: Promise<unknown>): void {
    this.#work.push(Promise.resolve(promise).catch(() => {}));
  }

  /** Resolves when all work is done, including work added meanwhile. */
  async settled(): Promise<void> {
    for (let work = this.#work.shift(); work; work = this.#work.shift()) await work;
  }
}
