import { contractVerifiers } from "@onefn/contract/functions";

/** The options of a deployment that takes events as requests. A function for `verify` is passed by its name. */
export const options = JSON.parse(process.env.CONTRACT_OPTIONS ?? "{}", (key, value) =>
  key === "verify" ? (contractVerifiers[value] ?? value) : value,
);
