import type { Environment } from "../native.js";

/**
 * A name as the host reads it. The host replaces app settings (`%ORDERS_QUEUE%`), and the library shows what was
 * registered. A setting that is missing stays as it is.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-expressions-patterns#binding-expressions---app-settings
 */
export function withSettings(name: string, env: Environment): string {
  return name.includes("%")
    ? name.replace(/%([^%]+)%/g, (text, setting) => settingOf(setting, env) ?? text)
    : name;
}

/** The settings of an environment by their names as the host compares them. They do not change while an app runs. */
const known = new WeakMap<Environment, ReadonlyMap<string, string | undefined>>();

/**
 * The host compares names without regard to case, and writes a section as `Queues:Orders`. No variable on Linux can have
 * a colon, so App Service calls it `Queues__Orders` there.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-app-settings#app-setting-considerations
 */
function settingOf(name: string, env: Environment): string | undefined {
  const own = env[name];
  if (own !== undefined) return own;
  let all = known.get(env);
  if (!all) {
    all = new Map(Object.entries(env).map(([each, value]) => [compared(each), value]));
    known.set(env, all);
  }
  return all.get(compared(name));
}

function compared(name: string): string {
  return name.replaceAll("__", ":").toLowerCase();
}
