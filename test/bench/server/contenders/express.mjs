import { createServer } from "node:http";
import express from "express";
import { listening } from "./raw.mjs";

export function listen() {
  const app = express();
  app.get("/hello", (request, response) => response.json({ hello: "world" }));
  app.post("/echo", express.text(), (request, response) => response.type("text").send(request.body));
  return listening(createServer(app));
}
