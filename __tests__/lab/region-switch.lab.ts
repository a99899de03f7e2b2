import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prodFile } from "../literals";
import { at, central, valuesOf, west } from "../monitoring/environments";
import { valuesOf as workloadValuesOf } from "../workloads/workloads";
import { until } from "./controllers/until";
import { freePorts } from "./free-ports";
import { leavePartOut } from "./left-out";

const isOnPath = (program: string) => spawnSync(program, ["--help"]).error === undefined;
const hasNginx = isOnPath("nginx");
// As Debian calls it, and as everybody else does.
const exporter = ["prometheus-blackbox-exporter", "blackbox_exporter"].find(isOnPath);
if (!hasNginx) leavePartOut("region-switch", "no nginx on the PATH");
else if (exporter === undefined) leavePartOut("probes of front doors", "no blackbox exporter on the PATH");

const chart = join(__dirname, "..", "..", "charts", "region-health");
const leaving = (directory: string) => join(directory, "leave-region");

describe.skipIf(!hasNginx)("the switch of each region, as a real nginx", () => {
  const directory = mkdtempSync(join(tmpdir(), "tandem-"));
  const processes: ReturnType<typeof spawn>[] = [];
  const switches = new Map<string, { readonly port: number; readonly directory: string; readonly path: string }>();
  /** Whose switch answers behind the front door that is asked. */
  let answering = west;
  let frontDoor = "";
  let exporterPort = 0;

  const start = (program: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}) =>
    processes.push(spawn(program, args, { stdio: "ignore", env: { ...process.env, ...variables } }));
  const ask = async (region: string, path?: string) => {
    const at = switches.get(region);
    const response = await fetch(`http://127.0.0.1:${at?.port}${path ?? at?.path}`);
    return { status: response.status, text: await response.text() };
  };

  function startSwitch(region: string, port: number): void {
    const { path, region: name } = workloadValuesOf("region-health", region, prodFile);
    const own = join(directory, region);
    mkdirSync(own);
    const config = readFileSync(join(chart, "nginx.conf"), "utf8")
      .replace("PORT", `127.0.0.1:${port}`)
      .replace("PATH", path)
      .replaceAll("REGION", name)
      .replaceAll("/tmp/", `${own}/`)
      .replace("/etc/leave-region", leaving(own));
    writeFileSync(join(own, "nginx.conf"), config);
    start("nginx", ["-c", join(own, "nginx.conf"), "-g", "daemon off; user root;"]);
    switches.set(region, { port, directory: own, path });
  }

  /** A front door with TLS, behind which stands the switch of either region. */
  async function openFrontDoor(port: number): Promise<() => void> {
    const [key, cert] = [join(directory, "tls.key"), join(directory, "tls.crt")];
    const san = ["-addext", "subjectAltName=IP:127.0.0.1"];
    const what = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=front-door", ...san];
    execFileSync("openssl", ["req", "-x509", ...what, "-keyout", key, "-out", cert], { stdio: "ignore" });
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, async (message, response) => {
      const { status, text } = await ask(answering, message.url);
      response.writeHead(status).end(text);
    }).listen(port, "127.0.0.1");
    frontDoor = `https://127.0.0.1:${port}${switches.get(west)?.path}`;
    return () => server.close();
  }

  let closeFrontDoor = () => {};
  beforeAll(async () => {
    const [one = 0, other = 0, door = 0, prober = 0] = await freePorts(4);
    startSwitch(west, one);
    startSwitch(central, other);
    closeFrontDoor = await openFrontDoor(door);
    for (const region of [west, central])
      await until(`the switch of ${region} answers`, 5, () => ask(region, "/healthz"));
    if (exporter === undefined) return;
    const config = join(directory, "blackbox.json");
    writeFileSync(config, JSON.stringify(at(valuesOf("blackbox-exporter", west, prodFile), "config")));
    const trust = { SSL_CERT_FILE: join(directory, "tls.crt") };
    start(exporter, [`--config.file=${config}`, `--web.listen-address=127.0.0.1:${prober}`], trust);
    exporterPort = prober;
    await until("the exporter answers", 5, () => fetch(`http://127.0.0.1:${prober}/-/healthy`));
  });
  afterAll(() => {
    for (const one of processes) one.kill("SIGTERM"); // With SIGKILL the workers of nginx would stay.
    closeFrontDoor();
    rmSync(directory, { recursive: true, force: true });
  });

  /** What a probe of a region's front door finds. */
  async function probe(region: string): Promise<number> {
    const query = new URLSearchParams({ module: `region-${region}`, target: frontDoor });
    const metrics = await (await fetch(`http://127.0.0.1:${exporterPort}/probe?${query}`)).text();
    return Number(/^probe_success (\d)$/m.exec(metrics)?.[1]);
  }

  const leave = (region: string) => {
    const own = switches.get(region)?.directory ?? "";
    mkdirSync(leaving(own));
    writeFileSync(join(leaving(own), "because"), "an exercise");
    return () => rmSync(leaving(own), { recursive: true });
  };

  it.each([west, central])("says that users are welcome in %s, and nothing else to anybody", async (region) => {
    expect(await ask(region)).toEqual({ status: 200, text: `${region}: users are welcome\n` });
    expect((await ask(region, "/")).status).toBe(404);
    expect((await ask(region, "/healthz/region/")).status).toBe(404);
  });

  it("says that users shall leave while the ConfigMap is there, is well itself, and comes back", async () => {
    const comeBack = leave(west);
    expect(await ask(west)).toEqual({ status: 503, text: `${west}: users shall leave\n` });
    expect((await ask(west, "/healthz")).status).toBe(200);
    expect((await ask(central)).status).toBe(200);
    comeBack();
    expect((await ask(west)).status).toBe(200);
  });

  it.skipIf(exporter === undefined)("is what probes take for well, each region's own alone", async () => {
    answering = west;
    expect([await probe(west), await probe(central)]).toEqual([1, 0]);
    answering = central;
    expect([await probe(west), await probe(central)]).toEqual([0, 1]);
    const comeBack = leave(central);
    expect(await probe(central)).toBe(0);
    comeBack();
  });
});
