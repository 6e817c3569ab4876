import { readFileSync } from "node:fs";
import { join } from "node:path";
import { adapt as aws } from "@onefn/aws";
import { adapt as azure } from "@onefn/azure";
import { adapt as cloudflare } from "@onefn/cloudflare";
import { adapt as gcp } from "@onefn/gcp";
import { adapt as netlify } from "@onefn/netlify";
import { adapt as netlifyEvents } from "@onefn/netlify/schedule/scheduled-functions";
import { adapt as server } from "@onefn/server";
import { adapt as vercel } from "@onefn/vercel";
import { http, schedule, text } from "onefn";
import { expect, it } from "vitest";
import { root } from "./documents.js";

const hello = http(() => text("hello"));
const tick = schedule(() => {});

/** Each refuses an option that is too short to resemble any, and then names all that it has. */
const unknown: object = { zz: true };
const refusals: Readonly<Record<string, readonly (() => unknown)[]>> = {
  aws: [() => aws(hello, unknown)],
  azure: [() => azure(hello, unknown)],
  cloudflare: [() => cloudflare(hello, unknown)],
  gcp: [() => gcp(hello, unknown)],
  netlify: [() => netlify(hello, unknown), () => netlifyEvents(tick, unknown)],
  server: [() => server(hello, unknown)],
  vercel: [() => vercel(hello, unknown)],
};

/** An injected clock is for simulators. */
const INTERNAL = "timers";

function namesIn(refusal: () => unknown): readonly string[] {
  try {
    refusal();
  } catch (error) {
    const [, names = ""] = /Did you mean (.+)\?$/.exec((error as Error).message) ?? [];
    return names.split(", ");
  }
  throw new Error("The option was not refused.");
}

it.each(Object.entries(refusals))(
  "the README of @onefn/%s has every option of adapt in a table",
  (name, all) => {
    const readme = readFileSync(join(root, `packages/${name}/README.md`), "utf8");
    const firstCells = [...readme.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = ""]) => cell).join(" ");
    const options = new Set(all.flatMap(namesIn).filter((option) => option !== INTERNAL));
    expect(options.size).toBeGreaterThan(5);
    expect([...options].filter((option) => !firstCells.includes(`\`${option}\``))).toEqual([]);
  },
);
