import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface OutboundProxy {
  readonly url: string;
  /** Where programs wanted to go, in the order of their coming. */
  readonly refusals: readonly string[];
  readonly close: () => void;
}

/**
 * The way out that programs of the lab are told of, which is none: it refuses every connection and notes where it was to go. What stands on
 * loopback is reached without it.
 */
export async function startOutboundProxy(): Promise<OutboundProxy> {
  const refusals: string[] = [];
  const server = createServer((request, response) => {
    refusals.push(request.url ?? "");
    response.writeHead(503).end();
  });
  server.on("connect", (request, client) => {
    client.on("error", () => client.destroy());
    refusals.push(request.url ?? "");
    client.end("HTTP/1.1 503 Service Unavailable\r\n\r\n");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refusals,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
