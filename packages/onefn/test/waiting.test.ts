import { getEventListeners } from "node:events";
import { whileThere } from "onefn/simulator";
import { expect, it } from "vitest";

it("leaves no listener with a client's signal once the answer is there, or failed", async () => {
  const { signal } = new AbortController();
  expect(await whileThere(signal, Promise.resolve("answer"))).toBe("answer");
  await expect(whileThere(signal, Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  await undefined;
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
