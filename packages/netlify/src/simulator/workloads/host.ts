import { type Load, reloading, within } from "onefn/simulator";
import { bindWorkloads } from "../../message/async-workloads.js";
import type { AsyncWorkloadEvent } from "../../workloads/library.js";
import { PlayedContext } from "../context.js";
import type { HostOptions } from "../host.js";
import { base64, newId } from "../network.js";
import { errors, resultOf, type WorkloadResult } from "./library.js";

/** What runs workloads. */
export interface WorkloadHost {
  start(load: Load, options: Pick<HostOptions, "adapt">): RunningWorkloads;
}

/** Functions that take events. */
export interface RunningWorkloads {
  readonly lines: readonly string[];
  /** Handles what the library hands over at an attempt, of which the first is 0. */
  handle(event: unknown, attempt: number, timeout: number): Promise<HandledEvent>;
  close(): Promise<void>;
}

/** How one event ended. */
export interface HandledEvent {
  readonly result: WorkloadResult;
  /** What the adapter threw, if that is not how it tells an outcome. */
  readonly error?: unknown;
}

/** Binds functions to the events of the library. */
export type BindWorkloads = typeof bindWorkloads;

/**
 * Workloads in this process, with the part of Netlify's library simulated.
 *
 * @param through gives what binds the functions in the adapter's place, such as a broken one.
 */
export function workloadsInProcess(
  through: (bind: BindWorkloads) => BindWorkloads = (bind) => bind,
): WorkloadHost {
  const bind = through(bindWorkloads);
  return {
    start(load, { adapt }) {
      const lines: string[] = [];
      const options = { ...adapt, log: (line: string) => void lines.push(line) };
      const handler = reloading(load, (functions) => bind(functions, options));
      const handle = async (event: unknown, attempt: number, context: PlayedContext) => {
        try {
          await handler()(event as AsyncWorkloadEvent, { context, errors });
          return { result: { outcome: "done" } } as const;
        } catch (error) {
          // As the library does, by console.error.
          lines.push(String(error));
          return { result: resultOf(error, attempt), ...own(error) };
        } finally {
          await context.settled();
        }
      };
      return {
        lines,
        close: async () => {},
        handle: async (event, attempt, timeout) =>
          (await within(timeout, () => handle(event, attempt, newContext()))) ?? {
            result: { outcome: "retry" },
          },
      };
    },
  };
}

/** An error of the adapter's own. To fail is also how it says that an event has to come again. */
function own(error: unknown): Pick<HandledEvent, "error"> {
  const { code = "ONEFN_BATCH_FAILED" } = Object(error) as { readonly code?: unknown };
  return code === "ONEFN_BATCH_FAILED" ? {} : { error };
}

function newContext(): PlayedContext {
  const headers = new Headers({ "x-nf-geo": base64({}), "x-nf-request-id": newId() });
  return new PlayedContext("https://simulated.netlify.app/", headers, "us-east-2");
}
