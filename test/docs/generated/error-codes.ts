import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../documents.js";

/** A code of `ErrorCode`, as its comment explains it. */
export interface ExplainedCode {
  readonly code: string;
  /** When one meets it: what stands before the first colon, such as `At start`. */
  readonly when: string;
  readonly meaning: string;
  readonly wayOut: string;
}

const SOURCE = "packages/onefn/src/errors.ts";

/** The codes that `ErrorCode` names, in its order. */
export function explainedCodes(): readonly ExplainedCode[] {
  const text = readFileSync(join(root, SOURCE), "utf8");
  const file = ts.createSourceFile(SOURCE, text, ts.ScriptTarget.ES2022);
  const union = file.statements
    .filter(ts.isTypeAliasDeclaration)
    .find(({ name }) => name.text === "ErrorCode")?.type;
  if (!union || !ts.isUnionTypeNode(union)) throw new Error(`${SOURCE} has no union named ErrorCode.`);
  return union.types.map((member) => {
    const code = member.getText(file).slice(1, -1);
    // A member's comment stands before the bar that leads to it.
    const before = text.slice(union.pos, member.getStart(file));
    return { code, ...explanation(before.slice(before.lastIndexOf("/**"))) };
  });
}

function explanation(comment: string): Omit<ExplainedCode, "code"> {
  const prose = comment
    .replaceAll(/^\s*\/?\*+\/?|\*\/|\|\s*$/gm, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const [, when = "", meaning = "", wayOut = ""] = prose.match(/^([^:]+): (.*) Way out: (.*)$/) ?? [];
  return { when, meaning: meaning.charAt(0).toUpperCase() + meaning.slice(1), wayOut };
}

/** The packages whose sources name each code; the contract's cases only look for some */
export function codesInSources(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of readdirSync(join(root, "packages")).sort()) {
    const folder = join(root, "packages", name, "src");
    if (!existsSync(folder)) continue;
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".ts"),
    );
    for (const file of files) {
      if (`packages/${name}/src/${file}` === SOURCE) continue;
      for (const [, code = ""] of readFileSync(join(folder, file), "utf8").matchAll(/"(ONEFN_[A-Z_]+)"/g)) {
        const packages = found.get(code) ?? [];
        if (!packages.includes(name)) found.set(code, [...packages, name]);
      }
    }
  }
  return found;
}
