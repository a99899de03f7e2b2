import { describe, expect, it } from "vitest";
import { readExports, writeExports } from "../../src/stack/exports";
import { LayerStack } from "../../src/stack/layer-stack";
import { planRegionStack, planSharedStack } from "../../src/stack/stack-plan";
import { parsed, prod } from "../literals";
import { temporaryApp } from "../temporary";

const environment = parsed(prod);
const contract = { vpc_id: "string", subnet_ids: "list" } as const;
const network = planRegionStack(environment, "network", "eu-west-1");
const peering = planSharedStack(environment, "peering");

describe("readExports", () => {
  it("reads names of the contract from the state of the producer", () => {
    const app = temporaryApp();
    new LayerStack(app, network);
    const reader = new LayerStack(app, peering);
    const { vpc_id, subnet_ids } = readExports(reader, contract, network);
    const state = "data.terraform_remote_state.prod-eu-west-1-network.outputs";
    writeExports(reader, contract, { vpc_id, subnet_ids });
    expect(reader.toTerraform()).toMatchObject({
      output: { vpc_id: { value: `\${${state}.vpc_id}` }, subnet_ids: { value: `\${${state}.subnet_ids}` } },
    });
  });

  it("makes Terraform refuse a producer whose lists are of another length, and name it", () => {
    const app = temporaryApp();
    new LayerStack(app, network);
    const reader = new LayerStack(app, peering);
    readExports(reader, contract, network, { subnet_ids: 3 });
    expect(reader.toTerraform()["data"]["terraform_remote_state"][network.id]["lifecycle"]).toEqual({
      postcondition: [
        {
          condition: `\${length(self.outputs.subnet_ids) == 3}`,
          error_message: `prod-eu-west-1-network has \${length(self.outputs.subnet_ids)} subnet_ids, and prod-peering expects 3: apply prod-eu-west-1-network first.`,
        },
      ],
    });
  });

  it("makes the reader wait for the producer", () => {
    const app = temporaryApp();
    const producer = new LayerStack(app, network);
    const reader = new LayerStack(app, peering);
    readExports(reader, contract, network);
    expect(reader.dependencies).toEqual([producer]);
  });

  it("refuses a producer that no layer has added before", () => {
    const reader = new LayerStack(temporaryApp(), peering);
    expect(() => readExports(reader, contract, network)).toThrow(
      "prod-peering reads prod-eu-west-1-network, which does not exist: add its layer earlier in main.ts",
    );
  });
});

describe("writeExports", () => {
  it("writes every name of the contract, under that name", () => {
    const stack = new LayerStack(temporaryApp(), network);
    writeExports(stack, contract, { vpc_id: "vpc-1", subnet_ids: ["subnet-1"] });
    expect(stack.toTerraform()).toMatchObject({
      output: { vpc_id: { value: "vpc-1" }, subnet_ids: { value: ["subnet-1"] } },
    });
  });
});
