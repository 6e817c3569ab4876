import type { FetchCall } from "../fetch-call.js";

/** An event stream that the server can end when it stops, whatever its source is waiting for. */
export function closableEvents(response: Response, call: FetchCall): Response {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let open = true;
  const close = () => {
    open = false;
    call.finished();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      async pull() {
        try {
          const { done, value } = await reader.read();
          if (!open) return;
          if (!done) return controller.enqueue(value);
        } catch (error) {
          close();
          throw error;
        }
        close();
        controller.close();
      },
      cancel(reason) {
        close();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  call.streams(() => {
    if (!open) return;
    close();
    controller.close();
    reader.cancel().catch(() => {});
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
