import type { Exchange } from "onefn/simulator";
import type { z } from "zod";
import { awsResults } from "./aws.js";
import { netlifyResults } from "./netlify.js";

/** What results have to look like, by provider and wire: the providers' documentation as schemas. */
const results: Readonly<Record<string, z.ZodType>> = { ...awsResults, ...netlifyResults };

/** What is wrong with a native result by its provider's documentation; nothing for wires that have no schema here. */
export function malformations(wire: string, { nativeResult, error }: Exchange): readonly string[] {
  const schema = results[wire];
  if (!schema || error !== undefined) return [];
  const { success, error: problem } = schema.safeParse(nativeResult);
  return success ? [] : problem.issues.map((issue) => `${issue.path.join(".") || "it"}: ${issue.message}`);
}
