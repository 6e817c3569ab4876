import { http, text } from "onefn";
import { expect, test } from "vitest";

// Read when the module with the side effect is imported, so it has to be set before.
process.env.ONEFN_GLOBALS = "off";
const { running } = await import("./support/running.js");

test("without light globals, bodies arrive and are limited as with them", async () => {
  const { url } = await running(http({ bodyLimit: 4 }, async (request) => text(await request.text())));
  const post = async (body: string | ReadableStream<Uint8Array>) => {
    const response = await fetch(url, { method: "POST", body, duplex: "half" } as RequestInit);
    return [response.status, await response.text()];
  };
  expect(await post("four")).toEqual([200, "four"]);
  expect(await post("fives")).toEqual([413, "Content Too Large"]);
  expect(await post(new Blob(["fives"]).stream())).toEqual([413, "Content Too Large"]);
});
