import { createIdentityEvent, createRecord } from "onefn/provider";
import { asRecord } from "../native.js";

/**
 * What an authorizer of API Gateway is invoked with: for a REST API (`TOKEN` or `REQUEST`), for the $connect route of a
 * WebSocket API, or for an HTTP API.
 */
export interface AuthorizerEvent {
  readonly type: "TOKEN" | "REQUEST";
  /** Of an HTTP API. */
  readonly version?: string;
  /** What is asked for. An HTTP API with payload format 2.0 calls it `routeArn`. */
  readonly methodArn?: string;
  readonly routeArn?: string;
  /** Of a `TOKEN` authorizer: what stands in the header that is its token source. */
  readonly authorizationToken?: string;
}

/** Whether an event is an authorizer's, with a member that names what is asked for. */
export function isAuthorizerEvent(native: unknown, arn: "methodArn" | "routeArn"): boolean {
  const event = asRecord(native);
  return (event.type === "TOKEN" || event.type === "REQUEST") && typeof event[arn] === "string";
}

/** The request that waits, as the event tells it. */
export function inputOf(event: AuthorizerEvent) {
  const all = asRecord(event);
  const { http, identity } = asRecord(all.requestContext);
  const { method, sourceIp } = asRecord(http);
  const inArn = event.type === "TOKEN" ? partsOf(event.methodArn) : {};
  const headers = textsIn(all.headers, (name) => name.toLowerCase());
  return createIdentityEvent({
    on: "authorize",
    hook: event.type,
    ip: textOf(sourceIp ?? asRecord(identity).sourceIp),
    request: {
      credentials: event.authorizationToken ?? presented(all.identitySource, headers.authorization),
      method: textOf(method ?? all.httpMethod) ?? inArn.method,
      path: textOf(all.rawPath ?? all.path) ?? inArn.path,
      headers,
      query: queryOf(all),
    },
  });
}

/**
 * What an HTTP API takes from the request by its identity sources: answers are cached by them alone, so another header of
 * the caller's is not what is decided about. Without any, it is the usual header.
 */
function presented(sources: unknown, authorization: string | undefined): string | undefined {
  const values = [sources].flat().filter((each) => typeof each === "string");
  return authorization !== undefined && values.includes(authorization)
    ? authorization
    : (values[0] ?? authorization);
}

/** `arn:aws:execute-api:region:account:api/stage/METHOD/path`: a `TOKEN` event tells method and path nowhere else. */
function partsOf(arn = ""): { readonly method?: string; readonly path?: string } {
  const [, , method, ...path] = (arn.split(":")[5] ?? "").split("/");
  return method ? { method, path: `/${path.join("/")}` } : {};
}

function queryOf({ rawQueryString, queryStringParameters }: Readonly<Record<string, unknown>>) {
  if (typeof rawQueryString !== "string") return textsIn(queryStringParameters, (name) => name);
  const query = createRecord();
  for (const [name, value] of new URLSearchParams(rawQueryString)) query[name] = value;
  return query;
}

function textsIn(map: unknown, nameOf: (name: string) => string): Readonly<Record<string, string>> {
  const texts = createRecord();
  for (const [name, value] of Object.entries(asRecord(map)))
    if (typeof value === "string") texts[nameOf(name)] = value;
  return texts;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
