import { createServerAdapter, Response } from "@whatwg-node/server";

const adapter = createServerAdapter(
  () => new Response('{"hello":"world"}', { headers: { "content-type": "application/json" } }),
);

export const handler = async (event) => {
  const { method, path } = event.requestContext.http;
  const response = await adapter.fetch(`https://${event.requestContext.domainName}${path}`, {
    method,
    headers: event.headers,
  });
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers.entries()),
    body: await response.text(),
  };
};
