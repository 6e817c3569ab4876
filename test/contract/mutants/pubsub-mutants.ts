import { Buffer } from "node:buffer";
import { type Mutant, type Native, ofWire } from "./mutant.js";
import { status, verifying, WRONG_SECRET, WRONG_TOKEN } from "./verified.js";

/** A push with another document, which the framework has parsed and kept as bytes. */
const document = (map: (document: Native) => Native) => (request: Native) => {
  if (request.headers["content-type"] !== "application/json") return;
  request.body = map(request.body);
  request.rawBody = Buffer.from(JSON.stringify(request.body));
};

const NOT_TRUE = ["throws", "rejects"].map((how) => `a verify that is not true refuses an event: it ${how}`);
const UNKNOWN_TYPE =
  "an event of an unknown type is not acknowledged, and the log says so without quoting it";

/** Adapters of Pub/Sub, with the mistakes that people make there. */
export const pubsubMutants: readonly Mutant[] = [
  ...ofWire("gcp/pubsub-push", [
    {
      name: "verify is not called",
      options: verifying(() => "platform"),
      caughtBy: [
        WRONG_SECRET,
        WRONG_TOKEN,
        ...NOT_TRUE,
        "what is not verified is not read: whatever it holds, it is answered 401",
      ],
    },
    {
      name: "without the option events, everybody may send",
      options: (options) => ({ ...options, events: options.events ?? { verify: "platform" } }),
      caughtBy: [
        "without the option events, an event is answered 401, and one log line says how to verify it",
      ],
    },
    {
      name: "an event that fails is blamed on its request",
      sink: status((code) => (code === 500 ? 400 : code)),
      caughtBy: ["a delivery without a claimed record fails as a whole, and is logged"],
    },
    {
      name: "a verify that throws lets the event pass",
      options: verifying((verify) => async (request: Request) => {
        try {
          return await verify(request);
        } catch {
          return true;
        }
      }),
      caughtBy: [...NOT_TRUE, WRONG_TOKEN],
    },
    {
      name: "whatever verify returns that is not false lets the event pass",
      options: verifying((verify) => async (request: Request) => Boolean(await verify(request))),
      caughtBy: ["a verify that is not true refuses an event: it returns a text"],
    },
    {
      name: "the promise of a verify is not awaited",
      options: verifying((verify) => (request: Request) => {
        const verified = verify(request);
        Promise.resolve(verified).catch(() => {});
        return verified !== false;
      }),
      caughtBy: [WRONG_SECRET, WRONG_TOKEN],
    },
    {
      name: "the claims of a token are believed without its signature and its expiry",
      options: verifying((verify) => async (request: Request) => {
        const [, payload = ""] = (request.headers.get("authorization") ?? "").split(".");
        if (!payload) return verify(request);
        const { email } = JSON.parse(Buffer.from(payload, "base64url").toString());
        return email === "pusher@contract.iam.gserviceaccount.com";
      }),
      caughtBy: [WRONG_TOKEN],
    },
    {
      name: "the body is read before the check, and what is unknown is answered at once",
      options: verifying((verify) => async (request: Request) => {
        const body = await request.clone().text();
        return body.includes('"subscription":"') ? verify(request) : true;
      }),
      caughtBy: ["what is not verified is not read: whatever it holds, it is answered 401"],
    },
    {
      name: "the path is ignored",
      options: ({ events: { path, ...events } = {} as Native, ...options }) => ({ ...options, events }),
      caughtBy: ["an event is handled on the path of the option events, and is answered 404 on another one"],
    },
    {
      name: "what cannot be read is acknowledged with 204, so that it does not come again",
      sink: status((code) => (code === 500 ? 204 : code)),
      caughtBy: [UNKNOWN_TYPE, "a broken body is not acknowledged, and the log says so without quoting it"],
    },
    {
      name: "202 is sent as acknowledgement, which redelivers on some of Pub/Sub's servers",
      sink: status((code) => (code === 204 ? 202 : code)),
      caughtBy: ["returning nothing acknowledges, and so does ack()"],
    },
    {
      name: "the client reads why its event was refused",
      sink(response) {
        const { writeHead } = response;
        response.writeHead = (code: number, ...rest: readonly unknown[]) => {
          if (code === 401) response.setHeader("www-authenticate", 'Bearer error="verify did not pass"');
          return writeHead.call(response, code, ...rest);
        };
      },
      caughtBy: [WRONG_SECRET],
    },
    {
      name: "what a request holds is quoted in the log",
      line: (line) => (line.includes("ONEFN_UNKNOWN_EVENT") ? `${line} secret-of-the-caller` : line),
      caughtBy: [UNKNOWN_TYPE],
    },
    {
      name: "no line tells that a request was not verified",
      line: (line) => (line.includes("ONEFN_UNVERIFIED_EVENT") ? undefined : line),
      caughtBy: [
        "without the option events, an event is answered 401, and one log line says how to verify it",
      ],
    },
    {
      name: "a message with attributes alone is not recognised",
      event: document(({ message, ...push }) => (message.data ? { ...push, message } : push)),
      caughtBy: ["a message of attributes alone arrives, with an empty body"],
    },
    {
      name: "the ordering key is lost",
      event: document(({ message: { orderingKey: _, ...message } = {} as Native, ...push }) => ({
        ...push,
        message,
      })),
      caughtBy: ["a key arrives as the message's key"],
    },
  ]),
  ...ofWire("gcp/pubsub-eventarc", [
    {
      name: "a failure is swallowed, and the framework answers 204",
      function: (fn) => ({
        ...fn,
        handler: async (...args: Native[]) => {
          try {
            return await fn.handler(...args);
          } catch {
            return undefined;
          }
        },
      }),
      caughtBy: [
        "a record that fails once is done at its second delivery, and is not delivered a third time",
      ],
    },
    {
      name: "a message with attributes alone, which the framework hands over as it was pushed, is not recognised",
      event(event) {
        if (event?.data?.message && !event.data.message.data) delete event.type;
        if (event?.message && !event.message.data) delete event.message;
      },
      caughtBy: ["a message of attributes alone arrives, with an empty body"],
    },
    {
      name: "the topic is lost, so that no claim can be found",
      event(event) {
        if (event?.source) event.source = "//pubsub.googleapis.com/";
        if (event?.data) delete event.data.subscription;
      },
      caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
    },
  ]),
];
