/** Is told what becomes of a stream that the platform reads by itself. */
export interface Follower {
  failed(error: unknown): void;
  /** It has come to its end, or nobody wants the rest of it. Not called for one that failed. */
  ended(): void;
}

const FOLLOWER = Symbol.for("onefn.follower");

interface Followable {
  [FOLLOWER]?: Follower | undefined;
}

/** Says of a stream of our own that it tells its fate. */
export function followable(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  (stream as Followable)[FOLLOWER] = undefined;
  return stream;
}

/** Who follows a stream. */
export function followerOf(stream: object): Follower | undefined {
  return (stream as Followable)[FOLLOWER];
}

/** Follows a stream of our own; false for any other, which stays as it is and tells nothing. */
export function follow(stream: object | null, follower: Follower): boolean {
  if (stream === null || !(FOLLOWER in stream)) return false;
  (stream as Followable)[FOLLOWER] = follower;
  return true;
}
