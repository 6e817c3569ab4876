import { readdirSync } from "node:fs";
import { planContract } from "@onefn/contract";
import { type AnyFunction, type FunctionRecord, isOnefnFunction } from "onefn";
import type { LogEntry } from "onefn/provider";
import type { Simulator } from "onefn/simulator";
import { describe, type ExpectStatic, it } from "vitest";
import { matrix } from "../matrix.js";
import { borders } from "./borders.js";
import type { Mutant, Mutation, Native } from "./mutant.js";

/** A mutation, with reports of its own mistakes. */
export interface Breaking {
  /** A value as the mutation changes it, or the same value. */
  change(hook: Exclude<keyof Mutation, "line">, value: Native, event?: Native): Native;
  /** Whether the mutation has a hook. */
  has(hook: keyof Mutation): boolean;
  /** The functions and options for an adapter. */
  prepare(functions: Native, options: Native): [functions: never, options: Native];
}

/** @param crashes receives the errors of the mutation itself, which must break the adapter without failing. */
function breaking(mutation: Mutation, crashes: unknown[]): Breaking {
  const change: Breaking["change"] = (hook, value, event) => {
    try {
      return mutation[hook] ? mutation[hook](value, event) : value;
    } catch (error) {
      if (error instanceof TypeError || error instanceof ReferenceError) crashes.push(error);
      throw error;
    }
  };
  const of = (functions: AnyFunction | FunctionRecord) =>
    isOnefnFunction(functions)
      ? change("function", functions)
      : Object.fromEntries(Object.entries(functions).map(([name, fn]) => [name, change("function", fn)]));
  return {
    change,
    has: (hook) => mutation[hook] !== undefined,
    prepare: (functions, options) => [
      (mutation.function ? of(functions) : functions) as never,
      { ...change("options", options), log: mapLog(options.log, mutation) },
    ],
  };
}

type Log = (line: string, entry: LogEntry) => void;

function mapLog(log: Log | undefined, { line: map }: Mutation): Log {
  return (line, entry) => {
    const kept = map ? map(line) : line;
    if (kept !== undefined) log?.(kept, entry);
  };
}

/** Runs some cases of one wire, and returns their results. */
async function statusesOf(of: Simulator, { wire, caughtBy }: Mutant): Promise<object> {
  const plan = planContract(of).find((each) => each.wire === wire);
  if (!plan) throw new Error(`There is no wire ${wire}.`);
  const statuses: Record<string, string> = {};
  for (const name of caughtBy) {
    const found = plan.cases.find((each) => each.name === name);
    statuses[name] = found ? (await found.run()).status : "no such case";
  }
  await plan.close();
  return statuses;
}

async function isCaught(mutant: Mutant, expect: ExpectStatic): Promise<void> {
  const provider = mutant.wire.split("/")[0] as keyof typeof borders;
  const real = matrix.find((each) => each.provider === provider);
  const all = (status: string) => Object.fromEntries(mutant.caughtBy.map((name) => [name, status]));
  expect(await statusesOf(real as Simulator, mutant)).toEqual(all("passed"));
  const crashes: unknown[] = [];
  expect(await statusesOf(borders[provider](breaking(mutant, crashes)), mutant)).toEqual(all("failed"));
  if (mutant.throws) expect(crashes).not.toEqual([]);
  else expect(crashes).toEqual([]);
}

/** The mutants of all files in this folder whose names end in `-mutants.ts`. */
async function allMutants(): Promise<readonly Mutant[]> {
  const files = readdirSync(new URL(".", import.meta.url)).filter((file) => file.endsWith("-mutants.ts"));
  const modules: readonly Readonly<Record<string, readonly Mutant[]>>[] = await Promise.all(
    files.map((file) => import(`./${file}`)),
  );
  return modules.flatMap((module) => Object.values(module).flat());
}

/** Mutants that must run alone, because they have a short deadline or break Vercel's context, which is global. */
const isAlone = ({ name, wire }: Mutant) => name.includes("deadline") || wire.startsWith("vercel/");

/**
 * Registers a test for each mutant of some wires: the cases that must catch it pass with the real adapter, and fail
 * with the broken one.
 */
export async function testMutants(isAsked: (mutant: Mutant) => boolean): Promise<void> {
  const title = "is caught, and the real adapter passes";
  const mutants = (await allMutants()).filter(isAsked);
  // Most of the time is spent waiting for log lines that a broken adapter never writes.
  describe.concurrent.each(mutants.filter((each) => !isAlone(each)))("$wire: $name", (mutant) => {
    it(title, ({ expect }) => isCaught(mutant, expect), 30_000);
  });
  describe.each(mutants.filter(isAlone))("$wire: $name", (mutant) => {
    it(title, ({ expect }) => isCaught(mutant, expect), 30_000);
  });
}
