import type { AnyFunction, FunctionRecord } from "onefn";
import type { Exchange, Wire } from "onefn/simulator";
import type { Case } from "../case.js";
import type { Answer } from "../check/answer.js";
import type { contractFunctions } from "../functions/index.js";
import type { Patience } from "../run/patience.js";

/** The contract of one kind. Shared code uses only this, and knows no kind by its name. */
export interface KindContract<W extends Wire = Wire, Run = unknown> {
  readonly kind: W["kind"];
  /** The functions that its cases deploy, unless they say otherwise. */
  readonly functions: keyof typeof contractFunctions;
  readonly cases: readonly Case<Run>[];
  /** Connects one case to a wire with functions behind it. */
  connect(wire: W, deployment: DeploymentOf<W>, exchanges: readonly Exchange[], patience: Patience): Run;
  /** Prepares the deployment for the next case. After a failed case the deployment is discarded instead. */
  end?(run: Run): Promise<void>;
  readonly compare: Comparison<W>;
}

/** The deployment that a wire returns. */
export type DeploymentOf<W extends Wire> = Awaited<ReturnType<W["deploy"]>>;

/** How `checkFunction` sends an input to functions of one kind, and what it compares. */
export interface Comparison<W extends Wire = Wire, Input = unknown> {
  /** A name for an input, such as `a Request`. */
  readonly input: string;
  /** An example of an input, for errors. */
  readonly example: string;
  takes(input: object): boolean;
  /** The place that a function claims. Absent: an input has no place. */
  placeOf?(fn: AnyFunction): string | undefined;
  /** Sends the input, and splits the result into parts. Undefined: this wire never sends such an input. */
  answer(asked: Asked<W, Input>): Promise<Answer | undefined>;
}

/** One input for one wire. */
interface Asked<W extends Wire, Input> {
  /** Such as `aws/alb`. */
  readonly name: string;
  readonly wire: W;
  readonly deployment: DeploymentOf<W>;
  readonly input: Input;
  /** The functions behind the wire, all of its kind. */
  readonly functions: AnyFunction | FunctionRecord;
}
