import { isUtf8 } from "node:buffer";
import type { Capabilities } from "onefn/provider";

/** A capability that a wire declares as missing and that an input needs. */
export interface Gap {
  /** The capability, such as `chunkedRequests`. */
  readonly name: string;
  readonly reason: string;
  readonly source: string;
}

/** What is known of a request that is sent. */
interface Sent {
  readonly url: URL;
  readonly body: Uint8Array | null;
  /** Whether its length is not known before the end. */
  readonly streamed: boolean;
}

/** What a request can need of a wire, by the names of the capabilities. */
const NEEDS: Readonly<Record<string, (sent: Sent) => boolean>> = {
  chunkedRequests: ({ streamed }) => streamed,
  binaryRequests: ({ body }) => body !== null && !isUtf8(body),
  encodedPath: ({ url }) => url.pathname.includes("%"),
  encodedSlash: ({ url }) => /%2f/i.test(url.pathname),
  doubleSlashPath: ({ url }) => url.pathname.startsWith("//"),
  duplicateQuery: ({ url }) => new Set(url.searchParams.keys()).size < [...url.searchParams.keys()].length,
};

/** What a wire cannot carry of a request. */
export function gapsOf(sent: Sent, capabilities: Capabilities): readonly Gap[] {
  return Object.entries(NEEDS).flatMap(([name, isNeeded]) =>
    isNeeded(sent) ? gapNamed(name, capabilities) : [],
  );
}

/** The gap of this name, if a wire declares it. */
export function gapNamed(name: string, capabilities: Capabilities): readonly Gap[] {
  const capability = capabilities[name];
  if (!capability || capability.supported) return [];
  const { reason, source } = capability;
  return [{ name, reason, source }];
}
