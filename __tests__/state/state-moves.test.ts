import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bootstrapState, retireState, type StateWorkplace } from "../../src/state/state-moves";
import type { Terraform, TerraformResult } from "../../src/terraform/terraform";
import { temporaryDirectory } from "../temporary";

const key = "aws_kms_key.euw1_state_key";
const bucket = "aws_s3_bucket.euw1_bucket";
const alias = "aws_kms_alias.euw1_state_alias";
const resources = [key, bucket];
/** What of cdk.tf.json the moves read. */
const stack = {
  resource: {
    aws_kms_key: { euw1_state_key: {} },
    aws_s3_bucket: { euw1_bucket: { bucket: "acme-prod-euw1-tfstate" } },
    aws_kms_alias: { euw1_state_alias: { name: "alias/acme-prod-euw1-tfstate" } },
  },
};
const done: TerraformResult = { exitCode: 0, output: "" };
const failed = (output: string): TerraformResult => ({ exitCode: 1, output });
const listed = (state: readonly string[]): TerraformResult =>
  state.length === 0 ? failed("No state file was found!") : { exitCode: 0, output: `${state.join("\n")}\n` };

/** A command that Terraform dies at, counted from 0, with or without having done its work. */
interface Death {
  readonly at: number;
  readonly afterWork: boolean;
}

/** An account, a bucket and a directory in which a pretended Terraform works as the real one does. */
class World {
  readonly said: string[] = [];
  readonly commands: string[] = [];
  readonly workplace: StateWorkplace;
  bucketExists = false;
  /** Regions whose bucket somebody has deleted behind Terraform's back. */
  deleted: readonly string[] = [];
  /** Resources in the state that the bucket keeps. */
  remote: readonly string[] = [];
  death: Death | undefined;
  private readonly override: string;
  /** The backend that the last init has set up. */
  private backend: "local" | "remote" = "remote";

  constructor() {
    const stackDirectory = temporaryDirectory();
    const localState = join(temporaryDirectory(), "terraform-state", "prod-state.tfstate");
    const terraform: Terraform = async (...args) => this.run(args.join(" "));
    this.override = join(stackDirectory, "bootstrap_override.tf.json");
    writeFileSync(join(stackDirectory, "cdk.tf.json"), JSON.stringify(stack));
    this.workplace = { terraform, stackDirectory, localState, say: (line) => this.said.push(line) };
  }

  /** Resources in the state file on this machine; undefined where there is no file. */
  get local(): readonly string[] | undefined {
    const { localState } = this.workplace;
    return existsSync(localState) ? JSON.parse(readFileSync(localState, "utf8") || "[]") : undefined;
  }

  /** What is left once a move is over. */
  get end() {
    return { bucketExists: this.bucketExists, remote: this.remote, local: this.local, override: this.isOverridden };
  }

  private get isOverridden(): boolean {
    return existsSync(this.override);
  }

  private run(command: string): TerraformResult {
    const dies = this.death?.at === this.commands.length;
    this.commands.push(command);
    if (dies && this.death?.afterWork === false) return failed("killed");
    const result = this.work(command);
    return dies ? failed("killed") : result;
  }

  private work(command: string): TerraformResult {
    const wanted = this.isOverridden ? "local" : "remote";
    if (command.startsWith("init")) {
      if (wanted === "remote" && !this.bucketExists) return failed('Error: S3 bucket "b" does not exist.');
      if (command.includes("-migrate-state")) this.save(wanted, this.stateIn(this.backend));
      this.backend = wanted;
      return done;
    }
    if (wanted !== this.backend) return failed("Error: Backend initialization required");
    const state = this.stateIn(this.backend);
    if (command === "state list") return listed(state);
    if (command.startsWith("import")) {
      if (command !== `import -input=false ${bucket} acme-prod-euw1-tfstate` || !this.bucketExists)
        return failed("Error: Cannot import non-existent remote object");
      this.save(this.backend, [...state, bucket]);
      return done;
    }
    if (command.startsWith("apply") && this.bucketExists && !state.includes(bucket))
      return failed("BucketAlreadyOwnedByYou");
    const isWhole = this.deleted.length === 0 && resources.every((resource) => state.includes(resource));
    if (command.startsWith("apply") && this.bucketExists && isWhole)
      return { exitCode: 0, output: "No changes. Your infrastructure matches the configuration." };
    this.deleted = [];
    this.bucketExists = command.startsWith("apply");
    this.save(this.backend, this.bucketExists ? resources : []);
    return done;
  }

