/** What stands on top of a page that nobody writes by hand. */
export const generated = "<!-- Written by `npx -y pnpm@10 docs:write` from the code; edit it there. -->";

/** A table of Markdown. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
