/**
 * The capabilities that cases ask for, and what each promises. A wire that says nothing of one has it; a wire that
 * lacks one says so by `supported: false` with a reason and a source, and its cases are then expected to fail.
 */
export const CAPABILITIES = {
  // http: what arrives
  anyMethod: "methods beyond the common seven arrive, such as PROPFIND",
  encodedPath: "a path arrives character by character, as it was sent",
  encodedSlash: "a slash that was sent as %2F does not become one",
  doubleSlashPath: "a path that begins with two slashes arrives as such",
  absoluteTarget:
    "a request target that is a whole URL arrives as a path of our own origin, or is refused with a 4xx",
  rawQuery: "the query arrives character by character, in its order",
  duplicateQuery: "a key that stands in the query several times keeps all of its values",
  brokenPercent: "a query and a path with a stray percent sign arrive",
  invalidUtf8Query: "percent-encoded bytes that are no UTF-8 do not break a request",
  invalidUtf8Path: "percent-encoded bytes of a path that are no UTF-8 do not break a request",
  protoQuery: "a query key named __proto__ arrives",
  memberQuery: "query keys that are names of Object's own members arrive, such as constructor",
  host: "request.url names the host that the client asked for",
  repeatedHeaders: "a header that stands in a request several times keeps all of its values",
  latin1Headers: "header values beyond ASCII, in Latin-1, arrive and leave",
  latin1AnswerHeaders: "header values beyond ASCII, in Latin-1, leave",
  unicodeHeaders: "header values that are no Latin-1 do not break a request",
  strictHeaders: "a response header beyond Latin-1 is refused, as the Fetch standard asks",
  emptyHeaders: "a header with an empty value arrives and leaves as such",
  longHeaders: "a header value of 4,000 characters arrives and leaves",
  cookies: "all cookies of a request arrive",
  splitCookies: "cookies that a client spreads over several headers arrive together",
  binaryRequests: "a request's bytes arrive as they were sent",
  chunkedRequests: "a request's body of unannounced length arrives whole",
  chunkedGets: "a GET and a HEAD arrive that announce chunks",
  compressedRequests: "a compressed request body arrives as it was sent, with its content-encoding",
  anyJson:
    "what is sent as JSON arrives, whatever it is: null, a number, broken JSON, bytes that are no UTF-8",
  manyFields: "a form of more than 1,000 fields arrives",
  anyCharset: "a body arrives whatever charset its type names",
  anyEncoding: "a body in a content encoding that the platform does not know arrives as it was sent",
  base64Requests: "a request's body travels as base64, and what is marked as such and is none is refused",
  emptyRequests: "a request with an empty body arrives as one",
  megabyteRequests: "a request's body of 1 MB arrives",
  largeRequests: "a request's body of 4 MB arrives",
  // http: the classes that handlers work with
  mediaTypes: "Blobs and Responses have the media type that the Fetch standard gives them",
  bodilessStatuses: "a Response of a status without a body takes none, as the Fetch standard asks",
  requestSignal: "a request's signal is an AbortSignal of the runtime's own class",
  upstream:
    "a handler reaches a service on the machine that the contract runs on, and hands its request on to it",
  expectUpstream: "a request that came with Expect can be handed on",
  // http: what leaves
  anyStatus: "every status from 200 to 599 leaves as it is",
  setCookies: "several Set-Cookie headers leave as several",
  rawCookies: "several cookies leave character by character, whatever their values hold",
  joinedHeaders: "values that were appended to one header all leave",
  binaryAnswers: "a response's bytes leave as they are",
  compressedAnswers: "a compressed response leaves as it is, with its content-encoding",
  megabyteAnswers: "a response of 1 MB leaves",
  largeAnswers: "a response of 8 MB leaves",
  streaming: "the first byte of a response leaves before the last one is made",
  backpressure: "a handler makes no more of a stream than its client takes",
  streamCancel: "a stream whose client has gone is stopped",
  streamFailure: "a client can tell a stream that failed half-way from one that ended",
  streamFailureEnd: "an answer whose stream fails comes to an end, whether a client can tell or not",
  headRequests: "HEAD arrives as HEAD, and is answered with the headers of GET",
  // http: the context
  auth: "the gateway verifies callers and says who they are",
  clientIp: "the address of the client that connected",
  forwarded: "X-Forwarded-For passes, so that proxies of one's own can be believed by option",
  disconnect: "the signal fires when the client has gone",
  uploadDisconnect: "the signal fires when the client has gone in the middle of its body, whose reading ends",
  streamDisconnect:
    "the signal fires when the client has gone in the middle of a stream of the runtime's own",
  // both
  refusals: "functions that are none of the wire's are refused aloud, and no client reads why",
  unknownEvents: "an event that is none of the wire's can reach a function, and is refused aloud",
  deadline: "the signal fires ahead of the provider's deadline",
  waitUntil: "work goes on after the answer",
  trace: "a W3C trace context of the caller arrives",
  concurrency: "one process handles several inputs at the same time",
  // message
  binaryMessages: "a body of bytes arrives as bytes",
  attributes: "the sender's attributes arrive",
  typedAttributes: "attributes keep their types: numbers, bytes",
  contentType: "the sender's content type arrives",
  attempt: "the number of a delivery is known",
  enqueuedAt: "the time at which a message was sent is known",
  messageTrace: "each message carries the trace of its sender",
  batch: "several messages come in one delivery",
  largeBatches: "10,000 messages come in one delivery",
  partialFailure: "one message of a delivery can fail without the others",
  key: "what a message is ordered or grouped by arrives",
  order: "messages of one key are handled in their order",
  retryAfter: "a retry can say how long to wait",
  reject: "a message can be refused for good, at once",
} as const;

/** The name of a capability that a case can ask for. */
export type CapabilityName = keyof typeof CAPABILITIES;
