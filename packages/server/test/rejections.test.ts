import { http } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt, serve } from "../src/index.js";
import { start } from "./support/program.js";

describe("a promise that no code awaits", () => {
  test("ends nobody's answer, and the log names the function and the reason", async () => {
    const program = await start();
    const url = await program.event();
    const beside = fetch(`${url}slow`).then((response) => response.text());
    expect(await program.event()).toBe("begun");
    expect(await (await fetch(`${url}floating`)).text()).toBe("answered");
    program.goOn();
    expect(await beside).toBe("finished");
    expect(await program.event()).toBe("mailed");
    const exit = program.exit();
    program.signal("SIGTERM");
    expect(await exit).toBe(0);
    const line = JSON.parse(program.output);
    expect(line).toMatchObject({ level: "error", code: "ONEFN_UNHANDLED_REJECTION" });
    expect(line.message).toContain("floating");
    expect(line.error.message).toBe("nobody awaits this");
  });

  test("ends the process where the program says so, once it is logged", async () => {
    const program = await start({}, { ENDS: "1" });
    const exit = program.exit();
    await fetch(`${await program.event()}floating`).catch(() => {});
    expect(await exit).toBe(9);
    expect(program.output).toContain("ONEFN_UNHANDLED_REJECTION");
  });

  test("is the program's again once its servers have stopped", async () => {
    const before = process.listenerCount("unhandledRejection");
    const serving = () => serve(adapt(http(() => new Response())), { port: 0, hostname: "127.0.0.1" });
    const servers = [await serving(), await serving()] as const;
    expect(process.listenerCount("unhandledRejection")).toBe(before + 1);
    await servers[0].close();
    await servers[0].close();
    expect(process.listenerCount("unhandledRejection")).toBe(before + 1);
    await servers[1].close();
    expect(process.listenerCount("unhandledRejection")).toBe(before);
  });
});
