import { measureInChild } from "../harness/child.mjs";
import { cases } from "../server/cases.mjs";

const module = new URL("./measure.mjs", import.meta.url);

export const contenders = ["raw", "onefn", "onefn-native", "onefn-hono"];

/** Functions behind Azure's library, which makes its requests of RPC messages: CPU microseconds of one invocation. */
export const azure = {
  name: "azure",
  cells: Object.keys(cases).map((name) => ({
    id: `azure/${name}`,
    contenders,
    measure: (contender, runtime) => measureInChild(module, { contender, case: name }, runtime),
  })),
};
