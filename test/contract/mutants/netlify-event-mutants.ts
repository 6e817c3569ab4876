import { type Native, ofWire } from "./mutant.js";

const DELIVERED = "the data is the output of the schema, including defaults: contract-schema";
const UNVERIFIED =
  "without the option events, an event is answered 401, and one log line says how to verify it";
const FAILED = "a record that fails is not acknowledged, and its neighbours are neither lost nor dead";
const DEAD = "deadLetter gets a failed record only where it would never be delivered again";

/** A request with another body. */
const withBody =
  (change: (body: Native) => Native) =>
  async (request: Request): Promise<Request> => {
    const text = await request.clone().text();
    try {
      return new Request(request.url, {
        method: request.method,
        headers: request.headers,
        body: JSON.stringify(change(JSON.parse(text))),
      });
    } catch {
      return request;
    }
  };

/** Adapters that handle Netlify's events of deploys and forms wrongly. */
export const netlifyEventMutants = ofWire("netlify/platform-events", [
  {
    name: "whoever sends an event is Netlify",
    options: (options) => ({ ...options, events: { verify: "platform" } }),
    caughtBy: [UNVERIFIED],
  },
  {
    name: "the whole body is the data",
    event: withBody((body) => ({ ...body, payload: { id: body.payload?.id, body } })),
    caughtBy: [DELIVERED],
  },
  {
    name: "the source is one for all sites",
    event: withBody((body) => ({ ...body, site: { ...body.site, url: "https://netlify.com" } })),
    caughtBy: [DELIVERED],
  },
  {
    name: "each delivery has an id of its own",
    event: withBody((body) => ({ ...body, payload: { ...body.payload, id: crypto.randomUUID() } })),
    caughtBy: [DELIVERED],
  },
  {
    name: "the time of an event is lost",
    event: withBody((body) => ({ ...body, payload: { ...body.payload, created_at: undefined } })),
    caughtBy: ["an event is a CloudEvent with an id, a source, a type and a time"],
  },
  {
    name: "an event that failed is answered 200",
    result: (response) => (response.status === 500 ? new Response(null, { status: 200 }) : response),
    caughtBy: [FAILED],
  },
  {
    name: "nobody keeps an event that will not come again",
    function: (fn) => ({ ...fn, deadLetter: undefined }) as Native,
    caughtBy: [DEAD],
  },
]);
