/** What registers tests: Vitest's own functions, or a list of them. */
export interface Registers {
  describe(name: string, register: () => void): void;
  readonly it: {
    (name: string, test: () => Promise<void> | void): void;
    each<Row extends unknown[] | [unknown]>(
      rows: readonly Row[],
    ): (name: string, test: (...row: Row) => Promise<void> | void) => void;
  };
}

/** The tests that something registers, by their names, to be run one by one. */
export function registered(
  register: (registers: Registers) => void,
): ReadonlyMap<string, () => Promise<void> | void> {
  const tests = new Map<string, () => Promise<void> | void>();
  let path = "";
  const it: Registers["it"] = Object.assign(
    (name: string, test: () => Promise<void> | void) => void tests.set(`${path}${name}`, test),
    {
      each:
        <Row extends unknown[] | [unknown]>(rows: readonly Row[]) =>
        (name: string, test: (...row: Row) => Promise<void> | void) => {
          for (const row of rows) it(name.replace("%s", String(row[0])), () => test(...row));
        },
    },
  );
  const describe: Registers["describe"] = (name, inner) => {
    const before = path;
    path += `${name}: `;
    inner();
    path = before;
  };
  register({ describe, it });
  return tests;
}
