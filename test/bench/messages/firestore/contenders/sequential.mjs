import { handleOrder } from "../../orders.mjs";
import { DocumentEventData } from "../proto.mjs";

/** Integers keep their digits, as for onefn. */
function integer(long) {
  const number = long.toNumber();
  return Number.isSafeInteger(number) ? number : BigInt(long.toString());
}

function decode(value) {
  const { valueType } = value;
  if (valueType === "integerValue") return integer(value.integerValue);
  if (valueType === "nullValue") return null;
  if (valueType === "mapValue") return decodeFields(value.mapValue.fields);
  if (valueType === "arrayValue") return value.arrayValue.values.map(decode);
  if (valueType === "timestampValue")
    return new Date(value.timestampValue.seconds.toNumber() * 1000).toISOString();
  return value[valueType];
}

function decodeFields(fields) {
  const decoded = {};
  for (const name in fields) decoded[name] = decode(fields[name]);
  return decoded;
}

/** What people write by hand with protobufjs. */
export const load = () => async (events) => {
  for (const { data } of events) {
    try {
      await handleOrder(decodeFields(DocumentEventData.decode(data).value.fields));
    } catch (error) {
      console.error(error);
      throw error;
    }
  }
};
