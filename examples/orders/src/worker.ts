import { adapt, poll } from "@onefn/server/poll";
import { rabbitmq } from "@onefn/server/rabbitmq";
import { connect } from "amqplib";
import { orders } from "./functions.js";

const { AMQP_URL = "amqp://127.0.0.1" } = process.env;
const source = rabbitmq({ connect: () => connect(AMQP_URL), queue: "orders" });

await poll(adapt(orders), source, { health: "/healthz" });
