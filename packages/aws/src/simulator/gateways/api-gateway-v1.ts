import type { Auth } from "onefn/provider";
import { ACCOUNT } from "../account.js";
import { clfTime } from "../arrival.js";
import type { ClientRequest, HeaderLine } from "../client-request.js";
import { eventBody } from "../event-body.js";
import { arrivedLines, lastValues, toRecord } from "../event-headers.js";
import { byName, decodedPairs } from "../event-query.js";
import type { Arrival, Gateway } from "../gateway.js";
import {
  bodyOf,
  isScalar,
  MalformedResult,
  multiHeaders,
  objectOf,
  type Reply,
  singleHeaders,
  statusOf,
} from "../reply.js";
import { v1Prelude, v1Result } from "../results.js";
import { cookieLines } from "./api-gateway-v2.js";
import { jsonRefusals } from "./refusals.js";

/** Options of an event with payload format 1.0. */
export interface V1Options {
  /** The stage, in `requestContext`. Default: `prod`. */
  readonly stage?: string;
  /** An HTTP API with payload format 1.0. Default: a REST API. */
  readonly httpApi?: boolean;
}

/** API Gateway's API ids have ten characters. */
const API_ID = "a1b2c3d4e5";

/**
 * An event of a REST API with the resource `/{proxy+}` and all types as binary media types, so that every body is
 * base64.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function v1Event(
  request: ClientRequest,
  { requestId, traceRoot, now }: Arrival,
  { stage = "prod", httpApi = false }: V1Options = {},
) {
  const lines = arrivedLines(request, traceRoot);
  const headers = byName(lines.map(([name, value]) => [titleCase(name), value]));
  const query = byName(decodedPairs(request.query));
  // REST APIs collapse leading slashes into one.
  const path = request.path.replace(/^\/{2,}/, "/");
  const proxy = path.replace(/^\/|\/$/g, "");
  const resource = proxy === "" ? "/" : "/{proxy+}";
  return {
    ...(httpApi && { version: "1.0" }),
    resource,
    path,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: toRecord(headers),
    queryStringParameters: query.size > 0 ? lastValues(query) : null,
    multiValueQueryStringParameters: query.size > 0 ? toRecord(query) : null,
    pathParameters: proxy === "" ? null : { proxy },
    stageVariables: null,
    requestContext: {
      resourceId: "abc123",
      ...authorizerOf(request.auth),
      resourcePath: resource,
      httpMethod: request.method,
      extendedRequestId: `${requestId.slice(0, 14)}=`,
      requestTime: clfTime(now),
      path: `/${stage}${request.path}`,
      accountId: ACCOUNT,
      protocol: "HTTP/1.1",
      stage,
      domainPrefix: request.host.split(".")[0] ?? "",
      requestTimeEpoch: now,
      requestId,
      identity: identityOf(request, headers.get("User-Agent")?.[0] ?? null),
      domainName: request.host,
      deploymentId: "dep123",
      apiId: API_ID,
    },
    ...(request.body.length > 0
      ? eventBody(request, new Map(), () => false)
      : { body: null, isBase64Encoded: false }),
  };
}

/** REST APIs keep the case of header names. HTTP/1.1 clients write them like this. */
function titleCase(name: string): string {
  return name === name.toLowerCase() ? name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase()) : name;
}

function authorizerOf(auth: Auth | undefined): { readonly authorizer?: object } {
  if (auth?.type === "cognito") return { authorizer: { claims: auth.claims } };
  if (auth?.type === "lambda") return { authorizer: auth.claims };
  return {};
}

function identityOf({ ip, auth }: ClientRequest, userAgent: string | null) {
  return {
    cognitoIdentityPoolId: null,
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    user: null,
    ...(auth?.type === "iam" && auth.claims),
    sourceIp: ip,
    userAgent,
  };
}

