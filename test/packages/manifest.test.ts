import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, it } from "vitest";
import { type Manifest, packages, type Targets, targetsOf } from "./packed.js";

const SOURCE = "onefn-source";

describe.each(packages)("$name", ({ name, folder, manifest }) => {
  const own = name.replace("@onefn/", "");
  const source: Manifest = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../packages", own, "package.json"), "utf8"),
  );

  it("publishes the exports and imports it is developed with, without the sources", () => {
    expect(source.publishConfig.exports).toEqual(withoutSource(source.exports));
    expect(source.publishConfig.imports).toEqual(source.imports && withoutSource(source.imports));
    expect(JSON.stringify(manifest)).not.toContain(SOURCE);
  });

  it("lets a bundler resolve the sources first", () => {
    for (const targets of Object.values({ ...source.exports, ...source.imports })) {
      expect(Object.keys(targets)[0]).toBe(SOURCE);
    }
  });

  it("has its commands before it is built, so that installing the workspace can link them", () => {
    expect(Object.values(source.bin ?? {}).filter((path) => path.startsWith("./dist/"))).toEqual([]);
  });

  it("says where it comes from, where to report faults and what to find it by", () => {
    expect(source).toMatchObject({
      description: expect.stringMatching(/\.$/),
      author: expect.any(String),
      license: "MIT",
      homepage: expect.stringMatching(/^https:\/\//),
      bugs: expect.stringMatching(/^https:\/\//),
      repository: { type: "git", url: expect.stringMatching(/^git\+https:/), directory: `packages/${own}` },
    });
    expect(source.keywords?.length).toBeGreaterThan(3);
    expect(source.scripts?.prepack).toContain("check-packable");
  });

  it("ships every file it names", () => {
    const named = [
      ...targetsOf(manifest.exports),
      ...targetsOf(manifest.imports ?? {}),
      ...(manifest.sideEffects || []),
      ...Object.values(manifest.bin ?? {}),
    ];
    expect(named.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  });

  it("pins what it depends on", () => {
    const third = Object.entries(manifest.dependencies ?? {}).filter(([dependency]) => !isOurs(dependency));
    expect(third.filter(([, version]) => !/^\d/.test(version))).toEqual([]);
  });

  it("passes publint", async () => {
    const { messages, pkg } = await publint({ pkgDir: folder, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });
});

function isOurs(dependency: string): boolean {
  return packages.some(({ name }) => name === dependency);
}

function withoutSource(targets: Targets): Targets {
  if (typeof targets === "string") return targets;
  const kept = Object.entries(targets).filter(([condition]) => condition !== SOURCE);
  return Object.fromEntries(kept.map(([condition, target]) => [condition, withoutSource(target)]));
}
