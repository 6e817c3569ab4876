import { message, storage } from "onefn";
import { expect, test } from "vitest";
import { running } from "./support/dev.js";

const functions = {
  thumbnails: storage({ bucket: "uploads", on: "created", suffix: ".jpg" }, ({ key, size }, { log }) => {
    if (key === "broken.jpg") throw new Error("no image");
    log.info("resized", { key, size });
  }),
  rest: message({ as: "text" }, () => {}),
};

const send = async (url: string, body: string, { bucket = "uploads", query = "" } = {}) => {
  const response = await fetch(`${url}_onefn/notifications/${bucket}${query}`, { method: "POST", body });
  return [response.status, await response.text()] as const;
};

test.each([
  ["a.jpg", { key: "a.jpg", size: 1024 }],
  ['{"key":"my photos/a+b.jpg","size":7}', { key: "my photos/a+b.jpg", size: 7 }],
])("a notification of %s reaches its function through the provider's wire", async (body, seen) => {
  const { url } = await running({ functions });
  const [status, answer] = await send(url, body);
  const { sent } = JSON.parse(answer);
  expect(status).toBe(200);
  expect(JSON.parse(answer)).toMatchObject({
    wire: "aws/s3-in-sqs",
    acknowledged: sent,
    log: [{ message: "resized", ...seen }],
  });
  const [, direct] = await send(url, body, { query: "?onefn-as=aws/s3" });
  expect(JSON.parse(direct)).toMatchObject({ wire: "aws/s3", log: [{ message: "resized", ...seen }] });
});

test("a notification that no filter matches is acknowledged, and one that fails is dead with its reason", async () => {
  const { url } = await running({ functions });
  const [, other] = await send(url, '{"key":"a.jpg","operation":"deleted"}');
  expect(JSON.parse(other)).toMatchObject({ dead: [], log: [{ level: "DEBUG" }] });
  const { dead, reasons } = JSON.parse((await send(url, "broken.jpg"))[1]);
  expect(dead).toHaveLength(1);
  expect(Object.values(reasons)).toEqual(["no image"]);
});

test.each(["", "{}", "{", '{"key":1}', '{"operation":"deleted"}', '{"key":"a","operation":"toString"}'])(
  "a notification is rejected if the body is %j",
  async (body) => {
    const { url } = await running({ functions });
    expect(await send(url, body)).toEqual([400, expect.stringContaining("Send an object's key")]);
  },
);

test("a notification that the source cannot send is rejected with the reason", async () => {
  const { url } = await running({ functions });
  const archived = '{"key":"a.jpg","operation":"archived"}';
  expect(await send(url, archived)).toEqual([400, expect.stringContaining("[onefn/aws]")]);
  expect(await send(url, "a.jpg", { bucket: "others" })).toEqual([
    404,
    expect.stringContaining("Known: uploads."),
  ]);
});

test("the page's form starts with a key that matches the function's filters", async () => {
  const { url } = await running({ functions });
  const page = await (await fetch(url)).text();
  expect(page).toContain("/_onefn/notifications/uploads");
  expect(page).toMatch(/<textarea name="body"[^>]*>example\.jpg</);
});
