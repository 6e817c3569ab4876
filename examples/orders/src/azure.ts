import { eventHub, kafka, register, serviceBus, storageQueue } from "@onefn/azure/register";
import { orders } from "./functions.js";

register("orders", orders, serviceBus({ connection: "SERVICE_BUS" }));
register("orders-from-storage", orders, storageQueue({ connection: "AzureWebJobsStorage" }));

// Event Hubs and Kafka never deliver again by themselves. This policy is the host's: three more attempts.
const retry = { strategy: "fixedDelay", maxRetryCount: 3, delayInterval: { seconds: 10 } } as const;

register("orders-from-hub", orders, eventHub({ connection: "EVENT_HUBS", retry }));
register("orders-from-kafka", orders, kafka({ brokerList: "%KAFKA_BROKERS%", retry }));
