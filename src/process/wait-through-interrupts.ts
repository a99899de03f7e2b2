import type { ChildProcess } from "node:child_process";

/**
 * Until the wait is ended, which tells whether there was an interrupt, this process outlives what would end it, so that its child can end in
 * order: Terraform notes what it did and gives its lock back. Ctrl-C reaches the child by itself, and a second one would make Terraform give
 * up; SIGTERM does not.
 */
export function waitThroughInterrupts(child: ChildProcess): () => boolean {
  let interrupted = false;
  const note = (signal: NodeJS.Signals) => {
    interrupted = true;
    if (signal === "SIGTERM") child.kill(signal);
  };
  process.on("SIGINT", note).on("SIGTERM", note);
  return () => {
    process.off("SIGINT", note).off("SIGTERM", note);
    return interrupted;
  };
}
