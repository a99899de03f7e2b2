import { createServer } from "node:net";

/**
 * Ports below the range from which a system takes the near end of connections (32768 on Linux): Terraform opens thousands of those, and a
 * server needs seconds before it listens.
 */
const [firstPort, portCount] = [26_000, 6_000];

/** Ports of loopback on which nothing listens. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = firstPort + Math.floor(Math.random() * portCount);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.on("error", () => answer(false));
    server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
  });
}
