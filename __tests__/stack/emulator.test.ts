import { describe, expect, it } from "vitest";
import { emulatedBy, localEmulators } from "../../src/local/endpoints";
import { local, prod } from "../literals";
import { stackOf } from "../synthesized";

const { endpoints } = emulatedBy(localEmulators);

describe("an environment with an emulator", () => {
  it.each(stackOf("local-peering", local).json.provider.aws.map((provider) => [provider["region"], provider]))(
    "sends every call of %s there, with made-up credentials",
    (_, provider) => {
      expect(provider).toMatchObject({
        access_key: "111122223333",
        secret_key: "emulator",
        insecure: true,
        s3_use_path_style: true,
        skip_credentials_validation: true,
        skip_metadata_api_check: "true",
        endpoints: [endpoints],
      });
    },
  );

  it("has an endpoint for the services of every stack", () => {
    expect(Object.keys(endpoints)).toEqual(expect.arrayContaining(["ec2", "iam", "kms", "logs", "s3", "sts"]));
    for (const url of Object.values(endpoints)) expect(Object.values(localEmulators)).toContain(url);
  });

  it("keeps state in its S3 and reads it from there, where state is in buckets", () => {
    const emulated = { ...prod, emulator: { endpoints } };
    const stack = stackOf("prod-peering", emulated);
    const settings = {
      access_key: "111122223333",
      secret_key: "emulator",
      use_path_style: true,
      skip_s3_checksum: true,
      endpoints: { s3: endpoints["s3"], sts: endpoints["sts"], iam: endpoints["iam"] },
    };
    expect(stack.backend["s3"]).toMatchObject({ ...settings, use_lockfile: true });
    expect(Object.values(stack.remoteStates)).toHaveLength(2);
    for (const source of Object.values(stack.remoteStates)) expect(source).toMatchObject({ config: settings });
  });
});
