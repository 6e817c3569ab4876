import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { documents, root } from "./documents.js";

/** A heading's anchor, as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
}

function anchorsIn(file: string): readonly string[] {
  const text = readFileSync(file, "utf8").replaceAll(/^```[\s\S]*?^```$/gm, "");
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchorOf(heading));
}

it.each(documents)("$path: what it links to is there", ({ path, text }) => {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, "");
  const links = [...prose.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)];
  const broken = links.filter(([, to = "", anchor]) => {
    const place = to === "" ? join(root, path) : join(root, dirname(path), to);
    // A folder shows its README.
    const file = existsSync(join(place, "README.md")) ? join(place, "README.md") : place;
    return (
      !existsSync(file) || (anchor !== undefined && file.endsWith(".md") && !anchorsIn(file).includes(anchor))
    );
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});
