// A process that consumes a queue of RabbitMQ, and says what its handler does.
import { adapt, poll } from "@onefn/server/poll";
import { rabbitmq } from "@onefn/server/rabbitmq";
import amqplib from "amqplib";
import { handler } from "./handler.mjs";

const { ENDPOINT, QUEUE: queue, OPTIONS = "{}", SOURCE = "{}" } = process.env;
const connect = () => amqplib.connect(ENDPOINT);

await poll(adapt(handler), rabbitmq({ connect, queue, ...JSON.parse(SOURCE) }), JSON.parse(OPTIONS));
console.log("polling");
