import { isWrong, median } from "../harness/rounds.mjs";

/** Prints a cell as soon as it is measured: medians of everything that is a number. */
export function printCell(major, id, cell) {
  console.log(`\nNode ${major}, ${id}`);
  for (const [contender, measurements] of Object.entries(cell)) {
    console.log(`  ${contender.padEnd(22)}${told(measurements)}`);
  }
}

function told(measurements) {
  const [first] = measurements;
  if (isWrong(measurements)) return `wrong result${first.reason ? ` (${first.reason})` : ""}`;
  return Object.entries(first)
    .map(([measure, example]) => {
      if (typeof example !== "number") return `${measure} ${example}`;
      return `${measure} ${median(measurements.map((each) => each[measure])).toFixed(2)}`;
    })
    .join("  ");
}
