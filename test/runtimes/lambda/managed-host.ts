import { Buffer } from "node:buffer";
import type { HostOptions, LambdaAnswer, LambdaInvocation } from "@onefn/aws/simulator";
import type { Load } from "onefn/simulator";
import { Child } from "../harness/child.js";
import { environment } from "./environment.js";
import { type RealLambda, TOO_LARGE } from "./host.js";
import { PAYLOAD_LIMIT } from "./limits.js";
import type { LambdaCommand } from "./process.js";
import { RuntimeApi } from "./runtime-api.js";

/** Lambda chooses these by the size of the instance. */
const CONCURRENCY = { AWS_LAMBDA_MAX_CONCURRENCY: "64", AWS_LAMBDA_NODEJS_WORKER_COUNT: "2" };

/**
 * Lambda Managed Instances: a function is one process that runs several invocations at once, in worker threads, and
 * is never frozen.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-nodejs-runtime.html
 */
export function managedLambda(command: (load: Load, options: HostOptions) => LambdaCommand): RealLambda {
  const processes = new Map<string, ManagedProcess>();
  return {
    async start(load, options) {
      const deployed = command(load, options);
      const key = JSON.stringify(deployed);
      const process = processes.get(key) ?? new ManagedProcess(await RuntimeApi.listen(), deployed);
      processes.set(key, process);
      return {
        lines: process.child.lines,
        invoke: (event, invocation) => process.invoke(JSON.stringify(event), invocation, options),
        close: async () => {},
      };
    },
    get crashes() {
      return [...processes.values()].filter(({ started, child }) => started && !child.alive).length;
    },
    async stop() {
      await Promise.all([...processes.values()].map(({ child }) => child.stop()));
    },
  };
}

class ManagedProcess {
  readonly child: Child;
  /** Whether it has asked for an invocation: a function that refuses to start ends its process. */
  started = false;
  readonly #api: RuntimeApi;
  readonly #ready: Promise<void>;
  readonly #ended: Promise<LambdaAnswer>;

  constructor(api: RuntimeApi, { node, args, cwd, env }: LambdaCommand) {
    this.#api = api;
    this.child = new Child(node, args, { cwd, env: { ...environment(api.address), ...CONCURRENCY, ...env } });
    this.#ready = new Promise((resolve) => {
      api.onIdle = () => {
        this.started = true;
        resolve();
      };
    });
    this.#ended = this.child.ended.then(async (end) => {
      await api.close();
      return { kind: "error", errorType: "Runtime.ExitError", errorMessage: `Runtime exited with ${end}` };
    });
  }

  async invoke(
    event: string,
    invocation: LambdaInvocation,
    { streaming, timeout }: HostOptions,
  ): Promise<LambdaAnswer> {
    if (Buffer.byteLength(event) > PAYLOAD_LIMIT) return TOO_LARGE;
    await Promise.race([this.#ready, this.#ended]);
    const from = this.child.lines.length;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<LambdaAnswer>((resolve) => {
      timer = setTimeout(resolve, timeout, { kind: "timeout" });
    });
    const deadline = Date.now() + timeout;
    const answered = this.#api.invoke({ event, deadline, ...invocation });
    const answer = await Promise.race([answered, this.#ended, late]);
    clearTimeout(timer);
    const over = answer.kind === "result" || answer.kind === "error";
    if (over && !streaming) await this.#written(invocation.requestId, from);
    return answer;
  }

  /** Waits for the last line of an invocation, which those that stream do not write. */
  async #written(requestId: string, from: number): Promise<void> {
    for await (const line of this.child.follow(from)) {
      if (line === `END RequestId: ${requestId}`) return;
    }
  }
}
