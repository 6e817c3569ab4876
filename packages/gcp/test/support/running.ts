import { once } from "node:events";
import { request as open } from "node:http";
import type { AddressInfo } from "node:net";
import { cloudEvent as registerCloudEvent, http as registerHttp } from "@google-cloud/functions-framework";
import { getTestServer } from "@google-cloud/functions-framework/testing";
import { type HttpContext, type HttpFunction, http, json } from "onefn";
import { onTestFinished } from "vitest";
import { createAdapt, type GcpHandler } from "../../src/adapt.js";
import { everything } from "../../src/everything.js";
import "../../src/globals.js";
import type { Environment } from "../../src/native.js";
import type { GcpOptions } from "../../src/options.js";

/** The environment of Cloud Run. */
export const CLOUD_RUN: Environment = { K_SERVICE: "shop", FUNCTION_TARGET: "handler" };

let servers = 0;

/** A function behind the real functions-framework, on loopback, and what it logs. */
export async function running(fn: HttpFunction, env: Environment = {}, options: GcpOptions = {}) {
  const lines: string[] = [];
  const adapt = createAdapt(() => env, everything);
  return { url: await serving(adapt(fn, { log: (line) => void lines.push(line), ...options })), lines };
}

/** Where a handler is served by the real functions-framework, until the test is over. */
export function serving(handler: GcpHandler): Promise<string> {
  const name = `test-${++servers}`;
  registerHttp(name, handler);
  return listening(name);
}

/** The same for a handler of the signature `cloudevent`. */
export function servingEvents(handler: GcpHandler): Promise<string> {
  const name = `test-${++servers}`;
  registerCloudEvent(name, handler as never);
  return listening(name);
}

async function listening(name: string): Promise<string> {
  const server = getTestServer(name).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a function sees of one request, which is sent with headers as they are given. */
export async function see<T>(
  look: (context: HttpContext, request: Request) => T,
  headers: Readonly<Record<string, string>> = {},
  env: Environment = CLOUD_RUN,
  options: GcpOptions = {},
): Promise<T> {
  const { url } = await running(
    http((request, context) => json({ seen: look(context, request) ?? null })),
    env,
    options,
  );
  const answer = await new Promise<string>((resolve, reject) => {
    const outgoing = open(
      `${url}/some/path?q=1`,
      { headers: { ...headers }, agent: false },
      async (response) => {
        let text = "";
        for await (const chunk of response) text += chunk;
        resolve(text);
      },
    );
    outgoing.on("error", reject).end();
  });
  return JSON.parse(answer).seen;
}