/**
 * A result of payload format 1.0. For a header in both maps, `multiValueHeaders` counts.
 * @see
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 */
function v1Reply(result: unknown): Reply {
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = objectOf(result, "the result");
  const status = statusOf(statusCode);
  const bytes = bodyOf(body, isBase64Encoded);
  return { status, headers: typed(headersOf(headers, multiValueHeaders), bytes.length > 0), body: bytes };
}

/** The head of a streamed response, which may have separate cookies. */
function v1StreamHead(prelude: unknown): Reply {
  const { statusCode, headers, multiValueHeaders, cookies } = objectOf(prelude, "the prelude");
  const lines = [...headersOf(headers, multiValueHeaders), ...cookieLines(cookies)];
  return {
    status: statusCode === undefined ? 200 : statusOf(statusCode),
    headers: typed(lines, true),
    body: null,
  };
}

function headersOf(single: unknown, multi: unknown): HeaderLine[] {
  const lists = isGiven(multi) ? multiHeaders(multi, isScalar) : [];
  const singles = isGiven(single) ? singleHeaders(single, isScalar) : [];
  const inBoth = ([name, value]: HeaderLine) =>
    lists.some((line) => line[0].toLowerCase() === name.toLowerCase() && line[1] === value);
  return [...singles.filter((line) => !inBoth(line)), ...lists].map(remapped);
}

const REMAPPED = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-md5",
  "date",
  "proxy-authenticate",
  "server",
  "te",
  "trailer",
  "upgrade",
  "www-authenticate",
]);

/**
 * REST APIs rename some of a function's headers.
 * @see
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis
 */
function remapped(line: HeaderLine): HeaderLine {
  if (line[0].toLowerCase() === "transfer-encoding") {
    // The connection breaks: https://github.com/CodeGenieApp/serverless-express/issues/10
    throw new MalformedResult("the result has a transfer-encoding");
  }
  return REMAPPED.has(line[0].toLowerCase()) ? [`x-amzn-remapped-${line[0].toLowerCase()}`, line[1]] : line;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** API Gateway adds a type to a body without one. */
function typed(lines: HeaderLine[], hasBody: boolean): HeaderLine[] {
  const has = lines.some(([name]) => name.toLowerCase() === "content-type");
  return has || !hasBody ? lines : [["content-type", "application/json"], ...lines];
}

/** API Gateway REST APIs. */
export const apiGatewayV1: Gateway = {
  trigger: "api-gateway-v1",
  result: v1Result,
  identities: [
    {
      type: "cognito",
      subject: "7d8ca528-4931-4254-9273-ea5ee853f271",
      claims: {
        sub: "7d8ca528-4931-4254-9273-ea5ee853f271",
        "cognito:username": "jane",
        token_use: "id",
      },
    },
    {
      type: "lambda",
      subject: "user-2",
      claims: { principalId: "user-2", tier: "gold", integrationLatency: 12 },
    },
    {
      type: "iam",
      subject: `arn:aws:iam::${ACCOUNT}:user/example-user`,
      claims: {
        accountId: ACCOUNT,
        caller: "AIDACKCEVSQ6C2EXAMPLE",
        accessKey: "AKIAIOSFODNN7EXAMPLE",
        userArn: `arn:aws:iam::${ACCOUNT}:user/example-user`,
        user: "AIDACKCEVSQ6C2EXAMPLE",
      },
    },
  ],
  requestLimit: 10 * 1024 * 1024,
  patience: 29_000,
  event: (request, arrival) => v1Event(request, arrival),
  reply: v1Reply,
  refusals: jsonRefusals,
};

/** REST APIs with response transfer mode `STREAM`. */
export const apiGatewayV1Stream: Gateway = {
  ...apiGatewayV1,
  trigger: "api-gateway-v1-stream",
  result: v1Prelude,
  patience: 15 * 60_000,
  head: v1StreamHead,
  reply() {
    throw new MalformedResult("the handler does not stream, but the API waits for a prelude");
  },
};
