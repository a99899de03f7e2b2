import { createServer } from "node:net";

/**
 * Does something while no other process of this machine does it. The lock is a port of loopback: one process alone can have it, and one that
 * dies cannot leave it behind.
 * @throws Error with the given message where another process has it
 */
export async function withPortLock<T>(port: number, taken: string, work: () => Promise<T>): Promise<T> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((locked, refuse) => {
    server.on("error", () => refuse(new Error(taken)));
    server.listen(port, "127.0.0.1", locked);
  });
  try {
    return await work();
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}
