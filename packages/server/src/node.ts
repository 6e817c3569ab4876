/**
 * node:http's requests and responses, for adapters of what is built upon it: bodies with limits and backpressure,
 * headers as they came, answers with the right framing.
 * @packageDocumentation
 */
export { NodeBody } from "./codecs/node-body.js";
export { abortNode, type Before, sendNode } from "./codecs/node-response.js";
export { urlOf } from "./codecs/url.js";
export { goneSignal, headerOf, headersOf, type NodeCall, peerOf } from "./node-call.js";
