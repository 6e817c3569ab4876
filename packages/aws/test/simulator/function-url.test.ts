import { expect, it } from "vitest";
import { answerTo, eventOf } from "./raw.js";

interface UrlEvent {
  readonly rawPath: string;
  readonly requestContext: {
    readonly domainName: string;
    readonly accountId: string;
    readonly authorizer?: unknown;
  };
}

it("leaves the path as the client encoded it", async () => {
  const event = await eventOf<UrlEvent>("function-url", new Request("https://x.example/a%20b/c%2Fd"));
  expect(event.rawPath).toBe("/a%20b/c%2Fd");
});

it("has a domain of its own, and an anonymous account without IAM", async () => {
  const event = await eventOf<UrlEvent>("function-url", new Request("https://x.example/"));
  expect(event.requestContext.domainName).toMatch(/\.lambda-url\.[\w-]+\.on\.aws$/);
  expect(event.requestContext.accountId).toBe("anonymous");
  expect(event.requestContext.authorizer).toBeUndefined();
});

it("names the caller whom IAM has verified", async () => {
  const event = await eventOf<UrlEvent>("function-url", new Request("https://x.example/"), {
    auth: { type: "iam", subject: "arn", claims: { userArn: "arn" } },
  });
  expect(event.requestContext.authorizer).toEqual({ iam: { userArn: "arn" } });
});

it("takes the shorthand of payload format 2.0", async () => {
  expect(await (await answerTo("function-url", { hello: 1 })).json()).toEqual({ hello: 1 });
});
