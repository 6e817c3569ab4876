/**
 * CloudEvents over HTTP, for adapters of what is built upon a server.
 * @packageDocumentation
 */
export { type CloudEventRecord, CloudEventSource } from "./codecs/cloudevent.js";
export { cloudEvents, cloudEventsBatch, decodeAttribute } from "./codecs/cloudevents.js";
