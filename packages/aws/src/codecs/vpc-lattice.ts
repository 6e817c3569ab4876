import type { CarriedBody } from "onefn/provider";
import { bySubject } from "../auth.js";
import { asRecord, type MultiStringMap, type StringMap } from "../native.js";
import { lastForwarded } from "./alb.js";
import type { ResultBody } from "./body.js";
import { headerOf, type WireHeaders } from "./headers.js";
import { cookieSpellings, type ResultHead } from "./response.js";
import { escapeQuery, joinQuery } from "./url.js";
import { httpCodec } from "./wire.js";

/**
 * An event of VPC Lattice, event structure version 1.
 * @see https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html
 */
export interface VpcLatticeV1Event {
  readonly raw_path: string;
  readonly method: string;
  readonly headers?: StringMap | null | undefined;
  readonly query_string_parameters?: StringMap | null | undefined;
  readonly body?: string | null;
  readonly is_base64_encoded?: boolean;
}

/** An event of VPC Lattice, event structure version 2. */
export interface VpcLatticeV2Event extends CarriedBody {
  readonly version: "2.0";
  readonly path: string;
  readonly method: string;
  readonly headers?: MultiStringMap | null | undefined;
  readonly queryStringParameters?: MultiStringMap | null | undefined;
  readonly requestContext: { readonly serviceNetworkArn: string; readonly identity?: unknown };
}

/** A result for VPC Lattice. */
export interface VpcLatticeResult extends ResultBody {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** VPC Lattice, event structure version 1. */
export const vpcLatticeV1 = /* @__PURE__ */ httpCodec<VpcLatticeV1Event, VpcLatticeResult>({
  trigger: "vpc-lattice-v1",
  matches(native) {
    const { raw_path, method } = asRecord(native);
    return typeof raw_path === "string" && typeof method === "string";
  },
  method: (event) => event.method,
  path: (event) => splitPath(event.raw_path).path,
  query: (event) => queryOf(event.raw_path, event.query_string_parameters),
  headers: (event) => event.headers,
  body: ({ body, is_base64_encoded }) => ({ body, isBase64Encoded: is_base64_encoded }),
  scheme: (event) => schemeOf(event.headers),
  peer: (event) => lastForwarded(headerOf(event.headers, "x-forwarded-for")),
  result,
});

/** VPC Lattice, event structure version 2. */
export const vpcLatticeV2 = /* @__PURE__ */ httpCodec<VpcLatticeV2Event, VpcLatticeResult>({
  trigger: "vpc-lattice-v2",
  matches(native) {
    const { path, method, requestContext } = asRecord(native);
    return (
      "serviceNetworkArn" in asRecord(requestContext) &&
      typeof path === "string" &&
      typeof method === "string"
    );
  },
  method: (event) => event.method,
  path: (event) => splitPath(event.path).path,
  query: (event) => queryOf(event.path, event.queryStringParameters),
  headers: (event) => event.headers,
  body: (event) => event,
  scheme: (event) => schemeOf(event.headers),
  peer: (event) => lastForwarded(headerOf(event.headers, "x-forwarded-for")),
  // Without an auth policy the identity describes only the network, and has no type.
  auth: ({ requestContext: { identity } }) =>
    asRecord(identity).type === "AWS_IAM" ? bySubject("iam", identity, "principal") : undefined,
  result,
});

/** VPC Lattice sometimes leaves the query on the path, where it is complete. */
function splitPath(target: string): { path: string; query: string } {
  const end = target.indexOf("?");
  return end === -1
    ? { path: target, query: "" }
    : { path: target.slice(0, end), query: target.slice(end + 1) };
}

function queryOf(target: string, parameters: StringMap | MultiStringMap | null | undefined): string {
  return escapeQuery(splitPath(target).query || joinQuery(parameters, String));
}

function schemeOf(headers: WireHeaders): "http" | "https" {
  return headerOf(headers, "x-forwarded-proto") === "http" ? "http" : "https";
}

function result(head: ResultHead, { body, isBase64Encoded }: ResultBody): VpcLatticeResult {
  const { status, statusText, headers, cookies } = head;
  return {
    statusCode: status,
    ...(statusText && { statusDescription: `${status} ${statusText}` }),
    headers: cookies.length > 0 ? { ...headers, ...cookieSpellings(cookies) } : headers,
    body,
    isBase64Encoded,
  };
}
