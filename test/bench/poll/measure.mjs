// Child process: one consumer, which is measured from its first message past the warm-up to the last.
import { handleOrder } from "../messages/orders.mjs";

const { contender, source, warmup, count, ...job } = JSON.parse(process.argv[2]);
let begun = 0n;
let done = 0;

/** What every contender calls with the text of a message. */
const handle = async (text) => {
  await handleOrder(JSON.parse(text));
  seen();
};
/** The same where the contender parses. */
const handleParsed = async (order) => {
  await handleOrder(order);
  seen();
};

function seen() {
  // Not `handled`: messages that are handled at the same time are all counted there before the first one is done.
  done++;
  if (done === warmup) begun = process.hrtime.bigint();
  if (done !== warmup + count) return;
  process.send(count / (Number(process.hrtime.bigint() - begun) / 1e9), () => process.exit(0));
}

const { consume } = await import(`./contenders/${source}-${contender}.mjs`);
await consume({ ...job, handle, handleParsed });
