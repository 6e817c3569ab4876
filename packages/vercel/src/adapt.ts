import type { HttpFunction } from "onefn";
import {
  type Adaptable,
  type AdaptOptions,
  type AnyFunction,
  createAdapter,
  installFetch,
  type Pipeline,
  type Provider,
} from "onefn/provider";
import type { VercelOptions } from "./options.js";
import type { VercelContext, VercelPlatform } from "./platform.js";
import type { Invocation } from "./queues/invocation.js";
import { requestContext } from "./request-context.js";

/** What Vercel's Node.js runtime takes as a module's default export. */
export interface Adapted {
  /**
   * Answers a request by the Fetch standard. It works without the object too, which the Edge runtime needs.
   *
   * @param context what the Edge runtime gives beside the request.
   */
  readonly fetch: (request: Request, context?: VercelContext) => Promise<Response>;
}

/** `adapt` over what one entry carries. */
export type Adapt<
  F extends AnyFunction = HttpFunction,
  Options extends AdaptOptions = VercelOptions,
  Entry extends string = "@onefn/vercel",
> = <T>(functions: Adaptable<T, F, Entry>, options?: Options) => Adapted;

/** Makes the `adapt` of an entry. */
export function createAdapt<
  F extends AnyFunction,
  Options extends AdaptOptions,
  Entry extends string = "@onefn/vercel",
>(provider: Provider<Invocation>, ...pipelines: readonly Pipeline[]): Adapt<F, Options, Entry> {
  return (functions, options = {} as Options) => {
    installFetch();
    const handle = createAdapter("onefn/vercel", provider, pipelines, functions, options);
    return {
      async fetch(request, context) {
        const call: VercelPlatform = { request, context: requestContext(context) };
        const invocation: Invocation = { delivery: undefined };
        try {
          return (await handle(call, invocation)) as Response;
        } finally {
          invocation.delivery?.release();
        }
      },
    };
  };
}
