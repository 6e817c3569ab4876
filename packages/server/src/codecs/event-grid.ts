import {
  createResponse,
  EventRequest,
  type GridRecord,
  gridReadings,
  type RequestCodec,
} from "onefn/provider";

/**
 * Azure Event Grid by webhook, in its own schema: a list of one event, or of several. Its CloudEvents are those of
 * `cloudevents`.
 *
 * One status answers all events of a request: all are delivered again if any failed. A 400 would have Event Grid give up
 * all of them.
 * @see https://learn.microsoft.com/en-us/azure/event-grid/delivery-and-retry
 */
export const eventGrid: RequestCodec<GridRecord | null> = {
  trigger: "event-grid",
  matches: (event) =>
    event instanceof EventRequest && (isSubscribing(event) ? codeIn(event) !== undefined : isDelivery(event)),
  preflight(event) {
    const validationResponse = isSubscribing(event) && codeIn(event);
    // Event Grid takes no other 2xx for a consent.
    return validationResponse ? createResponse(JSON.stringify({ validationResponse }), OK) : undefined;
  },
  records: (event) => event.json as readonly (GridRecord | null)[],
  readings: gridReadings,
  settle(settled) {
    const isDone = settled.every(({ type }) => type === "ack" || type === "drop");
    return createResponse(null, { status: isDone ? 204 : 500 });
  },
};

const OK = { headers: { "content-type": "application/json" } };

const TYPE = "aeg-event-type";
const VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent";

/**
 * Whether Event Grid asks if a subscription may send here. The header alone says so: an event with the type of the
 * question can be published by whoever may publish to the topic.
 */
function isSubscribing(event: EventRequest): boolean {
  return event.header(TYPE) === "SubscriptionValidation";
}

/**
 * What Event Grid wants to hear in return; undefined if it asks in no way that it documents.
 * @see https://learn.microsoft.com/en-us/azure/event-grid/end-point-validation-event-grid-events-schema
 */
function codeIn({ json }: EventRequest): string | undefined {
  if (!Array.isArray(json) || json.length !== 1) return undefined;
  const { eventType, data } = Object(json[0]) as GridRecord;
  const { validationCode } = Object(data) as GridRecord;
  const isCode = eventType === VALIDATION && typeof validationCode === "string" && validationCode !== "";
  return isCode ? validationCode : undefined;
}

/** A list of CloudEvents has the header too. */
function isDelivery(event: EventRequest): boolean {
  const { json } = event;
  const isCloudEvents = /^application\/cloudevents/i.test(event.header("content-type") ?? "");
  return event.header(TYPE) !== null && !isCloudEvents && Array.isArray(json) && json.length > 0;
}
