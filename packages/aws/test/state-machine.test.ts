import { readFileSync } from "node:fs";
// @ts-expect-error: the package has no types.
import validate from "asl-validator";
import { expect, it } from "vitest";

const aslValidator: (definition: object) => {
  readonly isValid: boolean;
  readonly errors: readonly unknown[];
} = validate;

const page = readFileSync(new URL("../../../docs/tasks.md", import.meta.url), "utf8");
const [, json = "{}"] = /^```json\n([\s\S]*?)^```$/m.exec(page) ?? [];

it("the state machine of the page about tasks is one", () => {
  const definition = JSON.parse(json);
  const { isValid, errors } = aslValidator(definition);
  expect(errors).toEqual([]);
  expect(isValid).toBe(true);
  expect(Object.keys(definition.States)).toContain("Charge");
});

it("the validator refuses a state machine with a mistake", () => {
  const definition = JSON.parse(json.replace('"Next": "Page the team"', '"Next": "Nowhere"'));
  expect(aslValidator(definition).isValid).toBe(false);
});
