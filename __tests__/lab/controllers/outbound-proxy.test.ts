import { request } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { startOutboundProxy } from "./outbound-proxy";

it("lets nobody out, and notes where they wanted to go", async () => {
  const proxy = await startOutboundProxy();
  onTestFinished(proxy.close);
  const statusOf = (method: string, path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const call = request(proxy.url, { method, path });
      call.on("connect", (response) => resolve(response.statusCode));
      call.on("response", (response) => resolve(response.resume().statusCode));
      call.on("error", reject).end();
    });
  expect(await statusOf("CONNECT", "sts.amazonaws.com:443")).toBe(503);
  expect(await statusOf("GET", "http://169.254.169.254/latest/meta-data")).toBe(503);
  expect(proxy.refusals).toEqual(["sts.amazonaws.com:443", "http://169.254.169.254/latest/meta-data"]);
});
