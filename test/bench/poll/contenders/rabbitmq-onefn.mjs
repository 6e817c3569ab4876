import { adapt, poll } from "@onefn/server/poll";
import { rabbitmq } from "@onefn/server/rabbitmq";
import { connect } from "amqplib";
import { message } from "onefn";

export async function consume({ endpoint, place, handleParsed }) {
  const fn = message({ as: "json" }, ({ data }) => handleParsed(data));
  await poll(adapt(fn), rabbitmq({ connect: () => connect(endpoint), queue: place, prefetch: 100 }));
}
