// NODE_OPTIONS="--require <here>" TANDEM_USAGE=FILE node ...
//
// Appends to a file what each Node process took until its end, one JSON object a line.
const { appendFileSync, readdirSync, readFileSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuSec: (userCPUTime + systemCPUTime) / 1e6 + childrenSec(), peakMB: maxRSS / 1024 };
  appendFileSync(process.env.TANDEM_USAGE, `${JSON.stringify(usage)}\n`);
});

/** Of children that are no Node processes and still there: esbuild, which nobody waits for. Linux tells, other systems count without it. */
function childrenSec() {
  try {
    const pids = readdirSync("/proc/self/task").flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, "utf8").split(" ").filter(Boolean),
    );
    return pids.reduce((sum, pid) => sum + secondsOf(pid), 0);
  } catch {
    return 0;
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the fields after the name; utime and stime in hundredths of a second. */
function secondsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
