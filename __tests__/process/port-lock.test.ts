import { createServer } from "node:net";
import { expect, it } from "vitest";
import { withPortLock } from "../../src/process/port-lock";

/** A port that nobody has. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((listening) =>
    server.listen(0, "127.0.0.1", () => listening((server.address() as { port: number }).port)),
  );
  await new Promise((closed) => server.close(closed));
  return port;
}

it("one alone has the lock, and gives it back when its work is done or fails", async () => {
  const port = await freePort();
  const second = () => withPortLock(port, "somebody is at work", async () => "second");
  await withPortLock(port, "", async () => {
    await expect(second()).rejects.toThrow("somebody is at work");
  });
  expect(await second()).toBe("second");
  const failing = withPortLock(port, "", async () => {
    throw new Error("no disk");
  });
  await expect(failing).rejects.toThrow("no disk");
  expect(await second()).toBe("second");
});
