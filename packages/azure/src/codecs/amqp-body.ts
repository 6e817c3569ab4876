import { Buffer } from "node:buffer";

/** The code of a section of bytes. */
const DATA = 0x75;
/** The code of a section with a list of values. */
const SEQUENCE = 0x76;

/** Sections of one kind as the library's decoder gives them. A body of another kind is its value alone. */
interface Sections {
  readonly typecode?: unknown;
  /** What is in the section; a list of that if there are several. */
  readonly content?: unknown;
  readonly multiple?: boolean;
}

/**
 * The body of an AMQP message that consists of sections: bytes, or a list of values. Undefined for any other. There may be
 * several sections of a kind, and where one ends has no meaning.
 * @see https://docs.oasis-open.org/amqp/core/v1.0/os/amqp-core-messaging-v1.0-os.html#section-message-format
 */
export function sectionsOf(body: unknown): Uint8Array | readonly unknown[] | undefined {
  const { typecode, content, multiple }: Sections = Object(body);
  const all = multiple && Array.isArray(content) ? content : [content];
  if (typecode === DATA && all.every((each) => each instanceof Uint8Array))
    return all.length === 1 ? all[0] : Buffer.concat(all);
  if (typecode === SEQUENCE && all.every(Array.isArray)) return all.flat();
  return undefined;
}
