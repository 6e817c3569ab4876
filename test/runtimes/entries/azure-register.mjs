import {
  blob,
  cosmos,
  durableActivity,
  entra,
  eventGrid,
  eventHub,
  kafka,
  register,
  serviceBus,
  sql,
  storageQueue,
  timer,
} from "@onefn/azure/register";
import { contractFunctions } from "@onefn/contract/functions";
import { options } from "./event-options.mjs";

const functions = contractFunctions[process.env.CONTRACT_FUNCTIONS];
const registration = JSON.parse(process.env.CONTRACT_TRIGGER ?? "null");

if (registration) {
  if (registration.settles) await import("@azure/functions-extensions-servicebus");
  // The contract's one registration stands for many queues: their names are looked up.
  register("contract", functions, bindingOf(registration), { names: {}, ...options });
} else if (options.events || functions.signUp) {
  const { events: { verify = () => false } = {}, ...others } = options;
  register("contract", functions, entra({ verify }), others);
} else {
  register("contract", functions, { ...options, stream: process.env.CONTRACT_STREAMS === "true" });
}

function bindingOf({ type, place, cardinality, isSessionsEnabled, settles, retries, changeFeedMode }) {
  const connection = "CONNECTION";
  const retry =
    retries === undefined
      ? undefined
      : { strategy: "fixedDelay", maxRetryCount: retries, delayInterval: 100 };
  switch (type) {
    case "queueTrigger":
      return storageQueue({ connection, queue: place.queueName });
    case "eventHubTrigger":
      return eventHub({ connection, hub: place.eventHubName, cardinality, retry });
    case "kafkaTrigger":
      return kafka({ brokerList: "%BROKERS%", topic: place.topic, cardinality, retry });
    case "blobTrigger":
      return blob({ connection, container: place.path.split("/")[0] });
    case "cosmosDBTrigger":
      return cosmos({
        connection,
        database: place.databaseName,
        container: place.containerName,
        mode: changeFeedMode,
        retry,
      });
    case "activityTrigger":
      return durableActivity();
    case "eventGridTrigger":
      return eventGrid({ cardinality });
    case "sqlTrigger":
      return sql({ connection, table: place.tableName, key: ["id"] });
    case "timerTrigger":
      return timer({ schedule: place.schedule, retry });
    default:
      return serviceBus({
        connection,
        queue: place.queueName,
        topic: place.topicName,
        subscription: place.subscriptionName,
        sessions: isSessionsEnabled,
        cardinality,
        settle: settles ?? false,
      });
  }
}
