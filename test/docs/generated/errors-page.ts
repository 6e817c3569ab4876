import { codesInSources, explainedCodes } from "./error-codes.js";
import { generated, tableOf } from "./markdown.js";

/** docs/errors.md. */
export function errorsPage(): string {
  const codes = explainedCodes();
  const packages = codesInSources();
  const sections = [...new Set(codes.map(({ when }) => when))].map((when) => {
    const rows = codes
      .filter((each) => each.when === when)
      .map(({ code, meaning, wayOut }) => [
        `\`${code}\``,
        meaning,
        wayOut,
        namesOf(packages.get(code) ?? []),
      ]);
    return `## ${when}\n\n${tableOf(["code", "what it means", "what to do", "from"], rows)}`;
  });
  return `# Errors

${generated}

An error of onefn says where, why and what to do. Its \`code\` is stable across releases:

\`\`\`text
[onefn/aws] An event that no codec knows reached function "hello" (http). This entry recognises api-gateway-v2. Check
the function's triggers, or import adapt from an entry that recognises more.
\`\`\`

Such errors are thrown (\`OnefnError\`) or logged (the field \`code\` of a line). Alert on codes, not on texts. Clients never
see them: they read what \`HttpError\` says, or a plain 400, 413 or 500 ([security](security.md#errors)).

${sections.join("\n\n")}
`;
}

function namesOf(packages: readonly string[]): string {
  return packages.map((name) => (name === "onefn" ? name : `@onefn/${name}`)).join(", ");
}
