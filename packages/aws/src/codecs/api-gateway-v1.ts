import type { CarriedBody } from "onefn/provider";
import { authOfV1 } from "../auth.js";
import { asRecord, type MultiStringMap, type StringMap } from "../native.js";
import type { ResultBody } from "./body.js";
import type { ResultHead } from "./response.js";
import { escapeValue, joinQuery } from "./url.js";
import { streamingCodec } from "./wire.js";

/**
 * An event of payload format 1.0: REST APIs, and HTTP APIs that are configured for it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export interface ApiGatewayV1Event extends CarriedBody {
  readonly version?: "1.0";
  readonly resource: string;
  readonly httpMethod: string;
  readonly path: string;
  readonly headers?: StringMap | null | undefined;
  readonly multiValueHeaders?: MultiStringMap | null | undefined;
  readonly queryStringParameters?: StringMap | null | undefined;
  readonly multiValueQueryStringParameters?: MultiStringMap | null | undefined;
  readonly requestContext?: {
    readonly domainName?: string | undefined;
    readonly identity?: { readonly sourceIp?: string | null };
  };
}

/** A result of payload format 1.0. */
export interface ApiGatewayV1Result extends ResultBody {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: { readonly "set-cookie": readonly string[] };
}

/**
 * API Gateway REST APIs, and HTTP APIs with payload format 1.0. A REST API's path has no stage (that is in
 * `requestContext.path`), but it has a custom domain's base path or an HTTP API's stage: see `basePath`.
 */
export const apiGatewayV1 = /* @__PURE__ */ streamingCodec<ApiGatewayV1Event, ApiGatewayV1Result>(
  {
    trigger: "api-gateway-v1",
    // A REQUEST authorizer's event has all this too, plus the ARN of a method; a WebSocket's has a connection id.
    matches(native) {
      const { httpMethod, path, resource, methodArn, requestContext } = asRecord(native);
      return (
        typeof httpMethod === "string" &&
        typeof path === "string" &&
        typeof resource === "string" &&
        methodArn === undefined &&
        asRecord(requestContext).connectionId === undefined
      );
    },
    method: (event) => event.httpMethod,
    path: (event) => event.path,
    // The gateway has decoded the query. Encoding it again keeps the values, if not their spelling.
    query: (event) =>
      joinQuery(event.multiValueQueryStringParameters ?? event.queryStringParameters, escapeValue),
    headers: (event) => event.multiValueHeaders ?? event.headers,
    body: (event) => event,
    domain: (event) => event.requestContext?.domainName,
    peer: (event) => event.requestContext?.identity?.sourceIp ?? undefined,
    auth: (event) => authOfV1(event.requestContext, event.version),
    result: ({ status, headers, cookies }, { body, isBase64Encoded }) =>
      cookies.length > 0
        ? { statusCode: status, headers, multiValueHeaders: several(cookies), body, isBase64Encoded }
        : { statusCode: status, headers, body, isBase64Encoded },
  },
  prelude,
);

function prelude({ status, headers, cookies }: ResultHead) {
  return cookies.length > 0
    ? { statusCode: status, headers, multiValueHeaders: several(cookies) }
    : { statusCode: status, headers };
}

function several(cookies: readonly string[]) {
  return { "set-cookie": cookies } as const;
}
