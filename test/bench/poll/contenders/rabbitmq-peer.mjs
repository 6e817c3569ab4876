import { connect } from "amqplib";

/** amqplib alone: each message is handled as it comes. */
export async function consume({ endpoint, place, handle }) {
  const channel = await (await connect(endpoint)).createChannel();
  await channel.prefetch(100);
  await channel.consume(place, async (message) => {
    await handle(message.content.toString());
    channel.ack(message);
  });
}
