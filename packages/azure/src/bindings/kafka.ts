import { app, trigger } from "@azure/functions";
import type { MessageFunction } from "onefn";
import { checkOption, checkOptions, type OptionChecks } from "onefn/provider";
import { adapt } from "../message/kafka.js";
import type { TriggerBinding } from "../trigger-binding.js";
import { askForAllEntries } from "./all-entries.js";
import { CARDINALITY, NAME, OBJECT } from "./checks.js";
import { placed } from "./placing.js";
import { RETRY, type RetryPolicy } from "./retry-policy.js";

/**
 * The topic that triggers message functions.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-kafka-trigger
 */
export interface KafkaOptions {
  /** The brokers, or an app setting such as `%KAFKA_BROKERS%`. */
  readonly brokerList: string;
  /** The topic's name, or an app setting. Default: the function's `from`. */
  readonly topic?: string | undefined;
  /** Default: `$Default`. */
  readonly consumerGroup?: string | undefined;
  /** `"one"` record in an invocation, or `"many"`. Default: `"many"` for `message.batch`, else `"one"`. */
  readonly cardinality?: "one" | "many" | undefined;
  /** The host's retry policy. Default: none, so a record whose handler fails is lost unless `deadLetter` takes it. */
  readonly retry?: RetryPolicy | undefined;
  /** The trigger's other properties as Azure names them, such as `protocol`, `authenticationMode` and `username`. */
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
}

const KAFKA_OPTIONS = {
  brokerList: NAME,
  topic: NAME,
  consumerGroup: NAME,
  cardinality: CARDINALITY,
  retry: RETRY,
  properties: OBJECT,
} satisfies OptionChecks<KafkaOptions>;

const PLACE = "[onefn/azure] kafka";

/**
 * A topic of Apache Kafka as the trigger of message functions, for `register`. By default, `from` of the function names
 * the topic.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for invalid options; from `register`, if neither they nor the function name
 * the topic.
 * @example
 * register("orders", orders, kafka({ brokerList: "%KAFKA_BROKERS%" }));
 */
export function kafka(options: KafkaOptions): TriggerBinding<MessageFunction> {
  checkOptions(PLACE, options, KAFKA_OPTIONS);
  const { brokerList, topic, consumerGroup, cardinality, retry, properties } = options;
  checkOption(brokerList, PLACE, "brokerList", "the brokers, or the name of an app setting");
  return {
    connect(name, functions, adaptOptions) {
      const named = { at: PLACE, option: "topic", place: topic, claim: "from" } as const;
      const { place, fn, options: own } = placed(named, functions, adaptOptions);
      const binding = {
        ...properties,
        type: "kafkaTrigger",
        brokerList,
        topic: place,
        cardinality: cardinality ?? (fn?.batch ? "many" : "one"),
        // As text, the library would parse the record and whatever JSON stands in it.
        dataType: "binary",
        ...(consumerGroup && { consumerGroup }),
      };
      if (binding.cardinality === "many") askForAllEntries();
      app.generic(name, {
        trigger: trigger.generic(binding),
        ...(retry && { retry }),
        handler: adapt(functions, own) as never,
      });
    },
  };
}
