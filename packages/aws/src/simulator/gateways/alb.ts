import { Buffer } from "node:buffer";
import { arn } from "../account.js";
import type { ClientRequest, HeaderLine } from "../client-request.js";
import { documentedText, eventBody } from "../event-body.js";
import { arrivedHeaders, lastValues, toRecord } from "../event-headers.js";
import { byName, rawPairs } from "../event-query.js";
import type { Arrival, Gateway } from "../gateway.js";
import { LAMBDA_TIMEOUT_LIMIT } from "../lambda/limits.js";
import {
  bodyOf,
  isString,
  MalformedResult,
  multiHeaders,
  objectOf,
  type Reply,
  singleHeaders,
  withoutConnection,
} from "../reply.js";
import { albMultiValueResult, albResult } from "../results.js";
import { oidcHeaders } from "./alb-oidc.js";
import { htmlRefusals } from "./refusals.js";

/** Options of a load balancer's event. */
export interface AlbOptions {
  /** The target group's attribute `lambda.multi_value_headers.enabled`. Default: false. */
  readonly multiValue?: boolean;
}

/** The limit of 1 MB for requests and results of Lambda targets. */
const LIMIT = 1024 * 1024;

/**
 * An event of an Application Load Balancer: names in lower case, the query as the client encoded it. Without
 * multi-value headers, only the last of several values remains.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export function albEvent(
  request: ClientRequest,
  { traceRoot }: Arrival,
  { multiValue = false }: AlbOptions = {},
) {
  const headers = arrivedHeaders(request, traceRoot);
  const trace = request.headers.find(([name]) => name.toLowerCase() === "x-amzn-trace-id");
  if (trace) headers.set("x-amzn-trace-id", [`Self=${traceRoot};${trace[1]}`]);
  for (const name of headers.keys()) if (name.startsWith("x-amzn-oidc-")) headers.delete(name);
  for (const [name, value] of oidcHeaders(request.auth)) headers.set(name, [value]);
  const query = byName(rawPairs(request.query));
  return {
    requestContext: {
      elb: { targetGroupArn: arn("elasticloadbalancing", "targetgroup/onefn/6d0ecf831eec9f09") },
    },
    httpMethod: request.method,
    path: request.path,
    ...(multiValue
      ? { multiValueQueryStringParameters: toRecord(query), multiValueHeaders: toRecord(headers) }
      : { queryStringParameters: lastValues(query), headers: lastValues(headers) }),
    ...(request.body.length > 0
      ? eventBody(request, headers, documentedText)
      : { body: "", isBase64Encoded: false }),
  };
}

function albReply(result: unknown, multiValue: boolean): Reply {
  const fields = objectOf(result, "the result");
  const { statusCode, statusDescription, headers, multiValueHeaders, body, isBase64Encoded } = fields;
  const empty = Object.entries(fields).find(([, value]) => value === null);
  if (empty) throw new MalformedResult(`${empty[0]} is null`);
  if (!Number.isInteger(statusCode)) throw new MalformedResult("statusCode is not an integer");
  if (statusDescription !== undefined && !isString(statusDescription)) {
    throw new MalformedResult("statusDescription is not a string");
  }
  if ((multiValue ? headers : multiValueHeaders) !== undefined) {
    throw new MalformedResult(
      `multi-value headers are ${multiValue ? "on" : "off"}, but the result does not match`,
    );
  }
  const size = Buffer.byteLength(JSON.stringify(result));
  if (size > LIMIT)
    throw new MalformedResult(`the result has ${size} bytes, but a load balancer accepts ${LIMIT}`);
  // Documented: it ignores hop-by-hop headers, and computes the length itself.
  const lines = withoutConnection(headerLines(headers, multiValueHeaders));
  const bytes = bodyOf(body, isBase64Encoded);
  const typed = bytes.length === 0 || lines.some(([name]) => name.toLowerCase() === "content-type");
  return {
    status: statusCode as number,
    headers: typed ? lines : [["content-type", "application/octet-stream"], ...lines],
    body: bytes,
  };
}

function headerLines(single: unknown, multi: unknown): HeaderLine[] {
  if (multi !== undefined) return multiHeaders(multi, isString);
  return single === undefined ? [] : singleHeaders(single, isString);
}

function albGateway(multiValue: boolean): Gateway {
  return {
    trigger: multiValue ? "alb-multi-value" : "alb",
    result: multiValue ? albMultiValueResult : albResult,
    identities: [
      {
        type: "oidc",
        subject: "user-1",
        claims: {
          sub: "user-1",
          email: "user@example.com",
          iss: "https://id.example.com",
          exp: 4_102_444_800,
        },
      },
    ],
    adapt: { albAuthenticates: true },
    requestLimit: LIMIT,
    patience: LAMBDA_TIMEOUT_LIMIT,
    event: (request, arrival) => albEvent(request, arrival, { multiValue }),
    reply: (result) => albReply(result, multiValue),
    refusals: htmlRefusals,
  };
}

/**
 * Application Load Balancers whose listener signs users in, with single headers. Such a listener writes the user's
 * headers itself; the client's headers of the same names are dropped.
 */
export const alb: Gateway = albGateway(false);

/** The same with multi-value headers. */
export const albMultiValue: Gateway = albGateway(true);
