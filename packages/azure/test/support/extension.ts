import type { AzureHandler } from "../../src/bind.js";
import { httpRequest } from "../../src/simulator/index.js";
import { responseOf } from "./invoking.js";

/** Sends a body to a handler, and reads its answer. */
export async function post(handler: AzureHandler, body: unknown, headers: Record<string, string> = {}) {
  const { request, context } = await httpRequest("POST /api/extension", {
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
  const response = responseOf(await handler(request, context));
  const text = await response.text();
  return { status: response.status, json: text.startsWith("{") ? JSON.parse(text) : text };
}
