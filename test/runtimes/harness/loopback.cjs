// For runtimes that listen on every interface and take no host: what they open, this machine alone can reach.
const { Server } = require("node:net");

const { listen } = Server.prototype;

Server.prototype.listen = function (...args) {
  const [port] = args;
  const named = typeof port === "object" || typeof args[1] === "string";
  if (named) return listen.apply(this, args);
  const done = args.filter((each) => typeof each === "function");
  return listen.call(this, typeof port === "function" ? 0 : port, "127.0.0.1", ...done);
};
