import assert from "node:assert/strict";

/** Returns the body of a response, and checks that it reveals no secret, code or stack. */
export async function tellsNothing(response: Response, secret: string): Promise<string> {
  const body = await response.text();
  const all = JSON.stringify([...response.headers]) + body;
  assert.ok(!all.includes(secret), "the answer holds a secret");
  assert.doesNotMatch(all, /ONEFN_/, "the answer holds a code");
  assert.doesNotMatch(all, /\bat .+:\d+|node_modules|\.ts\b|Error:/, "the answer holds a stack");
  return body;
}
