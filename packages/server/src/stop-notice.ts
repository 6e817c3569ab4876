import { OnefnError } from "onefn/provider";

/**
 * How far a server has come on its way to its end.
 *
 * - `streams`: it accepts nothing new; answers that are being sent are told, since they may have no end.
 * - `events`: event streams that go on all the same are ended. Their clients connect anew, to another server.
 * - `all`: the time is nearly up; handlers that have not answered yet are told.
 *
 * See docs/decisions/stopping.md.
 */
export const Phase = { running: 0, streams: 1, events: 2, all: 3 } as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

/** Fires when a client has gone, and when the server stops, as far as this request has to know. */
export class StopNotice {
  readonly #request: { readonly gone: AbortSignal };
  #controller: AbortController | undefined;
  #streams = false;
  #end: (() => void) | undefined;
  #phase: Phase = Phase.running;

  /** @param request whose `gone` is not asked for before somebody looks at the signal. */
  constructor(request: { readonly gone: AbortSignal }) {
    this.#request = request;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      const controller = new AbortController();
      const { gone } = this.#request;
      const leave = () => controller.abort(gone.reason);
      if (gone.aborted) leave();
      else gone.addEventListener("abort", leave);
      this.#controller = controller;
      this.heed(this.#phase);
    }
    return this.#controller.signal;
  }

  /** The answer is on its way, piece by piece. @param end ends it, where that does no harm. */
  streams(end?: () => void): void {
    this.#streams = true;
    this.#end = end;
    this.heed(this.#phase);
  }

  heed(phase: Phase): void {
    this.#phase = phase;
    const told = this.#streams ? Phase.streams : Phase.all;
    if (phase >= told) this.#controller?.abort(stopping());
    if (phase >= Phase.events) this.#end?.();
  }
}

function stopping(): OnefnError {
  return new OnefnError("ONEFN_STOPPING", "[onefn/server] The server stops, and this answer has to end.");
}

/** Streams of the type that browsers open anew by themselves, with the id of the last event that they have seen. */
export function isEventStream(type: string | null | undefined): boolean {
  return /^text\/event-stream\b/i.test(type ?? "");
}
