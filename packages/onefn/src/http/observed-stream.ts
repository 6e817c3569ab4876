/** Follows a stream that the platform reads by itself. */
export interface StreamObserver {
  failed(error: unknown): void;
  /** Nobody wants the rest of the stream. It ends or fails when its source does. */
  left?(): void;
  /** The stream has ended, or nobody wants the rest. Not called for one that failed. */
  ended(): void;
}

/** Ends one of our own streams from its source, whether or not somebody reads it. */
export type Stop = () => Promise<void>;

const OBSERVER = Symbol.for("onefn.observer");
const STOP = Symbol.for("onefn.stop");
const OWN = Symbol.for("onefn.observable");

interface Observable {
  [OBSERVER]?: StreamObserver | undefined;
  [STOP]?: Stop;
}

/** Marks a stream as one of our own, which can be observed and stopped. */
export function observable(stream: ReadableStream<Uint8Array>, stop: Stop): ReadableStream<Uint8Array> {
  (stream as Observable)[OBSERVER] = undefined;
  (stream as Observable)[STOP] = stop;
  return stream;
}

/** The observer of a stream. */
export function observerOf(stream: object): StreamObserver | undefined {
  return (stream as Observable)[OBSERVER];
}

/** Observes one of our own streams and returns what stops it; undefined for any other, which cannot be observed. */
export function observe(stream: object | null, observer: StreamObserver): Stop | undefined {
  const own: Observable | null = stream;
  const stop = own?.[STOP];
  if (own && stop) own[OBSERVER] = observer;
  return stop;
}

/** Marks a Response whose body is one of our own streams, for code that must not read `body`. */
export function markObservable(response: Response): Response {
  return Object.assign(response, { [OWN]: true });
}

/** Whether a Response is marked. A new Response around the same body is not. */
export function isMarkedObservable(response: Response): boolean {
  return OWN in response;
}
