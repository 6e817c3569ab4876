import { http, json } from "onefn";
import { wiresOf } from "onefn/simulator";
import { expect, it, onTestFinished } from "vitest";
import { matrix } from "./matrix.js";

const tell = (route: string) => http({ path: route }, ({ url }) => json({ route, url }));
const functions = { below: tell("/a/:x"), rest: tell("/*") };

/** Which of the functions is for a path, by what a handler sees of it. */
function routeOf(pathname: string): string {
  const [first, second, ...others] = pathname.slice(1).split("/");
  const isA = first === "a" || first === "%61";
  return isA && second && (others.length === 0 || others.join() === "") && others.length < 2 ? "/a/:x" : "/*";
}

const PIECES =
  "/ / / \\ . .. a a b A %61 %2e %2E %2f %2F %5c %25 %252e %c3%a9 % %zz ' \" < > { } ^ | ~ ` [ ] ; @ : + & = ? # // /. /..".split(
    " ",
  );

/** Numbers from 0 to 1 that are the same each time. */
function* numbers(seed: number): Iterator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

function targets(count: number): string[] {
  const random = numbers(7);
  const below = (limit: number) => Math.floor(random.next().value * limit);
  return Array.from({ length: count }, () => {
    const pieces = Array.from({ length: 1 + below(8) }, () => PIECES[below(PIECES.length)] as string);
    return `/${pieces.join("")}`;
  });
}

const wires = matrix.flatMap((simulator) =>
  wiresOf(simulator, "http").map((wire) => ({ name: `${simulator.provider}/${wire.trigger}`, wire })),
);

const has = (capability: { readonly supported: boolean } | undefined) => capability?.supported !== false;

it.each(wires)("every target of $name leads where its URL says", { timeout: 60_000 }, async ({ wire }) => {
  const deployment = await wire.deploy(() => functions);
  onTestFinished(() => deployment.close());
  const { encodedPath, rawQuery, doubleSlashPath, backslashPath } = wire.capabilities;
  const isTold = [encodedPath, rawQuery, doubleSlashPath, backslashPath].every(has);
  let answered = 0;
  for (const target of targets(400)) {
    const response = await deployment.send(new Request("https://shop.example/"), { target });
    const body = await response.text();
    if (response.status >= 400 && response.status < 500) continue;
    // Vercel's own launcher takes what follows two slashes for a host, and fails on one that is none.
    if (response.status === 500 && /^\/[/\\]/.test(target)) continue;
    answered++;
    const { route, url } = JSON.parse(body);
    const { href, pathname, origin } = new URL(url);
    expect([target, url, route]).toEqual([target, href, routeOf(pathname)]);
    // Of fragments, empty queries, escapes that are none and two slashes ahead, gateways have views of their own.
    const isPlain = isTold && !/^\/[/\\]|#|\?$|%(?![\da-f]{2})/i.test(target);
    if (isPlain) expect([target, href]).toEqual([target, new URL(origin + target).href]);
  }
  expect(answered).toBeGreaterThan(300);
});
