import type { Exchange } from "onefn/simulator";
import type { z } from "zod";
import { awsResults } from "./aws.js";

/** What results have to look like, by wire: the providers' documentation as schemas. */
const results: Readonly<Record<string, z.ZodType>> = { ...awsResults };

/** What is wrong with a native result by its provider's documentation; nothing for wires that have no schema here. */
export function malformations({ trigger, nativeResult, error }: Exchange): readonly string[] {
  const schema = results[trigger];
  if (!schema || error !== undefined) return [];
  const { success, error: problem } = schema.safeParse(nativeResult);
  return success ? [] : problem.issues.map((issue) => `${trigger} ${issue.path.join(".")}: ${issue.message}`);
}
