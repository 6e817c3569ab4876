import { HttpRequest, type HttpRequestInit, HttpResponse, InvocationContext } from "@azure/functions";
import { type HttpContext, type HttpFunction, http, json } from "onefn";
import type { AdaptOptions } from "onefn/provider";
import { createAdapt } from "../../src/adapt.js";
import type { Adapt } from "../../src/bind.js";
import "../../src/globals.js";
import type { AzureResult, Environment } from "../../src/native.js";

/** The environment of App Service, with its authentication switched on. */
export const APP_SERVICE: Environment = { WEBSITE_SITE_NAME: "shop", WEBSITE_AUTH_ENABLED: "True" };

interface Invocation {
  readonly request?: HttpRequestInit;
  readonly context?: ConstructorParameters<typeof InvocationContext>[0];
  readonly env?: Environment;
  readonly options?: AdaptOptions;
  readonly create?: (environment: () => Environment) => Adapt;
}

/** Calls an adapted function with the library's own request and context. */
export async function invoke(fn: HttpFunction, invocation: Invocation = {}) {
  const { request, context, env = {}, options, create = createAdapt } = invocation;
  const lines: [level: string, line: string][] = [];
  const handler = create(() => env)(fn, options);
  const result = await handler(
    new HttpRequest({ method: "GET", url: "https://shop.example/a?b=1", ...request }),
    new InvocationContext({
      invocationId: "7f6d1c9a-0000-4000-8000-000000000000",
      functionName: "shop",
      logHandler: (level, line) => void lines.push([level, String(line)]),
      ...context,
    }),
  );
  return { result, lines, response: responseOf(result) };
}

/** What the library makes of a result. */
export function responseOf(result: AzureResult): HttpResponse {
  return new HttpResponse(result as ConstructorParameters<typeof HttpResponse>[0]);
}

/** What a function sees of one request. */
export async function see<T>(
  look: (context: HttpContext, request: Request) => T,
  invocation: Invocation = {},
): Promise<T | null> {
  const { response } = await invoke(
    http((request, context) => json({ seen: look(context, request) ?? null })),
    invocation,
  );
  return ((await response.json()) as { readonly seen: T | null }).seen;
}
