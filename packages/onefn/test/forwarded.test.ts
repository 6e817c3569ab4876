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
    ["the peer comes with its port", "192.0.2.44:39870", null, 0, "192.0.2.44"],
    ["the peer comes with its port behind a proxy", "192.0.2.44:39870", "198.51.100.9", 1, "198.51.100.9"],
    ["the gateway has appended it without", "192.0.2.1:1", "198.51.100.9, 192.0.2.1", 1, "198.51.100.9"],
    ["a peer of version 6 comes with its port", "[2001:db8::1]:39870", null, 0, "2001:db8::1"],
    ["it comes in brackets alone", "[2001:db8::1]", null, 0, "2001:db8::1"],
    ["it comes without brackets", "2001:db8::1:39870", null, 0, "2001:db8::1"],
    ["it maps version 4", "::ffff:192.0.2.1:39870", null, 0, "::ffff:192.0.2.1"],
    ["it has no port", "2001:db8::1:3987", null, 0, "2001:db8::1:3987"],
    ["it has a zone", "fe80::1%eth0", null, 0, "fe80::1%eth0"],
    ["the peer is no address", "test-invoke-source-ip", null, 0, undefined],
    ["the peer is nothing", "", null, 0, undefined],
    ["a proxy does not say who connected to it", "192.0.2.1", "unknown", 1, undefined],
    ["a proxy says nothing", "192.0.2.1", " ", 1, undefined],
  ])("when %s", (_case, peer, header, hops, client) => {
    expect(clientBehind(peer, header, hops)).toBe(client);
  });
});

it.each([":", "1", "1.", "1:", "[", "]", "a:"])("reads a megabyte of %j at once", (part) => {
  expect(clientBehind("192.0.2.1", `${part.repeat(1_000_000 / part.length)}x`, 1)).toBeUndefined();
});

describe("forwardedValue", () => {
  it("believes the nearest proxy, and only with trust", () => {
    expect(forwardedValue("evil.example, shop.example", 1)).toBe("shop.example");
    expect(forwardedValue("shop.example", 0)).toBeNull();
  });
});
