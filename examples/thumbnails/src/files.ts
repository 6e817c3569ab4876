import { memory } from "./memory.js";

/** The object store that holds uploads and thumbnails. */
export interface Files {
  /** Undefined: there is no such object. */
  read(bucket: string, key: string): Promise<Uint8Array | undefined>;
  /** Creates or replaces an object with a WebP image. */
  write(bucket: string, key: string, image: Uint8Array): Promise<void>;
  /** Does nothing if there is no such object. */
  remove(bucket: string, key: string): Promise<void>;
}

let current: Files = memory();

export const files = (): Files => current;

/** Each provider's entry names its store. Without one, objects are kept in memory. */
export function keepFilesIn(store: Files): void {
  current = store;
}
