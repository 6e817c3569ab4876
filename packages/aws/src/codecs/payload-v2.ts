import type { CarriedBody } from "onefn/provider";
import { authOfV2 } from "../auth.js";
import { asRecord, type StringMap } from "../native.js";
import type { ResultBody } from "./body.js";
import type { Head } from "./response.js";
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

/** Whether an event has this format. A Lambda authorizer's event has it too, and the ARN of a route besides. */
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
 * Function URLs speak the format of HTTP APIs; their domain tells them apart: `<id>.lambda-url.<region>.on.aws`.
 * Only the second label is looked at, since every request comes through here.
 */
export function isFunctionUrl({ requestContext }: PayloadV2Event): boolean {
  const domain = String(requestContext.domainName);
  return domain.startsWith(".lambda-url.", domain.indexOf("."));
}

/** What the wires of payload format 2.0 have in common. */
export const payloadV2 = {
  method: (event) => event.requestContext.http.method,
  path: (event) => event.rawPath,
  // The raw query is the one part that loses nothing: `queryStringParameters` joins repeated keys with commas.
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
export function preludeV2({ status, headers, cookies }: Head) {
  return cookies.length > 0 ? { statusCode: status, headers, cookies } : { statusCode: status, headers };
}
