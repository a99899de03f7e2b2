import { createServer } from "node:http";
import { connect, type Socket } from "node:net";

/** What stands behind an address that an API server calls. */
export interface Destination {
  /** For people. */
  readonly name: string;
  /** The port of loopback where somebody stands for it; undefined where nobody does. */
  readonly port: number | undefined;
}

export interface EgressProxy {
  /** What connections were wanted to and refused, by name, in the order of their coming. */
  readonly refusals: readonly string[];
  readonly close: () => void;
}

/**
 * The one way out of an API server that its egress selector leads here: what calls webhooks and aggregated APIs by addresses that nothing on
 * this machine has would otherwise leave the machine. Loopback passes, an address that somebody stands for ends at that port, and everything
 * else is refused and noted. https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/
 */
export async function startEgressProxy(
  socketPath: string,
  locate: (host: string, port: number) => Promise<Destination>,
): Promise<EgressProxy> {
  const refusals: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on("connect", async (request, client: Socket, head: Buffer) => {
    // Before anything else: a socket without a handler takes the whole process with it.
    client.on("error", () => client.destroy());
    open.add(client.on("close", () => open.delete(client)));
    const { host, port } = readTarget(request.url ?? "");
    const unknown = { name: `${host}:${port}`, port: undefined };
    const target = host === "127.0.0.1" ? { ...unknown, port } : await locate(host, port).catch(() => unknown);
    if (target.port === undefined) {
      refusals.push(target.name);
      client.end("HTTP/1.1 503 Service Unavailable\r\n\r\n");
      return;
    }
    const upstream = connect(target.port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    open.add(upstream.on("close", () => open.delete(upstream)));
    upstream.on("error", () => client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    client.on("close", () => upstream.destroy());
  });
  await new Promise<void>((listening) => server.listen(socketPath, listening));
  return {
    refusals,
    close: () => {
      for (const socket of open) socket.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** `10.0.0.1:443`, or `[::1]:443`. */
function readTarget(authority: string): { readonly host: string; readonly port: number } {
  const colon = authority.lastIndexOf(":");
  return { host: authority.slice(0, colon), port: Number(authority.slice(colon + 1)) };
}
