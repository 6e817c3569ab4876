// Child process: the load, apart from the server, so that it is not counted as the server's.
import autocannon from "autocannon";
import { answer } from "../harness/answer.mjs";
import { cases, isRight } from "./cases.mjs";

await answer(async ({ case: name, port, seconds, connections }) => {
  if (!(await isRight(name, port))) return { wrong: true };
  const { method, path, headers, body } = cases[name].request;
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    method,
    headers,
    body,
    connections,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0) {
    return { wrong: true, reason: `${result.non2xx} answers were not 2xx, ${result.errors} failed` };
  }
  return { requests: result["2xx"], perSecond: result["2xx"] / result.duration };
});
