/** The page's style, light and dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf8; --card: #fff; --ink: #1d1b19; --faint: #6b6560; --line: #e3dfd9;
  --accent: #0b57d0; --on-accent: #fff; --good: #0a6b3d; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161514; --card: #1f1e1c; --ink: #ece8e3; --faint: #a49d95; --line: #35322e;
    --accent: #8ab4f8; --on-accent: #10233f; --good: #7ed6a5; --bad: #f2a19b;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main, header { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; }
h1 { font-size: 2rem; margin: 0; letter-spacing: -0.02em; }
h2 { font-size: 1.05rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0; }
p { margin: .25rem 0; color: var(--faint); }
code, pre, textarea, input, select, output { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .875rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; margin: .75rem 0; }
.title { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: baseline; }
.kind { font-size: .75rem; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; color: var(--faint); }
form { display: grid; gap: .75rem; margin-top: .75rem; }
.row { display: grid; gap: .75rem; grid-template-columns: 7rem 1fr 15rem; align-items: end; }
.row.message { grid-template-columns: repeat(auto-fit, minmax(0, 15rem)); }
summary { font-size: .8rem; color: var(--faint); cursor: pointer; }
details[open] { display: grid; gap: .75rem; }
details[open] summary { margin-bottom: .5rem; }
#rejections { display: grid; gap: .75rem; margin-top: 1.5rem; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .8rem; }
#rejections:empty { display: none; }
#rejections span { display: block; border: 1px solid var(--bad); border-radius: .75rem; padding: .75rem 1.25rem; white-space: pre-wrap; overflow-wrap: anywhere; }
label { display: grid; gap: .2rem; font-size: .8rem; color: var(--faint); }
input, select, textarea { width: 100%; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; padding: .45rem .55rem; }
textarea { min-height: 4.5rem; resize: vertical; }
button { font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 0; border-radius: .4rem; padding: .42rem 1.1rem; cursor: pointer; justify-self: start; }
:is(a, button, input, select, textarea):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
output { display: block; white-space: pre-wrap; overflow-wrap: anywhere; }
output:not(:empty) { border-top: 1px solid var(--line); padding-top: .75rem; }
.good { color: var(--good); } .bad { color: var(--bad); } .head, .stack { color: var(--faint); }
.wires { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .25rem 1rem; padding: 0; margin: 0; list-style: none; }
footer { max-width: 62rem; margin: 2rem auto; padding: 0 1.25rem; color: var(--faint); font-size: .85rem; }
@media (max-width: 46rem) { .row, .row.message { grid-template-columns: 1fr; } }
`;
