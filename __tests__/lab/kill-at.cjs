// node -r kill-at.cjs PROGRAM
//
// Kills the process with its KILL_AT-th change of CDKTF_OUTDIR, a file half written. Without KILL_AT it says on stderr how many there are.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

const last = Number(process.env.KILL_AT ?? Number.POSITIVE_INFINITY);
const { writeFileSync } = fs;
let count = 0;

for (const name of [
  "openSync",
  "writeFileSync",
  "mkdirSync",
  "renameSync",
  "rmSync",
  "rmdirSync",
  "unlinkSync",
  "fsyncSync",
]) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (
      typeof args[0] === "string" &&
      args[0].startsWith(process.env.CDKTF_OUTDIR) &&
      (name !== "openSync" || args[1] !== "r")
    ) {
      if (count === last) {
        if (name === "writeFileSync") writeFileSync(args[0], String(args[1]).slice(0, String(args[1]).length / 2));
        process.kill(process.pid, "SIGKILL");
      }
      count += 1;
    }
    return original(...args);
  };
}
syncBuiltinESMExports();

if (process.env.KILL_AT === undefined) process.on("exit", () => process.stderr.write(`${count} changes\n`));
