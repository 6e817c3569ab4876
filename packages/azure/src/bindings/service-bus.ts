import { app } from "@azure/functions";
import type { MessageFunction } from "onefn";
import { checkOption, checkOptions, type OptionChecks } from "onefn/provider";
import { adapt } from "../message/service-bus.js";
import { adapt as adaptSettled } from "../message/service-bus-settled.js";
import type { TriggerBinding } from "../trigger-binding.js";
import { askForAllEntries } from "./all-entries.js";
import { CARDINALITY, FLAG, NAME } from "./checks.js";
import { placed } from "./placing.js";

/**
 * The queue or topic that triggers message functions.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-service-bus-trigger
 */
export interface ServiceBusOptions {
  /** The app setting with the connection string, or the prefix of the settings of an identity-based connection. */
  readonly connection: string;
  /** The queue's name, or an app setting such as `%ORDERS_QUEUE%`. Default: the function's `from`. */
  readonly queue?: string | undefined;
  /** The topic's name, or an app setting. Default: the function's `from`, if there is a `subscription`. */
  readonly topic?: string | undefined;
  /** The topic's subscription, or an app setting. Default: none, the trigger is a queue. */
  readonly subscription?: string | undefined;
  /**
   * `"one"` message in an invocation, which fails alone, or `"many"`, which are delivered again together if one of them
   * fails. Default: `"many"` for `message.batch`, else `"one"`. With `settle` it is always `"many"`.
   */
  readonly cardinality?: "one" | "many" | undefined;
  /** Whether the queue or subscription has sessions: the messages of one session are handled in order. Default: false. */
  readonly sessions?: boolean | undefined;
  /**
   * Whether each message is settled by itself, as soon as its outcome is known: a batch can then fail in part, and
   * `reject()` moves a message to the dead-letter queue. Needs `import "@azure/functions-extensions-servicebus"` in the
   * app. Default: false, the host settles all messages of an invocation together.
   */
  readonly settle?: boolean | undefined;
}

const SERVICE_BUS_OPTIONS = {
  connection: NAME,
  queue: NAME,
  topic: NAME,
  subscription: NAME,
  cardinality: CARDINALITY,
  sessions: FLAG,
  settle: FLAG,
} satisfies OptionChecks<ServiceBusOptions>;

const PLACE = "[onefn/azure] serviceBus";

/**
 * A queue or topic of Azure Service Bus as the trigger of message functions, for `register`. By default, `from` of the
 * function names the queue. With `subscription` it names the topic.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for invalid options; from `register`, if neither they nor the function name
 * the queue or topic.
 * @example
 * register("orders", orders, serviceBus({ connection: "SERVICE_BUS" }));
 * @example
 * register("billing", orders, serviceBus({ connection: "SERVICE_BUS", subscription: "billing" }));
 */
export function serviceBus(options: ServiceBusOptions): TriggerBinding<MessageFunction> {
  checkOptions(PLACE, options, SERVICE_BUS_OPTIONS);
  const { connection, queue, topic, subscription, cardinality, settle } = options;
  checkOption(connection, PLACE, "connection", "the name of an app setting");
  checkOption(!(topic && !subscription), PLACE, "subscription", "the name of the topic's subscription");
  checkOption(!(queue && subscription), PLACE, "queue", "left out for a topic");
  checkOption(!(settle && cardinality === "one"), PLACE, "cardinality", 'left out, or "many", with settle');
  return {
    connect(name, functions, adaptOptions) {
      const named = subscription ? { option: "topic", place: topic } : { option: "queue", place: queue };
      const {
        place,
        fn,
        options: own,
      } = placed({ at: PLACE, ...named, claim: "from" }, functions, adaptOptions);
      const binding = {
        connection,
        isSessionsEnabled: options.sessions ?? false,
        ...(settle
          ? { ...SETTLED, handler: adaptSettled(functions, own) }
          : {
              ...COMPLETED,
              cardinality: cardinality ?? (fn?.batch ? "many" : "one"),
              handler: adapt(functions, own),
            }),
      } as const;
      if (binding.cardinality === "many") askForAllEntries();
      if (subscription)
        app.serviceBusTopic(name, { ...binding, topicName: place, subscriptionName: subscription });
      else app.serviceBusQueue(name, { ...binding, queueName: place });
    },
  };
}

/** The host settles. host.json may say otherwise for functions that settle their messages themselves. */
const COMPLETED = {
  autoCompleteMessages: true,
  // The library parses texts as JSON: `"1"` would be a number, and long numbers would lose digits.
  dataType: "binary",
} as const;

/** The function settles. With `one`, version 0.2 of the library gives no list. */
const SETTLED = { autoCompleteMessages: false, sdkBinding: true, cardinality: "many" } as const;
