import { contractFunctions } from "@onefn/contract/functions";
import { adapt } from "@onefn/vercel";

// Whole names: a build for the Edge keeps the variables alone that it finds in the code.
const functions = contractFunctions[process.env.CONTRACT_FUNCTIONS];

export const config = { runtime: "edge" };
export default adapt(functions, JSON.parse(process.env.CONTRACT_OPTIONS)).fetch;
