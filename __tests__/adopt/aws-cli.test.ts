import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { awsCli } from "../../src/adopt/aws-cli";
import { temporaryDirectory } from "../temporary";
import { ireland } from "./planned";

const call = { service: "s3api", operation: "list-buckets", args: ["--max-items", "2"], query: "Buckets[].Name" };

/** AWS's command line, as a script that does this. */
function standIn(script: string) {
  const directory = temporaryDirectory();
  const file = join(directory, "aws");
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return awsCli({ PATH: `${directory}:${process.env["PATH"]}` });
}

describe("awsCli", () => {
  it("asks in the region, and for what is wanted of the answer", async () => {
    const aws = standIn(`printf '"%s"' "$*"`);
    expect(await aws(ireland, call)).toBe(
      "s3api list-buckets --max-items 2 --region eu-west-1 --output json --query Buckets[].Name",
    );
  });

  it("asks an emulator with the credentials that it takes", async () => {
    const aws = standIn(`printf '"%s %s %s"' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" "$*"`);
    const place = {
      ...ireland,
      endpoints: { s3: "https://127.0.0.1:1" },
      accessKey: "111122223333",
      secretKey: "emulator",
    };
    expect(await aws(place, call)).toMatch(
      /^111122223333 emulator s3api .* --endpoint-url https:\/\/127.0.0.1:1 --no-verify-ssl$/,
    );
  });

  it("never asks AWS where an emulator stands in for it", async () => {
    const aws = standIn("exit 1");
    await expect(aws({ ...ireland, endpoints: { ec2: "http://127.0.0.1:1" } }, call)).rejects.toThrow(
      "adopt: no emulator for s3api, expected one among emulator.endpoints of the environment file",
    );
  });

  it("asks once for the same", async () => {
    const aws = standIn(`date +'"%N"'`);
    expect(await aws(ireland, call)).toBe(await aws(ireland, call));
  });

  it.each([
    "NoSuchEntity",
    "NoSuchBucket",
    "ResourceNotFoundException",
    "InvalidVpcID.NotFound",
    "DBInstanceNotFound",
    "DBSubnetGroupNotFoundFault",
    "404",
  ])("takes %s for an answer", async (code) => {
    const aws = standIn(`echo 'An error occurred (${code}) when calling the Operation: no' >&2; exit 254`);
    expect(await aws(ireland, call)).toBeUndefined();
  });

  it("has no answer where the command line prints none", async () => {
    expect(await standIn("exit 0")(ireland, call)).toBeUndefined();
  });

  it("says what was asked where AWS refuses", async () => {
    const aws = standIn("echo 'An error occurred (AccessDenied) when calling the ListBuckets operation' >&2; exit 254");
    await expect(aws(ireland, call)).rejects.toThrow(
      "adopt: AWS did not answer; fix what it says and run this again\n" +
        "  aws s3api list-buckets --max-items 2 --region eu-west-1 --output json --query Buckets[].Name\n" +
        "An error occurred (AccessDenied) when calling the ListBuckets operation\n",
    );
  });

  it("says that there is no command line", async () => {
    await expect(awsCli({ PATH: temporaryDirectory() })(ireland, call)).rejects.toThrow(
      "AWS cannot be asked: no aws on PATH; install its command line, version 2",
    );
  });
});
