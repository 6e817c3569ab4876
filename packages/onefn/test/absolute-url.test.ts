import { absoluteUrl, resolveUrl } from "onefn/provider";
import { describe, expect, it } from "vitest";

const shop = (target: string, basePath?: string) =>
  absoluteUrl("https", "shop.example", undefined, target, basePath);

describe("absoluteUrl", () => {
  it.each([
    ["//evil.example/x", "https://shop.example//evil.example/x"],
    ["http://evil.example/", "https://shop.example/http://evil.example/"],
    ["\\\\evil.example\\x", "https://shop.example///evil.example/x"],
    ["@evil.example/", "https://shop.example/@evil.example/"],
    ["", "https://shop.example/"],
    ["?a", "https://shop.example/?a"],
    ["/a?b", "https://shop.example/a?b"],
  ])("keeps the origin for %s", (target, url) => {
    expect(shop(target)).toBe(url);
    expect(new URL(url).host).toBe("shop.example");
  });

  it.each([
    "user@evil.example",
    "a/b",
    "a b",
    "",
    "evil.example?x",
    "999.1.1.1",
    "a:99999",
    "[1:2]",
    "xn--a",
  ])("replaces the host %j", (host) => {
    expect(absoluteUrl("https", host, "shop.example", "/")).toBe("https://shop.example/");
    expect(absoluteUrl("http", host, undefined, "/")).toBe("http://localhost/");
  });

  it.each([
    ["https", "SHOP.example:443", "https://shop.example/"],
    ["http", "SHOP.example:443", "http://shop.example:443/"],
    ["http", "shop.example:80", "http://shop.example/"],
    ["https", "shop.example:80", "https://shop.example:80/"],
    ["http", "0x7f.1", "http://127.0.0.1/"],
    ["http", "[0:0:0:0:0:0:0:1]:8080", "http://[::1]:8080/"],
  ] as const)("spells %s and the host %s as a parser does", (scheme, host, url) => {
    expect(absoluteUrl(scheme, host, undefined, "/")).toBe(url);
    expect(absoluteUrl(scheme, undefined, host, "/")).toBe(url);
  });

  /** Every string of up to four pieces that the parser treats in a way of its own, and some that it leaves alone. */
  const pieces = [
    "/",
    "\\",
    ".",
    "%2e",
    "%2E",
    "%2f",
    "%",
    "a",
    "?",
    "'",
    "^",
    "{",
    " ",
    "\t",
    "\u00e9",
    "#",
  ];
  function* targets(depth: number): Iterable<string> {
    yield "";
    if (depth > 0) for (const rest of targets(depth - 1)) for (const piece of pieces) yield piece + rest;
  }

  it("gives what the URL parser gives, and nothing that it would change again", () => {
    for (const rest of targets(4)) {
      for (const target of [`/${rest}`, `/a${rest}`]) {
        const url = shop(target);
        if (url !== new URL(`https://shop.example${target}`).href || new URL(url).href !== url) {
          expect.fail(`${JSON.stringify(target)} became ${url}`);
        }
      }
    }
  });

  it("leaves every character that the URL parser leaves, and no other", () => {
    for (let code = 0; code <= 0xffff; code++) {
      for (const target of [`/a${String.fromCharCode(code)}b`, `/?a${String.fromCharCode(code)}b`]) {
        const url = shop(target);
        if (url !== new URL(`https://shop.example${target}`).href) expect.fail(`${code} became ${url}`);
      }
    }
  });
});

describe("a base path", () => {
  it("is cut off at the border of a segment only", () => {
    const path = (target: string, base: string) => shop(target, base).slice("https://shop.example".length);
    expect(path("/prod/a", "/prod")).toBe("/a");
    expect(path("/prod", "/prod")).toBe("/");
    expect(path("/prod/", "/prod")).toBe("/");
    expect(path("/prod?a=/b", "/prod")).toBe("/?a=/b");
    expect(path("/prod#a", "/prod")).toBe("/#a");
    expect(path("/production", "/prod")).toBe("/production");
    expect(path("/a", "/prod/")).toBe("/a");
    expect(path("/prod", "/prod/")).toBe("/");
    expect(path("/production", "/prod/")).toBe("/production");
    expect(path("/prod/prod/a", "/prod")).toBe("/prod/a");
    expect(path("/prod//evil.example", "/prod")).toBe("//evil.example");
    expect(path("/a", "/")).toBe("/a");
    expect(path("/a?/prod/b", "/prod")).toBe("/a?/prod/b");
  });

  it.each([
    ["/%70rod/a%2Fb", "/prod"],
    ["/x/../prod/a%2Fb", "/prod"],
    ["/caf%c3%a9/x%20y/a%2Fb", "/caf\u00e9/x y"],
    ["/caf%C3%A9/a%2Fb", "/caf%c3%a9/"],
    ["/100%/a%2Fb", "/100%25"],
    ["/a%2fc/a%2Fb", "/a%2Fc"],
  ])("of %s is %s", (target, base) => {
    expect(shop(target, base)).toBe("https://shop.example/a%2Fb");
  });

  it("is not ended by an encoded slash", () => {
    expect(shop("/prod%2Fa", "/prod")).toBe("https://shop.example/prod%2Fa");
    expect(shop("/a%2Fb/c", "/a/b")).toBe("https://shop.example/a%2Fb/c");
  });

  it("takes no dot segments out of its own way", () => {
    expect(shop("/prod/../admin", "/prod")).toBe("https://shop.example/admin");
  });
});

describe("resolveUrl", () => {
  it.each([
    ["https://SHOP.example:443/a/../b?c#d", "https://shop.example/b?c#d"],
    ["https://shop.example", "https://shop.example/"],
    ["https://shop.example?a", "https://shop.example/?a"],
    ["http://[::1]:3000/%2e%2e/x", "http://[::1]:3000/x"],
  ])("resolves %s", (url, resolved) => {
    expect(resolveUrl(url)).toBe(resolved);
    expect(new URL(url).href).toBe(resolved);
  });

  it("refuses what is no absolute URL", () => {
    expect(() => resolveUrl("/relative")).toThrow(TypeError);
  });
});
