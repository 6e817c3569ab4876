import { OnefnError } from "onefn/provider";
import type { NetlifyContext } from "../platform.js";

/**
 * An event as Netlify's library hands it over.
 * @see https://docs.netlify.com/build/async-workloads/writing-workloads
 */
export interface AsyncWorkloadEvent {
  readonly eventName: string;
  /** What was sent as JSON; undefined if nothing was. */
  readonly eventData: unknown;
  readonly eventId: string;
  /** The first is 0. */
  readonly attempt: number;
  /** The request that brought it; its body was read. */
  readonly request: Request;
  /** Runs parts of the work once, even if the event is delivered again. */
  readonly step: {
    run<T>(stepId: string, work: () => Promise<T> | T): Promise<T>;
    sleep(reasonId: string, sleepMs: number | string): Promise<void>;
  };
  sendEvent(
    eventName: string,
    options?: { readonly data?: unknown },
  ): Promise<{ readonly sendStatus: "succeeded" | "failed"; readonly eventId: string }>;
}

/** The errors by which a handler tells the library what becomes of its event. */
export interface WorkloadErrors {
  readonly ErrorDoNotRetry: new (message: string) => Error;
  readonly ErrorRetryAfterDelay: new (options: {
    readonly message: string;
    readonly retryDelay: number;
    readonly forceDelayTime: boolean;
  }) => Error;
}

/** What the adapter uses of `@netlify/async-workloads`. */
export interface WorkloadLibrary extends WorkloadErrors {
  asyncWorkloadFn(
    handler: (event: AsyncWorkloadEvent) => Promise<void>,
  ): (request: Request, context: never) => Promise<Response | void>;
}

/** What an event comes with: Netlify's context of its request, and the library's errors. */
export interface Workload {
  readonly context: NetlifyContext;
  readonly errors: WorkloadErrors;
}

/**
 * Netlify's library, loaded when the first event comes.
 *
 * @throws OnefnError ONEFN_NOT_INSTALLED if it cannot be loaded.
 */
export async function loadLibrary(): Promise<WorkloadLibrary> {
  try {
    return await import("@netlify/async-workloads");
  } catch (cause) {
    throw new OnefnError(
      "ONEFN_NOT_INSTALLED",
      "[onefn/netlify] Async Workloads need the package @netlify/async-workloads. Install it in the project.",
      { cause },
    );
  }
}
