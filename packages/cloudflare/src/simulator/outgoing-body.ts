import type { Arrival, HeaderLine } from "./arrival.js";

interface OutgoingBody {
  readonly body: Arrival["body"];
  /** The header that announces the length, unless the client wrote one itself. */
  readonly announced: readonly HeaderLine[];
}

/** How a client sends a body: a single chunk with its length, several in chunks. */
export async function outgoingBody(request: Request, sent: readonly HeaderLine[]): Promise<OutgoingBody> {
  const { method } = request;
  if (method === "GET" || method === "HEAD") return { body: null, announced: [] };
  const chosen = sent.some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name));
  const announce = (name: string, value: string): readonly HeaderLine[] => (chosen ? [] : [[name, value]]);
  const reader = (request.body as ReadableStream<Uint8Array<ArrayBuffer>> | null)?.getReader();
  const first = (await reader?.read())?.value ?? new Uint8Array();
  const second = await reader?.read();
  if (!reader || !second || second.done) {
    return { body: first, announced: announce("content-length", `${first.length}`) };
  }
  const chunks = [first, second.value];
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = chunks.shift() ?? (await reader.read()).value;
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
  });
  return { body, announced: announce("transfer-encoding", "chunked") };
}
