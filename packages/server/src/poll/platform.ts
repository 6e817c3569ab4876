/** What `context.platform` holds for a message that a poller has fetched. */
export interface PolledPlatform {
  readonly wire: "poll";
  /** What was fetched at once. */
  readonly event: unknown;
  /** The message as the source's own client has given it: SQS's `Message`, amqplib's, or kafkajs's. */
  readonly record?: unknown;
}
