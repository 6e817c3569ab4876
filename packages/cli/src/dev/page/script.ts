/** Sends the page's forms and shows the answers, only as text. */
export const SCRIPT = `
const sending = new Map();
for (const form of document.forms) form.addEventListener("submit", async (event) => {
  event.preventDefault();
  sending.get(form)?.abort();
  const own = new AbortController();
  sending.set(form, own);
  const output = form.querySelector("output");
  const data = new FormData(form);
  const path = data.get("path");
  const show = (text, style) => {
    if (!own.signal.aborted) output.append(line(text, style));
  };
  output.replaceChildren();
  show("Waiting for the answer", "head");
  try {
    const response = await fetch(path, { ...initOf(data), redirect: "manual", signal: own.signal });
    output.replaceChildren();
    if (response.type === "opaqueredirect") return show("A redirect. Open the path in the browser to follow it.", "head");
    if (path.startsWith("/_onefn/") && response.ok) {
      const report = await response.json();
      return report.sent ? showRecord(report, show) : showCall(report, show);
    }
    show(response.status + " " + response.statusText, response.ok ? "good" : "bad");
    show("  through " + (response.headers.get("x-onefn-wire") ?? "onefn dev") + "\\n", "head");
    show([...response.headers].map((pair) => pair.join(": ")).join("\\n") + "\\n\\n", "head");
    const decoder = new TextDecoder();
    for await (const chunk of chunks(response)) show(decoder.decode(chunk, { stream: true }), "");
  } catch (error) {
    if (output.textContent === "Waiting for the answer") output.replaceChildren();
    show("\\n" + error, "bad");
  }
});
function line(text, style) {
  const span = document.createElement("span");
  span.className = style;
  span.textContent = text;
  return span;
}
function initOf(data) {
  const method = data.get("method");
  const headers = new Headers(data.has("wire") ? { "x-onefn-as": data.get("wire") } : {});
  for (const each of (data.get("headers") ?? "").split("\\n").filter((each) => each.trim())) {
    const colon = each.indexOf(":");
    if (colon < 1) throw new TypeError("Write a header as name: value. This is not one: " + each.trim());
    headers.append(each.slice(0, colon).trim(), each.slice(colon + 1).trim());
  }
  const body = data.get("body");
  const files = data.getAll("file").filter((file) => file.name);
  if (method === "GET" || method === "HEAD" || (!body && files.length === 0)) return { method, headers };
  if (files.length > 0) {
    const form = new FormData();
    if (body) form.append("body", body);
    for (const file of files) form.append("file", file);
    return { method, headers, body: form };
  }
  if (!headers.has("content-type")) {
    headers.set("content-type", isJson(body) ? "application/json" : "text/plain;charset=UTF-8");
  }
  return { method, headers, body };
}
function showRecord({ wire, sent, acknowledged, dead, attempts, reasons, log }, show) {
  const times = (id) => attempts[id] + (attempts[id] === 1 ? " attempt" : " attempts");
  for (const id of acknowledged) show("Acknowledged after " + times(id), "good");
  for (const id of dead) show("Dead after " + times(id) + ": " + reasons[id], "bad");
  show("  through " + wire + "\\n", "head");
  show(sent.map((id) => "id: " + id).join("\\n") + "\\n\\n", "head");
  showLog(log, show);
}
function showCall({ wire, log, ...reply }, show) {
  const failed = reply.error !== undefined || reply.allowed === false || reply.type === "failed";
  show(failed ? "Failed" : "Answered", failed ? "bad" : "good");
  show("  through " + wire + "\\n\\n", "head");
  show(JSON.stringify(reply, null, 2) + "\\n\\n", "");
  showLog(log, show);
}
function showLog(log, show) {
  for (const entry of log) {
    const { error, ...rest } = Object(entry);
    const wrong = /^(?:error|critical)$/i.test(rest.level ?? rest.severity);
    show((typeof entry === "string" ? entry : JSON.stringify(rest)) + "\\n", wrong ? "bad" : "");
    for (let cause = error; cause?.stack; cause = cause.cause) show(cause.stack + "\\n", "stack");
  }
}
async function* chunks(response) {
  const reader = response.body?.getReader();
  for (let next; reader && !(next = await reader.read()).done; ) yield next.value;
}
function isJson(text) {
  try { JSON.parse(text); return true; } catch { return false; }
}
let told = 0;
async function lookForRejections() {
  if (document.visibilityState === "hidden") return;
  const response = await fetch("/_onefn/rejections/" + told).catch(() => undefined);
  if (!response?.ok) return;
  for (const { id, text } of await response.json()) {
    told = Math.max(told, id);
    document.getElementById("rejections").append(line(text, "bad"));
  }
}
lookForRejections();
setInterval(lookForRejections, 1500);
`;
