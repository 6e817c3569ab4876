import type { HostOptions, RunningServer } from "@onefn/server/simulator";
import type { Load } from "onefn/simulator";

/** What runs functions-framework: this process, or one of its own. */
export interface FrameworkHost {
  start(load: Load, options: FrameworkOptions): Promise<RunningServer>;
}

/** How functions are adapted and deployed. */
export interface FrameworkOptions extends HostOptions {
  /** Default: `"http"`. */
  readonly signature?: "http" | "cloudevent" | undefined;
}
