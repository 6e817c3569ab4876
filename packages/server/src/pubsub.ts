/**
 * Messages of Pub/Sub, for adapters of what is built upon a server.
 * @packageDocumentation
 */
export {
  isDelivery,
  type PubsubDelivery,
  type PubsubMessage,
  PubsubSource,
  publishedBytes,
  pubsub,
  pubsubReading,
  topicIn,
} from "./codecs/pubsub.js";
export { pubsubUnwrapped, UnwrappedSource } from "./codecs/pubsub-unwrapped.js";
