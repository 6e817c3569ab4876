import { html } from "onefn";
import type { RecordKindName } from "onefn/simulator";
import { type CallKindName, callKinds, isCallKind } from "../call-kinds.js";
import { wiresTo } from "../calls.js";
import { isRecordKind, recordKinds } from "../kinds.js";
import type { Functions } from "../load.js";
import { type Samples, sampleFor } from "../sample.js";
import type { Served } from "../served.js";
import type { Wires } from "../wires.js";
import { type Markup, markup, raw } from "./markup.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";

/** The page that lists functions, providers and wires, with a form to try each. */
export function page({ all: functions, samples }: Served, wires: Wires, origin: string): Response {
  const nonce = crypto.randomUUID();
  const http = [...wires.of("http").keys()];
  const example = http.at(-1) ?? "";
  const path = samplePath(Object.values(functions).map(pathOf).find(Boolean) ?? "/");
  const document = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>onefn dev</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${raw(STYLE)}</style>
</head>
<body>
<header>
<h1>onefn</h1>
<p>Every function here goes through the wires of the installed providers, as it would in the cloud.</p>
</header>
<main>
<div id="rejections" role="alert"></div>
<h2>Functions</h2>
${Object.entries(functions).map(([name, fn]) =>
  card(
    name,
    fn,
    isRecordKind(fn.kind)
      ? recordForm(
          name,
          fn,
          fn.kind,
          [...wires.of(fn.kind).keys()],
          sampleFor(name, fn, samples, recordKinds[fn.kind].sample?.(fn)),
        )
      : isCallKind(fn.kind)
        ? callForm(name, fn, samples, wires)
        : httpForm(name, fn, http),
  ),
)}
<h2>Providers and wires</h2>
${providers(wires)}
</main>
<footer>
The same in a terminal: <code>curl -i -H 'x-onefn-as: ${example}' ${origin}${path}</code>. In a browser's address
bar: <code>${path}?onefn-as=${example}</code>. The answer's header <code>x-onefn-wire</code> names the wire.
</footer>
<script nonce="${nonce}">${raw(SCRIPT)}</script>
</body>
</html>`;
  return html(`${document}`, {
    headers: {
      "cache-control": "no-store",
      "content-security-policy":
        `default-src 'none'; img-src data:; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; ` +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
  });
}

type Fn = Functions[string];

function card(name: string, fn: Fn, form: Markup): Markup {
  return markup`<section class="card">
<div class="title"><h3>${name}</h3><span class="kind">${fn.kind}</span><code>${describe(name, fn)}</code></div>
${form}
</section>
`;
}

interface HttpTrigger {
  readonly path?: string | undefined;
  readonly methods?: readonly string[] | undefined;
}

function pathOf({ kind, trigger }: Fn): string | undefined {
  return kind === "http" ? (trigger as HttpTrigger).path : undefined;
}

function describe(name: string, fn: Fn): string {
  if (isRecordKind(fn.kind)) return recordKinds[fn.kind].claimOf(name, fn);
  if (isCallKind(fn.kind)) return callKinds[fn.kind].claimOf(name, fn);
  const { path, methods } = fn.trigger as HttpTrigger;
  return `${methods?.join(", ") ?? "any method"} ${path ?? "every path"}`;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

function httpForm(name: string, { trigger }: Fn, wires: readonly string[]): Markup {
  const { path = "/", methods = METHODS } = trigger as HttpTrigger;
  const body = methods.some((method) => method !== "GET" && method !== "HEAD")
    ? markup`<label>Body <textarea name="body" spellcheck="false"></textarea></label>`
    : markup``;
  const files = body.toString()
    ? markup`<label><span>Files, as the field <code>file</code> of a form, with the body as its field <code>body</code></span>
<input type="file" name="file" multiple></label>`
    : markup``;
  return markup`<form aria-label="${name}">
<div class="row">
<label>Method ${select("method", methods)}</label>
<label>Path <input name="path" value="${samplePath(path)}" spellcheck="false"></label>
<label>Wire ${select("wire", wires)}</label>
</div>
<details><summary>${files.toString() ? "Headers and files" : "Headers"}</summary>
<label>Headers, one a line
<textarea name="headers" placeholder="authorization: Bearer ..." spellcheck="false"></textarea></label>
${files}
</details>
${body}
<button>Send</button>
<output></output>
</form>
<noscript><p>Without scripts: ${wires.map((wire) => markup`<a href="${samplePath(path)}?onefn-as=${wire}">${wire}</a> `)}</p></noscript>`;
}

function recordForm(
  name: string,
  fn: Fn,
  kind: RecordKindName,
  wires: readonly string[],
  sample: string,
): Markup {
  const { path: base, noun, placesOf } = recordKinds[kind];
  const places = placesOf(name, fn).map(
    (place) => [`/_onefn/${base}/${encodeURIComponent(place)}`, place] as const,
  );
  const [[first]] = places as [(typeof places)[number]];
  const path =
    places.length > 1
      ? markup`<label>Type ${choice("path", places)}</label>`
      : markup`<input type="hidden" name="path" value="${first}">`;
  return inputForm(name, { path, noun, wires, sample });
}

/** A form for a task, a transform or a hook. */
function callForm(name: string, fn: Fn, samples: Samples, wires: Wires): Markup {
  const kind = fn.kind as CallKindName;
  const { path, noun, placeOf, sample } = callKinds[kind];
  const place = placeOf(name, fn);
  return inputForm(name, {
    path: markup`<input type="hidden" name="path" value="/_onefn/${path}/${encodeURIComponent(place)}">`,
    noun,
    wires: [...wiresTo(kind, place, wires).keys()],
    sample: sampleFor(name, withInput(fn), samples, sample),
  });
}

/** A task's schema is that of its input. */
function withInput(fn: Fn): Fn {
  return "input" in fn ? ({ ...fn, schema: fn.input } as Fn) : fn;
}

interface InputForm {
  /** The field that has the path. */
  readonly path: Markup;
  readonly noun: string;
  readonly wires: readonly string[];
  readonly sample: string;
}

function inputForm(name: string, { path, noun, wires, sample }: InputForm): Markup {
  const label = noun.charAt(0).toUpperCase() + noun.slice(1);
  return markup`<form aria-label="${name}">
<input type="hidden" name="method" value="POST">
<div class="row message">
${path}
<label>Wire ${select("wire", wires)}</label>
</div>
<label>${label} <textarea name="body" rows="${sample.split("\n").length}" spellcheck="false">${sample}</textarea></label>
<button>Send</button>
<output></output>
</form>`;
}

function select(name: string, options: readonly string[]): Markup {
  return markup`<select name="${name}">${options.map((option) => markup`<option>${option}</option>`)}</select>`;
}

function choice(name: string, options: readonly (readonly [value: string, label: string])[]): Markup {
  return markup`<select name="${name}">${options.map(
    ([value, label]) => markup`<option value="${value}">${label}</option>`,
  )}</select>`;
}

/** A path that the pattern matches: `/hello/:name` gives `/hello/name`. */
function samplePath(pattern: string): string {
  return pattern
    .replace(/\/:[^/]+\?/g, "")
    .replace(/:([\w-]+)/g, "$1")
    .replace(/\*/g, "");
}

function providers({ all }: Wires): Markup {
  const names = [...new Set(all.map(({ provider }) => provider))];
  return markup`${names.map(
    (each) => markup`<section class="card"><div class="title"><h3>${each}</h3></div>
<ul class="wires">${all
      .filter(({ provider }) => provider === each)
      .map(
        ({ name, kind }) => markup`<li><code>${name}</code> <span class="kind">${kind}</span></li>`,
      )}</ul></section>
`,
  )}`;
}
