import { clientBehind, forwardedValue } from "onefn/provider";
import { describe, expect, it } from "vitest";

describe("clientBehind", () => {
  it.each([
    ["nobody is trusted", "192.0.2.1", "198.51.100.9", 0, "192.0.2.1"],
    ["the gateway has appended the peer", "192.0.2.1", "198.51.100.9, 192.0.2.1", 1, "198.51.100.9"],
    ["the gateway has appended nobody", "192.0.2.1", "198.51.100.9", 1, "198.51.100.9"],
    ["the client forges entries", "192.0.2.1", "6.6.6.6, 198.51.100.9, 192.0.2.1", 1, "198.51.100.9"],
    [
      "the client claims the peer's address",
      "192.0.2.1",
      "6.6.6.6, 192.0.2.1, 198.51.100.9",
      1,
      "198.51.100.9",
    ],
    ["there are fewer entries than proxies", "192.0.2.1", "198.51.100.9", 5, "198.51.100.9"],
    ["addresses come with ports", "192.0.2.1", "198.51.100.9:4711, 192.0.2.1:50123", 1, "198.51.100.9"],
    [
      "addresses of version 6 come with ports",
      "2001:db8::1",
      "[2001:db8::9]:1, [2001:db8::1]:2",
      1,
      "2001:db8::9",
    ],
    ["there is no header", "192.0.2.1", null, 2, "192.0.2.1"],
  ])("when %s", (_case, peer, header, hops, client) => {
    expect(clientBehind(peer, header, hops)).toBe(client);
  });
});

describe("forwardedValue", () => {
  it("believes the nearest proxy, and only with trust", () => {
    expect(forwardedValue("evil.example, shop.example", 1)).toBe("shop.example");
    expect(forwardedValue("shop.example", 0)).toBeNull();
  });
});
