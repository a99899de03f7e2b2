import { describe, expect, it } from "vitest";
import { dev, govCloud, local, prod } from "../literals";
import { type SynthesizedStack, stackOf, synthesized } from "../synthesized";

const stack = stackOf("prod-state", prod);

/** The one key in a region. */
function keyOf(state: SynthesizedStack, shortCode: string) {
  const keys = Object.entries(state.resources("aws_kms_key")).filter(([name]) => name.startsWith(`${shortCode}_`));
  const [[name, key] = ["none", {}], ...more] = keys;
  expect(more).toEqual([]);
  return { name, key };
}

describe.each([
  ["euw1", "eu-west-1"],
  ["euc1", "eu-central-1"],
])("the state bucket in %s", (shortCode) => {
  const name = `acme-prod-${shortCode}-111122223333-tfstate`;
  const provider = `aws.${shortCode}`;
  const bucket = `\${aws_s3_bucket.${shortCode}_bucket.id}`;
  const part = (type: string, role: string) => stack.resources(type)[`${shortCode}_${role}`];

  it("bears the region and the account in its name", () => {
    expect(part("aws_s3_bucket", "bucket")).toMatchObject({ provider, bucket: name });
  });

  it("keeps versions, the replaced ones for a year", () => {
    expect(part("aws_s3_bucket_versioning", "versioning")).toMatchObject({
      provider,
      bucket,
      versioning_configuration: { status: "Enabled" },
    });
    expect(part("aws_s3_bucket_lifecycle_configuration", "lifecycle")).toMatchObject({
      provider,
      bucket,
      depends_on: [`aws_s3_bucket_versioning.${shortCode}_versioning`],
      rule: [{ status: "Enabled", noncurrent_version_expiration: [{ noncurrent_days: 365 }] }],
    });
  });

  it("encrypts with a key of its own that rotates", () => {
    expect(part("aws_s3_bucket_server_side_encryption_configuration", "encryption")).toMatchObject({
      provider,
      bucket,
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: `\${aws_kms_key.${keyOf(stack, shortCode).name}.arn}`,
          },
          // Or CloudTrail would not know of each object who read it.
          bucket_key_enabled: false,
        },
      ],
    });
    const { name: keyName, key } = keyOf(stack, shortCode);
    expect(key).toMatchObject({ provider, enable_key_rotation: true });
    expect(Object.values(stack.resources("aws_kms_alias"))).toContainEqual(
      expect.objectContaining({
        provider,
        name: `alias/acme-prod-${shortCode}-tfstate`,
        target_key_id: `\${aws_kms_key.${keyName}.key_id}`,
      }),
    );
  });

  it("is closed to the public and to ACLs", () => {
    expect(part("aws_s3_bucket_public_access_block", "public")).toMatchObject({
      provider,
      bucket,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(part("aws_s3_bucket_ownership_controls", "ownership")).toMatchObject({
      provider,
      bucket,
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  // Each of them is tried in modules/state-bucket.test.ts.
  it("refuses plain HTTP, and other encryption where a request names one", () => {
    const policy = part("aws_s3_bucket_policy", "policy");
    expect(policy).toMatchObject({ provider, bucket });
    const refused = { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: `arn:aws:s3:::${name}/*` };
    expect(JSON.parse(String(policy?.["policy"])).Statement).toEqual([
      {
        Sid: "RefusePlainHttp",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        ...refused,
        Sid: "RefuseOtherEncryption",
        Condition: {
          Null: { "s3:x-amz-server-side-encryption": "false" },
          StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
        },
      },
      {
        ...refused,
        Sid: "RefuseOtherKey",
        Condition: {
          StringEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
          StringNotEquals: {
            "s3:x-amz-server-side-encryption-aws-kms-key-id": `\${aws_kms_key.${keyOf(stack, shortCode).name}.arn}`,
          },
        },
      },
      {
        ...refused,
        Sid: "RefuseKeyOfCaller",
        Condition: { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
      },
    ]);
  });
});

describe("deletion protection", () => {
  it.each([
    ["refuses to destroy buckets and keys where it is on", prod, true],
    ["lets buckets go with everything in them where it is off", dev, false],
  ])("%s", (_, literal, on) => {
    const buckets = stackOf(`${literal.name}-state`, literal);
    for (const shortCode of ["euw1", "euc1"]) {
      expect(buckets.resources("aws_s3_bucket")[`${shortCode}_bucket`]).toMatchObject({
        force_destroy: !on,
        lifecycle: { prevent_destroy: on },
      });
      const { lifecycle = { prevent_destroy: false } } = keyOf(buckets, shortCode).key;
      expect(lifecycle).toEqual({ prevent_destroy: on });
    }
  });
});

it("there is no state stack where state is kept in local files", () => {
  expect([...synthesized(prod).keys()]).toContain("prod-state");
  expect([...synthesized(local).keys()]).not.toContain("local-state");
});

it("a prefix of one's own replaces organization and environment in both names", () => {
  const state = { backend: "s3", sharedRegion: "eu-central-1", bucketPrefix: "acme-terraform" } as const;
  expect(stackOf("prod-state", { ...prod, state }).outputs).toEqual({
    // In the order of the regions' codes, as everything that belongs to the pair.
    bucket_names: ["acme-terraform-euc1-111122223333-tfstate", "acme-terraform-euw1-111122223333-tfstate"],
  });
});

it("policies name the partition of GovCloud", () => {
  expect(stackOf("prod-state", govCloud).text).not.toContain("arn:aws:");
});
