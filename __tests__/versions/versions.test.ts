import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { comparedOn } from "../../modules/kubernetes-versions";
import { postgresComparedOn } from "../../modules/postgres-versions";
import { versionsCommand } from "../../src/command/versions-command";
import { askAwsWith } from "../../src/versions/aws-command-line";
import { rewriteTable } from "../../src/versions/rewrite-table";
import { askVersions } from "../../src/versions/version-questions";
import { findDifferences, reportVersions } from "../../src/versions/version-report";
import { ran } from "../command/ran";
import { temporaryDirectory } from "../temporary";
import { awsWith } from "./aws";

const today = new Date("2026-11-25T12:00:00Z");
const tableOf = (name: string) => readFileSync(`modules/${name}-versions.ts`, "utf8");
const changed = {
  "v1.14.3-eksbuild.23": "v1.14.6-eksbuild.4",
  "1.36.4-20260930": "1.36.4-20261120",
  "2030-02-28": "2030-03-31",
};

describe("what AWS says of the tables", () => {
  it("is no difference where nothing has changed", async () => {
    const found = await askVersions(awsWith());
    expect(findDifferences(found.answers)).toEqual([]);
    expect(reportVersions(found, today)).toEqual([
      `last compared: Kubernetes ${comparedOn}, PostgreSQL ${postgresComparedOn}`,
      "ends: Kubernetes 1.34 on 2026-12-02, in 7 days",
      "ends: Kubernetes 1.35 on 2027-03-27, in 122 days",
      "ends: Kubernetes 1.36 on 2027-08-02, in 250 days",
      "not asked: images of the autoscaler and the charts, which AWS does not know; modules/kubernetes-versions.ts says where they are",
      "not known: when a build of an add-on ends (EKS says so of a minor only), and when RDS ends a minor before it announces it",
    ]);
  });

  it("is told value by value where it has changed, with what is new", async () => {
    const found = await askVersions(awsWith(changed, { minor: "1.37", major: "19" }));
    expect(reportVersions(found, today).slice(1, 6)).toEqual([
      "differs: Kubernetes 1.36: coredns is v1.14.3-eksbuild.23, AWS has v1.14.6-eksbuild.4",
      "differs: Kubernetes 1.36: image of al2023 is 1.36.4-20260930, AWS has 1.36.4-20261120",
      "differs: PostgreSQL 17: end of standard support is 2030-02-28, AWS has 2030-03-31",
      "new: Kubernetes 1.37 is offered, and is in no table",
      "new: PostgreSQL 19 is offered, and is in no table",
    ]);
  });

  it("is silence where it does not say", async () => {
    const silent = await askVersions(async (service, action, ...args) =>
      action === "describe-addon-versions" ? { addons: [] } : awsWith()(service ?? "", action ?? "", ...args),
    );
    expect(reportVersions(silent, today)).toContain(
      "silent: Kubernetes 1.36: coredns is v1.14.3-eksbuild.23, AWS does not say",
    );
    expect(findDifferences(silent.answers)).toEqual([]);
  });
});

describe("the tables, written anew,", () => {
  it.each(["kubernetes", "postgres"] as const)(
    "have what AWS has, in its own place, and the day: %s",
    async (table) => {
      const { answers } = await askVersions(awsWith(changed));
      const differences = findDifferences(answers).filter((one) => one.table === table);
      const before = tableOf(table);
      const after = rewriteTable(before, differences, today);
      const lines = before.split("\n");
      const different = after.split("\n").filter((line, i) => line !== lines[i]);
      expect(after.split("\n")).toHaveLength(lines.length);
      for (const { found } of differences)
        expect(different.filter((line) => line.includes(`"${found}"`))).toHaveLength(1);
      expect(after).toContain(`omparedOn = "2026-11-25"`);
    },
  );

  it("are not written where a value is not found in its block", () => {
    const odd = {
      table: "postgres",
      version: "17",
      what: "end of standard support",
      known: "2029-02-28",
      found: "x",
    } as const;
    expect(() => rewriteTable(tableOf("postgres"), [odd], today)).toThrow(
      'no "2029-02-28" of 17 (end of standard support) in the table, expected it as it is read; edit it by hand',
    );
  });
});

describe("AWS's command line", () => {
  const asked = (script: string) => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "aws"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(directory, "aws"), 0o755);
    return askAwsWith({ PATH: `${directory}:/bin:/usr/bin` })("rds", "describe-db-major-engine-versions");
  };

  it("answers in JSON", async () => {
    expect(await asked(`echo '{"asked": "'"$*"'"}'`)).toEqual({
      asked: "rds describe-db-major-engine-versions --output json",
    });
  });

  it("is told with what it says where nobody is logged in", async () => {
    await expect(asked(`echo; echo 'Unable to locate credentials' >&2; exit 253`)).rejects.toThrow(
      "AWS cannot be asked (aws rds describe-db-major-engine-versions): Unable to locate credentials; log in, and say a region with AWS_REGION",
    );
  });

  it("is missed where there is none", async () => {
    await expect(askAwsWith({ PATH: temporaryDirectory() })("sts", "get-caller-identity")).rejects.toThrow(
      "AWS cannot be asked: no aws on PATH; install its command line, version 2",
    );
  });
});

describe("npm run versions", () => {
  it.each([
    [[], false],
    [["--write"], true],
  ])("with %j compares, and writes: %s", async (args, write) => {
    const compare = vi.fn(async () => {});
    expect(await ran(versionsCommand(compare), ...args)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(compare.mock.calls.at(0)?.at(0)).toEqual({ write });
  });
});
