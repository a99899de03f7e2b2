import { createServer } from "node:net";
import { expect, it } from "vitest";
import { findTakenPorts } from "../../src/local/emulators";
import { progressOf } from "../../src/local/python-packages";

it("a port that somebody has is missing, with what to do about it", async () => {
  const server = createServer();
  const port = await new Promise<number>((listening) =>
    server.listen(0, "127.0.0.1", () => listening((server.address() as { port: number }).port)),
  );
  const emulators = { ministack: `https://127.0.0.1:${port}`, moto: "http://127.0.0.1:1" };
  const taken = await findTakenPorts(emulators);
  await new Promise((closed) => server.close(closed));
  expect(taken).toEqual([
    {
      what: `port ${port} is taken, which ministack needs`,
      fix: `end what listens there; lsof -i :${port} shows it, and npm run local -- stop ends the emulators of another clone`,
    },
  ]);
  expect(await findTakenPorts(emulators)).toEqual([]);
});

it.each([
  [[], "0 packages found so far"],
  [["Collecting moto", "  Downloading moto.whl", "  Collecting boto3"], "2 packages found so far"],
  [["Collecting moto", "Installing collected packages: moto"], "unpacking"],
])("of an install that has printed %j it says: %s", (lines, progress) => {
  expect(progressOf(lines)).toBe(progress);
});
