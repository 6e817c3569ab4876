import type { Simulator } from "onefn/simulator";
import { matrix } from "./matrix.js";

/** Every second wire of the matrix: the test files that share it run at the same time. */
export function halfOfMatrix(half: 0 | 1): readonly Simulator[] {
  let count = 0;
  const mine = () => count++ % 2 === half;
  return matrix.map((simulator) => ({
    ...simulator,
    wires: simulator.wires.filter(mine),
  }));
}