  private stateIn(backend: "local" | "remote"): readonly string[] {
    return backend === "local" ? (this.local ?? []) : this.remote;
  }

  private save(backend: "local" | "remote", state: readonly string[]): void {
    if (backend === "remote") this.remote = state;
    else writeFileSync(this.workplace.localState, JSON.stringify(state));
  }
}

/** After a bootstrap. */
async function bootstrapped(): Promise<World> {
  const world = new World();
  await bootstrapState(world.workplace, ["-auto-approve"]);
  world.commands.length = 0;
  world.said.length = 0;
  return world;
}

const inBucket = { bucketExists: true, remote: resources, local: undefined, override: false };
const nothing = { bucketExists: false, remote: resources, local: undefined, override: false };
const deaths = (count: number) =>
  Array.from({ length: count }, (_, at) => [true, false].map((afterWork): Death => ({ at, afterWork }))).flat();

describe("bootstrap", () => {
  it("creates the buckets with state in a file, then moves the state into its bucket", async () => {
    const world = new World();
    await bootstrapState(world.workplace, ["-input=false", "-auto-approve"]);
    expect(world.commands).toEqual([
      "init -input=false -reconfigure",
      "init -input=false -reconfigure",
      "apply -input=false -auto-approve",
      "init -input=false -migrate-state -force-copy",
      "state list",
    ]);
    expect(world.end).toEqual(inBucket);
    expect(existsSync(`${world.workplace.localState}.moved`)).toBe(true);
    expect(world.said.at(-1)).toBe("state: done");
  });

  it.each([
    ["does nothing where the state is in its bucket and nothing is missing", [], "state: nothing to do"],
    ["makes again what was deleted since, such as the bucket of the other region", ["euc1"], "state: done"],
  ])("%s", async (_, deleted, last) => {
    const world = await bootstrapped();
    world.deleted = deleted;
    await bootstrapState(world.workplace, ["-auto-approve"]);
    expect(world.commands).toEqual(["init -input=false -reconfigure", "state list", "apply -auto-approve"]);
    expect(world.said).toEqual([
      "state: it is in its bucket; asking Terraform whether something of it is missing",
      last,
    ]);
    expect(world.deleted).toEqual([]);
    expect(world.end).toEqual(inBucket);
  });

  it.each(deaths(5))(
    "killed at command $at, its work done: $afterWork, goes on when it is run again",
    async (death) => {
      const world = new World();
      world.death = death;
      await expect(bootstrapState(world.workplace, [])).rejects.toThrow("killed");
      world.death = undefined;
      await bootstrapState(world.workplace, []);
      expect(world.end).toEqual(inBucket);
    },
  );

  it.each([
    ["the keys alone", [key]],
    ["nothing yet", []],
  ])("killed once a bucket was made and Terraform had noted %s, it goes on when it is run again", async (_, noted) => {
    const world = new World();
    world.death = { at: 1, afterWork: false };
    await expect(bootstrapState(world.workplace, [])).rejects.toThrow("killed");
    world.death = undefined;
    world.bucketExists = true;
    if (noted.length > 0) writeFileSync(world.workplace.localState, JSON.stringify(noted));
    await bootstrapState(world.workplace, []);
    expect(world.said).toContain(`state: ${bucket} is noted now`);
    expect(world.said).toContain(`state: ${alias} was not made yet`);
    expect(world.end).toEqual(inBucket);
  });

  it("tells what Terraform said where it cannot look for what a killed run made", async () => {
    const world = new World();
    world.death = { at: 2, afterWork: false };
    await expect(bootstrapState(world.workplace, [])).rejects.toThrow("killed");
    world.death = { at: world.commands.length + 3, afterWork: false };
    await expect(bootstrapState(world.workplace, [])).rejects.toThrow(`terraform import of ${bucket} failed:\nkilled`);
  });

  it("creates nothing a second time where a bucket exists without a state", async () => {
    const world = new World();
    world.bucketExists = true;
    await expect(bootstrapState(world.workplace, [])).rejects.toThrow(
      "state: the bucket exists, but holds no state of this stack and there is none here; expected one of the two. " +
        "Restore the last version of the state in the bucket, or take over what exists: docs/runbooks/killed-apply.md",
    );
    expect(world.commands).not.toContain("apply");
  });

  it("keeps the file where the bucket turns out to be empty after the move", async () => {
    const world = new World();
    const { terraform } = world.workplace;
    const forgetful: Terraform = async (...args) => (args[0] === "state" ? listed([]) : terraform(...args));
    await expect(bootstrapState({ ...world.workplace, terraform: forgetful }, [])).rejects.toThrow(
      "state: the state that Terraform reads from the bucket is empty, expected the buckets themselves; nothing was removed",
    );
    expect(world.local).toEqual(resources);
  });

  it("tells what Terraform said where it can reach nothing", async () => {
    const world = new World();
    const terraform: Terraform = async () => ({ exitCode: 3, output: "Error: no credentials" });
    await expect(bootstrapState({ ...world.workplace, terraform }, [])).rejects.toThrow(
      "terraform init failed with exit code 3:\nError: no credentials",
    );
  });

  it("tells what Terraform said where it cannot apply", async () => {
    const world = new World();
    world.death = { at: 2, afterWork: false };
    await expect(bootstrapState(world.workplace, ["-input=false"])).rejects.toThrow(
      "terraform apply -input=false failed with exit code 1:\nkilled",
    );
  });
});

