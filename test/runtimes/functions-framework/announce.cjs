// The framework prints the port that it was given, which is 0: this tells the one that it got.
const { Server } = require("node:http");

const { listen } = Server.prototype;

Server.prototype.listen = function (...args) {
  this.once("listening", () => console.log(`listening on http://127.0.0.1:${this.address().port}/`));
  return listen.apply(this, args);
};
