import { inProcess } from "onefn/call";
import { buy } from "./buy.js";

const items = [{ sku: "tea", count: 2 }];

console.log(await buy({ id: "a1", items, card: "visa", country: "DE" }, inProcess())); // { parcel: 'parcel-a1' }
console.log(await buy({ id: "a2", items, card: "visa", country: "AQ" }, inProcess())); // { refunded: 8 }
