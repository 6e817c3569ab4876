import { measureInChild } from "../harness/child.mjs";

/** What is recognised, by contender: the codec of the event among others. */
const recognised = {
  one: { codecs: 1 },
  "first-of-fifty": { codecs: 50 },
  "last-of-fifty": { codecs: 50, last: true },
};

/** Records of one event that go to ten functions, by contender. */
const routed = { "records-1000": 1000, "records-10000": 10_000 };

/** The contenders of each cell; the first is what the others are compared with. */
export const contenders = {
  "growth/recognition": Object.keys(recognised),
  "growth/routing": Object.keys(routed),
};

/** What more triggers and more records cost: CPU nanoseconds of one event, and of one record. */
export const growth = {
  name: "growth",
  cells: [
    cell("recognition", (contender) => recognised[contender]),
    cell("routing", (contender) => ({ records: routed[contender] })),
  ],
};

function cell(name, jobOf) {
  const module = new URL(`./${name}.mjs`, import.meta.url);
  const id = `growth/${name}`;
  return {
    id,
    contenders: contenders[id],
    measure: (contender, runtime) => measureInChild(module, jobOf(contender), runtime),
  };
}
