import { type CarriedBody, createRecord } from "onefn/provider";
import { asRecord, type MultiStringMap, type StringMap } from "../native.js";
import { oidcAuth } from "../oidc.js";
import type { ResultBody } from "./body.js";
import { headerOf } from "./headers.js";
import { cookieSpellings, type ResultHead } from "./response.js";
import { escapeQuery, joinQuery } from "./url.js";
import { httpCodec } from "./wire.js";

/**
 * An event of an Application Load Balancer. Which header maps it has is a setting of the target group,
 * `lambda.multi_value_headers.enabled`, and the result must have the same ones.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export interface AlbEvent extends CarriedBody {
  readonly httpMethod: string;
  readonly path: string;
  readonly headers?: StringMap | null | undefined;
  readonly multiValueHeaders?: MultiStringMap | null | undefined;
  readonly queryStringParameters?: StringMap | null | undefined;
  readonly multiValueQueryStringParameters?: MultiStringMap | null | undefined;
  readonly requestContext: { readonly elb: { readonly targetGroupArn: string } };
}

/** A result for an Application Load Balancer: one of the two header maps, by the target group's setting. */
export interface AlbResult extends ResultBody {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
}

/** Application Load Balancers, in both header modes. Health checks arrive as plain requests. */
export const alb = /* @__PURE__ */ httpCodec<AlbEvent, AlbResult>({
  trigger: "alb",
  matches(native) {
    const { httpMethod, path, requestContext } = asRecord(native);
    return "elb" in asRecord(requestContext) && typeof httpMethod === "string" && typeof path === "string";
  },
  method: (event) => event.httpMethod,
  path: (event) => event.path,
  // Keys and values are still as the client encoded them.
  query: (event) =>
    escapeQuery(joinQuery(event.multiValueQueryStringParameters ?? event.queryStringParameters, String)),
  headers: albHeaders,
  body: (event) => event,
  scheme: (event) => (headerOf(albHeaders(event), "x-forwarded-proto") === "http" ? "http" : "https"),
  peer: (event) => lastForwarded(headerOf(albHeaders(event), "x-forwarded-for")),
  auth: (event, options) => oidcAuth(albHeaders(event), options),
  result(head, { body, isBase64Encoded }, event) {
    const result: AlbResult = event.multiValueHeaders
      ? { statusCode: head.status, multiValueHeaders: eachAsList(head), body, isBase64Encoded }
      : { statusCode: head.status, headers: eachAsOne(head), body, isBase64Encoded };
    return head.statusText ? { ...result, statusDescription: `${head.status} ${head.statusText}` } : result;
  },
  limit: () => ALB_LIMIT,
});

/** The maximum size of a result in bytes. A load balancer accepts less than Lambda returns. */
const ALB_LIMIT = 1024 * 1024;

function albHeaders(event: AlbEvent) {
  return event.multiValueHeaders ?? event.headers;
}

/**
 * The load balancer appends the address that connected to it. Anything further left came with the request and can be
 * forged.
 */
export function lastForwarded(forwardedFor: string | null): string | undefined {
  return forwardedFor?.split(",").at(-1);
}

function eachAsList({ headers, cookies }: ResultHead): Record<string, readonly string[]> {
  const lists = createRecord<readonly string[]>();
  for (const [name, value] of Object.entries(headers)) lists[name] = [value];
  if (cookies.length > 0) lists["set-cookie"] = cookies;
  return lists;
}

function eachAsOne({ headers, cookies }: ResultHead): Record<string, string> {
  return cookies.length > 0 ? { ...headers, ...cookieSpellings(cookies) } : headers;
}
