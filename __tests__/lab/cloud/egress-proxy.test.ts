import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { temporaryDirectory } from "../../temporary";
import { type Destination, startEgressProxy } from "./egress-proxy";

/** What the proxy says to a connection, and what comes through it. */
async function askThrough(socketPath: string, target: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, method: "CONNECT", path: target });
    call.on("error", reject);
    call.on("connect", (response, socket) => {
      if (response.statusCode !== 200) return resolve({ status: response.statusCode, body: "" });
      socket.end("GET / HTTP/1.0\r\n\r\n");
      text(socket).then((answer) => resolve({ status: 200, body: answer.split("\r\n\r\n").at(-1) ?? "" }), reject);
    });
    call.end();
  });
}

async function startProxy(locate: (host: string, port: number) => Promise<Destination>) {
  const socketPath = join(temporaryDirectory(), "egress.sock");
  const proxy = await startEgressProxy(socketPath, locate);
  const server = createServer((_, response) => response.end("served"));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    proxy.close();
    server.close();
  });
  return { socketPath, proxy, port: (server.address() as AddressInfo).port };
}

it("leads an address that somebody stands for to the port of loopback where it listens", async () => {
  const ports = new Map<string, number>();
  const { socketPath, proxy, port } = await startProxy(async (host) => ({
    name: "shop/orders",
    port: ports.get(host),
  }));
  ports.set("172.20.0.7", port);
  expect(await askThrough(socketPath, "172.20.0.7:443")).toEqual({ status: 200, body: "served" });
  expect(proxy.refusals).toEqual([]);
});

it("lets loopback through, where the kubelets of fake nodes are", async () => {
  const { socketPath, port } = await startProxy(async () => ({ name: "nobody", port: undefined }));
  expect(await askThrough(socketPath, `127.0.0.1:${port}`)).toEqual({ status: 200, body: "served" });
});

it("refuses everything else and notes it, also where nobody can say what it is", async () => {
  const { socketPath, proxy } = await startProxy(async (host) => {
    if (host === "172.20.0.7") return { name: "shop/orders", port: undefined };
    throw new Error("the API server is gone");
  });
  expect(await askThrough(socketPath, "172.20.0.7:443")).toEqual({ status: 503, body: "" });
  expect(await askThrough(socketPath, "8.8.8.8:53")).toEqual({ status: 503, body: "" });
  expect(proxy.refusals).toEqual(["shop/orders", "8.8.8.8:53"]);
});

it("says so where nothing listens at the port any more", async () => {
  const { socketPath, proxy, port } = await startProxy(async () => ({ name: "shop/orders", port: 1 }));
  expect(port).toBeGreaterThan(1);
  expect(await askThrough(socketPath, "172.20.0.7:443")).toEqual({ status: 502, body: "" });
  expect(proxy.refusals).toEqual([]);
});
