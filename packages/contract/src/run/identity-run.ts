import assert from "node:assert/strict";
import type { IdentityMoment } from "onefn";
import type {
  CallDeployment,
  Exchange,
  IdentityCaller,
  IdentityReply,
  IdentityWire,
  OutgoingHook,
} from "onefn/simulator";
import type { Behaviour } from "../functions/identity/index.js";
import type { Patience } from "./patience.js";
import { Reports } from "./reports.js";

type Allowed = Extract<IdentityReply, { readonly allowed: true }>;

/** One case's connection to identity functions behind a wire. */
export class IdentityRun {
  readonly wire: IdentityWire;
  /** What the functions have logged since the case began. */
  readonly logs: Reports;
  /** A unique word by which the case finds its own log lines. */
  readonly id: string = crypto.randomUUID().slice(0, 8);
  readonly #deployment: CallDeployment<OutgoingHook, IdentityReply, IdentityCaller>;

  constructor(
    wire: IdentityWire,
    deployment: CallDeployment<OutgoingHook, IdentityReply, IdentityCaller>,
    exchanges: readonly Exchange[],
    { line }: Patience,
  ) {
    this.wire = wire;
    this.#deployment = deployment;
    this.logs = new Reports(deployment, exchanges, { patience: line });
  }

  /** The moment that a case asks at if any will do. */
  get usual(): IdentityMoment {
    return this.wire.moments[0] as IdentityMoment;
  }

  /** Has a function do something while a user waits. */
  ask(
    what: Behaviour,
    {
      on = this.usual,
      id = this.id,
      ...more
    }: { readonly on?: IdentityMoment | undefined; readonly id?: string } & IdentityCaller = {},
  ): Promise<IdentityReply> {
    return this.send({ on, ...this.asking(what, id, on) }, more);
  }

  send(hook: OutgoingHook, caller?: IdentityCaller): Promise<IdentityReply> {
    return this.#deployment.send(hook, caller);
  }

  /** Where a hook has the word that says what to do. */
  asking(what: Behaviour, id: string, on: IdentityMoment): Omit<OutgoingHook, "on"> {
    return on === "authorize"
      ? { credentials: `${what}.${id}` }
      : { user: { id: `user-${id}`, email: `${what}.${id}@contract.example` } };
  }

  /** Asks, and must be let through. */
  async allowed(...args: Parameters<IdentityRun["ask"]>): Promise<Allowed> {
    const reply = await this.ask(...args);
    if (!reply.allowed) assert.fail(`it was denied: ${reply.text}`);
    return reply;
  }

  /** Asks, and must be denied. Returns what the user reads. */
  async denied(...args: Parameters<IdentityRun["ask"]>): Promise<string> {
    const reply = await this.ask(...args);
    assert.ok(!reply.allowed, "it was allowed");
    return reply.text;
  }
}
