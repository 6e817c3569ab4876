import { createResponse, type EventRequest } from "onefn/provider";

const ORIGIN = "webhook-request-origin";
const RATE = "webhook-request-rate";

/**
 * Whether a sender asks if it may send at all, as Azure Event Grid does before it delivers CloudEvents.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection
 */
export function isHandshake({ request, body }: EventRequest): boolean {
  return request.method === "OPTIONS" && body.length === 0 && request.headers.has(ORIGIN);
}

/** Lets a sender send that was verified, as often as it asks to. Undefined: nobody asked. */
export function answerHandshake(event: EventRequest): Response | undefined {
  if (!isHandshake(event)) return undefined;
  const rate = event.header(RATE);
  const headers = {
    "webhook-allowed-origin": event.header(ORIGIN) as string,
    ...(rate !== null && { "webhook-allowed-rate": rate }),
  };
  return createResponse(null, { status: 200, headers });
}
