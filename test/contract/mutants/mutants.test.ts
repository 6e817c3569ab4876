import { simulator } from "@onefn/aws/simulator";
import { simulator as cloudflare } from "@onefn/cloudflare/simulator";
import { describe, type ExpectStatic, it } from "vitest";
import { answerMutants } from "./answer-mutants.js";
import { badInputMutants } from "./bad-input-mutants.js";
import { claimMutants } from "./claim-mutants.js";
import { clockMutants } from "./clock-mutants.js";
import { contextMutants } from "./context-mutants.js";
import { copyMutants } from "./copy-mutants.js";
import { decodingMutants } from "./decoding-mutants.js";
import { deliveryMutants } from "./delivery-mutants.js";
import { inputMutants } from "./input-mutants.js";
import { logMutants } from "./log-mutants.js";
import { moduleMutants } from "./module-mutants.js";
import { broken, type Mutant } from "./mutant.js";
import { networkMutants } from "./network-mutants.js";
import { outcomeMutants } from "./outcome-mutants.js";
import { pathMutants } from "./path-mutants.js";
import { requestMutants } from "./request-mutants.js";
import { allAre, statusesOf } from "./statuses.js";
import { streamMutants } from "./stream-mutants.js";
import { wireMutants } from "./wire-mutants.js";
import { brokenWorker } from "./worker.js";
import { workerMutants } from "./worker-mutants.js";

const mutants = [
  ...requestMutants,
  ...pathMutants,
  ...answerMutants,
  ...contextMutants,
  ...copyMutants,
  ...streamMutants,
  ...decodingMutants,
  ...deliveryMutants,
  ...logMutants,
  ...outcomeMutants,
  ...wireMutants,
  ...badInputMutants,
  ...moduleMutants,
  ...inputMutants,
  ...clockMutants,
  ...claimMutants,
  ...networkMutants,
];

async function isCaught(mutant: Mutant, expect: ExpectStatic): Promise<void> {
  const { wire, caughtBy } = mutant;
  expect(await statusesOf(simulator, wire, caughtBy)).toEqual(allAre("passed", caughtBy));
  const crashes: unknown[] = [];
  expect(await statusesOf(broken(mutant, crashes), wire, caughtBy)).toEqual(allAre("failed", caughtBy));
  expect(crashes).toEqual([]);
}

const title = "is caught, where the adapter as it is passes";
const isTimed = ({ name }: Mutant) => name.includes("deadline");

// Most of the time goes by waiting for log lines that a broken adapter never writes.
describe.concurrent.each(mutants.filter((each) => !isTimed(each)))("$wire: $name", (mutant) => {
  it(title, ({ expect }) => isCaught(mutant, expect), 30_000);
});

// These have a deadline of their own, which other tests must not make them miss.
describe.each(mutants.filter(isTimed))("$wire: $name", (mutant) => {
  it(title, ({ expect }) => isCaught(mutant, expect), 30_000);
});

describe.concurrent.each(workerMutants)("cloudflare/fetch: $name", (mutant) => {
  it(title, async ({ expect }) => {
    const { caughtBy } = mutant;
    const wire = "cloudflare/fetch";
    expect(await statusesOf(cloudflare, wire, caughtBy)).toEqual(allAre("passed", caughtBy));
    expect(await statusesOf(brokenWorker(mutant), wire, caughtBy)).toEqual(allAre("failed", caughtBy));
  });
});
