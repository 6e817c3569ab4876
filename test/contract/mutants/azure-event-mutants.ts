import { type Mutant, type Native, ofWire } from "./mutant.js";

/** The library's context with some of its members replaced. */
const withMembers =
  (map: (context: Native) => Native) =>
  (context: Native): Native => {
    const own = map(context);
    return new Proxy(context, {
      get(target, name) {
        const value = Object.hasOwn(own, name) ? own[name] : Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  };

/** The context of a function that was registered in another way. */
const registered = (trigger: object) =>
  withMembers(({ options }) => ({ options: { ...options, trigger: { ...options.trigger, ...trigger } } }));

/** The context with other metadata. */
const told = (map: (metadata: Native) => Native) =>
  withMembers(({ triggerMetadata }) => ({
    triggerMetadata: { ...triggerMetadata, ...map(triggerMetadata) },
  }));

/** A function whose handler sees another input. */
const withInput =
  (own: (input: Native, context: Native) => Readonly<Record<string, unknown>>) =>
  (fn: Native): Native => ({
    ...fn,
    handler: (input: Native, context: Native) => {
      const replaced = own(input, context);
      const seen = {
        get: (_: Native, name: string) => (Object.hasOwn(replaced, name) ? replaced[name] : input[name]),
      };
      return fn.handler(new Proxy(input, seen), context);
    },
  });

/** What a timer tells of its runs, replaced. */
const planned = (map: (status: Native) => object) => (timer: Native) => ({
  ...timer,
  scheduleStatus: { ...timer.scheduleStatus, ...map(timer.scheduleStatus) },
});

const NOT_ACKNOWLEDGED =
  "a record that fails is not acknowledged, and its neighbours are neither lost nor dead";
const ONLY_RECORD = "a handler that ends by error has only its record delivered again";
const PLANNED = "a tick has its planned time, as a Date and as the event's time";

/** What a feed delivers, with each of its changes replaced. */
const each = (map: (item: Native) => Native) => (items: Native) => items.map(map);

const UPDATED = "a change by update has the operation, the table, the key and the items before and after";
const DELETED = "a change by delete has the operation, the table, the key and the items before and after";
const LAST_ATTEMPT =
  "where a whole delivery comes again, the records behind one that never succeeds are handled at the last attempt";

/** Adapters of Azure's timers, stores and event buses, with the mistakes that people make there. */
export const azureEventMutants: readonly Mutant[] = [
  ...ofWire("azure/timer", [
    {
      name: "the run before is taken for this one",
      event: planned(({ last }) => ({ next: last })),
      caughtBy: [PLANNED, "a tick has its delay in milliseconds"],
    },
    {
      name: "the planned time is read as one of another zone",
      event: planned(({ next }) => ({ next: next.replace("+00:00", "+02:00") })),
      caughtBy: [PLANNED],
    },
    {
      name: "the failure of a run is returned, so no policy repeats it",
      thrown: () => undefined,
      caughtBy: [ONLY_RECORD, "a tick whose function failed is delivered again"],
    },
    {
      name: "every tick goes to the first function",
      context: registered({ schedule: "0 */5 * * * *" }),
      caughtBy: [
        "a tick has the expression of its schedule",
        "a tick reaches only the function of its schedule",
      ],
    },
    {
      name: "a timer has no second, so hours are taken for minutes",
      context: withMembers(({ options }) => ({
        options: { ...options, trigger: { ...options.trigger, schedule: options.trigger.schedule.slice(2) } },
      })),
      event: (timer) => timer,
      options: (options) => ({ ...options, names: (name: string) => name.slice(2) }),
      caughtBy: ["a tick has the expression of its schedule"],
    },
  ]),
  ...ofWire("azure/blob", [
    {
      name: "the name is decoded once more",
      context: told(({ blobTrigger }) => ({
        blobTrigger: blobTrigger.replace(/%[0-7][0-9A-F]/g, decodeURIComponent),
      })),
      caughtBy: ["a key is decoded once: a%20b%2Bc%25.txt"],
    },
    {
      name: "the name is taken from the URL as it is",
      context: told(({ uri }) => ({
        blobTrigger: uri.slice("https://simulated.blob.core.windows.net/".length),
      })),
      caughtBy: ["a key is decoded once: two words.txt", "a key is decoded once: 100%"],
    },
    {
      name: "a plus sign is taken for a space",
      context: told(({ blobTrigger }) => ({ blobTrigger: blobTrigger.replaceAll("+", " ") })),
      caughtBy: ["a key is decoded once: one+one.txt"],
    },
    {
      name: "the etag keeps its quotation marks",
      function: withInput(({ etag }) => ({ etag: `"${etag}"` })),
      caughtBy: ["an etag has no quotation marks"],
    },
    {
      name: "the whole content is handed over as the data",
      function: withInput((_, context) => ({ data: `${context.platform.input}` })),
      caughtBy: ["a notification is a CloudEvent with an id, a source, a type, a subject and a time"],
    },
    {
      name: "the id of the invocation is taken for that of the blob",
      function: withInput((_, context) => ({ id: context.requestId })),
      caughtBy: ["a notification has the same id at each delivery"],
    },
    {
      name: "a failure is returned, so the blob never comes again and never reaches the poison queue",
      thrown: () => undefined,
      caughtBy: [ONLY_RECORD, "a notification has the same id at each delivery"],
    },
  ]),
  ...ofWire("azure/cosmos", [
    {
      name: "an upsert is read as an insert",
      function: withInput(() => ({ operation: "insert" })),
      caughtBy: ["an update of which the source sends only the new item has nothing else"],
    },
    {
      name: "the id of the document is taken for that of its change",
      function: withInput(({ key }) => ({ id: key.id })),
      caughtBy: ["two changes of one item have different ids, and keep them when they are delivered again"],
    },
    {
      name: "the last attempt stops the partition at its first failure",
      context: withMembers(({ retryContext }) => ({ retryContext: { ...retryContext, maxRetryCount: -1 } })),
      caughtBy: [LAST_ATTEMPT],
    },
  ]),
  ...ofWire("azure/cosmos-all-versions", [
    {
      name: "the documents before and after are swapped",
      event: each(({ current, previous, ...rest }) => ({ ...rest, current: previous, previous: current })),
      caughtBy: [UPDATED],
    },
    {
      name: "a delete is read as an update",
      event: each(({ metadata, ...rest }) => ({
        ...rest,
        metadata: {
          ...metadata,
          operationType: metadata.operationType === "delete" ? "replace" : metadata.operationType,
        },
      })),
      caughtBy: [DELETED],
    },
    {
      name: "the mode is not looked at, so a change is taken for a document",
      context: registered({ changeFeedMode: undefined }),
      caughtBy: [UPDATED, DELETED],
    },
    {
      name: "a batch with a failure is committed while attempts are left",
      thrown: () => undefined,
      caughtBy: [NOT_ACKNOWLEDGED],
    },
  ]),
  ...ofWire("azure/event-grid", [
    {
      name: "a failure is returned, so Event Grid takes the event for delivered",
      thrown: () => undefined,
      caughtBy: [ONLY_RECORD, "an event has the same id at each delivery"],
    },
    {
      name: "the data is parsed twice",
      event: (event) => {
        try {
          return { ...event, data: typeof event.data === "string" ? JSON.parse(event.data) : event.data };
        } catch {
          return event;
        }
      },
      caughtBy: ["the data of an event is a text that is JSON itself"],
    },
    {
      name: "the topic is taken for the source of every event",
      event: ({ source: _, ...event }) => ({ ...event, source: "/topics/shop" }),
      caughtBy: ["an event has the source of its sender"],
    },
  ]),
  ...ofWire("azure/event-grid-storage", [
    {
      name: "the name is taken from the URL as it is",
      event: each((event) => ({
        ...event,
        subject: event.subject.replace(/blobs\/.*/s, `blobs/${event.data.url.split("/").slice(4).join("/")}`),
      })),
      caughtBy: ["a key is decoded once: two words.txt", "a key is decoded once: 100%"],
    },
    {
      name: "the name of the subject is decoded",
      event: each((event) => ({
        ...event,
        subject: event.subject.replace(/%[0-7][0-9A-F]/g, decodeURIComponent),
        data: { ...event.data, url: undefined },
      })),
      caughtBy: ["a key is decoded once: a%20b%2Bc%25.txt"],
    },
    {
      name: "every event of a blob is a creation",
      event: each((event) => ({ ...event, eventType: "Microsoft.Storage.BlobCreated" })),
      caughtBy: ["a notification says that an object was deleted, and in which bucket"],
    },
    {
      name: "a batch with a failure is taken for delivered",
      thrown: () => undefined,
      caughtBy: [NOT_ACKNOWLEDGED],
    },
  ]),
  ...ofWire("azure/sql", [
    {
      name: "an update is read as an insert",
      event: each((change) => ({ ...change, Operation: 0 })),
      caughtBy: ["an update of which the source sends only the new item has nothing else"],
    },
    {
      name: "a failure is returned, so the leases end and no row comes again",
      thrown: () => undefined,
      caughtBy: [NOT_ACKNOWLEDGED],
    },
    {
      name: "the primary key is not looked for",
      options: (options) => ({ ...options, key: [] }),
      caughtBy: ["an update of which the source sends only the new item has nothing else"],
    },
  ]),
];
