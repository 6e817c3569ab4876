// node dev-server.cjs <entry>: serves one function of the project in the current folder by Vercel's dev server.
const childProcess = require("node:child_process");
const { startDevServer } = require("@vercel/node");

// The dev server is a process of its own, and only its number is told: whoever watches this process watches both.
const { fork } = childProcess;
childProcess.fork = (...args) => fork(...args).once("exit", (code) => process.exit(code ?? 1));

startDevServer({
  files: {},
  entrypoint: process.argv[2],
  workPath: process.cwd(),
  repoRootPath: process.cwd(),
  config: { zeroConfig: true },
  meta: { isDev: true, env: {}, buildEnv: {} },
}).then(({ port }) => console.log(`listening on http://127.0.0.1:${port}`));
