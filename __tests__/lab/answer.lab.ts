import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { request } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "./controllers/until";
import { freePorts } from "./free-ports";
import { leavePartOut } from "./left-out";

const hasNginx = spawnSync("nginx", ["-v"]).status === 0;
if (!hasNginx) leavePartOut("answer", "no nginx on the PATH");

const config = readFileSync(
  join(__dirname, "..", "..", "charts", "monitoring-resources", "answer", "nginx.conf"),
  "utf8",
);

describe.skipIf(!hasNginx)("what answers the other region, as a real nginx", () => {
  const directory = mkdtempSync(join(tmpdir(), "tandem-"));
  const asked: string[] = [];
  const prometheus = createServer((message, response) => {
    asked.push(`${message.method} ${message.url} ${message.headers.authorization ?? "without a password"}`);
    response.end("{}");
  });
  let port = 0;
  let nginx: ReturnType<typeof spawn> | undefined;

  beforeAll(async () => {
    const [own = 0, behind = 0] = await freePorts(2);
    port = own;
    prometheus.listen(behind, "127.0.0.1");
    for (const name of ["users", "tls"]) mkdirSync(join(directory, name));
    writeFileSync(join(directory, "users", "users"), "eu-west-1:{PLAIN}a password");
    const moved = config
      .replace("PORT", `127.0.0.1:${own}`)
      .replaceAll("/tmp/", `${directory}/`)
      .replaceAll("/etc/answer", directory)
      .replace("monitoring-prometheus:9090", `127.0.0.1:${behind}`);
    writeFileSync(join(directory, "nginx.conf"), moved);
    nginx = spawn("nginx", ["-c", join(directory, "nginx.conf"), "-g", "daemon off; user root;"], { stdio: "ignore" });
    await until("nginx listens", 5, async () => ((await listens()) ? true : undefined));
  });
  afterAll(() => {
    nginx?.kill("SIGTERM"); // With SIGKILL its workers would stay.
    prometheus.close();
    rmSync(directory, { recursive: true, force: true });
  });

  function makeCertificate(name: string): void {
    const files = ["-keyout", join(directory, "tls", "tls.key"), "-out", join(directory, "tls", "tls.crt")];
    const what = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", `/CN=${name}`];
    execFileSync("openssl", ["req", "-x509", ...what, ...files], { stdio: "ignore" });
  }

  const listens = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
      socket.on("connect", () => socket.destroy());
    });

  interface Answer {
    readonly status: number | undefined;
    readonly certificate: string;
  }

  function ask(path: string, password?: string, method = "GET"): Promise<Answer> {
    const auth = password === undefined ? {} : { auth: `eu-west-1:${password}` };
    const options = { host: "127.0.0.1", port, path, method, agent: false, rejectUnauthorized: false, ...auth };
    return new Promise((resolve, reject) => {
      const sent = request(options, (response) => {
        const { socket } = response;
        const name = socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject.CN) : "";
        response.resume().on("end", () => resolve({ status: response.statusCode, certificate: name }));
      });
      sent.on("error", reject).end();
    });
  }

  it("stands without a certificate, so that nobody waits for one, and has it as soon as it is there", async () => {
    expect(await listens()).toBe(true);
    await expect(ask("/healthz")).rejects.toThrow();
    makeCertificate("first");
    expect(await ask("/healthz")).toEqual({ status: 200, certificate: "first" });
  });

  it.each([undefined, "another password"])(
    "refuses a query with the password %j, and asks nobody",
    async (password) => {
      expect((await ask("/api/v1/query?query=up", password)).status).toBe(401);
      expect(asked).toEqual([]);
    },
  );

  it("passes on what reads, and keeps the password to itself", async () => {
    const paths = ["/api/v1/query?query=up", "/api/v1/label/job/values", "/federate?match[]=ALERTS"];
    for (const path of paths) expect((await ask(path, "a password")).status).toBe(200);
    expect((await ask("/api/v1/query_range", "a password", "POST")).status).toBe(200);
    expect(asked).toEqual([
      ...paths.map((path) => `GET ${path} without a password`),
      "POST /api/v1/query_range without a password",
    ]);
  });

  it.each([
    ["GET", "/api/v1/admin/tsdb/snapshot"],
    ["POST", "/-/reload"],
    ["GET", "/"],
    ["GET", "/api/v1/query/../admin/tsdb/snapshot"],
    ["POST", "/api/v1/write"],
  ])("has no %s %s, password or not", async (method, path) => {
    expect((await ask(path, "a password", method)).status).toBe(404);
  });

  it("refuses to change what it shows", async () => {
    expect((await ask("/api/v1/series", "a password", "DELETE")).status).toBe(403);
  });

  it("shows a renewed certificate and takes a new password without a reload", async () => {
    makeCertificate("renewed");
    writeFileSync(join(directory, "users", "users"), "eu-west-1:{PLAIN}a new password");
    expect(await ask("/api/v1/query?query=up", "a new password")).toEqual({ status: 200, certificate: "renewed" });
    expect((await ask("/api/v1/query?query=up", "a password")).status).toBe(401);
  });
});
