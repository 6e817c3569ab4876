import type { CarriedBody } from "onefn/provider";
import { authOfV2 } from "../auth.js";
import { asRecord, type StringMap } from "../native.js";
import type { ResultBody } from "./body.js";
import type { ResultHead } from "./response.js";
import { escapeQuery } from "./url.js";
import type { HttpWire } from "./wire.js";

/**
 * An event of payload format 2.0: HTTP APIs and Function URLs.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export interface PayloadV2Event extends CarriedBody {
  readonly version: "2.0";
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly headers?: StringMap | null | undefined;
  readonly cookies?: readonly string[] | null | undefined;
  readonly requestContext: {
    readonly domainName?: string;
    readonly http: { readonly method: string; readonly sourceIp?: string };
    readonly authorizer?: unknown;
    readonly authentication?: unknown;
  };
}

/** A result of payload format 2.0. */
export interface PayloadV2Result extends ResultBody {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

/** Whether an event has this format. A Lambda authorizer's event has it too, plus the ARN of a route. */
export function isPayloadV2(native: unknown): native is PayloadV2Event {
  const { version, rawPath, requestContext, routeArn } = asRecord(native);
  return (
    version === "2.0" &&
    typeof rawPath === "string" &&
    routeArn === undefined &&
    typeof asRecord(asRecord(requestContext).http).method === "string"
  );
}

/**
 * Function URLs use the format of HTTP APIs; their domain tells them apart: `<id>.lambda-url.<region>.on.aws`. Only
 * the second label is checked, because every request passes through here.
 */
export function isFunctionUrl({ requestContext }: PayloadV2Event): boolean {
  const domain = String(requestContext.domainName);
  const dot = domain.indexOf(".");
  return domain.startsWith(".l", dot) && domain.startsWith(".lambda-url.", dot);
}

/** What the wires with payload format 2.0 have in common. */
export const payloadV2 = {
  method: (event) => event.requestContext.http.method,
  path: (event) => event.rawPath,
  // Only the raw query is complete: `queryStringParameters` joins repeated keys with commas.
  query: (event) => (typeof event.rawQueryString === "string" ? escapeQuery(event.rawQueryString) : ""),
  headers: (event) => event.headers,
  cookies: ({ cookies }) => (Array.isArray(cookies) ? cookies : undefined),
  body: (event) => event,
  domain: (event) => event.requestContext.domainName,
  peer: (event) => event.requestContext.http.sourceIp,
  auth: (event) => authOfV2(event.requestContext),
  result: ({ status, headers, cookies }, { body, isBase64Encoded }) =>
    cookies.length > 0
      ? { statusCode: status, headers, cookies, body, isBase64Encoded }
      : { statusCode: status, headers, body, isBase64Encoded },
} satisfies Partial<HttpWire<PayloadV2Event, PayloadV2Result>>;

/** The head of a result. */
export function preludeV2({ status, headers, cookies }: ResultHead) {
  return cookies.length > 0 ? { statusCode: status, headers, cookies } : { statusCode: status, headers };
}
