import { StopNotice } from "../stop-notice.js";
import type { Work } from "../work.js";

/** An event that a poller makes of what it has fetched. */
export class Fetched {
  #work: Work | undefined;
  #notice: StopNotice | undefined;

  /** Fires shortly before the poller stops waiting for this event. */
  get signal(): AbortSignal {
    if (!this.#notice) {
      this.#notice = new StopNotice({ gone: new AbortController().signal });
      this.#work?.notify(this.#notice);
    }
    return this.#notice.signal;
  }

  /** The event is being handled, and is a part of this work until the returned function is called. */
  begin(work: Work): () => void {
    this.#work = work;
    return () => {
      this.#work = undefined;
      if (this.#notice) work.forget(this.#notice);
    };
  }
}
