import { Buffer } from "node:buffer";
import type { Auth } from "onefn/provider";
import { ACCOUNT } from "../account.js";
import { clfTime } from "../arrival.js";
import type { ClientRequest, HeaderLine } from "../client-request.js";
import { documentedText, eventBody } from "../event-body.js";
import { arrivedHeaders, joined, toRecord } from "../event-headers.js";
import { byName, decodedPairs } from "../event-query.js";
import type { Arrival, Gateway } from "../gateway.js";
import {
  bodyOf,
  isScalar,
  isString,
  MalformedResult,
  objectOf,
  type Reply,
  singleHeaders,
  statusOf,
} from "../reply.js";
import { v2Result } from "../results.js";
import { jsonRefusals } from "./refusals.js";

/** Options of an event with payload format 2.0. */
export interface V2Options {
  /** The stage. Any except `$default` is put in front of the path. */
  readonly stage?: string;
}

/**
 * An event of an HTTP API, payload format 2.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function v2Event(request: ClientRequest, arrival: Arrival, { stage = "$default" }: V2Options = {}) {
  const path = (stage === "$default" ? "" : `/${stage}`) + decodePath(request.path);
  return v2Shape(request, arrival, path, {
    routeKey: "$default",
    stage,
    authorizer: authorizerOf(request.auth),
  });
}

/** The parts that an HTTP API and a Function URL have in common. */
export function v2Shape(
  request: ClientRequest,
  { requestId, traceRoot, now }: Arrival,
  path: string,
  own: { readonly routeKey: string; readonly stage: string; readonly authorizer: object | undefined },
) {
  const headers = arrivedHeaders(request, traceRoot);
  const cookies = (headers.get("cookie") ?? []).flatMap((line) => line.split(/; */)).filter(Boolean);
  headers.delete("cookie");
  const query = [...byName(decodedPairs(request.query))].map(([name, all]) => [name, all.join(",")] as const);
  return {
    version: "2.0",
    routeKey: own.routeKey,
    rawPath: path,
    rawQueryString: request.query,
    ...(cookies.length > 0 && { cookies }),
    headers: joined(headers),
    ...(query.length > 0 && { queryStringParameters: toRecord(query) }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: request.host.split(".")[0] ?? "",
      ...(own.authorizer && { authorizer: own.authorizer }),
      ...(request.auth?.type === "mtls" && {
        authentication: { clientCert: request.auth.claims as ClientCertificate },
      }),
      domainName: request.host,
      domainPrefix: request.host.split(".")[0] ?? "",
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: sourceIp(request),
        userAgent: headers.get("user-agent")?.[0] ?? "",
      },
      requestId,
      routeKey: own.routeKey,
      stage: own.stage,
      time: clfTime(now),
      timeEpoch: now,
    },
    ...(request.body.length > 0 ? eventBody(request, headers, documentedText) : { isBase64Encoded: false }),
  };
}

/** How API Gateway describes the certificate that it has verified. */
type ClientCertificate = Record<"clientCertPem" | "issuerDN" | "serialNumber" | "subjectDN", string> & {
  validity: Record<"notAfter" | "notBefore", string>;
};

/**
 * The address that connected. With mutual TLS it includes the port.
 * @see https://github.com/aws-powertools/powertools-lambda-python/issues/7288
 */
function sourceIp({ ip, auth }: ClientRequest): string {
  if (auth?.type !== "mtls") return ip;
  return `${ip.includes(":") ? `[${ip}]` : ip}:39870`;
}

/** HTTP APIs decode the path once; escapes that are not UTF-8 stay unchanged. */
function decodePath(path: string): string {
  return path.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html */
function authorizerOf(auth: Auth | undefined): object | undefined {
  switch (auth?.type) {
    case undefined:
    case "mtls":
      return undefined;
    case "jwt":
      return { jwt: { claims: auth.claims, scopes: null } };
    default:
      return { [auth?.type as string]: auth?.claims };
  }
}

/** How IAM authorization describes a caller, in payload format 2.0. */
export const iamIdentity: Auth = {
  type: "iam",
  subject: `arn:aws:iam::${ACCOUNT}:user/example-user`,
  claims: {
    accessKey: "AKIAIOSFODNN7EXAMPLE",
    accountId: ACCOUNT,
    callerId: "AIDACKCEVSQ6C2EXAMPLE",
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: `arn:aws:iam::${ACCOUNT}:user/example-user`,
    userId: "AIDACKCEVSQ6C2EXAMPLE",
  },
};

/** A caller whose certificate an API with mutual TLS has verified. */
const certificate: Auth = {
  type: "mtls",
  subject: "CN=client-1,O=Example",
  claims: {
    clientCertPem: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    subjectDN: "CN=client-1,O=Example",
    issuerDN: "CN=Example CA,O=Example",
    serialNumber: "a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1",
    validity: { notBefore: "May 28 12:30:02 2019 GMT", notAfter: "Aug  5 09:36:04 2031 GMT" },
  },
};

/** A result of payload format 2.0, or its shorthand: JSON without a status is the body of a 200. */
export function v2Reply(result: unknown): Reply {
  const full = typeof result === "object" && result !== null && "statusCode" in result;
  if (!full) {
    const body = typeof result === "string" ? result : JSON.stringify(result);
    return { status: 200, headers: [["content-type", "application/json"]], body: Buffer.from(body) };
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = objectOf(result, "the result");
  const lines = headers === undefined || headers === null ? [] : singleHeaders(headers, isScalar);
  const typed = lines.some(([name]) => name.toLowerCase() === "content-type");
  return {
    status: statusOf(statusCode),
    headers: [
      ...(typed || !body ? [] : ([["content-type", "application/json"]] as const)),
      ...lines,
      ...cookieLines(cookies),
    ],
    body: bodyOf(body, isBase64Encoded),
  };
}

/** Each cookie of a result becomes a separate header. */
export function cookieLines(cookies: unknown): HeaderLine[] {
  if (cookies === undefined || cookies === null) return [];
  if (!Array.isArray(cookies) || !cookies.every(isString)) {
    throw new MalformedResult("cookies is not a list of strings");
  }
  return cookies.map((cookie): HeaderLine => ["set-cookie", cookie]);
}

/** API Gateway HTTP APIs, payload format 2.0. */
export const apiGatewayV2: Gateway = {
  trigger: "api-gateway-v2",
  result: v2Result,
  identities: [
    {
      type: "jwt",
      subject: "user-1",
      claims: { sub: "user-1", iss: "https://id.example.com", scope: "orders" },
    },
    iamIdentity,
    { type: "lambda", subject: "user-2", claims: { principalId: "user-2", tier: "gold" } },
    certificate,
  ],
  requestLimit: 10 * 1024 * 1024,
  patience: 30_000,
  event: (request, arrival) => v2Event(request, arrival),
  reply: v2Reply,
  refusals: jsonRefusals,
};
