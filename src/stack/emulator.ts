import type { Environment } from "../environment/environment";

type Emulator = NonNullable<Environment["emulator"]>;

/** Arguments that make the AWS provider talk to an emulator and believe it. The access key is the account id: emulators take it from there. */
export function emulatedProvider({ endpoints }: Emulator, accountId: string) {
  return {
    accessKey: accountId,
    secretKey: "emulator",
    insecure: true,
    s3UsePathStyle: true,
    skipCredentialsValidation: true,
    skipMetadataApiCheck: "true",
    endpoints: [endpoints],
  };
}

/** The same for the S3 backend and for everything that reads its state. */
export function emulatedBackend({ endpoints }: Emulator, accountId: string) {
  return {
    accessKey: accountId,
    secretKey: "emulator",
    insecure: true,
    usePathStyle: true,
    skipCredentialsValidation: true,
    skipMetadataApiCheck: true,
    skipRegionValidation: true,
    skipRequestingAccountId: true,
    skipS3Checksum: true,
    endpoints: { s3: endpoints["s3"] ?? "", sts: endpoints["sts"] ?? "", iam: endpoints["iam"] ?? "" },
  };
}

/** What the AWS command line takes for an identity when it makes a token for an emulated cluster. */
export function emulatedToken(accountId: string): Readonly<Record<string, string>> {
  return { AWS_ACCESS_KEY_ID: accountId, AWS_SECRET_ACCESS_KEY: "emulator" };
}
