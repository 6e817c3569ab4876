import { handleOrder } from "../../orders.mjs";

/** Numbers keep their digits, as for onefn. */
function number(text) {
  const value = Number(text);
  if (String(value) === text) return value;
  return /^-?\d+$/.test(text) ? BigInt(text) : text;
}

function decode(value) {
  if ("S" in value) return value.S;
  if ("N" in value) return number(value.N);
  if ("BOOL" in value) return value.BOOL;
  if ("M" in value) return decodeItem(value.M);
  if ("L" in value) return value.L.map(decode);
  if ("NULL" in value) return null;
  if ("B" in value) return Buffer.from(value.B, "base64");
  if ("SS" in value) return new Set(value.SS);
  if ("NS" in value) return new Set(value.NS.map(number));
  return new Set(value.BS.map((each) => Buffer.from(each, "base64")));
}

function decodeItem(item) {
  const decoded = {};
  for (const name in item) decoded[name] = decode(item[name]);
  return decoded;
}

/** The loop that people write by hand. It stops at the first failure, from which the shard is delivered again. */
export const load = () => async (event) => {
  for (const { dynamodb } of event.Records) {
    try {
      await handleOrder(decodeItem(dynamodb.NewImage));
    } catch (error) {
      console.error(dynamodb.SequenceNumber, error);
      return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
};