describe("retire", () => {
  /** Another stack, by what is in its state. */
  const other = (state: readonly string[]): Terraform => {
    return async (command) => (command === "init" ? done : listed(state));
  };
  const others = new Map([
    ["prod-peering", other([])],
    ["prod-eu-west-1-network", other(["data.terraform_remote_state.x", "module.vpc.data.aws_region.current[0]"])],
  ]);

  it("takes the state out of its bucket, then destroys the buckets", async () => {
    const world = await bootstrapped();
    await retireState(world.workplace, others, ["-input=false", "-auto-approve"]);
    expect(world.commands).toEqual([
      "init -input=false -reconfigure",
      "state list",
      "init -input=false -migrate-state -force-copy",
      "init -input=false -reconfigure",
      "destroy -input=false -auto-approve",
    ]);
    expect(world.end).toEqual(nothing);
    expect(world.said.at(-1)).toBe("state: done");
  });

  it("refuses while another stack has resources, and touches nothing", async () => {
    const world = await bootstrapped();
    const busy = new Map([...others, ["prod-eu-central-1-network", other(["module.vpc.aws_vpc.this[0]", "aws_a.b"])]]);
    await expect(retireState(world.workplace, busy, [])).rejects.toThrow(
      "state: prod-eu-central-1-network still has 2 resources, expected none; run terraform destroy there first",
    );
    expect(world.commands).toEqual([]);
    expect(world.end).toEqual(inBucket);
  });

  it("refuses where it cannot ask another stack", async () => {
    const world = await bootstrapped();
    const dumb = new Map([["prod-peering", async () => failed("Error: no credentials")]]);
    await expect(retireState(world.workplace, dumb, [])).rejects.toThrow(
      "terraform init -input=false failed with exit code 1:\nError: no credentials",
    );
    expect(world.commands).toEqual([]);
  });

  it("refuses where the bucket holds no state: the buckets could not be destroyed by it", async () => {
    const world = await bootstrapped();
    world.remote = [];
    await expect(retireState(world.workplace, others, [])).rejects.toThrow(
      "state: the state that Terraform reads from the bucket is empty, expected the buckets themselves; nothing was removed",
    );
    expect(world.bucketExists).toBe(true);
  });

  it.each(deaths(5))(
    "killed at command $at, its work done: $afterWork, goes on when it is run again",
    async (death) => {
      const world = await bootstrapped();
      world.death = death;
      await expect(retireState(world.workplace, others, [])).rejects.toThrow("killed");
      world.death = undefined;
      await retireState(world.workplace, others, []);
      expect(world.end).toEqual(nothing);
    },
  );

  it("goes on where it was killed while it destroyed the buckets, so that other stacks have theirs no more", async () => {
    const world = await bootstrapped();
    world.death = { at: 4, afterWork: true };
    await expect(retireState(world.workplace, others, [])).rejects.toThrow("killed");
    world.death = undefined;
    const homeless = new Map([["prod-peering", async () => failed('Error: S3 bucket "b" does not exist.')]]);
    await retireState(world.workplace, homeless, []);
    expect(world.end).toEqual(nothing);
  });

  // It looks like the file of a retirement that was killed.
  it("asks the other stacks also where a bootstrap left its file behind", async () => {
    const world = new World();
    world.death = { at: 4, afterWork: true };
    await expect(bootstrapState(world.workplace, [])).rejects.toThrow("killed");
    world.death = undefined;
    const busy = new Map([["prod-peering", other(["aws_route.a"])]]);
    await expect(retireState(world.workplace, busy, [])).rejects.toThrow("prod-peering still has 1 resources");
  });
});
