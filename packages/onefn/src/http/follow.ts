/** Is told what becomes of a stream that the platform reads by itself. */
export interface Follower {
  failed(error: unknown): void;
  /** Nobody wants the rest of it. It ends, or fails, when its source has. */
  left?(): void;
  /** It has come to its end, or nobody wants the rest of it. Not called for one that failed. */
  ended(): void;
}

/** Ends a stream of our own from the side of its source, whether or not somebody reads it. */
export type Stop = () => Promise<void>;

const FOLLOWER = Symbol.for("onefn.follower");
const STOP = Symbol.for("onefn.stop");
const OWN = Symbol.for("onefn.followable");

interface Followable {
  [FOLLOWER]?: Follower | undefined;
  [STOP]?: Stop;
}

/** Says of a stream of our own that it tells its fate, and how it is stopped. */
export function followable(stream: ReadableStream<Uint8Array>, stop: Stop): ReadableStream<Uint8Array> {
  (stream as Followable)[FOLLOWER] = undefined;
  (stream as Followable)[STOP] = stop;
  return stream;
}

/** Who follows a stream. */
export function followerOf(stream: object): Follower | undefined {
  return (stream as Followable)[FOLLOWER];
}

/** Follows a stream of our own and gives what stops it; undefined for any other, which stays as it is and tells nothing. */
export function follow(stream: object | null, follower: Follower): Stop | undefined {
  const own: Followable | null = stream;
  const stop = own?.[STOP];
  if (own && stop) own[FOLLOWER] = follower;
  return stop;
}

/** Says of a Response that its body is a stream of our own, for those who may not look at the body. */
export function withFollowable(response: Response): Response {
  return Object.assign(response, { [OWN]: true });
}

/** Whether it was said of a Response. One that was made anew around the same body does not say it. */
export function hasFollowable(response: Response): boolean {
  return OWN in response;
}
