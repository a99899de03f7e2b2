import type { Environment } from "../environment/environment";
import { emulatedBackend } from "./emulator";
import type { StateLocation } from "./stack-plan";

type S3Location = Extract<StateLocation, { readonly backend: "s3" }>;

/** Where a state is in S3 and how it is reached: the same for the stack that writes it and for those that read it. */
export function s3StateConfig({ bucket, key, region }: S3Location, { emulator, accountId }: Environment) {
  return { bucket, key, region, ...(emulator === undefined ? {} : emulatedBackend(emulator, accountId)) };
}
