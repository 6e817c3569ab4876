import { allow, type Decision, identity } from "onefn";
import { describe, expect, it } from "vitest";
import { type AzureOptions, adapt } from "../src/index.js";
import { type EntraOptions, entra } from "../src/simulator/index.js";
import { post } from "./support/extension.js";

const PLATFORM: AzureOptions = { events: { verify: "platform" }, log: () => {} };

/** Asks a function of a token or a sign-up. */
function ask(
  hook: Parameters<typeof entra>[0],
  decide: () => Decision,
  words?: EntraOptions,
  options: AzureOptions = PLATFORM,
) {
  const functions = {
    token: identity({ on: "token" }, decide),
    signUp: identity({ on: "signUp" }, decide),
  };
  return post(adapt(functions, options), entra(hook, words));
}

const INTERNAL = { status: 500, json: { error: { message: "Denied." } } };

/** Entra refuses the whole answer otherwise, and the user is stopped without a word in the function's log. */
describe("the limits of an answer to Entra", () => {
  it("takes claims of 3 KB, however many they are", async () => {
    const claims = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`c${100 + n}`, "123456"]));
    expect((await ask("tokenIssuanceStart", () => allow({ claims }))).status).toBe(200);
    expect(
      await ask("tokenIssuanceStart", () => allow({ claims: { ...claims, c: "x".repeat(80) } })),
    ).toEqual(INTERNAL);
  });

  it.each([
    ["an object", { name: "Bern" }],
    ["a list", ["Bern"]],
    ["null", null],
  ])("stops the user for an attribute that is %s, and the log says why", async (_, city) => {
    const lines: string[] = [];
    const words: EntraOptions = { attributes: { city: "bern" } };
    const decide = () => allow({ attributes: { city } });
    const options: AzureOptions = { ...PLATFORM, log: (line) => void lines.push(line) };
    expect(await ask("attributeCollectionSubmit", decide, words, options)).toEqual(INTERNAL);
    expect(lines.join()).toMatch(/ONEFN_DECISION_INVALID/);
    expect(lines.join()).toContain('the attribute \\"city\\" is no text, number or boolean');
  });
});
