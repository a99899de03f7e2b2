import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The other stacks of an environment among those that are synthesized: what must be gone before its state buckets may go. Names alone cannot
 * tell `prod-eu-3-peering` from a stack of `prod`; where the state lives can.
 */
export function siblingsOf(stacksDirectory: string, environment: string): readonly string[] {
  return (
    readdirSync(stacksDirectory)
      .filter((stack) => stack !== `${environment}-state`)
      // A directory without configuration is what Terraform keeps of a stack that is not selected any more.
      .filter((stack) => existsSync(join(stacksDirectory, stack, "cdk.tf.json")))
      .filter((stack) => {
        const text = readFileSync(join(stacksDirectory, stack, "cdk.tf.json"), "utf8");
        const { terraform } = JSON.parse(text) as { terraform: { backend: { s3?: { key: string } } } };
        return terraform.backend.s3?.key === `${environment}/${stack}.tfstate`;
      })
  );
}
