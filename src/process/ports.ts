import { connect } from "node:net";

/** Whether something listens on a port of this machine. */
export function answers(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.on("connect", () => {
      socket.destroy();
      answer(true);
    });
    socket.on("error", () => answer(false));
  });
}

/** Whether a host takes connections for https, within three seconds. */
export function canReach(host: string): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host, port: 443, timeout: 3000 });
    const settle = (reachable: boolean) => {
      socket.destroy();
      answer(reachable);
    };
    socket.on("connect", () => settle(true));
    socket.on("timeout", () => settle(false));
    socket.on("error", () => settle(false));
  });
}
