import { contractFunctions } from "@onefn/contract/functions";
import { adapt } from "@onefn/vercel";

const { CONTRACT_FUNCTIONS, CONTRACT_OPTIONS = "{}" } = process.env;

export default adapt(contractFunctions[CONTRACT_FUNCTIONS], JSON.parse(CONTRACT_OPTIONS));
